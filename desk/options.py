"""The option that every command shares: which settings file to use."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["config_option", "example"]

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Settings file (TOML). Without it the built-in Helena profile serves.",
)


def example(*lines: str) -> str:
    r"""Return the block that ends a command's help, kept line by line.

    >>> example("clearcopy sources")
    '\x08\nExample:\n  clearcopy sources'
    """
    return "\n".join(("\b", "Example:", *(f"  {line}" for line in lines)))

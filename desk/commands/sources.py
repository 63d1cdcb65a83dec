"""`clearcopy sources` lists the configured sources and when each was last read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from desk.options import config_option, example
from records.settings import Settings, load

__all__ = ["sources"]

PASSWORD = re.compile(r"(?<=://)([^/@:\s]*):[^/@\s]*@")
"""The password of a URL that should not have been written there; a drive letter ("C:/") has one slash too few."""


@click.command(short_help="List the configured sources.", epilog=example("clearcopy sources --config city.toml"))
@config_option
def sources(config: Path | None) -> None:
    """List the configured sources: where each is, where its releases go and when it was last read."""
    settings = load(config)
    from desk.tables import show  # noqa: PLC0415 - keeps --help fast

    headers = ("", "Name", "Location", "Department", "Nightly releases", "Last read")
    show("Configured sources" if settings.sources else "No source is configured", headers, tuple(_rows(settings)))


def _rows(settings: Settings) -> Iterator[tuple[str | int, ...]]:
    from release.ledger import last_read  # noqa: PLC0415 - keeps --help fast

    for number, source in enumerate(settings.sources, start=1):
        when = last_read(settings.workspace_path(), source.name)
        location = _from_here(PASSWORD.sub(r"\1:***@", source.location))
        read = "never" if when is None else f"{when.astimezone():%Y-%m-%d %H:%M}"
        yield number, source.name, location, source.department, _from_here(source.to) or "inventory only", read


def _from_here(place: str) -> str:
    """Return a path below the current folder as one from it, any other place as it is.

    >>> _from_here("postgresql://db.example.org/forms")
    'postgresql://db.example.org/forms'
    """
    below = place and "://" not in place and Path(place).is_relative_to(Path.cwd())
    return str(Path(place).relative_to(Path.cwd())) if below else place

"""`clearcopy scan` takes inventory of sources and releases nothing."""

from __future__ import annotations

from pathlib import Path

import click

from desk.bars import bars
from desk.loading import loading
from desk.options import config_option, example
from records.settings import load

__all__ = ["scan"]


@click.command(
    short_help="Take inventory of sources; release nothing.",
    epilog=example("clearcopy scan mail/inbox.mbox sqlite:///forms.db"),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@config_option
def scan(sources: tuple[str, ...], config: Path | None) -> int:
    """Find PII in each SOURCE and record in the inventory where it is; nothing is released.

    A SOURCE is a file, a folder, a database URL or the name of a source in the settings file.
    """
    settings = load(config)
    with loading():
        from desk.summary import exit_code, summarise  # noqa: PLC0415 - keeps --help fast
        from release.pipeline import scan as take_inventory  # noqa: PLC0415 - keeps --help fast

    with bars() as progress:
        receipt = take_inventory(sources, settings=settings, progress=progress)
    summarise(receipt)
    return exit_code(receipt)

"""`clearcopy redact` publishes redacted copies of sources at once, verified, and says that no one has reviewed them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from desk.bars import bars
from desk.loading import loading
from desk.options import config_option, example
from records.errors import ClearcopyError
from records.settings import load

__all__ = ["redact"]


@click.command(
    short_help="Publish redacted copies of sources.",
    epilog=example("clearcopy redact mail/inbox.mbox forms.csv --to out/request-0142"),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--to",
    "into",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="Release folder; must not exist.",
)
@click.option(
    "--as",
    "copies",
    type=click.Choice(["sqlite", "sql", "parquet", "csv"]),
    multiple=True,
    help="Form of a redacted database; may be repeated. Without it: sqlite and csv.",
)
@config_option
def redact(sources: tuple[str, ...], into: Path, copies: tuple[str, ...], config: Path | None) -> int:
    """Write redacted copies of each SOURCE into the new folder DIR, verified, published at once, not reviewed.

    A SOURCE is a file, a folder, a database URL or the name of a source in the settings file. Sources are only read. What
    cannot be read or rebuilt is withheld and listed; where verification finds anything, or the sources hold nothing,
    nothing is published.
    """
    settings = load(config)
    if copies:
        settings = replace(settings, database_copies=copies)
    with loading():
        from desk.summary import exit_code, summarise  # noqa: PLC0415 - keeps --help fast
        from release.pipeline import release  # noqa: PLC0415 - keeps --help fast

    with bars() as progress:
        receipt = release(sources, into, settings=settings, progress=progress)
    if receipt.into is None:
        raise ClearcopyError("there was nothing to release: the sources hold no message, row or document")
    summarise(receipt)
    return exit_code(receipt)

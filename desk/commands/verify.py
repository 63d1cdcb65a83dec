"""`clearcopy verify` checks a published release again as a stranger would."""

from __future__ import annotations

from pathlib import Path

import click

from desk.bars import bars
from desk.loading import loading
from desk.options import config_option, example
from records.settings import load

__all__ = ["verify"]


@click.command(short_help="Check a published release again.", epilog=example("clearcopy verify out/request-0142"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@config_option
def verify(folder: Path, config: Path | None) -> None:
    """Check the release in DIR: every file against the manifest, and every text for what must not leave."""
    settings = load(config)
    with loading():
        from desk.tables import show  # noqa: PLC0415 - keeps --help fast
        from release.verify import verify_release  # noqa: PLC0415 - keeps --help fast

    with bars() as progress:
        checked = verify_release(folder, settings, progress)
    rows = (
        ("Files as the manifest says", checked.files),
        ("Texts in them without a social security number", checked.rescanned),
        ("Bytes checked", checked.checked_bytes),
    )
    show(f"Verified {folder}", ("", ""), rows)

"""`clearcopy inventory` says what PII is where, and what is new, gone or still there since the run before."""

from __future__ import annotations

from pathlib import Path

import click

from desk.options import config_option, example
from desk.whole import whole_file
from records.settings import load

__all__ = ["inventory"]


@click.command(
    short_help="Say what PII is where and what changed.", epilog=example("clearcopy inventory --html inventory.html")
)
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Also write it as one HTML file.")
@config_option
def inventory(html: Path | None, config: Path | None) -> None:
    """Show what PII is where: counts and places by source, and what changed since the run before; never a value."""
    workspace = load(config).workspace_path()
    from desk.stock import show_changes, show_counts  # noqa: PLC0415 - keeps --help fast
    from release.report import to_html  # noqa: PLC0415 - keeps --help fast

    show_counts(workspace)
    show_changes(workspace)
    if html is not None:
        with whole_file(html) as part:
            to_html(workspace, part)

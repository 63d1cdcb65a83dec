"""`clearcopy sources` lists the configured sources and when each was last read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from desk.options import config_option, example
from records.settings import Settings, load

__all__ = ["sources"]


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
        location = _shown(source.location)
        read = "never" if when is None else f"{when.astimezone():%Y-%m-%d %H:%M}"
        yield number, source.name, location, source.department, _from_here(source.to) or "inventory only", read


def _shown(location: str) -> str:
    """Return where a source is without what could be a password, which should not have been written there.

    >>> _shown("postgresql://clerk:hun/ter2@db.example.org/forms?password=hunter2")
    'postgresql://clerk:***@db.example.org/forms'
    >>> _shown("postgresql://clerk:hun@ter2@db.example.org/forms")
    '(cannot be shown)'
    """
    if "://" not in location:  # nor has a drive letter ("C:/") both slashes
        return _from_here(location)
    from sqlalchemy.engine import make_url  # noqa: PLC0415 - keeps --help fast
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415 - keeps --help fast

    try:
        url = make_url(location).set(query={})
    except (ArgumentError, ValueError):
        return "(cannot be shown)"
    odd = "@" in (url.host or "") + (url.database or "") + (url.username or "")
    return "(cannot be shown)" if odd else url.render_as_string(hide_password=True)


def _from_here(place: str) -> str:
    """Return a path below the current folder as one from it, any other place as it is.

    >>> _from_here("mail/inbox.mbox")
    'mail/inbox.mbox'
    """
    below = place and Path(place).is_relative_to(Path.cwd())
    return str(Path(place).relative_to(Path.cwd())) if below else place

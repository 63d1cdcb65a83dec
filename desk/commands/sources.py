"""`clearcopy sources` lists the configured sources and when each was last read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from desk.options import config_option, example
from records.settings import Settings, load

__all__ = ["sources"]

HIDDEN = "(cannot be shown)"
ODD = frozenset("@?;=")
"""What stands in a part of a URL only where it was taken apart otherwise than it was meant: the rest of a password, say."""
FILES = ("sqlite:///", "duckdb:///")
"""URLs of a file: they name nobody, and in a file's name every character means itself."""


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
        location = _from_here(_shown(source.location))
        read = "never" if when is None else f"{when.astimezone():%Y-%m-%d %H:%M}"
        yield number, source.name, location, source.department, _from_here(source.to) or "inventory only", read


def _shown(location: str) -> str:
    """Return *location* without a password and the options of a URL, or a mark where nobody can say what of it is one.

    >>> _shown("postgresql://reader:hun/ter2@db.example.org/forms?sslmode=require")
    'postgresql://reader:***@db.example.org/forms'
    >>> _shown("postgresql://reader:hun@ter2@db.example.org/forms")
    '(cannot be shown)'
    """
    if "://" not in location or location.startswith(FILES):
        return location
    import sqlalchemy as sa  # noqa: PLC0415 - keeps the list fast where no database is configured

    try:
        url = sa.make_url(location).set(query={})
    except (sa.exc.ArgumentError, ValueError):
        return HIDDEN
    parts = (url.username, url.host, url.database)
    return HIDDEN if any(ODD & set(part or "") for part in parts) else url.render_as_string(hide_password=True)


def _from_here(place: str) -> str:
    """Return a path below the current folder as one from it, any other place as it is.

    >>> _from_here("postgresql://db.example.org/forms")
    'postgresql://db.example.org/forms'
    """
    below = place and "://" not in place and Path(place).is_relative_to(Path.cwd())
    return str(Path(place).relative_to(Path.cwd())) if below else place

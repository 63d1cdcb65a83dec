"""No source is read twice in one run: named again, spelled in another way or lying inside another one, it is refused.

Released twice it would be counted twice, and the second copy would say nothing that the first does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from connectors.files import real
from records.errors import Misconfigured

__all__ = ["refuse_twice"]

_FILES = ("sqlite", "duckdb")
"""Kinds of database that are a file."""


def refuse_twice(locations: Sequence[str]) -> None:
    """Raise Misconfigured where two of *locations* (paths and database URLs) are one place, or one holds the other."""
    places = [_place(location) for location in locations]
    for one, other in permutations(places, 2):
        if one == other:
            raise Misconfigured("a source is named twice; name it once")
        if isinstance(one, Path) and isinstance(other, Path) and one in other.parents:
            raise Misconfigured("a source lies inside another one that is named; name only the outer one")


def _place(location: str) -> Path | str:
    """Return where a source is: the resolved path of a file or folder, else kind, server and database without the user."""
    if "://" not in location:
        return real(Path(location))
    try:
        url = make_url(location)
    except (ArgumentError, ValueError):
        return location  # whoever opens it says what is wrong with it
    kind = url.get_backend_name()
    if kind in _FILES and url.database:
        return real(Path(url.database))
    return f"{kind} {(url.host or '').lower()} {url.port} {url.database} {sorted(url.query.items())}"

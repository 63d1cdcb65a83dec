"""A value above the limit never crosses the wire: the server sends a marker in its place, which no stored value can equal."""

from __future__ import annotations

import secrets
from typing import Any

import sqlalchemy as sa

__all__ = ["MARK", "bounded", "is_marker", "number"]

# Drawn anew in every process, so a value planted to look like it cannot be right; it is never written anywhere.
_MARKER = secrets.token_hex(16)
_MARKER_BYTES = _MARKER.encode()
MARK: sa.ColumnElement[Any] = sa.literal_column(f"'{_MARKER}'")


def is_marker(raw: Any) -> bool:
    """Say whether the server sent the marker in the place of a value that is too large."""
    return raw in (_MARKER, _MARKER_BYTES)


def number(value: int) -> sa.ColumnElement[int]:
    """Return *value* as a literal: a bound parameter per column would run into the servers' limits on wide tables."""
    return sa.literal_column(str(value), sa.Integer)


def bounded(
    value: sa.ColumnElement[Any],
    length: sa.ColumnElement[int],
    limit: sa.ColumnElement[int],
    mark: sa.ColumnElement[Any] = MARK,
) -> sa.ColumnElement[Any]:
    """Return *value*, or the marker where *length* is above *limit*."""
    return sa.case((length > limit, mark), else_=value)

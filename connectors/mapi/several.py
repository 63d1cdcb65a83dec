"""The values of a property of several, as an archive stores them in one piece."""

from __future__ import annotations

import struct
from itertools import pairwise

from connectors.mapi.properties import BINARY, STRING, UNICODE

__all__ = ["several"]


def several(data: bytes, type_: int) -> tuple[bytes, ...]:
    """Return the values in *data*: a count, where each begins, and they themselves ([MS-PST] 2.3.3.4.2)."""
    if type_ not in {STRING, UNICODE, BINARY} or len(data) < 4:  # noqa: PLR2004 - the count's bytes
        return (data,)
    count = int.from_bytes(data[:4], "little")
    if 4 + 4 * count > len(data):
        return ()
    starts = [*struct.unpack_from(f"<{count}I", data, 4), len(data)]
    return tuple(data[start:end] for start, end in pairwise(starts))

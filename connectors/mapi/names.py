"""Properties from 0x8000 on have names of their own in every file; the three streams of its name map tell which.

[MS-OXMSG] 2.2.3.1 and [MS-PST] 2.4.7 lay them out alike: property sets, entries of eight bytes, and the words.
"""

from __future__ import annotations

import struct

from connectors.mapi.properties import Name

__all__ = ["ADDRESS", "APPOINTMENT", "COMMON", "FIRST", "NOTE", "TASK", "WORDS", "names"]

FIRST = 0x8000
_ENTRY = struct.Struct("<IHH")
_MOST = 32_768


def _set(first: int) -> str:
    """Return a property set of Outlook's own, as stored: 000620xx-0000-0000-C000-000000000046."""
    return first.to_bytes(4, "little").hex() + "00000000" + "c000000000000046"


APPOINTMENT, TASK, ADDRESS, COMMON, NOTE = map(_set, (0x62002, 0x62003, 0x62004, 0x62008, 0x6200E))
WORDS = "2903020000000000c000000000000046"  # PS_PUBLIC_STRINGS
_MAPI = "2803020000000000c000000000000046"


def names(sets: bytes, entries: bytes, words: bytes) -> dict[int, Name]:
    """Return the name of each id that the streams name; what points outside them has none."""
    found: dict[int, Name] = {}
    for at in range(0, min(len(entries), _MOST * _ENTRY.size) - _ENTRY.size + 1, _ENTRY.size):
        key, space, number = _ENTRY.unpack_from(entries, at)
        word: int | str = _word(words, key) if space & 1 else key
        if word != "":
            found[FIRST + number] = Name(_space(sets, space >> 1), word)
    return found


def _space(sets: bytes, number: int) -> str:
    if number < 3:  # noqa: PLR2004 - 1 and 2 are fixed, 0 is none; 3 is the first of the stream
        return (_MAPI, _MAPI, WORDS)[number]
    return sets[(number - 3) * 16 : (number - 2) * 16].hex()


def _word(words: bytes, at: int) -> str:
    size = int.from_bytes(words[at : at + 4], "little")
    return words[at + 4 : at + 4 + size].decode("utf-16-le", "replace")

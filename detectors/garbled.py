"""Letters that a program read in the wrong character set are read as what they were: "JosÃ© Oâ€™Neil" is José O’Neil."""

from __future__ import annotations

import re

__all__ = ["GARBLED", "restored"]

# What a byte from 0x80 to 0xBF, the rest of a letter in UTF-8 (RFC 3629, 3), looks like in Latin-1 and in Windows-1252.
_REST = {chr(byte): byte for byte in range(0x80, 0xC0)} | {
    bytes([byte]).decode("cp1252"): byte for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"
}
_AFTER = "".join(map(re.escape, _REST))
# Accented Latin letters begin with one of four bytes, curly quotes and dashes with "â€", and what was garbled twice with
# "Ãƒ". False friends: "«Å»", "MAÇÃ»", a letter of its own before a closing quote mark, which are rarer here.
GARBLED = rf"Ã[\x83ƒ]Â[{_AFTER}]|[ÂÃÄÅ][{_AFTER}]|[âï][{_AFTER}]{{2}}"
_TWICE = "Ã\x83", "Ãƒ"


def restored(unit: str) -> str:
    r"""Return the letter that *unit*, one match of GARBLED, was; *unit* itself where its bytes are no letter.

    >>> restored("Ã©"), restored("â€™"), restored("ÃƒÂ©"), restored("Ã\x89")
    ('é', '’', 'é', 'É')
    """
    found = _decoded(unit)
    return _decoded(found) if unit.startswith(_TWICE) else found


def _decoded(unit: str) -> str:
    try:
        return bytes(_REST.get(char, ord(char)) for char in unit).decode()
    except UnicodeDecodeError:
        return unit

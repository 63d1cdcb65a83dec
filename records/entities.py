"""References to characters, as HTML writes them (&eacute; &#233; &#xE9;), are undone as browsers undo them, however long they are."""

from __future__ import annotations

import html
import re

__all__ = ["unescape"]

# Python refuses to make a number of some thousand figures, noughts before it included. No character has one of eight.
_LONG = re.compile(r"&#(?=[0-9]{8})0*([0-9]+);?")
_MOST = 7
_NO_CHARACTER = "\ufffd"


def unescape(text: str) -> str:
    """Return *text* with every reference undone; one to no character is U+FFFD.

    >>> unescape("&#74;&#0000000000097;ne &amp;c"), unescape("&#99999999999;")
    ('Jane &c', '�')
    """
    return html.unescape(_LONG.sub(_short, text))


def _short(reference: re.Match[str]) -> str:
    number = reference[1]
    return f"&#{number};" if len(number) <= _MOST else _NO_CHARACTER

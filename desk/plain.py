"""Text that is about to reach a terminal cannot steer it: control, format and surrogate characters are spelled out."""

from __future__ import annotations

__all__ = ["plain"]


def plain(text: str) -> str:
    r"""Return *text* with every character that does not print written as an escape (adversarial row L06).

    >>> print(plain("inbox\x1b[2J\u202efdp"))
    inbox\x1b[2J\u202efdp
    """
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)

"""Damage and disguise: capitals, lower case, scanner errors, wrapped and indented lines, spaced-out punctuation."""

from __future__ import annotations

import re
from random import Random

__all__ = ["recase", "roughen"]

_SCAN = {"l": "1I", "I": "l1", "o": "0", "O": "0", "e": "c", "c": "e", "i": "l", "S": "5", "B": "8", "a": "s", "t": "f", "n": "ri", "m": "rn", "u": "ii",
         "h": "b", "g": "q", "r": "i", ".": ",", ",": ".", "1": "l", "0": "O", "5": "S", "8": "B", "d": "cl", "y": "v"}  # fmt: skip
_SPACED = re.compile(r"(?<=\S)(?=[,.;:/()'\"-])|(?<=[,;:/()'\"-])(?=\S)")
_PART = re.compile("([\ue000-\ue003][^\ue00f]*\ue00f)")


def scan(text: str, rng: Random, rate: float) -> str:
    """Misread some characters, lose some spaces and split some words, as a scanner does."""
    out = []
    for char in text:
        if rng.random() > rate or "\ue000" <= char <= "\ue00f":
            out.append(char)
        elif char == " ":
            out.append(rng.choice(("", "  ", " ")))
        elif char in _SCAN:
            out.append(_SCAN[char] if len(_SCAN[char]) == 2 and rng.random() < 0.5 else rng.choice(_SCAN[char]))
        else:
            out.append(char + rng.choice(("", "", " ", "'", ".")))
    return "".join(out)


def wrap(text: str, rng: Random) -> str:
    """Break long lines at a width, in the middle of names too, and quote them once in a while."""
    width = rng.randint(45, 90)
    lead = rng.choice(("", "", "", "> ", ">", ">> ", "    "))
    lines = []
    for line in text.split("\n"):
        while len(line) > width and " " in line[20:width]:
            place = line.rindex(" ", 20, width)
            lines.append(line[:place])
            line = line[place + 1 :]  # noqa: PLW2901 - what is left of the line
        lines.append(line)
    return ("\n" + lead).join(lines)


def recase(text: str, rng: Random, upper: float, lower: float) -> str:
    """Put *text* in capitals or in lower case."""
    dice = rng.random()
    if dice < upper:
        return text.upper()
    return text.lower() if dice < upper + lower else text


def _recase_names(text: str, rng: Random) -> str:
    """Put every span in capitals (or lower case) and leave the rest."""
    small = rng.random() < 0.6
    return _PART.sub(lambda part: part[1].lower() if small else part[1].upper(), text)


def _spread(text: str, rng: Random) -> str:
    """Put a blank between the letters of one line, as a bad scan of a form does."""
    lines = text.split("\n")
    place = rng.randrange(len(lines))
    lines[place] = re.sub(r"(?<=[^\W_])(?=[^\W_])", " ", lines[place])
    return "\n".join(lines)


def roughen(text: str, rng: Random) -> str:
    """Return *text* as it may arrive: mostly untouched."""
    text = recase(text, rng, 0.09, 0.08)
    dice = rng.random()
    if dice > 0.992:
        return _spread(text, rng)
    if dice < 0.06:
        text = scan(text, rng, rng.choice((0.01, 0.02, 0.04)))
    elif dice < 0.16:
        text = wrap(text, rng)
    elif dice < 0.21:
        text = _SPACED.sub(" ", text)
    elif dice < 0.25:
        text = _recase_names(text, rng)
    elif dice < 0.29:
        text = text.replace("\n", "\n" + rng.choice(("\n", "\t", "   ", "> ", "    ")))
    elif dice < 0.31:
        text = text.replace("\n", "\r\n")
    elif dice < 0.33:
        text = text.replace("\n", "  ")
    return text

"""What the styles of a Word document say of a text: which are headings, and which are never printed; and which letter a symbol is."""

from __future__ import annotations

from typing import Any

__all__ = ["hiding", "key", "levels", "style_of", "symbol", "veiled"]

_LONGEST_CHAIN = 60  # styles based on one another

_PRIVATE = 0xF000  # symbols stand there, each with its letter's code behind it (ECMA-376, 17.3.3.30)
_PICTURES = ("wingdings", "webdings", "symbol")


def levels(styles: list[Any]) -> dict[str, int]:
    """Return the level of each style that is a heading."""
    levels = {}
    for style in styles:
        name = _told(style, "{*}name").lower()
        level = name.removeprefix("heading ")
        if name == "title" or (level.isdigit() and name != level):
            levels[_id(style)] = min(int(level), 6) if level.isdigit() else 1
    return levels


def veiled(styles: list[Any]) -> frozenset[str]:
    """Return the styles whose text is never printed, by themselves or by one that they are based on."""
    named = [style for style in styles if _id(style)]  # nothing can refer to another
    own = {_id(style): hiding(style) for style in named}
    based = {_id(style): _told(style, "{*}basedOn") for style in named}

    def hides(name: str) -> bool:
        for _ in range(_LONGEST_CHAIN):  # a chain may bite its tail
            if own.get(name) is not None or name not in based:
                break
            name = based[name]
        return own.get(name) is True

    return frozenset(filter(hides, own))


def style_of(element: Any, kind: str) -> str:
    """Return the style of a paragraph ("p") or a run ("r"), "" where it names none."""
    return _told(element, f"{{*}}{kind}Pr/{{*}}{kind}Style")


def _id(style: Any) -> str:
    return style.get(key(style, "styleId")) or ""


def _told(element: Any, path: str) -> str:
    """Return what the first element of *path* has for its value, "" for none."""
    return next((each.get(key(each)) or "" for each in element.iterfind(path)), "")


def hiding(element: Any) -> bool | None:
    """Return whether a run or a style says that its text is hidden, whatever its value but off; None where it says nothing."""
    said = [each.get(key(each)) not in {"0", "false", "off"}
            for name in ("vanish", "webHidden", "specVanish") for each in element.iterfind(f"{{*}}rPr/{{*}}{name}")]  # fmt: skip
    return any(said) if said else None


def symbol(element: Any) -> str:
    """Return the letter or digit that a symbol shows, a bullet where its font has pictures instead."""
    font, code = (element.get(key(element, name)) or "" for name in ("font", "char"))
    try:
        place = int(code, 16)
        shown = chr(place - _PRIVATE if _PRIVATE <= place < _PRIVATE + 0x100 else place)
    except (ValueError, OverflowError):
        return "\u2022"
    return shown if shown.isprintable() and not font.lower().startswith(_PICTURES) else "\u2022"


def key(element: Any, name: str = "val") -> str:
    """Return the full name under which *element* has the attribute *name*, in whichever dialect it is written."""
    return next((key for key in element.attrib if key.rpartition("}")[2] == name), name)

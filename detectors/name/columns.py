"""What the name of a column says of people in its cells: that they are written there, or places, things, notes."""

from __future__ import annotations

from records.columns import Part, of_column
from records.finding import IdKind, PiiType

__all__ = ["elsewhere", "noted", "thing", "town", "unsure"]


def unsure(name: str) -> bool:
    """Say whether only its cells can tell if a column holds people: one called "name" and nothing more, one of users."""
    said = of_column(name) if name else None
    return said is not None and (
        (said.type is PiiType.PERSON and said.part is Part.UNSURE) or said.kind is IdKind.USERNAME
    )


def noted(name: str) -> bool:
    """Say whether a column holds what people write, of which a few words may be a note: "Per J. Roe - gate locked"."""
    return _part(name) is Part.FREE_TEXT


def elsewhere(name: str) -> bool:
    """Say whether a column holds places or organisations: "Lawrence" under "street" is one, and a person under neither."""
    said = of_column(name) if name else None
    nobody = (Part.ORGANISATION, Part.THING)
    return said is not None and (said.type in (PiiType.ADDRESS, PiiType.LOCATION) or said.part in nobody)


def town(name: str) -> bool:
    """Say whether a column holds towns or states, some of which are called like people: "Glen Ellyn"."""
    return _part(name) in (Part.CITY, Part.STATE)


def thing(name: str) -> bool:
    """Say whether a column holds things: colours, makes of cars, articles."""
    return _part(name) is Part.THING


def _part(name: str) -> Part | None:
    return said.part if name and (said := of_column(name)) else None

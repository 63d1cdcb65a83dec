"""The city's own street and town names as patterns: what makes "228 Broadway" an address without any "Street"."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from detectors.said import said
from records.errors import Misconfigured
from records.settings import City

__all__ = ["Landmarks", "alternation", "landmarks", "per_city", "street_beginnings", "street_words", "streets", "towns"]

T = TypeVar("T")

_BEGINNING = re.compile(r"[A-Za-z]+")
_NOTHING = "(?!)"
_LONGEST = 60  # characters of a landmark's name around a person's
_PIECES = re.compile(r"[,;/]|[ ](?:and|&)[ ]")
_LIST, _FEWEST = 60, 3  # characters around a street in which its list stands, and known streets in it
_COLUMN = re.compile(r"street.?name|st.?name|name|street", re.IGNORECASE)


def per_city(make: Callable[[City], T]) -> Callable[[City], T]:
    """Keep what *make* made of the last city: told by its identity first, since a city has many words to compare for every cell."""
    kept: tuple[City, T] | None = None

    def of(city: City) -> T:
        nonlocal kept
        last = kept
        if last is None or last[0] is not city:
            # A street file may be another under the same name.
            same = last is not None and last[0] == city and not city.street_file
            last = kept = (city, last[1] if last is not None and same else make(city))
        return last[1]

    return of


@per_city
def streets(city: City) -> str:
    """Return an alternation of the street names of *city*, or raise Misconfigured where its street file cannot be read."""
    return _in_small_letters(_street_names(city))


@per_city
def _street_names(city: City) -> tuple[str, ...]:
    return *city.streets, *city.more_streets, *_from_file(city.street_file)


@per_city
def street_words(city: City) -> frozenset[str]:
    """Return the streets of *city* that are one word, in small letters."""
    return frozenset(name.lower() for name in _street_names(city) if name.isalpha())


@per_city
def street_beginnings(city: City) -> frozenset[str]:
    """Return the letters with which the streets of *city* begin, in small letters: "last" of "Last Chance Gulch"."""
    return frozenset(first[0].lower() for name in _street_names(city) if (first := _BEGINNING.match(name.strip())))


@per_city
def towns(city: City) -> re.Pattern[str]:
    """Return a pattern for the names of the towns nearby."""
    return re.compile(rf"\b(?:{_in_small_letters((city.name, *city.towns))})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The names of the city's landmarks, as patterns by each word in them: few names need to be held against any."""

    of: Mapping[str, re.Pattern[str]]
    streets: frozenset[str]  # not those called like people: "Davis, Harris and Jackson" may be three of them

    def may_list(self, text: str) -> bool:
        """Say whether so many of the streets stand in *text* at all that it may list them: asked first, once a text."""
        return len(self.streets & said(text)) >= _FEWEST - 1  # one may have a name of two words

    def in_list(self, text: str, start: int, end: int) -> bool:
        """Say whether ``text[start:end]`` is a street in a list of streets, "Benton, Rodney, Davis", and nobody called so.

        Behind known ones an unknown one is believed, too.
        """
        word = text[start:end]
        if word.lower() not in self.streets and not (text.endswith(", ", 0, start) and word.isalpha()):
            return False
        near = _PIECES.split(text[max(0, start - _LIST) : end + _LIST])
        return sum(piece.strip(" .:\n").lower() in self.streets for piece in near) >= _FEWEST

    def hold(self, text: str, start: int, end: int) -> bool:
        """Say whether ``text[start:end]`` is part of a landmark's name, as in "Ryan Fields"."""
        pattern = self.of.get(text[start:end].partition(" ")[0].lower())
        if pattern is None:
            return False
        near = pattern.finditer(text, max(0, start - _LONGEST), end + _LONGEST)
        return any(found.start() <= start and end <= found.end() for found in near)


@per_city
def landmarks(city: City) -> Landmarks:
    """Return what is known of the city's landmarks."""
    of: dict[str, list[str]] = {}
    for name in city.landmarks:
        for word in name.lower().split():
            of.setdefault(word, []).append(name)
    patterns = {
        word: re.compile(rf"(?<!\w)(?:{_in_small_letters(names)})(?!\w)", re.IGNORECASE) for word, names in of.items()
    }
    return Landmarks(patterns, frozenset(map(str.lower, city.streets)))


def _in_small_letters(names: Iterable[str]) -> str:
    return alternation({name.strip().lower() for name in names if name.strip()})


def alternation(names: Iterable[str]) -> str:
    """Return a pattern for any of *names*, the longest first; for none of them, one that matches nothing."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", "[ ]") for name in ordered) or _NOTHING


def _from_file(path: str) -> tuple[str, ...]:
    if not path:
        return ()
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.reader(handle))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise Misconfigured("the street file cannot be read") from None
    if not rows:
        return ()
    head = next((index for index, name in enumerate(rows[0]) if _COLUMN.search(name)), None)
    return tuple(row[head or 0] for row in rows[0 if head is None else 1 :] if len(row) > (head or 0))

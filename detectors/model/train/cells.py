"""Invented table cells: one value without any context, as databases and spreadsheets hold it."""

from __future__ import annotations

from random import Random

from detectors.model.train import firms, people, places
from detectors.model.train.abroad import abroad
from detectors.model.train.fill import fill, filled, heading, templates
from detectors.model.train.marks import choose, firm, person
from detectors.model.train.plainwords import word

__all__ = ["address_cell", "cell", "firm_cell", "name_cell", "other_cell"]

_TITLES = (
    "Mr. ",
    "Mrs. ",
    "Ms. ",
    "Dr. ",
    "Miss ",
    "Mr ",
    "Mrs ",
    "Ms ",
    "MR ",
    "Hon. ",
    "Rev. ",
    "State Senator ",
    "Representative ",
    "Reverend ",
    "Father ",
    "Senator ",
    "Mayor ",
    "Officer ",
)


def _parted(rng: Random) -> str:
    """Write two or more people in one cell."""
    last = people.last_name(rng)
    one, two = people.first_name(rng), people.first_name(rng)
    return rng.choice(
        (
            f"{one} & {two} {last}",
            f"{one} and {two} {last}",
            f"{last}, {one} & {two}",
            f"{last} {one} & {two}",
            f"{last}, {one} and {two}",
            f"{last} {one} {rng.choice('ABCDEJLMR')}",
        )
    )


def name_cell(rng: Random) -> str:
    """Write a person's name as a cell holds it; a couple is one span here."""
    dice = rng.random()
    if dice < 0.38:
        name = people.full_name(rng)
    elif dice < 0.58:
        name = person(people.reversed_name(rng))
    elif dice < 0.74:
        name = person(people.last_name(rng))
    elif dice < 0.84:
        name = person(people.first_name(rng))
    elif dice < 0.93:
        name = person(_parted(rng))
    else:
        name = person(
            f"{people.first_name(rng)} {rng.choice('ABCDEFGHJKLMRSTW')}{rng.choice(('', '.', ', Jr', ' Jr.'))}"
        )
    if rng.random() < 0.015:
        name += rng.choice((", trustee", " attorney at law", ", realtor", ", Owner", " (deceased)", " et al", " TRUST"))
    title = rng.choice(_TITLES) if rng.random() < 0.12 and dice < 0.4 else ""
    return f"{title}{name}{',' if rng.random() < 0.01 else ''}"


def firm_cell(rng: Random) -> str:
    """Write a company's name as a cell holds it."""
    return firms.any_firm(rng) if rng.random() < 0.3 else firm(firms.company(rng))


def address_cell(rng: Random) -> str:
    """Write an address as a cell holds it, once in a while with its recipient."""
    dice = rng.random()
    if dice < 0.4:
        return places.street(rng)
    if dice < 0.7:
        return places.one_line(rng)
    if dice < 0.78:
        return places.city_line(rng)
    if dice < 0.83:
        return places.crossing(rng)
    if dice < 0.85:
        return abroad(rng)
    if dice < 0.92:
        return places.one_line(rng).replace(",", "")
    who = fill(rng.choice(("{o}", "{o}", "{p}", "c/o {p}", "attn: {p}", "{o} attn {p}")), rng)
    return choose(
        rng, (3, f"{who}{rng.choice((', ', ' ', ' - '))}{places.one_line(rng)}"), (1, f"{places.one_line(rng)} {who}")
    )


def other_cell(rng: Random) -> str:
    """Write a cell that names nobody and no place."""
    return choose(
        rng,
        (4, filled("office", rng)),
        (3, heading(rng)),
        (1, word(rng)),
        (1, fill(rng.choice(("{n}", "{date}", "{money}", "{phone}", "{email}", "{case}", "{acct}")), rng)),
    )


def cell(rng: Random) -> str:
    """Write one cell of any kind."""
    return rng.choices((name_cell, firm_cell, address_cell, other_cell), (36, 28, 24, 12))[0](rng)


def a_list(rng: Random) -> str:
    """Write a list of one kind of thing, a line each, often under a heading."""
    kind = rng.choice(
        (
            name_cell,
            name_cell,
            firm_cell,
            address_cell,
            other_cell,
            lambda rng: fill("{pf}", rng),
            lambda rng: fill("{p}", rng),
            lambda rng: fill("{l}", rng),
        )
    )
    lead = choose(rng, (4, ""), (1, "- "), (1, "* "), (1, "#. "), (1, "\t"))
    rows = [f"{lead.replace('#', str(count + 1))}{kind(rng)}" for count in range(rng.randint(2, 10))]
    top = (
        [rng.choice((heading(rng), rng.choice(templates("office"))[:40].split("{")[0] or "Names"))]
        if rng.random() < 0.5
        else []
    )
    return choose(rng, (5, "\n"), (1, ", "), (1, "; ")).join([*top, *rows])

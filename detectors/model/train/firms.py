"""Invented companies, churches, schools, committees and agencies: the names that look like people's and are not."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from detectors.model.train.gazetteer import cities, states
from detectors.model.train.marks import choose, firm
from detectors.model.train.packaged import packaged, vocabulary
from detectors.model.train.people import first_name, last_name
from detectors.model.train.plainwords import word

__all__ = ["agency", "any_firm", "listed"]

TRADE = vocabulary("firms", "trade")
_FORM = vocabulary("firms", "form")
_INITIALS = "ABCDEFGHIKLMNOPRSTUVWX"


@cache
def listed() -> list[str]:
    """Return the company names of the stock indices in the package pytickersymbols."""
    source = packaged("pytickersymbols", "indices_data.py").read_text(encoding="utf-8")
    found = sorted(set(re.findall(r"\{'name': ['\"]([^'\"]{2,50})['\"], 'symbol'", source)))
    return [name for name in found if ord(max(name)) < 0x250]


def _invented(rng: Random) -> str:
    """Join pieces of words into a brand."""
    one, two = word(rng), word(rng)
    head = one[: rng.randint(2, 5)]
    dice = rng.random()
    if dice < 0.4:
        return (
            head
            + rng.choice(
                (
                    "ix",
                    "on",
                    "ex",
                    "ient",
                    "ia",
                    "ium",
                    "tech",
                    "ogen",
                    "era",
                    "ant",
                    "omed",
                    "eon",
                    "sys",
                    "net",
                    "ware",
                    "ora",
                )
            )
        ).title()
    return f"{head.title()}{two[:4].title()}" if dice < 0.7 else (head + two[-4:]).title()


def _acronym(rng: Random) -> str:
    letters = [rng.choice(_INITIALS) for _ in range(rng.randint(2, 5))]
    return choose(
        rng, (6, "".join(letters)), (2, ".".join(letters) + "."), (1, "&".join(letters[:2])), (1, " ".join(letters[:3]))
    )


def _surnamed(rng: Random) -> str:
    names = [last_name(rng, "white") for _ in range(rng.randint(2, 4))]
    joined = f"{', '.join(names[:-1])} {rng.choice(('&', 'and'))} {names[-1]}"
    tail = choose(
        rng, (3, ""), (2, f" {rng.choice(_FORM)}"), (1, f", {rng.choice(_FORM)}"), (1, f" {rng.choice(TRADE)}")
    )
    return (
        choose(
            rng,
            (8, joined),
            (2, "-".join(names[:3])),
            (2, " ".join(names[:3])) if tail else (0, ""),
            (1, f"{names[0]}/{names[1]}"),
        )
        + tail
    )


def _owned(rng: Random) -> str:
    """Name a company after its owner: "Robert B Phillips & Associates"."""
    first, last = first_name(rng, "white"), last_name(rng)
    if rng.random() < 0.12:
        name = choose(
            rng, (1, f"{first} {last}"), (1, f"{first} {rng.choice(_INITIALS)}. {last}"), (1, last), (1, first)
        )
        return rng.choice(
            (
                "Citizens for {}",
                "Committee to Elect {}",
                "Friends of {}",
                "{} for Congress",
                "The {} Group",
                "Estate of {} LLC",
                "{}'s",
                "The {} Agency",
            )
        ).format(name)
    owner = choose(
        rng, (4, last), (3, f"{first} {last}"), (2, f"{first} {rng.choice(_INITIALS)}. {last}"), (1, f"{first} {rng.choice(_INITIALS)} {last}"),
        (1, f"{first[0]}.{rng.choice(_INITIALS)}. {last}"), (2, f"{last}'s"), (2, f"{first}'s"), (1, first), (1, f"{first[0]} & {last[0]}"),
    )  # fmt: skip
    trade = rng.choice(TRADE)
    tail = choose(
        rng, (3, f"& {rng.choice(('Associates', 'Assoc', 'Assoc.', 'Sons', 'Co.', 'Company', 'Son', 'Partners', 'Daughters'))}"), (1, "and Associates"),
        (5, trade), (3, f"{trade} {rng.choice(_FORM)}"), (3, rng.choice(_FORM)), (1, f"{trade} & {rng.choice(TRADE)}"), (1, "Bros."), (1, "Family Trust"),
        (1, f"Law {rng.choice(('Firm', 'Office', 'Offices', 'Group'))}"), (1, "for Governor"), (1, "for Mayor Committee"), (1, "Ranch"), (1, "Foundation"),
    )  # fmt: skip
    return f"{owner} {tail}" if not tail.startswith("Inc") or rng.random() < 0.5 else f"{owner}, {tail}"


def _worded(rng: Random) -> str:
    lead = choose(
        rng, (5, word(rng).title()), (4, f"{word(rng).title()} {word(rng).title()}"), (3, rng.choice(cities())[0]), (2, rng.choice(sorted(states().values()))),
        (2, _invented(rng)), (2, _acronym(rng)), (2, rng.choice(("Big Sky", "Rocky Mountain", "Treasure State", "Capital City", "Last Chance", "Queen City"))),
    )  # fmt: skip
    trade = choose(
        rng,
        (6, rng.choice(TRADE)),
        (3, f"{rng.choice(TRADE)} {rng.choice(TRADE)}"),
        (2, f"{rng.choice(TRADE)} & {rng.choice(TRADE)}"),
        (1, f"{word(rng).title()} {rng.choice(TRADE)}"),
    )
    tail = choose(rng, (5, ""), (4, f" {rng.choice(_FORM)}"), (2, f", {rng.choice(_FORM)}"))
    whole = f"{lead} {trade}{tail}"
    return f"The {whole}" if rng.random() < 0.05 else whole


def _body(rng: Random) -> str:
    lead = choose(
        rng, (4, word(rng).title()), (3, rng.choice(cities())[0]), (2, f"St. {first_name(rng, 'white')}"), (2, f"{word(rng).title()} {word(rng).title()}"),
        (3, f"{first_name(rng, 'white')} {last_name(rng, 'white')}"), (2, last_name(rng, "white")), (1, _acronym(rng)),
        (2, f"Citizens for {word(rng).title()}"), (2, f"{word(rng).title()} {rng.choice(('of', 'for', 'and'))} {word(rng).title()}"),
    )  # fmt: skip
    body = rng.choice(vocabulary("firms", "body")).format(n=rng.randint(1, 999))
    return f"{lead} {body}"


def company(rng: Random) -> str:
    """Draw a company or body, unmarked."""
    dice = rng.random()
    if dice < 0.06:
        return rng.choice(listed())
    if dice < 0.12:
        return _invented(rng) if rng.random() < 0.6 else _acronym(rng)
    name = (
        _worded(rng) if dice < 0.42 else _owned(rng) if dice < 0.64 else _surnamed(rng) if dice < 0.76 else _body(rng)
    )
    return f"{name} {rng.choice(('dba', 'd/b/a', 'DBA'))} {_worded(rng)}" if rng.random() < 0.02 else name


def agency(rng: Random) -> str:
    """Mark an office of government."""
    text = rng.choice(vocabulary("firms", "agency")).format(
        c=rng.choice(cities())[0], t=word(rng).title(), s=rng.choice(sorted(states().values()))
    )
    return firm(text)


def any_firm(rng: Random) -> str:
    """Mark a company, body or agency."""
    return agency(rng) if rng.random() < 0.15 else firm(company(rng))

"""Templates into records: each {slot} of a template line is filled with a fresh invention."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from detectors.model.train import firms, people, places
from detectors.model.train.abroad import abroad
from detectors.model.train.marks import address, choose, firm, person, place
from detectors.model.train.packaged import vocabulary
from detectors.model.train.plainwords import word

__all__ = ["fill", "filled", "templates"]

_SLOT = re.compile(r"\{(\w+)\}")
_MONTHS, _DAYS = (vocabulary("calendar", name) for name in ("month", "day"))
_TITLES = vocabulary("people", "title")
_FILES = ("doc", "pdf", "xls", "docx", "txt", "py", "jpg", "log", "zip")


def _number(rng: Random) -> str:
    return str(rng.choice((rng.randint(1, 12), rng.randint(1, 99), rng.randint(100, 9999), rng.randint(10000, 999999))))


def phone(rng: Random) -> str:
    """Draw a telephone number in one of the ways people write it."""
    area, head, tail = (
        rng.choice(("406", "406", str(rng.randint(201, 989)))),
        rng.randint(200, 999),
        rng.randint(0, 9999),
    )
    style = rng.choice(
        (
            "({a}) {h}-{t:04d}",
            "{a}-{h}-{t:04d}",
            "{h}-{t:04d}",
            "{a}.{h}.{t:04d}",
            "{a} {h} {t:04d}",
            "1-{a}-{h}-{t:04d}",
            "+1 {a} {h} {t:04d}",
            "{a}/{h}-{t:04d}",
            "x{h}",
        )
    )
    return style.format(a=area, h=head, t=tail)


def email(rng: Random) -> str:
    """Draw an e-mail address that looks like its owner's name."""
    first, last = people.plain_name(people.first_name(rng)), people.plain_name(people.last_name(rng))
    user = rng.choice(
        (
            f"{first}.{last}",
            f"{first[:1]}{last}",
            f"{first}{rng.randint(1, 99)}",
            f"{last}{first[:1]}",
            f"{first}_{last}",
            "info",
            "clerk",
        )
    )
    host = rng.choice(
        (
            "helenamt.gov",
            "gmail.com",
            "yahoo.com",
            "mt.gov",
            "hotmail.com",
            "example.com",
            "state.gov",
            "aol.com",
            "outlook.com",
            f"{last}law.com",
        )
    )
    return f"{user}@{host}"


def date(rng: Random) -> str:
    """Draw a date."""
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1975, 2026)
    name = _MONTHS[month - 1]
    return rng.choice((
        f"{month}/{day}/{year}", f"{month:02d}/{day:02d}/{year % 100:02d}", f"{name} {day}, {year}", f"{name[:3]} {day}", f"{name} {day}", f"{year}-{month:02d}-{day:02d}",
        f"{day} {name[:3]} {year}", f"the {day}th", f"{month}-{day}-{year}", f"{name} {year}", f"{name} {day}th",
    ))  # fmt: skip


def _time(rng: Random) -> str:
    hour, minute = rng.randint(1, 12), rng.randint(0, 59)
    return rng.choice(
        (
            f"{hour}:{minute:02d} {rng.choice(('AM', 'PM', 'a.m.', 'p.m.', 'am'))}",
            f"{hour + 6}:{minute:02d}",
            f"{hour} {rng.choice(('am', 'PM', 'p.m.'))}",
        )
    )


def _money(rng: Random) -> str:
    amount = rng.choice((rng.random() * 100, rng.random() * 5000, rng.random() * 900000))
    return rng.choice((f"${amount:,.2f}", f"${amount:,.0f}", f"{amount:.2f}", f"{amount:,.2f}"))


def heading(rng: Random) -> str:
    """Draw a heading of common words."""
    return " ".join(word(rng) for _ in range(rng.choice((1, 2, 2, 3, 3, 4)))).title()


def _titled(rng: Random) -> str:
    name = people.last_name(rng) if rng.random() < 0.8 else people.first_name(rng)
    return f"{rng.choice(_TITLES)} {person(name)}"


def _initials(rng: Random) -> str:
    letters = "".join(rng.choice("ABCDEFGHJKLMNPRSTW") for _ in range(rng.choice((2, 2, 2, 3))))
    return person(letters if rng.random() < 0.6 else letters.lower())


def _geocode(rng: Random) -> str:
    return f"05-{rng.randint(1000, 9999)}-{rng.randint(10, 36)}-{rng.randint(1, 4)}-{rng.randint(10, 99)}-{rng.randint(10, 99)}-0000"


def _case(rng: Random) -> str:
    return rng.choice(
        (
            f"{rng.choice(('CR', 'BLD', 'PW', 'F', 'DV', 'ADV', 'CE'))}-{rng.randint(2000, 2026)}-{rng.randint(1, 99999):05d}",
            f"{rng.randint(2010, 2026)}-{rng.randint(100, 9999)}",
        )
    )


SLOTS: dict[str, Callable[[Random], str]] = {
    "p": people.full_name,
    "pf": lambda rng: person(people.first_name(rng)),
    "pl": lambda rng: person(people.last_name(rng)),
    "pr": lambda rng: person(people.reversed_name(rng)),
    "pa": people.any_name,
    "pc": people.couple,
    "pt": _titled,
    "ptf": lambda rng: f"{rng.choice(_TITLES)} {people.full_name(rng)}",
    "a": places.one_line,
    "s": places.street,
    "b": places.block,
    "z": places.city_line,
    "x": places.crossing,
    "r": places.road,
    "l": places.town,
    "lc": lambda rng: place(
        rng.choice(("Helena", "Helena", "East Helena", "Montana City", "Clancy", "the Helena Valley"))
    ),
    "o": firms.any_firm,
    "d": firms.agency,
    "date": date,
    "time": _time,
    "n": _number,
    "money": _money,
    "phone": phone,
    "email": email,
    "url": lambda rng: (
        f"{rng.choice(('www.', 'http://www.', 'https://'))}{word(rng)}.{rng.choice(('com', 'org', 'gov/page'))}"
    ),
    "word": word,
    "Word": lambda rng: word(rng).title(),
    "Head": heading,
    "weekday": lambda rng: rng.choice(_DAYS),
    "month": lambda rng: rng.choice(_MONTHS),
    "year": lambda rng: str(rng.randint(1950, 2027)),
    "pct": lambda rng: f"{rng.randint(1, 99)}%",
    "plate": lambda rng: f"5{rng.choice(('P', 'C', '-', ''))}{rng.randint(1000, 99999)}{rng.choice('ABC')}",
    "acct": lambda rng: rng.choice(
        (
            f"{rng.randint(10000, 9999999)}",
            f"{rng.randint(100, 999)}-{rng.randint(1000, 99999)}-{rng.randint(0, 99):02d}",
        )
    ),
    "dob": date,
    "ssn": lambda rng: f"{rng.randint(516, 517)}-{rng.randint(10, 99)}-{rng.randint(1000, 9999)}",
    "geo": _geocode,
    "case": _case,
    "zip": lambda rng: address(places.zip_code(rng)),
    "abroad": abroad,
    "brand": lambda rng: firm(rng.choice(vocabulary("things", "brand"))),
    "thing": lambda rng: rng.choice(vocabulary("things", "product")),
    "initials": _initials,
    "file": lambda rng: f"{word(rng)}{rng.choice(('_', ' ', '-', ''))}{word(rng)}.{rng.choice(_FILES)}",
}


def fill(template: str, rng: Random) -> str:
    """Fill every slot of *template*."""
    return _SLOT.sub(lambda slot: SLOTS[slot[1]](rng), template)


@cache
def templates(name: str) -> tuple[str, ...]:
    """Return the lines of one template file."""
    path = Path(__file__).with_name("templates") / f"{name}.txt"
    return tuple(line.replace("\\n", "\n") for line in path.read_text(encoding="utf-8").splitlines())


def filled(name: str, rng: Random) -> str:
    """Fill one template drawn from the file *name*."""
    line = fill(rng.choice(templates(name)), rng)
    return choose(rng, (30, line), (1, line.rstrip(".")))

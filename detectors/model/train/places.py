"""Invented addresses: Montana's forms first, then every other way Americans write where they live."""

from __future__ import annotations

from random import Random

from detectors.model.train.gazetteer import cities, countries, states, world_cities
from detectors.model.train.marks import address, choose, place
from detectors.model.train.packaged import vocabulary
from detectors.model.train.people import first_name, last_name
from detectors.model.train.plainwords import word

__all__ = ["block", "box", "city_line", "crossing", "one_line", "street", "town"]

TYPES = vocabulary("places", "type")
COMMON = vocabulary("places", "common_type")
_NATURE, _TURN, _UNIT = (vocabulary("places", name) for name in ("nature", "turn", "unit"))


def _town(rng: Random) -> tuple[str, str]:
    return (rng.choice(vocabulary("places", "montana")), "MT") if rng.random() < 0.4 else rng.choice(cities())


def _road(rng: Random) -> str:
    dice = rng.random()
    if dice < 0.2:
        return rng.choice(vocabulary("places", "local"))
    if dice < 0.38:
        return rng.choice(_NATURE) + (f" {rng.choice(_NATURE)}" if rng.random() < 0.3 else "")
    if dice < 0.55:
        return rng.choice(vocabulary("places", "ordinal"))
    if dice < 0.78:
        return last_name(rng, "white")
    if dice < 0.84:
        return (
            f"{first_name(rng, 'white')} {last_name(rng, 'white')}" if rng.random() < 0.3 else first_name(rng, "white")
        )
    if dice < 0.94:
        return _worded(rng)
    return _town(rng)[0]


def _worded(rng: Random) -> str:
    """Name a street after an officer, or with common words."""
    if rng.random() > 0.2:
        return " ".join(word(rng).title() for _ in range(rng.choice((1, 2, 2))))
    rank = rng.choice(("Sgt", "Dr", "General", "Rev", "Capt", "Judge", "St", "Martin Luther", "Old", "New", "Upper"))
    return (
        f"{rank} {rng.choice('ABCDEJLMRW')} {last_name(rng, 'white')}"
        if rng.random() < 0.5
        else f"{rank} {last_name(rng)}"
    )


def _highway(rng: Random) -> str:
    number = rng.randint(1, 600)
    style = rng.choice(vocabulary("places", "highway"))  # fmt: skip
    return style.format(number)


def _number(rng: Random) -> str:
    number = str(
        rng.choice((rng.randint(1, 99), rng.randint(100, 9999), rng.randint(100, 9999), rng.randint(10000, 29999)))
    )
    dice = rng.random()
    if dice < 0.02:
        return f"{rng.randint(10, 299)}-{rng.randint(1, 99):02d}"
    if dice < 0.05:
        return number + rng.choice((" 1/2", "A", "B", "-A", " ½", "½"))
    return f"{number}-{int(number) + rng.randint(1, 8)}" if dice < 0.07 else f"N{number}" if dice < 0.075 else number


def _way(rng: Random) -> str:
    if rng.random() < 0.09:
        return _highway(rng)
    if rng.random() < 0.03:
        name = rng.choice((_road(rng), "the Americas", "the " + rng.choice(_NATURE)))
        return f"{rng.choice(('Avenue of', 'Ave of', 'Avenue', 'Rue', 'Calle', 'Via', 'Camino', 'Paseo', 'Avenida', 'Rue de'))} {name}"
    turn = f"{rng.choice(_TURN)} " if rng.random() < 0.3 else ""
    kind = f" {rng.choice(COMMON if rng.random() < 0.7 else TYPES)}" if rng.random() < 0.88 else ""
    kind += "." if kind and len(kind) < 5 and rng.random() < 0.25 else ""
    after = f" {rng.choice(_TURN)}" if rng.random() < 0.06 else ""
    return f"{turn}{_road(rng)}{kind}{after}"


def _unit(rng: Random) -> str:
    kind = rng.choice(_UNIT)
    door = choose(
        rng,
        (6, str(rng.randint(1, 999))),
        (2, rng.choice("ABCDEFG")),
        (1, f"{rng.randint(1, 30)}{rng.choice('ABC')}"),
        (1, f"{rng.choice('ABCDE')}-{rng.randint(1, 40)}"),
    )
    return f"{kind}{door}" if kind == "#" and rng.random() < 0.7 else f"{kind} {door}"


def _building(rng: Random) -> str:
    """Name a building that stands for a street: "Medical Park Tower", "Hofer Plaza"."""
    lead = rng.choice(
        (
            _road(rng),
            rng.choice(_NATURE),
            last_name(rng, "white"),
            "World Trade",
            "Medical",
            "Professional",
            word(rng).title(),
        )
    )
    return f"{lead} {rng.choice(('Plaza', 'Center', 'Tower', 'Building', 'Ctr', 'Square', 'Plz', 'Mall', 'Park', 'Professional Ctr', 'Industrial Park', 'Hall', 'Bank Building', 'Airport'))}"


def box(rng: Random) -> str:
    """Draw a post-office or rural box, unmarked."""
    style = rng.choice(vocabulary("places", "box"))  # fmt: skip
    return style.format(
        rng.choice((rng.randint(1, 999), rng.randint(1000, 9999), rng.randint(200000, 202999))),
        small=rng.randint(1, 90),
    )


def _floor(rng: Random) -> str:
    return f"{rng.choice(vocabulary('places', 'ordinal'))} {rng.choice(('Floor', 'Fl', 'Flr', 'Fl.', 'floor', 'FL'))}"


def _street(rng: Random) -> str:
    if rng.random() < 0.09:
        return box(rng)
    line = f"{_number(rng)}{choose(rng, (60, ' '), (1, ''))}{_way(rng) if rng.random() > 0.04 else _building(rng)}"
    dice = rng.random()
    if dice > 0.97:
        return f"{line}, {rng.choice((_floor(rng), _building(rng), 'Rear', 'Basement', _floor(rng)))}"
    if dice < 0.2:
        return f"{line}{rng.choice((', ', ' ', ' ', ', '))}{_unit(rng)}"
    return f"{_unit(rng)}, {line}" if dice < 0.215 else line


def street(rng: Random) -> str:
    """Mark a house number and street, or a box."""
    return address(_street(rng))


def zip_code(rng: Random) -> str:
    """Draw a ZIP code, Helena's more often than not."""
    code = (
        f"{rng.choice((59601, 59602, 59620, 59624, 59635, 59604))}"
        if rng.random() < 0.4
        else f"{rng.randint(501, 99950):05d}"
    )
    dice = rng.random()
    return (
        f"{code}-{rng.randint(1, 9999):04d}"
        if dice < 0.12
        else f"{code}{rng.randint(1, 9999):04d}"
        if dice < 0.15
        else code
    )


def _city_line(rng: Random) -> str:
    name, code = _town(rng)
    state = choose(
        rng,
        (14, code),
        (4, states().get(code, code)),
        (1, f"{code[0]}.{code[-1]}."),
        (1, "Mont." if code == "MT" else code),
    )
    comma = choose(rng, (12, ", "), (4, " "), (1, ","), (1, " , "))
    tail = f"{choose(rng, (8, ' '), (1, '  '), (1, ', '))}{zip_code(rng)}" if rng.random() < 0.85 else ""
    return f"{name}{comma}{state}{tail}"


def city_line(rng: Random) -> str:
    """Mark "City, ST ZIP"."""
    return address(_city_line(rng))


def one_line(rng: Random) -> str:
    """Mark a full address on one line."""
    dice = rng.random()
    joint = choose(rng, (10, ", "), (5, " "), (1, " - "), (1, "; "), (1, ",  "))
    if dice < 0.75:
        line = f"{_street(rng)}{joint}{_city_line(rng)}"
    elif dice < 0.85:
        line = f"{_street(rng)}{joint}{_town(rng)[0]}"
    elif dice < 0.93:
        line = f"{_street(rng)}{joint}{zip_code(rng)}"
    else:
        line = f"{_street(rng)}{joint}{box(rng)}{joint}{_city_line(rng)}"
    return address(f"{line}{rng.choice((', USA', ' US', ', United States'))}" if rng.random() < 0.03 else line)


def block(rng: Random, indent: str = "") -> str:
    """Mark an address of two or more lines as one span."""
    lines = [_street(rng), _city_line(rng)]
    if rng.random() < 0.18:
        lines.insert(1, _unit(rng) if rng.random() < 0.5 else box(rng))
    return address(f"\n{indent}".join(lines))


def crossing(rng: Random) -> str:
    """Mark an intersection."""
    one, two = (f"{_road(rng)}{f' {rng.choice(COMMON)}' if rng.random() < 0.4 else ''}" for _ in range(2))
    lead = rng.choice(("corner of ", "Corner of ", "the corner of ")) if rng.random() < 0.08 else ""
    return address(f"{lead}{one}{rng.choice((' & ', ' and ', '/', ' at ', ' @ ', ' / '))}{two}")


def road(rng: Random) -> str:
    """Mark a street named in passing, without a number."""
    return place(
        f"{_road(rng)} {rng.choice(TYPES[:24])}"
        if rng.random() < 0.85
        else rng.choice(("Last Chance Gulch", "Broadway", "Canyon Ferry"))
    )


def town(rng: Random) -> str:
    """Mark a place name, known places more often than small ones."""
    dice = rng.random()
    known = cities()[int(len(cities()) * rng.random() ** 4)]
    name, code = _town(rng) if rng.random() < 0.5 else known
    if dice < 0.55:
        return place(name)
    if dice < 0.74:
        return place(f"{name}, {code if rng.random() < 0.6 else states().get(code, code)}")
    if dice < 0.86:
        return place(world_cities()[int(len(world_cities()) * rng.random() ** 2)])
    return place(rng.choice(countries()) if dice < 0.93 else rng.choice(sorted(states().values())))

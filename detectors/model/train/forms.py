"""Invented forms, tables and exports: labels beside, above and far from their values, in every layout forms come in."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from detectors.model.train import cells, places
from detectors.model.train.fill import date, email, fill, filled, heading, phone
from detectors.model.train.marks import address, choose
from detectors.model.train.packaged import vocabulary

__all__ = ["columns", "form", "registration", "table"]

Value = Callable[[Random], str]


def _name(rng: Random) -> str:
    return fill(choose(rng, (6, "{p}"), (4, "{pr}"), (1, "{pc}"), (1, "{pa}"), (1, "{ptf}")), rng)


def _owner(rng: Random) -> str:
    return _name(rng) if rng.random() < 0.65 else fill("{o}", rng)


def _any_address(rng: Random) -> str:
    return fill(choose(rng, (5, "{s}"), (5, "{a}"), (1, "{x}")), rng)


def _short(rng: Random) -> str:
    return choose(
        rng,
        (2, filled("office", rng)[:60]),
        (2, heading(rng)),
        (1, date(rng)),
        (1, fill("{n}", rng)),
        (1, fill("{money}", rng)),
        (1, "N/A"),
        (1, "Yes"),
        (1, ""),
        (1, fill("{word}", rng)),
    )


FIELDS: tuple[tuple[list[str], Value], ...] = (
    (vocabulary("labels", "person"), _name),
    (vocabulary("labels", "owner"), _owner),
    (vocabulary("labels", "firm"), lambda rng: fill("{o}", rng)),
    (vocabulary("labels", "address"), _any_address),
    (vocabulary("labels", "city"), lambda rng: fill("{l}", rng)),
    (vocabulary("labels", "city_line"), places.city_line),
    (vocabulary("labels", "first"), lambda rng: fill("{pf}", rng)),
    (vocabulary("labels", "last"), lambda rng: fill("{pl}", rng)),
    (vocabulary("labels", "phone"), phone),
    (vocabulary("labels", "email"), email),
    (vocabulary("labels", "date"), date),
    (vocabulary("labels", "other"), _short),
)
_WEIGHTS = (30, 14, 8, 22, 5, 4, 5, 5, 7, 5, 7, 22)


def _pair(rng: Random) -> tuple[str, str]:
    labels, value = rng.choices(FIELDS, _WEIGHTS)[0]
    return rng.choice(labels), value(rng)


def _label(rng: Random, label: str) -> str:
    return choose(
        rng,
        (6, label),
        (2, label.upper()),
        (1, label.lower()),
        (1, label.title()),
        (1, f"{rng.randint(1, 20)}. {label}"),
        (1, f"* {label}"),
    )


def form(rng: Random) -> str:
    """Write a form, one field a line or a value below its label."""
    joint = choose(
        rng,
        (8, ": "),
        (2, ":"),
        (2, "\n"),
        (1, "\t"),
        (2, ":\n"),
        (1, " - "),
        (1, "   "),
        (1, " ____"),
        (1, ": ___"),
        (1, " "),
        (1, ":    "),
        (1, " = "),
    )
    between = choose(rng, (8, "\n"), (3, "\n\n"), (1, "    "), (1, "; "))
    rows = [f"{_label(rng, label)}{joint}{value}" for label, value in (_pair(rng) for _ in range(rng.randint(2, 14)))]
    top = (
        [choose(rng, (2, heading(rng).upper()), (2, filled("office", rng)), (1, heading(rng)))]
        if rng.random() < 0.5
        else []
    )
    notes = [filled("prose", rng)] if rng.random() < 0.3 else []
    return between.join([*top, *rows, *notes])


def _side_by_side(rng: Random, left: list[str], right: list[str]) -> str:
    width = rng.randint(36, 85)
    rows = []
    for count in range(max(len(left), len(right))):
        one = left[count] if count < len(left) else ""
        two = right[count] if count < len(right) else ""
        size = len(one) - 2 * one.count("\ue00f")
        rows.append(f"{one}{' ' * max(3, width - size)}{two}".rstrip())
    return "\n".join(rows)


def _address_lines(rng: Random) -> list[str]:
    lines = [places.street(rng), places.city_line(rng)]
    if rng.random() < 0.35:
        lines.insert(
            1,
            address(f"{rng.choice(('Suite', 'Ste', 'Apt', 'Unit', '#', 'Floor', 'Apt.'))} {rng.randint(1, 999)}"),
        )
    if rng.random() < 0.2:
        lines.insert(0, fill("{o}", rng))
    return lines


def registration(rng: Random) -> str:
    """Write a registration form of two columns, as a layout-keeping PDF reader gives it."""
    indent = " " * rng.randint(0, 4)
    blank = chr(10) * rng.randint(1, 3)
    parts = [
        _side_by_side(rng, ["1. Name", f"{indent}{_name(rng)}"], ["2. Registration No.", f"{rng.choice(('', '#'))}{rng.randint(1000, 9999)}"]),
        _side_by_side(rng, ["3. Residence Address(es)", *(indent + line for line in _address_lines(rng))], ["4. Business Address(es)", *_address_lines(rng)]),
        _side_by_side(rng, [f"5. Year of Birth {rng.randint(1930, 2000)}", f"{indent}Nationality {rng.choice(('USA', 'US', 'American', 'Canada'))}"], ["6. If present citizenship was not acquired by birth,", "   indicate when, and how acquired."]),
        f"7. Occupation {heading(rng)}",
        _side_by_side(rng, ["8. What is the name and address of the primary registrant?", f"{indent}Name {fill('{o}', rng)}"], [places.street(rng), f"Address {places.city_line(rng)}"]),
    ]  # fmt: skip
    rng.shuffle(parts) if rng.random() < 0.3 else None
    return f"{blank}\n".join(parts[: rng.randint(1, 5)])


_COLUMNS: tuple[tuple[str, Value], ...] = (
    ("name|owner|customer|NAME|Owner Name", cells.name_cell), ("company|vendor|business|ORG", cells.firm_cell), ("address|street|service_address|ADDRESS", lambda rng: fill("{s}", rng)),
    ("mailing|full address|ADDR", places.one_line), ("city|town|CITY", lambda rng: fill("{l}", rng)), ("first|FIRST|first_name", lambda rng: fill("{pf}", rng)),
    ("last|LAST|last_name", lambda rng: fill("{pl}", rng)), ("phone|PHONE", phone), ("email|EMAIL", email), ("date|opened|DATE", date), ("id|acct|no", lambda rng: fill("{n}", rng)),
    ("status|type|notes|DESC", cells.other_cell), ("amount|due|BALANCE", lambda rng: fill("{money}", rng)), ("owner|payee", lambda rng: cells.name_cell(rng) if rng.random() < 0.6 else cells.firm_cell(rng)),
)  # fmt: skip


def table(rng: Random) -> str:
    """Write rows of a table: comma, tab, bar or gap between the cells."""
    chosen = [rng.choice(_COLUMNS) for _ in range(rng.randint(2, 6))]
    joint = choose(rng, (3, ","), (2, "\t"), (2, " | "), (1, ";"), (2, "    "), (1, "|"), (1, ", "))
    rows = [[value(rng) for _, value in chosen] for _ in range(rng.randint(1, 7))]
    if joint == ",":
        rows = [[f'"{value}"' if "," in value or rng.random() < 0.1 else value for value in row] for row in rows]
    head = [joint.join(rng.choice(names.split("|")) for names, _ in chosen)] if rng.random() < 0.5 else []
    return "\n".join([*head, *(joint.join(row) for row in rows)])


def columns(rng: Random) -> str:
    """Write lists or blocks in two columns."""

    def block() -> list[str]:
        return choose(
            rng,
            (2, fill("{p}\n{s}\n{z}", rng)),
            (1, fill("{o}\n{s}\n{z}\n{phone}", rng)),
            (2, cells.a_list(rng)),
            (1, form(rng)),
        ).split("\n")

    left, right = block(), block()
    return _side_by_side(rng, left, right)

"""Invented mail: headers of every program, greetings, bodies, quoted replies, sign-offs and signature blocks."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from detectors.model.train import people, places
from detectors.model.train.fill import date, email, fill, filled, heading, phone
from detectors.model.train.marks import choose, person
from detectors.model.train.packaged import vocabulary

__all__ = ["Prose", "letter", "mail", "thread"]

Prose = Callable[[Random], str]

_DATES, _CLOSE, _HELLO, _AFTER, _ROLES, _CODES, _NOTE = (
    vocabulary("mail", name) for name in ("date", "close", "hello", "after", "role", "code", "note")
)


def correspondent(rng: Random, style: str = "") -> str:
    """Write one sender or recipient as mail programs do."""
    style = style or rng.choice(("reversed", "reversed", "forward", "code", "address", "bare"))
    if style == "reversed":
        name = person(people.reversed_name(rng))
        return (
            f"{name} {rng.choice(_NOTE)}"
            if rng.random() < 0.05
            else f"{name} <{email(rng)}>"
            if rng.random() < 0.25
            else name
        )
    if style == "code":
        return f"{people.full_name(rng)}{choose(rng, (8, '/'), (1, ' / '), (1, '@'))}{rng.choice(_CODES)}"
    if style == "address":
        return f"{people.full_name(rng)} {choose(rng, (6, '<{}>'), (2, '[{}]'), (1, '[mailto:{}]'), (1, '({})')).format(email(rng))}"
    if style == "bare":
        return email(rng)
    quote = choose(rng, (6, "{}"), (1, '"{}"'), (1, "'{}'"), (1, '"{}" '))
    return quote.format(people.full_name(rng) if rng.random() < 0.9 else fill("{d}", rng))


def recipients(rng: Random, style: str = "") -> str:
    """Write a list of recipients, of one style as a rule."""
    style = style or rng.choice(("reversed", "reversed", "forward", "code", "address", "bare"))
    count = rng.choice((1, 1, 1, 1, 2, 2, 3, 4, 6, 9))
    joint = "; " if style == "reversed" and rng.random() < 0.8 else rng.choice((", ", ", ", "; ", ",\n\t", ";", ", "))
    return joint.join(correspondent(rng, style if rng.random() < 0.9 else "") for _ in range(count))


def _subject(rng: Random, prose: Prose) -> str:
    lead = choose(rng, (3, ""), (3, "RE: "), (2, "FW: "), (1, "Re: "), (1, "Fw: "), (1, "Fwd: "))
    text = choose(
        rng,
        (4, heading(rng)),
        (2, filled("office", rng)),
        (1, fill("{p}", rng)),
        (1, fill("{s}", rng)),
        (1, fill("{o} {word}", rng)),
        (1, fill("{word} {word}", rng)),
        (1, prose(rng)[:60]),
    )
    return lead + (
        text if text.count("\ue00f") == sum(text.count(mark) for mark in "\ue000\ue001\ue002\ue003") else heading(rng)
    )


def headers(rng: Random, prose: Prose) -> str:
    """Write the header lines of one message."""
    style = rng.choice(("reversed", "reversed", "forward", "code", "address", "bare"))
    names = rng.choice((("From:", "Sent:", "To:", "Cc:", "Subject:"), ("From:", "Date:", "To:", "CC:", "Subject:"), ("FROM:", "DATE:", "TO:", "CC:", "SUBJECT:"),
                        ("X-From:", "Date:", "X-To:", "X-cc:", "Subject:"), ("X - From:", "Date:", "X - To:", "X - cc:", "Subject:"), ("> From:", "> Sent:", "> To:", "> Cc:", "> Subject:"),
                        ("*From:*", "*Sent:*", "*To:*", "*Cc:*", "*Subject:*")))  # fmt: skip
    values = [
        correspondent(rng, style),
        fill(rng.choice(_DATES), rng),
        recipients(rng, style),
        recipients(rng, style) if rng.random() < 0.4 else "",
        _subject(rng, prose),
    ]
    gap = choose(rng, (9, " "), (1, "\t"), (1, " " * rng.randint(4, 40)), (1, ""))
    rows = [f"{name}{gap}{value}" for name, value in zip(names, values, strict=True) if value or rng.random() < 0.4]
    if rng.random() < 0.25:
        rows[1], rows[2 % len(rows)] = rows[2 % len(rows)], rows[1]
    return "\n".join(rows)


def notes_header(rng: Random, prose: Prose) -> str:
    """Write the header of a Lotus Notes message: the sender's name alone above a date."""
    who = people.full_name(rng)
    top = choose(
        rng, (3, who), (1, f"{who}@{rng.choice(_CODES)}"), (1, f"{who}/{rng.choice(_CODES)}"), (1, f"From: {who}")
    )
    rows = [
        top,
        fill("{date} {time}", rng),
        f"To: {recipients(rng, rng.choice(('code', 'forward')))}",
        f"cc: {recipients(rng, 'code') if rng.random() < 0.4 else ''}",
    ]
    return "\n".join(
        [*rows[:2], *([fill("{o}", rng)] if rng.random() < 0.15 else []), *rows[2:], f"Subject: {_subject(rng, prose)}"]
    )


def _hello(rng: Random) -> str:
    form = rng.choice(_HELLO)
    if form.endswith(". {}"):
        who = person(people.last_name(rng))
    else:
        who = choose(
            rng, (12, person(people.first_name(rng))), (2, people.full_name(rng)), (1, f"{person(people.first_name(rng))} and {person(people.first_name(rng))}"),
            (1, f"{person(people.first_name(rng))} & {person(people.first_name(rng))}"), (1, f"{person(people.first_name(rng))}, {person(people.first_name(rng))}"),
            (1, f"{person(people.first_name(rng))}/{person(people.first_name(rng))}"), (1, rng.choice(("all", "everyone", "team", "Sir or Madam", "folks", "City Clerk", "there"))),
        )  # fmt: skip
    return form.format(who) + rng.choice(_AFTER) + choose(rng, (8, "\n"), (2, " "), (2, "\n\n"))


def signature(rng: Random) -> str:
    """Write a signature block."""
    rows = [people.full_name(rng)]
    rows += [rng.choice(_ROLES)] * (rng.random() < 0.6) + [fill(rng.choice(("{o}", "{o}", "{d}")), rng)] * (
        rng.random() < 0.6
    )
    if rng.random() < 0.5:
        rows.append(places.block(rng) if rng.random() < 0.7 else places.one_line(rng))
    rows += [
        choose(
            rng,
            (3, phone(rng)),
            (2, f"Phone: {phone(rng)}"),
            (1, f"{phone(rng)} (fax)"),
            (1, f"T {phone(rng)} | F {phone(rng)}"),
        )
    ] * (rng.random() < 0.6)
    rows += [email(rng)] * (rng.random() < 0.4)
    if rng.random() < 0.1:
        return choose(rng, (1, " | "), (1, ", "), (2, " ")).join(row for row in rows if "\n" not in row)
    return "\n".join(rows)


def _sign_off(rng: Random) -> str:
    close = rng.choice(_CLOSE)
    joint = choose(rng, (6, "\n"), (2, "\n\n"), (2, " "))
    name = choose(
        rng, (6, person(people.first_name(rng))), (3, people.full_name(rng)), (1, f"-{person(people.first_name(rng))}"), (1, f"- {person(people.first_name(rng))}"),
        (1, person(people.first_name(rng).lower())), (4, signature(rng)), (1, person(rng.choice("ABCDEJKLMRST") + rng.choice("BCDGHKLMRSW"))), (1, f"--{people.full_name(rng)}"),
        (1, f"{person(people.first_name(rng))} x{rng.randint(100, 9999)}"), (1, person(people.first_name(rng)) + "\n" + phone(rng)),
    )  # fmt: skip
    return f"{close}{joint if close else ''}{name}"


def body(rng: Random, prose: Prose) -> str:
    """Write a message's body."""
    joint = choose(rng, (4, " "), (3, "\n"), (2, "\n\n"))
    lines = joint.join(prose(rng) for _ in range(rng.choice((1, 2, 2, 3, 4, 6))))
    hello = _hello(rng) if rng.random() < 0.5 else ""
    close = f"{choose(rng, (3, chr(10)), (2, chr(10) * 2))}{_sign_off(rng)}" if rng.random() < 0.6 else ""
    return f"{hello}{lines}{close}"


def mail(rng: Random, prose: Prose) -> str:
    """Write one message."""
    dice = rng.random()
    if dice < 0.35:
        return body(rng, prose)
    top = headers(rng, prose) if dice < 0.8 else notes_header(rng, prose)
    return f"{top}{choose(rng, (3, chr(10)), (3, chr(10) * 2), (1, chr(10) * 4))}{body(rng, prose)}"


def thread(rng: Random, prose: Prose) -> str:
    """Write a message that quotes another."""
    who = choose(rng, (2, people.full_name(rng)), (1, person(people.reversed_name(rng))), (1, email(rng)))
    middle = choose(
        rng, (3, "-----Original Message-----\n"), (2, "Original Message\n"), (1, "     Original Message\n"), (2, f"On {date(rng)}, {who} wrote:\n"), (1, f"{who} wrote:\n"),
        (1, f"---------------------- Forwarded by {people.full_name(rng)}/{rng.choice(_CODES)} on {date(rng)} ---------------------------\n"), (1, f"{who} on {date(rng)}\n"),
        (1, f">>> {who} {date(rng)} >>>\n"), (1, "________________________________\n"),
    )  # fmt: skip
    old = mail(rng, prose)
    if "wrote:" in middle and rng.random() < 0.7:
        old = "\n".join(f"> {line}" for line in body(rng, prose).split("\n"))
    return f"{mail(rng, prose)}\n{choose(rng, (1, ''), (1, chr(10)))}{middle}{old}"


def letter(rng: Random, prose: Prose) -> str:
    """Write a letter: date, address block of the recipient, salutation, body, signature."""
    who = choose(
        rng,
        (5, people.full_name(rng)),
        (2, fill("{o}", rng)),
        (2, fill("{ptf}", rng)),
        (1, fill("{pc}", rng)),
        (1, fill("{p}\n{o}", rng)),
        (1, fill("{o}\nAttn: {p}", rng)),
    )
    return f"{date(rng)}\n\n{who}\n{places.block(rng)}\n\n{choose(rng, (1, f'RE: {heading(rng)}{chr(10)}'), (3, ''))}{_hello(rng)}{body(rng, prose)}"

"""Makes the mailbox: threads with several levels of quotes, every transfer encoding, attachments and hostile headers."""

# ruff: noqa: PLR2004 - a maker spells its pieces out, and turns are told apart by number

from __future__ import annotations

import random
import textwrap
from email.utils import format_datetime

from maker.answers import Key, bare, mark
from maker.letters import EXCHANGES, Exchange
from maker.mime import Message, Part, base64_body, encoded_word, envelope, quoted_printable, wire
from maker.oddities import oddities
from maker.people import OFFICIALS, Official, Person, residents

__all__ = ["mailbox"]

FILE = "mailbox.mbox"


def mailbox(key: Key, seed: int = 0) -> bytes:
    """Return the mailbox in mbox form."""
    rng = random.Random(4 + seed)  # noqa: S311 - a fixed seed is the point
    people = list(residents(seed))
    messages: list[Message] = []
    for turn in range(2):
        for number, exchange in enumerate(EXCHANGES):
            who = rng.sample(people, 3)
            official = OFFICIALS[(number + 5 * turn) % len(OFFICIALS)]
            messages += _thread(key, exchange, who, official, len(messages), rng)
    messages += oddities(key, FILE, len(messages), people)
    return b"".join(envelope(message) for message in messages)


def extras(person: Person, rng: random.Random) -> dict[str, str]:
    """Return the person's marked elements and a few numbers that are drawn where they are used."""
    month, day = person.born[1:]
    return person.marked() | {
        "card": "⟦ID:card|4111-1111-1111-1111⟧",
        "bank": f"⟦ID:bank|{rng.randrange(10**9, 10**10)}⟧",
        "licence": f"⟦ID:driver_licence|{month:02d}{rng.randrange(100, 999)}{person.born[0]}41{day:02d}⟧",
        "employee": f"⟦ID:employee|E{rng.randrange(10000, 99999)}⟧",
        "passport": f"⟦ID:passport|C{rng.randrange(10**7, 10**8)}⟧",
    }


def _thread(
    key: Key, exchange: Exchange, who: list[Person], official: Official, first: int, rng: random.Random
) -> list[Message]:
    marks = [extras(person, rng) for person in who]
    messages: list[Message] = []
    ids: list[str] = []
    quoted = ""
    for turn, template in enumerate(exchange.turns):
        message = Message(number=first + turn + 1, sender="")
        by_resident = turn % 2 == 0
        signature = _signature(who[0], official, by_resident=by_resident, rng=rng)
        if not by_resident and exchange.subject.startswith("Grievance"):
            signature = bare(signature)  # public role does not apply here, so it need not stay; nor must it go
        text = template.format(*marks) + signature
        subject = exchange.subject.format(*marks)
        _headers(key, message, who[0], official, subject if turn == 0 else f"Re: {subject}", ids)
        body = f"{text}\n{quoted}" if quoted else text
        planted = key.plant(FILE, f"message {message.number} body", body)
        message.part = _encoded(planted, message.number)
        author = marks[0]["name"] if by_resident else official.name
        address = marks[0]["email"] if by_resident else official.email
        stamp = message.date.strftime("%a, %b %d, %Y at %I:%M %p")
        quoted = f"On {stamp} {author} <{address}> wrote:\n{textwrap.indent(body, '> ', lambda _: True)}\n"
        messages.append(message)
    return messages


def _signature(person: Person, official: Official, *, by_resident: bool, rng: random.Random) -> str:
    if not by_resident:
        lines = (
            "--",
            f"⟦=|{official.name}⟧",
            f"⟦=|{official.title}⟧, City of Helena",
            f"⟦=|{official.phone}⟧ | ⟦=|{official.email}⟧",
        )
        return "\n" + "\n".join(lines) + "\n"
    marks = person.marked()
    forms = (
        f"\n-- \n{marks['name']}\n{marks['address']}\nHelena, MT {person.zip}\n{marks['phone']}\n",
        f"\nThanks,\n{marks['first']}\n",
        f"\n{marks['name']}\ncell {marks['dots']}\n{marks['email']}\n\nSent from my iPhone\n",
        f"\nSincerely yours,\n\n{mark('PERSON', person.name.upper())}\n",
    )
    return rng.choice(forms)


def _headers(key: Key, message: Message, person: Person, official: Official, subject: str, ids: list[str]) -> None:
    """Write the headers of one turn; *ids* holds the thread's Message-IDs so far and gains this one's."""
    number = message.number
    by_resident = len(ids) % 2 == 0
    place = f"message {number} header"
    private = _mailbox_header(person, number)
    public = f'"{official.name}" <{official.email}>'
    sender, to = (private, public) if by_resident else (public, private)
    own = f"{person.email.replace('@', f'.{number:04d}@')}" if by_resident else f"20240304.{number:04d}@helenamt.gov"
    message.sender = person.email if by_resident else official.email
    message.headers += [f"Return-Path: <{message.sender}>", _received(number, person, format_datetime(message.date))]
    message.headers.append(f"From: {wire(key.plant(FILE, f'{place} from', sender), style='BQ'[number % 2])}")
    message.headers.append(f"To: {wire(key.plant(FILE, f'{place} to', to), style='BQ'[number % 2])}")
    message.headers.append(f"Subject: {_subject(key.plant(FILE, f'{place} subject', subject), number)}")
    marked = f"⟦ID:message_id|{own}⟧" if by_resident else own
    message.headers.append(f"Message-ID: <{key.plant(FILE, f'{place} message-id', marked)}>")
    if ids:
        message.headers += [f"In-Reply-To: <{ids[-1]}>", "References: " + "\n ".join(f"<{each}>" for each in ids)]
    if number % 4 == 0:
        message.headers.append(f"Thread-Topic: {_subject(bare(subject), number)}")
    if by_resident:
        message.headers.append(f"X-Originating-IP: [{key.plant(FILE, f'{place} x-originating-ip', _ip(number))}]")
    ids.append(own)


def _mailbox_header(person: Person, number: int) -> str:
    """Return the resident's address in one of the spellings that mail programs use."""
    email, name = mark("EMAIL", person.email), person.name
    if not name.isascii():
        return f"{mark('PERSON', name)} <{email}>"
    forms = (
        f'"{mark("PERSON", person.listed)}" <{email}>',
        f"{mark('PERSON', name)} <{email}>"
        if name.replace(" ", "").isalpha()
        else f'"{mark("PERSON", name)}" <{email}>',
        f"{email} ({mark('PERSON', name)})",
        email,
    )
    return forms[number % len(forms)]


def _received(number: int, person: Person, date: str) -> str:
    ip = bare(_ip(number))
    return f"Received: from home-pc ({person.email.split('@')[1]} [{ip}])\n\tby mx.helenamt.gov with ESMTP id {number:06d};\n\t{date}"


def _ip(number: int) -> str:
    return f"⟦ID:ip|203.0.113.{10 + number}⟧"


def _subject(text: str, number: int) -> str:
    return text if text.isascii() else encoded_word(text, style="BQ"[number % 2])


def _encoded(text: str, number: int) -> Part:
    """Return the body in the encoding whose turn it is: plain, quoted-printable, base64, or the code page of old Windows."""
    if number % 6 == 1:
        return Part(
            ('Content-Type: text/plain; charset="utf-8"', "Content-Transfer-Encoding: base64"),
            base64_body(text.encode()),
        )
    if number % 6 == 3 and text.encode("cp1252", "ignore").decode("cp1252") == text:
        return Part(
            ("Content-Type: text/plain; charset=windows-1252", "Content-Transfer-Encoding: 8bit"), text.encode("cp1252")
        )
    if number % 6 in (2, 3, 5) or not text.isascii():
        head = ("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable")
        return Part(head, quoted_printable(text, width=43))
    return Part(("Content-Type: text/plain; charset=us-ascii", "Content-Transfer-Encoding: 7bit"), text.encode("ascii"))

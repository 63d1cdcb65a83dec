"""Invented mail in conversations, with attachments as a city's mailboxes have them; a fixed seed gives the same mail each time.

People and texts are those of the samples (data/maker), their names paired anew after so many conversations. Answers quote what
they answer, some forward it as an attachment, and many papers are sent again and again, as they are.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.archives.papers import Paper, Papers
from benchmarks.corpora import ROOT

__all__ = ["Mail", "mail"]

sys.path.insert(0, str(ROOT / "data"))
from maker.answers import bare
from maker.letters import EXCHANGES
from maker.mail import extras
from maker.people import OFFICIALS, residents

_START = dt.datetime(2023, 1, 2, 8, 0, tzinfo=dt.UTC)
_YEAR = 600  # conversations after which everybody is somebody else
_NOTED, _COPIED, _MARKED_UP, _FORWARDED = 0.5, 0.2, 0.6, 0.05
"""Parts of all messages."""
_NOTES = (
    "The council packet goes out on Thursday; please send me what should be in it.",
    "I walked the block this morning. Two of the meters are under water and one lid is cracked.",
    "Parks would like the same form as last year, with the new fee in the second table.",
    "Let us move the inspection to next week, since the ground is still frozen.",
    "The contractor asked for the drawings again. Has anybody signed for the key?",
    "Nothing further from our side. Thanks to everyone who stayed late.",
    "Could you print three copies and leave them at the front desk?",
    "The budget line is the one we spoke of; see the sheet, third column.",
)


@dataclass(frozen=True, slots=True)
class Mail:
    """One message: ``folder`` is where its owner keeps it, ``answers`` the ids it refers to, oldest first."""

    number: int
    folder: str
    sender: tuple[str, str]
    to: tuple[tuple[str, str], ...]
    cc: tuple[tuple[str, str], ...]
    date: dt.datetime
    subject: str
    id: str
    answers: tuple[str, ...]
    text: str
    html: str = ""
    papers: tuple[Paper, ...] = ()
    forwarded: tuple[Mail, ...] = field(default=())


def mail(seed: int = 1, *, heavy: float = 1.0) -> Iterator[Mail]:
    """Yield message after message, without end; *heavy* is how many times more large attachments come than usual."""
    rng = random.Random(seed)
    papers = Papers(rng, heavy)
    number, talk = 0, 0
    people = list(residents(seed))
    while True:
        if talk % _YEAR == 0:
            people = list(residents(seed + talk // _YEAR))
        for each in _conversation(rng, talk, number, people, papers):
            number += 1
            yield each
        talk += 1


def _conversation(rng: random.Random, talk: int, number: int, people: list, papers: Papers) -> Iterator[Mail]:
    exchange = EXCHANGES[talk % len(EXCHANGES)]
    who = rng.sample(people, 3)
    marks = [extras(person, rng) for person in who]
    official = rng.choice(OFFICIALS)
    folder = rng.choice(("Inbox", "Inbox", "Sent", "Permits", "Utility billing", "Archive 2022"))
    subject = bare(exchange.subject.format(*marks))
    ids: list[str] = []
    before: Mail | None = None
    turns = (*exchange.turns, *rng.sample(_NOTES, rng.randrange(4)))
    for turn, template in enumerate(turns):
        private = (who[0].name, who[0].email)
        public = (official.name, official.email)
        text = bare(template.format(*marks)) + (f"\n\n{rng.choice(_NOTES)}" if rng.random() < _NOTED else "")
        sender, to = (private, public) if turn % 2 == 0 else (public, private)
        text += f"\n\n{sender[0]}\n{who[0].phone if turn % 2 == 0 else official.phone}\n"
        if before is not None:
            stamp = before.date.strftime("%a, %b %d, %Y at %I:%M %p")
            text += f"\nOn {stamp} {before.sender[0]} <{before.sender[1]}> wrote:\n" + textwrap.indent(
                before.text, "> "
            )
        before = Mail(
            number=(here := number + turn),
            folder=folder,
            sender=sender,
            to=(to,),
            cc=((who[1].name, who[1].email),) if rng.random() < _COPIED else (),
            date=_START + dt.timedelta(minutes=11 * here),
            subject=subject if turn == 0 else f"Re: {subject}",
            id=f"<{here:07d}.{talk}@mail.example.org>",
            answers=tuple(ids[-20:]),
            text=text,
            html=_page(text) if rng.random() < _MARKED_UP else "",
            papers=papers.drawn(text),
            forwarded=(before,) if before is not None and rng.random() < _FORWARDED else (),
        )
        ids.append(before.id)
        yield before


def _page(text: str) -> str:
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    lines = "".join(f"<p class=MsoNormal>{line or '&nbsp;'}</p>\n" for line in shown.split("\n"))
    return f"<html><head><style>p.MsoNormal {{margin:0in}}</style></head><body lang=EN-US>\n{lines}</body></html>\n"

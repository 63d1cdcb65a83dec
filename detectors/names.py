"""Names of people: what the language model reads, corrected, and what lines, headers and columns say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from detectors.contract import Detector, Entity, Hit, View
from detectors.gazetteer import Landmarks, landmarks
from detectors.name import cells, columns, headers, lines
from detectors.name.cited import decided, in_title
from detectors.name.mixed import beside_organisation, is_matter, shares
from detectors.name.placed import UNSURE, before_place, called_a_place
from detectors.name.read import after_family, before_given, corrected, paired
from detectors.name.roads import may_have_roads, on_road
from detectors.name.rules import IN_CELLS, IN_NOTES, IN_TITLES, LINE, PROSE, SMALL, STRUCTURE, WORDS
from detectors.name.shape import given_and_family, spoken, trim, whole_name
from detectors.name.small import small
from detectors.name.tables import firms, in_firm, in_thing, things
from detectors.name.things import named_after
from detectors.name.values import empty, is_code, is_subject, is_value
from detectors.name.words import ordinary, place
from detectors.nearby import has_letter
from records.finding import PiiType
from records.record import Shape

__all__ = ["NAMES"]

Span = tuple[int, int]
Sign = tuple[str, float, Span]  # which pattern, how sure, where
_ADDRESS = re.compile(r"[\"'”]?\s{0,2}<[^<>@\s]{1,64}@([\w.-]+)>")
_TWO_WORDS = re.compile(r"[A-Z][\w'’-]*(?:,[ ]|[ ])[A-Z][a-z'’-]+")
_SHORT = 3  # letters
_LISTED = re.compile(r"[^;]+")
_TOLD = frozenset({"column", "mailbox", "header line"})  # places that hold people, whatever they are called
_GUESSED = frozenset({"model", "given name", "line"})  # signs that a firm named after people has, too
_LINES = {"header line": STRUCTURE, "label": STRUCTURE, "line": LINE}


def find(view: View) -> Iterator[Hit]:
    """Yield every person named in *view*, a stretch once, under the surest sign of it."""
    if not has_letter(view.text):
        return
    # A table called "bill" or a key called "rose" is a thing; a label that names a person names a whole one.
    whole = view.field.shape is Shape.LABEL
    seen: set[Span] = set()
    known = landmarks(view.city)
    lists, roads = known.may_list(view.text), may_have_roads(view.text, view.city)
    companies, pets = (firms(view.text), things(view.text)) if view.field.shape is Shape.PROSE else ((), ())
    decisions = decided(view.text)
    for pattern, score, span in _all(view):
        if companies and pattern in _GUESSED and in_firm(view.text, span, companies):
            continue
        if (
            span in seen
            or (pets and pattern in _GUESSED and in_thing(span, pets))
            or (decisions and pattern not in _TOLD and in_title(span, decisions))
            or _a_thing(view, pattern, span, known, lists=lists)
            or (roads and pattern not in _TOLD and on_road(view.text, *span, view.city))
            or (whole and not whole_name(view.text[slice(*span)]))
        ):
            continue
        seen.add(span)
        yield Hit(*span, PiiType.PERSON, score, pattern)


def _a_thing(view: View, pattern: str, span: Span, known: Landmarks, *, lists: bool) -> bool:
    """Say whether a stretch is a subject ("Subject: bill") or an office of the city ("Clerk <clerk@helenamt.gov>"), not a person."""
    if pattern not in _TOLD and (
        (view.text.startswith('":', span[1]) and _is_key(view.text, *span))
        or named_after(view.text, *span)
        or known.hold(view.text, *span)
        or (lists and known.in_list(view.text, *span))
    ):
        return True
    if view.field.shape is not Shape.MAILBOXES and pattern != "beside address":
        return view.field.shape is Shape.TITLE and is_subject(view.text[slice(*span)])
    found = spoken(view.text[slice(*span)])
    after = _ADDRESS.match(view.text, span[1])
    own = after is not None and after[1].lower() in view.city.domains
    return own and all(ordinary(word.folded) or place(word.folded) for word in found)


def _is_key(text: str, start: int, end: int) -> bool:
    """Say whether a word is a key of JSON, not a value: "lon" and "ann" before a colon; keys with capitals may be people."""
    word = text[start:end]
    return text[start - 1 : start] == '"' and (word.islower() or len(word) < _SHORT)


def _all(view: View) -> Iterator[Sign]:
    people = [entity for entity in view.entities if entity.label == "PERSON"]
    if view.field.shape is Shape.CELL and is_value(view.text, view.field.name):
        yield from _in_cell(view, people)
        return
    yield from _spans(view)
    for at, entity in enumerate(people):
        if span := corrected(view.text, entity) or paired(view.text, people, at):
            yield "model", entity.score, span
    places = [entity for entity in view.entities if entity.label == "LOCATION"]
    firms = [entity for entity in view.entities if entity.label == "ORG" and entity.score < UNSURE]
    for span in chain(before_given(view.text, [*places, *firms], people), after_family(view.text, people)):
        yield "half a name beside the other", WORDS, span
    for entity in places:
        if span := before_place(view.text, entity):
            yield "initial before a place", WORDS, span
    for entity in view.entities:
        if entity.label in ("LOCATION", "ADDRESS") and called_a_place(view.text, entity):
            yield "named like a place", WORDS, trim(view.text, entity.start, entity.end) or (entity.start, entity.end)
    if view.field.shape is not Shape.MAILBOXES:
        yield from (("given name", SMALL, span) for span in small(view.text))


def _in_cell(view: View, people: list[Entity]) -> Iterator[Sign]:
    if empty(view.text):
        return
    named = tuple(cells.named_cell(view.field.name, view.text))
    yield from (("column", STRUCTURE, span) for span in named)
    if not named:
        yield from _untold(view, people)


def _untold(view: View, people: list[Entity]) -> Iterator[Sign]:
    """Yield the people in a cell whose column does not name them."""
    text, elsewhere = view.text, columns.elsewhere(view.field.name)
    if view.field.name and not columns.unsure(view.field.name) and is_code(text):
        return
    if not elsewhere and not is_matter(text):
        told = sum(entity.end - entity.start for entity in people) * 2 >= len(text.strip())
        bare = not view.field.name or columns.unsure(view.field.name)
        for part in _LISTED.finditer(text):
            for low, high in cells.cell(part[0], said_by_model=told, bare=bare):
                yield "cell", WORDS, (part.start() + low, part.start() + high)
    set_off = " - " in text and not view.field.name  # "Public comment - E. Roe - Growth", a subject or a file's title
    for rule in IN_NOTES if columns.noted(view.field.name) else IN_TITLES if set_off else IN_CELLS:
        yield from (("in cell", LINE, span) for span in rule(text))
    if shares(text):
        read = tuple((entity.start, entity.end) for entity in people)
        yield from (("in cell", WORDS, span) for span in beside_organisation(text, read))
    elif not (elsewhere and _nobody(view)):
        for at, entity in enumerate(people):
            if span := corrected(text, entity) or paired(text, people, at):
                yield "model", entity.score, _whole_of(text, span)


def _whole_of(text: str, span: Span) -> Span:
    """Return all of a cell of two words with capitals of which one was found: "Guy Driver", "Case, Ray"."""
    begun = span[0] == 0 or ", " in text  # what stands before a name may be a greeting: "Hey Jane"
    return (0, len(text)) if begun and _TWO_WORDS.fullmatch(text) else span


def _nobody(view: View) -> bool:
    """Say whether what the model reads in a column of places or things is none: a state, a make of car."""
    found, name = spoken(view.text), view.field.name
    return columns.town(name) or len(found) <= 1 or (columns.thing(name) and not given_and_family(found))


def _spans(view: View) -> Iterator[Sign]:
    if view.field.shape is Shape.MAILBOXES:
        for span in headers.mailboxes(view.text, 0, len(view.text)):
            yield "mailbox", STRUCTURE, span
        return
    for pattern, span in lines.lines(view.text):
        yield pattern, _LINES[pattern], span
    for pattern, score, rule in PROSE:
        for span in rule(view.text):
            yield pattern, score, span


NAMES = Detector(
    name="names",
    types=(PiiType.PERSON,),
    find=find,
    matches=(
        ("From: Roehampton, Jane Q\nSent: Monday", "Roehampton, Jane Q"),
        ("Re: x From: Roehampton, Jane Q Sent: Monday To: Doe, John Subject: y", "Doe, John"),
        ("To: Roe, Jane; Doe, John <jdoe@example.org>; Planning Department", "Doe, John"),
        ("X-From: Jane Roe", "Jane Roe"),
        ("Chris / Lloyd:\nsee below", "Lloyd"),
        ("Hi Jane,\nthe meter is broken", "Jane"),
        ("the meter is broken.\nThanks,\nJane\n", "Jane"),
        ("Kendra Roe / HOU / EES@EE", "Kendra Roe"),
        ("Applicant: Jane O'Neil-Roe   Permit: 12", "Jane O'Neil-Roe"),
        ("1. Name                 2. Registration No.\n   Jane Q. Roe            1234\n", "Jane Q. Roe"),
        ("ACCT 12\n% Joe Snowden (tenant)\n", "Joe Snowden"),
        ("spoke with Dr. Okonkwo-Baptiste today", "Okonkwo-Baptiste"),
        ("FF/P Qvistgaard went in", "Qvistgaard"),
        ("so did Mr. Church.", "Church"),
        ("On Mon, May 3, 2021 at 9:00 AM Jane Roe wrote:\n> hello", "Jane Roe"),
        ('{"owner": "Raj Mehta"}', "Raj Mehta"),
        ("Where was O.J. headed?", "O.J."),
        ("Tipton, that is T-I-P-T-O-N.", "T-I-P-T-O-N"),
        ("marv went out, took pics", "marv"),
        ('4) "Cricket" Malone, bartender', '"Cricket" Malone'),
        ("Contractor is Ike Roe dba Best Built", "Ike Roe"),
        ("Attendees: Christian Svendgaard, Mary Roe", "Christian Svendgaard"),
        ("He fell. Nephew Rusty has the key", "Rusty"),
        ("thanks to The Laverdure Family", "Laverdure"),
        ("Hope and Rich are covering the desk.\nMay\n", "May"),
        ("8:30  Weatherford\n10:00 break\n", "Weatherford"),
        ("J. & L. Pomeroy own it", "J. & L. Pomeroy"),
        ('I know Temperance "Tempe" Stillwater', 'Temperance "Tempe" Stillwater'),
        ('seen with Karl "The Postman" Roe', 'Karl "The Postman" Roe'),
        ("the minor children A.N. and T.N. live", "A.N."),
        ("since then my son G. sleeps badly", "G"),
    ),
    spares=(
        "Please see the attached agenda for Monday, May 3.",
        "Thanks,\nPlanning Department",
        "Subject: Water main replacement on Last Chance Gulch",
        "To: All Staff",
        "Will this be ready? May we meet in April?",
        "MCA 2-17-551 applies. Best regards",
        "the N.J. office, a J.D. degree",
        "turn on harris st, then 412 logan",
        "Bill To:\nthe office",
        "CC: fall from standing. Hx: none",
        "the R & D Department, Justice Court",
        '{"lon": -112.0, "ann": 3}',
        "Broadwater, Gallatin and Jefferson counties share it",
        "",
    ),
)

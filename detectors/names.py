"""Names of people: what the language model reads, corrected, and what lines, headers and columns say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from detectors import name_cells, name_headers, name_labels, name_lines, name_marks
from detectors.contract import Detector, Entity, Hit, View
from detectors.forms import fold
from detectors.gazetteer import Landmarks, landmarks
from detectors.name_family import children, households
from detectors.name_lists import ordinary_words
from detectors.name_shape import given_and_family, organised, spoken, trim
from detectors.name_speech import speech
from detectors.name_tables import firms, in_firm
from detectors.name_things import named_after
from detectors.name_translated import widened
from detectors.name_words import CLOSINGS, STREETS, is_given, is_name, is_surname, no_name, ordinary, place
from detectors.nearby import has_letter
from records.finding import PiiType
from records.record import Shape

__all__ = ["NAMES"]

Span = tuple[int, int]
Sign = tuple[str, float, Span]  # which pattern, how sure, where
_ADDRESS = re.compile(r"[\"'”]?\s{0,2}<[^<>@\s]{1,64}@([\w.-]+)>")
_STRUCTURE = 0.95  # the place says it: header, label, column
_LINE = 0.9  # the line says it: greeting, signature, title
_MARKUP = frozenset("</\\")  # what a word of code stands behind: "</li>"
_CODE = re.compile(r"[_@\\=#|]")
_PART = 20  # letters of a word that a reading may have cut off
_HEAD = re.compile(r"[^\W\d_]+['’-]?\Z")
_USER = re.compile(r"[_\d](?=\w*\d)\w*|\d+")
_GOES_ON = frozenset("_0123456789")
_TAIL = re.compile(r"[^\W\d_]*")
_DIGIT = re.compile(r"\d")
# "KISHI, DANIEL M INTERN": in a list of surnames first, whatever stands behind the initial is what somebody is.
_LISTED = re.compile(r"[^\W\d_][\w'’-]*,[ ]{1,2}[^\W\d_][\w'’-]*[ ][A-Z]\b\.?(?=[ ]([^\W\d_]+))")
# "FARE FOR M BERG KANSAS CITY", read as one place. False friends: "E Helena" and "S Ford Avenue", a direction; "K Street".
_INITIALLED = re.compile(r"(([A-Z])(?:\.[ ]?|[ ])([A-Z][A-Za-z'’-]{2,}))(?![\w'’-])(?:[ ]([^\W\d_]+))?")
_DIRECTIONS = frozenset("NSEW")
_CERTAIN = 0.95  # of a reading of the model: 96 in 100 above 0.9 are right
_WORDS = 0.7  # the words themselves say it

_TOLD = frozenset({"column", "mailbox", "header line"})  # places that hold people, whatever they are called
_GUESSED = frozenset({"model", "given name", "line"})  # signs that a firm named after people has, too
_LINES = {"header line": _STRUCTURE, "label": _STRUCTURE, "line": _LINE}
_PROSE: tuple[tuple[str, float, Callable[[str], Iterator[Span]]], ...] = (
    ("beside address", _STRUCTURE, name_marks.beside_address),
    ("key", _STRUCTURE, name_labels.json_keys),
    ("form", _STRUCTURE, name_labels.forms),
    ("title", _LINE, name_marks.titled),
    ("line", _LINE, name_marks.introduced),
    ("given name", _WORDS, name_marks.given_names),
    ("initials", _WORDS, name_marks.initialled),
    ("initials", _WORDS, name_marks.nicknamed),
    ("who speaks", _WORDS, speech),
    ("sworn", _LINE, name_marks.sworn),
    ("household", _WORDS, households),
    ("children", _WORDS, children),
    ("signed off", _LINE, name_lines.signed_off),
)


def find(view: View) -> Iterator[Hit]:
    """Yield every person named in *view*, a stretch once, under the surest sign of it."""
    if not has_letter(view.text):
        return
    # A table called "bill" or a key called "rose" is a thing; a label that names a person names a whole one.
    whole = view.field.shape is Shape.LABEL
    seen: set[Span] = set()
    known = landmarks(view.city)
    cells = firms(view.text) if view.field.shape is Shape.PROSE else ()
    for pattern, score, span in _all(view):
        if cells and pattern in _GUESSED and in_firm(view.text, span, cells):
            continue
        if (
            span in seen
            or _a_thing(view, pattern, span, known)
            or (whole and len(spoken(view.text[slice(*span)])) == 1)
        ):
            continue
        seen.add(span)
        yield Hit(*span, PiiType.PERSON, score, pattern)


def _a_thing(view: View, pattern: str, span: Span, known: Landmarks) -> bool:
    """Say whether a stretch is a subject ("Subject: bill") or an office of the city ("Clerk <clerk@helenamt.gov>"), not a person."""
    if pattern not in _TOLD and (named_after(view.text, *span) or known.hold(view.text, *span)):
        return True
    if view.field.shape is not Shape.MAILBOXES and pattern != "beside address":
        return view.field.shape is Shape.TITLE and _is_subject(view.text[slice(*span)])
    found = spoken(view.text[slice(*span)])
    after = _ADDRESS.match(view.text, span[1])
    own = after is not None and after[1].lower() in view.city.domains
    return own and all(ordinary(word.folded) or place(word.folded) for word in found)


def _is_subject(text: str) -> bool:
    found = spoken(text)
    return len(found) == 1 and found[0].folded in ordinary_words()


def _all(view: View) -> Iterator[Sign]:
    people = [entity for entity in view.entities if entity.label == "PERSON"]
    if view.field.shape is Shape.CELL and name_cells.is_value(view.text, view.field.name):
        yield from _in_cell(view, people)
        return
    yield from _spans(view)
    for at, entity in enumerate(people):
        if span := _corrected(view.text, entity) or _paired(view.text, people, at):
            yield "model", entity.score, span
    for entity in view.entities:
        if entity.label == "LOCATION" and (span := _in_place(view.text, entity)):
            yield "initial before a place", _WORDS, span


def _paired(text: str, people: Sequence[Entity], at: int) -> Span | None:
    """Return the whole of "nguyen, thuy": small letters alone tell nothing, and the two halves tell of each other."""
    for first, last in pairwise(people[max(0, at - 1) : at + 2]):
        both = first._replace(end=last.end, score=min(first.score, last.score))
        if text[first.end : last.start] == ", " and text[both.start : both.end].islower():
            return _corrected(text, both)
    return None


def _in_place(text: str, entity: Entity) -> Span | None:
    """Return who stands at the head of what the model calls a place, by initial and surname; a direction is no initial."""
    match = _INITIALLED.match(text, entity.start, entity.end)
    if match is None:
        return None
    word, after = fold(match[3]), fold(match[4] or "")
    named = is_surname(word) and not (ordinary(word) or place(word) or word in STREETS or after in STREETS)
    return match.span(1) if named and (after or match[2] not in _DIRECTIONS) else None


def _in_cell(view: View, people: list[Entity]) -> Iterator[Sign]:
    if name_cells.empty(view.text):
        return
    named = tuple(name_cells.named_cell(view.field.name, view.text))
    yield from (("column", _STRUCTURE, span) for span in named)
    if not named:
        yield from _untold(view, people)


def _untold(view: View, people: list[Entity]) -> Iterator[Sign]:
    """Yield the people in a cell whose column does not name them."""
    text, elsewhere = view.text, name_cells.elsewhere(view.field.name)
    if not elsewhere:
        told = sum(entity.end - entity.start for entity in people) * 2 >= len(text.strip())
        bare = not view.field.name or name_cells.unsure(view.field.name)
        yield from (("cell", _WORDS, span) for span in name_cells.cell(text, said_by_model=told, bare=bare))
    for rule in (name_marks.titled, name_marks.beside_address):
        yield from (("in cell", _LINE, span) for span in rule(text))
    if not (elsewhere and _nobody(view)) and not (organised(spoken(text)) or name_cells.firm(text)):
        for entity in people:
            if span := _corrected(text, entity):
                yield "model", entity.score, span


def _nobody(view: View) -> bool:
    """Say whether what the model reads in a column of places or things is none: a state, a make of car."""
    found = spoken(view.text)
    return len(found) < 2 or (name_cells.thing(view.field.name) and not given_and_family(found))  # noqa: PLR2004


def _spans(view: View) -> Iterator[Sign]:
    if view.field.shape is Shape.MAILBOXES:
        for span in name_headers.mailboxes(view.text, 0, len(view.text)):
            yield "mailbox", _STRUCTURE, span
        return
    for pattern, span in name_lines.lines(view.text):
        yield pattern, _LINES[pattern], span
    for pattern, score, rule in _PROSE:
        for span in rule(view.text):
            yield pattern, score, span


def _corrected(text: str, entity: Entity) -> Span | None:
    """Return the name in what the model calls a person, or None for a product, a weekday, a company, a heading."""
    span = trim(text, *_whole_words(text, entity.start, entity.end))
    if (
        span
        and "," in text[slice(*span)]
        and (match := _LISTED.match(text, *span))
        and ordinary(fold(match[1]))
        and not is_surname(fold(match[1]))
    ):
        span = match.span()
    if text[max(0, entity.start - 2) : entity.start + 1].strip()[:1] in ("/", "@"):
        return None  # a routing code: Jane Roe / HOU / EES@EE
    if span is None:
        return None
    span = widened(text, span)
    certain = entity.score >= _CERTAIN and text[span[0] - 1 : span[0]] not in _MARKUP
    return (span[0], _user_end(text, span[1])) if _possible(text[slice(*span)], certain) else None


def _user_end(text: str, end: int) -> int:
    """Return where a user's name ends that a person's begins: "Brannon_Heller44"; "Lisa_resume.doc" is a file of hers."""
    tail = _USER.match(text, end, end + _PART) if text[end : end + 1] in _GOES_ON else None
    return tail.end() if tail else end


def _whole_words(text: str, start: int, end: int) -> Span:
    """Widen a stretch that begins or ends inside a word: "Aveni" of D'Aveni."""
    glued = start > 0 and (text[start - 1].isalnum() or text[start - 1] in "'’-")
    if glued and (match := _HEAD.search(text, max(0, start - _PART), start)):
        start = match.start()
    if text[end : end + 1].isalpha() and text[end - 1].isalpha():
        end = _TAIL.match(text, end, end + _PART).end()  # type: ignore[union-attr]  # matches ""
    return start, end


@lru_cache(maxsize=16_384)
def _possible(text: str, certain: bool) -> bool:  # noqa: FBT001  # a cache key
    """Say whether what the model reads can be a person: where it is certain, names on no list in small letters are, too."""
    found = spoken(text)
    if organised(found) or _CODE.search(text):
        return False
    full = [word.folded for word in found if len(word.text) > 1]
    if not full or all(no_name(word) or (ordinary(word) and not is_given(word)) for word in full):
        return False
    if len(full) == 1:
        written = certain or is_name(full[0]) or found[0].text[0].isupper()
        return not place(full[0]) and full[0] not in CLOSINGS and written
    known = certain or any(is_given(word) or is_surname(word) for word in full)
    return not _DIGIT.search(text) and (known or not any(ordinary(word) for word in full))


NAMES = Detector(
    name="names",
    types=(PiiType.PERSON,),
    find=find,
    matches=(
        ("From: Roehampton, Jane Q\nSent: Monday", "Roehampton, Jane Q"),
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
        ("On Mon, May 3, 2021 at 9:00 AM Jane Roe wrote:\n> hello", "Jane Roe"),
        ('{"owner": "Raj Mehta"}', "Raj Mehta"),
        ("Where was O.J. headed?", "O.J."),
    ),
    spares=(
        "Please see the attached agenda for Monday, May 3.",
        "Thanks,\nPlanning Department",
        "Subject: Water main replacement on Last Chance Gulch",
        "To: All Staff",
        "Will this be ready? May we meet in April?",
        "MCA 2-17-551 applies. Best regards",
        "the N.J. office, a J.D. degree",
        "",
    ),
)

"""Names where the line says so: greetings, sign-offs, "wrote:" lines, titles, care-of, form labels, a name by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detectors.columns import evidence
from detectors.forms import fold
from detectors.name_cells import whole
from detectors.name_lists import vocabulary
from detectors.name_shape import Word, looks_like_name, trim, words
from detectors.name_words import CLOSINGS, PARTICLES, STREETS, is_given, is_name, is_surname, no_name, ordinary, place
from records.finding import PiiType

__all__ = ["beside_address", "forms", "given_names", "greetings", "labelled", "solo_lines", "titled"]

Span = tuple[int, int]

_UP = r"[^\W\d_a-z]"  # a letter that is not small (or is beyond ASCII)
_ONE = rf"{_UP}[^\W\d_]*(?:['’-][^\W\d_]+)*\.?"  # a word of a name with its capital
_FULL = rf"{_ONE}(?:[ \t]+(?:(?:de|la|van|von|der|del|di|bin|al)[ \t]+){{0,2}}{_ONE}){{0,3}}"
_ANY = r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?"  # the same in any case

_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Reverend|Hon|Judge|Justice|Nurse|Mayor|Councilor|Council(?:man|woman|member)"
    r"|Commissioner|Sgt|Sergeant|Lt|Lieutenant|Capt|Captain|Officer|Ofc|Det|Detective|Deputy|Sheriff|Sen|Senator|Gov|Governor"
    rf"|Secretary|Ambassador|Uncle|Aunt|Auntie|Attorney|Atty|Coach|Pastor|Sr|Sra)\b\.?[ \t]+({_FULL})"
)
_GREETING = re.compile(
    rf"^[ \t\"'*]*(?:Hi|Hello|Hey|Dear|Hiya|Howdy|Greetings|Good (?:morning|afternoon|evening|day)|Morning|Thanks|Thank you"
    rf"|Thx|Congratulations|Congrats|Happy birthday|Welcome|Yes|No|Ok|Okay|Sorry|Love)[ \t,!.:-]{{1,6}}"
    rf"({_ANY}(?:(?:[ \t]*[,/&][ \t]*|[ \t]+and[ \t]+|[ \t]+){_ANY}){{0,5}})[ \t]*(?=[,.:;!?\n-]|$)",
    re.MULTILINE | re.IGNORECASE,
)
# "Jane," "Jane -" "Chris / Lloyd:" "Jane and Bob:" at the start of a line.
_VOCATIVE = re.compile(
    rf"^[ \t\"'*]*({_ANY}(?:[ \t]+{_ANY})?(?:(?:[ \t]*[,/&][ \t]*|[ \t]+and[ \t]+){_ANY}(?:[ \t]+{_ANY})?){{0,6}})[ \t]*(?=[,:;!–-]|--|\.\.\.)",
    re.MULTILINE,
)
_SEPARATOR = re.compile(r"[,/&]|[ \t]and[ \t]|[ \t](?=[^\W\d_]+[ \t]*[/&])")
_SOLO = re.compile(rf"^[ \t\"'*>~_–—-]*({_ANY}(?:[ \t]+{_ANY}){{0,4}})[ \t\"'*,.!:)]*$", re.MULTILINE)
_CLOSING = re.compile(
    rf"\b(?:{'|'.join(sorted(CLOSINGS))})\b[^\n]{{0,40}}\n\s{{0,40}}[-–—~*]*[ \t]*({_ANY}(?:[ \t]+{_ANY}){{0,3}})[ \t]*[,.]?[ \t]*(?:\n|$)",
    re.IGNORECASE,
)
_CLOSING_INLINE = re.compile(
    rf"\b(?:Thanks|Regards|Thx|Cheers|Love|Sincerely|Best)[ \t]*[,.!-]{{0,3}}[ \t]+-{{0,2}}({_FULL})[ \t]*$",
    re.MULTILINE,
)
_DASHED = re.compile(rf"^[ \t]*[-–—~]{{1,3}}[ \t]?({_ANY}(?:[ \t]{_ANY}){{0,2}})[ \t]*$", re.MULTILINE)
# "Forwarded by Jane Roe/HOU/ECT on", "On Mon, 3 May 2021, Jane Roe wrote:", "c/o Jane Roe", "% Joe Roe (tenant)".
_FORWARDED = re.compile(
    rf"\b(?:Forwarded by|Sent by|Posted by|Submitted by|Prepared by|Reviewed by|Requested by|Reported by|Written by|Signed by"
    rf"|Created by|Received from|Message from|Behalf of|care of|c/o|C/O|ATTN|Attn|Attention|(?<![\d%])%)[ \t]*:?[ \t]*"
    rf"({_ANY}(?:,?[ \t]+{_ANY}){{0,4}})",
)
# What follows a name that is written before its own address, a routing code, or "wrote:": the name is looked for backwards
# from here, so that text without one costs nothing. Jane Roe <jane@example.org>, "Roe, Jane" [mailto:...], Jane Roe/HOU/EES.
_ANCHOR = re.compile(
    r"[<\[(]+[ \t]*(?:mailto:)?[^<>()\[\]@\s]{1,80}@|/[ \t]?[A-Za-z]{2,20}[ \t]?/[ \t]?[A-Za-z]|@[A-Z]{2,20}\b(?!\.)"
    r"|(?:[<\[(][^<>\n]{1,100}[>\])])?[ \t\n]{1,3}(?:wrote|writes)[ \t]*:"
)
_BEFORE = re.compile(rf"((?:{_ANY},[ \t]*)?{_ANY}(?:[ \t]+{_ANY}){{0,3}})[ \t]*[\"']*[ \t]*\Z")
_REACH = 80  # characters before an anchor in which its name ends
_LABEL = re.compile(
    r"^[ \t]*(?:[-*•][ \t]*)?(?:\d{1,3}[.,)][ \t]*)?([A-Za-z][A-Za-z /'’()#-]{1,50}?)[ \t]*[:=][ \t]*(?=\S)",
    re.MULTILINE,
)
_FORM_LABEL = re.compile(r"^[ \t]*(?:\d{1,3}[.,)][ \t]*)?([A-Za-z][A-Za-z '’()-]{1,40}?)(?=[ \t]{2,}|$)", re.MULTILINE)
_CAPITAL = re.compile(
    rf"(?<![\w@./\\-])({_UP}[^\W\d_]+)(?:[ \t]+(?:{_UP}\.?[ \t]+)?({_UP}[^\W\d_]+(?:['’-]{_UP}[^\W\d_]+)?))?(?![\w@\\])"
)
_JSON = re.compile(r"\"([A-Za-z_ ]{1,40})\"[ ]{0,4}:[ ]{0,4}\"([^\"\n]{1,80})\"")
_SHORT = 4  # shorter given names ("Al", "Ed") are abbreviations too often
_GAP = re.compile(r"[ \t]{2,}|\n|[;|]|\t|[(\[]|,?[ \t]+(?:and|who|of|at|is|was|on)\b", re.IGNORECASE)
_LONGEST_NAME = 60
_STOPS = vocabulary("stops")


def titled(text: str) -> Iterator[Span]:
    """Yield names after a title: the title stays, as it tells nothing."""
    for match in _TITLED.finditer(text):
        span = trim(text, *match.span(1))
        if span and looks_like_name(text, *span, sure=True):
            yield span


def greetings(text: str) -> Iterator[Span]:
    """Yield the names of whoever is greeted, called or signs."""
    for match in _GREETING.finditer(text):
        yield from _listed(text, match.start(1), match.end(1))
    for match in _VOCATIVE.finditer(text):
        yield from _listed(text, match.start(1), match.end(1), alone=True)
    for pattern in (_CLOSING, _CLOSING_INLINE, _DASHED):
        for match in pattern.finditer(text):
            if _signs(text, *match.span(1)):
                yield match.span(1)


def _listed(text: str, start: int, end: int, *, alone: bool = False) -> Iterator[Span]:
    at = start
    for cut in (*_SEPARATOR.finditer(text, start, end), None):
        stop = cut.start() if cut else end
        span = trim(text, at, stop)
        if span and _called(text, span, strict=alone):
            yield span
        at = cut.end() if cut else end


def _called(text: str, span: Span, *, strict: bool) -> bool:
    """Say whether one or two words can be how a person is called: a given name, or a given name and a surname."""
    found = words(text, *span)
    first = found[0].folded
    if len(found) > 3 or any(no_name(word.folded) for word in found):  # noqa: PLR2004
        return False
    if strict and len(found) == 1 and place(first):
        return False
    if not is_given(first) or ordinary(first):
        return False
    return all(is_name(word.text) or len(word.text) == 1 or word.text[0].isupper() for word in found[1:])


def _signs(text: str, start: int, end: int) -> bool:
    """Say whether a line after a closing is whoever signs: up to four words, initials too, but no ordinary phrase."""
    found = words(text, start, end)
    full = [word.folded for word in found if len(word.text) > 1]
    if not full:
        return len(found) <= 3 and found[0].text.isupper()  # noqa: PLR2004
    if any(no_name(word) or word in CLOSINGS for word in full):
        return False
    if any(ordinary(word) and not is_given(word) for word in full):
        return len(full) > 1 and is_given(full[0]) and is_surname(full[-1]) and found[-1].text[0].isupper()
    return any(is_name(word) for word in full) or all(word.text[0].isupper() for word in found)


def solo_lines(text: str) -> Iterator[Span]:
    """Yield lines that hold a name and nothing else: signatures, lists of people, the head of a letter."""
    for match in _SOLO.finditer(text):
        span = trim(text, *match.span(1))
        if span is None:
            continue
        found = words(text, *span)
        first, last = found[0].folded, found[-1].folded
        if not looks_like_name(text, *span, sure=False) or not _written(found):
            continue
        if len(found) == 1:
            if is_given(first) and not ordinary(first) and not place(first):
                yield span
        elif is_given(first) and not (ordinary(first) and ordinary(last)):
            yield span


def _written(found: Sequence[Word]) -> bool:
    """Say whether every word has its capital; "Will do" and "Jane and Bob" are no one's name."""
    return all(word.text[0].isupper() or word.folded in PARTICLES for word in found)


def beside_address(text: str) -> Iterator[Span]:
    """Yield names written before their own address or routing code, forwarded-by, wrote and care-of lines."""
    for anchor in _ANCHOR.finditer(text):
        low = max(text.rfind("\n", 0, anchor.start()) + 1, anchor.start() - _REACH)
        if text[low : anchor.start()].rstrip()[-4:].count("/"):
            continue
        if match := _BEFORE.search(text[low : anchor.start()]):
            yield from _believed(text, low + match.start(1), low + match.end(1))
    for match in _FORWARDED.finditer(text):
        yield from _believed(text, match.start(1), match.end(1))


def _believed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the longest tail of a stretch that is written as a name; words before it in small letters are not part of it."""
    found = words(text, start, end)
    for place_, word in reversed(list(enumerate(found))):
        if word.folded in _STOPS:
            del found[: place_ + 1]
            break
    while found and not (found[0].text[0].isupper() or is_name(found[0].text)):
        del found[0]
    while found and not found[-1].text[0].isupper() and not is_name(found[-1].text):
        del found[-1]
    span = trim(text, found[0].start, found[-1].end) if found else None
    if span and looks_like_name(text, *span, sure=True):
        yield span


def given_names(text: str) -> Iterator[Span]:
    """Yield given names that are nothing else, with the surname after them: "from Pauline", "Rhonda Roe"."""
    for match in _CAPITAL.finditer(text):
        first = fold(match[1])
        if (
            len(first) < _SHORT
            or not is_given(first)
            or not is_name(first)
            or text[match.end() : match.end() + 1] == "@"
        ):
            continue
        surname = match[2] and fold(match[2])
        if surname and (is_surname(surname) or not (ordinary(surname) or no_name(surname) or surname in STREETS)):
            if no_name(surname) or surname in STREETS:
                continue
            yield match.span()
        elif not surname or not (no_name(surname) or surname in STREETS):
            yield match.span(1)


def labelled(text: str) -> Iterator[Span]:
    """Yield the values of lines such as "Applicant: Jane Roe"."""
    for match in _LABEL.finditer(text):
        said = evidence(match[1])
        if said is not None and said.type is PiiType.PERSON:
            yield from _value(text, match.end())
    for match in _JSON.finditer(text):
        said = evidence(match[1])
        if said is not None and said.type is PiiType.PERSON:
            yield from whole(text, *match.span(2), trusted=False)


def forms(text: str) -> Iterator[Span]:
    """Yield the names that stand under or beside a form's label without a colon: "1. Name", the name on the next line."""
    for match in _FORM_LABEL.finditer(text):
        said = evidence(match[1])
        if said is None or said.type is not PiiType.PERSON:
            continue
        rest = text[match.end() : _line_end(text, match.end())]
        label = re.match(r"[ \t]*\d{1,3}[.,)]", rest)
        start = match.end() if rest.strip() and not label else _next_line(text, match.end())
        yield from _value(text, start)


def _value(text: str, start: int) -> Iterator[Span]:
    end = min(_line_end(text, start), start + _LONGEST_NAME)
    low = start + len(text[start:end]) - len(text[start:end].lstrip())
    gap = _GAP.search(text, low, end)
    for span in whole(text, low, gap.start() if gap else end, trusted=False):
        if looks_like_name(text, *span, sure=True):
            yield span


def _next_line(text: str, at: int) -> int:
    """Return where the next line that is not blank begins."""
    at = _line_end(text, at)
    while at < len(text) and not text[at : _line_end(text, at + 1)].strip():
        at = _line_end(text, at + 1)
    return at + 1


def _line_end(text: str, start: int) -> int:
    at = text.find("\n", start)
    return len(text) if at < 0 else at

"""Names that a label promises: "Applicant: Jane Roe", a form's "1. Name" with the name beneath, a JSON key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from detectors.forms import fold
from detectors.name.cells import whole
from detectors.name.lists import ordinary_words, vocabulary
from detectors.name.shape import Word, looks_like_name, spoken, two_names, words
from detectors.name.words import MONTHS, PARTICLES, is_surname, ordinary
from detectors.nearby import has_digit, line_end
from records.columns import Part, evidence
from records.finding import PiiType

__all__ = ["forms", "json_keys", "labelled", "value"]

Span = tuple[int, int]

_LABEL = re.compile(
    r"[ \t]*(?:[-*•][ \t]*)?(?:\d{1,3}[.,)][ \t]*)?([A-Za-z][A-Za-z /'’()#-]{1,50}?)[ \t]*[:=][ \t]*(?=\S)"
)
# It begins with the end of the line before: a search skips to those.
_FORM_LABEL = re.compile(
    r"\n[ \t]*(?:\d{1,3}[.,)][ \t]*)?([A-Za-z][A-Za-z'’()-]*+(?:[ ][A-Za-z'’()-]++)*+)(?=[ \t]{2,}|[ ]?\n|[ ]?\Z)"
)
_JSON = re.compile(r"\"([A-Za-z_ ]{1,40})\"[ ]{0,4}:[ ]{0,4}\"([^\"\n]{1,80})\"")
_PYTHON = re.compile(r"'([A-Za-z_ ]{1,40})':[ ]{0,4}[uU]?['\"]([^'\"\n]{1,80})['\"]")  # as Python prints it
# "Last name      First name": the next label of a form, no value.
_HEADED = re.compile(
    r"[ \t]{2,}(?:[A-Za-z'’]+[ ]){0,3}(?:name|date|birth|phone|number|no\.?|address|licen[cs]e|state|zip|title|relationship|first|middle|last|initial|m\.?i\.?)[ ]*(?:[ ]{2}|\t|$)",
    re.IGNORECASE,
)
_GAP = re.compile(r"[ \t]{2,}|\n|[;|]|\t|[(\[]|,?[ \t]+(?:and|who|of|at|is|was|on)\b", re.IGNORECASE)
# Where names have small letters a word in capitals before a colon is the next label.
_LAST_WORD = re.compile(r"[ ]([A-Z][A-Za-z]{2,20})[ ]?:(?=[ ])")
_NEXT_LABEL = re.compile(r"(?<=[a-z.])[ ](?=[A-Z]{3,20}(?:[ ][A-Z]{2,20}){0,3}[ ]?:)")
# Between two names of one person: "Jane Roe, formerly Hofer".
_ALSO = re.compile(
    r",?[ ](?:formerly|previously|a\.?k\.?a\.?|also known as|alias|maiden name)(?:[ ]known as)?[ ,:]",
    re.IGNORECASE,
)
_LONGEST_NAME, _LONGEST_LIST = 60, 300
_PARTED = re.compile(r",?[ ](?:and|&)[ ]|,[ ]?")
_WORDS = 3  # of a name in a list
_LONGEST_LABEL = 41  # characters
_OF_SENTENCE = re.compile(r"\b(?:is|am|I|was|has|had)\b")  # "My name is Jane Roe and I live at": no label
_TALK = vocabulary("talk")


def labelled(text: str, line: int) -> Iterator[Span]:
    """Yield the value of a line such as "Applicant: Jane Roe" that begins at *line*."""
    match = _LABEL.match(text, line)
    said = evidence(match[1]) if match else None
    if match and said is not None and said.type is PiiType.PERSON:
        yield from _value(text, match.end())


def json_keys(text: str) -> Iterator[Span]:
    """Yield the values of keys such as "owner" in a piece of JSON."""
    found = chain(_JSON.finditer(text), _PYTHON.finditer(text) if "':" in text else ())
    for match in found:
        said = evidence(match[1])
        if said is None or said.type is not PiiType.PERSON:
            continue
        halves = said.part in (Part.GIVEN, Part.FAMILY, Part.MIDDLE)  # "last_name": "Power", whatever the word
        for span in whole(text, *match.span(2), trusted=halves):
            if said.part is not Part.UNSURE or looks_like_name(text, *span, sure=False):
                yield span


def forms(text: str) -> Iterator[Span]:
    """Yield the names that stand under or beside a form's label without a colon: "1. Name", the name on the next line."""
    for match in _FORM_LABEL.finditer(f"\n{text}"):
        said = evidence(match[1]) if len(match[1]) <= _LONGEST_LABEL and not _OF_SENTENCE.search(match[1]) else None
        if said is None or said.type is not PiiType.PERSON:
            continue
        end = match.end() - 1
        rest = text[end : line_end(text, end)]
        label = re.match(r"[ \t]*\d{1,3}[.,)]", rest) or _HEADED.match(rest)
        yield from _value(text, end if rest.strip() and not label else _next_line(text, end))


def _value(text: str, start: int) -> Iterator[Span]:
    stop = min(line_end(text, start), start + _LONGEST_LIST)
    stop = _before_label(text, start, stop)
    listed = _listed(text[start:stop])
    if listed:
        for low, high in listed:
            yield from whole(text, start + low, start + high, trusted=False)
        return
    yield from value(
        text, start, stop if stop <= start + _LONGEST_NAME else _word_end(text, start, start + _LONGEST_NAME)
    )


def _before_label(text: str, start: int, stop: int) -> int:
    """Return where the next label of a form on one line begins: "Owner: Dale Hurst CONTRACTOR: Self", "OWNER: DALE HURST PHONE: 555-0101"."""
    if label := _NEXT_LABEL.search(text, start, stop):
        return label.start()
    label = _LAST_WORD.search(text, start, stop)
    word = fold(label[1]) if label else ""
    known = ordinary(word) or (label is not None and evidence(label[1]) is not None)
    return label.start() if label and known and not is_surname(word) else stop


def _word_end(text: str, start: int, end: int) -> int:
    """Return where the last word ends that *end* does not cut."""
    return end if not text[end - 1 : end + 1].isalnum() else max(text.rfind(" ", start, end), start)


def value(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the names in ``text[start:end]``, of which a label has promised one."""
    low = start + len(text[start:end]) - len(text[start:end].lstrip())
    if (month := text[low:end].strip()).istitle() and month.lower() in MONTHS:  # "Tenant: May", and no date
        yield low, low + len(month)
        return
    gap = _GAP.search(text, low, end)
    end = gap.start() if gap else end
    for also in (*_ALSO.finditer(text, low, end), None):
        for span in whole(text, *_named(text, low, also.start() if also else end), trusted=False):
            if looks_like_name(text, *span, sure=True) and text[span[1] : span[1] + 1] != "_":  # "acct_no" is a column
                yield span
        low = also.end() if also else end


def _listed(line: str) -> list[Span]:
    """Return the entries of a list of whole names, "Autumn Reed, Sky Lark and River Stone"; none of "Roe, Jane" and "Jane Roe, 12 Oak St"."""
    if "," not in line:
        return []
    cuts = [cut.span() for cut in _PARTED.finditer(line)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(line)]
    found = list(zip(starts, ends, strict=True))
    return found if all(_named_whole(line[low:high]) for low, high in found) else []


def _named_whole(piece: str) -> bool:
    """Say whether an entry of a list is a name of two or three words with their capitals."""
    found = spoken(piece)
    written = all(word.text[0].isupper() for word in found) and not has_digit(piece)
    return (
        1 < len(found) <= _WORDS and written and (two_names(found) or looks_like_name(piece, 0, len(piece), sure=True))
    )


def _named(text: str, start: int, end: int) -> Span:
    """Return a value without the sentence around its name: "My father, Jane Roe", "Jane Roe prescribed my medicine".

    Nothing goes where no word has a capital, and no last word that is a surname too ("Jane park").
    """
    found = words(text, start, end)
    if not any(word.text[0].isupper() for word in found):
        return start, end
    first = next((at for at in range(len(found)) if not _said_before(found, at)), len(found))
    last = next((at for at in range(first, len(found)) if _said_after(found, at)), len(found))
    if first == last:
        return start, start
    return (found[first].start if first else start), (end if last == len(found) else found[last - 1].end)


def _said_before(found: Sequence[Word], at: int) -> bool:
    word, after = found[at], found[at + 1] if at + 1 < len(found) else None
    if word.folded == "i":
        return after is not None and after.text[0].islower()
    return word.folded in _TALK or _said(word)


def _said_after(found: Sequence[Word], at: int) -> bool:
    return _said(found[at]) and not (at == len(found) - 1 and is_surname(found[at].folded))


def _said(word: Word) -> bool:
    """Say whether a small word is of the sentence and not of a name."""
    return word.text[0].islower() and word.folded in ordinary_words() and word.folded not in PARTICLES


def _next_line(text: str, at: int) -> int:
    """Return where the next line that is not blank begins."""
    at = line_end(text, at)
    while at < len(text) and not text[at : line_end(text, at + 1)].strip():
        at = line_end(text, at + 1)
    return at + 1

"""Names among the labels of a form that an export wrote on one line: "Ref: 7714 Applicant: Jane Roe Phone: 555-0101"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detectors.name.headers import HEADERS
from detectors.name.labels import value
from detectors.name.shape import words
from detectors.name.words import is_surname, ordinary
from detectors.nearby import each
from records.columns import evidence
from records.finding import PiiType

__all__ = ["row_of_labels"]

Span = tuple[int, int]

_BEFORE = (" ", ")", "]", "*")  # what may stand between a label and its sign, beside a letter
_TURNED = re.compile(r"[ \t]{0,3}[A-Z][\w'’-]{1,24},[ ](?=[A-Z])")
_REACH, _LONGEST = 60, 80  # characters of a label, of a value
_MOST = 3  # words of a label
_OTHERS = HEADERS | {"subject", "re", "fw", "fwd", "date", "pm", "am"}
_END = re.compile(r"[,;|\t(\[\n<@\"]|[ ]{2}|(?<=[a-z]{3})[.][ ]")


def row_of_labels(text: str) -> Iterator[Span]:
    """Yield the people whom a label names in a line that has another label, before or behind.

    False friends: "From: A To: B" (headers, which have a rule), "Name: Spring Creek Project: Main" (no person's words).
    """
    signs = [at for at in each(text, ":") if text[at - 1 : at] in _BEFORE or text[at - 1 : at].isalpha()]
    last = len(signs) - 1
    for number, sign in enumerate(signs):
        following = signs[number + 1] if number < last else len(text)
        beside = number < last and text.find("\n", sign, following) < 0
        if beside or (number and text.find("\n", signs[number - 1], sign) < 0):
            yield from _named(text, sign, following if beside else None)


def _named(text: str, sign: int, following: int | None) -> Iterator[Span]:
    if not _of_person(text[max(text.rfind("\n", 0, sign) + 1, sign - _REACH) : sign].split()[-_MOST:]):
        return
    start = sign + 1
    turned = _TURNED.match(text, start)  # "Arata, Toshimi": the comma is the name's
    end = _END.search(text, turned.end() if turned else start + 1, start + _LONGEST)
    stop = min(end.start() if end else start + _LONGEST, len(text) if following is None else following)
    if following is not None and stop == following:
        stop = _before_label(text, start, stop)
    for span in value(text, start, stop):
        if text[span[0]].isupper() and not all(ordinary(word.folded) for word in words(text, *span)):
            yield span


def _of_person(spoken: Sequence[str]) -> bool:
    """Say whether the last words before a sign, one to three, promise a person; headers of mail have a rule, code has no capital."""
    if not spoken or spoken[-1].lower() in _OTHERS:
        return False
    told = False
    for count in range(1, len(spoken) + 1):  # the longest that says something counts
        if count > 1 and not spoken[-count][-1].isalnum():
            break
        said = evidence(" ".join(spoken[-count:])) if spoken[-count][0].isupper() else None
        told = said.type is PiiType.PERSON if said is not None else told
    return told


def _before_label(text: str, start: int, stop: int) -> int:
    """Return where a value ends that the next label follows: its last word is the label's, and ordinary ones before it."""
    found = words(text, start, stop)
    for word in reversed(found):
        plain = ordinary(word.folded) and not is_surname(word.folded)
        if word is not found[-1] and not plain and evidence(word.text) is None:  # "Toshimi Last Name:"
            return word.end
    return start

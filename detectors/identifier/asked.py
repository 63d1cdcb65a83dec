"""Identifiers that answer a question: "Your employee number?" on one line, "A. E-20447" on the next, as in hearings and chats."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import Hit
from detectors.nearby import each
from records.finding import IdKind, PiiType

__all__ = ["asked"]

_KINDS = (
    ("account", IdKind.ACCOUNT),
    ("acct", IdKind.ACCOUNT),
    ("customer", IdKind.ACCOUNT),
    ("member", IdKind.ACCOUNT),
    ("library card", IdKind.ACCOUNT),
    ("meter", IdKind.ACCOUNT),
    ("employee", IdKind.EMPLOYEE),
    ("badge", IdKind.EMPLOYEE),
    ("payroll", IdKind.EMPLOYEE),
    ("policy", IdKind.INSURANCE),
    ("claim", IdKind.INSURANCE),
    ("case", IdKind.CASE_NUMBER),
    ("citation", IdKind.CASE_NUMBER),
    ("ticket", IdKind.CASE_NUMBER),
    ("permit", IdKind.PERMIT),
    ("licen[cs]e plate", IdKind.PLATE),
    ("plate", IdKind.PLATE),
    ("driver['’]?s['’]? licen[cs]e", IdKind.DRIVER_LICENCE),
    ("licen[cs]e", IdKind.DRIVER_LICENCE),
    ("passport", IdKind.PASSPORT),
    ("patient", IdKind.MEDICAL_RECORD),
    ("routing", IdKind.BANK),
)
# What the question ends with. False friends: "Is the case closed?" does not ask for a number.
_QUESTION = re.compile(
    rf"\b(?:{'|'.join(f'({said})' for said, _ in _KINDS)})(?:[ ](?:number|no\.?|num|id|\#))(?:[ ](?:please|again|for me|on it))?[ ]{{0,2}}\Z",
    re.IGNORECASE,
)
# Who answers, after the time where it is a chat, and what answers begin with. Every part is bounded: linear.
_ANSWER = re.compile(
    r"\?[\"”)]?[ \t]{0,4}\n{0,2}[ \t>]{0,8}(?:\[?\d{1,2}:\d\d(?::\d\d)?(?:[ ]?[apAP][mM])?\]?[ -]{1,3})?(?:[A-Z][\w ]{0,20}[.:][ \t]{1,3})?"
    r"(?:(?:it['’]?s|it is|its|yes|yeah|sure|ok|okay|um|uh|that['’]?s|i think|my number is)[,.]?[ ]){0,3}"
    r"((?=[A-Za-z-]{0,6}\d)[A-Za-z0-9]{1,17}(?:[ -](?=[A-Z]{0,3}\d)[A-Za-z0-9]{1,8}){0,4})(?![\w/:])",
    re.IGNORECASE,
)
# The cheap question first: few questions end so.
_FOR_A_NUMBER = re.compile(
    r"(?:number|no|num|id|\#)\b\.?(?:[ ](?:please|again|for me|on it))?[ ]{0,2}\Z|\#\Z", re.IGNORECASE
)
_END = 20  # characters
_REACH = 60  # characters of a question
_FEWEST = 4  # digits


def asked(text: str) -> Iterator[Hit]:
    """Yield the answers to questions for somebody's number."""
    for at in each(text, "?"):
        if not _FOR_A_NUMBER.search(text, max(0, at - _END), at):
            continue
        question = _QUESTION.search(text, max(0, at - _REACH), at)
        answer = _ANSWER.match(text, at) if question else None
        if question and answer and sum(map(str.isdigit, answer[1])) >= _FEWEST:
            kind = next(kind for said, (_, kind) in zip(question.groups(), _KINDS, strict=True) if said)
            yield Hit(answer.start(1), answer.end(1), PiiType.ID, 0.75, "answer to a question", kind)

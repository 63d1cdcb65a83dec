"""A number that answers a question for somebody's number is found; questions for anything else are not."""

from __future__ import annotations

import pytest

from detectors.identifier.asked import asked
from records.finding import IdKind


def found(text):
    return [(text[hit.start : hit.end], hit.kind) for hit in asked(text)]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("Q. Your employee number?\nA. E-20447.", "E-20447", IdKind.EMPLOYEE),
        ("Q. Your account number?\nA. It's 00417712.", "00417712", IdKind.ACCOUNT),
        ("What is your license plate number? 5-48213C", "5-48213C", IdKind.PLATE),
        (
            "[14:02:25] Agent: citation number please?\n[14:02:58] Visitor: ok, TK-2026-2214",
            "TK-2026-2214",
            IdKind.CASE_NUMBER,
        ),
        ("Driver's license number again?\n\n> 0704199943210", "0704199943210", IdKind.DRIVER_LICENCE),
    ],
)
def test_the_answer_to_a_question_for_a_number_is_found(text, value, kind):
    """Hearings, forms of questions and chats: the label is in the question, the number in the answer."""
    assert found(text) == [(value, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Is the case closed? 2026 was long.",
        "Your account number? I do not know it.",
        "How many permits? 4471",
        "Which account number? See page 12.",
        "",
    ],
)
def test_what_answers_no_such_question_is_left(text):
    """A year, a page and a count are nobody's number."""
    assert found(text) == []

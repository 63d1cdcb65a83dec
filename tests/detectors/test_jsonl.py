"""The JSON-lines stream: one line out for each line in, in order; a bad line is named by its number only."""

from __future__ import annotations

import itertools
import json

import pytest

from detectors.engine import Engine
from detectors.jsonl import detect_lines
from detectors.reasons import REASONS, why
from records.errors import Reason, Unreadable
from records.finding import Finding, PiiType
from records.settings import load


@pytest.fixture(scope="module")
def engine():
    return Engine(load())


def lines(*texts):
    return [json.dumps({"id": at, "text": text}) for at, text in enumerate(texts)]


def spans(engine, text, **options):
    return json.loads(next(detect_lines(lines(text), engine, **options)))["spans"]


def test_answers_come_in_order_with_their_ids(engine):
    """More lines than a batch holds keep ids and order; blank lines are passed over."""
    texts = [f"call 406-555-{at:04d}" for at in range(600)]
    asked = itertools.chain.from_iterable((line, "\n") for line in lines(*texts))
    answers = [json.loads(line) for line in detect_lines(asked, engine)]
    assert list(range(600)) == [answer["id"] for answer in answers]
    assert all(texts[a["id"]][s["start"] : s["end"]] == texts[a["id"]][5:] for a in answers for s in a["spans"])


def test_spans_are_sorted_disjoint_and_complete(engine):
    """Each span has its place, type, score and detector; an ID its kind; the pattern only when asked for."""
    text = "Applicant: Jane Roe, 12 Oak St, Helena, MT 59601; jane@example.org; SSN 516-55-0123; DOB 1/2/1980; MT plate 5-12345A"
    found = spans(engine, text)
    assert all(left["end"] <= right["start"] for left, right in itertools.pairwise(found))
    assert {"PERSON", "ADDRESS", "EMAIL", "SSN", "DATE_OF_BIRTH", "ID"} <= {span["type"] for span in found}
    assert all(set(span) - {"kind"} == {"start", "end", "type", "score", "detector"} for span in found)
    assert [span["kind"] for span in found if span["type"] == "ID"] == ["plate"]
    assert all(span["pattern"] for span in spans(engine, text, explain=True))


def test_an_explanation_names_pattern_and_reason_and_no_value(engine):
    """Every span says which detector and pattern found it and why; no word or figure of the text is in the answer."""
    text = "From: Quackenbush, Zebulon\n\nSSN 516-55-0123, call 406-555-0147. as quackenbush said, he lives at 4471 Birdseye Road, Clancy; MT plate 5-12345A"
    (answer,) = detect_lines([json.dumps({"id": "a", "text": text})], engine, explain=True)
    found = json.loads(answer)["spans"]
    assert all(span["detector"] and span["pattern"] and span["why"] in REASONS for span in found)
    assert {span["why"].partition(":")[0] for span in found} >= {"context", "form"}
    again = Finding(0, 0, 3, PiiType.PERSON, 0.75, "spread", None, "named again")
    assert why(again).startswith("spread")
    told = json.dumps(
        [{key: value for key, value in span.items() if key not in ("start", "end", "score")} for span in found]
    )
    values = [text[span["start"] : span["end"]] for span in found]
    assert [part for value in values for part in value.replace(",", " ").split() if part in told] == []


def test_offsets_are_of_the_text_as_given(engine):
    """Astral characters count one, entities count as written."""
    text = "😀 call 406&#45;555&#45;0101"
    assert [text[s["start"] : s["end"]] for s in spans(engine, text)] == ["406&#45;555&#45;0101"]


@pytest.mark.parametrize(
    "line", ["{", "[1]", '"x"', '{"id": 1}', '{"text": "x"}', '{"id": 1, "text": 5}', "[" * 100_000]
)
def test_a_bad_line_is_named_by_number_only(engine, line):
    """The error tells which line and shows nothing of it; it is the line that is wrong, not the command, since others were read."""
    with pytest.raises(Unreadable, match=r"^line 2: (is not|has a)") as caught:
        list(detect_lines([*lines("fine"), line], engine))
    assert line not in str(caught.value)
    assert (caught.value.reason, caught.value.exit_code) == (Reason.MISMATCH, 1)


def test_input_is_streamed(engine):
    """Answers come before the input ends."""
    endless = (line for at in itertools.count() for line in [json.dumps({"id": at, "text": "x"})])
    assert json.loads(next(detect_lines(endless, engine))) == {"id": 0, "spans": []}

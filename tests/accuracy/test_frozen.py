"""Recall on the project's own corpus never falls: of no type, and of no kind of identifier; nor does precision."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from detectors.engine import Engine
from detectors.overlap import join, union
from records.finding import IdKind, PiiType
from records.record import Field, Record, Shape
from records.settings import load

HERE = Path(__file__).parent
FROZEN = tomllib.loads((HERE / "frozen.toml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.case("X08")


@cache
def corpus():
    return [json.loads(line) for line in (HERE / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]


def letters(text, spans):
    return {at for start, end in spans for at in range(start, end) if text[at].isalnum()}


@cache
def measured():
    """Return recall by type and by kind of ID, and precision by type, in percent of letters and digits."""
    records = [Record(d["id"], "", (Field(d["name"], d["text"], Shape(d["shape"])),)) for d in corpus()]
    gold, covered, predicted, right = Counter(), Counter(), Counter(), Counter()
    for document, findings in zip(corpus(), Engine(load()).detect(records), strict=True):
        text = document["text"]
        cover = join(union(findings), [text])
        hidden = letters(text, [(f.start, f.end) for f in cover if f.type is not PiiType.LOCATION])
        seen = letters(text, [(f.start, f.end) for f in cover])
        for span in document["spans"]:
            own = letters(text, [(span["start"], span["end"])])
            # A place is kept in a release, so only a place is recalled by finding a place.
            by = own & (seen if span["type"] == "LOCATION" else hidden)
            for name in filter(None, (span["type"], span["kind"])):
                gold[name] += len(own)
                covered[name] += len(by)
        marked = letters(text, [(span["start"], span["end"]) for span in document["spans"]])
        for finding in cover:
            own = letters(text, [(finding.start, finding.end)])
            predicted[finding.type.value] += len(own)
            right[finding.type.value] += len(own & marked)
    return (
        {name: 100 * covered[name] / gold[name] for name in gold},
        {name: 100 * right[name] / predicted[name] for name in predicted},
    )


def show(now, frozen):
    rows = (f"{name:<16}{value:7.2f}  was {frozen[name]:7.2f}" for name, value in now.items())
    print("\n".join(rows))  # noqa: T201  # pytest shows it where the test fails


def fallen(now, frozen):
    """Return every figure that is lower than it was, and every one that is no longer measured."""
    return {name: (now.get(name), was) for name, was in frozen.items() if now.get(name, -1) < was - 0.05}


def test_every_type_and_every_kind_is_in_the_corpus():
    """Nothing can be lost that was never looked for."""
    spans = [span for document in corpus() for span in document["spans"]]
    assert {type_.value for type_ in PiiType} == {span["type"] for span in spans} == set(FROZEN["precision"])
    assert {kind.value for kind in IdKind} == {span["kind"] for span in spans} - {""}
    assert {type_.value for type_ in PiiType} | {kind.value for kind in IdKind} == set(FROZEN["recall"])
    assert len(corpus()) >= 300


def test_the_corpus_is_what_its_maker_writes():
    """Nobody takes a hard document out by hand."""
    spec = importlib.util.spec_from_file_location("make_corpus", HERE / "make_corpus.py")
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    assert list(maker.corpus()) == corpus()


def test_recall_has_not_fallen():
    """By type and by kind of identifier; a better figure is written into frozen.toml by hand, a worse one never."""
    recall, _ = measured()
    show(recall, FROZEN["recall"])
    assert fallen(recall, FROZEN["recall"]) == {}


def test_precision_has_not_fallen():
    """By type: a copy so black that it says nothing is a failure too."""
    _, precision = measured()
    show(precision, FROZEN["precision"])
    assert fallen(precision, FROZEN["precision"]) == {}


def test_a_fall_is_seen():
    """The comparison can fail: a lower figure, or one that is gone, is named."""
    assert fallen({"SSN": 99.0}, {"SSN": 100.0, "ip": 90.0}) == {"SSN": (99.0, 100.0), "ip": (None, 90.0)}

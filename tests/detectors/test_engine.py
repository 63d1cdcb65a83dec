"""The engine: every record in, every finding out in original offsets; failures raise, nothing is skipped, nothing is logged."""

from __future__ import annotations

import json
import logging
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors import DETECTORS
from detectors.contract import Detector, Entity
from detectors.engine import Engine
from detectors.language import load_model
from records.errors import Misconfigured, Reason, Unreadable
from records.finding import PiiType
from records.record import Field, Record, Shape
from records.settings import Limits, Settings, load


class Silent:
    """A model that sees nothing and counts what it is asked."""

    fingerprint = "silent"

    def __init__(self):
        self.texts = []

    def tag(self, texts):
        self.texts += texts
        return [() for _ in texts]


class Seer(Silent):
    """A model that takes every "Zyx" for a person."""

    def tag(self, texts):
        return [
            tuple(Entity(at, at + 3, "PERSON", 0.9) for at in range(len(text)) if text.startswith("Zyx", at))
            for text in texts
        ]


def record(*texts, id_="1", shape=Shape.PROSE, name="body"):
    return Record(id_, "c", tuple(Field(name, text, shape) for text in texts))


def found(engine, one):
    return [(one.fields[f.field].text[f.start : f.end], f.type) for f in engine.detect([one])[0]]


@pytest.fixture(scope="module")
def engine():
    return Engine(load(), model=Silent())


def failing(error):
    def find(_view):
        raise error
        yield

    return Detector("broken", (PiiType.ID,), find, (), ())


def test_findings_are_in_original_offsets(engine):
    """A number behind entities and zero-width characters is reported with all of them, in its own field."""
    hidden = "SSN: 516&#45;55\u200b-0123 is hers"
    assert ("516&#45;55\u200b-0123", PiiType.SSN) in found(engine, record("nothing here", hidden))


def test_a_text_that_comes_again_is_read_once():
    """The same text, shape and name cost one reading per batch and none in the next; another name is another reading."""
    model = Silent()
    engine = Engine(load(), model=model)
    one, two = record("call 406-555-0101 now", id_="1"), record("call 406-555-0101 now", id_="2")
    first = engine.detect([one, two])
    assert first[0] == first[1] == engine.detect([one])[0]
    assert model.texts == ["call 406-555-0101 now"]
    engine.detect([record("call 406-555-0101 now", name="phone")])
    assert len(model.texts) == 2


def test_opaque_fields_are_not_analysed(engine):
    """An opaque field is masked whole elsewhere; the model never reads it."""
    assert found(engine, record("SSN 516-55-0123", shape=Shape.OPAQUE)) == []


def test_an_empty_batch_and_empty_texts_are_fine(engine):
    """Nothing in, nothing out."""
    assert (engine.detect([]), engine.detect([record("", " ", "\n")])) == ([], [()])


def test_engines_of_several_threads_share_one_model():
    """The model is loaded once a process; read from several threads at once, each text is tagged as it is alone."""
    model = load_model("clearcopy")
    texts = [f"Dear Jane Roehampton{at}, the meter of Mr. Stillwater{at} is broken." for at in range(200)]
    alone = [model.tag([text])[0] for text in texts]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: load_model("clearcopy").tag([text])[0], texts))

    assert load_model("clearcopy") is model
    assert together == alone


@pytest.mark.case("R11")
def test_a_detector_that_fails_fails_the_call():
    """A crash in a detector is never "no findings": it goes through."""
    engine = Engine(load(), (*DETECTORS, failing(ZeroDivisionError())), model=Silent())
    with pytest.raises(ZeroDivisionError):
        engine.detect([record("text")])


@pytest.mark.case("R11")
def test_a_late_detector_is_timed_out():
    """A detector that takes longer than the limit raises TIMED_OUT, unlike Presidio, which would skip it."""
    engine = Engine(Settings(limits=Limits(seconds=-1)), model=Silent())
    with pytest.raises(Unreadable) as caught:
        engine.detect([record("text")])
    assert caught.value.reason is Reason.TIMED_OUT


def test_a_text_over_the_limit_is_refused():
    """A text longer than the limit is withheld under its record's id, not cut."""
    engine = Engine(Settings(limits=Limits(field_chars=10)), model=Silent())
    with pytest.raises(Unreadable) as caught:
        engine.detect([record("x" * 11, id_="7")])
    assert (caught.value.reason, caught.value.item) == (Reason.TOO_LARGE, "7")


@pytest.mark.case("R10")
@pytest.mark.parametrize("name", ["no_such_model_package", "json", "records"])
def test_a_missing_model_stops_the_program(name):
    """There is no falling back to patterns alone."""
    with pytest.raises(Misconfigured):
        load_model(name)


@pytest.mark.case("L04")
def test_nothing_is_logged(caplog):
    """Neither Presidio's decision log nor any other logger sees a value, at any level."""
    with caplog.at_level(logging.DEBUG):
        engine = Engine(load(), model=Seer())
        found(engine, record("Zyx, 406-555-0101, jane@example.org, SSN 516-55-0123"))
        assert engine._analyzer.log_decision_process is False
    assert not [
        r for r in caplog.records if any(value in r.getMessage() for value in ("Zyx", "0101", "example.org", "0123"))
    ]


def test_no_network_is_touched(monkeypatch):
    """Reading, public suffixes included, opens no connection."""

    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    engine = Engine(load(), model=Silent())
    assert found(engine, record("write to jane@example.co.uk or jane@clerk.internal"))


def test_a_name_found_once_is_found_in_every_field(engine):
    """Spreading within the record crosses fields."""
    one = Record(
        "1",
        "c",
        (Field("From", "Roehampton, Jane <jr@example.org>", Shape.MAILBOXES), Field("body", "ask roehampton about it")),
    )
    assert ("roehampton", PiiType.PERSON) in found(engine, one)


@pytest.mark.case("E18")
@pytest.mark.parametrize(
    ("text", "value", "type_"),
    [
        ("SSN \u202e3210-55-615\u202c is hers", "\u202e3210-55-615\u202c", PiiType.SSN),
        ("SSN \u202e3210-55-615", "\u202e3210-55-615", PiiType.SSN),
        ("mail \u202egro.elpmaxe@enaj\u202c today", "\u202egro.elpmaxe@enaj\u202c", PiiType.EMAIL),
        ("a\u202ebc\u202c SSN 516-55-0123", "516-55-0123", PiiType.SSN),
    ],
)
def test_what_an_override_turns_around_is_read_as_it_is_displayed(text, value, type_):
    """Both orders are matched: what is written, and what a reader sees; the whole turned stretch is found."""
    assert (value, type_) in found(Engine(load(), model=Silent()), record(text))


@pytest.mark.case("E22")
def test_a_long_text_is_read_in_windows():
    """A value anywhere in a text of many windows is found once, and each window the model sees is bounded."""
    model = Silent()
    line = "the quick brown fox jumps over the lazy dog\n"
    text = line * 9_000 + "SSN 516-55-0123\n" + line * 1_000
    assert {"516-55-0123"} == {value for value, _ in found(Engine(load(), model=model), record(text))}
    assert max(map(len, model.texts)) < 110_000 < len(text)


@pytest.mark.slow
@pytest.mark.case("X01")
@pytest.mark.parametrize("unit", ["a", "1-", "@", "a.", "(", "Roe, Jane; ", "&#", "\u0430a", "> "])
def test_the_whole_engine_is_linear_in_hostile_text(unit):
    """Model, view, detectors and spreading together: half a million hostile characters take seconds."""
    began = time.process_time()
    Engine(load()).detect([record(unit * (500_000 // len(unit)))])
    assert time.process_time() - began < 30


def test_fingerprint_names_model_and_rules(engine):
    """Same code, same model: same fingerprint; another model: another."""
    assert engine.fingerprint == Engine(load(), model=Silent()).fingerprint != Engine(load()).fingerprint
    assert json.dumps(engine.fingerprint)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=3))
def test_any_record_gives_sound_findings(texts):
    """Whatever the texts, findings lie inside their fields and two runs agree."""
    one = record(*texts)
    first = ENGINE.detect([one])[0]
    assert first == Engine(load(), model=Seer()).detect([one])[0]
    assert all(0 <= f.start < f.end <= len(texts[f.field]) for f in first)


ENGINE = Engine(load(), model=Seer())

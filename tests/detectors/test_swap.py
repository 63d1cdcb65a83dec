"""Another spaCy model is a line in the settings: nothing else changes."""

from pathlib import Path

import pytest

from detectors.engine import Engine
from records import settings
from records.finding import PiiType
from records.record import Field, Record

MODEL = Path(__file__).resolve().parents[2] / "build" / "models" / "md"
TEXT = "The board met with Margaret Thatcher in Paris. Her SSN is 516-55-0123, her desk 406-555-0101."

pytestmark = pytest.mark.skipif(
    not (MODEL / "meta.json").exists(),
    reason="NOT TESTED: another spaCy model; python tests/fetch_model.py could not fetch it",
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    chosen = tmp_path_factory.mktemp("city") / "city.toml"
    chosen.write_text(f"model = {str(MODEL)!r}\n", encoding="utf-8")
    return Engine(settings.load(chosen))


def found(engine, text):
    return {(text[f.start : f.end], f.type) for f in engine.detect([Record("1", "c", (Field("body", text),))])[0]}


def test_the_named_model_reads(engine):
    """Its entities and the patterns' findings come out of the same engine."""
    assert found(engine, TEXT) >= {
        ("Margaret Thatcher", PiiType.PERSON),
        ("Paris", PiiType.LOCATION),
        ("516-55-0123", PiiType.SSN),
        ("406-555-0101", PiiType.PHONE),
    }


def test_the_receipts_name_it(engine):
    """The fingerprint says which model read, and it is not ours."""
    own = Engine(settings.load())
    assert engine.fingerprint.split()[0].startswith("en_")
    assert engine.fingerprint != own.fingerprint
    assert engine.fingerprint.split()[-1] == own.fingerprint.split()[-1]  # the rules are the same


def test_what_the_model_adds_is_its_own():
    """The model is asked, not only loaded: where it reports nobody, only the patterns speak."""
    from detectors.language import load_model  # spaCy takes two seconds, not spent where this is skipped

    read = load_model(str(MODEL)).tag(["Yesterday Wilhelmina Trautmann spoke."])
    assert [(entity.label, entity.start, entity.end) for entity in read[0] if entity.label == "PERSON"] == [
        ("PERSON", 10, 30)
    ]

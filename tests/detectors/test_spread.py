"""A value learned once is found wherever it turns up again, in every spelling people use, and nothing else is."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.forms import distinctive
from detectors.spread import Known
from records.finding import Finding, PiiType
from records.record import Field, Record, Shape


def record(text, *, thread="", shape=Shape.PROSE, id_="1"):
    return Record(id_, "c", (Field("body", text, shape),), thread=thread)


def learned(value, type_, *, thread="", score=0.95, folder=None):
    known = Known(b"key", folder)
    known.learn(record(value, thread=thread), (Finding(0, 0, len(value), type_, score, "test"),))
    return known


def found(known, text, **where):
    return [text[f.start : f.end] for f in known.find(record(text, **where))]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Q. Roehampton", "JANE ROEHAMPTON", "Roehampton, Jane", "ROEHAMPTON, JANE Q", "Jane Q Roehampton's dog", "jroehampton", "roehamptonj",
        "Roehampton_Jane.pdf", "jane.roehampton@example.org", "JaneRoehampton2024.docx", "Jane\n  Roehampton", "J. Roehampton", "jroehampton72",
        "Jane\u00a0Roehampton", "Jane&nbsp;Roehampton", "Já\u00adne Roehampton",
    ],
)  # fmt: skip
@pytest.mark.case("M25")
def test_a_person_is_found_in_every_spelling(text):
    """Order, case, initials, user name, file name, accents and line breaks hide no one."""
    assert found(learned("Jane Q. Roehampton", PiiType.PERSON), f"see {text} there")


@pytest.mark.parametrize(
    ("value", "type_", "text"),
    [
        ("(406) 555-0101", PiiType.PHONE, "4065550101"),
        ("406.555.0101", PiiType.PHONE, "555-0101"),
        ("+1 406 555 0101 ext 4", PiiType.PHONE, "406-555-0101"),
        ("555-0101 x14", PiiType.PHONE, "555.0101"),
        ("+44 (0)20 7946 0958", PiiType.PHONE, "44 20 7946 0958"),
        ("516-55-0123", PiiType.SSN, "516550123"),
        ("516 55 0123", PiiType.SSN, "5 1 6 5 5 0 1 2 3"),
        ("Jane.Roe@Example.org", PiiType.EMAIL, "jane.roe@example.org"),
        ("12 Oak Street, Helena, MT 59601", PiiType.ADDRESS, "12 oak street"),
        ("BP-2024-0113", PiiType.ID, "bp 2024 0113"),
        ("550e8400-e29b-41d4-a716-446655440000", PiiType.ID, "550E8400-E29B-41D4-A716-446655440000"),
        ("03/14/1972", PiiType.DATE_OF_BIRTH, "03-14-1972"),
    ],
)
def test_a_value_is_found_whatever_its_punctuation(value, type_, text):
    """Letters and digits decide, separators do not; all of the value is covered."""
    assert [text] == found(learned(value, type_), f"see {text} there")


@pytest.mark.parametrize(
    ("value", "type_", "text"),
    [
        ("Jane Roehampton", PiiType.PERSON, "Jane went to Roehampton Road with a roe"),
        ("Smith", PiiType.PERSON, "Smith and Smith"),
        ("Adam Brown", PiiType.PERSON, "a brown dog, abrowned"),
        ("Will May", PiiType.PERSON, "what will may bring"),
        ("Helena", PiiType.LOCATION, "Helena"),
        ("1972", PiiType.DATE_OF_BIRTH, "in 1972"),
        ("0000", PiiType.ID, "0000"),
        ("406-555-0101", PiiType.PHONE, "1-406-555-01012 and 406-555-010"),
        ("Jane Roe", PiiType.PERSON, "jane ............ roe"),
    ],
)
def test_what_is_not_the_value_stays(value, type_, text):
    """Bare names, ordinary words, places, short numbers and parts of longer ones do not spread over a request."""
    assert found(learned(value, type_), text) == []


@pytest.mark.case("H04")
def test_a_name_in_a_web_address_is_found_whatever_its_alphabet():
    """A web address writes letters beyond ASCII as their bytes; a name in it is the same name."""
    known = learned("Łucja Stallingsworth", PiiType.PERSON)

    assert found(known, "http://x.test/?n=%C5%81ucja%20Stallingsworth&x=%C5") == ["%C5%81ucja%20Stallingsworth"]


def test_bare_names_spread_in_their_thread_only():
    """B-16: "Jane" in the thread of Jane Roehampton is she; elsewhere she may be anyone."""
    known = learned("Jane Roehampton", PiiType.PERSON, thread="t1")
    assert found(known, "ask Jane about it", thread="t1") == ["Jane"]
    assert found(known, "ask Roehampton about it", thread="t1") == ["Roehampton"]
    assert found(known, "ask Jane about it", thread="t2") == []
    assert found(
        learned("Mark Roehampton", PiiType.PERSON, thread="t"), "I told Mark to mark it. Mark it.", thread="t"
    ) == ["Mark"]
    assert found(known, "ask Jane about it") == []


def test_the_verifier_wants_short_user_names_by_themselves():
    """Four letters turn up in any encoded attachment by chance; only a word of their own counts there."""
    known = learned("Jane Doughty", PiiType.PERSON)
    assert list(known.search("cc: jdoughty, others")) == [(4, 12, PiiType.PERSON)]
    assert list(known.search("x9jdoughty7z")) == []


def test_what_is_kept_holds_no_value(tmp_path):
    """The file of what was learned shows no name, and there is something in it."""
    known = learned("Jane Roehampton", PiiType.PERSON, thread="t", folder=tmp_path)
    assert len(known) > 1  # asked, so written
    (file,) = tmp_path.iterdir()
    assert b"oehampton" not in file.read_bytes().lower()


@given(
    st.lists(
        st.sampled_from(["jane", "roe", "Jane", "ROE", ",", " ", "\n", ".", "x", "7", "&amp;"]), max_size=1200
    ).map("".join)
)
def test_few_and_many_tokens_are_searched_alike(text):
    """The plain search of a short text and the bulk search of a long one agree."""
    known = learned("Jane Roe", PiiType.PERSON)
    whole = [(f.start, f.end) for f in known.find(record(text))]
    padded = text + "\n\n\n\n\n\n\n\n" + "- x " * 300
    assert whole == [(f.start, f.end) for f in known.find(record(padded)) if f.end <= len(text)]


def test_distinctive_says_what_spreads():
    """The guard is the same for learning and for whoever asks."""
    assert [
        distinctive("Jane Roe", PiiType.PERSON), distinctive("Jane", PiiType.PERSON), distinctive("Helena", PiiType.LOCATION), distinctive("12 Oak St", PiiType.ADDRESS),
    ] == [True, False, False, True]  # fmt: skip


@pytest.mark.slow
@pytest.mark.case("E22")
def test_a_million_values_are_held_and_searched(tmp_path):
    """A million learned values take under 100 MB on disk, and a megabyte of text is searched in seconds."""
    known = Known(b"key", tmp_path)
    rng = random.Random(4)
    for at in range(200_000):
        numbers = "".join(f"{rng.randrange(10**9):09d} " for _ in range(5))
        spans = tuple(Finding(0, i * 10, i * 10 + 9, PiiType.SSN, 0.9, "test") for i in range(5))
        known.learn(record(numbers, id_=str(at)), spans)
    assert 999_000 < len(known) <= 1_000_000  # a few numbers were drawn twice, and are held once
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 100_000_000
    text = "the quick brown fox 123 jumps over 516-55-0123 lazy dogs " * 20_000
    began = time.process_time()
    known.find(record(text))
    assert time.process_time() - began < 10


def test_what_is_learned_later_is_found_in_a_text_searched_before():
    """A search is remembered for the text, and forgotten as soon as something new is learned."""
    known = learned("Jane Roehampton", PiiType.PERSON)
    text = "Jane Roehampton, 516-55-0123"
    assert found(known, text) == found(known, text) == ["Jane Roehampton"]

    known.learn(record("516-55-0123"), (Finding(0, 0, 11, PiiType.SSN, 0.9, "test"),))

    assert found(known, text) == ["Jane Roehampton", "516-55-0123"]


def test_a_value_learned_again_takes_no_room():
    """A holder's name that stands in every bill is held once."""
    known = learned("Jane Roehampton", PiiType.PERSON)
    once = len(known)
    for _ in range(3):
        known.learn(record("Jane Roehampton"), (Finding(0, 0, 15, PiiType.PERSON, 0.9, "test"),))

    assert len(known) == once


@pytest.mark.parametrize("label", ["castellano", "castellano_notes", "CASTELLANO 2026", "zyzzkowski"])
def test_a_surname_alone_is_found_in_the_name_of_a_column(label):
    """Tables and columns are called after people: whose surname was found with a given name is found there by itself."""
    known = Known(b"a key")
    for name in ("Jane Castellano", "Jan Zyzzkowski"):
        known.learn(record(name), [Finding(0, 0, len(name), PiiType.PERSON, 0.95, "names")])

    assert [(f.start, f.end) for f in known.find(record(label, shape=Shape.LABEL))] == [(0, 10)]
    assert known.find(record(label)) == ()


@pytest.mark.parametrize("label", ["street", "notes", "june", "helena", "account"])
def test_a_word_in_the_name_of_a_column_stays(label):
    """People are called Street and Helena; a column of that name is about streets and Helena."""
    known = Known(b"a key")
    name = f"Jane {label.title()}"
    known.learn(record(name), [Finding(0, 0, len(name), PiiType.PERSON, 0.95, "names")])

    assert known.find(record(label, shape=Shape.LABEL)) == ()

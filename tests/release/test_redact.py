"""Redaction replaces exactly what was ruled on, numbers equal values alike, and is total and idempotent."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import statute
from records.finding import Cover, Disposition, PiiType, Ruling, Standing
from records.placeholder import LOOKS_LIKE_PLACEHOLDER
from records.record import Field, Record
from release.placeholders import Placeholders, normal_form
from release.redact import Redactor

STATUTE = statute.load("mca-2-17-551")


@pytest.fixture
def redactor(tmp_path):
    placeholders = Placeholders(tmp_path, b"k")
    yield Redactor(STATUTE, placeholders)
    placeholders.close()


def ruling(start, end, type_=PiiType.PERSON, disposition=Disposition.REDACT, field=0):
    return Ruling(field, start, end, type_, None, 0.9, ("test",), Standing.DIRECT, disposition, "PRIV")


def record(*texts):
    return Record("1", "0001", tuple(Field("body", text) for text in texts))


@pytest.mark.case("K01")
def test_the_same_person_has_one_number_in_any_spelling(redactor):
    """Jane Doe and DOE, JANE are one person; a second person gets the next number."""
    text = "Jane Doe, DOE, JANE and Wa Xiong"
    cover = Cover((ruling(0, 8), ruling(10, 19), ruling(24, 32)))

    assert redactor.redact(record(text), cover) == ("[NAME 1], [NAME 1] and [NAME 2]",)


def test_what_is_kept_stays(redactor):
    """A ruling that keeps its text changes nothing."""
    cover = Cover((ruling(0, 8, disposition=Disposition.KEEP),))

    assert redactor.redact(record("Jane Doe spoke."), cover) == ("Jane Doe spoke.",)


def test_adjoining_rulings_stay_apart(redactor):
    """Two rulings of one type with a space between them are two labels, not one: the cover is followed exactly."""
    cover = Cover((ruling(0, 4), ruling(5, 9)))

    assert redactor.redact(record("Jane Mary"), cover) == ("[NAME 1] [NAME 2]",)


def test_each_field_is_redacted_on_its_own(redactor):
    """Rulings go to the field they name."""
    cover = Cover((ruling(0, 4, field=0), ruling(0, 12, PiiType.PHONE, field=2)))

    assert redactor.redact(record("Jane", "left", "406-555-0101"), cover) == ("[NAME 1]", "left", "[PHONE 1]")


@pytest.mark.case("K01")
def test_different_people_never_share_a_number(tmp_path):
    """A thousand names that differ in one letter are a thousand numbers; a shorter form of a name is another value."""
    placeholders = Placeholders(tmp_path, b"key")
    names = [f"Jane {a}{b}{c}ordstad" for a in "BCDFGHKLMN" for b in "aeiouyrlnm" for c in "bcdfghklmn"] + [
        "J. Boardstad",
        "Jane",
    ]
    labels = {placeholders.label("NAME", PiiType.PERSON, name) for name in names}
    placeholders.close()

    assert len(labels) == len(names) == 1_002


@pytest.mark.case("E24")
@pytest.mark.parametrize("rulings", [(), (ruling(16, 24),)])
def test_a_source_cannot_forge_a_placeholder(redactor, rulings):
    """A text that already looks like one of our labels loses its brackets, so that counts are not confused."""
    (redacted,) = redactor.redact(record("see [NAME 7] of Jane Doe"), Cover(rulings))

    assert redacted.startswith("see (NAME 7) of ")


@given(data=st.data(), text=st.text(min_size=1, max_size=80))
def test_redaction_is_total_and_idempotent(tmp_path_factory, data, text):
    """Characters under a ruling are gone, characters outside it are all still there in order, and a second pass changes nothing."""
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    placeholders = Placeholders(tmp_path_factory.mktemp("run"), b"k")
    redactor = Redactor(STATUTE, placeholders)
    (redacted,) = redactor.redact(record(text), Cover(tuple(ruling(a, b) for a, b in spans)))
    again = redactor.redact(record(redacted), Cover(()))
    placeholders.close()
    kept = text
    for a, b in reversed(spans):
        kept = kept[:a] + kept[b:]

    assert LOOKS_LIKE_PLACEHOLDER.sub("", redacted).replace("(", "[").replace(")", "]") == LOOKS_LIKE_PLACEHOLDER.sub(
        "", kept
    ).replace("(", "[").replace(")", "]")
    assert len(re.findall(r"\[NAME \d+\]", redacted)) == len(spans)
    assert [text.translate(str.maketrans("()", "[]")) for text in again] == [
        redacted.translate(str.maketrans("()", "[]"))
    ]


@pytest.mark.parametrize(
    ("left", "right", "type_"),
    [
        ("Jane Q. Doe", "DOE, JANE", PiiType.PERSON),
        ("(406) 555-0101", "+1 406.555.0101", PiiType.PHONE),
        ("406-555-0101 x12, 13", "406-555-0101 14", PiiType.PHONE),
        ("+44 20 7946 0958", "011 44 (0)20 7946-0958", PiiType.PHONE),
        ("Jane@Example.org", "jane@example.org", PiiType.EMAIL),
        ("316  N. Park Ave", "316 n park ave", PiiType.ADDRESS),
        ("\uff15\uff11\uff16-21-4321", "516214321", PiiType.SSN),
    ],
)
def test_spellings_share_a_normal_form(left, right, type_):
    """Two spellings of one value count as one."""
    assert normal_form(left, type_) == normal_form(right, type_)


def test_numbers_survive_more_values_than_fit_in_memory(tmp_path, monkeypatch):
    """A value met again after the cache was emptied still has its number."""
    monkeypatch.setattr("release.placeholders.RECENT", 3)
    placeholders = Placeholders(tmp_path, b"k")
    first = [placeholders.label("ID", PiiType.ID, str(n)) for n in range(10)]
    again = [placeholders.label("ID", PiiType.ID, str(n)) for n in range(10)]
    placeholders.close()

    assert first == again == [f"[ID {n}]" for n in range(1, 11)]


@pytest.mark.case("K01")
def test_short_forms_of_one_person_have_one_number(redactor):
    """Jane Doe, Ms. Doe, J. Doe, jdoe and Jane are one where the record names no one else so."""
    text = "Jane Doe; Ms. Doe. ; J. Doe; jdoe; by Jane"
    cover = Cover(tuple(ruling(a, b) for a, b in ((0, 8), (14, 17), (21, 27), (29, 33), (38, 42))))

    assert redactor.redact(record(text), cover) == ("[NAME 1]; Ms. [NAME 1]. ; [NAME 1]; [NAME 1]; by [NAME 1]",)


@pytest.mark.case("K01")
def test_two_people_are_never_made_one(redactor):
    """Doe could be Jane or John, so it is neither; Jane is only one of them."""
    text = "Jane Doe, John Doe, Doe, Jane"
    cover = Cover(tuple(ruling(a, b) for a, b in ((0, 8), (10, 18), (20, 23), (25, 29))))

    assert redactor.redact(record(text), cover) == ("[NAME 1], [NAME 2], [NAME 3], [NAME 1]",)


@pytest.mark.case("K01")
def test_a_conversation_remembers_its_people(redactor):
    """The answer that says Jane means who wrote before; a message of another conversation does not."""
    first = Record("1", "0001", (Field("body", "Jane Doe"),), thread="a")
    redactor.redact(first, Cover((ruling(0, 8),)))
    answer = Record("2", "0001", (Field("body", "Hi Jane"),), thread="a")
    stranger = Record("3", "0001", (Field("body", "Hi Jane"),), thread="b")
    cover = Cover((ruling(3, 7),))

    assert redactor.redact(answer, cover) == ("Hi [NAME 1]",)
    assert redactor.redact(stranger, cover) == ("Hi [NAME 2]",)


def test_a_local_number_is_the_one_with_its_area_code(tmp_path):
    """Seven digits are those of the record's ten, or of the city's area; an extension changes nothing, another area does."""
    placeholders = Placeholders(tmp_path, b"k")
    redactor = Redactor(STATUTE, placeholders, "406")
    cover = Cover((ruling(0, 12, PiiType.PHONE), ruling(14, 22, PiiType.PHONE)))
    texts = [redactor.redact(record(text), cover)[0] for text in ("406-555-0101, 555-0101", "208-555-0101, 555-0101")]
    texts += redactor.redact(record("406-555-0101 x12"), Cover((ruling(0, 16, PiiType.PHONE),)))
    texts += redactor.redact(record("555-0101"), Cover((ruling(0, 8, PiiType.PHONE),)))
    placeholders.close()

    assert texts == ["[PHONE 1], [PHONE 1]", "[PHONE 2], [PHONE 2]", "[PHONE 1]", "[PHONE 1]"]

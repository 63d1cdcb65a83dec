"""An identifier that any rule takes out is taken out wherever it stands; a filler value and a kept one are left."""

import pytest

from records.finding import Cover, Disposition, IdKind, PiiType, Ruling, Standing
from records.record import Field, Record
from release.settle import Settled


def record(text):
    return Record("1", "0001", (Field("acct", text),))


def ruling(text, disposition, standing=Standing.COMBINED, type_=PiiType.ID):
    return Ruling(0, 0, len(text), type_, IdKind.ACCOUNT, 0.9, ("test",), standing, disposition, "PRIV")


def after(learned, seen, *, standing=Standing.COMBINED):
    settled = Settled(b"k")
    settled.learn(record(learned), Cover((ruling(learned, Disposition.REDACT, standing),)))
    kept = ruling(seen, Disposition.KEEP, Standing.UNCOMBINED)
    return settled.apply(record(seen), Cover((kept,))).rulings[0]


@pytest.mark.case("B13")
@pytest.mark.parametrize(
    ("learned", "seen"), [("0438-53941", "0438-53941"), ("0438-53941", "0438 53941"), ("a-77b1", "A77B1")]
)
def test_what_is_taken_out_once_is_taken_out_everywhere(learned, seen):
    """The same number in any spelling is redacted as combined, by a shared key."""
    settled = after(learned, seen)

    assert (settled.disposition, settled.standing) == (Disposition.REDACT, Standing.COMBINED)
    assert settled.witness.link.value == "L2"


@pytest.mark.parametrize(("learned", "seen"), [("0438-53941", "0438-53942"), ("0000", "0000"), ("39", "39")])
def test_another_number_and_a_filler_stay(learned, seen):
    """A different number is untouched, and so is one too short or too plain to be anybody's."""
    assert after(learned, seen).disposition is Disposition.KEEP


def test_an_opaque_value_teaches_nothing():
    """A value masked because nobody could read it does not take its likeness out elsewhere."""
    assert after("0438-53941", "0438-53941", standing=Standing.OPAQUE).disposition is Disposition.KEEP


def test_other_types_are_left_as_they_were_ruled():
    """A public officer's number that equals a private identifier is still ruled on by its own rule."""
    settled = Settled(b"k")
    settled.learn(record("4065550101"), Cover((ruling("4065550101", Disposition.REDACT),)))
    phone = ruling("4065550101", Disposition.KEEP, Standing.PUBLIC_ROLE, PiiType.PHONE)

    assert settled.apply(record("4065550101"), Cover((phone,))).rulings == (phone,)

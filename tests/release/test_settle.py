"""An identifier that any rule takes out is taken out wherever it stands; a filler value and a kept one are left."""

import pytest

from records import statute
from records.finding import Cover, Disposition, IdKind, Link, PiiType, Ruling, Standing, Witness
from records.record import Field, Record
from release.settle import Settled

STATUTE = statute.load("mca-2-17-551")


def record(text):
    return Record("1", "0001", (Field("acct", text),))


def ruling(text, disposition, standing=Standing.COMBINED, type_=PiiType.ID, *, kind=IdKind.ACCOUNT, witness=None):
    return Ruling(0, 0, len(text), type_, kind, 0.9, ("test",), standing, disposition, "?", witness)


def after(learned, seen, *, standing=Standing.COMBINED, kind=IdKind.ACCOUNT, witness=None):
    settled = Settled(b"k", STATUTE)
    settled.learn(record(learned), Cover((ruling(learned, Disposition.REDACT, standing, witness=witness),)))
    kept = ruling(seen, Disposition.KEEP, Standing.UNCOMBINED, kind=kind)
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


@pytest.mark.parametrize("kind", [IdKind.ACCOUNT, IdKind.PLATE, IdKind.DRIVER_LICENCE, None])
def test_the_authority_is_the_statutes(kind):
    """Each kind of number is taken out on the authority its own row names, as where it was ruled on first."""
    assert after("0438-53941", "0438-53941", kind=kind).authority == STATUTE.row(PiiType.ID, kind).authority
    assert len({STATUTE.row(PiiType.ID, each).authority for each in (IdKind.PLATE, IdKind.DRIVER_LICENCE)}) == 2


def test_it_is_combined_with_what_it_was_combined_with():
    """A number that an address made private elsewhere is private for the address's sake."""
    beside = Witness(PiiType.ADDRESS, Link.RECORD)

    assert after("0438-53941", "0438-53941", witness=beside).witness == Witness(PiiType.ADDRESS, Link.SHARED_KEY)


@pytest.mark.parametrize(
    ("learned", "seen"),
    [("460430.360", "1000.460430.360"), ("88123", "UB-88123-02"), ("0438-53941", "01/0438-53941/A")],
)
def test_a_longer_one_goes_that_holds_it(learned, seen):
    """Verification would find the account inside the code of a budget line and publish nothing: the line's code goes with it."""
    assert after(learned, seen).disposition is Disposition.REDACT


@pytest.mark.parametrize(
    ("learned", "seen"),
    [("0438-53941", "0438-53942"), ("0000", "0000"), ("39", "39"), ("88123", "188123"), ("39", "39-4471")],
)
def test_another_number_and_a_filler_stay(learned, seen):
    """A different number is untouched, and so is one too short or too plain to be anybody's."""
    assert after(learned, seen).disposition is Disposition.KEEP


def test_an_opaque_value_teaches_nothing():
    """A value masked because nobody could read it does not take its likeness out elsewhere."""
    assert after("0438-53941", "0438-53941", standing=Standing.OPAQUE).disposition is Disposition.KEEP


def test_other_types_are_left_as_they_were_ruled():
    """A public officer's number that equals a private identifier is still ruled on by its own rule."""
    settled = Settled(b"k", STATUTE)
    settled.learn(record("4065550101"), Cover((ruling("4065550101", Disposition.REDACT),)))
    phone = ruling("4065550101", Disposition.KEEP, Standing.PUBLIC_ROLE, PiiType.PHONE)

    assert settled.apply(record("4065550101"), Cover((phone,))).rulings == (phone,)


def keyed(text, key, field=0):
    return Record("1", "0001", (Field("id", text),), keys=(key,), key_fields=(field,))


@pytest.mark.case("B13")
def test_the_value_of_a_declared_key_goes_wherever_the_key_stands():
    """A "3" taken out in one row is taken out, under the same type, in every row that is joined by it, found there or not."""
    settled = Settled(b"k", STATUTE)
    settled.learn(keyed("3", "staff 0 3"), Cover((ruling("3", Disposition.REDACT),)))

    ((taken,),) = (settled.apply(keyed("3", "staff 0 3"), Cover(())).rulings,)
    assert (taken.disposition, taken.type, taken.start, taken.end) == (Disposition.REDACT, PiiType.ID, 0, 1)
    for other in (keyed("3", "colour 0 3"), keyed("4", "staff 0 4"), keyed("3", "staff 0 3", -1)):
        assert settled.apply(other, Cover(())).rulings == ()


@pytest.mark.case("B13")
def test_a_key_has_one_type_wherever_it_stands():
    """Taken for a telephone in one table and for an account in another, it gets one label in both, or the join is lost."""
    settled = Settled(b"k", STATUTE)
    as_phone = Cover((ruling("4065550101", Disposition.REDACT, Standing.DIRECT, PiiType.PHONE),))
    as_id = Cover((ruling("4065550101", Disposition.REDACT),))
    for cover in (as_phone, as_id):
        settled.learn(keyed("4065550101", "line 0 4065550101"), cover)

    types = {
        settled.apply(keyed("4065550101", "line 0 4065550101"), each).rulings[0].type for each in (as_phone, as_id)
    }
    assert len(types) == 1

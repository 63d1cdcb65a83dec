"""In one record a person named once is found under every shorter name, and ordinary words stay words."""

from __future__ import annotations

import pytest

from detectors.within import bare_names, within
from records.finding import Finding, PiiType
from records.record import Field, Record, Shape
from tests.detectors.ruling import engine, record_of


def again(text, *people, score=0.95, shape=Shape.PROSE):
    findings = [
        Finding(0, text.index(name), text.index(name) + len(name), PiiType.PERSON, score, "test") for name in people
    ]
    return [text[f.start : f.end] for f in within(Record("1", "c", (Field("body", text, shape),)), findings)]


@pytest.mark.parametrize(
    ("text", "person", "expected"),
    [
        ("From: Roehampton, Jane\nJane called. Ms Roehampton's cat.", "Roehampton, Jane", ["Jane", "Roehampton"]),
        ("Jane Roehampton <jroehampton@example.org>", "Jane Roehampton", ["jroehampton"]),
        ("Jane Roehampton\nJANE ROEHAMPTON", "Jane Roehampton", ["JANE ROEHAMPTON"]),
        ("Jane Roehampton\n\nthanks,\njr\n", "Jane Roehampton", ["jr"]),
        ("Jane Kowalczyk\nItem 1 - JK to call; MT 59601; J.K. agrees", "Jane Kowalczyk", ["JK", "J.K."]),
        ("Mark Thomas\nHelena MT 59601", "Mark Thomas", []),
        ('Walter "Bud" Nyquist, for a plaque: BUD NYQUIST; a bud, BUD LIGHT', 'Walter "Bud" Nyquist', ["BUD NYQUIST"]),
        (
            "Ava Hall wrote. Hall wants it at City Hall, not at Hall of Fame; ask Ms. Hall in the hall.",
            "Ava Hall",
            ["Hall", "Hall"],
        ),
        ("Mark Hill wrote. I told Mark so. Mark my words, the mark stays.", "Mark Hill", ["Mark"]),
        ("Bao Ngoc Ly came. Then Ly was upset. Ly left; I told Ly. LY, ly", "Bao Ngoc Ly", ["Ly", "Ly", "Ly"]),
        ("Mai Vu, Chair. Motion by Vu, second Olsen.", "Mai Vu", ["Vu"]),
        ("Hoa Ho is in. I called Ho twice. Ho Ho Ho! HO scale.", "Hoa Ho", ["Ho"]),
        ("Yo Ma is in. Boston, MA. Ma and Pa. I saw Ma again.", "Yo Ma", ["Ma"]),
        ("TRAVIS MEANS. MEANS WAS UPSET. BY ALL MEANS CALL.", "TRAVIS MEANS", ["MEANS"]),
        ("GOOD, TRAVIS IS HERE. GOOD LEFT IN A RED F150. THE GOOD WAS THERE.", "GOOD, TRAVIS", ["GOOD"]),
        ("VU, MAI. I CITED VU. VU STATED NO.", "VU, MAI", ["VU. VU"]),
        ("HARLAN BIG BACK. CITED BIG BACK. A BIG TREE, BACK IN.", "HARLAN BIG BACK", ["BIG BACK"]),
    ],
)
@pytest.mark.case("X03")
def test_a_named_person_is_found_again(text, person, expected):
    """Surname, first name, user name, initials that sign; "mark" and a sentence's first "Mark" stay."""
    assert expected == again(text, person)


def test_an_unlisted_word_is_believed_from_the_model_alone_in_one_record_only():
    """What was covered once in a record is covered again in it; one misread product does not mask every mention in others."""
    text = "Zorbex is fine. Buy Zorbex."
    assert again(text, "Zorbex", score=0.85) == ["Zorbex"]
    assert bare_names([("Zorbex", 0.85)]) == {}
    assert bare_names([("Zorbex", 0.95)]) == {"zorbex": False}


@pytest.mark.parametrize(("word", "score"), [("Zorbex", 0.65), ("ZORBEX", 0.85), ("Zorb", 0.85), ("Widget", 0.85)])
def test_an_unlisted_word_that_may_be_no_name_is_not_believed_from_the_model_alone(word, score):
    """A weak reading, capitals, an abbreviation and an ordinary word are left at their second mention."""
    assert again(f"{word} is fine. Buy {word}.", word, score=score) == []


def test_a_place_is_found_again_as_written():
    """A place read once by the model is reported wherever it stands in the same spelling."""
    text = "to Thoreau. East of Thoreau, thoreau"
    findings = [Finding(0, 3, 10, PiiType.LOCATION, 0.9, "test")]
    assert [(f.start, f.end) for f in within(Record("1", "c", (Field("body", text),)), findings)] == [(20, 27)]


def test_opaque_fields_are_left_to_be_masked_whole():
    """A field no reader understands is not searched."""
    assert again("Jane Roe and Jane", "Jane Roe", shape=Shape.OPAQUE) == []


def _with_place(text, person, place):
    first, last = text.index(person), text.rindex(place)
    findings = [
        Finding(0, first, first + len(person), PiiType.PERSON, 0.9, "test"),
        Finding(0, last, last + len(place), PiiType.LOCATION, 0.9, "test"),
    ]
    found = within(Record("1", "c", (Field("body", text),)), findings)
    return [text[f.start : f.end] for f in found if f.type is PiiType.PERSON]


@pytest.mark.parametrize(
    ("text", "person", "place", "again"),
    [
        ("His roommate Shiloh Kettering left. He says Kettering works", "Shiloh Kettering", "Kettering", ["Kettering"]),
        ("With Laurent Fabius. 1:30 call w FM Fabius confirmed", "Laurent Fabius", "FM Fabius", ["Fabius"]),
        ("With Ann Marshall at the Marshall Center", "Ann Marshall", "Marshall Center", []),
        ("Shiloh Kettering moved to Kettering", "Shiloh Kettering", "Kettering", []),
        ("Jane Helena wrote about Helena again", "Jane Helena", "Helena", []),
        ("With Sergey Kislyak. The U.S. Kislyak asks", "Sergey Kislyak", "U.S. Kislyak", ["Kislyak"]),
    ],
)
def test_a_surname_read_as_a_place_is_the_person_named_in_full_before(text, person, place, again):
    """A place alone is kept in a release, so a surname may not pass for one; a house, "to X" and a known city are places."""
    assert _with_place(text, person, place) == again


def test_people_side_by_side_stay_two():
    """A list of whole names is several people, each with a number of their own in the release."""
    text = "It was written by Russell Coker, David MacKenzie and Jim Meyering. Mr. Coker, Mr. MacKenzie"
    people = {
        text[each.start : each.end] for each in engine().detect([record_of(text)])[0] if each.type is PiiType.PERSON
    }
    assert {"Russell Coker", "David MacKenzie", "Jim Meyering"} <= people
    assert not any("," in person for person in people)

"""Numbers in every spelling people, scanners and mail programs give them; and what looks like them but is not."""

from __future__ import annotations

import pytest

from detectors.addresses import ADDRESSES
from detectors.contract import View
from detectors.dates_of_birth import DATES_OF_BIRTH
from detectors.emails import EMAILS
from detectors.identifiers import IDENTIFIERS
from detectors.normalize import normalize
from detectors.phones import PHONES
from detectors.spelled import SPELLED
from detectors.ssns import SSNS
from records.finding import IdKind, PiiType
from records.record import Field, Shape
from records.settings import load

CITY = load().city


def covered(detector, text: str) -> str:
    """Return the letters and digits of *text* that *detector* covers, after normalising as the engine does."""
    seen = normalize(text)
    hits = detector.find(View(seen.text, Field("body", text), (), CITY))
    stretches = [seen.back(hit.start, hit.end) for hit in hits]
    return "".join(char for i, char in enumerate(text) if any(a <= i < b for a, b in stretches) and char.isalnum())


DIGITS = "516123456"
FULLWIDTH = "５１６-１２-３４５６"
ARABIC = "٥١٦-١٢-٣٤٥٦"
SSN_SPELLINGS = [
    "516-12-3456",
    "516 12 3456",
    "516.12.3456",
    "516_12_3456",
    "516/12/3456",
    "516–12–3456",
    "516—12—3456",
    "516‑12‑3456",
    "516−12−3456",
    "516\u00a012\u00a03456",
    "516\u200912\u20093456",
    "516  12  3456",
    "516 - 12 - 3456",
    "516123456",
    "516-123456",
    "5 1 6 - 1 2 - 3 4 5 6",
    "516-12-\n3456",
    "> 516-12-\n> 3456",
    "516\n12\n3456",
    "516-12-=\n3456",
    "516\u200b-12\u200b-34\u200b56",
    "516\u00ad-12\u00ad-3456",
    "&#53;&#49;&#54;-12-3456",
    FULLWIDTH,
    ARABIC,
    "516-12-34O6",
]


@pytest.mark.case("E02")
@pytest.mark.case("E11")
@pytest.mark.case("E12")
@pytest.mark.case("E14")
@pytest.mark.case("E15")
@pytest.mark.case("E16")
@pytest.mark.parametrize("spelling", SSN_SPELLINGS, ids=range(len(SSN_SPELLINGS)))
def test_a_social_security_number_is_found_in_every_spelling(spelling):
    """All of it is covered next to the words, whichever way it is written."""
    wanted = "".join(char for char in spelling if char.isalnum())
    got = covered(SSNS, f"SSN: {spelling} on file")
    assert set(wanted) <= set(got)
    assert len(got) >= len(wanted) - 3  # the letters of an entity are no part of the number


def test_there_are_26_spellings():
    """The table of the rule set has 26."""
    assert len(SSN_SPELLINGS) == 26


KEYWORDS = [
    "SSN",
    "SS#",
    "S.S.N.",
    "soc sec",
    "Soc. Sec. #",
    "social",
    "Social Security Number",
    "seguro social",
    "ss no",
    "SSN is",
]


@pytest.mark.case("X07")
@pytest.mark.parametrize("keyword", KEYWORDS)
@pytest.mark.parametrize("number", ["516123456", "000-12-3456", "666 12 3456", "916-12-3456"])
def test_a_keyword_makes_nine_digits_a_social_security_number(keyword, number):
    """Valid or not, on the same line or the next, it is found; an invalid one with a lower score."""
    wanted = "".join(filter(str.isdigit, number))
    for text in (f"{keyword} {number}", f"{keyword}:\n{number}"):
        assert covered(SSNS, text) == wanted
    valid, invalid = (
        max(hit.score for hit in SSNS.find(View(text, Field("body", text), (), CITY)))
        for text in (f"{keyword} 516-12-3456", f"{keyword} 000-12-3456")
    )
    assert invalid < valid


NEVER_ISSUED = [
    "SSN 000-12-3456",
    "SSN: 666-12-3456",
    "his SSN is 516-00-3456",
    "SSN 516 12 0000",
    "SSN# 000123456",
    "no. 000-12-3456",
]


@pytest.mark.case("X07")
@pytest.mark.parametrize("text", NEVER_ISSUED)
def test_a_number_that_was_never_issued_is_found_and_not_counted_as_an_ssn(text):
    """It goes, with a low score, as an identifier: clause (e) counts social security numbers, and this one is nobody's."""
    (hit,) = {(h.type, h.kind, h.score < 0.85) for h in SSNS.find(View(text, Field("body", text), (), CITY))}
    assert hit == (PiiType.ID, IdKind.INVALID_SSN, True)


@pytest.mark.parametrize(
    ("value", "kind"),
    [("516-12-3456", None), ("916-72-3456", None), ("000-12-3456", IdKind.INVALID_SSN), ("3456", None)],
)
def test_a_column_of_ssns_says_which_were_never_issued(value, kind):
    """Every cell is found; a number of the tax office stands for the SSN that its owner has not."""
    field = Field("ssn", value, Shape.CELL)
    (hit,) = {
        (h.start, h.end, h.kind) for h in SSNS.find(View(value, field, (), CITY)) if h.pattern.startswith("column")
    }
    assert hit == (0, len(value), kind)


@pytest.mark.parametrize(("text", "found"), [("I am 516 12 3456, born here", True), ("ticket no. 516 12 3456", False)])
def test_blanks_alone_make_an_ssn_only_where_no_word_says_what_it_is(text, found):
    """Three, two and four digits with blanks are a guess, which the word right before them settles."""
    assert bool(covered(SSNS, text)) is found


PHONE_SPELLINGS = [
    "406-555-0101",
    "406.555.0101",
    "406 555 0101",
    "(406) 555-0101",
    "(406)555-0101",
    "( 406 ) 555 - 0101",
    "406/555-0101",
    "406 - 555 - 0101",
    "+1 406 555 0101",
    "+14065550101",
    "1-406-555-0101",
    "1 (406) 555-0101",
    "406‑555‑0101",
    "406–555–0101",
    "４０６-５５５-０１０１",
    "4 0 6 - 5 5 5 - 0 1 0 1",
    "406-555-0101 x12",
    "406-555-0101, ext. 12",
]


@pytest.mark.case("E20")
@pytest.mark.parametrize("spelling", PHONE_SPELLINGS)
def test_a_telephone_number_is_found_in_every_spelling(spelling):
    """Country code and extension are part of it."""
    assert covered(PHONES, f"you may try {spelling} today") == "".join(filter(str.isalnum, spelling))


ELSEWHERE = [
    (PHONES, "Jane Doe\n555-0101\nHelena", "5550101"),
    (PHONES, "call me at x5271", "x5271"),
    (PHONES, "the clerk, ext. 5271", "ext5271"),
    (PHONES, "multiply 3 x 5271", ""),
    (SSNS, "AHV 756.1234.5678.97", "7561234567897"),
    (IDENTIFIERS, "phone 49-015420-323751-8 was found", "490154203237518"),
    (IDENTIFIERS, "pay 0x52908400098527886E0F7030069857D2E4169EE7 now", "0x52908400098527886E0F7030069857D2E4169EE7"),
]


@pytest.mark.case("E20")
@pytest.mark.parametrize(
    "text", ["five one six, five five, oh one two three", "FIVE ONE SIX FIVE FIVE ZERO ONE TWO THREE"]
)
def test_a_number_in_words_is_flagged(text):
    """It is covered whole, and its low score says that somebody should look."""
    assert covered(SPELLED, f"It is {text}.") == "".join(filter(str.isalnum, text))
    assert all(hit.score < 0.5 for hit in SPELLED.find(View(text, Field("body", text), (), CITY)))


@pytest.mark.parametrize("shape", [Shape.PROSE, Shape.CELL])
def test_ok_behind_a_number_is_no_state(shape):
    """The word is no Oklahoma: "SSN: 516-55-0123 ok" is no address."""
    text = "SSN: 516-55-0123 ok"
    assert list(ADDRESSES.find(View(text, Field("", text, shape), (), CITY))) == []


@pytest.mark.parametrize(("detector", "text", "wanted"), ELSEWHERE)
def test_rarer_numbers(detector, text, wanted):
    """Extensions, a number alone on a line of a signature, foreign social security numbers, devices and wallets."""
    assert covered(detector, text) == wanted


LOOK_ALIKES = [
    "under 2-17-551, MCA",
    "Section 7-3-4321 and 2-6-1003(2)",
    "Ordinance 3211-2024",
    "geocode 05-1888-30-1-01-01-0000",
    "ISBN 978-0-306-40615-7",
    "46.5891, -112.0391",
    "between $447,845 and $4,478,450",
    "a range of 447-8450 dollars",
    "Invoice No. 4475501234",
    "PO 2024-447",
    "2026-03-14 19:00",
    "pages 447-449",
    "03/14/2026-03/15/2026",
    "59601-1241",
]


@pytest.mark.case("X04")
@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_no_telephone_and_no_social_security_number(text):
    """Statutes, amounts, invoices, geocodes, dates and books stay."""
    assert (covered(PHONES, text), covered(SSNS, text)) == ("", "")


@pytest.mark.case("X05")
@pytest.mark.parametrize(
    "text", ["PO number 516123456", "parcel part 516123456", "order 516123456 shipped", "516123456"]
)
def test_nine_bare_digits_are_no_social_security_number(text):
    """Without words or a column nine digits are anything."""
    assert covered(SSNS, text) == ""


@pytest.mark.case("X05")
def test_nine_bare_digits_are_doubted_not_passed():
    """They are an identifier of unknown kind, unless a word says what they count."""
    assert covered(IDENTIFIERS, "the value 516123456 appears") == "516123456"
    assert covered(IDENTIFIERS, "PO 516123456 is open, invoice 516123457 too") == ""


CARDS = [
    ("card 4111 1111 1111 1111", "4111111111111111"),
    ("paid with 5500-0000-0000-0004", "5500000000000004"),
    ("3400 000000 00009 on file", "340000000000009"),
    ("card no. 4111 1111 1111 1112", "4111111111111112"),  # fails the check, but says card
    ("card 6304000000000000000", "6304000000000000000"),  # nineteen digits
    ("order 4111111111111112", ""),  # fails the check and says nothing
    ("card XXXX-XXXX-XXXX-1111", ""),  # masked already
]


@pytest.mark.case("X06")
@pytest.mark.parametrize(("text", "wanted"), CARDS)
def test_cards_by_check_digit_or_by_word(text, wanted):
    """Thirteen to nineteen digits, in groups or not; the masked form stays."""
    assert covered(IDENTIFIERS, text) == wanted


@pytest.mark.case("E13")
def test_an_address_with_foreign_look_alikes_is_found():
    """A Cyrillic letter in a Latin address changes nothing."""
    assert covered(EMAILS, "jаne@example.org") == "jаneexampleorg"


@pytest.mark.parametrize(
    "date",
    [
        "3/14/1972",
        "03-14-72",
        "3.14.72",
        "1972-03-14",
        "March 14, 1972",
        "14 March 1972",
        "14-Mar-1972",
        "Mar 14 '72",
        "the 14th of March, 1972",
        "19720314",
        "1972",
    ],
)
def test_a_birth_date_is_found_in_every_spelling(date):
    """DOB, D.O.B., born and birthday lead to all of them."""
    wanted = "".join(filter(str.isalnum, date.removeprefix("the ")))
    for words in ("DOB", "D.O.B.:", "born on", "born", "date of birth is", "fecha de nacimiento"):
        assert covered(DATES_OF_BIRTH, f"{words} {date}.") == wanted


@pytest.mark.parametrize(
    "text",
    ["due 3/14/1972", "agenda of March 14, 2026", "hearing on 2026-03-14", "adopted in 1972", "expires 03/14/28"],
)
def test_other_dates_stay(text):
    """A date is nobody's until something says birth."""
    assert covered(DATES_OF_BIRTH, text) == ""


def test_a_line_that_runs_through_a_column_of_numbers_is_none():
    """Under "SSN" stands a case of somebody else's where a register has a line of its own."""
    field = Field("SSN", "CSED CASE 0004418826", Shape.CELL)
    assert list(SSNS.find(View(field.text, field, (), CITY))) == []

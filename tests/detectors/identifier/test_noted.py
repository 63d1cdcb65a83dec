"""Numbers behind the nouns of clerks, officers and letters are found, and the years, sums and things beside such nouns stay."""

from __future__ import annotations

import pytest

from detectors.contract import View
from detectors.identifiers import IDENTIFIERS
from records.finding import IdKind
from records.record import Field, Shape
from records.settings import load

CITY = load().city


def hits(text):
    return [
        (text[hit.start : hit.end], hit.kind) for hit in IDENTIFIERS.find(View(text, Field("body", text), (), CITY))
    ]


def found(text):
    return {value for value, _ in hits(text)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Jane Roe\n\nReference\nUT-KM-20417\n", "UT-KM-20417"),
        ("Engineer of record: Jane Roe (MT PE 11-30442)", "11-30442"),
        ("Sig: J Roe NRP E2201-118", "E2201-118"),
        ("Ms. Roe holds A&P 2204417.", "2204417"),
        ("issued Roe Notice to Appear B-40417 for a dog", "B-40417"),
        ("RENTER FILE R-20441\n", "R-20441"),
        ("she had her own file, R-20442, then", "R-20442"),
        ("PLOT AND BURIAL RECORD              No. 4410\n", "4410"),
        ("Office: ID card no. PT-2044   by Lee", "PT-2044"),
        ("Cottage food no. is CF-2207-14, thanks", "CF-2207-14"),
        ("our scale sticker 20418.", "20418"),
        ("Left tag #2207 on it", "2207"),
        ("Driver license: Montana 0819419690314   Class B", "0819419690314"),
        ("Driver license: South Dakota 01194196", "01194196"),
        ("my placard number is M 118 342, thanks", "M 118 342"),
        ("Badge 0442 (a former employee) is lost", "0442"),
        ("Tree worker cert TW-4410B.", "TW-4410B"),
        ("EVT P24110700118  TYPE SUSP", "P24110700118"),
        ("Ham radio: Jane Roe KG7QQX", "KG7QQX"),
        ("GARNISHMENT  10442   AGENCY", "10442"),
        ("Microchip scanned: 981 020 004 417 220, home", "981 020 004 417 220"),
        ("on Valley Bank, account 4471 0022 7. It", "4471 0022 7"),
        ("a Nevada driver license, 1400417220. She", "1400417220"),
    ],
)
def test_a_number_behind_its_noun(text, value):
    """Whatever the noun is, the number stands for somebody."""
    assert value in found(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a North Dakota plate, 2KR 518.", "2KR 518"),
        ("my old plate, ABC 417, is gone", "ABC 417"),
        ("rear plate possibly 2B 41KX.", "2B 41KX"),
        ("a temp tag T2207118).", "T2207118"),
        ("RED CHEVY, PARTIAL 5-41, NO LIGHT", "5-41"),
        ("the red Subaru which is 5-220417. He", "5-220417"),
    ],
)
def test_a_plate_of_another_shape(text, value):
    """Other states, guesses, parts and papers in the window number a car as well."""
    assert (value, IdKind.PLATE) in hits(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on hold for card ending 0442.", "0442"),
        ("paid by Visa ...4418  auth", "4418"),
        ("  2035.96   DD *4419\n", "4419"),
    ],
)
def test_the_last_figures_of_a_card_or_an_account(text, value):
    """They go unless signs mask the rest, which is how a number is written that may be seen (row X06)."""
    assert found(text) == {value}
    assert found("card ending in XXXX-1111, card XXXX-XXXX-XXXX-1111") == set()


def test_the_second_of_two_numbers_that_look_alike():
    """One label leads to both; other numbers behind it stay."""
    assert found("video for CFS 24-018844 and 24-018851; then") == {"24-018844", "24-018851"}
    assert found("permit no. PLB-2207, PLB-2208 and PLB-2209 of May") >= {"PLB-2208", "PLB-2209"}
    assert found("cases 24-004417, 24-004418 and 24-004420 closed") == {"24-004417", "24-004418", "24-004420"}
    assert found("cases 2024-2025 and permits 24-25") == set()
    assert found("case 24-0117832 and 7-1-4144 MCA") == {"24-0117832"}
    assert found("permit no. 10442, 59601") == {"10442"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("City-issued, user jolson\n", "jolson"),
        ("user: jolson, locked", "jolson"),
        ("reset by user jolson.", "jolson"),
        ("Staff writer | @jroe_mt\n", "jroe_mt"),
        ("2025-09-15 08:19 desk2 (Jane): reset it\n2025-09-15 08:40 desk2: done", "desk2"),
    ],
)
def test_a_user_is_found_by_where_they_stand(text, value):
    """An initial and a surname, a handle, who speaks in a log."""
    assert (value, IdKind.USERNAME) in hits(text)


@pytest.mark.parametrize(
    "text",
    [
        "The badge 2025 program ends; Badge 12 was lost.",
        "Certificate of Occupancy 2024; Certificate No. 12 hangs in the hall.",
        "Pole tag #2214 and asset tag #4417 belong to the city",
        "Reference\nManual for staff",
        "Reference\nRFP-2025-0117\n",
        "Resolution RECORD                       No. 2025",
        "The part number is AB-1234 and the model number is XR-5500.",
        "A sticker price of 30177 dollars, stickers cost $2",
        "RN 2025 wage scale: $31.40; PE 101 is a class; MD 20850",
        "The garnishment of 2500 dollars; Garnishment: 210.00",
        "Plate, bowl and cup. The plate, IN 12 pieces; the plate, HCC 5 says",
        "PARTIAL PAYMENT 5-77 of them; a partial 5-10 days",
        "A card ending the year 2025; the card ends in spring",
        "The chip seal project: chip 12 miles of road",
        "user fees, user groups, user counts; the user manual,",
        "@media and @param x;\n@pytest_fixture\n@my_rule(",
        "    )\n\n    @hybrid_property\n    def data(self): push @rev_args, 1; signs the @xml_file",
        "our @s_true = ('y'); grep($_ eq $val, @s_true)",
        "2025-09-15 08:19 sshd: started\n2025-09-15 08:20 eth0: link up",
        "file S-1 and file X-12; a file, if any, 2025",
        "Notice to Appear 2025; a notice to appear on 10/17/25",
        "call sign KBLL; the Ham radio club meets",
        "item 3 of the agenda; Item 4471; item 12345678 is on sale",
    ],
)
def test_what_stands_beside_such_a_noun_and_numbers_nobody(text):
    """Years, sums, sections and the city's own things stay."""
    assert found(text) == set()


@pytest.mark.parametrize("name", ["RABIES_TAG", "Dog tag", "Rabies tag no."])
def test_the_tag_of_a_pet_is_a_number_of_its_owner(name):
    """A licensed dog leads to a house."""
    field = Field(name, "71-449", Shape.CELL)
    assert [hit.kind for hit in IDENTIFIERS.find(View(field.text, field, (), CITY))] == [IdKind.PERMIT]

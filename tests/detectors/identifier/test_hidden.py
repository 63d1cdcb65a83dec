"""Identifiers in odd dress are found: half hidden, before their label, or under labels of other trades; look-alikes are left."""

from __future__ import annotations

import pytest

from detectors.contract import View
from detectors.dates_of_birth import DATES_OF_BIRTH
from detectors.identifiers import IDENTIFIERS
from detectors.names import NAMES
from detectors.phones import PHONES
from records.record import Field
from records.settings import City


def found(text, detector=IDENTIFIERS):
    hits = sorted({(hit.start, hit.end) for hit in detector.find(View(text, Field("", text), (), City()))})
    return [text[start:end] for start, end in hits]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("masked card number 5418********2207 used", "5418********2207"),
        ("issuer 4471-XXXX-XXXX-0923, visa", "4471-XXXX-XXXX-0923"),
        ("so 91827364 is my account", "91827364"),
        ("raised by user_88204 on Monday", "user_88204"),
        ("failed login for 'gorilla_fan.88' from there", "gorilla_fan.88"),
        ("user=jhollen action=login", "jhollen"),
        ("HELENA\\jpellham logged in", "jpellham"),
        (r'{"user": "HELENA\\jpellham"}', "jpellham"),
        ("by CITY-HALL\\jane.pellham.", "jane.pellham"),
        ("seen by @jane_pellham there", "jane_pellham"),
        ("file of jane.pellham, closed", "jane.pellham"),
        ("KEPT BY PELLHAM_JANE TODAY", "PELLHAM_JANE"),
        ("Discord nightowl#4471, please", "nightowl#4471"),
        ("from Mozilla/5.0 (Windows NT 6.1; rv:14.6) Gecko/20100101 Firefox/14.6.3 at", "Mozilla/5.0 (Windows NT 6.1; rv:14.6) Gecko/20100101 Firefox/14.6.3"),
        ("CDL# 0419781972041", "0419781972041"),
        ("a copy of police report 25-018832", "25-018832"),
        ("the accident report #2025-0441 says", "2025-0441"),
        ("money to acc 8001447190", "8001447190"),
        ("MRN 00 44 71 90 today", "00 44 71 90"),
        ("refill Rx# 7719022", "7719022"),
        ("Emp #: 10447", "10447"),
        ("Patient: Yes, EMP90876.", "EMP90876"),
        ("policy L-0044719 lapsed", "L-0044719"),
        ("NHS No. 447 190 2233", "447 190 2233"),
        ("NI No: JT447190C", "JT447190C"),
        ("Preparer PTIN: P00447190", "P00447190"),
        ('{"pin":"4410"}', "4410"),
        ("CVV:                  219", "219"),
        ("Litecoin LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1 please", "LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1"),
        ("SWIFT: BRLNUS33XXX", "BRLNUS33XXX"),
        ("the vehicle WD19 HXK is insured", "WD19 HXK"),
        ("microchip 985112004417732", "985112004417732"),
        ("API key sk_live_51Hqabcdef77", "sk_live_51Hqabcdef77"),
        ("your license 78B5R2MVFAHJ48500 is valid", "78B5R2MVFAHJ48500"),
        ("passport number C01X00T47", "C01X00T47"),
        ("made by customer CUST-00912.", "CUST-00912"),
        ("badge B-5521 was lost", "B-5521"),
        ("beneficiary number: HPB-4491-2213-X", "HPB-4491-2213-X"),
        ("sort code 20-00-00, account", "20-00-00"),
        ("Boat registration MT 4821 AB", "MT 4821 AB"),
        ("the dog has rabies tag R-4471", "R-4471"),
        ("I logged in as hank.dunphy.", "hank.dunphy"),
        ("cookie session id a81f-22c9-8841 leaked", "a81f-22c9-8841"),
        ("**Customer ID:** `CUST-3948-XT`", "CUST-3948-XT"),
        ("| Account Number | 4472-9912-03 |", "4472-9912-03"),
        ('"Account No","00441-22"', "00441-22"),
        ("[Acct] 00441-22 [Fee] 3", "00441-22"),
        ("Acct..............00441-22", "00441-22"),
        ("Unique identifier: UID-99382-ZX", "UID-99382-ZX"),
        ("SIM ICCID 8901260852291234567", "8901260852291234567"),
        ("Case file 24-CV-00831", "24-CV-00831"),
        ("failures by Mertie_Boyer20 today", "Mertie_Boyer20"),
        ("Hello Nettie.Ziemann50", "Nettie.Ziemann50"),
    ],
)  # fmt: skip  # one case a row
def test_identifiers_in_odd_dress_are_found(text, value):
    """Whole, whatever else is found with them."""
    assert any(value in each for each in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "card XXXX-XXXX-XXXX-1111 was used",
        "acct XXXXXX4471",
        "12 is my account of the day",
        "the user group met; login page; username and password",
        "user=admin",
        "the police report of 2024, the crash report says 12 people, the annual crime report 2024",
        "the policy was adopted, the vehicle was parked",
        "swift water rescue and a wallet was found",
        "the customer 12 times",
        "an inspection of 4 XX large shirts",
        "see Austin_Report2024 and Madison.Street12",
        "the passport office and the license MIT",
        "a customer of 2024, a member of HB-12",
        "logged in as usual.",
        "the dog tag was lost, the session ID was odd",
        "max_height = rich_cast",
        r"HKLM\software and DOCS\readme.txt, C:\data\x, USB\vid_04\x",
        "see martin.doc and jane.net",
    ],
)
def test_look_alikes_are_left(text):
    """A number that shows its last four only, and words that are labels elsewhere (row X06)."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ransom W/M 02-03-88, had kicked", "02-03-88"),
        ("SIOBHAN R. | F | 11-Nov-1966 | seen", "11-Nov-1966"),
        ("dob 040299 oln", "040299"),
        ("DMG*D8*19620417*F~", "19620417"),
        ("birth date April/22/76", "April/22/76"),
        ("Born 27 05 1990 in Avon", "27 05 1990"),
    ],
)
def test_births_without_their_usual_label(text, value):
    """Behind race and sex, in six digits, in an exchange of claims."""
    assert found(text, DATES_OF_BIRTH) == [value]
    assert found("on 02-03-88 the north/main 02-03-88 corner | F-150 | 11-Nov-1966", DATES_OF_BIRTH) == []


def test_whoever_swears_or_signs_is_named():
    """A signature is written "/s/", and "I, Name," begins an oath; "I am" begins none."""
    assert found("/s/ Dermot P. Gallivan\n(Date)", NAMES) == ["Dermot P. Gallivan"]
    assert "Hendrika Mulder" in found("I, Hendrika Mulder, hereby authorize", NAMES)
    assert found("I Will give you. I Am of the view.", NAMES) == []


def test_a_telephone_may_be_for_messages():
    """Like any other word of telephoning."""
    assert found("SMS us on 07700-118-442", PHONES) == ["07700-118-442"]


def test_a_telephone_may_be_abroad_or_a_dispatchers():
    """A trunk code in brackets, and the number to call back; a number without such a sign is left."""
    assert found("Call us at (0505) 9914320", PHONES) == ["(0505) 9914320"]
    assert found("Nature: dog\nCB#: 555-0144", PHONES) == ["555-0144"]
    assert found("fund (0505) 99143207788", PHONES) == []

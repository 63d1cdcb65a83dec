"""What is found is found in capitals and in small letters too, and what must stay does not go because a notice shouts."""

from __future__ import annotations

import pytest

from detectors import DETECTORS
from detectors.encodings import ENCODINGS
from detectors.jsonl import shape_of
from detectors.overlap import union
from records.finding import PiiType
from records.record import Field, Record
from tests.detectors.ruling import engine, unfound, wrong
from tests.detectors.test_must_stay import CORPUS

EXAMPLES = [(text, value) for detector in DETECTORS for text, value in detector.matches]
# Where only the case of a letter says what it is: initials, a nickname, a word for a name.
SMALL = {
    "Qvistgaard", "O.J.", '"Cricket" Malone', "Rusty", "May", "J. & L. Pomeroy", 'Temperance "Tempe" Stillwater', 'Karl "The Postman" Roe',
    "A.N.", "G", "Singapore Harbor", "Montana Tech", "Old Broadway post office", "1-800-FLOWERS", "Lots 3 and 4, Block 12, Blackfoot Addition",
}  # fmt: skip
SHOUTED = {"Rusty", "May", "A.N.", "G", "Montana Tech", "Old Broadway post office", "x3-5521"}
ENCODED = {value for text, value in EXAMPLES if (text, value) in ENCODINGS.matches}  # another case is another text


def left(cased):
    """Return the values of the examples of which a letter or digit stays once text and value are *cased*."""
    cased_ones = [(cased(text), cased(value)) for text, value in EXAMPLES]
    return {EXAMPLES[number][1] for number in unfound(cased_ones, shape_of)} - ENCODED


def test_examples_are_found_in_capitals():
    """Dispatchers, deeds and mainframes write nothing else."""
    assert left(str.upper) <= SHOUTED


def test_examples_are_found_in_small_letters():
    """So do people in a hurry."""
    assert left(str.lower) <= SMALL


@pytest.mark.parametrize("cased", [str.upper, str.lower])
def test_at_most_three_percent_of_what_must_stay_is_hit_in_one_case(cased):
    """Ordinances and notices come in capitals; the figure is a little worse than that of text as people write it."""
    texts = [cased(line) for line in CORPUS.splitlines()]
    found = engine().detect([Record(str(n), "c", (Field("", text, shape_of(text)),)) for n, text in enumerate(texts)])
    hit = sum(
        sum(map(str.isalnum, text[finding.start : finding.end]))
        for text, findings in zip(texts, found, strict=True)
        for finding in union(findings)
        if finding.type is not PiiType.LOCATION
    )

    assert hit <= 0.03 * sum(map(str.isalnum, CORPUS))


@pytest.mark.parametrize(
    ("text", "goes", "stays"),
    [
        ("ALL PIPE WILL BE TESTED. CREWS WILL GRADE THE ROAD AND WILL CLEAR IT.", (), ("WILL BE", "WILL GRADE", "WILL CLEAR")),
        ("CHECK WITH WILL REED, THE CREW LEAD, OR CALL WILL HART.", ("WILL REED", "WILL HART"), ("CHECK", "THE CREW LEAD")),
        ("THE BIKE LANE ON HARRIS STREET IS 2.4 MILES LONG.", (), ("LANE ON", "MILES LONG")),
        ("SO DID MR. CHURCH. MRS BANK AND DR. PAGE SAID NO.", ("CHURCH", "BANK", "PAGE"), ("MR", "MRS", "SAID NO")),
        ("told ms. page about it; the delay is 45 ms long in ms word", ("page",), ("45 ms long", "ms word")),
        ("SEE 40 CFR 141 AND 18 U.S.C. 2721 AS AMENDED.", (), ("40 CFR 141", "18 U.S.C. 2721")),
        ("RESOLUTION NO. 20567 DECLARING INTENT TO VACATE AN ALLEY", (), ("20567 DECLARING INTENT TO VACATE AN ALLEY",)),
        ("THE 2026 CUSTER AVENUE WIDENING PROJECT IS OUT FOR BID.", (), ("2026 CUSTER AVENUE WIDENING PROJECT",)),
        ("RECORD FOR MARIA LOPEZ BORN MARCH 15, 1989 IN MADRID.", ("MARIA LOPEZ", "MARCH 15, 1989"), ("RECORD FOR", "BORN")),
        ("LUCY TAYLOR RESERVED A TABLE FOR TWO AT THE HALL", ("LUCY TAYLOR",), ("RESERVED A TABLE FOR TWO AT THE HALL",)),
        ("EMMA'S NOTES SAY THAT SHE LEFT.", ("EMMA",), ("NOTES SAY THAT SHE LEFT",)),
        ("The bonds are listed on EMMA by the MSRB.", (), ("EMMA",)),
        ("the file for alex brown, who left; ask marv first, and susan hill's mother", ("alex brown", "marv", "susan hill"), ("first", "mother")),
        ("I AM SAVANNAH RIVERS. MY VAN IS 5T-1234A.", ("SAVANNAH RIVERS", "5T-1234A"), ("I AM",)),
        ("my van is 5t-1234a, vin 1hgcm82633a004352, lot 17, quail run mobile home park, jane roe", ("5t-1234a", "1hgcm82633a004352", "lot 17"), ("my van is",)),
    ],
)  # fmt: skip  # one case a row
def test_a_sentence_in_one_case(text, goes, stays, tmp_path):
    """People go and the sentence around them stays."""
    assert wrong(text, goes, stays, tmp_path) == []

"""Every detector finds what its examples say and nothing in what it must spare; hostile input costs linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.addresses import ADDRESSES
from detectors.contract import Detector, View
from detectors.dates_of_birth import DATES_OF_BIRTH
from detectors.emails import EMAILS
from detectors.identifiers import IDENTIFIERS
from detectors.phones import PHONES
from detectors.spelled import SPELLED
from detectors.ssns import SSNS
from records.record import Field, Shape
from records.settings import load

CITY = load().city
PATTERNS = (ADDRESSES, EMAILS, PHONES, SSNS, SPELLED, DATES_OF_BIRTH, IDENTIFIERS)


def hits(detector: Detector, text: str, name: str = "body", shape: Shape = Shape.PROSE) -> list:
    """Return the hits of *detector* in one field."""
    return list(detector.find(View(text, Field(name, text, shape), (), CITY)))


def parts(detector: Detector, text: str, **field) -> list[str]:
    """Return the texts that *detector* hits in one field."""
    return [text[hit.start : hit.end] for hit in hits(detector, text, **field)]


MATCHES = [(detector, text, part) for detector in PATTERNS for text, part in detector.matches]
SPARES = [(detector, text) for detector in PATTERNS for text in detector.spares]


@pytest.mark.parametrize(("detector", "text", "part"), MATCHES, ids=lambda v: getattr(v, "name", None))
def test_a_detector_finds_its_examples(detector, text, part):
    """The part named is found, exactly."""
    assert part in parts(detector, text)


@pytest.mark.parametrize(("detector", "text"), SPARES, ids=lambda v: getattr(v, "name", None))
def test_a_detector_spares_its_false_friends(detector, text):
    """Nothing at all is found."""
    assert parts(detector, text) == []


@pytest.mark.parametrize("detector", PATTERNS, ids=lambda v: v.name)
def test_a_detector_reports_only_its_types_and_inside_the_text(detector):
    """Types are those declared; offsets lie in the text and hold something; identifiers say which kind."""
    for text, _ in detector.matches:
        for hit in hits(detector, text):
            assert hit.type in detector.types
            assert 0 <= hit.start < hit.end <= len(text)
            assert 0 < hit.score <= 1
            assert (hit.kind is not None) == (hit.type.value == "ID")


# (column, value, type) as tables and forms hold them: the column says what the value alone does not.
COLUMNS = [
    (SSNS, "ssn", "516123456"),
    (SSNS, "Soc. Sec. No.", "516 12 3456"),
    (PHONES, "Home Phone 2", "4430101"),
    (PHONES, "cell", "406.555.0101 (ask for Kim)"),
    (DATES_OF_BIRTH, "D.O.B.", "14.3.72"),
    (DATES_OF_BIRTH, "Year of Birth", "1972"),
    (EMAILS, "E-mail Address", "jane at@example"),
    (ADDRESSES, "mailing_address", "The Pines, second gate"),
    (ADDRESSES, "addr2", "Lot 14"),
    (ADDRESSES, "customer.address.city", "Helena"),
    (ADDRESSES, "zip", "59601"),
    (IDENTIFIERS, "acct_no", "88123"),
    (IDENTIFIERS, "plate", "GULCH"),
    (IDENTIFIERS, "client_ip", "203.0.113.10"),
    (IDENTIFIERS, "people[0].username", "jdoe"),
    (IDENTIFIERS, "Permit No.", "24-113"),
    (IDENTIFIERS, "parcelID", "05188830101010000"),
    (IDENTIFIERS, "acct_sha256", "3f" * 32),
    (IDENTIFIERS, "ssn_md5", "9c" * 16),
]


@pytest.mark.case("X07")
@pytest.mark.parametrize(("detector", "name", "value"), COLUMNS, ids=lambda v: v if isinstance(v, str) else None)
def test_a_column_is_evidence_for_its_values(detector, name, value):
    """The whole value is found under that column."""
    assert value in parts(detector, value, name=name, shape=Shape.CELL)


NOT_COLUMNS = [
    ("quantity", "88123"),
    ("Account Type", "residential 2"),
    ("notes", "nothing new"),
    ("total", "447,8450"),
]


@pytest.mark.parametrize(("name", "value"), NOT_COLUMNS)
def test_other_columns_are_no_evidence(name, value):
    """A number under an ordinary column stays."""
    found = [parts(detector, value, name=name, shape=Shape.CELL) for detector in PATTERNS]
    assert found == [[]] * len(PATTERNS)


# Inputs that make a careless pattern try every way to split them.
BOMBS = [
    "a", "1", "1-", "1 ", "@", "a@", "a.", "(", "(4", "4 ", "A ", "A1", ". ", "5 A", "12 Oak ", "1 A, ", "::", "0:", "0-", "a-0", "SSN ", "ssn 1",
    "born ", "box ", "po box ", "acct ", "account number is ", "id ", "ID: ", "address ", "Address: 1\n", "\n", "\t1", "0.0", "1.1.", "<a@", "12th & ",
    "one ", "double five ", "phone ", "call 1", "%40", "at dot ", "(at)", "&", "MT 5", "59601-", "corner of a ", "lives on A ", '"', "password: ", "?token=", "/home/",
]  # fmt: skip


@pytest.mark.case("X01")
@pytest.mark.parametrize("detector", PATTERNS, ids=lambda v: v.name)
def test_hostile_repetition_costs_linear_time(detector):
    """Four times the text costs at most about four times the time, for every repeated unit; a quadratic one takes seconds."""
    slow = []
    for unit in BOMBS:
        for tail in ("", "!"):
            short = _seconds(detector, unit * (3_000 // len(unit)) + tail)
            long = _seconds(detector, unit * (12_000 // len(unit)) + tail)
            if long > 0.1 and long / max(short, 0.002) > 4 * 2.5:
                slow.append((unit, tail, short, long))
    assert slow == []


def _seconds(detector: Detector, text: str) -> float:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        hits(detector, text)
        best = min(best, time.process_time() - start)
    return best


@given(st.text(alphabet="0123456789-. @()aAbB,\n#:/&°é\u200b", max_size=80))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_a_detector_fail(text):
    """Whatever the text, hits lie inside it (E21)."""
    for detector in PATTERNS:
        for hit in hits(detector, text):
            assert 0 <= hit.start < hit.end <= len(text)

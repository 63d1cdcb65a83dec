"""Finds the identifiers U1 to U15 of the rule set: by shape and check digit, by the label before them, by their column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.address.signs import is_told
from detectors.contract import Detector, Hit, View
from detectors.date.written import DATES
from detectors.encodings import is_digest
from detectors.identifier.asked import asked
from detectors.identifier.bare import bare
from detectors.identifier.hidden import hidden
from detectors.identifier.labels import labelled
from detectors.identifier.land import land
from detectors.identifier.montana import montana
from detectors.identifier.shapes import shapes
from detectors.identifier.users import users
from detectors.nearby import column, has_digit, whole
from records.finding import IdKind, PiiType

__all__ = ["IDENTIFIERS"]

_EMPTY = re.compile(
    r"(?:n/?a|none|null|nil|unknown|yes|no|tbd|pending|same|-+|0|true|false|various|not applicable)\.?", re.IGNORECASE
)
# Columns whose values may be words as well as numbers.
_WORDS_TOO = frozenset(
    {IdKind.CREDENTIAL, IdKind.USERNAME, IdKind.COOKIE, IdKind.MESSAGE_ID, IdKind.PLATE, IdKind.DEVICE}
)
_LONGEST = 400
# Words of a remark, "2nd notice left on the door"; a legal description is an identifier and has many.
_PLAIN = re.compile(r"[A-Za-z]{3,}")
_MOST_WORDS = 3
_TOKEN = 8  # characters
_NAMED = re.compile(r"[^\W\d_]+(?:['’.,-]*[ ]{1,2}[^\W\d_]+){1,4}\.?")  # no user's name has a blank in it
_NO_HOUSE = frozenset(
    {IdKind.CASE_NUMBER, IdKind.PERMIT, IdKind.ACCOUNT, IdKind.EMPLOYEE, IdKind.DEVICE, IdKind.GEOCODE}
)
_HOUSE = re.compile(r"\d{1,5}[A-Za-z]?(?:[ ]\d/\d)?[ ]")


def find(view: View) -> Iterator[Hit]:
    """Yield each identifier of the view."""
    yield from _cell(view)
    yield from shapes(view.text)
    yield from labelled(view.text)
    yield from hidden(view.text)
    yield from users(view.text)
    if has_digit(view.text):
        yield from bare(view.text)
        yield from land(view.text)
        yield from asked(view.text)
        yield from montana(view.text)


def _cell(view: View) -> Iterator[Hit]:
    said = column(view)
    if said is None or said.type is None:
        return
    start, end = whole(view.text)
    value = view.text[start:end]
    if is_digest(value):  # it takes the class of what it was made from: under "ssn_md5" stands a social security number
        yield Hit(start, end, PiiType.ID, 0.9, "hashed column", said.kind or IdKind.OTHER)
    elif said.type is PiiType.ID and said.kind not in (None, IdKind.TAX_ID) and _holds(view, value, said.kind):
        yield Hit(start, end, PiiType.ID, 0.95, "column", said.kind)


def _holds(view: View, value: str, kind: IdKind | None) -> bool:
    """Say whether *value* can be an identifier of that kind rather than a remark, a house or a person: "Meter: 420 Clarke", "User: Jane Roe"."""
    if kind is IdKind.USERNAME and _NAMED.fullmatch(value):
        return False
    if kind in _NO_HOUSE and _HOUSE.match(value) and is_told(view, value):
        return False
    told = kind in _WORDS_TOO or (
        any(map(str.isdigit, value)) and (kind is IdKind.GEOCODE or len(_PLAIN.findall(value)) <= _MOST_WORDS)
    )
    if kind is IdKind.COOKIE and (" " in value or len(value) < _TOKEN):
        return False  # under "session": "June 8-19"
    dated = DATES.fullmatch(value) is not None  # under "license approved for issuance"
    return told and 0 < len(value) <= _LONGEST and not (dated or _EMPTY.fullmatch(value))


IDENTIFIERS = Detector(
    name="identifiers",
    types=(PiiType.ID,),
    find=find,
    matches=(
        ("Permit BP-2024-0113 for the garage", "BP-2024-0113"),
        ("case CV-19-1234 was heard", "CV-19-1234"),
        ("acct # 88123", "88123"),
        ("EMT-P lic 20417", "20417"),
        ("Fishing license ALS 04/12/1980-3", "04/12/1980-3"),
        ("Green card SRC2090044178, then", "SRC2090044178"),
        ("Green card, number A204417822.", "A204417822"),
        ("Naturalization cert. 36 417 822", "36 417 822"),
        ("a Washington one, WDL4471K2B01, and", "WDL4471K2B01"),
        ("VIN known, use the last eight: C6114417", "C6114417"),
        ("VA file number C 24 417 822", "C 24 417 822"),
        ("service no. RA 18 441 782", "RA 18 441 782"),
        ("the WIC folder no. is W-20177", "W-20177"),
        ("adjuster's file 44178-01", "44178-01"),
        ("Cash App $tesshollow", "$tesshollow"),
        ("Notary commission no. 1120044", "1120044"),
        ("license tag 1071, payroll 004417", "1071"),
        ("meter in, premise 104417", "104417"),
        ("PTIN P00441782", "P00441782"),
        ("The boat is MT 4471 AX.", "MT 4471 AX"),
        ('security answer "Fluffy"', "Fluffy"),
        ("BCBS supp ZGP884120077", "ZGP884120077"),
        ("Insured State Farm 041 2207-C14-26.", "041 2207-C14-26"),
        ("CDL Class A 0604199341122", "0604199341122"),
        ("Q. Your employee number?\nA. It's E-20447.", "E-20447"),
        ("the recovery code 8F3K-22QP was used", "8F3K-22QP"),
        ("visa no. M1204418 of his", "M1204418"),
        ("I-94 77120044188 of hers", "77120044188"),
        ("claim 03-2022-44871 is open", "03-2022-44871"),
        ("Account\t4471881\tPhone", "4471881"),
        ("the gate code, it's 4417#.", "4417#"),
        ("account number is 4471-22", "4471-22"),
        ("driver's license 0512345678941", "0512345678941"),
        ("plate 5-12345A", "5-12345A"),
        ("VIN 1M8GDM9AXKP042788", "1M8GDM9AXKP042788"),
        ("card 4111 1111 1111 1111", "4111 1111 1111 1111"),
        ("IBAN GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
        ("routing 021000021", "021000021"),
        ("passport X1234567", "X1234567"),
        ("State Farm claim 26-88K1-19Z", "26-88K1-19Z"),
        ("State Farm, policy 26-BK-9921-4.", "26-BK-9921-4"),
        ("Chev pickup, tan, MT 5-1873D;", "5-1873D"),
        ("cc: personnel file #20815", "20815"),
        ("white Malibu, VIN ends F298841.", "F298841"),
        ("GEO 05188830101010000 0.16 AC", "05188830101010000"),
        ("patron Roe (barcode 2 1187 00044 8812)", "2 1187 00044 8812"),
        ("tester cert # ABPA-4419", "ABPA-4419"),
        ("MRN 00987654", "00987654"),
        ("from 203.0.113.10 at", "203.0.113.10"),
        ("2001:db8::8a2e:370:7334", "2001:db8::8a2e:370:7334"),
        ("00:1A:2B:3C:4D:5E", "00:1A:2B:3C:4D:5E"),
        ("neighbor at 05-1888-30-1-01-01-0000", "05-1888-30-1-01-01-0000"),
        ("at 46.5891, -112.0391", "46.5891, -112.0391"),
        ("password: Gulch#Trail9", "Gulch#Trail9"),
        ("username: jdoe72", "jdoe72"),
        ("Patient ID: SW1023456", "SW1023456"),
        ("My ID is BC678901", "BC678901"),
        ("Message-ID: <20260301.17.AAbbCC@mail.example.org>", "20260301.17.AAbbCC@mail.example.org"),
        ("C:\\Users\\jdoe\\Desktop", "jdoe"),
        ("Lots 3 and 4, Block 12, Blackfoot Addition", "Lots 3 and 4, Block 12, Blackfoot Addition"),
    ),
    spares=(
        "under 2-17-551 and 2-6-1003(2), MCA",
        "Ordinance No. 3211 and Resolution No. 20567",
        "Invoice 4475501234 for $12,500.00",
        "the FY 2024-2025 budget of 1,250,000",
        "agenda of March 14, 2026, 7:00 p.m., item 4.b",
        "version 4.12.0.1 of the program",
        "card ending in XXXX-1111",
        "the case was heard in 2019",
        "on account of the weather",
        "Lot 4 is vacant and block 12 is paved",
        "Meeting ID: 234 567 891 01",
    ),
)

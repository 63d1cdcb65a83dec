"""The combination rules: the twenty vectors B-01 to B-20 of the rule set, and what holds for every cover."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.addresses import ADDRESSES
from detectors.combine import combine
from detectors.contract import View
from detectors.dates_of_birth import DATES_OF_BIRTH
from detectors.directory import Directory
from detectors.emails import EMAILS
from detectors.identifiers import IDENTIFIERS
from detectors.links import Links
from detectors.phones import PHONES
from detectors.residual import residual
from detectors.ssns import SSNS
from records.finding import Disposition, Finding, IdKind, Link, PiiType, Standing
from records.record import Field, Record, Shape
from records.settings import load
from records.statute import load as load_statute

CITY = load().city
STATUTE = load_statute("mca-2-17-551")
DIRECTORY = Directory(CITY)
PATTERNS = (ADDRESSES, EMAILS, PHONES, SSNS, DATES_OF_BIRTH, IDENTIFIERS)
PEOPLE = ("Jane Doe", "Joe Snow", "Ann Poe", "Kim Low", "Lee Fox")


def row(container: str, number: int, **cells: str) -> Record:
    """Return a table row: one cell a column, all in one scope."""
    fields = tuple(Field(name, text, Shape.CELL, f"row {number}") for name, text in cells.items())
    return Record(f"row{number}", container, fields)


def message(number: int, text: str, *, thread: str = "", subject: str = "") -> Record:
    """Return a message with a subject and a body."""
    fields = (Field("Subject", subject, Shape.TITLE), Field("body", text, Shape.PROSE))
    return Record(str(number), "mail", fields, thread=thread)


def found(record: Record) -> tuple[Finding, ...]:
    """Return what the pattern detectors find, and the people a name detector would."""
    findings = []
    for index, field in enumerate(record.fields):
        view = View(field.text, field, (), CITY)
        for detector in PATTERNS:
            findings += [
                Finding(index, hit.start, hit.end, hit.type, hit.score, detector.name, hit.kind, hit.pattern)
                for hit in detector.find(view)
            ]
        for name in (*PEOPLE, "Jane"):
            at = field.text.find(name)
            if at >= 0:
                findings.append(Finding(index, at, at + len(name), PiiType.PERSON, 0.9, "names"))
    return tuple(findings)


def learned(*records: Record) -> Links:
    """Return links that have seen all the records."""
    links = Links(b"a secret of this run", DIRECTORY)
    for record in records:
        links.learn(record, found(record))
    return links


def rule(record: Record, links: Links):
    """Return the cover of a record after everything was learned."""
    return combine(record, found(record), statute=STATUTE, directory=DIRECTORY, links=links)


def one(record: Record, links: Links, type_: PiiType, kind: IdKind | None = None):
    """Return the only ruling of that type and kind."""
    rulings = [r for r in rule(record, links).rulings if r.type is type_ and (kind is None or r.kind is kind)]
    assert len(rulings) == 1, rulings
    return rulings[0]


def verdict(ruling) -> tuple[Standing, Disposition]:
    return ruling.standing, ruling.disposition


REDACTED_DIRECT = (Standing.DIRECT, Disposition.REDACT)
REDACTED_COMBINED = (Standing.COMBINED, Disposition.REDACT)


def test_b01_a_plate_alone_is_linkable_and_kept():
    """B-01: a row with nothing but a plate is no PII; it is counted."""
    record = row("parking", 17, plate="5-12345A")
    assert verdict(one(record, learned(record), PiiType.ID)) == (Standing.LINKABLE, Disposition.KEEP)


def test_b02_a_plate_beside_a_name_is_pii():
    """B-02: the same row with a name makes the plate PII in the record itself."""
    record = row("parking", 17, plate="5-12345A", name="Jane Doe")
    ruling = one(record, learned(record), PiiType.ID)
    assert verdict(ruling) == REDACTED_COMBINED
    assert (ruling.witness.partner, ruling.witness.link) == (PiiType.PERSON, Link.RECORD)
    assert verdict(one(record, learned(record), PiiType.PERSON)) == REDACTED_DIRECT


def test_b03_an_account_links_a_plate_to_a_name_in_another_table():
    """B-03: plate and account are PII through the shared account number, and the path says over which rows."""
    parking, utility = (
        row("parking", 17, acct="88123", plate="5-12345A"),
        row("utility", 902, acct="88123", name="Jane Doe"),
    )
    links = learned(parking, utility)
    for kind in (IdKind.ACCOUNT, IdKind.PLATE):
        ruling = one(parking, links, PiiType.ID, kind)
        assert verdict(ruling) == REDACTED_COMBINED
        assert ruling.witness.link is Link.SHARED_KEY
        assert ruling.witness.path == ("parking/row17", "utility/row902")


def test_b04_what_the_city_holds_counts_even_where_it_is_not_released():
    """B-04: only parking.csv is released; the account would join it to a person, so nothing joinable is left (R4)."""
    parking, utility = (
        row("parking", 17, acct="88123", plate="5-12345A"),
        row("utility", 902, acct="88123", name="Jane Doe"),
    )
    links = learned(parking, utility)
    assert residual(parking, rule(parking, links), links) == ()
    too_early = combine(parking, found(parking), statute=STATUTE, directory=DIRECTORY)
    assert len(residual(parking, too_early, links)) == 2


def test_b05_a_value_shared_by_many_people_links_nobody():
    """B-05: an account of zeros that 400 people share is a hub, listed and never followed."""
    utility = [row("utility", n, acct="00000", name=f"Person{n} Number{n}") for n in range(400)]
    parking = row("parking", 17, acct="00000", plate="5-12345A")
    links = Links(b"key", DIRECTORY)
    for record in utility:
        name = Finding(1, 0, len(record.fields[1].text), PiiType.PERSON, 0.9, "names")
        links.learn(record, (*found(record), name))
    links.learn(parking, found(parking))
    assert verdict(one(parking, links, PiiType.ID, IdKind.PLATE)) == (Standing.LINKABLE, Disposition.KEEP)
    assert verdict(one(parking, links, PiiType.ID, IdKind.ACCOUNT)) == (Standing.UNCOMBINED, Disposition.KEEP)
    assert [(hub.kind, hub.count) for hub in links.hubs()] == [(IdKind.ACCOUNT, 1)]


def test_b06_a_web_log_without_people_is_uncombined():
    """B-06: an address and a cookie with no direct element anywhere are counted and kept."""
    record = row("web", 1, ip="203.0.113.10", cookie="a8f5f167f44f")
    links = learned(record)
    assert verdict(one(record, links, PiiType.ID, IdKind.IP)) == (Standing.UNCOMBINED, Disposition.KEEP)
    assert verdict(one(record, links, PiiType.ID, IdKind.COOKIE)) == (Standing.UNCOMBINED, Disposition.KEEP)


def test_b07_a_session_shared_with_a_form_makes_the_log_pii():
    """B-07: the web log's address, cookie and session are PII once a form has the same session and an e-mail."""
    log = row("web", 1, ip="203.0.113.10", cookie="a8f5f167f44f", session_id="s-99817263")
    form = row("forms", 5, session_id="s-99817263", email="jane.doe@example.org")
    links = learned(log, form)
    verdicts = {r.kind: verdict(r) for r in rule(log, links).rulings}
    assert verdicts == {IdKind.IP: REDACTED_COMBINED, IdKind.COOKIE: REDACTED_COMBINED} | verdicts
    assert all(v == REDACTED_COMBINED for v in verdicts.values())


def test_b08_a_permit_of_the_city_itself_is_nobodys():
    """B-08: the city's own address and name attribute nothing to a person."""
    record = message(8, "Permit BP-2024-0113 for 316 N Park Ave, owner City of Helena")
    links = learned(record)
    assert verdict(one(record, links, PiiType.ID)) == (Standing.UNCOMBINED, Disposition.KEEP)
    assert verdict(one(record, links, PiiType.ADDRESS)) == (Standing.PUBLIC_ROLE, Disposition.KEEP)


def test_b09_a_permit_of_a_named_contractor_is_pii():
    """B-09: name, telephone and permit number all go."""
    record = message(9, "Permit BP-2024-0113, contractor Jane Doe, cell 406-555-0101")
    links = learned(record)
    assert verdict(one(record, links, PiiType.PERSON)) == REDACTED_DIRECT
    assert verdict(one(record, links, PiiType.PHONE)) == REDACTED_DIRECT
    assert verdict(one(record, links, PiiType.ID)) == REDACTED_COMBINED


def test_b10_a_geocode_that_stands_for_a_neighbour_goes():
    """B-10: a parcel is linkable through public records; in a complaint it stands for somebody's home."""
    complaint = message(10, "neighbor at 05-1888-30-1-01-01-0000")
    ruling = one(complaint, learned(complaint), PiiType.ID)
    assert verdict(ruling) == (Standing.LINKABLE, Disposition.REDACT)
    file = message(11, "subject parcel 05-1888-30-1-01-01-0000, zoned R-2")
    assert verdict(one(file, learned(file), PiiType.ID)) == (Standing.LINKABLE, Disposition.KEEP)


def test_b11_a_birth_date_goes_without_any_name():
    """B-11: birth date, sex and ZIP describe one person in two; the date goes, the five-digit ZIP is a place."""
    record = message(11, "DOB 3/14/1972, female, ZIP 59601")
    links = learned(record)
    assert verdict(one(record, links, PiiType.DATE_OF_BIRTH)) == (Standing.RESTRICTED, Disposition.REDACT)
    assert verdict(one(record, links, PiiType.LOCATION)) == (Standing.PLACE, Disposition.KEEP)


def test_b12_a_city_address_in_a_signature_is_released():
    """B-12: an official's work address is found and kept, with the authority."""
    record = message(12, "Regards, the clerk, clerk@helenamt.gov")
    ruling = one(record, learned(record), PiiType.EMAIL)
    assert verdict(ruling) == (Standing.PUBLIC_ROLE, Disposition.KEEP)
    assert ruling.authority == "PUB-ROLE"


def test_b13_the_same_address_in_a_grievance_is_redacted():
    """B-13: public role ends where the official is the complainant in a personnel matter."""
    record = message(13, "complainant: clerk@helenamt.gov", subject="HR grievance")
    assert verdict(one(record, learned(record), PiiType.EMAIL)) == REDACTED_DIRECT


def test_b14_a_handle_that_a_profile_maps_to_an_email_is_pii():
    """B-14: the forum knows only a handle; the profile table knows whose it is."""
    post = row("forum", 3, username="jdoe72")
    profile = row("profiles", 1, username="jdoe72", email="jane.doe@example.org")
    ruling = one(post, learned(post, profile), PiiType.ID)
    assert verdict(ruling) == REDACTED_COMBINED
    assert (ruling.witness.partner, ruling.witness.link) == (PiiType.EMAIL, Link.SHARED_KEY)


def test_b15_a_social_security_number_goes_alone():
    """B-15: a number in a scanned margin needs no company."""
    record = message(15, "516-12-3456")
    ruling = one(record, learned(record), PiiType.SSN)
    assert (verdict(ruling), ruling.authority) == (REDACTED_DIRECT, "ID-1501")


def test_b16_a_lone_first_name_goes():
    """B-16: "Jane" in a thread with one Jane Doe is her."""
    record = message(16, "Jane called again", thread="t1")
    assert verdict(one(record, learned(record), PiiType.PERSON)) == REDACTED_DIRECT


def test_b17_a_hashed_account_is_an_account():
    """B-17: an unkeyed digest is its source in another coat (R11) and goes with no name beside it."""
    record = row("export", 1, acct_sha256=hashlib.sha256(b"88123").hexdigest(), usage="12")
    ruling = one(record, learned(record), PiiType.ID, IdKind.ACCOUNT)
    assert ruling.disposition is Disposition.REDACT


def test_b18_a_tenant_on_a_bill_is_direct():
    """B-18: whoever stands behind a percent sign on a water bill is a person."""
    record = message(18, "City Water\n% Joe Snow (tenant)\nacct 4471-22")
    links = learned(record)
    assert verdict(one(record, links, PiiType.PERSON)) == REDACTED_DIRECT
    assert verdict(one(record, links, PiiType.ID)) == REDACTED_COMBINED


def test_b19_a_box_with_its_zip_is_an_address():
    """B-19: a post office box and a ZIP+4 are as good as a street."""
    record = message(19, "PO Box 1241, 59624-1241")
    ruling = one(record, learned(record), PiiType.ADDRESS)
    assert (verdict(ruling), ruling.start, ruling.end) == (REDACTED_DIRECT, 0, 23)


def test_b20_the_switchboard_is_public_and_links_nobody():
    """B-20: the main line in thousands of records is public and a hub; an account beside it stays uncombined."""
    records = [row("calls", n, name=f"{PEOPLE[n % 5]}", phone="447-8000") for n in range(9)]
    lone = row("meters", 1, acct="4471-22", phone="447-8000")
    links = learned(*records, lone)
    assert verdict(one(lone, links, PiiType.PHONE)) == (Standing.PUBLIC_ROLE, Disposition.KEEP)
    assert verdict(one(lone, links, PiiType.ID)) == (Standing.UNCOMBINED, Disposition.KEEP)
    assert (PiiType.PHONE, 1) in [(hub.type, hub.count) for hub in links.hubs()]


def test_a_thread_links_its_messages():
    """L1: a permit number is PII where another message of its thread names somebody, and only there."""
    first, second = message(1, "Jane Doe asked", thread="t9"), message(2, "It is BP-2024-0113.", thread="t9")
    other = message(3, "It is BP-2024-0114.", thread="t10")
    links = learned(first, second, other)
    ruling = one(second, links, PiiType.ID)
    assert (verdict(ruling), ruling.witness.link) == (REDACTED_COMBINED, Link.CONTAINER)
    assert ruling.witness.path == ("mail/2", "mail/1")
    assert one(other, links, PiiType.ID).standing is Standing.UNCOMBINED


def test_scopes_of_one_record_are_linked_as_a_container():
    """L1: an attached row is linked with the people of its message."""
    fields = (Field("body", "from Jane Doe"), Field("acct", "88123", Shape.CELL, scope=1))
    record = Record("1", "mail", fields)
    assert one(record, learned(record), PiiType.ID).witness.link is Link.CONTAINER


def test_links_go_no_further_than_two_equal_values():
    """R3: three shared values away is nobody's witness."""
    chain = [
        row("a", 1, plate="5-12345A", acct="88123"),
        row("b", 1, acct="88123", permit="BP-2024-0113"),
        row("c", 1, permit="BP-2024-0113", session_id="s-99817263"),
        row("d", 1, session_id="s-99817263", name="Jane Doe"),
    ]
    links = learned(*chain)
    assert one(chain[0], links, PiiType.ID, IdKind.PLATE).standing is Standing.LINKABLE
    assert one(chain[1], links, PiiType.ID, IdKind.ACCOUNT).witness.path == ("b/row1", "c/row1", "d/row1")


def test_an_opaque_field_is_masked_whole():
    """R10: a value that no reader understands goes whole, whatever was found in it."""
    record = Record("1", "x", (Field("blob", "\x00\x01 516-12-3456", Shape.OPAQUE),))
    (ruling,) = rule(record, learned(record)).rulings
    assert (ruling.start, ruling.end, *verdict(ruling)) == (0, 14, Standing.OPAQUE, Disposition.REDACT)


@pytest.mark.case("E25")
def test_no_half_of_a_value_is_left():
    """An identifier that is kept but touches something redacted goes with it."""
    record = message(1, "ref BP4065550101")
    findings = (
        Finding(1, 4, 16, PiiType.ID, 0.7, "identifiers", IdKind.PERMIT),
        Finding(1, 6, 16, PiiType.PHONE, 0.95, "phones"),
    )
    cover = combine(record, findings, statute=STATUTE, directory=DIRECTORY)
    assert [r.disposition for r in cover.rulings] == [Disposition.REDACT] * len(cover.rulings)
    assert {i for r in cover.rulings for i in range(r.start, r.end)} == set(range(4, 16))


def test_a_town_beside_a_street_is_part_of_the_address():
    """R1: a place that adjoins an address completes it; alone it is kept."""
    record = message(1, "228 Rimini Road, Helena")
    findings = (
        Finding(1, 0, 15, PiiType.ADDRESS, 0.9, "addresses"),
        Finding(1, 17, 23, PiiType.LOCATION, 0.6, "addresses"),
    )
    (ruling,) = combine(record, findings, statute=STATUTE, directory=DIRECTORY).rulings
    assert (ruling.start, ruling.end, ruling.type) == (0, 23, PiiType.ADDRESS)


_FINDINGS = st.lists(
    st.builds(
        lambda start, size, type_, score: Finding(1, start, min(60, start + size), type_, score, type_.value.lower()),
        st.integers(0, 58),
        st.integers(1, 20),
        st.sampled_from(PiiType),
        st.sampled_from((0.3, 0.7, 0.95)),
    ),
    max_size=12,
)


@given(_FINDINGS)
def test_the_cover_is_sorted_disjoint_and_complete(findings):
    """Every character of every finding is ruled on exactly once, and every redaction has an authority."""
    record = message(1, "x" * 60)
    rulings = combine(record, findings, statute=STATUTE, directory=DIRECTORY).rulings
    assert all(left.end <= right.start for left, right in pairwise(rulings))
    ruled = {i for r in rulings for i in range(r.start, r.end)}
    assert {i for f in findings for i in range(f.start, f.end)} <= ruled
    assert all(r.authority for r in rulings if r.disposition is Disposition.REDACT)

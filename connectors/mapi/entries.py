"""What an Outlook item is besides mail: an appointment as a calendar, a contact or a list of people as cards, a task in words.

Properties by [MS-OXOCAL], [MS-OXOCNTC] and [MS-OXOTASK]. The text is made for the readers of calendars and cards, which decide
what of it is released; what they do not know stands in the item's other texts, which are scanned.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from connectors.documents.content_lines import escaped, folded, in_parameter
from connectors.mapi.addresses import author, people
from connectors.mapi.item import Item
from connectors.mapi.members import members
from connectors.mapi.mime import attached
from connectors.mapi.names import ADDRESS, APPOINTMENT, COMMON, TASK, WORDS
from connectors.mapi.properties import Bag

__all__ = ["entries", "remarks"]

_CLASS, _NAME = 0x001A, 0x3001
_MEETINGS = ("ipm.appointment", "ipm.schedule.meeting", "ipm.ole.class.{00061055")
_PHONES = {
    0x3A08: "WORK", 0x3A1B: "WORK", 0x3A09: "HOME", 0x3A2F: "HOME", 0x3A1C: "CELL", 0x3A1A: "VOICE", 0x3A1F: "VOICE", 0x3A23: "FAX",
    0x3A24: "FAX", 0x3A25: "FAX", 0x3A02: "MSG", 0x3A1D: "VOICE", 0x3A1E: "CAR", 0x3A21: "PAGER", 0x3A2E: "VOICE", 0x3A57: "WORK",
}  # fmt: skip
_ADDRESSES = (
    (0x3A59, 0x3A5A, 0x3A5B, 0x3A5C, 0x3A5D),  # home: city, country, zip, state, street
    (0x3A5F, 0x3A60, 0x3A61, 0x3A62, 0x3A63),  # other
    (0x3A27, 0x3A26, 0x3A2A, 0x3A28, 0x3A29),  # business
)
_WORK_ADDRESS = (0x8046, 0x8049, 0x8048, 0x8047, 0x8045)
_MAILS = (0x8083, 0x8093, 0x80A3)
_TASK_TIMES = {0x8104: "Start", 0x8105: "Due", 0x810F: "Completed"}
_STATES = ("not started", "in progress", "complete", "waiting", "deferred")


def entries(item: Item) -> Iterator[bytes]:
    """Yield the calendar or the cards that *item* is, as parts; nothing for mail."""
    kind = item.bag.text(_CLASS).lower()
    if kind.startswith(_MEETINGS):
        yield attached(b"".join(map(folded, _event(item))), "text/calendar", name="")
    elif kind.startswith("ipm.contact"):
        yield attached(b"".join(map(folded, _contact(item.bag))), "text/vcard", name="")
    elif kind.startswith("ipm.distlist"):
        yield attached(b"".join(map(folded, _list(item.bag))), "text/vcard", name="")


def remarks(item: Item) -> str:
    """Return what a task or a journal entry says besides its body, in words; "" for anything else."""
    bag = item.bag
    kind = bag.text(_CLASS).lower()
    lines: list[str] = []
    if kind.startswith("ipm.task"):
        for key, label in _TASK_TIMES.items():
            moment = bag.named_moment(TASK, key)
            lines += [f"{label}: {moment:%Y-%m-%d}"] if moment else []
        state = bag.named_number(TASK, 0x8101)
        lines += [f"Status: {_STATES[state]}"] if state is not None and 0 <= state < len(_STATES) else []
        owner = bag.named_text(TASK, 0x811F)
        lines += [f"Owner: {owner}"] if owner else []
    elif kind.startswith("ipm.activity"):
        lines += (
            [f"Contacts: {text}"] if (text := bag.named_text(COMMON, 0x853A) or bag.named_text(COMMON, 0x8586)) else []
        )
    return "\n".join(lines)


def _event(item: Item) -> Iterator[str]:
    bag = item.bag
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT")
    if bag.subject():
        yield f"SUMMARY:{escaped(bag.subject())}"
    for name, key, other in (("DTSTART", 0x820D, 0x0060), ("DTEND", 0x820E, 0x0061)):
        moment = bag.named_moment(APPOINTMENT, key) or bag.moment(other)
        if moment:
            yield f"{name}:{_utc(moment)}"
    for name, text in (
        ("LOCATION", bag.named_text(APPOINTMENT, 0x8208)),
        ("COMMENT", bag.named_text(APPOINTMENT, 0x8232)),  # how it recurs, in words
        ("CATEGORIES", bag.named_text(WORDS, "Keywords")),
    ):
        if text:
            yield f"{name}:{escaped(text)}"
    organizer = author(bag)
    if organizer.name or organizer.address:
        yield _person("ORGANIZER", organizer.name, organizer.address)
    for _, person in people(item.recipients):
        if person.name or person.address:
            yield _person("ATTENDEE", person.name, person.address)
    yield from ("END:VEVENT", "END:VCALENDAR")


def _person(name: str, shown: str, address: str) -> str:
    return f'{name};CN="{in_parameter(shown)}":mailto:{"".join(address.split())}'


def _utc(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _contact(bag: Bag) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:3.0")
    yield _structured("N", [bag.text(id_) for id_ in (0x3A11, 0x3A06, 0x3A44, 0x3A45, 0x3A05)])
    yield f"FN:{escaped(bag.text(_NAME) or bag.subject())}"
    yield from _texts("NICKNAME", bag.text(0x3A4F))
    if bag.text(0x3A16, 0x3A18):
        yield _structured("ORG", [bag.text(0x3A16), bag.text(0x3A18)])
    yield from _texts("TITLE", bag.text(0x3A17))
    yield from _texts("ROLE", bag.text(0x3A46))
    for key in _MAILS:
        yield from _texts("EMAIL", bag.named_text(ADDRESS, key))
    for id_, kind in _PHONES.items():
        yield from _texts(f"TEL;TYPE={kind}", bag.text(id_))
    for place in (
        *([bag.text(id_) for id_ in row] for row in _ADDRESSES),
        [bag.named_text(ADDRESS, k) for k in _WORK_ADDRESS],
    ):
        city, country, code, state, street = place
        if any(place):
            yield _structured("ADR", ["", "", street, city, state, code, country])
    yield from _texts("BDAY", _day(bag.moment(0x3A42)))
    yield "END:VCARD"


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y%m%d}" if moment else ""


def _texts(name: str, text: str) -> Iterator[str]:
    if text.strip():
        yield f"{name}:{escaped(text)}"


def _structured(name: str, parts: list[str]) -> str:
    return f"{name}:" + ";".join(map(escaped, parts))


def _list(bag: Bag) -> Iterator[str]:
    yield from (
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:;;;;",
        f"FN:{escaped(bag.named_text(ADDRESS, 0x8053) or bag.text(_NAME) or bag.subject())}",
    )
    yield "END:VCARD"
    for person in members(bag.named(ADDRESS, 0x8054)):
        yield from ("BEGIN:VCARD", "VERSION:3.0", f"FN:{escaped(person.name)}")
        yield from _texts("EMAIL", person.address)
        yield "END:VCARD"

"""A calendar keeps what its events say, when and who takes part; identifiers, links, alarms and extensions are scanned only.

RFC 5545. Written anew: the summary, description, place and comments of events, tasks and journals, their times where these have
the form of times, and their people as names without an address to write to (H08). Times lose their zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from connectors.documents.content_lines import (
    Line,
    begins,
    components,
    escaped,
    folded,
    in_parameter,
    parse,
    unescaped,
)
from connectors.documents.contract import Document
from records.errors import Reason
from records.record import Field, Shape, Withheld

__all__ = ["CALENDAR", "Calendar"]

_KINDS = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
_TEXTS = {
    "SUMMARY": ("subject", Shape.TITLE), "DESCRIPTION": ("description", Shape.PROSE), "COMMENT": ("comment", Shape.PROSE),
    "LOCATION": ("location", Shape.CELL), "CONTACT": ("contact", Shape.PROSE), "CATEGORIES": ("category", Shape.CELL),
    "RESOURCES": ("resource", Shape.CELL),
}  # fmt: skip
_PEOPLE = {"ORGANIZER": "organizer", "ATTENDEE": "attendee"}
_MOMENT = r"\d{8}(?:T\d{6}Z?)?"
_TIMES = re.compile(rf"{_MOMENT}(?:[,/]{_MOMENT})*|[+-]?P(?:\d{{1,4}}[WDHMST]{{1,2}}|T){{1,6}}")
_TIMED = frozenset({"DTSTART", "DTEND", "DUE", "COMPLETED", "DTSTAMP", "DURATION", "EXDATE", "RDATE", "RECURRENCE-ID"})
# A rule of recurrence (RFC 5545 3.3.10) holds words of a fixed list and numbers of up to three digits, an end date aside.
_RULE = re.compile(
    rf"(?:(?:FREQ=[A-Z]{{5,8}}|(?:COUNT|INTERVAL)=\d{{1,3}}|UNTIL={_MOMENT}|WKST=[A-Z]{{2}}|"
    r"BY[A-Z]{3,8}=[+-]?\d{0,3}[A-Z]{0,2}(?:,[+-]?\d{0,3}[A-Z]{0,2})*)(?:;|$))+"
)
_STATUS = re.compile(r"TENTATIVE|CONFIRMED|CANCELLED|NEEDS-ACTION|COMPLETED|IN-PROCESS|DRAFT|FINAL")
_NOBODY = "invalid:nomail"
_MAILTO = re.compile(r"(?i)mailto:")
_OURS = re.compile(r"\d+@redacted\.invalid|-//clearcopy//EN|\d\.\d|GREGORIAN")
"""What a copy says of itself, and a calendar of its version."""
_SPECIAL = re.compile(r'[",<>@;:()]')


@dataclass(frozen=True, slots=True)
class _Event:
    """A component to be: its kind, its lines that are no texts, and name and field of those that are."""

    kind: str
    fixed: tuple[str, ...]
    texts: tuple[tuple[str, int], ...]


class Calendar:
    """iCalendar files and invitations."""

    name = "calendar"
    suffix = ".ics"
    media_type = "text/calendar"

    def recognises(self, head: bytes, name: str) -> bool:  # noqa: ARG002  # content decides alone
        return begins(head, b"VCALENDAR")

    def read(self, content: bytes) -> Document:
        reading = _Reading()
        for number, (kind, own, inner) in enumerate(components(parse(content), _KINDS), 1):
            reading.component(number, kind, own, inner)
        return Document(tuple(reading.fields), tuple(reading.withheld), tuple(reading.events))

    def rebuild(self, document: Document, texts: tuple[str, ...]) -> bytes:
        return b"".join(folded(line) for line in _calendar(document.carrier, texts))


def _calendar(events: tuple[_Event, ...], texts: tuple[str, ...]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//clearcopy//EN")
    for number, event in enumerate(events, 1):
        yield from (f"BEGIN:{event.kind}", f"UID:{number}@redacted.invalid", *event.fixed)
        for name, index in event.texts:
            if name in _PEOPLE:
                yield f'{name};CN="{in_parameter(texts[index])}":{_NOBODY}'
            else:
                yield f"{name}:{escaped(texts[index])}"
        yield f"END:{event.kind}"
    yield "END:VCALENDAR"


class _Reading:
    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.withheld: list[Withheld] = []
        self.events: list[_Event] = []

    def component(self, number: int, kind: str, own: tuple[Line, ...], inner: tuple[Line, ...]) -> None:
        """Add the fields of one component, or of what stands outside any where it has no *kind*."""
        place = f"entry {number}" if kind else "around the entries"
        texts: list[tuple[str, int]] = []
        fixed: list[str] = []
        hidden: list[str] = []
        for line in own:
            found = _field(line, place, number) if kind else None
            if found is not None:
                texts.append((line.name, len(self.fields)))
                self.fields.append(found)
            elif kind and _is_fixed(line):
                fixed.append(f"{line.name}{_date_only(line)}:{line.value}")
            else:
                hidden += self._hidden(line, place)
            hidden += (value for key, value in line.parameters if key not in {"CN", "TZID", "VALUE"} and _tells(value))
        hidden += (text for line in inner for text in self._hidden(line, place))
        if hidden:
            text = "\n".join(dict.fromkeys(hidden))
            self.fields.append(
                Field("hidden text", text, Shape.PROSE, f"{place} rest (not released)", number, released=False)
            )
        if kind:
            self.events.append(_Event(kind, tuple(fixed), tuple(texts)))

    def _hidden(self, line: Line, place: str) -> list[str]:
        if line.parameter("ENCODING").upper() in {"BASE64", "B"}:
            self.withheld.append(Withheld("", "", f"{place} attachment", Reason.UNSUPPORTED))
            return []
        if line.name == "ATTACH":
            self.withheld.append(Withheld("", "", f"{place} attachment", Reason.EXTERNAL))
        value = unescaped(line.value).strip()
        return [value, *([name] if (name := line.parameter("CN")) else [])] if _tells(value) else []


def _tells(value: str) -> bool:
    return not _OURS.fullmatch(value) and not _TIMES.fullmatch(value) and len(value) > 1


def _is_fixed(line: Line) -> bool:
    """Say whether a line holds a time, a rule or a status in its own form, and so no value."""
    if line.name == "RRULE":
        return _RULE.fullmatch(line.value) is not None
    if line.name == "STATUS":
        return _STATUS.fullmatch(line.value) is not None
    return line.name in _TIMED and _TIMES.fullmatch(line.value) is not None


def _date_only(line: Line) -> str:
    is_date = line.parameter("VALUE").upper() == "DATE" and "T" not in line.value
    return ";VALUE=DATE" if is_date else ""


def _field(line: Line, place: str, scope: int) -> Field | None:
    if line.name in _PEOPLE:
        text = _person(line)
        name = _PEOPLE[line.name]
        return Field(name, text, Shape.MAILBOXES, f"{place} {name}", scope) if text else None
    if line.name in _TEXTS:
        name, shape = _TEXTS[line.name]
        return Field(name, unescaped(line.value), shape, f"{place} {name}", scope)
    return None


def _person(line: Line) -> str:
    """Return a person as a mailbox reads: "Doe, Jane" <jane@example.org>."""
    name = in_parameter(line.parameter("CN"), undo=True).strip()
    address = _MAILTO.sub("", line.value.strip(), count=1)
    if address == _NOBODY or not address:
        return name
    if not name or name == address:
        return address
    plain = name.replace('"', "")
    return f'"{plain}" <{address}>' if _SPECIAL.search(plain) else f"{plain} <{address}>"


CALENDAR = Calendar()

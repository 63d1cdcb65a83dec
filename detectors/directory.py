"""The city's own people, numbers and addresses: public role where an official acts as such; changes disposition only.

Rules A5 and R9 of the rule set: a work address, office number or official's name in an official context is released with
authority PUB-ROLE. So is whoever a record names before a mailbox of the city that spells the name. Never in personnel, discipline or harassment matters, nor where the official is complainant, victim,
patient or customer. In doubt there is no authority, and the finding is redacted.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from detectors.forms import TOKEN, fold, name_parts
from detectors.name.words import is_given, is_surname, ordinary
from detectors.nearby import each
from detectors.own_boxes import own_boxes
from detectors.phone.number import number
from records.errors import Misconfigured
from records.finding import Finding, PiiType
from records.record import Record, Shape
from records.settings import City

__all__ = ["AUTHORITY", "Directory"]

AUTHORITY = "PUB-ROLE"
_Ends = tuple[str, str]  # first and last name
_LOCAL = 7  # digits of a number without its area code
_COLUMNS = ("name", "email", "phone")
# Words that make a private person of whoever stands beside or beneath them.
_PRIVATE = re.compile(
    r"complain(?:ant|ed)|grievan|victim|patient|witness|customer|claimant|tenant|applicant|injured|home (?:phone|address)"
    r"|personal (?:cell|phone|e-?mail)|emergency contact",
    re.IGNORECASE,
)
# Directions and street types are written long or short; the office address is the same.
_SAME = {
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "avenue": "ave",
    "street": "st",
    "av": "ave",
    "road": "rd",
}


_KINDS = frozenset({"ave", "st", "rd", "blvd", "ln", "dr"})
_ROOM = re.compile(r" (?:room|rm|floor|fl|suite|ste) \w{1,6}$")
_TITLE_REACH = 24  # characters before a name
_GREETED = re.compile(
    r"(?:^|\n|\r)[ \t>]*(?:hi|hello|hey|dear|good \w+|thanks?|thank you|greetings)[ ,]{1,3}(?:\w+[ ](?:and|&)[ ])?$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:mr|mrs|ms|mx|dr|commissioner|mayor|manager|attorney|clerk|chief|director|officer|inspector|sgt|lt|capt)\.?[ ]$",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w.-]{1,200}")
_AFTER = re.compile(r",?[ ](?:[A-Z]\.?[ ])?([A-Z][^\W\d_]+)")
_AHEAD = re.compile(r"([A-Z][^\W\d_]+)[ ](?:[A-Z]\.?[ ])?$")


class Directory:
    """Says on whose authority a finding is public, or that it is not; raises Misconfigured for an unreadable directory file."""

    def __init__(self, city: City) -> None:
        rows = _rows(city)
        self._domains = tuple(domain.lower() for domain in city.domains)
        self._area = city.area_code
        self._emails = frozenset(email.strip().lower() for _, email, _ in rows if email.strip())
        self._numbers = frozenset(
            self._number(text) for text in (*city.office_numbers, *(row[2] for row in rows)) if text
        )
        self._addresses = frozenset(way for text in city.office_addresses for way in _ways(_street(text)))
        self._people = frozenset(_ends(name) for name, _, _ in rows if name.strip())
        self._called = frozenset(part for ends in self._people for part in ends if part)
        self._mailboxes = {_ends(name): email.strip().lower() for name, email, _ in rows if name.strip()}
        self._asked: tuple[Record | None, dict[str, tuple[bool, bool, bool]]] = (None, {})
        self._boxed: tuple[Record | None, dict[_Ends, str]] = (None, {})
        self._private = tuple(_word(word) for word in city.private_folders)

    def authority(self, record: Record, finding: Finding, text: str) -> str | None:
        """Return "PUB-ROLE" where *finding*, whose text is *text*, is the city's own in an official context, else None."""
        own = self._own(finding.type, text) or (
            finding.type is PiiType.PERSON
            and (_ends(text) in self._mailboxes_in(record) or self._meant(record, finding, text))
        )
        if not own or self._is_private(record) or _beside_private(record, finding):
            return None
        return AUTHORITY

    def _own(self, type_: PiiType, text: str) -> bool:
        match type_:
            case PiiType.EMAIL:
                return self._own_email(text.strip().strip("<>").lower().removeprefix("mailto:"))
            case PiiType.PHONE:
                return self._number(text) in self._numbers
            case PiiType.ADDRESS:
                return self._own_address(text)
            case PiiType.PERSON:
                return _ends(text) in self._people
            case _:
                return False

    def _own_address(self, text: str) -> bool:
        """Say whether the first part of an address with a number that is no room's is an office: "City Hall, 316 N Park Ave"."""
        streets = (_street(part) for part in re.split(r"[,\n]", text) if any(map(str.isdigit, part)))
        street = next((each for each in streets if _ROOM.sub("", f" {each}").strip()), "")
        return self._own_street(street)

    def _own_street(self, street: str) -> bool:
        """Say whether *street* is an office of the city, or a room or floor of one."""
        return _ROOM.sub("", street) in self._addresses

    def _meant(self, record: Record, finding: Finding, text: str) -> bool:
        """Say whether a first name, a surname or "M. Castellan" means one official: greeted, titled or named in full as well.

        It means nobody's where the record names anyone else who is called the same.
        """
        parts = name_parts(text)
        word = parts[-1] if parts else ""
        here = self._mailboxes_in(record)
        if len(parts) > 2 or not (word in self._called or any(word in ends for ends in here)):  # noqa: PLR2004 - an initial and a surname
            return False
        likely = [ends for ends in self._people | here.keys() if _short_for(parts, ends)]
        if len(likely) != 1:
            return False
        if (
            self._asked[0] is not record
        ):  # what a record says of a name is asked once, however often the name stands in it
            self._asked = (record, {})
        asked = self._asked[1]
        if word not in asked:
            asked[word] = (self._others(record, word, likely[0]), self._named(record, likely[0]), self._ours(record))
        others, named, ours = asked[word]
        return not others and (len(parts) > 1 or named or _addressed(record, finding, ours=ours))

    def _mailboxes_in(self, record: Record) -> dict[_Ends, str]:
        """Return the people of the city whom *record* names before mailboxes of theirs; a record is asked once."""
        if self._boxed[0] is not record:
            self._boxed = (record, dict(own_boxes(record, self._own_email)))
        return self._boxed[1]

    def _mailbox(self, record: Record, ends: _Ends) -> str:
        return self._mailboxes.get(ends) or self._mailboxes_in(record).get(ends, "")

    def _ours(self, record: Record) -> bool:
        """Say whether *record* is no message, or one that was sent to the city as well."""
        boxes = [field.text for field in record.fields if field.shape is Shape.MAILBOXES and field.name in ("To", "Cc")]
        return not boxes or any(self._own_email(email) for box in boxes for email in _EMAIL.findall(box.lower()))

    def _named(self, record: Record, ends: _Ends) -> bool:
        mailbox = self._mailbox(record, ends)
        return any(
            (mailbox and mailbox in each.text.lower()) or _both(each.text, ends) or _with_title(each.text, ends[1])
            for each in record.fields
        )

    def _others(self, record: Record, word: str, ends: _Ends) -> bool:
        """Say whether *record* names somebody else so: the word stands beside another name than the official's."""
        for field in record.fields:
            if field.shape is Shape.CELL and field.text.strip().lower() == word:
                return True  # a first name in a column of its own is a row about somebody
            for beside in _beside(field.text, word):
                if beside not in ends and (is_given(beside) or is_surname(beside)) and not ordinary(beside):
                    return True
            for email in _EMAIL.findall(field.text.lower()) if "@" in field.text else ():
                if word in email.partition("@")[0] and email != self._mailbox(record, ends):
                    return True
        return False

    def _own_email(self, email: str) -> bool:
        domain = email.rpartition("@")[2]
        return email in self._emails or any(domain == own or domain.endswith(f".{own}") for own in self._domains)

    def _number(self, text: str) -> str:
        digits = number(text)
        return self._area + digits if len(digits) == _LOCAL else digits

    def _is_private(self, record: Record) -> bool:
        titles = (field.text for field in record.fields if field.shape in (Shape.TITLE, Shape.FILE_NAME))
        named = (record.thread, record.place, *titles)
        return any(word.search(text) for text in named for word in self._private)


def _rows(city: City) -> list[tuple[str, str, str]]:
    if not city.directory_file:
        return []
    try:
        with Path(city.directory_file).open(encoding="utf-8-sig", newline="") as lines:
            return [_row(row) for row in csv.DictReader(lines)]
    except (OSError, UnicodeDecodeError, csv.Error, KeyError):
        raise Misconfigured("the directory file cannot be read as CSV with name, email and phone") from None


def _row(row: dict[str, str | None]) -> tuple[str, str, str]:
    name, email, phone = (row[column] or "" for column in _COLUMNS)
    return name, email, phone


def _word(word: str) -> re.Pattern[str]:
    # "HR" is an abbreviation and must be written so; "hr" is an hour.
    return re.compile(rf"(?<![^\W_]){re.escape(word)}", 0 if word.isupper() else re.IGNORECASE)


def _beside_private(record: Record, finding: Finding) -> bool:
    field = record.fields[finding.field]
    line = field.text.rfind("\n", 0, finding.start) + 1
    end = field.text.find("\n", finding.end)
    around = field.text[line : finding.start][-80:] + " " + field.text[finding.end : max(end, finding.end)][:40]
    return bool(_PRIVATE.search(field.name) or _PRIVATE.search(around))


def _street(text: str) -> str:
    words: Iterable[str] = (fold(token) for token in TOKEN.findall(text.partition(",")[0]))
    return " ".join(_SAME.get(word, word) for word in words)


def _ways(street: str) -> tuple[str, ...]:
    """Return how people write a street: "316 n park ave", and without what kind of street it is."""
    short, _, kind = street.rpartition(" ")
    return (street, short) if kind in _KINDS and short.count(" ") else (street,)


def _addressed(record: Record, finding: Finding, *, ours: bool) -> bool:
    """Say whether a name stands after a title, or a greeting in what is *ours* to read."""
    text = record.fields[finding.field].text
    lead = text[max(0, finding.start - _TITLE_REACH) : finding.start]
    return _TITLED.search(lead) is not None or (ours and _GREETED.search(lead) is not None)


def _short_for(parts: tuple[str, ...], ends: _Ends) -> bool:
    first, last = ends
    if len(parts) == 1:
        return parts[0] in ends
    return parts[1] == last and (parts[0] == first or parts[0] == first[:1])


def _both(text: str, ends: _Ends) -> bool:
    low = text.lower()
    first, last = map(re.escape, ends)
    there = ends[0] in low and ends[1] in low
    return there and re.search(rf"\b{first}[ ](?:\w\.?[ ])?{last}\b|\b{last},[ ]{first}\b", low) is not None


def _with_title(text: str, surname: str) -> bool:
    """Say whether somebody of that *surname* stands behind a title: "Ms. Quist read it. Quist also noted" is one woman."""
    low = text.lower()
    return any(_TITLED.search(low, max(0, at - _TITLE_REACH), at) for at in each(low, surname))


def _beside(text: str, word: str) -> Iterator[str]:
    """Yield the capitalised words right before and behind each place of *word* in *text*."""
    low = text.lower()
    for at in each(low, word):
        end = at + len(word)
        if text[at - 1 : at].isalnum() or text[end : end + 1].isalnum():
            continue
        if after := _AFTER.match(text, end):
            yield fold(after[1])
        if ahead := _AHEAD.search(text[max(0, at - _TITLE_REACH) : at]):
            yield fold(ahead[1])


def _ends(name: str) -> _Ends:
    parts = name_parts(name)
    return (parts[0], parts[-1]) if len(parts) > 1 else ("", name)

"""The city's own people, numbers and addresses: public role where an official acts as such; changes disposition only.

Rules A5 and R9 of the rule set: a work address, office number or official's name in an official context is released with
authority PUB-ROLE. Never in personnel, discipline or harassment matters, nor where the official is complainant, victim,
patient or customer. In doubt there is no authority, and the finding is redacted.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from detectors.forms import TOKEN, fold, name_parts
from records.errors import Misconfigured
from records.finding import Finding, PiiType
from records.record import Record, Shape
from records.settings import City

__all__ = ["AUTHORITY", "Directory"]

AUTHORITY = "PUB-ROLE"
_DIGITS = re.compile(r"\D+")
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
        self._addresses = frozenset(_street(text) for text in city.office_addresses)
        self._people = frozenset(_ends(name) for name, _, _ in rows if name.strip())
        self._private = tuple(_word(word) for word in city.private_folders)

    def authority(self, record: Record, finding: Finding, text: str) -> str | None:
        """Return "PUB-ROLE" where *finding*, whose text is *text*, is the city's own in an official context, else None."""
        if not self._own(finding.type, text) or self._is_private(record) or _beside_private(record, finding):
            return None
        return AUTHORITY

    def _own(self, type_: PiiType, text: str) -> bool:
        match type_:
            case PiiType.EMAIL:
                return self._own_email(text.strip().strip("<>").lower().removeprefix("mailto:"))
            case PiiType.PHONE:
                return self._number(text) in self._numbers
            case PiiType.ADDRESS:
                return _street(text) in self._addresses
            case PiiType.PERSON:
                return _ends(text) in self._people
            case _:
                return False

    def _own_email(self, email: str) -> bool:
        domain = email.rpartition("@")[2]
        return email in self._emails or any(domain == own or domain.endswith(f".{own}") for own in self._domains)

    def _number(self, text: str) -> str:
        digits = _DIGITS.sub("", text).removeprefix("1")[:10]
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


def _ends(name: str) -> tuple[str, str]:
    parts = name_parts(name)
    return (parts[0], parts[-1]) if len(parts) > 1 else ("", name)

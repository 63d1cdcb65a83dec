"""A finding says where PII stands, which type it is, how sure and who says so - never the text itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

__all__ = ["SPREAD", "Cover", "Disposition", "Finding", "IdKind", "Link", "PiiType", "Ruling", "Standing", "Witness"]

SPREAD = "spread"
"""The detector named by a finding that was made because its value was found elsewhere (rule R8)."""


class _Named(Enum):
    """Members are one object each: hashed as such, several times faster than by name, which a table's cells ask for a hundred times a row."""

    __hash__ = object.__hash__


class PiiType(_Named):
    """The types `detect` prints. Clauses and treatment are data: see records/statute.py."""

    __hash__ = object.__hash__  # Enum's own is Python code, and every finding asks it

    PERSON = "PERSON"
    ADDRESS = "ADDRESS"
    LOCATION = "LOCATION"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    SSN = "SSN"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    ID = "ID"


class IdKind(_Named):
    """What an ID is: the identifiers U1-U15 of the rule set."""

    __hash__ = object.__hash__  # Enum's own is Python code, and every finding asks it

    DRIVER_LICENCE = "driver_licence"
    STATE_ID = "state_id"
    PLATE = "plate"
    VIN = "vin"
    ACCOUNT = "account"
    BANK = "bank"
    CARD = "card"
    CREDENTIAL = "credential"
    PASSPORT = "passport"
    IMMIGRATION = "immigration"
    MEDICAL_RECORD = "medical_record"
    INSURANCE = "insurance"
    EMPLOYEE = "employee"
    CASE_NUMBER = "case_number"
    PERMIT = "permit"
    GEOCODE = "geocode"
    COORDINATES = "coordinates"
    IP = "ip"
    MAC = "mac"
    DEVICE = "device"
    COOKIE = "cookie"
    USERNAME = "username"
    TAX_ID = "tax_id"
    INVALID_SSN = "invalid_ssn"
    MESSAGE_ID = "message_id"
    ENCODED = "encoded"
    OTHER = "other"


class Finding(NamedTuple):
    """PII at ``[start, end)`` of ``record.fields[field].text``, offsets in characters of the original text.

    A tuple, since millions are made of a database: a frozen dataclass takes twice as long to make.
    """

    field: int
    start: int
    end: int
    type: PiiType
    score: float
    detector: str
    kind: IdKind | None = None
    pattern: str = ""


class Link(_Named):
    """How far apart the two halves of a combination stand (rule R2)."""

    RECORD = "L0"
    CONTAINER = "L1"
    SHARED_KEY = "L2"


@dataclass(frozen=True, slots=True)
class Witness:
    """Why an identifier counts: the direct element it is combined with, how they are linked and over which hops (ids only)."""

    partner: PiiType
    link: Link
    path: tuple[str, ...] = ()


class Standing(_Named):
    """The class of a ruling in the inventory."""

    DIRECT = "direct"  # R1: PII by itself
    COMBINED = "combined"  # R2: PII by its witness
    RESTRICTED = "restricted"  # R5: redacted even alone
    LINKABLE = "linkable"  # R6: joined only through a public source
    UNCOMBINED = "uncombined"  # an identifier with no one beside it
    PUBLIC_ROLE = "public-role"  # R9: an official acting as such
    PLACE = "place"  # a town or state alone: no residence
    OPAQUE = "opaque"  # an unknown value, masked whole


class Disposition(_Named):
    """What happens to the text. Detection never decides this."""

    REDACT = "redact"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is done with one stretch of text, on whose authority, and which detectors found it."""

    field: int
    start: int
    end: int
    type: PiiType
    kind: IdKind | None
    score: float
    detectors: tuple[str, ...]
    standing: Standing
    disposition: Disposition
    authority: str
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The rulings of one record: sorted, disjoint, together covering every character of every finding."""

    rulings: tuple[Ruling, ...]

    def redacted(self) -> tuple[Ruling, ...]:
        """Return the rulings that take text away."""
        return tuple(ruling for ruling in self.rulings if ruling.disposition is Disposition.REDACT)

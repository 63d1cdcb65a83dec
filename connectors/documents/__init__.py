"""File formats: bytes to fields and redacted fields to new bytes, used by every store and for every attachment."""

from __future__ import annotations

from connectors.documents.calendar import CALENDAR
from connectors.documents.contract import Document, Format
from connectors.documents.csv import CSV
from connectors.documents.html import HTML
from connectors.documents.json import JSON, JSONL
from connectors.documents.magic import is_fax, is_heic, is_jpeg, is_pdf, is_picture
from connectors.documents.packages import (
    is_archive,
    is_document,
    is_mail,
    is_old_document,
    is_old_workbook,
    is_presentation,
    is_rich_text,
    is_workbook,
)
from connectors.documents.sandbox import Sandboxed
from connectors.documents.text import TEXT
from connectors.documents.vcard import VCARD
from connectors.documents.xml import XML

__all__ = [
    "ARCHIVE", "CALENDAR", "CSV", "DOCX", "FAX", "FORMATS", "HEAD", "HEIC", "HTML", "JPEG", "JSON", "JSONL", "MAIL", "OLD_SHEETS", "OLD_WORD", "PDF", "PICTURE",
    "PPTX", "RTF", "TEXT", "VCARD", "XLSX",
    "XML", "Document", "Format", "recognise",
]  # fmt: skip

HEAD = 64 * 1024
"""Bytes of the beginning of a content that are enough to recognise it."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

XLSX = Sandboxed("xlsx", ".xlsx", _SHEET, "connectors.documents.xlsx", is_workbook)
OLD_SHEETS = Sandboxed("sheets", ".xlsx", _SHEET, "connectors.documents.old_sheets", is_old_workbook)
DOCX = Sandboxed("docx", ".docx", _WORD, "connectors.documents.docx", is_document)
PPTX = Sandboxed("pptx", ".docx", _WORD, "connectors.documents.pptx", is_presentation)
OLD_WORD = Sandboxed("word", ".docx", _WORD, "connectors.documents.old_word", is_old_document)
ARCHIVE = Sandboxed("archive", ".zip", "application/zip", "connectors.documents.archive", is_archive)
MAIL = Sandboxed("mail", ".eml", "message/rfc822", "connectors.documents.mail", is_mail)
RTF = Sandboxed("rtf", ".txt", "text/plain", "connectors.documents.rtf", is_rich_text)
PDF = Sandboxed("pdf", ".pdf", "application/pdf", "connectors.documents.pdf", is_pdf)
JPEG = Sandboxed("jpeg", ".jpg", "image/jpeg", "connectors.documents.image", is_jpeg)
HEIC = Sandboxed("heic", ".jpg", "image/jpeg", "connectors.documents.image", is_heic)
FAX = Sandboxed("tiff", ".tif", "image/tiff", "connectors.documents.image", is_fax)
PICTURE = Sandboxed("picture", ".png", "image/png", "connectors.documents.image", is_picture)

FORMATS: tuple[Format, ...] = (
    OLD_WORD,
    OLD_SHEETS,
    XLSX,
    DOCX,
    PPTX,
    MAIL,
    PDF,
    JPEG,
    HEIC,
    FAX,
    PICTURE,
    RTF,
    ARCHIVE,
    CALENDAR,
    VCARD,
    HTML,
    XML,
    JSONL,
    JSON,
    CSV,
    TEXT,
)
"""Every format, the stricter before the laxer: the first that recognises a content reads it."""


def recognise(head: bytes, name: str) -> Format | None:
    """Return the format of content that begins with *head*, or None where no format knows it: then it is withheld.

    *name* only breaks ties between text formats; it never turns one kind of content into another.
    """
    return next((each for each in FORMATS if each.recognises(head[:HEAD], name)), None)

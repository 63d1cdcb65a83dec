"""A message inside an archive or a database cell - EML, MSG or TNEF - is read and rebuilt as mail is anywhere, as EML.

Its ids of threading become digests under a key made from its own bytes: they tell nothing, and hold within this message only.
"""

from __future__ import annotations

import hashlib
import re

from connectors.documents.contract import Document
from connectors.mail.fields import Intake
from connectors.mail.parse import parse
from connectors.mail.threads import Ids
from connectors.mail.write import message_bytes
from connectors.mapi import convert
from connectors.mapi.markers import is_item
from records.settings import Limits

__all__ = ["read", "rebuild"]

_LINE_END = re.compile(rb"\r?\n")


def read(content: bytes, limits: Limits) -> Document:
    """Return the document of a message; raise Unreadable where it cannot be read."""
    part = parse(convert(content) if is_item(content) else content, limits)
    ids = Ids(hashlib.sha256(b"ids " + hashlib.sha256(content).digest()).digest())
    intake = Intake(container="", record="", ids=ids, limits=limits)
    plan = intake.message(part)
    return Document(tuple(intake.fields), tuple(intake.withheld), plan)


def rebuild(document: Document, texts: tuple[str, ...]) -> bytes:
    """Return the message, redacted, its lines ended by CR LF."""
    return _LINE_END.sub(b"\r\n", message_bytes(document.carrier, texts, name="message"))

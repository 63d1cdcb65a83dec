"""A message becomes the fields that are scanned and the plan of its copy; what the policy drops is scanned all the same.

Policy: From, To, Cc, Subject, Date and the ids of threading are released, nothing else of the headers; one view of the body;
every attachment rebuilt or replaced by a notice. Bcc, transport headers, file names and text around the parts are never released.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.utils import format_datetime, parsedate_to_datetime

from connectors.documents import HEAD, MAIL, TEXT, recognise
from connectors.documents.contract import Document, Format
from connectors.documents.decode import decode, is_textual
from connectors.documents.html import HTML
from connectors.mail.headers import decode_words, mailboxes, one_line
from connectors.mail.outline import View, outline
from connectors.mail.parse import Part, looks_like_message, parameters, parse
from connectors.mail.plan import Attached, Notice, Plan, Text
from connectors.mail.refused import refused
from connectors.mail.sniff import contradicts, keeps, locked
from connectors.mail.threads import Ids, message_ids
from connectors.mapi import convert
from connectors.mapi.markers import is_item
from records.boundary import attempt
from records.errors import Reason, Unreadable
from records.record import Field, Shape, Withheld
from records.settings import Limits

__all__ = ["Intake"]

_RELEASED = {"from": "From", "to": "To", "cc": "Cc", "subject": "Subject"}
_ADDRESSES = frozenset({
    "from", "to", "cc", "bcc", "reply-to", "sender", "resent-from", "resent-to", "resent-cc", "resent-bcc",
    "resent-sender", "return-path", "delivered-to", "disposition-notification-to", "errors-to", "mail-followup-to",
    "x-original-to", "envelope-to", "apparently-to",
})  # fmt: skip
_TITLES = frozenset({"subject", "thread-topic"})
_DULL = frozenset({"mime-version", "content-transfer-encoding"})
_DULL_PARAMETERS = frozenset(
    {"boundary", "charset", "delsp", "format", "micalg", "protocol", "report-type", "reply-type", "type"}
)
_MESSAGES = frozenset(
    {"message/rfc822", "message/global", "message/news", "text/rfc822-headers", "message/rfc822-headers"}
)
_DATE = re.compile(r"[\w,:+ -]{0,80}(?:\([A-Z]{1,5}\))?")  # a date as usual; any other is scanned as well


class Intake:
    """Gathers the fields and withheld parts of one message, nested messages included."""

    def __init__(self, *, container: str, record: str, ids: Ids, limits: Limits) -> None:
        self.fields: list[Field] = []
        self.withheld: list[Withheld] = []
        self._container = container
        self._record = record
        self._ids = ids
        self._limits = limits
        self._scopes = 0

    def message(self, part: Part, *, prefix: str = "", scope: int = 0, depth: int = 0) -> Plan:
        """Add the fields of the message *part* and return the plan of its copy; *prefix* opens the place of each field."""
        headers = self._headers(part, prefix, scope)
        found = outline(part, self._limits)
        body = tuple(self._view(view, f"{prefix}body", scope) for view in found.views)
        for view in found.unreleased:
            self._scan("body", (view.text, *view.others), f"{prefix}body, other view", scope)
            self._hidden(view, f"{prefix}body, other view", scope)
        self._scan("body", found.loose, f"{prefix}text around the parts", scope)
        attached = tuple(
            self._attachment(each, f"{prefix}attachment {n}", depth + 1) for n, each in enumerate(found.attached, 1)
        )
        own, parents = self.ids(part)
        return Plan(
            headers=headers,
            date=_date(part.value("date")),
            message_id=self._ids.released(own or f"{self._container} {self._record} {prefix}"),
            in_reply_to=tuple(map(self._ids.released, message_ids(part.value("in-reply-to")))),
            references=tuple(map(self._ids.released, parents)),
            body=body,
            attachments=attached,
        )

    def ids(self, part: Part) -> tuple[str, tuple[str, ...]]:
        """Return a message's own id and those it refers to, oldest first."""
        own = next(iter(message_ids(part.value("message-id"))), "")
        parents = message_ids(" ".join(part.values("references"))) or message_ids(part.value("in-reply-to"))
        return own, tuple(dict.fromkeys(parents))

    def envelope(self, separator: bytes) -> None:
        """Scan the "From " line that stood before the message in an mbox; it holds the sender's address (P01)."""
        self._scan("envelope", (decode(separator)[0].strip(),), "separator line", 0)

    def _add(self, field: Field) -> int:
        self.fields.append(field)
        return len(self.fields) - 1

    def _scan(self, name: str, texts: list[str] | tuple[str, ...], place: str, scope: int) -> None:
        for text in texts:
            if text.strip():
                kept = text[: self._limits.field_chars]  # never emitted, so a cut costs a finding and leaks nothing
                self._add(Field(name, kept, Shape.PROSE, f"{place} (not released)", scope, released=False))

    def _headers(self, part: Part, prefix: str, scope: int) -> tuple[tuple[str, int], ...]:
        released: dict[str, int] = {}
        transport: list[str] = []
        for header in part.headers:
            key = header.name.lower()
            text = mailboxes(header.value) if key in _ADDRESSES else one_line(decode_words(header.value))
            shape = Shape.MAILBOXES if key in _ADDRESSES else Shape.TITLE
            name = _RELEASED.get(key, key.title())
            if key in _RELEASED and name not in released:
                released[name] = self._add(Field(name, text, shape, f"{prefix}header {name}", scope))
            elif key in _ADDRESSES | _TITLES:
                self._add(Field(name, text, shape, f"{prefix}header {name} (not released)", scope, released=False))
            elif key not in _DULL and not key.startswith("content-") and not (key == "date" and _DATE.fullmatch(text)):
                transport.append(f"{header.name}: {text}")
        self._scan("transport headers", ("\n".join(transport),), f"{prefix}transport headers", scope)
        if not part.parts and not part.flaw:
            self._part_headers(part, prefix.removesuffix(": ") or "body", scope)
        return tuple(released.items())

    def _part_headers(self, part: Part, place: str, scope: int) -> None:
        """Scan the file names and every other telling header of a part; none of them is released (E05, M22)."""
        names: dict[str, None] = {}
        lines: list[str] = []
        for header in part.headers:
            key = header.name.lower()
            if not key.startswith("content-") or key in _DULL:
                continue
            told = [(name, text) for name, text in parameters(header.value) if name not in _DULL_PARAMETERS]
            names.update((one_line(decode_words(text)), None) for name, text in told if name in {"name", "filename"})
            if told or key not in {"content-type", "content-disposition"}:
                lines.append(f"{header.name}: {one_line(decode_words(header.value))}")
        for name in names:
            self._add(
                Field("file name", name, Shape.FILE_NAME, f"{place} file name (not released)", scope, released=False)
            )
        self._scan("part headers", ("\n".join(lines),), f"{place} headers", scope)

    def _view(self, view: View, place: str, scope: int) -> Text | Attached | Notice:
        self._scan("body", view.others, f"{place}, other reading", scope)
        if view.flaw:
            return self._withhold(place, view.flaw)
        index = self._add(Field("body", view.text, Shape.PROSE, place, scope))
        if view.document is None:
            return Text(index)
        self._hidden(view, place, scope)
        return Attached(HTML, view.document, index)

    def _hidden(self, view: View, place: str, scope: int) -> None:
        for each in view.document.withheld if view.document else ():
            self.withheld.append(Withheld(self._container, self._record, f"{place}: {each.place}", each.reason))
        for hidden in view.document.fields[1:] if view.document else ():
            self._add(
                Field(
                    "hidden text",
                    hidden.text,
                    Shape.PROSE,
                    f"{place}, hidden text (not released)",
                    scope,
                    released=False,
                )
            )

    def _withhold(self, place: str, reason: Reason) -> Notice:
        self.withheld.append(Withheld(self._container, self._record, place, reason))
        return Notice(reason)

    def _attachment(self, part: Part, place: str, depth: int) -> Attached | Notice | Plan:
        self._scopes += 1
        scope, before = self._scopes, len(self.fields)
        self._part_headers(part, place, scope)
        outcome = attempt(lambda: self._content(part, place, scope, depth))
        if not isinstance(outcome, Reason):
            return outcome
        self.fields[before:] = [replace(field, released=False) for field in self.fields[before:]]
        self._scan("content", tuple(_readings(part)), place, scope)
        return self._withhold(place, outcome)

    def _content(self, part: Part, place: str, scope: int, depth: int) -> Attached | Plan:
        """Read the content of an attachment; raise Unreadable with the reason why it must be withheld."""
        reason = part.flaw or refused(part)
        if reason:
            raise Unreadable(reason)
        decoded = part.decoded()
        content = decoded.content
        if decoded.defect:  # a stricter reader sees something else (E01): what a list server wrote below, or nothing
            self._scan("content", (decode(part.content)[0],), f"{place}, other reading", scope)
        if not content.strip():  # nothing to withhold, whatever it claims to be (M27)
            return self._document(TEXT, TEXT.read(b""), place, scope)
        name = part.parameter("filename", header="content-disposition") or part.parameter("name")
        if part.media in _MESSAGES or (_may_be_message(part, name) and looks_like_message(content[:HEAD])):
            return self._nested(content, place, scope, depth)
        reason = locked(content)
        if reason or contradicts(part.media, content):
            raise Unreadable(reason or Reason.MISMATCH)
        format_ = MAIL if is_item(content, name) else recognise(content[:HEAD], name)
        if format_ is None or not keeps(part.media, format_.media_type):
            raise Unreadable(Reason.MISMATCH if format_ else Reason.UNSUPPORTED)
        if format_ is MAIL:
            return self._nested(convert(content) if is_item(content) else content, place, scope, depth)
        return self._document(format_, format_.read(content), place, scope)

    def _nested(self, content: bytes, place: str, scope: int, depth: int) -> Plan:
        if depth > self._limits.depth:
            raise Unreadable(Reason.TOO_DEEP)
        return self.message(parse(content, self._limits, depth=depth), prefix=f"{place}: ", scope=scope, depth=depth)

    def _document(self, format_: Format, document: Document, place: str, scope: int) -> Attached:
        first = len(self.fields)
        for field in document.fields:
            where = f"{place}: {field.place}" if field.place else place
            self._add(replace(field, place=where, scope=scope + field.scope))
        self._scopes = max(self._scopes, scope + max((field.scope for field in document.fields), default=0))
        for part in document.withheld:
            self.withheld.append(Withheld(self._container, self._record, f"{place}: {part.place}", part.reason))
        return Attached(format_, document, first)


def _readings(part: Part) -> Iterator[str]:
    """Yield the texts that an attachment says: decoded, and as it was sent where decoding leaves something out."""
    decoded = attempt(part.decoded)
    content = part.content if isinstance(decoded, Reason) else decoded.content
    if is_textual(content[:HEAD]):
        yield decode(content)[0]
    if not isinstance(decoded, Reason) and decoded.defect:
        yield decode(part.content)[0]


def _may_be_message(part: Part, name: str) -> bool:
    return name.lower().endswith((".eml", ".mht", ".mhtml")) or part.media == "application/octet-stream"


def _date(raw: str) -> str:
    """Return a Date header written anew from its instant, or "" where it has none (M28)."""
    try:
        return format_datetime(parsedate_to_datetime(raw.strip()))
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""

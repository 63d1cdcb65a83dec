"""A tree of parts is sorted into what a reader sees as the body, what is attached, and what is only scanned."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from connectors.documents.contract import Document
from connectors.documents.decode import decode
from connectors.documents.html import read_html
from connectors.mail.headers import decode_words
from connectors.mail.inline import cut
from connectors.mail.parse import Part
from connectors.mail.reading import read_text, unflowed
from connectors.mail.sniff import contradicts
from connectors.mail.transfer import unwrap
from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["Outline", "View", "outline"]

STUB = 200  # characters: a plain view this short beside a far longer HTML one is "please use an HTML reader"

_AMP = "text/x-amp-html"
"""A third form of some newsletters, which few programs show: scanned, and released only where there is no other."""
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
"""How a page begins, under whatever name it was sent: its tags and comments would part the letters of a value (M18)."""
# Words with a space between them, or an e-mail address: what a person reads in the strings of a binary file.
_WORDED = re.compile(r"[A-Za-z]{3,} [A-Za-z]{2,}|[A-Za-z0-9]@[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class View:
    """One text of the body: plain text, or a document where it is HTML; ``others`` are further readings of its bytes."""

    text: str
    document: Document | None = None
    others: tuple[str, ...] = ()
    flaw: Reason | None = None


@dataclass(slots=True)
class Outline:
    """The body views to release, those to scan only, the attachments and the loose text around parts, each in order."""

    views: list[View] = field(default_factory=list)
    unreleased: list[View] = field(default_factory=list)
    attached: list[Part] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)

    def take(self, other: Outline, *, released: bool) -> None:
        """Add what *other* holds, its views to those that are released or to those that are not."""
        (self.views if released else self.unreleased).extend(other.views)
        self.unreleased.extend(other.unreleased)
        self.attached.extend(other.attached)
        self.loose.extend(other.loose)


def outline(part: Part, limits: Limits) -> Outline:
    """Return the outline of the message *part*; a tree is never deeper than parse() allows, so this may recurse."""
    found = Outline()
    if part.outside.strip():
        found.loose.append(decode(part.outside)[0])
    if part.flaw or part.media == "multipart/encrypted":
        found.attached.append(part)
    elif part.media == "multipart/alternative":
        _alternative(part, limits, found)
    elif part.media == "multipart/signed":
        _signed(part, limits, found)
    elif part.media.startswith("multipart/"):
        for child in part.parts:
            found.take(outline(child, limits), released=True)
    elif part.media in {"text/plain", "text/html", _AMP} and not _is_file(part):
        _body(part, limits, found)
    elif part.media in {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}:
        found.loose.append(printable(part))
    else:
        found.attached.append(part)
    return found


def printable(part: Part) -> str:
    """Return the runs of printable text in a part, for scanning: a certificate names its holder."""
    try:
        content = part.decoded().content
    except Unreadable:
        content = part.content
    kept = bytes(byte if 32 <= byte < 127 else 10 for byte in content)  # noqa: PLR2004 - printable ASCII
    runs = (run for run in kept.decode("ascii").split("\n") if len(run) > 5)  # noqa: PLR2004 - shorter is noise
    if part.media.startswith("text/"):
        return "\n".join(runs)
    return "\n".join(run for run in runs if _WORDED.search(run) and _is_plain(run))


def _is_plain(run: str) -> bool:
    """Say whether most of a stretch is what words are made of: packed and uuencoded lines are not."""
    return sum(letter.isalnum() or letter in " .,@'-" for letter in run) * 10 >= len(run) * 9


def _signed(part: Part, limits: Limits, found: Outline) -> None:
    for child in part.parts[:1]:
        found.take(outline(child, limits), released=True)
    for child in part.parts[1:]:
        found.loose.append(printable(child))


def _alternative(part: Part, limits: Limits, found: Outline) -> None:
    """Release one view and scan all: the plain one, or the rendered HTML where the plain one is only a stub (M14)."""
    choices = [outline(child, limits) for child in part.parts]
    usual = [choice for choice, child in zip(choices, part.parts, strict=True) if child.media != _AMP]
    chosen = _choice([choice for choice in usual if any(not view.flaw for view in choice.views)] or choices[:1])
    for choice in choices:
        found.take(choice, released=choice is chosen)


def _choice(choices: list[Outline]) -> Outline | None:
    plain = [choice for choice in choices if not any(view.document for view in choice.views)]
    marked = [choice for choice in choices if choice not in plain]
    if not plain or (marked and _stub(_length(plain[0]), max(map(_length, marked)))):
        chosen = next(iter(marked), None)
        if chosen is not None:
            chosen.views = [_rendered(view, found=chosen) for view in chosen.views]
        return chosen
    return plain[0]


def _stub(plain: int, marked: int) -> bool:
    return plain < STUB and marked > 4 * plain


def _length(choice: Outline) -> int:
    return sum(len(view.text.strip()) for view in choice.views)


def _rendered(view: View, *, found: Outline) -> View:
    """Return an HTML view as plain text; its hidden text stays with the views that are only scanned."""
    if view.document is None:
        return view
    found.unreleased.extend(View(hidden.text) for hidden in view.document.fields[1:])
    return View(view.text, others=view.others)


def _is_file(part: Part) -> bool:
    told = part.value("content-disposition").lower()
    named = part.parameter("filename", header="content-disposition") or part.parameter("name")
    return told.startswith("attachment") or bool(named)


def _body(part: Part, limits: Limits, found: Outline) -> None:
    try:
        found.views.append(_view(part, limits, found))
    except Unreadable as error:
        found.views.append(View("", others=(decode(part.content)[0][: limits.field_chars],), flaw=error.reason))


def _view(part: Part, limits: Limits, found: Outline) -> View:
    decoded = part.decoded()
    if contradicts(part.media, decoded.content):
        raise Unreadable(Reason.MISMATCH)
    reading = read_text(decoded.content, part.parameter("charset"))
    lines = reading.text.replace("\r\n", "\n")
    if part.parameter("format").lower() == "flowed" and part.parameter("delsp").lower() == "yes":
        lines = unflowed(lines)
    text = decode_words(unwrap(lines))  # raw headers quoted in a bounce, a forward, a digest
    others = tuple(other for other in (reading.other, decode(part.content)[0] if decoded.defect else "") if other)
    if part.media in {"text/html", _AMP} or _PAGE.match(text):
        document = read_html(text)
        return _bounded(View(document.fields[0].text, document, others), limits)
    kept = cut(text)
    found.attached.extend(kept.parts)
    return _bounded(View(kept.text, others=others), limits)


def _bounded(view: View, limits: Limits) -> View:
    if len(view.text) > limits.field_chars:
        raise Unreadable(Reason.TOO_LARGE)
    return view

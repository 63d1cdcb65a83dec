"""An Outlook item is written as a message of RFC 5322, so that the reader of mail, its policy and its limits hold for it too.

Released headers come from the item's own properties and its table of recipients. Every other text of it - Exchange names, names
of properties, transport headers, paths, who changed it last - stands before the parts, where it is scanned and never released.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.parser import HeaderParser
from email.utils import format_datetime

from connectors.mapi.addresses import Person, author, people, sender
from connectors.mapi.bodies import body
from connectors.mapi.entries import entries, remarks
from connectors.mapi.item import Attachment, Item
from connectors.mapi.mime import attached, leaf, message, multipart, withheld
from connectors.mapi.properties import Bag
from records.errors import Reason, Unreadable
from records.settings import Limits

__all__ = ["compose"]

_TOPIC, _TRANSPORT, _INDEX = 0x0070, 0x007D, 0x0071
_MESSAGE_ID, _REFERENCES, _IN_REPLY_TO = 0x1035, 0x1039, 0x1042
_SENT, _DELIVERED, _CREATED = 0x0039, 0x0E06, 0x3007
_DISPLAYED = (("To", 0x0E04), ("Cc", 0x0E03), ("Bcc", 0x0E02))
_BODIES = frozenset({0x1000, 0x1013, 0x1009, 0x0037})
_FILE_NAMES, _MEDIA, _CONTENT_ID = (0x3707, 0x3704, 0x3001), 0x370E, 0x3712
_LABELS = {0x3FFA: "last modified by", 0x3FF8: "created by", 0x0E1D: "subject", 0x0C1A: "sender", 0x0040: "received by"}
_THREAD = 22  # bytes of a conversation index that all messages of a conversation share ([MS-OXOMSG] 2.2.1.3)
_ENTITY = ("multipart/",)


def compose(item: Item, limits: Limits, *, depth: int = 0) -> bytes:
    """Return *item* as the bytes of a message; raise Unreadable where it is larger or deeper than *limits* allow."""
    if depth > limits.depth:
        raise Unreadable(Reason.TOO_DEEP)
    headers = list(_headers(item))
    shown, flaws = body(item.bag)
    notes = remarks(item)
    views = [shown] if shown is not None else []
    views += [leaf(notes.encode("utf-8", "replace"), "text/plain", charset="utf-8")] if notes else []
    parts = [*views, *entries(item), *flaws]
    aside = [*_rest(item.bag, {value for _, value in headers})]
    for bag in item.recipients:
        aside += _rest(bag, set())
    parts += _attachments(item, aside, limits, depth)
    content = multipart("mixed", parts or [leaf(b"", "text/plain")], aside="\n".join(aside))
    if len(content) > limits.item_bytes:
        raise Unreadable(Reason.TOO_LARGE)
    return message(headers, content)


def _headers(item: Item) -> Iterator[tuple[str, str]]:
    bag = item.bag
    transport = HeaderParser(policy=policy.compat32).parsestr(bag.text(_TRANSPORT).strip() + "\n\n")
    from_, by = author(bag), sender(bag)
    told = str(transport.get("From", ""))
    yield "From", told if "@" in told and not from_.address else from_.mailbox() or told
    if by != from_:
        yield "Sender", by.mailbox()
    yield from _addressed(item)
    yield "Subject", bag.subject()
    yield "Thread-Topic", bag.text(_TOPIC)
    moment = bag.moment(_SENT, _DELIVERED)
    told = str(transport.get("Date", ""))
    created = bag.moment(_CREATED)
    yield "Date", format_datetime(moment) if moment else told or (format_datetime(created) if created else "")
    yield from _threading(bag, str(transport.get("Message-ID", "")), str(transport.get("References", "")))


def _addressed(item: Item) -> Iterator[tuple[str, str]]:
    """Yield To, Cc and Bcc from the table of recipients or, where it is missing, from what the item shows of them."""
    found: dict[str, list[str]] = {}
    for kind, person in people(item.recipients):
        if mailbox := person.mailbox():
            found.setdefault(kind, []).append(mailbox)
    for kind, shown in _DISPLAYED:
        yield (
            kind,
            ", ".join(found.get(kind, ()))
            or ("" if found else ", ".join(_quoted(each) for each in item.bag.text(shown).split(";"))),
        )


def _quoted(name: str) -> str:
    return Person(name.strip(), "").mailbox()


def _threading(bag: Bag, own: str, ancestors: str) -> Iterator[tuple[str, str]]:
    """Yield the ids of threading; a conversation index stands in for references where there are none."""
    yield "Message-ID", bag.text(_MESSAGE_ID) or own
    yield "In-Reply-To", bag.text(_IN_REPLY_TO)
    references = bag.text(_REFERENCES) or ancestors
    index = bag.binary(_INDEX)[:_THREAD]
    if not references and len(index) == _THREAD:
        references = f"<{index.hex()}@conversation.invalid>"
    yield "References", references


def _rest(bag: Bag, told: set[str]) -> Iterator[str]:
    """Yield every text of *bag* that is not *told* elsewhere, each once, as a line that begins with what it is."""
    for id_, text in bag.strings():
        if id_ not in _BODIES and text not in told:
            told.add(text)
            yield f"{_LABELS.get(id_, f'property {id_:04x}')}: {text}"


def _attachments(item: Item, aside: list[str], limits: Limits, depth: int) -> Iterator[bytes]:
    total = 0
    for number, each in enumerate(item.attachments, 1):
        if number > limits.parts:
            raise Unreadable(Reason.TOO_LARGE)
        part = _attachment(each, limits, depth)
        total += len(part)
        if total > limits.item_bytes:
            raise Unreadable(Reason.TOO_LARGE)
        aside += _rest(each.bag, {each.bag.text(id_) for id_ in _FILE_NAMES})
        yield part


def _attachment(each: Attachment, limits: Limits, depth: int) -> bytes:
    name = each.bag.text(*_FILE_NAMES)
    if each.flaw is not None:
        return withheld(each.flaw, name=name, words=each.content.decode("utf-8", "replace"))
    if each.item is not None:
        try:
            return attached(compose(each.item, limits, depth=depth + 1), "message/rfc822", name=name)
        except Unreadable as error:
            return withheld(error.reason, name=name)
    media = each.bag.text(_MEDIA)
    entity = media.lower().startswith(_ENTITY)  # signed in the clear: the file is the whole of what was signed
    return attached(
        each.content, "message/rfc822" if entity else media, name=name, content_id=each.bag.text(_CONTENT_ID)
    )

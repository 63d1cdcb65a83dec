"""Mailboxes are read message by message and rebuilt as what they were: mbox as mbox, Maildir as Maildir, EML as EML.

A message that cannot be read leaves a stub in its place, so that any mail program counts as many messages as the source has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from connectors.files import create, digest, open_source, size_below
from connectors.mail.fields import Intake
from connectors.mail.headers import decode_words, one_line
from connectors.mail.parse import looks_like_message, parse
from connectors.mail.split import Span, looks_like_mbox, messages, unescape
from connectors.mail.threads import Ids, Threads
from connectors.mail.write import message_bytes, notice_bytes, quote_separators
from records.boundary import attempt
from records.errors import Reason, SourceUnavailable, Unreadable
from records.record import Container, Item, Record, Withheld
from records.settings import Limits, Settings

__all__ = [
    "EmlConnector",
    "MailReader",
    "MailSource",
    "MailWriter",
    "MaildirConnector",
    "MboxConnector",
    "looks_like_mbox",
    "looks_like_message",
]

_SEPARATOR = b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n"
_SUBFOLDERS = ("cur", "new", "tmp")


class MailReader:
    """Turns the bytes of one message after another into items of one container."""

    def __init__(self, container: str, key: bytes, limits: Limits, *, noun: str = "message") -> None:
        self._container = container
        self._noun = noun
        self._limits = limits
        self._ids = Ids(key)
        self._threads = Threads(self._ids)

    def item(self, number: int, content: bytes, separator: bytes = b"") -> Item:
        """Return message *number* as a record, or as withheld where it cannot be read."""
        outcome = attempt(lambda: self._record(str(number), content, separator))
        return self.withheld(number, outcome) if isinstance(outcome, Reason) else outcome

    def withheld(self, number: int, reason: Reason) -> Withheld:
        return Withheld(self._container, str(number), f"{self._noun} {number}", reason)

    def _record(self, number: str, content: bytes, separator: bytes) -> Record:
        if len(content) > self._limits.item_bytes:
            raise Unreadable(Reason.TOO_LARGE)
        part = parse(content, self._limits)
        intake = Intake(container=self._container, record=number, ids=self._ids, limits=self._limits)
        plan = intake.message(part)
        intake.envelope(separator)
        own, parents = intake.ids(part)
        subject = one_line(decode_words(part.value("subject")))
        return Record(
            id=number,
            container=self._container,
            fields=tuple(intake.fields),
            place=f"{self._noun} {number}",
            thread=self._threads.root(own, parents, subject),
            withheld=tuple(intake.withheld),
            size=len(content),
            carrier=plan,
        )


class MailWriter:
    """Appends messages to an mbox, or writes each to a file of its own, under generated names."""

    def __init__(self, into: Path, *, kind: str, key: bytes) -> None:
        self._into = into
        self._kind = kind
        self._ids = Ids(key)
        self._open: dict[str, BinaryIO] = {}

    def add(self, record: Record, texts: tuple[str, ...]) -> str:
        if len(texts) != len(record.fields):
            raise Unreadable(Reason.NOT_REBUILT, item=record.id)
        name = f"{record.container}-{record.id}"
        content = attempt(lambda: message_bytes(record.carrier, texts, name=name))
        if isinstance(content, Reason):
            raise Unreadable(Reason.NOT_REBUILT, item=record.id)
        return self._write(record.container, record.id, content)

    def withhold(self, item: Withheld) -> str:
        stub = self._ids.released(f"{item.container} {item.record} withheld")
        return self._write(item.container, item.record, notice_bytes(item.reason, message_id=stub))

    def close(self) -> None:
        for out in self._open.values():
            out.close()
        self._open.clear()

    def _write(self, container: str, number: str, content: bytes) -> str:
        if self._kind == "mbox":
            name = f"{container}.mbox"
            self._stream(name).write(_SEPARATOR + quote_separators(content) + b"\n")
            return name
        if self._kind == "maildir":
            for folder in _SUBFOLDERS:
                (self._into / container / folder).mkdir(parents=True, exist_ok=True)
            name = f"{container}/cur/{int(number):06d}.eml"  # a suffix, so that any program knows what it is
        else:
            name = f"{container}.eml"
            content = content.replace(b"\n", b"\r\n")
        with create(self._into / name) as out:
            out.write(content)
        return name

    def _stream(self, name: str) -> BinaryIO:
        if name not in self._open:
            self._open[name] = create(self._into / name)
        return self._open[name]


class MailSource:
    """What the three kinds of mail source share: one container, its settings and the key of its ids.

    Without *release_key* the key is derived from the source, so that two runs over the same source give the same bytes; a
    folder of mailboxes passes one key to all, so that threads hold across them.
    """

    kind = ""

    def __init__(
        self, path: Path, settings: Settings, *, container_id: str = "0001", release_key: bytes | None = None
    ) -> None:
        self._path = Path(path)
        self._limits = settings.limits
        self._container = container_id
        self._given_key = release_key
        self._derived_key = b""
        self._passed = 0
        self._whole = -1

    def containers(self) -> tuple[Container, ...]:
        return (Container(id=self._container, label=self._path.name, kind=self.kind, item="message"),)

    def rebuild(self, into: Path) -> MailWriter:
        return MailWriter(into, kind=self.kind, key=self._key())

    def fingerprint(self) -> str:
        return digest(self._path)

    def reach(self) -> tuple[int, int]:
        if self._whole < 0:
            self._whole = size_below(self._path)
        return self._passed, self._whole

    def _key(self) -> bytes:
        if self._given_key is not None:
            return self._given_key
        self._derived_key = self._derived_key or hashlib.sha256(b"ids " + self.fingerprint().encode()).digest()
        return self._derived_key

    def _reader(self) -> MailReader:
        return MailReader(self._container, self._key(), self._limits)


class MboxConnector(MailSource):
    """One mbox file in any of its dialects."""

    kind = "mbox"

    def read(self) -> Iterator[Item]:
        reader = self._reader()
        with _opened(self._path) as mbox:
            for number, span in enumerate(messages(mbox), 1):
                self._passed = span.end
                if span.end - span.start > self._limits.item_bytes:
                    yield reader.withheld(number, Reason.TOO_LARGE)
                else:
                    yield reader.item(number, _span(mbox, span), span.separator)


class EmlConnector(MailSource):
    """One file that holds one message."""

    kind = "eml"

    def read(self) -> Iterator[Item]:
        yield _file(self._reader(), 1, self._path, self._limits)


class MaildirConnector(MailSource):
    """A Maildir: the messages in cur and new, by name; its subfolders (``.Sent``) are Maildirs of their own.

    What lies in tmp was never delivered and is withheld by policy; a link is never followed. Flags and names are not released.
    """

    kind = "maildir"

    def read(self) -> Iterator[Item]:
        reader = self._reader()
        self._passed = 0
        for number, (path, reason) in enumerate(_entries(self._path), 1):
            self._passed += size_below(path)
            yield reader.withheld(number, reason) if reason else _file(reader, number, path, self._limits)

    def fingerprint(self) -> str:
        whole = hashlib.sha256()
        for path, _ in _entries(self._path):
            state = "link" if path.is_symlink() else digest(path)
            whole.update(f"{path.relative_to(self._path).as_posix()}\0{state}\n".encode("utf-8", "surrogateescape"))
        return whole.hexdigest()


def _entries(root: Path) -> Iterator[tuple[Path, Reason | None]]:
    """Yield the files of a Maildir in a fixed order, each with the reason why it is withheld unread, if there is one."""
    for folder in _SUBFOLDERS:
        for path in _listed(root / folder):
            if path.is_symlink() or not path.is_file():
                yield path, Reason.EXTERNAL if path.is_symlink() else Reason.UNSUPPORTED
            else:
                yield path, Reason.POLICY if folder == "tmp" else None


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        raise SourceUnavailable("a folder of the mailbox cannot be listed") from None


def _file(reader: MailReader, number: int, path: Path, limits: Limits) -> Item:
    with _opened(path) as source:
        content = source.read(limits.item_bytes + 1)
    if len(content) > limits.item_bytes:
        return reader.withheld(number, Reason.TOO_LARGE)
    return reader.item(number, content)


def _span(mbox: BinaryIO, span: Span) -> bytes:
    mbox.seek(span.start)
    return unescape(mbox.read(span.end - span.start).removesuffix(b"\n"))


def _opened(path: Path) -> BinaryIO:
    try:
        return open_source(path)
    except OSError:
        raise SourceUnavailable("the mailbox cannot be opened") from None

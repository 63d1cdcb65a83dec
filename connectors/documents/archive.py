"""An archive is read member by member, each by its own format, and zipped anew under generated names.

Zip and tar, and what gzip packed, archives in archives as well, all within one budget of bytes, members and depth (P09). Names,
comments and links are scanned or counted and never released; a member that cannot be read leaves a notice in its place (P11, P12).
"""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from connectors.documents import HEAD, recognise
from connectors.documents.cells import NOTICE
from connectors.documents.contract import Document, Format
from connectors.documents.decode import decode
from connectors.documents.text import TEXT
from connectors.documents.unzip import Archive, Budget, open_zip, write_zip
from records.boundary import attempt
from records.errors import Reason, Unreadable
from records.record import Field, Shape, Withheld
from records.settings import Limits

__all__ = ["read", "rebuild"]

_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TAR = slice(257, 262)
_RATIO = 200
_SMALL = 10_000_000
_BLOCK = 1 << 16
_TYPES = "[Content_Types].xml"
_LINK = 0xA000
"""The Unix file type of a symbolic link, in the high half of a zip member's attributes."""


@dataclass(frozen=True, slots=True)
class _File:
    """One member that holds bytes, or that cannot be had and why."""

    name: str
    content: bytes
    flaw: Reason | None = None


@dataclass(frozen=True, slots=True)
class _Member:
    """What becomes of one member: a document in its format, an archive in this one, or a notice."""

    document: Document | None
    format: Format | None
    flaw: Reason | None


def read(content: bytes, limits: Limits) -> Document:
    """Return the document of an archive; raise Unreadable where it is none, or past its limits."""
    return _Reading(Budget.of(limits), limits.depth).archive(content, 1)


def rebuild(document: Document, texts: tuple[str, ...]) -> bytes:
    """Return a new zip archive of the members, rebuilt from *texts*."""
    return write_zip(tuple(_rebuilt(document.carrier, texts)))


def _rebuilt(members: tuple[_Member, ...], texts: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    start = 0
    for number, member in enumerate(members, 1):
        start += 1  # the member's name is the first of its texts
        if member.document is None:
            reason = member.flaw or Reason.NOT_REBUILT
            yield f"{number:04d}-withheld.txt", f"{NOTICE.format(reason.value)}\n".encode()
            continue
        own = texts[start : start + len(member.document.fields)]
        start += len(own)
        if member.format is None:
            yield f"{number:04d}.zip", rebuild(member.document, own)
        else:
            yield f"{number:04d}{member.format.suffix}", member.format.rebuild(member.document, own)


class _Reading:
    """Reads archives in archives against one budget."""

    def __init__(self, budget: Budget, deepest: int) -> None:
        self._budget = budget
        self._deepest = deepest

    def archive(self, content: bytes, depth: int) -> Document:
        """Return the document of one archive, whose members may be archives."""
        if depth > self._deepest:
            raise Unreadable(Reason.TOO_DEEP)
        fields: list[Field] = []
        withheld: list[Withheld] = []
        members: list[_Member] = []
        scope = 0
        for number, file in enumerate(self._files(content), 1):
            place = f"member {number}"
            name = Field(
                "file name", file.name, Shape.FILE_NAME, f"{place} file name (not released)", scope + 1, released=False
            )
            member = self._member(file, depth)
            members.append(member)
            own = member.document.fields if member.document else ()
            fields += [name, *(_moved(field, place, scope + 1) for field in own)]
            withheld += _flaws(member, place)
            scope += 1 + max((field.scope for field in own), default=0)
        extra = tuple(self._extra(content))
        return Document((*fields, *extra), tuple(withheld), tuple(members))

    def _member(self, file: _File, depth: int) -> _Member:
        found: tuple[Document, Format | None] | Reason
        found = file.flaw if file.flaw is not None else attempt(lambda: self._document(file, depth))
        if isinstance(found, Reason):
            if found is Reason.TOO_LARGE and (self._budget.left < 0 or self._budget.members < 0):
                raise Unreadable(Reason.TOO_LARGE)  # the whole is a bomb, not this member alone
            return _Member(None, None, found)
        return _Member(*found, None)

    def _document(self, file: _File, depth: int) -> tuple[Document, Format | None]:
        if _is_archive(file.content) and not _is_office(file):
            return self.archive(file.content, depth + 1), None
        format_ = recognise(file.content[:HEAD], file.name) if file.content else TEXT
        if format_ is None:
            raise Unreadable(Reason.UNSUPPORTED)
        return format_.read(file.content), format_

    def _files(self, content: bytes) -> Iterator[_File]:
        if content.startswith(_ZIP):
            yield from self._of_zip(open_zip(content, self._budget))
            return
        if content.startswith(_GZIP):
            content = self._gunzip(content)
            if content[_TAR] != b"ustar":
                yield _File("", content)
                return
        yield from self._of_tar(content)

    def _of_zip(self, archive: Archive) -> Iterator[_File]:
        if any(member.filename == _TYPES for member in archive.members):
            raise Unreadable(Reason.UNSUPPORTED)  # an office document of another kind
        for member in archive.members:
            name = _name(member)
            if (member.external_attr >> 16) & 0xF000 not in {0, 0x8000, 0x4000}:
                yield _File(name, b"", Reason.EXTERNAL if (member.external_attr >> 16) & _LINK else Reason.UNSUPPORTED)
            elif member.is_dir():
                continue
            else:
                found = attempt(lambda each=member: archive.read(each))  # type: ignore[misc]  # bound at once
                yield _File(name, b"", found) if isinstance(found, Reason) else _File(name, found)
        yield from (_File("", b"", Reason.AMBIGUOUS) for _ in range(archive.unlisted))

    def _of_tar(self, content: bytes) -> Iterator[_File]:
        try:
            with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
                for member in archive:
                    self._budget.enrol(1)
                    stream = archive.extractfile(member) if member.isreg() else None
                    if stream is not None:
                        self._budget.spend(member.size)
                        yield _File(member.name, stream.read())
                    elif not member.isdir():
                        yield _File(
                            member.name,
                            b"",
                            Reason.EXTERNAL if member.islnk() or member.issym() else Reason.UNSUPPORTED,
                        )
        except (tarfile.TarError, ValueError, EOFError):
            raise Unreadable(Reason.UNREADABLE) from None

    def _gunzip(self, content: bytes) -> bytes:
        """Unpack every member of a gzip file within the budget (RFC 1952)."""
        out = bytearray()
        rest = content
        while rest.startswith(_GZIP):
            stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
            try:
                while not stream.eof and rest:
                    chunk = stream.decompress(rest, _BLOCK)
                    self._budget.spend(len(chunk))
                    out += chunk
                    rest = stream.unconsumed_tail or stream.unused_data
                    if len(out) > _SMALL and len(out) > _RATIO * len(content):
                        raise Unreadable(Reason.TOO_LARGE)
            except zlib.error:
                raise Unreadable(Reason.UNREADABLE) from None
            if not stream.eof:
                raise Unreadable(Reason.UNREADABLE)
        return bytes(out)

    def _extra(self, content: bytes) -> Iterator[Field]:
        """Yield the comment of a zip archive and of its members."""
        if not content.startswith(_ZIP):
            return
        archive = zipfile.ZipFile(io.BytesIO(content))
        comments = [archive.comment, *(member.comment for member in archive.infolist())]
        text = "\n".join(decode(comment)[0] for comment in comments if comment)
        if text:
            yield Field("hidden text", text, Shape.PROSE, "archive comments (not released)", 0, released=False)


def _moved(field: Field, place: str, scope: int) -> Field:
    return replace(field, place=f"{place} {field.place}".rstrip(), scope=scope + field.scope)


def _flaws(member: _Member, place: str) -> Iterator[Withheld]:
    if member.flaw is not None:
        yield Withheld("", "", place, member.flaw)
    for each in member.document.withheld if member.document else ():
        yield Withheld("", "", f"{place} {each.place}".rstrip(), each.reason)


def _is_archive(content: bytes) -> bool:
    return content.startswith((*_ZIP, _GZIP)) or content[_TAR] == b"ustar"


def _is_office(file: _File) -> bool:
    format_: Any = recognise(file.content[:HEAD], file.name)
    return format_ is not None and getattr(format_, "module", "") != __name__


def _name(member: zipfile.ZipInfo) -> str:
    return member.filename.encode("utf-8", "surrogatepass").decode("utf-8", "replace")

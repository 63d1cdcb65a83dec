"""The members of an archive, whatever packed it: each as bytes in memory or with the reason why it cannot be had; none on disk.

Zip, tar, gzip and 7z. A link, a device or a locked member is one that cannot be had; what unpacks to more than the budget
allows ends the whole archive (P09). RAR is not read: its only readers are programs of their own.
"""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import py7zr
from py7zr.exceptions import ArchiveError, PasswordRequired, UnsupportedCompressionMethodError
from py7zr.io import Py7zIO, WriterFactory

from connectors.documents.decode import decode
from connectors.documents.unzip import Archive, Budget, open_zip
from records.boundary import attempt
from records.errors import Reason, Unreadable
from records.record import Field, Shape

__all__ = ["File", "comments", "files", "is_container"]

_ZIP, _GZIP, _SEVEN = (b"PK\x03\x04", b"PK\x05\x06"), b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c"
_TAR = slice(257, 262)
_RATIO = 200
_SMALL = 10_000_000
_BLOCK = 1 << 16
_TYPES = "[Content_Types].xml"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_LINK = 0xA000
"""The Unix file type of a symbolic link, in the high half of a zip member's attributes."""


@dataclass(frozen=True, slots=True)
class File:
    """One member that holds bytes, or that cannot be had and why."""

    name: str
    content: bytes
    flaw: Reason | None = None


def is_container(content: bytes) -> bool:
    """Say whether *content* begins like an archive of a kind that is read."""
    return content.startswith((*_ZIP, _GZIP, _SEVEN)) or content[_TAR] == b"ustar"


def files(content: bytes, budget: Budget) -> Iterator[File]:
    """Yield the members; raise Unreadable where there is no way in, or past the *budget*."""
    if content.startswith(_ZIP):
        yield from _of_zip(open_zip(content, budget))
        return
    if content.startswith(_SEVEN):
        yield from _of_seven(content, budget)
        return
    if content.startswith(_GZIP):
        content = _gunzip(content, budget)
        if content[_TAR] != b"ustar":
            yield File("", content)
            return
    yield from _of_tar(content, budget)


def _of_zip(archive: Archive) -> Iterator[File]:
    if any(member.filename == _TYPES or _tells_open_document(archive, member) for member in archive.members):
        raise Unreadable(Reason.UNSUPPORTED)  # an office document of another kind
    for member in archive.members:
        name = _name(member)
        if (member.external_attr >> 16) & 0xF000 not in {0, 0x8000, 0x4000}:
            yield File(name, b"", Reason.EXTERNAL if (member.external_attr >> 16) & _LINK else Reason.UNSUPPORTED)
        elif member.is_dir():
            continue
        else:
            found = attempt(lambda each=member: archive.read(each))  # type: ignore[misc]  # bound at once
            yield File(name, b"", found) if isinstance(found, Reason) else File(name, found)
    yield from (File("", b"", Reason.AMBIGUOUS) for _ in range(archive.unlisted))


def _tells_open_document(archive: Archive, member: zipfile.ZipInfo) -> bool:
    """Say whether *member* is the one in which slides and drawings of LibreOffice say what they are."""
    if member.filename != "mimetype" or member.file_size > _BLOCK:
        return False
    told = attempt(lambda: archive.read(member))
    return isinstance(told, bytes) and told.startswith(_OPEN_DOCUMENT)


def _of_tar(content: bytes, budget: Budget) -> Iterator[File]:
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
            for member in archive:
                budget.enrol(1)
                stream = archive.extractfile(member) if member.isreg() else None
                if stream is not None:
                    budget.spend(member.size)
                    yield File(member.name, stream.read())
                elif not member.isdir():
                    yield File(
                        member.name,
                        b"",
                        Reason.EXTERNAL if member.islnk() or member.issym() else Reason.UNSUPPORTED,
                    )
    except (tarfile.TarError, ValueError, EOFError):
        raise Unreadable(Reason.UNREADABLE) from None


def _gunzip(content: bytes, budget: Budget) -> bytes:
    """Unpack every member of a gzip file within the budget (RFC 1952)."""
    out = bytearray()
    rest = content
    while rest.startswith(_GZIP):
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            while not stream.eof and rest:
                chunk = stream.decompress(rest, _BLOCK)
                budget.spend(len(chunk))
                out += chunk
                rest = stream.unconsumed_tail or stream.unused_data
                if len(out) > _SMALL and len(out) > _RATIO * len(content):
                    raise Unreadable(Reason.TOO_LARGE)
        except zlib.error:
            raise Unreadable(Reason.UNREADABLE) from None
        if not stream.eof:
            raise Unreadable(Reason.UNREADABLE)
    return bytes(out)


class _Collected(Py7zIO):
    """One member while it is unpacked."""

    def __init__(self, budget: Budget) -> None:
        self.content = bytearray()
        self._budget = budget

    def write(self, s: bytes | bytearray) -> int:
        self._budget.spend(len(s))
        self.content += s
        return len(s)

    def read(self, size: int | None = None) -> bytes:
        return bytes(self.content[: size or None])

    def seek(self, offset: int, whence: int = 0) -> int:
        del whence
        return offset

    def flush(self) -> None:
        """Nothing waits."""

    def size(self) -> int:
        return len(self.content)


class _Collector(WriterFactory):
    """Gives py7zr a place in memory for each member, whatever its name, and keeps them in order."""

    def __init__(self, budget: Budget) -> None:
        self.made: list[_Collected] = []
        self._budget = budget

    def create(self, filename: str) -> Py7zIO:
        del filename  # a path that py7zr made of the member's name
        self.made.append(_Collected(self._budget))
        return self.made[-1]


def _of_seven(content: bytes, budget: Budget) -> Iterator[File]:
    """Yield the members of a 7z archive; the sizes it states are counted first, then what comes out."""
    try:
        with py7zr.SevenZipFile(io.BytesIO(content)) as archive:
            members = [each for each in archive.files if not each.is_directory]
            budget.enrol(len(members))
            stated = sum(each.uncompressed or 0 for each in members)
            if stated > budget.left:
                budget.spend(stated)
            if stated > _SMALL and stated > _RATIO * len(content):
                raise Unreadable(Reason.TOO_LARGE)
            collector = _Collector(budget)
            archive.extractall(factory=collector)  # noqa: S202  # into memory: no name becomes a path
    except (PasswordRequired, UnsupportedCompressionMethodError) as error:
        locked = isinstance(error, PasswordRequired)
        raise Unreadable(Reason.ENCRYPTED if locked else Reason.UNSUPPORTED) from None
    except (ArchiveError, lzma.LZMAError, zlib.error, ValueError, EOFError, KeyError, IndexError, TypeError):
        raise Unreadable(Reason.UNREADABLE) from None
    held = iter(collector.made)
    for member in members:
        yield _seven_file(member, next(held) if not member.is_socket else None)


def _seven_file(member: Any, held: _Collected | None) -> File:
    name = str(member.filename).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if held is None:
        return File(name, b"", Reason.UNSUPPORTED)
    if member.is_symlink or member.is_junction:
        return File(name, b"", Reason.EXTERNAL)
    return File(name, bytes(held.content))


def _name(member: zipfile.ZipInfo) -> str:
    return member.filename.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def comments(content: bytes) -> Iterator[Field]:
    """Yield the comment of a zip archive and of its members."""
    if not content.startswith(_ZIP):
        return
    archive = zipfile.ZipFile(io.BytesIO(content))
    comments = [archive.comment, *(member.comment for member in archive.infolist())]
    text = "\n".join(decode(comment)[0] for comment in comments if comment)
    if text:
        yield Field("hidden text", text, Shape.PROSE, "archive comments (not released)", 0, released=False)

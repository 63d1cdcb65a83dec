"""An archive is read member by member, each by its own format, and zipped anew under generated names.

Zip, tar and 7z, and what gzip packed, archives in archives as well, all within one budget of bytes, members and depth (P09). Names,
comments and links are scanned or counted and never released; a member that cannot be read leaves a notice in its place (P11, P12).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from connectors.documents import HEAD, recognise
from connectors.documents.cells import NOTICE
from connectors.documents.contract import Document, Format
from connectors.documents.left_out import within
from connectors.documents.members import File, comments, files, is_container
from connectors.documents.text import TEXT
from connectors.documents.unzip import Budget, write_zip
from records.boundary import attempt
from records.errors import Reason, Unreadable
from records.record import Field, Shape, Withheld
from records.settings import Limits

__all__ = ["read", "rebuild"]


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
        suffix = member.format.suffix if member.format else ".zip"
        with within(f"member {number}"):
            content = (member.format.rebuild if member.format else rebuild)(member.document, own)
        yield f"{number:04d}{suffix}", content


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
        for number, file in enumerate(files(content, self._budget), 1):
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
        extra = tuple(comments(content))
        return Document((*fields, *extra), tuple(withheld), tuple(members))

    def _member(self, file: File, depth: int) -> _Member:
        found: tuple[Document, Format | None] | Reason
        found = file.flaw if file.flaw is not None else attempt(lambda: self._document(file, depth))
        if isinstance(found, Reason):
            if found is Reason.TOO_LARGE and (self._budget.left < 0 or self._budget.members < 0):
                raise Unreadable(Reason.TOO_LARGE)  # the whole is a bomb, not this member alone
            return _Member(None, None, found)
        return _Member(*found, None)

    def _document(self, file: File, depth: int) -> tuple[Document, Format | None]:
        if is_container(file.content) and not _is_office(file):
            return self.archive(file.content, depth + 1), None
        format_ = recognise(file.content[:HEAD], file.name) if file.content else TEXT
        if format_ is None:
            raise Unreadable(Reason.UNSUPPORTED)
        return format_.read(file.content), format_


def _moved(field: Field, place: str, scope: int) -> Field:
    return replace(field, place=f"{place} {field.place}".rstrip(), scope=scope + field.scope)


def _flaws(member: _Member, place: str) -> Iterator[Withheld]:
    if member.flaw is not None:
        yield Withheld("", "", place, member.flaw)
    for each in member.document.withheld if member.document else ():
        yield Withheld("", "", f"{place} {each.place}".rstrip(), each.reason)


def _is_office(file: File) -> bool:
    format_: Any = recognise(file.content[:HEAD], file.name)
    return format_ is not None and getattr(format_, "module", "") != __name__

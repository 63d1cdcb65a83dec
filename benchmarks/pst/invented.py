"""Invented mail as items of an Outlook archive."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterable
from email.utils import format_datetime
from pathlib import Path

from benchmarks.archives.mail import Mail
from benchmarks.pst.archive import Archive, Attached, Folder, Item
from benchmarks.pst.heap import TIME, Properties, Value

__all__ = ["item", "write_pst"]

_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


def write_pst(path: Path, mail: Iterable[Mail], size: int) -> int:
    """Write *mail* until the archive at *path* has about *size* bytes, and return how many messages are in it."""
    count = 0
    with Archive(path) as archive:
        folders: dict[str, Folder] = {}
        for each in mail:
            if each.folder not in folders:
                folders[each.folder] = archive.top.folder(each.folder)
            folders[each.folder].add(item(each))
            count += 1
            if archive.size >= size:
                break
    return count


def item(mail: Mail) -> Item:
    """Return *mail* as an item with its recipients and attachments."""
    name, address = mail.sender
    shown = "; ".join(each for each, _ in mail.to), "; ".join(each for each, _ in mail.cc)
    head = f"From: {name} <{address}>\r\nMessage-ID: {mail.id}\r\nDate: {format_datetime(mail.date)}\r\n\r\n"
    values: dict[int, Value] = {
        0x0017: 1, 0x001A: "IPM.Note", 0x0036: 0, 0x0037: mail.subject, 0x0039: when(mail.date), 0x0070: mail.subject.removeprefix("Re: "),
        0x0042: name, 0x0064: "SMTP", 0x0065: address, 0x0C1A: name, 0x0C1E: "SMTP", 0x0C1F: address, 0x007D: head, 0x0E03: shown[1],
        0x0E04: shown[0], 0x0E06: when(mail.date), 0x0E07: 1, 0x0E08: len(mail.text), 0x0E17: 0, 0x1000: mail.text.replace("\n", "\r\n"),
        0x1035: mail.id, 0x3007: when(mail.date), 0x3008: when(mail.date), 0x3FDE: 65001,
    }  # fmt: skip
    if mail.html:
        values[0x1013] = mail.html.encode()
    if mail.answers:
        values |= {0x1039: " ".join(mail.answers), 0x1042: mail.answers[-1]}
    people = [_recipient(each, 1) for each in mail.to] + [_recipient(each, 2) for each in mail.cc]
    files = [Attached(paper.name, paper.content, more={0x370E: paper.media}) for paper in mail.papers]
    inner = [Attached(each.subject, inside=item(each)) for each in mail.forwarded]
    return Item(values, people, [*files, *inner])


def when(moment: dt.datetime) -> tuple[int, bytes]:
    """Return *moment* as Outlook counts time: in tenths of a microsecond since 1601."""
    return TIME, struct.pack("<Q", (moment - _EPOCH) // dt.timedelta(microseconds=1) * 10)


def _recipient(person: tuple[str, str], kind: int) -> Properties:
    name, address = person
    return {
        0x0C15: kind, 0x0E0F: False, 0x0FFE: 6, 0x3001: name, 0x3002: "SMTP", 0x3003: address, 0x39FE: address, 0x3900: 0, 0x3A40: False,
    }  # fmt: skip

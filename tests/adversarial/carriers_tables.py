"""Folders of tables and documents that hold one canary a file, some in the file's very name."""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from tests.adversarial.person import Canary

__all__ = ["DOCUMENTS", "TABLES"]

File = tuple[str, bytes]

TABLE_CARRIERS: tuple[Callable[[Canary], File], ...] = (
    lambda c: ("cell.csv", f"id,name,email,ssn\n1,{c.name},{c.email},{c.ssn}\n".encode()),
    lambda c: ("text.csv", f'id,notes\n1,"{c.spill}\nand more"\n'.encode()),
    lambda c: ("label.csv", f"id,{c.email}\n1,yes\n".encode()),
    lambda c: ("number.csv", f"id,ssn\n1,{c.ssn.replace('-', '')}\n".encode()),
    lambda c: ("formula.csv", f'id,link\n1,"=HYPERLINK(""mailto:{c.email}"")"\n'.encode()),
    lambda c: ("semicolon.csv", f"id;contact\n1;{c.name} <{c.email}>\n".encode()),
    lambda c: ("tab.csv", f"id\tcontact\n1\t{c.spill}\n".encode("utf-16")),
    lambda c: ("bom.csv", f"\ufeffid,contact\r\n1,{c.spill}\r\n".encode()),
    lambda c: ("ragged.csv", f"id,name\n1,x,{c.email},{c.ssn}\n2\n".encode()),
    lambda c: (
        "coded.csv",
        f"id,payload\n1,{base64.b64encode(c.spill.encode()).decode()}\n2,{quote(c.spill)}\n".encode(),
    ),
    lambda c: ("unknown.csv", f"id,zz9\n1,{c.email}\n".encode()),
    lambda c: ("key.json", json.dumps({"form": {c.email: True}}).encode()),
    lambda c: ("nested.json", json.dumps({"a": [{"b": {"owner": c.name, "contact": [c.email, c.ssn]}}]}).encode()),
    lambda c: ("number.json", json.dumps({"ssn": int(c.ssn.replace("-", "")), "email": c.email}).encode()),
    lambda c: ("string.json", json.dumps({"raw": json.dumps({"email": c.email, "ssn": c.ssn})}).encode()),
    lambda c: ("blob.json", json.dumps({"photo": base64.b64encode(c.spill.encode()).decode()}).encode()),
    lambda c: ("escaped.json", ('{"who": "' + "".join(f"\\u{ord(x):04x}" for x in c.email) + '"}').encode()),
    lambda c: ("lines.jsonl", f'{{"id": 1, "notes": "{c.spill}"}}\n{{"{c.email}": 2}}\n'.encode()),
    lambda c: (f"{c.last} {c.first} {c.ssn}.csv", b"id,amount\n1,20\n"),
    lambda c: (f"{c.email}/minutes.csv", b"id,amount\n1,20\n"),
)


def _package(c: Canary, member: str) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(member, f"<w:t>{c.spill}</w:t>")
    return box.getvalue()


def _png(c: Canary) -> bytes:
    text = b"tEXtComment\0" + c.spill.encode()
    chunk = (len(text) - 4).to_bytes(4, "big") + text + zlib.crc32(text).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + chunk


DOCUMENT_CARRIERS: tuple[Callable[[Canary], File], ...] = (
    lambda c: ("note.txt", f"Minutes.\n{c.spill}\n".encode()),
    lambda c: ("wide.txt", f"Minutes.\n{c.spill}\n".encode("utf-16")),
    lambda c: ("latin.txt", f"Minutes \xe9.\n{c.spill}\n".encode("latin-1")),
    lambda c: ("nul.txt", f"Minutes.\0{c.spill}\n".encode()),
    lambda c: ("page.html", f"<title>{c.name}</title><body>{c.spill}<!-- {c.email} --></body>".encode()),
    lambda c: ("letter.docx", _package(c, "word/document.xml")),
    lambda c: ("sheet.xlsx", _package(c, "xl/sharedStrings.xml")),
    lambda c: ("list.zip", _package(c, f"{c.email}.txt")),
    lambda c: ("scan.pdf", f"%PDF-1.4\nBT ({c.spill}) Tj ET\n%%EOF\n".encode()),
    lambda c: ("photo.png", _png(c)),
    lambda c: ("mail.eml", f"From: {c.name} <{c.email}>\nTo: desk@helenamt.gov\nSubject: x\n\n{c.spill}\n".encode()),
    lambda c: ("who.vcf", f"BEGIN:VCARD\r\nFN:{c.name}\r\nEMAIL:{c.email}\r\nEND:VCARD\r\n".encode()),
    lambda c: ("meet.ics", f"BEGIN:VCALENDAR\r\nUID:{c.email}\r\nEND:VCALENDAR\r\n".encode()),
    lambda c: ("data.bin", b"\x00\xff" + c.spill.encode("utf-16-le")),
    lambda c: ("data.gz", b"\x1f\x8b" + zlib.compress(c.spill.encode())),
    lambda c: ("export.xml", f'<rows><row name="{c.name}"><!-- {c.email} -->{c.ssn}</row></rows>'.encode()),
    lambda c: (f"statement of {c.name}.txt", b"Nothing here.\n"),
    lambda c: (f"{c.ssn}.bin", b"\x00\x01\x02"),
    lambda c: ("markdown.md", f"# Minutes\n\n* {c.spill}\n".encode()),
    lambda c: ("log.log", f"2024-03-04 ERROR could not parse '{c.email}': {c.ssn}\n".encode()),
)


def _write(carriers: Sequence[Callable[[Canary], File]], folder: Path, canaries: Sequence[Canary]) -> None:
    for at, canary in enumerate(canaries):
        name, content = carriers[at % len(carriers)](canary)
        path = folder / name
        if path.exists():
            path = folder / f"again {name}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def TABLES(folder: Path, canaries: Sequence[Canary]) -> None:  # noqa: N802 - a group of carriers, named like its fellows
    """Write tables and JSON files."""
    _write(TABLE_CARRIERS, folder, canaries)


def DOCUMENTS(folder: Path, canaries: Sequence[Canary]) -> None:  # noqa: N802 - as above
    """Write documents of many formats, most of which a first release withholds."""
    _write(DOCUMENT_CARRIERS, folder, canaries)

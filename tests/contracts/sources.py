"""Hostile synthetic sources, one for every connector, each with the values that must never come out."""

import base64
import json
import mailbox
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from PIL import PngImagePlugin

from connectors import connect, connect_all
from connectors.memory import MemoryConnector
from records.errors import Reason
from records.record import Field, Record, Shape, Withheld
from records.settings import Settings
from tests.office_files import Canaries, docx, packed, xlsx
from tests.outlook_files import Mapi, linked, msg, rtf, tnef
from tests.paper_files import edited, pdf, picture, saved

__all__ = ["CASES", "VALUES", "Case"]

VALUES = ("Zelda Quartermain", "zelda.q@example.org", "406-555-0142", "517-88-4593", "4412 Larkspur Ln")
NAME, MAIL, PHONE, SSN, PLACE = VALUES
SENTENCE = f"{NAME} of {PLACE} called from {PHONE}; her number is {SSN}, her mail {MAIL}."

CSV = (
    f"\ufeffReport for {NAME}\r\n\r\n"
    "permit_no,applicant name,phone,phone,notes\r\n"
    f'00123,"{NAME}",{PHONE},,"first line\r\nsecond ""line"", {SSN}"\r\n'
    f"00124,Zoë,+1 {PHONE}\r\n"
    f"=HYPERLINK(1),@{NAME},-5.3,\0nul {SSN},{MAIL},one more,\r\n"
    "\r\n"
    f"[NAME 3],{SENTENCE},,,\x1b[31m{PLACE}\x1b[0m\r\n"
)
TSV = f"id\tname\taddress\n1\t{NAME}\t{PLACE}\n2\tcaf\u00e9\t\n3\t{PHONE}\n"
JSON = json.dumps(
    {
        "form": "contact",
        "responses": [{"name": NAME, "ssn": 517884593, SSN: {"notes": [SENTENCE, None, True, 1.5]}}, {}],
    }
)
JSONL = f'{{"name": "{NAME}", "zip": 59601, "fee": 1.10}}\n\n{{"broken": \n["{MAIL}", {{"{PHONE}": "{SSN}"}}]\n'
TEXT = (
    f"{SENTENCE}\r\n\r\nA blank line before.\x00 NUL and \x1b[31mcolour\x1b[0m {SSN}\n" + ("filler\n\n" * 4000) + PLACE
)
HTML = (
    f"<html><head><title>{NAME}</title></head><body><!-- {SSN} --><p>Call <b>406-555-</b>0142</p>"
    f'<a href="mailto:{MAIL}">write</a><p hidden>{PLACE}</p><script>var x = "{SSN}"</script><img alt="{NAME}"></body></html>'
)
XML = (
    f'<?xml version="1.0"?><forms by="{NAME}"><!-- {SSN} --><form id="{PHONE}"><Doe4065550142/><name>{NAME}</name>'
    f"<note>Call <b class='{MAIL}'>406-555-</b>0142 &amp; {SSN}</note></form><form><name>x</name></form></forms>"
)
ESCAPED = SENTENCE.replace(",", "\\,")
CALENDAR = (
    f"BEGIN:VCALENDAR\r\nX-WR-CALNAME:{NAME}\r\nBEGIN:VEVENT\r\nUID:{MAIL}\r\nSUMMARY:Visit by Zelda Quar\r\n termain\r\n"
    f"DTSTART;TZID=America/Denver:20240105T100000\r\nDESCRIPTION:{ESCAPED}\\nBye\r\nLOCATION:{PLACE}\r\n"
    f'ATTENDEE;CN="{NAME}";SENT-BY="mailto:{MAIL}":mailto:{MAIL}\r\nX-ALT-DESC;FMTTYPE=text/html:<b>{PHONE}</b>\r\n'
    f"BEGIN:VALARM\r\nDESCRIPTION:{SSN}\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
CARD = (
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Quartermain;{NAME};;;\r\nFN:{NAME}\r\nTEL;TYPE=home:{PHONE}\r\nitem1.EMAIL:{MAIL}\r\n"
    f"ADR:;;{PLACE};Helena;MT;59601;\r\nNOTE:{SSN}\\, and more\r\nBDAY:19720314\r\nX-SOCIAL:{SSN}\r\nEND:VCARD\r\n"
)
RTF = (
    f"{{\\rtf1\\ansi{{\\info{{\\author {NAME}}}}}Dear \\b {NAME}\\b0 ,\\par call 406-555-{{\\b 0142}}.\\par\\par "
    f"{{\\pict\\pngblip 89504e47}}{{\\field{{\\*\\fldinst HYPERLINK mailto:{MAIL}}}{{\\fldrslt write}}}} {SSN}}}"
)


class Planted(Canaries):
    """Puts the values of this module, in turn, into every place of an office document."""

    def show(self, carrier):
        return self.shown.setdefault(carrier, f"{VALUES[len(self.shown) % len(VALUES)]} {len(self.shown)}")

    def hide(self, carrier):
        return self.hidden.setdefault(carrier, VALUES[len(self.hidden) % len(VALUES)].replace("@", "."))


WRITTEN = f"""From: {NAME} <{MAIL}>
Message-ID: <{MAIL}>
Subject: {PHONE}

{SENTENCE}
"""


def _archive():
    members = {
        f"{NAME}/{SSN}.csv": TSV.replace("\t", ","), "b.json": JSON, "c.txt": SENTENCE, "d.pdf": f"%PDF-1.7 {NAME}", "empty": "",
        f"{MAIL}.eml": WRITTEN, f"{PHONE}.docx": docx(Planted()), "e.xlsx": xlsx(Planted()), "f.zip": packed({f"{MAIL}.ics": CALENDAR, "g.vcf": CARD}),
    }  # fmt: skip
    return packed(members)


def _pdf():
    def plant(document):
        document.docinfo["/Author"] = NAME
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"mail('{MAIL}')")

    lines = (
        f"The owner is {NAME} and nobody else.",
        f"The place is {PLACE} in Helena.",
        f"The number is {SSN} as before.",
    )
    return edited(pdf(*lines, draw=lambda page: page.drawString(72, 900, PHONE)), plant)


def _picture():
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", NAME)
    return (
        saved(picture(f"The owner is {NAME}.", f"The number is {SSN} as before."), "PNG", pnginfo=info) + PHONE.encode()
    )


MESSAGE = f"""From: "{NAME}" <{MAIL}>
To: clerk@example.net
Cc: {PHONE} <office@example.net>
Subject: Permit of {NAME}
Date: Mon, 5 Feb 2024 10:00:00 -0700
Message-ID: <{MAIL.replace("@", ".1@")}>
X-Mailer: {NAME}'s computer
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

preamble with {SSN}
--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

{SENTENCE.replace("5", "=35")}
From now on call {PHONE}.
--b
Content-Type: text/csv; name="{NAME}.csv"
Content-Disposition: attachment; filename="{NAME}.csv"

name,phone
{NAME},{PHONE}
--b
Content-Type: application/pdf; name="scan.pdf"
Content-Disposition: attachment; filename="scan {SSN}.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjcK
--b
Content-Type: text/calendar; method=REQUEST; name="{NAME}.ics"
Content-Transfer-Encoding: base64

{base64.encodebytes(CALENDAR.encode()).decode()}
--b
Content-Type: application/zip
Content-Disposition: attachment; filename="{PHONE}.zip"
Content-Transfer-Encoding: base64

{base64.encodebytes(_archive()).decode()}
--b--
epilogue with {SSN}
"""


X500 = f"/O=CITY/OU=EXCHANGE/CN=RECIPIENTS/CN={NAME}"
INNER = Mapi(
    {0x001A: "IPM.Note", 0x0037: f"About {NAME}", 0x1000: SENTENCE, 0x0C1A: NAME, 0x0C1E: "SMTP", 0x0C1F: MAIL},
    recipients=[linked(NAME, MAIL)],
    attachments=[Mapi({0x3705: 1, 0x3707: f"{SSN}.csv", 0x3701: TSV.replace("\t", ",").encode()})],
)
PAGE = f'{{\\rtf1\\ansi\\fromhtml1{{\\*\\htmltag64 <p title="{SSN}">}}{SENTENCE}{{\\*\\htmltag72 </p>}}}}'
ITEM = Mapi(
    {
        0x001A: "IPM.Note", 0x0037: f"Permit of {NAME}", 0x0070: f"Permit of {NAME}", 0x1000: f"{SENTENCE}\r\nFrom now on call {PHONE}.",
        0x1009: rtf(PAGE), 0x0042: NAME, 0x0064: "EX", 0x0065: X500, 0x3FFA: NAME, 0x1035: f"<{MAIL}>", 0x0071: bytes(22),
        0x007D: f"Received: from {NAME}'s computer\r\nX-Token: {SSN}\r\n\r\nnot a header {PHONE}",
    },
    named={("words", f"Owner {NAME}"): PLACE, ("address", 0x8083): MAIL},
    recipients=[linked(NAME, MAIL), linked(f"{PHONE}", "", 2, X500), linked("Clerk", MAIL, 3)],
    attachments=[
        Mapi({0x3705: 1, 0x3707: f"{NAME}.ics", 0x370E: "text/calendar", 0x3701: CALENDAR.encode(), 0x3712: MAIL}),
        Mapi({0x3705: 1, 0x3707: f"{PHONE}.zip", 0x3701: _archive()}),
        Mapi({0x3705: 5, 0x3001: f"About {NAME}"}, inside=INNER),
        Mapi({0x3705: 4, 0x3707: f"{SSN}.doc", 0x370D: f"\\\\server\\{NAME}\\{SSN}.doc"}),
        Mapi({0x3705: 1, 0x3707: f"{SSN}.pdf", 0x3701: f"%PDF-1.7 {NAME}".encode()}),
    ],
)  # fmt: skip
WINMAIL = f"""From: {NAME} <{MAIL}>
To: clerk@example.net
Subject: Permit of {NAME}
MIME-Version: 1.0
Content-Type: application/ms-tnef; name="winmail.dat"
Content-Transfer-Encoding: base64

{base64.encodebytes(tnef(ITEM)).decode()}
"""

SMALL = replace(Settings(), limits=replace(Settings().limits, field_chars=400))
LONG = f"name,notes,zip\n{NAME},{SSN * 50},59601\n" + f"{NAME}," * 400 + f"\n{PLACE},{PHONE},59601\n"


@dataclass(frozen=True)
class Case:
    """A connector to hold to the contract; *make* puts its source below an empty folder and opens it."""

    name: str
    make: object

    def __str__(self):
        return self.name


def _memory(folder):
    fields = (Field("name", NAME, Shape.CELL, "row 1 column 1"), Field("", SENTENCE, Shape.PROSE, "body"))
    items = (
        Record("1", "0001", fields),
        Withheld("0001", "2", "row 2", Reason.UNREADABLE),
        Record("1", "0002", fields[:1]),
    )
    return MemoryConnector(items)


def _file(name, content, settings=None):
    def make(folder):
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return connect(str(folder / name), settings or Settings())

    return make


def _mbox(folder):
    with closing(mailbox.mbox(folder / f"{NAME}.mbox")) as box:
        for _ in range(3):
            box.add(MESSAGE.encode())
        box.flush()
    return connect(str(folder / f"{NAME}.mbox"), Settings())


def _maildir(folder):
    with closing(mailbox.Maildir(folder / "box")) as box:
        for _ in range(3):
            box.add(MESSAGE.encode())
    return connect(str(folder / "box"), Settings())


def _sqlite(folder):
    with closing(sqlite3.connect(folder / "utility.db")) as db:
        db.execute(f'CREATE TABLE "owners of {NAME}" (id INTEGER PRIMARY KEY, name TEXT, "{PHONE}" TEXT, doc BLOB)')
        row = f'INSERT INTO "owners of {NAME}" VALUES (?, ?, ?, ?)'
        db.executemany(
            row,
            [
                (1, NAME, SENTENCE, None),
                (2, f"a\0{SSN}", None, b"\x00\x01"),
                (3, JSON, "", TEXT.encode()),
                (4, CARD, None, _archive()),
            ],
        )
        db.execute("CREATE TABLE empty (a, b)")
        db.execute(f"CREATE VIEW v AS SELECT '{SSN}' AS x")
        db.commit()
    return connect(str(folder / "utility.db"), Settings())


def _folder(folder):
    for make in (_mbox, _maildir, _sqlite):
        make(folder)
    (folder / NAME).mkdir()
    contents = {
        "a.csv": CSV, "b.tsv": TSV, "c.json": JSON, "d.jsonl": JSONL, "e.txt": TEXT, "f.html": HTML, "g.eml": MESSAGE, "l.xml": XML,
        "m.ics": CALENDAR, "n.vcf": CARD, "o.rtf": RTF,
        f"{NAME}/h.pdf": f"%PDF-1.7 {NAME}", "i.empty": "", "j.csv": "name;phone\n" + f"{NAME};{PHONE}\n" * 3,
    }  # fmt: skip
    for name, content in contents.items():
        (folder / name).write_bytes(content.encode())
    (folder / "p.zip").write_bytes(_archive())
    (folder / "k.txt").symlink_to(folder / "e.txt")
    return connect(str(folder), Settings())


def _many(folder):
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "a.csv").write_text(CSV, encoding="utf-8", newline="")
        (folder / name / "b.json").write_text(JSON, encoding="utf-8")
        (folder / name / "c.eml").write_bytes(MESSAGE.encode())
    return connect_all([str(folder / "one"), str(folder / "two")], Settings())


def _real_archive(name):
    """Open a real archive: nobody can write one for a test."""

    def make(folder):
        path = Path(__file__).resolve().parents[2].parent / "shared" / "inputs" / "pst" / name
        if not path.is_file():
            pytest.skip("NOT TESTED ON A REAL OUTLOOK ARCHIVE: shared/inputs/pst is not beside this checkout")
        shutil.copyfile(path, folder / "a.pst")
        return connect(str(folder / "a.pst"), Settings())

    return make


CASES = (
    Case("memory", _memory),
    Case("msg", _file(f"{NAME}.msg", msg(ITEM))),
    Case("tnef", _file("winmail.dat", tnef(ITEM))),
    Case("tnef in mail", _file("a.eml", WINMAIL)),
    Case(
        "contact",
        _file("a.msg", msg(replace(ITEM, values=ITEM.values | {0x001A: "IPM.Contact", 0x3A08: PHONE, 0x3A29: PLACE}))),
    ),
    Case("appointment", _file("a.msg", msg(replace(ITEM, values=ITEM.values | {0x001A: "IPM.Appointment"})))),
    Case("archive of mail", _real_archive("tika__testPST.pst")),
    Case("archive of contacts", _real_archive("java-libpst__dist-list.pst")),
    Case("csv", _file(f"{NAME}.csv", CSV)),
    Case("csv in UTF-16", _file("a.csv", CSV.lstrip("\ufeff").encode("utf-16"))),
    Case("csv in Windows-1252", _file("a.csv", CSV.lstrip("\ufeff").encode("cp1252"))),
    Case("csv past the limits", _file("a.csv", LONG, SMALL)),
    Case("csv with an endless quote", _file("a.csv", LONG + f'{NAME},"' + f"{SSN}\n" * 400, SMALL)),
    Case("json past the limits", _file("a.json", json.dumps([{"name": NAME, "notes": SSN * 50}]), SMALL)),
    Case("tsv", _file("a.tsv", TSV)),
    Case("json", _file(f"{NAME}.json", JSON)),
    Case("jsonl", _file("a.jsonl", JSONL)),
    Case("text", _file(f"{NAME}.txt", TEXT)),
    Case("xml", _file(f"{NAME}.xml", XML)),
    Case("broken json", _file("a.json", JSON[:-5])),
    Case("html", _file("a.html", HTML)),
    Case("workbook", _file(f"{NAME}.xlsx", xlsx(Planted()))),
    Case("Word document", _file(f"{NAME}.docx", docx(Planted()))),
    Case("archive", _file(f"{NAME}.zip", _archive())),
    Case("rich text", _file(f"{NAME}.rtf", RTF)),
    Case("PDF", _file(f"{NAME}.pdf", _pdf())),
    Case("picture", _file(f"{NAME}.png", _picture())),
    Case("calendar", _file(f"{NAME}.ics", CALENDAR)),
    Case("address card", _file(f"{NAME}.vcf", CARD)),
    Case("broken workbook", _file("a.xlsx", xlsx(Planted())[:-400])),
    Case("workbook with a broken part", _file("a.xlsx", xlsx(Planted(), **{"xl/worksheets/sheet1.xml": f"<x>{NAME}"}))),
    Case("eml", _file("a.eml", MESSAGE)),
    Case("mbox", _mbox),
    Case("maildir", _maildir),
    Case("sqlite", _sqlite),
    Case("empty file", _file(f"{NAME}.csv", "")),
    Case("unsupported file", _file(f"{NAME}.pdf", f"%PDF-1.7 {NAME}")),
    Case("folder", _folder),
    Case("several folders", _many),
)

"""Makes the mailbox's single messages: attachments, forwards, HTML, Bcc and the other carriers that leak elsewhere."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from urllib.parse import quote

from maker.answers import Key, mark
from maker.letters import NEWSLETTER, PRESS
from maker.mime import Message, Part, base64_body, encoded_word, multipart, quoted_printable, wire
from maker.people import OFFICIALS, Person

__all__ = ["oddities"]

TEXT = ("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable")
HTML = ("Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: quoted-printable")


class _Desk:
    """Plants into one message at a time."""

    def __init__(self, key: Key, file: str, number: int, person: Person, other: Person) -> None:
        self.key, self.file, self.number = key, file, number
        self.person, self.other = person, other
        self.marks = (person.marked(), other.marked())

    def plant(self, place: str, marked: str) -> str:
        """Plant *marked* at a place of this message."""
        return self.key.plant(self.file, f"message {self.number} {place}", marked)

    def text(self, template: str, place: str = "body", *, width: int = 71) -> Part:
        """Return a text part made from *template*."""
        return Part(TEXT, quoted_printable(self.plant(place, template.format(*self.marks)), width=width))

    def message(self, subject: str, part: Part, *, more: tuple[str, ...] = (), official: bool = False) -> Message:
        """Return a message from the resident to the clerk, or from the clerk to the resident."""
        clerk = OFFICIALS[self.number % len(OFFICIALS)]
        private = self.plant(
            "header from", f'"{mark("PERSON", self.person.listed)}" <{mark("EMAIL", self.person.email)}>'
        )
        private = wire(private)
        public = f"{clerk.name} <{clerk.email}>"
        sender, to = (public, private) if official else (private, public)
        line = self.plant("header subject", subject.format(*self.marks))
        message = Message(number=self.number, sender=clerk.email if official else self.person.email)
        message.headers += [
            f"From: {sender}",
            f"To: {to}",
            f"Subject: {line if line.isascii() else encoded_word(line)}",
        ]
        message.headers += [f"Message-ID: <{self.number:04d}.{message.sender}>", *more]
        message.part = part
        return message


def oddities(key: Key, file: str, first: int, people: list[Person]) -> list[Message]:
    """Return one message of each kind, numbered after *first*."""
    made: list[Message] = []
    for turn, make in enumerate(_MAKERS):
        desk = _Desk(key, file, first + turn + 1, people[turn % 60], people[(turn * 11 + 30) % 60])
        made.append(make(desk))
    return made


def _newsletter(desk: _Desk) -> Message:
    person = desk.person
    digits = person.phone.replace("-", "")
    slots = {
        "bare": person.name,
        "mail": person.email,
        "percent": quote(person.email),
        "digits": digits,
        "tail": digits[-2:],
    }
    html = desk.plant("html", NEWSLETTER.format(slots))
    desk.plant("html", mark("PHONE", person.phone))
    return desk.message("City Notes, ⟦=|July⟧", Part(HTML, quoted_printable(html)), official=True)


def _alternative(desk: _Desk) -> Message:
    plain = desk.text("Call {0[name]} at {0[phone]}.\nThe fee is ⟦=|$310.00⟧.\n")
    html = desk.text("<p>Call {0[name]} at <a href='tel:x'>{0[paren]}</a>, or write {1[email]}.</p>", "html")
    return desk.message("Fence fee", multipart("alternative", "=_alt-1", (plain, Part(HTML, html.body))))


def _forward(desk: _Desk) -> Message:
    inner = desk.text("{1[name]} lives at {1[address]} now. SSN {1[ssn]}.\n", "forwarded")
    head = f"From: {desk.plant('forwarded', desk.marks[1]['email'])}\nSubject: forwarding address\n".encode()
    forwarded = Part(("Content-Type: message/rfc822", "Content-Disposition: inline"), head + inner.render())
    return desk.message(
        "Fwd: forwarding address", multipart("mixed", "=_fwd", (desk.text("See below.\n{0[first]}\n"), forwarded))
    )


def _attachment(
    desk: _Desk, *, type_: str, name: str, content: str | bytes, body: str, official: bool = False
) -> Message:
    """Return a message with one attachment; *name* may be marked, *content* may be marked text or bytes."""
    raw = content if isinstance(content, bytes) else desk.plant("attachment 1", content).encode()
    shown = desk.plant("attachment 1 name", name)
    head = (
        f"Content-Type: {type_}",
        f'Content-Disposition: attachment; filename="{shown}"',
        "Content-Transfer-Encoding: base64",
    )
    part = multipart("mixed", f"=_att-{desk.number}", (desk.text(body), Part(head, base64_body(raw))))
    return desk.message("Attached: ⟦=|what you asked for⟧", part, official=official)


def _text_attachment(desk: _Desk) -> Message:
    note = "Statement of {0[name]}, born {0[dob]}.\nI saw {1[name]} at ⟦=|9:40 p.m.⟧ near the pump station.\n"
    return _attachment(
        desk, type_="text/plain", name="statement.txt", content=note.format(*desk.marks), body="My statement.\n"
    )


def _csv_attachment(desk: _Desk) -> Message:
    rows = "name,phone,hours\n{0[name]},{0[phone]},⟦=|12.5⟧\n{1[name]},{1[phone]},⟦=|0.75⟧\n".format(*desk.marks)
    return _attachment(desk, type_="text/csv", name="volunteers.csv", content=rows, body="The list of volunteers.\n")


def _json_attachment(desk: _Desk) -> Message:
    planted = {
        name: desk.plant("attachment 1", desk.marks[0][name]) for name in ("name", "email", "phone", "address", "dob")
    }
    document = json.dumps(
        {"form": "contact", "entries": [planted], desk.plant("attachment 1", desk.marks[1]["email"]): True}
    )
    return _attachment(
        desk, type_="application/json", name="form.json", content=document.encode(), body="Form export.\n"
    )


def _html_attachment(desk: _Desk) -> Message:
    page = "<html><body><table><tr><td>{0[name]}</td><td>{0[ssn]}</td></tr></table><p>{1[address]}</p></body></html>"
    return _attachment(desk, type_="text/html", name="table.html", content=page.format(*desk.marks), body="A page.\n")


def _pdf_attachment(desk: _Desk) -> Message:
    shown = desk.plant("attachment 1", f"{desk.marks[0]['name']} SSN {desk.marks[0]['ssn']}")
    stream = f"BT /F1 12 Tf 72 720 Td ({shown}) Tj ET"
    pdf = (
        f"%PDF-1.4\n1 0 obj<</Length {len(stream)}>>stream\n{stream}\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    name = f"⟦PERSON|Doe_Jane⟧_lease_{desk.marks[0]['ssn']}.pdf"
    return _attachment(
        desk, type_="application/pdf", name=name, content=pdf.encode("latin-1"), body="The lease is attached.\n"
    )


def _zip_attachment(desk: _Desk) -> Message:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_STORED) as archive:
        member = zipfile.ZipInfo("tenants.csv", date_time=(2024, 3, 4, 0, 0, 0))
        member.create_system = 3  # the writer's platform would otherwise show in the bytes
        text = "tenant,phone\n{0[name]},{0[phone]}\n".format(*desk.marks)
        archive.writestr(member, desk.plant("attachment 1", text))
    return _attachment(desk, type_="application/zip", name="tenants.zip", content=box.getvalue(), body="Zipped list.\n")


def _binary_attachment(desk: _Desk) -> Message:
    blob = (
        b"\x89BLOB\x00\x01" + desk.plant("attachment 1", desk.marks[0]["email"]).encode("utf-16-le") + bytes(range(256))
    )
    return _attachment(
        desk, type_="application/octet-stream", name="winmail.dat", content=blob, body="Outlook sent this.\n"
    )


def _blind_copy(desk: _Desk) -> Message:
    bcc = wire(desk.plant("header bcc", f"{desk.marks[1]['name']} <{desk.marks[1]['email']}>"))
    more = (f"Bcc: {bcc}", f"Disposition-Notification-To: {desk.person.email}", "X-Mailer: Example Mail 7")
    return desk.message("Meeting on ⟦=|Monday⟧", desk.text("See you at ⟦=|5:30 p.m.⟧\n"), more=more)


def _soft_breaks(desk: _Desk) -> Message:
    text = "My social is {0[ssn]}, mail {0[email]}, phone {0[phone]}, and {1[name]} has {1[ssn9]}.\n"
    return desk.message("For the file", desk.text(text, width=13))


def _wrapped_quote(desk: _Desk) -> Message:
    given, family = desk.other.first, desk.other.last
    text = (
        "I agree.\n\n> > The one who saw it is ⟦PERSON|{1}\n> > {2}⟧, of course. Ask ⟦~PERSON|{1}⟧.\n> >\n> > {0[name]} wrote to the board\n> No."
        "\n\n-----Original Message-----\nFrom: {3} [mailto:{4}]\nSent: Monday, March 4, 2024 8:12 AM\nTo: {0[name]}\nSubject: pump\n"
    ).format(desk.marks[0], given, family, desk.marks[1]["listed"], desk.marks[1]["email"])
    return desk.message("RE: pump", Part(TEXT, quoted_printable(desk.plant("body", text))))


def _press(desk: _Desk) -> Message:
    return desk.message("Bid results ⟦=|IFB 24-07⟧", desk.text(PRESS), official=True)


def _hostile_name(desk: _Desk) -> Message:
    more = (f"Reply-To: {desk.plant('header reply-to', desk.marks[1]['email'])}",)
    part = desk.text("Display names can hold numbers.\n")
    message = desk.message("Call me", part, more=more)
    display = desk.plant("header cc", f'"{desk.marks[1]["phone"]} {desk.marks[1]["name"]}" <{desk.marks[1]["email"]}>')
    message.headers.append(f"Cc: {wire(display)}")
    return message


def _own_grievance(desk: _Desk) -> Message:
    clerk = OFFICIALS[desk.number % len(OFFICIALS)]
    text = f"This is my grievance about my own supervisor.\n⟦~PERSON|{clerk.name}⟧, home phone ⟦PHONE|406-555-0199⟧\n"
    part = Part(TEXT, quoted_printable(desk.plant("body", text)))
    return desk.message("Grievance (confidential)", part, official=True)


_MAKERS: tuple[Callable[[_Desk], Message], ...] = (
    _newsletter, _alternative, _forward, _text_attachment, _csv_attachment, _json_attachment, _html_attachment, _pdf_attachment,
    _zip_attachment, _binary_attachment, _blind_copy, _soft_breaks, _wrapped_quote, _press, _hostile_name, _own_grievance,
)  # fmt: skip

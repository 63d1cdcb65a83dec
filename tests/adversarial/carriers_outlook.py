"""Outlook items that hold one canary each: in a property that mail shows, in one that it does not, or in what is attached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.adversarial.person import Canary
from tests.outlook_files import Mapi, linked, msg, rtf, tnef

__all__ = ["OUTLOOK"]

Item = Callable[[Canary], Mapi]
CLERK = {
    0x001A: "IPM.Note",
    0x0C1A: "Clerk",
    0x0C1E: "SMTP",
    0x0C1F: "clerk@helenamt.gov",
    0x0037: "minutes",
    0x1000: "On Monday.",
}
PROFILE = "C:\\Users\\{}\\AppData\\Outlook\\{}.pst"


def _item(values: dict, **more: object) -> Mapi:
    return Mapi(CLERK | values, **more)


def _x500(c: Canary) -> str:
    return f"/O=CITY/OU=HALL/CN=RECIPIENTS/CN={c.last}-{c.email}"


def _file(content: bytes, name: str, **values: object) -> Mapi:
    return Mapi({0x3705: 1, 0x3707: name, 0x3701: content} | {int(key[1:], 16): value for key, value in values.items()})


ITEM_CARRIERS: tuple[Item, ...] = (
    lambda c: _item({0x0037: c.spill}),
    lambda c: _item({0x0C1A: c.name, 0x0C1F: c.email}),
    lambda c: _item({0x0042: c.name, 0x0064: "EX", 0x0065: _x500(c), 0x5D02: c.email}),
    lambda c: _item({}, recipients=[linked(c.name, c.email), linked(c.name, c.email, 3, _x500(c))]),
    lambda c: _item({0x0E04: f"{c.name} <{c.email}>", 0x3FFA: c.name}),
    lambda c: _item({0x1000: c.spill}),
    lambda c: _item({0x1000: "", 0x1009: rtf(f"{{\\rtf1\\fromhtml1{{\\*\\htmltag64 <p title='{c.email}'>}}{c.spill}{{\\*\\htmltag72 </p><!-- {c.ssn} -->}}}}")}),
    lambda c: _item({0x007D: f"Received: from {c.last}-pc by mx for <{c.email}>\r\n\r\n{c.spill}", 0x1035: f"<{c.email}>"}),
    lambda c: _item({}, named={("words", f"Owner {c.name}"): c.email, ("address", 0x8083): c.email}),
    lambda c: _item({0x001A: "IPM.Contact", 0x3001: c.name, 0x3A11: c.last, 0x3A06: c.first}, named={("address", 0x8083): c.email}),
    lambda c: _item({0x001A: "IPM.Appointment", 0x0037: c.spill}, named={("appointment", 0x8208): c.email}),
    lambda c: _item({}, attachments=[_file(f"who\n{c.spill}\n".encode(), f"{c.last}_{c.ssn}.csv", x370D=PROFILE.format(c.last, c.email))]),
    lambda c: _item({}, attachments=[Mapi({0x3705: 5, 0x3001: c.name}, inside=_item({0x1000: c.spill, 0x3FFA: c.name}))]),
    lambda c: _item({}, attachments=[Mapi({0x3705: 4, 0x3707: f"{c.last} {c.email}", 0x370D: f"\\\\hall\\{c.ssn}"})]),
    lambda c: _item({0x0E58: PROFILE.format(c.last, c.email)}, attachments=[_file(c.spill.encode("utf-16-le") + b"\0\1", f"{c.email}.bin")]),
)  # fmt: skip


def OUTLOOK(folder: Path, canaries: Sequence[Canary]) -> None:  # noqa: N802 - a group of carriers, named like its fellows
    """Write an MSG file, and every third a TNEF file, for each canary."""
    for at, canary in enumerate(canaries):
        item = ITEM_CARRIERS[at % len(ITEM_CARRIERS)](canary)
        (folder / f"{at:02d}.{'dat' if at % 3 == 2 else 'msg'}").write_bytes((tnef if at % 3 == 2 else msg)(item))

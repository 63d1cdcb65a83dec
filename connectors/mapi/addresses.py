"""Who sent an item and who got it: a name and an Internet address as a mailbox of RFC 5322; Exchange names go aside.

An X.500 name (/O=CITY/OU=.../CN=JDOE) is no address anyone can write to, and it names its holder: it is scanned, never released.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from connectors.mail.headers import one_line
from connectors.mapi.properties import Bag

__all__ = ["Person", "author", "people", "sender"]

_TYPE_TO, _TYPE_CC, _TYPE_BCC = 1, 2, 3
_KINDS = {_TYPE_TO: "To", _TYPE_CC: "Cc", _TYPE_BCC: "Bcc"}
_ROLE, _ROLE_MASK = 0x0C15, 0x0F  # higher bits say that a message is resent
_NAMES, _SMTP, _TYPE, _ADDRESS = (0x3001, 0x5FF6, 0x3A20, 0x39FF), (0x39FE, 0x5FE5), 0x3002, 0x3003


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by name and address, either of which may be empty, and the Exchange name, which is never shown."""

    name: str
    address: str
    exchange: str = ""

    def mailbox(self) -> str:
        """Return the mailbox as a header shows it, or "" for nobody."""
        name = one_line(self.name).replace('"', "'").replace("\\", "/")
        address = "".join(one_line(self.address).replace("<", "").replace(">", "").split())
        if not address or name == address:
            return f'"{name}"' if name and not address else address
        return f'"{name}" <{address}>' if name else f"<{address}>"


def author(bag: Bag) -> Person:
    """Return whom the item is from: who it was sent for, else who sent it."""
    return _person(bag, (0x0042,), (0x5D02,), 0x0064, 0x0065) or sender(bag)


def sender(bag: Bag) -> Person:
    """Return who sent the item."""
    return _person(bag, (0x0C1A,), (0x5D01, 0x5D0A), 0x0C1E, 0x0C1F) or Person("", "")


def people(recipients: tuple[Bag, ...]) -> Iterator[tuple[str, Person]]:
    """Yield header and person of each recipient; one of no known kind is a blind copy, which is never released."""
    for bag in recipients:
        kind = _KINDS.get((bag.number(_ROLE) or 0) & _ROLE_MASK, "Bcc")
        person = _person(bag, _NAMES, _SMTP, _TYPE, _ADDRESS)
        if person is not None:
            yield kind, person


def _person(bag: Bag, names: tuple[int, ...], smtp: tuple[int, ...], kind: int, address: int) -> Person | None:
    told, type_ = bag.text(address), bag.text(kind).upper()
    mail = bag.text(*smtp) or (told if "@" in told and type_ != "EX" else "")
    found = Person(bag.text(*names), mail, "" if mail == told else told)
    return found if found != Person("", "") else None

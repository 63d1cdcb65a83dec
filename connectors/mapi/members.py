"""Who is on a distribution list: its one-off entries, each a name and an address ([MS-OXCDATA] 2.2.5.1)."""

from __future__ import annotations

from collections.abc import Iterator

from connectors.mapi.addresses import Person
from connectors.mapi.properties import Property

__all__ = ["members"]

_PROVIDER = bytes.fromhex("812b1fa4bea310199d6e00dd010f5402")
_UNICODE = 0x8000
_MOST = 10_000


def members(listed: Property | None) -> Iterator[Person]:
    """Yield the people of a list; an entry that is no one-off has no name in it and is passed over."""
    for value in (listed.values if listed else ())[:_MOST]:
        at = value.find(_PROVIDER)
        if at < 0:
            continue
        flags = int.from_bytes(value[at + 18 : at + 20], "little")
        texts = _wide(value[at + 20 :]) if flags & _UNICODE else _narrow(value[at + 20 :])
        name, kind, address = (*texts, "", "", "")[:3]
        exchange = kind.upper() == "EX"
        yield Person(name, "" if exchange else address, address if exchange else "")


def _wide(rest: bytes) -> list[str]:
    units = rest[: len(rest) // 2 * 2].decode("utf-16-le", "replace")
    return units.split("\0")


def _narrow(rest: bytes) -> list[str]:
    return [each.decode("cp1252", "replace") for each in rest.split(b"\0")]

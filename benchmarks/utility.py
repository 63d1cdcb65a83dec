"""Makes a table as a city's water utility keeps it: a million bills of twelve columns, two of them free text, all invented.

72 monthly bills an account, in order of month, so that a holder's name comes back long after it was last seen. Of the notes
three in four are empty, one in five is one of twelve stock sentences, and one in twenty was typed for that bill alone: it names
the holder, a figure and a day. Remarks of the meter reader are empty four times in five, else stock words with a figure. With one
month an account every row is another person's: names, addresses, e-mail addresses and accounts that never come back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

__all__ = ["COLUMNS", "MONTHS", "bills", "write_utility"]

MONTHS = 72
COLUMNS = (
    "bill_id", "acct_no", "holder", "service_address", "city", "zip", "phone", "email", "read_on", "gallons", "note", "remark",
)  # fmt: skip
_FIRST = [
    "Ada",
    "Bertram",
    "Cora",
    "Desmond",
    "Edith",
    "Felix",
    "Greta",
    "Hollis",
    "Imogen",
    "Jasper",
    "Kendra",
    "Lionel",
    "Maeve",
    "Nolan",
    "Opal",
    "Percy",
    "Quilla",
    "Rufus",
    "Selma",
    "Tobias",
    "Una",
    "Vernon",
    "Wilma",
    "Xander",
    "Yvette",
    "Zane",
]
_LAST = [
    "Fenwick",
    "Larch",
    "Quill",
    "Tamsin",
    "Underhay",
    "Vole",
    "Wren",
    "Yarrow",
    "Birdsong",
    "Calloway",
    "Dunmore",
    "Eastlake",
    "Farraday",
    "Gillespie",
    "Hathaway",
    "Ingersoll",
    "Jessop",
    "Kettering",
    "Lockhart",
    "Merriweather",
    "Northcote",
    "Oakhurst",
    "Pennington",
    "Ravenscroft",
    "Stillwater",
    "Thackeray",
]
_STREETS = ["Rodney", "Ewing", "Benton", "Sparta", "Larch", "Cedar", "Harrison", "Hauser", "Broadway", "Elm"]
_STOCK = (
    "left a message about the meter", "paid at the counter", "autopay set up", "estimated reading, snow over the lid",
    "final bill sent", "late fee waived once", "asked for a payment plan", "meter replaced, old one to the shop",
    "high usage, leak adjustment applied", "returned mail, address checked", "budget billing", "moved out, deposit refunded",
)  # fmt: skip
_REMARKS = (
    "dial fogged at {}",
    "lid buried, read {} by probe",
    "reading {} checked twice",
    "dog in yard, read {} from fence",
)


def write_utility(path: Path, rows: int, months: int = MONTHS) -> None:
    """Write the table ``bill`` with *rows* rows into a new SQLite file at *path*."""
    with closing(sqlite3.connect(path)) as database:
        kinds = ("INTEGER PRIMARY KEY", "INTEGER", *["TEXT"] * 7, "INTEGER", "TEXT", "TEXT")
        database.execute(f"CREATE TABLE bill ({', '.join(map(' '.join, zip(COLUMNS, kinds, strict=True)))})")
        database.executemany(f"INSERT INTO bill VALUES ({', '.join('?' * len(COLUMNS))})", bills(rows, months))
        database.commit()


def bills(rows: int, months: int = MONTHS) -> Iterator[tuple[int | str | None, ...]]:
    """Yield *rows* bills in the order of ``COLUMNS``, the same ones every time, *months* of them an account."""
    accounts = max(1, rows // months)
    for n in range(rows):
        account, month = n % accounts, n // accounts
        day = f"20{20 + month // 12 % 80}-{month % 12 + 1:02}-{account % 28 + 1:02}"
        gallons = (n * 7919) % 20_000
        yield (
            n + 1,
            4_000_000 + account * 7,
            *_holder(account),
            day,
            gallons,
            _note(n, account, day),
            _remark(n, gallons),
        )


def _holder(account: int) -> tuple[str, str, str, str, str, str]:
    """Return name, street, city, ZIP code, telephone and e-mail address of an account: as many people as accounts."""
    first, last = _FIRST[account % 26], _LAST[account // 26 % 26]
    initial = chr(ord("A") + account // 676 % 26)
    street = f"{100 + account // 10} {_STREETS[account % 10]} St"
    mail = f"{first}.{last}{account}@example.org".lower()
    again = account // 17_576  # how often all names were given out: then they are hyphenated
    name = f"{first} {initial}. {last}" + (f"-{_LAST[again % 26]}" if again else "")
    phone = f"406-555-01{account % 100:02}"
    return name, street, "Helena", "59601", phone, mail


def _note(n: int, account: int, day: str) -> str | None:
    draw = (n * 2654435761 >> 7) % 100
    if draw < 75:  # noqa: PLR2004 - per cent, as the module says
        return None
    if draw < 95:  # noqa: PLR2004 - as above
        return _STOCK[n % len(_STOCK)]
    return f"spoke with {_holder(account)[0]} on {day} about bill {n + 1}, disputes {n % 977} gallons, call back 406-555-01{n % 100:02}"


def _remark(n: int, gallons: int) -> str | None:
    return _REMARKS[n % 4].format(gallons) if (n * 40503 >> 5) % 5 == 0 else None

"""Two hundred people who exist nowhere, planted where only one careless line of code would let them out.

A carrier is a function from a canary to the bytes that hold it. Nothing else in a source names the canary, so whatever turns
up in a release, a log or the workspace came through that carrier.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

from tests.adversarial.carriers_database import DATABASE
from tests.adversarial.carriers_formats import FORMATS
from tests.adversarial.carriers_mail import ATTACHMENTS, BODIES, HEADERS
from tests.adversarial.carriers_outlook import OUTLOOK
from tests.adversarial.carriers_tables import DOCUMENTS, TABLES
from tests.adversarial.person import Canary

__all__ = ["CANARIES", "GROUPS", "plant"]

_GIVEN = (
    "Delbert", "Marcella", "Horace", "Imogene", "Clifford", "Rosalind", "Everett", "Henrietta", "Stanley", "Josephine",
)  # fmt: skip
_HEADS = (
    "Bram", "Thorn", "Kell", "Mor", "Pen", "Sten", "Lind", "Hal", "Gart", "Ves",
    "Dun", "Farn", "Holt", "Jor", "Nev", "Quill", "Rav", "Sel", "Tam", "Wex",
)  # fmt: skip
_TAILS = ("aston", "erwick", "enberg", "elshaw", "ingstead", "ersley", "inworth", "agren", "embury", "ovich")


def _canaries() -> tuple[Canary, ...]:
    names = [(head + tail) for tail in _TAILS for head in _HEADS]
    return tuple(
        Canary(
            number=number,
            first=_GIVEN[(number // 20 + number) % 10],
            last=last,
            phone=f"406-555-01{number % 100:02d}",
            ssn=f"517-{11 + number % 80:02d}-{1000 + 37 * number:04d}",
        )
        for number, last in enumerate(names)
    )


CANARIES = _canaries()

GROUPS: dict[str, tuple[int, Callable[[Path, Sequence[Canary]], None]]] = {
    "headers": (50, HEADERS),
    "bodies": (35, BODIES),
    "attachments": (40, ATTACHMENTS),
    "outlook": (15, OUTLOOK),
    "tables": (20, TABLES),
    "documents": (20, DOCUMENTS),
    "database": (20, DATABASE),
    "formats": (200, FORMATS),
}
"""How many canaries each group of carriers gets, and what plants them below a folder: everybody once, and everybody once more
in the documents of every format."""


def plant(group: str, folder: Path) -> tuple[Canary, ...]:
    """Write the sources of one group below *folder* and return the canaries in them."""
    before = 0
    for name, (count, write) in GROUPS.items():
        if name == group:
            own = tuple(islice(cycle(CANARIES), before, before + count))
            write(folder, own)
            return own
        before += count
    raise KeyError(group)

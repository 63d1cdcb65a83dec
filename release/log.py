"""The public account of a release: redaction log, withheld items, manifest and read-me, none of which holds a value.

Every column is a count, a generated name, a type or a fixed sentence of the statute file (adversarial row K06); the manifest
hashes what is handed out and never an original, since a hash confirms a guess (rule R11, row K05).
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from records.finding import Cover, IdKind, PiiType
from records.record import Record, Withheld
from records.statute import Statute
from release.receipt import Receipt

__all__ = ["Log", "digests", "write_manifest", "write_readme"]

REDACTION_COLUMNS = ("document", "item", "place", "type", "kind", "count", "authority", "reason", "basis")
CODE = 19
"""Width of a code in the read-me, and of a file's name."""
WITHHELD_COLUMNS = ("document", "item", "place", "code", "reason")
README = """This folder holds redacted copies of public records, fit to be handed out.

records/            the copies, under generated names: an original name can itself be private
redaction-log.csv   what was taken out: where, which type, how often, on which authority, and why
withheld.csv        what could not be released, and why
manifest.json       a checksum of every file here, and the versions that made it

How to read a label: [NAME 3] stands for the third name that appears in this release; the same number is the same name
throughout this release, and says nothing about any other release.

Authority codes:
{authorities}

The definition applied: {title} ({edition}).

{reviewed}
The copies were made by clearcopy {version}. It finds what its detectors {reviewers}find, withholds what it cannot read, and
checks what it wrote; it does not promise that every private fact was found. Questions and appeals: ask the office that
gave you this folder.
"""


class Log:
    """Writes redaction-log.csv and withheld.csv row by row as the release is staged."""

    def __init__(self, stage: Path, statute: Statute) -> None:
        self._statute = statute
        self._files = [
            (stage / name).open("x", encoding="utf-8", newline="") for name in ("redaction-log.csv", "withheld.csv")
        ]
        self._redactions, self._withheld = (csv.writer(file, lineterminator="\n").writerow for file in self._files)
        self._redactions(REDACTION_COLUMNS)
        self._withheld(WITHHELD_COLUMNS)

    def redacted(self, document: str, record: Record, cover: Cover) -> None:
        """Log the redactions of one record, one row for each place and type; what is never emitted is not redacted but gone."""
        counts: Counter[tuple[str, PiiType, IdKind | None]] = Counter()
        for ruling in (each for each in cover.redacted() if record.fields[each.field].released):
            counts[(record.fields[ruling.field].place, ruling.type, ruling.kind)] += 1
        for (place, type_, kind), count in counts.items():
            row = self._statute.row(type_, kind)
            shown = kind.value if kind else ""
            self._redactions(
                (document, record.place, place, type_.value, shown, str(count), row.authority, row.reason, "rule")
            )

    def withheld(self, document: str, item: Withheld) -> None:
        """Log one item, or one part of an item, that is not released."""
        self._withheld((document, item.record, item.place, item.reason.name, item.reason.value))

    def close(self) -> None:
        """Finish both files."""
        for file in self._files:
            file.close()


def write_readme(stage: Path, statute: Statute, version: str, *, reviewed: bool) -> None:
    """Write the page that says what this package is and how its labels read."""
    text = README.format(
        authorities="\n".join(f"{code:<{CODE}} {meaning}" for code, meaning in statute.authorities),
        title=statute.title,
        edition=statute.edition,
        version=version,
        reviewed="A person reviewed this release."
        if reviewed
        else "No person reviewed this release before it was made.",
        reviewers="and reviewers " if reviewed else "",
    )
    (stage / "README.txt").write_text(text, encoding="utf-8", newline="\n")


def write_manifest(stage: Path, statute: Statute, receipt: Receipt, versions: Iterable[tuple[str, str]]) -> None:
    """Write manifest.json over every other file below *stage*: checksums, counts and versions, no time and no original's hash."""
    manifest = {
        "format": 1,
        "files": dict(digests(stage)),
        "items": {"in": receipt.items, "released": receipt.released, "withheld": receipt.withheld},
        "redactions": {type_.value: count for type_, count in receipt.redactions},
        "reviewed": receipt.reviewed,
        "statute": {"id": statute.id, "edition": statute.edition, "dated": statute.dated},
        "versions": dict(versions),
    }
    text = json.dumps(manifest, indent=1, sort_keys=True) + "\n"
    (stage / "manifest.json").write_text(text, encoding="utf-8", newline="\n")


def digests(folder: Path) -> list[tuple[str, str]]:
    """Return the relative name and sha256 of every file below *folder* but the manifest, sorted by name."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != "manifest.json":
            with path.open("rb") as content:
                found.append((name, hashlib.file_digest(content, "sha256").hexdigest()))
    return found

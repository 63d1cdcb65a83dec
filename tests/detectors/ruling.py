"""What a record looks like once it is ruled on: which letters and digits of its fields go, with officials known or not."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from detectors.combine import combine
from detectors.directory import Directory
from detectors.engine import Engine
from detectors.spread import Known
from records.record import Field, Record, Shape
from records.settings import load
from records.statute import load as load_statute
from release.survey import values

SETTINGS = load()
STATUTE = load_statute("mca-2-17-551")
SHAPES = {
    "cell": Shape.CELL,
    "mail": Shape.MAILBOXES,
    "title": Shape.TITLE,
    "label": Shape.LABEL,
    "file": Shape.FILE_NAME,
}
OFFICIALS = "name,email,phone,title\nMeredith Quist,mquist@helenamt.gov,447-8410,Clerk\nMarco Castellan,mcastellan@helenamt.gov,447-8427,Manager\n"


@cache
def engine() -> Engine:
    """Return one engine for all tests."""
    return Engine(SETTINGS)


def record_of(fields) -> Record:
    """Return a record of (shape, name, text) triples, or of a text as its body."""
    if isinstance(fields, str):
        fields = (("body", "body", fields),)
    return Record("1", "0001", tuple(Field(name, text, SHAPES.get(shape, Shape.PROSE)) for shape, name, text in fields))


def places(findings) -> set[int]:
    """Return the places of the characters that *findings* of one field cover."""
    return {at for finding in findings for at in range(finding.start, finding.end)}


def unfound(examples, shape_of) -> list[int]:
    """Return the numbers of the (text, value) pairs of which a letter or digit of the value is not found."""
    records = [Record(str(n), "c", (Field("", text, shape_of(text)),)) for n, (text, _) in enumerate(examples)]
    missed = []
    for number, ((text, value), findings) in enumerate(zip(examples, engine().detect(records), strict=True)):
        covered, start = places(findings), text.index(value)
        if any(text[at].isalnum() and at not in covered for at in range(start, start + len(value))):
            missed.append(number)
    return missed


def directory(folder: Path) -> Directory:
    """Return a directory of two invented officials."""
    file = folder / "officials.csv"
    file.write_text(OFFICIALS, encoding="utf-8")
    return Directory(replace(SETTINGS.city, directory_file=str(file)))


def hidden(record: Record, officials: Directory) -> list[set[int]]:
    """Return, for each field, the places of the characters that a release takes out."""
    findings = engine().detect([record])[0]
    known = Known(b"a key")
    known.learn(record, values(record, findings))
    cover = combine(record, (*findings, *known.find(record)), statute=STATUTE, directory=officials)
    gone = [set() for _ in record.fields]
    for ruling in cover.redacted():
        gone[ruling.field].update(range(ruling.start, ruling.end))
    return gone


def wrong(fields, goes, stays, folder: Path) -> list[str]:
    """Return the values of *goes* of which a letter stays and those of *stays* of which one goes; each must occur."""
    record = record_of(fields)
    gone = hidden(record, directory(folder))
    bad = []
    for value, away in (*((v, True) for v in goes), *((v, False) for v in stays)):
        places = [(i, m) for i, f in enumerate(record.fields) for m in re.finditer(re.escape(value), f.text)]
        assert places, f"{value} is not in the record"
        for index, match in places:
            letters = [at for at in range(*match.span()) if record.fields[index].text[at].isalnum()]
            if any((at in gone[index]) is not away for at in letters):
                bad.append(value)
    return bad

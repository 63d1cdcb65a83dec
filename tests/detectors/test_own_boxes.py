"""Whoever stands before a mailbox of the city that spells the name is kept in that record, as the address is."""

from __future__ import annotations

import mailbox
from contextlib import closing

import pytest

from detectors.combine import combine
from detectors.directory import Directory
from records.settings import load
from release.pipeline import release
from tests.detectors.ruling import SETTINGS, STATUTE, engine, record_of

DIRECTORY = Directory(SETTINGS.city)


def gone(fields):
    """Return the texts that are taken out of a record, no official being known beforehand."""
    record = record_of(fields)
    cover = combine(record, engine().detect([record])[0], statute=STATUTE, directory=DIRECTORY)
    return {record.fields[r.field].text[r.start : r.end] for r in cover.redacted()}


@pytest.mark.parametrize(
    "box",
    [
        "Carla Nystrom <cnystrom@helenamt.gov>",
        '"Nystrom, Carla" <cnystrom@helenamt.gov>',
        "Carla J. Nystrom <cjnystrom@helenamt.gov>",
        "Carla Nystrom [mailto:carla.nystrom@helenamt.gov]",
        "Jane Roe <jane@example.org>, Carla Nystrom <nystromc@helenamt.gov>",
    ],
)
def test_an_official_is_known_by_the_mailbox(box):
    """In headers and in the text, by the whole name and as the letter greets and signs."""
    fields = (
        ("mail", "To", box),
        ("body", "body", "Dear Carla,\nthe meter is broken.\nCarla Nystrom has seen it.\nJane Roe"),
    )
    assert not any("Carla" in text or "Nystrom" in text for text in gone(fields))
    assert any("Roe" in text for text in gone(fields))


@pytest.mark.parametrize(
    "fields",
    [
        "From: Jane Roe <clerk@helenamt.gov>\nJane Roe wrote it.",
        "From: Jane Roe <cnystrom@helenamt.gov>\nJane Roe wrote it.",
        "From: Jane Roe <jroe@example.org>\nJane Roe wrote it.",
        "From: Jane Roe <jroe@helenamt.gov.example.org>\nJane Roe wrote it.",
        "Jane Roe wrote to jroe@helenamt.gov about it.",
        "Complainant: Jane Roe <jroe@helenamt.gov>",
        (
            ("title", "Subject", "Harassment complaint"),
            ("mail", "From", "Jane Roe <jroe@helenamt.gov>"),
            ("body", "body", "Jane Roe said so."),
        ),
    ],
)
def test_nobody_else_is(fields):
    """Another's mailbox, an office's, another domain, a name that only stands nearby, and private matters tell of no official."""
    assert any("Roe" in text for text in gone(fields))


def test_what_is_kept_in_one_message_may_go_in_another(tmp_path, monkeypatch):
    """Where no mailbox tells who she is, she is redacted, and the release is published all the same."""
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))
    with closing(mailbox.mbox(tmp_path / "a.mbox")) as box:
        box.add("From: Carla Nystrom <cnystrom@helenamt.gov>\nSubject: meters\n\nCarla Nystrom will come on Monday.\n")
        box.add("From: x@example.org\nSubject: a dog\n\nCarla Nystrom of 12 Oak St was bitten. Carla Nystrom fell.\n")
    done = release([str(tmp_path / "a.mbox")], tmp_path / "out", settings=load())
    copy = (tmp_path / "out" / "records" / "0001.mbox").read_text(encoding="utf-8")

    assert (done.released, done.withheld) == (2, 0)
    assert copy.count("Carla Nystrom") == 2
    assert "[NAME 1] of [ADDRESS 1] was bitten" in copy

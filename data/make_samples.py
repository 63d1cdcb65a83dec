"""Writes the synthetic Helena samples and their answer key, byte for byte the same each time.

    python data/make_samples.py [FOLDER]     FOLDER is this script's own folder unless told otherwise

Everybody in them is invented. data/samples/ holds the files a person may try the program on; data/answer-key.jsonl says of
every planted value where it stands, what it is, and whether a release must redact it or let it stay.
"""

from __future__ import annotations

import sys
from pathlib import Path

from maker.answers import Key
from maker.forms import agenda, complaints, directory, settings
from maker.mail import mailbox
from maker.permits import permits
from maker.utility import utility


def make(into: Path) -> None:
    """Write samples/ and answer-key.jsonl below *into*."""
    samples = into / "samples"
    samples.mkdir(parents=True, exist_ok=True)
    key = Key()
    makers = {
        "mailbox.mbox": mailbox,
        "complaints.csv": complaints,
        "permits.jsonl": permits,
        "staff_directory.csv": directory,
        "agenda.txt": agenda,
    }
    for name, maker in makers.items():
        (samples / name).write_bytes(maker(key))
    utility(key, samples / "utility.sqlite")
    (samples / "helena-sample.toml").write_bytes(settings())
    (into / "answer-key.jsonl").write_bytes("".join(f"{line}\n" for line in key.lines()).encode("utf-8"))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent)

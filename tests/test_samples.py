"""The synthetic samples can be made again to the byte, stay small, and their answer key tells the truth."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading import places, squeeze

DATA = Path(__file__).resolve().parents[1] / "data"
ANSWERS = [json.loads(line) for line in (DATA / "answer-key.jsonl").read_text(encoding="utf-8").splitlines()]
FILES = sorted(path for path in (DATA / "samples").iterdir() if path.suffix != ".toml")


def make(into, seed):
    """Run the script in a process of its own with another hash seed."""
    environment = {"PYTHONHASHSEED": seed, "PATH": "", "SYSTEMROOT": "C:\\Windows"}
    subprocess.run([sys.executable, str(DATA / "make_samples.py"), str(into)], check=True, env=environment, timeout=60)


def test_the_script_makes_the_committed_samples_to_the_byte(tmp_path):
    """A stranger who runs the script gets the very files that are committed, whatever the hash seed."""
    make(tmp_path, "4711")
    committed = sorted(path.relative_to(DATA) for path in (*(DATA / "samples").iterdir(), DATA / "answer-key.jsonl"))
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert committed == made
    assert not [str(name) for name in made if (tmp_path / name).read_bytes() != (DATA / name).read_bytes()]


def test_the_samples_are_small():
    """Samples and key together stay below 1.5 MB."""
    files = (*(DATA / "samples").iterdir(), DATA / "answer-key.jsonl")
    assert sum(path.stat().st_size for path in files) < 1_500_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_planted_value_stands_where_the_key_says(path):
    """Each answer's value occurs in the decoded text of its own place, so that a missing leak is never a missing plant."""
    texts = {}
    for place, text in places(path):
        texts[place] = f"{texts.get(place, '')}\n{text}"
    own = [answer for answer in ANSWERS if answer["file"] == path.name]
    assert len(own) > 15
    missing = [answer for answer in own if not stands(answer, texts)]
    assert not missing


def stands(answer, texts):
    """Say whether the value stands at its place; places of a message are told apart only by its number."""
    whole = re.match(r"message \d+", answer["place"])
    place = whole.group() if whole else answer["place"]
    text = squeeze(re.sub(r"</?b>", "", texts[place]).replace("&#52;", "4"))
    return squeeze(answer["value"]) in text


def test_nobody_in_the_samples_can_be_reached():
    """Every telephone to redact is 406-555-01xx and every mail address to redact is under a reserved domain."""
    phones = [re.sub(r"\D", "", answer["value"]) for answer in ANSWERS if answer["type"] == "PHONE"]
    assert not [digits for digits in phones if not re.fullmatch(r"(1?406)?55501\d\d", digits)]
    hosts = {answer["value"].rsplit("@")[-1] for answer in ANSWERS if answer["type"] == "EMAIL"}
    assert hosts <= {"example.org", "example.com", "example.net", "mail.example.org", "ranch.test"}


def test_the_key_covers_every_type():
    """Recall figures over the samples mean something only where each type is planted often enough."""
    counts = {}
    for answer in ANSWERS:
        counts[answer["type"]] = counts.get(answer["type"], 0) + 1
    types = {"PERSON", "ADDRESS", "EMAIL", "PHONE", "SSN", "DATE_OF_BIRTH", "ID", ""}
    assert types == {name for name, count in counts.items() if count >= 50}

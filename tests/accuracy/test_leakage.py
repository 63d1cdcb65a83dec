"""What the tagger was trained on is not what it is tested on: the frozen corpus shares no phrase with the generator's templates."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from detectors.model import train

_WORD = re.compile(r"[a-z']+")
_RUN = 5  # words of a phrase
_SLOT = re.compile(r"\{[^}]*\}|\\n")


def phrases(texts):
    runs = (_WORD.findall(text.lower()) for text in texts)
    return {tuple(words[at : at + _RUN]) for words in runs for at in range(len(words) - _RUN + 1)}


def templates():
    folder = Path(train.__file__).parent / "templates"
    lines = [line for path in sorted(folder.iterdir()) for line in path.read_text(encoding="utf-8").splitlines()]
    return [part for line in lines for part in _SLOT.split(line)]


def corpus():
    """Yield what stands around the labelled values."""
    for line in (Path(__file__).parent / "corpus.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        at = 0
        for span in sorted(document["spans"], key=lambda span: span["start"]):
            yield document["text"][at : span["start"]]
            at = span["end"]
        yield document["text"][at:]


@pytest.mark.case("X09")
def test_no_phrase_of_five_words_is_in_both():
    """A corpus made of the sentences that the tagger learned would measure its memory."""
    trained, tested = phrases(templates()), phrases(corpus())

    assert len(trained) > 300
    assert len(tested) > 30
    assert trained & tested == set()

"""The training text: invented city records, and openly licensed labelled text with its names swapped for others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from detectors.model.train import cells, forms, mail, people, places
from detectors.model.train.fill import filled
from detectors.model.train.marks import firm, person, place
from detectors.model.train.noise import recase, roughen, scan

__all__ = ["Corpus", "synthetic"]

_MARK = {"PER": person, "LOC": place, "ORG": firm}
_SKIP = {"ewt_dev", "re3d", "gum"}
# What is cut out of the shipped model: ewt_dev is the test text, gum is partly share-alike, re3d labels pronouns.


def _sound(text: str, start: int, end: int) -> bool:
    """Refuse handles, pronouns and lower-case phrases that some sources label."""
    head = text[start:end]
    return head[:1].isupper() and "@" not in text[max(0, start - 1) : end] and head not in ("I", "He", "She")


def _marked(piece: dict[str, object]) -> str:
    text, spans = str(piece["text"]), piece["spans"]
    out, last = [], 0
    for start, end, kind in sorted(spans):  # type: ignore[call-overload]
        if start < last or kind not in _MARK or not _sound(text, start, end):
            continue
        out += [text[last:start], _MARK[kind](text[start:end])]
        last = end
    return "".join([*out, text[last:]])


class Corpus:
    """Labelled text from outside, as marked strings."""

    def __init__(self, path: Path, skip: set[str] = _SKIP) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        pieces = [json.loads(line) for line in lines]
        self.pieces = [_marked(piece) for piece in pieces if piece["source"] not in skip]
        self.lines = [line.strip() for piece in self.pieces for line in _sentences(piece) if 15 < len(line) < 260]

    def line(self, rng: Random) -> str:
        """Draw a sentence, its names swapped."""
        return swap(rng.choice(self.lines), rng)

    def all(self, rng: Random) -> Iterator[str]:
        """Yield every piece once, names swapped in about half."""
        for piece in self.pieces:
            yield roughen(swap(piece, rng) if rng.random() < 0.5 else piece, rng)


def _sentences(piece: str) -> list[str]:
    parts = piece.replace("\n", ". ").replace("? ", "?. ").replace("! ", "!. ").split(". ")
    ends = [f"{part}." if part[-1:].isalpha() else part for part in parts]
    return [end for end in ends if end.count("\ue00f") == sum(end.count(mark) for mark in "\ue000\ue001\ue002\ue003")]


def _another(old: str, rng: Random) -> str:
    words = old.split()
    if len(words) == 1:
        return people.last_name(rng) if rng.random() < 0.5 else people.first_name(rng)
    return people.full_name(rng)[1:-1]


def swap(text: str, rng: Random) -> str:
    """Swap people and, less often, places and organisations for invented ones."""
    out = []
    for part in text.split("\ue00f"):
        head, mark, name = part.rpartition("\ue000")
        if mark and rng.random() < 0.7:
            name = _another(name, rng)
        elif "\ue002" in part and rng.random() < 0.2:
            head, mark, name = part.rpartition("\ue002")
            name = places.town(rng)[1:-1]
        out.append(head + mark + name)
    return "\ue00f".join(out)


def _prose(rng: Random, corpus: Corpus) -> str:
    dice = rng.random()
    return corpus.line(rng) if dice < 0.4 else filled("prose", rng) if dice < 0.75 else filled("office", rng)


def _bunch(rng: Random, corpus: Corpus) -> str:
    return rng.choice((" ", "\n", "\n\n")).join(_prose(rng, corpus) for _ in range(rng.randint(1, 5)))


def synthetic(rng: Random, corpus: Corpus) -> str:
    """Invent one record."""

    def prose(rng: Random) -> str:
        return _prose(rng, corpus)

    dice = rng.random()
    if dice < 0.3:
        return recase(cells.cell(rng), rng, 0.33, 0.2)
    if dice < 0.52:
        kind = rng.choice((mail.mail, mail.mail, mail.thread, mail.letter))
        return roughen(kind(rng, prose), rng)
    if dice < 0.68:
        return roughen(_bunch(rng, corpus), rng)
    kinds = (
        forms.form,
        forms.form,
        forms.registration,
        forms.table,
        forms.columns,
        cells.a_list,
        lambda rng: filled("office", rng),
    )
    text = roughen(rng.choice(kinds)(rng), rng)
    return scan(text, rng, rng.choice((0.01, 0.03))) if rng.random() < 0.08 else text

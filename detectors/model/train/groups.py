"""Measure recall by name group, on names and sentences kept out of training: ``python -m detectors.model.train.groups``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random

from detectors.model.tagger import Tagger
from detectors.model.train.fill import templates
from detectors.model.train.marks import person, read
from detectors.model.train.people import GROUPS, held_out, names_of

__all__ = ["main", "recall"]

_COUNT = 400
_FEW = 40


def _unseen(names: list[str]) -> list[str]:
    """Keep the names training never used, unless they are too few to stand for a group."""
    kept = [name for name in names if held_out(name)]
    return kept if len(kept) >= _FEW else names


def _drawer(group: str, rng: Random) -> Callable[[], str]:
    first, _, last, _ = names_of(group)
    firsts, lasts = (_unseen(names) for names in (first, last))

    def draw() -> str:
        one, two = rng.choice(firsts), rng.choice(lasts)
        return f"{two}, {one}" if rng.random() < 0.25 else f"{one} {two}"

    return draw


def _texts(group: str, shape: str, rng: Random) -> list[str]:
    draw = _drawer(group, rng)
    lines = ["{name}"] if shape == "cell" else templates("carriers")
    texts = []
    for place in range(_COUNT):
        line = lines[place % len(lines)]
        while "{name}" in line:
            line = line.replace("{name}", person(draw()), 1)
        texts.append(line.upper() if shape == "capitals" else line.lower() if shape == "lower" else line)
    return texts


def recall(tagger: Tagger, group: str, shape: str) -> float:
    """Return the share of the names' letters that any entity but ORG covers."""
    labelled = [read(text) for text in _texts(group, shape, Random(7))]
    hit = whole = 0
    for (text, spans), found in zip(labelled, tagger.tag([text for text, _ in labelled]), strict=True):
        covered = {place for entity in found if entity.label != "ORG" for place in range(entity.start, entity.end)}
        letters = {place for span in spans for place in range(span.start, span.end) if text[place].isalnum()}
        hit, whole = hit + len(letters & covered), whole + len(letters)
    return hit / whole


def main() -> None:
    """Print a row a group: recall in sentences, in capitals, in lower case and in bare cells."""
    tagger = Tagger.read()
    shapes = ("sentence", "capitals", "lower", "cell")
    sys.stdout.write(f"| group | {' | '.join(shapes)} |\n|---|{'---|' * len(shapes)}\n")
    for group in GROUPS:
        row = " | ".join(f"{100 * recall(tagger, group, shape):.1f}" for shape in shapes)
        sys.stdout.write(f"| {group} | {row} |\n")


if __name__ == "__main__":
    main()

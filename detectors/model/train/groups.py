"""Measure recall by name group, on names and sentences kept out of training: the tagger alone, and everything together.

``python -m detectors.model.train.groups`` prints both tables; with ``--tagger`` the first alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random

from detectors.engine import Engine
from detectors.model.tagger import Tagger
from detectors.model.train.fill import templates
from detectors.model.train.marks import person, read
from detectors.model.train.people import GROUPS, held_out, names_of
from records.finding import PiiType
from records.record import Field, Record, Shape
from records.settings import load

__all__ = ["everything", "main", "recall", "tagger", "unseen"]

Spans = list[list[tuple[int, int]]]
Reader = Callable[[list[str], str], Spans]
_SHAPES = ("sentence", "capitals", "lower", "cell")

_COUNT = 400
_FEW = 40


def unseen(names: list[str]) -> list[str]:
    """Keep the names training never used, unless they are too few to stand for a group."""
    kept = [name for name in names if held_out(name)]
    return kept if len(kept) >= _FEW else names


def _drawer(group: str, rng: Random) -> Callable[[], str]:
    first, _, last, _ = names_of(group)
    firsts, lasts = (unseen(names) for names in (first, last))

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


def tagger() -> Reader:
    """Return a reader that covers what any entity of the tagger but ORG covers."""
    model = Tagger.read()
    return lambda texts, _: [[(e.start, e.end) for e in found if e.label != "ORG"] for found in model.tag(texts)]


def everything() -> Reader:
    """Return a reader that covers what a release would hide: every finding of every detector but a place alone."""
    engine = Engine(load())

    def read_(texts: list[str], shape: str) -> Spans:
        kind = Shape.CELL if shape == "cell" else Shape.PROSE
        records = [Record(str(number), "", (Field("", text, kind),)) for number, text in enumerate(texts)]
        return [[(f.start, f.end) for f in found if f.type is not PiiType.LOCATION] for found in engine.detect(records)]

    return read_


def recall(reader: Reader, group: str, shape: str) -> float:
    """Return the share of the names' letters that *reader* covers."""
    labelled = [read(text) for text in _texts(group, shape, Random(7))]
    hit = whole = 0
    for (text, spans), found in zip(labelled, reader([text for text, _ in labelled], shape), strict=True):
        covered = {place for start, end in found for place in range(start, end)}
        letters = {place for span in spans for place in range(span.start, span.end) if text[place].isalnum()}
        hit, whole = hit + len(letters & covered), whole + len(letters)
    return hit / whole


def main() -> None:
    """Print a row a group, their mean, and the furthest any group is under it: sentences, capitals, lower case, bare cells."""
    for name, make in (("tagger alone", tagger), ("everything together", everything)):
        if name == "tagger alone" or "--tagger" not in sys.argv:
            _table(name, make())


def _table(name: str, reader: Reader) -> None:
    sys.stdout.write(f"{name}\n\n| group | {' | '.join(_SHAPES)} |\n|---|{'---|' * len(_SHAPES)}\n")
    rows = {group: [100 * recall(reader, group, shape) for shape in _SHAPES] for group in GROUPS}
    means = [sum(column) / len(rows) for column in zip(*rows.values(), strict=True)]
    for group, row in (*rows.items(), ("mean", means)):
        sys.stdout.write(f"| {group} | {' | '.join(f'{figure:.1f}' for figure in row)} |\n")
    under, group, shape = max(
        (mean - figure, group, shape)
        for group, row in rows.items()
        for mean, figure, shape in zip(means, row, _SHAPES, strict=True)
    )
    sys.stdout.write(f"\nfurthest under its mean: {group}, {shape}, {under:.1f} points\n\n")


if __name__ == "__main__":
    main()

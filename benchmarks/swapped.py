"""Measures recall by the origin of names, in real text: the people of the labelled documents are given names of each group.

    python -m benchmarks.swapped [--documents 150]

A person keeps one name through a document, in the order, the case and the initials that it has there. Names are drawn from
those that the tagger was not trained on (the word lists may know them). Needs the packages that ``make train`` installs.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from random import Random

from benchmarks import own
from benchmarks.corpora import Document, Prediction, Span, corpora
from benchmarks.score import count, recall

__all__ = ["SETS", "main", "swap"]

SETS = ("enron_emailcoref", "fhir_notes", "uner_ewt_email", "uner_ewt_web")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INITIALS = 2  # letters; they stay

Names = tuple[Sequence[str], Sequence[str]]
"""Given names and surnames."""


def swap(document: Document, names: Names, rng: Random) -> Document:
    """Return *document* with another name for each person in it, labels and all."""
    known: dict[str, str] = {}
    parts: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for span in sorted((each for each in document.spans if each.type == "PERSON"), key=lambda each: each.start):
        if span.start < at:
            continue
        name = _renamed(document.text[span.start : span.end], names, known, rng)
        parts += [document.text[at : span.start], name]
        start = length + span.start - at
        spans.append(Span(start, start + len(name), "PERSON"))
        at, length = span.end, start + len(name)
    return Document(document.id, "".join((*parts, document.text[at:])), tuple(spans))


def _renamed(name: str, names: Names, known: dict[str, str], rng: Random) -> str:
    found = list(_WORD.finditer(name))
    last = 0 if "," in name else len(found) - 1
    pieces, at = [], 0
    for place, word in enumerate(found):
        pieces += [name[at : word.start()], _other(word[0], names[place == last and len(found) > 1], known, rng)]
        at = word.end()
    return "".join((*pieces, name[at:]))


def _other(word: str, names: Sequence[str], known: dict[str, str], rng: Random) -> str:
    if len(word) <= _INITIALS:
        return word
    other = known.setdefault(word.lower(), rng.choice(names))
    return other.upper() if word.isupper() else other.lower() if word.islower() else other


def _names(group: str) -> Names:
    from detectors.model.train.groups import unseen  # noqa: PLC0415 - needs what `make train` installs
    from detectors.model.train.people import names_of  # noqa: PLC0415 - as above

    first, _, last, _ = names_of(group)
    return unseen(first), unseen(last)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a row for each group; 1 where the labelled documents, or the lists of names, are not there."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.swapped", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=150, help="read of each set")
    options = parser.parse_args(arguments)
    try:
        from detectors.model.train.people import GROUPS  # noqa: PLC0415 - as above

        names = {group: _names(group) for group in GROUPS}
    except ImportError:
        print("the lists of names are not here (pip install .[train]): nothing was measured")
        return 1
    sets = [each for each in corpora() if each.name in SETS]
    if not sets:
        print("the labelled documents (../shared/accuracy) are not there: nothing was measured")
        return 1
    run = own.predictor()
    print(f"{'names of':<16}" + "".join(f"{each.name:>18}" for each in sets))
    for group, drawn in names.items():
        shares = [_recall(run, each.documents[: options.documents], drawn) for each in sets]
        print(f"{group:<16}" + "".join(f"{100 * share:>18.1f}" for share in shares))
    return 0


def _recall(run: own.Predictor, documents: Sequence[Document], names: Names) -> float:
    rng = Random(5)
    written = [swap(each, names, rng) for each in documents if any(span.type == "PERSON" for span in each.spans)]
    answer: list[Prediction] = run([(each.id, each.text) for each in written])()
    counts = [count(each, found, ("PERSON",)) for each, found in zip(written, answer, strict=True)]
    return recall(counts, "PERSON").value or 0.0


if __name__ == "__main__":
    sys.exit(main())

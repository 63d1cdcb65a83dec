"""Measures recall and precision on the labelled documents, for clearcopy and for plain Presidio, with 95% intervals.

    python -m benchmarks.accuracy [--systems clearcopy,presidio-sm,presidio-md] [--chars N] [--markdown docs/accuracy.md]

Recall is the share of gold letters and digits that any predicted span covers; precision the share of predicted ones that are
gold. Intervals come from 1,000 bootstrap resamples of documents. A set larger than --chars is sampled with a fixed seed, and
the table says how much was read. Predictions are kept under build/benchmarks/ by version: Presidio reads about 20,000
characters a second.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks import plain, worker
from benchmarks.corpora import ROOT, Corpus, Document, Prediction, Span, corpora, sample
from benchmarks.report import markdown, table
from benchmarks.score import Count, count

__all__ = ["main", "measure"]

CACHE = ROOT / "build" / "benchmarks"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 where the labelled documents are not there."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--systems", default="clearcopy,presidio-sm,presidio-md")
    parser.add_argument("--sets", default="", help="names of sets, all by default")
    parser.add_argument("--chars", type=int, default=10_000_000, help="characters read of each set")
    parser.add_argument("--markdown", type=Path, help="write the page here")
    options = parser.parse_args(arguments)
    sets = [each for each in corpora() if not options.sets or each.name in options.sets.split(",")]
    if not sets:
        print("the labelled documents (../shared/accuracy) are not there: nothing was measured")
        return 1
    systems = [system for system in options.systems.split(",") if _present(system)]
    parts = {each.name: sample(each, options.chars) for each in sets}
    results = {system: measure(system, sets, parts) for system in systems}
    print(table(sets, parts, results))
    if options.markdown:
        page = markdown(sets, parts, results, tuple(worker.version(system) for system in systems))
        options.markdown.write_text(page, encoding="utf-8")
    return 0


def measure(
    system: str, sets: Sequence[Corpus], parts: dict[str, tuple[Document, ...]]
) -> dict[str, tuple[Count, ...]]:
    """Return the counts of every document of every set, keyed by set."""
    known = _cached(system)
    wanted = [document for part in parts.values() for document in part]
    missing = [document for document in wanted if document.id not in known]
    if missing:
        predictions, _ = worker.predict(system, missing)
        known |= {prediction.id: prediction for prediction in predictions}
        _keep(system, known.values())
    return {
        each.name: tuple(count(document, known[document.id], each.types) for document in parts[each.name])
        for each in sets
    }


def _present(system: str) -> bool:
    present = system == "clearcopy" or plain.installed(system)
    if not present:
        print(f"{system} is NOT measured: none of its models is here ({', '.join(filter(None, plain.MODELS[system]))})")
    return present


def _cached(system: str) -> dict[str, Prediction]:
    path = CACHE / f"{worker.version(system)}.jsonl"
    if not path.exists():
        return {}
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {line["id"]: Prediction(line["id"], tuple(Span(*span) for span in line["spans"])) for line in lines}


def _keep(system: str, predictions: object) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    lines = (
        json.dumps({"id": each.id, "spans": [list(asdict(span).values()) for span in each.spans]})
        for each in predictions  # type: ignore[attr-defined]
    )
    (CACHE / f"{worker.version(system)}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

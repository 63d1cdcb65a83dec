"""Make the weights again: ``python -m detectors.model.train TEXT.jsonl`` (see CARD.md for the text and the time it takes)."""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from pathlib import Path

from detectors.model.train.export import export
from detectors.model.train.fit import Recipe, average, fit, new_pool
from detectors.model.train.generate import Corpus
from detectors.model.train.lists import compile_lists

__all__ = ["main"]


def main() -> None:
    """Compile the word lists, fit a network, twice go on from it two ways and take the mean, and write it with its checksum."""
    parser = argparse.ArgumentParser(prog="python -m detectors.model.train", description=__doc__)
    parser.add_argument(
        "text", type=Path, help='labelled text: {"source", "text", "spans": [[start, end, type]]} a line'
    )
    parser.add_argument("--into", type=Path, default=Path(__file__).parent.parent, help="folder for the weights")
    parser.add_argument("--rounds", type=int, default=Recipe().rounds)
    parser.add_argument("--more", type=int, default=4, help="rounds each way goes on for")
    parser.add_argument("--records", type=int, default=Recipe().records, help="records invented a round")
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    lists = compile_lists()
    recipe = Recipe(records=chosen.records, rounds=chosen.rounds, seed=chosen.seed)
    network = fit(chosen.text, lists, recipe)
    for seed in (chosen.seed + 1, chosen.seed + 3):
        parts = [replace(recipe, rounds=chosen.more, rate=0.002, seed=seed + part) for part in (0, 1)]
        network = average([network, *(fit(chosen.text, lists, part, network) for part in parts)])
    digest = export(network, lists, new_pool(Corpus(chosen.text), lists, recipe, -1), chosen.into)
    logging.getLogger(__name__).info("weights %s", digest)


if __name__ == "__main__":
    main()

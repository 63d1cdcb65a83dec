"""Make the weights again: ``python -m detectors.model.train TEXT.jsonl`` (see CARD.md for the text and the time it takes)."""

from __future__ import annotations

import argparse
import logging
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from detectors.model.train.data import Pool
from detectors.model.train.export import export
from detectors.model.train.fit import Recipe, average, fit, new_pool
from detectors.model.train.generate import Corpus
from detectors.model.train.lists import compile_lists
from detectors.model.train.network import Network
from detectors.model.train.teach import invent, teach
from detectors.model.words import Lists

__all__ = ["main"]


def main() -> None:
    """Compile the word lists, fit a network, twice go on from it two ways and take the mean, and write it with its checksum."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    chosen = _arguments()
    lists = compile_lists()
    recipe = Recipe(
        records=chosen.records, rounds=chosen.rounds, seed=chosen.seed, device=chosen.device, trust=chosen.trust
    )
    pools = _pools(chosen, lists, recipe)
    network = _fitted(pools, recipe, chosen.more)
    digest = export(
        network, lists, new_pool(Corpus(chosen.text), lists, recipe.records, 1000 * recipe.seed - 1), chosen.into
    )
    logging.getLogger(__name__).info("weights %s", digest)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m detectors.model.train", description=__doc__)
    parser.add_argument(
        "text", type=Path, help='labelled text: {"source", "text", "spans": [[start, end, type]]} a line'
    )
    parser.add_argument("--into", type=Path, default=Path(__file__).parent.parent, help="folder for the weights")
    parser.add_argument("--rounds", type=int, default=Recipe().rounds)
    parser.add_argument("--more", type=int, default=4, help="rounds each way goes on for")
    parser.add_argument("--records", type=int, default=Recipe().records, help="records invented a round")
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--device", default="cpu", help='where to fit: "cpu" or "cuda"')
    parser.add_argument("--teachers", type=int, default=0, help="broad networks to learn from, fitted at once; each has --pools rounds")  # fmt: skip
    parser.add_argument("--trust", type=float, default=0.5, help="share of the loss that goes by the teachers")
    parser.add_argument(
        "--pools", type=int, default=0, help="pools of records, invented ahead; 0: a new one each round"
    )
    return parser.parse_args()


def _pools(chosen: argparse.Namespace, lists: Lists, recipe: Recipe) -> Callable[[int], Pool]:
    """Return what gives each round its pool; those that teachers have read are invented ahead."""
    if not chosen.pools:
        corpus = Corpus(chosen.text)
        return lambda number: new_pool(corpus, lists, recipe.records, number)
    pools = invent(chosen.text, lists, recipe, chosen.pools, os.cpu_count() or 1)
    if chosen.teachers:
        teach(pools, replace(recipe, rounds=chosen.pools, size=2 * recipe.size, trust=0.0), chosen.teachers)
    return lambda number: pools[number % len(pools)]


def _fitted(pools: Callable[[int], Pool], recipe: Recipe, more: int) -> Network:
    network = fit(pools, recipe)
    for seed in (recipe.seed + 1, recipe.seed + 3):
        ways = [replace(recipe, rounds=more, rate=recipe.rate * 2 / 3, seed=seed + way) for way in (0, 1)]
        network = average([network, *(fit(pools, way, network) for way in ways)])
    return network


if __name__ == "__main__":
    main()

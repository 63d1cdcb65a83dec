"""Broad networks, fitted on the same pools, say what they think of every token; the one that is shipped learns from their mean.

Knowledge distillation (Hinton, Vinyals and Dean, 2015): a mean of several large networks errs less than a small one can by
itself, and its doubt says more about a token than its label. Worth it only where a graphics processor is at hand.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from detectors.model.train.data import Pool
from detectors.model.train.fit import Recipe, fit, new_pool
from detectors.model.train.generate import Corpus
from detectors.model.train.network import TAGS, TEACHER, Network
from detectors.model.words import Lists

__all__ = ["invent", "teach"]

Odds = NDArray[np.float16]


def invent(text: Path, lists: Lists, recipe: Recipe, count: int, workers: int) -> list[Pool]:
    """Return *count* pools, made by *workers* processes."""
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as processes:
        numbers = range(1000 * recipe.seed, 1000 * recipe.seed + count)
        return list(processes.map(_one, *zip(*((text, lists, recipe.records, each) for each in numbers), strict=True)))


def teach(pools: Sequence[Pool], recipe: Recipe, teachers: int) -> None:
    """Fit *teachers* broad networks at once and write into each pool the mean of what they think of its tokens."""
    means = [np.zeros((len(pool.ids), TAGS), np.float32) for pool in pools]
    with ProcessPoolExecutor(teachers, mp_context=multiprocessing.get_context("spawn")) as processes:
        seeds = [replace(recipe, seed=recipe.seed + 100 + number) for number in range(teachers)]
        for opinion in processes.map(_opinion, [pools] * teachers, seeds):
            for mean, odds in zip(means, opinion, strict=True):
                mean += odds.astype(np.float32) / teachers  # noqa: PLW2901 - added up in place
    for pool, mean in zip(pools, means, strict=True):
        pool.taught = mean.astype(np.float16)


def _one(text: Path, lists: Lists, records: int, number: int) -> Pool:
    return new_pool(Corpus(text), lists, records, number)


def _opinion(pools: Sequence[Pool], recipe: Recipe) -> list[Odds]:
    network = fit(lambda number: pools[number % len(pools)], recipe, breadth=TEACHER).to(recipe.device)
    return [_read(network, pool, recipe) for pool in pools]


def _read(network: Network, pool: Pool, recipe: Recipe) -> Odds:
    """Return the odds of every tag for every token of *pool*."""
    found = np.zeros((len(pool.ids), TAGS), np.float16)
    with torch.no_grad():
        for places in pool.shuffled(4 * recipe.size, np.random.default_rng(0)):
            batch = pool.batch(places, recipe.device)
            table = network.encode(batch.words, batch.grams, batch.features)
            left, middle, right = table.index_select(0, batch.ids).split(table.shape[1] // 3, dim=1)
            odds = torch.softmax(network.context(left, middle, right, batch.mask), dim=1)
            found[places] = odds.to("cpu", torch.float16).numpy()
    return found

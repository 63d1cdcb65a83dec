"""Fit the network: every round invents new records, swaps names in the labelled text again, and goes through both once."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import nn

from detectors.model.train.data import Batch, Pool
from detectors.model.train.generate import Corpus, synthetic
from detectors.model.train.network import Network
from detectors.model.words import Lists

__all__ = ["Recipe", "average", "fit", "new_pool"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long and how fast to fit: records invented a round, rounds, tokens a batch, top learning rate, seed."""

    records: int = 24_000
    rounds: int = 6
    size: int = 10_000
    rate: float = 0.003
    seed: int = 20
    threads: int = 1


def new_pool(corpus: Corpus, lists: Lists, recipe: Recipe, turn: int) -> Pool:
    """Invent the records of one round and swap the names of the labelled text."""
    rng = Random(recipe.seed * 1000 + turn)
    texts = [synthetic(rng, corpus) for _ in range(recipe.records)]
    return Pool([*texts, *corpus.all(rng)], lists)


def _loss(network: Network, batch: Batch, weight: torch.Tensor) -> torch.Tensor:
    table = network.encode(batch.words, batch.grams, batch.features)
    left, middle, right = table.index_select(0, batch.ids).split(table.shape[1] // 3, dim=1)
    scores = network.context(left, middle, right, batch.mask)
    return nn.functional.cross_entropy(scores, batch.tags, weight=weight, ignore_index=-1)


def fit(corpus_path: Path, lists: Lists, recipe: Recipe, start: Network | None = None) -> Network:
    """Fit and return a network, from chance or from *start*."""
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    order = np.random.default_rng(recipe.seed)
    network, corpus = Network(), Corpus(corpus_path)
    if start is not None:
        network.load_state_dict(start.state_dict())
    best = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=0.01, fused=True)
    weight = torch.ones(9)
    began, step, total = time.monotonic(), 0, 0
    for turn in range(recipe.rounds):
        pool = new_pool(corpus, lists, recipe, turn)
        total = total or recipe.rounds * (pool.tokens() // recipe.size + 1)
        running = 0.0
        for batch in pool.batches(recipe.size, order):
            part = min(1.0, step / total)
            rate = recipe.rate * min(1.0, (step + 1) / 60) * (0.5 + 0.5 * np.cos(np.pi * part)) + 1e-5
            for group in best.param_groups:
                group["lr"] = rate
            best.zero_grad()
            loss = _loss(network, batch, weight)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            best.step()
            step += 1
            running = 0.98 * running + 0.02 * float(loss.detach()) if running else float(loss.detach())
        _log.info(
            "round %d of %d: %d steps, loss %.4f, %.0f s",
            turn + 1,
            recipe.rounds,
            step,
            running,
            time.monotonic() - began,
        )
    return network.eval()


def average(networks: Sequence[Network]) -> Network:
    """Return the mean of networks that were fitted from one start: it errs less than any of them."""
    states = [network.state_dict() for network in networks]
    mean = Network()
    mean.load_state_dict({name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]})
    return mean.eval()

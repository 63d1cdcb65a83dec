"""Fit the network: every round goes through new invented records and the labelled text, its names swapped again, once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import nn

from detectors.model.train.data import Batch, Pool
from detectors.model.train.generate import Corpus, synthetic
from detectors.model.train.network import SHIPPED, Breadth, Network
from detectors.model.words import Lists

__all__ = ["Recipe", "average", "fit", "new_pool"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long and how fast to fit: records invented a round, rounds, tokens a batch, top learning rate, seed, and where.

    *trust* is the share of the loss that goes by what teachers think, where a pool says it.
    """

    records: int = 24_000
    rounds: int = 6
    size: int = 10_000
    rate: float = 0.003
    seed: int = 20
    threads: int = 1
    device: str = "cpu"
    trust: float = 0.0


def new_pool(corpus: Corpus, lists: Lists, records: int, number: int) -> Pool:
    """Invent *records* records, by chance but the same ones for the same *number*, and swap the names of the labelled text."""
    rng = Random(number)
    texts = [synthetic(rng, corpus) for _ in range(records)]
    return Pool([*texts, *corpus.all(rng)], lists)


def _loss(network: Network, batch: Batch, trust: float) -> torch.Tensor:
    table = network.encode(batch.words, batch.grams, batch.features)
    left, middle, right = table.index_select(0, batch.ids).split(table.shape[1] // 3, dim=1)
    scores = network.context(left, middle, right, batch.mask)
    labelled = nn.functional.cross_entropy(scores, batch.tags, ignore_index=-1)
    if batch.taught is None or not trust:
        return labelled
    taught = -(batch.taught * nn.functional.log_softmax(scores, dim=1)).sum(dim=1, keepdim=True) * batch.mask
    return (1 - trust) * labelled + trust * taught.sum() / batch.mask.sum()


def fit(
    pools: Callable[[int], Pool], recipe: Recipe, start: Network | None = None, breadth: Breadth = SHIPPED
) -> Network:
    """Fit and return a network, from chance or from *start*; *pools* gives the pool of a number, a new one each round."""
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    order = np.random.default_rng(recipe.seed)
    network = Network(breadth)
    if start is not None:
        network.load_state_dict(start.state_dict())
    network.to(recipe.device).train()
    best = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=0.01, fused=True)
    began, step, total = time.monotonic(), 0, 0
    for turn in range(recipe.rounds):
        pool = pools(recipe.seed * 1000 + turn)
        total = total or recipe.rounds * (pool.tokens() // recipe.size + 1)
        losses = []
        for places in pool.shuffled(recipe.size, order):
            rate = recipe.rate * min(1.0, (step + 1) / 60) * (0.5 + 0.5 * np.cos(np.pi * min(1.0, step / total))) + 1e-5
            for group in best.param_groups:
                group["lr"] = rate
            best.zero_grad()
            loss = _loss(network, pool.batch(places, recipe.device), recipe.trust)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            best.step()
            step += 1
            losses.append(loss.detach())
        running, seconds = float(torch.stack(losses).mean()), time.monotonic() - began
        _log.info("round %d of %d: %d steps, loss %.4f, %.0f s", turn + 1, recipe.rounds, step, running, seconds)
    return network.eval().to("cpu")


def average(networks: Sequence[Network]) -> Network:
    """Return the mean of networks that were fitted from one start: it errs less than any of them."""
    states = [network.state_dict() for network in networks]
    mean = Network(networks[0].breadth)
    mean.load_state_dict({name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]})
    return mean.eval()

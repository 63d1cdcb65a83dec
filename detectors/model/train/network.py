"""The network: a word encoder that runs once per distinct word, and four dilated convolutions that run per token."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from detectors.model.words import FEATURES, GRAM_ROWS, LISTS, WORD_ROWS

__all__ = ["DILATIONS", "HIDDEN", "TAGS", "WIDTH", "Network"]

TAGS = 9  # O, then B and I of PERSON, ADDRESS, LOCATION, ORG
WIDTH = 96
SIZE = 64
HIDDEN = 192
DILATIONS = (1, 2, 4, 8)


def shifted(rows: Tensor, step: int) -> Tensor:
    """Return *rows* moved by *step* places, zeros moving in."""
    pad = rows.new_zeros(abs(step), rows.shape[1])
    return torch.cat((pad, rows[:-step])) if step > 0 else torch.cat((rows[-step:], pad))


class Network(nn.Module):
    """Tags a flat run of tokens; texts are kept apart by at least eight padding rows of type 0."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(WORD_ROWS, SIZE)
        self.gram = nn.EmbeddingBag(GRAM_ROWS + 1, SIZE, mode="mean", padding_idx=GRAM_ROWS)
        nn.init.normal_(self.word.weight, std=0.1)
        nn.init.normal_(self.gram.weight, std=0.25)
        with torch.no_grad():
            self.gram.weight[GRAM_ROWS] = 0
        self.inner = nn.Linear(2 * SIZE + FEATURES, HIDDEN)
        self.outer = nn.Linear(HIDDEN, 3 * WIDTH)
        self.layers = nn.ModuleList(nn.Linear(3 * WIDTH, WIDTH, bias=False) for _ in DILATIONS)
        self.last = nn.Linear(WIDTH, TAGS)

    def encode(self, words: Tensor, grams: Tensor, features: Tensor) -> Tensor:
        """Encode each distinct word into what it gives to the token before, itself and the token after."""
        word, gram = self.word(words), self.gram(grams)
        if self.training:
            count = (len(words), 1)
            word = word * (torch.rand(count) > 0.25)
            gram = gram * (torch.rand(count) > 0.05)
            listed = (torch.rand(count) > 0.12).float().expand(-1, len(LISTS))
            features = torch.cat((features[:, : -len(LISTS)], features[:, -len(LISTS) :] * listed), dim=1)
        hidden = functional.relu(self.inner(torch.cat((word, gram, features), dim=1)))
        out: Tensor = self.outer(functional.dropout(hidden, 0.1, self.training))
        return out

    def context(
        self, left: Tensor, middle: Tensor, right: Tensor, mask: Tensor, seen: list[Tensor] | None = None
    ) -> Tensor:
        """Tag tokens from their words' encodings; *mask* is 0.0 at padding; *seen* collects what each layer is given."""
        rows = (shifted(left, 1) + middle + shifted(right, -1)) * mask
        for step, layer in zip(DILATIONS, self.layers, strict=True):
            if seen is not None:
                seen.append(rows)
            near = torch.cat((shifted(rows, step), rows, shifted(rows, -step)), dim=1)
            rows = rows + functional.relu(layer(functional.dropout(near, 0.08, self.training))) * mask
        out: Tensor = self.last(functional.dropout(rows, 0.1, self.training))
        return out

"""Common English words, from the package symspellpy, for headings, streets, brands and whatever else is no name."""

from __future__ import annotations

from functools import cache
from random import Random

from detectors.model.train.packaged import packaged
from detectors.model.train.people import frequency

__all__ = ["word", "words"]


@cache
def words() -> list[str]:
    """Return common English words of four letters and more, most frequent first, from the package symspellpy."""
    lines = packaged("symspellpy", "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig").splitlines()
    names = set()
    for kind in ("male.first", "female.first"):
        names |= {name.lower() for name, share in frequency(kind).items() if share > 0.004}
    found = (line.split()[0] for line in lines[:14000])
    return [word for word in found if len(word) > 3 and word.isalpha() and word not in names]


def word(rng: Random) -> str:
    """Draw a common word, frequent ones first."""
    return words()[int(len(words()) * rng.random() ** 2)]

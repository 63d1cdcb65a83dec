"""Names and ordinary words, read once from committed lists; each list says in its first line where it comes from."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

__all__ = ["given_names", "ordinary_words", "surnames", "vocabulary"]


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return given names, lower case: the US census of 1990, short forms, names that came into use since or come from elsewhere."""
    return _read("first_names.txt") | _read("more_first_names.txt") | _read("world_first_names.txt")


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Return surnames, lower case, written without apostrophe or space (US census)."""
    return _read("surnames.txt")


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Return English words that are mostly written small, lower case; some are names too ("will", "mark", "park")."""
    return _read("common_words.txt")


def vocabulary(name: str) -> frozenset[str]:
    """Return the words under *name* of lists/name_words.toml."""
    return frozenset(_vocabulary()[name].split())


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, str]:
    return tomllib.loads(resources.files("detectors").joinpath("lists", "name_words.toml").read_text(encoding="utf-8"))


def _read(name: str) -> frozenset[str]:
    text = resources.files("detectors").joinpath("lists", name).read_text(encoding="utf-8")
    return frozenset(text.split("\n", 1)[1].split())

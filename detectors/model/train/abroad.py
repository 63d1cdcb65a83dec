"""Invented addresses outside America."""

from __future__ import annotations

from random import Random

from detectors.model.train.gazetteer import countries, world_cities
from detectors.model.train.marks import address
from detectors.model.train.people import last_name

__all__ = ["abroad"]


def abroad(rng: Random) -> str:
    """Mark an address outside America, on one line or several."""
    joint = rng.choice((", ", ", ", "\n", " "))
    way = rng.choice(
        (
            "{} {}strasse",
            "{} rue {}",
            "Via {1} {0}",
            "{} {} Road",
            "{1}gatan {0}",
            "{} {} Crescent",
            "ul. {1} {0}",
            "Calle {1} {0}",
            "{} {} Street",
            "{1}veien {0}",
        )
    )
    line = way.format(rng.randint(1, 300), last_name(rng, "world"))
    code = rng.choice(
        (
            f"{rng.randint(1000, 99999)}",
            f"{rng.choice('ABEGHKLMV')}{rng.randint(1, 9)}{rng.choice('ABCEHJ')} {rng.randint(1, 9)}{rng.choice('ABCEHJ')}{rng.randint(1, 9)}",
            f"SW{rng.randint(1, 9)} {rng.randint(1, 9)}AB",
        )
    )
    city = rng.choice(world_cities())
    place_line = rng.choice((f"{city} {code}", f"{code} {city}", f"{city}, {code}"))
    unit = [f"Suite {rng.randint(1, 999)}"] if rng.random() < 0.15 else []
    return address(joint.join([line, *unit, place_line, *([rng.choice(countries())] if rng.random() < 0.7 else [])]))

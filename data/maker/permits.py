"""Makes the permits: nested JSON lines with free-text notes, of which every eighth is the city's own and stays."""

from __future__ import annotations

import json
import random

from maker.answers import Key, bare
from maker.forms import extra
from maker.people import Person, residents

__all__ = ["permits"]


def permits(key: Key, seed: int = 0) -> bytes:
    """Return 80 permits as JSON lines: nested owners and contractors, notes, geocodes; every eighth belongs to the city."""
    rng = random.Random(2 + seed)  # noqa: S311 - a fixed seed is the point
    people = residents(seed)
    lines = []
    for line in range(1, 81):
        who = rng.sample(people, 3)
        document = _city_permit(line) if line % 8 == 0 else _permit(line, who, rng)
        planted = _plant_tree(key, f"line {line}", document)
        lines.append(json.dumps(planted, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _permit(line: int, who: list[Person], rng: random.Random) -> dict[str, object]:
    owner, builder, neighbour = (extra(person, rng) for person in who)
    phones = [owner["phone"], owner["paren"]] if line % 5 == 0 else [owner["phone"]]
    note = (
        "Owner {0[name]} called from {0[phone7]}; setback variance under ⟦=|HCC 11-22-4⟧. Fee ⟦=|$310.00⟧ paid.",
        "Neighbor {2[name]} ({2[email]}) objects to the height of ⟦=|24 feet⟧. Hearing at ⟦=|5:30 p.m.⟧",
        "Mail the certificate to c/o {1[name]}, ⟦ADDRESS|PO Box 1{0[box]}⟧, Helena. Gate code is in the file.",
        "Inspected ⟦=|R-403 footing⟧. Dog on site. {1[name]} on the roof, no harness.",
        "Title lists {0[listed]}, born {0[dob]}; the deed of trust is under ⟦=|MCA 71-1-301⟧.",
    )[line % 5]
    owner["box"] = f"{rng.randrange(100, 999)}"
    return {
        "permit_no": f"BP-2024-{line:04d}",
        "type": f"⟦=|{('Re-roof', 'Deck', 'Garage', 'Furnace', 'Fence')[line % 5]}⟧",
        "site": {"address": owner["address"], "city": "Helena", "geocode": bare(owner["geocode"])},
        "owner": {"name": owner["name"], "phones": phones, "email": owner["email"], "mailing": owner["address"]},
        "contractor": {
            "business": f"Big Sky Contracting {line} LLC",
            "contact": builder["name"],
            "cell": builder["phone"],
        },
        "valuation": 1200 + 350 * line,
        "approved": line % 3 != 0,
        "notes": [note.format(owner, builder, neighbour)],
    }


def _city_permit(line: int) -> dict[str, object]:
    return {
        "permit_no": f"⟦=|BP-2024-{line:04d}⟧",
        "type": "⟦=|Public works⟧",
        "site": {"address": "⟦=|316 N Park Ave⟧", "city": "Helena", "geocode": "05-1888-30-1-01-01-0000"},
        "owner": {
            "name": "⟦=|City of Helena⟧",
            "phones": ["⟦=|447-8000⟧"],
            "email": None,
            "mailing": "⟦=|316 N Park Ave⟧",
        },
        "contractor": None,
        "valuation": 1_000_000 + line,
        "approved": True,
        "notes": ["owner ⟦=|City of Helena⟧; fee waived by ⟦=|Resolution 20777⟧."],
    }


def _plant_tree(key: Key, place: str, node: object) -> object:
    if isinstance(node, dict):
        return {name: _plant_tree(key, f"{place} {name}", value) for name, value in node.items()}
    if isinstance(node, list):
        return [_plant_tree(key, place, value) for value in node]
    return key.plant("permits.jsonl", place, node) if isinstance(node, str) else node

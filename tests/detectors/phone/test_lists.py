"""Local numbers in lists are found where the list has others with their marks; counts and codes in lists are left."""

from __future__ import annotations

import pytest

from detectors.contract import Entity, View
from detectors.phone.lists import behind_names, listed
from detectors.phones import PHONES
from records.record import Field, Shape
from records.settings import City, load

_SURE = "Ed Roe / 555-0101 / M\nKay Roe / 555-0102 / L\n"


def found(text, *people):
    entities = tuple(Entity(text.index(each), text.index(each) + len(each), "PERSON", 0.9) for each in people)
    spans = listed(View(text, Field("", text, Shape.PROSE), entities, City()))
    return [text[slice(*span)] for span in spans if span[0] >= len(_SURE) or not text.startswith(_SURE)]


@pytest.mark.parametrize(
    ("line", "people", "numbers"),
    [
        ("Koa Roe / 555 0108 / S\n", (), ["555 0108"]),
        ("Koa Roe | 5550108\n", (), ["5550108"]),
        ("Koa Roe; self; 555.0148\n", (), ["555.0148"]),
        ("Tyson / XL / mom - Carla 5550106\n", ("Carla",), ["5550106"]),
    ],
)
def test_a_number_without_its_mark_is_found_in_a_list_of_numbers(line, people, numbers):
    """Sign-up sheets are written by many hands."""
    assert found(_SURE + line, *people) == numbers


@pytest.mark.parametrize("line", ["Koa / 1200000 / S\n", "Koa / 12 / 2026\n", "order 5550106 of Carla\n"])
def test_counts_and_orders_are_left(line):
    """Seven digits alone are anything."""
    assert found(_SURE + line) == []


def test_a_list_without_telephone_numbers_holds_none():
    """Cells of figures between bars are a budget."""
    assert found("Sewer | 5550108 | 4410021 |\nWater | 2240011 |\n") == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Mary Miller - 555-0112. The crew", ["555-0112"]),
        ("Mary Miller @ 555-0112", ["555-0112"]),
        ("ask Tyrell Grant (555-0112 or so)", ["555-0112"]),
        ("Mrs. Olsen at 555-0112", ["555-0112"]),
        ("Jim Park 555-0112", ["555-0112"]),
        ("June Roe: 555.0112", ["555.0112"]),
        ("Don 442 0112 or 4420113", ["442 0112"]),
        ("Mary Miller 4420112 reported it", ["4420112"]),
        ("the tenant at 555-0112", ["555-0112"]),
        ("at home 555-0113 or work 442 0112", ["555-0113", "442 0112"]),
        ("it is 555-0112 (c)", ["555-0112"]),
        ("Grant Park 200-1500 people", []),
        ("May 2004 5000 and Don 123 4567", []),
        ("Mary Miller, account 555-0112, and Rich 442-0112 dollars", []),
        ("Chapter 555-0112, the Board 555-0113", []),
    ],
)
def test_a_local_number_right_behind_a_name_is_found(text, numbers):
    """Whether the model saw the name or not: a given name, a whole name or a title before it is enough."""
    spans = behind_names(View(text, Field("", text, Shape.PROSE), (), load().city))
    assert [text[slice(*span)] for span in spans] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("RP 4420144 says dog barks", ["4420144"]),
        ("r/p: 442 0144", ["442 0144"]),
        ("mom 4420144. wife 442 0188.", ["4420144", "442 0188"]),
        ("left msg 4420144, CB# 4420145", ["4420144", "4420145"]),
        ("no answer at 442 0144", ["442 0144"]),
        ("best # 4420144; HmPh: 4420145", ["4420144", "4420145"]),
        ("the fence. C 442 0144.", ["442 0144"]),
        ("RP Huynh 442 0144 re: fence", ["442 0144"]),
        ("Jubilee 465 0199", ["465 0199"]),
        ("mom 555-0144, owner 555.0145", ["555-0144", "555.0145"]),
        ("RP 1230144 and mom 5550144", []),
        ("from 4420144 to 4420199, owner 4420144 to 4420199", []),
        ("customer 4420144", []),
        ("Kubota 442 0144 and Total 442 1200", []),
        ("owner 442 1200 gallons", []),
        ("owner of parcel 4420144", []),
        ("Missoula 442 0144 in May 442 0144", []),
        ("contractor 200-1500 people", []),
        ("the day 14-2026, page 442 0144", []),
    ],
)
def test_seven_figures_behind_who_is_reached(text, numbers):
    """Without a sign only an exchange of the city's counts, and only behind people and words of reaching them."""
    spans = behind_names(View(text, Field("", text, Shape.PROSE), (), load().city))
    assert [text[slice(*span)] for span in spans] == numbers


@pytest.mark.parametrize("gap", ["  ", "\t", ", ", " | "])
def test_the_third_column_of_a_list_of_people(gap):
    """Name, street, number: behind a person or an address, and not behind anything else."""
    text = f"Jane Roe{gap}420 Main{gap}4420144"
    people = (Entity(0, len("Jane Roe"), "PERSON", 0.9),)
    city = load().city

    assert [text[slice(*span)] for span in behind_names(View(text, Field("", text), people, city))] == ["4420144"]
    assert [*behind_names(View(text, Field("", text), (), city))] == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Jane Roe 406-4420144", ["406-4420144"]),
        ("406/5550144, 406 – 5550145", ["406/5550144", "406 – 5550145"]),
        ("call 442--0144 now", ["442--0144"]),
        ("406\t555-0133 and (406)\t555-0134", ["406\t555-0133", "(406)\t555-0134"]),
        ("part 12-406-4420144", []),
        ("212-4420144", []),
        ("pages {442--501}", []),
    ],
)
def test_other_signs_within_a_number(text, numbers):
    """The area alone may be parted from the rest, a dash typed twice, a tab be typed for a blank."""
    hits = PHONES.find(View(text, Field("", text, Shape.PROSE), (), load().city))
    assert sorted({text[hit.start : hit.end] for hit in hits}, key=text.index) == numbers

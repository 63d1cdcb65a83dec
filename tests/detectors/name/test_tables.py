"""Firms and pets in printed tables are known by their column; people in the other columns stay people."""

from __future__ import annotations

from detectors.name.tables import in_thing, things

TABLE = "Tag   Owner            Dog     Breed    Exp\n1071  Abbott, Lucinda  Max     Heeler   03/28\n1072  Tsosie, Ray      Rosie   GSD      11/27\n"


def test_pets_and_breeds_are_cells_of_their_column():
    """A dog called Max is nobody."""
    cells = things(TABLE)
    assert [TABLE[start:end].strip() for start, end in cells] == ["Max", "Heeler", "Rosie", "GSD"]
    at = TABLE.index("Rosie")
    assert in_thing((at, at + len("Rosie")), cells)
    assert not in_thing((TABLE.index("Tsosie"), TABLE.index("Tsosie") + len("Tsosie, Ray")), cells)


def test_a_part_of_a_cell_lies_in_it():
    """What is read may be the first word of a breed."""
    table = TABLE.replace("Heeler   03/28", "Jack Russell   03/28")
    at = table.index("Jack")
    assert in_thing((at, at + len("Jack")), things(table))


def test_a_word_in_a_sentence_heads_no_column():
    """The make of a car and a pet in a sentence are no tables."""
    assert things("the make  and model\nMax  Roe\nmy dog\n") == () or not in_thing(
        (20, 23), things("my dog barks  at\nMax")
    )
    assert things("We love our pet and breed.\nMax  Roe\n") == ()

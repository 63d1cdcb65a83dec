"""The list of adversarial cases says what is true: an id that a test carries exists, and a row listed as tested has a test."""

from collections import Counter

from tests.adversarial.cases import CASES, STATES, covering

ROWS = {
    "E": 25,
    "M": 28,
    "P": 12,
    "H": 12,
    "S": 14,
    "W": 9,
    "D": 15,
    "I": 7,
    "B": 18,
    "R": 20,
    "L": 7,
    "X": 9,
    "A": 15,
    "K": 10,
}
LATER = 31


def test_every_row_is_listed_once():
    """201 rows, 170 of them for the first release."""
    assert Counter(case.id[0] for case in CASES) == ROWS
    assert sum(not case.first for case in CASES) == LATER
    assert [case.id for case in CASES if case.state not in STATES or not case.title.strip()] == []


def test_every_id_on_a_test_is_a_row():
    """A mistyped id covers nothing."""
    assert set(covering()) - {case.id for case in CASES} == set()


def test_every_row_that_is_listed_as_tested_has_a_test():
    """So has every row that is withheld by design: a small test shows that it is."""
    tests = covering()

    assert [case.id for case in CASES if case.state != "not yet" and case.id not in tests] == []


def test_every_row_that_is_not_yet_tested_says_why():
    """In a sentence, and no other row has an excuse."""
    assert [case.id for case in CASES if (case.state == "not yet") != (len(case.reason) > 15)] == []


def test_the_ids_of_a_test_are_found_wherever_it_has_them():
    """On the function, in a list of parameters beside it, on the module."""
    tests = covering()

    assert "adversarial/test_canaries.py::test_no_canary_is_in_the_release" in tests["R17"]
    assert "adversarial/test_unsupported.py::test_a_file_of_an_unknown_format_is_withheld" in tests["I07"]

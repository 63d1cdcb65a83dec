"""Lists and columns that only people fill: who is excused, who owns with others, who signs with a date or above an address."""

from __future__ import annotations

import pytest

from detectors.name.rolls import in_columns, rolls, signed_above_address, signed_with_date


def parts(rule, text):
    return [text[slice(*span)] for span in rule(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rand (by phone). EXCUSED: Farmer. STAFF: x", ["Farmer"]),
        ("Ayes: Roe, Strong and Pomeroy.", ["Roe", "Strong", "Pomeroy"]),
        ("Absent: None. Excused: All. Ayes: 5. Absent: Staff. Recused: See Minutes.", []),
        ("cleaned w/ bleach by Tre M.\nMom", ["Tre M"]),
        ("told Rosa V., who", ["Rosa V"]),
        ("by Exhibit C.\nwith Vitamin D.\nto Benton N.\nto Hepatitis B.\nof Rosa V.\nby Helena M.\n", []),
    ],
)
def test_a_roll_names_people(text, names):
    """Surnames behind a roll's word count though they are words, and a name that ends in an initial behind "by"."""
    assert parts(rolls, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("\nWINTERS SPRING ETAL     DECKER", ["WINTERS SPRING"]),
        ("ROE, MARY & ET UX", []),
        ("\nCITY OF HELENA ET AL\nRIVER STONE QUARRY ET AL\nACME GRAVEL ETAL\nFIRST BANK ETAL", []),
        ("CRIM MISCHIEF - COP      P. BURNS\n0845", ["P. BURNS"]),
        ("Item    F. STONE\nItem    G. BRICK\n", []),
        ("Cost    A. PRICE\nSite    N. FIELD\n    P. BURNS\n", []),
        ("CR-25  HER, CHA NENG      CRIM", ["HER, CHA NENG"]),
        ("TELL HER, MARISOL WENT  \n  SO, WE WENT  \n  SO, HELENA  ", []),
    ],
)
def test_a_column_names_people(text, names):
    """Owners with others, an initial with a surname that is a word, a surname of three letters: each all of its column."""
    assert parts(in_columns, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the above is true. A Benavides 2/18/25\n", ["A Benavides"]),
        ("on A Street 2/18/25\n  A Meeting 3/4/25\nPlan A Benavides 2/18/25\nA Benavides 2/18/25 came", []),
    ],
)
def test_who_signs_with_a_date(text, names):
    """An initial without its stop is one where a date ends the line."""
    assert parts(signed_with_date, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("yelling, she's four.\n>>\n>> Chip\n>> 2626 Gold Dust Ct\n", ["Chip"]),
        ("Please call.\n\nArt\n(406) 555-0101\n", ["Art"]),
        ("Done.\n\nSite\n1211 Oak St\n\nYes.\n\nHours\n406-555-0101\n\nOk.\n\nLincoln\n12 Elm St\n", []),
        ("our list\n\nArt\n1211 Oak St\n", []),
    ],
)
def test_who_signs_above_an_address(text, names):
    """One word that somebody is called, under a sentence and above an address or a telephone; a label is nobody."""
    assert parts(signed_above_address, text) == names

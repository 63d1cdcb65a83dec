"""Phrases that do nothing but name somebody are believed, whatever the word; what goes by a place, or is a badge's error, stays."""

from __future__ import annotations

import pytest

from detectors.name.naming import called_so


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She gave her name as Blessed Roe and left", ["Blessed Roe"]),
        ("a man gave the name Winter Stark", ["Winter Stark"]),
        ("I think her badge said Wolf, or so", ["Wolf"]),
        ('whom he would only identify as "Bean." He', ["Bean"]),
        ('introduced himself as "Slim", herself as Early Winter', ["Slim", "Early Winter"]),
        ('a man she knows only as "Red"', ["Red"]),
        ("This is Winters calling about it", ["Winters"]),
        ('known only as "Phase"; himself as Treasurer, herself as City Manager', []),
        ('Roe goes by "Cricket" there', ["Cricket"]),
        ("He goes by Dare.", ["Dare"]),
        ("This is Knight w/ HFD Prevention", ["Knight"]),
        ("(I think its Buzz Aldridge)", ["Buzz Aldridge"]),
        ("there is presently one Lucero, a roofer", ["Lucero"]),
        ("Chief is my first name, no title", ["Chief"]),
        ("enter your name as Listed; gave the name as follows", []),
        ("gave the street name as Elm, the company name as Rocky Supply", []),
        ('gave his name as Same; the street name "Lyndale"; a creek nicknamed "Tenmile"; he goes by Foot.', []),
        ("This is Snow from Monday; one Page, a letter; nametag said Trainee", []),
        ("Badge said Access Denied; the badge said Police; name tag says Volunteer", []),
        ('the area identified as "Wetland"; known as "Malfunction"', []),
        ("The bus goes by Walmart. She goes by Main Street. He goes by Main. He goes by Helena.", []),
        ("This is Public Works with it. This is Helena from above. This is Main from Sixth", []),
        ("I think it's Fort Roe. I think it's Benton Avenue. I think its Fleet Services", []),
        ("One Ward, a district; one Bobcat, a loader; one Monday, a holiday", []),
        ("Everyone Lucero, a roofer", []),
    ],
)
def test_a_phrase_that_names(text, names):
    """By such a phrase any word but an office, a place or a pronoun is somebody's name."""
    assert sorted(text[slice(*span)] for span in called_so(text)) == sorted(names)

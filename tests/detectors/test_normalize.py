"""The matching view: values hidden by encodings come out, and every view offset maps back to what must be masked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.normalize import normalize

SSN = "516-55-0123"
ODD = [
    "&#45;",
    "b\u0425\u0306",
    "&amp;#45;",
    "\u200b",
    "\u00ad",
    "\u2011",
    "=\n",
    "\n> ",
    "\u0661",
    "\uff15",
    "e\u0301",
    "ﬁ",
    "\r\n",
    "%40",
    r"\u00e9",
    r"\x2d",
    r"\ud835\udc09",
    "\\\\",
    "\x00",
]


def hidden(text: str, value: str) -> str:
    """Return the original stretch behind *value* in the view of *text*."""
    view = normalize(text)
    start = view.text.index(value)
    low, high = view.back(start, start + len(value))
    return text[low:high]


@pytest.mark.parametrize(
    ("original", "seen"),
    [
        pytest.param("516-55=\n-0123", SSN, marks=pytest.mark.case("E02")),
        pytest.param("jane.ro=\r\ne@example.org", "jane.roe@example.org", marks=pytest.mark.case("E02")),
        pytest.param("516&amp;#45;55&amp;amp;#45;0123", SSN, marks=pytest.mark.case("E10")),
        pytest.param("jane%2540example.org", "jane@example.org", marks=pytest.mark.case("E10")),
        pytest.param(r"516\u002d55\u{2d}0123", SSN, marks=pytest.mark.case("E11")),
        pytest.param(r"516\\u002d55\x2d0123", SSN, marks=pytest.mark.case("E10")),
        pytest.param(r"\u0141ucja\u0020Roe", "Łucja Roe", marks=pytest.mark.case("E10")),
        pytest.param(r"\xc5\x81ucja\x20Roe", "Łucja Roe", marks=pytest.mark.case("E10")),
        pytest.param(r"Jos\xe9 Roe", "José Roe", marks=pytest.mark.case("E10")),
        pytest.param("%u0141ucja%u0020Roe", "Łucja Roe", marks=pytest.mark.case("E10")),
        pytest.param(r"\ud835\udc09ane Roe", "Jane Roe", marks=pytest.mark.case("E10")),
        pytest.param("516&#45;55&#x2d;0123", SSN, marks=pytest.mark.case("E11")),
        pytest.param("516&#000000000045;55&#x00000000002d;0123", SSN, marks=pytest.mark.case("E11")),
        pytest.param(f"516&#{'0' * 5_000}45;55-0123", SSN, marks=pytest.mark.case("E11"), id="many noughts"),
        pytest.param("5\u200b1\u200d6-\u2060\u00ad55-01\u202a23", SSN, marks=pytest.mark.case("E12")),
        pytest.param("j\u0430ne@example.org", "jane@example.org", marks=pytest.mark.case("E13")),
        pytest.param("５１６-٥٥-𝟎𝟏𝟐𝟑", SSN, marks=pytest.mark.case("E14")),
        pytest.param("516\u201055\u22120123", SSN, marks=pytest.mark.case("E15")),
        pytest.param("406\u00a0555\u20090101", "406 555 0101", marks=pytest.mark.case("E15")),
        pytest.param("b\u0425\u0306ter1", "bX\u0306ter1", marks=pytest.mark.case("E13")),
        pytest.param("Jose\u0301 Roe", "José Roe", marks=pytest.mark.case("E17")),
        pytest.param("Oﬃcer Roe", "Officer Roe", marks=pytest.mark.case("E17")),
        pytest.param("5\u202e16-55-0123\u202c", SSN, marks=pytest.mark.case("E18")),
        pytest.param("5\x0016-5\x005-0123", SSN, marks=pytest.mark.case("E07")),
    ],
)
def test_hidden_value_is_seen_and_wholly_masked(original, seen):
    """A value behind an encoding stands plainly in the view, and maps back to all of its original characters."""
    text = f"see {original} now"
    assert original.rstrip("\u202c") == hidden(text, seen).rstrip("\u202c")


@pytest.mark.case("E16")
def test_quote_marks_vanish_at_line_starts_only():
    """A value wrapped inside a quoted reply meets its other half; "a > b" stays."""
    assert normalize("> 5 > 4\n>> 516-55-\n> > 0123").text == "5 > 4\n516-55-\n0123"


@pytest.mark.parametrize(
    "text",
    [
        "AT&T",
        "R&D; more",
        "a = b\n",
        "x > y",
        "50% off",
        "Привет, Анна",
        "naïve café",
        "***-**-1234",
        "44**1111",
        "2 * 3 * 4",
        "snake_case __init__ _x",
        "one — two",
        "",
    ],
)
def test_ordinary_text_is_left_alone(text):
    """Text that no one misreads is its own view."""
    assert text == normalize(text).text


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("José García".encode().decode("latin-1"), "José García"),
        ("José Núñez".encode().decode("cp1252"), "José Núñez"),
        ("José".encode().decode("latin-1").encode().decode("latin-1"), "José"),
        ("O\u2019Neil \u2013 \u201cyes".encode().decode("cp1252"), "O'Neil - \"yes"),
        ("Łukasz Čapek".encode().decode("latin-1"), "Łukasz Čapek"),
        ("É, ÃO, Ånd and 5Â", "É, ÃO, Ånd and 5Â"),
    ],
)
def test_letters_in_the_wrong_character_set_are_restored(text, view):
    """A name that an export garbled is read as the name; a letter that only looks so stays."""
    assert view == normalize(text).text


@pytest.mark.parametrize(
    ("text", "view"),
    [
        (r"Hi Jane,\n\nthe meter\tbroke\r\nBye", "Hi Jane,\n\nthe meter\tbroke\nBye"),
        (r"Hi Jane,\\n\\nthe meter", "Hi Jane,\n\nthe meter"),
        ("Hi%20Jane%2C%0D%0Athe%20meter%20%28two%29", "Hi Jane,\nthe meter (two)"),
        (r"C:\new\names and C:\notes", r"C:\new\names and C:\notes"),
        (r"\\nas01\notes\new", r"\\nas01\notes\new"),
        (r"\d+\n\w+\n", r"\d+\n\w+\n"),
        (r"12 Oak St\nHelena, MT", "12 Oak St\nHelena, MT"),
        (r"one \nalone", r"one \nalone"),
        (r"see docs\new and C:\nEW", r"see docs\new and C:\nEW"),
        ("(406) =\n555-0134", "(406) 555-0134"),
        ("April=\n 20, 1968", "April 20, 1968"),
        ("x = 5\n= 6", "x = 5\n= 6"),
    ],
)
def test_line_ends_of_strings_and_addresses_end_lines(text, view):
    """JSON, web addresses and quoted-printable write them their way; paths and patterns are no strings."""
    assert view == normalize(text).text


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("**Jane Roe**: *516-88*, _now_", "Jane Roe: 516-88, now"),
        ("**SSN:** 516-88-9021", "SSN: 516-88-9021"),
        ("call 555\u20140119\u2014thanks", "call 555-0119\u2014thanks"),
    ],
)
def test_emphasis_and_long_dashes_are_seen_through(text, view):
    """Stars and underlines around a value are typing, as tags are; a long dash is a hyphen between digits alone."""
    assert view == normalize(text).text


def test_lone_surrogates_become_one_replacement_each():
    """A broken character cannot crash a model and shifts no offset."""
    view = normalize("a\ud800b\udfffc")
    assert (view.text, view.back(0, 5)) == ("a\ufffdb\ufffdc", (0, 5))


@given(st.text(st.characters(codec="ascii", exclude_characters="&%=>*_\\\r\x7f", min_codepoint=32) | st.just("\n")))
def test_plain_ascii_is_identity(text):
    """Text without anything to unfold is its own view and maps to itself."""
    view = normalize(text)
    assert (text, (0, len(text))) == (view.text, view.back(0, len(text)))


@given(st.lists(st.sampled_from(ODD) | st.text(max_size=6), max_size=12).map("".join))
def test_map_is_monotone_and_never_empty(text):
    """Every character of the view comes from at least one of the original, in order; a span's image holds its parts' images."""
    view = normalize(text)
    spans = [view.back(at, at + 1) for at in range(len(view.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    if spans:
        assert (spans[0][0], spans[-1][1]) == view.back(0, len(view.text))


@given(st.text(alphabet="aé\u200b&;#45-\u2011", max_size=30))
def test_view_of_a_view_is_itself_once_unfolded(text):
    """Nothing that hides a value is produced by the unfolding, beyond what deeper encoding intends."""
    once = normalize(text).text
    assert "\u200b" not in once
    assert "\u2011" not in once


@pytest.mark.case("H06")
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<b>516</b>-21-4321", "516-21-4321"),
        ("406<br>555<BR/>0101", "406\n555\n0101"),
        ("<SPAN>Jane</SPAN><wbr> Roe", "Jane Roe"),
        ('<a href="mailto:jane@example.org">Jane</a>', '<a href="mailto:jane@example.org">Jane'),
        ("a <bc> d <table>", "a <bc> d <table>"),
    ],
)
def test_a_tag_within_a_line_is_as_good_as_gone(text, seen):
    """What parts a value in a text that holds markup parts it for nobody who reads; what may hold a value stays."""
    assert normalize(text).text == seen

"""One telephone number has the same digits in every spelling, and an extension is none of them."""

import pytest

from detectors.phone.number import number


@pytest.mark.parametrize(
    "spelling",
    [
        "406-555-0101", "(406) 555-0101", "406.555.0101", "4065550101", "1-406-555-0101", "+1 (406) 555 0101", "+1(406)555-0101", "14065550101",
        "4 0 6 5 5 5 0 1 0 1", "406–555–0101", "４０６-５５５-０１０１", "٤٠٦-٥٥٥-٠١٠١", "406/555/0101", "1/406/555/0101",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "extension",
    ["", " ext 14", ", ext. 14", "x14", " x 14", " (ext. 14)", " #14", " extension 123456", " extn:14", " X14", " x12/13", " x12, 13", " or 0102", " & 0102", " 14"],
)  # fmt: skip
def test_a_domestic_number_is_its_ten_digits(spelling, extension):
    """However it is grouped, with the country's 1 or without, an extension with its sign or a bare one behind it, or a second number."""
    assert number(spelling + extension) == "4065550101"


@pytest.mark.parametrize("spelling", ["555-0101", "5550101", "1-555-0101", "555 0101"])
@pytest.mark.parametrize("extension", ["", " ext 14", "x14", ", x 1", " (#140)", " or 0102"])
def test_a_local_number_is_its_seven(spelling, extension):
    """An extension does not move into the seven digits by which it is looked for."""
    assert number(spelling + extension) == "5550101"


@pytest.mark.parametrize(
    "spelling",
    ["+44 20 7946 0958", "+44 (0)20 7946 0958", "0044 20 7946 0958", "011 44 20 7946-0958", "+442079460958 x3", "(+44) 20 7946 0958"],
)  # fmt: skip
def test_a_number_of_another_country_keeps_all_its_digits(spelling):
    """More than ten are no extension there; how one dials out of here is no part of it."""
    assert number(spelling) == "442079460958"


@pytest.mark.parametrize(
    ("value", "digits"),
    [("020 7946 0958", "02079460958"), ("000-000-0000", "0000000000"), ("ext. 5271", ""), ("", ""), ("office", "")],
)
def test_what_is_no_number_of_this_country_is_left_as_it_is(value, digits):
    """A nought leads no domestic number, so nothing is cut off; an extension alone has none."""
    assert number(value) == digits

"""Addresses over lines, in columns of forms, from the city's own street file, and where the model saw one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detectors.addresses import ADDRESSES
from detectors.contract import Entity, View
from records.errors import Misconfigured
from records.finding import PiiType
from records.record import Field, Record, Shape
from records.settings import load
from tests.detectors.ruling import engine

CITY = load().city


def found(text: str, type_: PiiType = PiiType.ADDRESS, *, city=CITY, entities=(), **field) -> list[str]:
    """Return the texts hit as *type_*, longest first."""
    view = View(text, Field(field.get("name", "body"), text, field.get("shape", Shape.PROSE)), entities, city)
    hits = {text[hit.start : hit.end] for hit in ADDRESSES.find(view) if hit.type is type_}
    return sorted(hits, key=lambda part: (-len(part), part))


def test_a_house_in_a_column_of_its_own_is_found_where_the_model_sees_a_place_or_a_person():
    """Logs and lists of cases give no kind of street; a number in a sentence counts something."""
    text = "CV-1  Doe v. Roe     615 Waukesha\n10/2  1440 Gilbert  brown water\n"
    place = Entity(text.index("Waukesha"), text.index("\n"), "LOCATION", 0.6)
    person = Entity(text.index("1440"), text.index("  brown"), "PERSON", 0.6)
    assert found(text, entities=(place, person)) == ["1440 Gilbert", "615 Waukesha"]
    said = "we met 615 Gilmore"
    assert found(said, entities=(Entity(said.index("Gilmore"), len(said), "PERSON", 0.6),)) == []


def test_the_side_of_the_county_before_a_house_number_goes_with_it():
    """Wisconsin numbers houses so: "N6411 Tower Rd"."""
    text = "Gunnar Roe, N6411 Tower Rd, and"
    assert "N6411 Tower Rd" in found(text, entities=(Entity(13, 26, "ADDRESS", 0.9),))


FORM = """\
1. Name                                        2. Registration No.
   Jane Q. Doe                                    4471

3. Residence Address(es)                       4. Business Address(es)
   6704F Juniper Loop                             Gulch & Gulch LLP
   Clancy, MT 59634                               75NDrive, Eleventh Floor South
                                                  Helena, MT 59601

5. Year of Birth   1972
   Nationality     American
"""


def test_columns_of_a_form_are_read_by_their_labels():
    """Firm, misread street and town lines under an address label belong to it, column by column; other fields do not."""
    hits = found(FORM)
    for line in ("6704F Juniper Loop", "Gulch & Gulch LLP", "75NDrive, Eleventh Floor South", "Helena, MT 59601"):
        assert any(line in hit for hit in hits), line
    assert not any("Jane" in hit or "1972" in hit or "American" in hit or "4471" in hit for hit in hits)


def test_a_unit_alone_on_its_line_belongs_to_the_street_beside_it():
    """Above or below, in the same column."""
    assert "Apt 14" in " ".join(found("Jane Doe\n1405 Juniper Loop\nApt 14\nHelena"))
    assert "Suite 900" in found("Suite 900\n1101 Rimini Ave\nHelena, MT 59601")


def test_a_label_leads_to_what_no_pattern_knows():
    """After "Address:" anything like an address counts, up to the next label."""
    assert "The Pines, second gate" in found("Name: J. Doe\nAddress: The Pines, second gate\nPhone: none")
    assert found("E-mail address: none given, see below\nyour address is needed") == []


WHOLE = [
    "316 n park ave helena mt 59601",
    "JUNIPER LOOP 14, HELENA MT 59602",
    "rr 2 box 41",
    "HC 61",
    "US Highway 12 West",
    "MT Hwy 200",
    "County Road 12",
    "4450 MT Hwy 200",
    "12th & Millard",
    "POB 200547",
    "Box 200547, 59620-0547",
    "14 Juniper",
    "lot 14, spc 3",
    "75017th Street",
    "corner of Sixth and Rodney streets",
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_cell_that_is_nothing_but_an_address_is_taken_whole(text):
    """Lower case, capitals, rural routes, highways, crossings and damaged scans."""
    assert text in found(text)


THINGS = ["24 Volt Battery", "2019 Ford Explorer", "100 chairs", "12 months", "3 bedrooms", "150 copies"]


@pytest.mark.parametrize("text", THINGS)
def test_a_count_of_things_is_no_address(text):
    """A number before a noun in a cell stays."""
    assert found(text, name="item", shape=Shape.CELL) == []


def test_a_column_label_is_not_taken_for_an_address():
    """A header such as "Unit 1" is a label."""
    assert found("Unit 1", shape=Shape.LABEL) == []


def test_the_street_file_makes_its_streets_known(tmp_path):
    """A Master Street Address Guide as CSV: any of its streets with a number is an address; without the file it is not."""
    guide = tmp_path / "msag.csv"
    guide.write_text("Community,Street Name,Low,High\nHELENA,Zebulon Quay Esker,1,99\n", encoding="utf-8")
    text = "the man at 41 zebulon quay esker, she said"
    assert found(text) == []
    assert found(text, city=replace(CITY, street_file=str(guide))) == ["41 zebulon quay esker"]


def test_a_street_file_that_cannot_be_read_stops_the_run(tmp_path):
    """No falling back to fewer streets."""
    with pytest.raises(Misconfigured):
        found("41 Oak", city=replace(CITY, street_file=str(tmp_path / "none.csv")))


def test_a_city_without_streets_knows_none():
    """An empty list matches nothing rather than everything."""
    bare = replace(CITY, streets=(), towns=(), name="")
    assert found("we counted 41 swans & 12 geese", city=bare) == []


@pytest.mark.parametrize("text", ["12345AB", "AB-12345", "7781AC", "118B", "4521x"])
def test_a_code_of_one_word_is_no_address(text):
    """The model takes the number of an article for a house; a column of house numbers or units still says what it holds."""
    view = View(text, Field("", text, Shape.CELL), (Entity(0, len(text), "ADDRESS", 0.99),), CITY)
    assert list(ADDRESSES.find(view)) == []
    assert list(ADDRESSES.find(replace(view, field=Field("house_number", text, Shape.CELL), entities=())))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("commit b4da58d10b840c75a85726f7c59a7d45f125d6db", "75a85726f7c59a"),
        ("commit b4da58d10b840c75a85726f7c59a7d45f125d6db", "b4da58d10b840c75a85726f7c59a7d45f125d6db"),
        ("Merge: 0f849e3 39344c7", "849e3 39344"),
        ("M_LN2q, M_LN10q", "2q, M"),
    ],
)
def test_a_stretch_of_a_word_of_code_is_no_address(text, read):
    """The model takes a few digits and letters in the middle of a digest for a house."""
    start = text.index(read)
    assert found(text, entities=(Entity(start, start + len(read), "ADDRESS", 0.9),)) == []
    assert found("at 1412a Elmwood", entities=(Entity(3, 16, "ADDRESS", 0.9),)) == ["1412a Elmwood"]


@pytest.mark.parametrize("text", ["12th", "HC62"])
def test_a_street_of_one_word_is_an_address(text):
    """An ordinal and a route are streets where the model says so."""
    view = View(text, Field("", text, Shape.PROSE), (Entity(0, len(text), "ADDRESS", 0.9),), CITY)
    assert {(hit.start, hit.end) for hit in ADDRESSES.find(view)} == {(0, len(text))}


def test_what_the_model_saw_is_reported():
    """An ADDRESS entity is an address; a LOCATION entity is a place, unless it lies inside an address."""
    text = "Fort Yellow, and 316 N Park Ave, Helena, MT"
    entities = (Entity(0, 11, "LOCATION", 0.9), Entity(33, 39, "LOCATION", 0.9))
    assert found(text, PiiType.LOCATION, entities=entities) == ["Fort Yellow"]
    assert "Fort Yellow" in found(text, entities=(Entity(0, 11, "ADDRESS", 0.9),))


@pytest.mark.parametrize(
    ("text", "score", "shape", "type_"),
    [
        ("moved to WA-GR for destruction", 0.4, Shape.PROSE, PiiType.LOCATION),
        ("moved to WA-GR for destruction", 0.5, Shape.PROSE, PiiType.ADDRESS),
        ("moved to WA-GR for destruction", 0.4, Shape.CELL, PiiType.ADDRESS),
        ("moved to Helena for destruction", 0.9, Shape.CELL, PiiType.LOCATION),
        ("moved to Barn 4 Lower Place for destruction", 0.4, Shape.PROSE, PiiType.ADDRESS),
    ],
)
def test_a_guess_without_a_figure_is_a_place_at_most(text, score, shape, type_):
    """What the model half believes an address in running text is kept like a place, and a town everywhere; with a figure, or in a cell, it goes."""
    end = text.index(" for")
    entities = (Entity(9, end, "ADDRESS", score),)
    seen = {each: text[9:end] in found(text, each, entities=entities, shape=shape, name="") for each in PiiType}
    assert [each for each, here in seen.items() if here] == [type_]


@pytest.mark.parametrize("word", ["run", "Street", "B"])
def test_a_word_that_stands_in_no_address_alone_is_none(word):
    """Whatever the model reads in it: one such reading in the labelled texts was right."""
    text = f"they {word} for destruction"
    assert found(text, entities=(Entity(5, 5 + len(word), "ADDRESS", 0.9),)) == []


def test_houses_listed_before_a_street_go_with_it():
    """All that stand in the same hundreds; a year and a lot do not."""
    assert found("We told 610, 614, and 618 Dearborn Ave that they came.")[0] == "610, 614, and 618 Dearborn Ave"
    for text in ("In 2021, 618 Dearborn Ave was sold to them.", "See permit 101, 618 Dearborn Ave that they gave."):
        assert found(text)[0] == "618 Dearborn Ave"


def test_a_stretch_between_two_streets_is_a_place():
    """A closure is nobody's address; a corner may be where somebody lives."""
    assert "6th Avenue and Broadway" in found("he lives at 6th Avenue and Broadway now")
    assert "6th Avenue and Broadway" not in found("Rodney is closed between 6th Avenue and Broadway now")


@pytest.mark.parametrize("text", ["PO 4500021", "P.O. #4500021, net 30"])
def test_a_purchase_order_is_no_post_box(text):
    """Whatever the model reads in it: a box has no seven figures."""
    assert found(text, entities=(Entity(0, len(text), "ADDRESS", 0.9),)) == []


def test_a_zip_plus_four_is_an_address_and_five_digits_are_a_place():
    """The last four name one delivery point."""
    assert found("write to 59624-1241") == ["59624-1241"]
    assert (found("ZIP 59601"), found("ZIP 59601", PiiType.LOCATION)) == ([], ["59601"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Poole BH15 4QR", "BH15 4QR"),
        ("postcode SW1A 4WW or so", "SW1A 4WW"),
        ("to K1A 0B1 get", "K1A 0B1"),
        ("February 1, 2024 on the property at 5510 Larkspur Lane, Helena, MT 59602", "5510 Larkspur Lane, Helena, MT 59602"),
    ],
)  # fmt: skip  # one case a row
def test_addresses_that_begin_or_end_unusually(text, value):
    """British and Canadian postcodes; a year before a house number is none of it."""
    assert value in found(text)
    assert not any("2024" in each for each in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "the student ID 900447190 was checked twice and filed",
        "see PR 25830 for the reason it was closed",
        "it was in IN 46 and OR 12345 is not",
        "part AB12 3CDE",
    ],
)
def test_words_before_a_number_are_no_state(text):
    """Only before a code of theirs are "ID" and "PR" states."""
    assert found(text) == []


def test_a_sum_in_the_next_column_is_no_line_of_an_address():
    """What stands under the address in a printed table is; what stands beside it is not."""
    text = "Account   SERVICE ADDRESS\n17        1712 Winne Ave        $97.10\n"
    assert not any("97" in each for each in found(text))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("i live at sixteen twelve ninth avenue ok", "sixteen twelve ninth avenue"),
        ("it is Sixteen Twelve Ninth Avenue", "Sixteen Twelve Ninth Avenue"),
        ("Two Hundred South Alloy Drive", "Two Hundred South Alloy Drive"),
        ("forty-two fifteen e lyndale avenue", "forty-two fifteen e lyndale avenue"),
        ("one oh four oak street", "one oh four oak street"),
    ],
)
def test_a_house_number_in_words_is_part_of_its_address(text, address):
    """A machine that writes down what was said writes numbers out, with and without capitals."""
    assert address in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "one or two streets", "a twenty five foot lane", "sixty two percent of the street", "ninety five of the roads",
        "thirty mile road trip", "eighteen new streets",
    ],
)  # fmt: skip
def test_a_count_in_words_is_no_house(text):
    """What is measured or counted stands behind it."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "read", "address"),
    [
        ("0712 Dog loose, no answer.\n0933 Traffic stop, Custer & Green Meadow", "0933 Traffic stop, Custer & Green Meadow", "Traffic stop, Custer & Green Meadow"),
        ("dog at Hauser and Park. No answer at door", "Hauser and Park. No answer at door", "Hauser and Park"),
        ("44 Cruse Ave Apt 2B. Medicare # 1EG4", "44 Cruse Ave Apt 2B. Medicare #", "44 Cruse Ave Apt 2B"),
    ],
)  # fmt: skip
def test_what_the_model_reads_with_an_address_is_left_out(text, read, address):
    """The hour of a log before it, the next sentence and the label of the next number behind it."""
    start = text.index(read)
    entity = Entity(start, start + len(read), "ADDRESS", 0.9)
    assert any(hit.strip() == address for hit in found(text, entities=(entity,)))
    assert read not in found(text, entities=(entity,))


def test_a_log_gives_the_house_and_not_the_hour():
    """A stop before a number ends a sentence."""
    assert (
        found("We had a few calls.\n0745 Theft. 2201 Prospect Ave #14, and they left.")[0].strip(",")
        == "2201 Prospect Ave #14"
    )


@pytest.mark.parametrize(
    "text", ["Emp ID 20771 and", "Patient ID 56789, was", "we read of it, please see PR 25830 and tell us"]
)
def test_an_identifier_is_no_state_with_its_zip(text):
    """Idaho's codes begin with 83; without a comma behind a town, another number is no ZIP code."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("1. Fitz Omondi / 909 Gilbert / fitz@example.org", "909 Gilbert"),
        ("Fitz Omondi - neighbor, 318 Clarke\n2) more", "318 Clarke"),
        ("Fitz Omondi | 44 W Lawrence", "44 W Lawrence"),
        ("Fitz Omondi / 2019 Ford / paid", ""),
        ("Fitz Omondi - 12 Months, then", ""),
        ("Fitz Omondi, 12 Copies", ""),
        ("Fitz Omondi paid 909 Gilders", ""),
    ],
)
def test_a_house_behind_a_person_in_a_list(text, house):
    """A number and a word between separators are a house where a person stands before them; years and counts are none."""
    start = text.index("Fitz Omondi")
    person = Entity(start, start + len("Fitz Omondi"), "PERSON", 0.9)
    assert (house in found(text, entities=(person,))) if house else found(text, entities=(person,)) == []


def test_a_list_is_no_address_from_end_to_end():
    """One of its entries may be one."""
    assert not any("bartender" in hit for hit in found("1) neighbor, 318 Clarke St\n2) Cricket, bartender\n3) Dr. Rao"))


@pytest.mark.parametrize(
    ("text", "houses"),
    [
        ("The property at 1014 E. Babcock was sold", ["1014 E. Babcock"]),
        ("see 512 W Lawrence (rear) again", ["512 W Lawrence"]),
        ("in 1914 E. Rutherford wrote it", []),
        ("with them were some 12 N. Koreans, and the 10' Fire Lane stays as it was", []),
    ],
)
def test_a_house_and_a_direction_before_the_name_of_a_street_need_no_kind_of_street(text, houses):
    """A year before an initial is no house, and neither are feet."""
    assert found(text, entities=()) == houses


STREETS = (
    "Lockey",
    "Touchstone",
    "Waukesha",
    "Pine",
    "Livingston",
)  # three of the city's own, two of them words or towns
FRAMES = (
    "Mary Roe, {}, spoke in favor.", "Mary Roe, {}, Helena, spoke in favor.", "Mary Roe of {} spoke in favor.", "Mary Roe ({}) spoke in favor.",
    "Mary Roe lives at {}.", "Mary Roe - {} - in favor.", "\nMary Roe\n{}\n443-7781\n", "\n1. Mary Roe   {}   443-7781\n2. Raj Doe   11 Oak   443-7782\n",
)  # fmt: skip
HOUSES = (
    "The owner of {} wants a drain.",
    "Our rental, {}, is empty.",
    "it came from the house ({}) again",
    "\nSite: {}\nBy: city",
    "Street: {} City: Helena",
)


@pytest.mark.parametrize("number", ["845", "1912", "2015"])
@pytest.mark.parametrize("street", STREETS)
def test_a_house_beside_a_person_needs_no_kind_of_street_and_may_look_like_a_year(number, street):
    """Minutes give who spoke and the house, and half of the houses of Helena are between 1900 and 2099."""
    missed = []
    for frame in FRAMES:
        text = f"The hearing was opened. {frame.format(f'{number} {street}')} There were no further comments."
        at = text.index("Mary Roe")
        hits = found(text, entities=(Entity(at, at + len("Mary Roe"), "PERSON", 0.9),))
        if not any(f"{number} {street}" in hit for hit in hits):
            missed.append(frame)
    assert missed == []


@pytest.mark.parametrize("frame", HOUSES)
@pytest.mark.parametrize("house", ["845 Touchstone", "1912 Lockey", "2015 Pine"])
def test_a_house_that_words_or_a_label_lead_to_needs_no_kind_of_street(frame, house):
    """A rental, an owner, a site: no year stands there."""
    text = f"The hearing was opened. {frame.format(house)} There were no further comments."
    assert any(house in hit for hit in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "Mary Roe, 2019 Ford, was seen. Mary Roe, 1912 January, and Mary Roe of 12 Months",
        "Copyright 2010 Jerome Roe and Mary Roe (2019 Honda) - Mary Roe, 40 Hours a week",
        "they had 12 Grant applications, 5 Gold medals and 3 Power lines",
    ],
)
def test_years_makes_months_and_counts_are_no_houses(text):
    """A car has a year before its make, and a program a year before who wrote it."""
    people = [at for at in range(len(text)) if text.startswith("Mary Roe", at)]
    assert found(text, entities=tuple(Entity(at, at + len("Mary Roe"), "PERSON", 0.9) for at in people)) == []


THINGS = ("401 Plan", "16 Penny nails", "911 Center", "3rd Reading", "2nd Floor", "20 Lane miles", "3 St lights out", "Key #22", "Unit 214 needs tires", "Dept 4410",
          "sample site #14", "Conf Rm 326, 3:30 pm", "1423 hrs", "Ford F-550 needs DEF", "copper 0.31, sample site #14")  # fmt: skip
PLACES = ("owner at 412 Touchstone has a dog", "12 Oak St Apt 3", "corner of Park & Lawrence", "PO Box 1241", "1450 elm street", "228 Broadway", "12th & Millard",
          "845 N Gilbert", "lives on Birdseye Road", "4450 US Highway 12 West", "2103 South Tracy", "Jane at 1912 Lockey, leak")  # fmt: skip


def in_column(name, text):
    """Return the texts that are found as addresses in a cell, the language model's readings among them."""
    findings = engine().detect([Record("1", "1", (Field(name, text, Shape.CELL),))])[0]
    return [text[each.start : each.end] for each in findings if each.type is PiiType.ADDRESS]


@pytest.mark.parametrize("text", THINGS)
def test_numbers_and_words_under_something_else_are_no_address(text):
    """A description, an item, a status is not an address because a number and a word stand in it."""
    assert in_column("description", text) == []


@pytest.mark.parametrize("text", PLACES)
def test_addresses_in_notes_are_found(text):
    """A street by its kind, its side or its name, a box, a corner: whatever the column is."""
    assert in_column("notes", text) != []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("1006 Butte Ave, parking complaint", "1006 Butte Ave"),
        ("Ty Street, 1412 Hauser Blvd, asked about the alley", "1412 Hauser Blvd"),
        ("Raj Patel 845 Hauser Blvd 443-7781", "845 Hauser Blvd"),
        ("2 8/19/2008 Steve Pittney Recognize 146th Street", ""),
    ],
)
def test_what_stands_beside_an_address_is_no_part_of_it(text, address):
    """A short text is an address from end to end, or only what the rules for streets find of it."""
    whole = [hit for hit in found(text, shape=Shape.CELL, name="") if hit == text]
    assert whole == []
    assert not address or any(address in hit for hit in found(text, shape=Shape.CELL, name=""))


@pytest.mark.parametrize(
    ("link", "house"),
    [
        ("https://www.example.com/maps/place/1912+Hauser+Blvd,+Helena,+MT+59601", "1912+Hauser+Blvd,+Helena,+MT+59601"),
        (
            "https://www.example.com/homedetails/1912-Hauser-Blvd-Helena-MT-59601/1_zpid/",
            "1912-Hauser-Blvd-Helena-MT-59601",
        ),
        ("https://www.example.com/news/2024-budget-of-the-city", ""),
        ("https://www.example.com/12-ways-to-save/3-street-maps-of-helena", ""),
    ],
)
def test_a_house_in_a_link_is_found(link, house):
    """People paste maps and houses for sale."""
    hits = found(f"see {link} for it, please, and call the office about it")
    assert (house in hits) if house else hits == []


@pytest.mark.parametrize(
    "text",
    [
        "Class Code: 5132  EEO-4 Category",
        "Section 02660, Section 02720 and Section 01300",
        "20000 to 29999 Police department",
        "FIRM Panel 30049C2334E dated 2012",
        "Parks and trails ..... 19 Memorial Park ..... 20",
        "3019 SY Common Excavation",
        "1555 TON Mill and overlay",
        "12 EA Inlet Type 1",
        "0712 Hit and run",
        "Phase 2 Rodney Street",
        "Stop ID 1042 Montana Avenue 7:10 7:40",
    ],
)
def test_a_number_that_counts_is_no_house(text):
    """Sections, classes, pages, quantities, hours, phases and stops have numbers of their own."""
    assert [hit for hit in found(text) if any(map(str.isdigit, hit))] == []
    assert found(text, shape=Shape.CELL, name="") == [] or "Montana" in text


@pytest.mark.parametrize("text", ["Apt 4 Benton Ave", "house at 845 Leslie St, Section 8 voucher", "0138 SW Oak St"])
def test_a_house_beside_a_count_is_found(text):
    """A home is no phase, and a few houses begin with a nought."""
    assert found(text) != []


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("Sent E1 to 1930 Prospect for smoke.", "1930 Prospect"),
        ("turned off 2001 Overlook today", "2001 Overlook"),
        ("1930 Prospect - snow not removed", "1930 Prospect"),
        ("<loc>1930 Prospect</loc>", "1930 Prospect"),
        ("in 2001 Overlook opened", ""),
        ("the 1930 Prospect plan", ""),
    ],
)
def test_a_street_that_is_a_word_is_believed_where_one_goes_to_it(text, house):
    """A word of the dictionary behind what may be a year: an address behind "to" and "off", in a tag, before a dash."""
    assert (house in found(text)) if house else found(text) == []

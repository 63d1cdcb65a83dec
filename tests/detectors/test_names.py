"""Names in city records: every way people write them is found, and words that only look like names are left."""

from __future__ import annotations

import pytest

from detectors.contract import Entity, View
from detectors.names import NAMES
from records.record import Field, Shape
from records.settings import City


def found(text, shape=Shape.PROSE, name="", people=(), score=0.9):
    entities = tuple(Entity(text.index(each), text.index(each) + len(each), "PERSON", score) for each in people)
    view = View(text, Field(name, text, shape), entities, City())
    covered = sorted({at for hit in NAMES.find(view) for at in range(hit.start, hit.end)})
    return "".join(text[at] if at in covered else "·" for at in range(len(text)))


def masked(text, *values, **where):
    """Say whether all letters of each value are found."""
    seen = found(text, **where)
    return all(
        seen[text.index(value) : text.index(value) + len(value)].replace("·", "") == value.replace("·", "")
        for value in values
    )


@pytest.mark.parametrize(
    "name",
    [
        "Jane Roe", "ROE, JANE", "Roe, Jane Q.", "O'Neil, Siobhan", "McDaniel, Kirk", "MacLeod-Smith, Anna", "Old Elk, Raymond", "Crazy Bull, Cheryl",
        "Hofer, Jakob", "Vang, Mai", "Xiong, Pa Houa", "Nguyễn, Thị Hạnh", "García Márquez, José", "de la Torre, Laura", "Van der Merwe, Kobus",
        "Ann-Marie D'Angelo", "Grace Helena", "Clark Lewis", "Hope May", "Bill Park",
    ],
)  # fmt: skip
@pytest.mark.case("X02")
@pytest.mark.case("X03")
def test_every_kind_of_name_is_found_where_its_place_says_so(name):
    """Headers, name columns and labels need no list: any culture's names, and names that are words or Helena's streets."""
    assert masked(f"From: {name} <x@example.org>\nSent: Monday\n", *name.replace(",", "").split())
    assert masked(name, *name.replace(",", "").split(), shape=Shape.CELL, name="Owner Name")
    assert masked(f"{name} <x@example.org>", *name.replace(",", "").split(), shape=Shape.MAILBOXES)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("To: Roe, Jane; Doe, John\n        Poe, Anna\nSubject: x\n", ["Roe, Jane", "Doe, John", "Poe, Anna"]),
        ("Cc: 'Jane Roe' [mailto:jroe@example.org]; Doe, J\n", ["Jane Roe", "Doe, J"]),
        ("To: Hall, John F.; Power, Samantha\n", ["Hall, John F", "Power, Samantha"]),
        ("From                 Roe, Jane Q\nSent                 Monday\n", ["Roe, Jane Q"]),
        ("Dear Jane and John,\nhello\n", ["Jane", "John"]),
        ("Lloyd / Chris -\nsee below\n", ["Lloyd", "Chris"]),
        ("It leaks.\nRegards,\nMaryann R.\n", ["Maryann R"]),
        ("It leaks.\n-- \nJane Roe\nClerk\n", ["Jane Roe"]),
        ("It leaks. Thanks\njr\n", ["jr"]),
        ("Forwarded by Jane Roe/HOU/ECT on 5/3/2021\n", ["Jane Roe"]),
        ("water bill\nc/o Jane Roe\n12 Oak St", ["Jane Roe"]),
        ("ATTN: Jane Roe", ["Jane Roe"]),
        ("Requested by: Roe, Jane   Date: 5/3/2021", ["Roe, Jane"]),
        ("Councilor Kowalczyk and Ms. Roehampton agreed", ["Kowalczyk", "Roehampton"]),
        ("ask Pauline or Rhonda Kowalczyk about it", ["Pauline", "Rhonda Kowalczyk"]),
    ],
)
def test_lines_give_names_away(text, values):
    """Lists, continuation lines, OCR without colons, greetings, signatures, routing codes, care-of, labels, titles."""
    assert masked(text, *values)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("See Microsoft Outlook and the Google report on Monday", ["Microsoft Outlook", "Google", "Monday"]),
        ("west_delta_pos.xls", ["west_delta_pos.xls"]),
        ("Kessler Construction Inc. was paid", ["Kessler Construction Inc."]),
        ("Best Regards", ["Best Regards"]),
        ("the Planning Department met", ["Planning Department"]),
        ("to Helena", ["Helena"]),
    ],
)
@pytest.mark.case("X03")
def test_what_the_model_misreads_is_dropped(text, people):
    """Products, file names, companies, closings, departments and places are no one, whoever says so."""
    assert "·" * len(text) == found(text, people=people)


def test_a_misread_stretch_is_cut_to_the_name():
    """Titles and the next line's label are not part of a name; a suffix and a cut-off head are."""
    assert "Dr. Jane Roe, Jr.·····:".replace("Dr. ", "····").replace(":", "·") == found(
        "Dr. Jane Roe, Jr.\nCell:", people=["Dr. Jane Roe, Jr.\nCell"]
    )
    assert masked("by D'Aveni today", "D'Aveni", people=["Aveni"])


@pytest.mark.parametrize(
    "text",
    ["SWITALSKI, DANIEL L", "scott schneider", "Jane & John Doe", "Walter B, Jr", "MARSHALL", "Arthur Gray, Jr., M.D."],
)
def test_a_cell_of_names_is_taken_whole(text):
    """A cell whose words are names is one, in any case and order, suffixes included."""
    assert masked(text, *text.replace(",", " ").replace("&", " ").replace(".", " ").split(), shape=Shape.CELL)


@pytest.mark.parametrize(
    "text",
    [
        "yale university",
        "schwarz funeral home inc.",
        "daley & bryant",
        "jimmy's",
        "phillip s. miller p.c.",
        "Hope Church",
        "friends of jane roe",
        "Paid",
        "N/A",
        "Helena",
    ],
)
def test_a_cell_of_a_firm_is_left(text):
    """Companies named after people, statuses and towns are no person."""
    assert "·" * len(text) == found(text, shape=Shape.CELL)


def test_a_column_of_colours_holds_no_surnames():
    """BLACK under nothing may be a person; under a column that says otherwise it is none."""
    assert found("BLACK", shape=Shape.CELL) == "BLACK"
    assert "·····" == found("BLACK", shape=Shape.CELL, name="color") == found("BROWN", shape=Shape.CELL, name="street")


_THINGS = (
    "Residential deck", "Lavender Blue Morning", "Gravel, three quarters", "Sewer lateral", "Music Videos", "Last Chance Gulch", "Rock",
    "Online permits",
)  # fmt: skip


@pytest.mark.parametrize("value", _THINGS)
def test_a_column_called_name_makes_no_person_of_a_thing(value):
    """Songs, products, streets and kinds of permit stand under "name" too: the cell itself must look like a person's."""
    assert "·" * len(value) == found(value, shape=Shape.CELL, name="Name")


@pytest.mark.parametrize("value", ["Jane Roehampton", "XIONG, PA", "SWITALSKI, DANIEL L", "MARSHALL", "Anna"])
def test_a_person_under_name_is_found(value):
    """What is found without a column is found under "name"."""
    assert masked(value, *value.replace(",", "").split(), shape=Shape.CELL, name="name")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Patient: My father, Jane Roe, is here", "Jane Roe"),
        ("Applicant: I'm Jane Roe. My number is below", "Jane Roe"),
        ("Applicant: Jane Roe prescribed nothing last month", "Jane Roe"),
        ("Owner: Jane van der Roe", "Jane van der Roe"),
        ("Owner: jane roe", "jane roe"),
        ("Owner: Jane O. Roe-Poe, formerly Hofer", "Jane O. Roe-Poe Hofer"),
        ("He saw Mr. Oduya. Unfortunately it rained", "Oduya"),
        ("He saw Mrs. J. Q. Oduya. She left", "J. Q. Oduya"),
        ("He saw Mr. Wm. Oduya", "Wm. Oduya"),
        ("He saw Mrs. Oduya's Body Shop", "Oduya"),
    ],
)
def test_a_name_ends_where_its_sentence_goes_on(text, seen):
    """What a sentence says around a name stays to be read; initials, particles and abbreviations are of the name."""
    assert "".join(filter(str.isalpha, found(text))) == "".join(filter(str.isalpha, seen))


@pytest.mark.parametrize(
    "text",
    [
        "I was at St. Mary's Hospital", "at Saint Anne Catholic Church", "Edward Roe Memorial Hospital called", "Roe Elementary is closed",
        "the JAMES ROE GENERAL HOSPITAL", "to St. Luke’s Medical Center",
    ],
)  # fmt: skip
def test_a_house_named_after_somebody_is_nobody(text):
    """Hospitals, schools and churches; the saints they are called after are long dead."""
    people = [word for word in ("Mary", "Anne", "Edward Roe", "Roe", "JAMES ROE", "Luke") if word in text][:1]
    assert set(found(text, people=people)) == {"·"}


def test_whoever_works_in_such_a_house_is_found():
    """A line that goes on with where someone works, and a person who shares a saint's name."""
    assert masked("Jane Roe, Big Sky Hospital", "Jane Roe", people=["Jane Roe"])
    assert masked("Mary Roe called from St. Mary's Hospital", "Mary Roe")
    assert masked("spoke with Dr. Mary Roe of Roe Clinic", "Mary Roe")


BIDS = """Bids opened March 9

Bidder                Base bid     Owner
Morrison Maierle      $412,500     Quintana Vang
Stahly                $398,120
Jane Roe              $421,000

Stahly called.
"""


@pytest.mark.parametrize(
    "text", [BIDS, BIDS.replace("                ", " | ").replace("      ", " | ").replace("     ", " | ")]
)
def test_a_firm_in_a_table_is_nobody_and_a_person_in_it_is(text):
    """Under "Bidder" two surnames are a firm; a given name is a person's there too, and so is every name under "Owner"."""
    people = ["Morrison Maierle", "Quintana Vang", "Jane Roe"]
    seen = found(text, people=people)
    assert "Maierle" not in seen
    assert "Jane Roe" in seen
    assert "Quintana Vang" in seen


def test_a_word_alone_heads_no_table():
    """The word on a line of its own, in a signature or a letter, says nothing of what is below it."""
    assert masked("Vendor\nMorrison Pellam\n", "Morrison Pellam", people=["Morrison Pellam"])


@pytest.mark.parametrize("name", ["jassal", "window grzbotkax"])
def test_what_the_model_is_certain_of_needs_no_list(name):
    """In small letters an unlisted name is believed from a certain reading only."""
    text = f"spoke with {name} about the gate"
    assert masked(text, *name.split(), people=[name], score=0.97)
    assert not masked(text, *name.split(), people=[name], score=0.6)


def placed(text, place):
    """Return what is taken for a person in *text*, where the model read *place* as a place."""
    at = text.index(place)
    view = View(text, Field("", text), (Entity(at, at + len(place), "LOCATION", 0.9),), City())
    return {text[hit.start : hit.end] for hit in NAMES.find(view)}


@pytest.mark.parametrize(
    ("text", "place", "people"),
    [
        ("AIRFARE FOR M BERG KANSAS CITY TO HELENA", "M BERG KANSAS CITY", {"M BERG"}),
        ("AIRFARE FOR S COWING KANSAS CITY TO HELENA", "S COWING KANSAS CITY", {"S COWING"}),
        ("TRIP OF K. FORD TO BUTTE", "K. FORD", {"K. FORD"}),
        ("ROUTE BY E HELENA TO BUTTE", "E HELENA", set()),
        ("PARKED ON S FORD AVE TODAY", "S FORD AVE", set()),
        ("PARKED ON S FORD TODAY", "S FORD", set()),
        ("TURN INTO K STREET TODAY", "K STREET", set()),
        ("a key left at Nan Parrish's, next door", "Nan Parrish's", {"Nan Parrish"}),
        ("a view at Grand Lake's, next door", "Grand Lake's", set()),
    ],
)
def test_an_initial_and_a_surname_before_a_place_are_a_person(text, place, people):
    """What the model reads as one place holds who travels there; a direction, a street and a town are nobody."""
    assert placed(text, place) == people


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("KISHI, DANIEL M INTERN FROM SEP. 10", "KISHI, DANIEL M"),
        ("Smith, Alvaro R. Legislative Director", "Smith, Alvaro R."),
        ("Hofer, Jakob M Waldner", "Hofer, Jakob M Waldner"),
    ],
)
def test_what_stands_behind_the_initial_of_a_list_is_no_name(line, name):
    """Surname, given name, initial: an ordinary word after them says what somebody is; another surname goes with them."""
    read = " ".join(line.split()[: len(name.split()) + (0 if name == line else 1)])
    assert found(line, people=(read,)).rstrip("·").replace("·", " ") == name


@pytest.mark.parametrize(
    ("text", "people", "name"),
    [
        ("licensed to Twyla White Lodge today", ["Twyla White Lodge"], "Twyla White Lodge"),
        ("from: yelena plain water", ["yelena plain water"], "yelena plain water"),
        ("yesterday sonja yellow hand signed", ["sonja yellow"], "sonja yellow hand"),
        ("paid by big thunder, trinidad, check 2", ["trinidad"], "big thunder, trinidad"),
        ("the shop of Other Medicine, Brent froze", ["Brent"], "Other Medicine, Brent"),
    ],
)
def test_a_translated_surname_goes_with_the_given_name_beside_it(text, people, name):
    """A surname made of ordinary words is no lodge and no water: it belongs to the given name that the model reads."""
    assert masked(text, *name.replace(",", "").split(), people=people)


@pytest.mark.parametrize(
    ("text", "person"), [("we saw jonah last night there", "jonah"), ("Mary runs above the rest", "Mary"), ("jane looks at the house", "jane")]
)  # fmt: skip
def test_what_somebody_does_is_no_surname(text, person):
    """Verbs and times after a given name in small letters stay."""
    assert found(text, people=[person]).replace("·", "") == person


def test_two_halves_in_small_letters_tell_of_each_other():
    """A name such as "marwaha, myong" is somebody where the model reads both halves, though neither is on a list of names."""
    assert masked("yesterday marwaha, myong called", "marwaha", "myong", people=["marwaha", "myong"], score=0.8)
    assert not masked("yesterday marwaha called", "marwaha", people=["marwaha"], score=0.8)


@pytest.mark.parametrize("text", ["It leaks.\n\nBest regards,\nVisit\n\nResearch\n", "Visit,\nThanks for your message.\n", "It leaks.\n\nVisit,\nThank you for it.\n"])  # fmt: skip
def test_whoever_writes_and_is_written_to_is_a_person_whatever_the_word(text):
    """Under a letter's closing, and with a comma at its head, stands who is called so."""
    assert masked(text, "Visit")


@pytest.mark.parametrize("text", ["She lives there.\n\nYours, etc.,\nW. Strong\n\nmore", "Regards,\nW Strong\n"])
def test_who_signs_by_an_initial_may_be_called_by_a_word(text):
    """Under a closing an initial leads to a surname, whatever word it is."""
    assert masked(text, "W", "Strong")
    assert not masked("Thanks,\nA Lot\n", "Lot")


@pytest.mark.parametrize("name", ["Butch", "Norm", "Red"])
def test_who_signs_by_what_he_is_called_is_found(name):
    """A word that people are called signs under "Thanks" alone; two words do not."""
    assert masked(f"It leaks.\n\nThanks,\n{name}\n", name)
    assert not masked(f"It leaks.\n\nThanks,\n{name} seal\n", name)


@pytest.mark.parametrize(
    "text",
    [
        "Best regards,\nManagement\n", "Regards,\nClerk\n", "Regards,\n\nEnclosure\n", "Sincerely,\nNeighbors\n", "However,\nThe pipe is broken.\n",
        "Team,\nThe pipe is broken.\n", "we need\nApples,\nPears,\nPlums,\n", "We went to a\nVisit,\nThen we left it.\n", "Helena,\nMontana is cold now.\n",
    ],
)  # fmt: skip
def test_an_office_a_list_and_a_turn_of_phrase_are_nobody_there(text):
    """What stands in the same places and is nobody stays."""
    assert set(found(text)) == {"·"}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Tenant: Jane Trenbeath", "Jane Trenbeath"), ("Jane Trenbeath (owner)", "Jane Trenbeath"), ("Jane Trenbeath - tenant", "Jane Trenbeath"),
        ("Hey Jane", "Jane"), ("Jane Trenbeath paid", "Jane Trenbeath"), ("paid by Jane Trenbeath", "Jane Trenbeath"),
        ("Kids in the summer camp: Jane Trenbeath", "Jane Trenbeath"), ("In re Jane Trenbeath", "Jane Trenbeath"),
        ("Jane Trenbeath, attorney at law", "Jane Trenbeath, attorney at law"), ("Trenbeath: Jane", "Trenbeath: Jane"),
    ],
)  # fmt: skip
def test_what_is_said_beside_a_name_in_a_cell_stays(text, person):
    """A label, a greeting, what somebody is, what they did; what is written as part of the name goes with it."""
    seen = found(text, shape=Shape.CELL, people=[person.split(",")[0]])
    assert seen.strip("·") == "".join(letter if letter in seen else "·" for letter in person)
    assert len(seen) - len(seen.lstrip("·")) == text.index(person)


def test_a_name_behind_a_slash_or_an_at_sign_is_read():
    """A routing code there is none: "Jane Roe / HOU / EES@EE"."""
    assert masked("Sand and Gravel / Bob Trenbeath\n", "Bob Trenbeath", people=["Bob Trenbeath"])
    assert masked("Hi, @Jane Trenbeath can you\n", "Jane Trenbeath", people=["Jane Trenbeath"])
    assert not masked("see EES@EE / HOU\n", "HOU", people=["HOU"])


def test_a_printed_label_is_nobody():
    """The word "Loc" is a given name, too, and before a colon a place."""
    assert not masked("Nature: dog\nLoc: 12 Oak St\n", "Loc", people=["Loc"])
    assert masked("Nature: dog\nLINDY: yes\n", "LINDY", people=["LINDY"])


def test_a_label_in_capitals_and_a_code_are_nobody():
    """The words "VIN" and "Grant DE-FOA-0002988"; "Vin" is a given name."""
    assert not masked("his VIN to be assigned\n", "VIN", people=["VIN"])
    assert masked("his brother Vin to be there\n", "Vin", people=["Vin"])
    assert set(found("the\nGrant DE-FOA-0002988 was awarded\n", people=["Grant DE-FOA"])) == {"·"}


@pytest.mark.parametrize("name", ["Ava Hall", "Susan Church", "Kim Lane", "Sitting Bull", "Robert K. House"])
def test_a_surname_that_is_a_hall_or_a_street_is_a_surname_where_the_model_is_sure(name):
    """Of ten thousand Halls none is a hall; what it doubts, or what opens with no given name, is."""
    assert masked(f"they asked {name} to come\n", name, people=[name], score=0.97)
    for text in ("City Hall", "Elm Lane", "Carroll College", "Jane School"):
        assert not masked(f"they asked {text} to come\n", text, people=[text], score=0.97)
    doubted = masked(f"they asked {name} to come\n", name, people=[name], score=0.6)
    assert doubted == (name.split()[-1] in ("Hall", "Lane", "House"))


@pytest.mark.parametrize(
    "name",
    ["Marcus Hall", "Hall, Marcus K.", "MARCUS HALL", "marcus hall", "Marcus & Tina Hall", "Susan Park", "Day, Wally"],
)
def test_a_surname_that_is_a_hall_is_one_behind_a_given_name(name):
    """In a cell, in a header and under a label, without the model; halls and parks of other names stay."""
    assert set(found(name, shape=Shape.CELL)) - {"·"} >= set(name) - set(" ,.&")
    if "&" not in name:
        assert masked(f"From: {name} <x@example.org>\nSent: Monday\n", *name.replace(",", "").split())
    for text in ("City Hall", "Memorial Park", "Lane County", "Carroll College", "Hall of Fame", "Day Park"):
        assert set(found(text, shape=Shape.CELL)) == {"·"}


def test_a_title_makes_a_surname_of_a_hall():
    """Mr. and Dr. stand before nothing else."""
    assert masked("then Dr. Hall saw the patient\n", "Hall")
    assert set(found("then the hall was closed by Dr. Office\n")) == {"·"}


@pytest.mark.parametrize(
    ("text", "people", "places", "name"),
    [
        ("they excused Fang, Blia today", ("Fang", "Blia"), (), "Fang, Blia"),
        ("they excused Luster, Latisha today", ("Luster", "Latisha"), (), "Luster, Latisha"),
        ("a trailer from Udarbe, Juanito today", ("Juanito",), ("Udarbe",), "Udarbe, Juanito"),
        ("a trailer from Cleveland Hereford today", (), ("Cleveland Hereford",), "Cleveland Hereford"),
        ("The patient, Linda Park, came today", (), ("Linda Park",), "Linda Park"),
        ("Diagnosis of Robert West, 45 y.o.", (), ("Robert West",), "Robert West"),
        ("it went to Diego Sanchez last", (), ("Diego Sanchez",), "Diego Sanchez"),
        ("cleric Muqtada al-Sadr said so", (), ("Muqtada al-Sadr",), "Muqtada al-Sadr"),
        ("Trivo lives there", (), ("Trivo",), "Trivo"),
        ("Brighton Park\nMcKinley Park\n", (), ("McKinley Park",), ""),
        ("then Memphis Joyner spoke", (), ("Memphis Joyner",), "Memphis Joyner"),
        ("Helena said so, City Hall said so", (), ("Helena", "City Hall"), ""),
        ("the road to Santa Fe, Del Campo, Trent Bridge", (), ("Santa Fe", "Del Campo", "Trent Bridge"), ""),
        ("in Billings, Jane said", ("Jane",), ("Billings",), "Jane"),
        ("he moved to Austin, TX today", (), ("Austin, TX",), ""),
        ("a visit to Virginia City today", (), ("Virginia City",), ""),
        ("a visit to Fort Benton today", (), ("Fort Benton",), ""),
        ("called 67-year-old Percival Nightshade's family", (), ("Percival Nightshade",), "Percival Nightshade"),
        ("9:15 am PHOTOS (Quillon Lyman and others", (), ("Quillon Lyman",), "Quillon Lyman"),
        ("then Grizzly Gulch's office called", (), ("Grizzly Gulch",), ""),
    ],
)
def test_two_halves_tell_of_each_other(text, people, places, name):
    """A surname that is a word, or looks like a town before a given name; towns stay."""
    entities = [Entity(text.index(each), text.index(each) + len(each), "PERSON", 0.97) for each in people]
    entities += [Entity(text.index(each), text.index(each) + len(each), "LOCATION", 0.7) for each in places]
    view = View(text, Field("", text), tuple(sorted(entities)), City())
    covered = {at for hit in NAMES.find(view) for at in range(hit.start, hit.end)}
    assert "".join(text[at] for at in sorted(covered)) == name


def test_a_given_name_that_is_sworn_by_is_a_given_name():
    """Many families of Mexico call a son so."""
    assert masked("Hi Jesus,\nthe meter leaks.\n", "Jesus")
    assert masked("we spoke with Jesus Garcia about it\n", "Jesus Garcia", people=["Jesus Garcia"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("get with D. Thoroughgood on it", "D. Thoroughgood"),
        ("R. J. Stands wrote", "R. J. Stands"),
        ("see Exhibit A. Thoroughgood", ""),
        ("agenda\nC. Thoroughgood No. 3321", ""),
        ("option B. Costs rise, N. Thoroughgood Street, the road in Q. Tripoli", ""),
    ],
)
def test_an_initial_leads_to_a_surname(text, name):
    """One initial to a word that is nothing else, two to any; letters of exhibits, directions and towns are none."""
    assert found(text).strip("·") == name


@pytest.mark.parametrize(
    ("text", "read", "name"),
    [
        ("with steward Nan Prudhomme.", "steward Nan Prudhomme", "Nan Prudhomme"),
        ("Owner Opal Redfern Dog: Biscuit", "Opal Redfern Dog", "Opal Redfern"),
        ("Applicant van der Berg Jan, 12", "van der Berg Jan", "van der Berg Jan"),
        ("report to RN Kayleigh", "RN", ""),
        ("seen in ED today", "ED", ""),
    ],
)
def test_what_the_model_reads_with_a_name_is_left_out(text, read, name):
    """What somebody is, a label behind a name, and letters for an office: the name stays covered."""
    seen = found(text, people=(read,))
    start = text.index(read)
    assert seen[start : start + len(read)].strip("· ") == name


def test_a_sentence_that_ends_a_line_is_no_label():
    """What stands below "My name is ... and I live at" is no name."""
    text = "My name is Zdenka Hruby and I live at\n412 N Rodney St. My meter broke"
    assert "My" not in found(text)[text.index("412") :]

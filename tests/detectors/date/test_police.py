"""Days of birth as police and dispatch write them: behind a slash, behind race and sex, behind "id'd as", in other languages."""

from __future__ import annotations

import pytest

from detectors.contract import Entity, View
from detectors.date.police import as_police_write
from detectors.dates_of_birth import DATES_OF_BIRTH
from detectors.ssns import SSNS
from records.record import Field
from records.settings import load

CITY = load().city


def found(text, detector=DATES_OF_BIRTH):
    return [text[hit.start : hit.end] for hit in detector.find(View(text, Field("body", text), (), CITY))]


@pytest.mark.parametrize(
    "day",
    ["08/14/1991", "8/14/91", "08-14-91", "08141991", "081491", "19910814", "1991-08-14", "14 Aug 1991", "Aug 14, 1991",
     "14AUG1991", "14-AUG-91", "8.14.91", "Aug '91", "08 14 1991", "Aug. 14th, '91"],
)  # fmt: skip
@pytest.mark.parametrize(
    "label", ["DOB/{}", "NAM/VU DOB/{} SEX/F", "d.o.b. is {}", "DOB-{}", 'DOB="{}"', "D0B: {}", "geboren am {}"]
)
def test_a_day_behind_any_label_of_birth(label, day):
    """A slash is a label's sign in what dispatch prints, and no spelling of a day is lost behind one."""
    assert found(label.format(day)) == [day]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Age/DOB 32/08/14/1991", ["08/14/1991"]),
        ("Age/DOB: 32 08/14/1991", ["08/14/1991"]),
        ("Naci el 12 de marzo de 1985 en Butte", ["12 de marzo de 1985"]),
        ("Nací en 1985 en Butte", ["1985"]),
        ("Geburtsdatum: 12. Maerz 1985", ["12. Maerz 1985"]),
        ("Geb. 12. März 1985", ["12. März 1985"]),
        ("BD 8/14/91", ["8/14/91"]),
        ("BD: 08/14/1991, cell", ["08/14/1991"]),
        ("bday 3/3, verified", ["3/3"]),
        ("dob 8/91", ["8/91"]),
        ("DOB: 8/14/91", ["8/14/91"]),
        ("born 24/7 and birth 1/2 mile off", []),
        ("BD 3/4/2026 met", []),
        ("3 BD 2 BA listed 1/2/1990", []),
        ("Naci Roe wrote on 3/4/1990", []),
    ],
)
def test_labels_that_were_unknown(text, days):
    """Other languages, the age before the day, BD where an adult was born then; a board's day and bedrooms stay."""
    assert found(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ROE, SHANE D 01/04/1993 WM", ["01/04/1993"]),
        ("ROE, SHANE 01/04/1993 WAS CITED", ["01/04/1993"]),
        ("id'd as Shane Roe 1/4/93 by", ["1/4/93"]),
        ("identified him as Roe, Shane 01-04-1993", ["01-04-1993"]),
        ("Roe, Shane   M   01/04/1993", ["01/04/1993"]),
        ("Shane Roe 1/4/03 W/M", []),
        ("Shane Roe 1/4/93 W/M", ["1/4/93"]),
        ("Shane Roe 3/4/2024", []),
        ("Shane Roe 3/4/1994", []),
        ("Shane Roe, clerk 3/4/1994", []),
        ("ROE, SHANE 03/04/2024 WAS CITED", []),
        ("GRANTOR ROE, SHANE 03/04/1991 DEED", []),
        ("ROE, SHANE 03/04/1991 HIRED", []),
        ("CHEVROLET, SILVERADO 03/04/1991 WM", []),
        ("identified as a need 1/4/93", []),
    ],
)
def test_a_day_right_behind_somebody(text, days):
    """Only of a year in which adults were born, and only where the line reads like a report of the police."""
    view = View(text, Field("body", text), (), CITY)

    assert [text[start:end] for (start, end), _, _ in as_police_write(view.text)] == days


@pytest.mark.parametrize("day", ["08/14/1991", "8/14/91", "08-14-91", "1/4/91", "1991-08-14"])
def test_a_day_before_a_social_security_number_is_no_part_of_it(day):
    """Behind "DOB/SSN:" stand both, and no digit of the one is the other's."""
    text = f"DOB/SSN: {day} 516-88-4471"

    assert found(text) == [day]
    assert set(found(text, SSNS)) == {"516-88-4471"}


@pytest.mark.parametrize("text", ["SOC/516884471 RAC/W", "SOC/516-88-4471", "SSN/516884471", "SOC: 516 88 4471"])
def test_a_social_security_number_behind_a_slash(text):
    """Dispatch calls it SOC; "Soc. studies" are none."""
    assert len(set(found(text, SSNS))) == 1
    assert found("soc. studies 516884471", SSNS) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Pt: Roe, Jane E.  81 YOM  04/02/1944  wt 71kg", ["04/02/1944"]),
        ("34 y/o female, 3/14/72, seen", ["3/14/72"]),
        ("a 34yof 3-14-72", ["3-14-72"]),
        ("RECORDS: ROE, DILLON R  19930817  LKA HELENA, USED TO DATE HER", ["19930817"]),
        ("the 12 yo, 5/5/2024; yof 4/2/2024; 40 year old female dog due 4/2/2024", []),
        ("FILED ROE, DILLON R  19930817", []),
        ("ROE, DILLON R  20240817  CITED", []),
        ("CASE 19930817 OF ROE, DILLON R", []),
    ],
)
def test_a_day_behind_an_age_or_in_eight_figures(text, days):
    """What medics and dispatch print has no label; a case of that number and a day of this year are no birth."""
    assert found(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("by Chad Roe, 09.21.1994, using Idaho ID AB41", ["09.21.1994"]),
        ("from Chad Roe, 9/21/1994, DL 0712", ["9/21/1994"]),
        ("from Chad Roe, 9/21/1994, stating", []),
        ("from Chad Roe, 9/21/2021, using ID AB41", []),
        ("by Chad Roe, 5/5/2001, signed the license", []),
        ("by Chad Roe, 5/5/2001, with license plates", []),
    ],
)
def test_a_day_between_a_person_and_their_papers(text, days):
    """Whoever shows a paper is written down with their day of birth; a letter has its day behind its writer, too."""
    person = Entity(text.index("Chad"), text.index("Roe") + 3, "PERSON", 0.9)
    view = View(text, Field("body", text), (person,), CITY)
    assert [text[hit.start : hit.end] for hit in DATES_OF_BIRTH.find(view)] == days


def test_a_number_beside_the_paper_that_bears_it():
    """Figures in the name of a form are no column of figures."""
    assert found("vets pref (DD214, 516 90 4477 is on it)", SSNS) == ["516 90 4477"]
    assert found("sums of Q3, 100 25 2001 and 12 100 25 2001", SSNS) == []

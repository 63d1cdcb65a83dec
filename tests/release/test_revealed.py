"""What comes to light where something else is taken out is taken out as well, and refuses no release."""

import csv

import pytest

from records.finding import PiiType
from records.settings import load
from release.pipeline import release

FAR = "The SSN told to Wilhelmina.Magdalena.Stallingsworth-Brandvold@correspondence.example.org ends in 0142."


@pytest.fixture(autouse=True)
def workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))


@pytest.fixture
def forms(tmp_path):
    """Return a function from comments to the path of a form export."""

    def make(*comments):
        path = tmp_path / "forms.csv"
        with path.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out, lineterminator="\n").writerows([["comment"], *([each] for each in comments)])
        return path

    return make


@pytest.mark.case("E25")
def test_a_number_is_taken_out_that_only_the_redacted_text_shows_to_be_one(forms, tmp_path):
    """Too far from its words before, near enough once a long address between them is a label: gone, and counted."""
    done = release([str(forms(FAR, "The gate."))], tmp_path / "out", settings=load())
    copy = (tmp_path / "out" / "records" / "0001.csv").read_text(encoding="utf-8")

    assert (done.released, done.withheld) == (3, 0)  # the header row is one
    assert copy == "comment\nThe SSN told to [EMAIL 1] ends in [SSN 1].\nThe gate.\n"
    assert (PiiType.SSN, 1) in tuple(done.redactions)


@pytest.mark.case("E25")
def test_a_label_makes_no_number_one(forms, tmp_path):
    """Our own "[SSN 1]" is not the word that the patterns wait for: neither taken out nor refused."""
    text = "His number is 516-55-0142, order 516550143 was shipped."
    release([str(forms(text))], tmp_path / "out", settings=load())
    copy = (tmp_path / "out" / "records" / "0001.csv").read_text(encoding="utf-8")
    assert copy == 'comment\n"His number is [SSN 1], order 516550143 was shipped."\n'


@pytest.mark.case("E25")
def test_an_official_address_beside_a_redaction_stays(forms, tmp_path):
    """What a rule keeps is seen again in the redacted text, and kept again."""
    release([str(forms("Wilhelmina Stallingsworth wrote to clerk@helenamt.gov."))], tmp_path / "out", settings=load())
    copy = (tmp_path / "out" / "records" / "0001.csv").read_text(encoding="utf-8")
    assert copy == "comment\n[NAME 1] wrote to clerk@helenamt.gov.\n"

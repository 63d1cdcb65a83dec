"""A record at which a step of the release fails costs itself: it is withheld and counted, and the others are released."""

from contextlib import closing, contextmanager
from dataclasses import replace

import pytest

from connectors.memory import MemoryConnector
from detectors.links import Links
from records.errors import Reason
from records.finding import Cover, Disposition, Finding, IdKind, PiiType, Ruling, Standing
from records.record import Container, Field, Record, Shape, Withheld
from records.settings import load
from release.copy import open_copy
from release.decide import Ruled, decide
from release.job import open_job
from release.pipeline import _take_stock
from release.receipt import silent
from release.survey import survey
from release.withdrawn import Withdrawn

ODD, NAME = "Gerda Lindqvist", "Wilhelmina Stallingsworth"
NOWHERE = 9  # a field that no record here has


class Failing:
    """An authority that fails at one name."""

    def authority(self, record, finding, text):
        if text == ODD:
            raise ValueError(text)


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Return a function from records, and perhaps the name of what they stand in, to a job that reads them."""
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))
    (tmp_path / "in.txt").write_text("The fence.", encoding="utf-8")

    @contextmanager
    def opening(*records, label="forms"):
        containers = {"0001": Container("0001", label, "memory", "record", source="forms")}
        with open_job([str(tmp_path / "in.txt")], load(), silent) as job:
            links = Links(job.workspace.key, Failing(), folder=job.folder, sources={"0001": "forms"})
            with closing(links):
                yield replace(job, connector=MemoryConnector(records), containers=containers, links=links)

    return opening


def record(number, text, **options):
    return Record(
        str(number), "0001", (Field("owner name", text, Shape.CELL, "name"),), place=f"record {number}", **options
    )


def outcomes(job):
    survey(job)
    return [(each.record, each.reason) if isinstance(each, Withheld) else each.record.id for each in decide(job)]


@pytest.mark.case("R08")
def test_one_that_cannot_be_learned_is_withheld(opened):
    """What was found in it is not known elsewhere, so it is not released; what was found in the others is."""
    with opened(record(1, NAME), record(2, ODD), record(3, NAME)) as job:
        told = outcomes(job)

    assert told == ["1", ("2", Reason.CRASHED), "3"]


@pytest.mark.case("R08")
def test_a_name_of_a_file_that_cannot_be_learned_ends_no_run(opened):
    """It is no item and is never released: as where detection fails at it, the run goes on."""
    with opened(record(1, NAME), label=ODD) as job:
        told = outcomes(job)

    assert told == ["1"]


@pytest.mark.case("R08")
def test_one_whose_identifiers_cannot_be_settled_is_withheld(opened):
    """A key that claims a field which is not there fails where keys are gathered, or where they are applied: those two go, alone."""
    with opened(
        record(1, NAME, keys=("k",), key_fields=(0,)),
        record(2, NAME, keys=("k",), key_fields=(NOWHERE,)),
        record(3, "fence", keys=("k",), key_fields=(NOWHERE,)),
        record(4, NAME, keys=("k",), key_fields=(0,)),
    ) as job:
        told = outcomes(job)

    assert told == ["1", ("2", Reason.CRASHED), ("3", Reason.CRASHED), "4"]


def ruling(field, disposition=Disposition.KEEP):
    where = (field, 0, 5, PiiType.ID, IdKind.ACCOUNT, 0.9, ("test",))
    return Ruling(*where, Standing.UNCOMBINED, disposition, "")


@pytest.mark.case("R08")
def test_one_whose_values_cannot_be_looked_for_is_withheld_before_it_is_written():
    """Verification would not know what was taken out of it; what is withheld already, and what is well, is handed on."""
    found = Finding(NOWHERE, 0, 5, PiiType.PERSON, 0.9, "test")
    well = Ruled(record(1, NAME), Cover(()), ())
    gone = Withheld("0001", "3", "record 3", Reason.POLICY)
    with closing(Withdrawn(b"key")) as withdrawn:
        told = [withdrawn.learn(each) for each in (well, Ruled(record(2, NAME), Cover(()), (found,)), gone)]

    assert told == [well, Withheld("0001", "2", "record 2", Reason.CRASHED), gone]


@pytest.mark.case("R08")
def test_one_that_cannot_be_accounted_for_is_withheld_before_it_is_written(opened, tmp_path):
    """Log, tally and inventory are asked beforehand: the copy has a notice in its place, and the lists have it as withheld."""
    odd = Ruled(record(2, "the gate"), Cover((ruling(NOWHERE),)), ())
    with opened() as job:
        with open_copy(job, tmp_path) as copy:
            for decision in (Ruled(record(1, "the fence"), Cover(()), ()), odd):
                copy.take(decision)
        counted = (job.tally.released["0001"], dict(job.tally.withheld))

    assert counted == (1, {("0001", Reason.CRASHED): 1})
    assert (tmp_path / "records" / "0001.txt").read_text(encoding="utf-8") == (
        "name: the fence\n[withheld: its parser or a detector failed]\n"
    )
    assert "0001.txt,2,record 2,CRASHED," in (tmp_path / "withheld.csv").read_text(encoding="utf-8")


@pytest.mark.case("R08")
def test_one_that_cannot_be_counted_is_withheld_from_an_inventory(opened):
    """A scan that meets it goes on and counts it as withheld."""
    with opened() as job:
        for text, cover in (("the fence", Cover(())), ("the gate", Cover((ruling(NOWHERE),)))):
            _take_stock(job, Ruled(record(1, text), cover, ()))
        counted = (job.tally.released["0001"], dict(job.tally.withheld))

    assert counted == (1, {("0001", Reason.CRASHED): 1})

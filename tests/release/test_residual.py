"""What would join a person is not left: not after the rules, not in a later release; hubs join nobody, and every path is told."""

import csv
from contextlib import nullcontext

import pandas as pd
import pytest

from detectors.links import NO_LINKS
from records import statute as statutes
from records.errors import SourceUnavailable, Unsafe
from records.finding import Cover, Disposition, IdKind, Link, PiiType, Ruling, Standing, Witness
from records.record import Field, Record
from records.settings import load
from release.pipeline import release, scan
from release.residual import Residual
from release.workspace import Workspace

STATUTE = statutes.load(load().statute)
PLATE, ACCOUNT = "5-12345A", "8812-3077"


@pytest.fixture(autouse=True)
def workspace(tmp_path, monkeypatch):
    path = tmp_path / "workspace"
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(path))
    return path


class Joined:
    """Links that join every identifier with a person."""

    def witness(self, record, finding):
        return Witness(PiiType.PERSON, Link.SHARED_KEY, ("a/1",))


def record(text):
    return Record("1", "0001", (Field("acct", text),))


def cover(text, disposition, standing=Standing.UNCOMBINED):
    where = (0, 0, len(text), PiiType.ID, IdKind.ACCOUNT, 0.9, ("identifiers",))
    return Cover((Ruling(*where, standing, disposition, ""),))


def table(path, *rows):
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)
    return str(path)


def texts(folder):
    return "".join(path.read_text(encoding="utf-8") for path in (folder / "records").rglob("*.csv"))


def findings(workspace):
    rows = pd.read_parquet(workspace / "inventory" / "findings")
    return rows[rows["run"] == rows["run"].max()]


def test_an_identifier_left_beside_a_person_is_refused(tmp_path):
    """Whatever let it through, the check on the rulings to be written does not; what is redacted or nobody's passes."""
    checked = Residual(Workspace(tmp_path, b"k" * 32), Joined(), STATUTE)
    checked.check(record(ACCOUNT), cover(ACCOUNT, Disposition.REDACT))
    Residual(Workspace(tmp_path, b"k" * 32), NO_LINKS, STATUTE).check(record(ACCOUNT), cover(ACCOUNT, Disposition.KEEP))
    with pytest.raises(Unsafe) as caught:
        checked.check(record(ACCOUNT), cover(ACCOUNT, Disposition.KEEP))

    assert caught.value.item == "1"


def test_a_later_release_takes_out_what_an_earlier_one_did(tmp_path):
    """The table of people is gone; its account number alone would join the earlier release, so it goes again."""
    people = table(tmp_path / "utility.csv", ("acct", "name"), (ACCOUNT, "Wilhelmina Stallingsworth"))
    usage = table(tmp_path / "usage.csv", ("acct", "gallons"), (ACCOUNT, "210"), ("9913-4402", "77"))
    release([usage], tmp_path / "before", settings=load())
    release([people], tmp_path / "people", settings=load())
    release([usage], tmp_path / "after", settings=load())

    assert ACCOUNT in texts(tmp_path / "before")
    assert ACCOUNT not in texts(tmp_path / "after")
    assert "9913-4402" in texts(tmp_path / "after")


def test_two_runs_at_once_both_leave_what_they_took_out(tmp_path):
    """Each began before the other ended; a later run takes out what either did."""
    place = Workspace(tmp_path, b"k" * 32)
    one, two = (Residual(place, NO_LINKS, STATUTE) for _ in range(2))
    for run, text in ((one, ACCOUNT), (two, PLATE)):
        run.check(record(text), cover(text, Disposition.REDACT))
    one.keep()
    two.keep()
    later = Residual(place, NO_LINKS, STATUTE)
    kept = [later.apply(record(text), cover(text, Disposition.KEEP)) for text in (ACCOUNT, PLATE)]

    assert [each.rulings[0].disposition for each in kept] == [Disposition.REDACT] * 2


def test_a_release_published_meanwhile_is_asked_before_this_one_is(tmp_path):
    """While one was read another took its account number out and was published: it is refused; read again, it takes the number out, too."""
    people = table(tmp_path / "utility.csv", ("acct", "name"), (ACCOUNT, "Wilhelmina Stallingsworth"))
    usage = table(tmp_path / "usage.csv", ("acct", "gallons"), (ACCOUNT, "210"), ("9913-4402", "77"))
    others = [tmp_path / "people"]

    def meanwhile(stage, done, total):
        if stage == "verify" and others:
            release([people], others.pop(), settings=load())

    with pytest.raises(Unsafe, match="meanwhile"):
        release([usage], tmp_path / "out", settings=load(), progress=meanwhile)
    there = sorted(path.name for path in tmp_path.iterdir() if path.is_dir())
    release([usage], tmp_path / "out", settings=load())

    assert there == ["people", "workspace"]
    assert (ACCOUNT in texts(tmp_path / "out"), "9913-4402" in texts(tmp_path / "out")) == (False, True)


@pytest.mark.parametrize(
    ("left", "taken", "refused"), [(ACCOUNT, ACCOUNT, True), (ACCOUNT, PLATE, False), ("8812 3077", ACCOUNT, True)]
)
def test_what_came_in_since_a_run_began_is_asked(tmp_path, left, taken, refused):
    """In any spelling, and only what this release leaves: what it does not hold may have been taken out by whomever."""
    place = Workspace(tmp_path, b"k" * 32)
    one, two = (Residual(place, NO_LINKS, STATUTE) for _ in range(2))
    one.check(record(left), cover(left, Disposition.KEEP))
    two.check(record(taken), cover(taken, Disposition.REDACT))
    with two.publishing():
        two.keep()
    with pytest.raises(Unsafe, match="meanwhile") if refused else nullcontext(), one.publishing():
        pass


def test_a_release_is_published_while_no_other_is(tmp_path, monkeypatch):
    """Until it has left what it took out, another waits; one that waits too long is to be tried again."""
    monkeypatch.setattr("release.residual._WRITING", 0.1)
    place = Workspace(tmp_path, b"k" * 32)
    one, two = (Residual(place, NO_LINKS, STATUTE) for _ in range(2))
    with one.publishing(), pytest.raises(SourceUnavailable, match="try again"), two.publishing():
        pass
    with two.publishing():
        pass


def test_the_workspace_holds_no_identifier(tmp_path, workspace):
    """What later releases need of it are digests."""
    people = table(tmp_path / "utility.csv", ("acct", "name"), (ACCOUNT, "Wilhelmina Stallingsworth"))
    release([people], tmp_path / "out", settings=load())

    assert len((workspace / "taken.ids").read_bytes()) == 8
    assert not any(ACCOUNT.encode() in path.read_bytes() for path in workspace.rglob("*") if path.is_file())


def test_the_inventory_tells_the_path_over_two_tables(tmp_path, workspace):
    """A plate is joined with a name through an account in another table, and the ids of both rows are told (B-03)."""
    parking = table(tmp_path / "parking.csv", ("acct", "plate"), (ACCOUNT, PLATE))
    utility = table(tmp_path / "utility.csv", ("acct", "name"), (ACCOUNT, "Wilhelmina Stallingsworth"))
    scan([parking, utility], settings=load())
    found = findings(workspace)
    plate = found[found["field"] == "plate"].iloc[0]
    hops = plate["path"].split(" > ")

    assert (plate["standing"], plate["combined_with"], plate["link"]) == ("combined", "PERSON", "L2")
    assert len({hop.partition("/")[0] for hop in hops}) == 2
    assert "Stallingsworth" not in plate["path"]


def test_a_hub_joins_nobody_and_is_counted(tmp_path, workspace):
    """An account that five people share combines no plate with any of them."""
    names = ("Wilhelmina Stallingsworth", "Tomasz Brandvold", "Gerda Lindqvist", "Horace Pennington", "Ruth Abernathy")
    utility = table(tmp_path / "utility.csv", ("acct", "name"), *((ACCOUNT, name) for name in names))
    parking = table(tmp_path / "parking.csv", ("acct", "plate"), (ACCOUNT, PLATE))
    scan([utility, parking], settings=load())
    found = findings(workspace)
    hubs = pd.read_parquet(workspace / "inventory" / "hubs")

    assert found[found["field"] == "plate"].iloc[0]["standing"] != "combined"
    assert hubs[["type", "kind", "count"]].to_numpy().tolist() == [["ID", "account", 1]]

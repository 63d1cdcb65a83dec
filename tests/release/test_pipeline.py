"""The whole path on small real files: redacted and published together, or nothing; the source untouched; the same bytes twice."""

import csv
import dataclasses
import hashlib
import json
import re
import sqlite3
from contextlib import closing

import pandas as pd
import pytest

from records import statute
from records.errors import ClearcopyError, Misconfigured, Reason, SourceUnavailable, Unsafe
from records.finding import IdKind, PiiType
from records.settings import NamedSource, load
from release.pipeline import release, scan
from release.tally import Tally
from release.verify import verify_release

ROWS = [
    ["id", "owner", "phone", "notes"],
    ["007", "Wilhelmina Stallingsworth", "406-555-0137", "SSN 516-21-4321, call after 5"],
    ["008", "Tomasz Brandvold", "406-555-0138", "spoke with Wilhelmina Stallingsworth about the fence"],
]
FULL = ["Wilhelmina Stallingsworth", "Tomasz Brandvold", "406-555-0137", "406-555-0138", "516-21-4321"]
VALUES = ["Wilhelmina", "Stallingsworth", "Brandvold", "555-0137", "555-0138", "516-21-4321"]


@pytest.fixture(autouse=True)
def workspace(tmp_path, monkeypatch):
    path = tmp_path / "workspace"
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(path))
    return path


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    with (folder / "complaints of Wilhelmina Stallingsworth.csv").open("w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows(ROWS)
    (folder / "note.txt").write_text("Tomasz Brandvold lives at 1412 Rimini Rd, Helena, MT 59601.\n", encoding="utf-8")
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    return folder


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_folder_is_released(source, tmp_path):
    """Tables keep their rows, values are gone, what cannot be read is withheld, and the log accounts for everything."""
    into = tmp_path / "out"
    done = release([str(source)], into, settings=load())
    everything = b"".join(path.read_bytes() for path in into.rglob("*") if path.is_file())
    (table,) = (into / "records").glob("*.csv")
    with table.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.reader(lines))

    assert [value for value in VALUES if value.encode() in everything] == []
    assert (len(rows), {len(row) for row in rows}) == (3, {4})
    assert [row[0] for row in rows] == ["id", "007", "008"]
    assert rows[1][1] in rows[2][3]
    assert done.items == done.released + done.withheld
    assert done.withheld == 1
    assert {path.name for path in into.iterdir()} == {
        "records", "redaction-log.csv", "withheld.csv", "manifest.json", "README.txt",
    }  # fmt: skip


@pytest.mark.case("R04")
def test_two_runs_give_the_same_bytes(source, tmp_path):
    """Same input, same policy, same versions: the same release."""
    release([str(source)], tmp_path / "one", settings=load())
    release([str(source)], tmp_path / "two", settings=load())

    assert tree(tmp_path / "one") == tree(tmp_path / "two")


@pytest.mark.case("R15")
def test_the_source_is_left_alone(source, tmp_path):
    """Its files are the same before and after."""
    before = tree(source)
    release([str(source)], tmp_path / "out", settings=load())

    assert tree(source) == before


def test_scan_writes_an_inventory_and_nothing_else(source, tmp_path, workspace):
    """After a scan the workspace knows where SSNs are, by column, and no release exists."""
    done = scan([str(source)], settings=load())
    found = pd.read_parquet(workspace / "inventory" / "findings")
    ssns = found[found["type"] == "SSN"]

    assert done.into is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "workspace"]
    assert ssns[["field", "count", "distinct"]].to_numpy().tolist() == [["notes", 1, 1]]


def test_an_ordinary_file_name_is_told_whatever_its_ending(tmp_path, workspace):
    """The inventory says "plan.xls", and nothing where a name could be somebody's."""
    (tmp_path / "in").mkdir()
    endings = ["csv", "doc", "jpg", "mbox", "odt", "parquet", "pdf", "png", "pptx", "tif", "xls"]
    for name in (*(f"plan.{each}" for each in endings), "stallingsworth.xls"):
        (tmp_path / "in" / name).write_text("The fence.", encoding="utf-8")
    scan([str(tmp_path / "in")], settings=load())
    labels = pd.read_parquet(workspace / "inventory" / "coverage")["label"]

    assert sorted(set(labels)) == ["", *(f"plan.{each}" for each in endings)]


@pytest.mark.case("R17")
@pytest.mark.case("M22")
def test_no_value_in_workspace_or_inventory(source, tmp_path, workspace):
    """What stays behind after a run - inventory, ledger, leftovers - holds places and counts, not even a file's telling name."""
    release([str(source)], tmp_path / "out", settings=load())
    everything = b"".join(path.read_bytes() for path in workspace.rglob("*") if path.is_file())

    assert [value for value in VALUES if value.encode() in everything] == []
    assert not (workspace / "running").exists() or list((workspace / "running").iterdir()) == []


def test_progress_tells_the_truth(source, tmp_path):
    """Each stage counts up, never past its total, and ends at it; items are counted as the receipt counts them."""
    told = []
    done = release([str(source)], tmp_path / "out", settings=load(), progress=lambda *report: told.append(report))
    stages = list(dict.fromkeys(stage for stage, _, _ in told))

    def size(folder):
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())

    ends = {
        "read": size(source), "detect": done.items, "redact": done.items, "verify": size(tmp_path / "out" / "records"), "publish": 1,
    }  # fmt: skip
    assert stages == list(ends)
    for stage in stages:
        counts = [(count, total) for name, count, total in told if name == stage]
        assert counts == sorted(counts, key=lambda pair: pair[0])
        assert counts[-1] == (ends[stage], ends[stage])
        assert [pair for pair in counts if pair[1] is not None and pair[0] > pair[1]] == []


@pytest.mark.case("R05")
def test_a_source_that_changes_meanwhile_is_not_released(source, tmp_path):
    """Between the two passes a row is added: nothing is published."""

    def change(stage, done, total):
        if stage == "redact":
            (source / "note.txt").write_text("another text by somebody else", encoding="utf-8")

    with pytest.raises(SourceUnavailable):
        release([str(source)], tmp_path / "out", settings=load(), progress=change)

    assert not (tmp_path / "out").exists()


CHANGES = {
    "a row more": lambda source: (source / "note.txt").write_text("The fence. " * 9, encoding="utf-8"),
    "cut short": lambda source: (source / "note.txt").write_bytes(b""),
    "gone": lambda source: (source / "note.txt").unlink(),
    "a file more": lambda source: (source / "later.txt").write_text("The gate.", encoding="utf-8"),
    "what is not read": lambda source: (source / "scan.pdf").write_bytes(b"%PDF-1.4\n%other\n"),
    "another's place": lambda source: (source / "note.txt").replace(source / "scan.pdf"),
}


@pytest.mark.case("R05")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("when", ["redact", "verify"])
def test_no_change_of_the_source_slips_through(source, tmp_path, workspace, change, when):
    """Whatever of it changes, before it is written or while it is checked: nothing is published and nothing is left."""
    pending = [change]

    def meddle(stage, done, total):
        if stage == when and pending:
            pending.pop()(source)

    with pytest.raises((SourceUnavailable, Unsafe)):
        release([str(source)], tmp_path / "out", settings=load(), progress=meddle)

    assert {path.name for path in tmp_path.iterdir()} == {"in", "workspace"}
    assert list((workspace / "running").iterdir()) == []


@pytest.mark.case("R16")
@pytest.mark.parametrize("extra", [("seen", "0001"), ("released", "0001"), ("released", "0002")])
def test_items_that_do_not_add_up_block_the_release(extra):
    """One item too many on either side, in either container, and the run is refused by the container's generated name."""
    tally = Tally()
    for container in ("0001", "0002"):
        tally.see(container, 10)
        tally.released[container] += 1
    tally.reconcile()
    getattr(tally, extra[0])[extra[1]] += 1
    with pytest.raises(Unsafe, match=extra[1]):
        tally.reconcile()


@pytest.mark.case("R16")
def test_each_container_adds_up(source, tmp_path, workspace):
    """By container, what the inventory covers as released and withheld is what was read; by type, what was logged is counted."""
    done = release([str(source)], tmp_path / "out", settings=load())
    covered = pd.read_parquet(workspace / "inventory" / "coverage")
    logged = pd.read_csv(tmp_path / "out" / "redaction-log.csv")
    listed = pd.read_csv(tmp_path / "out" / "withheld.csv")
    by_outcome = covered.groupby(["container", "outcome"])["items"].sum().to_dict()

    assert by_outcome == {
        ("0001", "released"): 3,
        ("0002", "released"): 1,
        ("0003", "released"): 0,
        ("0003", "withheld"): 1,
    }
    assert {type_.value: count for type_, count in done.redactions} == logged.groupby("type")["count"].sum().to_dict()
    assert (done.withheld, done.parts_withheld) == (len(listed), 0)


def test_parts_left_out_are_covered_apart_from_items(tmp_path, workspace):
    """A cell too long to be read is left out of a row that is released: the inventory covers the part, and its reason, beside the rows."""
    (tmp_path / "in.csv").write_text(f"note,fee\n{'the fence ' * 300},1\nthe gate,2\n", encoding="utf-8")
    limits = dataclasses.replace(load().limits, field_chars=2_000)
    done = release([str(tmp_path / "in.csv")], tmp_path / "out", settings=dataclasses.replace(load(), limits=limits))
    covered = pd.read_parquet(workspace / "inventory" / "coverage")

    assert (done.released, done.withheld, done.parts_withheld) == (3, 0, 1)
    assert covered[["outcome", "reason", "items"]].to_numpy().tolist() == [
        ["released", "", 3],
        ["part withheld", "TOO_LARGE", 1],
    ]


@pytest.mark.case("L07")
@pytest.mark.case("K03")
def test_neither_a_plain_hash_of_a_value_nor_the_key_leaves_the_workspace(source, tmp_path, workspace):
    """A digest that anybody can compute confirms a guess: none of a value, in any usual spelling, is in release or inventory."""
    release([str(source)], tmp_path / "out", settings=load())
    places = [*(tmp_path / "out").rglob("*"), *(workspace / "inventory").rglob("*"), workspace / "ledger.sqlite"]
    everything = b"".join(path.read_bytes() for path in places if path.is_file())
    spellings = [each for value in FULL for each in (value, value.lower(), "".join(filter(str.isalnum, value)).lower())]
    digests = [
        spelled
        for text in spellings
        for kind in ("md5", "sha1", "sha256", "blake2b", "blake2s")
        for spelled in (
            hashlib.new(kind, text.encode()).digest(),
            hashlib.new(kind, text.encode()).hexdigest()[:16].encode(),
        )
    ]
    key = (workspace / "key").read_bytes()

    assert [digest for digest in digests if digest[:8] in everything] == []
    assert (key in everything, key.hex().encode() in everything) == (False, False)


@pytest.mark.case("K06")
def test_the_log_holds_fixed_words_only(source, tmp_path):
    """Every cell of both lists is a generated name, a place, a count or a sentence that stands in the program's own files."""
    release([str(source)], tmp_path / "out", settings=load())
    law = statute.load("mca-2-17-551")
    sentences = {row.reason for row in (*law.rows, *(row for _, row in law.kinds))} | {
        reason.value for reason in Reason
    }
    words = {kind.value for kind in IdKind} | {type_.value for type_ in PiiType} | {reason.name for reason in Reason}
    generated = re.compile(
        r"(?:000\d(?:\.\w+)?|header|row \d+|column \d+|row \d+ column \d+|text|\d+|document|file|rule|[A-Z]+(?:-\d+)?|)"
    )
    for name in ("redaction-log.csv", "withheld.csv"):
        with (tmp_path / "out" / name).open(encoding="utf-8", newline="") as lines:
            cells = [cell for row in list(csv.reader(lines))[1:] for cell in row]
        assert [each for each in cells if each not in sentences | words and not generated.fullmatch(each)] == []


@pytest.mark.parametrize("location", ["nowhere", "sqlite:///nowhere.sqlite", "gopher://x"])
def test_a_source_that_is_not_there_is_said_at_once(location, tmp_path):
    """Nothing is made, not even a workspace entry, for a source that cannot be opened."""
    with pytest.raises((SourceUnavailable, Misconfigured)):
        release([location], tmp_path / "out", settings=load())

    assert not (tmp_path / "out").exists()


def test_a_workspace_inside_the_source_is_refused(source, tmp_path, monkeypatch):
    """A run never reads its own ledger: the sentence says where else to put the workspace."""
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(source / ".clearcopy"))
    before = tree(source)
    with pytest.raises(Misconfigured, match="CLEARCOPY_WORKSPACE"):
        scan([str(source)], settings=load())

    assert tree(source) == before


@pytest.mark.case("R15")
def test_a_release_inside_a_named_source_is_refused(source, tmp_path):
    """A source that is called by its configured name lies at its location: nothing is staged in there."""
    before = tree(source)
    settings = dataclasses.replace(load(), sources=(NamedSource("inbox", str(source)),))
    with pytest.raises(Misconfigured, match="inside the source"):
        release(["inbox"], source / "release", settings=settings)

    assert (tree(source), {path.name for path in tmp_path.iterdir()}) == (before, {"in"})


def test_a_database_is_released_as_a_database(tmp_path):
    """Tables, rows and joins hold; the values are gone from every page of the new file."""
    path = tmp_path / "in.sqlite"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE customer (account_no TEXT PRIMARY KEY, name TEXT)")
        db.execute("CREATE TABLE bill (id INTEGER PRIMARY KEY, account_no TEXT REFERENCES customer, notes TEXT)")
        db.execute("INSERT INTO customer VALUES ('88123-4', 'Wilhelmina Stallingsworth')")
        db.execute("INSERT INTO bill VALUES (1, '88123-4', 'paid by Tomasz Brandvold'), (2, '88123-4', NULL)")
    release([str(path)], tmp_path / "out", settings=load())
    (copy,) = (tmp_path / "out" / "records").glob("*.sqlite")
    with closing(sqlite3.connect(copy)) as db:
        joined = db.execute("SELECT count(*) FROM bill JOIN customer USING (account_no)").fetchone()

    assert joined == (2,)
    assert [value for value in (*VALUES, "88123-4") if value.encode() in copy.read_bytes()] == []


@pytest.mark.case("K05")
def test_the_manifest_holds_no_hash_of_an_original(source, tmp_path):
    """A hash of an original confirms a guess; the manifest names only what is handed out."""
    into = tmp_path / "out"
    release([str(source)], into, settings=load())
    manifest = json.loads((into / "manifest.json").read_text(encoding="utf-8"))

    assert set(manifest["files"]) == set(tree(into)) - {"manifest.json"}
    assert not set(manifest["files"].values()) & set(tree(source).values())


def test_a_key_with_half_a_letter_is_released_and_counted(tmp_path, workspace):
    """Half a surrogate pair in a JSON key fits no table of the inventory: it stands there under its number, in release and scan."""
    file = tmp_path / "in.json"
    file.write_text('[{"na\\ud800me": "406-555-0101", "x": 1}]', encoding="ascii")
    done = release([str(file)], tmp_path / "out", settings=load())
    scan([str(file)], settings=load())
    found = pd.read_parquet(workspace / "inventory" / "findings")

    assert (done.released, (tmp_path / "out" / "manifest.json").exists()) == (1, True)
    assert found[["field", "type"]].to_numpy().tolist() == [["na\\ud800me", "PHONE"]] * 2


@pytest.mark.parametrize(
    "failure", [ValueError("defect"), OSError("disk"), SourceUnavailable("later"), KeyboardInterrupt()]
)
def test_whatever_fails_behind_a_release_does_not_deny_it(source, tmp_path, failure):
    """Once the folder is there, a defect, the disk, a reaction and Ctrl-C all end in the one sentence that says that it is there."""

    def fail(stage, done, total):
        if (stage, done) == ("publish", 1):
            raise failure

    with pytest.raises(ClearcopyError, match="was verified and published") as caught:
        release([str(source)], tmp_path / "out", settings=load(), progress=fail)

    assert (type(caught.value), verify_release(tmp_path / "out", load()).files >= 4) == (ClearcopyError, True)


@pytest.mark.case("R08")
@pytest.mark.case("E11")
def test_a_reference_of_any_length_is_read_as_browsers_read_it(tmp_path):
    """One of five thousand figures is no character, and its row is released as it stands; noughts before a figure hide no number."""
    figures, nought = "9" * 5_000, "0" * 5_000
    rows = ("the fence,1", f"see &#{figures}; there,2", f"SSN &#{nought}53;16-21-4321,3", "the gate,4")
    (tmp_path / "in.csv").write_text("\n".join(("note,fee", *rows, "")), encoding="utf-8")
    done = release([str(tmp_path / "in.csv")], tmp_path / "out", settings=load())
    (table,) = (tmp_path / "out" / "records").glob("*.csv")
    copy = table.read_text(encoding="utf-8").splitlines()

    assert (done.released, done.withheld) == (5, 0)
    assert copy == ["note,fee", *rows[:2], "SSN [SSN 1],3", rows[3]]

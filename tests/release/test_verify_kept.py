"""What one rule takes out of a cell and another keeps everywhere else refuses no release."""

import csv

from records.settings import load
from release.pipeline import release


def test_an_office_number_misread_in_one_cell_is_taken_out_there_only(tmp_path, monkeypatch):
    """Alone in a column of streets it is read as an address and goes; in its own column it is the office's, and stays."""
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))
    rows = [["Nr", "Street", "Office phone"], ["1", "457-8595", ""], ["2", "12 Oakes St", "457-8595"]]
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(rows)
    release([str(tmp_path / "a.csv")], tmp_path / "out", settings=load())
    (copy,) = (tmp_path / "out" / "records").rglob("*.csv")
    with copy.open(newline="", encoding="utf-8") as released:
        cells = list(csv.reader(released))

    assert [row[1] for row in cells[1:]] == ["[ADDRESS 1]", "[ADDRESS 2]"]
    assert [row[2] for row in cells[1:]] == ["", "457-8595"]


def test_the_citys_own_address_is_kept_however_it_is_written(tmp_path, monkeypatch):
    """Without its "Avenue" it is the same office: were it redacted there, the kept one would refuse the release."""
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Meeting at City Hall, 316 N. Park Avenue, Helena.\n", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text("City Clerk\n316 N. Park\nHelena, MT 59623\n", encoding="utf-8")
    release([str(tmp_path / "in")], tmp_path / "out", settings=load())

    copies = sorted((tmp_path / "out" / "records").glob("*.txt"))
    assert ["316 N. Park" in copy.read_text(encoding="utf-8") for copy in copies] == [True, True]

"""The inventory read back: as one table for analysts, as what changed since the last run, and as a page to look at.

The page is one file that loads nothing, so that it can be mailed within the city and opened anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd

from records.errors import Misconfigured

__all__ = ["Change", "Changes", "changes", "read", "to_html"]

PLACE = ["source", "container_key", "field", "type", "kind"]
SHOWN = [
    "source",
    "store",
    "container",
    "label",
    "field",
    "type",
    "kind",
    "standing",
    "disposition",
    "count",
    "distinct",
]


@dataclass(frozen=True, slots=True)
class Change:
    """A place in which one type of PII stands: where, which, and how often it was found there in the later run that had it."""

    source: str
    container: str
    label: str
    field: str
    type: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What the last run of each source found that the one before did not, what is gone, and how many places persist."""

    new: tuple[Change, ...]
    gone: tuple[Change, ...]
    persisting: int


def read(workspace: Path, table: str = "findings") -> pd.DataFrame:
    """Return one table of the inventory ("findings", "coverage" or "runs"); raise Misconfigured where there is none yet."""
    folder = workspace / "inventory" / table
    if not folder.is_dir():
        raise Misconfigured("there is no inventory yet: run clearcopy scan or clearcopy redact first")
    return pd.read_parquet(folder)


def changes(workspace: Path) -> Changes:
    """Return what is new, gone and persisting between the last two runs of each source that was read twice."""
    coverage, findings = read(workspace, "coverage"), read(workspace)
    new: list[Change] = []
    gone: list[Change] = []
    persisting = 0
    for source in sorted(coverage["source"].unique()):
        runs = sorted(coverage.loc[coverage["source"] == source, "run"].unique())[-2:]
        if len(runs) == 1:
            continue  # a first run has nothing to be compared with
        before, last = (_places(findings, source, run) for run in runs)
        added = _only(last, before)
        new += added
        gone += _only(before, last)
        persisting += len(last) - len(added)
    return Changes(tuple(new), tuple(gone), persisting)


def of_last_runs(rows: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Return the *rows* of the last run of each source."""
    last = coverage.groupby("source")["run"].max()
    return rows[rows["run"] == rows["source"].map(last)]


def to_html(workspace: Path, file: Path) -> None:
    """Write the last run of every source as one page: what stands where, what changed, and what could not be read."""
    coverage, findings, moved = read(workspace, "coverage"), read(workspace), changes(workspace)
    current, covered = of_last_runs(findings, coverage), of_last_runs(coverage, coverage)
    by_type = current.pivot_table(index="source", columns="type", values="count", aggfunc="sum", fill_value=0)
    parts = [
        _section("What is where, by source", by_type.reset_index()),
        _section("What is where, by field", current[SHOWN].sort_values("count", ascending=False)),
        _section(f"New since the run before ({len(moved.new)})", pd.DataFrame(moved.new)),
        _section(f"Gone since the run before ({len(moved.gone)})", pd.DataFrame(moved.gone)),
        _section(
            "Read, and not read",
            covered[["source", "store", "container", "label", "outcome", "reason", "items", "bytes"]],
        ),
    ]
    file.write_text(PAGE.format(sections="\n".join(parts)), encoding="utf-8")


def _places(findings: pd.DataFrame, source: str, run: str) -> pd.DataFrame:
    rows = findings[(findings["source"] == source) & (findings["run"] == run)]
    return rows.groupby(PLACE, as_index=False).agg(
        container=("container", "first"), label=("label", "first"), count=("count", "sum")
    )


def _only(left: pd.DataFrame, right: pd.DataFrame) -> list[Change]:
    known = set(right[PLACE].itertuples(index=False, name=None))
    fresh = [place not in known for place in left[PLACE].itertuples(index=False, name=None)]
    return _rows(left.loc[np.array(fresh, dtype=bool)])


def _rows(frame: pd.DataFrame) -> list[Change]:
    names = ["source", "container", "label", "field", "type", "kind", "count"]
    return [Change(*row) for row in frame[names].itertuples(index=False, name=None)]


def _section(title: str, frame: pd.DataFrame) -> str:
    head = "".join(f"<th>{escape(str(name))}</th>" for name in frame.columns)
    rows = "\n".join(_table_row(row) for row in frame.itertuples(index=False, name=None))
    empty = "" if len(frame) else "<p>Nothing.</p>"
    return f"<section><h2>{escape(title)}</h2>{empty}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>"


def _table_row(cells: Iterable[object]) -> str:
    return "<tr>" + "".join(_table_cell(cell) for cell in cells) + "</tr>"


def _table_cell(cell: object) -> str:
    number = ' class="n"' if isinstance(cell, (int, float)) else ""
    return f"<td{number}>{escape(f'{cell:,}' if isinstance(cell, int) else str(cell))}</td>"


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Where personal information lives</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; color: #1c2733; }}
h1 {{ font-size: 1.5rem; }} h2 {{ font-size: 1.1rem; margin-top: 2.5rem; }}
table {{ border-collapse: collapse; width: 100%; font-size: 13px; }}
th {{ text-align: left; border-bottom: 2px solid #35506b; padding: .35rem .6rem; position: sticky; top: 0; background: #fff; }}
td {{ border-bottom: 1px solid #e2e8ee; padding: .3rem .6rem; }} td.n {{ text-align: right; font-variant-numeric: tabular-nums; }}
tr:hover td {{ background: #f4f8fb; }}
</style></head><body>
<h1>Where personal information lives</h1>
<p>Counts and places from the last run of every source; no values. What could not be read is listed at the end and is not clean.</p>
{sections}
</body></html>
"""

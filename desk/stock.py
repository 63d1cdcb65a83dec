"""The inventory at a glance: counts by source and type from the last run of each, and what moved since the run before."""

from __future__ import annotations

from pathlib import Path

import click

from desk.tables import show
from release.report import Change, changes, read

__all__ = ["show_changes", "show_counts"]

SHOWN = 20


def show_counts(workspace: Path) -> None:
    """Print how often each type of PII stands in each source."""
    findings, coverage = read(workspace), read(workspace, "coverage")
    latest = coverage.groupby("source")["run"].max()
    current = findings[findings["run"] == findings["source"].map(latest)]
    counts = current.pivot_table(index="source", columns="type", values="count", aggfunc="sum", fill_value=0)
    counts = counts.reindex(sorted(latest.index), fill_value=0).astype(int)
    rows: list[tuple[str | int, ...]] = [
        (source, *map(int, row)) for source, row in zip(counts.index, counts.to_numpy(), strict=True)
    ]
    show("What is where", ("Source", *map(str, counts.columns)), rows)


def show_changes(workspace: Path) -> None:
    """Print the places that are new and gone, the most findings first, and how many persist."""
    moved = changes(workspace)
    for title, places in (("New", moved.new), ("Gone", moved.gone)):
        most = sorted(places, key=lambda change: change.count, reverse=True)[:SHOWN]
        rest = f", the first {SHOWN}" if len(places) > SHOWN else ""
        headers = ("Source", "Container", "Field", "Type", "Count")
        show(f"{title} since the run before: {len(places)} places{rest}", headers, tuple(map(_row, most)))
    click.echo(f"Still there since the run before: {moved.persisting} places")


def _row(change: Change) -> tuple[str, str, str, str, int]:
    kind = f"{change.type} ({change.kind.replace('_', ' ')})" if change.kind else change.type
    return change.source, change.label or change.container, change.field, kind, change.count

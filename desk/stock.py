"""The inventory at a glance: counts by source and type from the last run of each, and what moved since the run before."""

from __future__ import annotations

from pathlib import Path

import click

from desk.tables import show
from release.report import Change, changes, of_last_runs, read

__all__ = ["show_changes", "show_counts"]

SHOWN = 20


def show_counts(workspace: Path) -> None:
    """Print how often each type of PII stands in each source, by the last run of each."""
    findings, coverage = read(workspace), read(workspace, "coverage")
    counts = of_last_runs(findings, coverage).groupby(["source", "type"], as_index=False)["count"].sum()
    totals = tuple(counts[["source", "type", "count"]].itertuples(index=False, name=None))
    rows: list[tuple[str | int, ...]] = []
    for source in sorted(coverage["source"].unique()):
        found = [(str(type_), int(count)) for own, type_, count in totals if own == source]
        rows += [(source if n == 0 else "", *row) for n, row in enumerate(found or [("nothing found", 0)])]
    show("What is where", ("Source", "Type", "Count"), rows)


def show_changes(workspace: Path) -> None:
    """Print the places that are new and gone, the most findings first, and how many persist."""
    moved = changes(workspace)
    for title, places in (("New", moved.new), ("Gone", moved.gone)):
        most = sorted(places, key=lambda change: change.count, reverse=True)[:SHOWN]
        rest = f", of which these {SHOWN} have the most" if len(places) > SHOWN else ""
        heading = f"{title} since the run before: {len(places)} places{rest}"
        if most:
            show(heading, ("Source", "Container", "Field", "Type", "Count"), tuple(map(_row, most)))
        else:
            click.echo(heading)
    click.echo(f"Still there since the run before: {moved.persisting} places")


def _row(change: Change) -> tuple[str, str, str, str, int]:
    kind = f"{change.type} ({change.kind.replace('_', ' ')})" if change.kind else change.type
    return change.source, change.label or change.container, change.field, kind, change.count

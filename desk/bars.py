"""Progress bars for a person at a terminal: stage verbs and counts on stderr, and nothing at all elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["bars"]


@contextmanager
def bars(*, shown: bool = True) -> Iterator[Callable[[str, int, int | None], None]]:
    """Give the callable that the pipeline reports to: a stage verb, items done, and the total where it is known."""
    if not shown or not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as drawn:
        stages = {"": drawn.add_task("open", total=None)}

        def report(stage: str, done: int, total: int | None) -> None:
            if (opening := stages.pop("", None)) is not None:
                drawn.remove_task(opening)
            if stage not in stages:
                stages[stage] = drawn.add_task(stage, total=None)
            drawn.update(stages[stage], completed=done, total=total)

        yield report


def _silent(stage: str, done: int, total: int | None) -> None:
    """Show nothing: the output is a file or a pipe."""

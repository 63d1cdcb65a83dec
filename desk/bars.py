"""Progress bars for a person at a terminal: stage verbs and counts on stderr, and nothing at all elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desk.sizes import size
from release.receipt import silent

__all__ = ["bars"]

_IN_BYTES = frozenset({"read", "verify"})


@contextmanager
def bars(*, shown: bool = True) -> Iterator[Callable[[str, int, int | None], None]]:
    """Give the callable that the pipeline reports to: a stage verb, items done, and the total where it is known."""
    if not shown or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description:<8}"), BarColumn(), TextColumn("{task.fields[count]}"), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as drawn:
        stages = {"": drawn.add_task("open", total=None, count="")}

        def report(stage: str, done: int, total: int | None) -> None:
            if (opening := stages.pop("", None)) is not None:
                drawn.remove_task(opening)
            if stage not in stages:
                stages[stage] = drawn.add_task(stage, total=None, count="")
            drawn.update(stages[stage], completed=done, total=total, count=_count(stage, done, total))

        yield report


def _count(stage: str, done: int, total: int | None) -> str:
    """Return what is done, of how many where that is known."""
    show = size if stage in _IN_BYTES else "{:,}".format
    return f"{show(done)}/{show(total)}" if total is not None else f"{show(done)} so far" if done else ""

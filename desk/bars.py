"""Progress bars for a person at a terminal: stage verbs and counts on stderr, and nothing at all elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["bars"]

_IN_BYTES = frozenset({"read", "verify"})
_UNITS = ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"))
_PLACES = {"GB": 2, "MB": 1, "kB": 0}


@contextmanager
def bars(*, shown: bool = True) -> Iterator[Callable[[str, int, int | None], None]]:
    """Give the callable that the pipeline reports to: a stage verb, items done, and the total where it is known."""
    if not shown or not sys.stderr.isatty():
        yield _silent
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
    show = _bytes if stage in _IN_BYTES else "{:,}".format
    return f"{show(done)}/{show(total)}" if total is not None else f"{show(done)} so far" if done else ""


def _bytes(number: int) -> str:
    size, unit = next((each for each in _UNITS if number >= each[0]), _UNITS[-1])
    return f"{number / size:.{_PLACES[unit]}f} {unit}"


def _silent(stage: str, done: int, total: int | None) -> None:
    """Show nothing: the output is a file or a pipe."""

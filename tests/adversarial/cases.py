"""The table of adversarial cases: which tests cover each row and, where they are run, whether they pass.

`make cases` runs every test that carries a case and prints the table; ``python -m tests.adversarial.cases --list`` only lists.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

__all__ = ["CASES", "STATES", "Case", "covering"]

TESTS = Path(__file__).resolve().parents[1]
_RUN = ("-q", "--no-header", "-m", "case", "-n", "auto", "--dist", "loadfile")
STATES = ("tested", "withheld by design", "not yet")


@dataclass(frozen=True, slots=True)
class Case:
    """One row: its id, what it is about, how far we are and why no further; ``first`` where the first release must have it."""

    id: str
    title: str
    state: str
    reason: str = ""
    first: bool = True


def _cases() -> tuple[Case, ...]:
    rows = tomllib.loads((TESTS / "adversarial" / "cases.toml").read_text(encoding="utf-8"))
    return tuple(Case(id_, **row) for id_, row in rows.items())


CASES = _cases()


def covering() -> dict[str, list[str]]:
    """Return the tests that carry each id, as "file::function", read from the sources without running them."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        name = path.relative_to(TESTS).as_posix()
        for test, ids in _marked(ast.parse(path.read_text(encoding="utf-8"))):
            for id_ in ids:
                found.setdefault(id_, []).append(f"{name}::{test}")
    return found


def _marked(module: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Yield each test function with the ids on it, those of the module's own mark included."""
    own = [id_ for node in module.body if _assigns(node, "pytestmark") for id_ in _ids(node)]
    named = {node.targets[0].id: node for node in module.body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)}  # fmt: skip
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            used = [each.id for mark in node.decorator_list for each in ast.walk(mark) if isinstance(each, ast.Name)]
            lists = [id_ for name in used if name in named for id_ in _ids(named[name])]
            yield node.name, [*own, *(id_ for mark in node.decorator_list for id_ in _ids(mark)), *lists]


def _assigns(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.Assign) and any(isinstance(each, ast.Name) and each.id == name for each in node.targets)


def _ids(node: ast.AST) -> list[str]:
    """Return the ids in every ``pytest.mark.case("...")`` below *node*."""
    calls = (each for each in ast.walk(node) if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute))
    return [
        str(call.args[0].value) for call in calls if call.func.attr == "case" and isinstance(call.args[0], ast.Constant)
    ]  # type: ignore[attr-defined]


@dataclass(slots=True)
class _Recorder:
    """Remembers what became of each test that carries a case, by row."""

    rows: dict[str, list[str]]
    outcomes: dict[str, set[str]] = field(default_factory=dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the outcome under each id of the test: a failure in setup counts, and so does a skip."""
        if report.when == "call" or report.outcome != "passed":
            path, _, test = report.nodeid.partition("::")
            for id_ in self.rows.get(f"{path.removeprefix('tests/')}::{test.partition('[')[0]}", ()):
                self.outcomes.setdefault(id_, set()).add(report.outcome)


def _shown(case: Case, tests: int, outcomes: set[str] | None) -> str:
    """Return the state of one row in a word or three, failures first; what is claimed and not so is said."""
    if not tests:
        return case.state if case.state == "not yet" else f"{case.state.upper()}, BUT NO TEST CARRIES IT"
    state = "tested, listed as not yet" if case.state == "not yet" else case.state
    if outcomes is None:
        return state
    if not outcomes:
        return f"{state}, not run"
    if "failed" in outcomes:
        return "FAILING"
    return f"{state}, passing" if "passed" in outcomes else f"{state}, skipped here"


def _by_test(tests: dict[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id_, names in tests.items():
        for name in names:
            found.setdefault(name, []).append(id_)
    return found


def main(arguments: list[str]) -> int:
    """Print the table and return 1 where a row fails or is claimed and not covered."""
    tests = covering()
    outcomes: dict[str, set[str]] | None = None
    if "--list" not in arguments:
        recorder = _Recorder(_by_test(tests))
        # by file, as `make test` does: what the tests of a file share, releases above all, is made once
        pytest.main([*_RUN, str(TESTS), *arguments], plugins=[recorder])
        outcomes = recorder.outcomes
    counts: Counter[tuple[bool, str]] = Counter()
    for case in CASES:
        carried = tests.get(case.id, [])
        state = _shown(case, len(carried), None if outcomes is None else outcomes.get(case.id, set()))
        counts[case.first, state] += 1
        files = sorted({test.partition("::")[0] for test in carried})
        print(f"{case.id}  {'first' if case.first else 'later'}  {state:<28} {len(carried):>2} tests  {case.title}")  # noqa: T201  # a program that prints
        print(f"          {case.reason or ', '.join(files)}")  # noqa: T201  # a program that prints
    for first, title in ((True, "first release"), (False, "later")):
        rows = {state: count for (is_first, state), count in sorted(counts.items()) if is_first is first}
        print(f"{title}: {sum(rows.values())} rows: " + ", ".join(f"{count} {state}" for state, count in rows.items()))  # noqa: T201  # a program that prints
    return int(any("FAILING" in state or "BUT NO TEST" in state for _, state in counts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Files that take long come first, whatever order the rest is shuffled into: else one worker waits for the other at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent
LONG = (
    "adversarial", "flows", "connectors/databases", "release/test_kill.py", "detectors/test_spread.py", "desk", "release", "connectors", "contracts", "accuracy",
)  # fmt: skip
"""The longest first, as `make test` measured them on two cores."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by how long a test's file takes; those alike stay as they were shuffled."""
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    name = item.path.relative_to(ROOT).as_posix() if item.path.is_relative_to(ROOT) else ""
    return next((rank for rank, long in enumerate(LONG) if name == long or name.startswith(f"{long}/")), len(LONG))

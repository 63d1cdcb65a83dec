"""Where invented records take their words from: this folder's vocabulary, and data files of packages (never imported)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["packaged", "vocabulary"]


def packaged(package: str, *parts: str) -> Path:
    """Return the path of a data file in *package*, or refuse when the training environment lacks it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"training needs the package {package}")
    return Path(next(iter(spec.submodule_search_locations))).joinpath(*parts)


@cache
def _vocabulary() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))


def vocabulary(section: str, name: str) -> list[str]:
    """Return the words called *name* in a section of vocabulary.toml."""
    return _vocabulary()[section][name]

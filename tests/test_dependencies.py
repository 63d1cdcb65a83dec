"""What a default install brings is permissively licensed and named, with its licence, in docs/dependencies.md.

`python tests/test_dependencies.py` writes the page anew.
"""

import re
import sys
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "dependencies.md"
HEAD = """# Dependencies

What `pip install clearcopy` brings, with each package's licence as its own metadata states it. All are permissive, MPL, or LGPL used as separate libraries; none is GPL or AGPL. The drivers
of the extras are separate: `postgres` (psycopg, LGPL-3.0, used as a separate library), `mysql` (PyMySQL, MIT), `mssql` (pymssql, LGPL-2.1, likewise),
`duckdb` (MIT). `heic` brings pi-heif (BSD-3-Clause) with libheif and libde265 (LGPL-3.0, separate libraries) and no encoder of theirs. Written by `python tests/test_dependencies.py`; a test compares it with what is installed.
One test asks x-ray, which brings PyMuPDF (AGPL): `make test` puts it into `build/xray`, apart from everything here, and runs it as a program of its own.

| package | licence |
|---|---|
"""


# Offered under either of two licences, of which we take the first.
EITHER = {"text-unidecode": "Artistic License, or GPL"}


@cache
def default_install():
    """Return the names of every package a default install brings on this machine."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    found, waiting = {}, [Requirement(each) for each in wanted]
    while waiting:
        needed = waiting.pop()
        name = re.sub(r"[-_.]+", "-", needed.name).lower()
        extras = needed.extras or {""}
        if name in found or (needed.marker and not any(needed.marker.evaluate({"extra": each}) for each in extras)):
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # for another platform
        found[name] = package
        for text in package.requires or ():
            below = Requirement(text)
            if not below.marker or any(below.marker.evaluate({"extra": each}) for each in extras):
                below.marker = None
                waiting.append(below)
    return found


def licence(package):
    """Return what a package's metadata says of its licence, in a few words."""
    classifiers = [
        each.split(" :: ")[-1] for each in package.metadata.get_all("Classifier") or () if each.startswith("License")
    ]
    if (name := package.metadata["Name"]) in EITHER:
        return EITHER[name]
    stated = package.metadata.get("License-Expression") or (package.metadata.get("License") or "").split("\n")[0][:60]
    return stated or ", ".join(classifiers) or "see its files"


def page():
    """Return the page as it should be."""
    rows = (f"| {name} | {licence(package)} |\n" for name, package in sorted(default_install().items()))
    return HEAD + "".join(rows)


@pytest.mark.parametrize("name", sorted(default_install()))
def test_nothing_copyleft_by_default(name):
    """No package of the default install is under the GPL or AGPL."""
    package = default_install()[name]
    if name in EITHER:
        assert EITHER[name].split(",")[0] in str(package.metadata.get_all("Classifier"))
        return
    stated = " ".join([licence(package), *(package.metadata.get_all("Classifier") or ())])

    assert not re.search(r"\bA?GPL|Affero|GNU General Public", stated.replace("LGPL", ""))


def test_the_page_names_every_package():
    """docs/dependencies.md lists what is installed by default, neither more nor less, on the platform CI runs on."""
    if sys.platform != "linux" or sys.version_info[:2] != (3, 11):
        pytest.skip("the page is written on Linux with Python 3.11; other platforms bring a few packages more or less")

    assert PAGE.read_text(encoding="utf-8") == page()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")

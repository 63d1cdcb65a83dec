"""The floors hold: imports point down, and the two big dependencies stay behind the walls that were built for them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOOR = {"records": 0, "connectors": 1, "detectors": 1, "release": 2, "flows": 3, "desk": 3}
MODULES = sorted(path.relative_to(ROOT) for package in FLOOR for path in (ROOT / package).rglob("*.py"))


def imported(module):
    """Return the top-level names of every import in a module, wherever it stands."""
    names = set()
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_point_down(module):
    """A module imports from lower floors or from its own folder, and from nowhere else in the house."""
    own = module.parts[0]
    wrong = {name for name in imported(module) & set(FLOOR) if name != own and FLOOR[name] >= FLOOR[own]}

    assert wrong == set()


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_walls_around_prefect_and_presidio(module):
    """Only flows imports Prefect, only detectors Presidio's analyzer, only release/replace.py its anonymizer."""
    allowed = {
        "prefect": module.parts[0] == "flows",
        "presidio_analyzer": module.parts[0] == "detectors",
        "presidio_anonymizer": module == Path("release/replace.py"),
    }

    assert {name for name in imported(module) & set(allowed) if not allowed[name]} == set()


def test_floor_0_needs_only_the_standard_library():
    """The nouns can be imported anywhere, by anything."""
    import sys

    outside = {
        name
        for module in MODULES
        if module.parts[0] == "records"
        for name in imported(module) - {"records"}
        if name not in sys.stdlib_module_names
    }

    assert outside == set()


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_module_says_what_it_promises(module):
    """The first statement of a module is a docstring that begins with one whole sentence, and the file stays readable in size."""
    text = (ROOT / module).read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text)) or ""

    assert docstring.split("\n\n")[0].rstrip().endswith(".")
    assert len(text.splitlines()) <= 270


def test_functions_are_small():
    """Half of all functions have ten lines or fewer, nine in ten thirty or fewer, none more than sixty."""
    sizes = sorted(
        node.end_lineno - node.lineno + 1
        for module in MODULES
        for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )

    assert (sizes[len(sizes) // 2] <= 10, sizes[len(sizes) * 9 // 10] <= 30, sizes[-1] <= 60) == (True, True, True)


def broad(module):
    """Return the lines of a module that catch everything."""
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            names = (
                {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)} if node.type else {"Exception"}
            )
            passes_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
            if names & {"Exception", "BaseException"} and not passes_on:
                yield f"{module}:{node.lineno}"


def test_one_boundary_catches_everything():
    """A crash becomes "withheld" in one named place; no other except is broad."""
    places = [place.split(":")[0] for module in MODULES for place in broad(module)]

    assert places == [str(Path("records/boundary.py"))]


def test_every_test_states_its_promise():
    """Each test function has a docstring."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]

    assert silent == []

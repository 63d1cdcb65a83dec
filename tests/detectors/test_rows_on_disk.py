"""Rows that outgrow memory are the same rows: found by key, once each, in order, whatever was written to disk between."""

import gc
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detectors import rows_on_disk
from detectors.rows_on_disk import Layout, Rows

KEYS = st.one_of(st.integers(0, 2**64 - 1), st.integers(0, 5), st.integers(2**64 - 3, 2**64 - 1))


@pytest.fixture
def small(monkeypatch):
    """Write and hand out a few rows at a time, so that a test does so often."""
    monkeypatch.setattr(rows_on_disk, "_WAITING", 20)
    monkeypatch.setattr(rows_on_disk, "_PART", 30)


def expected(rows, same, most):
    """Return what a dictionary would hold: by key, in order, each once, no more than wanted."""
    by_key = defaultdict(list)
    for row in sorted(rows):
        kept = by_key[row[0]]
        if all(any(row[n] != old[n] for n in same) for old in kept) and (not most or len(kept) < most):
            kept.append(row)
    return by_key


@pytest.mark.parametrize("on_disk", [False, True])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(KEYS, st.integers(0, 9), st.integers(0, 3)), max_size=300), most=st.sampled_from((0, 1, 3))
)
@example(rows=[(5, 0, 0), (2**64 - 3, 0, 0)], most=0)  # what Python's hash of a number takes for one
@example(rows=[(0, 0, 0), (2**61 - 1, 0, 0)], most=0)
def test_rows_are_those_of_a_dictionary(tmp_path_factory, small, on_disk, rows, most):
    """Looked up by key or read in order, the rows are those given, without doubles, wherever they were kept."""
    store = Rows(Layout("QIB", same=(2,), most=most), tmp_path_factory.getbasetemp() if on_disk else None)
    for row in rows:
        store.add(*row)
    wanted = expected(rows, (2,), most)

    assert {key: store.find(key) for key in wanted} == dict(wanted)
    assert [tuple(row) for part in store.parts() for row in part] == [r for k in sorted(wanted) for r in wanted[k]]
    assert len(store) == sum(map(len, wanted.values()))
    assert store.find(77) == wanted.get(77, [])


def test_what_is_added_after_a_look_is_found_too(tmp_path, small):
    """Looking something up does not end the gathering."""
    store = Rows(Layout("QB", same=(1,)), tmp_path)
    for n in range(100):
        store.add(n << 50, 1)
    assert 5 << 50 in store

    store.add(12345, 2)

    assert (store.find(12345), 5 << 50 in store, len(store)) == ([(12345, 2)], True, 101)


def test_nothing_stays_in_the_folder(tmp_path, small):
    """The files are gone with their owner."""
    store = Rows(Layout("Q"), tmp_path)
    for n in range(200):
        store.add(n)
    assert len(store) == 200

    del store
    gc.collect()

    assert list(tmp_path.iterdir()) == []

"""Overlapping findings become one cover: nothing is lost, nothing is added, nothing overlaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.overlap import join, union
from records.finding import Finding, PiiType


def finding(start, end, type_=PiiType.PERSON, score=0.9, field=0):
    return Finding(field, start, end, type_, score, "test")


spans = st.tuples(
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from(PiiType),
    st.sampled_from([0.5, 0.85, 0.95]),
    st.integers(0, 1),
)
findings = st.lists(spans.map(lambda s: finding(s[0], s[0] + s[1], s[2], s[3], s[4])), max_size=12)


def characters(found):
    return {(f.field, at) for f in found for at in range(f.start, f.end)}


@pytest.mark.case("E25")
@given(findings)
def test_cover_is_disjoint_sorted_and_complete(found):
    """Every character of every finding is covered exactly once and no other character is."""
    cover = union(found)
    assert characters(found) == characters(cover)
    assert len(characters(cover)) == sum(f.end - f.start for f in cover)
    assert list(cover) == sorted(cover, key=lambda f: (f.field, f.start))


@given(findings, st.randoms())
def test_cover_does_not_depend_on_order(found, random):
    """The same findings in another order give the same cover."""
    mixed = list(found)
    random.shuffle(mixed)
    assert union(found) == union(mixed)


def test_partial_overlap_leaves_no_tail():
    """A card number inside a longer account number leaves both ends masked."""
    cover = union([finding(5, 10, PiiType.SSN), finding(0, 16, PiiType.ID)])
    assert [(f.start, f.end, f.type) for f in cover] == [(0, 5, PiiType.ID), (5, 10, PiiType.SSN), (10, 16, PiiType.ID)]


def test_a_place_never_takes_a_person():
    """A place alone is released, so a doubtful person wins over a sure place."""
    cover = union([finding(0, 5, PiiType.LOCATION, 0.99), finding(0, 5, PiiType.PERSON, 0.5)])
    assert [f.type for f in cover] == [PiiType.PERSON]


def test_pieces_of_one_address_are_joined():
    """Street, town and state separated by commas and one line end stand as one address; two addresses apart do not."""
    text = "12 Oak St\n  Helena, MT and Boise"
    cover = union(
        [
            finding(0, 9, PiiType.ADDRESS),
            finding(12, 18, PiiType.LOCATION),
            finding(20, 22, PiiType.LOCATION),
            finding(27, 32, PiiType.LOCATION),
        ]
    )
    assert [(f.start, f.end, f.type) for f in join(cover, [text])] == [
        (0, 22, PiiType.ADDRESS),
        (27, 32, PiiType.LOCATION),
    ]


def test_what_a_name_leaves_of_an_address_goes_with_it():
    """Half an address is no e-mail address of its own; a whole one behind a name is."""
    text = "jane.roe@CITY and Roe <jane@example.org>"
    cover = union(
        [finding(0, 8, PiiType.PERSON, 0.9), finding(0, 13, PiiType.EMAIL, 0.7), finding(23, 39, PiiType.EMAIL, 0.98)]
    )
    assert [(f.start, f.end, f.type) for f in join(cover, [text])] == [(0, 13, PiiType.PERSON), (23, 39, PiiType.EMAIL)]


def test_a_long_chain_is_cut_in_one_sweep():
    """Twenty thousand findings that overlap like scales are cut without comparing each with each."""
    chain = [finding(at, at + 3, PiiType.ID, 0.9) for at in range(20_000)]
    assert union(chain)[-1].end == 20_002


def test_a_suffix_stays_with_its_name():
    """What a surer reading leaves of one that claims all of a stretch is no person of its own: "Jane Roe, CPA"."""
    whole = Finding(0, 0, 13, PiiType.PERSON, 0.7, "names", None, "cell")
    part = Finding(0, 0, 8, PiiType.PERSON, 0.99, "names", None, "model")
    assert union((part, whole)) == (whole,)

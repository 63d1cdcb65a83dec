"""Links kept in a file are the links that were learned; those of another source count beside the own ones."""

import pytest

from detectors.link_rows import open_links
from detectors.links import Links
from records.finding import Finding, IdKind, Link, PiiType
from records.record import Field, Record, Shape

KEY = b"a secret of the city"


def row(container, number, **cells):
    """Return a table row and what is found in it: accounts and names are the whole of their cells."""
    fields = tuple(Field(name, text, Shape.CELL) for name, text in cells.items())
    kinds = {"acct": (PiiType.ID, IdKind.ACCOUNT), "plate": (PiiType.ID, IdKind.PLATE), "name": (PiiType.PERSON, None)}
    found = tuple(
        Finding(n, 0, len(field.text), kinds[field.name][0], 0.9, "test", kinds[field.name][1])
        for n, field in enumerate(fields)
    )
    return Record(str(number), container, fields), found


def learned(*rows, **options):
    links = Links(KEY, **options)
    for record, found in rows:
        links.learn(record, found)
    return links


@pytest.fixture
def kept(tmp_path):
    """Keep the links of some rows in a file and open it."""

    def make(*rows):
        path = tmp_path / "kept.links"
        learned(*rows, folder=tmp_path).learned[""].write(path)
        return open_links(path)

    return make


def test_another_source_names_the_person(kept):
    """An account whose holder only another source names is linked with them, and the path says in which source's row (L2)."""
    utility = kept(row("01", 902, acct="88123", name="Jane Doe"))
    parking, found = row("07", 17, acct="88123", plate="5-12345A")

    links = learned((parking, found), held=(("utility", utility),))

    witnesses = [links.witness(parking, finding) for finding in found]
    assert {(w.partner, w.link, w.path) for w in witnesses} == {
        (PiiType.PERSON, Link.SHARED_KEY, ("07/17", "utility:01/902"))
    }


def test_a_link_may_run_through_two_other_sources(kept):
    """A plate alone here, plate and account there, account and name in the first: two hops, and it counts (R3)."""
    between = kept(row("01", 1, acct="88123", plate="5-12345A"))
    plate, found = row("07", 17, plate="5-12345A")
    utility = row("02", 5, acct="88123", name="Jane Doe")

    links = learned((plate, found), utility, held=(("permits", between),))

    assert links.witness(plate, found[0]).path == ("07/17", "permits:01/1", "02/5")


def test_a_hub_is_one_over_all_sources(kept):
    """Two people here and two in another source share a number: four are too many for it to link anyone."""
    here = [row("07", n, acct="88123", name=name) for n, name in enumerate(("Bo Larch", "Cora Quill"))]
    there = kept(*(row("01", n, acct="88123", name=name) for n, name in enumerate(("Jane Fenwick", "Ada Wren"))))
    alone, found = row("07", 9, acct="88123")

    assert learned(*here).witness(alone, found[0]) is not None
    both = learned(*here, held=(("utility", there),))
    assert both.witness(alone, found[0]) is None
    assert [(hub.kind, hub.count) for hub in both.hubs()] == [(IdKind.ACCOUNT, 1)]


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda old: old[:100], lambda old: b"short", lambda old: old[:60] + b"\0\0\0\x09" + old[64:]],
)
def test_a_file_of_another_kind_is_none(kept, tmp_path, damage):
    """Another version, a torn file and an empty one are as if there were none."""
    path = tmp_path / "kept.links"
    assert kept(row("01", 902, acct="88123", name="Jane Doe")) is not None

    path.write_bytes(damage(path.read_bytes()))

    assert open_links(path) is None
    assert open_links(tmp_path / "missing") is None

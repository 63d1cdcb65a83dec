"""What was made of texts is remembered within bounds, and what is asked for outlives what is not."""

from hypothesis import given
from hypothesis import strategies as st

from detectors.seen import Seen, key_of
from records.record import Field, Shape


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 400)), max_size=200))
def test_what_it_says_is_what_was_kept(entries):
    """Whatever is forgotten, nothing wrong is ever returned."""
    seen = Seen(2_000)
    for key, chars in entries:
        old = seen.get(key, chars)
        assert old is None or old == key * 2
        seen.keep(key, key * 2, chars)


def test_the_old_go_and_the_wanted_stay():
    """A text that comes again and again is kept while a thousand others pass; those do not pile up."""
    seen = Seen(20_000)
    seen.keep("wanted", 1, 6)
    for number in range(1000):
        seen.keep(number, 2, 50)
        assert seen.get("wanted", 6) == 1

    assert sum(seen.get(number, 50) is not None for number in range(1000)) <= 20_000 // 150


def test_a_hint_counts_only_where_the_name_says_nothing():
    """Two fields are read alike where detectors see the same text, shape and name."""
    bare = Field("fld_7", "516550123", Shape.CELL)
    hinted = Field("fld_7", "516550123", Shape.CELL, hint="SSN of the account holder")
    named = Field("phone", "516550123", Shape.CELL, hint="SSN of the account holder")

    assert key_of(bare) != key_of(hinted)
    assert key_of(named) == key_of(Field("phone", "516550123", Shape.CELL))

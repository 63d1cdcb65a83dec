"""What waits on disk between the passes comes back as it was, in order, and a record that changed meanwhile is caught."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.errors import Reason, SourceUnavailable
from records.finding import Cover, Disposition, Finding, IdKind, Link, PiiType, Ruling, Standing, Witness
from records.record import Field, Record
from release.spool import Rulings, Spool, match

WORDS = st.text(max_size=12)
NUMBERS = st.integers(0, 1 << 40)
KINDS = st.none() | st.sampled_from(IdKind)
FINDINGS = st.builds(Finding, NUMBERS, NUMBERS, NUMBERS, st.sampled_from(PiiType), st.floats(0, 1), WORDS, KINDS, WORDS)
WITNESSES = st.builds(Witness, st.sampled_from(PiiType), st.sampled_from(Link), st.lists(WORDS).map(tuple))
RULINGS = st.builds(
    Ruling, NUMBERS, NUMBERS, NUMBERS, st.sampled_from(PiiType), KINDS, st.floats(0, 1), st.lists(WORDS).map(tuple),
    st.sampled_from(Standing), st.sampled_from(Disposition), WORDS, st.none() | WITNESSES,
)  # fmt: skip
REASONS = st.sampled_from(Reason)


def record(text):
    return Record("1", "0001", (Field("body", text),))


@given(st.lists(st.tuples(WORDS, REASONS | st.lists(FINDINGS).map(tuple)), max_size=6))
def test_findings_come_back(tmp_path_factory, outcomes):
    """Twice over, with the digest of the record each belongs to; text that no encoding takes is no obstacle."""
    spool = Spool(tmp_path_factory.mktemp("spool"))
    for text, outcome in outcomes:
        spool.add(record(text + "\ud800"), outcome)
    for _ in range(2):
        back = list(spool.rewind())
        assert [outcome for _, outcome in back] == [outcome for _, outcome in outcomes]
        for (digest, _), (text, _) in zip(back, outcomes, strict=True):
            match(record(text + "\ud800"), digest)
    identifiers = any(not isinstance(o, Reason) and any(f.type is PiiType.ID for f in o) for _, o in outcomes)
    assert spool.holds_identifiers is identifiers


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine draws slowly
@given(st.lists(REASONS | st.lists(RULINGS, max_size=8).map(tuple).map(Cover), max_size=6))
def test_rulings_come_back(tmp_path_factory, outcomes):
    """Every part of a ruling, its witness too, survives; so does the reason of a record that is withheld."""
    rulings = Rulings(tmp_path_factory.mktemp("rulings"))
    for outcome in outcomes:
        rulings.add(outcome)
    assert list(rulings.rewind()) == outcomes
    rulings.close()


@pytest.mark.case("R05")
def test_another_record_does_not_match(tmp_path):
    """One letter more and the run is refused: what was found belongs to another text."""
    spool = Spool(tmp_path)
    spool.add(record("The fence"), ())
    ((digest, _),) = spool.rewind()
    with pytest.raises(SourceUnavailable, match="changed"):
        match(record("The fences"), digest)

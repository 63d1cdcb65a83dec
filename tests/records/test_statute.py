"""The statute is data, complete for every type, and every disposition has an authority to stand on."""

from pathlib import Path

import pytest

from records import statute
from records.errors import Misconfigured
from records.finding import IdKind, PiiType
from records.statute import Treatment

STATUTE = statute.load("mca-2-17-551")


@pytest.mark.parametrize("type_", PiiType)
def test_every_type_has_a_row(type_):
    """Each type has its clause, its label, its authority and its reason."""
    row = STATUTE.row(type_)

    assert row.type is type_
    assert all((row.clause, row.label, row.authority, row.reason))


@pytest.mark.parametrize("kind", IdKind)
def test_every_kind_of_identifier_is_ruled(kind):
    """A kind without a row of its own falls under the row for ID."""
    assert STATUTE.row(PiiType.ID, kind).label == "ID"


@pytest.mark.parametrize(
    "kind", ["driver_licence", "bank", "card", "passport", "medical_record", "tax_id", "credential"]
)
def test_restricted_kinds_need_no_company(kind):
    """Rule R5: these are redacted even when nobody is named beside them."""
    assert STATUTE.row(PiiType.ID, IdKind(kind)).treatment is Treatment.RESTRICTED


@pytest.mark.parametrize("kind", ["plate", "vin", "geocode", "coordinates"])
def test_publicly_linkable_kinds(kind):
    """Rule R6: these are listed, and kept unless a person is linked."""
    assert STATUTE.row(PiiType.ID, IdKind(kind)).treatment is Treatment.LINKABLE


def test_a_missing_statute_is_refused():
    """There is no run without a definition."""
    with pytest.raises(Misconfigured):
        statute.load("mca-0-0-0")


def test_every_authority_is_explained(tmp_path):
    """A code that the redaction log prints stands for something: a file that leaves one out is refused."""
    own = (Path(statute.__file__).parent / "mca-2-17-551.toml").read_text(encoding="utf-8")
    (tmp_path / "whole.toml").write_text(own, encoding="utf-8")
    (tmp_path / "lacking.toml").write_text(own.replace("DPPA = ", "OTHER = "), encoding="utf-8")

    assert statute.load(str(tmp_path / "whole")).authorities == STATUTE.authorities
    with pytest.raises(Misconfigured):
        statute.load(str(tmp_path / "lacking"))

"""Each place in an office document that can hold a value is scanned, and none of them comes along into the copy."""

import io
import zipfile

import pytest

from connectors.documents import DOCX, PPTX, XLSX, recognise
from tests.office_files import Canaries, docx, pptx, xlsx

MAKERS = {"xlsx": (xlsx, XLSX), "docx": (docx, DOCX), "pptx": (pptx, PPTX)}


@pytest.fixture(params=MAKERS)
def planted(request):
    """Give the canaries of a document, its format and the document as read."""
    make, format_ = MAKERS[request.param]
    canaries = Canaries()
    content = make(canaries)
    assert recognise(content[:65536], "") is format_
    return canaries, format_, format_.read(content)


def unpacked(content):
    """Return every byte of a package, unpacked, and its names."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join([*package.namelist(), *(package.read(name).decode() for name in package.namelist())])


@pytest.mark.case("S01")
@pytest.mark.case("S05")
@pytest.mark.case("W01")
@pytest.mark.case("W02")
@pytest.mark.case("W03")
@pytest.mark.case("W09")
def test_every_carrier_is_scanned(planted):
    """Whatever the document holds anywhere is a field: released where it is shown, else not."""
    canaries, _, document = planted
    shown = "\n".join(field.text for field in document.fields if field.released)
    hidden = "\n".join(field.text for field in document.fields if not field.released)

    assert {carrier for carrier, value in canaries.shown.items() if value not in shown} == set()
    assert {carrier for carrier, value in canaries.hidden.items() if value not in hidden} == set()
    assert {carrier for carrier, value in canaries.hidden.items() if value in shown} == set()


@pytest.mark.case("S02")
@pytest.mark.case("S03")
@pytest.mark.case("S04")
@pytest.mark.case("W04")
def test_what_is_hidden_never_comes_along(planted):
    """The unredacted copy holds what is shown and nothing else."""
    canaries, format_, document = planted
    copy = unpacked(format_.rebuild(document, tuple(field.text for field in document.fields)))

    assert {carrier for carrier, value in canaries.hidden.items() if value in copy} == set()
    assert {carrier for carrier, value in canaries.shown.items() if value not in copy} == set()


@pytest.mark.case("S04")
@pytest.mark.case("W04")
def test_nothing_of_the_source_is_copied(planted):
    """With a token for every text no value is left in any part, and every released token is there."""
    canaries, format_, document = planted
    tokens = tuple(f"Token{number}." for number in range(len(document.fields)))
    copy = unpacked(format_.rebuild(document, tokens))

    assert {value for value in (*canaries.shown.values(), *canaries.hidden.values()) if value in copy} == set()
    released = [token for token, field in zip(tokens, document.fields, strict=True) if field.released]
    assert [token for token in released if token not in copy] == []


@pytest.mark.case("W05")
@pytest.mark.case("W06")
def test_embedded_files_and_pictures_are_counted(planted):
    """What cannot be scanned is withheld by number."""
    _, _, document = planted
    places = [each.place for each in document.withheld]

    assert [place for place in places if place.startswith("embedded")] == ["embedded part 1", "embedded part 2"]


def test_a_copy_reads_back_as_it_was(planted):
    """The copy's own fields are those that were released."""
    _, format_, document = planted
    written = format_.rebuild(document, tuple(field.text for field in document.fields))
    copy = recognise(written[:65536], "").read(written)
    shown = [f"Slide 1\n{f.text}" if format_ is PPTX else f.text for f in document.fields if f.released]

    assert [f.text for f in copy.fields if f.released] == shown
    assert [f.text for f in copy.fields if not f.released] == []

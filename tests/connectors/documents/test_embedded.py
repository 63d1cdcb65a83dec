"""What is embedded in a document is known to the inventory and everywhere else, and is never released."""

import struct
from pathlib import Path

import pytest

from connectors.documents import DOCX, OLD_SHEETS, XLSX, recognise
from connectors.documents.ole import readable
from records.errors import Reason
from records.record import Shape
from tests.office_files import Canaries, docx, packed, xlsx

INPUTS = Path(__file__).resolve().parents[3].parent / "shared" / "inputs"
needs_inputs = pytest.mark.skipif(
    not INPUTS.is_dir(), reason="NOT TESTED ON REAL OFFICE FILES: they are not in shared/inputs beside this checkout"
)
TABLE = "name,phone\nJane Doe,406-555-0101\n"


def holding(content, name="oleObject9.bin", make=docx, folder="word"):
    """Return a document with *content* embedded in it."""
    return make(Canaries(), **{f"{folder}/embeddings/{name}": content})


def embedded(document):
    return [field for field in document.fields if field.place.startswith("embedded part")]


def entry(document, number):
    return next(each.reason for each in document.withheld if each.place == f"embedded part {number}")


def real(name):
    path = INPUTS / name
    return recognise(path.read_bytes()[:65536], path.name).read(path.read_bytes())


@pytest.mark.case("W05")
@pytest.mark.case("S05")
@pytest.mark.parametrize(("format_", "make", "folder"), [(DOCX, docx, "word"), (XLSX, xlsx, "xl")])
def test_an_embedded_document_is_scanned_and_withheld(format_, make, folder):
    """A workbook, a Word document, an archive: their fields are there, none released, each row a transaction of its own."""
    own, inner = Canaries(), Canaries()
    inner.hidden["moved on"] = inner.shown["moved on"] = "Zqinner"
    parts = {f"{folder}/embeddings/Sheet9.xlsx": xlsx(inner), f"{folder}/embeddings/list.zip": packed({"a.csv": TABLE})}
    document = format_.read(make(own, **parts))
    texts = "\n".join(field.text for field in embedded(document))
    phone = next(field for field in embedded(document) if field.text == "406-555-0101")
    copy = format_.rebuild(document, tuple(field.text for field in document.fields))

    assert {value for value in inner.shown.values() if value not in texts} == {"Zqinner"}
    assert not any(field.released for field in embedded(document))
    assert [f.text for f in document.fields if f.scope == phone.scope] == ["Jane Doe", "406-555-0101"]
    assert phone.name == "phone"
    assert embedded(format_.read(copy)) == []
    assert Reason.POLICY in {each.reason for each in document.withheld if each.place.startswith("embedded part")}


@pytest.mark.case("W05")
def test_each_part_that_cannot_be_read_has_its_reason():
    """A picture, noise, a nest too deep, a lock: each is counted with its own."""
    nest = TABLE.encode()
    for _ in range(25):
        nest = docx(Canaries(), **{"word/embeddings/inner.docx": nest})
    document = DOCX.read(holding(b"\x89PNG\r\n\x1a\n\0\0"))

    assert entry(document, 3) is Reason.UNREADABLE
    assert "Jane Doe" not in "".join(field.text for field in DOCX.read(nest).fields)


@needs_inputs
@pytest.mark.case("W05")
@pytest.mark.parametrize(
    ("name", "paths", "least"),
    [("docx/tika__EmbeddedOutlook.docx", 3, 4), ("docx/tika__test_recursive_embedded.docx", 9, 12)],
)
def test_real_objects_tell_the_path_they_came_from(name, paths, least):
    """An object of Outlook, and an archive in an archive in an archive wrapped as a package."""
    document = real(name)
    told = [field for field in embedded(document) if field.shape is Shape.FILE_NAME]

    assert len(told) >= paths
    assert sum("\\" in field.text for field in told) >= 2
    assert len(embedded(document)) >= least
    assert not any(field.released for field in embedded(document))


@needs_inputs
@pytest.mark.case("S05")
@pytest.mark.case("W05")
def test_a_real_pdf_in_a_workbook_is_counted():
    """It stands in the stream CONTENTS, which is handed to whatever reads such a file."""
    assert entry(real("xlsx/tika__testEXCEL_embeddedPDF_windows.xlsx"), 2) in {Reason.POLICY, Reason.UNSUPPORTED}


@needs_inputs
@pytest.mark.case("S12")
def test_an_old_workbook_is_searched_for_what_its_cells_do_not_show():
    """Authors and addresses in the properties of real files of before 2007 are known, and are not released."""
    document = real("xlsx/poi__DBCSSheetName.xls")
    leftovers = [field for field in document.fields if field.place.startswith("leftovers")]

    assert [field.released for field in leftovers] == [False]
    assert "@" in leftovers[0].text


def test_a_package_tells_its_paths():
    """The wrapper of a packaged file (label, path, second path, file) is undone; one made otherwise is scanned as it is."""
    from connectors.documents.embedded import _unwrapped

    second = b"C:\\Users\\jdoe\\Temp\\a.txt\0"
    inside = b"\2\0a.txt\0C:\\Users\\jdoe\\a.txt\0\0\0\3\0" + struct.pack("<I", len(second)) + second
    stream = inside + struct.pack("<I", 5) + b"hello" + b"trailer"

    assert _unwrapped(struct.pack("<I", len(stream)) + stream) == (
        ("a.txt", "C:\\Users\\jdoe\\a.txt", "C:\\Users\\jdoe\\Temp\\a.txt"), b"hello",
    )  # fmt: skip
    assert _unwrapped(b"\5\0\0\0%PDF-") == ((), b"%PDF-")


def test_strings_are_found_in_either_width():
    """Words and numbers; packed bytes are left out, and one string is told once."""
    content = b"\0\1Jane Doe\0\xff" + "517-88-4593".encode("utf-16-le") + b"\0\0Jane Doe\0\x80\x93<\xf3\xa7%*\xfb\xe9!"

    assert list(readable(content)) == ["Jane Doe", "517-88-4593"]


def test_an_object_without_a_name_is_told_by_its_streams():
    """A workbook of before 2007 that was embedded as "oleObject1.bin"."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"\x09\x08\x10\0" + "Workbook\0".encode("utf-16-le")
    assert recognise(head, "a.bin") is OLD_SHEETS

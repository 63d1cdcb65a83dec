"""Every real workbook and Word document we have is read and rebuilt, or withheld with the reason that fits; nothing crashes."""

import io
import re
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from connectors.documents import HEAD, recognise
from connectors.documents.convert import program
from records.errors import Reason, Unreadable

INPUTS = Path(__file__).resolve().parents[3].parent / "shared" / "inputs"
FILES = sorted(path for kind in ("xlsx", "docx") for path in INPUTS.glob(f"{kind}/*") if path.is_file())
WORD = re.compile(r"[A-Za-z0-9]{4,}")
TEXT = re.compile(r"\}(?:t|delText)$")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not FILES, reason="NOT TESTED ON REAL OFFICE FILES: they are not in shared/inputs beside this checkout"
    ),
]


def outcome(path):
    """Return the format and document of a real file, or the reason why there is none."""
    content = path.read_bytes()
    format_ = recognise(content[:HEAD], path.name)
    if format_ is None:
        return Reason.UNSUPPORTED
    try:
        return format_, format_.read(content)
    except Unreadable as error:
        return error.reason


@pytest.mark.case("S12")
@pytest.mark.case("P10")
def test_what_is_withheld_has_its_reason():
    """One is locked, all others are read, the Word document of before 2007 where LibreOffice is installed."""
    reasons = Counter(found if isinstance(found, Reason) else "read" for found in map(outcome, FILES))

    old = {} if program() else {Reason.UNSUPPORTED: 1}

    assert reasons == {"read": len(FILES) - 1 - len(old), Reason.ENCRYPTED: 1} | old


@pytest.mark.parametrize("path", [pytest.param(path, id=str(n)) for n, path in enumerate(FILES)])
def test_a_copy_holds_what_was_shown_and_a_token_for_each(path):
    """Read again, the copy has the same texts; with tokens instead, no word of the source is left."""
    found = outcome(path)
    if isinstance(found, Reason):
        return
    format_, document = found
    texts = [field.text for field in document.fields if field.released]
    again = format_.rebuild(document, tuple(field.text for field in document.fields))
    blank = format_.rebuild(document, tuple("#" for _ in document.fields))
    read = recognise(again[:HEAD], "").read(again)

    assert [" ".join(f.text.split()) for f in read.fields if f.released] == [" ".join(text.split()) for text in texts]
    with zipfile.ZipFile(io.BytesIO(blank)) as package:
        left = {
            text.strip()
            for name in package.namelist()
            for text in ET.fromstring(package.read(name)).itertext()
            if text.strip()
        }
    assert left - {"#"} == set()


@pytest.mark.case("W01")
@pytest.mark.parametrize(
    "path", [pytest.param(p, id=str(n)) for n, p in enumerate(FILES) if p.suffix in {".docx", ".xlsx"}]
)
def test_no_word_that_another_parser_finds_is_missed(path):
    """Each word in a text element of any part, by the standard library's parser, is in a field."""
    found = outcome(path)
    if isinstance(found, Reason):
        return
    _, document = found
    scanned = "".join("".join(field.text.split()) for field in document.fields)
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith(".xml") and "theme" not in name]
    words = {
        word
        for part in parts
        for element in ET.fromstring(part).iter()
        if TEXT.search(element.tag) and element.text
        for word in WORD.findall(element.text)
    }

    assert {word for word in words if word not in scanned} == set()

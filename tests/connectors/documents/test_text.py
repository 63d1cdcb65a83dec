"""Plain text is cut only at blank lines and put together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.documents import TEXT
from records.errors import Reason, Unreadable
from records.record import Shape


def identity(content):
    document = TEXT.read(content)
    return TEXT.rebuild(document, tuple(field.text for field in document.fields))


@pytest.mark.case("E23")
def test_a_long_text_is_cut_at_blank_lines_only():
    """No paragraph is divided between two fields, so no value stands in two."""
    paragraph = "Jane Doe lives at\n123 Example St\nand pays there.\n"
    document = TEXT.read((paragraph + "\n").encode() * 3000)

    assert len(document.fields) > 1
    assert all(field.text.startswith("Jane Doe") and field.text.endswith("there.\n\n") for field in document.fields)
    assert "".join(field.text for field in document.fields) == (paragraph + "\n") * 3000


@pytest.mark.case("E22")
def test_a_long_line_stays_one_field():
    """A text without blank lines is not divided where a value might stand."""
    assert len(TEXT.read(b"x" * 100_000).fields) == 1


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"), max_size=300))
def test_a_text_survives_its_rebuilding(text):
    """Only line ends change: each becomes a line feed."""
    plain = text.encode("utf-8-sig")

    assert identity(plain).decode() == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.case("S13")
def test_an_encoded_attachment_in_a_text_is_opaque():
    """Lines of base64, or one long run of it, are a field of their own that is masked whole; the words around stay."""
    block = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9w\n" * 4
    document = TEXT.read(f"See below.\n\n{block}QUJD==\nRegards, {'QUJD' * 60} Jane\n".encode())

    assert [(field.shape, len(field.text)) for field in document.fields] == [
        (Shape.PROSE, 12),
        (Shape.OPAQUE, len(block) + 7),
        (Shape.PROSE, 9),
        (Shape.OPAQUE, 240),
        (Shape.PROSE, 6),
    ]


def test_an_empty_text_is_rebuilt_empty():
    """Nothing in, nothing out."""
    assert identity(b"") == b""


@pytest.mark.case("E21")
def test_a_text_that_is_not_one_all_through_is_refused():
    """Binary data after a readable beginning is withheld, not written out as letters."""
    with pytest.raises(Unreadable) as caught:
        TEXT.read(b"words\n" * 20_000 + bytes(range(256)) * 100)

    assert caught.value.reason is Reason.MISMATCH


def test_places_say_where_without_a_word_of_the_text():
    """Places are counted."""
    document = TEXT.read(b"Jane Doe\n\n" * 9000)

    assert {field.place for field in document.fields} == {f"text part {n}" for n in range(1, len(document.fields) + 1)}


@pytest.mark.case("E10")
def test_a_quoted_printable_text_is_scanned_decoded_too():
    """Part of a mail that somebody saved; the copy is the text as it was, and a text with equals signs of its own is no such."""
    document = TEXT.read(b"SSN =35=31=37-88=\n-4593\nmail jane=40example.org\n")

    assert [(field.text, field.released) for field in document.fields][1:] == [
        ("SSN 517-88-4593\nmail jane@example.org\n", False)
    ]
    assert identity(b"a =35=31\n") == b"a =35=31\n"
    assert len(TEXT.read(b"a=35\nb=10\nsize=large\n").fields) == 1

"""Bytes become text without losing a character, whatever their encoding says or leaves unsaid."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.documents.decode import decode, is_textual, open_text, printable, quiet

WESTERN = "Renée Müller, 406-555-0142, “Straße 5” — 10 €"


@pytest.mark.case("E07")
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_unicode_is_read_with_and_without_a_mark(codec):
    """UTF-8, UTF-16 and UTF-32 are told by their mark or by their zero bytes."""
    assert decode(WESTERN.encode(codec))[0] == WESTERN


@pytest.mark.case("E07")
def test_a_wrong_mark_does_not_hide_the_text():
    """Eight-bit text behind a UTF-16 mark is read as what it is, not as ideographs."""
    text, _ = decode(b"\xff\xfe" + b"Call 406-555-0142 and ask for Jane Doe")

    assert text.endswith("Call 406-555-0142 and ask for Jane Doe")


@pytest.mark.case("E07")
def test_a_mark_in_the_middle_loses_nothing():
    """A file glued together from two keeps the text on both sides of the second mark."""
    text, _ = decode(b"first 406-555-0142\n" + "second 406-555-0143".encode("utf-8-sig"))

    assert text == "first 406-555-0142\n\ufeffsecond 406-555-0143"


@pytest.mark.case("E08")
@pytest.mark.parametrize("declared", ["us-ascii", "utf-8", "", "shift_jis"])
def test_a_lying_charset_loses_no_letter(declared):
    """Windows-1252 text comes out whole though its label says otherwise; no replacement character stands for a letter."""
    text, encoding = decode(WESTERN.encode("cp1252"), declared)

    assert "\ufffd" not in text
    assert "406-555-0142" in text
    assert not encoding.certain
    if declared != "shift_jis":  # which fits these bytes by accident
        assert text == WESTERN


@pytest.mark.case("E08")
def test_two_encodings_in_one_file_are_both_read():
    """A line of UTF-8 and a line of Windows-1252 are each read as what they are."""
    assert decode("Renée\n".encode() + "Zoë\n".encode("cp1252"))[0] == "Renée\nZoë\n"


@pytest.mark.case("E09")
@pytest.mark.parametrize("declared", ["x-unknown", "base64", "rot13", "idna", "", "\0", "utf-8\r\nX: y", "a" * 5000])
def test_an_unknown_charset_is_no_crash(declared):
    """A label nobody knows, or one that names what is no charset, is passed over."""
    assert decode("Zoë".encode("cp1252"), declared)[0] == "Zoë"


@pytest.mark.parametrize("codec", ["utf-7", "iso2022_jp"])
def test_a_declared_seven_bit_charset_is_believed(codec):
    """UTF-7 and ISO-2022 are ASCII bytes, so only their label tells."""
    assert decode("日本 Jane".encode(codec), codec)[0] == "日本 Jane"


@pytest.mark.parametrize(
    ("text", "codec"), [("Привет, как дела? Это письмо.", "cp1251"), ("日本語のテキストです。", "shift_jis")]
)
def test_text_that_is_no_western_one_is_guessed_and_said_so(text, codec):
    """Where most bytes are not ASCII the guess of charset-normalizer is taken, and noted as one."""
    read, encoding = decode(text.encode(codec))

    assert read == text
    assert encoding.reason == "guessed"


@pytest.mark.case("E21")
def test_nul_and_end_of_file_marks_do_not_end_the_text():
    """Text after a NUL, after 0x1A and after an invalid byte is read like any other."""
    assert decode(b"a\0b\x1ac\x81d\xedcall")[0] == "a\0b\x1ac\x81dícall"


@given(st.binary(max_size=200))
def test_decoding_never_fails(content):
    """Any bytes whatever give a text, and never less than one character for a unit of four bytes."""
    text, _ = decode(content)

    assert len(text) >= len(content) // 4 - 1


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff"), max_size=80))
def test_utf_8_is_always_read_as_such(text):
    """Valid UTF-8 without zero bytes is never mistaken for another encoding."""
    if "\0" not in text:
        assert decode(text.encode())[0] == text


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "utf-16"]))
def test_streaming_reads_what_decoding_at_once_reads(content, codec):
    """A stream gives the same text as the whole content."""
    whole = "Name,Phone\r\n".encode(codec) + content
    stream, _ = open_text(io.BytesIO(whole))

    assert stream.read() == decode(whole)[0]


@pytest.mark.case("E21")
def test_what_is_printed_cannot_drive_a_terminal():
    """Escapes, NULs and lone surrogates become visible signs; tabs and line ends stay; the length does not change."""
    text = "a\x00\x1b[31mred\x9b0m\ud800\x7f\t\r\nb"

    assert printable(text) == "a␀␛[31mred\ufffd0m\ufffd␡\t\r\nb"
    assert len(printable(text)) == len(text)


@pytest.mark.parametrize(
    "head",
    [
        b"%PDF-1.7\n",
        b"junk\n%PDF-1.4",
        b"PK\x03\x04abc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"SQLite format 3\0",
        b"\x1f\x8b\x08",
    ],
)
@pytest.mark.case("M18")
def test_known_binary_content_is_no_text(head):
    """A known binary format is never read as text, whatever its name says."""
    assert not is_textual(head + b"some readable words " * 50)


def test_letters_that_are_also_a_magic_do_not_make_a_text_binary():
    """A text may begin with the letters of BMP, RIFF or ID3."""
    assert is_textual(b"BMX track opens, call 406-555-0142\n")
    assert is_textual(b"ID3,Name\n1,Jane\n")


def test_compressed_data_in_the_middle_of_a_text_is_noticed():
    """A zip glued behind a text is not quiet: written out again it could be decoded by whoever receives it."""
    import random

    noise = random.Random(1).randbytes(6000)

    assert quiet("harmless words\n" * 900)
    assert not quiet("harmless words\n" * 900 + decode(noise)[0])


def test_what_was_assumed_is_told():
    """A mark and valid UTF-8 are certain; everything else is an assumption."""
    assert decode("Zoë".encode())[1].certain
    assert not decode("Zoë".encode("cp1252"))[1].certain

"""Transfer encodings are undone as leniently as the laxest reader would, and the difference is told."""

import base64
import binascii

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mail.inline import cut
from connectors.mail.reading import read_text
from connectors.mail.sniff import contradicts, locked
from connectors.mail.transfer import Decoded, decode_transfer, unwrap
from records.errors import Reason, Unreadable

TEXT = "Call Jane at 406-555-0101 about the permit, please.\n"


@given(st.binary())
def test_base64_round_trip(content):
    """Correct base64 is decoded without a defect."""
    assert decode_transfer(base64.encodebytes(content), "BASE64 ") == Decoded(content)


@pytest.mark.case("E01")
@pytest.mark.parametrize(
    "damage",
    [lambda s: s.rstrip(b"=\n"), lambda s: s[:10] + b"!-~" + s[10:], lambda s: s + b"\n-- \nlist footer\n"],
    ids=["no padding", "junk", "footer"],
)
def test_damaged_base64_is_decoded_and_reported(damage):
    """Strict readers would stop or refuse: the defect asks for the raw bytes to be scanned as well."""
    decoded = decode_transfer(damage(base64.b64encode(TEXT.encode() + b"?")), "base64")
    assert (decoded.content.startswith(TEXT.encode()), decoded.defect) == (True, True)


@pytest.mark.case("E02")
def test_soft_break_inside_a_number_is_joined():
    """Quoted-printable may break a line anywhere."""
    assert decode_transfer(b"SSN 900-5=\r\n5-0101 =3D", "quoted-printable").content == b"SSN 900-55-0101 ="


def test_unknown_transfer_encoding_is_refused():
    """Nobody can tell what it says."""
    with pytest.raises(Unreadable) as caught:
        decode_transfer(b"x", "x-rot13")
    assert caught.value.reason is Reason.UNSUPPORTED


@pytest.mark.case("E10")
@pytest.mark.parametrize("layers", [1, 2, 5])
def test_left_over_layers_are_undone(layers):
    """A body that is still base64 after decoding would hide its text from every detector."""
    wrapped = TEXT
    for _ in range(layers):
        wrapped = base64.encodebytes(wrapped.encode()).decode()
    assert unwrap(wrapped) == TEXT


@pytest.mark.case("E10")
def test_too_many_layers_are_withheld():
    """Past five layers the part is withheld."""
    wrapped = TEXT
    for _ in range(7):
        wrapped = base64.encodebytes(wrapped.encode()).decode()
    with pytest.raises(Unreadable) as caught:
        unwrap(wrapped)
    assert caught.value.reason is Reason.TOO_DEEP


@pytest.mark.parametrize(
    "text", ["Congratulationseverybody", "a = b = c", "x=1\ny=2\n", "", "deadbeefdeadbeefdeadbeef"]
)
def test_ordinary_text_is_left_alone(text):
    """A long word or an equation is no encoding."""
    assert unwrap(text) == text


@pytest.mark.case("E06")
@pytest.mark.case("E08")
@pytest.mark.case("E09")
@pytest.mark.case("E21")
@pytest.mark.parametrize(
    ("content", "label", "text", "other"),
    [
        (b"Jos\xe9", "us-ascii", "José", ""),
        (b"Jos\xe9", "utf-8", "José", ""),
        ("José".encode(), "iso-8859-1", "José", "JosÃ©"),
        (b"Jos\xe9", "x-nobody-knows", "José", ""),
        (b"jane+AEA-example.org", "utf-7", "jane@example.org", ""),
        ("山田太郎".encode("shift_jis"), "shift_jis", "山田太郎", ""),
        (b"a\0b\x1ac", "us-ascii", "a\0b\x1ac", ""),
        (b"abc", "unicode_escape", "abc", ""),
        (b"a\x00\xff", "\0", "a\x00ÿ", ""),
    ],
)
def test_charsets_that_lie_or_are_unknown_lose_nothing(content, label, text, other):
    """No U+FFFD and no truncation; where label and bytes disagree the second reading is kept for scanning."""
    reading = read_text(content, label)
    assert (reading.text, reading.other) == (text, other)


@pytest.mark.case("E08")
def test_one_bad_byte_does_not_turn_names_into_noise():
    """A declared charset of several bytes is believed where a single byte is invalid."""
    content = "山田太郎さんへ".encode("shift_jis") + b"\xff" + "よろしく".encode("shift_jis")
    assert "山田太郎" in read_text(content, "shift_jis").text


@pytest.mark.case("M19")
@pytest.mark.parametrize(
    ("block", "media"),
    [
        ("begin 644 jane.txt\n#0V%T\n`\nend", "application/octet-stream"),
        ("=ybegin line=128 size=3 name=jane.bin\nabc\n=yend size=3", "application/x-yenc"),
        ("(This file must be converted with BinHex 4.0)\n\n:abc\ndef:", "application/mac-binhex40"),
        ("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----", "application/pgp-encrypted"),
    ],
)
def test_pasted_files_become_attachments(block, media):
    """What old programs pasted into a body is cut out, since its text hides what it holds."""
    kept = cut(f"before\n{block}\nafter\n")
    assert (kept.text, [part.media for part in kept.parts]) == ("before\n(attachment)\nafter\n", [media])


UU = "\n".join(binascii.b2a_uu((TEXT * 4).encode()[at : at + 45]).decode().rstrip("\n") for at in range(0, 180, 45))


@pytest.mark.case("M19")
@pytest.mark.parametrize(
    ("before", "after", "flaw"),
    [
        ("begin 644 jane.txt\n", "`\nend\n", None),
        ("begin 644 jane.txt\n", "", Reason.AMBIGUOUS),
        ("", "`\nend\n", Reason.AMBIGUOUS),
        ("", "", Reason.AMBIGUOUS),
    ],
    ids=["whole", "no end", "no beginning", "neither"],
)
def test_a_pasted_file_that_was_cut_in_two_does_not_take_the_text_with_it(before, after, flaw):
    """A file without its end or its beginning is a part with a flaw; what people wrote around it stays in the body."""
    kept = cut(f"Dear clerk,\n{before}{UU}\n{after}Call me at noon.\n")
    assert kept.text.replace("(attachment)", "").split("\n") == ["Dear clerk,", "", "Call me at noon.", ""]
    assert [part.flaw for part in kept.parts] == [flaw]


@pytest.mark.case("M19")
def test_three_lines_of_capitals_are_no_file():
    """Lines of a table that begin with M are as long as they happen to be."""
    text = "MONDAY 1 2 3\nMARCH 4 5 6\nMAY 7 8 9\n" * 3
    assert cut(text).text == text


@pytest.mark.case("M19")
def test_prose_that_begins_like_a_pasted_file_stays():
    """Only a line of encoded bytes after it makes "begin 644 name" a file."""
    text = "begin 644 words\nand more prose follows here.\n"
    assert cut(text).text == text


@pytest.mark.case("M18")
@pytest.mark.parametrize(
    ("media", "content", "expected"),
    [
        ("text/plain", b"%PDF-1.7\n", True),
        ("text/plain", b"PK\x03\x04rest", True),
        ("image/jpeg", b"just words in a file\n", True),
        ("application/pdf", b"name,phone\n", True),
        ("text/plain", b"words\n", False),
        ("application/octet-stream", b"%PDF-1.7\n", False),
        ("application/vnd.ms-excel", b"name,phone\n", False),
    ],
)
def test_content_that_contradicts_its_type(media, content, expected):
    """A PDF called text and a text called picture are lies; a CSV called Excel is a habit of Windows."""
    assert contradicts(media, content) is expected


@pytest.mark.case("P10")
@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04\x14\0\x01\0rest",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    ],
)
def test_locked_documents_are_known(content):
    """Zip and Office say in the clear that they are encrypted."""
    assert locked(content) is Reason.ENCRYPTED

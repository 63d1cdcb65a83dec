"""An archive is unpacked within limits, each member by its own format, and zipped anew under generated names."""

import gzip
import io
import struct
import tarfile
import zipfile
from dataclasses import replace

import py7zr
import pytest

from connectors.documents import ARCHIVE, recognise
from connectors.documents.sandbox import confine
from records.errors import Reason, Unreadable
from records.record import Shape
from records.settings import Limits
from tests.office_files import Canaries, docx, packed, xlsx

TABLE = "name,phone\nJane Doe,406-555-0101\nJohn Roe,406-555-0102\n"


@pytest.fixture
def small():
    """Set small limits for one test."""
    confine(replace(Limits(), unpacked_bytes=2_000_000, members=50, depth=5))
    yield
    confine(Limits())


def reason(content):
    with pytest.raises(Unreadable) as caught:
        ARCHIVE.read(content)
    return caught.value.reason


def flaws(content):
    return [(each.place, each.reason) for each in ARCHIVE.read(content).withheld]


def copied(content):
    """Return the members of an unredacted copy."""
    document = ARCHIVE.read(content)
    copy = ARCHIVE.rebuild(document, tuple(field.text for field in document.fields))
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tar(*members, mode="w"):
    """Return a tar archive of members, each a name with a content, or a TarInfo."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
                continue
            info = tarfile.TarInfo(member[0])
            info.size = len(member[1])
            archive.addfile(info, io.BytesIO(member[1]))
    return out.getvalue()


@pytest.mark.case("M22")
@pytest.mark.case("P09")
def test_members_are_read_by_their_formats_and_renamed():
    """Names are scanned and never written; each kind keeps its kind, archives in archives too."""
    inner = packed({"Doe, Jane.txt": "inside"})
    content = packed(
        {
            "Jane Doe 517-88-4593.csv": TABLE,
            "a/b.docx": docx(Canaries()),
            "c.xlsx": xlsx(Canaries()),
            "d.zip": inner,
            "e": "",
        }
    )
    document = ARCHIVE.read(content)
    names = [field.text for field in document.fields if field.shape is Shape.FILE_NAME]

    assert names == ["Jane Doe 517-88-4593.csv", "a/b.docx", "c.xlsx", "d.zip", "Doe, Jane.txt", "e"]
    assert list(copied(content)) == ["0001.csv", "0002.docx", "0003.xlsx", "0004.zip", "0005.txt"]
    assert copied(content)["0001.csv"].decode() == TABLE
    assert {field.scope for field in document.fields if field.text in {"Jane Doe", "406-555-0101"}} == {2}


def test_each_member_is_a_scope_of_its_own():
    """A name in one member does not stand beside a number in another."""
    fields = ARCHIVE.read(packed({"a.txt": "Jane", "b.txt": "1972", "c.csv": TABLE})).fields
    scopes = [field.scope for field in fields if field.shape is Shape.FILE_NAME]

    assert len(set(scopes)) == 3
    assert next(f.scope for f in fields if f.text == "Jane") != next(f.scope for f in fields if f.text == "1972")


def test_what_cannot_be_read_leaves_a_notice():
    """A member of an unknown kind is counted and a notice stands in its place."""
    content = packed({"a.txt": "fine", "b.mp3": b"ID3\x03\0\0", "c.zip": b"PK\x03\x04broken"})

    assert flaws(content) == [("member 2", Reason.UNSUPPORTED), ("member 3", Reason.UNREADABLE)]
    assert copied(content)["0002-withheld.txt"] == b"[withheld: format is not supported]\n"


@pytest.mark.case("P09")
@pytest.mark.case("D13")
def test_a_bomb_is_withheld(small):
    """Zeros by the million, in one member, in many, or in an archive in an archive; a gzip of them too."""
    zeros = b"\0" * 1_500_000
    deep = packed({"a": zeros})
    for _ in range(3):
        deep = packed({"a.zip": deep, "b.zip": deep})

    assert reason(packed({"a": zeros, "b": zeros})) is Reason.TOO_LARGE
    assert reason(deep) is Reason.TOO_LARGE
    assert reason(gzip.compress(b"\0" * 3_000_000)) is Reason.TOO_LARGE
    assert reason(tar(("a", zeros), ("b", zeros), mode="w:gz")) is Reason.TOO_LARGE
    assert reason(packed({str(n): "" for n in range(51)})) is Reason.TOO_LARGE
    assert reason(packed({"z.zip": packed({str(n): "" for n in range(51)})})) is Reason.TOO_LARGE


@pytest.mark.case("P09")
def test_a_size_that_lies_is_not_believed(small):
    """The archive says ten bytes and unpacks to three million."""
    content = bytearray(packed({"a": b"\0" * 3_000_000}))
    for place in (22, content.rindex(b"PK\x01\x02") + 24):
        content[place : place + 4] = struct.pack("<I", 10)
    outcome = flaws(bytes(content))

    assert outcome in ([("member 1", Reason.UNREADABLE)], [("member 1", Reason.TOO_LARGE)])


@pytest.mark.case("P09")
def test_nesting_has_an_end(small):
    """Deeper than the limit is withheld, and nothing recurses without end."""
    content = packed({"a.txt": "x"})
    for _ in range(8):
        content = packed({"a.zip": content})

    assert [each for _, each in flaws(content)] == [Reason.TOO_DEEP]


@pytest.mark.case("P09")
def test_overlapping_members_are_refused():
    """Two names for the same bytes are how the worst bombs are made."""
    content = bytearray(packed({"a": "x" * 50, "b": "y" * 50}))
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<I", 5)

    assert reason(bytes(content)) in {Reason.AMBIGUOUS, Reason.UNREADABLE}


@pytest.mark.case("P10")
def test_a_locked_member_is_withheld():
    """It is told by its flag; the others are read."""
    content = bytearray(packed({"a.txt": "secret", "b.txt": "open"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert flaws(bytes(content)) == [("member 1", Reason.ENCRYPTED)]
    assert copied(bytes(content))["0002.txt"] == b"open"


@pytest.mark.case("P11")
def test_two_members_of_one_name_are_both_read():
    """So is what an archive says in comments; bytes of a member that is no longer listed are counted."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "first")
        archive.comment = b"by Jane Doe"
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "second")
    texts = [field.text for field in ARCHIVE.read(out.getvalue()).fields]
    listed = out.getvalue()
    hidden = listed[: listed.index(b"PK\x01\x02")]
    later = packed({"b.txt": "later"})

    assert {"first", "second", "by Jane Doe"} <= set(texts)
    assert [each for _, each in flaws(hidden + later)] == [Reason.AMBIGUOUS, Reason.AMBIGUOUS]
    assert b"first" not in b"".join(copied(hidden + later).values())


@pytest.mark.case("P11")
def test_a_member_whose_two_headers_disagree_is_withheld():
    """Which name is the true one cannot be told."""
    content = packed({"a.txt": "x", "b.txt": "y"}).replace(b"a.txt", b"z.txt", 1)

    assert flaws(content) == [("member 1", Reason.UNREADABLE)]


@pytest.mark.case("P12")
def test_links_and_devices_are_refused():
    """Neither a link nor a device is followed, from zip or from tar; nothing is written to disk at all."""
    members = []
    for kind, name in ((tarfile.SYMTYPE, "l"), (tarfile.LNKTYPE, "h"), (tarfile.CHRTYPE, "d"), (tarfile.FIFOTYPE, "f")):
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, "/etc/hostname"
        members.append(info)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("../../escape.txt", "x")

    assert flaws(tar(("a.txt", b"x"), *members)) == [
        ("member 2", Reason.EXTERNAL), ("member 3", Reason.EXTERNAL), ("member 4", Reason.UNSUPPORTED),
        ("member 5", Reason.UNSUPPORTED),
    ]  # fmt: skip
    assert flaws(out.getvalue()) == [("member 1", Reason.EXTERNAL)]
    assert list(copied(out.getvalue())) == ["0001-withheld.txt", "0002.txt"]


@pytest.mark.case("P09")
@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_tar_is_read_and_zipped(mode):
    """Either kind of tar comes out as a zip."""
    content = tar(("Doe/a.csv", TABLE.encode()), ("b.txt", b"hello"), mode=mode)

    assert recognise(content[:65536], "a.bin") is ARCHIVE
    assert copied(content) == {"0001.csv": TABLE.encode(), "0002.txt": b"hello"}


def seven(members, **options):
    """Return a 7z archive of *members*, name by name."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", **options) as archive:
        for name, content in members.items():
            archive.writestr(content, name)
    return out.getvalue()


@pytest.mark.case("P09")
@pytest.mark.case("M22")
def test_seven_zip_is_read_and_zipped():
    """Solid, as it is by default; its names are scanned and never become paths, and what comes out is a zip."""
    content = seven({"Jane Doe.csv": TABLE, "a/b.zip": packed({"c.txt": "inner"}), "d.7z": seven({"e.txt": "deeper"})})
    document = ARCHIVE.read(content)

    assert recognise(content[:65536], "a.bin") is ARCHIVE
    assert [f.text for f in document.fields if f.shape is Shape.FILE_NAME] == [
        "Jane Doe.csv", "a/b.zip", "c.txt", "d.7z", "e.txt",
    ]  # fmt: skip
    assert list(copied(content)) == ["0001.csv", "0002.zip", "0003.zip"]
    assert copied(content)["0001.csv"] == TABLE.encode()
    assert document.withheld == ()


@pytest.mark.case("P09")
def test_a_seven_zip_bomb_is_withheld(small):
    """Zeros by the million, in one member or in many; many members; archives in archives."""
    zeros = b"\0" * 1_500_000
    deep = seven({"a.txt": "x"})
    for _ in range(8):
        deep = seven({"a.7z": deep})

    assert reason(seven({"a": zeros, "b": zeros})) is Reason.TOO_LARGE
    assert reason(seven({"z.7z": seven({"a": zeros, "b": zeros})})) is Reason.TOO_LARGE
    assert reason(seven({str(n): "x" for n in range(51)})) is Reason.TOO_LARGE
    assert [each for _, each in flaws(deep)] == [Reason.TOO_DEEP]


@pytest.mark.case("P10")
def test_a_locked_seven_zip_is_withheld():
    """With its list of names in the clear or not."""
    for options in ({"password": "x"}, {"password": "x", "header_encryption": True}):
        assert reason(seven({"a.txt": "secret"}, **options)) is Reason.ENCRYPTED


@pytest.mark.case("P12")
def test_a_link_in_seven_zip_is_refused(tmp_path):
    """Neither followed nor made; what stands beside it is read."""
    (tmp_path / "a.txt").write_text("fine")
    (tmp_path / "link").symlink_to("a.txt")
    (tmp_path / "b.txt").write_text("too")
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        for name in ("a.txt", "link", "b.txt"):
            archive.write(tmp_path / name, name)

    assert flaws(out.getvalue()) == [("member 2", Reason.EXTERNAL)]
    assert copied(out.getvalue())["0003.txt"] == b"too"


@pytest.mark.case("P09")
@pytest.mark.parametrize("content", [b"Rar!\x1a\x07\x01\0" + b"\0" * 50, b"Rar!\x1a\x07\0" + b"x" * 50], ids=["5", "4"])
def test_rar_is_no_format_of_ours(content):
    """Its only readers are programs of their own, so it is withheld, as a file and within an archive."""
    assert recognise(content, "a.rar") is None
    assert flaws(packed({"a.rar": content, "b.txt": "fine"})) == [("member 1", Reason.UNSUPPORTED)]


def test_a_single_file_in_gzip_is_read():
    """Its name in the header is not written; several streams in a row are one file (RFC 1952, 2.2)."""
    assert copied(gzip.compress(b"hello ") + gzip.compress(b"world")) == {"0001.txt": b"hello world"}


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04", b"PK\x05\x06" + b"\xff" * 18, packed({"a.txt": "x" * 500})[:-30], b"\x1f\x8b\x08" + b"\0" * 20,
        gzip.compress(b"x" * 5000)[:-9], tar(("a.txt", b"x" * 5000))[:1100],
        b"7z\xbc\xaf\x27\x1c" + b"\0" * 26, b"7z\xbc\xaf\x27\x1c" + b"\xff" * 60,
    ],
    ids=["head", "end", "cut zip", "empty gzip", "cut gzip", "cut tar", "empty 7z", "noise in 7z"],
)  # fmt: skip
def test_a_broken_archive_is_withheld(content):
    """Half an archive is not half released."""
    assert reason(content) is Reason.UNREADABLE


def test_a_broken_member_costs_itself():
    """Its checksum is wrong; the next is read."""
    content = bytearray(packed({"a.txt": "x" * 40, "b.txt": "fine"}, zipfile.ZIP_STORED))
    content[content.index(b"xxxx")] = 0x79

    assert flaws(bytes(content)) == [("member 1", Reason.UNREADABLE)]
    assert copied(bytes(content))["0002.txt"] == b"fine"


@pytest.mark.case("R04")
def test_the_same_texts_give_the_same_bytes():
    """No date, no owner and no order of the source is in the copy."""
    document = ARCHIVE.read(packed({"b.txt": "x", "a.txt": "y"}))
    texts = tuple(field.text for field in document.fields)

    assert ARCHIVE.rebuild(document, texts) == ARCHIVE.rebuild(document, texts)


def test_an_empty_archive_is_released_empty():
    """It holds nothing to withhold."""
    assert copied(packed({})) == {}


@pytest.mark.case("W09")
def test_slides_of_libreoffice_are_no_archive():
    """Their text is divided between elements, and their pictures are those of the slides; a book for readers is an archive."""
    kinds = "application/vnd.oasis.opendocument.presentation", "application/epub+zip"
    slides, book = (packed({"mimetype": kind, "content.xml": "<?xml version='1.0'?><a>b</a>"}) for kind in kinds)

    assert reason(slides) is Reason.UNSUPPORTED
    assert list(copied(book)) == ["0001.txt", "0002.xml"]

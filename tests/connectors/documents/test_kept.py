"""A paper that comes again is not read again, and what is kept of it lies where nobody can read it."""

from pathlib import Path

import pytest

from connectors.documents import kept, sandbox
from connectors.documents.kept import Kept, request_key
from connectors.documents.sandbox import Sandboxed
from records.errors import Reason, Unreadable

ANSWER = (["document", [["name", "Jane \ud800 é"]], 3], b"\0bytes of Zelda Quartermain")


@pytest.fixture
def asked(monkeypatch):
    """Return how to learn how often the worker was asked, whose answers are as slow as is worth keeping."""
    sandbox._SANDBOX.end()
    monkeypatch.setattr(kept, "SLOW", 0.0)
    yield lambda: sandbox._SANDBOX._crew._worker.answered
    sandbox._SANDBOX.end()


FORMAT = Sandboxed("rtf", ".txt", "text/plain", "connectors.documents.rtf", lambda head, _: head.startswith(b"{\\rtf"))


def test_a_paper_that_comes_again_is_read_once(asked):
    """The second reading gives the same document without the parser; another paper is read by itself."""
    first = FORMAT.read(b"{\\rtf1 Zelda Quartermain}")
    again = FORMAT.read(b"{\\rtf1 Zelda Quartermain}")
    other = FORMAT.read(b"{\\rtf1 Zelda Quartermaine}")

    assert first == again != other
    assert asked() == 2


def test_the_same_paper_redacted_in_the_same_way_is_written_once(asked):
    """The same texts give the same copy; other texts another one."""
    document = FORMAT.read(b"{\\rtf1 Zelda Quartermain}")
    copies = [FORMAT.rebuild(document, (text,)) for text in ("[NAME 1]", "[NAME 1]", "[NAME 2]")]

    assert copies[0] == copies[1] != copies[2]
    assert asked() == 3


def test_a_paper_that_cannot_be_read_is_not_tried_again(asked):
    """Its reason is remembered, whichever it is, until the sandbox forgets everything."""
    zip_ = Sandboxed("xlsx", ".xlsx", "x/y", "connectors.documents.xlsx", lambda *_: True)
    for _ in range(3):
        with pytest.raises(Unreadable):
            zip_.read(b"PK\x03\x04 and nothing else")

    assert asked() == 1
    sandbox._SANDBOX.end()
    assert sandbox._SANDBOX.failed == {}


def test_what_is_kept_comes_back_as_it_was(tmp_path):
    """Heads with any text in them and bytes, for each key its own; nothing for a key that was never kept."""
    held = Kept(tmp_path)
    held.keep(b"a" * 16, ANSWER, 1.0)
    held.keep(b"b" * 16, (["content"], b""), 1.0)

    assert held.find(b"a" * 16) == ANSWER
    assert held.find(b"b" * 16) == (["content"], b"")
    assert held.find(b"c" * 16) is None
    held.close()
    assert held.find(b"a" * 16) is None


@pytest.mark.case("L05")
def test_no_name_and_no_word_of_it_is_on_the_disk(tmp_path):
    """The file has no name, and its bytes say nothing of what was kept."""
    held = Kept(tmp_path)
    held.keep(b"a" * 16, ANSWER, 1.0)
    held._file.seek(0)
    content = held._file.read()

    assert list(Path(tmp_path).iterdir()) == []
    assert len(content) > len(ANSWER[1])
    assert b"Zelda" not in content
    held.close()


def test_a_byte_that_changed_is_an_answer_that_was_never_kept(tmp_path):
    """What does not open under its seal is asked for anew."""
    held = Kept(tmp_path)
    held.keep(b"a" * 16, ANSWER, 1.0)
    held._file.seek(20)
    held._file.write(b"!")
    held._file.flush()

    assert held.find(b"a" * 16) is None
    held.close()


def test_what_is_quick_is_not_kept_and_a_full_disk_is_no_error(tmp_path, monkeypatch):
    """An answer is asked for again where that costs nothing, where there is too much, and where it cannot be written."""
    held = Kept(tmp_path)
    held.keep(b"a" * 16, ANSWER, 0.0)
    monkeypatch.setattr(kept, "MOST", 0)
    held.keep(b"b" * 16, ANSWER, 1.0)
    held.keep(b"c" * 16, ANSWER, 1.0)

    assert [held.find(each * 16) is not None for each in (b"a", b"b", b"c")] == [False, True, False]
    held.close()


def test_requests_that_differ_in_one_place_have_different_keys():
    """The pieces of a request do not run into each other."""
    assert request_key(b"ab", b"c") != request_key(b"a", b"bc") != request_key(b"a", b"b", b"c")
    assert Reason.CRASHED.name  # reasons are told by name on the wire

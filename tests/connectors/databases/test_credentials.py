"""A password comes from the environment or a private file, and shows nowhere."""

import os

import pytest

from connectors.databases.credentials import password
from connectors.databases.server import Access
from records.errors import Misconfigured
from records.settings import Limits

NAME = "CLEARCOPY_TEST_SECRET"


@pytest.fixture(autouse=True)
def clean(monkeypatch):
    monkeypatch.delenv(NAME, raising=False)
    monkeypatch.delenv(f"{NAME}_FILE", raising=False)


def test_nothing_set_is_no_password():
    """Without a variable there is no password, which a server may accept."""
    assert password(NAME) is None


def test_the_environment_comes_first(monkeypatch, tmp_path):
    """A variable counts before a file; an empty one is an empty password."""
    monkeypatch.setenv(NAME, "")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "nowhere"))

    assert password(NAME) == ""


@pytest.mark.case("B17")
@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_private_file_is_read(monkeypatch, tmp_path, mode):
    """The file's line end is not part of the password; spaces are."""
    path = tmp_path / "secret"
    path.write_text(" hunter2 \n", encoding="utf-8")
    path.chmod(mode)
    monkeypatch.setenv(f"{NAME}_FILE", str(path))

    assert password(NAME) == " hunter2 "


@pytest.mark.case("B17")
@pytest.mark.skipif(os.name != "posix", reason="files have modes on POSIX only")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666])
def test_a_file_others_can_read_is_refused(monkeypatch, tmp_path, mode):
    """A password file that leaks is refused, and the error quotes neither it nor its path."""
    path = tmp_path / "hunter2"
    path.write_text("hunter2", encoding="utf-8")
    path.chmod(mode)
    monkeypatch.setenv(f"{NAME}_FILE", str(path))

    with pytest.raises(Misconfigured) as refusal:
        password(NAME)

    assert "hunter2" not in repr(refusal.value)


def test_a_missing_file_is_refused(monkeypatch, tmp_path):
    """A password file that is not there is a mistake in the settings."""
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "gone"))

    with pytest.raises(Misconfigured):
        password(NAME)


def test_access_does_not_print_itself():
    """The object that holds the password while a connection is made has no way to show it."""
    assert "hunter2" not in repr(Access("hunter2", allow_writer=False, limits=Limits()))

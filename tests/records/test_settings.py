"""One TOML file becomes frozen settings; anything it does not know stops the run before a source is opened."""

import dataclasses

import pytest

from records.errors import Misconfigured
from records.settings import City, Limits, NamedSource, Settings, load


def written(tmp_path, text):
    file = tmp_path / "city.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_built_in_profile_is_helena():
    """Without a file the profile of the first city serves."""
    settings = load()

    assert (settings.city.name, settings.city.state, settings.city.area_code) == ("Helena", "MT", "406")
    assert "helenamt.gov" in settings.city.domains


def test_a_file_overrides_key_by_key(tmp_path):
    """A key in the file replaces the built-in one, and the others stay."""
    settings = load(written(tmp_path, '[city]\nname = "Butte"\n[limits]\ndepth = 3\n'))

    assert (settings.city.name, settings.city.state, settings.limits.depth) == ("Butte", "MT", 3)
    assert settings.limits.parts == Limits().parts


def test_sources_are_named(tmp_path):
    """Configured sources can be asked for by name."""
    settings = load(written(tmp_path, '[[sources]]\nname = "mail"\nlocation = "mail.mbox"\n'))

    assert settings.source("mail") == NamedSource(name="mail", location="mail.mbox")
    assert settings.source("post") is None


def test_a_switch_is_true_or_false(tmp_path):
    """`allow_writer` is off unless it is set, and takes nothing but true or false."""
    source = "[[sources]]\nname = 'p'\nlocation = 'x'\n"

    assert [load(written(tmp_path, source + line)).sources[0].allow_writer for line in ("", "allow_writer = true")] == [
        False,
        True,
    ]
    with pytest.raises(Misconfigured):
        load(written(tmp_path, source + "allow_writer = 1"))


@pytest.mark.parametrize(
    "text",
    [
        'colour = "red"',
        "[city]\nnam = 'Butte'",
        "[city]\nname = 7",
        "[limits]\ndepth = 'deep'",
        "[limits]\ndepth = true",
        "[[sources]]\nname = 'mail'",
        "[[sources]]\nname = 'm'\nlocation = 'x'\npassword = 'secret'",
        "city = 'Butte'",
        "[city]\nzips = [59601]",
        "this is not toml",
    ],
)
def test_a_wrong_file_is_refused(tmp_path, text):
    """An unknown key, a wrong type, a missing part or broken TOML is refused: nothing is guessed, no default steps in."""
    with pytest.raises(Misconfigured):
        load(written(tmp_path, text))


def test_a_missing_file_is_refused(tmp_path):
    """A settings file that is not there is not the same as none."""
    with pytest.raises(Misconfigured):
        load(tmp_path / "nowhere.toml")


def test_no_value_of_the_file_is_repeated(tmp_path):
    """The message names the setting and never what stood there, which could be a secret."""
    with pytest.raises(Misconfigured) as caught:
        load(written(tmp_path, "[limits]\ndepth = 'hunter2-secret'"))

    assert "hunter2" not in str(caught.value)
    assert "limits.depth" in str(caught.value)


def test_the_environment_moves_the_workspace(monkeypatch, tmp_path):
    """CLEARCOPY_WORKSPACE wins over the setting, so that a test or a nightly account has its own."""
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "own"))

    assert load().workspace_path() == tmp_path / "own"


def test_the_digest_follows_the_policy_and_not_the_place():
    """Two settings that give the same results have one digest; a changed fact of the city gives another."""
    settings = load()

    assert dataclasses.replace(settings, workspace="/elsewhere").digest() == settings.digest()
    assert dataclasses.replace(settings, city=City(name="Butte")).digest() != settings.digest()


@pytest.mark.parametrize("kind", [Settings, City, Limits, NamedSource])
def test_every_setting_has_a_help_line(kind):
    """Each setting says in a line what it is for."""
    assert [f.name for f in dataclasses.fields(kind) if not f.metadata.get("help")] == []

"""One TOML file becomes frozen settings; anything it does not know stops the run before a source is opened."""

import dataclasses
from pathlib import Path

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

    assert settings.source("mail") == NamedSource(name="mail", location=str(tmp_path / "mail.mbox"))
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
        "[city]\ntowns = [59601]",
        "this is not toml",
    ],
)
def test_a_wrong_file_is_refused(tmp_path, text):
    """An unknown key, a wrong type, a missing part or broken TOML is refused: nothing is guessed, no default steps in."""
    with pytest.raises(Misconfigured):
        load(written(tmp_path, text))


@pytest.mark.parametrize("limit", [each.name for each in dataclasses.fields(Limits)])
@pytest.mark.parametrize("bound", [0, -5])
def test_a_limit_below_one_is_refused(tmp_path, limit, bound):
    """A bound that nothing can keep would withhold everything, or be none: the setting is named and nothing is read."""
    with pytest.raises(Misconfigured, match=rf"^setting 'limits\.{limit}' must be 1 or more$"):
        load(written(tmp_path, f"[limits]\n{limit} = {bound}"))

    assert getattr(load(written(tmp_path, f"[limits]\n{limit} = 1")).limits, limit) == 1


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


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("mail/in.mbox", "{folder}/mail/in.mbox"),
        ("../in.mbox", "{folder}/../in.mbox"),
        ("/srv/in.mbox", "/srv/in.mbox"),
        ("sqlite:///forms.db", "sqlite:///{folder}/forms.db"),
        ("duckdb:///forms.duckdb", "duckdb:///{folder}/forms.duckdb"),
        ("sqlite:////srv/forms.db", "sqlite:////srv/forms.db"),
        ("sqlite:///C:/forms.db", "sqlite:///C:/forms.db"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("postgresql://reader@db.example.org/forms", "postgresql://reader@db.example.org/forms"),
    ],
)
@pytest.mark.case("R13")
def test_a_relative_path_is_taken_from_the_folder_of_the_file(tmp_path, monkeypatch, given, expected):
    """Wherever the command is run, the settings name the same places; an address of a server is left as it is."""
    file = written(tmp_path, f"[[sources]]\nname = 'm'\nlocation = '{given}'\nto = 'out'\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    (source,) = load(file).sources

    assert Path(source.location).as_posix() == Path(expected.format(folder=tmp_path.as_posix())).as_posix()
    assert source.to == str(tmp_path / "out")


def test_workspace_model_and_lists_lie_beside_the_file(tmp_path, monkeypatch):
    """Every setting that names a place is one from the file; a model that is a package's name stays one."""
    (tmp_path / "staff.csv").write_text("name,email,phone\n", encoding="utf-8")
    monkeypatch.delenv("CLEARCOPY_WORKSPACE", raising=False)
    settings = load(written(tmp_path, "workspace = 'ws'\nmodel = 'a_package'\n[city]\ndirectory_file = 'staff.csv'\n"))

    assert settings.workspace_path() == tmp_path / "ws"
    assert (settings.model, settings.city.directory_file) == ("a_package", str(tmp_path / "staff.csv"))
    assert load(written(tmp_path, "model = 'models/own'\n")).model == str(tmp_path / "models/own")


@pytest.mark.parametrize("key", ["directory_file", "street_file"])
def test_a_list_that_is_not_there_is_named_by_its_setting(tmp_path, key):
    """The sentence says which setting to look at, and not what stands there."""
    with pytest.raises(Misconfigured, match=f"^the file that setting 'city.{key}' names is not there$"):
        load(written(tmp_path, f"[city]\n{key} = 'quackenbush.csv'\n"))


def test_the_digest_follows_what_a_list_holds_and_not_where_it_lies(tmp_path):
    """Two checkouts of one city's settings are one policy; one more official is another."""
    digests = []
    for name, rows in (("a", "x,,"), ("b", "x,,"), ("c", "y,,")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "staff.csv").write_text(f"name,email,phone\n{rows}\n", encoding="utf-8")
        digests.append(load(written(folder, "[city]\ndirectory_file = 'staff.csv'\n")).digest())

    assert (digests[0] == digests[1], digests[0] == digests[2]) == (True, False)


@pytest.mark.parametrize("kind", [Settings, City, Limits, NamedSource])
def test_every_setting_has_a_help_line(kind):
    """Each setting says in a line what it is for."""
    assert [f.name for f in dataclasses.fields(kind) if not f.metadata.get("help")] == []

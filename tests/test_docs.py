"""The documents say what the program does: every command with its help as printed, every setting with its default and meaning.

After a change of a help text or a setting, `python tests/test_docs.py` writes both documents anew.
"""

from __future__ import annotations

import dataclasses
import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from desk.cli import clearcopy
from records.settings import City, Limits, NamedSource, Settings, load

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = ROOT / "docs" / "commands.md"
SETTINGS = ROOT / "docs" / "settings.md"
SECTION = re.compile(r"(?<=^## clearcopy )(\w+)$(.*?)^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAM = click.Context(clearcopy, info_name="clearcopy", **clearcopy.context_settings)
GROUPS = (("", Settings), ("[city]", City), ("[limits]", Limits), ("[[sources]]", NamedSource))


def _printed(name):
    """Return what `clearcopy NAME --help` prints."""
    return CliRunner().invoke(clearcopy, [name, "--help"], prog_name="clearcopy", terminal_width=100).output


def _tables():
    """Return the tables of docs/settings.md: one for each part of the file, a row for each setting."""
    profile = load()
    values = {City: profile.city, Limits: profile.limits, Settings: profile}
    for title, group in GROUPS:
        yield f"## {title or 'Top of the file'}\n\n| setting | default | meaning |\n|---|---|---|"
        for each in dataclasses.fields(group):
            if not dataclasses.is_dataclass(default := getattr(values.get(group), each.name, each.default)):
                yield f"| `{each.name}` | {_default(default)} | {each.metadata['help']} |"
        yield ""


def _default(value):
    if value is dataclasses.MISSING:
        return "required"
    if isinstance(value, tuple):
        return f"{len(value)} entries" if value else "none"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"  # as TOML spells it
    return f"`{value}`" if value != "" else "none"


def test_every_command_is_documented_as_its_help_prints_it():
    """docs/commands.md has one section a command, and in it the help, word for word."""
    sections = {name: text for name, _, text in SECTION.findall(COMMANDS.read_text(encoding="utf-8"))}
    assert sorted(sections) == sorted(clearcopy.commands)
    assert sections == {name: _printed(name) for name in sections}


@pytest.mark.parametrize("document", ["README.md", "docs/commands.md"])
def test_every_command_is_mentioned(document):
    """A reader of either document meets every command."""
    text = (ROOT / document).read_text(encoding="utf-8")
    assert [name for name in clearcopy.commands if f"clearcopy {name}" not in text] == []


def test_every_setting_is_documented_with_its_default_and_meaning():
    """docs/settings.md ends with the tables that the settings' own metadata give."""
    assert SETTINGS.read_text(encoding="utf-8").endswith("\n".join(_tables()))


def test_the_settings_shown_are_accepted(tmp_path):
    """The example in docs/settings.md loads as it stands."""
    (example,) = re.findall(r"^```toml\n(.*?)^```$", SETTINGS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    file = tmp_path / "city.toml"
    file.write_text(example, encoding="utf-8")
    (tmp_path / "staff.csv").write_text("name,email,phone,title\n", encoding="utf-8")
    assert [source.name for source in load(file).sources] == ["clerk-mail", "forms"]


@pytest.mark.parametrize(
    "document", [*sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*.md")), "README.md"]
)
def test_every_command_line_shown_is_accepted(document):
    """Each line of a block that begins with `clearcopy` parses as a command, with options that exist."""
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [line.split("#")[0].strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    for line in lines:
        if line.startswith("clearcopy ") and "..." not in line and "…" not in line:
            _, name, *arguments = shlex.split(line.split("<")[0])
            with clearcopy.commands[name].make_context(name, arguments, parent=PROGRAM):
                pass


def test_scheduling_names_what_prefect_deploys():
    """docs/scheduling.md names each deployment, the work pool and the settings that keep Prefect silent."""
    text = (ROOT / "docs" / "scheduling.md").read_text(encoding="utf-8")
    deployed = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert sorted(each["name"] for each in deployed) == ["adhoc", "nightly"]
    assert [each["name"] for each in deployed if f"{each['name']}/{each['name']}" not in text] == []
    assert {each["work_pool"]["name"] for each in deployed} == {"clearcopy"}
    assert "work-pool create clearcopy --type process" in text
    assert "DO_NOT_TRACK" in text


def test_prefect_is_told_to_be_silent():
    """prefect.toml and the deployments both turn off telemetry, stored results and captured prints."""
    told = tomllib.loads((ROOT / "prefect.toml").read_text(encoding="utf-8"))
    deployed = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert told["server"]["analytics_enabled"] is False
    assert told["results"]["persist_by_default"] is False
    assert told["logging"]["log_prints"] is False
    for each in deployed:
        env = each["work_pool"]["job_variables"]["env"]
        assert (env["DO_NOT_TRACK"], env["PREFECT_SERVER_ANALYTICS_ENABLED"]) == ("1", "false")


def _write():
    text = COMMANDS.read_text(encoding="utf-8")
    text = SECTION.sub(lambda found: f"{found[1]}{found[2]}```text\n{_printed(found[1])}```", text)
    COMMANDS.write_text(text, encoding="utf-8")
    head = SETTINGS.read_text(encoding="utf-8").partition("## Top of the file")[0]
    SETTINGS.write_text(head + "\n".join(_tables()), encoding="utf-8")


if __name__ == "__main__":
    _write()

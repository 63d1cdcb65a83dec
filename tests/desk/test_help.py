"""Help loads little and tells enough: what a command does, its options, and an example that can be typed."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from desk.cli import clearcopy

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"presidio_analyzer", "presidio_anonymizer", "spacy", "numpy", "pandas", "pyarrow", "prefect", "sqlalchemy"}
ASK = """
import sys
from desk.cli import clearcopy
clearcopy.main(sys.argv[1:], standalone_mode=False)
print(sorted(name for name in sys.modules if "." not in name))
"""
PROGRAM = click.Context(clearcopy, info_name="clearcopy", **clearcopy.context_settings)
COMMANDS = sorted(clearcopy.commands)


def _help(*arguments):
    return CliRunner().invoke(clearcopy, [*arguments, "--help"], prog_name="clearcopy").output


@pytest.mark.parametrize("arguments", [(), *((name,) for name in COMMANDS)], ids=str)
def test_help_loads_no_library_that_is_slow_to_load(arguments):
    """`clearcopy [COMMAND] --help` imports neither the detectors' nor the inventory's nor the flows' libraries."""
    command = [sys.executable, "-c", ASK, *arguments, "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    loaded = done.stdout.splitlines()[-1]
    assert "'click'" in loaded
    assert [name for name in sorted(HEAVY) if f"'{name}'" in loaded] == []


def test_the_program_itself_ends_its_help_with_an_example():
    """`clearcopy --help` lists the commands and shows how one is typed."""
    lines = [line.strip() for line in CliRunner().invoke(clearcopy, ["--help"]).output.rstrip().splitlines()]
    assert lines[lines.index("Example:") + 1 :] == [
        "clearcopy redact mail/inbox.mbox --to out/request-0142",
        "clearcopy redact --help",
    ]


def test_no_command_at_all_is_answered_with_the_help():
    """Whoever types the bare name reads which commands there are, as lines and not as an error, and scripts see exit 2."""
    done = subprocess.run([sys.executable, "-m", "desk.cli"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.splitlines()[0]) == (
        2,
        "",
        "Usage: clearcopy [OPTIONS] COMMAND [ARGS]...",
    )
    assert [name for name in COMMANDS if f"  {name}" not in done.stderr] == []


def test_there_are_at_most_eight_commands():
    """A person can keep the whole tool in mind."""
    assert len(COMMANDS) <= 8


@pytest.mark.parametrize("name", COMMANDS)
def test_help_ends_with_an_example_that_the_command_accepts(name):
    """The last block of a command's help is "Example:", and each line of it parses as that command."""
    lines = _help(name).rstrip().splitlines()
    start = max(number for number, line in enumerate(lines) if line.strip() == "Example:")
    examples = [shlex.split(line.split("<")[0]) for line in lines[start + 1 :]]
    assert examples
    for program, command, *arguments in examples:
        assert (program, command) == ("clearcopy", name)
        with clearcopy.commands[name].make_context(name, arguments, parent=PROGRAM):
            pass


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_a_settings_file_and_explains_every_option(name):
    """`--config` is there everywhere, and no option is left without a word of help."""
    options = [each for each in clearcopy.commands[name].params if isinstance(each, click.Option)]
    assert "config" in [option.name for option in options]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.case("K10")
@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_passes_over_the_check_before_publication(name):
    """There is no way round verification, not for anybody: what it refuses is not published."""
    options = {spelling.lstrip("-") for each in clearcopy.commands[name].params for spelling in each.opts}
    assert [word for word in ("force", "skip", "unsafe", "no-verify", "yes", "f", "y") if word in options] == []


def test_version_is_one_line():
    """`--version` names the program and its version."""
    result = CliRunner().invoke(clearcopy, ["--version"], prog_name="clearcopy")
    assert (result.exit_code, result.output.count("\n"), result.output.split(",")[0]) == (0, 1, "clearcopy")


@pytest.mark.case("K10")
@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_goes_around_the_gate(name):
    """There is no switch, spelled out or hidden, that publishes without verification; a short list of words finds any."""
    words = ("force", "skip", "unsafe", "no_verif", "ignore", "without")
    options = [option for parameter in clearcopy.commands[name].params for option in (parameter.name, *parameter.opts)]

    assert [option for option in options if any(word in option.replace("-", "_") for word in words)] == []

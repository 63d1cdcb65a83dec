"""What goes wrong before any source is opened is one clear sentence and exit code 2, and steers no terminal."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest

from desk.plain import plain


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("colour = 'red'\n", "unknown setting 'colour'"),
        ("[limits]\nitem_bytes = 'many'\n", "setting 'limits.item_bytes' has the wrong type"),
        ("[[sources]]\nname = 'mail'\n", "setting 'sources.location' is missing"),
        ("sources = [\n", "the settings file is not valid TOML"),
    ],
)
def test_a_broken_settings_file_stops_the_command(desk, text, sentence):
    """An unknown key, a wrong type, a missing key and a file that is not TOML are each named."""
    (desk.folder / "city.toml").write_text(text, encoding="utf-8")
    assert sentence in desk.refused("sources", "--config", "city.toml", code=2)


def test_a_settings_file_that_is_not_there_stops_the_command(desk):
    """Without the file that was named nothing is read: the built-in profile is not a fallback."""
    assert desk.refused("scan", "x.csv", "--config", "none.toml", code=2) == "the settings file cannot be read"


@pytest.mark.parametrize("arguments", [("scan",), ("redact", "x.csv"), ("publish",), ("scan", "--fast", "x.csv")])
def test_a_wrong_command_line_is_explained_in_one_line(desk, arguments):
    """A missing argument or option and an unknown command or option point to the help."""
    assert desk.refused(*arguments, code=2).endswith("--help'.")


@pytest.mark.case("L06")
def test_an_argument_cannot_steer_the_terminal(desk):
    """Escape sequences, bells and bidirectional controls in an argument are printed as text."""
    sentence = desk.refused("\x1b[2J\x07bogus\u202e", code=2)
    assert r"\x1b[2J\x07bogus\u202e" in sentence


def test_plain_keeps_what_prints_and_spells_out_what_does_not():
    """Letters of any script stay; control, format and surrogate characters become escapes."""
    assert plain("José Ωmega 日本") == "José Ωmega 日本"
    assert plain("a\r\nb\x9b\ud800\u2066") == r"a\r\nb\x9b\ud800\u2066"


def test_sources_lists_what_is_configured_without_a_password(desk):
    """Each configured source has its number, name and place; one never read says so; a password in a URL is covered."""
    (desk.folder / "city.toml").write_text(
        "[[sources]]\nname = 'mail'\nlocation = 'mail/inbox.mbox'\nto = 'out'\ndepartment = 'Clerk'\n"
        "[[sources]]\nname = 'forms'\nlocation = 'postgresql://reader:s3cret@db.example.org/forms'\n",
        encoding="utf-8",
    )
    done = desk.run("sources", "--config", "city.toml")
    rows = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 mail mail/inbox.mbox Clerk out never" in rows
    assert "s3cret" not in done.stdout
    assert "reader:***@" in "".join(done.stdout.split())


@pytest.mark.case("L01")
@pytest.mark.parametrize(
    "location",
    [
        "postgresql://clerk:hunter2@db/forms",
        "postgresql://clerk:x/hunter2@db/forms",
        "postgresql://clerk:x@hunter2@db/forms",
        "postgresql://clerk/hunter2@db/forms",
        "postgresql://clerk:hunter2/forms",
        "postgresql://db/forms?password=hunter2",
        "postgresql://db/forms;password=hunter2",
        "postgresql://clerk:hunter2@[db/forms",
        "mssql+pyodbc:///?odbc_connect=DRIVER;PWD=hunter2",
        "://clerk:hunter2@db",
    ],
)
def test_sources_shows_no_password_however_odd_the_url(desk, location):
    """The rest of the URL is shown where it can be told from the password, and not at all where it cannot."""
    (desk.folder / "city.toml").write_text(f"[[sources]]\nname = 'forms'\nlocation = '{location}'\n", encoding="utf-8")
    done = desk.run("sources", "--config", "city.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "forms" in done.stdout
    assert "hunter2" not in "".join(done.stdout.split())


def test_a_terminal_that_lacks_a_letter_is_no_reason_to_fail(desk):
    """Where stdout is ASCII, a letter it lacks is spelled out."""
    (desk.folder / "city.toml").write_text(
        "[[sources]]\nname = 'mail'\nlocation = 'in.mbox'\ndepartment = 'Café'\n", encoding="utf-8"
    )
    ascii_only = dataclasses.replace(desk, env=desk.env | {"PYTHONIOENCODING": "ascii"}, afresh=True)
    done = ascii_only.run("sources", "--config", "city.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert r"Caf\xe9" in done.stdout


@pytest.mark.case("L01")
@pytest.mark.parametrize(
    "quoting", ["int(value)", "logging.error(value)", "warnings.warn(value)", "logging.getLogger('x').warning(value)"]
)
def test_what_a_library_says_of_a_value_is_not_shown(desk, quoting):
    """An error nobody foresaw shows its kind and place only; logs and warnings of libraries, which may quote, not at all."""
    code = (
        "import logging, warnings, click, desk.cli as cli\n"
        f"value = '516-21-4321'\ncommand = click.Command('x', callback=lambda: {quoting})\n"
        "cli.clearcopy.add_command(command)\ncli.main(['x'])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=desk.env, cwd=desk.folder, capture_output=True, text=True, check=False)
    defect = "clearcopy: a defect in the program stopped it: ValueError at <string>:3\n"
    assert (done.returncode, done.stdout, done.stderr) == ((1, "", defect) if "int" in quoting else (0, "", ""))


@pytest.mark.case("L01")
@pytest.mark.parametrize(
    ("failing", "said"),
    [
        ("t = threading.Thread(target=fail); t.start(); t.join()", "stopped a part of it: ValueError at <string>:5"),
        ("t = threading.Thread(target=sys.exit); t.start(); t.join()", ""),
        ("Broken()", "was passed over: ValueError at <string>:5"),
    ],
    ids=["thread", "thread that ends", "clearing up"],
)
def test_what_fails_beside_the_command_quotes_nothing(desk, failing, said):
    """A thread that dies, or an object that cannot be cleared up, is told of by kind and place; the command goes on."""
    code = (
        "import sys, threading, click, desk.cli as cli\n"
        f"def act():\n    {failing}\n"
        "def fail(*_):\n    int('516-21-4321')\n"
        "class Broken:\n    __del__ = fail\n"
        "cli.clearcopy.add_command(click.Command('x', callback=act))\ncli.main(['x'])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=desk.env, cwd=desk.folder, capture_output=True, text=True, check=False)
    sentence = f"clearcopy: a defect in the program {said}\n" if said else ""
    assert (done.returncode, done.stdout, done.stderr) == (0, "", sentence)


def test_inventory_before_any_run_says_what_to_do(desk):
    """Without an inventory the command names the commands that make one."""
    assert "run clearcopy scan or clearcopy redact first" in desk.refused("inventory", code=2)

"""Both flows run as deployed, on a real server and worker, and Prefect keeps nothing of what the sources hold."""

from __future__ import annotations

import mailbox
import subprocess
import sys
from email.message import EmailMessage

import pytest

pytestmark = pytest.mark.slow

PERSON = "Zebulon Quackenbush"
PHONE = "406-555-0147"
SSN = "516-21-4387"
EMAIL = "zquack@example.org"
FOLDER = "quackenbush-zebulon-file"
LOST = "lost-ophelia-thistlewick"
PASSWORD = "quail-lantern-8841"  # conftest.py puts it into the worker's environment
CANARIES = (PERSON, "Quackenbush", PHONE, SSN, EMAIL, FOLDER, LOST, "thistlewick", PASSWORD)
AT_ONCE = """
import sys
from flows.nightly import nightly, read_source

read_source.retry_delay_seconds = [0, 0]
state = nightly(sys.argv[1], return_state=True)
print(state.type.value, state.message)
"""


@pytest.fixture(scope="module")
def sources(city):
    """Put a mailbox and a form export with canaries, in their text and in their names, under the city's folder."""
    place = city.folder / FOLDER
    place.mkdir()
    box = mailbox.mbox(place / f"{FOLDER}.mbox")
    for number in range(2):
        message = EmailMessage()
        message["From"], message["To"] = f"{PERSON} <{EMAIL}>", "clerk@example.net"
        message["Subject"], message["Date"] = f"Permit for {PERSON}", "Mon, 05 Jan 2026 09:00:00 -0700"
        message.set_content(f"Hello,\n\nmy number is {PHONE} and my SSN is {SSN} ({number}).\n\n{PERSON}\n")
        box.add(message)
    box.close()
    form = place / f"{FOLDER}.csv"
    form.write_text(f"Name,Phone,E-mail,SSN\n{PERSON},{PHONE},{EMAIL},{SSN}\n", encoding="utf-8")
    named = (("mail", form.with_suffix(".mbox"), "out"), ("forms", form, "out"), ("stock", form, ""))
    (city.folder / "city.toml").write_text(_settings(named), encoding="utf-8")
    broken = (("lost", place / f"{LOST}.csv", "out"), ("here", form, ""))
    (city.folder / "broken.toml").write_text(_settings(broken), encoding="utf-8")
    return place


def _settings(named):
    entry = '[[sources]]\nname = "{}"\nlocation = "{}"\nto = "{}"\n'
    return "".join(entry.format(name, location.as_posix(), to) for name, location, to in named)


@pytest.mark.case("L02")
def test_nightly_as_deployed_reads_every_source_and_leaves_no_value_in_prefect(city, sources):
    """A triggered nightly run completes, releases and scans what is configured, and Prefect's whole store is clean."""
    _, run = city.start("nightly/nightly", {})
    ended = city.wait(run["id"])
    releases = sorted(path.name[11:] for path in (city.folder / "out").iterdir() if path.name[:4].isdigit())
    assert (ended["state_type"], ended["state"]["message"]) == ("COMPLETED", "3 sources read")
    assert releases == ["forms", "mail"]
    assert sorted(city.tasks(run["id"], 3)) == ["source 1", "source 2", "source 3"]
    assert city.keeps("3 sources read", "source 2") == ["3 sources read", "source 2"]
    assert city.keeps(*CANARIES) == []


@pytest.mark.case("L02")
def test_adhoc_as_deployed_answers_one_request_with_one_package(city, sources):
    """Of two runs triggered at once one is cancelled; the other releases the named sources together; the store stays clean."""
    asked = ({"request": request, "sources": ["mail", "forms"]} for request in ("R-2026-0142", "R-2026-0144"))
    started = [city.start("adhoc/adhoc", parameters) for parameters in asked]
    ended = [city.wait(run["id"]) for _, run in started]
    released = sorted(path for path in (city.folder / "out").iterdir() if path.name.startswith("R-2026"))
    assert [status for status, _ in started] == [201, 201]
    assert sorted(run["state_type"] for run in ended) == ["CANCELLED", "COMPLETED"]
    assert [(path / "README.txt").is_file() for path in released] == [True]
    assert city.keeps(*CANARIES) == []


@pytest.mark.case("L02")
@pytest.mark.parametrize(
    "parameters",
    [
        {"request": "R-2026-0143", "sources": [f"/mail/{FOLDER}.mbox"]},
        {"request": "R-2026-0143", "sources": [EMAIL]},
        {"request": PHONE, "sources": ["mail"]},
        {"request": SSN, "sources": ["mail"]},
        {"request": "R-2026-0143", "sources": ["mail"], "config": EMAIL},
    ],
)
def test_a_parameter_that_could_hold_a_value_is_refused_before_it_is_stored(city, sources, parameters):
    """Paths, addresses and numbers do not fit the parameters' shapes, so the server refuses the run and keeps nothing."""
    status, _ = city.start("adhoc/adhoc", parameters)
    assert 400 <= status < 500
    assert city.keeps(*CANARIES) == []


@pytest.mark.case("L01")
def test_a_source_that_cannot_be_reached_fails_the_run_after_the_others_are_done(city, sources):
    """It alone is tried again, twice; the run then fails by number, and no state, log or file says what it looked for."""
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE, "broken.toml"],
        cwd=city.folder,
        env=city.env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    _, runs = city.ask("/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["FAILED"]}}}})
    tasks = city.tasks(runs[0]["id"], 2)
    assert done.stdout.splitlines()[-1:] == ["FAILED 1 of 2 sources failed: 1"]
    assert {name: (task["state_type"], task["run_count"]) for name, task in tasks.items()} == {
        "source 1": ("FAILED", 3),
        "source 2": ("COMPLETED", 1),
    }
    assert tasks["source 1"]["state"]["message"].startswith(
        "Task run encountered an exception SourceUnavailable: source 1: "
    )
    assert [value for value in CANARIES if value in done.stdout + done.stderr] == []
    assert city.keeps(*CANARIES) == []


def test_the_deployments_are_scheduled_and_never_overlap(city):
    """Nightly runs at two in the morning in Denver; neither flow starts while it is still running."""
    _, nightly = city.ask("/deployments/name/nightly/nightly", method="GET")
    _, adhoc = city.ask("/deployments/name/adhoc/adhoc", method="GET")
    schedules = [(each["schedule"]["cron"], each["schedule"]["timezone"]) for each in nightly["schedules"]]
    assert schedules == [("0 2 * * *", "America/Denver")]
    assert adhoc["schedules"] == []
    for deployment in (nightly, adhoc):
        assert deployment["global_concurrency_limit"]["limit"] == 1
        assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        assert deployment["entrypoint"] == f"flows.{deployment['name']}.{deployment['name']}"


def test_prefect_keeps_no_results_and_sends_no_telemetry(city):
    """Neither a result file nor a telemetry session exists after the runs."""
    _, settings = city.ask("/admin/settings", method="GET")
    assert settings["server"]["analytics_enabled"] is False
    assert [path for path in (city.home / "storage").rglob("*") if path.is_file()] == []
    assert b"TELEMETRY_SESSION" not in city.stored()

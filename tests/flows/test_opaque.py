"""Nothing but ids, counts and fixed sentences crosses the border to Prefect, whatever goes wrong on this side of it."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prefect.states import Failed  # noqa: TID251 - a test of flows/

from flows.adhoc import _place
from flows.nightly import free_folder
from flows.opaque import CONFIG, NAME, REQUEST, Counts, counted, require, settings_of, worth_retrying
from records.errors import ClearcopyError, Misconfigured, Reason, SourceUnavailable, Unreadable, Unsafe
from records.finding import PiiType
from records.settings import NamedSource, Settings
from release.receipt import Receipt

ROOT = Path(__file__).resolve().parents[2]
VALUE = "quackenbush-516-21-4387"


@pytest.fixture(autouse=True)
def root_level():
    """Put the root logger's level back, which a flow raises for the whole process."""
    level = logging.getLogger().level
    yield
    logging.getLogger().setLevel(level)


def _failing(error):
    def work():
        try:
            int(VALUE)
        except ValueError:
            raise error from None

    return work


@pytest.mark.case("L01")
@pytest.mark.parametrize(
    ("error", "kind", "sentence"),
    [
        (SourceUnavailable("cannot be reached", item="0007"), SourceUnavailable, "source 2: cannot be reached"),
        (Misconfigured("no source is configured"), Misconfigured, "source 2: no source is configured"),
        (Unsafe("must not leave"), Unsafe, "source 2: must not leave"),
        (
            FileNotFoundError(2, VALUE, VALUE),
            ClearcopyError,
            "source 2: the operating system refused: No such file or directory",
        ),
        (OSError(VALUE), ClearcopyError, "source 2: the operating system refused: reading or writing failed"),
        (ValueError(VALUE), ClearcopyError, "source 2: a defect in the program stopped it: crashed"),
        (RecursionError(VALUE), ClearcopyError, "source 2: a defect in the program stopped it: too_deep"),
        (Unreadable(Reason.ENCRYPTED), ClearcopyError, "source 2: a defect in the program stopped it: encrypted"),
    ],
)
def test_every_failure_crosses_as_a_fixed_sentence_without_its_cause(error, kind, sentence):
    """The reaction stays, the item is the opaque one, and no cause or context hangs on that a log could print."""
    with pytest.raises(ClearcopyError) as caught:
        counted("source 2", _failing(error))
    raised = caught.value
    assert (type(raised), str(raised)) == (kind, sentence)
    assert (raised.__cause__, raised.__context__) == (None, None)


def test_success_crosses_as_counts():
    """Of a receipt only three numbers are left."""
    redactions = ((PiiType.PERSON, 3), (PiiType.SSN, 1))
    receipt = Receipt("r", Path(VALUE), 7, 5, 2, 0, redactions, 2, ((Reason.ENCRYPTED, 1),), False, 10, 0.1)
    assert counted("source 1", lambda: receipt) == Counts(released=5, withheld=2, redactions=4)


def test_only_what_may_come_back_is_tried_again():
    """A source out of reach is retried; a refusal, a wrong setting and a defect are not."""
    errors = (SourceUnavailable("x"), Misconfigured("x"), Unsafe("x"), ClearcopyError("x"), OSError("x"))
    assert [worth_retrying(None, None, Failed(data=error)) for error in errors] == [True, False, False, False, False]


@pytest.mark.parametrize("name", ["mail", "clerk-mail", "forms-2024"])
def test_opaque_names_fit(name):
    """A plain word with digits and hyphens is a name."""
    assert re.fullmatch(NAME, name)


@pytest.mark.parametrize("number", ["2026-0142", "R-2026-0142", "PRR2026-7"])
def test_request_numbers_fit(number):
    """The usual spellings of a request's number fit."""
    assert re.fullmatch(REQUEST, number)


@pytest.mark.case("L02")
@given(
    st.one_of(
        st.from_regex(r"\A\(?[2-9][0-9]{2}\)?[-. ]?[2-9][0-9]{2}[-. ]?[0-9]{4}\Z"),
        st.from_regex(r"\A[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}\Z"),
        st.from_regex(r"\A[a-z0-9.]{1,12}@[a-z]{1,8}\.(org|com)\Z"),
        st.from_regex(r"\A(/|\./|[A-Z]:\\|sqlite://)[a-z /.]{1,20}\Z"),
        st.from_regex(r"\A[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}\Z"),
    )
)
def test_values_and_places_do_not_fit(text):
    """No telephone number, SSN, e-mail address, path, URL or written name fits where a name or a number belongs."""
    assert re.fullmatch(NAME, text) is None
    assert re.fullmatch(REQUEST, text) is None
    assert re.fullmatch(CONFIG, text) is None


def test_a_refused_parameter_is_not_repeated():
    """The refusal is its sentence alone."""
    with pytest.raises(Misconfigured, match=r"^the sentence$"):
        require(VALUE.upper(), NAME, "the sentence")
    with pytest.raises(Misconfigured, match=r"^the settings file must be a path that ends in \.toml$"):
        settings_of(f"{VALUE}@example.org")


def test_a_release_never_takes_another_ones_place(tmp_path):
    """The second and third release of one night stand beside the first."""
    made = []
    for _ in range(3):
        made.append(free_folder(tmp_path, "2026-01-31-mail"))
        made[-1].mkdir()
    assert [path.name for path in made] == ["2026-01-31-mail", "2026-01-31-mail-2", "2026-01-31-mail-3"]


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["post"], "a named source is not configured"),
        ([], "a named source is not configured"),
        (["mail", "forms"], "the named sources do not share one folder for releases"),
        (["../mail"], "a source is called by its name of lower-case letters, digits and hyphens"),
    ],
)
def test_a_request_for_what_is_not_configured_is_refused(names, sentence):
    """An unknown name, no name, two places or something that is no name stop the request before anything is read."""
    sources = (NamedSource("mail", "in.mbox", to="out"), NamedSource("forms", "in.csv", to="elsewhere"))
    with pytest.raises(Misconfigured, match=f"^{sentence}$"):
        _place(Settings(sources=sources), names)


@pytest.mark.case("R20")
def test_telemetry_is_off_once_flows_is_imported():
    """Importing the package first leaves Prefect without any of its four ways to report home."""
    code = (
        "import flows; from prefect._internal.analytics.enabled import is_telemetry_enabled as on; "
        "from prefect.settings.context import get_current_settings; s = get_current_settings(); "
        "print(on(), s.server.analytics_enabled, s.cloud.enable_orchestration_telemetry, s.telemetry.enable_resource_metrics)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"] * 4

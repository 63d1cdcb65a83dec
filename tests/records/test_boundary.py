"""A crash costs its own item; what is about the whole run passes through."""

import pytest

from records.boundary import attempt
from records.errors import Misconfigured, Reason, SourceUnavailable, Unreadable, Unsafe


def raising(error):
    def work():
        raise error

    return work


def test_what_works_is_returned():
    """A result comes through as it is."""
    assert attempt(lambda: 7) == 7


@pytest.mark.case("L01")
@pytest.mark.case("R08")
@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError("invalid literal '516-21-4321'"), Reason.CRASHED),
        (RecursionError(), Reason.TOO_DEEP),
        (MemoryError(), Reason.TOO_LARGE),
        (Unreadable(Reason.ENCRYPTED), Reason.ENCRYPTED),
        (KeyError("Jane Doe"), Reason.CRASHED),
    ],
)
def test_an_items_failure_is_a_reason(error, reason):
    """Whatever a parser raises becomes a reason code, without a word of its message."""
    assert attempt(raising(error)) is reason


@pytest.mark.parametrize(
    "error",
    [
        OSError("disk"),
        SourceUnavailable("gone"),
        Unsafe("found"),
        Misconfigured("wrong"),
        KeyboardInterrupt(),
        SystemExit(),
    ],
)
def test_a_runs_failure_passes(error):
    """The disk, the source, a refusal and the user's interruption are not an item's fault."""
    with pytest.raises(type(error)):
        attempt(raising(error))

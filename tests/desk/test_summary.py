"""The summary of a run says how many items could be read where some could not, and nothing of the kind otherwise."""

from pathlib import Path

import pytest

from desk.summary import exit_code, summarise
from records.errors import Reason
from release.receipt import Receipt


@pytest.mark.case("P02")
@pytest.mark.parametrize(("unread", "told"), [(2, True), (0, False)])
def test_an_incomplete_run_says_so(capsys, unread, told):
    """Items that were there and that nobody could read make a run incomplete: one sentence, exit code 1."""
    reasons = ((Reason.UNREADABLE, 2),)
    receipt = Receipt("r", Path("out"), 7, 5, 2, 0, (), 0, reasons, False, 10, 0.1, unread=unread)
    summarise(receipt)

    assert ("Incomplete: 5 of 7 items could be read." in capsys.readouterr().out) is told
    assert exit_code(receipt) == 1

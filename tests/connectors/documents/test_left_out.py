"""What only the writing of a copy shows to be unfit is left out alone, told of where somebody accounts for it, and refused elsewhere."""

import threading

import pytest

from connectors.documents.ahead import ahead
from connectors.documents.left_out import collected, leave_out, within
from records.errors import Reason, Unreadable


def test_nothing_is_left_out_that_nobody_accounts_for():
    """A writer that collects nothing gets no copy with a hole in it."""
    with pytest.raises(Unreadable) as caught:
        leave_out("page 2", Reason.LOW_CONFIDENCE)

    with pytest.raises(Unreadable), within("member 3"):
        leave_out("page 2", Reason.LOW_CONFIDENCE)

    assert caught.value.reason is Reason.LOW_CONFIDENCE


def test_what_encloses_a_part_says_where_it_is():
    """A page of a PDF in an archive in a message, and one that is not in any; each item begins anew."""
    with collected() as parts:
        with within("attachment 1:"), within("member 3"):
            leave_out("page 2", Reason.LOW_CONFIDENCE)
        leave_out("page 7", Reason.CRASHED)
    with collected() as others:
        pass

    assert parts == [("attachment 1: member 3 page 2", Reason.LOW_CONFIDENCE), ("page 7", Reason.CRASHED)]
    assert others == []


def test_a_part_of_an_attachment_that_failed_is_forgotten_with_it():
    """The whole attachment is accounted for by whoever catches its failure."""
    with collected() as parts:
        with pytest.raises(Unreadable), within("attachment 1:"):
            leave_out("page 2", Reason.LOW_CONFIDENCE)
            raise Unreadable(Reason.NOT_REBUILT)
        leave_out("attachment 1", Reason.NOT_REBUILT)

    assert parts == [("attachment 1", Reason.NOT_REBUILT)]


def test_pages_come_in_order_whichever_is_done_first():
    """Each is worked on beside the thread that takes them, and few are drawn before they are wanted."""
    drawn = []

    def pages():
        for number in range(50):
            drawn.append(number)
            yield lambda n=number: (n, threading.current_thread() is threading.main_thread())

    ways = ahead(pages())

    assert next(ways) == (0, False)
    assert len(drawn) <= 6
    assert [number for number, _ in ways] == list(range(1, 50))


def test_the_failure_of_a_page_is_not_swallowed():
    """Whoever takes the pages gets it in the place of its page."""

    def pages():
        yield lambda: 1
        yield lambda: 1 // 0

    ways = ahead(pages())

    assert next(ways) == 1
    with pytest.raises(ZeroDivisionError):
        next(ways)

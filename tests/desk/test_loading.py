"""Ctrl-C while libraries are loaded ends the command after they are there, whatever they swallow."""

from __future__ import annotations

import os
import signal
import sys
import threading

import pytest

from desk.loading import loading

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: Ctrl-C is sent in another way on Windows")


@pytest.fixture(autouse=True)
def heard():
    """Hear interrupts even where the tests themselves were started without: in the background of a shell, below nohup."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_that_a_library_would_swallow_is_kept():
    """What the block clears away is raised when the block ends, and the usual handler is back."""
    reached = []
    with pytest.raises(KeyboardInterrupt), loading():
        try:
            os.kill(os.getpid(), signal.SIGINT)
            reached.append("the end of the load")
        except BaseException:  # noqa: BLE001 - what the block is there to survive
            pass
    assert (reached, signal.getsignal(signal.SIGINT)) == (["the end of the load"], signal.default_int_handler)


def test_without_an_interrupt_nothing_is_raised():
    """A load that nobody interrupts goes on to what follows it."""
    with loading():
        handled = signal.getsignal(signal.SIGINT)
    assert handled is not signal.default_int_handler
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ignored_interrupts_stay_ignored():
    """Below nohup an interrupt is ignored, and it stays so."""
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with loading():
            os.kill(os.getpid(), signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, usual)


def test_a_thread_may_load_too():
    """Handlers belong to the main thread: elsewhere nothing is changed and nothing fails."""
    handlers = []

    def load() -> None:
        with loading():
            handlers.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=load)
    thread.start()
    thread.join()
    assert handlers == [signal.default_int_handler]

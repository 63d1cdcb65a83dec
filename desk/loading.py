"""Ctrl-C while libraries are loaded is not lost: it waits until they are there, since some swallow what is raised then."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["loading"]


@contextmanager
def loading() -> Iterator[None]:
    """Raise KeyboardInterrupt when the block ends, where it was asked for in between.

    Extension modules that look for an optional part of theirs clear whatever that look raised, an interrupt too. Where
    interrupts are ignored or somebody else's, as in a thread or below nohup, nothing is changed.
    """
    usual = signal.getsignal(signal.SIGINT)
    if usual is not signal.default_int_handler or threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = False

    def remember(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    signal.signal(signal.SIGINT, remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if asked:
        raise KeyboardInterrupt

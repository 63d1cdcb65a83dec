"""The pages of a document are worked on several at a time, one for each processor, and handed over in their order.

The reading is done by a program of its own, so threads are enough; few pages wait, so memory does not grow with the document.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

__all__ = ["ahead"]

T = TypeVar("T")

_MOST = 4
"""Pages at a time at most: each has a reader with some hundred megabytes."""


def ahead(work: Iterable[Callable[[], T]]) -> Iterator[T]:
    """Yield what each of *work* returns, in order; *work* itself is drawn from here, one after the other."""
    most = min(os.cpu_count() or 1, _MOST)
    waiting: deque[Future[T]] = deque()
    with ThreadPoolExecutor(most) as pool:
        for each in work:
            waiting.append(pool.submit(each))
            if len(waiting) > most:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

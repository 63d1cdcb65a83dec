"""The one place where a crash becomes "withheld": a parser or detector that fails costs its own item and nothing else.

No other broad except exists in the program. Errors that are about the run rather than the item pass through: the disk, the
source as a whole, the settings, a refusal to publish, an interruption by the user.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from records.errors import ClearcopyError, Reason, Unreadable

__all__ = ["attempt"]

T = TypeVar("T")


def attempt(work: Callable[[], T]) -> T | Reason:
    """Return what *work* returns, or the reason why its item must be withheld; the cause's text is dropped, it may hold data."""
    try:
        return work()
    except Unreadable as error:
        return error.reason
    except (ClearcopyError, OSError):
        raise
    except RecursionError:
        return Reason.TOO_DEEP
    except MemoryError:
        return Reason.TOO_LARGE
    except Exception:  # noqa: BLE001 - the record boundary: fail closed, whatever a parser or a detector raises
        return Reason.CRASHED

"""What Prefect is told and stores: ids, counts and fixed sentences; everything else stops here (rows L01, L02).

Prefect keeps every parameter, state message and log line in its database and shows them in its UI. So parameters have a
shape in which a path, an address or a number of a person does not fit, which the server checks before it stores a run; and
whatever goes wrong leaves as one of the four reactions with a fixed sentence, raised anew where no cause hangs on to it.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from prefect import Task
from prefect.client.schemas.objects import State, TaskRun
from pydantic import Field

from records.boundary import attempt
from records.errors import ClearcopyError, Misconfigured, Reason, SourceUnavailable, Unsafe
from records.settings import Settings, load
from release.receipt import Receipt

__all__ = [
    "RETRY_SECONDS",
    "ConfigPath",
    "Counts",
    "RequestNumber",
    "SourceName",
    "counted",
    "require",
    "settings_of",
    "worth_retrying",
]

RETRY_SECONDS = (60, 600)
"""A locked database is free again in a minute; a share that was restarted, in ten."""

NAME = r"^[a-z][a-z0-9-]{0,39}$"
REQUEST = r"^[A-Za-z]{0,4}-?20[0-9]{2}-[0-9]{1,6}$"
CONFIG = r"^[^@]{1,200}\.toml$"

SourceName = Annotated[str, Field(pattern=NAME, description="name of a configured source")]
RequestNumber = Annotated[str, Field(pattern=REQUEST, description="the city's own number: R-2026-0142")]
ConfigPath = Annotated[str, Field(pattern=CONFIG, description="path of the settings file on the worker")]


REACTIONS = (Misconfigured, SourceUnavailable, Unsafe)


@dataclass(frozen=True, slots=True)
class Counts:
    """All that a run leaves in Prefect."""

    released: int
    withheld: int
    redactions: int

    def sentence(self) -> str:
        """Return the counts in words.

        >>> Counts(released=2, withheld=1, redactions=9).sentence()
        '2 items read and released, 1 withheld, 9 redactions'
        """
        return f"{self.released} items read and released, {self.withheld} withheld, {self.redactions} redactions"


def counted(item: str, work: Callable[[], Receipt]) -> Counts:
    """Return the counts of *work*, or raise the reaction to its failure as *item* and a fixed sentence."""
    _hush()
    outcome = _attempt(item, work)
    if isinstance(outcome, ClearcopyError):
        raise outcome
    return Counts(
        released=outcome.released,
        withheld=outcome.withheld,
        redactions=sum(count for _, count in outcome.redactions),
    )


def _attempt(item: str, work: Callable[[], Receipt]) -> Receipt | ClearcopyError:
    """Return the failure instead of raising it, so that the error raised later has no context to be logged with."""
    try:
        outcome = attempt(work)
    except ClearcopyError as error:
        kind = next((kind for kind in REACTIONS if isinstance(error, kind)), ClearcopyError)
        return kind(error.sentence, item=item)
    except OSError as error:  # its own text names the file
        cause = os.strerror(error.errno) if error.errno else "reading or writing failed"
        return ClearcopyError(f"the operating system refused: {cause}", item=item)
    if isinstance(outcome, Reason):
        return ClearcopyError(f"a defect in the program stopped it: {outcome.name.lower()}", item=item)
    return outcome


def _hush() -> None:
    """Silence what could quote a source on the worker's console: libraries' logs and warnings, core dumps."""
    logging.getLogger().setLevel(logging.CRITICAL)  # Prefect's own loggers have levels of their own
    warnings.simplefilter("ignore")
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - POSIX only

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def worth_retrying(_task: Task[..., Counts], _run: TaskRun, state: State[Counts]) -> bool:
    """Say whether a later try may succeed: only where the source could not be reached."""
    return isinstance(state.data, SourceUnavailable)


def require(value: str, pattern: str, sentence: str) -> None:
    """Raise Misconfigured with *sentence* where *value*, which it does not repeat, is not of the shape."""
    if not re.fullmatch(pattern, value):
        raise Misconfigured(sentence)


def settings_of(config: str) -> Settings:
    """Return the settings that *config* names."""
    require(config, CONFIG, "the settings file must be a path that ends in .toml")
    return load(Path(config))

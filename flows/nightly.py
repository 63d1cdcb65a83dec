"""The nightly flow reads every configured source, one task each; one that fails fails the run after the others are done.

A source with a place for releases (`to`) is released to `<to>/<date>-<name>`; the others only enter the inventory. Tasks are
called by the ordinal of their source in the settings file, which `clearcopy sources` prints, so nothing that a name may hold
reaches Prefect. They run one after the other, in the order of the file: a run reads with one worker (docs/decisions.md), and
one at a time takes the memory of one.
"""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.opaque import NAME, RETRY_SECONDS, ConfigPath, Counts, counted, require, settings_of, worth_retrying
from records.errors import ClearcopyError, Misconfigured
from records.settings import NamedSource, Settings
from release.pipeline import release, scan
from release.receipt import Receipt

__all__ = ["free_folder", "nightly", "read_source"]


@task(
    name="source",
    task_run_name="source {ordinal}",
    retries=len(RETRY_SECONDS),
    retry_delay_seconds=list(RETRY_SECONDS),
    retry_condition_fn=worth_retrying,
    cache_policy=NO_CACHE,
    persist_result=False,
    log_prints=False,
)
def read_source(config: str, ordinal: int) -> Counts:
    """Release the source that stands at *ordinal*, from 1, in the settings file, or take inventory of it."""
    counts = counted(f"source {ordinal}", lambda: _read(settings_of(config), ordinal))
    get_run_logger().info("source %d: %s", ordinal, counts.sentence())
    return counts


@flow(name="nightly", validate_parameters=False, persist_result=False, log_prints=False)
def nightly(config: ConfigPath = "city.toml") -> State[None]:
    """Read every source that the settings file *config* names, and fail where one of them could not be read."""
    try:
        sources = settings_of(config).sources
    except ClearcopyError as error:
        return Failed(message=error.sentence)
    if not sources:
        return Failed(message="no source is configured")
    ordinals = range(1, len(sources) + 1)
    failed = [n for n in ordinals if read_source(config, n, return_state=True).is_failed()]
    if failed:
        return Failed(message=f"{len(failed)} of {len(sources)} sources failed: {', '.join(map(str, failed))}")
    return Completed(message=f"{len(sources)} sources read")


def free_folder(to: Path, name: str) -> Path:
    """Return the first of ``to/name``, ``to/name-2``, ... that does not exist: a release never takes another's place."""
    names = (name if n == 1 else f"{name}-{n}" for n in count(1))
    return next(path for path in (to / name for name in names) if not path.exists())


def _read(settings: Settings, ordinal: int) -> Receipt:
    if ordinal > len(settings.sources):
        raise Misconfigured("the settings file changed during the run")
    source = settings.sources[ordinal - 1]
    if not source.to:
        return scan([source.name], settings=settings)
    return release([source.name], _folder(source), settings=settings)


def _folder(source: NamedSource) -> Path:
    require(source.name, NAME, "a source that is released needs a name of lower-case letters, digits and hyphens")
    return free_folder(Path(source.to), f"{datetime.now().astimezone():%Y-%m-%d}-{source.name}")

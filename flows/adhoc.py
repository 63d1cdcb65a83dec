"""The ad hoc flow releases some of the configured sources together, as one package for one public-records request.

Its parameters are stored and shown by Prefect, so they are opaque: the settings file, the city's own number of the request
and names of configured sources. A path or a database URL does not fit: what is to be read once is named in the settings
file first. The package appears as `<to>/<request>` below the folder that the sources have in common; sources that have none
only enter the inventory.
"""

from __future__ import annotations

from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.opaque import (
    NAME,
    REQUEST,
    RETRY_SECONDS,
    ConfigPath,
    Counts,
    RequestNumber,
    SourceName,
    counted,
    require,
    settings_of,
    worth_retrying,
)
from records.errors import Misconfigured
from records.settings import Settings
from release.pipeline import release, scan
from release.receipt import Receipt

__all__ = ["adhoc", "answer_request"]


@task(
    name="request",
    task_run_name="request",
    retries=len(RETRY_SECONDS),
    retry_delay_seconds=list(RETRY_SECONDS),
    retry_condition_fn=worth_retrying,
    cache_policy=NO_CACHE,
    persist_result=False,
    log_prints=False,
)
def answer_request(config: str, request: str, sources: list[str]) -> Counts:
    """Release the named sources as one package for *request*, or take inventory of them."""
    counts = counted("request", lambda: _answer(settings_of(config), request, sources))
    get_run_logger().info("request: %s", counts.sentence())
    return counts


@flow(name="adhoc", validate_parameters=False, persist_result=False, log_prints=False)
def adhoc(request: RequestNumber, sources: list[SourceName], config: ConfigPath = "city.toml") -> State[None]:
    """Release the configured *sources* together as the answer to *request*."""
    state = answer_request(config, request, sources, return_state=True)
    if state.is_failed():
        return Failed(message="the request was not answered: see its task")
    return Completed(message=f"{len(sources)} sources read")


def _answer(settings: Settings, request: str, names: list[str]) -> Receipt:
    require(request, REQUEST, "the request number must look like R-2026-0142")
    to = _place(settings, names)
    if not to:
        return scan(names, settings=settings)
    receipt = release(names, Path(to) / request, settings=settings)
    if receipt.into is None:
        raise Misconfigured("there was nothing to release: the named sources hold no item")
    return receipt


def _place(settings: Settings, names: list[str]) -> str:
    """Return the folder that the named sources share for their releases, "" where none has one."""
    for name in names:
        require(name, NAME, "a source is called by its name of lower-case letters, digits and hyphens")
    found = [settings.source(name) for name in names]
    places = {source.to for source in found if source is not None}
    if not found or None in found:
        raise Misconfigured("a named source is not configured")
    if len(places) > 1:
        raise Misconfigured("the named sources do not share one folder for releases")
    return places.pop()

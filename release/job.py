"""A job is one run over its sources: everything opened and checked before the first item is read, and shared by both passes."""

from __future__ import annotations

import importlib.metadata
import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from connectors import connect_all
from connectors.contract import Connector
from connectors.files import real
from detectors.directory import Directory
from detectors.engine import Engine
from detectors.links import Links
from detectors.spread import Known
from records import statute as statutes
from records.errors import Misconfigured
from records.record import Container
from records.settings import Settings
from records.statute import Statute
from release.holdings import Beside, open_beside
from release.inventory import Inventory
from release.receipt import Progress
from release.residual import Residual
from release.settle import Settled
from release.spool import Spool
from release.tally import Tally
from release.workspace import Workspace, open_workspace

__all__ = ["Job", "open_job", "program_version", "tables_of"]


@dataclass(frozen=True, slots=True)
class Job:
    """What both passes need: the opened source, the detectors and rules, the accounts, and a private folder for the run."""

    run: str
    started: datetime
    settings: Settings
    statute: Statute
    workspace: Workspace
    folder: Path
    connector: Connector
    containers: dict[str, Container]
    engine: Engine
    directory: Directory
    known: Known
    links: Links
    beside: Beside
    settled: Settled
    residual: Residual
    spool: Spool
    inventory: Inventory
    tally: Tally
    progress: Progress

    def forget(self) -> None:
        """Let go of what detection remembered to be fast, so that verification has the room."""
        self.engine.forget()
        self.known.forget()

    def versions(self) -> tuple[tuple[str, str], ...]:
        """Return what made this release, for the manifest and the run record."""
        packages = ("presidio-analyzer", "presidio-anonymizer", "spacy")
        installed = tuple((name, importlib.metadata.version(name)) for name in packages)
        return (
            ("clearcopy", program_version()),
            ("model", self.engine.fingerprint),
            ("policy", self.settings.digest()),
            *installed,
        )


@contextmanager
def open_job(sources: Sequence[str], settings: Settings, progress: Progress) -> Iterator[Job]:
    """Open the sources, then the workspace, then the model; raise before anything is read where one cannot be opened."""
    statute = statutes.load(settings.statute)
    connector = connect_all(sources, settings)
    _check_workspace(sources, settings)
    workspace = open_workspace(settings.workspace_path())
    started = datetime.now(UTC)
    run = f"{started:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    directory = Directory(settings.city)
    containers = _containers(connector, settings, workspace)
    owners = {id_: container.source for id_, container in containers.items()}
    beside = open_beside(workspace, settings, owners.values())
    with workspace.run_folder(run) as folder, ExitStack() as held:  # files are let go of before their folder is removed
        links = Links(workspace.key, directory, folder=folder, sources=owners, held=beside.links)
        yield Job(
            run=run,
            started=started,
            settings=settings,
            statute=statute,
            workspace=workspace,
            folder=folder,
            connector=connector,
            containers=containers,
            engine=Engine(settings),
            directory=directory,
            known=held.enter_context(closing(Known(workspace.key, folder))),
            links=held.enter_context(closing(links)),
            beside=beside,
            settled=held.enter_context(closing(Settled(workspace.key, statute, folder))),
            residual=held.enter_context(closing(Residual(workspace, links, statute, folder))),
            spool=held.enter_context(closing(Spool(folder))),
            inventory=held.enter_context(closing(Inventory(workspace.key, statute, folder, tables_of(containers)))),
            tally=Tally(),
            progress=progress,
        )


def _check_workspace(sources: Sequence[str], settings: Settings) -> None:
    """Raise Misconfigured where the workspace lies inside a source: the run would read its own ledger while it writes it."""
    place = real(settings.workspace_path())
    for source in sources:
        folder = Path(settings.location(source))
        if folder.is_dir() and real(folder) in (place, *place.parents):
            raise Misconfigured("the workspace lies inside the source; set CLEARCOPY_WORKSPACE to a folder outside it")


def _containers(connector: Connector, settings: Settings, workspace: Workspace) -> dict[str, Container]:
    """Return the containers by id, each under its source's configured name or, since a path can hold a name, an opaque id."""
    return {
        each.id: replace(each, source=_source_id(each.source, settings, workspace)) for each in connector.containers()
    }


def tables_of(containers: dict[str, Container]) -> frozenset[str]:
    """Return the containers whose items are rows."""
    return frozenset(id_ for id_, container in containers.items() if container.item == "row")


def _source_id(source: str, settings: Settings, workspace: Workspace) -> str:
    if settings.source(source) is not None:
        return source
    return "path-" + blake2b(source.encode("utf-8", "surrogatepass"), key=workspace.key, digest_size=6).hexdigest()


def program_version() -> str:
    """Return the installed version of clearcopy."""
    return importlib.metadata.version("clearcopy")

"""What the city holds beside a request: the links of each configured source as it was last read, kept in the workspace.

"Collects and combines" (rule R4, vector B-04) asks what the city could put together, not what this release contains. So every
run leaves the keyed digests of its links behind, and a later run over other sources asks them; no source is opened for it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from detectors.link_rows import LinkRows, open_links
from detectors.links import Links
from records.settings import Settings
from release.workspace import Workspace, private_file

__all__ = ["Beside", "keep", "open_beside"]


@dataclass(frozen=True, slots=True)
class Beside:
    """The links of the configured sources that are not in this run, and how many of those were never read."""

    links: tuple[tuple[str, LinkRows], ...]
    unread: int


def open_beside(workspace: Workspace, settings: Settings, sources: Iterable[str]) -> Beside:
    """Return what every configured source but *sources* held when it was last read to its end."""
    inside = set(sources)
    others = [source.name for source in settings.sources if source.name not in inside]
    opened = [(name, open_links(_file(workspace, name))) for name in others]
    known = tuple((name, links) for name, links in opened if links is not None)
    return Beside(known, len(others) - len(known))


def keep(workspace: Workspace, settings: Settings, links: Links) -> None:
    """Leave what was learned of each configured source for later runs, in the place of what was known of it before."""
    for name, learned in links.learned.items():
        if settings.source(name) is not None:
            file = _file(workspace, name)
            file.parent.mkdir(mode=0o700, exist_ok=True)
            part = file.with_suffix(f".{secrets.token_hex(4)}")
            os.close(private_file(part))
            learned.write(part)
            with suppress(PermissionError):  # Windows, while another run reads the older ones: those stay
                part.replace(file)
            part.unlink(missing_ok=True)


def _file(workspace: Workspace, name: str) -> Path:
    """Return where the links of a source are kept; its name could be one that no file system takes."""
    digest = blake2b(name.encode("utf-8", "surrogatepass"), key=workspace.key, digest_size=10).hexdigest()
    return workspace.path / "holdings" / f"{digest}.links"

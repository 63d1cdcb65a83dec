"""Nothing leaves unread: the staged copy is opened as a stranger would, and searched for every value that was taken out.

Three questions are put to every file: does a value that was redacted still stand in any layer of it; do the detectors that
know a pattern (SSN, e-mail) find anything that no rule kept; and are as many items there as were staged. One yes to
the first two, or one no to the last, and nothing is published.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detectors.engine import Engine
from detectors.rescan import pattern_engine, seen_by_patterns
from records.errors import Misconfigured, SourceUnavailable, Unreadable, Unsafe
from records.finding import Finding, PiiType
from records.settings import Settings
from release.job import Job
from release.layers import GUTTER, layers
from release.log import digests
from release.receipt import Progress, silent
from release.searched import Searched
from release.strangers import COUNTED, opened, raw
from release.strangers_paper import PictureText
from release.withdrawn import Withdrawn, blanked

__all__ = ["Verification", "verify", "verify_release"]

CROSSES = re.compile(r'[\n\r\t,;|<>{}"\x00]')
"""A hit in raw bytes that runs over one of these spans two cells, two tags or two lines: an accident of the file format, and
the parsed reading of the same file is the one that counts."""
_UNPARTED = (".sqlite", ".parquet")
"""Where cells stand without anything between them, the first letter of one makes a name of the last word of the other. Every
cell was read by itself above; the packed bytes are searched for what has figures in it."""
CODE_LINES = re.compile(r"(?m)^(?:[A-Za-z0-9+/]{60,76}\r?\n)+")
"""Lines of base64 as they are written, in which every hit would be such an accident. False friend: a line of sixty letters and
digits without a space that somebody wrote; it is searched as the text of its part."""
_BETWEEN_CELLS = re.compile(r"[,;|\t]")
_LETTER = re.compile(r"[^\W\d_]")
"""Figures that run over a separator are two numbers of an attached table ("613.19,", then "74"), which a stranger reads as one
text; it was searched cell by cell before it was written. Nine digits hardly meet so by chance: an SSN is refused all the same."""
_FEWER = "the staged copy does not hold as many items as were released; nothing was published"
OURS = re.compile(r"@redacted\.invalid$|^\[")


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of a published release looked at; ``rescanned`` counts the texts in its files: headers, bodies, rows, cells."""

    files: int
    checked_bytes: int
    rescanned: int


def verify(stage: Path, withdrawn: Withdrawn, job: Job, items: Counter[str], before: str) -> None:
    """Raise Unsafe where anything in *stage* must not leave, SourceUnavailable where the source changed meanwhile."""
    files = sorted(path for path in (stage / "records").rglob("*") if path.is_file())
    engine = pattern_engine(job.settings)
    shown = Searched(files, job.progress)
    for path in files:
        name = path.relative_to(stage / "records").as_posix()
        shown.file(path, items[name])
        seen = _search(path, name, withdrawn, engine, shown)
        if name in items and path.suffix in COUNTED and seen != items[name]:
            raise Unsafe(_FEWER, item=name)
    shown.end()
    staged = {path.relative_to(stage / "records").as_posix() for path in files}
    for name in items:
        if items[name] and name not in staged:
            raise Unsafe(_FEWER, item=name)
    job.progress("publish", 0, None)
    if job.connector.fingerprint() != before:
        raise SourceUnavailable("the source changed while it was being read; nothing was published")


def verify_release(folder: Path, settings: Settings, progress: Progress = silent) -> Verification:
    """Check a published release again: every file is the one the manifest names, and no pattern stands in any of them.

    What a kept official's number or address looks like cannot be told from outside, so only SSNs are refused here.
    """
    if not (folder / "manifest.json").is_file():
        raise Misconfigured("this is not a release folder: it has no manifest.json")
    named = _named(folder / "manifest.json")
    if dict(digests(folder)) != named:
        raise Unsafe("the release does not match its manifest: a file was changed, added or removed")
    rescanned = 0
    engine = pattern_engine(settings)
    files = [folder / name for name in named]
    shown = Searched(files, progress)
    for path in files:
        shown.file(path, 0)
        for text in _parsed(path):
            rescanned += 1
            if any(finding.type is PiiType.SSN for finding in _patterns(text, path.name, engine)):
                raise Unsafe("a pattern that looks like an SSN stands in a released file", item=path.name)
    shown.end()
    return Verification(len(files), sum(path.stat().st_size for path in files), rescanned)


def _named(manifest: Path) -> dict[str, str]:
    """Return the files that *manifest* names, with their digests; raise Unsafe where it is not one that we wrote."""
    try:
        named = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    except (ValueError, KeyError, TypeError):
        named = None
    if not isinstance(named, dict):
        raise Unsafe("the release's manifest is damaged: it cannot be told what was released")
    return named


def _search(path: Path, name: str, withdrawn: Withdrawn, engine: Engine, shown: Searched) -> int:
    """Search one staged file, parsed and as bytes, and return how many items a stranger's parser counts in it."""
    items = 0
    for found in opened(path):
        if found.items:
            items += found.items
            shown.parsed(items)
        if isinstance(found.text, PictureText):
            _search_picture(found.text, name, withdrawn)
        elif found.text:
            _search_text(found.text, name, withdrawn)
            _rescan(found.text, name, withdrawn, engine)
    _search_bytes(path, name, withdrawn, shown)
    return items


def _search_text(text: str, name: str, withdrawn: Withdrawn) -> None:
    for cell in text.split(GUTTER):  # no value goes over it, and the cells of a table come again
        if withdrawn.clean.get(cell, len(cell)):
            continue
        for layer in layers(cell):
            for start, end, type_ in withdrawn.search(layer):
                if type_ is not PiiType.SSN and _is_two_cells(layer, start, end):
                    continue
                raise Unsafe(
                    f"a redacted {type_.value} still stands in the staged copy; nothing was published", item=name
                )
        withdrawn.clean.keep(cell, True, len(cell))


def _is_two_cells(text: str, start: int, end: int) -> bool:
    return _BETWEEN_CELLS.search(text, start, end) is not None and _LETTER.search(text, start, end) is None


def _search_picture(text: str, name: str, withdrawn: Withdrawn) -> None:
    """Search what was read in a picture. One word of letters may be another, misread; a number or a whole name is not."""
    for start, end, type_ in withdrawn.search(text):
        if not text[start:end].isalpha():
            raise Unsafe(f"a redacted {type_.value} can still be read in a picture; nothing was published", item=name)


def _search_bytes(path: Path, name: str, withdrawn: Withdrawn, shown: Searched) -> None:
    for number, text in enumerate(raw(path)):
        shown.raw(number)
        for layer in layers(text):
            read = CODE_LINES.sub("|\n", layer)
            for start, end, type_ in withdrawn.search(read):
                if not CROSSES.search(read, start, end) and not (path.suffix in _UNPARTED and type_ is PiiType.PERSON):
                    raise Unsafe(
                        f"a redacted {type_.value} still stands in the staged bytes; nothing was published", item=name
                    )


def _rescan(text: str, name: str, withdrawn: Withdrawn, engine: Engine) -> None:
    for finding in _patterns(text, name, engine):
        value = text[finding.start : finding.end]
        if not OURS.search(value) and not withdrawn.keeps(value, finding.type):
            raise Unsafe(f"the staged copy holds an unredacted {finding.type.value}; nothing was published", item=name)


def _patterns(text: str, name: str, engine: Engine) -> tuple[Finding, ...]:
    """Return what the patterns see in *text*; the word "SSN" of a label makes no number one."""
    try:
        return seen_by_patterns(blanked(text), engine)
    except Unreadable:
        raise Unsafe("a file takes longer to check than the set limit", item=name) from None


def _parsed(path: Path) -> Iterator[str]:
    return (found.text for found in opened(path) if found.text)

"""Nothing leaves unread: the staged copy is opened as a stranger would, and searched for every value that was taken out.

Three questions are put to every file: does a value that was redacted still stand in any layer of it; do the detectors that
know a pattern (SSN, e-mail, card) find anything that no rule kept; and are as many items there as were staged. One yes to
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
from detectors.rows_on_disk import Layout, Rows, keyed
from detectors.seen import Seen as Again
from detectors.spread import Known
from records.errors import Misconfigured, SourceUnavailable, Unsafe
from records.finding import SPREAD, Disposition, Finding, PiiType, Standing
from records.record import Withheld
from records.settings import Settings
from release.decide import Decision
from release.job import Job
from release.layers import layers
from release.log import digests
from release.placeholders import normal_form
from release.receipt import Progress, silent
from release.redact import LOOKS_LIKE_PLACEHOLDER
from release.searched import Searched
from release.strangers import GUTTER, opened, raw
from release.strangers_paper import PDF_NAME, Seen
from release.survey import values

__all__ = ["Verification", "Withdrawn", "verify", "verify_release"]

CROSSES = re.compile(r'[\n\r\t,;|<>{}"\x00]')
"""A hit in raw bytes that runs over one of these spans two cells, two tags or two lines: an accident of the file format, and
the parsed reading of the same file is the one that counts."""
NOT_ADDRESS = re.compile(r"[^\w.+@-]")
PACKED = (".sqlite", ".parquet")
"""Where cells stand without anything between them, the first letter of one makes a name of the last word of the other. Every
cell was read by itself above; the packed bytes are searched for what has figures in it."""
CODE = 16
"""Letters and digits around a hit, without a break, from which it is an accident of an encoding."""
CODE_LINES = re.compile(r"(?m)^(?:[A-Za-z0-9+/]{60,76}\r?\n)+")
"""Lines of base64 as they are written, in which every hit would be such an accident. False friend: a line of sixty letters and
digits without a space that somebody wrote; it is searched as the text of its part."""
RUN_END = re.compile(r"[^A-Za-z0-9+/]")
GRAMMAR = re.compile(
    r"^(?:MIME-Version: 1\.0|Content-(?:Type|Transfer-Encoding|Disposition):|Message-ID:|In-Reply-To:|References:"
    r"|From MAILER-DAEMON Thu Jan  1 00:00:00 1970"
    r"|Date: (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"
    r" \d\d:\d\d:\d\d [+-]\d{4}\r?$)",
    re.MULTILINE,
)
"""What every mail file is made of, ours too: no value of anybody's, whoever is called Mime. A Date header is written anew from
its instant; that somebody was born on the day a message was sent is no reason to publish nothing. A quoted one is body text,
and redacted as such."""
_BETWEEN_CELLS = re.compile(r"[,;|\t]")
_LETTER = re.compile(r"[^\W\d_]")
"""Figures that run over a separator are two numbers of an attached table ("613.19,", then "74"), which a stranger reads as one
text; it was searched cell by cell before it was written. Nine digits hardly meet so by chance: an SSN is refused all the same."""
OURS = re.compile(r"@redacted\.invalid$|^\[")

Clean = Again[str, bool]
"""The texts that were searched and hold no value: the cells of a table come again."""
_CLEAN = 12_000_000  # characters of them


class Withdrawn:
    """What was taken out, as digests, less what a rule kept elsewhere: the values that must not be in the release."""

    def __init__(self, key: bytes, folder: Path | None = None) -> None:
        self._key = key
        self._known = Known(key, folder)
        self._kept = Rows(Layout("Q"), folder)
        self.clean = Clean(_CLEAN)

    def learn(self, decision: Decision) -> None:
        """Add the values found in one record that were taken out of it whole, and note the kept ones.

        What spread here from elsewhere is learned where it was found; leavings of a wider redaction are no values.
        """
        if isinstance(decision, Withheld):
            return
        record, cover = decision.record, decision.cover
        taken = {(r.field, r.start, r.end): r for r in cover.redacted() if r.standing is not Standing.OPAQUE}
        found = values(record, decision.found)
        self._known.learn(record, tuple(f for f in found if (f.field, f.start, f.end) in taken))
        for ruling in cover.rulings:
            if ruling.disposition is Disposition.KEEP and ruling.standing is not Standing.PLACE:
                value = record.fields[ruling.field].text[ruling.start : ruling.end]
                # Kept though it was found elsewhere, as whatever it was taken for there: an office's number that stands alone
                # in a cell may be read as an address, and is taken out of that cell only.
                for type_ in PiiType if SPREAD in ruling.detectors else (ruling.type,):
                    self._kept.add(self._digest(value, type_))

    def close(self) -> None:
        """Let go of everything, files included."""
        self._known.close()
        self._kept.clear()

    def search(self, text: str) -> Iterator[tuple[int, int, PiiType]]:
        """Yield where a withdrawn value stands in *text*, our own labels and kept addresses aside."""
        joined = text.replace("=\r\n", "").replace("=\n", "")  # quoted-printable wraps, as any mail program undoes them
        joined = GRAMMAR.sub(_blank, joined)
        if "%PDF-" in joined:
            joined = PDF_NAME.sub(_blank, joined)
        shown = LOOKS_LIKE_PLACEHOLDER.sub(_blank, joined) if "[" in joined else joined
        for start, end, type_ in self._known.search(shown):
            accident = _inside_code(shown, start, end) or self.keeps(shown[start:end], type_)
            if not accident and not self._in_kept_address(shown, start, end):
                yield start, end, type_

    def _in_kept_address(self, text: str, start: int, end: int) -> bool:
        """Say whether the hit is the name inside an official's e-mail address that a rule kept."""
        before = max((match.end() for match in NOT_ADDRESS.finditer(text, max(0, start - 64), start)), default=0)
        after = NOT_ADDRESS.search(text, end)
        word = text[before : after.start() if after else len(text)]
        return "@" in word and self.keeps(word.rstrip("."), PiiType.EMAIL)

    def keeps(self, value: str, type_: PiiType) -> bool:
        """Say whether a rule released *value* somewhere in this run."""
        return self._digest(value, type_) in self._kept

    def _digest(self, value: str, type_: PiiType) -> int:
        return keyed(f"{type_.value}\0{normal_form(value, type_)}", self._key)


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
        if name in items and seen and seen != items[name]:
            raise Unsafe(
                "the staged copy does not hold as many items as were released; nothing was published", item=name
            )
    shown.end()
    job.progress("publish", 0, None)
    if job.connector.fingerprint() != before:
        raise SourceUnavailable("the source changed while it was being read; nothing was published")


def verify_release(folder: Path, settings: Settings, progress: Progress = silent) -> Verification:
    """Check a published release again: every file is the one the manifest names, and no pattern stands in any of them.

    What a kept official's number or address looks like cannot be told from outside, so only SSNs and cards are refused here.
    """
    if not (folder / "manifest.json").is_file():
        raise Misconfigured("this is not a release folder: it has no manifest.json")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    if dict(digests(folder)) != manifest["files"]:
        raise Unsafe("the release does not match its manifest: a file was changed, added or removed")
    rescanned = 0
    engine = pattern_engine(settings)
    files = [folder / name for name in manifest["files"]]
    shown = Searched(files, progress)
    for path in files:
        shown.file(path, 0)
        for text in _parsed(path):
            rescanned += 1
            if any(finding.type is PiiType.SSN for finding in _patterns(text, engine)):
                raise Unsafe("a pattern that looks like an SSN stands in a released file", item=path.name)
    shown.end()
    return Verification(len(files), sum(path.stat().st_size for path in files), rescanned)


def _search(path: Path, name: str, withdrawn: Withdrawn, engine: Engine, shown: Searched) -> int:
    """Search one staged file, parsed and as bytes, and return how many items a stranger's parser counts in it."""
    items = 0
    for found in opened(path):
        if found.items:
            items += found.items
            shown.parsed(items)
        if isinstance(found.text, Seen):
            _search_seen(found.text, name, withdrawn)
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


def _search_seen(text: str, name: str, withdrawn: Withdrawn) -> None:
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
                if not CROSSES.search(read, start, end) and not (path.suffix in PACKED and type_ is PiiType.PERSON):
                    raise Unsafe(
                        f"a redacted {type_.value} still stands in the staged bytes; nothing was published", item=name
                    )


def _rescan(text: str, name: str, withdrawn: Withdrawn, engine: Engine) -> None:
    for finding in _patterns(text, engine):
        value = text[finding.start : finding.end]
        if not OURS.search(value) and not withdrawn.keeps(value, finding.type):
            raise Unsafe(f"the staged copy holds an unredacted {finding.type.value}; nothing was published", item=name)


def _patterns(text: str, engine: Engine) -> tuple[Finding, ...]:
    """Return what the patterns see in *text*; the word "SSN" of a label makes no number one."""
    return seen_by_patterns(LOOKS_LIKE_PLACEHOLDER.sub(_blank, text) if "[" in text else text, engine)


def _parsed(path: Path) -> Iterator[str]:
    return (found.text for found in opened(path) if found.text)


def _inside_code(text: str, start: int, end: int) -> bool:
    """Say whether the hit is a few letters within a long run of base64 or hex, which has a decoded layer of its own."""
    before = RUN_END.search(text[max(0, start - CODE) : start][::-1])
    after = RUN_END.search(text[end : end + CODE])
    left = before.start() if before else min(start, CODE)
    right = after.start() if after else min(len(text) - end, CODE)
    return left + right >= CODE


def _blank(match: re.Match[str]) -> str:
    """Put in the place of a label what no value runs over and what keeps every offset."""
    return "|" * len(match[0])

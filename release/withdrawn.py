"""What was taken out of a release, as digests, and where it stands in a text of it: what must not be published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from detectors.rows_on_disk import Layout, Rows, keyed
from detectors.seen import Seen
from detectors.spread import Known
from records.boundary import attempt
from records.finding import SPREAD, Disposition, PiiType, Standing
from records.placeholder import LOOKS_LIKE_PLACEHOLDER
from records.record import Withheld
from release.decide import Decision, Ruled, withheld
from release.placeholders import normal_form
from release.strangers_paper import PDF_NAME
from release.survey import values

__all__ = ["Withdrawn", "blanked"]

NOT_ADDRESS = re.compile(r"[^\w.+@-]")
CODE = 16
"""Letters and digits around a hit, without a break, from which it is an accident of an encoding."""
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

Clean = Seen[str, bool]
"""The texts that were searched and hold no value: the cells of a table come again."""
_CLEAN = 12_000_000  # characters of them


class Withdrawn:
    """What was taken out, as digests, less what a rule kept elsewhere: the values that must not be in the release."""

    def __init__(self, key: bytes, folder: Path | None = None) -> None:
        self._key = key
        self._known = Known(key, folder)
        self._kept = Rows(Layout("Q"), folder)
        self.clean = Clean(_CLEAN)

    def learn(self, decision: Decision) -> Decision:
        """Add the values found in one record that were taken out of it whole, and note the kept ones; return *decision*.

        Where that fails the record is withheld: what cannot be looked for must not be written first. What spread here from
        elsewhere is learned where it was found; leavings of a wider redaction are no values.
        """
        if isinstance(decision, Withheld):
            return decision
        failed = attempt(lambda: self._learn(decision))
        return decision if failed is None else withheld(decision.record, failed)

    def _learn(self, decision: Ruled) -> None:
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
        shown = blanked(joined)
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


def blanked(text: str) -> str:
    """Return *text* with our own labels replaced by what no value runs over and what keeps every offset."""
    return LOOKS_LIKE_PLACEHOLDER.sub(_blank, text) if "[" in text else text


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

"""Measures that memory does not grow with the archive: a large mbox through scan and redact, and an Outlook archive read many times.

    python -m benchmarks.big_archives [--megabytes 200] [--text-share 0.02] [--pst FILE --opens 200]

The mbox is made of the synthetic samples, names paired anew for every copy, between messages with large attachments of noise,
as mailboxes are by bytes. It is written below a new folder of the system's own choice and removed. Nobody can write a PST, so
none of 500 MB is made: the biggest at hand (--pst) is read over and over instead, which shows what a long reading leaks.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.corpora import ROOT

__all__ = ["main", "write_mbox"]

ATTACHED = 1_000_000
"""Bytes of the file attached to a large message."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took; ``child_mb`` is the peak of the process that parses documents; ``truthful`` is about the progress bar."""

    items: int
    withheld: int
    redactions: int
    wall: float
    cpu: float
    peak_mb: float
    child_mb: float
    truthful: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one row for each command; exit 1 where memory passed 1 GB or the progress bar did not count right."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.big_archives", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--megabytes", type=int, default=200, help="size of the mbox, 10^6 bytes")
    parser.add_argument("--text-share", type=float, default=0.02, help="part of its bytes that is messages of text")
    parser.add_argument("--commands", default="scan,redact", help="which of scan and redact to measure")
    parser.add_argument("--pst", type=Path, help="an Outlook archive to read over and over")
    parser.add_argument("--opens", type=int, default=200, help="how often to read it")
    options = parser.parse_args(arguments)
    failed = (
        _archives(options.megabytes, options.text_share, options.commands.split(",")) if options.megabytes else False
    )
    if options.pst:
        failed = _outlook(options.pst, options.opens) or failed
    return 1 if failed else 0


def _archives(megabytes: int, share: float, commands: Sequence[str]) -> bool:
    with tempfile.TemporaryDirectory(prefix="clearcopy-big-") as folder:
        root = Path(folder)
        count = write_mbox(root / "big.mbox", megabytes * 1_000_000, share)
        size = (root / "big.mbox").stat().st_size
        print(f"an mbox of {size / 1e6:,.0f} MB, {count:,} messages, {share:.1%} of it text")
        print(
            f"{'command':<9}{'items':>9}{'withheld':>10}{'redactions':>12}{'wall s':>9}{'cpu s':>8}{'peak MB':>9}{'worker MB':>11}  bar"
        )
        failed = False
        for command in commands:
            cost = _measured(["--one", command, str(root / "big.mbox"), str(root / "out")], root / "workspace")
            right = cost.truthful and cost.items == count
            failed |= not right or cost.peak_mb > 1_000  # noqa: PLR2004 - the promise
            figures = f"{cost.items:>9,}{cost.withheld:>10,}{cost.redactions:>12,}{cost.wall:>9.0f}{cost.cpu:>8.0f}"
            print(
                f"{command:<9}{figures}{cost.peak_mb:>9.0f}{cost.child_mb:>11.0f}  {'counts right' if right else 'COUNTS WRONG'}",
                flush=True,
            )
    return failed


def _outlook(archive: Path, opens: int) -> bool:
    size = archive.stat().st_size
    cost = _measured(["--opens", str(archive), str(opens)], None)
    print(
        f"an Outlook archive of {size / 1e6:.1f} MB, read {opens} times: {opens * size / 1e6:,.0f} MB opened, {cost.items:,} items"
    )
    print(
        f"  {cost.wall:.0f} s, {cost.items / cost.wall:,.0f} items/s, peak {cost.peak_mb:.0f} MB, "
        f"after a tenth of the readings {cost.child_mb:.0f} MB"
    )
    return cost.peak_mb > 1_000  # noqa: PLR2004 - the promise


def write_mbox(path: Path, size: int, share: float) -> int:
    """Write an mbox of about *size* bytes, *share* of it text, and return how many messages are in it."""
    rng = random.Random(1)
    count = 0
    with path.open("wb") as out:
        for seed, text in enumerate(_samples()):
            out.write(text)
            count += text.count(b"\nFrom ") + 1
            while out.tell() * share < (seed + 1) * len(text) and out.tell() < size:
                out.write(_large(rng, count := count + 1))
            if out.tell() >= size:
                return count
    return count


def _samples() -> Iterator[bytes]:
    sys.path.insert(0, str(ROOT / "data"))
    from maker.answers import Key  # noqa: PLC0415 - the maker is a script's own package, beside the samples
    from maker.mail import mailbox  # noqa: PLC0415 - as above

    seed = 0
    while True:
        yield mailbox(Key(), seed)
        seed += 1


def _large(rng: random.Random, number: int) -> bytes:
    noise = base64.encodebytes(b"\0\1" + rng.randbytes(ATTACHED * 3 // 4)).decode()
    return (
        f"From clerk@example.org Mon Jan  1 00:00:00 2024\nFrom: clerk@example.org\nTo: desk@example.net\nSubject: scan {number}\n"
        f'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\nContent-Type: text/plain\n\n'
        f"The scan is attached.\n--b{number}\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n"
        f"{noise}--b{number}--\n\n"
    ).encode()


def _measured(arguments: Sequence[str], workspace: Path | None) -> Cost:
    command = [sys.executable, "-m", "benchmarks.big_archives", *arguments]
    environment = os.environ | ({"CLEARCOPY_WORKSPACE": str(workspace)} if workspace else {})
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


class _Bar:
    """Watches a progress bar: no stage goes back, passes its total, or ends short of it."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[int, int | None]] = {}
        self.truthful = True

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        before = self._last.get(stage, (0, None))[0]
        self.truthful &= done >= before and (total is None or done <= total)
        self._last[stage] = done, total

    def ended_right(self, items: int) -> bool:
        """Say whether every stage was honest and the one that counts items counted them all."""
        ends = [done == total for done, total in self._last.values() if total is not None]
        return self.truthful and all(ends) and self._last["detect"][0] == items


def _one(command: str, source: str, into: str) -> Cost:
    from records.settings import load  # noqa: PLC0415 - in the measured process only
    from release.pipeline import release, scan  # noqa: PLC0415 - as above

    bar, wall = _Bar(), time.perf_counter()
    if command == "scan":
        receipt = scan([source], settings=load(), progress=bar)
    else:
        receipt = release([source], Path(into), settings=load(), progress=bar)
    redactions = sum(count for _, count in receipt.redactions)
    truthful = bar.ended_right(receipt.items)
    return _cost(receipt.items, receipt.withheld, wall, redactions=redactions, truthful=truthful)


def _repeated(archive: str, opens: int) -> Cost:
    """Read the archive under two spellings of its path in turn: the reader holds one open, so that each reading opens it anew."""
    from connectors.mapi.pst import answer  # noqa: PLC0415 - in the measured process only
    from records.settings import Limits  # noqa: PLC0415 - as above

    path, limits = Path(archive).absolute(), Limits()
    spellings = (str(path), f"{path.parent}/./{path.name}")
    items, early, wall = 0, 0.0, time.perf_counter()
    for turn in range(opens):
        (folders, _), _ = answer("folders", spellings[turn % 2], limits=limits)
        for place, (_, messages, _, _) in enumerate(folders):
            for number in range(max(0, messages)):
                items += len(answer("item", spellings[turn % 2], place, number, limits=limits)[1]) > 0
        early = early or (_cost(0, 0, wall).peak_mb if turn >= opens // 10 else 0.0)
    return replace(_cost(items, 0, wall), child_mb=early)


def _cost(items: int, withheld: int, wall: float, *, redactions: int = 0, truthful: bool = True) -> Cost:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(
        items, withheld, redactions, time.perf_counter() - wall, own.ru_utime + own.ru_stime,
        own.ru_maxrss / scale, children.ru_maxrss / scale, truthful,
    )  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asdict(_one(*sys.argv[2:5]))))
    elif sys.argv[1:2] == ["--opens"]:
        print(json.dumps(asdict(_repeated(sys.argv[2], int(sys.argv[3])))))
    else:
        sys.exit(main())

"""Measures a whole release of a large archive of invented mail: memory, time, disk, and whether the progress bar told the truth.

    python -m benchmarks.big_archives mbox --megabytes 2000
    python -m benchmarks.big_archives pst --megabytes 500

The archive is made by benchmarks/archives and benchmarks/pst, from a fixed seed, below --in (else a new folder of the system's own
choice) and removed again. Memory is that of the process and of all it starts, looked at twice a second (Linux).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.corpora import ROOT

__all__ = ["main"]

_PROMISED = 1_000
_BEAT = 0.5


@dataclass(frozen=True, slots=True)
class Done:
    """What the measured process says of itself: processor time is its own and that of its children."""

    items: int
    released: int
    withheld: int
    parts_withheld: int
    redactions: int
    wall: float
    cpu: float
    cpu_children: float
    peak_mb: float
    truthful: bool


@dataclass(slots=True)
class Watched:
    """What was seen of a process and those below it while it ran: the most memory, and the most disk."""

    children_mb: float = 0.0
    together_mb: float = 0.0
    disk_mb: float = 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what one release took; exit 1 where memory passed 1 GB, an item is missing or the progress bar did not count right."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.big_archives", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("kind", choices=("mbox", "pst"))
    parser.add_argument("--megabytes", type=int, default=200, help="size of the archive, 10^6 bytes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--heavy", type=float, default=1.0, help="how many times more large attachments than usual")
    parser.add_argument("--in", dest="folder", type=Path, help="where to work; the system's place for temporary files")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="clearcopy-big-", dir=options.folder) as name:
        return _measured(Path(name), options.kind, options.megabytes * 1_000_000, options.seed, options.heavy)


def _measured(folder: Path, kind: str, size: int, seed: int, heavy: float) -> int:
    source = folder / f"big.{kind}"
    start = time.process_time()
    count = _made(source, kind, size, seed, heavy)
    made = time.process_time() - start
    there = source.stat().st_size / 1e6
    print(f"{there:,.0f} MB of {kind}, {count:,} messages, made in {made:.0f} s of processor time", flush=True)
    command = [sys.executable, "-m", "benchmarks.big_archives", "--one", str(source), str(folder / "out")]
    environment = os.environ | {"CLEARCOPY_WORKSPACE": str(folder / "workspace")}
    told = folder / "told"
    with told.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out)
        seen = _watch(process, folder)
    done = Done(**json.loads(told.read_text(encoding="utf-8").splitlines()[-1]))
    _report(done, seen, count)
    right = done.truthful and done.items == count == done.released + done.withheld
    return 0 if right and done.peak_mb < _PROMISED else 1


def _made(path: Path, kind: str, size: int, seed: int, heavy: float) -> int:
    from benchmarks.archives.mail import mail  # noqa: PLC0415 - not in the measured process
    from benchmarks.archives.mbox import write_mbox  # noqa: PLC0415 - as above
    from benchmarks.pst.invented import write_pst  # noqa: PLC0415 - as above

    return (write_mbox if kind == "mbox" else write_pst)(path, mail(seed, heavy=heavy), size)


def _report(done: Done, seen: Watched, count: int) -> None:
    print(f"items {done.items:,} of {count:,}: released {done.released:,}, withheld {done.withheld:,}")
    print(f"parts withheld {done.parts_withheld:,}; redactions {done.redactions:,}")
    print(f"wall {done.wall:,.0f} s; processor {done.cpu:,.0f} s, and {done.cpu_children:,.0f} s of what it started")
    print(
        f"peak {done.peak_mb:,.0f} MB; of what it started {seen.children_mb:,.0f} MB; together {seen.together_mb:,.0f} MB"
    )
    print(
        f"disk, source and copy aside: {seen.disk_mb:,.0f} MB; progress bar {'true' if done.truthful else 'NOT TRUE'}"
    )


def _watch(process: subprocess.Popen[bytes], folder: Path) -> Watched:
    """Look at *process* and everything below it until it ends."""
    seen = Watched()
    while process.poll() is None:
        sizes = {pid: _resident(pid) for pid in _below(process.pid)}
        own = _resident(process.pid)
        seen.children_mb = max(seen.children_mb, sum(sizes.values()))
        seen.together_mb = max(seen.together_mb, own + sum(sizes.values()))
        seen.disk_mb = max(seen.disk_mb, _taken(folder / "workspace"))
        time.sleep(_BEAT)
    return seen


def _below(pid: int) -> list[int]:
    try:
        tasks = [each.read_text() for each in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    children = [int(each) for task in tasks for each in task.split()]
    return [*children, *(inner for child in children for inner in _below(child))]


def _resident(pid: int) -> float:
    """Return the megabytes that a process holds, its share of what it has in common with others.

    A process just forked has all of its parent in common with it, and would be counted as a second one.
    """
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0.0
    return int(found[1]) / 1e3 if found else 0.0


def _taken(folder: Path) -> float:
    """Return the megabytes of files below *folder*; what has no name any more is not seen."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total / 1e6


class _Bar:
    """Watches a progress bar: no stage goes back, passes its total, changes it, or ends short of it."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[int, int | None]] = {}
        self.truthful = True
        self._shown = time.monotonic()

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        before, end = self._last.get(stage, (0, None))
        self.truthful &= done >= before and (total is None or done <= total) and end in {None, total}
        self._last[stage] = done, total
        if time.monotonic() - self._shown > 60:  # noqa: PLR2004 - a line a minute in a log
            self._shown = time.monotonic()
            print(stage, done, total, file=sys.stderr, flush=True)

    def ended_right(self, items: int) -> bool:
        """Say whether every stage was honest and ended at its total, and the one that counts items counted them all."""
        ends = [done == total for done, total in self._last.values()]
        return self.truthful and all(ends) and self._last["detect"][0] == items


def _one(source: str, into: str) -> Done:
    from records.settings import load  # noqa: PLC0415 - in the measured process only
    from release.pipeline import release  # noqa: PLC0415 - as above

    bar, start = _Bar(), time.perf_counter()
    done = release([source], Path(into), settings=load(), progress=bar)
    wall = time.perf_counter() - start
    shutil.rmtree(into)
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return Done(
        done.items, done.released, done.withheld, done.parts_withheld, sum(count for _, count in done.redactions), wall,
        own.ru_utime + own.ru_stime, children.ru_utime + children.ru_stime, own.ru_maxrss / scale, bar.ended_right(done.items),
    )  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asdict(_one(*sys.argv[2:4]))))
    else:
        sys.exit(main())

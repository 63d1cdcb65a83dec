"""Measures a whole release: items and characters a second and peak memory, over an enlarged copy of the synthetic samples.

    python -m benchmarks.redact_speed [--copies 10]

Every copy pairs the invented names anew, so that few texts are seen twice; the run reads, detects, redacts, writes, verifies
and publishes, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.corpora import ROOT
from benchmarks.worker import peak_mb

__all__ = ["enlarge", "main"]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one release took."""

    items: int
    released: int
    bytes: int
    redactions: int
    wall: float
    cpu: float
    peak_mb: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one row for each store and one for all together."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.redact_speed", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--copies", type=int, default=10, help="how many times the samples are enlarged")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = enlarge(root / "in", options.copies)
        print(f"the synthetic samples {options.copies} times over, names paired anew each time")
        print(
            f"{'source':<18}{'items':>8}{'MB':>8}{'redactions':>12}{'items/s':>10}{'kB/s (wall)':>13}{'kB/s (cpu)':>12}{'peak MB':>10}"
        )
        for name, sources in (*((path.name, [path]) for path in files), ("all together", list(files))):
            cost = _release(sources, root / f"out {name}", root / "workspace")
            rates = f"{cost.items / cost.wall:>10.1f}{cost.bytes / cost.wall / 1e3:>13.1f}{cost.bytes / cost.cpu / 1e3:>12.1f}"
            print(f"{name:<18}{cost.items:>8}{cost.bytes / 1e6:>8.2f}{cost.redactions:>12}{rates}{cost.peak_mb:>10.0f}")
    return 0


def enlarge(into: Path, copies: int) -> tuple[Path, ...]:
    """Write a mailbox, a table and a file of JSON lines of *copies* times the samples' size below *into*."""
    sys.path.insert(0, str(ROOT / "data"))
    from maker.answers import Key  # noqa: PLC0415 - the maker is a script's own package, beside the samples
    from maker.forms import complaints  # noqa: PLC0415 - as above
    from maker.mail import mailbox  # noqa: PLC0415 - as above
    from maker.permits import permits  # noqa: PLC0415 - as above

    into.mkdir(parents=True)
    tables = [complaints(Key(), seed) for seed in range(copies)]
    head = tables[0].split(b"\r\n", 1)[0] + b"\r\n"
    contents = {
        "mailbox.mbox": b"".join(mailbox(Key(), seed) for seed in range(copies)),
        "complaints.csv": head + b"".join(table.removeprefix(head) for table in tables),
        "permits.jsonl": b"".join(permits(Key(), seed) for seed in range(copies)),
    }
    for name, content in contents.items():
        (into / name).write_bytes(content)
    return tuple(into / name for name in contents)


def _release(sources: Sequence[Path], into: Path, workspace: Path) -> Cost:
    command = [sys.executable, "-m", "benchmarks.redact_speed", "--one", str(into), *map(str, sources)]
    environment = os.environ | {"CLEARCOPY_WORKSPACE": str(workspace)}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def _one(into: Path, sources: Sequence[str]) -> Cost:
    from records.settings import load  # noqa: PLC0415 - in the measured process only
    from release.pipeline import release  # noqa: PLC0415 - as above

    wall, cpu = time.perf_counter(), time.process_time()
    receipt = release(sources, into, settings=load())
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    redactions = sum(count for _, count in receipt.redactions)
    return Cost(receipt.items, receipt.released, receipt.bytes, redactions, wall, cpu, peak_mb())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asdict(_one(Path(sys.argv[2]), sys.argv[3:]))))
        sys.exit(0)
    sys.exit(main())

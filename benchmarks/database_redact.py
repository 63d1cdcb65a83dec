"""Measures the release of a wide table: rows a second and peak memory, beside Presidio over a slice of the same rows.

    python -m benchmarks.database_redact [--rows 20000] [--slice 300] [--months 72]

The table is made up by benchmarks/utility.py, which says how often its values repeat. clearcopy reads, detects, redacts,
writes, verifies and publishes all rows; the yardsticks only detect and replace, with default recognizers and the small spaCy
model: a loop of BatchAnalyzerEngine and BatchAnonymizerEngine over the rows, and presidio-structured, which `make bench` puts into
build/bench. Each runs in a process of its own; loading is not counted for the yardsticks, and is for clearcopy. With --months 1
every row is another person's, which is what memory is measured by: the peak of each stage is printed below. Memory is that of
the process and all it started; disk is what the run's folder holds at its fullest, beside the source. Every minute a line
on standard error says where a long run is.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psutil

from benchmarks import plain
from benchmarks.corpora import ROOT
from benchmarks.utility import COLUMNS, MONTHS, bills, write_utility
from benchmarks.worker import ONE_CORE, peak_mb

__all__ = ["main"]

os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")

BENCH = ROOT / "build" / "bench"
"""Where `make bench` puts presidio-structured, which nothing else needs."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one system took for so many rows: seconds on the clock and of the processor, and memory at its peak."""

    rows: int
    wall: float
    cpu: float
    peak_mb: float
    stages: dict[str, float] = field(default_factory=dict)
    disk_mb: float = 0.0
    out_mb: float = 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one row for each system, and how many times faster clearcopy is than it."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.database_redact", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--rows", type=int, default=20_000, help="rows that clearcopy releases")
    parser.add_argument(
        "--slice", type=int, default=300, help="rows, evenly drawn from those, that the yardsticks read"
    )
    parser.add_argument("--months", type=int, default=MONTHS, help="bills of one account; 1: nobody comes back")
    parser.add_argument("--alone", action="store_true", help="without the yardsticks")
    options = parser.parse_args(arguments)
    slices = min(options.slice, options.rows)
    structured = BENCH.is_dir() or importlib.util.find_spec("presidio_structured") is not None
    beside = plain.installed("presidio-sm") and not options.alone
    systems = ["clearcopy", *["loop"] * beside, *["structured"] * (structured and beside)]
    costs = {name: _run(name, options.rows, slices, options.months) for name in systems}
    print(f"bills of {len(COLUMNS)} columns, two of free text; rates by processor time")
    print(f"{'system':<32}{'rows':>9}{'rows/s':>9}{'wall s':>9}{'peak MB':>9}{'clearcopy is':>15}")
    own = costs["clearcopy"].rows / costs["clearcopy"].cpu
    for name, cost in costs.items():
        rate = cost.rows / cost.cpu
        shown = f"{own / rate:>13.1f} x" if name != "clearcopy" else ""
        print(f"{NAMES[name]:<32}{cost.rows:>9,}{rate:>9,.0f}{cost.wall:>9.1f}{cost.peak_mb:>9.0f}{shown:>15}")
    stages = ", ".join(f"{stage} {peak:.0f}" for stage, peak in costs["clearcopy"].stages.items())
    print(f"clearcopy's peak MB by stage, children and all: {stages}")
    own_cost = costs["clearcopy"]
    print(
        f"disk at its fullest {own_cost.disk_mb:,.0f} MB beside the source, of which the release is {own_cost.out_mb:,.0f} MB"
    )
    if not plain.installed("presidio-sm"):
        print("the small spaCy model is not here: Presidio is not measured")
    elif not structured:
        print("presidio-structured is not installed: not measured (make bench installs it where it can)")
    return 0


def _run(system: str, rows: int, slices: int, months: int) -> Cost:
    command = [sys.executable, "-m", "benchmarks.database_redact", "--one", system, *map(str, (rows, slices, months))]
    path = {"PYTHONPATH": str(BENCH)} if system == "structured" and BENCH.is_dir() else {}
    environment = os.environ | ONE_CORE | path
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def _clearcopy(rows: int, _slices: int, months: int) -> Cost:
    from dataclasses import replace  # noqa: PLC0415 - in the measured process only

    from records.settings import load  # noqa: PLC0415 - as above
    from release.pipeline import release  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "utility.sqlite"
        write_utility(source, rows, months)
        settings = replace(load(), workspace=str(Path(folder) / "workspace"))
        watch = _Watch(Path(folder), source)
        wall, cpu = time.perf_counter(), time.process_time()
        receipt = release([str(source)], Path(folder) / "out", settings=settings, progress=watch.at)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        if receipt.withheld or receipt.released != rows + 1:
            raise SystemExit(f"{receipt.released} released and {receipt.withheld} withheld of {rows} rows and 1 schema")
        stages = watch.done()
        out = _size(Path(folder) / "out")
    return Cost(rows, wall, cpu, max(peak_mb(), *stages.values()), stages, watch.disk, out)


def _size(folder: Path) -> float:
    """Return what the files below *folder* hold, in MB; a file without a name that is open still counts for nobody."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # gone meanwhile
            total += path.stat().st_size if path.is_file() else 0
    return total / 1e6


class _Watch:
    """Notes the resident memory of every stage, children's too, ten times a second, in MB of 1,000,000 bytes; the disk now and then."""

    def __init__(self, folder: Path, source: Path) -> None:
        self._stage, self._done = "load", 0
        self._folder, self._without = folder, source.stat().st_size / 1e6
        self.disk = 0.0
        self._peaks: dict[str, float] = {}
        self._over = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def at(self, stage: str, done: int, _total: int | None) -> None:
        """Take the name of the stage that goes on."""
        self._stage, self._done = stage, done

    def done(self) -> dict[str, float]:
        """Return the peaks and stop looking."""
        self._over.set()
        return self._peaks

    def _look(self) -> None:
        begun, turn = time.perf_counter(), 0
        while not self._over.wait(0.1):
            resident = _resident()
            self._peaks[self._stage] = max(resident, self._peaks.get(self._stage, 0.0))
            if turn % 50 == 0:
                self.disk = max(self.disk, _size(self._folder) - self._without)
            if turn % 600 == 599:  # noqa: PLR2004 - a minute
                took = time.perf_counter() - begun
                where = f"{self._stage} {self._done:,}, {resident:.0f} MB, disk {self.disk:,.0f} MB"
                print(f"{took:,.0f} s, {time.process_time():,.0f} s of processor: {where}", file=sys.stderr)
            turn += 1


def _resident() -> float:
    own = psutil.Process()
    total = own.memory_info().rss
    for child in own.children(recursive=True):
        with suppress(psutil.Error):  # ended meanwhile
            total += child.memory_info().rss
    return total / 1e6


def _loop(rows: int, slices: int, months: int) -> Cost:
    from presidio_analyzer import BatchAnalyzerEngine  # noqa: PLC0415, TID251 - the yardstick itself
    from presidio_anonymizer import BatchAnonymizerEngine  # noqa: PLC0415, TID251 - as above

    analyzer, anonymizer = BatchAnalyzerEngine(_analyzer()), BatchAnonymizerEngine()  # type: ignore[no-untyped-call]  # Presidio's

    def work() -> None:
        for row in _slice(rows, slices, months):
            found = list(analyzer.analyze_dict(row, language="en"))
            anonymizer.anonymize_dict(found)

    return _timed(work, slices)


def _structured(rows: int, slices: int, months: int) -> Cost:
    import pandas as pd  # noqa: PLC0415 - in the measured process only
    from presidio_structured import (  # noqa: PLC0415 - the yardstick itself
        PandasAnalysisBuilder,
        StructuredEngine,
    )

    frame = pd.DataFrame(_slice(rows, slices, months))
    analyzer = _analyzer()

    def work() -> None:
        analysis = PandasAnalysisBuilder(analyzer=analyzer).generate_analysis(frame)
        StructuredEngine().anonymize(frame, analysis)

    return _timed(work, slices)


def _slice(rows: int, slices: int, months: int) -> list[dict[str, str]]:
    """Return every so many-th row as texts; NULL is an empty text, which costs the yardsticks nothing."""
    step = rows // slices
    chosen = [row for n, row in enumerate(bills(rows, months)) if n % step == 0][:slices]
    return [
        {name: "" if value is None else str(value) for name, value in zip(COLUMNS, row, strict=True)} for row in chosen
    ]


def _analyzer() -> Any:
    from presidio_analyzer import AnalyzerEngine  # noqa: PLC0415, TID251 - the yardstick itself
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # noqa: PLC0415, TID251 - as above

    model = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": plain.model("presidio-sm")}]}
    engine = NlpEngineProvider(nlp_configuration=model).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    analyzer.analyze("Jane Doe wrote from 406-555-0101 on Monday.", language="en")
    return analyzer


def _timed(work: Callable[[], None], rows: int) -> Cost:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(rows, time.perf_counter() - wall, time.process_time() - cpu, peak_mb())


SYSTEMS = {"clearcopy": _clearcopy, "loop": _loop, "structured": _structured}
NAMES = {
    "clearcopy": "clearcopy, whole release",
    "loop": "loop of Presidio's batch engine",
    "structured": "presidio-structured",
}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asdict(SYSTEMS[sys.argv[2]](*map(int, sys.argv[3:6])))))
        sys.exit(0)
    sys.exit(main())

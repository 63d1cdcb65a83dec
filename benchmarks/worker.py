"""Runs one system over one file of documents in a process of its own, on one core, and prints what it cost as JSON.

    python -m benchmarks.worker SYSTEM IN.jsonl OUT.jsonl WARM.jsonl

Loading, one short sentence and the documents of WARM.jsonl (which may be empty) are read first and not counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import own, plain
from benchmarks.corpora import ROOT, Document, Prediction, Span

__all__ = ["SYSTEMS", "Cost", "peak_mb", "predict", "version"]

SYSTEMS = ("clearcopy", *plain.MODELS)
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: characters, wall and processor seconds, resident memory in MB once loaded and at its peak."""

    system: str
    documents: int
    chars: int
    wall: float
    cpu: float
    loaded_mb: float
    peak_mb: float

    @property
    def rate(self) -> float:
        """Characters per second of processor time, so that other work on the machine does not count."""
        return self.chars / self.cpu


def version(system: str) -> str:
    """Return what the predictions of *system* depend on, for the cache."""
    return own.version() if system == "clearcopy" else plain.version(system)


def predict(system: str, documents: Sequence[Document], warm: Sequence[Document] = ()) -> tuple[list[Prediction], Cost]:
    """Return the predictions of *system* and their cost, both from a process of its own that read *warm* before."""
    with tempfile.TemporaryDirectory() as folder:
        source, target, before = (Path(folder) / name for name in ("in.jsonl", "out.jsonl", "warm.jsonl"))
        for path, chosen in ((source, documents), (before, warm)):
            lines = (json.dumps({"id": document.id, "text": document.text}) for document in chosen)
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks.worker", system, *map(str, (source, target, before))]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | ONE_CORE, check=True, stdout=subprocess.PIPE, text=True
        )
        return _read(target), Cost(**json.loads(done.stdout.splitlines()[-1]))


def peak_mb() -> float:
    """Return this process's peak resident memory, in MB of 1,000,000 bytes."""
    if sys.platform == "win32":
        import psutil  # noqa: PLC0415 - Windows has no resource module

        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource  # noqa: PLC0415 - POSIX only

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def _read(target: Path) -> list[Prediction]:
    lines = (json.loads(line) for line in target.read_text(encoding="utf-8").splitlines())
    return [Prediction(line["id"], tuple(Span(**span) for span in line["spans"])) for line in lines]


def _pairs(path: Path) -> list[tuple[str, str]]:
    return [(line["id"], line["text"]) for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())]


def _run(system: str, source: Path, target: Path, before: Path) -> Cost:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pairs = _pairs(source)
    run = own.predictor() if system == "clearcopy" else plain.predictor(system)
    run([("warm-up", "Jane Doe wrote from 406-555-0101 on Monday."), *_pairs(before)])
    loaded = peak_mb()
    wall, cpu = time.perf_counter(), time.process_time()
    answer = run(pairs)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    lines = (json.dumps(asdict(prediction)) for prediction in answer())
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return Cost(system, len(pairs), sum(len(text) for _, text in pairs), wall, cpu, loaded, peak_mb())


if __name__ == "__main__":
    print(json.dumps(asdict(_run(sys.argv[1], *map(Path, sys.argv[2:5])))))

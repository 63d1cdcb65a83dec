"""`clearcopy detect` streams JSON lines of texts in and JSON lines of spans out, a line at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from desk.bars import bars
from desk.loading import loading
from desk.options import config_option, example
from desk.whole import whole_file
from records.errors import Reason, SourceUnavailable, Unreadable
from records.settings import load

__all__ = ["detect"]


@click.command(
    short_help="Find PII in JSON lines.",
    epilog=example("clearcopy detect texts.jsonl spans.jsonl", "clearcopy detect --explain < texts.jsonl"),
)
@click.argument("source", default="-", metavar="[IN.jsonl]")
@click.argument("target", default="-", metavar="[OUT.jsonl]")
@click.option("--explain", is_flag=True, help="Also say which pattern found each span, and why.")
@config_option
def detect(source: str, target: str, *, explain: bool, config: Path | None) -> None:
    """Find PII in JSON lines {"id", "text"} and write {"id", "spans": [{"start", "end", "type", "score", "detector"}]}.

    Offsets count characters of the text. Without file names, or with "-", it reads stdin and writes stdout. OUT.jsonl is
    replaced only when every line has been written.
    """
    settings = load(config)
    with _lines_of(source) as lines, _writer(target, source) as out:
        with loading():
            from detectors.engine import Engine  # noqa: PLC0415 - keeps --help fast
            from detectors.jsonl import detect_lines  # noqa: PLC0415 - keeps --help fast

            engine = Engine(settings)
        with bars(shown=target != "-") as progress:  # lines on the screen tell more than a bar between them
            for done, line in enumerate(detect_lines(lines, engine, explain=explain), 1):
                out.write(line.encode("utf-8", "backslashreplace") + b"\n")  # a lone surrogate becomes its JSON escape
                if target == "-":
                    out.flush()
                progress("detect", done, None)


@contextmanager
def _lines_of(source: str) -> Iterator[Iterable[str]]:
    """Give the lines of *source* decoded; raise SourceUnavailable where it cannot be opened, Unreadable at one that is not UTF-8."""
    if source == "-":
        yield _decoded(sys.stdin.buffer)
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115 - the with below closes it; only opening may fail here
    except OSError:
        raise SourceUnavailable("the input file cannot be read") from None
    with file:
        yield _decoded(file)


def _decoded(file: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(file, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise Unreadable(Reason.MISMATCH, sentence="is not UTF-8 text", item=f"line {number}") from None


@contextmanager
def _writer(target: str, source: str) -> Iterator[BinaryIO]:
    if target == "-":
        yield sys.stdout.buffer
        return
    with whole_file(Path(target), apart_from=None if source == "-" else Path(source)) as part, part.open("wb") as out:
        yield out

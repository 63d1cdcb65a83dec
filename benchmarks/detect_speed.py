"""Measures detection: characters a second on one core and peak memory, clearcopy beside plain Presidio on the same documents.

    python -m benchmarks.detect_speed [--chars CHARACTERS] [--systems clearcopy,presidio-sm] [--rounds 1] [--warm 300000]

Documents are all labelled e-mail threads where they are beside the checkout, else the messages of the synthetic samples; no
text is read twice. Rates are per second of processor time, so that other work on the machine does not count; each system runs
in a process of its own, pinned to one core with one thread. Loading is not counted, for either, nor is reading a program's
answer (lines of JSON here, Presidio's results there). Two rates are printed: "fresh", of a process that has read nothing but
one short sentence, and "warm", of one that has read --warm characters of other mail (the FOIA set) before, as in a nightly
run: both programs keep words that they have met.
"""

from __future__ import annotations

import argparse
import mailbox
import sys
from collections.abc import Sequence
from contextlib import closing
from email.message import Message

from benchmarks import worker
from benchmarks.corpora import ROOT, Document, corpora, sample

__all__ = ["documents", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a row for each system and the ratios to the last of them."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.detect_speed", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--chars", type=int, default=1_000_000, help="characters to read at most")
    parser.add_argument(
        "--warm", type=int, default=300_000, help="characters of other mail read before the second measurement"
    )
    parser.add_argument("--systems", default="clearcopy,presidio-sm")
    parser.add_argument("--rounds", type=int, default=1, help="the best of so many runs counts")
    options = parser.parse_args(arguments)
    source, texts = documents(options.chars)
    print(f"{source}: {len(texts)} documents, {sum(len(each.text) for each in texts):,} characters, one core")
    print(
        f"{'':<7}{'system':<14}{'chars/s (cpu)':>15}{'chars/s (wall)':>16}{'loaded MB':>11}{'peak MB':>9}{'speed ratio':>13}{'memory ratio':>14}"
    )
    for state, before in (("fresh", ()), ("warm", _other(options.warm))):
        costs = [_best(system, texts, options.rounds, before) for system in options.systems.split(",")]
        for cost in costs:
            ratios = f"{cost.rate / costs[-1].rate:>13.2f}{cost.peak_mb / costs[-1].peak_mb:>14.2f}"
            print(
                f"{state:<7}{cost.system:<14}{cost.rate:>15,.0f}{cost.chars / cost.wall:>16,.0f}{cost.loaded_mb:>11.0f}{cost.peak_mb:>9.0f}{ratios}"
            )
    return 0


def documents(chars: int) -> tuple[str, tuple[Document, ...]]:
    """Return where the documents come from, and about *chars* characters of them, all different."""
    threads = [corpus for corpus in corpora() if corpus.name in ("enron_emailcoref", "uner_ewt_email")]
    if threads:
        share = chars // len(threads)  # of either set; the smaller one may hold less
        return "labelled e-mail threads", tuple(each for corpus in threads for each in sample(corpus, share))
    with closing(mailbox.mbox(ROOT / "data" / "samples" / "mailbox.mbox", create=False)) as box:
        texts = tuple(Document(str(number), _text(message), ()) for number, message in enumerate(box))
    return "synthetic samples", texts


def _other(chars: int) -> tuple[Document, ...]:
    """Return about *chars* characters of mail that is not measured, none where it is not beside the checkout."""
    return tuple(each for corpus in corpora() if corpus.name == "clinton_headers" for each in sample(corpus, chars))


def _best(system: str, texts: Sequence[Document], rounds: int, warm: Sequence[Document]) -> worker.Cost:
    costs = [worker.predict(system, texts, warm)[1] for _ in range(rounds)]
    return max(costs, key=lambda cost: cost.rate)


def _text(message: Message) -> str:
    bodies = (part.get_payload(decode=True) for part in message.walk() if part.get_content_maintype() == "text")
    return "\n".join(body.decode("utf-8", "replace") for body in bodies if isinstance(body, bytes))


if __name__ == "__main__":
    sys.exit(main())

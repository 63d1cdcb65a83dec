"""Measures how recall holds where the labelled documents are carried another way: in capitals, broken lines, strings, a scan.

    python -m benchmarks.carried [--carriers "broken lines,tabs"] [--markdown docs/carried.md]

Each document is written anew, every letter of it with its place in the document as it is, and recall is counted there.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import own
from benchmarks.corpora import Prediction, Span, corpora, sample
from benchmarks.score import count, recall

__all__ = ["CARRIERS", "SETS", "Written", "main", "measure"]

SETS = (
    "datafog_corpus",
    "edgecare_notes",
    "enron_emailcoref",
    "fara_forms",
    "fhir_notes",
    "presidio_research",
    "uner_ewt_email",
)
TYPES = ("PERSON", "PLACE", "EMAIL", "PHONE", "SSN", "ID", "DATE_OF_BIRTH")
_CHARS = 60_000  # read of each set
_WIDTH = 68  # characters of a line, quote marks not counted
_SIGNS = str.maketrans({"0": "O", "1": "l"})


@dataclass(frozen=True, slots=True)
class Written:
    """A document written anew, and the place of each of its letters in the document as it is, -1 for what was put in."""

    text: str
    places: tuple[int, ...]


Carrier = Callable[[str], Written]


def _each(shown: Callable[[str], str]) -> Carrier:
    """Return a carrier that writes each character its own way; the first of several stands for it."""

    def write(text: str) -> Written:
        pieces = [shown(char) for char in text]
        places = [at if first == 0 else -1 for at, piece in enumerate(pieces) for first in range(len(piece))]
        return Written("".join(pieces), tuple(places))

    return write


def _same_length(shown: Callable[[str], str]) -> Carrier:
    return _each(lambda char: other if len(other := shown(char)) == 1 else char)


def _table(shown: Mapping[str, str]) -> Carrier:
    return _each(lambda char: shown.get(char, char))


def _broken(mark: str, end: str = "") -> Carrier:
    """Return a carrier that breaks long lines at their last blank, or behind a quoted-printable *end* anywhere."""

    def write(text: str) -> Written:
        letters: list[tuple[str, int]] = []
        for number, line in enumerate(_lines(text)):
            if number:
                letters.append(("\n", line[0] - 1))
            letters += [(char, -1) for char in mark]
            letters += _folded(text, line, mark, end)
        return Written("".join(char for char, _ in letters), tuple(place for _, place in letters))

    return write


def _lines(text: str) -> list[tuple[int, int]]:
    ends = [match.start() for match in re.finditer(r"\n|\Z", text)]
    return list(zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True))


def _folded(text: str, line: tuple[int, int], mark: str, end: str) -> Iterable[tuple[str, int]]:
    start, stop = line
    while stop - start > _WIDTH:
        cut = start + _WIDTH if end else text.rfind(" ", start + 1, start + _WIDTH + 1)
        if cut < 0:
            break
        yield from ((text[at], at) for at in range(start, cut))
        yield from ((char, -1) for char in f"{end}\n{mark}")
        start = cut if end else cut + 1
    yield from ((text[at], at) for at in range(start, stop))


def _scanned(text: str) -> Written:
    """Write O and l for every second 0 and 1."""
    letters = [char.translate(_SIGNS) if at % 2 else char for at, char in enumerate(text)]
    return Written("".join(letters), tuple(range(len(text))))


CARRIERS: dict[str, Carrier] = {
    "as it is": _each(str),
    "in capitals": _same_length(str.upper),
    "in small letters": _same_length(str.lower),
    "broken lines": _broken(""),
    "broken lines in quoted mail": _broken("> "),
    "quoted-printable": _broken("", "="),
    "one line": _table({"\n": " "}),
    "wide gaps": _table({" ": "  "}),
    "tabs for blanks": _table({" ": "\t"}),
    "lines of Windows": _table({"\n": "\r\n"}),
    "string in JSON": _table({"\n": "\\n", '"': '\\"'}),
    "web address": _table(
        {"\n": "%0A", " ": "%20", ",": "%2C", ":": "%3A", "/": "%2F", "@": "%40", "(": "%28", ")": "%29"}
    ),
    "page": _table({"\n": "<br>\n", " ": "&nbsp;", "&": "&amp;", "'": "&#39;"}),
    "wrong character set": _each(lambda char: char.encode().decode("latin-1") if len(char.encode()) == 2 else char),  # noqa: PLR2004 - bytes of a Latin letter
    "long dashes and curly quotes": _table({"-": "\u2013", "'": "\u2019"}),
    "letters for figures (scan)": _scanned,
}


def measure(carriers: Sequence[str], chars: int = _CHARS, sets: Sequence[str] = SETS) -> dict[str, dict[str, float]]:
    """Return the recall of each type, in percent, under each of *carriers*; a type that the sets do not label is left out."""
    parts = [(each.types, sample(each, chars)) for each in corpora() if each.name in sets]
    run = own.predictor()
    found: dict[str, dict[str, float]] = {}
    for name in carriers:
        counts = []
        for types, documents in parts:
            written = [CARRIERS[name](document.text) for document in documents]
            answer = run([(str(number), each.text) for number, each in enumerate(written)])()
            counts += [
                count(document, _back(prediction, each), types)
                for document, each, prediction in zip(documents, written, answer, strict=True)
            ]
        shares = {type_: recall(counts, type_).value for type_ in TYPES}
        found[name] = {type_: 100 * share for type_, share in shares.items() if share is not None}
    return found


def _back(prediction: Prediction, written: Written) -> Prediction:
    """Return *prediction* of a document written anew as one of the document as it is."""
    spans = []
    for span in prediction.spans:
        places = written.places[span.start : span.end]
        spans += [Span(place, place + 1, span.type) for place in places if place >= 0]
    return Prediction(prediction.id, tuple(spans))


def _table_of(found: dict[str, dict[str, float]]) -> str:
    types = [type_ for type_ in TYPES if any(type_ in row for row in found.values())]
    lines = [f"| how it is carried | {' | '.join(types)} |", f"|---|{'---|' * len(types)}"]
    lines += [f"| {name} | {' | '.join(f'{row[type_]:.1f}' for type_ in types)} |" for name, row in found.items()]
    return "\n".join(lines)


_PAGE = """<!-- Written by: python -m benchmarks.carried --markdown docs/carried.md. Do not edit by hand. -->
# The same documents, carried another way

Mail is quoted and its lines are broken, exports write it into strings, scanners take figures for letters. Here the labelled
documents (see [accuracy.md](accuracy.md)) were written anew in each of these ways, and the share of labelled letters and
digits that is found was counted again. In capitals and in small letters nothing but the words themselves tells a name from
another word, so those two rows are lower; the others should be the first row again.

{table}

Read: at most {chars:,} characters of each of {sets}. PLACE counts single towns and countries, too, which a release keeps.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 where the labelled documents are not there."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.carried", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--carriers", default=",".join(CARRIERS))
    parser.add_argument("--markdown", type=Path, help="write the page here")
    options = parser.parse_args(arguments)
    if not corpora():
        print("the labelled documents (../shared/accuracy) are not there: nothing was measured")
        return 1
    table = _table_of(measure(options.carriers.split(",")))
    print(table)
    if options.markdown:
        page = _PAGE.format(table=table, chars=_CHARS, sets=", ".join(SETS))
        options.markdown.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

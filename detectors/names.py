"""Names of people: what the language model reads, corrected, and what lines, headers and columns say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from detectors import name_cells, name_headers, name_lines
from detectors.contract import Detector, Entity, Hit, View
from detectors.name_shape import organised, trim, words
from detectors.name_words import is_given, is_name, no_name, ordinary, place
from records.finding import PiiType
from records.record import Shape

__all__ = ["NAMES"]

Span = tuple[int, int]
_STRUCTURE = 0.95  # the place says it: header, label, column
_LINE = 0.9  # the line says it: greeting, signature, title
_WORDS = 0.7  # the words themselves say it

_PROSE: tuple[tuple[str, float, Callable[[str], Iterator[Span]]], ...] = (
    ("header line", _STRUCTURE, name_headers.header_lines),
    ("beside address", _STRUCTURE, name_lines.beside_address),
    ("label", _STRUCTURE, name_lines.labelled),
    ("form", _STRUCTURE, name_lines.forms),
    ("title", _LINE, name_lines.titled),
    ("greeting or closing", _LINE, name_lines.greetings),
    ("line by itself", _LINE, name_lines.solo_lines),
)


def find(view: View) -> Iterator[Hit]:
    """Yield every person named in *view*."""
    for pattern, score, (start, end) in _spans(view):
        yield Hit(start, end, PiiType.PERSON, score, pattern)
    for entity in view.entities:
        if entity.label == "PERSON" and (span := _corrected(view.text, entity)):
            yield Hit(*span, PiiType.PERSON, entity.score, "model")


def _spans(view: View) -> Iterator[tuple[str, float, Span]]:
    match view.field.shape:
        case Shape.CELL:
            named = tuple(name_cells.named_cell(view.field.name, view.text))
            yield from (("column", _STRUCTURE, span) for span in named)
            if not named:
                yield from (("cell", _WORDS, span) for span in name_cells.cell(view.text))
        case Shape.MAILBOXES:
            spans = name_headers.mailboxes(view.text, 0, len(view.text))
            yield from (("mailbox", _STRUCTURE, span) for span in spans)
        case _:
            for pattern, score, rule in _PROSE:
                yield from ((pattern, score, span) for span in rule(view.text))


def _corrected(text: str, entity: Entity) -> Span | None:
    """Return the name in what the model calls a person, or None for a product, a weekday, a company, a heading."""
    span = trim(text, entity.start, entity.end)
    if span is None or not _possible(text, *span):
        return None
    return span


def _possible(text: str, start: int, end: int) -> bool:
    found = words(text, start, end)
    if organised(found) or any(letter in "_@\\=#|" for letter in text[start:end]):
        return False
    full = [word.folded for word in found if len(word.text) > 1]
    if not full or all(no_name(word) or (ordinary(word) and not is_given(word)) for word in full):
        return False
    if len(full) == 1:
        return not place(full[0]) and (is_name(full[0]) or found[0].text[0].isupper())
    return not any(letter.isdigit() for letter in text[start:end])


NAMES = Detector(name="names", types=(PiiType.PERSON,), find=find, matches=(), spares=())

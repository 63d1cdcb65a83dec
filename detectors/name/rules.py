"""The rules that read names from words alone, each with its pattern and how sure it is: in running text, cells, titles and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from detectors.name import headers, labels, lines, marks
from detectors.name.called import nicknamed
from detectors.name.chats import crews, heads
from detectors.name.company import in_company
from detectors.name.encoded_words import encoded_words
from detectors.name.family import children, households, initials_together, kin, parientes, titled_together, trusts
from detectors.name.flat_form import flat_form
from detectors.name.given import given_names, translated
from detectors.name.halves import korean
from detectors.name.hasty import hasty
from detectors.name.led import led
from detectors.name.minors import aged, kin_by_letter, minors
from detectors.name.mixed import before_own_firm, matters
from detectors.name.naming import called_so
from detectors.name.proven import born, described, listed
from detectors.name.ranks import ranked
from detectors.name.roled import roled
from detectors.name.rolls import in_columns, rolls, signed_above_address, signed_with_date
from detectors.name.row_of_labels import row_of_labels
from detectors.name.speech import speech
from detectors.name.spelled import letters
from detectors.name.titles import honoured, learned, titled
from detectors.name.whose import whose

__all__ = ["IN_CELLS", "IN_NOTES", "IN_TITLES", "LINE", "PROSE", "SMALL", "STRUCTURE", "WORDS"]

Span = tuple[int, int]
STRUCTURE = 0.95  # the place says it: header, label, column
LINE = 0.9  # the line says it: greeting, signature, title
WORDS = 0.7  # the words themselves say it
SMALL = 0.5  # and nothing else does: what the model reads there is surer
PROSE: tuple[tuple[str, float, Callable[[str], Iterator[Span]]], ...] = (
    ("header line", STRUCTURE, headers.flattened),
    ("beside address", STRUCTURE, marks.beside_address),
    ("beside address", STRUCTURE, encoded_words),
    ("key", STRUCTURE, labels.json_keys),
    ("form", STRUCTURE, labels.forms),
    ("label", STRUCTURE, row_of_labels),
    ("label", STRUCTURE, flat_form),
    ("title", LINE, titled),
    ("title", LINE, honoured),
    ("title", LINE, learned),
    ("title", LINE, ranked),
    ("line", LINE, marks.introduced),
    ("given name", WORDS, given_names),
    ("given name", WORDS, led),
    ("initials", WORDS, marks.initialled),
    ("initials", WORDS, nicknamed),
    ("who speaks", WORDS, speech),
    ("who speaks", WORDS, hasty),
    ("who speaks", WORDS, heads),
    ("in company", WORDS, crews),
    ("sworn", LINE, marks.sworn),
    ("household", WORDS, households),
    ("children", WORDS, children),
    ("kin", LINE, kin),
    ("kin", LINE, parientes),
    ("household", WORDS, trusts),
    ("title", LINE, titled_together),
    ("initials", WORDS, initials_together),
    ("before a firm", LINE, before_own_firm),
    ("matter", LINE, matters),
    ("proven by words", LINE, born),
    ("proven by words", LINE, described),
    ("proven by words", LINE, listed),
    ("behind a role", WORDS, roled),
    ("named by a phrase", LINE, called_so),
    ("in a list", WORDS, rolls),
    ("in a list", WORDS, in_columns),
    ("signed off", WORDS, signed_with_date),
    ("signed off", WORDS, signed_above_address),
    ("initials of a minor", LINE, minors),
    ("initials of a minor", LINE, kin_by_letter),
    ("before an age", WORDS, aged),
    ("signed off", LINE, lines.signed_off),
    ("signed off", WORDS, lines.last_line),
    ("spelled", WORDS, letters),
    ("in company", WORDS, in_company),
    ("whole name", WORDS, korean),
    ("whose it is", WORDS, whose),
)

IN_CELLS = (
    titled,
    ranked,
    led,
    households,
    kin,
    matters,
    nicknamed,
    marks.beside_address,
    titled_together,
    before_own_firm,
    born,
    described,
    listed,
    roled,
    translated,
    hasty,
    heads,
    crews,
    whose,
)
IN_TITLES = (*IN_CELLS, marks.initialled)
IN_NOTES = (
    *IN_CELLS,
    marks.initialled,
    marks.introduced,
    speech,
)  # what a few words that people write give away, too

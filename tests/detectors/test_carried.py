"""What is found in a text is found as other formats carry it: in a string, a web address, a dump, a log, between tabs and tags."""

from __future__ import annotations

import json
import re
from functools import cache
from urllib.parse import quote

import pytest

from detectors import DETECTORS
from detectors.encodings import ENCODINGS
from records.record import Shape
from tests.detectors.ruling import unfound

pytestmark = pytest.mark.slow  # make check runs the same examples in capitals and around signs
EXAMPLES = tuple(
    (text, value)
    for detector in DETECTORS
    for text, value in detector.matches
    if (text, value) not in ENCODINGS.matches and text.isascii() and not re.search(r"[\\%=&+{}<>\"]", text)
)
AROUND = ("Please read on.\n\n", "\n\nWith kind regards")


def escaped(text):
    """Return *text* as it stands in a JSON string."""
    return json.dumps(text)[1:-1]


def quoted(text):
    """Return *text* as it stands in a web address."""
    return quote(text, safe="")


def swapped(old, new):
    """Return how to write *new* for *old*."""
    return lambda text: text.replace(old, new)


# By its name: how it writes a text, what stands before and behind, and the values it may lose: what only the end of the
# text, a line of its own or a sign beside it gives away.
CARRIERS = {
    "string": (escaped, ('{"id": 7, "note": "' + escaped(AROUND[0]), escaped(AROUND[1]) + '"}'), {"May"}),
    "string in a string": (
        lambda text: escaped(escaped(text)),
        ('{"payload": "{\\"note\\": \\"' + escaped(escaped(AROUND[0])), escaped(escaped(AROUND[1])) + '\\"}"}'),
        {"May"},
    ),
    "web address": (quoted, ("mailto:clerk?body=" + quoted(AROUND[0]), quoted(AROUND[1])), {"May"}),
    "tabs for blanks": (swapped(" ", "\t"), ("please read\tand\tdo\tthis:\n", ""), set()),
    "wide gaps": (swapped(" ", "  "), ("please  read  and  do  this:\n", ""), set()),
    "lines of Windows": (swapped("\n", "\r\n"), ("please read on:\r\n\r\n", "\r\n"), set()),
    "lines of an old Mac": (swapped("\n", "\r"), ("please read on:\r\r", "\r"), set()),
    "quoted mail": (swapped("\n", "\n> "), ("> please read on:\n> \n> ", "\n"), set()),
    "page": (lambda text: text.replace("\n", "<br>").replace(" ", "&nbsp;"), ("please read on:<br>", "<br>"), set()),
    "table of a page": (str, ("<tr><td>please read on</td><td>", "</td></tr>"), {"May"}),
    "XML": (str, ("<note id='7'><body>", "</body></note>"), {"May"}),
    "dump": (swapped("'", "''"), ("INSERT INTO notes VALUES (1, '", "', NULL);"), {"May", "marv", "4th March '71", "E-20447", "4417#"}),
    "log": (str, ("2026-11-28 05:43:15,123 INFO app.mail: body='", "' status=200"), {"May", "marv", "Christian Svendgaard"}),
    "list in Markdown": (swapped("\n", "\n  "), ("- please read on\n- ", "\n- and more"), {"May", "x3-5521"}),
    "brackets": (str, ("note [", "] end"), {"May", "Christian Svendgaard"}),
}  # fmt: skip


def left(texts):
    """Return the numbers of the (text, value) pairs of which a letter or digit of the value stays in running text."""
    return frozenset(unfound(texts, lambda _: Shape.PROSE))


@cache
def left_alone():
    """Return the numbers of the examples that need a cell or a column of their own."""
    return left(EXAMPLES)


@pytest.mark.parametrize("name", CARRIERS)
def test_examples_are_found_as_they_are_carried(name):
    """No letter of a value stays because of what carries it."""
    write, (before, behind), lost = CARRIERS[name]
    missed = left([(before + write(text) + behind, write(value)) for text, value in EXAMPLES]) - left_alone()

    assert {EXAMPLES[number][1] for number in missed} <= lost

"""Names where the line says so: greetings, sign-offs, signatures, a name by itself on its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from detectors.forms import fold
from detectors.name.headers import HEADERS, header
from detectors.name.labels import labelled
from detectors.name.lists import vocabulary
from detectors.name.shape import Word, looks_like_name, spoken, trim
from detectors.name.words import (
    CLOSINGS,
    MONTHS,
    PARTICLES,
    TITLES,
    given,
    is_given,
    is_name,
    is_plain,
    is_surname,
    no_name,
    ordinary,
    place,
)
from detectors.nearby import each, gates

__all__ = ["last_line", "lines", "signed_off"]

Span = tuple[int, int]

_ANY = r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?"  # a word of a name, in any case
_ALL = r"[^\W\d_]++(?:['’-][^\W\d_]++)*+\.?+"  # the same where only a word may follow: nothing is tried again
# Every line is asked one cheap question first: which word it begins with. Only a greeting, a given name or a short line is
# looked at again.
_START = re.compile(r"\n([ \t\"'*>~_|•–—0-9.,()-]*)([^\W\d_]+)")
_GREETINGS = vocabulary("greetings")
_GREETED = re.compile(
    rf"(?:Good[ \t]+)?{_ANY}(?:[ \t]+(?:you|birthday|again))?[ \t,!.:-]{{1,6}}"
    rf"({_ANY}(?:(?:[ \t]*[,/&][ \t]*|[ \t]+and[ \t]+|[ \t]+){_ANY}){{0,5}})[ \t]*(?=[,.:;!?\n-]|$)",
    re.MULTILINE | re.IGNORECASE,
)
# "Jane," "Jane -" "Chris / Lloyd:" "Jane and Bob:" at the start of a line.
_CALLED = re.compile(
    rf"({_ANY}(?:[ \t]+{_ANY})?(?:(?:[ \t]*[,/&][ \t]*|[ \t]+and[ \t]+){_ANY}(?:[ \t]+{_ANY})?){{0,6}})"
    r"[ \t]*(?=[,:;!–]|(?<=[ \t])-|-(?!\w)|--|\.\.\.)"
)
_BILLED = re.compile(r"bill[ -]to[ ]{0,2}(?=[:\n]|\Z)", re.IGNORECASE)  # of an invoice
_SEPARATOR = re.compile(r"[,/&]|[ \t]and[ \t]|[ \t](?=[^\W\d_]+[ \t]*[/&])")
_SOLO = re.compile(rf"({_ALL}(?:[ \t]++{_ALL}){{0,4}}+)[ \t\"'*,.!:)]*+$", re.MULTILINE)
_CLOSED = re.compile(rf"{gates(*CLOSINGS).pattern}\b[^\n]{{0,40}}\Z")  # in small letters
# Whoever signs a letter stands under these, whatever the word: "Regards,\nVisit". Under "Thanks," a sentence may go on.
_FORMAL = re.compile(
    r"\b(?:regards|sincerely|cordially|respectfully|faithfully|truly(?: yours)?)[,.!]{0,2}\Z", re.IGNORECASE
)
_NO_SIGNER = vocabulary("no_signer")
_NICKNAMES = vocabulary("nicknames")
# Who is written to, whatever the word: "Visit," alone after a blank line, and then a sentence. False friends: "However,"
# goes on small; a list has one word a line.
_ADDRESSED = re.compile(r",[ \t]*\n\s{0,9}[A-Z][\w'’]{0,20}[ \t]\S{1,20}[ \t]\S")
_NO_ADDRESSEE = vocabulary("no_addressee") | vocabulary("no_speaker") | _GREETINGS
_INLINE = re.compile(rf"(?:[ \t]*[,.!-]{{1,3}})?[ \t]+-{{0,2}}({_ANY}(?:[ \t]+{_ANY}){{0,3}})[ \t]*[.]?$", re.MULTILINE)
_OFF = re.compile(r"[.!)][ ]?[-–—]{1,2}[ ]?([A-Z][a-z]+(?:[ ][A-Z][\w'’-]*\.?){0,2})[ \t]*$", re.MULTILINE)
_LAST = re.compile(r"[.!?)][ \t]{0,3}\n[ \t\n]{0,6}([A-Z][a-z]{2,14})[ \t.]{0,2}\n?[ \t\n-]{0,24}\Z")
_TAIL = 80  # characters
_DASHES = ("-", "–", "—")
_STOPS = (".", ". ", "!", "! ", ")", ") ")
# "Thanks Church!", "Hi Price,": whoever is hailed so has that name. False friends: "Hi There,", "Thanks Everybody!"
_HAILED = re.compile(r"[^\W\d_]+[ ]([A-Z][a-z]{2,})[,!](?=\s|\Z)")
_DASHED = re.compile("[-–—~]")
_INITIALS = 3  # letters
_SHORT = 50  # characters of a line that may be a signature
_LABEL = 54  # characters in which a line's label ends
_NUMBERED = re.compile(r"[0-9|•]")
_BEFORE = 60  # characters before it in which a closing may stand


def lines(text: str) -> Iterator[tuple[str, Span]]:
    """Yield (pattern, place) of every name that its line gives away: headers, labels, greetings, signatures, lists."""
    # With a line end before it every line begins with one, and a search skips to those; line k then begins where its end stands.
    calling = _calling()
    for start in _START.finditer(f"\n{text}"):
        marks, word = start.groups()
        line, first, begin = start.start(), fold(word), start.start(2) - 1
        head = text[begin : begin + _LABEL]
        if first in HEADERS or ":" in head or "=" in head:
            pattern, spans = _headed(text, line, first)
            for span in spans:
                yield pattern, span
        if (marks and _NUMBERED.search(marks)) or (first == "bill" and _BILLED.match(text, begin)):
            continue
        if first in calling:
            for span in _line(text, begin, word, first):
                yield "line", span
        if (len(head) < _LABEL or "\n" in head) and (whole := _words_alone(text, begin)):
            for span in _alone(text, line, marks, whole, first):
                yield "line", span


def _headed(text: str, line: int, first: str) -> tuple[str, Iterator[Span]]:
    """Return the names behind the header or the label with which a line begins, and which of the two it is."""
    return ("header line", header(text, line)) if first in HEADERS else ("label", labelled(text, line))


def signed_off(text: str) -> Iterator[Span]:
    """Yield who signs at the end of a line of text: "... by Friday. -Skip"."""
    dashes = [dash for dash in _DASHES if dash in text]
    for needle in [f"{stop}{dash}" for dash in dashes for stop in _STOPS]:
        for at in each(text, needle):
            match = _OFF.match(text, at)
            if match and (
                (_signer(match[1]) and _known(fold(match[1]))) or (" " in match[1] and _solo(text, *match.span(1)))
            ):
                yield match.span(1)


def last_line(text: str) -> Iterator[Span]:
    """Yield who signs in the last line of a message, behind a sentence, though the name is a word: "May" below "... the front desk."."""
    for at in (*each(text, "Original Message"), len(text)):
        match = _LAST.search(text, max(0, at - _TAIL), at)
        word = fold(match[1]) if match else ""
        if match and (word in MONTHS or (is_given(word) and not (place(word) or word in _NO_SIGNER))):
            yield match.span(1)


def _known(word: str) -> bool:
    return is_given(word) or is_surname(word)


@lru_cache(maxsize=1)
def _calling() -> frozenset[str]:
    """Return the words with which a line may begin that greets, calls or closes: one question for all of them."""
    return _GREETINGS | CLOSINGS | given()


@lru_cache(maxsize=1)
def _opening() -> frozenset[str]:
    """Return the words with which a line that is nothing but a name may begin: most lines begin with another."""
    return given() | TITLES | vocabulary("leading")


def _line(text: str, begin: int, word: str, first: str) -> Iterator[Span]:
    """Yield the names of whoever is greeted, called or signs in the line whose first *word* begins at *begin*."""
    if first in _GREETINGS and (match := _GREETED.match(text, begin)):
        yield from _listed(text, *match.span(1))
    if (first in _GREETINGS or first in CLOSINGS) and (match := _HAILED.match(text, begin)) and _hailed(fold(match[1])):
        yield match.span(1)
    if first in CLOSINGS and (match := _INLINE.match(text, begin + len(word))) and _signs(text, *match.span(1)):
        yield match.span(1)
    if is_given(first) and not ordinary(first) and (match := _CALLED.match(text, begin)):
        yield from _listed(text, *match.span(1), alone=True)


def _hailed(word: str) -> bool:
    return _known(word) and not (
        no_name(word) or place(word) or word in CLOSINGS or word in _NO_SIGNER or word in _NO_ADDRESSEE
    )


def _words_alone(text: str, begin: int) -> re.Match[str] | None:
    """Return the few words that are all of a short line."""
    end = text.find("\n", begin, begin + _SHORT)
    if end < 0 and begin + _SHORT < len(text):
        return None
    return _SOLO.match(text, begin, end if end >= 0 else len(text))


def _alone(text: str, line: int, marks: str, match: re.Match[str], first: str) -> Iterator[Span]:
    """Yield who is all of a line that begins with the word *first*, its *marks* aside: whoever signs, or is written to."""
    before = text[max(0, line - _BEFORE) : line].rstrip()
    signed = _DASHED.search(marks) or _CLOSED.search(f"\n{before[before.rfind(chr(10)) + 1 :].lower()}")
    if signed and (_signs(text, *match.span(1)) or (_FORMAL.search(before) and _signer(match[1]))):
        yield match.span(1)
    elif first in _opening() and (span := _solo(text, *match.span(1))):
        yield span
    elif (
        text.startswith(",", match.end(1)) and _ADDRESSED.match(text, match.end(1)) and _addressee(text, *match.span(1))
    ):
        yield match.span(1)


def _listed(text: str, start: int, end: int, *, alone: bool = False) -> Iterator[Span]:
    at = start
    for cut in (*_SEPARATOR.finditer(text, start, end), None):
        stop = cut.start() if cut else end
        span = trim(text, at, stop)
        if span and _called(text, span, strict=alone):
            yield span
        at = cut.end() if cut else end


def _called(text: str, span: Span, *, strict: bool) -> bool:
    """Say whether one or two words can be how a person is called: a given name, or a given name and a surname."""
    found = spoken(text[slice(*span)])
    first = found[0].folded
    if len(found) > 3 or any(no_name(word.folded) for word in found):  # noqa: PLR2004
        return False
    if strict and len(found) == 1 and place(first):
        return False
    if not is_given(first) or ordinary(first):
        return False
    return all(is_name(word.text) or len(word.text) == 1 or word.text[0].isupper() for word in found[1:])


def _signs(text: str, start: int, end: int) -> bool:
    """Say whether a line after a closing is whoever signs: up to four words, initials too, but no ordinary phrase."""
    found = spoken(text[start:end])
    full = [word.folded for word in found if len(word.text) > 1]
    if not full:
        return len(found) <= 3 and found[0].text.isupper()  # noqa: PLR2004
    if len(found) == 1 and (full[0] in MONTHS or full[0] in _NICKNAMES):
        return found[0].text.istitle()  # "Thanks,\nMay": whoever signs so is called so
    if any(no_name(word) or word in CLOSINGS for word in full) or (len(found) == 1 and full[0] in _NO_SIGNER):
        return False
    if len(found) == 1 and len(full[0]) <= _INITIALS and (found[0].text.isupper() or not ordinary(full[0])):
        return True
    if any(map(is_plain, full)):
        begun = is_given(full[0]) if len(full) > 1 else _initial(text, start + found[0].end, found[0].text)
        return begun and is_surname(full[-1]) and found[-1].text[0].isupper()  # "Yours, etc.,\nW. Strong"
    return any(is_name(word) for word in full) or all(word.text[0].isupper() for word in found)


def _initial(text: str, end: int, letter: str) -> bool:
    """Say whether a word of one letter is an initial: "W Strong", "A. Strong"; "A Lot" is none."""
    return len(letter) == 1 and letter.isupper() and (text[end : end + 1] == "." or letter not in "AIO")


def _signer(name: str) -> bool:
    """Say whether the one word under a letter's closing can be whoever signs: any word with its capital but an office or kin."""
    word = fold(name)
    signs = name.istitle() and name.isalpha() and len(name) >= _INITIALS
    return signs and not (no_name(word) or word in _NO_SIGNER or word in CLOSINGS)


def _addressee(text: str, start: int, end: int) -> bool:
    """Say whether the one word at the head of a letter can be whoever it is written to."""
    word, line = fold(text[start:end]), text.rfind("\n", 0, start) + 1
    first = line == 0 or not text[text.rfind("\n", 0, line - 1) + 1 : line].strip("\n\r\t >")
    return first and _signer(text[start:end]) and not (word in _NO_ADDRESSEE or place(word))


def _solo(text: str, start: int, end: int) -> Span | None:
    """Return the name that is all of a line: a signature, an entry of a list, the head of a letter."""
    span = trim(text, start, end)
    if span is None:
        return None
    found = spoken(text[slice(*span)])
    first, last = found[0].folded, found[-1].folded
    # The cheapest question first: nearly every line fails it.
    if not is_given(first) or not _written(found) or not looks_like_name(text, *span, sure=False):
        return None
    plain = ordinary(first) or place(first) if len(found) == 1 else ordinary(first) and ordinary(last)
    return None if plain else span


def _written(found: Sequence[Word]) -> bool:
    """Say whether every word has its capital; "Will do" and "Jane and Bob" are no one's name."""
    return all(word.text[0].isupper() or word.folded in PARTICLES for word in found)

"""Whether a cell is one value, a note that somebody wrote, or says that it holds nothing."""

from __future__ import annotations

import re

from detectors.name.lists import ordinary_words, vocabulary
from detectors.name.shape import spoken
from detectors.name.words import is_given, is_surname
from records.columns import of_column
from records.finding import PiiType

__all__ = ["empty", "is_code", "is_subject", "is_value"]

_FEW = 2  # spaces in a name that may hold a word of sentences
_VALUE = 100
_STOP = re.compile(r"[!?]|[^\W\d_]{3}\.[ ]+[^\W\d_]{2}|[{}<>@=]|\"[ ]*:")  # a sentence ends; code; an address
_SHORTENED = frozenset(
    {
        "inc",
        "corp",
        "ltd",
        "assoc",
        "ave",
        "blvd",
        "bldg",
        "dept",
        "apt",
        "ste",
        "etc",
        "esq",
        "llc",
        "mgmt",
        "mfg",
        "bros",
    }
)
_LABELS = re.compile(r"[^\W\d_]\)?[ ]?:(?!//)")
_SENTENCE = vocabulary("sentence")
_SHORT, _CODE = 3, 5  # letters
_NOTE, _OF_NOTES = 7, frozenset({"a", "the", "for", "at", "in", "to", "by", "with", "born", "and"})  # words of a note
_INITIAL = re.compile(r",[ ]?I\b\.?\Z")  # "DE LA PAZ, I": an initial, no word of a sentence
_EMPTY = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)|[Nn]/[Aa]|n\.a\.|NaN|nan|NULL|null|NONE|[Nn]one|[Uu]nknown|UNKNOWN|-+"
    r"|(?i:true|false|yes|no|self|same(?: as (?:above|owner|applicant|mailing))?|own|rent|anonymous|anon\.?|withheld|declined(?: to (?:state|answer|say))?|refused|not (?:provided|given|applicable|stated|known|listed)|tbd"
    r"|(?:current )?(?:resident|occupant)|unk\.?|walk[- ]?in|self[- ]?pay|medicare|medicaid|on[- ]call|loaner|stray|(?:home)?owner|owner[- ]occupied|found prop(?:erty)?|passer[- ]?by|staff|public|various|multiple|vacant"
    r"|in house|n/?r|concerned (?:citizen|resident|neighbou?r)|nobody|no one|no name(?: given)?)"
)


def empty(text: str) -> bool:
    """Say whether a cell says that it holds nothing: what programs write, and no "Nan" or "Null", who are people."""
    return _EMPTY.fullmatch(text.strip()) is not None


def is_value(text: str, name: str = "") -> bool:
    """Say whether a text is one value and not a note: short, one line, nothing that only sentences have.

    Under a column *name* that promises a person a few words are one, whatever they are: "Will Power".
    """
    line = text.strip()
    if len(line) > _VALUE or "\n" in line or _STOP.search(line):
        return False
    if line.endswith(".") and _is_sentence(line):
        return False
    if line.count(":") > 1 and len(_LABELS.findall(line)) > 1:  # "Name: Jane Roe Phone: 555-0101", a form on one line
        return False
    said = of_column(name) if name else None
    told = said is not None and said.type is PiiType.PERSON and line.count(" ") <= _FEW
    found = spoken(_INITIAL.sub("", line))
    if len(found) >= _NOTE and sum(word.folded in _OF_NOTES for word in found) > 1:
        return False
    named = told and len(found) == 1 and is_surname(found[0].folded)  # "Do" under "Last Name"
    return named or not any(word.folded in _SENTENCE and not (told and is_given(word.folded)) for word in found)


def _is_sentence(line: str) -> bool:
    """Say whether a line with a full stop at its end is a sentence: "The owner, Jane Roe, moved out."; "Roe Plumbing inc." is none."""
    last = line[:-1].rpartition(" ")[2]
    return " " in line and len(last) >= _SHORT and last.isalpha() and last.islower() and last not in _SHORTENED


def is_code(text: str) -> bool:
    """Say whether a cell is a word of a few capitals on no list of names: "ARR", "EUTH", "TANF"; "LEE" and "BOB" may be people."""
    word = text.strip()
    short = word.isalpha() and word.isupper() and len(word) <= _CODE
    return short and not (is_given(word.lower()) or is_surname(word.lower()))


def is_subject(text: str) -> bool:
    """Say whether a title is one ordinary word: "Subject: bill"."""
    found = spoken(text)
    return len(found) == 1 and found[0].folded in ordinary_words()

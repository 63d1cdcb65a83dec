"""Whether a word of a name that was found is meant as the name where it stands again: "Means said", "cited Means", "MEANS STATED"."""

from __future__ import annotations

import re

from detectors.forms import fold, name_parts
from detectors.name.lists import surnames, vocabulary
from detectors.name.words import FAMILIES, SMALL_PARTS, STREETS, no_name

__all__ = ["as_name", "named", "names_street", "short_surname"]

_SENTENCE = vocabulary("sentence")  # "She lives in": a pronoun, whoever is called She
_LEAD = 14  # characters
_ACTED = re.compile(
    r"[ ](?:called|said|says|asked|asks|wants|wanted|wrote|writes|told|emailed|e-mailed|reported|complained|stated|requested|replied|lives|phoned|texted|stopped|came|left|paid)\b"
)
# The same where all is in capitals, and what leads to a person there: "GOOD LEFT IN RED F150", "OFFICER CONTACTED MEANS."
# False friends: "THE PRICE WAS", "BY ALL MEANS STATED", "WATERS CAME UP": it must begin a sentence or follow such a verb.
_ACTED_LOUD = re.compile(
    r"[ ](?:SAID|SAYS|STATED|STATES|TOLD|ASKED|ADVISED|ADVISES|WANTS|WANTED|CALLED|REPORTED|REFUSED|DENIED|ADMITTED|CLAIMED|COMPLAINED|REQUESTED|AGREED|REPLIED|"
    r"LEFT|LIVES|FLED|RETURNED|ARRIVED|WAS[ ](?:UPSET|CITED|ARRESTED|ADVISED|TOLD|CONTACTED|TRANSPORTED|RELEASED|NOT|VERY|HOME|BOOKED|WARNED|INTOX\w*|TAKEN|GIVEN|TRESPASSED)|"
    r"IS[ ](?:UPSET|NOT|HOME|VERY|CONCERNED|REQUESTING|CALLING)|HAS[ ](?:NOT|A|THE|BEEN)|HAD[ ](?:NOT|A|THE|BEEN))\b"
)
_BEGUN = re.compile(r"(?:\A|[.;:!?\n-][ \n]{0,3}|\b(?:AND|BUT|THAT|WHEN|WHILE|AS)[ ])\Z")
_LED_LOUD = re.compile(
    r"\b(?:CONTACTED|CITED|ARRESTED|ADVISED|TRANSPORTED|RELEASED|TRESPASSED|INTERVIEWED|IDENTIFIED|LOCATED|WARNED|BOOKED|(?:SPOKE|SPEAKING|TALKED|MET)[ ](?:WITH|TO|W/)|TOLD|ASKED)[ ]\Z"
)
_LED = 16  # characters
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\b\.?[ ]\Z")
_NEXT = re.compile(r"[ ]([A-Z][a-z]+)\b")
_WORD = re.compile(r"[^\W\d_]+")
_TWO = 2  # letters
# Two letters that are a word, a degree or a State, too: a capital at the head of a sentence says nothing of them.
_SMALL = vocabulary("two_letters")


def short_surname(name: str) -> str:
    """Return the surname of two letters that a full name ends in ("Mai Vu", "LY, BAO NGOC"), folded, or "".

    >>> short_surname("Mai Vu"), short_surname("Boston, MA"), short_surname("Jane de")
    ('vu', '', '')
    """
    parts = name_parts(name)
    family = parts[-1] if len(parts) > 1 and len(parts[-1]) == _TWO else ""
    if family not in surnames() or family in SMALL_PARTS or family in _SENTENCE or no_name(family):
        return ""
    written = (name.isupper() and family not in _SMALL) or any(
        word.istitle() and fold(word) == family for word in _WORD.findall(name)
    )
    return family if written else ""


def names_street(text: str, end: int) -> bool:
    """Say whether the word that ends at *end* goes on as a street: "Rodney Street" is no one, whoever is called Rodney."""
    after = _NEXT.match(text, end)
    return after is not None and fold(after[1]) in STREETS


def named(text: str, low: int, high: int) -> bool:
    """Say whether an ordinary word is meant as a name: by its capital, or by what it does at the head of a sentence."""
    if not text[low].isupper():
        return False
    if fold(text[low:high]) not in _SENTENCE and (_ACTED.match(text, high) or _shouted(text, low, high)):
        return True
    return as_name(text, low, text[low:high])


def _shouted(text: str, low: int, high: int) -> bool:
    """Say whether a word in capitals does, at the head of a sentence, or has done to it what only people do: "MEANS WAS UPSET"."""
    if not text[low:high].isupper():
        return False
    before = max(0, low - _LED)
    if _LED_LOUD.search(text, before, low):
        return True
    return _ACTED_LOUD.match(text, high) is not None and _BEGUN.search(text, before, low) is not None


def as_name(text: str, start: int, word: str) -> bool:
    """Say whether an ordinary word is written as a name: a capital, and not only because a sentence begins."""
    if fold(word) in FAMILIES:  # "Mr. Hall", "Hall wants a refund"; "City Hall" and "Hall of Fame" are nobody
        titled = _TITLE.search(text, max(0, start - _LEAD), start) is not None
        return word[0].isupper() and (titled or _ACTED.match(text, start + len(word)) is not None)
    if not word[0].isupper() or (word.isupper() and len(word) > 1):
        return False
    if len(word) == _TWO and (_repeated(text, start, word) or fold(word) not in _SMALL):
        return not _repeated(text, start, word)
    before = text[max(0, start - 2) : start]
    if before == ". " and text[start - 3 : start - 2].isupper() and not text[max(0, start - 4) : start - 3].isalnum():
        return True  # "J. Doe"
    return len(before) == 2 and before[1] == " " and (before[0].isalnum() or before[0] in ",;")  # noqa: PLR2004


def _repeated(text: str, start: int, word: str) -> bool:
    """Say whether a word stands beside itself: "Ho Ho"."""
    end = start + len(word)
    low = word.lower()
    return (
        text[end + 1 : end + 1 + len(word)].lower() == low
        or text[max(0, start - 1 - len(word)) : max(0, start - 1)].lower() == low
    )

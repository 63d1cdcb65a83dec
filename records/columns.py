"""What the name of a column, key, form label or header promises about the value beneath it, in one place for every detector.

A name is split into words (snake, camel, kebab, dots, spaces; of a JSON path the last segment that says anything; what is
glued together, as in PATIENTDOB, into words that columns.toml knows), then compared with the rows of columns.toml, the
narrow ones first.
"""

from __future__ import annotations

import re
from functools import lru_cache

from records.columns_table import (
    ABOUT,
    BEFORE,
    COUNTS,
    EITHER,
    ENDINGS,
    FIRST,
    GLUED,
    INSIDE,
    LAST,
    LONE,
    LONGEST_WORD,
    NOBODY,
    PLACES,
    ROLES,
    ROW_OF,
    SHORTEST,
    SOMEONE,
    Evidence,
    Part,
)
from records.finding import IdKind, PiiType

__all__ = ["Evidence", "Part", "evidence", "of_column", "read_as", "words"]


_NUMBER_SIGN = re.compile(r"([A-Za-z])[ .]?#\s*\Z")  # "Cust #"; no sign alone, which numbers rows
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,6}")  # "D.O.B." and "S.S.N." are one word, not a JSON path
_PATH = re.compile(r"(?<!\bc)[/\\\[\]>|]|\.(?=[A-Za-z_\d])|::")
_HEAD = re.compile(r"\b(?:of|for|from|in|as|on|to|where|when|used|by)\b|[,;:(.\u2013\u2014]")
_HALVES = {"last": Part.FAMILY, "first": Part.GIVEN, "middle": Part.MIDDLE}
_TOWN_LINE = frozenset({"city", "town", "state", "zip"})
_ASIDE = re.compile(r"\([^()]{0,60}/[^()]{0,60}\)")  # "(MM/DD/YYYY)" is no path
_LONGEST = 200
_GLUED_LEAST = 5  # letters of two words glued together
# Things whose number is meant where their name stands last: in "case notes" it does not.
_NUMBERED = frozenset(
    {IdKind.CASE_NUMBER, IdKind.PERMIT, IdKind.GEOCODE, IdKind.ACCOUNT, IdKind.EMPLOYEE, IdKind.COOKIE}
)
_NUMBER = frozenset({"no", "num", "number", "numbers", "nbr", "id", "code", "key"})
_TWO_IN_ONE = re.compile(
    r"[A-Za-z .]{2,16}/[A-Za-z .]{2,16}"
)  # "DOB/Age": no path, where one half has a form of its own
_OWN_FORM = frozenset({PiiType.DATE_OF_BIRTH, PiiType.SSN, PiiType.PHONE, PiiType.EMAIL})
_WHO_DOES = (
    "er",
    "or",
    "ee",
    "ist",
    "ian",
)  # how words end that say who does something: "camper", "signatory" is listed
_COUNTLESS = frozenset(
    {PiiType.PERSON, PiiType.PHONE, PiiType.EMAIL, PiiType.SSN}
)  # no value of which is a small number


def words(name: str) -> tuple[str, ...]:
    """Return the words of one segment of a name, in lower case.

    >>> words("E-mail Addr1")
    ('e', 'mail', 'addr', '1')
    """
    folded = _INITIALS.sub(lambda found: found.group().replace(".", ""), name)
    numbered = _NUMBER_SIGN.sub(r"\1 no", folded)
    return tuple(word.lower() for word in _WORD.findall(numbered.replace("'", "").replace("’", "")))


@lru_cache(maxsize=4096)
def evidence(name: str) -> Evidence | None:
    """Return what *name* says of its value, or None where it says nothing.

    >>> evidence("customer.emailAddress").type.value
    'EMAIL'
    >>> evidence("Phone Type") is None
    True
    >>> evidence("name").part.value, evidence("owners[0].name").part.value
    ('unsure', 'whole')
    """
    name = _ASIDE.sub("", _INITIALS.sub(lambda found: found.group().replace(".", ""), name[:_LONGEST]))
    spoken = (tuple(word for word in words(each) if word not in ENDINGS) for each in reversed(_PATH.split(name)))
    telling = (each for each in spoken if any(word.isalpha() for word in each))
    last = next(telling, None)
    said = (_of(last) or _plural(last) or _glued(last) or _shortened(last)) if last else None
    if said is None and _TWO_IN_ONE.fullmatch(name):
        both = _of(words(name.replace("/", " ")))
        said = both if both is not None and both.type in _OWN_FORM else None
    return _under(next(telling, ()), said) if said and said.part is Part.UNSURE else said


@lru_cache(maxsize=4096)
def of_column(name: str) -> Evidence | None:
    """Return what the name of a column says of its cells: what ``evidence`` does, and what only a column promises.

    >>> of_column("Inmate").type.value, evidence("Inmate") is None
    ('PERSON', True)
    >>> of_column("Driver Last").part.value, of_column("Inmate Count") is None
    ('family', True)
    """
    named = tuple(word for word in words(name[:_LONGEST]) if not word.isdigit())
    if len(named) > 1 and named[-1] in _HALVES:
        whole = of_column(" ".join(named[:-1]))
        if whole is not None and whole.type is PiiType.PERSON and whole.part in (Part.WHOLE, Part.UNSURE):
            return Evidence(PiiType.PERSON, _HALVES[named[-1]])
    end = next((end for at in range(len(named)) if (end := " ".join(named[at:])) in ROLES), "")
    if " " in end:  # "preferred contact" tells more than "contact" in it does
        return ROLES[end]
    known = evidence(name)
    return ROLES.get(end) if known is None else known


def _shortened(named: tuple[str, ...]) -> Evidence | None:
    """Return what a name says that ends in "nm": "OCCUP_NM" is the name of something."""
    return _of((*named[:-1], "name")) if named[-1] == "nm" and len(named) > 1 else None


def _plural(named: tuple[str, ...]) -> Evidence | None:
    """Return what "phones" or "owners" says; "permits: 12" and "addresses: 14" are counts, which a column of those would mask."""
    last = named[-1]
    one = last.removesuffix("es") if last.endswith("sses") else last.removesuffix("s")
    said = _of((*named[:-1], one)) if one != last and not last.endswith(("ss", "us")) else None
    return said if said is not None and said.type in _COUNTLESS else None


def _glued(named: tuple[str, ...]) -> Evidence | None:
    """Return what a name says whose words old databases glue together: PATIENTDOB, OWNERADDR1."""
    parted = tuple(piece for word in named for piece in (_pieces(word) if len(word) >= _GLUED_LEAST else (word,)))
    return _of(parted) if parted != named else None


@lru_cache(maxsize=4096)
def _pieces(word: str) -> tuple[str, ...]:
    """Return the fewest known words that a word is made of, or itself: the best split of each beginning is kept, so this is quadratic.

    >>> _pieces("emergphoneno"), _pieces("ownership"), _pieces("bornstein")
    (('emerg', 'phone', 'no'), ('ownership',), ('bornstein',))
    """
    best: list[tuple[str, ...] | None] = [(), *(None for _ in word)]
    for end in range(SHORTEST, len(word) + 1):
        known = LAST if end == len(word) else BEFORE
        ways = [
            (*way, word[start:end])
            for start in range(max(0, end - LONGEST_WORD), end)
            if (way := best[start]) is not None and word[start:end] in known
        ]
        best[end] = min(ways, key=len, default=None)
    return best[-1] or (word,)


def _under(above: tuple[str, ...], said: Evidence) -> Evidence:
    """Return what "name" says under a key *above* it: in "owner.name" a person's, in "project.name" no one's."""
    if not above:
        return said
    one = (*above[:-1], above[-1] if above[-1].endswith("ss") else above[-1].removesuffix("s"))
    own, joined = _of(one), _of((*one, "name"))
    if own is not None and (own.type is PiiType.PERSON or own.kind is IdKind.USERNAME):
        return Evidence(PiiType.PERSON, said.part if own.part is Part.UNSURE else Part.WHOLE)
    return joined if joined is not None and joined.type is not PiiType.PERSON and joined.kind is None else said


@lru_cache(maxsize=4096)
def read_as(name: str, hint: str) -> str:
    """Return the name under which a value is read: its own, or *hint* where only that says what the value is.

    A comment is a sentence, so its beginning must say the same as the whole of it: "SSN of the holder" does, "status of the
    account" and "name of the street" do not.

    >>> read_as("fld_7", "SSN of the account holder"), read_as("fld_8", "status of the account")
    ('SSN of the account holder', 'fld_8')
    """
    whole = evidence(hint) if hint and evidence(name) is None else None
    if whole is None or whole.type is None:
        return name
    head = evidence(_HEAD.split(hint, maxsplit=1)[0])
    birth = whole.type is PiiType.DATE_OF_BIRTH  # has the "of" in its own name
    return hint if birth or (head is not None and head.type is whole.type) else name


def _of(named: tuple[str, ...]) -> Evidence | None:
    bare = tuple(word for word in named if not word.isdigit())
    return (
        LONE.get(" ".join(named))
        or LONE.get(" ".join(bare))
        or GLUED.get("".join(named))
        or GLUED.get("".join(bare))
        or _inside(named, bare[-1])
    )


def _inside(named: tuple[str, ...], last: str) -> Evidence | None:
    if len(_TOWN_LINE.intersection(named)) > 1:
        return Evidence(PiiType.ADDRESS)
    if last in _TOWN_LINE and last in LONE:  # "owner city" is a city, not an owner
        return LONE[last]
    begins = (at for at, word in enumerate(named) if word in FIRST)
    runs = ((" ".join(named[at : at + count]), at + count) for at in begins for count in COUNTS)
    row, end, run = min(((ROW_OF[run], end, run) for run, end in runs if run in ROW_OF), default=(None, 0, ""))
    if row is None:
        return None
    said = INSIDE[row][1]
    if run == "name" and not _names_someone(named[: end - 1], named[end:]):
        return Evidence(None, Part.THING) if NOBODY & set(named) else Evidence(PiiType.PERSON, Part.UNSURE)
    if said.kind in _NUMBERED and last in PLACES:  # "incident location", which a column reads as one of places
        return None
    return _behind(said, named[end:]) if _holds(said, last) else None


def _names_someone(before: tuple[str, ...], behind: tuple[str, ...]) -> bool:
    """Say whether "name" is a person's by the words around it: of a "camper" or "your" it is, of a bridge or a fund it is not."""
    if not before:
        other = _of(behind[1:]) if behind[:1] == ("of",) and len(behind) > 1 else None
        return other is None or other.type is PiiType.PERSON
    return any(_is_someone(word) for word in before)


def _is_someone(word: str) -> bool:
    if word in NOBODY or word in EITHER:
        return False
    one = word.removesuffix("s")
    if word in SOMEONE or one in SOMEONE or (one in ROLES and ROLES[one].type is PiiType.PERSON):
        return True
    return len(word) >= _GLUED_LEAST and one.endswith(_WHO_DOES)


def _behind(said: Evidence, rest: tuple[str, ...]) -> Evidence:
    """Return what a name says whose last words are about a thing that has a number, or about a person: "case notes", "parcel owner"."""
    other = _of(rest) if any(word.isalpha() and word not in _NUMBER for word in rest) else None
    if other is None or not (said.kind in _NUMBERED or said.type is PiiType.PERSON):
        return said
    return other if said.type is not PiiType.PERSON or other.type is None else said


def _holds(said: Evidence, last: str) -> bool:
    """Say whether a name that ends in *last* holds the value itself: "phone type" and "address id" do not."""
    if last == "id":
        return said.type in (PiiType.ID, PiiType.SSN)
    return last not in ABOUT or said.type in (None, PiiType.DATE_OF_BIRTH)

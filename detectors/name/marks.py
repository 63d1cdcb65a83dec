"""Names beside a mark that only people have: an own address, "wrote:", "c/o", "/s/"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from detectors.forms import fold
from detectors.name.lists import vocabulary
from detectors.name.shape import FULL, ONE, UP, looks_like_name, office, trim, words
from detectors.name.translated import surname_after, surname_before
from detectors.name.words import DIRECTIONS, STREETS, is_given, is_name, is_surname, no_name, ordinary, place
from detectors.nearby import each, heads, lowered, matched
from detectors.places import town_and_state, well_known
from detectors.said import keyed, lettered, met

__all__ = ["beside_address", "initialled", "introduced", "lettered_list", "sworn"]

Span = tuple[int, int]

_ANY = r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?"  # a word of a name in any case

# "Forwarded by Jane Roe/HOU/ECT on", "On Mon, 3 May 2021, Jane Roe wrote:", "c/o Jane Roe", "% Joe Roe (tenant)".
_NAMED = rf"[ \t]*(?::[ \t]*)?({_ANY}(?:,?[ \t]{{1,3}}{_ANY}){{0,4}})"  # a wider gap is between columns
_FORWARDED = keyed(
    *(f"{word} by" for word in ("Forwarded", "Sent", "Posted", "Submitted", "Prepared", "Reviewed", "Requested", "Reported", "Written", "Signed", "Created")),
    "Received from", "Message from", "Attention", "Attn", "ATTN",
)  # fmt: skip
_BEHIND = re.compile(_NAMED)
_CARE_OF = re.compile(rf"(?:/(?<=[cC]/)[oO](?![^\W\d_])|%(?<![\d%]%)){_NAMED}")  # headed by "/" or "%": rare characters
_SPELLED = re.compile(rf"(?:[cC]are|[bB]ehalf)[ ]of{_NAMED}")
# What follows a name that is written before its own address, a routing code, or "wrote:": the name is looked for backwards
# from here, so that text without one costs nothing. Jane Roe <jane@example.org>, "Roe, Jane" [mailto:...], Jane Roe/HOU/EES.
_ANCHOR = re.compile(
    r"[<\[(]{1,3}[ \t]{0,8}(?:mailto:)?[^<>()\[\]@\s]{1,80}@|/[ \t]?[A-Za-z]{2,20}[ \t]?/[ \t]?[A-Za-z]|@[A-Z]{2,20}\b(?!\.)"
    r"|(?:wrote|writes)[ \t]*:"
)
_MOST = 5  # words of a name before an anchor
_ROUTE = re.compile(r"[\w.-]+(?=[,;])")
_REACH = 80  # characters before an anchor in which its name ends
# "R. J. Stands": two initials lead to a surname, whatever word it is, and one to a word that is no other: "D. Thoroughgood".
# False friends: "U. S. Marshal", "P. O. Box", "N. E. Corner", "N. Ewing"; "Exhibit A. Costs" (words), "Daniel J. Roe, Inc." (a firm).
_INITIALS = re.compile(rf"[A-Z](?<![\w.'’/-][A-Z])\.(?:[ ]?([A-Z])\.)?[ ]({UP}[^\W\d_]{{2,}})(?![\w@])")
# "Roehampton, J." False friends: "Helena, M. Roe" (a place), "University, B.A." (a word; more letters).
_FAMILY_FIRST = re.compile(rf"(?<![\w'’-])({UP}[^\W\d_]{{2,}}(?:['’-]{UP}[^\W\d_]+)?),[ ]?\Z")
_FAMILY_REACH = 34  # characters
_LETTERED = re.compile(
    r"\b(?:option|exhibit|plan|appendix|part|section|item|vitamin|schedule|type|class|grade|unit|apt|phase|group|tract|lot|block|figure|fig|table|hepatitis|"
    r"alternative|attachment|step|level|zone|point|form|no)\.?[ ]\Z",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"(?<!\w)([A-Z][^\W\d_]{0,12})[ ]\Z")
_LAND = frozenset({"creek", "mountain", "ridge", "rock"})
_WORD_AFTER = re.compile(r"[ ]([A-Z][A-Za-z]{1,14})")
_LETTERED_BY = 14  # characters
_SURNAMED = 4  # letters
_NO_INITIALS = frozenset(
    {
        "US",
        "UN",
        "UK",
        "EU",
        "PO",
        "DC",
        "NY",
        "LA",
        "BC",
        "AD",
        "NE",
        "NW",
        "SE",
        "SW",
        "AM",
        "PM",
        "VP",
        "RR",
        "MT",
        "ND",
        "SD",
        "NC",
        "SC",
        "PS",
    }
)
_STOPS = vocabulary("stops")
_INTRODUCED = keyed(" name is ", "i am ", "i'm ", "this is ", "name: ")
_SIGNATURE = re.compile(rf"/[sS]/[ \t]{{0,4}}({FULL})")
_SWORN = re.compile(
    rf"I,?[ ]({ONE}(?:[ ]{ONE}){{1,3}}),?[ ](?:hereby|being|do|am|of|residing|declare|certify|swear|authori[sz]e|give)\b"
)
_TWO = re.compile(rf"{UP}[^\W\d_]+[ \t](?:{UP}\.?[ \t])?{UP}[^\W\d_]+(?:['’-]{UP}[^\W\d_]+)?(?![\w@])")


def beside_address(text: str) -> Iterator[Span]:
    """Yield names written before their own address or routing code, forwarded-by, wrote and care-of lines."""
    for anchor in matched(_ANCHOR, text, _anchors(text)):
        if span := _just_before(text, anchor.start()):
            for low, high in _believed(text, *span):
                if anchor[0][0] == "/" and not _is_routed(text, low, high, span[1]):
                    continue
                # Jane Roe@ENRON is one address: a name in the directory of an organisation.
                yield low, anchor.end() if high == anchor.start() and text[high] == "@" else high
    spelled = (_SPELLED,) if "are of" in text or "ehalf of" in text else ()
    care_of = matched(_CARE_OF, text, heads(text, "/%"))
    for match in chain(_forwarded(text), care_of, *(pattern.finditer(text) for pattern in spelled)):
        if not office(words(text, *match.span(1))):  # "c/o City Clerk", "Attn: Utility Billing"
            yield from _believed(text, match.start(1), match.end(1))


def _is_routed(text: str, low: int, high: int, end: int) -> bool:
    """Say whether a name ends where a routing code begins, and is no word of the language: not "Junk vehicles / Weeds / Other", "Garage / Carport / Shed"."""
    word = fold(text[low:high])
    return high == end and (" " in word or is_given(word) or not ordinary(word))


def _anchors(text: str) -> list[int]:
    return sorted(chain(heads(text, "<[(/@"), each(text, "wrote"), each(text, "writes")))


def _forwarded(text: str) -> Iterator[re.Match[str]]:
    for phrase in met(text, _FORWARDED):
        for at in each(text, phrase):
            if match := _BEHIND.match(text, at + len(phrase)):
                yield match


def _just_before(text: str, end: int) -> Span | None:
    """Return up to five words, and a "Last, " before them, that end at *end*, an aside in brackets left out."""
    low = max(text.rfind("\n", 0, end - 1) + 1, end - _REACH)
    piece = text[low:end].rstrip()
    if piece[-1:] in (">", "]", ")"):
        piece = piece[: max(0, *map(piece.rfind, "<[("))]
    piece = piece.rstrip(" \t\"'")
    if "/" in piece[-4:]:
        return None  # inside a routing code: Jane Roe / HOU / EES@EE
    cut = max(*map(piece.rfind, '<>[]()@/:;"\t'), piece.rfind("  ")) + 1
    if piece[cut - 1 : cut] == "@" and (
        code := _ROUTE.match(piece, cut)
    ):  # "EES@EES, Brad Roe / HOU": the end of another's
        cut = code.end()
    found = words(text, low + cut, low + len(piece))[-_MOST:]
    if len(found) == 1 and found[0].text.isupper() and text[low : found[0].start].rstrip(" ").endswith("/"):
        return None  # the last code of such a route, "/ EES"
    named = found and not (len(found) == 2 and town_and_state(text[found[0].start : found[-1].end]))  # noqa: PLR2004
    return (found[0].start, found[-1].end) if named else None


def _believed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the longest tail of a stretch that is written as a name; words before it in small letters are not part of it."""
    found = words(text, start, end)
    for place_, word in reversed(list(enumerate(found))):
        if word.folded in _STOPS:
            del found[: place_ + 1]
            break
    while found and (no_name(found[0].folded) or not (found[0].text[0].isupper() or is_name(found[0].text))):
        del found[0]
    while found and not found[-1].text[0].isupper() and not is_name(found[-1].text):
        del found[-1]
    span = trim(text, found[0].start, found[-1].end) if found else None
    if span and looks_like_name(text, *span, sure=True):
        yield span


def introduced(text: str) -> Iterator[Span]:
    """Yield who says who they are, though the words could be places: "my name is Georgia London"."""
    low = lowered(text)
    for needle in met(text, _INTRODUCED):
        for at in each(low, needle):
            match = _TWO.match(text, at + len(needle))
            found = words(text, *match.span()) if match else []
            named = (
                match and is_given(found[0].folded) and is_surname(found[-1].folded) and not no_name(found[-1].folded)
            )
            if (
                match
                and named
                and not (text[at + len(needle) - 2].isupper() and all(ordinary(word.folded) for word in found))
            ):
                yield match.span()


def sworn(text: str) -> Iterator[Span]:
    """Yield who signs with "/s/" and who says "I, Name, ..."."""
    for at in (*each(text, "/s/"), *each(text, "/S/")):
        match = _SIGNATURE.match(text, at)
        span = trim(text, *match.span(1)) if match else None
        if span and looks_like_name(text, *span, sure=True):
            yield span
    for needle in ("I, ", "I "):
        for at in each(text, needle):
            match = _SWORN.match(text, at) if not text[at - 1 : at].isalnum() else None
            if match and looks_like_name(text, *match.span(1), sure=True):
                yield match.span(1)


def initialled(text: str) -> Iterator[Span]:
    """Yield a surname with initials before it, or one behind it and a comma, a sentence's first word left alone."""
    begun = set()
    for match in matched(_INITIALS, text, lettered(text)):
        if end := _initialled_end(text, match):
            begun.add(match.start())
            yield match.start(), end
    yield from _before_initial(text, begun)


def _initialled_end(text: str, match: re.Match[str]) -> int:
    """Return where a surname behind initials ends, or 0 where it is none: "D. Thoroughgood", "T.J. Brings Them"."""
    surname, second = fold(match[2]), match[1]
    if end := _translated_end(text, match):
        return end
    if no_name(surname) or surname in STREETS:
        return 0
    named = (match[0][0] + second not in _NO_INITIALS) if second else _after_one(text, match, surname)
    return match.end() if named else 0


def _translated_end(text: str, match: re.Match[str]) -> int:
    """Return where a translated surname behind initials ends; "S. Black Eagle Road" is a street, "A. Bear Creek Trail" a thing of a list."""
    end = surname_after(text, match.start(2) - 1)
    if not end or lettered_list(text, match.start()) or (not match[1] and match[0][0] in DIRECTIONS):
        return 0
    after = _WORD_AFTER.match(text, end)
    word = fold(after[1]) if after else ""
    land = text[match.start() : end].rpartition(" ")[2].lower() in _LAND
    return 0 if land or (word and (word in STREETS or no_name(word))) else end


def _before_initial(text: str, begun: set[int]) -> Iterator[Span]:
    """Yield "Roehampton, J." and "Stands Alone, M."; in "J. Pomeroy, B. Hirsch" the second initial has begun a name of its own."""
    for at in lettered(text):
        if at in begun or text[at + 2 : at + 3].isalnum():
            continue
        if (start := surname_before(text, at)) is not None:
            yield start, at + 2
            continue
        before = _FAMILY_FIRST.search(text, max(0, at - _FAMILY_REACH), at)
        family = fold(before[1]) if before else ""
        if before and not (ordinary(family) or place(family) or no_name(family) or well_known(family)):
            yield before.start(1), at + 2


def _after_one(text: str, match: re.Match[str], surname: str) -> bool:
    """Say whether a word behind one initial, not a middle one or the letter of a list, can be nothing but a surname."""
    if lettered_list(text, match.start()) or match[0][0] in DIRECTIONS:
        return False
    first = _WORD_BEFORE.search(text, max(0, match.start() - _LETTERED_BY), match.start())
    middle = first is not None and not ordinary(fold(first[1]))  # "Dermot P. Gallivan"; "Call D. Thoroughgood"
    return len(surname) >= _SURNAMED and not (middle or ordinary(surname) or well_known(surname))


def lettered_list(text: str, at: int) -> bool:
    """Say whether the letter at *at* is one of a list, at the head of its line or behind the word for it: "Hepatitis B."."""
    before = text[max(0, at - _LETTERED_BY) : at]
    return not before.rpartition("\n")[2].strip() or _LETTERED.search(before) is not None

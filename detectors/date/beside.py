"""Days of birth by whom they stand beside: somebody's race and sex, a child, a relation, a person in a row or in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import Entity, View
from detectors.date.written import DATES
from detectors.nearby import each, heads
from detectors.said import said

__all__ = ["HELD", "Sign", "described", "of_adult", "of_children", "of_people"]

Span = tuple[int, int]
Sign = tuple[Span, float, str]  # where, how sure, which pattern

# Race and sex as reports write them; DMG is the demographic segment of an exchange of claims (X12 837).
_DESCRIBED = re.compile(r"/(?<=\b[WBHAIUN]/)[MF][ ,]{1,3}(?:(?:dob|age[ ]\d{1,3})[ :,]{1,2})?|\|[ ]?[MF][ ]?\|[ ]?")
_CHILD = re.compile(
    r"\b(?i:kids?|child(?:ren)?|(?:grand)?sons?|(?:grand)?daughters?|twins|baby),?[ ](?:[A-Za-z][\w'’-]{1,20}[ ](?:(?:and|AND|&)[ ])?){1,3}\Z"
)
# False friends: "Attorney: Jane Roe, 5/5/2021", who signs.
_ROLE = re.compile(
    r"\b(?:worker|patient|driver|passenger|suspect|victim|claimant|defendant|juvenile|arrestee|inmate|member|insured|decedent|student|child|pt)[:,]?[ ]\Z",
    re.IGNORECASE,
)
# Papers of theirs behind the day. False friends: "Jane Roe, 5/5/2001, signed the license", "with license plates".
_SHOWN = re.compile(
    r",[ ](?:(?:using|with|has|had|showed|gave|presented|provided)[ ])?(?:an?[ ]|his[ ]|her[ ])?(?:[A-Z][a-z]{2,12}[ ]){0,2}(?:ID|I\.D\.|DL|OLN|SSN|licen[cs]e|passport)\b(?=[^,;.\n]{0,20}\d)"
)
_ROLES = 14  # characters of such a word
_LED_BY = 60  # characters before a bracket in which the word "child" and the name stand
_DEPENDENT = re.compile(r"[A-Za-z][\w'’-]{1,20},?[ ]\(?(?=[\dJFMASOND])")  # "Dependents: Lucia 03/09/2017; Mateo ..."
_CHILDREN = frozenset({"children", "dependents", "kids"})
# False friends: "Children:\n  Story hour   7/1/2025" (the second word has no capital), "Kids: 3".
_HEADING = re.compile(r"\b(?:[Cc]hildren|CHILDREN|[Dd]ependents|DEPENDENTS|[Kk]ids)\b[^\n:.]{0,30}:?[ \t]*\n")
_MEMBER = re.compile(
    r"[ \t]{0,8}(?:[-*•][ ]|\d[.)][ ])?(?:[A-Z][\w'’-]{1,20}[ ]){1,2}[A-Z][\w'’-]{1,20}[ ,:\t–-]{1,12}(?=\d)"
)
_IN_FULL = re.compile(
    r"(?<=[ /.-])19\d\d\Z|\A19\d\d(?=[-/.]\d)|(?<=[ /.-])200\d\Z|\A(?:19|20)\d\d(?=\d{4}\Z)"
)  # a year and more
_IN_TWO = re.compile(r"\A\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9}\.?)[-/. ]['’]?(\d\d)\Z")
_SEXED = re.compile(
    r",[ ](?:[MF]|(?:fe)?male)\b,?[ ](?:(?:age[ ])?\d{1,2},?[ ](?:yoa,?[ ])?)?", re.IGNORECASE
)  # "Jane Roe, F, 09/21/1983"
# "Reuben (head, 1/9/80), Zeke (son, 7/1/11)": a household, as forms list it.
_RELATION = re.compile(
    r"\((?:head|hoh|spouse|self|wife|husband|partner|(?:step|grand|foster)?(?:son|dau(?:ghter)?|child)|mother|father|mom|dad|sister|brother|niece|nephew|minor|"
    r"dependent|twin|[MF])[,:;]?[ ](?:dob[ :]{1,2})?(?=\d|[A-Z][a-z])",
    re.IGNORECASE,
)
# "100441 | ROE, EUGENE P | 07/30/1946 | Med A/B": a row without a header. Where days of other things are spoken of it is left.
_BAR = re.compile(r"[ ]?[|\t][ |]?")
HELD = frozenset(
    {"hired", "hire", "issued", "expires", "expired", "filed", "effective", "closed", "opened", "sold", "paid", "received", "appointed", "term",
     "served", "died", "deceased", "recorded", "signed", "submitted", "completed", "visit", "seen", "admitted", "date"}
)  # fmt: skip
_ADULT = 2008  # who was born later stands beside "child" or "dob"; a later day is a letter's or a death's
_NEXT_YEAR = 27
_LONG_AGO, _ASIDE = 1990, (",", ";", ")")


def described(text: str) -> Iterator[Sign]:
    """Yield dates behind somebody's race and sex, or sex between bars: "W/M 02-03-88", "| F | 11-Nov-1966"."""
    for at in heads(text, "/|"):
        behind = _DESCRIBED.match(text, at)
        found = DATES.match(text, behind.end()) if behind else None
        if found and len(found[0]) > len("1988"):
            yield found.span(), 0.75, "date behind a description"


def of_children(text: str, low: str) -> Iterator[Sign]:
    """Yield the date in brackets behind a child or a relation: "my kids Juniper (4/2/2016) and Ash"; and those of dependents."""
    for at in each(text, "("):
        if (related := _RELATION.match(text, at)) and (born := DATES.match(text, related.end())):
            yield born.span(), 0.8, "date behind a relation"
            continue
        found = DATES.match(text, at + 1) if text[at + 1 : at + 2].isalnum() else None
        if found and text.startswith(")", found.end()) and _CHILD.search(text, max(0, at - _LED_BY), at):
            yield found.span(), 0.8, "date behind a child"
    yield from _household(text)
    for at in each(low, "dependents:"):
        end = text.find("\n", at)
        for listed in _DEPENDENT.finditer(text, at, end if end >= 0 else len(text)):
            if found := DATES.match(text, listed.end()):
                yield found.span(), 0.8, "date behind a child"


def _household(text: str) -> Iterator[Sign]:
    """Yield the dates behind the names that stand line by line under a heading for children, "Children on this account:" and below "Ruby Roe  7/1/2015"."""
    for head in _HEADING.finditer(text) if not _CHILDREN.isdisjoint(said(text)) else ():
        at = head.end()
        while at < len(text) and (line := _MEMBER.match(text, at)) and (born := DATES.match(text, line.end())):
            yield born.span(), 0.8, "date behind a child"
            end = text.find("\n", born.end())
            at = end + 1 if end >= 0 else len(text)


def of_people(view: View) -> Iterator[Sign]:
    """Yield the day right behind a person: in brackets, of a year in which adults were born ("Thea Lindgren (5 May 1994) was seen").

    Behind a comma, too, where a word tells what the person is ("Patient: Thea Lindgren, 5-5-94, seen for"), behind their sex, and
    in the next cell of a row.
    """
    text = view.text
    for entity in view.entities:
        if entity.label != "PERSON":
            continue
        if text.startswith(", ", entity.end):
            yield from _behind_comma(text, entity)
        elif text.startswith(" (", entity.end):
            found = DATES.match(text, entity.end + len(" ("))
            if found and text.startswith(")", found.end()) and of_adult(found):
                yield found.span(), 0.7, "day beside a person"
        elif (bar := _BAR.match(text, entity.end)) and HELD.isdisjoint(said(text)):
            found = DATES.match(text, bar.end())
            if found and of_adult(found):
                yield found.span(), 0.6, "day beside a person"


def _behind_comma(text: str, entity: Entity) -> Iterator[Sign]:
    """Yield the day behind a person and their sex, their part, or before what they showed: "Jane Roe, 9.21.1994, using Idaho ID AB41"."""
    if sexed := _SEXED.match(text, entity.end):
        found = DATES.match(text, sexed.end())
        if found and of_adult(found):
            yield found.span(), 0.75, "day beside a person"
    elif _ROLE.search(text, max(0, entity.start - _ROLES), entity.start):
        found = DATES.match(text, entity.end + len(", "))
        if found and len(found[0]) > len("1988"):
            yield found.span(), 0.7, "day beside a person"
    elif (
        (found := DATES.match(text, entity.end + len(", ")))
        and of_adult(found)
        and (_SHOWN.match(text, found.end()) or (_is_aside(text, found) and HELD.isdisjoint(said(text))))
    ):
        yield found.span(), 0.65, "day beside a person"


def _is_aside(text: str, date: re.Match[str]) -> bool:
    """Say whether a day stands between commas and is in figures, of a year that no letter of today has: "Gerald Roe, 03-29-1947, is missing"."""
    year = _IN_FULL.search(date[0])
    alone = text[date.end() : date.end() + 1] in _ASIDE and date[0][-1:].isdigit() and date[0][:1].isdigit()
    return alone and year is not None and int(year[0]) <= _LONG_AGO


def of_adult(date: re.Match[str]) -> bool:
    """Say whether a date has a year in which adults were born; of two figures from '27 on, which no letter is yet."""
    if brief := _IN_TWO.search(date[0]):
        return int(brief[1]) >= _NEXT_YEAR
    year = _IN_FULL.search(date[0])
    return year is not None and int(year[0]) <= _ADULT

"""Finds dates that are said to be of birth, in every spelling of a date; a date alone is an agenda's, not a person's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from detectors.contract import Detector, Hit, View
from detectors.date.beside import Sign, described, of_adult, of_children, of_people
from detectors.date.police import aged, as_police_write
from detectors.date.said import said_days
from detectors.date.written import DATES
from detectors.nearby import column, each, has_digit, lowered, spots, whole
from detectors.said import said
from records.columns import Part
from records.finding import PiiType

__all__ = ["DATES_OF_BIRTH"]

# "b." is only birth with a date right after it; "born" also begins "borne" and ends "newborn", which is fine. "dob" inside a
# token is none ("S932641KODOb"), at a word's end in a key it is ("patientDOB"). "Naci" alone is a given name, "geb." is German;
# a scanner reads D0B for DOB.
_BIRTH = re.compile(
    r"(?:(?<![^\W_])|(?-i:(?<=[a-z])(?=D)))d[ ]?\.?/?[ ]?[o0][ ]?\.?/?[ ]?b(?:\b\.?|(?=\d{6})|s(?=[ ]?:))|birth|\bborn\b|\bgeboren\b|\bgeb\.|\bgeburts|b['’-]?day\b|\byob\b|nativity|nacimiento|\bnac(?:id[oa]|i[oó]|[ií](?=[ ]e[ln][ ]))\b|\bn[eé]e?[ ]le\b",
    re.IGNORECASE,
)
_BRIEF = re.compile(r"(?:(?<![\w.])b|(?<=\()B)\.[ ]?(?=[\d'JFMASOND])")
_BACKWARD = re.compile(
    r"[ ,:()'\"-]{0,4}(?:is|was|as|\()?[ ]?(?:(?:his|her|their|your|my|the|a)[ ])?(?:d\.?o\.?b\b|date of birth|birth|born)",
    re.IGNORECASE,
)
# Birth words that are about a procedure, a place or an event, not about a day of birth.
_NOT_A_DAY = re.compile(
    r"\s(?:certificates? (?:fee|office)|control|rates?\b|weight)|days[ ]of[ ](?:washington|lincoln|presidents)",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:due|issued?|expires?|visit|admitted|consult\w*|report|hearing|meeting|filed|hired?|signed|seen|died|dod|death|"
    r"appointment|exam\w*|discharged?|encounter|married|joined|moved|admission|"
    r"passed|lost|deceased|procedure|started|specifically|alive|underwent|diagnosed|treat\w*|clinic\w*|adopted|effective)\b",
    re.IGNORECASE,
)
_NO_DAY_BEFORE = re.compile(
    r"(?:multiple|single(?:ton)?|twin|triplet|live|still|\dth|giving|gave|after \w{2,5}|at)[ -]$", re.IGNORECASE
)
# Plain words that must be there before the pattern above is tried near them.
_GATES = (
    "birth",
    "born",
    "dob",
    "d0b",
    "o.b",
    "o b",
    "o/b",
    "bday",
    "b-day",
    "b'day",
    "b’day",
    "yob",
    "nativity",
    "naci",
    "nací",
    "geb",
    "née le",
    "ne le",
)
_DMG = re.compile(r"DMG\*D8\*((?:18|19|20)\d{6})\b")
_THEN = r"[ ]?[:=/#\"'>.(-]{0,3}[ ]{0,2}(?:(?:is|was|of|on|date|el|am)[ ]){0,2}"
_SIX = re.compile(_THEN + r"((?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d\d)(?![\d/-])", re.IGNORECASE)  # "dob 040299"
# "bday 3/3", "dob 8/91": two of the three. False friends: "born 24/7", "birth 1/2 mile off".
_TWO = re.compile(
    _THEN + r"((?:0?[1-9]|1[0-2])/(?:\d{1,2}|'\d\d))(?![\w/-]|[.,]\d|[ ](?:mile|of|hour|inch|cup|lb|oz))", re.IGNORECASE
)
# "dob 1979 06 18".
_SPACED = re.compile(_THEN + r"((?:19|20)\d\d[ ](?:0[1-9]|1[0-2])[ ](?:0[1-9]|[12]\d|3[01]))(?![\d/-])", re.IGNORECASE)
# "DOBs: KS 11/30/06, NB 4/4/06": one after the other, each behind a word or two.
_SEVERAL, _PLURAL = ("s", "S"), re.compile(r"(?:date|day)?['’]?s\b", re.IGNORECASE)
_NEXT = re.compile(r"[,;&/ ]{1,3}(?:and[ ])?(?:[A-Za-z.'’-]{1,20}[ :,]{1,2}){0,3}(?=\d)")
# "Age/DOB 32/08/14/1991": the age, as the label says, stands before the day.
_AGE = re.compile(r"[ :=#]{0,3}\d{1,3}[/ ](?=\d)")
_AGED = "age/"
# "BD 8/14/91". False friends: "3 BD 2 BA" (bedrooms), "BD meets 3/4/2026" and "BD 3/4/2026" (a board, in no year of birth).
_BD = re.compile(r"\bBD[ :.#/-]{1,3}(?=\d)")
_B = ("b.",)
_BACK = 12
_REACH = 70


def find(view: View) -> Iterator[Hit]:
    """Yield each date that stands in a context of birth."""
    text = view.text
    yield from _cell(view)
    yield from (_hit(*span, 0.8, "day in words") for span in said_days(text))
    if not has_digit(text):
        return
    low = lowered(text)
    for at in sorted({max(0, spot - _BACK) for spot in spots(low, _GATES)}):
        for word in _BIRTH.finditer(text, at, at + _BACK + _BACK):
            yield from _near(text, word)
    for at in spots(low, _B):
        word_ = _BRIEF.match(text, at)
        found = DATES.match(text, word_.end()) if word_ else None
        if found:
            yield _hit(found.start(), found.end(), 0.7, "date after b.")
    for span, score, pattern in chain(
        described(text),
        of_children(text, low),
        of_people(view),
        as_police_write(text),
        aged(text, low),
        _behind_bd(text),
    ):
        yield _hit(*span, score, pattern)
    for at in each(text, "DMG*"):
        if claimed := _DMG.match(text, at):
            yield _hit(claimed.start(1), claimed.end(1), 0.85, "birth in a claim")


def _near(text: str, word: re.Match[str]) -> Iterator[Hit]:
    if _NOT_A_DAY.match(text, word.end()) or _NO_DAY_BEFORE.search(text[max(0, word.start() - 14) : word.start()]):
        return
    if six := _SIX.match(text, word.end()):
        yield _hit(six.start(1), six.end(1), 0.85, "six digits after birth words")
        return
    if spaced := _SPACED.match(text, word.end()):
        yield _hit(spaced.start(1), spaced.end(1), 0.85, "day in three numbers")
        return
    if two := _TWO.match(text, word.end()):
        yield _hit(two.start(1), two.end(1), 0.75, "day or month after birth words")
        return
    if aged := _behind_age(text, word):
        yield aged
        return
    found = DATES.search(text, word.end(), min(len(text), word.end() + _REACH))
    if found and not _OTHER_DAY.search(text, word.end(), found.start()):
        found = DATES.match(text, found.start()) or found  # the window may have cut the date short
        yield _hit(found.start(), found.end(), 0.95, "date after birth words")
        several = word[0].endswith(_SEVERAL) or _PLURAL.match(text, word.end())
        yield from _more(text, found.end()) if several else ()
        return
    yield from _behind(text, word)


def _more(text: str, end: int) -> Iterator[Hit]:
    """Yield the days that follow the first behind "DOBs:"."""
    while (gap := _NEXT.match(text, end)) and (born := DATES.match(text, gap.end())):
        if _OTHER_DAY.search(gap[0]):
            return
        yield _hit(born.start(), born.end(), 0.9, "date after birth words")
        end = born.end()


def _behind_age(text: str, word: re.Match[str]) -> Hit | None:
    said_age = text[max(0, word.start() - len(_AGED)) : word.start()].lower() == _AGED
    age = _AGE.match(text, word.end()) if said_age else None
    born = DATES.match(text[age.end() : age.end() + _REACH]) if age else None
    return _hit(age.end(), age.end() + born.end(), 0.9, "date after birth words") if age and born else None


def _behind_bd(text: str) -> Iterator[Sign]:
    for at in each(text, "BD") if "bd" in said(text) else ():
        label = _BD.match(text, at)
        born = DATES.match(text, label.end()) if label else None
        if born and of_adult(born):
            yield born.span(), 0.75, "date after BD"


def _behind(text: str, word: re.Match[str]) -> Iterator[Hit]:
    """Yield a date that its own words follow: "1990-05-14 as their date of birth", "3/14/72 (DOB)"."""
    low = max(0, word.start() - 50)
    for found in DATES.finditer(text, low, word.start()):
        if _BACKWARD.match(text, found.end()):
            yield _hit(found.start(), found.end(), 0.8, "date before birth words")


def _cell(view: View) -> Iterator[Hit]:
    heading = column(view)
    if heading and heading.type is PiiType.DATE_OF_BIRTH and has_digit(view.text):
        start, end = whole(view.text)
        yield _hit(start, end, 0.95 if heading.part is Part.WHOLE else 0.9, "column")


def _hit(start: int, end: int, score: float, pattern: str) -> Hit:
    return Hit(start, end, PiiType.DATE_OF_BIRTH, score, pattern)


DATES_OF_BIRTH = Detector(
    name="dates_of_birth",
    types=(PiiType.DATE_OF_BIRTH,),
    find=find,
    matches=(
        ("dob031498, F", "031498"),
        ("b-day March 14th 1998", "March 14th 1998"),
        ("DOB 03/14/1972", "03/14/1972"),
        ('{"patientDOB": "03/14/1972"}', "03/14/1972"),
        ("D.O.B.: 3-14-72", "3-14-72"),
        ("born on the 5th of March, 1924", "5th of March, 1924"),
        ("Year of Birth     1965", "1965"),
        ("fecha de nacimiento: 14 marzo 1972", "14 marzo 1972"),
        ("Nació el 4 de julio de 1980", "4 de julio de 1980"),
        ("Jane Doe (b. 1954)", "1954"),
        ("her birthday is March 14", "March 14"),
        ("Household: HADLEY, Reuben (head, 1/9/80), Zeke (son, 7/1/11)", "7/1/11"),
        ("Dependents: Lucia 03/09/2017", "03/09/2017"),
        ("my kids Juniper (4/2/2016) and Ash are sick", "4/2/2016"),
        ("certificates list 1990-05-14 as their date of birth", "1990-05-14"),
        ("birthdate was recorded as 1947-03-10, and", "1947-03-10"),
        ("DOB 03141972", "03141972"),
        ("born 4th March '71 in Butte", "4th March '71"),
        ("dob 1979 06 18 - DUI", "1979 06 18"),
        ("DOBs: KS 11/30/06, NB 4/4/06", "4/4/06"),
        ("birthdates 11/30/2006 and 4/4/2006", "4/4/2006"),
        (
            "Q. What is your date of birth?\nA. October eleventh, nineteen ninety one.",
            "October eleventh, nineteen ninety one",
        ),
        ("my birthday's march third nineteen fifty one, ok", "march third nineteen fifty one"),
    ),
    spares=(
        "The hearing of March 14, 2026 is open to the public.",
        "due 03/14/2026",
        "id S932641KODOb (x); Sun, 14 Nov 2010 22:14:31",
        "birth control became legal in 1965",
        "born and raised in Helena",
        "b. The clerk shall",
        "born and raised here. On march third nineteen people came",
    ),
)

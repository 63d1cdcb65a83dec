"""Numbers behind the nouns that clerks, officers and letters put before them: "Notice to Appear C-88214", "tag #4417", "Visa ...4471".

Each needs a value that nothing else looks like. False friends: "Reference" in a sentence, "badge 2025", "certificate of 2019",
"file S-1" (four figures are needed), "pole tag #2214" (the city's), "the part number is AB-1234", "card ending in XXXX-1111"
(masked already, row X06), "RN 2025", "MD 20850" (a state, and on no list here).
"""

from __future__ import annotations

from detectors.identifier.label import LINK, MARK, NO, Label
from records.finding import IdKind

__all__ = ["NOTED"]

_END = r"(?![\w-]|[.,]\d)"
_NO_YEAR = r"(?!(?:19\d\d|20[0-3]\d)(?![\w-]))"
# "UT-SS-88120", "C-88214", "RM-8071A": letters, a dash, three figures or more.
_LETTERED = rf"(?-i:[A-Z]{{1,4}}(?:-[A-Z]{{1,3}})?-{_NO_YEAR}\d{{3,8}}[A-Z]?(?:-\d{{1,4}})?){_END}"
_LICENSED = ("pe", "pls", "rls", "lpn", "aprn", "rn", "nrp", "emt", "aemt", "dvm", "cpa", "lcsw", "lcpc", "a&p", "cfi")
_THING_BEFORE = "".join(
    f"(?<!{thing} )" for thing in ("pole", "asset", "price", "equipment", "inventory", "key", "gas")
)
_MADE_BEFORE = "".join(f"(?<!{thing} )" for thing in ("part", "model", "item", "order", "catalog", "bid", "project", "stock", "unit", "ordinance", "resolution", "invoice"))  # fmt: skip
_CARDS = ("card", "visa", "amex", "mastercard", "discover", "debit")
_GUESSED = (
    r"(?:possibly|probably|maybe|perhaps|partial(?:ly)?|i think|looks like|something like|starts with|beginning|ending)"
)
# Five figures and letters at least, both of them among these: no "IN 12", no "HCC 5".
_PLATE = r"(?-i:(?=[A-Z]{0,3}[ -]?[A-Z]{0,3}\d)(?=\d{0,3}[ -]?\d{0,3}[A-Z])(?![A-Z\d]{1,2}[ -][A-Z\d]{2}(?![\w-]))(?:[A-Z\d]{1,3}[ -][A-Z\d]{2,4}|[A-Z\d]{5,7}))(?![\w-])"

NOTED = (
    # A label alone on its line, as forms are exported.
    Label(IdKind.CASE_NUMBER, ("reference", "confirmation"), r"(?<![^\n])(?:reference|confirmation)(?:[ ](?:no\.?|number|code|id))?:?[ ]{0,3}\n[ ]{0,4}", rf"(?!(?:RF[PQ]|FY|BID|ORD|RES)\b){_LETTERED}(?=[ ]{{0,4}}(?:\n|\Z))", 0.7),
    Label(IdKind.CASE_NUMBER, ("notice to appear", "garnishment"), "(?:notice to appear|garnishment)" + NO + "?" + MARK, rf"{_NO_YEAR}(?:(?-i:[A-Z])-?)?\d{{5,10}}{_END}", 0.75),
    # False friends: "cases 2024-2025", "permits 24-25".
    Label(IdKind.CASE_NUMBER, ("cases ", "citations ", "incidents ", "complaints ", "tickets ", "permits "), "(?:case|citation|incident|complaint|ticket|permit)s" + NO + "?" + MARK, rf"(?-i:[A-Z]{{1,4}}-?)?\d\d(?:\d\d)?-\d{{3,8}}{_END}", 0.7),
    Label(IdKind.OTHER, ("file ", "file, "), r"file,?[ ]{1,2}", r"(?-i:[A-Z]{1,2}-\d{4,8})" + _END, 0.7),
    Label(IdKind.STATE_ID, ("id card n", "id card #"), "id card" + NO + LINK, _LETTERED, 0.75),
    # A form's head: its name in capitals, a gap, its number.
    Label(IdKind.OTHER, ("record ", "certificate ", "permit"), r"(?-i:RECORD|CERTIFICATE|PERMIT)[ ]{3,60}(?:No\.?|\#)[ ]{1,3}", rf"{_NO_YEAR}\d{{3,8}}{_END}", 0.7),
    Label(IdKind.OTHER, ("tag ", "tag#"), _THING_BEFORE + r"tag[ ]?(?:\#|(?:no\.?|number)[ ])[ ]?", rf"{_NO_YEAR}\d{{3,7}}{_END}", 0.7),
    Label(IdKind.ACCOUNT, ("pass #", "pass no", "pass number"), r"pass[ ](?:\#|no\.?|number)[ ]?", rf"(?:(?-i:[A-Z])-)?{_NO_YEAR}\d{{4,8}}{_END}", 0.75),
    Label(IdKind.BANK, ("rtg ", "rtg:", "rtg#", "rtg no"), "rtg" + NO + "?" + MARK, rf"\d{{9}}{_END}", 0.85),
    Label(IdKind.EMPLOYEE, ("badge ",), "badge[ ]", rf"{_NO_YEAR}\d{{4,6}}{_END}", 0.7),
    Label(IdKind.PERMIT, ("cert",), r"cert(?:\.|ificate)?[ ]", _LETTERED, 0.7),
    Label(IdKind.OTHER, ("no. is ", "number is "), rf"{_MADE_BEFORE}(?:no\.|number)[ ]is[ ]", _LETTERED, 0.65),
    Label(IdKind.PERMIT, ("sticker ", "decal "), r"(?:sticker|decal)" + NO + "?" + MARK, rf"{_NO_YEAR}\d{{4,8}}{_END}", 0.65),
    # Whoever is licensed to do something: "MT PE 14-20881", "NRP E1190-447", "holds A&P 3344817".
    Label(IdKind.PERMIT, tuple(f"{who} " for who in _LICENSED), rf"(?:{'|'.join(_LICENSED)})" + NO + "?" + r"[ ]{1,2}\#?", rf"(?-i:[A-Z]\d{{3,6}}-\d{{2,6}}|\d\d-\d{{4,6}}|\d{{6,8}}){_END}", 0.7),
    Label(IdKind.CASE_NUMBER, ("evt ", "evt#", "evt:"), "evt" + NO + "?" + MARK, rf"(?-i:[A-Z]{{0,2}}\d{{6,14}}){_END}", 0.75),
    # Call signs of amateurs, whom the commission lists with their homes.
    Label(IdKind.OTHER, ("ham radio", "amateur radio", "call sign", "callsign"), r"(?:(?:ham|amateur) radio|call ?sign)[:,]?[ ](?:is[ ])?(?:(?-i:[A-Z])[\w.'’-]{1,20}[ ]){0,3}", r"(?-i:[AKNW][A-Z]?\d[A-Z]{1,3})\b", 0.75),
    Label(IdKind.ACCOUNT, ("item ",), "item" + r"[ :#]{1,3}", rf"3\d{{13}}{_END}", 0.65),  # what a library has lent, by its barcode
    # The last figures of a card or an account, where letters do not mask it.
    Label(IdKind.CARD, _CARDS, rf"(?:{'|'.join(_CARDS)})[ ](?:ending|ends)(?:[ ](?:in|with))?[ ]", r"\d{4}\b(?![-/.]\d)", 0.75),
    Label(IdKind.CARD, _CARDS, rf"(?:{'|'.join(_CARDS)})(?:[ ]-)?[ ]?(?:\.{{2,4}}|…|\*{{1,4}})[ ]?", r"\d{4}\b(?![-/.]\d)", 0.75),
    Label(IdKind.BANK, ("checking ", "savings ", "account "), r"(?:checking|savings|account)[ ](?:ending|ends)(?:[ ](?:in|with))?[ ]", r"\d{4}\b(?![-/.]\d)", 0.75),
    Label(IdKind.BANK, ("dd *", "ach *", "dd*", "checking *", "savings *"), r"(?:dd|ach|checking|savings)[ ]?\*{1,4}[ ]?", r"\d{3,4}\b(?![-/.]\d)", 0.7),
    Label(IdKind.DEVICE, ("microchip", "chip "), r"(?:micro)?chip(?:ped)?(?:[ ](?:scan(?:ned)?|reads?|found|implanted))?" + NO + "?" + MARK, r"(?:\d{3}(?:[ -]\d{3}){2,4}|\d{9,15})" + _END, 0.8),
    Label(IdKind.ACCOUNT, ("account", "acct"), r"(?:account|acct)\.?" + NO + "?" + MARK, r"\d{4}[ ]\d{4}[ ]\d{1,4}(?=[.,;)\n]|\Z)(?![.,]\d)", 0.8),
    Label(IdKind.DRIVER_LICENCE, ("driver", "driving lic"), r"(?:driver|driving)['’]?s?['’]?[ ]licen[cs]e,[ ](?:(?:no\.?|number|\#)[ ]?)?", rf"(?-i:[A-Z]{{0,2}}\d{{6,13}}){_END}", 0.85),
    Label(IdKind.PLATE, ("placard",), "placard" + NO + "?" + LINK, r"(?-i:[A-Z])[ -]?\d{2,3}[ -]?\d{3}(?![\w-])", 0.75),  # of those who may park for a disability
    # Plates of other states, guessed at or behind a comma: "a South Dakota plate, 3MR 417", "plate possibly 1A 88JX".
    Label(IdKind.PLATE, ("plate",), rf"plates?(?:,?[ ]{_GUESSED})?,?[ ]", _PLATE, 0.7),
    Label(IdKind.PLATE, ("temp tag", "temporary tag", "temp plate", "temporary plate", "temp permit", "temporary permit"), r"temp(?:orary)?[ ](?:tag|plate|permit)" + NO + "?" + MARK, rf"(?-i:[A-Z]{{0,2}}\d{{5,8}}){_END}", 0.75),
    Label(IdKind.PLATE, ("partial ",), r"(?:partial[ ]plate|(?-i:PARTIAL))(?:[ ]is)?[ :]{1,2}", r"(?:[1-9]|[1-4]\d|5[0-6])-\d{2,5}[A-Z]?(?![\w-])", 0.7),
)  # fmt: skip  # one label a row reads better unwrapped

"""Numbers whose label has no sign behind it: "policy HO-771-20934", "my insurance is Western National CPP 0144872", "Jeep, 5-90118".

Each needs a value that says itself what it is, six figures as a rule. False friends: "Policy 2024-2025", "policy 4.12", "loan 250,000",
"claim 2 of 3", "Chevy 1500".
"""

from __future__ import annotations

from detectors.identifier.label import BLANK, LINK, NO, Label
from detectors.name.lists import vocabulary
from records.finding import IdKind

__all__ = ["UNSIGNED"]

_NO_YEARS = r"(?!(?:19|20)\d\d(?:-(?:19|20)?\d\d)?(?![\w-]))"
_END = r"(?![\w-]|[.,]\d)"
_GROUPS = r"(?:[A-Z]{1,4}[ ](?=\d))?[A-Z\d]{1,18}(?:-[A-Z\d]{1,14}){0,4}"
_SIX = rf"(?-i:{_NO_YEARS}(?=(?:[A-Z -]{{0,4}}\d){{6}}){_GROUPS}{_END})"
_PARTED = (
    rf"(?-i:{_NO_YEARS}(?!\d{{5,7}}-\d{{5,7}}(?!\d))(?=(?:[A-Z-]{{0,5}}\d){{6}})(?=[A-Z\d]{{1,18}}-){_GROUPS}{_END})"
)
_CARRIER = r"(?-i:(?:[A-Z][A-Za-z&.'’-]{1,20},?[ ]){1,4})"
_NUMERO = r"(?:[ ](?:n[uú]m(?:ero)?\b\.?|no\b\.?|n[°º]\.?|\#))"
_COUNTY_PLATE = r"(?:[1-9]|[1-4]\d|5[0-6])[-· ]\d{4,6}[A-Z]?(?![\w-])"
_CARS = tuple(sorted(make for make in vocabulary("car_makes") if make.isalpha()))

UNSIGNED = (
    Label(IdKind.INSURANCE, ("policy ", "pol. ", "insured ", "certificate "), r"(?:policy|pol\.|insured|certificate)" + BLANK, _SIX, 0.75),
    Label(IdKind.INSURANCE, ("claim ", "claim:"), r"claim:?" + BLANK, rf"(?:{_PARTED}|(?-i:[A-Z]{{0,4}}\d{{7,18}}{_END}))", 0.75),
    Label(IdKind.INSURANCE, ("claim wc", "claim\nwc"), r"claim\s", r"(?-i:WC)[ -]?\n?[ ]?(?:19|20)?\d\d-\d{4,8}(?![\w-])", 0.75),
    Label(IdKind.BANK, ("loan ", "mortgage "), r"(?:loan|mortgage)" + BLANK, _PARTED, 0.75),
    Label(IdKind.INSURANCE, ("insurance is ", "insurance with ", "insurance through ", "insured by ", "insured with ", "my insurance", "insurance: "),
          r"(?:my )?(?:insurance|insured)(?:[ ](?:is|was|with|through|thru|by)){0,2}[:,]?[ ]" + _CARRIER, _SIX, 0.75),
    Label(IdKind.STATE_ID, ("tribal id", "tribal enrol"), r"tribal (?:id|enrol\w{0,6})" + NO + "?" + LINK, r"(?-i:[A-Z]{2,5}[ ]\d{3,8})\b", 0.8),
    # "employee 2019 handbook" is a year's.
    Label(IdKind.EMPLOYEE, ("employee ",), r"employee[ ]", r"(?!(?:19|20)\d\d\b)\d{4,6}(?=[,.;)]?(?:\s|\Z))(?![ ][a-z])", 0.7),
    Label(IdKind.CASE_NUMBER, ("run #", "run#", "nta ", "pcr #", "pcr#"), r"(?:(?:run|pcr)[ ]?\#|nta(?:[ ]?\#)?)[ ]{0,2}", r"(?:\d\d-\d{4,8}|\d{6,10})(?![\w-])", 0.7),
    # As banks and programs log them: a returned payment, a visit to a site.
    Label(IdKind.BANK, ("dfiacct=", "rdfi=", "acct=", "acctnum="), r"(?:dfiacct|rdfi|acct(?:num)?)=[\"']?", r"\d{5,17}\b", 0.85),
    Label(IdKind.COOKIE, ("sid=", "sessid="), r"(?:s|sess)id=[\"']?", r"(?=[a-f]{0,12}\d)[\da-f]{10,64}\b", 0.75),
    # Spanish.
    Label(IdKind.ACCOUNT, ("cuenta n", "cuenta #", "cuenta es", "cuenta:"), r"cuenta(?:[ ]de[ ](?:agua|luz|gas))?(?:" + _NUMERO + r"|[ ]es|(?=:))[ :]{1,2}", r"(?=(?:[A-Z-]{0,3}\d){5})[A-Z\d][A-Z\d-]{4,20}\b", 0.8),
    Label(IdKind.INSURANCE, ("póliza", "poliza"), r"p[oó]liza(?:[ ]es)?" + _NUMERO + "?[ :]{1,2}", _SIX, 0.8),
    Label(IdKind.DRIVER_LICENCE, ("licencia",), r"licencia(?:[ ]de[ ](?:manejar|conducir))?(?:[ ]es)?" + _NUMERO + "?[ :]{1,2}", r"(?=(?:[A-Z]{0,6}\d){3})[A-Z\d]{7,14}\b", 0.85),
    Label(IdKind.PLATE, ("placa", "placas"), r"placas?(?:[ ]es)?" + _NUMERO + "?[ :]{1,2}", r"(?=[A-Z -]{0,5}\d)[A-Z\d]{1,4}[ -]?[A-Z\d]{2,6}\b", 0.8),
    # A car and the plate of a Montana county. False friend: "Ford 5-10 ..." (four figures are needed).
    Label(IdKind.PLATE, tuple(f"{make}{sign}" for make in _CARS for sign in (" ", ", ", " (", ": ")), rf"(?:{'|'.join(_CARS)})(?:,?[ ](?:which|that|plate|with)(?:[ ](?:is|was|plates?))?)?[,:]?[ ]\(?", _COUNTY_PLATE, 0.7),
    Label(IdKind.PLATE, ("license ", "licence ", "lic ", "lic. ", "trailer "), r"(?:licen[cs]e|lic\.?|trailer)[ ]", r"(?-i:[A-Z]{1,2}\d{1,2}-\d{4,5}(?![\w-]))", 0.7),
)  # fmt: skip  # one label a row reads better unwrapped

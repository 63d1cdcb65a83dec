"""Short labels of numbers as dispatch, courts and counters write them: "CFS# 24-0117832", "Tkt 0088123", "PLT# CJK418".

Most of them are other words, too, and need their sign or a value that nothing else looks like: "DR 12 miles", "SR 12" (a
road), "Acme INC 2500 shares", "WO 2 coats", "EVENT 2024", "DOC 5", "NOV 2024", "CAD 250000" (dollars), "LP 500 gallons".
"""

from __future__ import annotations

from itertools import product

from detectors.identifier.label import LINK, MARK, NO, Label
from records.finding import IdKind

__all__ = ["BRIEF"]

_NUMBERED = r"\.?[ ]?(?:\#|no\b\.?|num(?:ber)?\b\.?)[ :#.]{0,3}"
_SIGNED = r"[ ]?[:/=][ ]{0,2}\#?"
_GAP = r"\.?[ ]{1,2}\#?"
# Four figures at least, of whatever shape: "24-0117832", "BLD24-00117", "H0088123".
_VALUE = r"(?=(?:[A-Za-z/-]{0,6}\d){4})[A-Za-z0-9](?:[A-Za-z0-9]|[-/](?=[A-Za-z0-9])){3,24}(?![\w-])"
# A year and a number, which is how cases are counted; "2024-2025", "Nov 24-2025" and "Open-File Report 2019-1023" are no such.
_FILED = r"[A-Z]{0,5}(?:(?:19|20)\d\d-\d{5,8}|\d\d-\d{5,8})(?![\w/-]|[.,]\d)"
# Six figures and more: no year, no page, and seldom a sum, which has its comma.
_LONG = r"(?:[A-Z]{1,2}-?)?\d{6,12}(?![\w/-]|[.,]\d)"
# "Vehicle GMC 250" has a blank.
_MONTANA = r"(?-i:[A-Z]{3}-?\d{3}|\d{1,2}[A-Z]\d{4,5}|\d{1,2}-\d{4,5}[A-Z]|\d{6}[A-Z])(?![\w-])"
_PLATE = r"(?=[A-Za-z -]{0,6}\d)[A-Za-z0-9]{1,4}(?:[ ·.-]?[A-Za-z0-9]{2,7})?\b"

_CASES = (
    "rpt", "cfs", "cad", "inc", "cit", "tkt", "oca", "icr", "event", "sr", "wo", "nov", "cite", "seeclickfix",
)  # fmt: skip
_PLAIN_CASES = ("rpt", "cfs", "oca", "icr", "tkt", "cit")  # no other word
_LONG_CASES = (*_PLAIN_CASES, "cite", "booking")
_ORDERS = ("work order", "service order", "service request")
_FILED_CASES = (*_CASES, "dr", "report", "booking", "request", "file", "ref")
_PERMITS = (
    "bld", "bldg", "ele", "elec", "plb", "plmb", "mec", "mech", "dem", "demo", "sgn", "sign", "row", "zon", "cup", "var",
)  # fmt: skip


def _any(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(words)})"


def _led(words: tuple[str, ...], *signs: str) -> tuple[str, ...]:
    """Return the plain words by which each of *words* with one of *signs* behind it is found."""
    return tuple(map("".join, product(words, signs)))


_NOS = ("#", " #", ".#", ". #", " no", ". no", " num")

BRIEF = (
    Label(IdKind.CASE_NUMBER, _led(_CASES, *_NOS), _any(_CASES) + _NUMBERED, _VALUE, 0.75),
    # "1200 Oak Dr. # 2500" is a house: the sign stands close behind "DR".
    Label(IdKind.CASE_NUMBER, ("dr#", "dr no"), r"dr(?:\#|[ ]no\b\.?)[ ]?", _VALUE, 0.75),
    Label(IdKind.CASE_NUMBER, _led(_PLAIN_CASES, ":", "/", " :", "="), _any(_PLAIN_CASES) + _SIGNED, _VALUE, 0.75),
    Label(IdKind.CASE_NUMBER, _led(_LONG_CASES, " ", ". "), _any(_LONG_CASES) + _GAP, _LONG, 0.7),
    Label(IdKind.CASE_NUMBER, _led(_FILED_CASES, " ", ":", "/", ". "), _any(_FILED_CASES) + r"\.?[ ]?[:/]?[ ]{0,2}", _FILED, 0.7),
    Label(IdKind.CASE_NUMBER, _led(_ORDERS, " ", ": "), _any(_ORDERS) + r"[ ]?:?[ ]{1,2}", rf"(?:{_FILED}|(?!(?:19|20)\d\d\b)\d{{5,10}}(?![\w/-]|[.,]\d))", 0.7),
    Label(IdKind.CASE_NUMBER, ("citation ", "cite ", "ticket "), r"(?:citation|cite|ticket)[ ]{1,2}", r"(?-i:[A-Z])[ ]\d{6,8}(?![\w/-]|[.,]\d)", 0.7),
    # "BLD24-00117" without a label: the city's permits are counted so.
    Label(IdKind.PERMIT, _led(_PERMITS, "1", "2"), "", rf"(?-i:{_any(_PERMITS).upper()}[12]\d-\d{{4,6}})(?![\w-])", 0.7),
    # A registered company's file is no person's: "File No. 333-12345", "File No. 1-13159".
    Label(IdKind.CASE_NUMBER, _led(("file",), *_NOS), "file" + _NUMBERED, r"(?!(?:0{0,2}\d|333|811)-\d{4,6}\b)" + _VALUE, 0.7),
    Label(IdKind.CASE_NUMBER, _led(("appl",), *_NOS), "appl" + _NUMBERED, _VALUE, 0.7),
    Label(IdKind.INSURANCE, (*_led(("clm", "grp"), *_NOS), "clm:", "clm/"), r"(?:clm|grp)(?:" + _NUMBERED + "|(?<=clm)[:/][ ]{0,2})", _VALUE, 0.75),
    Label(IdKind.INSURANCE, ("clm ",), "clm" + _GAP, f"(?:{_LONG}|{_FILED})", 0.7),
    Label(IdKind.INSURANCE, ("ins pol", "ins. pol"), r"ins\.?[ ]pol(?:icy|\.)?" + NO + "?" + LINK),
    Label(IdKind.MEDICAL_RECORD, ("hicn",), "hicn" + NO + "?" + LINK),
    Label(IdKind.PERMIT, ("prmt",), "prmt(?:" + _NUMBERED + f"|{_SIGNED}|{_GAP})", _VALUE, 0.75),
    Label(IdKind.EMPLOYEE, ("ee#", "ee #", "ee no", "eeid", "ee id"), r"ee[ ]?(?:\#|no\b\.?|id\b)[ :#]{0,3}", _VALUE, 0.75),
    Label(IdKind.EMPLOYEE, ("emp ", "emp. ", "emp/"), r"emp(?:\.?[ ]{1,2}|/)", r"\d{5,8}(?![\w/-]|[.,]\d)", 0.7),
    Label(IdKind.ACCOUNT, (*_led(("cust",), *_NOS), "cust:", "cust id"), r"cust\.?(?:[ ]?id\b)?[ ]?(?:\#|no\b\.?|num\b\.?|[:/]|(?<=id))[ :#]{0,3}", _VALUE, 0.75),
    Label(IdKind.ACCOUNT, ("acc't", "acc’t"), "acc['’]t" + NO + "?" + LINK),
    Label(IdKind.ACCOUNT, ("mtr",), "mtr" + NO + "?" + MARK, _VALUE, 0.75),
    Label(IdKind.ACCOUNT, ("library card ", "lib card"), r"lib(?:rary|\.)?[ ]card" + NO + "?" + MARK, _VALUE, 0.75),
    Label(IdKind.OTHER, ("inmate ", "inmate#", "inmate:", "ao#", "ao #", "ao ", "doc#", "doc #"), r"(?:inmate(?:[ ](?:no\b\.?|id\b))?|ao|doc(?=[ ]?\#))[ ]?[:#]?[ ]{0,2}\#?", r"[A-Z]?\d{5,8}(?![\w/-]|[.,]\d)", 0.75),
    Label(IdKind.OTHER, ("inmate ", "booking "), "(?:inmate|booking)" + NO + "?" + MARK, r"\d{3,5}-\d{4,6}(?:-\d{2,4})?(?![\w-])", 0.75),
    Label(IdKind.DEVICE, ("s/n ", "s/n:", "s/n#"), "s/n" + MARK, r"(?=(?:[A-Z-]{0,8}\d){4})[A-Z\d][A-Z\d-]{4,24}\b", 0.7),
    Label(IdKind.PLATE, _led(("plt", "lp", "lpn", "pl8", "tag"), *_NOS), r"(?:plt|lpn?|pl8|tag)" + _NUMBERED, _MONTANA, 0.75),
    Label(IdKind.PLATE, _led(("plt", "lpn", "pl8"), ":", " ", "/"), "(?:plt|lpn|pl8)[ ]?[:/]?[ ]{0,2}", _PLATE, 0.75),
    Label(IdKind.PLATE, _led(("lp", "lic", "license", "licence", "tag", "reg", "vehicle", "veh"), ":", " ", "/", ". ", "#", " #"), r"(?:lp|lic|licen[cs]e|tag|reg|veh(?:icle)?)\.?[ ]?[:/#]?[ ]{0,2}", _MONTANA, 0.7),
)  # fmt: skip  # one label a row reads better unwrapped

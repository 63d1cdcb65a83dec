"""Identifiers that only their label gives away: "Acct # 88123", "his plate is 5-12345A", "password: ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import Hit
from detectors.identifier.brief import BRIEF
from detectors.identifier.label import BLANK, DIGITS, LINK, MARK, NO, Label
from detectors.identifier.noted import NOTED
from detectors.identifier.pairs import more
from detectors.identifier.unsigned import UNSIGNED
from detectors.nearby import each, gates, has_digit, lowered
from detectors.said import leading, said
from records.finding import IdKind, PiiType

__all__ = ["labelled", "stands"]

_NEEDS_NUMBER = rf"(?:{NO}{LINK}|/(?=[A-Z]{{0,2}}\d))"  # "BADGE/4417", as dispatch prints it
# One word that may be a secret, or several small ones after it: "correct horse battery". What a policy says of passwords is none.
_SPOKEN = (
    r"(?!(?:the|a|an|not|reset|be|been|required|your|sent|expired|changed|case|now|in|on|at|to|too|see|ask|contact|call|must|should|has|"
    r"have|needs?|none|protected|same|for|of|and|or|if|when|can|cannot|may|will|only|stored|field|policy|never|always|kept|hashed)\b)"
    r"(?:[a-z]{3,20}(?:[ ](?!(?:and|or|for|to|is|then|please|thanks?|thank|you|your|it|on|at|with|user\w*|login|pin|in|the|i|we|must|should)\b)[a-z0-9]{1,20}\b){1,6}(?![\w@:=])"
    r"|[^\s\"'<>,;]{3,64}(?<![.)]))"
)
_CODES = tuple(
    f"{place} {what}"
    for place in ("gate", "door", "garage", "alarm", "entry", "access", "elevator", "lock", "safe", "wifi", "wi-fi")
    for what in ("code", "combo", "combination", "pin", "key", "opener")
)
_INSURERS = (
    "state farm",
    "allstate",
    "geico",
    "progressive",
    "usaa",
    "farmers",
    "nationwide",
    "safeco",
    "liberty mutual",
)
_HEALTH = (
    "bcbs",
    "bcbsmt",
    "blue cross",
    "aetna",
    "cigna",
    "humana",
    "pacificsource",
    "united healthcare",
    "unitedhealthcare",
    "uhc",
    "tricare",
    "delta dental",
)
_LABELS = (
    Label(IdKind.DRIVER_LICENCE, ("driver", "driving lic", "operator lic"), r"(?:driver|driving|operator)['’]?s?['’]?[ ]?(?:licen[cs]e|lic\.?|permit)" + NO + "?" + LINK + r"(?:(?-i:[A-Z])[a-z]{3,12}[ ]{1,2}(?:(?-i:[A-Z])[a-z]{3,10}[ ]{1,2})?(?=[A-Z]{0,2}\d{4}))?", r"(?:[A-Za-z]{2}[ -])?(?=[\dA-Za-z*-]{0,4}\d)[A-Za-z0-9](?:[A-Za-z0-9]|[- *](?=[\d])){4,20}", 0.9),
    Label(IdKind.DRIVER_LICENCE, ("dl", "d.l.", "d/l", "oln", "odl", "opln", "cdl", "mtdl", "mt ol ", "ol#", "ol #", "ol:", "ol/", "op lic"), r"(?:(?:c|mt)?dl|d\.l\.|d/l|odl|op?ln|opln|dln|mt[ ]ol|ol(?=[ ]?[#:/])|op[ ]lic\.?)(?:[ ]class[ ][a-d]\b)?" + NO + r"?(?:[ ]state/no\.?)?[\"']?[ ]?[:#=/>(-]?[ ]{0,3}[\"'(]?(?:[A-Z]{2}[ :/-]{1,2}|MT)?", r"(?:[A-Za-z]?\d{7,14}|[A-Z]{3,5}[A-Z*]{2}(?=[A-Z*\d]{0,5}\d)[A-Z*\d]{5,7})\b", 0.8),
    Label(IdKind.DRIVER_LICENCE, ("licence", "license"), r"licen[cs]e" + NO + "?" + LINK, r"(?:\d{13,14}|(?-i:(?=[A-Z]{0,8}\d[A-Z\d]{0,4}[A-Z\d]\d)(?=\d{0,8}[A-Z])[A-Z\d]{8,20}))\b", 0.8),
    Label(IdKind.IMMIGRATION, ("eac", "wac", "lin", "src", "msc", "ioe", "nbc", "ysc"), "", r"(?:EAC|WAC|LIN|SRC|MSC|IOE|NBC|YSC)\d{10}\b", 0.9),
    Label(IdKind.IMMIGRATION, ("green card", "alien", "uscis", "immigration"), r"(?:green card|alien|uscis|immigration)\b[^\n]{0,40}?[ ,;(]", r"A-?\d{8,9}\b", 0.85),
    Label(IdKind.IMMIGRATION, ("naturalization cert", "citizenship cert"), r"(?:naturalization|citizenship) cert(?:ificate|\.)?" + NO + "?" + LINK, r"\d{2}[ ]?\d{3}[ ]?\d{3}\b|[A-Z]{1,2}\d{6,8}\b", 0.85),
    Label(IdKind.DRIVER_LICENCE, ("wdl",), "", r"WDL(?=[A-Z]{0,8}\d)[A-Z\d]{9}\b", 0.9),
    Label(IdKind.VIN, ("vin",), r"vin\b[^\n]{0,70}?last[ ](?:eight|six|8|6)(?:[ ]of[ ]it)?[: ]{1,2}", r"(?=[A-Za-z]{0,7}\d)[A-HJ-NPR-Za-hj-npr-z0-9]{6,8}\b", 0.8),
    Label(IdKind.OTHER, ("va file", "claim file", "c-file"), r"(?:va|claim|c-)[ ]?file" + NO + "?" + LINK, r"C?[ -]?\d{2}[ ]?\d{3}[ ]?\d{3}\b", 0.85),
    Label(IdKind.OTHER, ("service no", "service number", "service #"), "service" + NO + LINK, r"[A-Z]{2}[ ]?\d{2}[ ]?\d{3}[ ]?\d{3}\b", 0.85),
    Label(IdKind.OTHER, ("wic ", "snap ", "tanf ", "ebt "), r"(?:wic|snap|tanf|ebt)(?:[ ](?:case|folder|card|client|household))?" + NO + "?" + LINK, r"(?=(?:[A-Z-]{0,3}\d){5})[A-Z\d](?:-?[A-Z\d]){4,18}\b", 0.8),
    Label(IdKind.OTHER, ("als ", "als#", "als:"), r"als" + NO + "?" + MARK, r"\d{1,2}/\d{1,2}/(?:19|20)\d\d-\d{1,3}\b", 0.9),
    Label(IdKind.OTHER, ("file ",), "file" + BLANK, r"\d{4,10}-\d{1,4}\b", 0.7),
    Label(IdKind.USERNAME, ("cash app", "cashapp", "cashtag"), r"cash ?(?:app|tag)[ :]{1,2}", r"\$[A-Za-z][\w-]{2,20}\b", 0.8),
    Label(IdKind.PERMIT, ("commission n", "commission #"), "commission" + NO + LINK, r"\d{5,9}\b", 0.7),
    Label(IdKind.PERMIT, ("license tag",), "license tag" + NO + "?" + LINK, r"\d{3,6}\b", 0.75),
    Label(IdKind.EMPLOYEE, ("payroll ",), "payroll" + BLANK, r"\d{5,8}\b", 0.7),
    Label(IdKind.ACCOUNT, ("premise ", "premises "), r"premises?" + NO + "?" + MARK, r"\d{5,9}\b", 0.75),
    Label(IdKind.CREDENTIAL, ("security answer", "secret answer"), r"(?:security|secret) answer(?:[ ]?[:=]|[ ]is)?[ ]?[\"“']", r"[^\"”'\n]{2,40}(?=[\"”'])", 0.85),
    Label(IdKind.TAX_ID, ("ptin",), "ptin" + MARK, r"P\d{8}\b", 0.9),
    Label(IdKind.STATE_ID, ("state id", "tribal id", "tribal enrol"), r"(?:state id|tribal id|tribal enrol\w*)" + NO + "?" + LINK),
    Label(IdKind.PLATE, ("plate", "lic. plate"), r"plates?(?:[ ]reader[ ](?:hit|alert))?" + NO + "?" + LINK, r"(?=[A-Za-z -]{0,6}\d)[A-Za-z0-9]{1,4}(?:[ ·.-]?[A-Za-z0-9]{2,7})?\b"),
    Label(IdKind.PLATE, ("license", "licence", "lic.", "lic ", "tag "), r"(?:licen[cs]e|lic\.?|tag)[ ]?(?:\#|no\.?|number)?[ ]?:?[ ]{0,2}", r"\d{1,2}[-· ](?:[A-Z]\d{3,6}|\d{4,6}[A-Z]?|[A-Z]{2,3}\d{1,4})\b", 0.7),
    Label(IdKind.VIN, ("vin", "vehicle identification"), r"(?:vin|vehicle identification)" + NO + "?" + LINK, r"(?=[A-Za-z]{0,10}\d)[A-HJ-NPR-Za-hj-npr-z0-9]{8,17}\b", 0.9),
    Label(IdKind.VIN, ("vin ",), r"vin[ ](?:ends|ending|last[ ]\w{1,5})(?:[ ](?:in|with|is))?[ :]{1,2}", r"(?=[A-Za-z]{0,7}\d)[A-HJ-NPR-Za-hj-npr-z0-9]{4,8}\b", 0.85),
    Label(IdKind.PASSPORT, ("passport",), "passport" + NO + "?" + LINK, r"(?:[A-Za-z]{0,2}\d{6,9}|[A-Z](?=(?:[A-Z]{0,4}\d){3})[A-Z\d]{7,8})\b", 0.9),
    Label(IdKind.IMMIGRATION, ("alien", "a-number", "a number", "uscis", "a#"), r"(?:alien(?: registration)?|a[- ]number|uscis|a\#)" + NO + "?" + LINK, r"[Aa]?[- ]?\d{3}[- ]?\d{3}[- ]?\d{2,3}\b", 0.9),
    Label(IdKind.MEDICAL_RECORD, ("mrn", "medical record", "patient", "medicare", "medicaid", "npi", "health plan", "chart", "medical id"), r"(?:mrn|npi|(?:medical record|patient|medicare|medicaid|health plan|chart|medical)(?=.{0,3}[ '’](?:record|id|no|num|#|:)))(?:['’]s)?(?:[ ]record)?" + NO + "{0,2}[ ,]?" + LINK, DIGITS, 0.9),
    Label(IdKind.MEDICAL_RECORD, ("medicare", "medicaid"), "medic(?:are|aid)" + BLANK, r"(?=[A-Z]?\d)[A-Z\d][A-Z\d-]{5,11}\b", 0.8),
    Label(IdKind.INSURANCE, ("claim",), "claims?" + BLANK, r"(?:\d{1,6}(?:-\d{2,6})?-\d{4,8}(?:-\d{1,3})?|(?-i:(?=[A-Z\d-]{0,12}\d)[A-Z\d]{2,6}(?:-[A-Z\d]{2,8}){1,3}))\b", 0.75),
    Label(IdKind.INSURANCE, ("policy", "insurance", "claim", "subscriber", "group n", "group #"), r"(?:insurance(?: policy| card)?|policy|claim|subscriber|group)" + _NEEDS_NUMBER, r"(?:[A-Z]{1,3}[ ](?=\d))?" + DIGITS),
    Label(IdKind.INSURANCE, ("blue cross", "bcbs", "aetna", "cigna", "humana"), r"(?:blue cross(?: blue shield)?|bcbs|aetna|cigna|humana)" + NO + "?" + LINK, r"[A-Z]{0,3}\d{6,12}\b", 0.8),
    Label(IdKind.INSURANCE, ("pol#", "pol.", "pol "), r"pol\.?" + _NEEDS_NUMBER),
    Label(IdKind.BANK, ("routing", "aba ", "rtn", "aba:", "aba#"), r"(?:bank )?(?:routing|aba|rtn)(?: transit)?" + NO + "?" + LINK, r"\d{9}\b", 0.9),
    Label(IdKind.BANK, ("bank account", "checking", "savings", "bank acct", "iban"), r"(?:bank ac(?:count|ct)\.?|(?:checking|savings)(?: ac(?:count|ct)\.?)?|iban)" + NO + "?" + LINK, r"(?=[A-Z]{0,4}\d)[A-Z0-9][A-Z0-9-]{4,33}\b", 0.85),
    Label(IdKind.BANK, ("loan", "mortgage"), r"(?:loan|mortgage)(?: account)?" + _NEEDS_NUMBER),
    Label(IdKind.ACCOUNT, ("account", "acct", "a/c"), r"(?:account|acct|a/c)s?\.?" + NO + "{0,2}" + LINK),
    Label(IdKind.ACCOUNT, ("customer", "client", "member", "resident", "meter", "premise", "voter", "student", "library card"), r"(?:customer|client|member|resident|meter|premises?|voter|student|library card)" + _NEEDS_NUMBER),
    Label(IdKind.CARD, ("card", "visa", "amex"), r"(?:card|visa|amex)s?" + NO + "?" + LINK, r"\d(?:[ -]?\d){11,18}\b", 0.8),
    Label(IdKind.MEDICAL_RECORD, ("mrn",), "mrn" + MARK, r"\d{2}(?:[ ]\d{2}){2,4}\b", 0.85),
    Label(IdKind.MEDICAL_RECORD, ("rx#", "rx #", "rx no", "rx num"), "rx" + _NEEDS_NUMBER),
    Label(IdKind.MEDICAL_RECORD, ("rx ",), r"rx(?:[ ]refill)?[ ]{1,2}", r"\d{6,9}\b"),
    Label(IdKind.MEDICAL_RECORD, ("dea ", "dea:", "dea#"), "dea" + NO + "?" + MARK, r"[A-Z]{2}\d{7}\b", 0.85),
    Label(IdKind.MEDICAL_RECORD, ("nhs",), "nhs" + NO + "?" + LINK, r"\d{3}[ -]?\d{3}[ -]?\d{4}\b", 0.85),
    Label(IdKind.MEDICAL_RECORD, ("hospital n", "hospital #"), "hospital" + _NEEDS_NUMBER, r"[A-Z]{0,2}/?\d{4,10}\b"),
    Label(IdKind.TAX_ID, ("ni n", "nino", "national insurance"), r"(?:nino|ni|national insurance)" + NO + "?" + LINK, r"[A-Z]{2}[ ]?\d{2}[ ]?\d{2}[ ]?\d{2}[ ]?[A-D]\b", 0.9),
    Label(IdKind.TAX_ID, ("tax n", "tin:", "tin n", "tin #", "ptin", "itin", "utr"), r"(?:tax|[pi]?tin|utr)(?:" + NO + "|[ ]?:)" + LINK, r"(?=[A-Z]?\d)[A-Z\d][\d -]{6,14}\d\b", 0.85),
    Label(IdKind.STATE_ID, ("id card",), "id card" + NO + "?" + LINK, r"(?=[A-Z]{0,3}\d)[A-Z\d]{6,14}\b", 0.75),
    Label(IdKind.BANK, ("sort code",), "sort code" + LINK, r"\d\d-?\d\d-?\d\d\b", 0.85),
    Label(IdKind.BANK, ("swift", "bic"), r"(?:swift|bic)(?:[ /-]{1,2}(?:code|bic|swift)){0,2}" + LINK, r"(?-i:[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b", 0.7),
    Label(IdKind.BANK, ("iban",), r"iban[^\n:]{0,40}?(?:is|:)[ ]{1,2}", r"(?:(?-i:[A-Z]{2}\d{2}[ ]?(?:[A-Z0-9]{4}[ ]?){2,7}[A-Z0-9]{1,4})|[a-z]{2}\d{2}(?:[a-z]{4})?\d{8,20})\b", 0.9),
    Label(IdKind.BANK, ("litecoin", "ltc", "wallet", "tron", "dogecoin", "doge ", "ripple", "xrp", "monero", "solana"), r"(?:litecoin|ltc|wallet|tron|doge(?:coin)?|ripple|xrp|monero|solana)\b[^\n]{0,24}?[ :]", r"(?=[A-Za-z]{0,20}\d)(?-i:(?=[a-z0-9]{0,20}[A-Z]))[A-Za-z0-9]{26,95}\b", 0.8),
    Label(IdKind.ACCOUNT, ("acc ", "acc:", "acc."), r"acc[.:]?" + NO + "?[ ]{1,3}", r"\d{6,17}\b", 0.8),
    Label(IdKind.ACCOUNT, ("account", "acct"), r"(?:account|acct)\.?" + NO + "?" + MARK, r"\d{2}(?:[ ]\d{3,4}){2,4}\b", 0.8),
    Label(IdKind.ACCOUNT, ("customer ", "client ", "member ", "subscriber "), r"(?:customer|client|member|subscriber)" + BLANK, r"\d{5,12}\b", 0.7),
    Label(IdKind.ACCOUNT, ("customer ", "client ", "member ", "subscriber ", "employee ", "badge ", "resident "), r"(?:customer|client|member|subscriber|employee|badge|resident)" + BLANK, r"(?-i:[A-Z]{1,5}-?\d{3,10})\b(?![-/])", 0.7),
    Label(IdKind.OTHER, ("voucher",), "voucher" + NO + "?" + LINK),
    Label(IdKind.PERMIT, ("license ",), r"license[ ]{1,2}", r"\d{5,9}\b(?!-)", 0.7),
    Label(IdKind.PERMIT, ("lic ", "lic. "), r"lic\.?[ ](?:no\.?[ ]|\#[ ]?)?[\"'“(\[|]{0,2}[ ]?", r"\d{4,8}\b(?!-)", 0.7),
    Label(IdKind.INSURANCE, ("beneficiary n", "beneficiary #", "beneficiary id"), r"beneficiary" + _NEEDS_NUMBER),
    Label(IdKind.PERMIT, ("rabies tag", "dog tag", "pet tag", "cat tag", "dog licen", "pet licen", "boat"), r"(?:(?:rabies|dog|pet|cat)[ ](?:tag|licen[cs]e)|boat(?:[ ]reg(?:istration|\.)?|[ ]is(?=[ ][A-Z]{2}[ ]\d))?)" + NO + "?" + LINK, r"(?:(?:mt|(?-i:[A-Z]{2}))[ ]\d{1,4}[ ][A-Z]{2}|" + DIGITS + r")\b", 0.75),
    Label(IdKind.INSURANCE, _INSURERS, "(?:" + "|".join(_INSURERS) + r")(?:[ ](?:insurance|ins\.?))?[,:]?[ ](?:policy|pol\.?|claim)[ ]?(?:no\.?|num|number|\#)?" + MARK, r"(?=(?:[A-Z-]{0,6}\d){5})[A-Z\d]{2,8}(?:-[A-Z\d]{1,8}){0,3}\b", 0.85),
    Label(IdKind.INSURANCE, _INSURERS, "(?:" + "|".join(_INSURERS) + r")(?:[ ](?:insurance|ins\.?))?[,:]?" + BLANK, r"(?=(?:[A-Z -]{0,4}\d){8})\d[A-Z\d]{1,7}(?:[ -](?=[A-Z]{0,3}\d)[A-Z\d]{1,8}){1,4}\b", 0.75),
    Label(IdKind.INSURANCE, _HEALTH, "(?:" + "|".join(_HEALTH) + r")(?:[ ](?:supp(?:lement)?|member|id|policy|plan|ins(?:urance)?)\b\.?){0,2}" + MARK, r"(?:[A-Z]{2,4}\d{6,12}|\d{9,12})\b", 0.8),
    Label(IdKind.INSURANCE, ("policy ",), "policy" + BLANK, r"[A-Z]{1,4}-?\d{5,12}\b", 0.8),
    Label(IdKind.PLATE, ("vrm", "registration", "vehicle ", "reg "), r"(?:vrm|registration|vehicle|reg)" + NO + "?" + LINK, r"(?:(?-i:[A-Z]{2}\d{2}[ ]?[A-Z]{3})|\d{1,2}-\d{4}[A-Z])\b", 0.8),
    Label(IdKind.USERNAME, ("user ", "username ", "login ", "logged in as ", "profile of ", "raised by ", "login for "), r"(?:user(?:name)?|log(?:in|ged in as)|profile of|raised by|login for)[ ][\"'‘“]?", r"@?(?=[A-Za-z.-]{0,24}[_\d#])[A-Za-z][\w.-]{1,38}\w(?:\#\d{2,6})?", 0.7),
    Label(IdKind.USERNAME, ("logged in as ", "signed in as ", "username "), r"(?:(?:logged|signed)[ ]in[ ]as|username)[ ][\"'‘“]?", r"[a-z]{1,15}[._][a-z]{2,20}\b(?!@|\.\w)", 0.7),
    Label(IdKind.USERNAME, ("username @", "user @", "handle @", "skype"), r"(?:user(?:name)?|handle|skype(?:[ ]handle)?(?:[ ]is)?)[ ]", r"(?:@|live:)\w[\w.-]{1,38}\w", 0.75),
    Label(IdKind.USERNAME, ("steam_",), "", r"STEAM_\d:\d:\d{4,12}\b", 0.8),
    Label(IdKind.CREDENTIAL, ("recovery phrase", "seed phrase"), r"(?:recovery|seed)[ ]phrase(?:[ ]?[:=]|[ ]is)[ ]{0,2}[\"'“]?", r"[a-z]+(?:[ ][a-z]+){2,23}", 0.85),
    Label(IdKind.DEVICE, ("device_id", "device-id", "deviceid"), r"device[_-]?id[\"']?[ ]?[:=][ ]?[\"']?", r"[\w-]{6,64}", 0.8),
    Label(IdKind.EMPLOYEE, ("file e-",), r"file[ ]", r"E-\d{3,8}\b", 0.7),
    Label(IdKind.EMPLOYEE, ("emp #", "emp#", "emp no", "emp. no", "emp id", "emp. #"), r"emp\.?" + _NEEDS_NUMBER),
    Label(IdKind.EMPLOYEE, ("employee", "badge", "payroll", "staff", "personnel"), r"(?:employee|badge|payroll|staff|personnel)(?:[ ]file)?" + _NEEDS_NUMBER),
    Label(IdKind.PERMIT, ("permit", "license n", "licence n", "license #", "license:", "lic. no", "lic #", "lic#", "registration n"), r"(?:permit" + NO + r"?|(?:licen[cs]e|lic\.?|registration)" + NO + ")" + LINK),
    Label(IdKind.ACCOUNT, ("barcode", "patron"), r"(?:barcode|patron)" + NO + "?" + LINK, r"\d(?:[ -]?\d){6,15}\b"),
    Label(IdKind.PERMIT, ("cert", "certification", "certificate"), r"cert(?:ification|ificate|\.)?" + _NEEDS_NUMBER),
    Label(IdKind.PERMIT, ("bar n", "bar #"), r"(?:state )?bar" + _NEEDS_NUMBER),
    Label(IdKind.CASE_NUMBER, ("case", "citation", "complaint", "incident", "docket", "cause n", "warrant", "ticket", "intake #", "intake n", "police report", "offense report", "accident report", "crash report", "arrest report", "crime report", "theft report"), r"(?:(?:case|citation|complaint|incident|docket|cause|warrant|ticket|intake)(?:[ ](?:report|file))?|(?:police|offense|accident|crash|arrest|crime|theft) report)" + NO + "?" + LINK, r"(?:(?!(?:from|on|of|no|in|at|to|for|is|was|as|by|and|or|due|until)\b)[A-Z]{2,5}[ ](?=\d\d-))?(?=[A-Za-z\-]{0,8}\d)[A-Za-z0-9](?:[A-Za-z0-9]|[-/](?=[A-Za-z0-9])){3,30}"),
    Label(IdKind.CASE_NUMBER, ("request", "report", "tracking", "confirmation", "reference", "order", "booking", "service req", "work order", "ref"), r"(?:request|report|tracking|confirmation|reference|order|booking|ref)" + _NEEDS_NUMBER),
    Label(IdKind.GEOCODE, ("geo ", "geo:", "geo#"), "geo" + MARK, r"\d{17}\b", 0.9),
    Label(IdKind.GEOCODE, ("geocode", "parcel", "assessor"), r"(?:geo[ ]?code|parcel|assessor['’]?s?)" + NO + "?" + LINK, r"\d(?:[- ]?\d){6,20}\b", 0.9),
    Label(IdKind.DEVICE, ("microchip", "chip "), r"(?:micro)?chip(?:ped)?" + NO + "?" + LINK, r"\d{9,15}\b", 0.8),
    Label(IdKind.ACCOUNT, ("meter ",), "meters?" + BLANK, r"\d{6,12}\b", 0.7),
    Label(IdKind.DEVICE, ("iccid", "sim card", "sim num"), r"(?:iccid|sim(?: card)?)" + NO + "?" + LINK, r"\d(?:[ -]?\d){17,20}\b", 0.85),
    Label(IdKind.OTHER, ("unique id", "biometric", "personal id", "device identifier", "vehicle identifier"), r"(?:unique|biometric|personal|device|vehicle)(?:[ ](?:identifier|identification|id)\b)" + NO + "?" + LINK),
    Label(IdKind.DEVICE, ("imei", "serial", "device id", "meid"), r"(?:imei|meid|serial|device)" + NO + "?" + LINK, r"(?=[A-Za-z\-]{0,8}\d)[A-Za-z0-9-]{6,40}\b"),
    Label(IdKind.COOKIE, ("session", "cookie", "jsessionid", "phpsessid", "visitor id", "advertising id", "ad id", "ga=", "ga:"), r"(?:jsessionid|phpsessid|(?<=_)ga|(?:session|cookie|visitor|advertising|ad|client)[ _-]?(?:id|key|token)?)[\"']?[ ]?(?:[:=]|[ ]is|(?<=id)(?=[ ]\w{3,12}-\w{2,12}-))[ ]?[\"']?", r"(?=[\w.%+/-]{0,40}\d)[\w.%+/=-]{6,200}", 0.8),
    Label(IdKind.USERNAME, ("username", "user name", "user id", "userid", "login", "screen name", "handle"), r"(?:user[ ]?name|user[ _]?id|login|screen name|handle)(?:[ ]?(?:name|id))?[\"']?(?:[ ]?[:=]|[ ](?:is|was))[ ]{0,3}[\"']?", r"@?[A-Za-z0-9_](?:[\w.-]{1,40}\w)", 0.75),
    Label(IdKind.USERNAME, ("user=", "login=", "uid="), r"(?:user|login|uid)=[\"']?", r"(?!(?:true|false|none|null|yes|no|root|admin|system|anonymous)\b)[A-Za-z0-9_](?:[\w.-]{1,40}\w)", 0.75),
    Label(IdKind.CREDENTIAL, ("recovery code", "backup code", "verification code", "reset code"), r"(?:recovery|backup|verification|reset) codes?(?:[ ]?[:=#]|[ ](?:is|was))?" + BLANK, r"(?=[A-Za-z-]{0,8}\d)[A-Za-z0-9]{4,12}(?:-[A-Za-z0-9]{3,8}){0,4}\b", 0.8),
    Label(IdKind.PASSPORT, ("visa n", "visa #", "i-94"), r"(?:visa[ ](?:no\b\.?|num(?:ber)?\b|\#)|i-94(?:[ ](?:no\b\.?|number|\#))?)" + MARK, r"[A-Z]?\d{7,11}[A-Z]?\d?\b", 0.8),
    Label(IdKind.USERNAME, ("reset for",), r"reset for[ ]", r"(?=[a-z.]{4,24}\b)(?!(?:the|all|every|each|your|this|that|user|users|staff|access|new)\b)[a-z]{1,12}\.?[a-z]{3,20}\b(?![ ][a-z])", 0.7),
    Label(IdKind.OTHER, ("certified mail", "registered mail"), r"(?:certified|registered) mail" + NO + "?" + LINK, r"\d{4}(?:[ ]?\d{4}){3,4}(?:[ ]?\d{2})?\b", 0.8),
    Label(IdKind.USERNAME, ("discord",), r"discord\b[^#\n]{0,20}[ :(@]", r"[\w.]{2,32}\#\d{4}\b", 0.75),
    Label(IdKind.USERNAME, ("twitter", "instagram", "snapchat", "telegram", "tiktok", "skype", "handle", "follow", "insta", "venmo", "cashapp", "cash app", "fb ", "fb:", "ig @", "ig:", "facebook", "linkedin", "nextdoor"), r"(?:twitter|insta(?:gram)?|snapchat|telegram|tiktok|skype|handle|follow|venmo|cash ?app|fb|ig|facebook|linkedin|nextdoor)\b[^@\n]{0,20}", r"@\w(?:[\w.-]{1,30})", 0.75),
    Label(IdKind.USERNAME, ("twitter", "insta", "snapchat", "tiktok", "venmo", "fb ", "fb:", "ig ", "ig:", "facebook", "linkedin", "nextdoor"), r"(?:twitter|insta(?:gram)?|snapchat|tiktok|venmo|fb|ig|facebook|linkedin|nextdoor)(?:[ ](?:name|handle|profile|page|id))?[ ]?[:=][ ]{0,3}", r"(?!https?:|www)[A-Za-z0-9_](?:[\w.-]{1,40}\w)", 0.75),
    Label(IdKind.CREDENTIAL, ("password", "passwd", "pwd", "pw", "passcode", "passphrase", "pass phrase", "api key", "api_key", "apikey", "access code"), r"(?:pass(?:word|wd|code|[ ]?phrase)|pwd|pw|api[ _]?key|access code)s?[\"']?(?:[ ]?[:=](?:[ ]{0,3}\n)?|[ ][-–][ ]|[ ](?:is|was|are|to)\b:?)[ ]{0,3}[\"']?", _SPOKEN, 0.9),
    Label(IdKind.CREDENTIAL, ("secret",), r"secret(?:[ _]key)?[\"']?(?:[ ]?[:=]|[ ](?:is|was)\b)[ ]{0,3}[\"']?", r"(?!(?:the|a|an|not|out|that|to|in)\b)[^\s\"'<>,;]{3,64}(?<![.)])", 0.9),
    Label(IdKind.CREDENTIAL, ("password", "pwd", "pw ", "passcode", "passphrase"), r"(?:pass(?:word|code|phrase)|pwd|pw)[ ]{1,2}[\"'(]?", r"(?=[^\s\"'<>,;]{0,20}\d)[^\s\"'<>,;]{4,40}(?<![.)])", 0.8),
    Label(IdKind.CREDENTIAL, ("pin", "cvv", "cvc", "csc", "security code"), r"(?:pin|cvv2?|cvc2?|csc|security code)" + NO + r"?[\"']?(?:[ ]?(?:[:=-]|is|was)[ ]{0,24}[\"']?|[ ]{1,2})", r"\d{3,8}\b", 0.85),
    Label(IdKind.CREDENTIAL, ("pin ",), r"pin[ ](?:on|for|to)[ ](?:(?:the|my|his|her|their)[ ])?[a-z]{3,10}[ ](?:is[ ]|was[ ])?", r"\d{4,8}\b", 0.8),
    Label(IdKind.CREDENTIAL, _CODES, r"(?:(?:gate|door|garage|alarm|entry|access|elevator|lock|safe)(?:[ ]opener)?|wi-?fi)[ ](?:code|combo|combination|pin|key|keypad)s?" + NO + r"?(?:,?[ ]?(?:[:=#]|is|was|['’]s|it['’]?s)[: ]{0,2}|[ ]{1,2})(?:still |now )?[\"'#]?", r"(?=[A-Za-z*#]{0,6}\d)[A-Za-z0-9*#]{3,12}\b\#?", 0.85),
    Label(IdKind.CREDENTIAL, ("lockbox", "lock box", "keypad", "key pad", "code for", "code to"), r"(?:lock[ ]?box(?:[ ](?:code|combo|pin)|(?=[ ]?[:=]|[ ]is\b))|key[ ]?pad(?:[ ](?:code|combo|pin))?|code[ ](?:for|to)[ ](?:the[ ])?(?:gate|door|garage|alarm|lock[ ]?box|house|building))(?:[ ]?(?:[:=#]|is|was|['’]s)[: ]{0,2}|[ ]{1,2})(?:still |now )?[\"'#]?", r"(?=[A-Za-z*#]{0,6}\d)[A-Za-z0-9*#]{3,12}\b\#?", 0.85),
    Label(IdKind.OTHER, tuple(f"{whose} id" for whose in ("my", "his", "her", "their", "your")), r"(?:my|his|her|their|your)[ ]id" + NO + "?" + LINK, r"(?=(?:[A-Z-]{0,4}\d){3})[A-Z\d][A-Z\d-]{4,20}\b", 0.75),
    Label(IdKind.OTHER, ("fbi n", "fbi #", "fbi#", "fbi/"), r"fbi" + _NEEDS_NUMBER),
    Label(IdKind.OTHER, ("identification n", "file n", "record n", "id n", "identified by"), r"(?:(?:identification|file|record|id)[ ](?:no|num|number)\b\.?[^.\n\d]{0,34}?(?:is|was|:|\#)|identified by)[ ]{1,2}", DIGITS, 0.7),
    Label(IdKind.TAX_ID, ("tax id", "taxpayer", "vat"), r"(?:tax(?:payer)?[ ](?:id|identification)|vat)" + NO + "?" + LINK),
    *BRIEF,
    *UNSIGNED,
    *NOTED,
)  # fmt: skip  # one label a row reads better unwrapped
_Compiled = tuple[Label, re.Pattern[str]]
_COMPILED = tuple((label, re.compile(rf"({label.form})({label.value})", re.IGNORECASE)) for label in _LABELS)
_WORDY = (IdKind.CREDENTIAL, IdKind.USERNAME)  # whose values may lack any digit
_GATES = tuple(gate for label in _LABELS for gate in label.gates)
_GATE = gates(*_GATES)
_WORDY_GATE = gates(*(gate for label in _LABELS if label.kind in _WORDY for gate in label.gates))
_FIRST, _FOLLOWED = leading(_GATES)
# The search finds the longest gate at a place; a label that a shorter one leads to stands there as well.
_LED_TO = {
    gate: tuple((label, pattern) for label, pattern in _COMPILED if gate.startswith(label.gates)) for gate in _GATES
}
# Ordinance, resolution and invoice numbers name acts and bills, not people; a year, a time, a sum is no identifier.
_NOT_BEFORE = re.compile(
    r"(?:ordinance|resolution|invoice|budget|fund|bill|section|general ledger|gl|grant|bid|project|sewer|street|line|line item|fiscal|escrow|vehicle|trust|just in|dash|flash|gift|post|score|wild|dis|report)[ ]?$",
    re.IGNORECASE,
)
# A day with a count behind it is the number of an angler in Montana (ALS), made of a day of birth.
_NO_VALUE = re.compile(
    r"(?:(?:19|20)\d\d(?:[ ][a-z]{3,12})?|\d{1,2}(?:st|nd|rd|th)|\d{1,2}[/:]\d{2}(?!/\d{4}-\d{1,3}\Z).{0,8}|(?:0?[1-9]|[12]\d|3[01])[/-](?:0?[1-9]|[12]\d|3[01])(?:[/-]\d{2,4})?|\d{1,3}|\d+(?:am|pm|%|k|m)|(?:19|20)\d\d[-–](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d.{0,20}|covid.{0,4}|\d{1,3}-(?:year|month|week|day)\b.*|x+\d{2,4})",
    re.IGNORECASE,
)


def labelled(text: str) -> Iterator[Hit]:
    """Yield the identifiers of *text* that stand right behind their label."""
    gate = _GATE if has_digit(text) else _WORDY_GATE
    low = f"\n{lowered(text)}"
    for at in _led(low, said(text)):
        if found := gate.match(low, at):
            yield from _behind(text, at, _LED_TO[found[1]])


def _led(low: str, words: frozenset[str]) -> list[int]:
    """Return where a label may begin in *low*, a text in small letters with a line end before it, by the *words* it has."""
    wanted = {
        *filter(_FIRST.__getitem__, words),
        *(gate for word in words & _FOLLOWED.keys() for gate in _FOLLOWED[word]),
    }
    return sorted({at - 1 for needle in wanted for at in each(low, needle)})


def _behind(text: str, at: int, labels: tuple[_Compiled, ...]) -> Iterator[Hit]:
    for label, pattern in labels:
        match = pattern.match(text, at)
        if match and match[1].endswith("/") and text[at - 1 : at] == "/":
            continue  # "https://example.org/badge/3072629.svg", a path
        if match and (_is_secret(label, match.group(2)) or stands(text, at, match.group(2))):
            name = f"after {label.kind.value} label"
            hit = Hit(match.start(2), match.end(2), PiiType.ID, label.score, name, label.kind)
            yield hit
            yield from more(text, hit)


def _is_secret(label: Label, value: str) -> bool:
    """Say whether three digits are a secret: the number on the back of a card is no shorter and no longer."""
    return label.kind is IdKind.CREDENTIAL and len(value) == 3 and value.isdigit()  # noqa: PLR2004


def stands(text: str, start: int, value: str) -> bool:
    """Say whether what stands behind a label at *start* can be somebody's number: no year, time or sum, no act's or bill's."""
    return _NO_VALUE.fullmatch(value) is None and _NOT_BEFORE.search(text[max(0, start - 16) : start]) is None

"""Identifiers that show what they are by shape and check digit alone: cards, VIN, addresses of machines, parcels, case numbers."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator
from string import ascii_letters

from detectors.checksums import iban, luhn, vin
from detectors.contract import Hit
from detectors.identifier.private import behind_card, expiries, medicare, profiles
from detectors.nearby import before, digits, digits_then, has_digit, heads, kind, line_before, matched, numbers, runs
from records.finding import IdKind, PiiType

__all__ = ["is_generated", "shapes"]

_IP4 = re.compile(r"\d(?<![\w.]\d)\d{0,2}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w]|\.\d)")
# A dotted section of the city code or a program's version looks like an address of a machine.
_NOT_IP = re.compile(
    r"(?:(?:chrome|chromium|crios|edg|opr|brave|firefox|safari|headlesschrome)/|\bv|ver|version|release|build|section|sec\.|chapter|title|§|\brule|paragraph|firmware|schema)[ .:]{0,2}$",
    re.IGNORECASE,
)
_COLONS = re.compile(r":[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}(?=:)")
_HEX_BEFORE = re.compile(r"(?<![\w:])[0-9A-Fa-f]{0,4}$")
_HEX_AFTER = re.compile(r"(?::[0-9A-Fa-f]{0,4}){3,8}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?(?![\w:])")
_PAIR = re.compile(r"[:.-][0-9A-Fa-f]{2}(?:[0-9A-Fa-f]{2}\.|[:-])")
_MAC = re.compile(
    r"[0-9A-Fa-f]{2}(?:([:-])[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2}){4}(?![\w:-])|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w.])"
)
_VIN = re.compile(r"[A-HJ-NPR-Z0-9](?<![A-Za-z0-9-].)[A-HJ-NPR-Z0-9]{16}(?![A-Za-z0-9-])", re.IGNORECASE)
_VIN_LETTERS, _VIN_LENGTH = kind("ABCDEFGHJKLMNPRSTUVWXYZabcdefghjklmnprstuvwxyz0123456789"), 17
_CARD = re.compile(r"\d(?<![\w.-]\d)(?<![\w-][ ]\d\d)(?:[ -]?\d){11,18}(?![\w]|[-./]\d)")
_CARD_WORDS = re.compile(
    r"\b(?:card|visa|master\s?card|amex|american express|discover|diners|jcb|maestro|credit|debit|account|acct|charged?)\b",
    re.IGNORECASE,
)
# Issuer prefixes and their lengths (ISO/IEC 7812): without one, digits that pass the check by chance (one in ten) are no card.
_ISSUERS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14}|(?:1800|2131)\d{11}|"
    r"(?:6011|64[4-9]\d|65\d\d|62\d\d|60\d\d|63\d\d|67\d\d|50\d\d|5[6-8]\d\d)\d{8,15}"
)
_IBAN = re.compile(
    r"[A-Z](?<![A-Za-z0-9].)[A-Z]\d\d(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?(?![A-Za-z0-9])", re.IGNORECASE
)
_GEOCODE = re.compile(r"\d(?<![\w-]\d)\d[- ]\d{4}[- ]\d\d[- ]\d[- ]\d\d[- ]\d\d[- ]\d{4}(?![\w-])")
_COORDINATES = re.compile(
    r"\d(?<![\w.]\d)\d?\.\d{3,15}[ ]?°?[ ]?[NS]?[ ]?[,;/ ][ ]{0,3}(?i:lon(?:g(?:itude)?)?[.:= ]{1,3})?[-−]?\d{1,3}\.\d{3,15}(?:[ ]?°?[ ]?[EW]\b)?(?!\w|\.\d)"
    r"|\d(?<![\w.]\d)\d?[ ]?°[ ]?\d{1,2}(?:\.\d+)?[ ]?['′’][ ]?(?:\d{1,2}(?:\.\d+)?[ ]?[\"″”]?)?[ ]?[NS][ ,;]{0,3}\d{1,3}[ ]?°[ ]?\d{1,2}(?:\.\d+)?[ ]?['′’][ ]?(?:\d{1,2}(?:\.\d+)?[ ]?[\"″”]?)?[ ]?[EW]"
)
# 5-14531F, 5T-1234A: county, four (behind "MT" only) or five digits, a letter; or county, letter of the kind, four or five digits. False friends: statutes and sections (2-17-551, 11-4-2) have no letter at the end.
_PLATE = re.compile(
    r"(\d(?<![\w.-]\d)\d?)(?:-\d{4,5}[A-Za-z]|[PTCARM][-·]\d{4,5}[A-Z]?|[ptcarm]-\d{4,5}[a-z])(?![\w-])"
)
_ARTICLE = re.compile(r"-\d{4}[A-Za-z]")  # "5-1873D" is the number of an article, too
_PLATED = re.compile(r"\bMT[ ]\Z|\bplates?\b", re.IGNORECASE)
_COUNTIES = 56
_UUID = re.compile(r"-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![\w-])")
# BP-2024-0113, CV-19-1234, ADC-2021-445: letters, a year, a number. Ordinances, invoices and their like are no person's.
_FILED = re.compile(r"-(?:(?:19|20)\d\d|\d\d)-\d{2,7}[A-Za-z]?(?![\w-])")
_FILED_PREFIX = re.compile(r"(?<![\w-])[A-Z]{2,6}\d?$")
# fmt: off
_PUBLIC = frozenset([
    "RES", "ORD", "FY", "RFP", "RFQ", "IFB", "ITB", "PO", "INV", "SEC", "ART", "ISO", "HB", "SB", "SJ", "HJ", "LC", "MCA",
    "ARM", "AG", "CFR", "USC", "COVID", "SARS", "ANSI", "ASTM", "REV", "VER", "NO", "MAY", "JUN", "JUL", "BID", "EPA",
    "DEQ", "MDT", "GASB", "AIA", "NFPA", "UTF", "STPP", "NH", "ID", "PT", "SKU", "CVE", "CWE", "RFC", "KB",
])
# fmt: on
_PERMITS = (
    "BP",
    "PER",
    "BLD",
    "BLDG",
    "ELE",
    "EL",
    "PLB",
    "PL",
    "MEC",
    "ME",
    "DEM",
    "SGN",
    "ROW",
    "LIC",
    "BL",
    "ZON",
    "CUP",
    "VAR",
)
# Nine bare digits may be a social security number, a routing number or a purchase order (X05): not silently let through.
_NINE = re.compile(r"\d(?<![\w$#.,/+-]\d)\d{8}(?![\w-]|[.,/]\d)")
_COUNTED = re.compile(
    r"(?:\bp\.?o\.?|order|invoice|check|item|parcel|part|bid|fund|account group|ref|zip|code|\$)[ .:#]{0,3}(?:no\.?|number|part|\#)?[ ]?$",
    re.IGNORECASE,
)
_IMEI = re.compile(r"\d(?<![\w-]\d)\d[- ]?\d{6}[- ]?\d{6}[- ]?\d(?![\w-])")
# Accounts of digital money, and whether they begin with a digit: base 58 or bech32 after 1, 3 or bc1; forty hexadecimal digits after 0x.
_WALLETS = (
    (re.compile(r"[13](?<!\w[13])(?=[A-Za-z1-9]{0,20}[A-Z])[a-km-zA-HJ-NP-Z1-9]{25,34}(?!\w)"), ascii_letters),
    (re.compile(r"bc1(?<!\wbc1)[a-z0-9]{25,60}(?!\w)"), ""),
    (re.compile(r"0x(?<!\w0x)[0-9A-Fa-f]{40}(?!\w)"), "x"),
)
_CODED = re.compile(r"-\d{5,10}(?![\w.-])")
_CODED_PREFIX = re.compile(r"(?<![\w.@-])[A-Z]{2,5}$")
_TOKEN = re.compile(
    r"[?&;](?:gclid|fbclid|msclkid|mc_eid|mc_cid|_hsenc|_hsmi|sid|session(?:_?id)?|jsessionid|phpsessid|token|uid|user_?id|"
    r"recipient|subscriber|cid|key|auth|sig|clickid|trk|utm_id)=([^&\s\"'<>;]{6,300})",
    re.IGNORECASE,
)
_HOME = re.compile(r"[\\/](?:Users|home|Documents and Settings|users|USERS)[\\/]{1,2}([\w.-]{2,30})")
_ID_HEADER = re.compile(r"(?:message-?id|references|in-reply-to|content-id)[^\n]{0,200}$", re.IGNORECASE)
_LONG_LOCAL, _MANY_DIGITS = 20, 8
_MESSAGE_ID = re.compile(r"<([\w!#$%&'*+/=?^`{|}~.-]{10,200}@[\w.\[\]-]{2,120})>")


def shapes(text: str) -> Iterator[Hit]:
    """Yield the identifiers of *text* that need no word beside them."""
    if has_digit(text):
        for fewest, find in _NUMBERED:
            if len(text) >= fewest:
                yield from find(text)
    for match in matched(_TOKEN, text, heads(text, "?&;")):
        yield _hit(match.start(1), match.end(1), IdKind.COOKIE, 0.7, "token in a link")
    yield from profiles(text)
    for match in matched(_HOME, text, heads(text, "\\/")):
        yield _hit(match.start(1), match.end(1), IdKind.USERNAME, 0.7, "home folder")


def _machines(text: str) -> Iterator[Hit]:
    for match in matched(_IP4, text, digits_then(text, ".")):
        octets = match.group().split(".")
        if all(int(octet) <= 255 for octet in octets) and not _NOT_IP.search(line_before(text, match.start(), 14)):  # noqa: PLR2004 - RFC 791
            yield _hit(match.start(), match.end(), IdKind.IP, 0.85, "IPv4 address")
    for match in _COLONS.finditer(text):
        lead = _HEX_BEFORE.search(text[max(0, match.start() - 5) : match.start()])
        rest = _HEX_AFTER.match(text, match.start())
        start = match.start() - len(lead.group()) if lead else match.start()
        if lead and rest and _is_ip6(text[start : rest.end()]):
            yield _hit(start, rest.end(), IdKind.IP, 0.85, "IPv6 address")


def _is_ip6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return any(map(str.isdigit, text)) and len(text) > len("::1:1")


def _macs(text: str) -> Iterator[Hit]:
    for match in _PAIR.finditer(text):
        for width in (2, 4):
            start = match.start() - width
            found = _MAC.match(text, start) if start >= 0 and not text[start - 1 : start].isalnum() else None
            if (
                found
                and any(map(str.isdigit, found.group()))
                and text[max(0, start - 1) : start] not in ("-", ":", ".")
            ):
                yield _hit(start, found.end(), IdKind.MAC, 0.8, "MAC address")


def _vehicles(text: str) -> Iterator[Hit]:
    for match in matched(_VIN, text, runs(text, _VIN_LETTERS, _VIN_LENGTH)):
        if vin(match[0].upper()) and (match[0].isupper() or match[0].islower()):
            yield _hit(match.start(), match.end(), IdKind.VIN, 0.9, "VIN with check digit")


def _cards(text: str) -> Iterator[Hit]:
    for match in matched(_CARD, text, numbers(text)):
        digits = match.group().replace(" ", "").replace("-", "")
        if _ISSUERS.fullmatch(digits) and luhn(digits):
            yield _hit(match.start(), behind_card(text, match.end()), IdKind.CARD, 0.9, "card with check digit")
        elif before(text, match.start(), _CARD_WORDS):
            yield _hit(match.start(), match.end(), IdKind.CARD, 0.7, "card, by its word")


def _accounts(text: str) -> Iterator[Hit]:
    for match in matched(_IBAN, text, [at - 2 for at in digits(text) if at > 1 and text[at - 1] >= "A"]):
        parts = match.group()
        while parts:  # a word in capitals behind it may have been taken for a last group
            if iban(parts.replace(" ", "").upper()):
                yield _hit(match.start(), match.start() + len(parts), IdKind.BANK, 0.95, "IBAN")
                break
            parts = parts.rpartition(" ")[0]


def _devices(text: str) -> Iterator[Hit]:
    for match in matched(_IMEI, text, numbers(text)):
        grouped = not match.group().isdigit()
        if grouped and luhn("".join(filter(str.isdigit, match.group()))):
            yield _hit(match.start(), match.end(), IdKind.DEVICE, 0.8, "IMEI with check digit")


def _wallets(text: str) -> Iterator[Hit]:
    for pattern, then in _WALLETS:
        for match in matched(pattern, text, digits_then(text, then)) if then else pattern.finditer(text):
            yield _hit(match.start(), match.end(), IdKind.BANK, 0.8, "wallet")


def _places(text: str) -> Iterator[Hit]:
    for match in matched(_GEOCODE, text, numbers(text)):
        yield _hit(match.start(), match.end(), IdKind.GEOCODE, 0.95, "parcel geocode")
    for match in matched(_COORDINATES, text, digits_then(text, ". °" if "°" in text else ".")):
        start = match.start() - (text[match.start() - 1 : match.start()] in ("-", "−"))
        yield _hit(start, match.end(), IdKind.COORDINATES, 0.75, "coordinates")


def _files(text: str) -> Iterator[Hit]:
    for match in _UUID.finditer(text):
        if re.fullmatch(r"[0-9A-Fa-f]{8}", text[max(0, match.start() - 8) : match.start()]):
            yield _hit(match.start() - 8, match.end(), IdKind.COOKIE, 0.7, "UUID")
    for match in _FILED.finditer(text):
        prefix = _FILED_PREFIX.search(text[max(0, match.start() - 8) : match.start()])
        if prefix and prefix.group() not in _PUBLIC:
            kind = IdKind.PERMIT if prefix.group() in _PERMITS else IdKind.CASE_NUMBER
            yield _hit(match.start() - len(prefix.group()), match.end(), kind, 0.75, "letters, year and number")
    for match in _CODED.finditer(text):
        prefix = _CODED_PREFIX.search(text[max(0, match.start() - 7) : match.start()])
        if prefix and prefix.group() not in _PUBLIC:
            yield _hit(match.start() - len(prefix.group()), match.end(), IdKind.OTHER, 0.5, "letters and number")


def _doubtful(text: str) -> Iterator[Hit]:
    for match in matched(_NINE, text, numbers(text)):
        if not _COUNTED.search(line_before(text, match.start(), 24)):
            yield _hit(match.start(), match.end(), IdKind.OTHER, 0.4, "nine bare digits")


def _messages(text: str) -> Iterator[Hit]:
    for match in _MESSAGE_ID.finditer(text):
        local = match.group(1).partition("@")[0]
        if is_generated(local) or _ID_HEADER.search(line_before(text, match.start(), 240)):
            yield _hit(match.start(1), match.end(1), IdKind.MESSAGE_ID, 0.8, "message id")


def is_generated(local: str) -> bool:
    """Say whether the part of an address before its ``@`` is a program's work: long, and much of it digits."""
    digits = sum(map(str.isdigit, local))
    return len(local) >= _LONG_LOCAL and digits >= _MANY_DIGITS and digits * 4 > len(local)


def _plates(text: str) -> Iterator[Hit]:
    for match in matched(_PLATE, text, digits_then(text, "-PTCARMptcarm")):
        article = _ARTICLE.fullmatch(text, match.end(1), match.end())
        doubtful = article and not _PLATED.search(line_before(text, match.start(), 40))
        if 1 <= int(match[1]) <= _COUNTIES and not doubtful:
            yield _hit(match.start(), match.end(), IdKind.PLATE, 0.6, "Montana plate")


# Each with the characters that the shortest of its kind has: most cells are too short for most of them.
_NUMBERED: tuple[tuple[int, Callable[[str], Iterator[Hit]]], ...] = (
    (len("::1:12"), _machines),
    (len("0a1b.2c3d.4e5f"), _macs),
    (17, _vehicles),
    (12, _cards),
    (len("xp1/27"), expiries),
    (11, medicare),
    (len("GB82WEST1234"), _accounts),
    (15, _devices),
    (26, _wallets),
    (10, _places),
    (len("AB-12345"), _files),
    (9, _doubtful),
    (len("<0123456789@ab>"), _messages),
    (len("1T-1234"), _plates),
)


def _hit(start: int, end: int, kind: IdKind, score: float, pattern: str) -> Hit:
    return Hit(start, end, PiiType.ID, score, pattern, kind)

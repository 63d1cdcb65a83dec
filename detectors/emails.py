"""Finds e-mail addresses by their own shape, so that a misread or an internal domain is found like a registered one.

Every search starts at an ``@`` (or its disguises) and looks a bounded way left and right: linear in the text, no look-up
of public suffixes. False friends: ``package@1.2.3``, ``@handle``, ``@media``, Message-IDs (identifiers.py has those).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.contract import Detector, Hit, View
from detectors.identifier.shapes import is_generated
from detectors.name.lists import given_names, ordinary_words
from detectors.nearby import column, each, heads, lowered, whole
from records.columns import Part
from records.finding import IdKind, PiiType
from records.record import Shape

__all__ = ["EMAILS"]

_LONGEST_LOCAL = 200  # RFC 5321 says 64; bounce and IMCEA addresses, which embed another, do not care
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-'&%")
_RARE = frozenset("!#$*/=?^`{|}~")  # allowed by RFC 5322, yet in running text they mostly stand before an address
_DOMAIN = re.compile(r"\[[\d.:A-Fa-f]{3,45}\]|[^\W_][\w-]{0,62}(?:\.[^\W_][\w-]{0,62}){1,8}")
_SPACED_DOMAIN = re.compile(r"[^\W_][\w-]{0,62}(?:[ ]?\.[ ]?[^\W_][\w-]{0,62}){1,5}")
_SHORTEST_END, _LONGEST_CELL = 2, 120
_GATEWAY = re.compile(r"@[A-Z_]{2,30}\b")  # "jane@example.org@CITY": a mail gateway of the nineties
_HOST = re.compile(r"[^\W\d_][\w-]{1,62}")
# "janeroe99@gmail", "jroe@example,org": a host that needs no end, and a comma for the stop.
_HASTY = re.compile(
    r"[\w-]{2,63},(?:com|net|org|gov|edu)\b(?![.@-]\w)|(?:gmail|yahoo|hotmail|outlook|aol|icloud|msn|comcast|charter|bresnan|protonmail)\b(?![.@-]\w)",
    re.IGNORECASE,
)
_TLD = (
    "com|net|org|gov|edu|mil|us|info|biz|io|co|uk|ca|de|fr|mx|au|eu|ch|me|tv|ai|app|dev|local|internal|lan|int|test|"
    "example|invalid|corn|ru|cn|jp|in|it|es|nl|se|no|br|lk"
)
_KNOWN_END = re.compile(rf"(?:^|\.)(?:{_TLD})$", re.IGNORECASE)
_GLUED_END = re.compile(r"\.(?:com|net|org|gov|edu|mil|us|info)(?=\d)", re.IGNORECASE)
_AT = re.compile("@|%40")
# What a scanner or a careful hand writes for the sign: "jroe©example.net", "jroe(a)example.net". False friends: "(a) the city", "©2024".
_MISREAD = re.compile(rf"(?<=[\w+])(?:©|[ ]?\([aA]\)[ ]?)(?=(?:[A-Za-z][\w-]{{0,40}}\.){{1,3}}(?i:{_TLD})\b)")
_MISREAD_GATES = ("©", "(a)", "(A)")
_NAME_BEFORE = re.compile(r"(?:^|[\s<(\[,;:\"'])([A-Z][\w'-]{0,30}\.[ ])$")
# "jane (at) home dot net", "jane [at] example [dot] org"; without brackets both words must be there and the end be known.
_BRACKET_AT = re.compile(
    r"[\w.+'-]{1,64}[ ]?[(\[{<][ ]?at[ ]?[)\]}>][ ]?[\w-]{1,63}"
    r"(?:[ ]?(?:\.|[(\[{<][ ]?(?:dot|\.)[ ]?[)\]}>]|[ ]dot[ ])[ ]?[\w-]{1,63}){1,4}",
    re.IGNORECASE,
)
_WORD_AT = re.compile(
    rf"\b[\w.+'-]{{1,64}}(?:[ ]dot[ ][\w+'-]{{1,40}}){{0,2}}[ ]at[ ][\w-]{{1,63}}(?:[ ]dot[ ][\w-]{{1,63}}){{0,2}}[ ]dot[ ](?:{_TLD})\b",
    re.IGNORECASE,
)
# "jd at example.org": the end is a known one, and what stands before is no word, or follows one of writing. False friends:
# "look at example.org", "posted at example.org".
# A few hosts are known by their first half alone: "terry81 at gmail".
_AT_HOST = re.compile(
    r"(?:[\w-]{1,63}\.){1,4}(?:com|net|org|edu|gov|mil|us|info|io|test|example)\b"
    r"|(?:gmail|yahoo|hotmail|outlook|aol|icloud|msn|comcast|charter|bresnan|protonmail)\b(?![.@'’-]\w)",
    re.IGNORECASE,
)
_BEFORE_AT = re.compile(r"(?<![\w.+'@-])[\w.+-]{1,40}$")
_WRITTEN = re.compile(
    r"(?:\be?-?mail\w*|\bwrite|\bwrote|\bcontact\w*|\breach\w*|\bsend|\baddress)\b[^\n@]{0,14}$|[<\[(]$", re.IGNORECASE
)
_AT_GATES = ("at", " at")
_NOBODY = frozenset({"us", "me", "him", "her", "them", "it", "you", "online", "info", "is"})
_ID_LABEL = re.compile(r"(?:message-?id|references|in-reply-to|content-id|cid)[\s:=\"'<]*$", re.IGNORECASE)


def find(view: View) -> Iterator[Hit]:
    """Yield each e-mail address of the view."""
    text = view.text
    if "@" in text or "%40" in text:
        for found in _AT.finditer(text):
            yield from _around(view, found)
    low = lowered(text)
    for at in heads(low, "([{<"):
        if low.startswith(_AT_GATES, at + 1):
            yield from _disguised(text, _BRACKET_AT, at)
    for at in each(low, " at "):
        yield from _said(text, at)
    for at in each(low, " dot "):
        yield from _disguised(text, _WORD_AT, at)
    for found in _MISREAD.finditer(text) if any(sign in text for sign in _MISREAD_GATES) else ():
        start, end = _local_start(text, found.start()), _DOMAIN.match(text, found.end())
        if end is not None and start < found.start():
            yield _hit(start, end.end(), 0.8, "email, its sign misread")
    yield from _cell(view)


def _said(text: str, at: int) -> Iterator[Hit]:
    """Yield "jd at example.org" around the word at *at*."""
    host = _AT_HOST.match(text, at + len(" at "))
    local = _BEFORE_AT.search(text[max(0, at - 42) : at]) if host else None
    if host is None or local is None:
        return
    start, word = at - len(local.group()), local.group().lower()
    coded = any(char in "0123456789._+" for char in word)
    spoken = word not in ordinary_words() or word in given_names()
    if coded or (spoken and word not in _NOBODY and _WRITTEN.search(text[max(0, start - 30) : start])):
        yield _hit(start, host.end(), 0.8, "email with its at in a word")


def _disguised(text: str, pattern: re.Pattern[str], at: int) -> Iterator[Hit]:
    """Yield addresses in words near *at*; the same one may be seen from each of its dots."""
    low = text.rfind("\n", max(0, at - 90), at) + 1 or max(0, at - 90)
    for found in pattern.finditer(text, low, at + 90):
        yield _hit(found.start(), found.end(), 0.85, "email in words")


def _is_message_id(text: str, start: int, local: str) -> bool:
    """Say whether what stands before an ``@`` is an identifier that a program made, not a mailbox."""
    labelled = _ID_LABEL.search(text[max(0, start - 20) : start])
    return labelled is not None or (text[start - 1 : start] == "<" and is_generated(local))


def _around(view: View, found: re.Match[str]) -> Iterator[Hit]:
    text, at = view.text, found.start()
    start = _local_start(text, at)
    domain = _domain(view, start, found.end())
    if start == at or domain == found.end():
        spaced = _spaced(text, at, found.end())
        if spaced:
            yield _hit(*spaced, 0.75, "email with spaces")
        return
    said = column(view)
    if (said and said.kind is IdKind.MESSAGE_ID) or _is_message_id(text, start, text[start:at]):
        return
    yield _hit(start, domain, 0.98, "email")
    if torn := _torn(text, start, at):
        yield Hit(torn, start, PiiType.PERSON, 0.75, "name torn from an address")


def _local_start(text: str, at: int) -> int:
    """Return where the local part that ends at *at* begins, or *at* where there is none."""
    if text[at - 1 : at] == '"':
        quote = text.rfind('"', max(0, at - _LONGEST_LOCAL), at - 1)
        return quote if quote >= 0 and "\n" not in text[quote:at] else at
    low, start = max(0, at - _LONGEST_LOCAL), at
    while start > low and (text[start - 1] in _PLAIN or text[start - 1] in _RARE or _foreign(text[start - 1])):
        start -= 1
    if text[start - 1 : start] != "<" or start == 0:
        low, start = start, at
        while start > low and text[start - 1] not in _RARE:
            start -= 1
    while start < at and text[start] in ".'-+&%":
        start += 1
    return start


def _foreign(char: str) -> bool:
    return char > "\x7f" and char.isalnum()


def _domain(view: View, local: int, start: int) -> int:
    """Return where the domain that begins at *start* ends, or *start* where there is none; *local* is where its address begins.

    A host without a dot counts where nothing else stands in its angle brackets; "<Jane Roe / HOU / EES@EES>" is a routing code.
    """
    found = _DOMAIN.match(view.text, start)
    if found:
        glued = _GLUED_END.search(found.group())
        end = start + glued.end() if glued else found.end()
        last = view.text[start:end].rstrip("-_").rpartition(".")[2]
        if not last.endswith("]") and (len(last) < _SHORTEST_END or last[0].isdigit()):
            return start
        gateway = _GATEWAY.match(view.text, end)
        return gateway.end() if gateway else end
    if hasty := _HASTY.match(view.text, start):
        return hasty.end()
    if view.field.shape is Shape.MAILBOXES or view.text[local - 1 : local] == "<":
        host = _HOST.match(view.text, start)
        return host.end() if host and view.text[host.end() : host.end() + 1] == ">" else start
    return start


def _spaced(text: str, at: int, end: int) -> tuple[int, int] | None:
    """Return "jane @ example . com" around the ``@``, where its end is a known one: loose spaces need the proof."""
    left = at - 1 if text[at - 1 : at] == " " else at
    right = end + 1 if text[end : end + 1] == " " else end
    start, found = _local_start(text, left), _SPACED_DOMAIN.match(text, right)
    if found is None or start == left or left <= 0:
        return None
    domain = found.group().replace(" ", "")
    return (start, found.end()) if _KNOWN_END.search(domain) else None


def _torn(text: str, start: int, at: int) -> int | None:
    """Return where the first name begins that a stray space cut off the local part from *start* to *at*: "Steven. Harris@"."""
    if not text[start : start + 1].isupper() or "." in text[start:at]:
        return None
    cut = _NAME_BEFORE.search(text[max(0, start - 34) : start])
    return start - len(cut.group(1)) if cut else None


def _cell(view: View) -> Iterator[Hit]:
    """Yield the whole value of an e-mail column that holds an ``@`` however it is written."""
    said = column(view)
    if said and said.type is PiiType.EMAIL and said.part is Part.WHOLE and "@" in view.text:
        start, end = whole(view.text)
        if end - start <= _LONGEST_CELL and "\n" not in view.text[start:end]:
            yield _hit(start, end, 0.9, "e-mail column")


def _hit(start: int, end: int, score: float, pattern: str) -> Hit:
    return Hit(start, end, PiiType.EMAIL, score, pattern)


EMAILS = Detector(
    name="emails",
    types=(PiiType.EMAIL, PiiType.PERSON),
    find=find,
    matches=(
        ("my email is janeroe99@gmail", "janeroe99@gmail"),
        ("or jroe@example,org", "jroe@example,org"),
        ("Write to jane.doe@example.org.", "jane.doe@example.org"),
        ("From: H <hdr7@exampleemail.corn>", "hdr7@exampleemail.corn"),
        ("'paul.y'barbo@example.com' wrote", "paul.y'barbo@example.com"),
        ("cc Steven. Harris@example.com", "Harris@example.com"),
        ("cc Steven. Harris@example.com", "Steven. "),
        ("mail jane (at) home dot net today", "jane (at) home dot net"),
        ("jane at example dot org", "jane at example dot org"),
        ("jane dot roe at example dot org", "jane dot roe at example dot org"),
        ("write to jd at example.org please", "jd at example.org"),
        ("reach jane @ example.com", "jane @ example.com"),
        ('"jane doe"@example.org', '"jane doe"@example.org'),
        ("john@example.com123-45-6789", "john@example.com"),
        ("josé@exámple.org", "josé@exámple.org"),
        ("href=mailto:jane%40example.org", "jane%40example.org"),
        ("root <jdoe@mailhost>", "jdoe@mailhost"),
        ("scanned: jroe©example.net", "jroe©example.net"),
        ("or jroe(a)example.net now", "jroe(a)example.net"),
        ("it is rcb77@gmail,com today", "rcb77@gmail,com"),
    ),
    spares=(
        "lodash@4.17.21 is pinned",
        "follow @helena and @media print",
        "under (a) the city.gov page, ©2024 Example.com",
        "Message-ID: <20260301.17.AAbbCC@mail.example.org>",
        "the meeting is at noon, dot the i",
        "look at example.org, or write to us at example.org",
        "12 apples @ 3.50 each",
        "To: Jane Roe <Jane Roe / NA / Metro@Metro>",
    ),
)

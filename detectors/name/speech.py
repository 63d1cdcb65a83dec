"""Names that are ordinary words, given away by a verb that only people have beside them: "tell val", "Cloud has asked me"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.forms import fold
from detectors.name.lists import vocabulary
from detectors.name.words import TITLES, is_given, is_name, is_surname, no_name, ordinary, place
from detectors.nearby import each, lowered, numbers
from detectors.places import well_known
from detectors.said import keyed, met, said

__all__ = ["speech"]

Span = tuple[int, int]

# In small letters: the forms of a verb, each of which begins with the first, and what follows them.
_ADDRESSING = tuple(
    (frozenset(forms.split()), forms.split()[0], re.compile(rf"(?:{forms.replace(' ', '|')})(?:{rest}[ ]|[ ]w/[ ]?)"))
    for forms, rest in (
        ("want wants wanted", ""),
        ("tell telling", ""),
        ("told", ""),
        ("ask asked asking", "(?:[ ]for)?"),
        ("remind reminded", ""),
        ("talk talked talking", "[ ](?:to|with)"),
        ("speak speaking", "[ ](?:to|with)"),
        ("spoke spoken", "[ ](?:to|with)"),
        ("chat chatted", "[ ](?:to|with)"),
        ("check checked", "[ ]with"),
        ("work worked working", "[ ]with"),
        ("hear heard hearing", "[ ]from"),
        ("gave", "[ ](?:it|this|that|them|those)[ ]to"),
        ("given", "[ ](?:it|this|that|them|those)[ ]to"),
        ("hand handed", "[ ](?:it|this|that|them|those)[ ](?:off[ ])?to"),
    )
)
# What may follow who is told. False friends: "may I ask will you", "we were told may be late": a verb follows a verb.
_END = r"(?=['’]s\b|[ \t]{0,3}(?:[.,;!?)\n]|\Z)|[ \t]{1,3}(?:to|that|about|if|and|or|for|not|no|yes|again|today|tomorrow|yesterday|this|last|on|at)\b"
_ASIDE = r"|[ \t]{1,3}(?:wh[a-z]{1,3}|how|we|i|I|he|she|they|you|it|the|this|my|your|his|her|our|their)\b)"
_HEARER = re.compile(rf"([^\W\d_]{{2,20}}){_END}{_ASIDE}")
_MODAL = re.compile(rf"(?:will|may|can)\b{_END})", re.IGNORECASE)
_MODALS = frozenset(("will", "may", "can"))
_NO_HEARER = vocabulary("no_hearer")
_NICKNAMES = vocabulary("nicknames")
_SURNAMES, _STOPS = vocabulary("common_surnames"), frozenset(".!?\n")
# Who says so, by what follows the verb: a person is told, asked, called; "said" leads to who else it is said of.
_SAYING = (
    *((f" {verb} ", r"(?:me|us|him|her|them|you)\b") for verb in ("told", "asked", "instructed", "reminded", "wants")),
    *((f" {verb} ", r"(?:that[ ])?(?:he|she)\b") for verb in ("said", "says", "thinks")),
    (" is o", r"ut[ ](?:today|sick|until|this|next|of the office)\b|ff[ ](?:today|tomorrow|until|this|next)\b|n[ ](?:vacation|leave|pto)\b"),
    (" called in ", r"sick\b"),
    (" covers ", r"(?:the|for|my|his|her|our|it)\b"),
    (" will ", r"(?:cover[ ](?:for|lunch|the|my|your)|be[ ](?:out|in|here|there|off)|call|bring|meet[ ](?:you|us|me)|let[ ](?:you|us|me)|pick[ ]up|email)\b"),
    (" out ", r"(?:today|sick|tomorrow|until)\b"),
    (" covering ", r"(?:for|front|the|my|his|her|phones?|desk)\b"),
    (" needs ", r"(?:it|this|that|these|them|you|me|us)\b"),
)  # fmt: skip
# Each with its first word.
_SAYERS = tuple((needle.split()[0], needle, re.compile(after)) for needle, after in _SAYING)
_SAYER = re.compile(r"([A-Z][a-z]{2,19})(?:[ ](?:has|had|just|also|already|never)){0,2}\Z")
_BEFORE = 40  # characters in which who says so stands
# "the Cloud", "Red Cloud": a thing, or a longer name that other rules read.
_LED = re.compile(r"(?:[A-Z][\w.'’-]*|\b(?:the|a|an|our|your|their|its|this|that|of))[ ]\Z")
_NO_SAYER = vocabulary("no_speaker") | vocabulary("no_signer") | vocabulary("no_addressee")


# Who is congratulated, whatever word the name is: "congrats to Sunny and Chance", "welcome baby River".
_HONOURS = keyed(
    "congrats to ", "congratulations to ", "kudos to ", "shout out to ", "shoutout to ", "thanks to ", " baby "
)
_HONOURED = re.compile(r"[A-Z][a-z]{1,14}(?:(?:,[ ]|[ ](?:and|&)[ ])[A-Z][a-z]{1,14}){0,4}(?![\w'’]|[ ][A-Z])")
_NAME = re.compile(r"[A-Z][a-z]+")
# Who writes in a chat, in any case, behind the time: "[10:14] marisol: can someone". False friend: "10:14 Agenda: roll call".
_CHAT = re.compile(
    r"\n[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[ ]?[apAP][mM])?[\])]?[ \t-]{1,3}([^\W\d_]{2,20}(?:[ ][^\W\d_]{1,20}\.?)?):[ ]"
)
# Who comes at what time: "8:30  Weatherford", alone behind the time. False friends: "9:00 Agenda", "10:15 Helena".
_SLOT = re.compile(
    r"\n\d{1,2}:\d\d(?:[ ]?[apAP]\.?[mM]\.?)?[ \t–-]{1,4}([A-Z][a-z]{2,19}(?:-[A-Z][a-z]{2,19})?)[ \t]{0,4}(?=\n|\Z)"
)
# A surname right before a telephone number, as in a log of calls: "8:02a Thibodeaux 406-555-0133".
_CALLER = re.compile(r"(?<![A-Z][a-z] )(?<![\w'’-])([A-Z][a-z]{1,19})[ ]{1,3}\(?\Z")
_PHONE = re.compile(r"\d{3}\)?[ .-]{1,2}(?:\d{3}[ .-])?\d{4}(?![\d-])")
_BARE = re.compile(r"\d{7}(?!\d)")  # "Buzz   5550175"; "Grant 2025017" is a number of a grant
_CALLER_REACH = 26  # characters
# Who can be reached: two words on no list of others. False friends: "Customer Service can be reached at", "Helena Parks, reachable by bus".
_REACHED = keyed(", reachable ", " can be reached ", " may be reached ", " is reachable ")
_REACHABLE = re.compile(r"(?<![\w'’-])([A-Z][a-z]+(?:-[A-Z][a-z]+)?)[ ]([A-Z][a-z]+(?:-[A-Z][a-z]+)?)\Z")

# Who says how they are called, whatever the word. False friends: "my name is on the list", "my name is misspelled".
_CALLING = keyed("my name is ", "my name's ", "maiden name is ", "maiden name was ", "maiden name: ")
_OWN = re.compile(r"[^\W\d_]{3,20}(?:['’-][^\W\d_]{2,20})?(?![\w@'’-])")

# Who one has lunch with, in a calendar: "Lunch w/ Nadezhda". False friends: "lunch with Rotary", "coffee w/ Cream".
_MEETING = keyed("lunch ", "dinner ", "coffee ", "breakfast ", "drinks ", "1:1 ", "sync ")
_MET = re.compile(r"(?:with|w/)[ ]?([A-Z][a-z]{2,19})(?![\w@'’-]|[.]\w|[ ][A-Z])")
_NOBODY = frozenset({"rotary", "kiwanis", "lions", "chamber", "staff"})

# Who is called in a comment: "@Lindy pls review". False friends: a user's name ("@lindy_99"), an address, "3 @ Ten dollars".
_CALLED = re.compile(r"([A-Z][a-z]{1,14})(?![\w.@-]*[\w@-])")


# Three letters that are a given name, and what is theirs: "re Cal's return". Longer ones are found wherever they stand.
_OWNER = re.compile(r"(?<![\w.@'’-])([A-Z][a-z]{2})\Z")
_SHORT_NAME, _LONG_NAME = 3, 24  # letters
# A word on no list, and what only a person has: "Priyanka's house was broken into". False friends: "Safeway's truck", "Comcast's phone" (so have firms).
_UNLISTED = re.compile(r"(?<![\w.@'’-])(?<![A-Z][a-z] )([A-Z][a-z]{3,19})\Z")
_OWNED = re.compile(
    r"(?:house|driveway|garage|dogs?|cats?|kids?|wife|husband|son|daughter|mom|dad|mother|father|brother|sister|mailbox|birthday|signature)\b"
)


def speech(text: str) -> Iterator[Span]:
    """Yield who is told, asked or reminded, and who tells, asks, says, calls, writes or is called, though their names are ordinary words."""
    for rule in (_hearers, _sayers, _writers, _slots, _callers, _honoured, _called, _own, _reached, _met, _owners):
        yield from rule(text)


def _honoured(text: str) -> Iterator[Span]:
    low = lowered(text)
    for needle in met(text, _HONOURS):
        for at in each(low, needle):
            listed = _HONOURED.match(text, at + len(needle))
            for name in _NAME.finditer(text, *listed.span()) if listed else ():
                word = fold(name[0])
                if is_given(word) and not (no_name(word) or place(word) or word in _NO_SAYER):
                    yield name.span()


def _called(text: str) -> Iterator[Span]:
    for at in each(text, "@"):
        match = _CALLED.match(text, at + 1) if not text[at - 1 : at].strip() else None
        if match and is_given(fold(match[1])) and not place(fold(match[1])):
            yield match.span(1)


def _own(text: str) -> Iterator[Span]:
    low = lowered(text)
    for needle in met(text, _CALLING):
        for at in each(low, needle):
            match = _OWN.match(text, at + len(needle))
            word = fold(match[0]) if match else ""
            if match is None or word in TITLES:
                continue
            told = needle.startswith("maiden") and match[0][0].isupper()
            if told or not (ordinary(word) or no_name(word) or word in _NO_SAYER):
                yield match.span()


def _reached(text: str) -> Iterator[Span]:
    for needle in met(text, _REACHED):
        for at in each(text, needle):
            match = _REACHABLE.search(text, max(0, at - _BEFORE), at)
            parts = [fold(part) for part in match.groups()] if match else []
            if match and not any(ordinary(part) or no_name(part) or place(part) for part in parts):
                yield match.span()


def _met(text: str) -> Iterator[Span]:
    low = lowered(text)
    for needle in met(text, _MEETING):
        for at in each(low, needle):
            match = _MET.match(text, at + len(needle))
            word = fold(match[1]) if match else ""
            if match and not (ordinary(word) or no_name(word) or place(word) or word in _NOBODY):
                yield match.span(1)


def _owners(text: str) -> Iterator[Span]:
    for needle in ("'s)", "’s)"):  # "(corner house, Gil's)"
        for at in each(text, needle):
            match = _OWNER.search(text, max(0, at - _SHORT_NAME - 1), at)
            if match and is_given(word := fold(match[1])) and not (no_name(word) or place(word) or word in _NO_SAYER):
                yield match.span(1)
    for needle in ("'s ", "’s "):
        for at in each(text, needle):
            match = _OWNER.search(text, max(0, at - _SHORT_NAME - 1), at)
            word = fold(match[1]) if match else ""
            named = is_given(word) and not (ordinary(word) or no_name(word) or place(word) or word in _NO_SAYER)
            if match and named and text[at + len(needle) : at + len(needle) + 1].islower():
                yield match.span(1)
            elif _OWNED.match(text, at + len(needle)):
                match = _UNLISTED.search(text, max(0, at - _LONG_NAME), at)
                word = fold(match[1]) if match else ""
                if match and not (
                    ordinary(word) or no_name(word) or place(word) or well_known(word) or word in _NO_SAYER
                ):
                    yield match.span(1)


def _writers(text: str) -> Iterator[Span]:
    for match in _CHAT.finditer(f"\n{text}"):
        word = fold(match[1].split(" ")[0])
        if match[1].isupper() and " " in match[1] and not is_name(word):
            continue  # "13:03:51  VEH ASSOC: OLD BRN FORD", a label of a dispatcher's
        if (is_given(word) or is_surname(word) or not ordinary(word)) and not (no_name(word) or word in _NO_SAYER):
            yield match.start(1) - 1, match.end(1) - 1


def _slots(text: str) -> Iterator[Span]:
    for match in _SLOT.finditer(f"\n{text}"):
        word = fold(match[1])
        if is_surname(word) and is_name(word) and word not in _NO_SAYER:
            yield match.start(1) - 1, match.end(1) - 1


def _callers(text: str) -> Iterator[Span]:
    for at in numbers(text):
        if not text[max(0, at - _CALLER_REACH) : at].rstrip(" (")[-1:].islower():
            continue
        match = _CALLER.search(text, max(0, at - _CALLER_REACH), at)
        word = fold(match[1]) if match and _PHONE.match(text, at) else ""
        known = is_given if len(word) < _SHORT_NAME else is_surname  # "Ed", "Al"
        if match and not word and fold(match[1]) in _NICKNAMES and _BARE.match(text, at):
            yield match.span(1)
        elif word and ((known(word) and is_name(word)) or word in _NICKNAMES) and word not in _NO_SAYER:
            yield match.span(1)  # type: ignore[union-attr]  # a word is there


def _hearers(text: str) -> Iterator[Span]:
    low, words = lowered(text), said(text)
    for forms, needle, verb in _ADDRESSING:
        for at in () if forms.isdisjoint(words) else each(low, needle):
            addressed = verb.match(low, at)
            if addressed and not low[at - 1 : at].isalpha() and (match := _HEARER.match(text, addressed.end())):
                word, end = fold(match[1]), addressed.end()
                if (
                    (is_given(word) or is_name(word) or _bare(text, match, word))
                    and word not in _NO_HEARER
                    and (word not in _MODALS or _MODAL.match(text, end))
                ):
                    yield match.span(1)


def _bare(text: str, match: re.Match[str], word: str) -> bool:
    """Say whether a word with its capital is a surname of many and ends the sentence: "ASK RANSOM."; "Ask Price of it" goes on."""
    if word in _NICKNAMES:
        return match[1].istitle()  # "tell Norm the culvert is plugged"
    return word in _SURNAMES and match[1][0].isupper() and text[match.end(1) : match.end(1) + 1] in _STOPS


def _sayers(text: str) -> Iterator[Span]:
    words = said(text)
    for first, needle, after in _SAYERS:
        for at in each(text, needle) if first in words else ():
            if after.match(text, at + len(needle)) and (match := _SAYER.search(text, max(0, at - _BEFORE), at)):
                word = fold(match[1])
                named = (is_given(word) or is_surname(word)) and not (no_name(word) or place(word) or word in _NO_SAYER)
                if named and not _LED.search(text, max(0, match.start() - _BEFORE), match.start()):
                    yield match.span(1)

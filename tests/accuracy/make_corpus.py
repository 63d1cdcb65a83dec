"""Writes the frozen corpus: some three hundred invented mails, forms and cells with every PII type and every kind of ID marked.

    python tests/accuracy/make_corpus.py      writes corpus.jsonl beside this file, byte for byte the same each time

Everybody in it is invented; telephones are 406-555-01xx, addresses of mail and machines are reserved for examples (RFC 2606, 5737).
What the detectors find in it may only rise: see frozen.toml.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
SEED = 20261123
EACH = 6  # documents a template
FEW = 3  # documents a kind of ID and template

GIVEN = [
    "Jane",
    "Siobhan",
    "Jakob",
    "Winona",
    "Xeng",
    "Lupita",
    "José",
    "Solveig",
    "Piran",
    "Grace",
    "Will",
    "Wei-Ling",
    "Oleksandr",
    "Yusuf",
    "Dmitri",
    "Beatrix",
    "Thaddeus",
    "Rose",
    "Pa",
    "Hope",
]
FAMILY = ["Roehampton", "O'Neil", "Kleinsasser", "Quintana", "Thao", "Arredondo-Salas", "Muñoz", "Thorvaldsen", "Trevithick", "Lawrence", "Chance", "Tsao", "Hrytsenko", "Abdirahman", "Voloshyn", "Featherstonhaugh", "Brzezicki", "Custer", "Vang", "Waldner"]  # fmt: skip
STREETS = (
    "N Rodney St",
    "E Lyndale Ave",
    "Winne Avenue",
    "Last Chance Gulch",
    "Birdseye Road",
    "Juniper Loop",
    "W 6th Ave",
    "Poplar Street",
)
TOWNS = ("Helena", "East Helena", "Montana City", "Clancy", "Bozeman", "Missoula", "Great Falls", "Butte")

# [TYPE value] or [ID kind value] marks what must be found; {name} is drawn anew for every document.
PROSE = (
    (
        "From: [PERSON {last}, {first}] <[EMAIL {mail}]>\nTo: Planning Department\nSubject: fence height\n\nHi [PERSON {other}],\n\nthe fence at"
        " [ADDRESS {street}, {town}, MT {zip}] is too high. Call me at [PHONE {phone}] after the meeting of March 9.\n\nThanks,\n[PERSON {first}]\n"
    ),
    (
        "Please add [PERSON {first} {last}] to the list. Her SSN is [SSN {ssn}] and she was born on [DATE_OF_BIRTH {born}].\n"
        "The hearing under 2-17-551, MCA, is on Monday in Room 330; the budget is $316,000."
    ),
    (
        "On Mon, May 3, 2021 at 9:00 AM [PERSON {first} {last}] wrote:\n> My water bill is wrong. I moved from [LOCATION {town}] in April.\n"
        "> [PERSON {first}]\n> cell [PHONE {phone}]\n\nRegards,\nUtility Billing"
    ),
    (
        "I spoke with Mr. [PERSON {last}] about the easement; his neighbor [PERSON {other} {last2}] lives at [ADDRESS {street}].\n"
        "They will write to [EMAIL {mail}] when Ordinance 3211 has passed 4-1."
    ),
    (
        "Applicant: [PERSON {first} {last}]\nAddress: [ADDRESS {street}, {town}, MT {zip}]\nPhone: [PHONE {phone}]\nE-mail: [EMAIL {mail}]\n"
        "DOB: [DATE_OF_BIRTH {born}]\nFee: $125.00, paid in full\n"
    ),
    "1. Name                         2. Date of birth\n   [PERSON {first} {last}]            [DATE_OF_BIRTH {born}]\n3. Mailing address\n   [ADDRESS {box}, {town}, MT {zip}]\n",
    "The crew met at the corner of [ADDRESS {corner}] and left for [LOCATION {town}, Montana]. No injuries; 14 trees, 3 hydrants, 2 hours.",
    "c/o [PERSON {first} {last}]\n[ADDRESS {box}]\n[ADDRESS {town}, MT {zip}]\n",
    "Voice mail from [PHONE {phone2}]: [PERSON {first}] says the SSN on the form, [SSN {bare}], belongs to somebody else.",
)
# Harder: small letters, no label, spoken numbers, a scan. Not all of it is found today.
HARD = (
    "talked to [PERSON {first_low} {last_low}] yesterday, [PERSON {other_low}] was there too, no decision yet",
    "its [PERSON {first_low}] from [ADDRESS {street_low}], the dog at [ADDRESS {street2_low}] is loose again",
    "attendees: [PERSON {first} {last}], [PERSON {other} {last2}], staff; absent: none",
    "[PERSON {first} {last}] [DATE_OF_BIRTH {born}] [PHONE {bare_phone}] paid",
    "my social is [SSN {spoken}] if you need it",
    "APPLICANT [PERSON {upper}] [ADDRESS {street_up}] [LOCATION {town_up}] MT",
    "the [PERSON {last}]s and [PERSON {first}]'s mother object; see [PERSON {last2}] v. City of Helena",
    "[PERSON {first} {last}] ([PERSON {other}]'s husband), d.o.b. [DATE_OF_BIRTH {born}], drives [ID plate 5-{d5}B]",
)
CELLS = (
    ("owner", "[PERSON {last}, {first}]"),
    ("first_name", "[PERSON {first}]"),
    ("name", "[PERSON {first} {last}]"),
    ("", "[PERSON {upper}]"),
    ("service_address", "[ADDRESS {street}]"),
    ("", "[ADDRESS {street}, {town}, MT {zip}]"),
    ("city", "[LOCATION {town}]"),
    ("email", "[EMAIL {mail}]"),
    ("home_phone", "[PHONE {local}]"),
    ("ssn", "[SSN {plain}]"),
    ("dob", "[DATE_OF_BIRTH {born}]"),
    ("notes", "spoke with [PERSON {first} {last}], will call [PHONE {phone}]"),
    ("name", "Residential deck"),
    ("status", "Approved"),
    ("description", "Replace 40 ft of 8 inch main, Task order 14"),
    ("item", "2019 Ford Explorer"),
    ("department", "Public Works"),
    ("amount", "$12,450.00"),
)
IDS = {
    "driver_licence": ("My driver's license is [ID driver_licence {d13}].", "DL # [ID driver_licence {d13}] was taken."),
    "state_id": ("State ID: [ID state_id {letters2}{d7}]", "tribal enrollment no. [ID state_id {d7}]"),
    "plate": ("A truck with plate [ID plate 5-{d5}A] was towed.", "license plate: [ID plate {letters3} {d3}]"),
    "vin": ("VIN [ID vin {vin}] is not insured.", "the car, {vin_words} [ID vin {vin}]"),
    "account": ("Account # [ID account {d7}] is past due.", "my acct no is [ID account {d4}-{d5}]"),
    "bank": ("routing [ID bank 021000021] and checking account [ID bank {d10}]", "IBAN [ID bank GB82 WEST 1234 5698 7654 32]"),
    "card": ("paid by card [ID card {card}]", "Visa [ID card {card_spaced}] exp [ID card 04/28]"),
    "credential": ("password: [ID credential Gulch#{d5}]", "the PIN is [ID credential {d4}]"),
    "passport": ("Passport no. [ID passport {letter}{d8}]", "passport: [ID passport {d9}]"),
    "immigration": ("alien number [ID immigration A{d9}]", "USCIS # [ID immigration A{d3}-{d3b}-{d3}]"),
    "medical_record": ("MRN [ID medical_record {d8}] was faxed.", "Patient ID: [ID medical_record {letters2}{d7}]"),
    "insurance": ("Policy number [ID insurance {letters3}{d7}]", "insurance claim no. [ID insurance {d9}]"),
    "employee": ("employee id [ID employee {d5}]", "badge no. [ID employee {d4}]"),
    "case_number": ("case [ID case_number CV-19-{d4}] was heard", "Citation no. [ID case_number {d7}]"),
    "permit": ("Permit [ID permit BP-2024-{d4}] was issued.", "permit # [ID permit {d5}-{d2}]"),
    "geocode": ("the lot at [ID geocode 05-{d4}-{d2}-1-{d2}-{d2}-0000]", "geocode [ID geocode 05{d4}30101010000]"),
    "coordinates": ("seen at [ID coordinates 46.5{d3}, -112.0{d3}]", "46.5{d3} N? No: [ID coordinates 46.6{d3}, -111.9{d3}]"),
    "ip": ("from [ID ip 203.0.113.{byte}] at noon", "the host [ID ip 2001:db8::8a2e:370:{d4}]"),
    "mac": ("the radio [ID mac 00:1A:2B:3C:{d2}:{d2}] answered", "MAC [ID mac 00-1A-2B-{d2}-4D-5E]"),
    "device": ("IMEI: [ID device 490154203237518]", "serial number [ID device SN{d8}X]"),
    "cookie": ("see http://example.org/?sessionid=[ID cookie a8f{d7}c]", "session id: [ID cookie f3c{d8}b]"),
    "username": ("username: [ID username {user}]", "C:\\Users\\[ID username {user}]\\Desktop"),
    "tax_id": ("EIN [ID tax_id 81-{d7}]", "taxpayer id [ID tax_id 9{d2}-70-{d4}]"),
    "message_id": (
        "Message-ID: <[ID message_id 20260301.{d5}.AAbb@mail.example.org]>",
        "In-Reply-To: <[ID message_id {d10}.{d5}.xyz@mail.example.org]>",
    ),
    "encoded": ("blob: [ID encoded SmFuZSBEb2UsIDQwNi01NTUtMDEwMQ==] end", "hex [ID encoded 4a616e6520446f652c203430362d3535352d30313031]"),
    "other": ("My ID is [ID other {letters2}{d6}]", "file number is [ID other {d7}]"),
    "invalid_ssn": ("His SSN is [ID invalid_ssn 000-{d2}-{d4}], he says.", "SSN: [ID invalid_ssn 666-{d2}-{d4}]"),
}  # fmt: skip
_MARK = re.compile(r"\[(?P<type>[A-Z_]+) (?P<value>[^\]]*)\]")


def corpus() -> Iterator[dict[str, object]]:
    """Yield the documents in order."""
    rng = random.Random(SEED)
    texts = [("prose", "body", text) for text in (*PROSE, *HARD) for _ in range(EACH)]
    texts += [("cell", name, text) for name, text in CELLS for _ in range(EACH)]
    texts += [("prose", "body", text) for pair in IDS.values() for text in pair for _ in range(FEW)]
    for number, (shape, name, template) in enumerate(texts, 1):
        yield {"id": f"{number:03}", "shape": shape, "name": name, **_document(template.format_map(_values(rng)))}


def _document(marked: str) -> dict[str, object]:
    text, spans, seen = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[seen : mark.start()]
        kind, value = mark["value"].split(" ", 1) if mark["type"] == "ID" else ("", mark["value"])
        spans.append({"start": len(text), "end": len(text) + len(value), "type": mark["type"], "kind": kind})
        text, seen = text + value, mark.end()
    return {"text": text + marked[seen:], "spans": spans}


def _values(rng: random.Random) -> dict[str, str]:
    first, other, last, last2 = rng.choice(GIVEN), rng.choice(GIVEN), rng.choice(FAMILY), rng.choice(FAMILY)
    digits = {f"d{n}": _digits(rng, n) for n in range(2, 14)}
    ssn = f"51{rng.choice('67')}-{rng.randint(10, 98)}-{rng.randint(1000, 9998)}"
    user = f"{first[0]}{last}".lower().replace("'", "").replace("-", "")
    card = _card(rng)
    return digits | {
        "d3b": _digits(rng, 3), "first": first, "other": other, "last": last, "last2": last2, "upper": f"{last}, {first} Q".upper(),
        "mail": f"{user.encode('ascii', 'ignore').decode()}@example.org", "user": f"{user.encode('ascii', 'ignore').decode()}72",
        "street": f"{rng.randint(12, 8999)} {rng.choice(STREETS)}", "town": rng.choice(TOWNS), "zip": f"596{rng.randint(10, 99)}",
        "box": f"PO Box {rng.randint(10, 9999)}", "corner": rng.choice(("Park & Lawrence", "12th & Millard", "Broadway and Rodney")),
        "phone": f"406-555-01{rng.randint(10, 99)}", "phone2": f"(406) 555-01{rng.randint(10, 99)}", "local": f"555-01{rng.randint(10, 99)}",
        "born": rng.choice((f"{rng.randint(1, 12)}/{rng.randint(1, 28)}/19{rng.randint(40, 99)}", f"March {rng.randint(1, 28)}, 19{rng.randint(40, 99)}",
                            f"19{rng.randint(40, 99)}-0{rng.randint(1, 9)}-{rng.randint(10, 28)}")),
        "ssn": ssn, "bare": ssn.replace("-", " "), "plain": ssn.replace("-", ""), "byte": str(rng.randint(1, 254)),
        "first_low": first.lower(), "other_low": other.lower(), "last_low": last.lower(), "town_up": rng.choice(TOWNS).upper(),
        "street_low": f"{rng.randint(12, 8999)} {rng.choice(STREETS)}".lower(), "street2_low": f"{rng.randint(12, 8999)} {rng.choice(STREETS)}".lower(),
        "street_up": f"{rng.randint(12, 8999)} {rng.choice(STREETS)}".upper(), "bare_phone": f"40655501{rng.randint(10, 99)}",
        "spoken": " ".join(rng.choices(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), k=9)),
        "letter": rng.choice("BCDX"), "letters2": "".join(rng.choices("BCKMSW", k=2)), "letters3": "".join(rng.choices("BCKMSW", k=3)),
        "vin": _vin(rng), "vin_words": "vehicle identification number", "card": card, "card_spaced": " ".join(re.findall("....", card)),
    }  # fmt: skip


def _digits(rng: random.Random, count: int) -> str:
    return rng.choice("23456789") + "".join(rng.choices("0123456789", k=count - 1))


def _card(rng: random.Random) -> str:
    head = "4111" + "".join(rng.choices("0123456789", k=11))
    return next(head + last for last in "0123456789" if _luhn(head + last))


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def _vin(rng: random.Random) -> str:
    body = ["1", "M", "8", "G", "D", "M", "9", "A", "0", "K", "P", *rng.choices("0123456789", k=6)]
    worth = dict(
        zip(
            "ABCDEFGHJKLMNPRSTUVWXYZ",
            (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
            strict=True,
        )
    )
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    total = sum(
        weight * (int(char) if char.isdigit() else worth[char]) for char, weight in zip(body, weights, strict=True)
    )
    body[8] = "0123456789X"[total % 11]
    return "".join(body)


if __name__ == "__main__":
    lines = (json.dumps(document, ensure_ascii=False) for document in corpus())
    (HERE / "corpus.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")

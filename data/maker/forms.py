"""Makes the complaint-form export, the staff directory, the agenda and the settings that name them all."""

from __future__ import annotations

import csv
import io
import random

from maker.answers import Key
from maker.people import OFFICIALS, Person, residents

__all__ = ["agenda", "complaints", "directory", "extra", "settings"]

COLUMNS = (
    "id", "submitted_at", "first_name", "last_name", "email", "phone", "address", "city", "zip", "category", "description",
)  # fmt: skip

# {0…} is the person complaining, {1…} the neighbour, {2…} a third person.
_DESCRIPTIONS = (
    ("Barking dog", "Dog at {1[address]} barks from 5 a.m. The owner is {1[name]}, truck with plate {1[plate]}."),
    (
        "Barking dog",
        "Ordinance ⟦=|6-2-15⟧ says 15 minutes. It was ⟦=|45 minutes⟧ on Tuesday. Call me at {0[phone7]} after 5.",
    ),
    ("Pothole", "Pothole ⟦=|18 inches⟧ wide in front of {0[address]}. My rim cost ⟦=|$412.50⟧ at the tire shop."),
    ("Snow removal", "Walk never shoveled. Renter {1[name]} (cell {1[dots]}) says that {2[name]} is responsible."),
    ("Water bill", "Billed twice, account {0[account]}. I gave the last four and then the whole number: {0[ssn]}."),
    (
        "Water bill",
        "Autopay failed.\nAccount holder: {0[listed]}\nDOB {0[dob]}\nAccount # {0[account]}\nplease call {0[paren]}",
    ),
    ("Junk vehicle", "Three cars, no plates but one: {1[plate]}. See ⟦=|MCA 75-10-511⟧ on junk vehicles."),
    ("Parking", "Ticket of ⟦=|$25.00⟧ on March 4. My plate is {0[plate]}. {0[name]}"),
    ("Noise", "Party until 2 a.m. {1[name]} shouted at my mother {2[name]}, her number is {2[phone]}."),
    ("Streetlight", "Light out by the corner of Park & Lawrence, pole tag ⟦=|L-2214⟧. Thank you."),
    ("Garbage", "Missed pickup twice. % {1[name]} (tenant), {0[address]}, Helena, MT {0[zip4]}"),
    (
        "Tree",
        "Cottonwood over the line at geocode {1[geocode]}. Neighbor {1[name]} refuses to talk; e-mail {1[email]}.",
    ),
    ("Police", 'He said "I am {1[name]}, DOB {1[dob]}, SSN {1[ssn]}" and then drove off in {1[plate]}.'),
    ("Dog bite", "My son was bitten by a dog of {1[name]}. Rabies tag ⟦=|2024⟧. Clinic chart MRN {0[mrn]}."),
    ("Accessibility", "The ramp at ⟦=|316 N Park Ave⟧ is ⟦=|1:8⟧, the ADA says ⟦=|1:12⟧. — {0[name]}"),
    ("Other", "soc sec {0[ssn9]} was printed on my envelope!! who do I talk to, {0[first]} , {0[email]}"),
    ("Other", "Agenda item ⟦=|8.C⟧ lists ⟦=|Resolution 20841⟧, the packet says ⟦=|20814⟧. Please correct."),
    (
        "Sidewalk",
        "Root heave, ⟦=|2.5 inch⟧ lip. Reported in 2022 and 2023 already. Ask {2[name]} at {2[phone]}, she tripped.",
    ),
    ("Utility", "Driver licence {0[licence]} copied by the front desk and left on the counter."),
    ("Utility", "Card {0[card]} charged ⟦=|$1,204.66⟧ instead of ⟦=|$120.46⟧."),
)
_CARDS = ("4111 1111 1111 1111", "5555 5555 5555 4444", "4012-8888-8888-1881")


def complaints(key: Key, seed: int = 0) -> bytes:
    """Return the complaint-form export: 120 rows with leading zeros, line breaks inside cells and a few messy cells."""
    rng = random.Random(1 + seed)  # noqa: S311 - a fixed seed is the point
    people = residents(seed)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in range(1, 121):
        who = rng.sample(people, 3)
        cells = _messy(row, _complaint(row, who, rng), who[0])
        writer.writerow(
            key.plant("complaints.csv", f"row {row} column {name}", cell)
            for name, cell in zip(COLUMNS, cells, strict=True)
        )
    return out.getvalue().encode("utf-8")


def _complaint(row: int, who: list[Person], rng: random.Random) -> list[str]:
    category, text = _DESCRIPTIONS[row % len(_DESCRIPTIONS)]
    marks = [extra(person, rng) for person in who]
    own = marks[0]
    return [
        f"{row:06d}",
        f"2024-{1 + row % 12:02d}-{1 + row % 27:02d}T{row % 24:02d}:05:00-07:00",
        f"⟦~PERSON|{who[0].first}⟧",
        f"⟦~PERSON|{who[0].last}⟧",
        own["email"],
        own["plus"] if row % 9 == 0 else own["phone"],
        own["address"],
        "Helena",
        own["zip4"] if row % 7 == 0 else who[0].zip,
        f"⟦=|{category}⟧",
        text.format(*marks),
    ]


def extra(person: Person, rng: random.Random) -> dict[str, str]:
    """Return the person's marked elements and the numbers that a form asks for."""
    box = rng.randrange(1000, 2000)
    month, day = person.born[1:]
    return person.marked() | {
        "zip4": f"⟦ADDRESS|59624-{box}⟧",
        "geocode": f"⟦ID:geocode|05-1888-{rng.randrange(10, 36)}-{rng.randrange(1, 5)}-{rng.randrange(10, 50)}-07-0000⟧",
        "mrn": f"⟦ID:medical_record|{rng.randrange(1_000_000, 9_999_999)}⟧",
        "licence": f"⟦ID:driver_licence|{month:02d}{rng.randrange(100, 999)}{person.born[0]}41{day:02d}⟧",
        "card": f"⟦ID:card|{rng.choice(_CARDS)}⟧",
    }


def _messy(row: int, cells: list[str], person: Person) -> list[str]:
    """Spoil a few cells as real exports are spoilt: the wrong column, a formula, spaces, two values in one cell."""
    at = {name: index for index, name in enumerate(COLUMNS)}
    match row:
        case 11:
            cells[at["phone"]] = f" call after 5: {person.marked()['dots']} "
        case 23:
            cells[at["email"]] = f'=HYPERLINK("mailto:{person.marked()["email"]}")'
        case 37:
            cells[at["email"]], cells[at["phone"]] = cells[at["phone"]], cells[at["email"]]
        case 41:
            cells[at["phone"]] = "N/A"
            cells[at["zip"]] = ""
        case 58:
            cells[at["first_name"]], cells[at["last_name"]] = person.marked()["name"], ""
        case 66:
            cells[at["phone"]] = f"{person.marked()['phone']} / {person.marked()['email']}"
        case 83:
            cells[at["address"]] = f"{cells[at['address']]}\r\n{cells[at['zip']]}\t"
        case 99:
            cells[at["description"]] = "-"
        case _:
            pass
    return cells


def directory(key: Key) -> bytes:
    """Return the city's published directory: every cell of it must stay readable."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("name", "email", "phone", "title"))
    for row, who in enumerate(OFFICIALS, start=1):
        cells = zip(("name", "email", "phone", "title"), (who.name, who.email, who.phone, who.title), strict=True)
        writer.writerow(
            key.plant("staff_directory.csv", f"row {row} column {name}", f"⟦=|{cell}⟧") for name, cell in cells
        )
    return out.getvalue().encode("utf-8")


def agenda(key: Key) -> bytes:
    """Return a commission agenda, nearly all of which must stay: citations, amounts, officials acting as such."""
    clerk, manager, *_, finance, _, parking = OFFICIALS
    text = f"""CITY OF HELENA — COMMISSION MEETING
Monday, ⟦=|March 18, 2024⟧, ⟦=|6:00 p.m.⟧, Commission Chambers, ⟦=|316 N Park Ave⟧

1. Call to order and roll call
2. Minutes of ⟦=|March 4, 2024⟧ (⟦=|{clerk.name}⟧, ⟦=|{clerk.title}⟧)
3. Consent agenda
   A. Claims of ⟦=|$1,482,903.17⟧
   B. ⟦=|Resolution 20841⟧, budget amendment, fund ⟦=|521-4310⟧, ⟦=|$75,000⟧
4. City Manager ⟦=|{manager.name}⟧: update on the ⟦=|Rodney Street⟧ project, phase ⟦=|3⟧
5. Ordinance ⟦=|3378⟧, amending ⟦=|Title 8, Chapter 4⟧ of the City Code, second reading
6. Public hearing: annexation under ⟦=|MCA 7-2-4601⟧ through ⟦=|7-2-4610⟧
7. Privacy notice, as required by ⟦=|MCA 2-17-552⟧; definition in ⟦=|2-17-551(6)⟧
8. Finance: ⟦=|{finance.name}⟧ on the audit for fiscal years ⟦=|2021-2023⟧
9. Parking rates, ⟦=|{parking.name}⟧, ⟦=|{parking.email}⟧, ⟦=|447-8419⟧
10. Public comment. The city can be reached at ⟦=|447-8000⟧ and on ⟦=|www.helenamt.gov⟧
11. Adjournment (⟦=|2-3-103, MCA⟧)

Zoning table ⟦=|11-4-2⟧: lot coverage ⟦=|40%⟧, height ⟦=|24 feet⟧, parcel size ⟦=|7,000 sq ft⟧.
Bid opening ⟦=|IFB 24-07⟧: low bid ⟦=|$612,480⟧; ASTM ⟦=|D6927-15⟧; ISBN ⟦=|978-0-16-094555-7⟧.
"""
    return "".join(
        key.plant("agenda.txt", f"line {number}", line)
        for number, line in enumerate(text.splitlines(keepends=True), start=1)
    ).encode("utf-8")


def settings() -> bytes:
    """Return settings that name the samples as sources; paths count from the root of the repository."""
    names = ("mailbox.mbox", "complaints.csv", "permits.jsonl", "utility.sqlite", "agenda.txt")
    owners = (
        "Clerk of the Commission",
        "Public Works",
        "Community Development",
        "Utility Customer Service",
        "City Manager",
    )
    head = "# Settings for the synthetic samples; a relative path is taken from the folder of this file.\n"
    city = '[city]\ndirectory_file = "staff_directory.csv"\n'
    sources = "".join(
        f'\n[[sources]]\nname = "{name.split(".")[0]}"\nlocation = "{name}"\ndepartment = "{owner}"\n'
        for name, owner in zip(names, owners, strict=True)
    )
    return f"{head}{city}{sources}".encode()

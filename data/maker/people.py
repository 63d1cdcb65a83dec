"""Invented people, drawn from a fixed seed: private residents, and the city's officials with their office contacts.

No name list is copied from anywhere. Telephones are 406-555-01xx and mail addresses are under the reserved example domains,
so nobody can be reached by them; social security numbers are drawn at random inside Montana's areas.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass

from maker.answers import mark

__all__ = ["OFFICIALS", "Official", "Person", "residents"]

# Given names, family name: Irish, Hutterite, Native American, Hmong, Hispanic, Norse, Cornish, hyphenated, accented,
# names that are also words or Helena streets, and one person who has a single name.
_NAMES = """
Jane|Doe
Siobhan|O'Neil
Padraig|O’Dowd
Fergus|MacAllister
Moira|McGillivray
Jakob|Kleinsasser
Rahel|Waldner
Elias|Hofer
Susanna|Wipf
Winona|Two Elk
Leland|Spotted Calf
Darlene|Runs Above
Marlys|Old Coyote
Pa Houa|Vang
Xeng|Thao
Mai Yer|Lor
Tou|Xiong
Ignacio|Beltrán
María José|Quintana
Lupita|Arredondo-Salas
José|Muñoz
Anne-Marie|Lindqvist-Roe
Solveig|Thorvaldsen
Piran|Trevithick
Grace|Park
Hope|Lawrence
Will|Chance
May|Rodney
Mark|Clancy
Rose|Custer
Wei-Ling|Tsao
Oleksandr|Hrytsenko
Amihan|Dela Cruz
Thaddeus|Brzezicki
Yusuf|Abdirahman
Zo|Ng
Dmitri|Voloshyn
Beatrix|van der Hoeven
Cornelius|Featherstonhaugh
Lavinia|Quackenbush
Royce|Haugland
Delphine|St. Clair
Wendell|Hootkins
Ottilie|Zook
Ezra|Pettibone
Tamsin|Bolitho
Hollis|Greyeyes
Corrine|Bearpaw
Ansel|Mikkelson
Leocadia|Fuentes
Burdette|Skaggs
Philippa|Ravenscroft
Teague|Donnelly
Verlyn|Gross
Kirsten|Aasgaard
Rufus|Tatlow
Nadezhda|Kuzmina
Ulysses|Crabtree
Imelda|Bagtas
Garnet|Whitford
|Suntara
"""
_STREETS = (
    "Larkspur Ln", "Magpie Dr", "Bitterroot Ct", "Elkhorn View Dr", "Juniper St", "E Lyndale Ave", "N Rodney St",
    "S Ewing St", "Rimini Rd", "Canyon Ferry Rd", "W Sixth Avenue", "N Last Chance Gulch", "Birdseye Rd", "Winne Ave",
    "Saddle Dr", "Colonial Dr", "Hwy 12 W", "US Highway 12 West", "MT Hwy 200", "Silverette St", "Oakes St",
)  # fmt: skip
_UNITS = ("", "", "", "", "", " Apt 4", " #B", " Lot 17", " Spc 9")
_HOSTS = ("example.org", "example.com", "example.net", "ranch.test", "mail.example.org")
SEED = 59601


@dataclass(frozen=True, slots=True)
class Person:
    """One private resident."""

    first: str
    last: str
    email: str
    phone: str
    address: str
    zip: str
    ssn: str
    born: tuple[int, int, int]
    plate: str
    account: str

    @property
    def name(self) -> str:
        """Given and family name as people write it."""
        return f"{self.first} {self.last}".strip()

    @property
    def listed(self) -> str:
        """Family name first, as registers print it."""
        return f"{self.last}, {self.first}" if self.first else self.last

    @property
    def dob(self) -> str:
        """The birth date as a clerk types it."""
        year, month, day = self.born
        return f"{month}/{day}/{year}"

    def marked(self) -> dict[str, str]:
        """Return every element marked, for use in a template."""
        return {
            "name": mark("PERSON", self.name),
            "listed": mark("PERSON", self.listed),
            "first": mark("~PERSON", self.first or self.last),
            "email": mark("EMAIL", self.email),
            "phone": mark("PHONE", self.phone),
            "phone7": mark("PHONE", self.phone[4:]),
            "dots": mark("PHONE", self.phone.replace("-", ".")),
            "plus": mark("PHONE", f"+1{self.phone.replace('-', '')}"),
            "paren": mark("PHONE", f"({self.phone[:3]}) {self.phone[4:]}"),
            "address": mark("ADDRESS", self.address),
            "ssn": mark("SSN", self.ssn),
            "ssn9": mark("SSN", self.ssn.replace("-", "")),
            "dob": mark("DATE_OF_BIRTH", self.dob),
            "plate": mark("ID:plate", self.plate),
            "account": mark("ID:account", self.account),
        }


@dataclass(frozen=True, slots=True)
class Official:
    """One official of the city, as its published directory prints it."""

    name: str
    title: str
    email: str
    phone: str


OFFICIALS = (
    Official("Meredith Castellan", "Clerk of the Commission", "mcastellan@helenamt.gov", "447-8410"),
    Official("Tobias Wrenfield", "City Manager", "twrenfield@helenamt.gov", "447-8427"),
    Official("Roxanne Ibsen-Pike", "Utility Customer Service Supervisor", "ribsenpike@helenamt.gov", "447-8450"),
    Official("Gideon Marchbanks", "Court Administrator", "gmarchbanks@helenamt.gov", "447-8466"),
    Official("Lenora Tvedt", "Transfer Station Superintendent", "ltvedt@helenamt.gov", "447-8086"),
    Official("Ambrose Keilty", "City Attorney", "akeilty@helenamt.gov", "457-8595"),
    Official("Paulette Dragseth", "Building Official", "pdragseth@helenamt.gov", "447-8437"),
    Official("Hamish Oyelaran", "Public Works Director", "hoyelaran@helenamt.gov", "447-8435"),
    Official("Constance Birdwhistell", "Parks Superintendent", "cbirdwhistell@helenamt.gov", "447-8463"),
    Official("Dov Lindenbaum", "Finance Director", "dlindenbaum@helenamt.gov", "447-8403"),
    Official("Yolanda Eaglefeather", "Animal Control Officer", "yeaglefeather@helenamt.gov", "447-8293"),
    Official("Cyril Fennimore", "Parking Manager", "cfennimore@helenamt.gov", "447-8419"),
)


def residents(seed: int = 0) -> tuple[Person, ...]:
    """Return the invented residents of one *seed*: the names are paired anew for each, 0 being those of the samples."""
    rng = random.Random(SEED + seed)  # noqa: S311 - a fixed seed is the point: the samples must come out the same
    pairs = [line.split("|") for line in _NAMES.strip().splitlines()]
    families = [last for _, last in pairs]
    return tuple(
        _person(rng, number, first, families[(number + 7 * seed) % len(families)])
        for number, (first, _) in enumerate(pairs)
    )


def _person(rng: random.Random, number: int, first: str, last: str) -> Person:
    street = rng.choice(_STREETS)
    return Person(
        first=first,
        last=last,
        email=_email(rng, first, last),
        phone=f"406-555-01{(number * 37 + 1) % 100:02d}",
        address=f"{rng.randrange(1100, 9900)} {street}{rng.choice(_UNITS)}",
        zip=rng.choice(("59601", "59602", "59635")),
        ssn=f"{rng.choice((516, 517))}-{rng.randrange(11, 99)}-{rng.randrange(1000, 9999)}",
        born=(rng.randrange(1938, 2004), rng.randrange(1, 13), rng.randrange(1, 29)),
        plate=f"5-{rng.randrange(10000, 99999)}{rng.choice('ABCDEFGH')}",
        account=f"{rng.randrange(100, 999):04d}-{rng.randrange(10000, 99999)}",
    )


def _email(rng: random.Random, first: str, last: str) -> str:
    folded = unicodedata.normalize("NFKD", f"{first}|{last}").encode("ascii", "ignore").decode().lower()
    given, family = ("".join(ch for ch in part if ch.isalpha()) for part in folded.split("|"))
    local = rng.choice((f"{given}.{family}", f"{given[:1]}{family}", f"{given}_{family}{rng.randrange(50, 99)}"))
    return f"{local.strip('._')}@{rng.choice(_HOSTS)}"

"""The closed vocabulary around names: titles, suffixes, organisation words, closings, and words that are no one's name here."""

from __future__ import annotations

from functools import lru_cache

from detectors.forms import fold
from detectors.name_lists import given_names, ordinary_words, surnames

__all__ = [
    "CLOSINGS",
    "ORGANISATION",
    "PARTICLES",
    "STREETS",
    "SUFFIXES",
    "TITLES",
    "is_given",
    "is_name",
    "is_surname",
    "no_name",
    "ordinary",
    "place",
]

TITLES = frozenset(
    "mr mrs ms miss mx dr drs prof professor rev reverend fr hon honorable judge justice sir madam mme nurse mayor"
    " councilor councilman councilwoman councilmember councillor commissioner comm commr sgt sergeant lt lieutenant capt"
    " captain col colonel maj officer ofc det detective deputy sheriff chief cpl gen general sen senator rep"
    " representative gov governor secretary sec ambassador president attorney atty coach uncle aunt sr sra srta sister"
    " brother pastor father".split()
)
SUFFIXES = frozenset("jr sr ii iii iv esq phd md dds dvm cpa rn pe aia jd do dc dmd bsn lcsw mba ret".split())
PARTICLES = frozenset(
    "de da del della der den di du la las le los van von ter ten bin ibn al el st dos das y e mac mc".split()
)

# A stretch with one of these is an organisation, a place or a thing, whoever it was named after.
ORGANISATION = frozenset(
    "inc incorporated llc llp lllp lp ltd limited corp corporation co company companies gmbh plc pllc pc sa nv ag assoc"
    " associates association assn group grp holdings holding partners partnership bank bancorp trust fund foundation"
    " university univ college school academy institute hospital clinic medical center centre church ministries temple"
    " department dept division bureau agency authority commission committee council board office district county city"
    " town state government federal department municipal services service systems solutions technologies technology"
    " consulting consultants construction contractors contracting builders properties property realty rentals apartments"
    " enterprises industries international national american global worldwide america usa united union local club"
    " society league team staff crew administrator admin helpdesk support desk list listserv announcements news"
    " newsletter alerts notification notifications noreply reply webmaster postmaster info sales marketing accounting"
    " payroll finance legal planning engineering public works parks recreation police fire utility utilities water sewer"
    " energy gas electric power oil pipeline capital securities insurance mutual financial investments investment"
    " ventures equity management mgmt marketing media communications network networks telecom wireless broadcasting"
    " press magazine times journal post herald tribune gazette restaurant cafe grill pizza bar pub hotel inn motel"
    " store stores shop market foods bakery auto motors cars tire towing plumbing heating electrical roofing painting"
    " landscaping cleaning salon spa dental law firm attorneys offices pac committee party campaign citizens friends"
    " project program conference meeting workshop report form forms application permit license invoice statement"
    " agreement contract contracts policy act code section exhibit schedule appendix attachment file files folder"
    " document documents version draft release update system software server database website online web internet email"
    " e-mail mail phone fax cell mobile tel street building bldg floor room suite hall house tower plaza park lake river"
    " creek mountain mountains valley road highway airport station bridge library museum theater theatre stadium arena"
    " cemetery monument memorial unlimited residence records historical society supply products manufacturing mfg"
    " entertainment productions studio studios designs design graphics printing gallery arts music dance fitness sports"
    " athletic baseball football basketball soccer hockey golf tennis lodge ranch farm farms nursery animal pet kennel"
    " veterinary funeral mortuary day care daycare preschool montessori headstart title escrow mortgage lending loans"
    " credit advisors advisory appraisal estate tax accountants bookkeeping transport transportation trucking freight"
    " logistics express delivery courier airlines airways travel tours cruise rental leasing equipment machinery tools"
    " hardware lumber steel metals mining drilling exploration resources petroleum chemical pharmaceuticals pharma"
    " laboratories labs research sciences sons bros brothers daughters dba aka care health wellness therapy counseling"
    " rehab nursing home homes living senior housing shelter mission outreach alliance coalition federation network"
    " initiative corps cooperative coop consortium brokerage grocery supplies chevrolet honda toyota nissan hyundai chrysler"
    " buick subaru signs chapel cathedral basilica parish lutheran methodist baptist presbyterian episcopal for elect et"
    " candidates retirement wholesale retail fashions boutique florist flowers jewelers optical pharmacy drug drugs".split()
)
STREETS = frozenset(
    "street st avenue ave av road rd drive dr lane ln boulevard blvd court ct circle cir way place pl terrace ter trail"
    " trl parkway pkwy highway hwy loop alley gulch square sq plaza north south east west nw ne sw se".split()
)
CLOSINGS = frozenset(
    "thanks thank thx thnx tks regards rgds best sincerely cheers love yours cordially respectfully warmly xoxo ciao"
    " appreciate truly warmest kindest kind hugs gratefully faithfully signed".split()
)
_NEVER = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january february"
    " march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
    " am pm est edt cst cdt mst mdt pst pdt gmt utc fyi asap re fw fwd cc bcc subject date sent from to attachments"
    " importance cell fax tel phone email ext hello hi hey dear yes no ok okay thanks thank please note confidential"
    " unclassified draft christmas thanksgiving easter halloween god jesus christ bible english spanish french german"
    " chinese japanese russian american european asian indian mexican canadian british irish italian internet google"
    " yahoo microsoft facebook twitter linkedin outlook excel word windows adobe acrobat pdf enron accenture http https"
    " www com org gov net html republican democrat congress senate house jewish christian muslim catholic islamic".split()
)
# Ordinary words that as a capitalised word on their own in a name's place are names first of all.
_NAMES_FIRST = frozenset(
    "mark bill will grant rob pat sue ray rose jack drew chase frank gene grace hope joy faith dick rich max art april june"
    " dawn guy miles lane bud penny rod ward dale glen cliff clay dean earl jean robin christian chuck don victor wade wes"
    " ed al ted hunter foster carter mason cooper taylor tanner tyler parker gay eve ruby pearl violet ivy iris lily daisy"
    " holly ginger heather sandy candy crystal amber jade summer autumn melody harmony destiny angel precious buddy buck"
    " lance pierce rusty skip stew ty kit mack mac mike nick pete phil sam stan steve tim tom tony van walt josh jo josie"
    " young king price long page brown white black green gray stone wood woods hill hall bell cook baker".split()
)
_PLACES = frozenset(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana"
    " iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska"
    " nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming carolina"
    " dakota jersey york hampshire mexico america usa canada england london paris france germany berlin italy rome spain"
    " madrid ireland dublin scotland china beijing japan tokyo india delhi israel jerusalem iran iraq baghdad kuwait egypt"
    " cairo jordan syria lebanon turkey russia moscow ukraine africa asia europe australia sydney brazil cuba chile peru"
    " kenya nigeria pakistan afghanistan kabul korea vietnam houston dallas austin denver chicago boston atlanta miami"
    " orlando tampa phoenix seattle portland detroit cleveland cincinnati columbus pittsburgh philadelphia baltimore"
    " charlotte nashville memphis orleans louis milwaukee minneapolis omaha tulsa tucson vegas reno sacramento oakland"
    " francisco diego angeles jose antonio antonio madison lincoln helena billings bozeman missoula butte kalispell havre"
    " brooklyn manhattan bronx harlem jersey newark albany buffalo rochester richmond norfolk savannah charleston raleigh"
    " durham lexington louisville kingston aurora mesa arlington plano garland irving laredo odessa midland waco galveston"
    " cambridge oxford windsor chelsea lima santiago rio paulo santa san los las el fort saint mount north south east west".split()
)


def ordinary(word: str) -> bool:
    """Say whether *word* (folded) is ordinary English that only a name's place can make a name."""
    return word in ordinary_words() and word not in _NAMES_FIRST


def no_name(word: str) -> bool:
    """Say whether *word* (folded) cannot be part of a person's name in city records."""
    return word in _NEVER or word in ORGANISATION


def place(word: str) -> bool:
    """Say whether *word* (folded) is a place first of all."""
    return word in _PLACES


def is_given(word: str) -> bool:
    """Say whether *word* (folded) is a given name."""
    return word in given_names() and word not in _NEVER


def is_surname(word: str) -> bool:
    """Say whether *word* (folded) is a surname; hyphens and apostrophes do not count."""
    plain = word.replace("'", "").replace("-", "")
    return plain in surnames() or any(part in surnames() for part in word.split("-"))


@lru_cache(maxsize=65_536)
def is_name(word: str) -> bool:
    """Say whether *word*, in any case, is on a list of names and is not an ordinary word, a place or a weekday."""
    folded = fold(word)
    return (is_given(folded) or is_surname(folded)) and not (ordinary(folded) or no_name(folded) or place(folded))

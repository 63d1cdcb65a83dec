"""What is public or nobody is left: officials in office, counties, firms, cars, acts, articles, formulas, empty cells."""

from __future__ import annotations

import pytest

from tests.detectors.ruling import wrong

THINGS = (
    ("item1", (("cell", "item_name", "SIGHT,REFLEX"), ("cell", "quantity", "1")), (), ("SIGHT", "REFLEX")),
    ("item2", (("cell", "Item Name", "TRUCK,UTILITY"),), (), ("TRUCK",)),
    ("item3", (("cell", "", "SIGHT,REFLEX"), ("cell", "", "1")), (), ("SIGHT", "REFLEX")),
    ("item4", (("cell", "item", "RIFLE,5.56 MILLIMETER"), ("cell", "d", "NIGHT VISION SIGHT"), ("cell", "x", "GENERATOR SET,DIESEL ENGINE")), (), ("RIFLE", "NIGHT", "GENERATOR")),
    ("item5", (("cell", "name", "ROE, RICHARD L"), ("cell", "owner", "WATER, JANE")), ("ROE, RICHARD L", "WATER, JANE"), ()),
    ("na", (("cell", "name", "#N/A"), ("cell", "owner", "#N/A"), ("cell", "phone", "#N/A")), (), ("#N/A",)),
    ("na2", (("cell", "Applicant", "#REF!"), ("cell", "First Name", "#VALUE!")), (), ("#REF!", "#VALUE!")),
    ("grant", "the Edward Byrne Memorial Justice Assistance Grant, heard by Jane Roe", ("Jane Roe",), ("Edward Byrne", "Assistance")),
    ("protem", "heard by the Judge Pro Tem", (), ("Judge Pro Tem",)),
    ("shops", "Jimmy John's for the crew; Marsy's Law card given to Jimmy Roe", ("Jimmy Roe",), ("Jimmy John", "Marsy's Law")),
    ("scale", "scales 0.003280833333333333 and 3048.0060960121928, Chrome/122.0.0.0 Safari/537.36", (), ("003280833333333333", "0060960121928", "122.0.0.0")),
    ("lc1", "Lewis & Clark County and Lewis and Clark Library", (), ("Lewis & Clark", "Lewis and Clark")),
    ("lc2", "Lewis & Clark", (), ("Lewis & Clark",)),
    ("lc3", (("cell", "jurisdiction", "Lewis & Clark"), ("cell", "county", "LEWIS AND CLARK")), (), ("Lewis & Clark", "LEWIS AND CLARK")),
    ("trs", "Section 12, T10N R4W, P.M.M.", (), ("T10N R4W",)),
    ("trs2", "located in T10N, R3W, S12 of the county. Jane Roe", ("Jane Roe",), ("T10N", "R3W")),
    ("hb", "House Bill 355 passed", (), ("House Bill 355",)),
    ("hb2", "Jane Roe spoke on House Bill 355 and Senate Bill 12", ("Jane Roe",), ("House Bill 355", "Senate Bill 12")),
    ("firm1", "Robert Pellam & Associates designed it", (), ("Robert Pellam & Associates",)),
    ("firm2", "by Robert Pellam and Associates, Inc. and Marrow-Mayer", (), ("Robert Pellam",)),
    ("firm3", "the Ford F-150 was parked", (), ("Ford F-150",)),
    ("firm4", (("cell", "vehicle", "Ford F-150"), ("cell", "make", "Ford"), ("cell", "model", "F-150")), (), ("Ford", "F-150")),
    ("hall", "316 N Park Ave Room 330", (), ("316 N Park Ave Room 330",)),
    ("hall2", "Come to 316 N Park Ave Room 330, Helena, MT 59623 on Monday", (), ("316 N Park Ave Room 330",)),
    ("hall3", "Jane Roe at 316 N Park Ave Apt 3", ("316 N Park Ave Apt 3",), ()),
    ("ada", "ADA accommodation: contact the ADA coordinator. ADA", (), ("ADA",)),
    ("ada2", (("cell", "type", "ADA"), ("title", "Subject", "ADA ramp")), (), ("ADA",)),
    ("park", "Park & Lawrence, pole tag L-2214 is dark", (), ("pole tag",)),
    ("park2", "Jane Roe lives at Park & Lawrence, pole tag L-2214", ("Jane Roe",), ("pole tag",)),
    ("mca", "See Mont. Code Ann. 2-17-551", (), ("Mont. Code Ann.",)),
    ("mca2", "Under Mont. Code Ann. § 7-1-4144 and Mont. R. Civ. P. 5.2", (), ("Ann", "Mont")),
    ("ph1", "447-8450 to 449-9000 dollars", (), ("447-8450",)),
    ("cv", "in case no. cv-00012 the court", (), ("cv-00012",)),
    ("unit", (("label", "", "unit"), ("label", "", "ssn"), ("label", "", "NaN"), ("cell", "unit", "NaN"), ("cell", "ssn", "NaN"), ("cell", "name", "NaN")), (), ("unit", "ssn", "NaN")),
    ("german", (("label", "", "Strasse"), ("label", "", "Vorname"), ("label", "", "Nachname"), ("label", "", "Geburtsdatum"), ("label", "", "Postleitzahl"), ("label", "", "Ort")), (), ("Strasse", "Vorname", "Nachname", "Geburtsdatum", "Postleitzahl", "Ort")),
    ("german2", (("body", "body", "Von: Anna\nAn: Bob\nBetreff: Wasser\nDatum: heute\nMit freundlichen Grüßen"),), (), ("Betreff", "Datum", "freundlichen")),
    ("hyper", (("cell", "link", '=HYPERLINK("https://helenamt.gov/agenda","Agenda")'),), (), ("HYPERLINK",)),
    ("md", "the meeting on 3/14 and 4/1", (), ("3/14", "4/1")),
    ("file", (("file", "file name", "Doe_Jane_SSN_516-21-4321.pdf"), ("label", "", "ssn"), ("body", "body", "SSN column")), ("516-21-4321",), ("ssn", "SSN column")),
    ("a1", (("cell", "county", "FINNEY"), ("cell", "state", "KS"), ("cell", "item_name", "ILLUMINATOR,INFRARED"), ("cell", "ui", "Kit")), (), ("FINNEY", "KS", "ILLUMINATOR", "Kit")),
    ("a2", (("cell", "County", "Lewis & Clark"), ("cell", "State", "MT"), ("cell", "City", "Helena")), (), ("Lewis & Clark", "MT", "Helena")),
    ("a3", (("cell", "", "SIGHT,REFLEX"), ("cell", "", "TRUCK,UTILITY"), ("cell", "", "ILLUMINATOR,INFRARED"), ("cell", "", "GOGGLES,NIGHT")), (), ("SIGHT", "TRUCK", "GOGGLES")),
    ("a4", (("cell", "Item Name", "CARRIER,CARGO"), ("cell", "Description", "BAG,DUFFEL"), ("cell", "Product", "HAMMER,HAND"), ("cell", "Item", "COOKER,MARK")), (), ("CARRIER", "BAG", "HAMMER")),
    ("a5", (("cell", "Owner", "OKONKWO,CHIDI"), ("cell", "", "OKONKWO,CHIDI"), ("cell", "Owner", "HAMMER,JANE")), ("OKONKWO,CHIDI", "HAMMER,JANE"), ()),
    ("a6", (("cell", "Make", "Lincoln"), ("cell", "Model", "Grant"), ("cell", "Color", "Rose"), ("cell", "Color", "BROWN"), ("cell", "Vehicle", "Dodge Dakota")), (), ("Lincoln", "Rose", "BROWN", "Dodge Dakota")),
    ("hb10", (("cell", "bill", "House Bill 355"), ("title", "Subject", "House Bill 355"), ("cell", "", "House Bill 355"), ("cell", "title", "HB 355")), (), ("House Bill 355", "HB 355")),
    ("hb11", "Testimony on House Bill 355\n", (), ("House Bill 355",)),
    ("hb12", "House Bill 355, Helena", (), ("House Bill 355",)),
    ("park10", (("cell", "location", "Park & Lawrence, pole tag L-2214"),), (), ("pole tag",)),
    ("park11", (("cell", "notes", "Park & Lawrence, pole tag L-2214"),), (), ("pole tag",)),
    ("park12", "Streetlight out, Park & Lawrence, pole tag 2214. Jane Roe", ("Jane Roe",), ("pole tag",)),
    ("park13", (("title", "Subject", "Park & Lawrence, pole tag L-2214"),), (), ("pole tag",)),
    ("md10", (("cell", "when", "3/14"), ("cell", "", "3/14"), ("cell", "hearing", "4/1"), ("title", "Subject", "Meeting 3/14")), (), ("3/14", "4/1")),
    ("md11", "born and raised; the hearing is on 3/14. Jane Roe", ("Jane Roe",), ("3/14",)),
    ("md13", "Jane Roe called 3/14 re: account 3/15, license 4/1, meter 5/2", ("Jane Roe",), ("3/14", "3/15", "4/1", "5/2")),
    ("md14", "3/14 Jane Roe called. 3/15 Park closed. 4/1 Main shut", ("Jane Roe",), ("3/14", "3/15", "4/1")),
    ("ger10", (("label", "", "Straße"), ("label", "", "Hausnummer"), ("label", "", "Telefon"), ("label", "", "Name"), ("label", "", "E-Mail"), ("label", "", "Anschrift"), ("label", "", "Stadt"), ("label", "", "Betrag"), ("label", "", "Datum"), ("label", "", "Geburtstag"), ("label", "", "Beschreibung")), (), ("Straße", "Hausnummer", "Telefon", "Anschrift", "Stadt", "Betrag", "Datum", "Geburtstag", "Beschreibung")),
    ("ger11", (("cell", "", "Straße"), ("cell", "", "Vorname"), ("cell", "", "Nachname"), ("cell", "", "Ort"), ("cell", "", "Telefonnummer"), ("cell", "", "Betrag"), ("cell", "", "Begrotingsanalyse")), (), ("Straße", "Vorname", "Nachname", "Ort", "Telefonnummer", "Betrag")),
    ("ger12", (("label", "", "Vorname Nachname"), ("label", "", "Straße und Hausnummer"), ("label", "", "PLZ Ort"), ("label", "", "Name des Kindes"), ("label", "", "Datum der Geburt")), (), ("Vorname Nachname", "Hausnummer", "PLZ", "Name des Kindes", "Datum der Geburt")),
    ("hyp10", (("cell", "name", '=HYPERLINK("https://helenamt.gov","City")'), ("cell", "", '=HYPERLINK("mailto:jane@example.org","mail")'), ("cell", "Owner", '=HYPERLINK("http://example.org/jane","Jane Roe")')), ("Jane Roe",), ("=HYPERLINK",)),
    ("hyp11", (("cell", "applicant", '=HYPERLINK("https://helenamt.gov/a.pdf")'),), (), ("HYPERLINK",)),
    ("hyp13", '=HYPERLINK("mailto:jane@example.org","Jane Roe")', ("jane@example.org", "Jane Roe"), ("HYPERLINK",)),
    ("case10", "Jane Roe filed case no. cv-00012", ("Jane Roe",), ()),
    ("case11", "The court ruled in case no. cv-00012.", (), ("cv-00012", "The court")),
    ("case12", "see case no. cv-00012 and case no. CV-2024-00012", (), ("cv-00012",)),
    ("unit10", (("cell", "unit", "NaN"), ("cell", "house", "NaN"), ("cell", "street", "nan"), ("cell", "zip", "NaN"), ("cell", "phone", "NaN"), ("cell", "first name", "NaN"), ("cell", "email", "NaN"), ("cell", "owner", "nan"), ("cell", "name", "nan"), ("cell", "", "NaN")), (), ("NaN", "nan")),
    ("unit11", (("label", "", "unit"), ("label", "", "apt"), ("label", "", "house"), ("label", "", "number"), ("label", "", "ssn"), ("label", "", "dob"), ("label", "", "Unit"), ("label", "", "UNIT")), (), ("unit", "apt", "house", "number", "ssn", "dob", "Unit", "UNIT")),
    ("unit12", (("cell", "unit", "each"), ("cell", "unit", "gal"), ("cell", "unit", "lb"), ("cell", "unit", "Ea")), (), ("gal", "lb")),
    ("firm10", "Marrow-Mayer, Stally Engineering and Robert Pellam & Associates bid.", (), ("Robert Pellam & Associates", "Stally")),
    ("firm11", (("cell", "vendor", "Robert Pellam & Associates"), ("cell", "contractor", "Dale Anderson Construction"), ("cell", "company", "Jane Roe LLC")), (), ("Robert Pellam & Associates", "Dale Anderson Construction")),
    ("firm12", "Contact Robert Pellam at 406-555-0101", ("Robert Pellam",), ()),
    ("ford10", "Ford F-150, Chevrolet Silverado, Dodge Ram 1500 and a Lincoln Navigator", (), ("Ford", "Dodge")),
    ("ford11", "drives a white Ford F-150", (), ("Ford F-150",)),
    ("ford12", (("cell", "notes", "white Ford F-150"), ("cell", "description", "2014 Ford F-150")), (), ("Ford F-150",)),
    ("ada10", "ADA ramp; ADA-compliant; under the ADA. Ada Roe called.", ("Ada Roe",), ("ADA ramp", "ADA-compliant")),
    ("lc10", "Lewis & Clark County, Lewis and Clark, LEWIS & CLARK COUNTY, Lewis & Clark Humane Society. Meriwether Lewis", (), ("Lewis & Clark", "Lewis and Clark", "LEWIS & CLARK")),
    ("lc11", "Bob Lewis of Lewis & Clark County called. Lewis said so.", ("Bob Lewis",), ("Lewis & Clark",)),
    ("trs10", (("cell", "legal", "T10N R4W S12"), ("cell", "", "T10N R4W"), ("cell", "location", "T10N, R4W")), (), ("T10N",)),
    ("trs11", "Township 10 North, Range 4 West, Section 12", (), ("Township 10 North", "Range 4 West")),
    ("office1", "On Feb 27, City Clerk <clerk@helenamt.gov> wrote:\nJane Roe came by", ("Jane Roe",), ("City Clerk", "clerk@helenamt.gov")),
    ("office2", "On Feb 27, Clerk <clerk@example.org> wrote:", ("Clerk",), ()),
    ("nobody1", (("cell", "Full Name", "Anonymous"), ("cell", "Owner", "Current Resident"), ("cell", "Name", "Declined to state")), (), ("Anonymous", "Current Resident", "Declined")),
    ("nobody2", (("cell", "Full Name", "Anon Roe"), ("cell", "Owner", "Resident, Jane")), ("Roe", "Jane"), ()),
    ("saint1", "Taken to St. Peter's Health by Jane Roe", ("Jane Roe",), ("Peter",)),
    ("saint2", "on Main St. Peter Roe's dog barked", ("Peter Roe",), ()),
    ("f150", "Hit it in my 2011 Ford F-150 VIN unknown. Jane Roe", ("Jane Roe",), ("F-150 VIN unknown",)),
    ("ddl1", "CREATE TABLE customer (\n  acct_no INTEGER PRIMARY KEY, name TEXT NOT NULL\n)", (), ("acct_no", "INTEGER")),
)  # fmt: skip  # one case a row

OFFICIALS = (
    ("off1", "Hi Meredith,\nThank you. M. Castellan\n", (), ("Meredith", "Castellan")),
    ("off2", "Meredith Quist and Marco Castellan met", (), ("Meredith Quist", "Marco Castellan")),
    ("off3", "Ms. Quist said Mr. Castellan agreed", (), ("Quist", "Castellan")),
    ("off4", (("mail", "From", "Jane Roe <jane@example.org>"), ("mail", "To", "Meredith Quist <mquist@helenamt.gov>"), ("body", "body", "Hi Meredith,\nplease fix it.\nJane")), ("Jane",), ("Meredith",)),
    ("off5", (("mail", "From", "Meredith Doe <md@example.org>"), ("body", "body", "Hi,\nplease fix it.\nMeredith")), ("Meredith",), ()),
    ("off10", "Hi Meredith,\nMeredith Roe here. Thanks", ("Meredith Roe",), ()),
    ("off11", (("mail", "From", "Meredith Roe <mr@example.org>"), ("mail", "To", "Meredith Quist <mquist@helenamt.gov>"), ("body", "body", "Hi Meredith,\nfix it.\nMeredith")), ("Meredith Roe",), ()),
    ("off12", "Dear Ms. Quist and M. Castellan: thanks to Commissioner Castellan", (), ("Quist", "Castellan")),
    ("off13", "The customer Meredith complained", ("Meredith",), ()),
    ("off14", "Mary Castellan lives here. M. Castellan too", ("Mary Castellan", "M. Castellan"), ()),
    ("off16", (("body", "body", "Hello Marco,\ncall M Castellan or Castellan, M."),), (), ("Marco", "M Castellan")),
    ("off20", (("mail", "From", "Clerk <clerk@helenamt.gov>"), ("mail", "To", "mdoe@example.org"), ("body", "body", "Hi Meredith,\nyour meter is fixed.")), ("Meredith",), ()),
    ("off21", (("mail", "From", "x@example.org"), ("mail", "To", "clerk@helenamt.gov"), ("body", "body", "Hi Meredith,\nmy meter is broken.")), (), ("Meredith",)),
    ("off22", (("mail", "From", "meredith99@example.org"), ("mail", "To", "clerk@helenamt.gov"), ("body", "body", "Hi Meredith,\nmy meter is broken.")), ("Meredith",), ()),
    ("off23", (("cell", "First Name", "Meredith"), ("cell", "notes", "Hi Meredith")), ("Meredith",), ()),
    ("off24", (("cell", "First Name", "Meredith"), ("cell", "Last Name", "Doe"), ("cell", "notes", "Hi Meredith")), ("Meredith",), ()),
    ("off25", (("title", "Subject", "Grievance"), ("body", "body", "Hi Meredith,")), ("Meredith",), ()),
)  # fmt: skip  # one case a row


@pytest.mark.parametrize(("fields", "goes", "stays"), [case[1:] for case in THINGS], ids=[case[0] for case in THINGS])
def test_what_names_nobody_stays(fields, goes, stays, tmp_path):
    """Over-redaction is a public harm too; the people beside it go."""
    assert wrong(fields, goes, stays, tmp_path) == []


@pytest.mark.parametrize(
    ("fields", "goes", "stays"), [case[1:] for case in OFFICIALS], ids=[case[0] for case in OFFICIALS]
)
def test_an_official_stays_and_a_namesake_goes(fields, goes, stays, tmp_path):
    """A first name greeted, a surname after a title, an initial: the official; anyone else of that name is private."""
    assert wrong(fields, goes, stays, tmp_path) == []

"""Passwords, codes, cards and licences are found by what is said of them; what is said about passwords is left."""

from __future__ import annotations

import pytest

from tests.detectors.ruling import wrong

SECRETS = (
    ("pw1", "password: correct horse battery staple", ("correct horse battery staple",), ()),
    ("pw2", "The wifi password is correct horse battery\nThanks", ("correct horse battery",), ("Thanks",)),
    ("pw3", "pw = hunter2horse", ("hunter2horse",), ()),
    ("pw4", "pw: hunter", ("hunter",), ()),
    ("pw5", "Please reset the password is required by policy.", (), ("required",)),
    ("pin1", "my PIN 4417 works", ("4417",), ()),
    ("pin2", "PIN is 4417", ("4417",), ()),
    ("pin3", "the PIN# 4417", ("4417",), ()),
    ("pass1", "passcode 884412", ("884412",), ()),
    ("pass2", "passcode: 884412#", ("884412",), ()),
    ("gate1", "Gate code is 4417# at 1450 Elm St", ("4417", "1450 Elm St"), ("Gate code is",)),
    ("gate2", "The gate code 4417 opens it", ("4417",), ()),
    ("gate3", "door code: 2580", ("2580",), ()),
    ("gate4", "Gate code is 4417", ("4417",), ("Gate code is",)),
    ("gate5", "garage code 1234, alarm code 5678, lockbox code 9911", ("1234", "5678", "9911"), ()),
    ("gate6", "the zip code 59601 and building code 4417 and city code 1-2-3", (), ("59601", "4417")),
    ("gate7", "the door code is on file. the entry code was changed", (), ("on file",)),
    ("cvv1", "CVV 123", ("123",), ()),
    ("cvv2", "cvv: 1234 exp 08/27", ("1234", "08/27"), ()),
    ("cvv3", "card 4111 1111 1111 1111 exp. 12/2028", ("12/2028",), ()),
    ("cvv4", "Visa 4111111111111111, expires 04/29, CVC 901", ("04/29", "901"), ()),
    ("cvv5", "your permit expires 04/29 and the contract exp. 12/2028", (), ("04/29", "12/2028")),
    ("mbi1", "her number is 1EG4-TE5-MK72 ok", ("1EG4-TE5-MK72",), ()),
    ("mbi2", "1EG4TE5MK73", ("1EG4TE5MK73",), ()),
    ("oln1", "OLN: MT 0512345678941", ("0512345678941",), ()),
    ("oln2", "OLN: MT 123456789 DOB 3/14/1972", ("123456789",), ()),
    ("oln3", "OLN MT0512345678941", ("0512345678941",), ()),
    ("plate1", "his plate 5T-1234A parked at Elm", ("5T-1234A",), ("parked",)),
    ("plate2", "A truck, 5T-1234A, was at 1450 Elm St", ("1450 Elm St",), ("truck",)),
    ("plate4", "5T-1234A Ford F-150 owned by Jane Roe", ("5T-1234A", "Jane Roe"), ("Ford", "F-150")),
    ("pol1", "pol# HO-778812-4", ("HO-778812-4",), ()),
    ("pol2", "State Farm pol. no. 88-AB-1234-5", ("88-AB-1234-5",), ()),
    ("pol3", "Jane Roe, pol # 778812", ("778812",), ()),
    ("pw10", "password: correct horse battery. Call me.", ("correct horse battery",), ("Call me",)),
    ("pw11", "the password is tricky and we should change it", (), ("and we should",)),
    ("pw12", "Password:\ncorrect horse battery staple\nThanks", ("correct horse battery staple",), ("Thanks",)),
    ("pw13", "user jdoe pw Winter2024!", ("Winter2024",), ()),
    ("pw15", "His password was Blue Lake Sunrise ok", ("Blue",), ()),
    ("pw16", "passphrase: correct-horse-battery-staple", ("correct-horse-battery-staple",), ()),
    ("pw17", (("cell", "password", "correct horse battery staple"),), ("correct horse battery staple",), ()),
    ("pw18", "The secret to good soil is compost. The secret is out there.", (), ("good soil",)),
    ("pw19", "Passwords are never stored and password resets to the help desk", (), ("never", "help desk")),
    ("pin10", "PIN: 4417, bowling pin 300, PIN 2026", ("4417",), ()),
    ("gate10", "Gate code is 1450, house at 1450 Elm St. Gate code is #4417", ("4417", "1450 Elm St"), ("Gate code is",)),
    ("gate11", (("cell", "notes", "Gate code is 4417, dog in yard"),), ("4417",), ("Gate code is",)),
    ("gate12", (("cell", "directions", "Gate code is 4417 Elm St"),), ("4417",), ()),
    ("gate13", (("cell", "address", "1450 Elm St, gate code is 4417"),), ("4417", "1450 Elm St"), ()),
    ("gate14", "1450 Elm St, gate code 4417", ("4417", "1450 Elm St"), ("gate code",)),
    ("gate15", "The gate code is 4417.\nJane Roe\n1450 Elm St", ("4417",), ("gate code is",)),
    ("gate16", "Gate code is B42C", ("B42C",), ()),
    ("cvv10", (("cell", "cvv", "123"), ("cell", "exp", "08/27"), ("cell", "card_number", "4111111111111111")), ("123", "08/27"), ()),
    ("cvv11", (("cell", "CVV2", "123"), ("cell", "expiration", "08/27"), ("cell", "cc", "4111111111111111")), ("123", "08/27"), ()),
    ("cvv12", "4111 1111 1111 1111 08/27 123", ("08/27", "123"), ()),
    ("mbi10", "Medicare 1EG4TE5MK73 and part 1AB2-CD3", ("1EG4TE5MK73",), ("1AB2-CD3",)),
    ("oln10", "OLN MT-0512345678941, DL# MT 0512345678941", ("0512345678941",), ()),
    ("pol10", "Policy #HO-778812-4 pol.# 99-1234", ("HO-778812-4", "99-1234"), ()),
    ("pol11", "the pole no. 12, police no 911, poll # 4", (), ("12", "911", "4")),
)  # fmt: skip  # one case a row

ELSEWHERE = (
    ("house1", (("cell", "number", "1450"), ("cell", "street", "Elm"), ("cell", "city", "Helena")), ("1450", "Elm"), ("Helena",)),
    ("house2", (("cell", "House", "1450"), ("cell", "Street", "Elm St"), ("cell", "name", "Jane Roe")), ("1450", "Elm"), ()),
    ("house3", (("cell", "address.number", "1450"), ("cell", "address.street", "Elm St")), ("1450", "Elm"), ()),
    ("house4", (("cell", "number", "1450"), ("cell", "item", "Pump")), (), ("1450", "Pump")),
    ("house5", (("cell", "House", "Bill 47"), ("cell", "Sponsor", "City")), (), ("Bill 47",)),
    ("at1", "write to jd at example.org please", ("jd at example.org",), ()),
    ("at2", "email: jane.roe at example.com", ("jane.roe at example.com",), ()),
    ("at3", "look at example.org for the form; more at helenamt.gov", (), ("look", "example.org", "helenamt.gov")),
    ("at4", "meet us at helenamt.gov or at 5", (), ("meet", "helenamt.gov")),
    ("soc1", "Jane Roe (facebook.com/jane.roe.99) wrote", ("jane.roe.99",), ()),
    ("soc2", "Jane Roe, twitter @jroe406", ("@jroe406",), ()),
    ("soc3", "Jane Roe\nhttps://www.facebook.com/janeroe99\nhttps://twitter.com/jroe406", ("janeroe99", "jroe406"), ()),
    ("soc4", "Jane Roe FB: janeroe99", ("janeroe99",), ()),
    ("soc5", "like us at facebook.com/helenacity", (), ("helenacity",)),
    ("soc6", "Jane Roe instagram.com/jroe406 and x.com/jroe406", ("jroe406",), ()),
    ("nat1", "Spoke with Mary Runs Above today", ("Mary Runs Above",), ("today",)),
    ("nat2", "Peter Takes Gun said so", ("Peter Takes Gun",), ("said",)),
    ("nat3", "Joseph Old Coyote and Anna Old Elk came", ("Joseph Old Coyote", "Anna Old Elk"), ("came",)),
    ("nat4", "Applicant: Mary Runs Above", ("Mary Runs Above",), ()),
    ("nat5", "Mary Runs the office. Peter Takes over. Old records", (), ("the office", "over", "Old records")),
    ("nat6", "Dale Old Horn, Myrna Not Afraid, Carson Walks Over Ice", ("Dale Old Horn", "Myrna Not Afraid", "Carson Walks Over Ice"), ()),
    ("nat7", "Henry Bird In Ground and Lela Medicine Crow", ("Henry Bird In Ground", "Lela Medicine Crow"), ()),
    ("at10", "write to us at example.org or visit at example.com", (), ("us at", "visit")),
    ("at11", "reach me: jroe72 at example.net", ("jroe72 at example.net",), ()),
    ("at12", "Contact will at example.org for details", ("will at example.org",), ("Contact", "for details")),
    ("at13", "the agenda is posted at helenamt.gov and the forms at mt.gov", (), ("posted", "forms")),
    ("at14", "my email is jane at example.org", ("jane at example.org",), ()),
    ("at15", "[jd at example.org]", ("jd at example.org",), ()),
    ("soc10", "Jane Roe posted at https://www.facebook.com/profile.php?id=100012345678901", ("100012345678901",), ()),
    ("soc11", "Jane Roe shared facebook.com/events/123 and facebook.com/groups/helena", (), ("events", "groups")),
    ("soc12", "Jane Roe, Insta: @jroe_406 Venmo @jane-roe-9", ("@jroe_406", "@jane-roe-9"), ()),
    ("soc13", (("cell", "name", "Jane Roe"), ("cell", "facebook", "jane.roe.99"), ("cell", "twitter", "@jroe")), ("jane.roe.99", "@jroe"), ()),
    ("nat10", "Met with Wilma Spotted Bear and Leroy Not Afraid", ("Wilma Spotted Bear", "Leroy Not Afraid"), ("Met",)),
    ("nat11", "Tenant John Takes The Gun called", ("John Takes The Gun",), ("called",)),
    ("nat12", "Peter Big Hair; Rosella Runs Behind; Mark Bad Bear", ("Peter Big Hair", "Rosella Runs Behind", "Mark Bad Bear"), ()),
    ("nat13", (("cell", "name", "Mary Runs Above"), ("cell", "applicant", "RUNS ABOVE, MARY")), ("Mary Runs Above", "RUNS ABOVE, MARY"), ()),
    ("nat14", "Mary Runs Above\n406-555-0101", ("Mary Runs Above",), ()),
    ("nat15", "Grace Takes First Prize in Show. Mark Big Dates in May.", (), ("First Prize", "Dates")),
    ("house10", (("cell", "address.house_number", "1450"), ("cell", "address.road", "Elm")), ("1450", "Elm"), ()),
    ("house12", (("label", "", "number"), ("cell", "number", "1450"), ("label", "", "street"), ("cell", "street", "Elm")), ("1450", "Elm"), ()),
    ("html10", "Hello, my name is Georgia London and I live nearby.", ("Georgia London",), ()),
    ("html11", "I am Savannah Rivers. Call me.", ("Savannah Rivers",), ()),
    ("html12", "Hi Dakota,\nthanks\n\nPhoenix\n", ("Dakota",), ()),
    ("html13", "Dear Clerk\nMy neighbor Carson City moved. Signed, Austin Dallas", ("Austin Dallas",), ()),
)  # fmt: skip  # one case a row


@pytest.mark.parametrize(("fields", "goes", "stays"), [case[1:] for case in SECRETS], ids=[case[0] for case in SECRETS])
def test_what_opens_something_goes(fields, goes, stays, tmp_path):
    """Several words, a short code or a date behind a card are secrets as much as one long word."""
    assert wrong(fields, goes, stays, tmp_path) == []


@pytest.mark.parametrize(
    ("fields", "goes", "stays"), [case[1:] for case in ELSEWHERE], ids=[case[0] for case in ELSEWHERE]
)
def test_what_leads_to_a_person_goes(fields, goes, stays, tmp_path):
    """House numbers, addresses of mail in words, pages of social networks, translated surnames."""
    assert wrong(fields, goes, stays, tmp_path) == []

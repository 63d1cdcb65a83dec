"""The texts of the mailbox: everyday exchanges between residents and the city, with marks around what is planted."""

from __future__ import annotations

__all__ = ["EXCHANGES", "NEWSLETTER", "PRESS", "Exchange"]

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exchange:
    """A thread: its subject and its turns; the resident writes the odd ones, an official answers with the even ones.

    ``{0[…]}`` is the resident, ``{1[…]}`` another person, ``{2[…]}`` a third one.
    """

    subject: str
    turns: tuple[str, ...]


EXCHANGES = (
    Exchange(
        "Water bill for {0[listed]}",
        (
            (
                "Hello,\n\nmy bill for account {0[account]} doubled to ⟦=|$184.20⟧. Service address is {0[address]}, Helena, MT.\n"
                "You can reach me at {0[phone]} or {0[dots]}. The renter, {1[name]}, has no leak.\n"
            ),
            (
                "Good morning {0[first]},\n\nI opened a leak adjustment under ⟦=|Resolution 20790⟧. Please confirm the account number"
                " and that {1[name]} still lives there.\n"
            ),
            "Yes, {0[account]}. {1[first]} moved in on ⟦=|February 1⟧; the new number there is {1[phone]}.\n",
            "Thank you. The adjustment of ⟦=|$61.40⟧ will show on the ⟦=|April⟧ bill.\n",
        ),
    ),
    Exchange(
        "Barking dogs and a parked truck",
        (
            (
                "To whom it may concern:\n\nthe dogs of {1[name]} at {1[address]} bark all night. His truck, plate {1[plate]}, blocks my"
                " drive.\nWitness: {2[name]}, {2[paren]}, {2[email]}\n"
            ),
            "Animal control will visit this week. The ordinance is ⟦=|6-2-15⟧; fines start at ⟦=|$75⟧.\n",
            "It is still going on. {1[first]} told {2[first]} that he would not open the door.\n",
        ),
    ),
    Exchange(
        "Deck permit",
        (
            "Attached are the plans for {0[address]}. My contractor is {1[name]}, cell {1[phone]}.\nFee paid by card {0[card]}.\n",
            "Received. Height limit is ⟦=|24 feet⟧ under ⟦=|HCC 11-4-2⟧; review takes ⟦=|10 working days⟧.\n",
        ),
    ),
    Exchange(
        "Identity theft after autopay",
        (
            (
                "Somebody opened service in my name. SSN {0[ssn]}, DOB {0[dob]}, licence {0[licence]}.\nBank account {0[bank]},"
                " routing ⟦ID:bank|092900383⟧.\n\n{0[name]}\n"
            ),
            "Please do not send such numbers by e-mail. I have locked the account; see ⟦=|MCA 30-14-1704⟧.\n",
            "Too late for that. My date of birth is on your form: {0[dob]}. Who has seen it?\n",
        ),
    ),
    Exchange(
        "Public comment, item 8.C",
        (
            "Commissioners,\n\nplease vote no on ⟦=|Ordinance 3378⟧. The ⟦=|$612,480⟧ bid is too high.\n\n{0[name]}\n{0[address]}\n",
            "Thank you. Your comment will be part of the record of ⟦=|March 18, 2024⟧.\n",
        ),
    ),
    Exchange(
        "Parking ticket {0[plate]}",
        (
            "I was in the hospital, so the meter ran out. Plate {0[plate]}. My sister {1[name]} ({1[phone7]}) can confirm.\n",
            "The fine of ⟦=|$25.00⟧ is waived under ⟦=|8-7-4⟧ of the city code.\n",
        ),
    ),
    Exchange(
        "Grievance: comments by a supervisor",
        (
            (
                "I wish to file a grievance. {1[name]} heard it all. Please call me at home, {0[phone]}, not at work.\n{0[name]}\n"
                "Employee no. {0[employee]}\n"
            ),
            "Received; it goes to the City Manager under ⟦=|policy 4-12⟧. {0[first]}, you will hear within ⟦=|14 days⟧.\n",
        ),
    ),
    Exchange(
        "Records request",
        (
            (
                "Under ⟦=|MCA 2-6-1006⟧ I ask for the e-mails on the ⟦=|Rodney Street⟧ project. Send them to {0[email]} or to {0[address]},"
                " Helena.\n"
            ),
            "We acknowledge your request of ⟦=|five days⟧ ago. The estimate is ⟦=|$42.00⟧ for ⟦=|two hours⟧.\n",
            "Fine. My lawyer {2[name]} ({2[email]}) will pick it up; ID is passport {2[passport]}.\n",
        ),
    ),
)

NEWSLETTER = (
    "<html><head><title>City Notes for ⟦PERSON|{0[bare]}⟧</title></head><body><!-- list member ⟦EMAIL|{0[mail]}⟧ -->"
    '<p style="display:none">⟦EMAIL|{0[mail]}⟧</p><h1>City Notes</h1><p>Dear ⟦PERSON|{0[bare]}⟧,</p>'
    "<p>garbage moves to <b>⟦=|Thursday⟧</b> in the week of ⟦=|July 4⟧. Rates: ⟦=|$14.85⟧ a month.</p>"
    '<p><a href="https://news.example.com/u?e={0[percent]}&amp;t=1">Unsubscribe ⟦EMAIL|{0[mail]}⟧</a></p>'
    '<p>Call <a href="tel:{0[digits]}">your contact</a> or &#52;06-5<b>55</b>-01{0[tail]}.</p></body></html>'
)

PRESS = (
    "FOR IMMEDIATE RELEASE\n\nThe City of Helena opened bids for ⟦=|IFB 24-07⟧ on ⟦=|March 1, 2024⟧. The low bid was ⟦=|$612,480⟧.\n"
    "From now on the transfer station closes at ⟦=|4:30 p.m.⟧ on Sundays.\n"
    "Questions: ⟦=|447-8086⟧. The code sections are ⟦=|7-2-1⟧ through ⟦=|7-2-14⟧.\n"
)

"""Names that are ordinary words are found where a verb stands beside them that takes a person, and words are left."""

from __future__ import annotations

import pytest

from detectors.name.speech import speech


def found(text):
    return [text[slice(*span)] for span in speech(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("i am not looking forward to it but do n't tell val.\nthe weekend", "val"),
        ("can you ask will to send the file", "will"),
        ("told mark we are done", "mark"),
        ("REMIND ME. Please remind rich to call", "rich"),
        ("i talked to jewel about the meter", "jewel"),
        ("heard from hope yesterday", "hope"),
        ("Jun and I spoke w/ Teddy at noon", "Teddy"),
        ("spoke w/hope about it", "hope"),
        ("please check with Sunny, then send it", "Sunny"),
        ("Re Bob's return to work", "Bob"),
        ("Kelly\nCloud has instructed me to call with the changes", "Cloud"),
        ("Rivers wants me to call him.", "Rivers"),
        ("Price said that she would come", "Price"),
        ("then he gave it to hope.", "hope"),
        ("handed them off to will yesterday", "will"),
        ("We met. Banks told us it was paid.", "Banks"),
        ("HAS ONE ALREADY. ASK RANSOM.", "RANSOM"),
        ("tell Norm the culvert is plugged", "Norm"),
        ("Buzz   555-0175", "Buzz"),
        ("Buzz   5550175", "Buzz"),
        ("(corner house, Gil's) is deaf", "Gil"),
        ("Priyanka's house was broken into", "Priyanka"),
    ],
)
def test_who_is_spoken_to_or_speaks_is_a_person_whatever_the_name_means(text, name):
    """Only people are told, asked and reminded, and only people tell."""
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "may i ask will you come",
        "we were told may be late and told will be late",
        "Safeway's truck and Comcast's phone, the Council's house",
        "tell time, tell all, ask in the office, told so that we know",
        "the flask will be cold.",
        "Ask Questions. Ask Means of it, tell norm, tell Price List, ask Red Cross",
        "Grant 2025017 and Meter 5550175",
        "(the City's) and (the Gym's) hours",
        "Staff told us that Legal asked me and Council instructed me",
        "Someone told me. Never told me. Yesterday asked me.",
        "the Cloud told us it is full",
        "Market said it would fall",
        "talk to many people and speak with season ticket holders",
    ],
)
def test_words_and_bodies_that_speak_are_left(text):
    """A board, an adverb and a verb behind a verb are nobody."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[10:14] marisol: can someone call back?", "marisol"),
        ("x\n10:15 AM - Kip H: on it", "Kip H"),
        ("8:02a Thibodeaux 406-555-0133 re: no water", "Thibodeaux"),
        ("10:14 Agenda: roll call", None),
        ("[10:14] system: restarted", None),
        ("Helena 406-555-0133", None),
        ("Fax 406-555-0133", None),
    ],
)
def test_who_writes_in_a_chat_or_calls(text, name):
    """Behind the time of a line, in any case; a surname right before a telephone number."""
    found = [text[slice(*span)] for span in speech(text)]
    assert found == ([name] if name else [])


def test_who_will_be_there_is_named():
    """A grant that will cover the cost is nobody."""
    assert found("Hope covers the front desk. Will will cover lunch.") == ["Hope", "Will"]
    assert found("The Grant will cover the cost. CDBG Grant covers the rest. Staff will call.") == []


def test_who_is_congratulated_is_named():
    """Whatever word the name is; a team is nobody."""
    assert found("congrats to Sunny and Chance on baby Rose born 5/5") == ["Sunny", "Chance", "Rose"]
    assert found("thanks to Everyone, congrats to Public Works") == []


def test_who_is_called_in_a_comment_is_named():
    """Behind an @ that begins a word; an address, a user's name and a price are nobody."""
    found = [text[slice(*span)] for text in ("@Lindy pls review", "thanks (@ Lindy) @Jane.") for span in speech(text)]
    assert found == ["Lindy", "Jane"]
    for text in ("jane@Lindy.example", "@Lindy_99 said", "3 @Ten dollars", "@Helena"):
        assert list(speech(text)) == []


def test_who_says_how_they_are_called_is_named():
    """In any case, on no list; what else is said of a name is nobody's."""
    found = [
        text[slice(*span)]
        for text in ("my name is vitoria", "Her maiden name is Key.", "My name is Qorvath,")
        for span in speech(text)
    ]
    assert found == ["vitoria", "Key", "Qorvath"]
    for text in ("my name is on the list", "my name is not spelled so", "maiden name is required", "my name is 12"):
        assert list(speech(text)) == []


def test_who_can_be_reached_is_named():
    """By two names on no list; an office and a place are nobody."""
    text = "organized by Surangi Wickreme, reachable at that number"
    assert [text[slice(*span)] for span in speech(text)] == ["Surangi Wickreme"]
    for text in ("Customer Service can be reached at that number", "East Helena, reachable by bus"):
        assert list(speech(text)) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lunch w/ Nadezhda", ["Nadezhda"]),
        ("I had coffee with Wasyl today", ["Wasyl"]),
        ("drinks w/Oksana!", ["Oksana"]),
        ("lunch with Rotary, dinner with Planning staff, coffee with Cream", []),
        ("lunch with Montana Electric", []),
    ],
)
def test_whom_one_has_lunch_with_is_a_person_on_no_list(text, names):
    """Calendars say so; ordinary words, clubs and longer names are left to the other rules."""
    assert found(text) == names

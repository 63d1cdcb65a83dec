"""Header values are read as a person sees them, and address headers are written so that any program parses them."""

from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mail.addresses import address_header
from connectors.mail.headers import decode_words, mailboxes, one_line
from connectors.mail.threads import Ids, Threads, message_ids


@pytest.mark.case("E03")
@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("=?utf-8?q?Jos=C3?= =?utf-8?q?=A9_Doe?=", "José Doe"),
        ("=?utf-8?b?Sm9zw6k=?=\n =?utf-8?q?_Doe?=", "José Doe"),
        ("=?iso-8859-1?q?Jos=E9?= and =?UTF-8?B?xJA=?=", "José and Đ"),
        ("=?utf-8*en?q?a_b?=", "a b"),
        ("=?x-nobody?q?Jos=E9?=", "José"),
        ("=?utf-8?b?Sm9zw6k?=", "José"),
        ("plain =? not ?= a word", "plain =? not ?= a word"),
        ("=?utf-7?q?+AEA-?=", "@"),
        ("=?\x00TF-8?q?Jos=C3=A9_Doe?=", "José Doe"),
        ("=? TF-8?q?Jos=C3=A9_Doe?= <jane@example.org>", "José Doe <jane@example.org>"),
        ("Re: =?utf-8?q?Jos=C3=A9_D", "Re: José D"),
        ("=?utf-8?q?j_doe <j_doe@example.org>", "=?utf-8?q?j_doe <j_doe@example.org>"),
    ],
)
def test_encoded_words_are_decoded(raw, expected):
    """Words of any charset, split anywhere, missing padding, read as one text."""
    assert decode_words(raw) == expected


@pytest.mark.case("E10")
def test_an_encoding_inside_an_encoding_is_undone():
    """What is encoded twice is decoded twice, so that it is seen."""
    assert decode_words("=?utf-8?q?=3D=3Futf-8=3Fq=3Fjane=40example=2Eorg=3F=3D?=") == "jane@example.org"


@pytest.mark.case("M06")
def test_comments_and_quoted_pairs_of_an_address_stay_visible():
    """The standard parser drops the comment; here it is part of what is scanned, without the backslashes that hide digits."""
    assert mailboxes(r'"Jane \"J\" Doe" <jane@example.org> (home 4\06-555-0101)') == (
        "\"Jane 'J' Doe\" <jane@example.org> (home 406-555-0101)"
    )


def test_punctuation_in_a_decoded_name_is_no_syntax():
    """A comma that was encoded does not part two mailboxes."""
    assert mailboxes("=?utf-8?q?Doe=2C_Jane?= <jane@example.org>") == '"Doe, Jane" <jane@example.org>'


@pytest.mark.case("M07")
@given(st.text())
def test_one_line_never_holds_a_line_end(text):
    """Nothing that any reader takes for the end of a line is left, and nothing that cannot be encoded."""
    line = one_line(text)
    assert (len(line.splitlines()) <= 1, line.encode("utf-8").decode("utf-8")) == (True, line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[NAME 3] <[EMAIL 1]>", [("[NAME 3] [EMAIL 1]", "email-1@redacted.invalid")]),
        ('"[NAME 3]" <clerk@example.org>', [("[NAME 3]", "clerk@example.org")]),
        ("[EMAIL 2]", [("[EMAIL 2]", "email-2@redacted.invalid")]),
        ("clerk@example.org", [("", "clerk@example.org")]),
        ("[NAME 1]", [("[NAME 1]", "undisclosed@redacted.invalid")]),
        (
            "[NAME 1] <[EMAIL 1]>, [EMAIL 2]; clerk@example.org (front desk)",
            [
                ("[NAME 1] [EMAIL 1]", "email-1@redacted.invalid"),
                ("[EMAIL 2]", "email-2@redacted.invalid"),
                ("front desk", "clerk@example.org"),
            ],
        ),
        (
            "[EMAIL 1] ([NAME 1] at home [PHONE 1])",
            [("[NAME 1] at home [PHONE 1] [EMAIL 1]", "email-1@redacted.invalid")],
        ),
        ("[NAME 1].work@example.org", [("[NAME 1].work@example.org", "undisclosed@redacted.invalid")]),
        ("José <jose@example.org>", [("José", "jose@example.org")]),
    ],
)
def test_a_redacted_address_header_parses(text, expected):
    """Labels are shown as display names; a redacted address is named after its label under a domain that never resolves."""
    value = address_header(text)
    decoded = decode_words(value) if "José" in text else value.replace("\n", "")
    found = [
        (" ".join(name.replace("(", " ").replace(")", " ").split()), address)
        for name, address in getaddresses([decoded])
    ]
    assert found == expected


@given(st.text(max_size=80))
def test_any_address_text_makes_a_safe_header(text):
    """Whatever the text, the value is ASCII and its line ends are folds."""
    value = address_header(text)
    assert (value.isascii(), all(line.startswith(" ") for line in value.split("\n")[1:])) == (True, True)


@pytest.mark.case("M09")
def test_message_ids_are_replaced_by_keyed_ones():
    """The same id has the same stand-in in a release, another in the next, and nothing of the old one in it."""
    own, (other,) = "jane.doe.20240101@example.org", message_ids("<jane.doe.20240101@exam\n ple.org>")
    here, there = Ids(b"one"), Ids(b"two")
    assert (own, here.released(own)) == (other, here.released(other))
    assert (here.released(own) == there.released(own), "jane" in here.released(own)) == (False, False)


@pytest.mark.case("M09")
def test_a_conversation_has_one_key():
    """References first, In-Reply-To next, and the subject where an answer names no parent."""
    threads = Threads(Ids(b"key"))
    first = threads.root("a@x", (), "Permit")
    keys = [
        threads.root("b@x", ("a@x",), "Re: Permit"),
        threads.root("c@x", ("b@x",), "RE: Permit"),
        threads.root("d@x", ("a@x", "c@x"), "other words"),
        threads.root("e@x", (), "Fwd: Re:  permit"),
    ]
    assert (keys, threads.root("f@x", (), "Permit") == first) == ([first] * 4, False)

"""One odd message costs itself and not the release: what only decoding shows, and what only our own copy says, refuses nothing."""

import csv
from contextlib import closing
from email.message import EmailMessage
from mailbox import mbox

import pytest

from detectors.combine import combine
from detectors.directory import Directory
from records import statute
from records.errors import Unsafe
from records.finding import Finding, PiiType
from records.record import Field, Record, Shape
from records.settings import load
from release.decide import Ruled
from release.pipeline import release
from release.verify import _search_text
from release.withdrawn import Withdrawn

MESSAGE = """From sender@example.org Mon Jan  6 10:00:00 2025
From: clerk@example.org
Subject: matter {id}
Date: {date}
Message-ID: <{id}@example.org>

{body}

"""


@pytest.fixture(autouse=True)
def workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("CLEARCOPY_WORKSPACE", str(tmp_path / "workspace"))


@pytest.fixture
def mailbox(tmp_path):
    """Return a function from bodies, and perhaps one date for all, to the path of an mbox."""

    def make(*bodies, date="Mon, 06 Jan 2025 10:00:00 -0700"):
        path = tmp_path / "in.mbox"
        messages = (MESSAGE.format(date=date, id=n, body=body) for n, body in enumerate(bodies))
        path.write_text("".join(messages), encoding="utf-8")
        return path

    return make


@pytest.mark.case("E10")
@pytest.mark.case("R17")
def test_a_value_that_only_decoding_shows_withholds_its_own_message(mailbox, tmp_path):
    """A known name under an encoding that no detector undoes: that message is withheld with its reason, the others are released."""
    odd = f"http://x.test/?n={'Łucja Stallingsworth'.encode().hex()}&x=1"
    done = release(
        [str(mailbox("Sincerely,\nŁucja Stallingsworth", odd, "The gate."))], tmp_path / "out", settings=load()
    )
    with (tmp_path / "out" / "withheld.csv").open(encoding="utf-8", newline="") as lines:
        listed = [(row["item"], row["code"]) for row in csv.DictReader(lines)]

    assert (done.items, done.released, done.withheld) == (3, 2, 1)
    assert listed == [("2", "AMBIGUOUS")]
    assert b"Stallings".hex() not in (tmp_path / "out" / "records" / "0001.mbox").read_text(encoding="utf-8")
    assert "The gate." in (tmp_path / "out" / "records" / "0001.mbox").read_text(encoding="utf-8")


@pytest.mark.case("E10")
@pytest.mark.parametrize(
    "odd",
    [
        r"{\"from\": \"\u0141ucja\u0020Stallingsworth\"}",
        r"b'\xc5\x81ucja Stallingsworth'",
        "?n=%u0141ucja%20Stallingsworth",
    ],
)
def test_a_name_whose_letters_are_written_by_their_number_is_taken_out(mailbox, tmp_path, odd):
    """What programs write into a mail is read as a person would read it; the letters and the rest of the name go together."""
    done = release(
        [str(mailbox("Sincerely,\nŁucja Stallingsworth", odd, "The gate."))], tmp_path / "out", settings=load()
    )
    copy = (tmp_path / "out" / "records" / "0001.mbox").read_text(encoding="utf-8")

    assert (done.released, done.withheld) == (3, 0)
    assert "Stallingsworth" not in copy
    assert "ucja" not in copy


def test_a_message_sent_on_the_day_somebody_was_born_is_released(mailbox, tmp_path):
    """A Date header is written anew from its instant and tells nothing; the date of birth in the text is taken out."""
    box = mailbox("Date of birth: 14 Nov 2010", "Thank you.", date="Sun, 14 Nov 2010 19:04:33 -0800")
    done = release([str(box)], tmp_path / "out", settings=load())
    copy = (tmp_path / "out" / "records" / "0001.mbox").read_text(encoding="utf-8")

    assert (done.released, done.withheld) == (2, 0)
    assert copy.count("14 Nov 2010") == copy.count("\nDate: Sun, 14 Nov 2010 19:04:33 -0800\n") == 2


def test_what_every_mail_file_is_made_of_is_nobodys_name(mailbox, tmp_path):
    """Somebody who signs as "In-Reply-To" or was born on the day of the separator's date does not stop a release."""
    box = mailbox("Date of birth: Jan 1 1970", "Sincerely,\nMailer Daemon", "On Monday In-Reply-To wrote:")
    done = release([str(box)], tmp_path / "out", settings=load())

    assert (done.released, done.withheld) == (3, 0)


def test_figures_of_two_cells_of_an_attached_table_are_no_number(tmp_path):
    """Two cells, in a row or at the end of one and the beginning of the next, spell a number that was taken out elsewhere: an accident, released."""
    path = tmp_path / "in.mbox"
    with closing(mbox(path)) as box:
        for table in (
            "Owner,Address,DOB\nJane Roe,613-1974,12/19/64\n",
            "n,amount,note\n73,613.19,\n74,275.01,\n12,19.64,\n",
        ):
            message = EmailMessage()
            message["From"] = "clerk@example.org"
            message.set_content("See the table.")
            message.add_attachment(table.encode(), maintype="text", subtype="csv", filename="table.csv")
            box.add(message)
    done = release([str(path)], tmp_path / "out", settings=load())
    with closing(mbox(tmp_path / "out" / "records" / "0001.mbox")) as box:
        tables = [message.get_payload()[1].get_payload(decode=True).decode() for message in box]

    assert (done.released, done.withheld) == (2, 0)
    assert tables == [
        "Owner,Address,DOB\n[NAME 1],[ADDRESS 1],[BIRTH DATE 1]\n",
        "n,amount,note\n73,613.19,\n74,275.01,\n12,19.64,\n",
    ]


def test_a_security_number_over_two_cells_is_refused():
    """Of a social security number no accident is believed, not even across the cells of an attached table."""
    record = Record("1", "x", (Field("", "516-55-0142", Shape.CELL),))
    found = (Finding(0, 0, 11, PiiType.SSN, 0.95, "ssns"),)
    cover = combine(record, found, statute=statute.load(load().statute), directory=Directory(load().city))
    withdrawn = Withdrawn(b"key")
    withdrawn.learn(Ruled(record, cover, found))

    with closing(withdrawn), pytest.raises(Unsafe, match="SSN"):
        _search_text("n,a,b\n1,516,55,0142\n", "0001.mbox", withdrawn)

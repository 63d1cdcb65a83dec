"""Numbers that lines, tags, letters and cells cut up are found whole; sums and statutes beside them are left."""

from __future__ import annotations

import pytest

from tests.detectors.ruling import wrong

WRAPPED = (
    ("wrap1", "call me at 406-555-\n0167 please", ("406-555-", "0167"), ()),
    ("wrap2", "my phone is (406)\n555-0167 and", ("406", "555-0167"), ()),
    ("wrap2b", "The gate stuck. Reach us at 406\n555-0167 today", ("406", "555-0167"), ()),
    ("wrap3", "> my number is 406-\n> 555-0167 ok\n> thanks", ("406", "555", "0167"), ()),
    ("wrap4", "> call (406) 555-\n> 0167 ok\n", ("406", "555", "0167"), ()),
    ("wrap5", "number is 406-555\n-0167 now", ("406", "555", "0167"), ()),
    ("wrap6", "nothing to see 406.555.\n0167 now", ("406", "555", "0167"), ()),
    ("wrap7", "nothing to see +1 406 555\n0167 now", ("406", "555", "0167"), ()),
    ("br1", "Phone: 406<br>555<br>0167", ("406", "555", "0167"), ()),
    ("br2", "Phone: <b>406</b>-<i>555</i>-0167 today", ("406", "555", "0167"), ()),
    ("tags1", "<td>Jane Roe</td><td>406-555-0101</td>", ("Jane Roe", "406-555-0101"), ("td",)),
    ("tags2", "<li>516-21-4321</li><li>jane@example.org</li>", ("516-21-4321", "jane@example.org"), ("li",)),
    ("tags3", "ssn <b>516</b>-21-4321 end", ("516", "21-4321"), ("end",)),
    ("tags4", "ssn <b>516-21</b>-4321 end", ("516-21", "4321"), ("end",)),
    ("glued1", "Name406-555-0101Phone", ("406-555-0101",), ()),
    ("glued2", "Phone406-555-0101", ("406-555-0101",), ()),
    ("glued3", "SSN516-21-4321DOB", ("516-21-4321",), ()),
    ("glued4", "(406) 555-0101Email jane@example.org", ("406", "555-0101"), ("Email",)),
    ("noph", "the amounts were 406\n555 1200 people and 12-\n14 more", (), ("406", "1200")),
    ("noph2", "See Ordinance 3211-\n4500 and 2-17-\n551, MCA", (), ("3211", "4500", "551")),
    ("noph3", "12345 406\n555 0167 9911", (), ("12345",)),
    ("w1", "406-\n555-0167 is my number", ("406", "555-0167"), ()),
    ("w2", "ring 406 -\n 555-0167", ("406", "555-0167"), ()),
    ("w3", "(406) 555 \n0167", ("406", "0167"), ()),
    ("w4", "call 406<br/>555-0167", ("406", "555-0167"), ()),
    ("w5", '<span style="x">406</span>-555-0167', ("406", "555-0167"), ()),
    ("w6", "Phone:\n    406\n    555-0167", ("406", "555-0167"), ()),
    ("w7", "My cell is 406 555\n0167 thanks", ("406", "0167"), ()),
    ("w8", "my number is four-oh-six, 555-0167", ("555-0167",), ()),
    ("w9", "Tel.\n406\n-555\n-0167", ("406", "555", "0167"), ()),
    ("w10", "406-555\xad-0167 and 406\u200b-555-0167", ("0167",), ()),
    ("w11", "| 406-555-\n| 0167\n", ("406-555", "0167"), ()),
    ("w13", "call me at (406) 555-\r\n0167", ("406", "0167"), ()),
    ("w14", "phone 406 / 555\n0167", ("0167",), ()),
    ("w15", "SSN is 516-\n21-4321; or 516-21-\n4321", ("516", "21", "4321"), ()),
    ("w16", "jane.roe@\nexample.org or jane.roe\n@example.org", ("jane.roe",), ()),
)  # fmt: skip  # one case a row

LOCAL = (
    ("sig1", "Thanks,\nJane Roe\nc 555-0199\n", ("555-0199",), ()),
    ("sig2", "Jane Roe\n555-0199\n", ("555-0199",), ()),
    ("sig3", "Thank you\nJane Roe\nRoe Plumbing\no 555-0198  c 555-0199", ("555-0198", "555-0199"), ()),
    ("sig4", "Jane Roe | 555-0199 | jane@example.org", ("555-0199",), ()),
    ("sig5", "Jane Roe, 555-0199", ("555-0199",), ()),
    ("sig6", "Contact Jane Roe 555-0199 or Bob at 555-0198", ("555-0199", "555-0198"), ()),
    ("sig7", "Jane Roe (555-0199)", ("555-0199",), ()),
    ("sig8", "Jane Roe - 555-0199", ("555-0199",), ()),
    ("inv1", "Invoice 555-0199 was paid", (), ("555-0199",)),
    ("inv2", "Invoice\n555-0199\nPaid\n", (), ("555-0199",)),
    ("inv3", "a budget of 447-8450 to 449-9000 dollars", (), ("447-8450", "449-9000")),
    ("inv4", "447-8450 to 449-9000 dollars", (), ("447-8450", "449-9000")),
    ("json1", (("cell", "area", "406"), ("cell", "exchange", "555"), ("cell", "line", "0167"), ("cell", "name", "Jane Roe")), ("406", "555", "0167"), ()),
    ("json2", (("cell", "phone.area", "406"), ("cell", "phone.exchange", "555"), ("cell", "phone.line", "0167"), ("cell", "name", "Jane Roe")), ("406", "555", "0167"), ()),
    ("json3", (("cell", "area_code", "406"), ("cell", "prefix", "555"), ("cell", "line_number", "0167")), ("406", "555", "0167"), ()),
    ("json4", (("cell", "area", "North"), ("cell", "line", "12")), (), ("North", "12")),
    ("json5", (("cell", "phone_area", "406"), ("cell", "phone_prefix", "555"), ("cell", "phone_suffix", "0167")), ("406", "555", "0167"), ()),
    ("s1", "c: 555-0199\nw: 555-0198", ("555-0199", "555-0198"), ()),
    ("s2", "Ticket 555-0199 closed. Check 555-0199.", (), ("555-0199",)),
    ("s3", "Qty 200-3000 and pages 300-4000", (), ("200-3000", "300-4000")),
    ("s5", "Jane Roe 555.0199", ("555.0199",), ()),
    ("s6", "Jane Roe\njane@example.org 555-0199", ("555-0199",), ()),
    ("s7", "Jane Roe\nTreasurer, Garden Club\n555-0199 or 555-0198\n", ("555-0199", "555-0198"), ()),
    ("s8", "Jane Roe\n555-0199 (cell)\n", ("555-0199",), ()),
    ("s9", "Ordinance 3211\n447-8450 acres\n", (), ("447-8450",)),
    ("s10", (("cell", "contact", "Jane Roe 555-0199"),), ("555-0199",), ()),
    ("s12", "the budget of 447-8450 to 449-9000 in dollars", (), ("447-8450",)),
    ("s13", "from 447-8450 up to 460-0000 dollars", (), ("447-8450",)),
    ("s14", "447-8450 to 458 dollars were spent, $447-8450", (), ("447-8450",)),
    ("s20", "C. 555-0199", ("555-0199",), ()),
    ("s21", "call me: 555-0199 cell", ("555-0199",), ()),
    ("s22", "Jane 555-0199", ("555-0199",), ()),
    ("s23", "text me 555-0199", ("555-0199",), ()),
    ("s24", "Mom's # 555-0199", ("555-0199",), ()),
    ("s25", "Sincerely,\nJane Roe\n1450 Elm St\nHelena MT 59601\n555-0199", ("555-0199",), ()),
    ("s26", "Jane Roe\nc 555-0199 | h 555-0198 | w 555-0197", ("555-0199", "555-0198", "555-0197"), ()),
    ("s27", "invoice no. 555-0199, check 555-0198, account", (), ("555-0199", "555-0198")),
    ("s28", "Jane Roe paid invoice 555-0199", ("Jane Roe",), ("555-0199",)),
    ("s29", "PO 555-0199\nJane Roe", ("Jane Roe",), ()),
)  # fmt: skip  # one case a row


@pytest.mark.parametrize(("fields", "goes", "stays"), [case[1:] for case in WRAPPED], ids=[case[0] for case in WRAPPED])
def test_a_number_cut_by_a_line_or_a_tag_is_found(fields, goes, stays, tmp_path):
    """A line end, a quote mark or a tag within a value hides nothing."""
    assert wrong(fields, goes, stays, tmp_path) == []


@pytest.mark.parametrize(("fields", "goes", "stays"), [case[1:] for case in LOCAL], ids=[case[0] for case in LOCAL])
def test_a_local_number_beside_a_person_is_found(fields, goes, stays, tmp_path):
    """Seven digits in a signature, a contact line or three keys are a telephone; invoices and sums are none."""
    assert wrong(fields, goes, stays, tmp_path) == []

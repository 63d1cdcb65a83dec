"""What a date looks like, in every spelling that records have; whether it is of birth is asked elsewhere."""

from __future__ import annotations

import re

__all__ = ["DATES", "ORDINAL"]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    r"januar|februar|m(?:ä|ae)rz|mai|juni|juli|oktober|dezember)(?![^\W\d_])"
)
ORDINAL = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    "sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_YEAR = r"(?:18|19|20)\d\d"
# A slash that is a label's sign may stand before one ("DOB/08/14/1991"), one behind a figure may not: "32/08/14/1991".
DATES = re.compile(
    r"(?<!\d)(?<![^A-Za-z]/)(?:"
    rf"{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:T[\d:.Z+-]{{0,20}})?"
    r"|\d{1,2}[ ]?[-/.][ ]?\d{1,2}[ ]?[-/.][ ]?(?:\d{4}|'?\d{2}(?!/\d{4}))"
    rf"|\d{{1,2}}[-/ .]?{_MONTH}\.?[-/ .,]{{0,2}}(?:\d{{4}}|'?\d{{2}})"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?[ ](?:of[ ]|de[ ]|day[ ]of[ ])?{_MONTH}\.?(?:[ ]?,?[ ]{{1,2}}(?:del?[ ])?(?:{_YEAR}|['’]\d\d))?"
    rf"|{_MONTH}\.?[ ]\d{{1,2}}(?:st|nd|rd|th)?(?:[ ]?,?[ ]?['’]?(?:{_YEAR}|\d\d(?!\d)))?"
    rf"|{_MONTH}[-/]\d{{1,2}}[-/](?:\d{{4}}|\d{{2}})|\d{{1,2}}[ ]\d{{1,2}}[ ](?:19|20)\d\d"
    rf"|{_MONTH}\.?,?[ ](?:of[ ])?(?:{_YEAR}|['’]\d\d)|(?:0?[1-9]|1[0-2])[/-]{_YEAR}|{_YEAR}[ ,-]{{1,2}}{_MONTH}\b(?:[ ,-]{{1,2}}\d{{1,2}})?"
    rf"|(?:twenty-|thirty-)?(?:{ORDINAL})[ ](?:day[ ])?of[ ]{_MONTH}(?:[ ]?,?[ ]{{1,2}}{_YEAR})?"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d\d"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    rf"|{_YEAR})(?!\d)",
    re.IGNORECASE,
)

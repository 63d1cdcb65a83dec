"""Which words and labels tell that a number is a telephone's, and which that it is not."""

from __future__ import annotations

import re

__all__ = ["LABEL", "NOT_WORDS", "NUMBERED", "SIGNED", "SPAN_OF_AMOUNT", "WORDS"]

WORDS = re.compile(
    r"\b(?:tele)?phones?\b|\btel\b|\bcell\w*|\bmobiles?\b|\bfax\w*|\bf(?:acsimile)\b|\bcall(?:s|ed|ing|back)?\b|\bdial\w*|"
    r"\bvoice\s?mail|\bsms\b|\bswitchboard|\bcontact(?:ed|ing|able)?\b|\breach(?:ed|able)?\b|\btext(?:ed)?\s(?:me|him|her|us|them)\b|"
    r"\b(?:home|office|work|direct|desk|main|toll|hot)(?:[ -]?(?:line|free|number|no\.|ph)\b|[ ]?[:#])|\bdesk\b|\bpager\b|\b(?:ph|wk|hm)\b|"
    r"\btext[ :]{1,2}\(?$|\bring\b|\banswering at|\b(?:my|his|her|our|their)[ ]line[ ]is\b|\bmessages? to\b|\bregistered\b|tel[eé]fono|\bnumbers? (?:is|are)\b|\b(?:my|his|her|our|their)[ ]\#(?:[ ]is)?|\bwhatsapp|\bphone\w+",
    re.IGNORECASE,
)
# A letter for the kind of line, or whose number it is: "H: 443-0101" and "Mom's # 443-0101".
LABEL = re.compile(
    r"(?:^|[\s(|,;])(?:[phfcmtwow]|hm|wk|bus|res|off|cb\#?)[.:)]\s{0,3}\(?$|\((?:home|cell|work|office|mobile|wk|hm)[ ]$|\((?:[hwcm]|home|cell|work)\)[ ]$|(?:['’]s|\bmy|\bhis|\bher|\btheir|\bour)[ ](?:\#|no\.|number)[: ]{0,2}(?:is[ ])?$",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"(?:^|\|[ \t]{0,3}|[ \t]{2})(?:[phfcmtwod]|hm|wk|bus|res|off|cel)[ \t]{1,2}\(?$", re.IGNORECASE
)  # "c 555-0101"
NOT_WORDS = re.compile(
    r"\$|\b(?:budget\w*|amounts?|range[sd]?|invoices?|inv|ordinance|resolution|\bord|\bres|pages?|pp|sections?|sec|§|mca|statute|case|"
    r"isbn|acct|account|permit|parcel|geocode|lot|model|serial|part|order|p\.?o\.?|check|item|id|ssn|zip|sq|acres?|cfs|"
    r"gallons?|years?|version|card|mrn|routing|docket|claim|policy|tracking|social|security|licen[cs]e|citation|(?<!on )file|contract)\b",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\b(?:part|serial|model|isbn|invoice|tracking|acct|account|item)[ .:#]{1,3}(?:no|num|number)?[ .:#]{0,3}$",
    re.IGNORECASE,
)
SPAN_OF_AMOUNT = re.compile(
    r"\s{0,2}(?:dollars|sq|square|acres?|gallons?|cfs|feet|ft|miles|percent|%|as amount|range)", re.IGNORECASE
)

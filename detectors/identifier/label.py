"""What a label of a number is made of: the words that lead to it, what may stand between it and its value, what values look like."""

from __future__ import annotations

from dataclasses import dataclass

from records.finding import IdKind

__all__ = ["BLANK", "DIGITS", "LINK", "MARK", "NO", "Label"]

NO = r"(?:[ _]?(?:no|nos|num|number|numbers|nbr|id|ids|code|identification|identifier)\b\.?|[ ]?\#)"
# What may stand between a label and its value: the word "number", a colon, the bar or the stars of Markdown, and a few small words.
LINK = (
    r"[ ]?[\"'*_`\]]{0,3}[ ]{0,2}(?:[:#=(|/]|\.{3,60}|(?<=\"),(?=[ ]?\"))?[*_`]{0,3}[ \t]{0,20}\n?[ ]{0,10}\#?[*_`]{0,3}(?:(?:is|was|are|as|under|with|of|on file|listed|recorded|appears|shows|to be|for|my|her|his|your|"
    r"their|the|number|no\.|id|ending|in|seems|reads|\(.{1,12}\)|called|still|now|changed to|to)[ :,]{1,3}){0,4}[\"'(:#*_`\[“|]{0,3}[ ]?"
)
# The same between a short label and a value that shows what it is.
MARK = r"[ ]?[:#|/]?[ ]{0,3}[\"'“(\[|]{0,2}[ ]?"
BLANK = r"[ ]{1,2}[\"'“(\[|#]{0,2}[ ]?"
DIGITS = r"(?=[A-Za-z\-]{0,8}\d)[A-Za-z0-9](?:[A-Za-z0-9]|[-/._](?=[A-Za-z0-9])){2,40}(?:[ ]\d{2,6}\b){0,4}"


@dataclass(frozen=True, slots=True)
class Label:
    """One label: the plain words that lead to it, its full form, what its values look like, and the kind they are."""

    kind: IdKind
    gates: tuple[str, ...]
    form: str
    value: str = DIGITS
    score: float = 0.8

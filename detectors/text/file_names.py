"""A file's name is read as the words it was made of: "Roe_Jane-complaint.pdf", "JaneRoeComplaint.pdf", "jane.roe.2024.docx"."""

from __future__ import annotations

import re

from detectors.mapped import Normalized, assemble

__all__ = ["parted"]

# What stands for a blank, and where a capital begins a word. False friends: "2024-05-03", "1.2" (between figures), "McRoe",
# which is parted too, and found by its second half.
_JOINT = re.compile(r"[.-](?=[^\W\d_])|(?<=[^\W\d_])[.-](?=\d)|[_+]+|%20|(?<=[a-z])[A-Z]")


def parted(text: str) -> Normalized:
    """Return the view of a file's name *text* in which its words stand apart.

    >>> parted("Roe_Jane-complaint.pdf").text, parted("JaneRoe 2024-05-03.pdf").text
    ('Roe Jane complaint pdf', 'Jane Roe 2024-05-03 pdf')
    """
    return assemble(text, ((joint.start(), joint[0], _shown(joint[0])) for joint in _JOINT.finditer(text)))


def _shown(joint: str) -> str:
    return f" {joint}" if joint.isalpha() else " "

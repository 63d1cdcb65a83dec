"""Detectors find PII in records and combine what they find into one disjoint cover.

A new PII type is one file with a ``Detector`` and one line here. The order decides nothing: findings are united, and
``overlap.rank`` names a stretch that several claim. A detector that has grown keeps what it knows in a folder beside it:
``names.py`` in ``name/``, ``addresses.py`` in ``address/``, ``dates_of_birth.py`` in ``date/``; ``text/`` reads the tables
and forms that stand within a text.
"""

from __future__ import annotations

from detectors.addresses import ADDRESSES
from detectors.contract import Detector
from detectors.dates_of_birth import DATES_OF_BIRTH
from detectors.emails import EMAILS
from detectors.encodings import ENCODINGS
from detectors.identifiers import IDENTIFIERS
from detectors.names import NAMES
from detectors.phones import PHONES
from detectors.places import PLACES
from detectors.spelled import SPELLED
from detectors.ssns import SSNS

__all__ = ["DETECTORS"]

DETECTORS: tuple[Detector, ...] = (
    NAMES,
    ADDRESSES,
    PLACES,
    EMAILS,
    PHONES,
    SSNS,
    SPELLED,
    DATES_OF_BIRTH,
    IDENTIFIERS,
    ENCODINGS,
)

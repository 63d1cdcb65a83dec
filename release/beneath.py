"""What a text would say once it is decoded is read before it is staged: a known value in there withholds its own record only.

Verification would find it as well, and refuse the whole release for one odd message.
"""

from __future__ import annotations

from dataclasses import replace

from detectors.combine import combine
from detectors.spread import found_elsewhere
from records.record import Field, Record
from release.job import Job
from release.layers import layers
from release.withdrawn import blanked

__all__ = ["says_more"]


def says_more(job: Job, record: Record, texts: tuple[str, ...]) -> bool:
    """Say whether one of the redacted *texts* of *record*, decoded, holds a value that a rule takes out."""
    emitted = (pair for pair in zip(record.fields, texts, strict=True) if pair[0].released)
    return any(_says_more(job, record, field, text) for field, text in emitted)


def _says_more(job: Job, record: Record, field: Field, text: str) -> bool:
    readings = layers(text)
    next(readings)  # the text itself, which is redacted
    return any(_holds(job, record, replace(field, text=blanked(reading))) for reading in readings)


def _holds(job: Job, record: Record, reading: Field) -> bool:
    found = tuple(found_elsewhere(0, place) for place in job.known.search(reading.text))
    if not found:
        return False
    alone = replace(record, fields=(reading,))
    return bool(combine(alone, found, statute=job.statute, directory=job.directory, links=job.links).redacted())

"""Overlapping findings become a sorted, disjoint cover of exactly the same characters: union, never drop."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from operator import attrgetter, itemgetter

from records.finding import Finding, PiiType

__all__ = ["Covered", "join", "rank", "union"]

# Which type names a stretch that several detectors claim: the more a type's own form proves, the earlier it stands.
_ORDER = (
    PiiType.SSN,
    PiiType.EMAIL,
    PiiType.DATE_OF_BIRTH,
    PiiType.PHONE,
    PiiType.ID,
    PiiType.ADDRESS,
    PiiType.PERSON,
    PiiType.LOCATION,
)
_NAMES_FIRST = {type_: place for place, type_ in enumerate(_ORDER)}
_WHERE = attrgetter("field", "start", "end")
_SURE = 0.85  # below this a finding is a guess, and a sure finding of another type names the stretch


_PLACED = frozenset({PiiType.ADDRESS, PiiType.LOCATION})
_STOPS = " \t\r\n,;:.<>"
_GAP = 24  # most characters between two pieces of one address: an indented next line
_BETWEEN = re.compile(r"[ \t,]*(?:\r?\n[ \t,]*)?")


def rank(finding: Finding) -> tuple[object, ...]:
    """Return a key by which the finding that names a stretch sorts first: sure, specific, high score, long.

    A place alone is kept in a release, so a LOCATION never takes a stretch from any other type, however sure it is.
    """
    kind = finding.kind.value if finding.kind else "~"
    length = finding.start - finding.end
    return (
        finding.type is PiiType.LOCATION,
        finding.score < _SURE,
        _NAMES_FIRST[finding.type],
        -finding.score,
        length,
        finding.start,
        finding.detector,
        kind,
    )


def union(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return disjoint findings, sorted by field and start, that cover every character of every input and no other.

    Each character goes to the strongest finding that claims it (see ``rank``); a weaker one keeps what is left of it.
    """
    # No rank yet: it is asked for only where findings meet, which in the cells of a table they seldom do in part.
    cover: list[Finding] = []
    for cluster in _clusters(sorted(findings, key=_WHERE)):
        cover += cluster if len(cluster) == 1 else _sweep(cluster)
    return tuple(cover)


def join(findings: Sequence[Finding], texts: Sequence[str]) -> tuple[Finding, ...]:
    """Return a disjoint cover in which pieces of one address stand as one: an ADDRESS beside a LOCATION or an ADDRESS.

    ``texts[i]`` is the text of field *i*. Pieces are joined across spaces, commas and one line end, nothing else. So is
    "@CITY" behind the name before it. A piece without a letter or a digit, such as the comma between two values, says nothing and is left out; so are stops at its ends.
    """
    joined: list[Finding] = []
    for finding in (tidied for each in findings if (tidied := _tidy(each, texts[each.field])) is not None):
        last = joined[-1] if joined else None
        if last is not None and _half(last, finding, texts):
            joined[-1] = _cut(last, last.start, finding.end)
        elif last is not None and _one_address(last, finding, texts):
            joined[-1] = _cut(last if last.type is PiiType.ADDRESS else finding, last.start, finding.end)
        else:
            joined.append(finding)
    return tuple(joined)


def _tidy(finding: Finding, text: str) -> Finding | None:
    """Return *finding* without the spaces and stops at its ends, or None where nothing is left of it."""
    start, end = finding.start, finding.end
    while start < end and text[start] in _STOPS:
        start += 1
    while start < end and text[end - 1] in _STOPS:
        end -= 1
    if start == end or not (text[start].isalnum() or any(map(str.isalnum, text[start:end]))):
        return None
    return finding if (start, end) == (finding.start, finding.end) else _cut(finding, start, end)


def _half(left: Finding, right: Finding, texts: Sequence[str]) -> bool:
    """Say whether *right* is what a surer name left of an address, "@CITY" of "jane.roe@CITY. EDU": one value, one finding."""
    beside = left.field == right.field and left.end == right.start and left.type is PiiType.PERSON
    return beside and right.type is PiiType.EMAIL and texts[right.field][right.start] == "@"


def _one_address(left: Finding, right: Finding, texts: Sequence[str]) -> bool:
    if left.field != right.field or right.type not in _PLACED or left.type not in _PLACED:
        return False
    if left.type is not PiiType.ADDRESS and right.type is not PiiType.ADDRESS:
        return False
    return right.start - left.end <= _GAP and _BETWEEN.fullmatch(texts[left.field], left.end, right.start) is not None


def _clusters(findings: Iterable[Finding]) -> Iterable[list[Finding]]:
    """Yield what stands together of *findings*, which are in order: one field each, and no gap within."""
    cluster: list[Finding] = []
    field = end = -1
    for finding in findings:
        if cluster and (finding.start >= end or finding.field != field):
            yield cluster
            cluster = []
        if not cluster or finding.end > end:
            end = finding.end
        field = finding.field
        cluster.append(finding)
    if cluster:
        yield cluster


def _sweep(cluster: Sequence[Finding]) -> list[Finding]:
    """Cut a cluster, sorted by start, at every edge and give each part to the strongest that covers it."""
    strongest = min(cluster, key=rank)
    if strongest.start == cluster[0].start and all(each.end <= strongest.end for each in cluster):
        return [strongest]  # nearly always: one that claims all of it wins all of it
    if (whole := _whole(cluster, strongest)) is not None:
        return [whole]
    edges = sorted({edge for finding in cluster for edge in (finding.start, finding.end)})
    active: list[tuple[tuple[object, ...], int]] = []
    taken: list[tuple[int, int, int]] = []  # index into the cluster, start, end
    coming = 0
    for start, end in pairwise(edges):
        while coming < len(cluster) and cluster[coming].start <= start:
            heappush(active, (rank(cluster[coming]), coming))
            coming += 1
        while cluster[active[0][1]].end <= start:
            heappop(active)
        best = active[0][1]
        if taken and taken[-1][0] == best:
            taken[-1] = (best, taken[-1][1], end)
        else:
            taken.append((best, start, end))
    return [_cut(cluster[best], start, end) for best, start, end in taken]


def _whole(cluster: Sequence[Finding], strongest: Finding) -> Finding | None:
    """Return the finding that claims all of a *cluster*, of the strongest one's type, which leaves it no more than a suffix: "Jane Roe, CPA"."""
    start, end = cluster[0].start, max(each.end for each in cluster)
    for each in cluster:
        if (each.start, each.end, each.type, each.kind) == (start, end, strongest.type, strongest.kind):
            inside = all(
                strongest.start <= other.start and other.end <= strongest.end for other in cluster if other is not each
            )
            return each if inside else None
    return None


def _cut(finding: Finding, start: int, end: int) -> Finding:
    if (start, end) == (finding.start, finding.end):
        return finding
    return Finding(
        finding.field, start, end, finding.type, finding.score, finding.detector, finding.kind, finding.pattern
    )


class Covered:
    """Answers whether a stretch is already covered by one finding."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._spans: dict[int, list[tuple[int, int]]] = {}
        for finding in sorted(findings, key=itemgetter(1, 2)):  # by start and end
            spans = self._spans.setdefault(finding.field, [])
            if spans and finding.start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(spans[-1][1], finding.end))
            else:
                spans.append((finding.start, finding.end))

    def holds(self, field: int, start: int, end: int) -> bool:
        """Say whether one finding, or several that touch, cover ``[start, end)`` of *field*."""
        spans = self._spans.get(field, [])
        at = bisect_right(spans, (start, 1 << 62)) - 1
        return at >= 0 and spans[at][1] >= end

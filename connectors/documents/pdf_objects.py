"""Says whether a PDF page draws what may be text without being text: pictures, curves, shadings."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

__all__ = ["draws"]

_MOST_CURVES = 60
"""Curves on a page before they may be letters: a few are rounded corners, a logo of letters has hundreds."""
_SMALL = 100.0
"""Square points of a picture too small to hold a word: a tick, a bullet."""
_DEEPEST = 5


def draws(page: Any) -> bool:
    """Say so; a page whose objects are nested too deep to look at counts as drawn."""
    objects = [pdfium.FPDFPage_GetObject(page, n) for n in range(pdfium.FPDFPage_CountObjects(page))]
    return _drawn(objects, 0)


def _drawn(objects: list[Any], depth: int) -> bool:
    curves = 0
    for each in objects:
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            curves += _curves(each)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            count = pdfium.FPDFFormObj_CountObjects(each)
            below = [pdfium.FPDFFormObj_GetObject(each, n) for n in range(count)]
            if depth >= _DEEPEST or _drawn(below, depth + 1):
                return True
        elif kind != pdfium.FPDF_PAGEOBJ_TEXT and _area(each) > _SMALL:
            return True
    return curves > _MOST_CURVES


def _curves(path: Any) -> int:
    count = pdfium.FPDFPath_CountSegments(path)
    segments = (pdfium.FPDFPath_GetPathSegment(path, n) for n in range(min(count, 10 * _MOST_CURVES)))
    return sum(pdfium.FPDFPathSegment_GetType(each) == pdfium.FPDF_SEGMENT_BEZIERTO for each in segments)


def _area(each: Any) -> float:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(each, *sides):
        return _SMALL + 1
    left, bottom, right, top = (side.value for side in sides)
    return abs((right - left) * (top - bottom))

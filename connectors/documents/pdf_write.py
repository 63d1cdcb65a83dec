"""A PDF is written anew from encoded pixels and words: a page is one picture and, unseen over it, the words read in that picture.

No object, name, date or number of a source is in it, and the same pages give the same bytes.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name

from connectors.documents.picture import Packed
from connectors.documents.reading import Word
from records.errors import Reason

__all__ = ["NOTICE", "Paper"]

_WIDE = 0.6
"""Width of every letter of Courier, in heights of it: words can be stretched to their boxes without a table of widths."""
NOTICE = "Page {} withheld: {}."
"""What stands on a page that cannot be released."""
_NOTICE_SIZE = 12
_CODEC = "cp1252"
_FILTERS = {"g4": "/CCITTFaxDecode", "jpeg": "/DCTDecode", "sixteen": "/FlateDecode"}
_BITS = {"g4": 1, "jpeg": 8, "sixteen": 4}


class Paper:
    """A new PDF, page by page."""

    def __init__(self) -> None:
        self._pdf = pikepdf.new()
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier, Encoding=Name.WinAnsiEncoding)
        self._font = self._pdf.make_indirect(font)

    def add(self, picture: Packed, words: tuple[Word, ...], resolution: float) -> None:
        """Add a page that shows *picture* at *resolution* dots per inch, with *words* to be searched and copied."""
        scale = 72 / resolution
        width, height = (side * scale for side in picture.size)
        shown = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /P Do Q\n"
        text = "".join(_line(word, height, scale) for word in words)
        self._page((width, height), f"{shown}BT 3 Tr\n{text}ET\n" if text else shown, self._picture(picture))

    def add_notice(self, number: int, reason: Reason, size: tuple[float, float]) -> None:
        """Add page *number*, of *size* points, that says why there is nothing on it."""
        text = _string(NOTICE.format(number, reason.value))
        self._page(size, f"BT /F {_NOTICE_SIZE} Tf 1 0 0 1 24 {size[1] / 2:.3f} Tm {text} Tj ET\n", None)

    def content(self) -> bytes:
        """Return the whole."""
        out = io.BytesIO()
        self._pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        self._pdf.close()
        return out.getvalue()

    def _picture(self, picture: Packed) -> pikepdf.Object:
        image = pikepdf.Stream(self._pdf, picture.content)
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.Width, image.Height = picture.size
        image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, _BITS[picture.kind]
        image.Filter = Name(_FILTERS[picture.kind])
        if picture.kind == "g4":
            image.DecodeParms = Dictionary(K=-1, Columns=picture.size[0], Rows=picture.size[1], BlackIs1=True)
        return self._pdf.make_indirect(image)

    def _page(self, size: tuple[float, float], content: str, picture: pikepdf.Object | None) -> None:
        resources = Dictionary(Font=Dictionary(F=self._font))
        if picture is not None:
            resources.XObject = Dictionary(P=picture)
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, round(size[0], 3), round(size[1], 3)]),
            Resources=resources,
            Contents=self._pdf.make_stream(content.encode("latin-1")),
        )
        self._pdf.pages.append(pikepdf.Page(page))


def _line(word: Word, height: float, scale: float) -> str:
    """Return the operators that lay a word over its box, with a space after it (ISO 32000-1, 9.3.4 and 9.4.2)."""
    left, top, right, bottom = (side * scale for side in word.box)
    size = max(bottom - top, 1.0)
    stretch = 100 * (right - left) / (_WIDE * size * max(len(word.text), 1))
    return (
        f"/F {size:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {left:.2f} {height - bottom:.2f} Tm {_string(word.text + ' ')} Tj\n"
    )


def _string(text: str) -> str:
    """Return a hexadecimal string; a letter that Courier has not becomes a question mark."""
    return f"<{text.encode(_CODEC, 'replace').hex()}>"

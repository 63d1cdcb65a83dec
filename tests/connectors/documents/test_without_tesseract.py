"""Where tesseract is missing, only what a page's own text says for sure is released, and the copy can be looked at, not searched."""

import io

import pypdf
import pytest

from connectors.documents import PDF, PICTURE
from records.errors import Reason, Unreadable
from tests.paper_files import edited, pdf, picture, redacted, saved

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_programs")]
LINES = ("Dear Zelda Quartermain,", "your number is 516-21-4321.")


def reason(format_, content):
    with pytest.raises(Unreadable) as caught:
        format_.read(content)
    return caught.value.reason


def test_a_page_of_sound_text_is_rebuilt_without_a_text():
    """Its values are burnt where its characters stand."""
    document = PDF.read(pdf(*LINES))
    copy = PDF.rebuild(document, redacted(document))
    page = pypdf.PdfReader(io.BytesIO(copy)).pages[0]

    assert "Zelda Quartermain" in document.fields[0].text
    assert (page.extract_text(), len(page.images)) == ("", 1)


@pytest.mark.case("D09")
@pytest.mark.case("D14")
def test_what_only_a_picture_shows_is_withheld():
    """A scan, a page with a picture on it, a font that does not say its letters, a picture file."""
    from reportlab.lib.utils import ImageReader

    def lie(document):
        next(iter(document.pages[0].Resources.Font.values())).ToUnicode = document.make_stream(
            b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
            b"1 beginbfrange <20> <7e> <e020> endbfrange endcmap end"
        )

    seal = ImageReader(picture("Zelda", size=(400, 300)))
    for content in (
        pdf(draw=lambda page: page.drawImage(seal, 0, 0, 612, 792)),
        pdf(*LINES, draw=lambda page: page.drawImage(seal, 72, 100, 200, 150)),
        edited(pdf(*LINES), lie),
    ):
        assert reason(PDF, content) is Reason.LOW_CONFIDENCE
    assert reason(PICTURE, saved(picture(*LINES), "PNG")) is Reason.LOW_CONFIDENCE

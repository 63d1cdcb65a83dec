"""Only what a page's text and its picture agree on is spared a second look; one word that differs keeps its whole line in view."""

import numpy as np
from PIL import Image

from connectors.documents.reading import Word, of_words
from connectors.documents.sheet import disputed

LINES = (("Jane", "Doe", "signed"), ("her", "number", "is", "516-21-4321"))


def words(lines=LINES):
    """Return words in a grid, 100 pixels by 30 each, on lines 50 pixels apart."""
    return tuple(
        Word(text, (100 * place, 50 * line, 100 * place + 90, 50 * line + 30), 95.0, (1, 1, line))
        for line, texts in enumerate(lines)
        for place, text in enumerate(texts)
    )


def inked():
    """Return a picture that is black wherever a word stands."""
    picture = np.full((120, 420), 255, np.uint8)
    for word in words():
        left, top, right, bottom = word.box
        picture[top:bottom, left:right] = 0
    return Image.fromarray(picture)


def left_of(picture):
    """Return which lines are still to be seen."""
    pixels = np.asarray(picture)
    return [line for line in range(len(LINES)) if (pixels[50 * line : 50 * line + 30] == 0).any()]


def test_lines_that_both_readings_have_are_out_of_the_way():
    """The page's text and the words seen in its picture are the same: nothing is left to be read again."""
    assert left_of(disputed(inked(), [("text", of_words(words()))], words())) == []


def test_a_figure_that_differs_keeps_its_line():
    """Either reading may be the true one, so the whole line is read again."""
    other = (LINES[0], ("her", "number", "is", "516-27-4321"))

    assert left_of(disputed(inked(), [("text", of_words(words()))], words(other))) == [1]


def test_a_word_that_the_text_does_not_have_keeps_its_line():
    """A name in a drawing is in no text layer."""
    own = of_words([word for word in words() if word.text != "Doe"])

    assert left_of(disputed(inked(), [("text", own)], words())) == [0]


def test_a_page_without_a_text_of_its_own_is_looked_at_whole():
    """A scan has one witness: what was read in its picture confirms nothing."""
    whole = [0, 1]

    assert left_of(disputed(inked(), [], words())) == whole
    assert left_of(disputed(inked(), [("picture", of_words(words()))], words())) == whole

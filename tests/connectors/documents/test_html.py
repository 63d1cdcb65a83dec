"""HTML is scanned with everything it hides and rebuilt without anything but its visible lines."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from connectors.documents.html import HTML
from connectors.documents.html_text import gather
from records.errors import Reason, Unreadable


def visible(markup):
    return HTML.read(markup.encode()).fields[0].text


def hidden(markup):
    return "\n".join(field.text for field in HTML.read(markup.encode()).fields if not field.released)


def rebuilt(markup, *pairs):
    document = HTML.read(markup.encode())
    texts = [field.text for field in document.fields]
    for old, new in pairs:
        texts = [text.replace(old, new) for text in texts]
    return HTML.rebuild(document, tuple(texts)).decode()


@pytest.mark.case("H06")
@pytest.mark.case("E11")
@pytest.mark.parametrize(
    "markup",
    [
        "<p>900-<b>55</b>-0101</p>",
        "900-<i></i>55-<wbr>0101",
        "<p>900&#45;55&#x2d;0101",
        "<span>900-</span><span>55-0101</span>",
    ],
)
def test_a_value_split_over_tags_is_whole(markup):
    """Inline tags, breaks that may be and entities do not part a number."""
    assert visible(markup).strip() == "900-55-0101"


@pytest.mark.case("E11")
def test_a_comment_with_a_reference_that_is_no_number_is_read():
    """What stands beside a reference of five thousand figures is scanned; the page is not given up for it."""
    assert hidden(f"<p>fence</p><!-- &#{'9' * 5_000}; 900&#45;55-0101 -->") == "\ufffd 900-55-0101"


@pytest.mark.case("H06")
@pytest.mark.case("E16")
def test_cells_of_a_row_stand_on_one_line():
    """A number over three cells can be matched, and its label in the cell before it is beside it."""
    assert (
        visible("<table><tr><th>SSN<td><p>900</p><td>55<td>0101</tr><tr><td>a<td>b</table>").rstrip()
        == "SSN\t900\t55\t0101\na\tb"
    )


@pytest.mark.case("H01")
@pytest.mark.parametrize(
    "markup",
    [
        '<div style="display:none">jane</div>',
        "<p hidden>jane</p>",
        "<font size=1 color=white>jane</font>",
        "<details>jane</details>",
    ],
)
def test_what_a_style_hides_is_visible_in_the_copy(markup):
    """The copy has no styles, so such text is scanned and redacted as visible."""
    assert (visible(markup).strip(), "style" in rebuilt(markup)) == ("jane", False)


@pytest.mark.case("H01")
@pytest.mark.case("H02")
@pytest.mark.case("H03")
@pytest.mark.case("H04")
@pytest.mark.case("H07")
@pytest.mark.parametrize(
    "markup",
    [
        "<p>x<!-- jane@example.org --></p>",
        "<!--[if mso]><p title='jane@example.org'>y</p><![endif]--><p>x",
        '<meta name="author" content="jane@example.org">x',
        "<title>jane@example.org</title>x",
        '<img alt="jane@example.org" src="http://192.0.2.1/p.gif">x',
        '<p data-user="jane@example.org" aria-label=z>x',
        '<input value="jane@example.org">x',
        '<a href="mailto:jane%40example.org">x</a>',
        '<a href="https://track.example.com/?u=jane%2540example.org">x</a>',
        '<a href="https://track.example.com/amFuZUBleGFtcGxlLm9yZw==">x</a>',
        '<a href="https://track.example.com/6a616e65406578616d706c652e6f7267">x</a>',
        "<script>var a = 'jane@example.org'</script>x",
        "<style>p:after {content: 'jane@example.org'}</style>x",
        "<template><b>jane@example.org</b></template>x",
        "<svg><script>jane@example.org</script></svg>x",
        "<noframes>jane@example.org</noframes>x",
    ],
)
def test_hidden_text_is_scanned_and_gone(markup):
    """Comments, attributes, link targets in any encoding, scripts: fields that are never released."""
    copy = rebuilt(markup)
    assert ("jane@example.org" in hidden(markup), "jane" in copy, "amFu" in copy, "6a616e" in copy) == (
        True,
        False,
        False,
        False,
    )


@pytest.mark.case("H05")
@pytest.mark.case("H07")
def test_the_copy_has_only_plain_tags_and_no_attribute():
    """No script, no link, no image, nothing that loads."""
    copy = rebuilt(
        "<base href=http://192.0.2.1><body onload=x><h2 class=a>T</h2><ul><li>one<li>two</ul><pre> a\n  b</pre>"
        "<table><tr><td bgcolor=red>c<td>d</table><a href='javascript:x'>link</a><iframe src=x></iframe><math><mi>m</mi></math>"
    )
    tags = {(node.tag, *node.attributes) for node in LexborHTMLParser(copy).root.traverse()}
    assert tags == {
        *(
            ("html",),
            ("head",),
            ("meta", "charset"),
            ("title",),
            ("body",),
            ("h2",),
            ("ul",),
            ("li",),
            ("pre",),
            ("p",),
        ),
        *(("table",), ("tbody",), ("tr",), ("td",), ("br",)),
    }


def test_the_copy_keeps_the_structure_of_lines():
    """Headings, items, rows and preformatted lines come back as what they were."""
    copy = rebuilt(
        "<h1>Jane</h1><ul><li>Jane 1</ul><table><tr><td>Jane<td>2</table><pre>a\n  Jane</pre>", ("Jane", "[NAME 1]")
    )
    for piece in (
        "<h1>[NAME 1]</h1>",
        "<li>[NAME 1] 1</li>",
        "<tr><td>[NAME 1]</td><td>2</td></tr>",
        "<pre>\na\n  [NAME 1]</pre>",
    ):
        assert piece in copy


def test_redaction_over_a_line_break_falls_back_to_plain_lines():
    """Where lines were joined nobody knows which is which, so none claims to be a heading."""
    copy = rebuilt("<h1>Jane</h1><p>Doe</p><p>rest</p>", ("Jane\nDoe", "[NAME 1]"))
    assert ("<p>[NAME 1]</p>" in copy, "<h1>" in copy) == (True, False)


def test_deep_nesting_is_refused():
    """The parser's time grows with the square of the depth; closing tags of nothing do not hide the depth."""
    with pytest.raises(Unreadable) as caught:
        gather("<div></z>" * 10_000)
    assert caught.value.reason is Reason.TOO_DEEP


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"<!DOCTYPE html><p>x", "a.bin", True),
        (b"\xef\xbb\xbf  <html>", "", True),
        (b"<!-- c --><table><tr>", "", True),
        (b"words <b>x</b>", "page.html", True),
        (b"words", "page.html", False),
        (b"%PDF-1.7 <", "page.pdf", False),
        (b"a < b", "notes.txt", False),
    ],
)
def test_html_is_recognised_by_its_content(head, name, expected):
    """A name helps only where there are tags."""
    assert HTML.recognises(head, name) is expected


@pytest.mark.parametrize(
    "content",
    [
        '<meta charset="cp1252"><p>José</p>'.encode("cp1252"),
        '<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1"><p>José</p>'.encode("latin-1"),
        "<p>José</p>".encode(),
        "<html><p>José</p></html>".encode("utf-16"),
    ],
)
def test_the_charset_is_found(content):
    """From a mark, the meta tag or the bytes themselves."""
    assert HTML.read(content).fields[0].text.strip() == "José"


@given(st.text())
def test_any_text_reads_back_from_the_copy(text):
    """The copy shows the given text, white space aside, and never more tags than the page has."""
    document = HTML.read(b"<p>x</p>")
    shown = LexborHTMLParser(HTML.rebuild(document, (text,)).decode()).body.text(separator=" ")
    kept = "".join(char for char in text if char.isprintable() and not char.isspace())
    assert "".join(char for char in shown if char in kept) == kept


@given(st.text())
def test_any_visible_text_is_seen(text):
    """Whatever stands between tags is in the field: nothing visible escapes the detectors."""
    words = [word for word in text.split() if word.isprintable() and "\ufeff" not in word]
    found = visible(f"<div>{html.escape(text)}</div>")
    assert [word for word in words if word not in found] == []


@pytest.mark.case("H06")
@pytest.mark.parametrize(
    "markup",
    [
        "<td>Name</td><td>406-555-0101</td>",
        "<svg><text>Name</text><text>406-555-0101</text></svg>",
        "<p>Name</p><svg><text>406-555-0101</text></svg>",
    ],
)
def test_words_of_neighbours_stay_apart(markup):
    """Cells outside any table and the texts of a drawing are words of their own, not letters glued to a number."""
    assert visible(markup).split() == ["Name", "406-555-0101"]


@pytest.mark.case("E18")
@pytest.mark.parametrize(
    "markup",
    [
        "<bdo dir=rtl>gro.elpmaxe@enaj</bdo>",
        "<span style='unicode-bidi: bidi-override; direction: rtl'>gro.elpmaxe@enaj</span>",
    ],
)
def test_letters_shown_from_right_to_left_say_so(markup):
    """An address that is written backwards, and shown forwards, is read as it is seen."""
    assert visible(markup) == "\u202egro.elpmaxe@enaj\u202c"
    assert visible("<bdo>a</bdo><i style='direction:rtl'>b</i>") == "ab"

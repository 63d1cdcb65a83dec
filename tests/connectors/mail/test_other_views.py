"""Web archives, AMP pages, enriched and rich text in mail: each is handled by its type or withheld, and always scanned."""

import base64

import pytest

from connectors.documents import HTML
from connectors.documents.html_styles import style_flaws
from records.errors import Reason, Unreadable

HEADERS = "From: Jane Doe <jane@example.org>\nTo: clerk@example.com\nSubject: form\nMIME-Version: 1.0\n"
PICTURE = base64.encodebytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").decode()
ARCHIVE = (
    "From: <Saved by Jane Doe>\nSnapshot-Content-Location: https://forms.example.org/?who=jane@example.org\nSubject: Permit\n"
    "MIME-Version: 1.0\nContent-Type: multipart/related; type=text/html; boundary=web\n\n"
    "--web\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"
    "Content-Location: https://forms.example.org/?who=3Djane@example.org\n\n"
    '<p>Applicant 406-555-01=\n01</p><img src=3D"cid:a@example.org">\n'
    "--web\nContent-Type: text/css\nContent-Location: cid:css-1@example.org\n\n.a { color: red }\n"
    f"--web\nContent-Type: image/png\nContent-ID: <a@example.org>\nContent-Transfer-Encoding: base64\n\n{PICTURE}\n--web--\n"
)  # fmt: skip


def alternative(*parts, kind="alternative"):
    body = "".join(f"--bnd\n{part}\n" for part in parts)
    return f"{HEADERS}Content-Type: multipart/{kind}; boundary=bnd\n\n{body}--bnd--\n".encode()


def page(body):
    return f"<html><body>{body}</body></html>"


@pytest.mark.case("H12")
def test_a_web_archive_is_a_message_of_parts(read, parsed, shown):
    """Its page is the body, unfolded; its places are scanned and gone."""
    record = read(ARCHIVE.encode())
    copy = parsed(ARCHIVE.encode()).as_string()

    assert "Applicant 406-555-0101" in shown(record, released=True)
    assert "https://forms.example.org/?who=jane@example.org" in shown(record, released=False)
    assert "forms.example.org" not in copy
    assert any(part.place.startswith("attachment") for part in record.withheld)


@pytest.mark.case("H12")
@pytest.mark.parametrize("name", ["page.mht", "page.mhtml"])
def test_a_web_archive_in_mail_is_read_as_a_message(read, shown, name):
    """Whatever type its sender gave it: its quoted-printable would part the digits of a number."""
    part = f'Content-Type: application/x-mimearchive\nContent-Disposition: attachment; filename="{name}"\n\n{ARCHIVE}'
    record = read(alternative("Content-Type: text/plain\n\nsee the page\n", part, kind="mixed"))

    assert "Applicant 406-555-0101" in shown(record, released=True)


@pytest.mark.case("M15")
def test_an_amp_part_is_scanned_and_another_view_released(read, parsed, shown):
    """It comes between the plain and the HTML view, and may say what neither says."""
    content = alternative(
        "Content-Type: text/plain\n\nHello\n",
        f"Content-Type: text/x-amp-html\n\n{page('<p>Jane Doe, 517-88-4593</p>')}\n",
        f"Content-Type: text/html\n\n{page('<p>Hello</p>')}\n",
    )
    only = alternative(f"Content-Type: text/x-amp-html\n\n{page('<p>Hello</p>')}\n")

    assert "517-88-4593" in shown(read(content), released=False)
    assert "517-88-4593" not in parsed(content).as_string()
    assert parsed(content).get_content_type() == "text/plain"
    assert "Hello" in shown(read(only), released=True)


@pytest.mark.case("M15")
@pytest.mark.parametrize("media", ["text/enriched", "text/richtext"])
def test_enriched_text_is_withheld(read, parsed, shown, media):
    """Its tags stand within values; the plain view beside it is released."""
    content = alternative("Content-Type: text/plain\n\nHello\n", f"Content-Type: {media}\n\n<bold>517</bold>-88-4593\n")

    assert [part.reason for part in read(content).withheld] == [Reason.UNSUPPORTED]
    assert "-88-4593" in shown(read(content), released=False)
    assert "4593" not in parsed(content).as_string()


@pytest.mark.case("M15")
def test_rich_text_is_read_as_rich_text(read, shown):
    """What RTF splits into groups is joined."""
    content = alternative(
        "Content-Type: text/plain\n\nHello\n", "Content-Type: text/rtf\n\n{\\rtf1 517{\\b -88}-4593}\n", kind="mixed"
    )

    assert "517-88-4593" in shown(read(content), released=True)


@pytest.mark.case("H11")
def test_words_that_only_a_style_shows_are_listed(read, shown):
    """A reader of the page sees them and a reader of the copy does not; icons and quotation marks are no words."""
    styled = "<style>.a:before { content: 'Jane Doe' } q { content: '\\201C' }</style><p>Hello</p>"
    plain = "<style>.a:before { content: '\\f101' } q { content: \"\\201C\" }</style><p>content: 'words'</p>"
    record = read(f"{HEADERS}Content-Type: text/html\n\n{page(styled)}".encode())

    assert [(part.place, part.reason) for part in record.withheld] == [("body: words of a style", Reason.POLICY)]
    assert "Jane Doe" in shown(record, released=False)
    assert HTML.read(page(plain).encode()).withheld == ()


@pytest.mark.case("H11")
def test_a_page_with_a_typeface_of_its_own_is_withheld(read, parsed):
    """Its letters may look like any others, so what was scanned is not what is seen."""
    face = '@font-face { font-family: x; src: url("data:font/woff;base64,AAAA") }'
    content = page(f"<style>{face}</style><p style='font-family:x'>627-99-5604</p>")
    with pytest.raises(Unreadable) as caught:
        HTML.read(content.encode())
    mail = f"{HEADERS}Content-Type: text/html\n\n{content}".encode()

    assert caught.value.reason is Reason.AMBIGUOUS
    assert [part.reason for part in read(mail).withheld] == [Reason.AMBIGUOUS]
    assert "5604" not in parsed(mail).as_string()
    assert (
        HTML.read(page("<style>@font-face { src: url(https://example.org/a.woff) }</style>x").encode()).withheld == ()
    )


@pytest.mark.case("X01")
@pytest.mark.parametrize("piece", ["<style", "content:'", "@font-face{", "url( data"])
def test_hostile_styles_take_linear_time(piece):
    """Two hundred thousand beginnings without an end are read at once, or this test never ends."""
    assert len(style_flaws(f"<style>{piece * 200_000}")) <= 1

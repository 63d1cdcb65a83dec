"""Draws one message of the samples before and after a release, side by side, as an SVG picture for the documentation.

    python data/make_picture.py RELEASE [OUT.svg] [NUMBER]     RELEASE is a release of data/samples/mailbox.mbox

Both panels are the real text: the left one is decoded from the sample, the right one from the released mailbox. What the
answer key says must go is tinted on the left; what the release put in its place is boxed on the right.
"""

from __future__ import annotations

import json
import mailbox
import re
import sys
import textwrap
from contextlib import closing
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path
from xml.sax.saxutils import escape

DATA = Path(__file__).resolve().parent
NUMBER = 2
COLUMNS, CHAR, LINE, SIZE = 58, 7.5, 19, 12.5
PAD, GAP, TOP, FOOT = 26, 28, 74, 20
LABEL = re.compile(r"\[[A-Z][A-Z ]*(?: \d+)?\]")
FONT = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"


def main(arguments: list[str]) -> None:
    """Write the picture."""
    copies = sorted(Path(arguments[0]).rglob("*.mbox"))
    target = Path(arguments[1]) if len(arguments) > 1 else DATA.parent / "docs" / "picture.svg"
    number = int(arguments[2]) if len(arguments) > 2 else NUMBER  # noqa: PLR2004 - the third argument
    before, after = read(DATA / "samples" / "mailbox.mbox", number), read(copies[0], number)
    target.write_text(picture(before, after, planted(number)), encoding="utf-8", newline="\n")


def read(path: Path, number: int) -> list[str]:
    """Return the lines of message *number* as a person reads it: four headers, a blank line, the body."""
    with closing(mailbox.mbox(path, create=False)) as box:
        message = box[number - 1]
    heads = [f"{name}: {make_header(decode_header(message[name] or ''))}" for name in ("From", "To", "Subject", "Date")]
    lines = [*heads, "", *body(message).rstrip().splitlines()]
    return [row for line in lines for row in wrapped(line)]


def wrapped(line: str) -> list[str]:
    """Return *line* in rows of the panel's width, no label broken over two of them."""
    whole = LABEL.sub(lambda label: label[0].replace(" ", "\0"), line)
    rows = textwrap.wrap(whole, COLUMNS, subsequent_indent=indent(line)) or [""]
    return [row.replace("\0", " ") for row in rows]


def body(message: Message) -> str:
    """Return the text of the first text part."""
    part = next(part for part in message.walk() if part.get_content_maintype() == "text")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)  # noqa: S101 - a text part has a payload
    return content.decode(part.get_content_charset() or "utf-8")


def indent(line: str) -> str:
    """Return what a wrapped line goes on with: the quote marks of a quoted one, two spaces after a header."""
    quotes = re.match(r"(?:> ?)*", line)
    return (quotes[0] if quotes else "") or ("  " if re.match(r"[A-Z][a-z]+: ", line) else "")


def planted(number: int) -> list[str]:
    """Return the values that the answer key says must go from this message, longest first."""
    lines = (DATA / "answer-key.jsonl").read_text(encoding="utf-8").splitlines()
    own = [answer for answer in map(json.loads, lines) if re.match(rf"message {number}\b", answer["place"])]
    return sorted(
        {answer["value"] for answer in own if answer["must"] == "redact"}, key=lambda value: (-len(value), value)
    )


def picture(before: list[str], after: list[str], values: list[str]) -> str:
    """Return the SVG document."""
    width = COLUMNS * CHAR + 2 * PAD
    height = TOP + max(len(before), len(after)) * LINE + FOOT
    marks = re.compile("|".join(re.escape(value) for value in values))
    left = panel(before, marks, "Before", "the message as it arrived", 0, (width, height), "tint")
    right = panel(after, LABEL, "After", "the copy that may be handed out", width + GAP, (width, height), "box")
    total = 2 * width + GAP
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 -16 {total + 32:g} {height + 32:g}" role="img" aria-labelledby="t">
<title id="t">One e-mail before and after redaction by clearcopy; everybody in it is invented</title>
<style>
.page {{ fill: #ffffff; stroke: #d0d7de }} .name {{ font: 600 17px {SANS}; fill: #1f2328 }} .what {{ font: 13px {SANS}; fill: #59636e }}
.line {{ font: {SIZE}px {FONT}; fill: #1f2328; white-space: pre }} .tint {{ fill: #ffe3dc }}
.box {{ fill: #1f2937 }} .label {{ font: 600 11px {FONT}; fill: #ffffff }} .rule {{ stroke: #d0d7de }}
</style>
<rect x="-16" y="-16" width="{total + 32:g}" height="{height + 32:g}" fill="#f6f8fa"/>
{left}
{right}
</svg>
"""


def panel(
    lines: list[str], marks: re.Pattern[str], name: str, what: str, x: float, size: tuple[float, float], kind: str
) -> str:
    """Return one panel: its frame, its heading and its lines."""
    width, height = size
    head = (
        f'<rect class="page" x="{x:g}" y="0" width="{width:g}" height="{height:g}" rx="8"/>'
        f'<text class="name" x="{x + PAD:g}" y="34">{name}</text><text class="what" x="{x + PAD + 76:g}" y="34">{what}</text>'
        f'<line class="rule" x1="{x:g}" x2="{x + width:g}" y1="52" y2="52"/>'
    )
    rows = [row(line, marks, x + PAD, TOP + 6 + number * LINE, kind) for number, line in enumerate(lines)]
    return "\n".join([head, *(each for each in rows if each)])


def row(line: str, marks: re.Pattern[str], x: float, y: float, kind: str) -> str:
    """Return one line of text with its tints behind it, or with boxes in place of its labels."""
    out = []
    at = 0
    for hit in marks.finditer(line):
        out.append(words(line[at : hit.start()], x + at * CHAR, y))
        left, wide = x + hit.start() * CHAR, len(hit[0]) * CHAR
        out.append(f'<rect class="{kind}" x="{left - 1:g}" y="{y - 13:g}" width="{wide + 2:g}" height="17" rx="3"/>')
        if kind == "box":
            middle = left + wide / 2
            out.append(
                f'<text class="label" x="{middle:g}" y="{y - 0.5:g}" text-anchor="middle">{escape(hit[0].strip("[]"))}</text>'
            )
        else:
            out.append(words(hit[0], left, y))
        at = hit.end()
    out.append(words(line[at:], x + at * CHAR, y))
    return "".join(out)


def words(text: str, x: float, y: float) -> str:
    """Return a stretch of text, as wide in every font as its letters are many."""
    shown = text.rstrip()
    if not shown.strip():
        return ""
    lead = len(shown) - len(shown.lstrip())
    shown = shown.strip()
    wide = f'textLength="{len(shown) * CHAR:g}" lengthAdjust="spacingAndGlyphs"'
    return f'<text class="line" x="{x + lead * CHAR:g}" y="{y:g}" {wide}>{escape(shown)}</text>'


if __name__ == "__main__":
    main(sys.argv[1:])

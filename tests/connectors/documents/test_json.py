"""JSON keeps its structure, its duplicate keys and the digits of its numbers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.documents import CSV, JSON, JSONL, TEXT, recognise
from connectors.documents.json import JsonLines
from records.errors import Reason, Unreadable
from records.record import Shape

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


def rebuilt(content, texts=None):
    document = JSON.read(content)
    return JSON.rebuild(document, texts or tuple(field.text for field in document.fields)).decode()


@given(VALUES)
def test_a_document_survives_its_rebuilding(value):
    """Unredacted, the copy means what the source means."""
    assert json.loads(rebuilt(json.dumps(value).encode())) == value


@given(VALUES)
def test_every_text_and_number_can_be_replaced(value):
    """With tokens in the place of all texts the copy is valid JSON of the same shape that holds no text of the source."""
    document = JSON.read(json.dumps(value).encode())
    tokens = tuple(f"[T {n}]" for n in range(len(document.fields)))
    copy = json.loads(JSON.rebuild(document, tokens))

    assert sorted(_texts(copy)) == sorted(tokens)


def _texts(value):
    if isinstance(value, dict):
        return [text for key, inner in value.items() for text in (key, *_texts(inner))]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return [value] if isinstance(value, str) else []


def test_numbers_keep_their_digits():
    """A number longer than any machine number, and a trailing zero, are written as they were; a redacted one is a string."""
    source = b'{"permit": 123456789012345678901234567890, "fee": 1.10, "huge": 1e400}'

    assert rebuilt(source) == '{"permit": 123456789012345678901234567890, "fee": 1.10, "huge": 1e400}\n'
    assert '"[ID 1]"' in rebuilt(source, ("permit", "[ID 1]", "fee", "1.10", "huge", "1e400"))


@pytest.mark.case("S13")
def test_keys_are_scanned_and_can_be_replaced():
    """A key that holds a value is a field like any other, and the same key twice stays twice."""
    document = JSON.read(b'{"jane@example.org": {"note": "x", "note": "y"}}')

    assert [(f.text, f.shape) for f in document.fields if f.shape is Shape.LABEL] == [
        ("jane@example.org", Shape.LABEL),
        ("note", Shape.LABEL),
        ("note", Shape.LABEL),
    ]
    assert (
        JSON.rebuild(document, ("[EMAIL 1]", "note", "x", "note", "y"))
        == b'{"[EMAIL 1]": {"note": "x", "note": "y"}}\n'
    )


@pytest.mark.parametrize(
    "source", [b'[{"name": "Jane"}, {"name": "John"}]', b'{"responses": [{"name": "Jane"}, {"name": "John"}]}']
)
def test_each_submission_is_a_scope(source):
    """The objects of a list at the top, or right under a key at the top, do not share a scope."""
    cells = [field for field in JSON.read(source).fields if field.shape is Shape.CELL]

    assert [(field.name, field.text, field.scope, field.place) for field in cells] == [
        ("name", "Jane", 1, "item 1 value 1"),
        ("name", "John", 2, "item 2 value 1"),
    ]


def test_values_under_a_list_carry_the_name_of_their_key():
    """A list of telephone numbers is a list of values named phones."""
    fields = JSON.read(b'{"phones": ["406-555-0142", ["406-555-0143"]]}').fields

    assert [field.name for field in fields if field.shape is Shape.CELL] == ["phones", "phones"]


@pytest.mark.case("S13")
@pytest.mark.parametrize("depth", [102, 100_000])
def test_nesting_has_an_end(depth):
    """A document nested too deep is withheld with that reason and exhausts nothing."""
    with pytest.raises(Unreadable) as caught:
        JSON.read(b"[" * depth + b"]" * depth)

    assert caught.value.reason is Reason.TOO_DEEP


@pytest.mark.case("S13")
def test_a_base64_blob_is_opaque():
    """What is encoded in a string is not released unread."""
    fields = JSON.read(
        json.dumps({"scan": "QUJD" * 100, "photo": "data:image/png;base64," + "iVBO" * 100}).encode()
    ).fields

    assert [field.shape for field in fields if field.shape is not Shape.LABEL] == [Shape.OPAQUE, Shape.OPAQUE]


@pytest.mark.case("E21")
def test_lone_surrogates_and_controls_come_out_as_escapes():
    """The copy is plain UTF-8 whatever the strings hold."""
    assert rebuilt(b'["\\ud800\\u0000\\u001b[31m\x7f\\u009b"]') == '[\n"\\ud800\\u0000\\u001b[31m\\u007f\\u009b"]\n'


@pytest.mark.parametrize("source", [b'{"a": 1', b'{"a": 1} trailing', b"{'a': 1}", b'{"a": undefined}', b""])
def test_what_is_no_json_is_refused(source):
    """Half a document is not guessed at: its escapes would go out unread."""
    with pytest.raises(Unreadable):
        JSON.read(source)


def test_values_that_are_no_json_become_strings():
    """NaN and Infinity, which many programs write, come out as valid JSON."""
    assert json.loads(rebuilt(b"[NaN, -Infinity]")) == ["NaN", "-Infinity"]


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b'{"name": "Jane"}', "a.txt", JSON),
        (b'[{"name": "Jane"}]', "a", JSON),
        (b"[1, 2]", "a", JSON),
        (b'{"a": 1}\n{"a": 2}\n', "a.txt", JSONL),
        (b'{"a": 1}\n', "a.jsonl", JSONL),
        (b'{"broken": ', "a.txt", JSON),
        (b"[12:00:01] started\n[12:00:02] stopped\n", "a.log", TEXT),
        (b"[section]\nkey = 1\n", "a.ini", TEXT),
        (b"[1] A footnote, see below\n", "a.txt", TEXT),
        (b"{name},{phone},{zip}\nJane,406-555-0142,59601\n", "a.csv", CSV),
    ],
)
def test_json_is_told_from_what_looks_like_it(head, name, expected):
    """Content decides; a log, an INI file or a footnote is not JSON."""
    assert recognise(head, name) is expected


def test_lines_are_scopes_of_one_attachment():
    """A JSON lines attachment is one document whose lines are scopes, and it is written line by line."""
    document = JsonLines().read(b'{"name": "Jane"}\n\n{"name": "John", "n": 007}'.replace(b"007", b"7"))

    assert [(f.text, f.place, f.scope) for f in document.fields if f.shape is Shape.CELL] == [
        ("Jane", "line 1 value 1", 0),
        ("John", "line 2 value 1", 1),
        ("7", "line 2 value 2", 1),
    ]
    assert (
        JSONL.rebuild(document, tuple(f.text for f in document.fields))
        == b'{"name": "Jane"}\n{"name": "John", "n": 7}\n'
    )

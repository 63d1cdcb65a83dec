"""The one contract, asked of every connector over hostile sources (connectors/contract.py)."""

import importlib.util
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from connectors import connect
from connectors.contract import Connector, Writer
from connectors.database import DatabaseConnector
from connectors.documents.csv import defuse
from connectors.documents.decode import printable
from connectors.shards import read_shard, shards
from records.errors import Unsafe
from records.record import Record, Shape, Withheld
from records.settings import Settings
from release.layers import layers
from release.strangers import opened, raw

_SPEC = importlib.util.spec_from_file_location("sources", Path(__file__).with_name("sources.py"))
sources = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(sources)

CASES = sources.CASES
GENERATED = re.compile(r"(?:\d{2}/)?(?:database|\d{4})(?:[-/.\w]*)")
HIDDEN = re.compile("|".join(re.escape(value) for value in sources.VALUES))


@pytest.fixture(params=CASES, ids=str)
def connector(request, tmp_path):
    (tmp_path / "source").mkdir()
    return request.param.make(tmp_path / "source")


@pytest.fixture
def into(tmp_path):
    (tmp_path / "copy").mkdir()
    return tmp_path / "copy"


def bare(item):
    """Return an item without the connector's own handle, which need not compare."""
    if isinstance(item, Withheld):
        return item
    return (item.id, item.container, item.fields, item.place, item.thread, item.withheld, item.size)


def copied(connector, into, change):
    """Rebuild *connector* below *into* with every text changed; return the document named for each item."""
    writer = connector.rebuild(into)
    assert isinstance(writer, Writer)
    documents = []
    for item in connector.read():
        if isinstance(item, Withheld):
            documents.append(writer.withhold(item))
        else:
            documents.append(writer.add(item, tuple(change(field) for field in item.fields)))
    writer.close()
    return documents


def files(into):
    return sorted(path for path in into.rglob("*") if path.is_file())


def same(field):
    return field.text


def test_it_is_a_connector(connector):
    """Every connector offers the methods of the protocol, and a kind."""
    assert isinstance(connector, Connector)
    assert connector.kind


def test_reading_is_lazy_and_repeats(connector):
    """Reading gives an iterator, and a second reading gives the same items in the same order."""
    assert isinstance(connector.read(), Iterator)
    assert [bare(item) for item in connector.read()] == [bare(item) for item in connector.read()]


def test_an_abandoned_reading_disturbs_nothing(connector):
    """Who stops reading after one item may read again from the start."""
    whole = [bare(item) for item in connector.read()]
    reading = connector.read()
    first = next(reading)
    reading.close()

    assert [bare(first), *whole[1:]] == [bare(item) for item in connector.read()]


def test_items_are_numbered_within_known_containers(connector):
    """Every item is in a container that is told of, in their order, and its id is its own there."""
    containers = [container.id for container in connector.containers()]
    items = list(connector.read())
    keys = [(item.container, item.id if isinstance(item, Record) else item.record) for item in items]

    assert len(set(containers)) == len(containers)
    assert len(set(keys)) == len(keys)
    order = [containers.index(container) for container, _ in keys]
    assert order == sorted(order)


@pytest.fixture
def cut_small(monkeypatch):
    """Cut tables after every second row."""
    monkeypatch.setattr(DatabaseConnector, "shard_rows", 2)


def test_its_shards_are_the_whole_source(connector, cut_small):
    """Shards have generated ids, the same each time; each can be read by itself, in any order, and together they are the source."""
    pieces = shards(connector)
    assert shards(connector) == pieces
    assert len({piece.id for piece in pieces}) == len(pieces)
    assert {piece.container for piece in pieces} == {container.id for container in connector.containers()}
    assert not HIDDEN.search("".join(piece.id for piece in pieces))

    alone = {piece: [bare(item) for item in read_shard(connector, piece)] for piece in reversed(pieces)}

    assert [item for piece in pieces for item in alone[piece]] == [bare(item) for item in connector.read()]


def test_ids_and_places_hold_no_value(connector):
    """Ids, places and reasons are generated: they go into logs and reports."""
    for container in connector.containers():
        assert not HIDDEN.search(container.id + container.kind + container.item + container.source)
    for item in connector.read():
        parts = item.withheld if isinstance(item, Record) else (item,)
        places = [item.place, *(field.place for field in getattr(item, "fields", ())), *(part.place for part in parts)]
        assert not HIDDEN.search("\n".join([*places, getattr(item, "id", ""), getattr(item, "thread", "")]))


def test_parts_withheld_name_their_record(connector):
    """A part that is withheld says in which container and record it stood."""
    for item in connector.read():
        if isinstance(item, Record):
            assert {(part.container, part.record) for part in item.withheld} <= {(item.container, item.id)}


@pytest.mark.case("R15")
def test_the_source_does_not_change(connector, into, tmp_path):
    """Reading and rebuilding leave every byte of the source, and its fingerprint, as they were."""

    def state():
        return {path: path.read_bytes() for path in (tmp_path / "source").rglob("*") if path.is_file()}

    before, print_before = state(), connector.fingerprint()
    copied(connector, into, same)

    assert (state(), connector.fingerprint()) == (before, print_before)


@pytest.mark.case("R04")
def test_the_same_texts_give_the_same_bytes(connector, into):
    """Two copies with the same texts are the same files."""
    for name in ("one", "two"):
        (into / name).mkdir()
        copied(connector, into / name, same)
    copies = [
        {path.relative_to(into / name): path.read_bytes() for path in files(into / name)} for name in ("one", "two")
    ]

    assert copies[0] == copies[1]


def test_a_copy_reads_back_as_it_was(connector, into):
    """What is released unredacted can be read again, text for text; only what could run or steer a screen is changed."""
    copied(connector, into, same)
    texts = texts_of(connector)
    if connector.kind == "memory":
        assert all(text in (into / "0001.txt").read_text(encoding="utf-8") for text in texts)
    elif texts:
        assert texts - texts_of(connect(str(into), Settings())) == Counter()


def texts_of(connector):
    """Count the texts that are released as they are: an opaque one is always masked, and a layout of white space may change."""
    fields = (field for item in connector.read() if isinstance(item, Record) for field in item.fields)
    released = (field for field in fields if field.released and field.shape is not Shape.OPAQUE)
    return Counter(shown for field in released if (shown := _shown(field)))


def _shown(field):
    text = field.text
    if (
        field.shape is Shape.MAILBOXES
    ):  # marks that mean something go, and a name alone is given an address that leads nowhere
        text = re.sub(r'["()]', "", text).replace(" <undisclosed@redacted.invalid>", "")
    return " ".join(defuse(printable(text)).split())


@pytest.mark.case("M22")
def test_nothing_of_the_source_is_copied_through(connector, into):
    """With a token for every text no value of the source is left, in any layer of any file, nor in a file's name."""
    copied(connector, into, lambda field: "[TOKEN 1]")

    for path in files(into):
        assert not HIDDEN.search(str(path.relative_to(into)))
        try:
            texts = [found.text for found in opened(path)]
        except Unsafe:
            pytest.fail(f"{path.name} cannot be opened by another program")
        for text in [*texts, *raw(path)]:
            for layer in layers(text):
                assert HIDDEN.search(layer) is None, path.name


def test_every_released_text_has_its_place_in_the_copy(connector, into):
    """A token for each text stands in the copy: none was lost on the way."""
    tokens = {}

    def token(field):
        tokens[f"[TOKEN {len(tokens) + 1}]"] = field
        return f"[TOKEN {len(tokens)}]"

    copied(connector, into, token)
    layered = [layer for path in files(into) for text in _all(path) for layer in layers(text, 1)]
    whole = "\n".join(layered)

    lost = [mark for mark, field in tokens.items() if field.released and mark not in whole]

    assert [tokens[mark].place for mark in lost if not any(name in whole for name in _as_name(mark.strip("[]")))] == []


def _as_name(token):
    """Return how a token stands where brackets may not: as an XML name, and as a sheet's."""
    return (token.replace(" ", "-"), f"({token})")


def _all(path):
    yield from raw(path)
    yield from (found.text for found in opened(path))


def test_documents_are_named_by_number_and_are_there(connector, into):
    """The name given for an item is generated and is that of a file of the copy; nothing else is there."""
    documents = {name.partition("#")[0] for name in copied(connector, into, same)} - {""}
    there = {path.relative_to(into).as_posix() for path in files(into)}

    assert {name for name in documents if not GENERATED.fullmatch(name)} == set()
    assert documents <= there
    assert {name for name in there if not GENERATED.fullmatch(name)} == set()


@pytest.mark.case("R16")
def test_a_stranger_counts_as_many_items_as_were_written(connector, into):
    """Other programs count as many messages and rows in a file as the writer said it put there, notices included."""
    written = Counter(copied(connector, into, same))
    for path in files(into):
        counted = sum(found.items for found in opened(path))
        name = path.relative_to(into).as_posix()
        if counted and name in written:
            assert (name, counted) == (name, written[name])

"""A table is cut into ranges of its keys; each is read by itself with the ids the whole reading gives."""

import pytest

from connectors.database import DatabaseConnector
from connectors.shards import read_shard, shards
from records.record import Record
from tests.connectors.databases.servers import PASSWORD


@pytest.fixture(autouse=True)
def cut_small(monkeypatch):
    monkeypatch.setattr(DatabaseConnector, "shard_rows", 3)


def told(items):
    return [(item.id, item.container, item.fields, item.keys, item.place) for item in items if isinstance(item, Record)]


def pieces(connector):
    """Return how many rows each shard of the one table has, having checked that together they are the table."""
    cut = shards(connector)
    alone = {shard: told(read_shard(connector, shard)) for shard in reversed(cut)}
    assert [record for shard in cut for record in alone[shard]] == told(connector.read())
    return [sum(record[0] != "0" for record in alone[shard]) for shard in cut]


@pytest.mark.parametrize(
    ("columns", "values", "expected"),
    [
        ("id INTEGER PRIMARY KEY, v", "(-5, 'a'), (0, 'b'), (7, 'c'), (8, 'd'), (900, 'e'), (9223372036854775807, 'f'), (10, 'g')", [3, 3, 1]),
        ("v", "('a'), ('b'), ('c'), ('d'), ('e'), ('f')", [3, 3]),
        ("rowid, v", "(9, 'a'), (9, 'b'), (1, 'c'), (2, 'd')", [3, 1]),
        ("rowid, oid, _rowid_", "(1, 2, 3), (1, 2, 3), (1, 2, 3), (1, 2, 3)", [4]),
        ("v", "('a'), ('b'), ('c')", [3]),
        ("v", None, [0]),
    ],
)  # fmt: skip
def test_a_sqlite_table_is_cut_by_its_row_ids(source, connect, columns, values, expected):
    """Gaps, negative ids and the highest one; columns that bear the name of the row id; no row left out, none twice."""
    insert = f"; INSERT INTO t VALUES {values}" if values else ""
    assert pieces(connect(source(f"CREATE TABLE t ({columns}){insert};"))) == expected


def test_a_table_without_row_ids_is_one_piece(source, connect):
    """Its rows lie in the order of a key that SQLite compares by rules of its own."""
    script = "CREATE TABLE t (k TEXT PRIMARY KEY) WITHOUT ROWID; INSERT INTO t VALUES ('d'), ('b'), ('a'), ('c');"
    assert pieces(connect(source(script))) == [4]


def test_a_damaged_index_leaves_no_row_out(source, connect, rows):
    """Cuts and ranges come from the table itself: an index that lost its rows is not asked."""
    script = """
        CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); CREATE INDEX i ON t (v); CREATE INDEX empty ON t (id) WHERE id < 0;
        INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e'), (6, 'f'), (7, 'g'); PRAGMA writable_schema = ON;
        UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'empty') WHERE name = 'i';
        DELETE FROM sqlite_master WHERE name = 'empty';
    """
    path = source(script)
    assert rows(path, "SELECT v FROM t INDEXED BY i WHERE v > ''") == []
    assert pieces(connect(path)) == [3, 3, 1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("columns", "values", "expected"),
    [
        ("id bigint PRIMARY KEY, v text", "(4, 'a'), (-9, 'b'), (1, 'c'), (99999999999, 'd'), (5, 'e')", [3, 2]),
        ("a int, b smallint, PRIMARY KEY (b, a)", "(1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (3, 3), (0, 3)", [3, 3, 1]),
        ("k text PRIMARY KEY", "('a'), ('b'), ('c'), ('d')", [4]),
        ("a bool, b int, PRIMARY KEY (a, b)", "(true, 1), (true, 2), (false, 1), (false, 2)", [4]),
        ("v text", "('a'), ('b'), ('c'), ('d')", [4]),
    ],
)
def test_a_postgresql_table_is_cut_by_whole_numbers(postgres, connect, columns, values, expected):
    """Keys of one and two columns in their own order; other keys, and none, are one piece."""
    name = postgres.database(f"CREATE TABLE t ({columns}); INSERT INTO t VALUES {values}")
    assert pieces(connect(postgres.url(name), password=PASSWORD)) == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("columns", "values", "expected"),
    [
        ("id bigint PRIMARY KEY, v text", "(4, 'a'), (-9, 'b'), (1, 'c'), (99999999999, 'd'), (5, 'e')", [3, 2]),
        ("a int, b smallint, PRIMARY KEY (b, a)", "(1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (3, 3), (0, 3)", [3, 3, 1]),
        ("k varchar(9) PRIMARY KEY", "('B'), ('a'), ('c'), ('D'), ('\u017c'), ('e'), ('f')", [3, 3, 1]),
        ("v text", "('a'), ('b'), ('c'), ('d')", [4]),
    ],
)
def test_a_mariadb_table_is_cut_by_its_key(mariadb, connect, columns, values, expected):
    """Numbers and texts, as the column's own collation compares them; a table without a key is one piece."""
    name = mariadb.database(f"CREATE TABLE t ({columns}); INSERT INTO t VALUES {values}")
    assert pieces(connect(mariadb.url(name), password=PASSWORD)) == expected


@pytest.mark.slow
def test_shards_of_sakila_are_sakila(postgres, shared, connect, monkeypatch):
    """A real schema with composite keys, heirs, arrays and sixteen thousand rows: shards in order are the whole reading."""
    from tests.connectors.databases.servers import load, reader

    monkeypatch.setattr(DatabaseConnector, "shard_rows", 1000)
    name = postgres.database()
    with postgres.session(name) as session:
        load(session, shared / "sakila__postgres-sakila-schema.sql")
        load(session, shared / "sakila__postgres-sakila-insert-data-using-copy.sql")
        reader(session)
    counts = pieces(connect(postgres.url(name), password=PASSWORD))
    assert (sum(counts) > 40_000, counts.count(1000) > 10) == (True, True)

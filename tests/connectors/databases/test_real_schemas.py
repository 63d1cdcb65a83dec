"""Public schemas in real servers, through the whole pipeline: rows, joins and constraints hold, no canary survives."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from records.errors import SourceUnavailable
from records.settings import NamedSource
from records.settings import load as load_settings
from tests.connectors.databases.servers import PASSWORD, load, reader

pytestmark = [pytest.mark.slow, pytest.mark.case("B04"), pytest.mark.case("B13")]

CANARIES = ("Quilla Fenwick", "516-55-0123", "406-555-0147", "quilla.fenwick@example.org")
NOTE = "spoke with {}, ssn {}, call {} or write to {}".format(*CANARIES)

PGBENCH = """
CREATE TABLE pgbench_branches (bid int NOT NULL PRIMARY KEY, bbalance int, filler char(88));
CREATE TABLE pgbench_tellers (tid int NOT NULL PRIMARY KEY, bid int REFERENCES pgbench_branches, tbalance int, filler char(84));
CREATE TABLE pgbench_accounts (aid int NOT NULL PRIMARY KEY, bid int REFERENCES pgbench_branches, abalance int, filler char(84));
CREATE TABLE pgbench_history (tid int REFERENCES pgbench_tellers, bid int REFERENCES pgbench_branches,
  aid int REFERENCES pgbench_accounts, delta int, mtime timestamp, filler char(22));
INSERT INTO pgbench_branches SELECT n, 0, '' FROM generate_series(1, 3) n;
INSERT INTO pgbench_tellers SELECT n, n % 3 + 1, 0, '' FROM generate_series(1, 30) n;
INSERT INTO pgbench_accounts SELECT n, n % 3 + 1, n * 7, '' FROM generate_series(1, 1500) n;
INSERT INTO pgbench_history SELECT n % 30 + 1, n % 3 + 1, n % 1500 + 1, n, '2026-01-01', 'paid' FROM generate_series(1, 900) n;
"""

FEWER = (
    "DELETE FROM payment WHERE payment_id % 40 <> 0",
    "DELETE FROM rental r WHERE NOT EXISTS (SELECT FROM payment p WHERE p.rental_id = r.rental_id)",
    "DELETE FROM inventory i WHERE NOT EXISTS (SELECT FROM rental r WHERE r.inventory_id = i.inventory_id)",
    "DELETE FROM film_actor WHERE film_id % 5 <> 0 OR film_id NOT IN (SELECT film_id FROM inventory)",
    "DELETE FROM film_category WHERE film_id <> 9 AND film_id NOT IN (SELECT film_id FROM inventory)",
    "DELETE FROM film WHERE film_id <> 9 AND film_id NOT IN (SELECT film_id FROM inventory)",
    "DELETE FROM customer WHERE customer_id NOT IN (SELECT customer_id FROM rental UNION SELECT customer_id FROM payment)",
)


@pytest.fixture(scope="module")
def sakila(postgres, shared):
    """Give Sakila with a fortieth of its rentals, who rented and what was rented, so that it is released in seconds, and a canary."""
    name = postgres.database()
    with postgres.session(name) as session:
        load(session, shared / "sakila__postgres-sakila-schema.sql")
        load(session, shared / "sakila__postgres-sakila-insert-data-using-copy.sql")
        for statement in FEWER:
            session.execute(statement)
        session.execute("UPDATE address SET address2 = %s WHERE address_id = 7", (NOTE[:50],))
        session.execute("UPDATE film SET description = %s WHERE film_id = 9", (NOTE,))
        reader(session)
    return name


@pytest.fixture(scope="module")
def chinook(postgres, shared):
    """Give Chinook with a twentieth of its playlists, a quarter of what was bought, and the tracks in those; with a canary."""
    name = postgres.database()
    with postgres.session(name) as session:
        load(session, shared / "chinook-database__Chinook_PostgreSql.sql", start="Create Tables")
        session.execute("DELETE FROM playlist_track WHERE track_id % 20 <> 0")
        session.execute("DELETE FROM invoice_line WHERE invoice_line_id % 4 <> 0")
        session.execute(
            "DELETE FROM track t WHERE NOT EXISTS (SELECT FROM invoice_line b WHERE b.track_id = t.track_id)"
            " AND NOT EXISTS (SELECT FROM playlist_track l WHERE l.track_id = t.track_id)"
        )
        session.execute("UPDATE customer SET company = %s WHERE customer_id = 3", (NOTE[:80],))
        reader(session)
    return name


@pytest.fixture(scope="module")
def pgbench(postgres):
    """Give the schema that pgbench makes, with its references, and a canary in a filler."""
    name = postgres.database(PGBENCH)
    with postgres.session(name) as session:
        session.execute("UPDATE pgbench_accounts SET filler = %s WHERE aid = 77", (NOTE[:84],))
    return name


def released(tmp_path, url, *forms):
    """Release a database under a role that may only read; return the receipt and the folder of the copy."""
    from release.pipeline import release

    named = (NamedSource("city", url, "CLEARCOPY_TEST_PW"),)
    settings = replace(load_settings(), workspace=str(tmp_path / "ws"), sources=named, database_copies=forms)
    return release(["city"], tmp_path / "out", settings=settings), tmp_path / "out" / "records"


def content(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def references(copy):
    """Return (child, its columns, parent, its columns) of every reference that a SQLite file declares."""
    found = {}
    with closing(sqlite3.connect(copy)) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").fetchall():
            for row in database.execute(f"PRAGMA foreign_key_list('{table}')"):
                found.setdefault((table, row[0], row[2]), []).append((row[3], row[4]))
    return [(child, parent, tuple(pairs)) for (child, _, parent), pairs in sorted(found.items())]


def counts(ask, tables, joins, quote='"'):
    """Return how many rows each table and each join has."""

    def q(name):
        return f"{quote}{name}{quote}"

    found = {table: ask(f"SELECT count(*) FROM {q(table)}") for table in tables}
    for child, parent, pairs in joins:
        on = " AND ".join(f"a.{q(own)} = b.{q(theirs)}" for own, theirs in pairs)
        found[child, parent, pairs] = ask(f"SELECT count(*) FROM {q(child)} a JOIN {q(parent)} b ON {on}")
    return found


def tables_of(copy):
    with closing(sqlite3.connect(copy)) as database:
        return [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]


def asked(copy):
    """Return a function that asks a SQLite file for one number."""

    def ask(query):
        with closing(sqlite3.connect(copy)) as database:
            return database.execute(query).fetchone()[0]

    return ask


def sound(copy):
    with closing(sqlite3.connect(copy)) as database:
        return database.execute("PRAGMA integrity_check").fetchall(), database.execute(
            "PRAGMA foreign_key_check"
        ).fetchall()


@pytest.mark.parametrize(("which", "least"), [("sakila", 12), ("chinook", 10), ("pgbench", 5)])
def test_a_schema_in_postgresql_is_released_whole(which, least, request, postgres, tmp_path, monkeypatch):  # noqa: PLR0917 - fixtures
    """Every table has its rows, every declared join its pairs, in the SQLite file and in the script loaded into the server again."""
    monkeypatch.setenv("CLEARCOPY_TEST_PW", PASSWORD)
    name = request.getfixturevalue(which)

    receipt, folder = released(tmp_path, postgres.url(name), "sqlite", "sql")

    def ask(query, database=name):
        with postgres.session(database) as session:
            return session.execute(query).fetchone()[0]

    copy = folder / "database.sqlite"
    tables, joins = tables_of(copy), references(copy)
    expected = counts(ask, tables, joins)
    assert (receipt.withheld, len(joins) >= least) == (0, True)
    assert counts(asked(copy), tables, joins) == expected
    assert sound(copy) == ([("ok",)], [])
    assert [canary for canary in CANARIES if canary.encode() in content(tmp_path / "out")] == []
    again = postgres.database()
    with postgres.session(again) as session:
        session.execute((folder / "database.sql").read_text(encoding="utf-8"))
    assert counts(lambda query: ask(query, again), tables, joins) == expected
    kept = "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0"
    assert ask(kept, again) == len(joins)


def moved(copy, mariadb):
    """Load a SQLite file into a new database of MariaDB with its keys and references; return its name."""
    kinds = {"INTEGER": "BIGINT", "REAL": "DOUBLE", "NUMERIC": "DECIMAL(20,6)", "BLOB": "LONGBLOB"}
    name = mariadb.database()
    with mariadb.session(name) as session, session.cursor() as cursor, closing(sqlite3.connect(copy)) as database:
        cursor.execute("SET foreign_key_checks = 0, sql_mode = 'ANSI_QUOTES'")
        for table in tables_of(copy):
            columns = database.execute(f"PRAGMA table_info('{table}')").fetchall()
            keyed = {own for child, _, pairs in references(copy) if child == table for own, _ in pairs}
            text = {row[1]: "VARCHAR(250)" if row[5] or row[1] in keyed else "LONGTEXT" for row in columns}
            lines = [f'"{row[1]}" {kinds.get(row[2], text[row[1]])}' for row in columns]
            primary = [f'"{row[1]}"' for row in sorted(columns, key=lambda row: row[5]) if row[5]]
            lines += [f"PRIMARY KEY ({', '.join(primary)})"] if primary else []
            cursor.execute(f'CREATE TABLE "{table}" ({", ".join(lines)}) CHARACTER SET utf8mb4')
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f'INSERT INTO "{table}" VALUES ({marks})', database.execute(f'SELECT * FROM "{table}"').fetchall()
            )
        for child, parent, pairs in references(copy):
            own, theirs = (", ".join(f'"{pair[side]}"' for pair in pairs) for side in (0, 1))
            cursor.execute(f'ALTER TABLE "{child}" ADD FOREIGN KEY ({own}) REFERENCES "{parent}" ({theirs})')
    return name


@pytest.mark.parametrize(("which", "least"), [("sakila", 12), ("chinook", 10), ("pgbench", 5)])
def test_a_schema_in_mariadb_is_released_whole(  # noqa: PLR0917 - fixtures
    which, least, request, postgres, mariadb, connect, rebuild, tmp_path, monkeypatch
):
    """The same schemas in MariaDB, references and canaries included: the same counts and joins, and nothing planted."""
    monkeypatch.setenv("CLEARCOPY_TEST_PW", PASSWORD)
    into, _ = rebuild(connect(postgres.url(request.getfixturevalue(which)), password=PASSWORD))
    name = moved(into / "database.sqlite", mariadb)

    receipt, folder = released(tmp_path, mariadb.url(name), "sqlite")

    def ask(query):
        with mariadb.session(name) as session, session.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0]

    copy = folder / "database.sqlite"
    tables, joins = tables_of(copy), references(copy)
    assert (receipt.withheld, len(joins) >= least) == (0, True)
    assert counts(asked(copy), tables, joins) == counts(ask, tables, joins, "`")
    assert sound(copy) == ([("ok",)], [])
    assert [canary for canary in CANARIES if canary.encode() in content(tmp_path / "out")] == []


@pytest.fixture
def own_server(request):
    """Give a server of this test alone, which it may kill."""
    from tests.connectors.databases import servers

    maker = {"postgres": servers.postgres_server, "mariadb": servers.mariadb_server}[request.param]()
    server = next(maker)
    if not getattr(server, "program", True):
        pytest.skip("the PostgreSQL of the environment is not ours to kill")
    yield server
    maker.close()


@pytest.mark.case("B10")
@pytest.mark.parametrize("own_server", ["postgres", "mariadb"], indirect=True)
def test_a_server_killed_mid_table_leaves_nothing_and_the_next_run_succeeds(own_server, tmp_path, monkeypatch):
    """The process dies while the copy is made: a fixed sentence, no folder, no half copy; once it is up again, all is released."""
    monkeypatch.setenv("CLEARCOPY_TEST_PW", PASSWORD)
    from release.pipeline import release

    rows = ", ".join(f"({n}, '{'word ' * 300}')" for n in range(1500))
    name = own_server.database(f"CREATE TABLE t (id int PRIMARY KEY, x text); INSERT INTO t VALUES {rows};")
    named = (NamedSource("city", own_server.url(name), "CLEARCOPY_TEST_PW"),)
    settings = replace(load_settings(), workspace=str(tmp_path / "ws"), sources=named)
    steps = []

    def kill(step, done, _total):
        if step == "redact" and done >= 200 and not steps:
            steps.append(done)
            own_server.crash()

    with pytest.raises(SourceUnavailable) as refusal:
        release(["city"], tmp_path / "out", settings=settings, progress=kill)

    assert str(refusal.value) == "the database cannot be reached or dropped the connection"
    assert [path.name for path in tmp_path.iterdir()] == ["ws"]
    own_server.start()
    assert release(["city"], tmp_path / "out", settings=settings).released == 1501


@pytest.mark.case("B10")
def test_a_table_that_went_away_is_said_to_be_gone(postgres, mariadb, connect):
    """Dropped after it was listed and before it was read: tried later, in words that name the reason and not the table."""
    for server in (postgres, mariadb):
        name = server.database("CREATE TABLE a (x int); CREATE TABLE canary (x int);")
        connector = connect(server.url(name), password=PASSWORD)
        connector.containers()
        with server.session(name) as session:
            statement = "DROP TABLE canary"
            session.execute(statement) if server is postgres else session.cursor().execute(statement)

        with pytest.raises(SourceUnavailable) as refusal:
            list(connector.read())

        assert str(refusal.value) == "a table went away while the database was being read; nothing was published"
        connector.close()


@pytest.mark.case("B09")
def test_a_view_with_side_effects_is_not_run(postgres, connect, texts):
    """A view, and a default, that would move a sequence when read: the sequence stands where it stood, the view's text is scanned."""
    name = postgres.database("""
        CREATE SEQUENCE s; CREATE TABLE t (x int DEFAULT nextval('s')); INSERT INTO t VALUES (7);
        CREATE FUNCTION touch() RETURNS int LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS
          $$ BEGIN INSERT INTO t VALUES (8); RETURN nextval('s'); END $$;
        CREATE VIEW v AS SELECT touch() AS canary;
    """)

    found = texts(connect(postgres.url(name), password=PASSWORD))

    with postgres.session(name) as session:
        assert session.execute(
            "SELECT count(*), (SELECT last_value FROM s), (SELECT is_called FROM s) FROM t"
        ).fetchall() == [(1, 1, False)]
    assert any("touch()" in text for _, name, text in found if name == "schema")


@pytest.mark.case("B08")
def test_a_statement_that_takes_too_long_is_given_up(postgres, mariadb, settings):
    """A table that somebody else has locked ends the reading after the set limit, in words that say so."""
    from connectors.database import DatabaseConnector

    hasty = replace(settings, limits=replace(settings.limits, seconds=1))
    for server, lock in ((postgres, "BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE"), (mariadb, "LOCK TABLES t WRITE")):
        name = server.database("CREATE TABLE t (x int PRIMARY KEY); INSERT INTO t VALUES (1);")
        connector = DatabaseConnector(server.url(name), hasty, password=PASSWORD)
        connector.containers()
        with server.session(name) as holder:
            holder.execute(lock) if server is postgres else holder.cursor().execute(lock)

            with pytest.raises(SourceUnavailable) as refusal:
                list(connector.read())

        connector.close()
        assert str(refusal.value) == "the database took longer than the set limit"

"""The script for PostgreSQL loads whatever the source's tables and columns are called, and writes into no table of the server's own."""

from dataclasses import replace

import pytest

from connectors.database import DatabaseConnector


@pytest.fixture
def scripted(source, rebuild, settings):
    """Return the script of the copy of a SQLite file."""

    def make(script):
        connector = DatabaseConnector(str(source(script)), replace(settings, database_copies=("sqlite", "sql")))
        into, _ = rebuild(connector)
        connector.close()
        return (into / "database.sql").read_text(encoding="utf-8")

    return make


@pytest.mark.slow
def test_columns_named_as_system_columns_load(postgres, scripted):
    """The extent of a map (xmin, ymin, xmax, ymax) and the like are columns of the loaded copy, keys on them included."""
    script = scripted(
        "CREATE TABLE park (ctid TEXT PRIMARY KEY, xmin REAL, ymin REAL, xmax REAL, xmin_ REAL, tableoid INTEGER);"
        "INSERT INTO park VALUES ('a', 1.5, 2.5, 3.5, 4.5, 7);"
    )

    with postgres.session(postgres.database(script)) as session:
        assert session.execute("SELECT * FROM park").fetchall() == [("a", 1.5, 2.5, 3.5, 4.5, 7)]


@pytest.mark.slow
def test_a_table_named_as_one_of_the_catalog_is_a_table_of_the_copy(postgres, scripted):
    """A source cannot have rows put into PostgreSQL's own tables by whoever loads its copy as an administrator."""
    script = scripted(
        "CREATE TABLE pg_am (oid INTEGER, amname TEXT, amhandler INTEGER, amtype TEXT);"
        "INSERT INTO pg_am VALUES (90000, 'canary', 335, 't');"
    )

    with postgres.session(postgres.database(script)) as session:
        own = "SELECT count(*) FROM pg_catalog.pg_am WHERE amname = 'canary'"
        assert session.execute(own).fetchone() == (0,)
        assert session.execute('SELECT amname FROM "table pg_am"').fetchall() == [("canary",)]

"""What every database test needs: sources made on the spot, and a way to rebuild them with any change to their texts."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from connectors.database import DatabaseConnector
from records.record import Record, Withheld
from records.settings import load
from tests.connectors.databases.servers import mariadb_server, postgres_server

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "inputs" / "db"


@pytest.fixture(scope="session")
def settings():
    return load()


@pytest.fixture
def source(tmp_path):
    """Make a SQLite file from a script and return its path."""

    def make(script, name="source.db", rows=()):
        path = tmp_path / name
        with closing(sqlite3.connect(path)) as database:
            database.executescript(script)
            for statement, values in rows:
                database.execute(statement, values)
            database.commit()
        return path

    return make


@pytest.fixture
def connect(settings):
    """Open connectors that are closed when the test ends."""
    opened = []

    def open_(url, **options):
        connector = DatabaseConnector(str(url), settings, **options)
        opened.append(connector)
        return connector

    yield open_
    for connector in opened:
        connector.close()


@pytest.fixture
def rebuild(tmp_path):
    """Rebuild what a connector reads, each text passed through a function of its field, and return the folder and the writer."""
    count = iter(range(1000))

    def make(connector, change=lambda field: field.text):
        into = tmp_path / f"out{next(count)}"
        into.mkdir()
        writer = connector.rebuild(into)
        for item in connector.read():
            if isinstance(item, Withheld):
                writer.withhold(item)
            else:
                writer.add(item, tuple(change(field) for field in item.fields))
        writer.close()
        return into, writer

    return make


@pytest.fixture
def rows():
    """Return the rows of one table of a SQLite file, in their order, or of any query."""

    def fetch(path, query):
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            return database.execute(query).fetchall()

    return fetch


@pytest.fixture(scope="session")
def texts():
    """Return every text of every record, as (shape, name, text)."""

    def gather(connector):
        items = [item for item in connector.read() if isinstance(item, Record)]
        return [(field.shape.name, field.name, field.text) for item in items for field in item.fields]

    return gather


@pytest.fixture(scope="session")
def shared():
    """Return the folder of public test databases, which are not part of this repository."""
    if not SHARED.is_dir():
        pytest.skip("the shared public databases (Chinook, Sakila) are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def postgres():
    """Give a running PostgreSQL, or skip and say what is missing."""
    yield from postgres_server()


@pytest.fixture(scope="session")
def mariadb():
    """Give a running MariaDB, or skip and say what is missing."""
    yield from mariadb_server()

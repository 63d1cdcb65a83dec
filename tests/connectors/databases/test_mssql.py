"""SQL Server's statements are at least what its dialect renders; no server was ever there to run them, which docs/databases.md says."""

import re
from pathlib import Path

import pytest
from sqlalchemy.dialects.mssql import dialect

from connectors.database import DatabaseConnector
from connectors.databases.mssql import selected
from connectors.databases.schema import Column, Kind, Reading, Table
from records.errors import Misconfigured, SourceUnavailable
from records.settings import load

LIMITS = load().limits
COLUMNS = (
    Column("id", "id", Kind.INTEGER, bounded=True),
    Column("or]der", "or]der", Kind.TEXT, Reading.AS_TEXT),
    Column("scan", "scan", Kind.BLOB),
    Column("place", "place", Kind.TEXT, Reading.AS_HEX, opaque=True),
)


def rendered(table):
    """Return the statement as a server of 2012 or later would be sent it, on one line."""
    compiled = selected(table, LIMITS).compile(dialect=dialect(deprecate_large_types=True))
    assert compiled.params == {}  # no value is bound, so nothing needs a type
    return " ".join(str(compiled).split())


def test_a_keyed_table_is_read_in_the_order_of_its_key():
    """Names go into brackets, texts are cast, whole numbers are not, and a value above the limit is not sent."""
    sql = rendered(Table("dbo", "select", "select", COLUMNS, primary_key=(0,)))

    assert sql.startswith(
        "SELECT [dbo].[select].[id] AS c0, CASE WHEN (datalength(CAST([dbo].[select].[or]]der] AS NVARCHAR(max))) > "
    )
    assert f"(datalength([dbo].[select].[scan]) > {LIMITS.item_bytes}) THEN convert(varbinary(max), '" in sql
    assert "convert(varchar(max), [dbo].[select].[place], 1)" in sql
    assert sql.endswith("FROM [dbo].[select] ORDER BY [dbo].[select].[id]")
    assert re.findall(r"\b(?:LIMIT|octet_length|INSERT|UPDATE|DELETE)\b", sql) == []


def test_a_table_without_a_key_is_read_in_the_order_of_its_values():
    """Two rows that are equal in all their values cannot be told apart, so that their order does not matter."""
    sql = rendered(Table("dbo", "log", "log", COLUMNS[:2]))

    assert sql.endswith("ORDER BY [dbo].[log].[id], CAST([dbo].[log].[or]]der] AS NVARCHAR(max))")


@pytest.mark.case("B17")
def test_a_server_that_is_not_there_is_said_to_be_unreachable():
    """The driver is asked and finds nobody; neither the host nor the password is in what is said."""
    connector = DatabaseConnector("mssql://clearcopy@127.0.0.1:9/city", load(), password="canary-pw-5f1c")
    with pytest.raises((SourceUnavailable, Misconfigured)) as refusal:
        connector.containers()

    assert re.findall("canary|127|clearcopy", str(refusal.value)) == []


def test_the_page_says_that_no_server_was_ever_read():
    """Whoever reads about SQL Server is told so before trusting it."""
    page = (Path(__file__).parents[3] / "docs" / "databases.md").read_text(encoding="utf-8")

    assert "has never met a server" in page

"""The role that docs/databases.md tells an administrator to make can read everything and is not refused."""

import re
from contextlib import closing
from pathlib import Path

import pytest

from tests.connectors.databases.servers import PASSWORD

pytestmark = pytest.mark.slow

PAGE = Path(__file__).resolve().parents[3] / "docs" / "databases.md"
POSTGRES, MARIADB = re.findall(r"^```sql\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.case("B09")
def test_the_postgresql_role_of_the_page_reads(postgres, connect, texts):
    """The statements of the page make a role under which a table made before and one made after are read."""
    name = postgres.database("CREATE TABLE a (x text); INSERT INTO a VALUES ('before');")
    with postgres.session(name) as session:
        session.execute(POSTGRES.replace("choose-one", PASSWORD))
        session.execute("CREATE TABLE b (x text); INSERT INTO b VALUES ('after')")
    connector = connect(postgres.url(name, "clearcopy"), password=PASSWORD)
    try:
        assert [text for shape, _, text in texts(connector) if shape == "CELL"] == ["before", "after"]
    finally:
        connector.close()
        with postgres.session(name) as session:
            session.execute("DROP OWNED BY clearcopy; DROP ROLE clearcopy")


@pytest.mark.case("B09")
def test_the_mariadb_user_of_the_page_reads(mariadb, connect, texts):
    """The statements of the page make a user who reads the database that they name."""
    name = mariadb.database("CREATE TABLE a (x VARCHAR(9)); INSERT INTO a VALUES ('before');")
    statements = MARIADB.replace("choose-one", PASSWORD).replace("city.", f"{name}.").split(";\n")
    with mariadb.session() as session, closing(session.cursor()) as cursor:
        for statement in filter(None, statements):
            cursor.execute(statement)

    connector = connect(mariadb.url(name, "clearcopy"), password=PASSWORD)

    assert [text for shape, _, text in texts(connector) if shape == "CELL"] == ["before"]

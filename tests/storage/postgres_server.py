"""Runs a PostgreSQL server of its own for the tests, in a temporary folder, reached by a socket in that folder."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator

MISSING = (
    "No PostgreSQL server was found (initdb and postgres, on PATH or in /usr/lib/postgresql/*/bin). "
    "On Debian: apt-get install -y postgresql. To leave these tests out, set TESTS_POSTGRES=off."
)


class PostgresServer:
    """A server, which can be stopped, killed and started again.

    It does not wait for the disk (``fsync`` off): what it wrote outlives its processes, but not the machine.
    """

    def __init__(self, folder: Path, programs: Path) -> None:
        """Use an empty folder for the data, the log and the socket, and the programs in another one."""
        self.folder = folder
        self._programs = programs
        self._numbers = count(1)
        self.user = _other_user() if os.geteuid() == 0 else None
        if self.user is not None:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        command = self._command("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        done = subprocess.run(**command, check=False, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise RuntimeError(f"initdb failed:\n{done.stdout}")

    def new_database(self, *, like: str = "template1", tablespace: str = "pg_default") -> str:
        """Make a copy of a database, which is empty unless another is named, and return its URL."""
        name = f"test_{next(self._numbers)}"
        parts = (sql.Identifier(each) for each in (name, like, tablespace))
        self.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} TABLESPACE {}").format(*parts))
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def execute(self, statement: sql.Composable) -> list[tuple[Any, ...]]:
        """Run a statement outside the databases of the tests, and return the rows it gives, if any."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            cursor = connection.execute(sql.Composed([statement]))
            return [] if cursor.description is None else cursor.fetchall()

    def start(self) -> None:
        """Start the server and wait until it answers, however long it has to recover."""
        # A zone far from UTC, so that a time that comes back in the server's zone is noticed.
        settings = ["listen_addresses=", "timezone=Asia/Kolkata", "fsync=off", "max_connections=200"]
        options = [part for each in settings for part in ("-c", each)]
        with (self.folder / "log").open("a") as log:
            self._process = subprocess.Popen(**self._command("postgres", "-k", str(self.folder), *options), stdout=log)
        while not self._answers():
            if self._process.poll() is not None:
                raise RuntimeError(f"The server ended:\n{(self.folder / 'log').read_text()}")
            sleep(0.05)

    def stop(self) -> None:
        """End the server and all its connections without any farewell."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()

    def kill(self) -> None:
        """Kill all processes of the server at once, as a power cut would."""
        first = self._process.pid
        os.kill(first, signal.SIGSTOP)  # so that it takes no new connection, whose process would be overlooked
        others = [int(each) for each in Path(f"/proc/{first}/task/{first}/children").read_text().split()]
        for each in (first, *others):
            with suppress(ProcessLookupError):  # it ended by itself, because its parent did
                os.kill(each, signal.SIGKILL)
        # Asking for its end matters: a process whose end nobody has asked for holds the lock on the data.
        self._process.wait()
        while any(_is_running(each) for each in others):
            sleep(0.01)

    def _answers(self) -> bool:
        try:
            self.execute(sql.SQL("SELECT 1"))
        except psycopg.OperationalError:
            return False
        return True

    def _command(self, program: str, *arguments: str) -> dict[str, Any]:
        """Return what starts one of the server's programs as the user it has to run as."""
        user = self.user
        return {
            "args": [self._programs / program, "-D", self.folder / "data", *arguments],
            "cwd": self.folder,
            "env": {**os.environ, "LC_ALL": "C"},
            "user": None if user is None else user.pw_uid,
            "group": None if user is None else user.pw_gid,
            "extra_groups": None if user is None else [],
            "stderr": subprocess.STDOUT,
        }


def name_in(url: str) -> str:
    """Return the name of a database from its URL."""
    return urlsplit(url).path.removeprefix("/")


def find_programs() -> Path | None:
    """Return the folder that holds initdb and postgres, of the newest version where several are installed."""
    on_path = shutil.which("postgres")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    folders = ([Path(on_path).parent] if on_path else []) + installed
    return next((each for each in folders if (each / "initdb").exists() and (each / "postgres").exists()), None)


@contextmanager
def of_test() -> Iterator[PostgresServer]:
    """Run a server for tests; fail where there is none, unless TESTS_POSTGRES=off says that this is meant."""
    if os.environ.get("TESTS_POSTGRES") == "off":
        pytest.skip("TESTS_POSTGRES=off")
    programs = find_programs()
    if programs is None:
        pytest.fail(MISSING, pytrace=False)
    with running(programs) as server:
        yield server


@contextmanager
def running(programs: Path) -> Iterator[PostgresServer]:
    """Start a server and stop it at the end; nothing of it is left."""
    # pytest's own folders are closed to the user that the server runs as.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        server = PostgresServer(folder, programs)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _is_running(process: int) -> bool:
    """Say whether a process has not ended; one whose end nobody has asked for is gone all the same."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", folder.parent.name))


def _other_user() -> pwd.struct_passwd:
    """Return a user the server may run as: it refuses to run as root."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")

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

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator

MISSING = (
    "No PostgreSQL server was found (initdb and pg_ctl, on PATH or in /usr/lib/postgresql/*/bin). "
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
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")

    def new_database(self, *, tablespace: str = "pg_default") -> str:
        """Make an empty database and return its URL."""
        name = f"test_{next(self._numbers)}"
        parts = (sql.Identifier(name), sql.Identifier(tablespace))
        self.execute(sql.SQL("CREATE DATABASE {} TABLESPACE {}").format(*parts))
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def execute(self, statement: sql.Composable) -> list[tuple[Any, ...]]:
        """Run a statement outside the databases of the tests, and return the rows it gives, if any."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            cursor = connection.execute(sql.Composed([statement]))
            return [] if cursor.description is None else cursor.fetchall()

    def start(self) -> None:
        """Start the server and wait until it answers, however long it has to recover."""
        # A zone far from UTC, so that a time that comes back in the server's zone is noticed.
        options = f"-k {self.folder} -c listen_addresses= -c timezone=Asia/Kolkata -c fsync=off -c max_connections=200"
        self._run("pg_ctl", "start", "-w", "-l", str(self.folder / "log"), "-o", options)

    def stop(self) -> None:
        """End the server and all its connections without any farewell."""
        self._run("pg_ctl", "stop", "-m", "immediate")

    def kill(self) -> None:
        """Kill all processes of the server at once, as a power cut would."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(first, signal.SIGSTOP)  # so that it takes no new connection, whose process would be overlooked
        everybody = [first, *map(int, Path(f"/proc/{first}/task/{first}/children").read_text().split())]
        for each in everybody:
            with suppress(ProcessLookupError):  # it ended by itself, because its parent did
                os.kill(each, signal.SIGKILL)
        while any(_is_running(each) for each in everybody):
            sleep(0.01)

    def _run(self, program: str, *arguments: str) -> None:
        log, user = self.folder / "output", self.user
        with log.open("a") as output:
            done = subprocess.run(
                [self._programs / program, "-D", self.folder / "data", *arguments],
                check=False,
                cwd=self.folder,
                env={**os.environ, "LC_ALL": "C"},
                user=None if user is None else user.pw_uid,
                group=None if user is None else user.pw_gid,
                extra_groups=None if user is None else [],
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{log.read_text()}")


def find_programs() -> Path | None:
    """Return the folder that holds initdb and pg_ctl, of the newest version where several are installed."""
    on_path = shutil.which("pg_ctl")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    folders = ([Path(on_path).parent] if on_path else []) + installed
    return next((each for each in folders if (each / "initdb").exists() and (each / "pg_ctl").exists()), None)


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

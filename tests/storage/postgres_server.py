"""Runs a PostgreSQL server of its own for the tests, in a temporary folder, reached by a socket in that folder."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator

MISSING = (
    "No PostgreSQL server was found (initdb and pg_ctl, on PATH or in /usr/lib/postgresql/*/bin). "
    "On Debian: apt-get install -y postgresql. To leave these tests out, set CUSTOMER_POSTGRES=off."
)


class PostgresServer:
    """A running server."""

    def __init__(self, folder: Path) -> None:
        """Use the server whose socket is in this folder."""
        self._folder = folder
        self._numbers = count(1)

    def new_database(self) -> str:
        """Make an empty database and return its URL."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(host=str(self._folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return f"postgresql://postgres@/{name}?host={self._folder}"


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
    user = _other_user() if os.geteuid() == 0 else None
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(program: str, *arguments: str) -> None:
        log = folder / "output"
        with log.open("a") as output:
            done = subprocess.run(
                [programs / program, "-D", folder / "data", *arguments],
                check=False,
                cwd=folder,
                env={**os.environ, "LC_ALL": "C"},
                user=None if user is None else user.pw_uid,
                group=None if user is None else user.pw_gid,
                extra_groups=None if user is None else [],
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{log.read_text()}")

    try:
        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        # A zone far from UTC, so that a time that comes back in the server's zone is noticed.
        options = f"-k {folder} -c listen_addresses= -c timezone=Asia/Kolkata -c fsync=off -c max_connections=200"
        run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", options)
        try:
            yield PostgresServer(folder)
        finally:
            run("pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder)


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", folder.parent.name))


def _other_user() -> pwd.struct_passwd:
    """Return a user the server may run as: it refuses to run as root."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")

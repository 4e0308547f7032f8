"""Opens and checks SQLite files that are copies, or are to be copied, with the driver itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from storage.contents import CopyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from storage.contents import Ask

HEAD = b"SQLite format 3\0"


def file_of(engine: Engine) -> Path:
    """Return the file of a database on SQLite."""
    return Path(str(engine.url.database)).absolute()


@contextmanager
def opened_file(path: Path, busy_seconds: float) -> Iterator[sqlite3.Connection]:
    """Open an SQLite file that is there, without the driver's own transactions.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    address = f"{path.as_uri()}?mode=rw"  # without it, a file that is not there would be made
    with closing(sqlite3.connect(address, uri=True, timeout=busy_seconds, isolation_level=None)) as connection:
        yield connection


def check_sound(connection: sqlite3.Connection, what: str) -> None:
    """Check the structure of a whole file, and that nothing in it points at what is not there.

    Raises:
        CopyError: It is damaged; ``what`` begins its sentence.
        sqlite3.Error: It is damaged so much that this cannot be found out, or no database.
    """
    found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    if found != "ok":
        raise CopyError(f"{what} is damaged: {found.splitlines()[-1]}.")
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise CopyError(f"{what} is damaged: something in it points at what is not there.")


def tables_in(connection: sqlite3.Connection) -> set[str]:
    """Return the names of the tables of a file, without those that SQLite keeps for itself."""
    query = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    return {name for (name,) in connection.execute(query)}


def quoted(name: str) -> str:
    """Return a name as it stands in a statement."""
    return '"{}"'.format(name.replace('"', '""'))


def asking_in(connection: sqlite3.Connection) -> Ask:
    """Return what asks a connection for single values."""

    def ask(query: str) -> object:
        row = connection.execute(query).fetchone()
        return None if row is None else row[0]

    return ask

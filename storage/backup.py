"""Copies a database into a file while the app goes on: all that was acknowledged when it began, as of one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.backup_postgresql import backup_postgresql
from storage.backup_sqlite import backup_sqlite
from storage.engine import BUSY_SECONDS, open_engine
from storage.new_file import new_file
from storage.seal import seal

if TYPE_CHECKING:
    from pathlib import Path

    from storage.contents import Contents


def backup(url: str, file: Path, *, busy_seconds: float = BUSY_SECONDS) -> Contents:
    """Write a copy of a database to a new file, which nobody else may read, and return what the copy holds.

    Of SQLite it is an SQLite file whose structure was checked, of PostgreSQL what ``pg_dump --format=custom`` writes,
    read through once; behind it stands its checksum.

    Args:
        url: Where the database is.
        file: Where the copy goes; what is there is never written over.
        busy_seconds: How long a statement waits for somebody else's lock before it gives up.

    Raises:
        CopyError: There is no copy; the message says why.
        DatabaseAddressError: The URL is none, or of a database that is not supported.
        StoreUnavailableError: The database could not be reached or read.
    """
    engine = open_engine(url, busy_seconds=busy_seconds)
    try:
        with new_file(file) as draft:
            if engine.dialect.name == "postgresql":
                held = backup_postgresql(engine, draft)
            else:
                held = backup_sqlite(engine, draft, busy_seconds)
            seal(draft)
            return held
    finally:
        engine.dispose()

"""Copies an SQLite database that may be written meanwhile into a file that needs no other beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from storage.contents import CopyError, check_own, contents_of
from storage.sqlite_files import asking_in, check_sound, file_of, opened_file, tables_in

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from storage.contents import Contents


def backup_sqlite(engine: Engine, draft: Path, busy_seconds: float) -> Contents:
    """Copy the database of an engine into an empty file, check the copy, and return what it holds.

    Raises:
        CopyError: There is no database, it cannot be read, or it is damaged.
    """
    source = file_of(engine)
    if not source.is_file():
        raise CopyError(f"There is no database at {source}.")
    try:
        with opened_file(source, busy_seconds) as live, closing(sqlite3.connect(draft)) as copy:
            live.execute("BEGIN")
            check_own(tables_in(live), f"The database at {source}")  # reading fixes the moment that is copied
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # the copy is one file, also while it is read
            check_sound(copy, f"The database at {source}")
            return contents_of(asking_in(copy))
    except sqlite3.Error as error:
        raise CopyError(f"The database at {source} could not be copied: {error}.") from error

"""Puts a copy in the place of what an SQLite database holds, in one transaction, once the copy is known to be whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assessments.errors import StoreUnavailableError
from storage.contents import CopyError, check_may_go, check_own, check_tables, contents_of
from storage.engine import open_engine
from storage.migrate import UnknownRevisionError, migrate
from storage.seal import sealed_size
from storage.sqlite_files import asking_in, check_sound, file_of, opened_file, quoted, tables_in

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from storage.contents import Contents
    from storage.migrate import Migrated


def restore_sqlite(engine: Engine, file: Path, *, replace: bool, busy_seconds: float) -> tuple[Contents, Migrated]:
    """Check a copy and bring it up to date beside the database, and then put it into the database.

    Processes that have the database open go on with what it holds then.

    Raises:
        CopyError: Nothing was changed; the message says why.
    """
    target = file_of(engine)
    beside = file.with_name(f"{file.name}-wal")
    if beside.exists() and beside.stat().st_size:
        raise CopyError(f"{file} is a database in use, and the newest of it is in {beside}. Make a backup of it first.")
    try:
        with TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as folder:
            draft = Path(folder) / "copy.db"
            shutil.copyfile(file, draft)
            os.truncate(draft, sealed_size(draft) or draft.stat().st_size)
            done = _checked(file, draft, busy_seconds)
            target.touch(0o600)
            try:
                with opened_file(target, busy_seconds) as live:
                    _put(live, draft, replace=replace)
            except sqlite3.Error as error:
                raise CopyError(
                    f"Nothing was restored, because the database at {target} cannot be written: {error}. Where it is "
                    "damaged, move it away with the files -wal and -shm beside it, and restore again."
                ) from error
            return done
    except OSError as error:
        raise CopyError(f"Nothing was restored: {error.strerror}.") from error


def _checked(file: Path, draft: Path, busy_seconds: float) -> tuple[Contents, Migrated]:
    """Check a draft of a file, upgrade it, and return what it holds."""
    engine = open_engine(f"sqlite:///{draft}")
    try:
        with opened_file(draft, busy_seconds) as copy:
            check_own(tables_in(copy), str(file))
            check_sound(copy, str(file))
        migrated = migrate(engine)
        with opened_file(draft, busy_seconds) as copy:
            check_tables(asking_in(copy))
            return contents_of(asking_in(copy)), migrated
    except sqlite3.Error as error:
        raise CopyError(f"{file} is damaged, or no backup of this program: {error}.") from error
    except UnknownRevisionError as error:
        raise CopyError(f"{file} was made by a newer version of the program, with which it can be restored.") from error
    except StoreUnavailableError as error:
        raise CopyError(f"{file} cannot be brought to the newest schema: it is no backup of this program.") from error
    finally:
        engine.dispose()


def _put(live: sqlite3.Connection, draft: Path, *, replace: bool) -> None:
    live.execute("PRAGMA journal_mode=WAL")
    live.execute("PRAGMA synchronous=FULL")
    live.execute("PRAGMA secure_delete=ON")  # what goes is not left in the file
    live.execute("ATTACH ? AS copy", (str(draft),))
    live.execute("BEGIN IMMEDIATE")
    tables = tables_in(live)
    if tables:
        check_own(tables, "The database is in use for something else: it")
        check_may_go(asking_in(live), replace=replace)
    for name in tables:
        live.execute(f"DROP TABLE main.{quoted(name)}")
    made = "SELECT type, name, sql FROM copy.sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
    for kind, name, sql in live.execute(f"{made} ORDER BY rowid").fetchall():
        live.execute(sql)
        if kind == "table":
            live.execute(f"INSERT INTO main.{quoted(name)} SELECT * FROM copy.{quoted(name)}")  # noqa: S608 - quoted
    live.execute("COMMIT")

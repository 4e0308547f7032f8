"""Puts a backup in the place of a database: all of it, brought up to date, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.contents import CopyError
from storage.engine import BUSY_SECONDS, open_engine
from storage.restore_postgresql import restore_postgresql
from storage.restore_sqlite import restore_sqlite
from storage.seal import sealed_size
from storage.sqlite_files import HEAD

if TYPE_CHECKING:
    from pathlib import Path

    from storage.contents import Contents
    from storage.migrate import Migrated

KINDS = {HEAD: "sqlite", b"PGDMP": "postgresql"}
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        held: What the database holds now.
        migrated: From which schema to which the backup was brought.
        is_sealed: Whether the backup had a checksum, and was what the checksum was made of.
    """

    held: Contents
    migrated: Migrated
    is_sealed: bool


def restore(url: str, file: Path, *, replace: bool = False, busy_seconds: float = BUSY_SECONDS) -> Restored:
    """Put what a file of ``storage.backup`` holds into a database.

    A copy without a checksum, made by SQLite or ``pg_dump`` themselves, is taken as well.

    The database, or the schema of it that is used, has to be the application's own: whatever is in it is replaced.

    Args:
        url: Where the database is; an SQLite file that is not there is made.
        file: The backup. It is only read.
        replace: Whether assessments that are in the database may go.
        busy_seconds: How long a statement waits for somebody else's lock before it gives up.

    Raises:
        CopyError: Nothing was changed; the message says why.
        DatabaseAddressError: The URL is none, or of a database that is not supported.
        StoreUnavailableError: The database could not be reached, read or written; nothing was changed.
    """
    engine = open_engine(url, busy_seconds=busy_seconds)
    kind = engine.dialect.name
    try:
        found = _kind_of(file)
        if found != kind:
            raise CopyError(
                f"{file} is a backup of {NAMES[found]}, and the database is on {NAMES[kind]}. "
                "Restore it into its own kind, and move assessments with 'export --complete' and 'import'."
            )
        is_sealed = sealed_size(file) is not None
        put = restore_postgresql if kind == "postgresql" else restore_sqlite
        held, migrated = put(engine, file, replace=replace, busy_seconds=busy_seconds)
        return Restored(held, migrated, is_sealed)
    finally:
        engine.dispose()


def _kind_of(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            head = opened.read(len(HEAD))
    except OSError as error:
        raise CopyError(f"{file} cannot be read: {error.strerror}. Check the path.") from error
    for begin, kind in KINDS.items():
        if head.startswith(begin):
            return kind
    raise CopyError(f"{file} is no backup: it begins neither as an SQLite file nor as what pg_dump writes.")

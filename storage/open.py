"""Opens the store of a database URL, with its schema up to date."""

from __future__ import annotations

from storage.engine import BUSY_SECONDS, open_engine
from storage.migrate import current_revision, migrate, newest_revision
from storage.sql import SqlStore


def open_store(url: str, *, busy_seconds: float = BUSY_SECONDS) -> SqlStore:
    """Return the store of ``sqlite:///file`` or ``postgresql://...``; what is missing is made.

    Args:
        url: Where the database is.
        busy_seconds: How long a statement waits for somebody else's lock before it gives up.

    Raises:
        DatabaseAddressError: The URL is none, or of a database that is not supported.
        UnknownRevisionError: A newer version of the program made the database.
        StoreUnavailableError: The database could not be reached, read or written.
    """
    engine = open_engine(url, busy_seconds=busy_seconds)
    migrate(engine)
    return SqlStore(engine, busy_seconds=busy_seconds)


def is_current(store: SqlStore) -> bool:
    """Say whether the database of a store has the schema that this program works with.

    Raises:
        StoreUnavailableError: The database could not be reached or read.
    """
    return current_revision(store.engine) == newest_revision()

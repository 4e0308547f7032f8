"""Opens the database of a URL so that an acknowledged answer survives a power cut and nobody waits for ever."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from assessments.errors import AssessmentError, StoreUnavailableError
from storage.plain import dumps

BUSY_SECONDS = 10.0
CONNECT_SECONDS = 10
_READS_ONLY = "storage_reads_only"


class DatabaseAddressError(AssessmentError, ValueError):
    """The setting that says where the database is cannot be used; the message says how to mend it."""


def open_engine(url: str, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Return an engine for ``sqlite:///file`` or ``postgresql://...``; the folder of an SQLite file is made.

    Args:
        url: Where the database is. ``postgres://`` and ``postgresql://`` both mean the driver psycopg.
        busy_seconds: How long a statement waits for somebody else's lock before it gives up.

    Raises:
        DatabaseAddressError: The URL is none, or of a database that is not supported.
        StoreUnavailableError: The folder of the file cannot be made.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() == "postgresql":
        return _open_postgresql(parsed, busy_seconds)
    return _open_sqlite(parsed, busy_seconds)


def reading(engine: Engine) -> Engine:
    """Return the same engine for transactions that only read.

    All statements of such a transaction see the same moment. On SQLite it takes no write lock.
    """
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine.execution_options(**{_READS_ONLY: True})


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseAddressError("The database URL cannot be read. An example: sqlite:///data/answers.db") from None
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite"}:
        raise DatabaseAddressError(
            f"A database of the kind '{parsed.drivername}' is not supported; sqlite and postgresql are."
        )
    if not parsed.database or parsed.database.startswith((":memory:", "file:")):
        raise DatabaseAddressError(
            "SQLite needs a file: sqlite:///data/answers.db (four slashes: a path from the root)."
        )
    return parsed


def _open_sqlite(url: URL, busy_seconds: float) -> Engine:
    try:
        Path(str(url.database)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailableError from error
    engine = create_engine(url, connect_args={"timeout": busy_seconds}, hide_parameters=True)

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own BEGIN is deferred, and missing before SELECT and CREATE TABLE; ``begun`` sends it instead.
        connection.isolation_level = None
        _enter_wal(connection, busy_seconds)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    def begun(connection: Connection) -> None:
        # A deferred transaction that reads and then writes fails at once when another wrote in between.
        only_reads = connection.get_execution_options().get(_READS_ONLY, False)
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def _enter_wal(connection: sqlite3.Connection, busy_seconds: float) -> None:
    deadline = monotonic() + busy_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            # SQLite does not wait for locks here, so two processes that start on a new file would meet.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() >= deadline:
                raise
            sleep(0.01)
        else:
            return


def _open_postgresql(url: URL, busy_seconds: float) -> Engine:
    engine = create_engine(
        url,
        connect_args={"connect_timeout": url.query.get("connect_timeout", CONNECT_SECONDS)},
        hide_parameters=True,
        # The locks of ``storage.sql`` count on each statement seeing what was committed before it.
        isolation_level="READ COMMITTED",
        json_serializer=dumps,
        pool_pre_ping=True,
    )

    def connected(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {round(busy_seconds * 1_000)}")
        connection.commit()

    event.listen(engine, "connect", connected)
    return engine

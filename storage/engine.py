"""Opens the database of a URL so that an acknowledged answer survives a power cut and nobody waits for ever."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from psycopg import OperationalError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError

from assessments.errors import AssessmentError, StoreUnavailableError
from storage.plain import dumps

BUSY_SECONDS = 10.0
CONNECT_SECONDS = 10
CONNECTIONS = 16
# None beyond these: one that is opened for a moment of many clicks, and closed after it, costs more than waiting.
_POOL: dict[str, Any] = {"pool_size": CONNECTIONS, "max_overflow": 0, "pool_use_lifo": True}
# A server whose machine or network vanishes says no farewell; the system would wait for it for a quarter of an hour.
# The first is in seconds, the last in milliseconds and for what was sent, the others for what is waited for.
_VANISHED = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}
_BEGIN = "storage_begin"
RESTED = 60.0  # seconds after which somebody between here and the server may have forgotten a connection
_LAST_USED = "storage_last_used"


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
    return engine.execution_options(**{_BEGIN: "BEGIN"})


def asking(engine: Engine) -> Engine:
    """Return the same engine for a single statement that only reads.

    One statement sees one moment by itself, so none is sent before and after it: on PostgreSQL each costs as much time
    as the reading.
    """
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="AUTOCOMMIT")
    return engine.execution_options(**{_BEGIN: ""})


class Turns:
    """Lets one transaction of a store write at a time.

    SQLite takes one at a time anyway, and who finds it busy looks again after a while, ever more rarely: answers of a
    room waited up to 0.2 s. Here the turn is handed on at once. Other processes still wait for SQLite's own lock.
    """

    def __init__(self, seconds: float) -> None:
        """Take how long somebody waits for a turn before giving up."""
        self._seconds = seconds
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        """Wait for a turn.

        Raises:
            StoreUnavailableError: It did not come.
        """
        if not self._lock.acquire(timeout=self._seconds):
            raise StoreUnavailableError

    def __exit__(self, *_: object) -> None:
        """Hand it on."""
        self._lock.release()


def turns_of(engine: Engine, busy_seconds: float) -> AbstractContextManager[object]:
    """Return what each transaction that writes goes through before it takes a connection."""
    return nullcontext() if engine.dialect.name == "postgresql" else Turns(busy_seconds)


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
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
    engine = create_engine(url, connect_args={"timeout": busy_seconds}, hide_parameters=True, **_POOL)

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own BEGIN is deferred, and missing before SELECT and CREATE TABLE; ``begun`` sends it instead.
        connection.isolation_level = None
        _enter_wal(connection, busy_seconds)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    def begun(connection: Connection) -> None:
        # A deferred transaction that reads and then writes fails at once when another wrote in between.
        begin = connection.get_execution_options().get(_BEGIN, "BEGIN IMMEDIATE")
        if begin:
            connection.exec_driver_sql(begin)

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
        connect_args={key: url.query.get(key, value) for key, value in _VANISHED.items()},
        hide_parameters=True,
        # The locks of ``storage.sql`` count on each statement seeing what was committed before it.
        isolation_level="READ COMMITTED",
        json_serializer=dumps,
        **_POOL,
    )

    def connected(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {round(busy_seconds * 1_000)}")
        connection.commit()

    event.listen(engine, "connect", connected)

    def rest(_connection: object, record: Any) -> None:
        record.info[_LAST_USED] = monotonic()

    def check_alive(connection: Any, record: Any, _proxy: object) -> None:
        # A server that ends a connection says so and closes it, which is there to be read without waiting. Asking it
        # each time, as the pool would, costs as much as what is asked then.
        try:
            connection.pgconn.consume_input()  # its last words
            connection.pgconn.consume_input()  # its end
            if monotonic() - record.info.get(_LAST_USED, monotonic()) > RESTED:
                engine.dialect.do_ping(connection)
        except OperationalError as error:
            raise InvalidatePoolError from error

    event.listen(engine, "checkin", rest)
    event.listen(engine, "checkout", check_alive)
    return engine

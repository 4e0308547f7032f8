"""Brings the schema of a database up to date, also when several processes start at once."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import RLock
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from assessments.errors import AssessmentError
from storage.engine import reading
from storage.faults import faults_named

if TYPE_CHECKING:
    from collections.abc import Iterator

# An arbitrary number that means "the schema of this application" to PostgreSQL.
ADVISORY_LOCK = 7_263_546_118
# While it runs, Alembic keeps its environment in module globals, which threads share; and Python 3.11 may stumble when
# several threads read source at once (github.com/python/cpython/issues/106905).
_ALEMBIC_LOCK = RLock()


class UnknownRevisionError(AssessmentError):
    """The database has a schema that this version of the program does not know."""

    def __init__(self, revision: str) -> None:
        """Create the error with its sentence."""
        super().__init__(
            f"The database has the schema '{revision}', which this version of the program does not know. "
            "Start the newer version that made it, or restore a backup from before."
        )


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a migration did.

    Attributes:
        before: The revision of the schema that was found; None where there was none.
        after: The newest revision, which the schema has now.
    """

    before: str | None
    after: str


def migrate(engine: Engine) -> Migrated:
    """Upgrade the schema to the newest; a database that is up to date is only read.

    All migrations run in one transaction, so that a failure leaves the database as it was. Of several processes one
    migrates, the others wait: on SQLite for the write lock, on PostgreSQL for an advisory lock.

    Raises:
        UnknownRevisionError: A newer version of the program made the database.
        StoreUnavailableError: The database could not be reached, read or written.
    """
    current = current_revision(engine)
    if current == newest_revision():
        return Migrated(current, current)
    check_known(current)
    with schema_locked(engine) as connection:
        return upgrade(connection)


@contextmanager
def schema_locked(engine: Engine) -> Iterator[Connection]:
    """Run a block in a transaction that nobody else who may change the schema is in at the same time.

    Raises:
        StoreUnavailableError: The database could not be reached, read or written.
    """
    with _ALEMBIC_LOCK, faults_named(), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": ADVISORY_LOCK})
        yield connection


def upgrade(connection: Connection) -> Migrated:
    """Upgrade the schema in a transaction of ``schema_locked``.

    Raises:
        UnknownRevisionError: A newer version of the program made the database, perhaps just now.
    """
    before = MigrationContext.configure(connection).get_current_revision()
    check_known(before)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return Migrated(before, newest_revision())


def current_revision(engine: Engine) -> str | None:
    """Return the revision of the database's schema, or None where there is none yet.

    Raises:
        StoreUnavailableError: The database could not be reached or read.
    """
    with faults_named(), reading(engine).begin() as connection:
        return MigrationContext.configure(connection).get_current_revision()


@cache
def revisions() -> tuple[str, ...]:
    """Return all revisions that this version of the program knows, the oldest first."""
    with _ALEMBIC_LOCK:
        scripts = ScriptDirectory.from_config(_config())
        return tuple(reversed([each.revision for each in scripts.walk_revisions()]))


def newest_revision() -> str:
    """Return the revision whose schema this version of the program works with."""
    return revisions()[-1]


def check_known(revision: str | None) -> None:
    """Check that this version of the program knows a revision; None stands for an empty database.

    Raises:
        UnknownRevisionError: It does not.
    """
    if revision is not None and revision not in revisions():
        raise UnknownRevisionError(revision)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    return config

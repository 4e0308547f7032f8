"""Brings the schema of a database up to date, also when several processes start at once."""

from __future__ import annotations

from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from assessments.errors import AssessmentError
from storage.engine import reading
from storage.faults import faults_named

# An arbitrary number that means "the schema of this application" to PostgreSQL.
ADVISORY_LOCK = 7_263_546_118
# While it runs, Alembic keeps its environment in module globals, which threads share.
_ALEMBIC_LOCK = Lock()


class UnknownRevisionError(AssessmentError):
    """The database has a schema that this version of the program does not know."""

    def __init__(self, revision: str) -> None:
        """Create the error with its sentence."""
        super().__init__(
            f"The database has the schema '{revision}', which this version of the program does not know. "
            "Start the newer version that made it, or restore a backup from before."
        )


def migrate(engine: Engine) -> None:
    """Upgrade the schema to the newest; a database that is up to date is only read.

    All migrations run in one transaction, so that a failure leaves the database as it was. Of several processes one
    migrates, the others wait: on SQLite for the write lock, on PostgreSQL for an advisory lock.

    Raises:
        UnknownRevisionError: A newer version of the program made the database.
        StoreUnavailableError: The database could not be reached, read or written.
    """
    config = _config()
    scripts = ScriptDirectory.from_config(config)
    current = current_revision(engine)
    if current == scripts.get_current_head():
        return
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise UnknownRevisionError(current)
    with _ALEMBIC_LOCK, faults_named(), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": ADVISORY_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def current_revision(engine: Engine) -> str | None:
    """Return the revision of the database's schema, or None where there is none yet.

    Raises:
        StoreUnavailableError: The database could not be reached or read.
    """
    with faults_named(), reading(engine).begin() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    return config

"""Puts what ``pg_dump`` wrote in the place of what a PostgreSQL database holds, upgraded, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from assessments.errors import StoreUnavailableError
from storage.contents import CopyError, check_may_go, check_own, check_tables, contents_of
from storage.faults import faults_named
from storage.migrate import UnknownRevisionError, check_known, schema_locked, upgrade
from storage.postgresql_dump import Dump
from storage.postgresql_programs import find_program
from storage.postgresql_schema import asking_on, tables_of, version_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from storage.contents import Contents
    from storage.migrate import Migrated


def restore_postgresql(engine: Engine, file: Path, *, replace: bool, busy_seconds: float) -> tuple[Contents, Migrated]:
    """Read a dump with ``pg_restore`` into the schema that an engine's connections use, and upgrade it.

    Everything happens in one transaction, which has the tables for itself.

    Raises:
        CopyError: Nothing was changed; the message says why.
        StoreUnavailableError: The database could not be reached.
    """
    with faults_named(), engine.connect() as connection:
        program = find_program("pg_restore", version_of(connection))
        schema = str(asking_on(connection)("SELECT current_schema()"))
    dump = Dump(program, file, schema)
    _check(dump)
    try:
        with schema_locked(engine) as connection:
            ask = asking_on(connection)
            _empty(connection, replace=replace, busy_seconds=busy_seconds)
            path = ask("SHOW search_path")
            dump.load(connection)  # which leaves an empty path behind
            connection.execute(text("SELECT set_config('search_path', :path, false)"), {"path": path})
            migrated = upgrade(connection)
            check_tables(ask)
            return contents_of(ask), migrated
    except StoreUnavailableError as error:
        said = str(getattr(error.__cause__, "orig", error.__cause__)).partition("\n")[0]
        raise CopyError(
            f"Nothing was restored, because the database did not take it: {said}. Where others hold it, stop the app "
            "and restore again."
        ) from error


def _check(dump: Dump) -> None:
    revision = dump.revision()
    if revision is None:
        raise CopyError(f"{dump.file} holds no assessments of this application in the schema '{dump.schema}'.")
    try:
        check_known(revision)
    except UnknownRevisionError as error:
        raise CopyError(
            f"{dump.file} was made by a newer version of the program, with which it can be restored."
        ) from error


def _empty(connection: Connection, *, replace: bool, busy_seconds: float) -> None:
    """Drop what is in the way, if it may go, once nobody else uses it any more."""
    tables = tables_of(connection)
    if not tables:
        return
    check_own(tables, "The database is in use for something else: it")
    quote = connection.dialect.identifier_preparer.quote_identifier
    names = ", ".join(quote(each) for each in sorted(tables))
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(busy_seconds * 1_000)}")
    connection.exec_driver_sql(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
    check_may_go(asking_on(connection), replace=replace)
    connection.exec_driver_sql(f"DROP TABLE {names} CASCADE")

"""Copies a PostgreSQL database with ``pg_dump``, and counts what it holds at the same moment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from storage.contents import check_own, contents_of
from storage.engine import reading
from storage.faults import faults_named
from storage.postgresql_programs import address_of, find_program, running
from storage.postgresql_schema import asking_on, tables_of, version_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from storage.contents import Contents


def backup_postgresql(engine: Engine, draft: Path) -> Contents:
    """Write the schema and the rows that an engine's connections see first to a file, and return what it holds.

    Raises:
        CopyError: The programs are missing or do not fit, there is nothing to copy, or copying failed.
        StoreUnavailableError: The database could not be reached or read.
    """
    address, environment = address_of(engine)
    with faults_named(), reading(engine).begin() as connection:
        dump, restore = (find_program(each, version_of(connection)) for each in ("pg_dump", "pg_restore"))
        check_own(tables_of(connection), "The database")
        ask = asking_on(connection)
        found = contents_of(ask)
        schema = str(ask("SELECT current_schema()")).replace('"', '""')
        with running(
            dump,
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            "--no-password",
            f'--schema="{schema}"',
            f"--snapshot={ask('SELECT pg_export_snapshot()')}",
            f"--file={draft}",
            f"--dbname={address}",
            failure="The database could not be copied",
            environment=environment,
        ):
            pass
    # It reads and unpacks all of it.
    with running(restore, f"--file={os.devnull}", str(draft), failure="The copy cannot be read"):
        pass
    return found

"""The migrations lead to the tables of ``storage.tables``, once, whoever starts them and how often."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

import storage.migrate
from assessments.errors import StoreUnavailableError
from storage.engine import open_engine
from storage.migrate import ADVISORY_LOCK, Migrated, UnknownRevisionError, current_revision, migrate, newest_revision
from storage.sql import SqlStore
from storage.tables import metadata
from tests.storage.release_samples import SAMPLES
from tests.storage.releases import release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from tests.storage.postgres_server import PostgresServer

NEWEST = newest_revision()
OLDEST = next(iter(SAMPLES))


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """Return an engine for an empty database, of each kind in turn."""
    opened = open_engine(url)
    yield opened
    opened.dispose()


def test_an_empty_database_gets_the_newest_schema(engine: Engine) -> None:
    assert current_revision(engine) is None

    assert migrate(engine) == Migrated(None, NEWEST)

    assert current_revision(engine) == NEWEST
    assert migrate(engine) == Migrated(NEWEST, NEWEST)


def test_the_migrated_schema_is_that_of_the_tables(engine: Engine) -> None:
    migrate(engine)

    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_migrated_schema_is_that_of_the_tables_down_to_the_names_of_its_constraints(engine: Engine) -> None:
    migrate(engine)
    migrated = _schema(engine)
    with engine.begin() as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)

    assert migrated == _schema(engine)


def test_migrating_again_changes_nothing_and_needs_no_lock(engine: Engine, url: str) -> None:
    migrate(engine)
    before = _schema(engine)

    with open_engine(url).begin():
        migrate(engine)

    assert _schema(engine) == before


def test_a_schema_from_the_future_is_left_alone(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(UnknownRevisionError, match="'9999'"):
        migrate(engine)

    assert current_revision(engine) == "9999"


def test_a_migration_that_fails_leaves_nothing_behind(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE responses (id INTEGER)"))

    with pytest.raises(StoreUnavailableError):
        migrate(engine)

    assert inspect(engine).get_table_names() == ["responses"]
    assert current_revision(engine) is None


def test_who_comes_second_finds_the_work_done(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def empty_until_just_now(_engine: Engine) -> None:
        monkeypatch.undo()
        migrate(engine)

    monkeypatch.setattr(storage.migrate, "current_revision", empty_until_just_now)

    assert migrate(engine) == Migrated(NEWEST, NEWEST)


def test_who_comes_second_after_a_newer_version_is_told(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def empty_until_just_now(_engine: Engine) -> None:
        monkeypatch.undo()
        migrate(engine)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    monkeypatch.setattr(storage.migrate, "current_revision", empty_until_just_now)

    with pytest.raises(UnknownRevisionError, match="'9999'"):
        migrate(engine)


def test_on_sqlite_nobody_migrates_while_somebody_else_writes(sqlite_url: str) -> None:
    with open_engine(sqlite_url).begin(), pytest.raises(StoreUnavailableError):
        migrate(open_engine(sqlite_url, busy_seconds=0.02))

    assert current_revision(open_engine(sqlite_url)) is None


@pytest.mark.postgres
def test_on_postgresql_who_comes_second_waits_however_long_it_takes(postgres_server: PostgresServer) -> None:
    url = postgres_server.new_database()
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with ThreadPoolExecutor(1) as pool, open_engine(url).connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": ADVISORY_LOCK})
        migrating = pool.submit(migrate, open_engine(url, busy_seconds=0.001))
        while not migrating.done() and not connection.execute(waiting).scalar():
            pass
        assert not migrating.done()
        assert current_revision(open_engine(url)) is None
        connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": ADVISORY_LOCK})

    migrating.result()
    assert current_revision(open_engine(url)) == NEWEST


def test_threads_may_migrate_different_databases_at_once(tmp_path: Path) -> None:
    engines = [open_engine(f"sqlite:///{tmp_path}/{number}.db") for number in range(8)]

    with ThreadPoolExecutor(len(engines)) as pool:
        list(pool.map(migrate, engines))

    assert [current_revision(each) for each in engines] == [NEWEST] * 8


@pytest.mark.parametrize("before", [None, OLDEST])
def test_processes_may_migrate_at_once(before: str | None, url: str) -> None:
    if before is not None:
        release(url, before, SAMPLES[before]).dispose()
    child = Path(__file__).with_name("child_migrator.py")
    processes = [
        subprocess.Popen(
            [sys.executable, child, url],
            cwd=child.parents[2],
            env={**os.environ, "PYTHONPATH": str(child.parents[2])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()

    ended = sorted((*process.communicate(), process.returncode) for process in processes)

    one, others = (f"{before} {NEWEST}\n", "", 0), [(f"{NEWEST} {NEWEST}\n", "", 0)] * 2
    assert ended == sorted([one, *others])
    engine = open_engine(url)
    assert current_revision(engine) == NEWEST
    if before is not None:
        assert SqlStore(engine).answers("r1", "q1").keys() == {"i1", "i2"}


def _schema(engine: Engine) -> dict[str, Any]:
    """Return everything the database knows about its tables, comparable."""
    inspector = inspect(engine)

    def plain(found: Any) -> Any:
        return sorted(str(each) for each in found)

    return {
        table: {
            "columns": plain(inspector.get_columns(table)),
            "primary key": inspector.get_pk_constraint(table),
            "foreign keys": plain(inspector.get_foreign_keys(table)),
            "unique": plain(inspector.get_unique_constraints(table)),
            "indexes": plain(inspector.get_indexes(table)),
            "checks": plain(inspector.get_check_constraints(table)),
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }

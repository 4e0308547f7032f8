"""How databases are opened: which are, and with which settings."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

import storage.engine
from assessments.errors import StoreUnavailableError
from storage.engine import CONNECTIONS, RESTED, asking, open_engine, reading, turns_of
from storage.faults import faults_named
from storage.migrate import current_revision

if TYPE_CHECKING:
    from pathlib import Path

    from tests.storage.postgres_server import PostgresServer


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_name_of_postgresql_means_psycopg(scheme: str) -> None:
    engine = open_engine(f"{scheme}://someone:hunter2@db.example/answers?connect_timeout=3")

    assert str(engine.url) == "postgresql+psycopg://someone:***@db.example/answers?connect_timeout=3"
    assert engine.dialect.driver == "psycopg"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("answers.db", "cannot be read"),
        ("mysql://someone:hunter2@db.example/answers", "'mysql' is not supported"),
        ("postgresql+asyncpg://db.example/answers", "'postgresql\\+asyncpg' is not supported"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("sqlite:///file:answers.db?uri=true", "needs a file"),
    ],
)
def test_other_urls_are_refused_without_their_password(url: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        open_engine(url)

    assert "hunter2" not in str(caught.value)


def test_sqlite_syncs_every_commit_and_enforces_foreign_keys(sqlite_url: str) -> None:
    with open_engine(sqlite_url, busy_seconds=1.5).connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 1500}


@pytest.mark.postgres
def test_postgresql_gives_up_waiting_for_a_lock(postgres_server: PostgresServer) -> None:
    with open_engine(postgres_server.new_database(), busy_seconds=1.5).connect() as connection:
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "1500ms"


@pytest.mark.postgres
def test_postgresql_notices_that_a_server_vanished_unless_the_address_says_how(postgres_server: PostgresServer) -> None:
    url = postgres_server.new_database()

    def said(address: str) -> dict[str, str]:
        with open_engine(address).connect() as connection:
            raw: Any = connection.connection.driver_connection
            parameters: dict[str, str] = raw.info.get_parameters()
        return {key: value for key, value in parameters.items() if "keepalives" in key or "timeout" in key}

    ours = {"connect_timeout": "10", "tcp_user_timeout": "25000"}
    kept = {"keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3"}
    assert said(url) == {**ours, **kept}
    assert said(f"{url}&keepalives_idle=60&connect_timeout=3") == {
        **ours,
        **kept,
        "keepalives_idle": "60",
        "connect_timeout": "3",
    }


def test_sqlite_begins_with_the_write_lock_unless_it_only_reads(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url, busy_seconds=0)

    with engine.begin():
        with reading(engine).begin() as reader:
            assert reader.exec_driver_sql("SELECT 1").scalar() == 1
        with pytest.raises(OperationalError, match="locked"), engine.begin():
            pass


def test_a_transaction_that_only_reads_sees_one_moment(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE things (number INTEGER)")

    with reading(engine).begin() as reader:
        before = reader.exec_driver_sql("SELECT count(*) FROM things").scalar()
        with engine.begin() as writer:
            writer.exec_driver_sql("INSERT INTO things VALUES (1)")
        assert reader.exec_driver_sql("SELECT count(*) FROM things").scalar() == before == 0

    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM things").scalar() == 1


def test_a_single_question_is_asked_without_a_transaction(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE things (number INTEGER)")

    with asking(engine).begin() as asker:
        assert asker.exec_driver_sql("SELECT count(*) FROM things").scalar() == 0
        with engine.begin() as writer:
            writer.exec_driver_sql("INSERT INTO things VALUES (1)")
        assert asker.exec_driver_sql("SELECT count(*) FROM things").scalar() == 1

    with engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO things VALUES (2)")
        connection.rollback()
    with engine.begin() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM things").scalar()
    assert found == 1, "the connection that was asked with takes transactions again"


def test_connections_are_kept_for_the_next_moment_of_many_clicks(url: str) -> None:
    engine = open_engine(url)
    opened: list[object] = []
    event.listen(engine, "connect", lambda connection, _record: opened.append(connection))

    for _ in range(3):
        at_once = [engine.connect() for _ in range(CONNECTIONS)]
        for each in at_once:
            each.close()

    assert len(opened) == CONNECTIONS


@pytest.mark.postgres
def test_the_server_is_asked_whether_it_is_there_only_after_a_rest(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, now, asked = open_engine(postgres_server.new_database()), [1_000.0], [0]
    monkeypatch.setattr(storage.engine, "monotonic", lambda: now[0])
    ping = engine.dialect.do_ping

    def count(connection: Any) -> bool:
        asked[0] += 1
        return ping(connection)

    monkeypatch.setattr(engine.dialect, "do_ping", count)
    for rest in (0, RESTED, RESTED + 1, 1):
        now[0] += rest
        with engine.begin() as connection:
            assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    assert asked == [1]


def test_who_waits_in_vain_for_a_turn_to_write_is_told(sqlite_url: str) -> None:
    turns = turns_of(open_engine(sqlite_url), 0)

    with turns, pytest.raises(StoreUnavailableError), turns:
        pass
    with turns:
        pass


def test_a_new_file_that_another_process_is_just_making_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(tmp_path / "answers.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    url = f"sqlite:///{tmp_path / 'answers.db'}"

    with pytest.raises(StoreUnavailableError), faults_named(), open_engine(url, busy_seconds=0).connect():
        pass

    monkeypatch.setattr(storage.engine, "sleep", lambda _seconds: other.rollback())
    assert current_revision(open_engine(url)) is None

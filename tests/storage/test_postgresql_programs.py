"""The programs of PostgreSQL: which one is taken, what is said where none fits, and where the password is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

import storage.postgresql_programs
from storage.backup import backup
from storage.contents import CopyError
from storage.engine import open_engine
from storage.open import open_store
from storage.postgresql_programs import address_of, find_program, running
from storage.restore import restore
from tests.storage.postgres_server import find_programs

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.storage.postgres_server import PostgresServer


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Return what puts a program that prints something where they are looked for; nothing else is found."""
    monkeypatch.setattr(storage.postgresql_programs, "FOLDERS", (f"{tmp_path}/*/bin",))
    monkeypatch.setenv("PATH", str(tmp_path / "path"))

    def installed(folder: str, script: str) -> Path:
        program = tmp_path / folder / "pg_dump"
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        return program

    return installed


def test_the_program_of_the_server_s_version_is_taken_or_the_next_newer_one(
    install: Callable[[str, str], Path],
) -> None:
    on_path = install("path", "echo 'pg_dump (PostgreSQL) 14.1'")
    newer = {each: install(f"{each}/bin", f"echo 'pg_dump (PostgreSQL) {each}.3 (Debian)'") for each in (15, 17)}
    (newer[15].parent.parent.parent / "16" / "bin").mkdir(parents=True)  # where another program of that version is

    found = [find_program("pg_dump", server) for server in (13, 14, 15, 16, 17)]

    assert found == [on_path, on_path, newer[15], newer[17], newer[17]]


def test_where_none_fits_the_package_is_named(install: Callable[[str, str], Path]) -> None:
    with pytest.raises(CopyError, match=r"pg_dump was not found\. .* postgresql-client on Debian .* is version 15"):
        find_program("pg_dump", 15)
    install("path", "echo 'pg_dump (PostgreSQL) 13.1'")
    with pytest.raises(CopyError, match=r"server is PostgreSQL 15, and pg_dump here is of version 13.*-client-15 on"):
        find_program("pg_dump", 15)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo 'a tool of another house 1.0'", "does not say its version"),
        ("echo; echo 'no such cluster' >&2; exit 3", "does not say its version: no such cluster"),
        ("exit 3", "does not say its version: it did not say why"),
    ],
)
def test_a_program_that_is_another_one_or_broken_is_told(
    install: Callable[[str, str], Path], script: str, message: str
) -> None:
    install("path", script)
    with pytest.raises(CopyError, match=message):
        find_program("pg_dump", 15)


def test_a_program_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    with pytest.raises(CopyError, match="could not be started: No such file"), running(tmp_path / "none", failure=""):
        pass


def test_a_program_is_ended_when_what_it_prints_is_not_wanted_any_more() -> None:
    endless = "while True: print('again')"

    def read_one() -> None:
        with running(Path(sys.executable), "-c", endless, failure="It failed") as output:
            assert output.readline() == b"again\n"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        read_one()


def test_the_password_is_in_the_environment_alone() -> None:
    url = "postgresql://someone:hunt%40r2@db.example:5433/answers?sslmode=require"

    address, environment = address_of(open_engine(url))

    parts = {"dbname": "answers", "user": "someone", "host": "db.example", "port": "5433", "sslmode": "require"}
    assert conninfo_to_dict(address) == parts
    assert environment == {**os.environ, "PGPASSWORD": "hunt@r2"}
    assert address_of(open_engine("postgresql://someone@db.example/answers"))[1] == dict(os.environ)
    assert address_of(open_engine("postgresql://db/answers?password=hunt%40r2"))[1]["PGPASSWORD"] == "hunt@r2"
    with pytest.raises(CopyError, match="take no sslpassword"):
        address_of(open_engine("postgresql://db/answers?sslpassword=x"))


@pytest.mark.postgres
def test_a_password_is_never_among_the_arguments_of_a_program(
    postgres_server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres_server.new_database().replace("postgres@", "postgres:hunter2@")
    open_store(url).close()
    started: list[str] = []
    start = subprocess.Popen

    def remembered(arguments: list[Any], **rest: Any) -> Any:
        started.extend(map(str, arguments))
        return start(arguments, **rest)

    monkeypatch.setattr(subprocess, "Popen", remembered)
    backup(url, tmp_path / "copy")
    restore(url, tmp_path / "copy")

    assert any(each.endswith("pg_dump") for each in started)
    assert not any("hunter2" in each for each in started)


@pytest.mark.postgres
def test_a_database_that_cannot_be_dumped_gives_no_backup_and_says_why(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    url = postgres_server.new_database()
    open_store(url).close()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE ROLE reader LOGIN")
        connection.execute("GRANT SELECT ON alembic_version, assessments, responses, answers TO reader")
    assert find_programs() is not None

    with pytest.raises(CopyError, match=r"could not be copied: .*permission denied"):
        backup(url.replace("postgres@", "reader@"), tmp_path / "copy")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
def test_a_backup_of_another_schema_is_refused(postgres_server: PostgresServer, tmp_path: Path) -> None:
    url = postgres_server.new_database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute('CREATE SCHEMA "my ""own"')
    own = f"{url}&options=-c%20search_path%3D%22my\\%20%22%22own%22"
    open_store(own).close()
    assert backup(own, tmp_path / "copy").assessments == 0

    with pytest.raises(CopyError, match="holds no assessments of this application in the schema 'public'"):
        restore(url, tmp_path / "copy")
    restore(own, tmp_path / "copy")

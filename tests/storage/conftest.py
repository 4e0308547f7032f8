"""The stores that the tests run against: in memory, on an SQLite file, on a real PostgreSQL server."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.memory import MemoryStore
from storage.open import open_store
from tests.storage.postgres_server import PostgresServer, name_in, of_test

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assessments.ports import Store

POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Run a PostgreSQL server; fail where there is none, unless TESTS_POSTGRES=off says that this is meant."""
    with of_test() as server:
        yield server


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the URL of an SQLite file that is not there yet, nor is its folder."""
    return f"sqlite:///{tmp_path / 'data' / 'answers.db'}"


@pytest.fixture(params=["sqlite", POSTGRES])
def url(request: pytest.FixtureRequest) -> str:
    """Return the URL of an empty database, of each kind in turn."""
    return _new_url(request, request.param)


@pytest.fixture
def new_url(url: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Return what makes the URL of another empty database of the kind of ``url``."""
    numbers = count(1)
    if url.startswith("sqlite"):
        return lambda: f"sqlite:///{tmp_path / f'other {next(numbers)}' / 'answers.db'}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.new_database


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an SQLite file with the newest schema and nothing in it, to copy."""
    file = tmp_path_factory.mktemp("migrated") / "answers.db"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture(scope="session")
def migrated_database(postgres_server: PostgresServer) -> str:
    """Return the name of such a database on the server."""
    url = postgres_server.new_database()
    open_store(url).close()
    return name_in(url)


@pytest.fixture(params=["memory", "sqlite", POSTGRES])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Return an empty store, of each kind in turn."""
    if request.param == "memory":
        yield MemoryStore()
        return
    opened = open_store(_migrated_url(request, request.param))
    yield opened
    opened.close()


def _new_url(request: pytest.FixtureRequest, kind: str) -> str:
    if kind == "sqlite":
        url: str = request.getfixturevalue("sqlite_url")
        return url
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.new_database()


def _migrated_url(request: pytest.FixtureRequest, kind: str) -> str:
    if kind == "sqlite":
        url: str = request.getfixturevalue("sqlite_url")
        file = Path(url.removeprefix("sqlite:///"))
        file.parent.mkdir()
        shutil.copy(request.getfixturevalue("migrated_file"), file)
        return url
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.new_database(like=request.getfixturevalue("migrated_database"))

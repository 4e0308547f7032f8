"""Whether a database has the schema that this program works with, as somebody asks who sends visitors to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assessments.errors import StoreUnavailableError
from storage.open import is_current, open_store


def test_a_database_is_current_until_another_version_changes_it(tmp_path: Path) -> None:
    file = tmp_path / "answers.db"
    with closing(open_store(f"sqlite:///{file}")) as store:
        assert is_current(store)
        with closing(sqlite3.connect(file)) as database, database:
            database.execute("update alembic_version set version_num = '9999'")
        assert not is_current(store)


def test_one_that_is_no_database_any_more_says_so(tmp_path: Path) -> None:
    file = tmp_path / "answers.db"
    with closing(open_store(f"sqlite:///{file}")) as store:
        store.close()
        file.write_bytes(b"no database" * 100)
        for name in ("answers.db-wal", "answers.db-shm"):
            (tmp_path / name).unlink(missing_ok=True)
        with pytest.raises(StoreUnavailableError):
            is_current(store)

"""What a process does that runs on while a newer version changes the schema: it fails where it must, and says so."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from assessments.errors import StoreUnavailableError
from storage.engine import open_engine
from storage.migrate import UnknownRevisionError
from storage.open import open_store
from tests.storage.samples import a_response, saved, start


def _newer(url: str, *statements: str) -> None:
    """Change the schema as a release to come would."""
    with open_engine(url).begin() as connection:
        for each in (*statements, "UPDATE alembic_version SET version_num = '9999'"):
            connection.execute(text(each))


def test_it_goes_on_where_something_was_only_added(url: str) -> None:
    store = open_store(url)
    start(store)
    _newer(url, "ALTER TABLE answers ADD COLUMN mood TEXT", "CREATE TABLE moods (id TEXT)")

    store.save_answer("r1", "q1", "i1", saved())

    assert store.answers("r1", "q1") == {"i1": saved()}


def test_it_fails_where_something_was_taken_away_and_keeps_nothing_by_halves(url: str) -> None:
    store = open_store(url)
    start(store)
    store.save_answer("r1", "q1", "i1", saved())
    _newer(url, "ALTER TABLE answers DROP COLUMN evidence")

    with pytest.raises(StoreUnavailableError):
        store.save_answer("r1", "q1", "i2", saved())
    with pytest.raises(StoreUnavailableError):
        store.answers("r1", "q1")

    assert store.response("r1") == a_response("r1")
    with open_engine(url).begin() as connection:
        assert connection.execute(text("SELECT item_id FROM answers")).scalars().all() == ["i1"]


def test_it_does_not_start_again(url: str) -> None:
    open_store(url).close()
    _newer(url)

    with pytest.raises(UnknownRevisionError, match="'9999'"):
        open_store(url)

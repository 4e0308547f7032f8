"""A database of any earlier release, with rows in every table, is brought up to date without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, inspect, select

from storage.migrate import Migrated, current_revision, migrate, newest_revision, revisions
from storage.open import open_store
from storage.tables import metadata
from tests.storage.release_samples import SAMPLES
from tests.storage.releases import release, typed
from tests.storage.samples import a_response, saved, start

if TYPE_CHECKING:
    from sqlalchemy import Engine

EARLIER = revisions()[:-1]


def _kept(engine: Engine, revision: str) -> dict[str, Any]:
    """Return what a database holds of a sample, in columns that there are still today."""
    found: dict[str, Any] = {}
    with engine.connect() as connection:
        for name, columns, _ in SAMPLES[revision]:
            names = [each for each in columns.split() if each in metadata.tables[name].c]
            rows = connection.execute(select(typed(name, names))).all()
            found[name] = sorted((dict(zip(names, row, strict=True)) for row in rows), key=repr)
    return found


def test_every_earlier_release_has_a_sample_and_no_other_has() -> None:
    assert tuple(SAMPLES) == EARLIER, "add rows of the release before the newest to tests/storage/release_samples.py"


@pytest.mark.parametrize("revision", EARLIER)
def test_the_sample_has_rows_in_every_table_and_column(revision: str, url: str) -> None:
    inspector = inspect(release(url, revision, SAMPLES[revision]))

    tables = {name: {each["name"] for each in inspector.get_columns(name)} for name in inspector.get_table_names()}
    del tables["alembic_version"]
    assert {name: set(columns.split()) for name, columns, _ in SAMPLES[revision]} == tables
    for name, columns, rows in SAMPLES[revision]:
        said = [each for each in zip(*rows, strict=True) if any(value is not None for value in each)]
        assert len(said) == len(columns.split()), f"a column of {name} says nothing"


@pytest.mark.parametrize("revision", EARLIER)
def test_every_row_is_there_after_the_upgrade_as_it_was(revision: str, url: str) -> None:
    engine = release(url, revision, SAMPLES[revision])
    before = _kept(engine, revision)

    assert migrate(engine) == Migrated(revision, newest_revision())

    assert _kept(engine, revision) == before
    assert all(before.values())


@pytest.mark.parametrize("revision", EARLIER)
def test_an_upgraded_database_is_read_whole_and_goes_on(revision: str, url: str) -> None:
    release(url, revision, SAMPLES[revision]).dispose()
    store = open_store(url)

    whole = [store.everything(each.id) for each in store.assessments()]
    assert {each.assessment.id: len(each.waves) for each in whole if each is not None}["a1"] == 2
    start(store, "r9", "w9")
    store.save_answer("r9", "q1", "i1", saved())
    assert store.response("r9") == a_response("r9", "w9")
    assert store.answers("r9", "q1") == {"i1": saved()}
    store.close()


@pytest.mark.parametrize("revision", EARLIER)
def test_an_upgrade_that_fails_at_its_last_statement_leaves_everything_as_it_was(revision: str, url: str) -> None:
    engine = release(url, revision, SAMPLES[revision])
    schema, before = inspect(engine).get_table_names(), _kept(engine, revision)

    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("UPDATE alembic_version") and f"'{newest_revision()}'" in statement:
            raise InterruptedError

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(InterruptedError):
        migrate(engine)

    assert current_revision(engine) == revision
    assert inspect(engine).get_table_names() == schema
    assert _kept(engine, revision) == before
    event.remove(engine, "before_cursor_execute", fail)
    assert migrate(engine).after == newest_revision()

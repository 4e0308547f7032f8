"""What is gone when an assessment is deleted, and what stays of others: the same in every store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import inspect, text

from assessments.retention_model import Keeping, Stock
from storage import belonging, tables
from storage.engine import open_engine
from storage.memory import MemoryStore
from storage.open import open_store
from tests.storage.deletion_samples import FAMILY, fill
from tests.storage.samples import AT_UTC, LATER, a_response, start, start_live
from tests.storage.whole_samples import WHOLE

if TYPE_CHECKING:
    from assessments.ports import Store

Rows = Mapping[str, frozenset[tuple[Any, ...]]]


def rows(url: str) -> Rows:
    """Return every row of every table that the database has, whatever the program knows of it."""
    engine = open_engine(url)
    with closing(engine.raw_connection()), engine.connect() as connection:
        names = [each for each in inspect(connection).get_table_names() if each != "alembic_version"]
        found = {}
        for name in names:
            quoted = connection.dialect.identifier_preparer.quote(name)
            plain = connection.execute(text(f"SELECT * FROM {quoted}"))  # noqa: S608 - a name of the database's own
            found[name] = frozenset(tuple(map(str, row)) for row in plain)
    engine.dispose()
    return found


def test_a_table_belongs_to_assessments_or_is_one_of_those_that_they_share() -> None:
    owned = {table.name for table in tables.metadata.sorted_tables if belonging.roots_of(table)}
    shared = {table.name for table in belonging.SHARED}
    assert owned | shared == set(tables.metadata.tables)
    assert owned & shared == set()
    assert shared == {"definitions", "pool_families", "pool_editions"}


def test_every_table_has_rows_of_an_assessment_before_and_no_byte_of_it_after(url: str) -> None:
    with closing(open_store(url)) as store:
        before = rows(url)
        fill(store, "other")
        others = rows(url)
        fill(store, "mine")
        filled = rows(url)
        grown = {name for name in filled if filled[name] - others[name]}
        assert grown == set(tables.metadata.tables) == set(before), "a new table: let the sample fill it"

        store.delete_assessment("mine")
        after = rows(url)

    assert {name for name, found in after.items() if "mine" in repr(found)} == set()
    shared = {table.name for table in belonging.SHARED}
    for name, found in others.items():
        if name not in shared:
            assert found <= after[name], name
    assert len(after["definitions"]) == len(others["definitions"])


def test_nothing_in_memory_names_what_was_deleted() -> None:
    store = MemoryStore()
    fill(store, "other")
    before = {name: len(each) for name, each in _held(store)}
    fill(store, "mine")
    grown = {name for name, each in _held(store) if len(each) > before[name]}
    assert grown | {"last", "revisions"} == {name for name, _ in _held(store)}, "a new table: let the sample fill it"

    store.delete_assessment("mine")

    assert {name for name, each in _held(store) if "mine" in repr(each)} == set()


def _held(store: MemoryStore) -> Iterator[tuple[str, Any]]:
    for kept in (store._kept, store._pool):  # noqa: SLF001 - the tables themselves are looked at
        for name in kept.__dataclass_fields__:
            yield name, getattr(kept, name)


def test_what_was_counted_with_a_deleted_one_is_in_no_later_edition(store: Store) -> None:
    fill(store, "mine")
    store.delete_assessment("mine")
    found = store.pool(FAMILY)
    assert [(each.organisation, each.spent) for each in found.entries] == [
        (f"beside{number}-enim", True) for number in range(1, 5)
    ]
    assert len(store.pool_places("beside1-enim")) == 1


@pytest.mark.parametrize("name", WHOLE)
def test_an_assessment_that_was_deleted_can_be_put_back(store: Store, name: str) -> None:
    store.add_everything(WHOLE[name])
    store.delete_assessment("a1")
    assert (store.everything("a1"), store.assessments(), store.stock("a1")) == (None, (), None)
    store.add_everything(WHOLE[name])
    assert store.everything("a1") == WHOLE[name]


def test_deleting_what_is_not_there_changes_nothing(store: Store) -> None:
    store.add_everything(WHOLE["lone"])
    store.delete_assessment("a2")
    assert store.everything("a1") == WHOLE["lone"]


def test_a_mirror_goes_with_what_it_mirrors_and_alone_where_it_is_named(store: Store) -> None:
    fill(store, "mine")
    store.delete_assessment("mine-outside")
    assert store.mirrors("mine-w1") == ()
    assert store.wave("mine-mirror") is None
    assert store.assessment("mine") is not None


def test_nobody_has_said_how_long_a_new_assessment_is_kept(store: Store) -> None:
    start(store)
    assert store.keeping("a1") is None
    store.promise_keeping("a1", Keeping(6))
    assert store.keeping("a1") == Keeping(6)
    store.promise_keeping("a1", Keeping(None))
    assert store.keeping("a1") == Keeping(6)
    store.set_keeping("a1", Keeping(None))
    assert store.keeping("a1") == Keeping(None)


def test_how_long_is_said_of_an_assessment_that_is_there(store: Store) -> None:
    with pytest.raises(ValueError, match=r"."):
        store.set_keeping("a1", Keeping(6))
    store.promise_keeping("a1", Keeping(6))
    assert store.keeping("a1") is None


def test_there_is_as_much_as_was_kept_with_the_time_of_the_last_answer(store: Store) -> None:
    assert store.stock("a1") is None
    start_live(store, "r1", "r2")
    assert store.stock("a1") == Stock(AT_UTC, waves=1, people=2, answers=0, mirrors=0)
    fill(store, "mine")
    assert store.stock("mine") == Stock(LATER, waves=2, people=6, answers=12, mirrors=1)


def test_an_assessment_without_a_wave_is_as_old_as_it_is(store: Store) -> None:
    store.add_everything(WHOLE["nothing yet"])
    assert store.stock("a1") == Stock(AT_UTC, 0, 0, 0, 0)


def test_who_joined_last_counts_like_who_answered_last(store: Store) -> None:
    start_live(store, "r1")
    later = AT_UTC + timedelta(days=3)
    store.join(replace(a_response("r2"), started_at=later), resume_hash="h")
    stock = store.stock("a1")
    assert stock is not None
    assert stock.last_at == later


def test_nothing_deleted_can_be_found_in_a_file_where_there_is_none_or_it_was_written_anew(store: Store) -> None:
    fill(store, "mine")
    store.delete_assessment("mine")
    assert store.wipe()

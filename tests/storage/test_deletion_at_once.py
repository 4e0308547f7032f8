"""What holds when an assessment is deleted while people answer in it, join it, or begin others."""

from __future__ import annotations

from contextlib import closing
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, select, text

from assessments.errors import AssessmentError, StoreUnavailableError
from storage import rows, tables
from storage.engine import open_engine
from storage.open import open_store
from storage.sql_deletion import TRIES
from storage.upsert import add_if_new
from tests.storage.samples import (
    a_definition,
    a_live_wave,
    a_response,
    an_action,
    an_assessment,
    saved,
    start_live,
)
from tests.storage.together import together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine

    from assessments.ports import Store
    from storage.sql import SqlStore
    from tests.storage.postgres_server import PostgresServer

IDS = tuple(f"r{number}" for number in range(6))
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


@pytest.fixture
def postgres(postgres_server: PostgresServer) -> Iterator[SqlStore]:
    """Return an empty store on PostgreSQL."""
    with closing(open_store(postgres_server.new_database())) as store:
        yield store


def engine_of(store: SqlStore) -> Engine:
    return open_engine(store._engine.url.render_as_string(hide_password=False))  # noqa: SLF001 - another client of it


def wait_for_a_lock(connection: Connection) -> None:
    """Return once somebody waits for a lock."""
    while not connection.execute(WAITING).scalar_one():
        connection.rollback()


def test_everybody_who_answers_meanwhile_is_told_that_the_answers_are_gone(store: Store) -> None:
    start_live(store, *IDS)
    begun = Event()
    told: list[str] = []

    def save(response_id: str) -> None:
        try:
            for number in range(100_000):
                store.save_answer(response_id, "q1", f"i{number % 50}", saved(number))
                begun.set()
        except AssessmentError as error:
            told.append(type(error).__name__)

    def delete() -> None:
        begun.wait()
        store.delete_assessment("a1")

    together(*[lambda each=each: save(each) for each in IDS], delete)

    assert told == ["UnknownResponseError"] * len(IDS)
    assert (store.everything("a1"), store.votes("w1")) == (None, ())


def test_one_persons_answers_go_while_the_others_answer_and_are_counted(store: Store) -> None:
    start_live(store, *IDS)

    def save(response_id: str) -> None:
        for number in range(20):
            store.save_answer(response_id, "q1", f"i{number}", saved(number))

    together(*[lambda each=each: save(each) for each in IDS[1:]], lambda: store.delete_response(IDS[0]))

    assert {each.response_id for each in store.votes("w1")} == set(IDS[1:])
    assert len(store.votes("w1")) == 20 * 5


def test_many_may_delete_their_answers_at_once(store: Store) -> None:
    start_live(store, *IDS)
    together(*[lambda each=each: store.delete_response(each) for each in IDS])
    assert store.responses("w1") == ()


def _during(store: SqlStore, happening: Callable[[Connection], Any]) -> None:
    """Delete an assessment while somebody has done something in it without having committed it yet."""
    engine = engine_of(store)
    with engine.connect() as mine, engine.connect() as looking:
        happening(mine)
        deleting = Thread(target=lambda: store.delete_assessment("a1"))
        deleting.start()
        wait_for_a_lock(looking)
        mine.commit()
        deleting.join()
    engine.dispose()


@pytest.mark.postgres
def test_what_was_promised_in_the_same_moment_is_deleted_too(postgres: SqlStore) -> None:
    start_live(postgres, "r1")
    _during(postgres, lambda mine: mine.execute(tables.actions.insert(), rows.of_action(an_action())))
    assert postgres.everything("a1") is None


@pytest.mark.postgres
def test_what_somebody_else_pins_in_the_same_moment_stays(postgres: SqlStore) -> None:
    start_live(postgres, "r1")
    postgres.pin("w1", a_definition())
    postgres.add_wave(an_assessment("a2"), a_live_wave("w2", "a2"), [], organiser_hash="o")

    def pin(mine: Connection) -> None:
        add_if_new(mine, tables.definitions, {"digest": "d" * 64, "data": {}})
        add_if_new(mine, tables.wave_questionnaires, rows.of_pinned("w2", a_definition()))

    _during(postgres, pin)

    assert postgres.everything("a1") is None
    assert postgres.pinned("w2") == {"q1": a_definition()}


@pytest.mark.postgres
def test_who_pins_what_is_being_deleted_keeps_it_anew(postgres: SqlStore) -> None:
    start_live(postgres, "r1")
    postgres.pin("w1", a_definition())
    postgres.add_wave(an_assessment("a2"), a_live_wave("w2", "a2"), [], organiser_hash="o")
    pinning: list[Thread] = []

    def listen(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("DELETE FROM definitions"):
            pinning.append(Thread(target=lambda: postgres.pin("w2", a_definition())))
            pinning[0].start()
            engine = engine_of(postgres)
            with engine.connect() as looking:
                wait_for_a_lock(looking)
            engine.dispose()

    event.listen(postgres._engine, "before_cursor_execute", listen)  # noqa: SLF001 - to come in between
    postgres.delete_assessment("a1")
    pinning[0].join()

    assert postgres.everything("a1") is None
    assert postgres.pinned("w2") == {"q1": a_definition()}


def _joining(store: SqlStore, most: int) -> list[str]:
    """Let somebody join each time that a deletion has locked everybody, at most so often; return who did."""
    other = open_store(store._engine.url.render_as_string(hide_password=False))  # noqa: SLF001 - another client of it
    joined: list[str] = []

    def listen(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT responses.id") and "FOR NO KEY UPDATE" in statement and len(joined) < most:
            joined.append(f"late{len(joined)}")
            other.join(a_response(joined[-1]), resume_hash=joined[-1])

    event.listen(store._engine, "after_cursor_execute", listen)  # noqa: SLF001 - to come in between
    return joined


@pytest.mark.postgres
def test_who_joins_in_the_same_moment_is_deleted_too(postgres: SqlStore) -> None:
    start_live(postgres, "r1")
    joined = _joining(postgres, 2)
    postgres.delete_assessment("a1")
    assert joined == ["late0", "late1"]
    assert postgres.everything("a1") is None


@pytest.mark.postgres
def test_where_people_join_without_an_end_nothing_is_deleted_and_that_is_said(postgres: SqlStore) -> None:
    start_live(postgres, "r1")
    joined = _joining(postgres, TRIES)
    with pytest.raises(StoreUnavailableError):
        postgres.delete_assessment("a1")
    assert len(joined) == TRIES
    assert len(postgres.responses("w1")) == TRIES + 1
    with postgres._reader.connect() as connection:  # noqa: SLF001 - the rows themselves are looked at
        assert len(connection.execute(select(tables.responses)).all()) == TRIES + 1

"""What holds when several open the next wave, or one does while others answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import count
from threading import Event
from time import sleep
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from assessments.errors import AssessmentError, MoveError, StoreUnavailableError, WaveClosedError
from storage import rows, tables
from storage.engine import open_engine
from storage.open import open_store
from tests.storage.samples import (
    LATER,
    a_definition,
    a_live_wave,
    a_lone_opening,
    a_round,
    a_target,
    a_wave,
    an_importance,
    an_opening,
    saved,
    start,
    start_live,
)
from tests.storage.together import together

if TYPE_CHECKING:
    from assessments.model import Opening
    from assessments.ports import Store
    from tests.storage.postgres_server import PostgresServer


def _error(store: Store, opening: Opening, resume_hash: str | None = None) -> type[Exception] | None:
    try:
        store.add_next_wave(opening, resume_hash=resume_hash)
    except (AssessmentError, ValueError) as error:
        return type(error)
    return None


def test_of_several_who_open_the_next_live_wave_at_once_one_does(store: Store) -> None:
    start_live(store, "r1")
    store.close_wave("w1")
    # The later in the list, the earlier created: whoever wins, some of the others would sort before it.
    openings = [
        replace(
            an_opening(),
            wave=replace(a_live_wave(f"n{number}"), created_at=LATER - timedelta(minutes=number)),
            definitions=[a_definition()],
            targets=[a_target()],
            importance=[an_importance()],
            vote=a_round(),
        )
        for number in range(6)
    ]

    errors = together(*[lambda each=each: _error(store, each) for each in openings])

    assert errors.count(None) == 1
    assert errors.count(MoveError) == 5
    opened = openings[errors.index(None)].wave
    assert store.waves("a1") == (replace(a_live_wave(), state="closed"), opened)
    assert [len(store.pinned(f"n{number}")) for number in range(6)].count(1) == 1


def test_of_several_who_go_on_alone_at_once_one_does(store: Store) -> None:
    start(store)
    openings = [a_lone_opening(f"n{number}", response_id=f"s{number}") for number in range(6)]

    errors = together(*[lambda each=each: _error(store, each, f"hash for {each.wave.id}") for each in openings])

    assert errors.count(None) == 1
    assert errors.count(MoveError) == 5
    opened = openings[errors.index(None)]
    assert store.waves("a1") == (replace(a_wave(), state="closed"), opened.wave)
    assert [store.response(each.response.id) for each in openings if each.response].count(None) == 5
    assert store.response_by_code(f"hash for {opened.wave.id}") == opened.response


def test_nothing_comes_into_a_lone_wave_once_the_next_is_open(store: Store) -> None:
    start(store)
    acknowledged: list[int] = []
    begun, ended = Event(), Event()

    def save() -> None:
        try:
            for number in count():
                is_last = ended.is_set()
                store.save_answer("r1", "q1", "i1", saved(number))
                acknowledged.append(number)
                if number == 10:
                    begun.set()
                if is_last:
                    return
                # SQLite gives its lock to whoever asks first, not to whoever waits longest.
                sleep(0.01)
        finally:
            begun.set()

    def save_until_refused() -> None:
        with pytest.raises(WaveClosedError):
            save()

    def go_on() -> Any:
        begun.wait()
        try:
            store.add_next_wave(a_lone_opening(), resume_hash="hash of r2")
            return store.answers("r1", "q1")
        finally:
            ended.set()

    _, at_the_end = together(save_until_refused, go_on)

    assert len(acknowledged) > 10
    assert store.answers("r1", "q1") == at_the_end == {"i1": saved(acknowledged[-1])}


def test_the_next_wave_waits_for_an_answer_that_is_being_saved(url: str) -> None:
    store, other = open_store(url, busy_seconds=0.05), open_engine(url)
    start(store)

    with other.begin() as connection:
        connection.execute(tables.waves.select().with_for_update(read=True))
        with pytest.raises(StoreUnavailableError):
            store.add_next_wave(a_lone_opening(), resume_hash="hash of r2")

    assert store.waves("a1") == (a_wave(),)


@pytest.mark.postgres
def test_who_waited_for_somebody_else_to_open_the_next_wave_sees_it(postgres_server: PostgresServer) -> None:
    url = postgres_server.new_database()
    store = open_store(url)
    start_live(store)
    store.close_wave("w1")
    with ThreadPoolExecutor(1) as pool, open_engine(url).connect() as connection:
        connection.execute(tables.waves.select().with_for_update(key_share=True))
        task = pool.submit(_error, store, an_opening("w3"))
        locks = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        while not task.done() and not connection.execute(locks).scalar():
            pass
        assert not task.done()
        opened = an_opening("w2").wave
        connection.execute(tables.waves.insert(), rows.of_wave(opened))
        connection.commit()

    assert task.result() is MoveError
    assert store.waves("a1") == (replace(a_live_wave(), state="closed"), opened)

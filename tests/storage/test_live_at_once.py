"""What holds in a live wave when many people answer, and more than one leads, at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from threading import Event
from time import sleep
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from assessments.errors import AssessmentError, MoveError, RoundClosedError, StoreUnavailableError, WaveClosedError
from storage import tables
from storage.engine import open_engine
from storage.open import open_store
from tests.storage.samples import (
    AT,
    LATER,
    a_live_wave,
    a_response,
    a_round,
    an_assessment,
    live_of,
    reveal,
    saved,
    start_live,
)
from tests.storage.together import together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from assessments.model import Vote
    from assessments.ports import Store
    from storage.sql import SqlStore
    from tests.storage.postgres_server import PostgresServer

IDS = tuple(f"r{number}" for number in range(8))
MOVES: dict[str, Callable[[Store], None]] = {
    "stop": lambda store: store.set_round_state("w1", 1, "stopped"),
    "count": lambda store: store.count("w1", 1, frozenset(IDS), AT),
    "open the next": lambda store: store.open_round("w1", a_round(2)),
    "late answers off": lambda store: store.set_late("w1", late=False),
    "close": lambda store: store.close_wave("w1"),
}


def _nothing(_store: Store) -> None:
    """Begin with an open vote."""


def _stop_late(store: Store) -> None:
    store.set_late("w1", late=False)


def _error(task: Callable[[], None]) -> type[Exception] | None:
    try:
        task()
    except (AssessmentError, ValueError) as error:
        return type(error)
    return None


@pytest.mark.parametrize(
    ("begin", "move", "error"),
    [
        (_nothing, MOVES["stop"], RoundClosedError),
        (_stop_late, lambda store: store.set_round_state("w1", 1, "revealed"), RoundClosedError),
        (reveal, MOVES["count"], RoundClosedError),
        (reveal, MOVES["late answers off"], RoundClosedError),
        (reveal, MOVES["open the next"], RoundClosedError),
        (_nothing, MOVES["close"], WaveClosedError),
    ],
    ids=["stop", "reveal", "count", "late answers off", "open the next", "close"],
)
def test_what_was_acknowledged_is_kept_and_nothing_comes_in_after_a_move_that_forbids_it(
    store: Store, begin: Callable[[Store], None], move: Callable[[Store], None], error: type[Exception]
) -> None:
    start_live(store, *IDS)
    begin(store)
    acknowledged: list[tuple[str, str]] = []
    begun, ended = Event(), Event()

    def save(response_id: str) -> None:
        try:
            for number in count():
                is_last = ended.is_set()
                store.save_answer(response_id, "q1", f"i{number}", saved(number))
                acknowledged.append((response_id, f"i{number}"))
                if len(acknowledged) >= 200:
                    begun.set()
                if is_last:
                    return
                # SQLite gives its lock to whoever asks first, not to whoever waits longest.
                sleep(0.01)
        finally:
            begun.set()

    def save_until_refused(response_id: str) -> None:
        with pytest.raises(error):
            save(response_id)

    def lead() -> tuple[Vote, ...]:
        begun.wait()
        try:
            move(store)
            return store.votes("w1")
        finally:
            ended.set()

    *_, at_the_end = together(*[lambda each=each: save_until_refused(each) for each in IDS], lead)

    assert len(acknowledged) >= 200
    assert store.votes("w1") == at_the_end
    assert {(vote.response_id, vote.item_id) for vote in at_the_end} == set(acknowledged)


def test_counting_some_does_not_keep_the_others_from_answering(store: Store) -> None:
    start_live(store, *IDS)
    reveal(store)

    def save(response_id: str) -> int:
        for number in range(20):
            try:
                store.save_answer(response_id, "q1", f"i{number}", saved())
            except RoundClosedError:
                return number
        return 20

    *received, _ = together(
        *[lambda each=each: save(each) for each in IDS], lambda: store.count("w1", 1, frozenset(IDS[:4]), AT)
    )

    assert received[4:] == [20] * 4
    kept = [vote.response_id for vote in store.votes("w1")]
    assert [kept.count(each) for each in IDS] == received
    assert store.tally("w1", 1).counted == sum(received[:4])


def test_of_two_who_open_the_next_vote_at_once_one_does(store: Store) -> None:
    start_live(store)
    reveal(store)
    before = live_of(store)
    rounds = [a_round(2, ("q1", f"i{number}")) for number in range(4)]

    errors = together(*[lambda each=each: _error(lambda: store.open_round("w1", each)) for each in rounds])

    assert sorted(map(str, errors)) == sorted(map(str, [None, *[MoveError] * 3]))
    opened = rounds[errors.index(None)]
    assert live_of(store) == replace(before, revision=before.revision + 1, rounds=(*before.rounds, opened))


def test_of_two_who_join_with_the_same_code_at_once_one_does(store: Store) -> None:
    start_live(store)

    errors = together(
        *[
            lambda each=each: _error(lambda: store.join(a_response(each), resume_hash="the same hash"))
            for each in ("r1", "r2")
        ]
    )

    joined = ["r1", "r2"][errors.index(None)]
    assert set(errors) == {None, ValueError}
    assert store.responses("w1") == (a_response(joined),)
    assert store.response_by_code("the same hash") == a_response(joined)


def test_many_may_join_at_once(store: Store) -> None:
    start_live(store)

    together(*[lambda each=each: store.join(a_response(each), resume_hash=f"hash of {each}") for each in IDS])

    assert store.responses("w1") == tuple(a_response(each) for each in IDS)


def test_of_waves_with_the_same_join_code_one_is_kept(store: Store) -> None:
    waves = [a_live_wave(f"w{number}", join_code="JOIN") for number in range(4)]

    errors = together(
        *[
            lambda each=each: _error(lambda: store.add_wave(an_assessment(), each, [], organiser_hash="o"))
            for each in waves
        ]
    )

    kept = waves[errors.index(None)]
    assert errors.count(ValueError) == 3
    assert store.waves("a1") == (kept,)
    assert store.wave_by_join_code("JOIN") == kept


def test_who_is_counted_by_two_at_once_counts_once(store: Store) -> None:
    start_live(store, *IDS)
    reveal(store)

    together(
        lambda: store.count("w1", 1, frozenset(IDS[:5]), AT),
        lambda: store.count("w1", 1, frozenset(IDS[3:]), LATER),
    )

    live = live_of(store)
    assert [batch.number for batch in live.batches] == [1, 2]
    assert sorted(each for batch in live.batches for each in batch.responses) == sorted(IDS)


def test_no_revision_is_lost_when_several_lead(store: Store) -> None:
    start_live(store)

    def lead(name: str) -> None:
        for number in range(5):
            store.set_screen("w1", f"{name}{number}")
            store.set_late("w1", late=True)

    together(*[lambda each=each: lead(each) for each in "abcd"])

    assert live_of(store).revision == 2 + 4 * 5 * 2


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES.keys())
def test_a_move_waits_for_an_answer_that_is_being_saved(url: str, move: Callable[[Store], None]) -> None:
    store, other = open_store(url, busy_seconds=0.05), open_engine(url)
    start_live(store, *IDS)
    before = store.live("w1")

    with other.begin() as connection:
        connection.execute(tables.waves.select().with_for_update(read=True))
        with pytest.raises(StoreUnavailableError):
            move(store)

    assert store.live("w1") == before


def test_joining_waits_for_a_wave_that_is_being_closed(url: str) -> None:
    store, other = open_store(url, busy_seconds=0.05), open_engine(url)
    start_live(store)

    with other.begin() as connection:
        connection.execute(tables.waves.update().values(state="closed"))
        with pytest.raises(StoreUnavailableError):
            store.join(a_response(), resume_hash="h")

    with pytest.raises(WaveClosedError):
        store.join(a_response(), resume_hash="h")
    assert store.responses("w1") == ()


@contextmanager
def _waiting(server: PostgresServer, begin: Callable[[SqlStore], None]) -> Iterator[tuple[SqlStore, Connection]]:
    """Hold the wave's row as a move does while a task waits for it; leaving lets the task go on and ends it."""
    url = server.new_database()
    store = open_store(url)
    start_live(store, "r1")
    with ThreadPoolExecutor(1) as pool:
        with open_engine(url).begin() as connection:
            connection.execute(tables.waves.update().values(revision=9))
            task = pool.submit(begin, store)
            locks = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            while not task.done() and not connection.execute(locks).scalar():
                pass
            assert not task.done()
            yield store, connection
        task.result()


@pytest.mark.postgres
def test_an_answer_that_waited_for_a_move_sees_what_the_move_did(postgres_server: PostgresServer) -> None:
    def save(store: SqlStore) -> None:
        with pytest.raises(RoundClosedError):
            store.save_answer("r1", "q1", "i1", saved())

    with _waiting(postgres_server, save) as (store, connection):
        connection.execute(tables.rounds.update().values(state="stopped"))

    assert store.votes("w1") == ()


@pytest.mark.postgres
def test_an_answer_that_waited_for_a_count_sees_that_it_counts(postgres_server: PostgresServer) -> None:
    def save(store: SqlStore) -> None:
        with pytest.raises(RoundClosedError):
            store.save_answer("r1", "q1", "i1", saved())

    with _waiting(postgres_server, save) as (store, connection):
        _count(connection)

    assert store.votes("w1") == ()


@pytest.mark.postgres
def test_submitting_and_counting_do_not_wait_for_each_other(postgres_server: PostgresServer) -> None:
    with _waiting(postgres_server, lambda store: store.submit(a_response(q1=AT), "q1")) as (store, connection):
        _count(connection)

    assert store.response("r1") == a_response(q1=AT)
    assert live_of(store).counted(1) == {"r1"}


def _count(connection: Connection) -> None:
    """Count r1 in round 1, as the store does once it holds the wave."""
    batch = {"wave_id": "w1", "number": 1, "round_number": 1, "counted_at": AT}
    connection.execute(tables.batches.insert(), batch)
    entry = {"wave_id": "w1", "batch_number": 1, "round_number": 1, "response_id": "r1"}
    connection.execute(tables.counted.insert(), entry)

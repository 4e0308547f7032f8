"""What holds when several people, or two tabs of one, use a store at the same time."""

from __future__ import annotations

from itertools import count
from threading import Event
from time import sleep
from typing import TYPE_CHECKING

import pytest

from assessments.errors import AlreadySubmittedError, StoreUnavailableError, WaveClosedError
from storage import tables
from storage.engine import open_engine
from storage.open import open_store
from tests.storage.samples import AT, a_definition, a_response, an_assessment, saved, start
from tests.storage.together import together

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from assessments.ports import Store


def test_two_threads_that_save_the_same_item_leave_one_answer(store: Store) -> None:
    start(store)

    def save(name: str) -> None:
        for number in range(25):
            store.save_answer("r1", "q1", "i1", saved([name, number]))

    together(lambda: save("a"), lambda: save("b"))

    kept = store.answers("r1", "q1")
    assert list(kept) == ["i1"]
    assert kept["i1"].answer.value in (["a", 24], ["b", 24])
    store.save_answer("r1", "q1", "i1", saved("last"))
    assert store.answers("r1", "q1") == {"i1": saved("last")}


@pytest.mark.parametrize(
    ("stop", "error"),
    [
        (lambda store: store.submit(a_response(q1=AT), "q1"), AlreadySubmittedError),
        (lambda store: store.close_wave("w1"), WaveClosedError),
    ],
    ids=["submit", "close"],
)
def test_nothing_is_saved_after_the_end(store: Store, stop: Callable[[Store], None], error: type[Exception]) -> None:
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
        with pytest.raises(error):
            save()

    def end() -> Any:
        begun.wait()
        try:
            stop(store)
            return store.answers("r1", "q1")
        finally:
            ended.set()

    _, at_the_end = together(save_until_refused, end)

    assert len(acknowledged) > 10
    assert store.answers("r1", "q1") == at_the_end == {"i1": saved(acknowledged[-1])}


def test_of_definitions_pinned_at_once_one_holds_for_all(store: Store) -> None:
    start(store)
    definitions = [a_definition(digest=str(number) * 64, number=number) for number in range(8)]

    held = together(*[lambda each=each: store.pin("w1", each) for each in definitions])

    assert held == [store.pinned("w1")["q1"]] * 8


def test_the_first_responses_of_an_assessment_may_begin_at_once(store: Store) -> None:
    ids = [f"r{number}" for number in range(8)]

    together(*[lambda each=each: start(store, each) for each in ids])

    assert [store.response(each) for each in ids] == [a_response(each) for each in ids]
    assert store.assessment("a1") == an_assessment()


def test_answers_wait_for_a_wave_that_is_being_closed(url: str) -> None:
    store, other = open_store(url, busy_seconds=0.05), open_engine(url)
    start(store)

    with other.begin() as connection:
        connection.execute(tables.waves.update().values(state="closed"))
        with pytest.raises(StoreUnavailableError):
            store.save_answer("r1", "q1", "i1", saved())
        with pytest.raises(StoreUnavailableError):
            store.submit(a_response(q1=AT), "q1")
        # Reading goes on.
        assert store.answers("r1", "q1") == {}

    with pytest.raises(WaveClosedError):
        store.save_answer("r1", "q1", "i1", saved())
    assert store.answers("r1", "q1") == {}
    assert store.response("r1") == a_response("r1")


def test_an_answer_waits_for_a_questionnaire_that_is_being_submitted(url: str) -> None:
    store, other = open_store(url, busy_seconds=0.05), open_engine(url)
    start(store)

    with other.begin() as connection:
        connection.execute(tables.responses.select().with_for_update(key_share=True))
        with pytest.raises(StoreUnavailableError):
            store.save_answer("r1", "q1", "i1", saved())

    store.save_answer("r1", "q1", "i1", saved())
    assert store.answers("r1", "q1") == {"i1": saved()}


def test_closing_and_submitting_wait_for_an_answer_that_is_being_saved(url: str) -> None:
    store, other = open_store(url, busy_seconds=0.05), open_engine(url)
    start(store)

    with other.begin() as connection:
        connection.execute(tables.responses.select().with_for_update(read=True))
        connection.execute(tables.waves.select().with_for_update(read=True))
        with pytest.raises(StoreUnavailableError):
            store.close_wave("w1")
        with pytest.raises(StoreUnavailableError):
            store.submit(a_response(q1=AT), "q1")

    store.submit(a_response(q1=AT), "q1")
    store.close_wave("w1")
    assert store.response("r1") == a_response(q1=AT)

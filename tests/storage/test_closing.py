"""What every store keeps to when a wave has a closing time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from assessments.errors import StoreUnavailableError, UnknownResponseError, WaveClosedError
from storage import tables
from storage.engine import open_engine
from storage.open import open_store
from tests.storage.samples import (
    LATER,
    a_response,
    saved,
    start,
    start_live,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.ports import Store

CLOSES = LATER.astimezone(timezone(timedelta(hours=-8)))
BEFORE = LATER - timedelta(microseconds=1)
AFTER = LATER + timedelta(days=1)
NAIVE = datetime(2026, 3, 1)  # noqa: DTZ001  what the stores refuse

pytestmark = pytest.mark.parametrize("begin", [start, lambda store: start_live(store, "r1")], ids=["alone", "live"])


def test_a_wave_closes_at_the_time_that_was_said_last(store: Store, begin: Callable[[Store], object]) -> None:
    begin(store)
    found = store.wave("w1")
    assert found is not None
    assert found.closes_at is None
    store.set_closing("w1", CLOSES)

    assert store.wave("w1") == replace(found, closes_at=LATER)
    assert store.waves("a1") == (replace(found, closes_at=LATER),)
    store.set_closing("w1", AFTER)
    assert store.wave("w1") == replace(found, closes_at=AFTER)
    store.set_closing("w1", None)
    assert store.wave("w1") == found


def test_an_answer_is_taken_before_the_closing_time_only(store: Store, begin: Callable[[Store], object]) -> None:
    begin(store)
    store.set_closing("w1", CLOSES)
    store.save_answer("r1", "q1", "i1", saved("before", BEFORE))

    for at in (LATER, CLOSES, AFTER):
        with pytest.raises(WaveClosedError):
            store.save_answer("r1", "q1", "i1", saved("late", at))
        with pytest.raises(WaveClosedError):
            store.save_answer("r1", "q1", "i2", saved("late", at))
    assert store.answers("r1", "q1") == {"i1": saved("before", BEFORE)}


def test_the_time_that_is_said_goes_before_that_of_the_answer(store: Store, begin: Callable[[Store], object]) -> None:
    begin(store)
    store.set_closing("w1", CLOSES)
    store.save_answer("r1", "q1", "i1", saved("kept", AFTER), at=BEFORE)

    with pytest.raises(WaveClosedError):
        store.save_answer("r1", "q1", "i1", saved("late", BEFORE), at=LATER)
    assert store.answers("r1", "q1") == {"i1": saved("kept", AFTER)}


def test_an_answer_is_taken_back_before_the_closing_time_only(store: Store, begin: Callable[[Store], object]) -> None:
    begin(store)
    for item in ("i1", "i2"):
        store.save_answer("r1", "q1", item, saved())
    store.set_closing("w1", CLOSES)
    store.save_answer("r1", "q1", "i1", None, at=BEFORE)

    for at in (LATER, AFTER):
        with pytest.raises(WaveClosedError):
            store.save_answer("r1", "q1", "i2", None, at=at)
    with pytest.raises(ValueError, match="closing time"):
        store.save_answer("r1", "q1", "i2", None)
    with pytest.raises(ValueError, match="time zone"):
        store.save_answer("r1", "q1", "i2", None, at=NAIVE)
    assert store.answers("r1", "q1") == {"i2": saved()}


def test_without_a_closing_time_nobody_has_to_say_when(store: Store, begin: Callable[[Store], object]) -> None:
    begin(store)
    store.set_closing("w1", CLOSES)
    store.set_closing("w1", None)
    store.save_answer("r1", "q1", "i1", saved(at=AFTER))
    store.save_answer("r1", "q1", "i2", saved(), at=AFTER)
    store.save_answer("r1", "q1", "i2", None)

    assert store.answers("r1", "q1") == {"i1": saved(at=AFTER)}


def test_a_questionnaire_is_submitted_before_the_closing_time_only(
    store: Store, begin: Callable[[Store], object]
) -> None:
    begin(store)
    store.set_closing("w1", CLOSES)
    store.submit(a_response(q1=BEFORE), "q1")

    for at in (LATER, AFTER):
        with pytest.raises(WaveClosedError):
            store.submit(a_response(q2=at), "q2")
    assert store.response("r1") == a_response(q1=BEFORE)


def test_an_earlier_closing_time_holds_at_once_and_a_later_one_opens_again(
    store: Store, begin: Callable[[Store], object]
) -> None:
    begin(store)
    store.set_closing("w1", AFTER)
    store.save_answer("r1", "q1", "i1", saved(at=LATER))
    store.set_closing("w1", CLOSES)
    with pytest.raises(WaveClosedError):
        store.save_answer("r1", "q1", "i1", saved("late", LATER))
    store.set_closing("w1", LATER + timedelta(microseconds=1))
    store.save_answer("r1", "q1", "i1", saved("again", LATER))

    assert store.answers("r1", "q1") == {"i1": saved("again", LATER)}


def test_a_closed_wave_gets_no_closing_time(store: Store, begin: Callable[[Store], object]) -> None:
    begin(store)
    store.set_closing("w1", CLOSES)
    store.close_wave("w1")
    before = store.wave("w1"), store.live("w1")

    for closes_at in (AFTER, None):
        with pytest.raises(WaveClosedError):
            store.set_closing("w1", closes_at)
    with pytest.raises(WaveClosedError):
        store.save_answer("r1", "q1", "i1", saved(at=BEFORE))
    assert (store.wave("w1"), store.live("w1")) == before


def test_a_closing_time_needs_a_wave_and_a_zone(store: Store, begin: Callable[[Store], object]) -> None:
    begin(store)

    with pytest.raises(ValueError, match="does not exist"):
        store.set_closing("w9", CLOSES)
    with pytest.raises(ValueError, match="zone"):
        store.set_closing("w1", NAIVE)
    found = store.wave("w1")
    assert found is not None
    assert found.closes_at is None


def test_who_is_unknown_hears_that_first(store: Store, begin: Callable[[Store], object]) -> None:
    begin(store)
    store.set_closing("w1", CLOSES)

    with pytest.raises(UnknownResponseError):
        store.save_answer("r9", "q1", "i1", saved(at=AFTER))
    with pytest.raises(UnknownResponseError):
        store.submit(a_response("r9", q1=AFTER), "q1")


def test_a_closing_time_waits_for_an_answer_that_is_being_saved(url: str, begin: Callable[[Store], object]) -> None:
    store, other = open_store(url, busy_seconds=0.05), open_engine(url)
    begin(store)

    with other.begin() as connection:
        connection.execute(tables.waves.select().with_for_update(read=True))
        with pytest.raises(StoreUnavailableError):
            store.set_closing("w1", CLOSES)

    found = store.wave("w1")
    assert found is not None
    assert found.closes_at is None


def test_an_answer_waits_for_a_closing_time_that_is_being_set(url: str, begin: Callable[[Store], object]) -> None:
    store, other = open_store(url, busy_seconds=0.05), open_engine(url)
    begin(store)

    with other.begin() as connection:
        connection.execute(tables.waves.update().values(closes_at=CLOSES))
        with pytest.raises(StoreUnavailableError):
            store.save_answer("r1", "q1", "i1", saved(at=AFTER))

    with pytest.raises(WaveClosedError):
        store.save_answer("r1", "q1", "i1", saved(at=AFTER))

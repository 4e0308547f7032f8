"""What every store keeps to when a live wave has a closing time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assessments.errors import StoreUnavailableError, WaveClosedError
from storage import tables
from storage.engine import open_engine
from storage.open import open_store
from tests.storage.samples import (
    LATER,
    a_live_wave,
    a_response,
    a_wave,
    an_assessment,
    live_of,
    reveal,
    saved,
    start_live,
)

if TYPE_CHECKING:
    from assessments.ports import Store

BEFORE = LATER - timedelta(microseconds=1)


def test_one_joins_before_the_closing_time_only(store: Store) -> None:
    start_live(store)
    store.set_closing("w1", LATER)
    store.join(replace(a_response("r1"), started_at=BEFORE), resume_hash="hash of r1")

    for at in (LATER, LATER + timedelta(days=1)):
        with pytest.raises(WaveClosedError):
            store.join(replace(a_response("r2"), started_at=at), resume_hash="hash of r2")
    assert [each.id for each in store.responses("w1")] == ["r1"]
    assert store.response_by_code("hash of r2") is None


def test_a_wave_may_have_its_closing_time_from_the_beginning(store: Store) -> None:
    wave = replace(a_live_wave(), closes_at=LATER)
    store.add_wave(an_assessment(), wave, [], organiser_hash="o")
    alone = replace(a_wave("w2"), closes_at=LATER)
    store.add_response(an_assessment(), alone, a_response("r2", "w2"), organiser_hash="o", resume_hash="h")

    assert store.waves("a1") == (wave, alone)
    assert store.wave_by_join_code("JOIN-w1") == wave
    with pytest.raises(WaveClosedError):
        store.join(replace(a_response(), started_at=LATER), resume_hash="hash of r1")
    with pytest.raises(WaveClosedError):
        store.save_answer("r2", "q1", "i1", saved(at=LATER))


def test_every_closing_time_raises_the_revision_and_nothing_else(store: Store) -> None:
    start_live(store)
    before = live_of(store)
    store.set_closing("w1", LATER)
    store.set_closing("w1", None)

    assert live_of(store) == replace(before, revision=before.revision + 2)


def test_the_organiser_goes_on_after_the_closing_time(store: Store) -> None:
    start_live(store, "r1")
    store.save_answer("r1", "q1", "i1", saved(at=BEFORE))
    store.set_closing("w1", LATER)
    reveal(store, "r1")
    store.close_wave("w1")

    assert live_of(store).counted(1) == {"r1"}


def test_joining_waits_for_a_closing_time_that_is_being_set(url: str) -> None:
    store, other = open_store(url, busy_seconds=0.05), open_engine(url)
    start_live(store)

    with other.begin() as connection:
        connection.execute(tables.waves.update().values(closes_at=LATER))
        with pytest.raises(StoreUnavailableError):
            store.join(replace(a_response(), started_at=LATER), resume_hash="h")

    with pytest.raises(WaveClosedError):
        store.join(replace(a_response(), started_at=LATER), resume_hash="h")
    assert store.responses("w1") == ()

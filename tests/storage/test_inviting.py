"""What every store keeps to when the number of people invited to a live wave changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assessments.errors import MoveError, WaveClosedError
from tests.storage.samples import (
    a_live_wave,
    a_response,
    a_round,
    a_wave,
    an_assessment,
    live_of,
    reveal,
    start,
    start_live,
)

if TYPE_CHECKING:
    from assessments.ports import Store


def test_the_number_is_what_was_said_last_and_raises_the_revision(store: Store) -> None:
    start_live(store, "r1", wave_id="w2")
    start_live(store, "r1b")
    before = live_of(store)
    store.set_invited("w1", 20)
    store.set_invited("w1", 30)

    assert store.wave("w1") == replace(a_live_wave(), invited=30)
    assert live_of(store) == replace(before, revision=before.revision + 2)
    assert store.wave("w2") == a_live_wave("w2")


def test_a_closed_wave_keeps_its_number(store: Store) -> None:
    start_live(store)
    store.close_wave("w1")
    before = live_of(store)

    with pytest.raises(WaveClosedError):
        store.set_invited("w1", 20)

    assert (store.wave("w1"), live_of(store)) == (replace(a_live_wave(), state="closed"), before)


def test_what_was_shown_of_an_anonymous_wave_is_shown_with_one_number_only(store: Store) -> None:
    start_live(store, "r1")
    reveal(store)
    store.set_invited("w1", 20)
    store.count("w1", 1, frozenset({"r1"}), a_round().opened_at)
    before = live_of(store)

    with pytest.raises(MoveError, match="so that number stays as it is"):
        store.set_invited("w1", 30)

    assert (store.wave("w1"), live_of(store)) == (replace(a_live_wave(), invited=20), before)


def test_an_open_wave_may_be_shown_with_another_number(store: Store) -> None:
    wave = replace(a_live_wave(), mode="open", smallest_group=1)
    store.add_wave(an_assessment(), wave, [], organiser_hash="o")
    store.join(a_response(), resume_hash="hash of r1")
    store.open_round("w1", a_round())
    reveal(store, "r1")
    store.set_invited("w1", 20)

    assert store.wave("w1") == replace(wave, invited=20)


def test_only_a_live_wave_has_seats(store: Store) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        store.set_invited("w1", 20)
    start(store)
    with pytest.raises(ValueError, match="does not exist"):
        store.set_invited("w1", 20)

    assert store.wave("w1") == a_wave()

"""Which answers every store takes in a live wave, and which it refuses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assessments.errors import AlreadySubmittedError, RoundClosedError, UnknownResponseError, WaveClosedError
from assessments.model import Tally, Vote
from tests.storage.samples import (
    AT,
    a_live_wave,
    a_response,
    a_round,
    an_assessment,
    live_of,
    reveal,
    saved,
    start,
    start_live,
)

if TYPE_CHECKING:
    from assessments.ports import Store


def test_before_the_first_vote_no_answer_is_taken(store: Store) -> None:
    store.add_wave(an_assessment(), a_live_wave(), [], organiser_hash="o")
    store.join(a_response(), resume_hash="h")

    for attempt in (saved(), None):
        with pytest.raises(RoundClosedError):
            store.save_answer("r1", "q1", "i1", attempt)

    assert store.votes("w1") == ()


def test_a_vote_takes_answers_changes_them_and_gives_them_back(store: Store) -> None:
    start_live(store, "r1")
    store.save_answer("r1", "q1", "i1", saved("a"), round_number=1)
    store.save_answer("r1", "q1", "i2", saved("b"))
    store.save_answer("r1", "q1", "i1", saved("c"))
    store.save_answer("r1", "q1", "i2", None)

    assert store.answers("r1", "q1") == store.answers("r1", "q1", round_number=1) == {"i1": saved("c")}
    assert store.answers("r1", "q1", round_number=2) == {}


def test_only_the_newest_round_takes_answers_and_earlier_ones_stay(store: Store) -> None:
    start_live(store, "r1")
    store.save_answer("r1", "q1", "i1", saved("first"))
    reveal(store)
    store.open_round("w1", a_round(2))

    for attempt in (saved("changed"), None):
        for number in (0, 1, 3):
            with pytest.raises(RoundClosedError):
                store.save_answer("r1", "q1", "i1", attempt, round_number=number)
    store.save_answer("r1", "q1", "i1", saved("second"), round_number=2)
    store.save_answer("r1", "q1", "i2", saved("taken back"), round_number=2)
    store.save_answer("r1", "q1", "i2", None, round_number=2)

    assert store.answers("r1", "q1") == {"i1": saved("first")}
    assert store.answers("r1", "q1", round_number=2) == {"i1": saved("second")}


def test_a_vote_takes_answers_only_to_the_items_it_asks(store: Store) -> None:
    start_live(store, "r1")
    reveal(store)
    store.open_round("w1", a_round(2, ("q1", "i1"), ("q2", "i2")))
    store.save_answer("r1", "q1", "i1", saved(), round_number=2)
    store.save_answer("r1", "q2", "i2", saved(), round_number=2)

    for questionnaire_id, item_id in [("q1", "i2"), ("q2", "i1"), ("q3", "i1")]:
        with pytest.raises(RoundClosedError):
            store.save_answer("r1", questionnaire_id, item_id, saved(), round_number=2)

    assert [(vote.questionnaire_id, vote.item_id) for vote in store.votes("w1")] == [("q1", "i1"), ("q2", "i2")]


def test_a_vote_on_no_item_takes_nothing(store: Store) -> None:
    start_live(store, "r1")
    reveal(store)
    store.open_round("w1", replace(a_round(2), items=()))

    with pytest.raises(RoundClosedError):
        store.save_answer("r1", "q1", "i1", saved(), round_number=2)
    assert live_of(store).rounds[1].items == ()


def test_a_stopped_vote_takes_nothing_until_it_is_reopened(store: Store) -> None:
    start_live(store, "r1")
    store.save_answer("r1", "q1", "i1", saved("a"))
    store.set_round_state("w1", 1, "stopped")

    for attempt in (saved("b"), None):
        with pytest.raises(RoundClosedError):
            store.save_answer("r1", "q1", "i1", attempt)
    assert store.answers("r1", "q1") == {"i1": saved("a")}

    store.set_round_state("w1", 1, "voting")
    store.save_answer("r1", "q1", "i1", saved("c"))
    assert store.answers("r1", "q1") == {"i1": saved("c")}


def test_after_a_reveal_those_who_do_not_count_may_answer_while_late_answers_are_on(store: Store) -> None:
    start_live(store, "r1", "r2")
    store.save_answer("r1", "q1", "i1", saved("a"))
    reveal(store, "r1")

    store.save_answer("r2", "q1", "i1", saved("late"))
    for attempt in (saved("b"), None):
        with pytest.raises(RoundClosedError):
            store.save_answer("r1", "q1", "i1", attempt)
    with pytest.raises(RoundClosedError):
        store.save_answer("r1", "q1", "i2", saved("another item"))

    store.set_late("w1", late=False)
    with pytest.raises(RoundClosedError):
        store.save_answer("r2", "q1", "i1", saved("too late"))
    store.set_late("w1", late=True)
    store.save_answer("r2", "q1", "i2", saved("late again"))

    assert store.answers("r1", "q1") == {"i1": saved("a")}
    assert store.answers("r2", "q1") == {"i1": saved("late"), "i2": saved("late again")}


def test_who_counts_changes_nothing_in_a_vote_that_is_reopened(store: Store) -> None:
    start_live(store, "r1", "r2")
    store.save_answer("r1", "q1", "i1", saved("a"))
    store.set_round_state("w1", 1, "stopped")
    store.count("w1", 1, frozenset({"r1"}), AT)
    store.set_round_state("w1", 1, "voting")

    with pytest.raises(RoundClosedError):
        store.save_answer("r1", "q1", "i1", saved("b"))
    store.save_answer("r2", "q1", "i1", saved("b"))

    assert store.answers("r1", "q1") == {"i1": saved("a")}


def test_who_counts_in_one_round_may_answer_in_the_next(store: Store) -> None:
    start_live(store, "r1")
    reveal(store, "r1")
    store.open_round("w1", a_round(2))
    store.save_answer("r1", "q1", "i1", saved("again"), round_number=2)

    assert store.answers("r1", "q1", round_number=2) == {"i1": saved("again")}


def test_late_answers_do_not_matter_while_everybody_votes(store: Store) -> None:
    start_live(store, "r1")
    store.set_late("w1", late=False)
    store.save_answer("r1", "q1", "i1", saved())

    assert store.answers("r1", "q1") == {"i1": saved()}


def test_a_closed_live_wave_takes_no_answer_and_keeps_what_it_has(store: Store) -> None:
    start_live(store, "r1")
    store.save_answer("r1", "q1", "i1", saved("a"))
    store.close_wave("w1")

    for attempt in (saved("b"), None):
        with pytest.raises(WaveClosedError):
            store.save_answer("r1", "q1", "i1", attempt)
    with pytest.raises(UnknownResponseError):
        store.save_answer("r9", "q1", "i1", saved())

    assert store.votes("w1") == (Vote("r1", "q1", "i1", 1, saved("a")),)


def test_a_submitted_questionnaire_is_fixed_in_a_live_wave_too(store: Store) -> None:
    start_live(store, "r1")
    store.save_answer("r1", "q1", "i1", saved("a"))
    store.submit(a_response(q1=AT), "q1")

    with pytest.raises(AlreadySubmittedError):
        store.save_answer("r1", "q1", "i1", saved("b"))
    store.save_answer("r1", "q2", "i1", saved("c"))

    assert [vote.saved for vote in store.votes("w1")] == [saved("a"), saved("c")]


def test_who_answers_alone_has_round_1_only(store: Store) -> None:
    start(store)
    store.save_answer("r1", "q1", "i1", saved("a"), round_number=1)

    for attempt in (saved("b"), None):
        with pytest.raises(RoundClosedError):
            store.save_answer("r1", "q1", "i1", attempt, round_number=2)

    assert store.votes("w1") == (Vote("r1", "q1", "i1", 1, saved("a")),)
    assert store.tally("w1", 1) == Tally({"manager": 1}, {("q1", "i1"): 1}, voters=1, received=1, counted=0, given=(1,))

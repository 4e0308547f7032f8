"""What every store keeps to when an organiser leads a live wave: votes, batches, the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from assessments.errors import MoveError, WaveClosedError
from assessments.model import Batch, Live
from tests.storage.samples import (
    AT,
    AT_UTC,
    LATER,
    a_live_wave,
    a_response,
    a_round,
    a_wave,
    an_assessment,
    live_of,
    reveal,
    saved,
    start,
    start_live,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.model import RoundState
    from assessments.ports import Store

NEW = Live(revision=1, screen="join", late=True, rounds=(), batches=())
NAIVE = datetime(2026, 3, 1)  # noqa: DTZ001  what the stores refuse
MOVES: dict[str, Callable[[Store], None]] = {
    "open_round": lambda store: store.open_round("w1", a_round(2)),
    "set_round_state": lambda store: store.set_round_state("w1", 1, "stopped"),
    "count": lambda store: store.count("w1", 1, frozenset({"r1"}), AT),
    "set_screen": lambda store: store.set_screen("w1", "progress"),
    "set_late": lambda store: store.set_late("w1", late=False),
}


def test_rounds_come_back_as_they_were_opened(store: Store) -> None:
    start_live(store)
    reveal(store)
    second = replace(a_round(2, ("q2", "i1"), ("q1", "i9")), opened_at=LATER)
    store.open_round("w1", second)

    live = live_of(store)
    assert live.rounds == (a_round(1, state="revealed"), second)
    assert live.round == second
    assert [(each.opened_at, each.opened_at.tzinfo) for each in live.rounds] == [(AT_UTC, UTC), (LATER, UTC)]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_round_follows_the_newest_one(store: Store, number: int) -> None:
    start_live(store)
    reveal(store)
    before = store.live("w1")

    with pytest.raises(MoveError, match="Another vote was opened"):
        store.open_round("w1", a_round(number))

    assert store.live("w1") == before


def test_the_first_round_has_number_1(store: Store) -> None:
    store.add_wave(an_assessment(), a_live_wave(), [], organiser_hash="o")

    for number in (0, 2):
        with pytest.raises(MoveError, match="Another vote was opened"):
            store.open_round("w1", a_round(number))
    assert store.live("w1") == NEW
    store.open_round("w1", a_round(1))
    assert store.live("w1") == replace(NEW, revision=2, rounds=(a_round(1),))


@pytest.mark.parametrize("state", ["voting", "stopped"])
def test_a_round_is_opened_only_after_the_last_was_revealed(store: Store, state: RoundState) -> None:
    start_live(store)
    store.set_round_state("w1", 1, state)

    with pytest.raises(MoveError, match="has not been revealed"):
        store.open_round("w1", a_round(2))

    assert live_of(store).rounds == (a_round(1, state=state),)


def test_a_vote_is_stopped_reopened_and_revealed(store: Store) -> None:
    start_live(store)
    states: list[RoundState] = ["stopped", "stopped", "voting", "voting", "stopped", "revealed"]
    for state in states:
        store.set_round_state("w1", 1, state)
        assert live_of(store).rounds == (a_round(1, state=state),)


@pytest.mark.parametrize("state", ["voting", "stopped", "revealed"])
def test_what_was_revealed_stays_so(store: Store, state: RoundState) -> None:
    start_live(store)
    reveal(store)
    before = store.live("w1")

    with pytest.raises(MoveError, match="was revealed"):
        store.set_round_state("w1", 1, state)

    assert store.live("w1") == before


def test_only_the_newest_vote_changes_its_state(store: Store) -> None:
    store.add_wave(an_assessment(), a_live_wave(), [], organiser_hash="o")
    with pytest.raises(MoveError, match="not the newest"):
        store.set_round_state("w1", 1, "stopped")
    store.open_round("w1", a_round(1))
    reveal(store)
    store.open_round("w1", a_round(2))

    for number in (1, 3):
        with pytest.raises(MoveError, match="not the newest"):
            store.set_round_state("w1", number, "stopped")

    assert [each.state for each in live_of(store).rounds] == ["revealed", "voting"]


def test_what_counts_is_kept_in_batches_numbered_over_all_rounds(store: Store) -> None:
    start_live(store, "r1", "r2", "r3", "r4")
    store.set_round_state("w1", 1, "stopped")
    store.count("w1", 1, frozenset({"r3", "r1"}), AT)
    store.set_round_state("w1", 1, "revealed")
    store.open_round("w1", a_round(2))
    store.count("w1", 1, frozenset({"r2"}), LATER)
    store.set_round_state("w1", 2, "revealed")
    store.count("w1", 2, frozenset({"r1", "r2", "r4"}), LATER)

    live = live_of(store)
    assert live.batches == (
        Batch(1, 1, frozenset({"r1", "r3"}), AT_UTC),
        Batch(2, 1, frozenset({"r2"}), LATER),
        Batch(3, 2, frozenset({"r1", "r2", "r4"}), LATER),
    )
    assert live.counted(1) == {"r1", "r2", "r3"}
    assert live.counted(2) == {"r1", "r2", "r4"}
    assert [each.counted_at.tzinfo for each in live.batches] == [UTC] * 3


def test_waves_have_batches_and_rounds_of_their_own(store: Store) -> None:
    start_live(store, "x1", wave_id="w2")
    start_live(store, "r1")
    store.set_round_state("w2", 1, "revealed")
    store.count("w2", 1, frozenset({"x1"}), AT)
    reveal(store, "r1")

    assert live_of(store, "w2").batches == (Batch(1, 1, frozenset({"x1"}), AT_UTC),)
    assert live_of(store, "w1").batches == (Batch(1, 1, frozenset({"r1"}), LATER),)


def test_who_counts_stays_in_the_first_batch(store: Store) -> None:
    start_live(store, "r1", "r2", "r3")
    reveal(store, "r1", "r2")
    store.count("w1", 1, frozenset({"r2", "r3"}), LATER)

    assert [each.responses for each in live_of(store).batches] == [{"r1", "r2"}, {"r3"}]


def test_where_nobody_is_left_no_batch_is_kept(store: Store) -> None:
    start_live(store, "r1")
    reveal(store)
    assert live_of(store).batches == ()
    store.count("w1", 1, frozenset({"r1"}), AT)
    before = live_of(store)
    store.count("w1", 1, frozenset({"r1"}), LATER)
    store.count("w1", 1, frozenset(), LATER)

    assert live_of(store) == replace(before, revision=before.revision + 2)


def test_a_vote_that_goes_on_counts_nothing(store: Store) -> None:
    start_live(store, "r1")

    with pytest.raises(MoveError, match="Stop it"):
        store.count("w1", 1, frozenset({"r1"}), AT)
    with pytest.raises(MoveError, match="no such vote"):
        store.count("w1", 2, frozenset({"r1"}), AT)

    assert live_of(store).batches == ()


@pytest.mark.parametrize("response_id", ["x1", "r9"])
def test_only_responses_of_the_wave_can_count(store: Store, response_id: str) -> None:
    start_live(store, "x1", wave_id="w2")
    start_live(store, "r1")
    reveal(store)
    before = store.live("w1")

    with pytest.raises(ValueError, match="does not exist"):
        store.count("w1", 1, frozenset({"r1", response_id}), AT)

    assert store.live("w1") == before


def test_a_time_without_a_zone_opens_and_counts_nothing(store: Store) -> None:
    start_live(store, "r1")
    reveal(store)
    before = store.live("w1")

    with pytest.raises(ValueError, match="time"):
        store.open_round("w1", replace(a_round(2), opened_at=NAIVE))
    with pytest.raises(ValueError, match="time"):
        store.count("w1", 1, frozenset({"r1"}), NAIVE)

    assert store.live("w1") == before


def test_the_screen_and_late_answers_are_what_was_said_last(store: Store) -> None:
    start_live(store, wave_id="w2")
    start_live(store)
    store.set_screen("w1", "ranking 😀")
    store.set_late("w1", late=False)
    assert (live_of(store).screen, live_of(store).late) == ("ranking 😀", False)

    store.set_screen("w1", "result")
    store.set_late("w1", late=True)
    assert (live_of(store).screen, live_of(store).late) == ("result", True)
    assert (live_of(store, "w2").screen, live_of(store, "w2").late) == ("join", True)


def test_everything_the_organiser_does_raises_the_revision_and_answers_leave_it(store: Store) -> None:
    store.add_wave(an_assessment(), a_live_wave(), [], organiser_hash="o")
    steps: list[Callable[[], None]] = [
        lambda: store.open_round("w1", a_round()),
        lambda: store.set_round_state("w1", 1, "stopped"),
        lambda: store.set_round_state("w1", 1, "stopped"),
        lambda: store.count("w1", 1, frozenset({"r1"}), AT),
        lambda: store.set_screen("w1", "progress"),
        lambda: store.set_screen("w1", "progress"),
        lambda: store.set_late("w1", late=True),
        lambda: store.set_round_state("w1", 1, "voting"),
        lambda: store.close_wave("w1"),
        lambda: store.set_screen("w1", "result"),
        lambda: store.set_late("w1", late=False),
    ]
    store.join(a_response(), resume_hash="h")
    store.join(a_response("r2"), resume_hash="h2")
    revisions = [live_of(store).revision]
    for step in steps:
        step()
        revisions.append(live_of(store).revision)
        if step is steps[0]:
            store.save_answer("r2", "q1", "i1", saved())
            store.save_answer("r2", "q1", "i1", None)

    assert revisions == list(range(1, len(steps) + 2))


def test_closing_a_live_wave_twice_changes_nothing(store: Store) -> None:
    start_live(store)
    store.close_wave("w1")
    before = store.live("w1")
    store.close_wave("w1")

    assert store.live("w1") == before
    assert store.wave("w1") == replace(a_live_wave(), state="closed")


def test_a_closed_wave_stays_as_it_is_but_for_its_screen(store: Store) -> None:
    start_live(store, "r1")
    store.set_round_state("w1", 1, "stopped")
    store.close_wave("w1")
    before = live_of(store)

    for name in ("open_round", "set_round_state", "count"):
        with pytest.raises(WaveClosedError):
            MOVES[name](store)
    assert live_of(store) == before

    store.set_screen("w1", "result")
    assert live_of(store) == replace(before, revision=before.revision + 1, screen="result")


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES.keys())
def test_only_a_live_wave_is_led(store: Store, move: Callable[[Store], None]) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        move(store)
    start(store, "r1", "w1")
    with pytest.raises(ValueError, match="does not exist"):
        move(store)

    assert store.live("w1") is None
    assert store.wave("w1") == a_wave()

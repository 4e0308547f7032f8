"""What is promised after a wave: kept, changed, decided, opened again, and looked at by the next wave."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from assessments.errors import MoveError
from assessments.model import Action
from assessments.plan import PlanError
from assessments.promises import DECIDED, FULL, GONE, Promises, Reviewed, review, with_movement
from tests.assessments.build import AT, LINE, STAGES
from tests.assessments.waves import QUARTER, Team

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.model import Wave

TODAY = AT.date()


class Room:
    """A team that has held its first wave and promises something."""

    def __init__(self) -> None:
        """Set up the team."""
        self.team = Team()
        self.team.hold()
        self.promises = Promises(self.team.store, self.team.clock)

    @property
    def wave(self) -> Wave:
        """The newest wave."""
        return self.team.wave

    def commit(self, dimension_id: str = "teaming", questionnaire_id: str = STAGES, **own: Any) -> Action:
        """Promise something."""
        said = {"what": "Meet weekly", "owner": "Ada", "due": TODAY + timedelta(days=30), "proof": "Minutes", **own}
        return self.promises.commit(self.wave, questionnaire_id, dimension_id, **said)

    def all(self) -> tuple[Action, ...]:
        """Return what is kept."""
        return self.promises.all(self.wave.assessment_id)


@pytest.fixture
def room() -> Room:
    return Room()


# --- promising


@pytest.mark.parametrize("dimension_id", ["teaming", ""])
def test_a_promise_is_kept_as_it_was_made(room: Room, dimension_id: str) -> None:
    made = room.commit(dimension_id, what=" Meet\x00 weekly ", owner=" Ada ", due=TODAY, proof=" Minutes ")

    assert made == Action(
        made.id,
        room.wave.assessment_id,
        room.wave.id,
        STAGES,
        dimension_id,
        "Meet weekly",
        "Ada",
        TODAY,
        "Minutes",
        "open",
        AT,
    )
    assert room.all() == (made,)
    assert room.promises.all("nobody") == ()


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ({"what": " "}, "Say what will be done."),
        ({"owner": "\x00"}, "Say who sees to it."),
        ({"proof": ""}, "Say what will show that it worked."),
        ({"what": "x" * 301}, "What will be done has 301 characters; at most 300 fit."),
        ({"owner": "x" * 121}, "The name of the owner has 121 characters; at most 120 fit."),
        ({"proof": "x" * 301}, "What will show that it worked has 301 characters; at most 300 fit."),
        ({"due": TODAY - timedelta(days=1)}, "The due date lies in the past: choose a later one."),
        ({"due": date.max}, "The due date lies more than ten years ahead: choose an earlier one."),
        ({"dimension_id": "shoes"}, "Choose one of the dimensions of the questionnaire."),
    ],
)
def test_a_promise_that_cannot_be_kept(room: Room, own: dict[str, Any], says: str) -> None:
    with pytest.raises(PlanError) as caught:
        room.commit(**own)

    assert caught.value.problems == (says,)
    assert room.all() == ()


def test_everything_that_is_wrong_is_said_at_once(room: Room) -> None:
    with pytest.raises(PlanError) as caught:
        room.commit("shoes", what="", owner="", due=TODAY - timedelta(days=1), proof="x" * 301)

    assert caught.value.problems == (
        "Choose one of the dimensions of the questionnaire.",
        "The due date lies in the past: choose a later one.",
        "Say what will be done.",
        "Say who sees to it.",
        "What will show that it worked has 301 characters; at most 300 fit.",
    )


def test_a_promise_belongs_to_a_questionnaire_that_was_asked(room: Room) -> None:
    with pytest.raises(MoveError, match="This questionnaire is not asked here"):
        room.commit("signs", LINE)


def test_no_more_than_a_handful_are_open(room: Room) -> None:
    made = [room.commit() for _ in range(5)]
    with pytest.raises(MoveError) as caught:
        room.commit()
    assert str(caught.value) == FULL
    assert FULL.startswith("5 promises are open already.")

    dropped = room.promises.decide(made[0], "dropped")
    room.commit()
    with pytest.raises(MoveError, match="5 promises are open already"):
        room.promises.reopen(dropped)
    assert len(room.all()) == 6


# --- changing and deciding


def test_an_open_promise_can_be_worded_anew(room: Room) -> None:
    made = room.commit()
    due = TODAY + timedelta(days=60)
    changed = room.promises.change(made, what=" Meet daily ", owner=" Ben", due=due, proof="Notes ")

    assert (changed.what, changed.owner, changed.due, changed.proof) == ("Meet daily", "Ben", due, "Notes")
    assert (changed.id, changed.made_at, changed.state) == (made.id, made.made_at, "open")
    assert room.promises.change(made) == changed  # a second tab, which has not seen the change, and changes nothing
    assert room.all() == (changed,)


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ({"what": ""}, "Say what will be done."),
        ({"due": TODAY - timedelta(days=1)}, "The due date lies in the past: choose a later one."),
        ({"due": date.max}, "The due date lies more than ten years ahead: choose an earlier one."),
    ],
)
def test_a_change_that_cannot_be_kept(room: Room, own: dict[str, Any], says: str) -> None:
    made = room.commit()
    with pytest.raises(PlanError) as caught:
        room.promises.change(made, **own)

    assert caught.value.problems == (says,)
    assert room.all() == (made,)


def test_what_is_late_can_be_worded_anew_without_a_new_date(room: Room) -> None:
    made = room.commit()
    room.team.clock.move(QUARTER)

    assert room.promises.change(made, what="Meet daily", due=made.due).what == "Meet daily"


def test_a_decision_has_its_time_and_a_note(room: Room) -> None:
    made = room.commit()
    at = room.team.clock.move()
    kept = room.promises.decide(made, "kept", " Since\x00 March ")

    assert (kept.state, kept.decided_at, kept.note) == ("kept", at, "Since March")
    assert room.all() == (kept,)
    moves: list[Callable[[], object]] = [
        lambda: room.promises.decide(made, "dropped"),
        lambda: room.promises.change(made, what="More"),
    ]
    for refused in moves:
        with pytest.raises(MoveError) as caught:
            refused()
        assert str(caught.value) == DECIDED
    assert room.all() == (kept,)


def test_a_note_that_is_too_long(room: Room) -> None:
    made = room.commit()
    with pytest.raises(PlanError, match="The note has 301 characters; at most 300 fit"):
        room.promises.decide(made, "kept", "x" * 301)

    assert room.all() == (made,)


def test_a_promise_can_be_opened_again(room: Room) -> None:
    made = room.commit()
    assert room.promises.reopen(made) == made
    kept = room.promises.decide(made, "kept", "Since March")

    assert room.promises.reopen(kept) == made
    assert room.all() == (made,)


def test_a_promise_that_is_gone(room: Room) -> None:
    made = room.commit()
    elsewhere = Promises(Team().store, room.team.clock)

    moves: list[Callable[[], object]] = [
        lambda: elsewhere.change(made, what="More"),
        lambda: elsewhere.decide(made, "kept"),
        lambda: elsewhere.reopen(made),
    ]
    for refused in moves:
        with pytest.raises(MoveError) as caught:
            refused()
        assert str(caught.value) == GONE


# --- the next wave


def test_the_next_wave_opens_with_what_was_promised(room: Room) -> None:
    first = room.wave
    late = room.commit(what="Late", due=date(2026, 5, 31))
    open_still = room.commit("", what="Open", due=date(2026, 6, 1))
    later = room.commit("life-cycle", what="Open longer", due=date(2026, 12, 24))
    dropped = room.promises.decide(room.commit(what="Dropped"), "dropped")
    kept = room.promises.decide(room.commit(what="Kept", due=date(2026, 3, 3)), "kept")
    second = room.team.next()
    room.team.clock.move()
    new = room.commit(what="New", due=date(2026, 8, 1))
    waves = (first, second)
    found = review(room.all(), waves, date(2026, 6, 1))

    assert found == (
        Reviewed(kept, "kept", "Kept on 2 March 2026, due on 3 March 2026."),
        Reviewed(late, "late", "Late: it was due on 31 May 2026."),
        Reviewed(open_still, "open", "Open, due on 1 June 2026."),
        Reviewed(later, "open", "Open, due on 24 December 2026."),
        Reviewed(dropped, "dropped", "Dropped on 2 March 2026, due on 1 April 2026."),
    )
    assert new in room.all()
    assert review(room.all(), waves[:1], TODAY) == ()


def test_what_the_last_result_led_to_counts_also_where_it_was_promised_after_the_next_wave_had_begun(
    room: Room,
) -> None:
    first = room.wave
    second = room.team.next()
    room.team.clock.move()
    late = room.promises.commit(first, STAGES, "teaming", "Ask", "A. Nobody", date(2026, 8, 1), "A list")
    assert [each.action for each in review(room.all(), (first, second), TODAY)] == [late]


def test_each_promise_says_what_its_dimension_did(room: Room) -> None:
    room.commit("teaming", due=TODAY)
    room.commit("", due=TODAY + timedelta(days=1))
    room.commit("life-cycle", due=TODAY + timedelta(days=2))
    found = review(room.all(), (room.wave, room.team.next()), TODAY)
    moved = {(STAGES, "teaming"): "Teaming is up.", (STAGES, ""): "The whole is up.", (LINE, "life-cycle"): "Another."}

    assert [each.moved for each in with_movement(found, moved)] == ["Teaming is up.", "The whole is up.", ""]
    assert [each.moved for each in found] == ["", "", ""]

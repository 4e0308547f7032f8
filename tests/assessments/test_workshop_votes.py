"""The votes of a live wave, late answers, and others who move at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessments.errors import MoveError, RoundClosedError
from assessments.workshop import PROGRESS, RANKING, RESULT, Receipt
from questionnaires.values import Answer
from storage.memory import MemoryStore
from tests.assessments.build import AT, STAGES
from tests.assessments.halls import ASKED, FIRST, SECOND, Hall

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.model import RoundState


# --- voting


def test_a_vote_from_its_start_to_its_reveal() -> None:
    hall = Hall(people=6)
    hall.workshop.start(hall.wave)
    assert hall.now == (PROGRESS, "voting", 0)

    hall.vote(range(5))
    tally = hall.workshop.tally(hall.wave, hall.workshop.live(hall.wave))
    assert (tally.people, tally.voters, tally.received, tally.counted) == (6, 5, 5, 0)
    hall.workshop.reveal(hall.wave)

    assert hall.now == (RANKING, "revealed", 1)
    assert hall.workshop.live(hall.wave).counted(1) == {each.response.id for each in hall.people[:5]}
    assert len(hall.workshop.votes(hall.wave)) == 5


def test_before_the_first_vote_nothing_can_be_stopped_revealed_or_counted() -> None:
    hall = Hall(people=1)

    assert hall.workshop.tally(hall.wave, hall.workshop.live(hall.wave)).voters == 0
    for move in (hall.workshop.stop, hall.workshop.go_on, hall.workshop.reveal, hall.workshop.count_late):
        with pytest.raises(MoveError, match="There has been no vote yet"):
            move(hall.wave)
    assert hall.workshop.waiting(hall.wave, hall.workshop.live(hall.wave)).sentence == ""


def test_stopping_and_going_on() -> None:
    hall = Hall(people=1)
    hall.workshop.start(hall.wave)
    hall.workshop.stop(hall.wave)
    assert hall.now == (PROGRESS, "stopped", 0)
    with pytest.raises(RoundClosedError):
        hall.vote([0])

    hall.workshop.go_on(hall.wave)
    hall.vote([0])
    assert hall.now == (PROGRESS, "voting", 0)


@pytest.mark.parametrize(
    ("voters", "says"),
    [(0, "Nobody has voted yet."), (1, "5 people are needed, 1 has voted."), (4, "5 people are needed, 4 have voted.")],
)
@pytest.mark.parametrize("state", ["voting", "stopped"])
def test_a_reveal_with_too_few_leaves_the_vote_as_it_was(voters: int, says: str, state: RoundState) -> None:
    hall = Hall(people=5)
    hall.workshop.start(hall.wave)
    hall.vote(range(voters))
    if state == "stopped":
        hall.workshop.stop(hall.wave)

    with pytest.raises(MoveError) as caught:
        hall.workshop.reveal(hall.wave)
    assert str(caught.value) == says
    assert hall.now == (PROGRESS, state, 0)


def test_one_open_vote_is_enough_and_none_is_not() -> None:
    hall = Hall(mode="open", people=1)
    hall.workshop.start(hall.wave)
    with pytest.raises(MoveError, match="Nobody has voted yet"):
        hall.workshop.reveal(hall.wave)

    hall.vote([0])
    hall.workshop.reveal(hall.wave)
    assert hall.now == (RANKING, "revealed", 1)


def test_a_comment_alone_is_no_vote() -> None:
    hall = Hall(people=5)
    hall.workshop.start(hall.wave)
    hall.vote(range(4))
    hall.workflow.save(hall.people[4].response.id, ASKED, FIRST.id, Answer("unanswered", comment="Which customers?"))

    with pytest.raises(MoveError, match="5 people are needed, 4 have voted"):
        hall.workshop.reveal(hall.wave)
    assert hall.receipt(4) == Receipt(((1, 0, False),))


def test_what_was_revealed_is_not_revealed_again() -> None:
    hall = Hall().revealed()

    with pytest.raises(MoveError, match="This vote is already revealed"):
        hall.workshop.reveal(hall.wave)


def test_a_second_vote_on_chosen_questions() -> None:
    hall = Hall().revealed()
    key = (STAGES, FIRST.id)
    hall.workshop.start(hall.wave, [key])

    newest = hall.workshop.live(hall.wave).round
    assert newest is not None
    assert (newest.number, newest.items, newest.opened_at) == (2, (key,), AT)
    with pytest.raises(RoundClosedError):
        hall.vote([0], number=2, item=SECOND)
    hall.vote(range(5), 2, number=2)
    hall.workshop.reveal(hall.wave)
    assert hall.now == (RANKING, "revealed", 2)


def test_a_second_vote_needs_a_question_and_the_first_ones_end() -> None:
    hall = Hall().revealed()
    with pytest.raises(MoveError, match="Choose at least one question"):
        hall.workshop.start(hall.wave, [])

    hall.workshop.start(hall.wave)
    with pytest.raises(MoveError, match="has not been revealed yet"):
        hall.workshop.start(hall.wave)


def test_too_few_who_vote_again_wait_while_newcomers_count() -> None:
    hall = Hall().revealed()
    hall.join(5)
    hall.workshop.start(hall.wave)
    hall.vote([0, 1, 5, 6, 7, 8, 9], number=2)

    waiting = hall.workshop.waiting(hall.wave, hall.workshop.live(hall.wave))
    assert (len(waiting.now), waiting.sentence) == (5, "5 people are needed, 2 have voted again.")
    hall.workshop.reveal(hall.wave)
    assert [hall.receipt(each) for each in (0, 5)] == [
        Receipt(((1, 1, True), (2, 1, False))),
        Receipt(((1, 0, False), (2, 1, True))),
    ]


# --- late answers


def test_late_answers_count_from_five_on() -> None:
    hall = Hall().revealed()
    hall.join(5)
    with pytest.raises(MoveError, match="Nobody has answered since the reveal"):
        hall.workshop.count_late(hall.wave)
    hall.vote(range(5, 9))
    with pytest.raises(MoveError, match="5 people are needed, 4 have voted for the first time"):
        hall.workshop.count_late(hall.wave)
    assert hall.now == (RANKING, "revealed", 1)

    hall.vote([9])
    hall.workshop.count_late(hall.wave)
    assert hall.now == (RANKING, "revealed", 2)


def test_late_answers_are_not_counted_before_a_reveal() -> None:
    hall = Hall(people=5)
    hall.workshop.start(hall.wave)
    hall.vote(range(5))

    with pytest.raises(MoveError, match=r"This vote is not revealed yet\. Reveal it first"):
        hall.workshop.count_late(hall.wave)


def test_late_answers_can_be_switched_off() -> None:
    hall = Hall().revealed()
    hall.join(1)
    hall.workshop.let_late(hall.wave, late=False)
    with pytest.raises(RoundClosedError):
        hall.vote([5])

    hall.workshop.let_late(hall.wave, late=True)
    hall.vote([5])


def test_the_projector_shows_what_it_is_told() -> None:
    hall = Hall()
    hall.workshop.show(hall.wave, RESULT)

    assert hall.now[0] == RESULT


# --- others who move at the same time


class Between(MemoryStore):
    """A store in which something happens just before a vote is stopped."""

    happens: Callable[[], None] | None = None

    def set_round_state(self, wave_id: str, number: int, state: RoundState) -> None:
        if state == "stopped" and self.happens is not None:
            happens, self.happens = self.happens, None
            happens()
        super().set_round_state(wave_id, number, state)


def voting(happens: Callable[[Hall], None], voters: int = 5) -> Hall:
    store = Between()
    hall = Hall(store, people=6)
    hall.workshop.start(hall.wave)
    hall.vote(range(voters))
    store.happens = lambda: happens(hall)
    return hall


def test_a_vote_between_the_look_and_the_stop_counts() -> None:
    hall = voting(lambda hall: hall.vote([5]))
    hall.workshop.reveal(hall.wave)

    assert hall.receipt(5) == Receipt(((1, 1, True),))


@pytest.mark.parametrize("taken", [1, 5])
def test_answers_taken_back_between_the_look_and_the_stop_undo_the_reveal(taken: int) -> None:
    def take_back(hall: Hall) -> None:
        for each in hall.people[:taken]:
            hall.workflow.save(each.response.id, ASKED, FIRST.id, None)

    hall = voting(take_back)
    says = "Nobody has voted yet" if taken == 5 else "5 people are needed, 4 have voted"
    with pytest.raises(MoveError, match=says):
        hall.workshop.reveal(hall.wave)
    assert hall.now == (PROGRESS, "voting", 0)


def test_a_reveal_that_broke_off_after_counting_can_be_finished() -> None:
    hall = Hall(people=6)
    hall.workshop.start(hall.wave)
    hall.vote(range(5))
    hall.workshop.stop(hall.wave)
    hall.store.count(hall.wave.id, 1, frozenset(each.response.id for each in hall.people[:5]), AT)
    assert hall.receipt(0) == Receipt(((1, 1, False),))  # it counts, but is not revealed

    hall.workshop.reveal(hall.wave)
    assert hall.now == (RANKING, "revealed", 1)
    assert hall.receipt(0) == Receipt(((1, 1, True),))


def test_two_who_close_at_the_same_time() -> None:
    hall = voting(lambda hall: hall.store.close_wave(hall.wave.id))
    hall.workshop.close(hall.wave)

    assert hall.workshop.current(hall.wave).state == "closed"
    assert hall.now == (RESULT, "voting", 0)

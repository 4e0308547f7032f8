"""The end of a live wave: closed by hand or by itself, with what counts and what is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from assessments.errors import WaveClosedError
from assessments.workflow import Workflow
from assessments.workshop import RESULT, Receipt, Workshop
from questionnaires.values import Answer
from storage.memory import MemoryStore
from tests.assessments.build import AT
from tests.assessments.halls import ASKED, FIRST, Hall
from tests.assessments.waves import HOUR, Clock, Team

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.model import Live, Response, RoundState, Vote, Wave


# --- the end


def test_closing_counts_what_can_count() -> None:
    hall = Hall(people=5)
    hall.workshop.start(hall.wave)
    hall.vote(range(5))
    hall.workshop.close(hall.wave)

    assert hall.now == (RESULT, "revealed", 1)
    assert hall.workshop.current(hall.wave).state == "closed"
    assert hall.receipt(0) == Receipt(((1, 1, True),))


def test_closing_leaves_out_what_too_few_gave() -> None:
    hall = Hall().revealed()
    hall.join(5)
    hall.vote(range(5, 9))
    hall.workshop.close(hall.wave)

    assert hall.now == (RESULT, "revealed", 1)
    assert [hall.receipt(each) for each in (0, 5, 9)] == [
        Receipt(((1, 1, True),)),
        Receipt(((1, 1, False),)),
        Receipt(((1, 0, False),)),
    ]


def test_closing_counts_late_answers() -> None:
    hall = Hall().revealed()
    hall.join(5)
    hall.vote(range(5, 10))
    hall.workshop.close(hall.wave)

    assert hall.receipt(9) == Receipt(((1, 1, True),))


def test_closing_without_a_vote_and_closing_twice() -> None:
    hall = Hall()
    hall.workshop.close(hall.wave)
    hall.workshop.close(hall.wave)

    assert hall.now == (RESULT, "", 0)


def test_a_closed_wave_refuses_everything() -> None:
    hall = Hall(people=6)
    hall.workshop.start(hall.wave)
    hall.vote(range(5))
    hall.store.close_wave(hall.wave.id)

    moves = (hall.workshop.start, hall.workshop.stop, hall.workshop.go_on, hall.workshop.reveal)
    for refused in (*moves, lambda wave: hall.workshop.join(wave, "Lead", "North"), lambda _: hall.vote([5])):
        with pytest.raises(WaveClosedError):
            refused(hall.wave)


def test_a_closed_wave_counts_nobody_who_came_late() -> None:
    hall = Hall().revealed()
    hall.join(5)
    hall.vote(range(5, 10))
    hall.store.close_wave(hall.wave.id)

    with pytest.raises(WaveClosedError):
        hall.workshop.count_late(hall.wave)


# --- a closing time


def test_a_wave_closes_by_itself_and_counts_what_may_count() -> None:
    team = Team(closes_at=AT + HOUR)
    people = team.join(6)
    team.answer(people[:5])
    team.clock.move(HOUR - timedelta(microseconds=1))
    assert team.workshop.current(team.wave) == team.wave
    team.answer(people[5:])
    team.clock.move(timedelta(microseconds=1))
    for refused in (lambda: team.answer(people[:1]), lambda: team.join(1), lambda: take_back(team, people[0])):
        with pytest.raises(WaveClosedError):
            refused()

    closed = team.workshop.current(team.wave)
    assert closed == replace(team.wave, state="closed")
    live = team.workshop.live(team.wave)
    assert (live.screen, [each.state for each in live.rounds]) == (RESULT, ["revealed"])
    assert live.counted(1) == {each.id for each in people}
    assert team.workshop.current(team.wave) == closed
    assert team.workshop.live(team.wave) == live


def take_back(team: Team, person: Response) -> None:
    """Take the answer to the first question back."""
    team.workflow.save(person.id, ASKED, FIRST.id, None)


def test_a_wave_that_closes_by_itself_shows_nothing_of_too_few() -> None:
    team = Team(closes_at=AT + HOUR)
    team.answer(team.join(4))
    team.clock.move()

    assert team.workshop.current(team.wave).state == "closed"
    live = team.workshop.live(team.wave)
    assert (live.screen, live.batches, [each.state for each in live.rounds]) == (RESULT, (), ["voting"])


def test_late_answers_count_when_a_wave_closes_by_itself() -> None:
    team = Team(closes_at=AT + HOUR)
    team.answer(team.join(5))
    team.workshop.reveal(team.wave)
    late = team.join(5)
    team.answer(late)
    team.clock.move()

    assert team.workshop.current(team.wave).state == "closed"
    assert {each.id for each in late} < team.workshop.live(team.wave).counted(1)


def test_the_wave_of_somebody_alone_is_not_closed_as_a_workshop() -> None:
    store, clock = MemoryStore(), Clock()
    alone = Workflow(store, clock).begin("Acme").response
    wave = store.wave(alone.wave_id)
    assert wave is not None
    store.set_closing(wave.id, AT + HOUR)
    clock.move()

    assert Workshop(store, clock).current(wave).state == "open"
    with pytest.raises(WaveClosedError):
        Workflow(store, clock).save(alone.id, ASKED, FIRST.id, Answer("dont_know"))


class Interrupted(MemoryStore):
    """A store in which another process does something just before a chosen step of this one."""

    steps = 0
    at_step = -1
    happens: Callable[[], object] | None = None

    def step(self) -> None:
        """Count a step, and let the other one go before it."""
        self.steps += 1
        if self.steps == self.at_step and self.happens is not None:
            happens, self.happens = self.happens, None
            happens()

    def wave(self, wave_id: str) -> Wave | None:
        self.step()
        return super().wave(wave_id)

    def live(self, wave_id: str) -> Live | None:
        self.step()
        return super().live(wave_id)

    def votes(self, wave_id: str, *, response_id: str | None = None) -> tuple[Vote, ...]:
        self.step()
        return super().votes(wave_id, response_id=response_id)

    def set_round_state(self, wave_id: str, number: int, state: RoundState) -> None:
        self.step()
        super().set_round_state(wave_id, number, state)

    def count(self, wave_id: str, round_number: int, responses: frozenset[str], at: datetime) -> None:
        self.step()
        super().count(wave_id, round_number, responses, at)

    def close_wave(self, wave_id: str) -> None:
        self.step()
        super().close_wave(wave_id)

    def set_screen(self, wave_id: str, screen: str) -> None:
        self.step()
        super().set_screen(wave_id, screen)


def begun(voters: int, happens: Callable[[Team], object], at_step: int) -> tuple[Team, Interrupted]:
    """Return a team whose wave's time has come, and which is interrupted once at a step from here on."""
    store = Interrupted()
    team = Team(store, closes_at=AT + HOUR)
    team.answer(team.join(voters))
    team.clock.move()
    store.steps, store.at_step, store.happens = 0, at_step, lambda: happens(team)
    return team, store


def count_and_stop_there(team: Team) -> None:
    """Do what another process has done just before its reveal."""
    team.store.set_round_state(team.wave.id, 1, "stopped")
    team.store.count(team.wave.id, 1, frozenset(each.id for each in team.people), AT)


@pytest.mark.parametrize(
    ("voters", "happens", "steps", "state"),
    [
        (5, lambda team: team.workshop.current(team.wave), 13, "revealed"),
        (5, count_and_stop_there, 9, "revealed"),
        (4, lambda team: team.workshop.current(team.wave), 7, "voting"),
    ],
)
def test_two_processes_may_close_at_once(
    voters: int, happens: Callable[[Team], object], steps: int, state: RoundState
) -> None:
    for at_step in range(1, steps + 1):
        team, store = begun(voters, happens, at_step)

        assert team.workshop.current(team.wave).state == "closed"
        assert store.happens is None
        live = team.workshop.live(team.wave)
        assert (live.screen, len(live.batches), [each.state for each in live.rounds]) == (RESULT, voters // 5, [state])

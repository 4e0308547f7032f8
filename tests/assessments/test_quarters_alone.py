"""Quarter after quarter of somebody who answers alone: one code, one person, the last answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assessments.errors import MoveError, WaveClosedError
from assessments.links import person
from assessments.model import Response, Saved
from assessments.plan import PlanError
from assessments.quarters import NOT_SUBMITTED, Quarters
from assessments.workflow import Begun, Workflow, as_pinned
from questionnaires.values import Answer, option_ids
from storage.memory import MemoryStore
from tests.assessments.build import AT, LINE, STAGES, asked, definition
from tests.assessments.waves import ASKED, QUARTER, Clock, Team, changed

if TYPE_CHECKING:
    from collections.abc import Callable

TOP = [each.id for each in ASKED.dimensions]


class Alone:
    """An executive who answers alone, wave after wave."""

    def __init__(self, *questionnaires: str) -> None:
        """Begin, and answer two questions of the first questionnaire."""
        self.clock = Clock()
        self.store = MemoryStore()
        self.workflow = Workflow(self.store, self.clock)
        self.quarters = Quarters(self.store, self.clock)
        self.begun: Begun = self.workflow.begin("Acme", role="executive", unit="Pumps")
        self.now: Response = self.begun.response
        for each in questionnaires or (STAGES,):
            self.workflow.take_up(self.now, definition(each))

    def answer(self, answers: dict[str, Answer], *, submit: bool = True) -> None:
        """Answer items of the stages, and submit them."""
        for name, answer in answers.items():
            self.workflow.save(self.now.id, ASKED, name, answer)
        if submit:
            self.now = self.workflow.submit(self.now, STAGES)

    def next(self, **rest: Any) -> Response:
        """Begin the next wave a quarter later."""
        self.clock.move(QUARTER)
        self.now = self.quarters.open_next_alone(self.now, **rest)
        return self.now


def level(item_id: str, place: int) -> Answer:
    return Answer(value=option_ids(ASKED.item_by_id[item_id], ASKED)[place])


def test_the_next_wave_of_somebody_alone_is_found_by_the_same_code() -> None:
    alone = Alone(STAGES, LINE)
    first = alone.now
    alone.workflow.set_targets(first, STAGES, {"": 70, "teaming": 80})
    alone.workflow.set_importance(first, ASKED, {"teaming": 100}, {"teaming": 5})
    alone.answer({"asking-first": level("asking-first", 1)})
    second = alone.next(definitions=[changed()])

    assert (second.role, second.unit, second.started_at, second.submitted) == ("executive", "Pumps", AT + QUARTER, {})
    assert (second.link, second.receipt == first.receipt) == (f"r:{first.id}", False)
    assert alone.workflow.resume(alone.begun.resume_code) == second
    assessment, wave = alone.workflow.names(second)
    before = alone.workflow.names(first)[1]
    assert (assessment.name, wave.label, wave.mode, wave.join_code) == ("Acme", "2026 Q2", "open", None)
    assert (wave.state, before.state, before.label) == ("open", "closed", "2026 Q1")
    assert alone.workflow.taken_up(second) == {STAGES: as_pinned(changed()), LINE: as_pinned(definition(LINE))}
    assert {key: each.value for key, each in alone.workflow.targets(second, STAGES).items()} == {"": 70}
    assert "teaming" not in alone.workflow.importance(second, STAGES)
    assert alone.workflow.answers(second.id, STAGES) == {}
    with pytest.raises(WaveClosedError):
        alone.workflow.save(first.id, asked(LINE), "breadth", Answer(value=4))


def test_the_person_stays_the_same_over_all_waves_alone() -> None:
    alone = Alone()
    first = alone.now
    for _ in range(2):
        alone.answer({"asking-first": level("asking-first", 1)})
        alone.next(definitions=[definition(STAGES)])

    assert (person(alone.now), alone.quarters.earlier(alone.now)[1][1]) == (
        person(first),
        alone.workflow.current(first.id),
    )
    assert [wave.label for wave, _ in alone.quarters.earlier(alone.now)] == ["2026 Q2", "2026 Q1"]
    assert alone.quarters.earlier(first) == ()
    assert alone.workflow.resume(alone.begun.resume_code) == alone.now


@pytest.mark.parametrize("label", ["", " ", "x" * 41, "2026 q1"])
def test_a_label_that_somebody_alone_cannot_give(label: str) -> None:
    alone = Alone()
    alone.answer({"asking-first": level("asking-first", 1)})

    with pytest.raises(PlanError, match="Give it a label of its own with at most 40 characters"):
        alone.next(label=label)


def test_a_label_that_somebody_alone_gives() -> None:
    alone = Alone()
    alone.answer({"asking-first": level("asking-first", 1)})

    assert alone.workflow.names(alone.next(label=" Autumn "))[1].label == "Autumn"


def test_a_next_wave_alone_needs_something_submitted_and_opens_once() -> None:
    alone = Alone()
    first = alone.now
    with pytest.raises(MoveError) as caught:
        alone.next()
    assert str(caught.value) == NOT_SUBMITTED
    alone.answer({"asking-first": level("asking-first", 1)})
    alone.next()

    with pytest.raises(MoveError, match="opened in the meantime"):  # a second tab, which has not seen the new wave
        alone.quarters.open_next_alone(first)


def test_a_seat_in_a_workshop_has_no_next_wave_of_its_own() -> None:
    team = Team()
    seat = team.join(1)[0]

    moves: list[Callable[[], object]] = [
        lambda: team.quarters.open_next_alone(seat),
        lambda: team.quarters.earlier(seat),
        lambda: team.quarters.last_answers(seat, ASKED),
    ]
    for refused in moves:
        with pytest.raises(MoveError, match="These answers belong to a workshop"):
            refused()


def test_last_answers_are_those_of_the_last_wave_that_was_submitted() -> None:
    alone = Alone(STAGES, LINE)
    assert alone.quarters.last_answers(alone.now, ASKED) == {}
    given = {
        "detail-of-knowledge": level("detail-of-knowledge", 0),
        "asking-first": level("asking-first", 1),
        "changing-needs": level("changing-needs", 2),
        "purpose-of-teams": level("purpose-of-teams", 2),
        "service-budget": Answer("dont_know"),
        "service-in-offer": Answer("unanswered", comment="Later."),
    }
    alone.answer(given)
    at = alone.clock.now
    alone.next(definitions=[changed()])
    alone.workflow.save(alone.now.id, asked(LINE), "breadth", Answer(value=4))
    alone.now = alone.workflow.submit(alone.now, LINE)  # in this wave the stages were left open
    third = alone.next(definitions=[changed()])

    assert alone.quarters.last_answers(third, changed().questionnaire) == {
        "asking": ("2026 Q1", Saved(given["asking-first"], at)),
        "service-budget": ("2026 Q1", Saved(given["service-budget"], at)),
    }
    assert {key: label for key, (label, _) in alone.quarters.last_answers(third, asked(LINE)).items()} == {
        "breadth": "2026 Q2"
    }


def test_a_history_of_somebody_alone() -> None:
    alone = Alone()
    alone.answer({"asking-first": level("asking-first", 1)})
    first = alone.now
    alone.next()
    one, two = alone.quarters.history(alone.workflow.names(first)[0].id)

    assert (one.live, two.live) == (None, None)
    assert (one.responses, two.responses) == ((first,), (alone.now,))
    assert [each.item_id for each in one.votes] == ["asking-first"]
    assert alone.quarters.history("nobody") == ()

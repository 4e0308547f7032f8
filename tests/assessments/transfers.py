"""Whole assessments as the use cases leave them, and files that somebody changed, with fingerprints mended or not."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from assessments.promises import Promises
from assessments.quarters import Quarters
from assessments.transfer_marks import marks_of
from assessments.transfer_plain import file_of
from assessments.workflow import Workflow
from questionnaires.loader import digest
from questionnaires.values import Answer, option_ids
from storage.memory import MemoryStore
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, asked, definition
from tests.assessments.samples import LINE_ANSWERS, QUESTIONS_ANSWERS, REVIEW_ANSWERS, STAGES_ANSWERS
from tests.assessments.waves import QUARTER, Clock, Team

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.kept import Kept
    from assessments.model import Mode, Response
    from assessments.ports import Store

GIVEN = {STAGES: STAGES_ANSWERS, LINE: LINE_ANSWERS, QUESTIONS: QUESTIONS_ANSWERS, REVIEW: REVIEW_ANSWERS}
ODD = "=1+1 \U0001f642 \u202e\u05e9\u05dc\u05d5\u05dd"


def everything(store: Store, assessment_id: str) -> Kept:
    """Return all that a store keeps of an assessment that it has."""
    kept = store.everything(assessment_id)
    assert kept is not None
    return kept


def lone(*questionnaires: str, waves: int = 1) -> Kept:
    """Return somebody who answered questionnaires alone, all four of them where none is named, wave after wave."""
    store, clock = MemoryStore(), Clock()
    workflow, quarters = Workflow(store, clock), Quarters(store, clock)
    response = workflow.begin(f"Pumps {ODD}", "Chief executive").response
    for number in range(waves):
        for name in questionnaires or tuple(GIVEN):
            workflow.take_up(response, definition(name))
            _answer(workflow, response, name, GIVEN[name])
            workflow.set_targets(response, name, {"": 70})
            workflow.submit(response, name)
            response = workflow.current(response.id)
        if number < waves - 1:
            clock.move(QUARTER)
            response = quarters.open_next_alone(response)
    _, wave = workflow.names(response)
    Promises(store, clock).commit(
        wave, (questionnaires or tuple(GIVEN))[0], "", "Ask ten", "Ada", clock.now.date(), "Ten said so"
    )
    return everything(store, wave.assessment_id)


def _answer(workflow: Workflow, response: Response, name: str, given: dict[str, Any]) -> None:
    for item_id, raw in given.items():
        answer = raw if isinstance(raw, Answer) else Answer(value=raw, comment=ODD)
        workflow.save(response.id, asked(name), item_id, answer)


def team(mode: Mode = "open", people: int = 9, *, waves: int = 1) -> Kept:
    """Return a workshop with two votes, a linked person, aims and a promise, wave after wave."""
    hall = Team(mode=mode)
    for number in range(waves):
        if number:
            hall.next()
        aims = {} if number else {"": 60, "communication": 80}
        hall.quarters.set_targets(hall.wave, STAGES, aims, "Ada")
        tops = [each.id for each in asked(STAGES).dimensions]
        points = dict.fromkeys(tops, 0.0) | {tops[0]: 99.5, tops[1]: 0.5}
        hall.quarters.set_importance(hall.wave, STAGES, points, {tops[0]: 2}, "Ada")
        _held(hall, people, number)
    hall.clock.move()
    Promises(hall.store, hall.clock).commit(
        hall.wave, STAGES, "communication", "Call back", "Bo", hall.clock.now.date() + timedelta(days=30), "A list"
    )
    return everything(hall.store, hall.made.assessment.id)


def _held(hall: Team, people: int, number: int) -> None:
    """Let people vote on three questions, and on the first of them again."""
    hall.workshop.start(hall.wave)
    names = ["Ada", "Bo", *("" for _ in range(people - 2))]
    seats = [
        hall.workshop.join(hall.wave, ("Lead", "Front")[place % 2], "North", names[place]).response
        for place in range(people)
    ]
    hall.quarters.link_by_own_code(hall.wave, seats[0].id, "my own code")
    for place, each in enumerate(seats):
        for at, item in enumerate(asked(STAGES).items[:3]):
            levels = option_ids(item, asked(STAGES))
            value = levels[(place + at + number) % len(levels)]
            hall.workflow.save(each.id, asked(STAGES), item.id, Answer(value=value, comment=ODD, evidence="data"))
    hall.workshop.reveal(hall.wave)
    first = asked(STAGES).items[0]
    hall.workshop.start(hall.wave, [(STAGES, first.id)])
    for each in seats:
        hall.workflow.save(each.id, asked(STAGES), first.id, Answer("dont_know"), round_number=2)
    hall.workshop.reveal(hall.wave)


def altered(content: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return a file after a change of its plain values; fingerprints and digests stay as they were."""
    data = json.loads(content)
    change(data)
    return file_of(data)


def mended(content: bytes) -> bytes:
    """Return a file whose digests and fingerprints are made anew, as somebody would who wants to hide a change."""
    data = json.loads(content)
    names = {old: digest(each) for old, each in data["definitions"].items()}
    data["definitions"] = {names[old]: each for old, each in data["definitions"].items()}
    for wave in data["waves"]:
        for pin in wave["definitions"]:
            pin["digest"] = names[pin["digest"]]
    data["fingerprints"] = marks_of(data)
    return file_of(data)

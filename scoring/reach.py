"""What it would take: the smallest set of answers that would have to become true to reach the next stage, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from questionnaires.items import Agenda, Item
from questionnaires.model import Questionnaire
from questionnaires.values import Answer
from scoring.items import is_scored
from scoring.reach_steps import Opening
from scoring.reach_top import cheapest
from scoring.reach_worlds import worlds
from scoring.result import Result, score
from scoring.sheet import State

Why = Literal["", "top", "no-stage", "agenda", "conditions", "out-of-reach", "unsure"]


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that would have to become true.

    Attributes:
        state: What it is today.
        before: Points of today, 0-100; None where there are none.
        after: Points that it would have.
        value: The answer, in canonical form.
    """

    item: Item
    state: State
    before: float | None
    after: float
    value: Any


@dataclass(frozen=True, slots=True)
class Reach:
    """What it would take.

    Attributes:
        changes: In the order of asking; empty where ``why`` says why there are none.
        stage: Of today, counted from 1; 0 without one.
        why: ``top``: already at the last stage. ``no-stage``: no stage to start from. ``agenda``: the score rests on an
            agenda, which has no better answers. ``conditions``: too many conditions decide what is asked.
            ``out-of-reach``: no set of the answers offered leads there. ``unsure``: what was found does not lead there
            when it is scored once more, so it is not told. Else empty.
    """

    changes: tuple[Change, ...]
    stage: int
    why: Why = ""


def reach(questionnaire: Questionnaire, answers: Mapping[str, Answer], dimension_id: str = "") -> Reach:
    """Return the smallest set of answers with which one respondent would reach the next stage.

    Smallest: the fewest answers; of those the least rise in points; of those what leads furthest; of those the earliest
    in the questionnaire. "Don't know" may become known, enters the mean then, and so changes its denominator; what is
    open may be answered; "not applicable" stays. It is exact for every kind of question and every rule: for each
    dimension all ways worth keeping are found (``scoring.reach_ways``), and they are put together under the rule for
    stages (``scoring.reach_top``), for each set of questions that changed answers can lead to
    (``scoring.reach_worlds``). What is found is scored by ``scoring.result`` before it is returned.

    Args:
        questionnaire: What was asked.
        answers: One respondent's, item id to answer.
        dimension_id: A dimension of the top level; the whole where it is empty.
    """
    today = _stage(score(questionnaire, [answers]), dimension_id)
    if why := _refused(questionnaire, today):
        return Reach((), today, why)
    found = worlds(questionnaire, answers)
    if found is None:
        return Reach((), today, "conditions")
    costs = [
        (cost, place)
        for place, world in enumerate(found)
        if (cost := cheapest(questionnaire, world, dimension_id, today + 1)) is not None
    ]
    if not costs:
        return Reach((), today, "out-of-reach")
    cost, place = min(costs)
    changes = tuple(_change(found[place][number], step) for number, step in cost.picks)
    changed = {each.item.id: Answer(value=each.value) for each in changes}
    after = _stage(score(questionnaire, [{**answers, **changed}]), dimension_id)
    return Reach(changes, today) if after > today else Reach((), today, "unsure")


def _refused(questionnaire: Questionnaire, today: int) -> Why:
    if any(isinstance(item, Agenda) and is_scored(item) for item in questionnaire.items):
        return "agenda"
    if not today:
        return "no-stage"
    return "top" if today == len(questionnaire.stages) else ""


def _stage(result: Result, dimension_id: str) -> int:
    """Return the stage of the whole or of a dimension, counted from 1; 0 without one."""
    if not dimension_id:
        return result.decision.stage if result.decision else 0
    return next(each.stage or 0 for each in result.top if each.dimension.id == dimension_id)


def _change(opening: Opening, step: int) -> Change:
    chosen = opening.steps[step]
    return Change(opening.item, opening.state, opening.points, chosen.points, chosen.value)

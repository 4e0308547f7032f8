"""What each scored question may come to: where it stands, and the better answers that are offered for it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from questionnaires.items import (
    Agenda,
    Agreement,
    Allocation,
    Checklist,
    Choice,
    Contrast,
    Disclosure,
    Frequency,
    Item,
    NumberItem,
    Practice,
    Rubric,
    ShareItem,
    TextItem,
)
from questionnaires.model import Questionnaire
from questionnaires.values import PRACTICE, Answer, option_ids
from scoring.disclosure import disclosed
from scoring.items import item_score
from scoring.sheet import State, sheet

GRID = 100  # steps of a figure on its way from floor to target
EMPTY = {"figures": {}, "definition": "", "source": "", "explanation": ""}
AWAY = {State.NOT_APPLICABLE, State.NOT_ASKED}
_EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class Step:
    """A better answer: its value in canonical form, and its points, 0-100."""

    value: Any
    points: float


@dataclass(frozen=True, slots=True)
class Opening:
    """One scored question.

    Attributes:
        points: Of today, 0-100; None where there are none.
        steps: Better answers, the smallest first; none where it is not applicable or not asked.
        stays: Whether today's answer may stay as it is.
    """

    item: Item
    state: State
    points: float | None
    steps: tuple[Step, ...]
    stays: bool = True


def openings(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[Opening, ...]:
    """Return every scored question of one respondent, in the order of asking.

    Where there are no points today ("don't know" that is left out, or no answer), every known answer is offered, the
    worst too; otherwise those with more points. A checklist keeps what is ticked. A share and a whole number go up (or
    down) in whole numbers, another number in hundredths of the way from floor to target; an allocation becomes its
    target. The figures, the definition and the explanation of a disclosure stay as they are, and with them its caps.
    """
    cells = sheet(questionnaire, [answers])
    found = []
    for item_id, state, points in zip(cells.items, cells.states[0].tolist(), cells.points[0].tolist(), strict=True):
        item, today = questionnaire.item_by_id[item_id], None if math.isnan(points) else points
        given = answers.get(item_id)
        value = given.value if given is not None and given.kind == "value" else None
        steps: tuple[Step, ...] = ()
        if state not in AWAY:
            offered = _scored(item, candidates(item, value, questionnaire), questionnaire, answers)
            steps = _better(offered, today)
        found.append(Opening(item, State(state), today, steps))
    return tuple(found)


def _better(steps: Iterable[Step], today: float | None) -> tuple[Step, ...]:
    """Return those with more points than today's, the smallest first; of equal ones the first."""
    found: dict[float, Step] = {}
    for step in steps:
        if today is None or step.points > today + _EDGE:
            found.setdefault(round(step.points, 9), step)
    return tuple(found[points] for points in sorted(found))


def _scored(
    item: Item, values: Iterable[Any], questionnaire: Questionnaire, answers: Mapping[str, Answer]
) -> Iterable[Step]:
    for value in values:
        points = item_score(item, value, questionnaire) or 0.0
        if isinstance(item, Disclosure):
            points = disclosed(item, points, questionnaire, answers).points
        yield Step(value, points)


def candidates(item: Item, today: Any, questionnaire: Questionnaire) -> list[Any]:
    """Return the answers that may be offered for a question, whatever their points; ``today``: its value, or None."""
    match item:
        case Rubric() | Agreement() | Frequency():
            return list(option_ids(item, questionnaire))
        case Practice():
            return list(PRACTICE)
        case Contrast():
            return list(range(1, item.points + 1))
        case Checklist():
            return _ticked(item, today or [])
        case Disclosure():
            return [{**EMPTY, **(today or {}), "level": level} for level in option_ids(item, questionnaire)]
        case NumberItem() if item.floor is not None and item.target is not None:
            return _figures(item.floor, item.target, item.minimum, item.maximum, whole=item.whole)
        case ShareItem() if item.floor is not None and item.target is not None:
            return _figures(item.floor, item.target, 0, 100, whole=True)
        case Allocation() if item.target is not None:
            return [{part.id: item.target.get(part.id, 0) for part in item.parts}]
        case NumberItem() | ShareItem() | Allocation() | Agenda() | Choice() | TextItem():  # pragma: no branch
            return []


def _ticked(item: Checklist, today: list[str]) -> list[list[str]]:
    """Return what is ticked with what may be added: for every sum of weights the fewest options, then the first."""
    more: dict[float, tuple[str, ...]] = {0.0: ()}
    for option in item.options:
        if option.id in today:
            continue
        for weight, chosen in list(more.items()):
            total, wider = round(weight + float(option.weight), 9), (*chosen, option.id)
            if total not in more or len(wider) < len(more[total]):
                more[total] = wider
    known = [option.id for option in item.options]
    return [[each for each in known if each in today or each in chosen] for chosen in more.values()]


def _figures(floor: float, target: float, minimum: float | None, maximum: float | None, *, whole: bool) -> list[float]:
    """Return figures on the way from floor to target, rounded towards the target; those that cannot be are left out."""
    up = target > floor
    found: list[float] = []
    for place in range(GRID + 1):
        figure = floor + (target - floor) * place / GRID
        if whole:
            figure = math.ceil(figure - _EDGE) if up else math.floor(figure + _EDGE)
        elif place < GRID:
            figure = float(f"{figure:.6g}")
        if (minimum is None or figure >= minimum) and (maximum is None or figure <= maximum):
            found.append(figure)
    return found

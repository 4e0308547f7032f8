"""The score of one answer to one item, 0-100, as far as the answer alone decides it."""

from __future__ import annotations

import math
from collections.abc import Mapping
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
from questionnaires.parts import Level
from questionnaires.values import PRACTICE


def is_scored(item: Item) -> bool:
    """Say whether an item can carry points at all."""
    match item:
        case Choice() | TextItem():
            return False
        case Checklist():
            return item.scored
        case NumberItem() | ShareItem():
            return item.floor is not None and item.target is not None
        case Allocation():
            return item.target is not None
        case Agenda():
            return item.target_from is not None
        case Rubric() | Agreement() | Frequency() | Contrast() | Practice() | Disclosure():  # pragma: no branch
            return True


def item_score(item: Item, value: Any, questionnaire: Questionnaire) -> float | None:
    """Return the points of one answer.

    Args:
        item: The item.
        value: A value in canonical form (``questionnaires.values.clean_value``).
        questionnaire: Holds the scales that items refer to.

    Returns:
        0-100, or None where the answer carries no points by itself (unscored kinds; the agenda needs its target).
        For a disclosure: the points of its level, before caps and contradictions.
    """
    if not is_scored(item):
        return None
    match item:
        case Rubric():
            return _step([option.id for option in item.options].index(value), len(item.options))
        case Agreement() | Frequency():
            points = _level(questionnaire.scales[item.scale], value)
            return 100 - points if item.reversed else points
        case Contrast():
            points = _step(value - 1, item.points)
            return 100 - points if item.reversed else points
        case Practice():
            points = _step(PRACTICE.index(value), len(PRACTICE))
            return 100 - points if item.reversed else points
        case Checklist():
            weights = {option.id: option.weight for option in item.options}
            return 100 * math.fsum(weights[each] for each in value) / math.fsum(weights.values())
        case Disclosure():
            return None if value["level"] is None else _level(questionnaire.scales[item.scale], value["level"])
        case NumberItem() | ShareItem() if item.floor is not None and item.target is not None:
            return _between(value, item.floor, item.target)
        case Allocation() if item.target is not None:
            return likeness(value, item.target)
        case _:
            return None


def _step(index: int, steps: int) -> float:
    return 100 * index / (steps - 1)


def _level(levels: tuple[Level, ...], level_id: str) -> float:
    index = [level.id for level in levels].index(level_id)
    given = levels[index].score
    return _step(index, len(levels)) if given is None else float(given)


def _between(value: float, floor: float, target: float) -> float:
    return 100 * min(1.0, max(0.0, (value - floor) / (target - floor)))


def total_variation(shares: Mapping[str, float], wanted: Mapping[str, float]) -> float:
    """Return the total variation distance of two mixes: the share that would have to move, 0-1.

    Both mixes are closed to 1 first; ``measurement.md`` 3.6: half the sum of absolute differences.
    """
    have, want = math.fsum(shares.values()), math.fsum(wanted.values())
    parts = {*shares, *wanted}
    return 0.5 * math.fsum(abs(shares.get(part, 0) / have - wanted.get(part, 0) / want) for part in sorted(parts))


def likeness(shares: Mapping[str, float], wanted: Mapping[str, float]) -> float:
    """Return 100 times one minus the total variation distance of two mixes."""
    return 100 * (1 - total_variation(shares, wanted))

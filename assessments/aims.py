"""What a company wants to reach and how much each dimension matters, checked and dated before it is kept."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from assessments.model import Importance, Target
from questionnaires.values import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from questionnaires.model import Questionnaire

TOP_TARGET = 100
ALL_POINTS = 100
LEAST_EFFORT, MOST_EFFORT = 1, 5
_ROUNDING = 1e-6


def targets_of(questionnaire_id: str, values: Mapping[str, float], by: str, at: datetime) -> list[Target]:
    """Return targets (dimension id, or "" for all, to 0-100) with who set them and when.

    Raises:
        InvalidValueError: A target lies outside 0-100.
    """
    if any(not 0 <= value <= TOP_TARGET for value in values.values()):
        raise InvalidValueError("A target lies between 0 and 100.")
    return [Target(questionnaire_id, key, value, by, at, before_result=True) for key, value in values.items()]


def importance_of(
    questionnaire: Questionnaire, points: Mapping[str, float], effort: Mapping[str, int | None], by: str, at: datetime
) -> list[Importance]:
    """Return the importance of every top-level dimension with who gave it and when; ``measurement.md`` 3.14.

    Args:
        questionnaire: Its top-level dimensions are what the points are given to.
        points: Dimension id to its part of 100 points; a dimension that is left out has none.
        effort: Dimension id to 1, little work, to 5; None where nobody said.
        by: Who says so.
        at: When.

    Raises:
        InvalidValueError: The points do not add up to 100, one is negative, an effort lies outside 1-5, or something
            else than a top-level dimension was given points or effort.
    """
    names = [each.id for each in questionnaire.dimensions]
    if not {*points, *effort} <= set(names):
        raise InvalidValueError("Give points to the dimensions of the questionnaire, and to nothing else.")
    if any(not value >= 0 for value in points.values()):
        raise InvalidValueError("The points of a dimension are 0 or more.")
    total = math.fsum(points.values())
    if not abs(total - ALL_POINTS) <= _ROUNDING:
        rest = ALL_POINTS - total
        mend = f"Give away {rest:g} more." if rest > 0 else f"Take {-rest:g} back."
        raise InvalidValueError(f"The points add up to {total:g}, not to {ALL_POINTS}. {mend}")
    if any(value is not None and not LEAST_EFFORT <= value <= MOST_EFFORT for value in effort.values()):
        raise InvalidValueError(f"The effort lies between {LEAST_EFFORT}, little, and {MOST_EFFORT}, much.")
    return [
        Importance(questionnaire.id, name, points.get(name, 0), effort.get(name), by, at, before_result=True)
        for name in names
    ]

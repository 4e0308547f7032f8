"""The core questionnaires, answers to them with a fixed time, and the result as the page shows it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest

from assessments.model import Saved, Target
from assessments.views import DimensionView, ResultView, result_view
from questionnaires.loader import DEFINITIONS, Definition, load_file
from questionnaires.values import option_ids
from tests.scoring.build import given

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaires.model import Questionnaire

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
STAGES = "customer-obsession-stages"
LINE = "product-or-customer-centric"
QUESTIONS = "ten-omnichannel-questions"
REVIEW = "quarterly-review-audit"


@lru_cache
def definition(questionnaire_id: str) -> Definition:
    """Return a questionnaire that comes with the software."""
    loaded = load_file(DEFINITIONS / f"{questionnaire_id}.yaml")
    assert loaded.definition is not None, [str(problem) for problem in loaded.problems]
    return loaded.definition


def asked(questionnaire_id: str) -> Questionnaire:
    """Return the model of a questionnaire that comes with the software."""
    return definition(questionnaire_id).questionnaire


def near(value: float) -> Any:
    """Return what equals a figure worked out by hand with two decimals."""
    return pytest.approx(value, abs=0.005)


def kept(questionnaire: Questionnaire, raw: Mapping[str, Any]) -> dict[str, Saved]:
    """Return answers as the store holds them: item id to an ``Answer``, or to a raw value to be checked."""
    return {item_id: Saved(answer, AT) for item_id, answer in given(questionnaire, raw).items()}


def target(value: float, dimension_id: str = "", *, at: datetime = AT, before_result: bool = True) -> Target:
    """Return a target for the whole, or for one dimension."""
    return Target("sample", dimension_id, value, "executive", at, before_result)


def viewed(questionnaire: Questionnaire | str, raw: Mapping[str, Any], *targets: Target) -> ResultView:
    """Return the result of answers to a questionnaire, or to one that comes with the software."""
    one = asked(questionnaire) if isinstance(questionnaire, str) else questionnaire
    by_dimension = {each.dimension_id: each for each in targets}
    return result_view(one, kept(one, raw), by_dimension, submitted_at=AT, digest="0" * 64)


def by_id(view: ResultView) -> dict[str, DimensionView]:
    """Return dimension id to dimension, in the order of the view."""
    return {each.dimension.id: each for each in view.dimensions}


def rubrics(levels: Mapping[str, Sequence[int]], questionnaire_id: str = STAGES) -> dict[str, Any]:
    """Return answers to the items of dimensions by level, counted from 1; 0 leaves the item out."""
    answers: dict[str, Any] = {}
    for dimension in asked(questionnaire_id).walk():
        for item, level in zip(dimension.items, levels.get(dimension.id, ()), strict=False):
            if level:
                answers[item.id] = option_ids(item, asked(questionnaire_id))[level - 1]
    return answers

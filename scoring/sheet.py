"""A batch of answers as arrays: one row a respondent, one column a scored item, and why a cell is empty."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from questionnaires.items import Agenda, Disclosure, Item
from questionnaires.model import Questionnaire
from questionnaires.values import Answer
from scoring.agenda import AgendaResult, audit
from scoring.conditions import asked_answers, is_asked
from scoring.disclosure import disclosed
from scoring.items import is_scored, item_score

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]


class State(IntEnum):
    """Why a cell holds points, or none."""

    SKIPPED = 0
    VALUE = 1
    DONT_KNOW = 2
    NOT_APPLICABLE = 3
    NOT_ASKED = 4


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Scores of a batch.

    Attributes:
        items: Ids of the scored items, in the order they are asked; the columns.
        points: (respondents, items), 0-100, NaN where there are none.
        states: (respondents, items) of ``State``.
    """

    items: tuple[str, ...]
    points: Floats
    states: Codes


def sheet(questionnaire: Questionnaire, batch: Sequence[Mapping[str, Answer]]) -> Sheet:
    """Score every answer of a batch.

    Args:
        questionnaire: What was asked.
        batch: One mapping a respondent, item id to answer in canonical form; skipped items are absent.

    Returns:
        The scores; (0, items) for an empty batch.
    """
    items = [item for item in questionnaire.items if is_scored(item) and item.id in questionnaire.dimension_of]
    points = np.full((len(batch), len(items)), np.nan)
    states = np.zeros((len(batch), len(items)), dtype=np.int8)
    for column, item in enumerate(items):
        cells = _column(item, batch, questionnaire)
        states[:, column] = [state for state, _ in cells]
        points[:, column] = [math.nan if score is None else score for _, score in cells]
    return Sheet(tuple(item.id for item in items), points, states)


def _column(
    item: Item, batch: Sequence[Mapping[str, Answer]], questionnaire: Questionnaire
) -> list[tuple[State, float | None]]:
    known: dict[Any, float | None] = {}
    if item.ask_if is not None or isinstance(item, (Agenda, Disclosure)):
        return [_cell(item, answers, questionnaire, known) for answers in batch]
    # Nothing but the answer decides here, and many respondents share one.
    seen: dict[int, tuple[State, float | None]] = {}
    cells = []
    for answers in batch:
        answer = answers.get(item.id)
        if (cell := seen.get(id(answer))) is None:
            cell = seen[id(answer)] = _cell(item, answers, questionnaire, known)
        cells.append(cell)
    return cells


def _cell(
    item: Item, answers: Mapping[str, Answer], questionnaire: Questionnaire, known: dict[Any, float | None]
) -> tuple[State, float | None]:
    if not is_asked(item, answers, questionnaire):
        return State.NOT_ASKED, None
    answer = answers.get(item.id)
    if answer is None or answer.kind == "unanswered":
        return State.SKIPPED, None
    if answer.kind == "not_applicable":
        return State.NOT_APPLICABLE, None
    if answer.kind == "dont_know":
        return State.DONT_KNOW, 0.0 if item.dont_know == "zero" else None
    if isinstance(item, Agenda):
        result = agenda_result(questionnaire, item, answers)
        if result is None or result.distance is None:
            return State.SKIPPED, None
        return State.VALUE, 100 * (1 - result.distance)
    if isinstance(item, Disclosure):
        level_points = item_score(item, answer.value, questionnaire)
        if level_points is None:
            return State.SKIPPED, None
        return State.VALUE, disclosed(item, level_points, questionnaire, answers).points
    key = answer.value if isinstance(answer.value, (str, int, float)) else repr(answer.value)
    if key not in known:
        known[key] = item_score(item, answer.value, questionnaire)
    return State.VALUE, known[key]


def agenda_result(questionnaire: Questionnaire, item: Agenda, answers: Mapping[str, Answer]) -> AgendaResult | None:
    """Audit a respondent's agenda against the mix, the voices and the questions of the same respondent."""
    asked = asked_answers(questionnaire, answers)

    def value(item_id: str | None) -> Any:
        answer = asked.get(item_id) if item_id else None
        return answer.value if answer is not None and answer.kind == "value" else None

    rows = value(item.id)
    if not rows:
        return None
    return audit(
        item, rows, wanted=value(item.target_from), voices=value(item.voices_from), questions=value(item.questions_from)
    )

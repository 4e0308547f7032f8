"""What the answers of a group say beyond its scores: each person's scores, what nobody can see, counts per level."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

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
from questionnaires.values import PRACTICE, Answer
from questionnaires.words import PRACTICE_WORDS, contrast_text
from scoring.conditions import is_asked
from scoring.result import respondent_scores
from scoring.sheet import Floats, Sheet, State, sheet
from scoring.tree import COVERAGE, branches

OVERALL = ""
UNSEEN = 1 / 3
FROM_PEOPLE = 6


@dataclass(frozen=True, slots=True)
class Visibility:
    """How many can answer one question at all.

    Attributes:
        n: Respondents who answered it or said "don't know".
        dont_know: Those of them who said "don't know".
        share: ``dont_know`` over ``n``, 0-1; 0 where nobody answered.
        not_visible: Whether at least a third of six or more did not know.
    """

    item_id: str
    n: int
    dont_know: int
    share: float
    not_visible: bool


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a question: its full text, and the stage it stands for where the questionnaire names one."""

    title: str
    stage: str | None = None


def person_scores(
    questionnaire: Questionnaire,
    batch: Sequence[Mapping[str, Answer]],
    min_coverage: float = COVERAGE,
    *,
    cells: Sheet | None = None,
) -> dict[str, Floats]:
    """Return every respondent's scores; their means are those of ``scoring.result.score``.

    Args:
        questionnaire: What was asked.
        batch: One mapping a respondent, item id to answer.
        min_coverage: Share of the weight that must be answered, 0.5-1.
        cells: The sheet of this batch, where it is known already.

    Returns:
        Dimension id, or ``OVERALL``, to (respondents,) scores 0-100 in the order of the batch; NaN where a respondent
        has too few answers.
    """
    tops = branches(questionnaire, cells or sheet(questionnaire, batch), min_coverage=min_coverage)
    own = [each.score for each in respondent_scores(questionnaire, tops, min_coverage)]
    overall = np.array([math.nan if each is None else each for each in own], dtype=np.float64)
    return {OVERALL: overall, **{branch.dimension.id: branch.score for top in tops for branch in top.walk()}}


def visibility(questionnaire: Questionnaire, batch: Sequence[Mapping[str, Answer]]) -> tuple[Visibility, ...]:
    """Return for each scored item how many do not know; ``measurement.md`` 3.2.

    Whoever was not asked, skipped it, or to whom it does not apply, is not counted.
    """
    cells = sheet(questionnaire, batch)
    unknown = (cells.states == State.DONT_KNOW).sum(axis=0).tolist()
    values = (cells.states == State.VALUE).sum(axis=0).tolist()
    found = []
    for item_id, dont_know, known in zip(cells.items, unknown, values, strict=True):
        n = dont_know + known
        share = dont_know / n if n else 0.0
        found.append(Visibility(item_id, n, dont_know, share, n >= FROM_PEOPLE and share >= UNSEEN - 1e-9))
    return tuple(found)


def balanced_mean(values: Sequence[float] | Floats, roles: Sequence[str]) -> float | None:
    """Return the mean of the roles' means, so that a large role does not drown a small one; ``measurement.md`` 3.3.

    Args:
        values: Scores, (respondents,), NaN where there is none.
        roles: The role of each respondent; those with equal text form one role, the empty text too.

    Returns:
        0-100; a role without a score is left out; None where no role has one.
    """
    members: dict[str, list[float]] = {}
    for value, role in zip(values, roles, strict=True):
        if not math.isnan(value):
            members.setdefault(role, []).append(float(value))
    means = [math.fsum(scores) / len(scores) for scores in members.values()]
    return math.fsum(means) / len(means) if means else None


def level_titles(questionnaire: Questionnaire, item: Item) -> tuple[Level, ...] | None:
    """Return the levels of an item, the worst first; None for kinds without ordered levels.

    Levels stand in the order of their points: an item that is ``reversed`` has them turned round.
    """
    levels = _levels(questionnaire, item)
    return None if levels is None else tuple(level for _, level in levels)


def level_counts(
    questionnaire: Questionnaire, item: Item, batch: Sequence[Mapping[str, Answer]]
) -> tuple[int, ...] | None:
    """Return how many respondents chose each level, in the order of ``level_titles``.

    Args:
        questionnaire: What was asked.
        item: One of its items.
        batch: One mapping a respondent, item id to answer.

    Returns:
        (levels,); without those who were not asked, skipped it, do not know, or to whom it does not apply. None for
        kinds without ordered levels.
    """
    levels = _levels(questionnaire, item)
    if levels is None:
        return None
    chosen = [_chosen(questionnaire, item, answers) for answers in batch]
    return tuple(chosen.count(value) for value, _ in levels)


def _chosen(questionnaire: Questionnaire, item: Item, answers: Mapping[str, Answer]) -> str | int | None:
    """Return the value of the level that was chosen, None where none was."""
    answer = answers.get(item.id)
    if answer is None or answer.kind != "value" or not is_asked(item, answers, questionnaire):
        return None
    value: str | int | None = answer.value["level"] if isinstance(item, Disclosure) else answer.value
    return value


def _levels(questionnaire: Questionnaire, item: Item) -> list[tuple[str | int, Level]] | None:
    """Return the value and the words of each level, the worst first."""
    match item:
        case Rubric():
            titles = {stage.id: stage.title for stage in questionnaire.stages}
            return [
                (option.id, Level(option.text, titles[option.stage] if option.stage else None))
                for option in item.options
            ]
        case Agreement() | Frequency() | Disclosure():
            levels = [(level.id, Level(level.text)) for level in questionnaire.scales[item.scale]]
            turned = not isinstance(item, Disclosure) and item.reversed
            return [*reversed(levels)] if turned else [*levels]
        case Practice():
            steps = [(each, Level(PRACTICE_WORDS[each])) for each in PRACTICE]
            return [*reversed(steps)] if item.reversed else [*steps]
        case Contrast():
            points = [(point, Level(contrast_text(item, point))) for point in range(1, item.points + 1)]
            return [*reversed(points)] if item.reversed else [*points]
        case (  # pragma: no branch
            Checklist() | NumberItem() | ShareItem() | Allocation() | Agenda() | Choice() | TextItem()
        ):
            return None

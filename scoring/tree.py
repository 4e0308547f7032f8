"""Roll item scores up the tree of dimensions, for every respondent of a batch at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from questionnaires.model import Combine, Dimension, Questionnaire
from scoring.sheet import Floats, Sheet, State

COVERAGE = 2 / 3
LEAST_COVERAGE = 0.5
CARRIED = 0.5  # least share of the weight that must carry points: "don't know" answers a question, but scores nothing
NO_STAGE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """One dimension of the tree for a batch of n respondents.

    Attributes:
        score: (n,) 0-100, NaN where coverage is too low, less than half of the weight carries points, or nothing
            applies.
        low: (n,) the score with every "don't know" taken as 0; NaN where coverage is too low or nothing applies.
        coverage: (n,) weight answered ("don't know" is an answer) over weight applicable, NaN where nothing applies.
        dont_know: (n,) number of "don't know".
        given: (n,) number of answers that count: values and "don't know".
    """

    dimension: Dimension
    score: Floats
    low: Floats
    coverage: Floats
    dont_know: Floats
    given: Floats
    children: tuple[Branch, ...]

    def walk(self) -> Sequence[Branch]:
        """Return this branch and everything below it, top down."""
        return [self, *(below for child in self.children for below in child.walk())]


def branches(questionnaire: Questionnaire, sheet: Sheet, *, min_coverage: float = COVERAGE) -> tuple[Branch, ...]:
    """Return the top-level dimensions with everything below them.

    Args:
        questionnaire: The tree with its weights and combine rules.
        sheet: Item scores of the batch.
        min_coverage: Share of a dimension's weight that must carry points before it is scored, 0.5-1.
    """
    if not LEAST_COVERAGE <= min_coverage <= 1:
        message = "min_coverage lies between 0.5 and 1"
        raise ValueError(message)
    columns = {item_id: column for column, item_id in enumerate(sheet.items)}
    stages = [stage.id for stage in questionnaire.stages]
    return tuple(_branch(dimension, sheet, columns, stages, min_coverage) for dimension in questionnaire.dimensions)


def _branch(
    dimension: Dimension, sheet: Sheet, columns: dict[str, int], stages: list[str], min_coverage: float
) -> Branch:
    children = tuple(_branch(child, sheet, columns, stages, min_coverage) for child in dimension.dimensions)
    items = [item for item in dimension.items if item.id in columns]
    picked = [columns[item.id] for item in items]
    points, states = sheet.points[:, picked], sheet.states[:, picked]
    unknown = states == State.DONT_KNOW
    applicable = (states != State.NOT_APPLICABLE) & (states != State.NOT_ASKED)
    weights = np.array([float(part.weight) for part in (*items, *dimension.dimensions)])
    if dimension.combine == "ladder":
        weights = np.arange(1.0, len(weights) + 1)
    child_coverage = _columns([child.coverage for child in children], len(points))
    answered = np.hstack([applicable & (unknown | ~np.isnan(points)), np.nan_to_num(child_coverage)])
    counts = np.hstack([applicable, ~np.isnan(child_coverage)]).astype(float)
    scores = np.hstack([points, _columns([child.score for child in children], len(points))])
    with np.errstate(invalid="ignore", divide="ignore"):
        coverage = (answered @ weights) / (counts @ weights)
    lows = np.hstack([np.where(unknown, 0.0, points), _columns([child.low for child in children], len(points))])
    positions = [stages.index(item.stage) if item.stage else NO_STAGE for item in items] + [NO_STAGE] * len(children)

    def roll(values: Floats) -> Floats:
        with np.errstate(invalid="ignore", divide="ignore"):
            carried = (~np.isnan(values) @ weights) / (counts @ weights)
        if dimension.combine == "cumulative":
            rolled = cumulative(values, np.array(positions), counts, len(stages), dimension.threshold)
        else:
            rolled = combine(dimension.combine, values, weights, counts)
        return np.where((coverage >= min_coverage - 1e-9) & (carried >= CARRIED - 1e-9), rolled, np.nan)

    return Branch(
        dimension=dimension,
        score=roll(scores),
        low=roll(lows),
        coverage=coverage,
        dont_know=unknown.sum(axis=1) + sum((child.dont_know for child in children), np.zeros(len(points))),
        given=(unknown | (states == State.VALUE)).sum(axis=1)
        + sum((child.given for child in children), np.zeros(len(points))),
        children=children,
    )


def _columns(vectors: list[Floats], rows: int) -> Floats:
    return np.column_stack(vectors) if vectors else np.empty((rows, 0))


def combine(rule: Combine, values: Floats, weights: Floats, applicable: Floats | None = None) -> Floats:
    """Combine the children of each row.

    Args:
        rule: ``mean``: weighted mean of what is there. ``sum``: points of what is there over the weight of what
            applies, so that a gap counts as nothing. ``min``: the weakest. ``ladder``: mean weighted by place, the
            first child counting 1 (``measurement.md`` 3.7). ``cumulative`` has its own function.
        values: (rows, children), 0-100, NaN where there is nothing.
        weights: (children,), positive.
        applicable: (rows, children) of 0 and 1; all apply when left out.

    Returns:
        (rows,), 0-100, NaN where no child holds a value.
    """
    there = ~np.isnan(values)
    filled = np.where(there, values, 0.0)
    if rule == "min":
        return np.where(there.any(axis=1), np.where(there, values, np.inf).min(axis=1, initial=np.inf), np.nan)
    weight = np.arange(1.0, values.shape[1] + 1) if rule == "ladder" else weights
    base = (np.ones_like(values) if applicable is None else applicable) if rule == "sum" else there.astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(there.any(axis=1), (filled @ weight) / (base @ weight), np.nan)


def cumulative(values: Floats, stages: Floats, applicable: Floats, ladder: int, threshold: float) -> Floats:
    """Return the score of the highest stage up to which enough criteria of every stage are met.

    Args:
        values: (rows, criteria), 0-100; a criterion is met at 100.
        stages: (criteria,), place on the ladder counted from 0; ``NO_STAGE`` for what is no criterion.
        applicable: (rows, criteria) of 0 and 1.
        ladder: Number of stages.
        threshold: Share of a stage's criteria to be met.

    Returns:
        (rows,), 0 for the lowest stage to 100 for the highest; the lowest is everybody's.
    """
    reached = attained(met_shares(values, stages, applicable, ladder), threshold)
    return np.asarray(100.0 * (reached - 1) / (ladder - 1))


def met_shares(values: Floats, stages: Floats, applicable: Floats, ladder: int) -> Floats:
    """Return (rows, stages): the share of each stage's applicable criteria that are met, NaN where none applies."""
    met = (np.nan_to_num(values) >= 100 - 1e-9) & (applicable > 0)
    member = (stages[:, None] == np.arange(ladder)[None, :]).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((met.astype(float) @ member) / (applicable.astype(float) @ member))


def attained(met: Floats, threshold: float) -> Floats:
    """Return (rows,): the highest stage, counted from 1, up to which every stage's share reaches the threshold.

    A stage without a criterion that applies (NaN) bars nobody from the ones above it, but nobody attains it.
    """
    known = ~np.isnan(met)
    passed = np.cumprod(~known | (met >= threshold - 1e-9), axis=1)
    places = np.arange(1, met.shape[1] + 1)
    return np.asarray((passed * known * places).max(axis=1, initial=1), dtype=np.float64)

"""The result of a batch: dimensions, overall score and stage, and each respondent's own score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from questionnaires.model import Dimension, Questionnaire
from questionnaires.values import Answer
from scoring.sheet import Floats, Sheet, State, sheet
from scoring.stages import Decision, decide, stage_at
from scoring.tree import COVERAGE, Branch, branches, combine, met_shares


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """One dimension over all respondents.

    Attributes:
        score: Mean of the respondents' scores, 0-100; None with too few answers.
        low: The same with every "don't know" taken as 0, those who know too little for a score included; a lower bound.
        stage: Nearest stage, counted from 1; None without a score or a ladder.
        coverage: Mean share of the applicable weight that was answered ("don't know" is an answer); 0 where nothing
            applies.
        dont_know_share: "Don't know" over all answers that count.
        n: Respondents with a score here.
        depth: 0 at the top level.
    """

    dimension: Dimension
    score: float | None
    low: float | None
    stage: int | None
    coverage: float
    dont_know_share: float
    n: int
    depth: int


@dataclass(frozen=True, slots=True)
class RespondentScore:
    """One respondent: overall score (None with too few answers) and coverage, 0-1."""

    score: float | None
    coverage: float


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that scores say about a batch.

    Attributes:
        score: Overall score, 0-100; None with too few answers.
        low: The same with every "don't know" taken as 0.
        decision: How the overall stage came about; None without a score or a ladder.
        coverage: Share of the weight of the dimensions that could be scored.
        band: Lowest and highest overall score when the dimensions' weights vary by half; None where there is no mean.
        dimensions: All dimensions, top down; the top level has depth 0.
    """

    score: float | None
    low: float | None
    decision: Decision | None
    coverage: float
    band: tuple[float, float] | None
    dimensions: tuple[DimensionScore, ...]
    respondents: tuple[RespondentScore, ...]

    @property
    def top(self) -> tuple[DimensionScore, ...]:
        """The dimensions of the top level."""
        return tuple(each for each in self.dimensions if each.depth == 0)


def score(
    questionnaire: Questionnaire,
    batch: Sequence[Mapping[str, Answer]],
    *,
    min_coverage: float = COVERAGE,
    smallest_group: int = 1,
    cells: Sheet | None = None,
) -> Result:
    """Score a batch of answers; ``measurement.md`` 3.1-3.4.

    Args:
        questionnaire: What was asked.
        batch: One mapping a respondent, item id to answer.
        min_coverage: Share of the weight that must be answered, 0.5-1; half of it must carry points in any case.
        smallest_group: Fewest respondents with a score before a dimension is shown.
        cells: The sheet of this batch, where it is known already.
    """
    cells = cells or sheet(questionnaire, batch)
    tops = branches(questionnaire, cells, min_coverage=min_coverage)
    ladder = len(questionnaire.stages)

    def summarise(branch: Branch, depth: int) -> list[DimensionScore]:
        summary = _dimension(branch, depth, ladder, min_coverage, smallest_group)
        return [summary, *(below for child in branch.children for below in summarise(child, depth + 1))]

    dimensions = tuple(each for top in tops for each in summarise(top, 0))
    top = [each for each in dimensions if each.depth == 0]
    weights = np.array([float(branch.dimension.weight) for branch in tops])
    applies = np.array([not np.isnan(branch.coverage).all() for branch in tops], dtype=float)
    scored = np.array([each.score is not None for each in top], dtype=float)
    weight = float(applies @ weights)
    coverage = float(scored @ weights) / weight if weight else 0.0
    answered = float((applies * [each.coverage for each in top]) @ weights) / weight if weight else 0.0
    respondents = respondent_scores(questionnaire, tops, min_coverage)
    overall = low = decision = band = None
    if weight and min(coverage, answered) >= min_coverage - 1e-9:
        overall, low = (
            float(combine(questionnaire.combine, _row(values), weights, applies[None, :])[0])
            for values in ([each.score for each in top], [each.low for each in top])
        )
        there = [(each.score, float(each.dimension.weight)) for each in top if each.score is not None]
        if questionnaire.combine == "mean":
            band = weight_band([s for s, _ in there], [w for _, w in there])
        if ladder > 1:
            decision = decide(
                questionnaire.stage_rule,
                overall,
                [s for s, _ in there],
                ladder,
                met=_met(questionnaire, cells, [each.score is not None for each in respondents]),
                threshold=questionnaire.threshold,
            )
    return Result(overall, low, decision, coverage, band, dimensions, respondents)


def _row(values: Sequence[float | None]) -> Floats:
    return np.array([[np.nan if value is None else value for value in values]])


def _dimension(branch: Branch, depth: int, ladder: int, min_coverage: float, smallest_group: int) -> DimensionScore:
    valid = ~np.isnan(branch.score)
    n = int(valid.sum())
    covered = branch.coverage[~np.isnan(branch.coverage)]
    coverage = float(covered.mean()) if covered.size else 0.0
    shown = n >= max(1, smallest_group) and coverage >= min_coverage - 1e-9
    value = float(branch.score[valid].mean()) if shown else None
    given = float(branch.given.sum())
    return DimensionScore(
        dimension=branch.dimension,
        score=value,
        low=min(value, float(branch.low[~np.isnan(branch.low)].mean())) if value is not None else None,
        stage=stage_at(value, ladder) if value is not None and ladder > 1 else None,
        coverage=coverage,
        dont_know_share=float(branch.dont_know.sum()) / given if given else 0.0,
        n=n,
        depth=depth,
    )


def _met(questionnaire: Questionnaire, cells: Sheet, valid: list[bool]) -> list[float]:
    """Return the mean share of criteria met per stage, over respondents with a score; over all where nobody has one."""
    rows = np.array(valid) if any(valid) else np.ones(len(valid), dtype=bool)
    stages = [stage.id for stage in questionnaire.stages]
    criteria = [(column, questionnaire.item_by_id[item_id].stage) for column, item_id in enumerate(cells.items)]
    picked = [column for column, stage in criteria if stage]
    places = np.array([stages.index(stage) for _, stage in criteria if stage], dtype=float)
    states = cells.states[rows][:, picked]
    applicable = ((states != State.NOT_APPLICABLE) & (states != State.NOT_ASKED)).astype(float)
    met = met_shares(cells.points[rows][:, picked], places, applicable, len(stages))
    return [float(column[~np.isnan(column)].mean()) if (~np.isnan(column)).any() else float("nan") for column in met.T]


def respondent_scores(
    questionnaire: Questionnaire, tops: Sequence[Branch], min_coverage: float
) -> tuple[RespondentScore, ...]:
    """Return each respondent's overall score, from the dimensions of the top level; in the order of the batch."""
    weights = np.array([float(branch.dimension.weight) for branch in tops])
    coverages = np.column_stack([branch.coverage for branch in tops])
    counts = (~np.isnan(coverages)).astype(float)
    values = np.column_stack([branch.score for branch in tops])
    with np.errstate(invalid="ignore", divide="ignore"):
        coverage = np.nan_to_num((np.nan_to_num(coverages) @ weights) / (counts @ weights))
        carried = np.nan_to_num((~np.isnan(values) @ weights) / (counts @ weights))
    enough = np.minimum(coverage, carried) >= min_coverage - 1e-9
    scores = combine(questionnaire.combine, values, weights, counts)
    return tuple(
        RespondentScore(float(value) if valid else None, float(share))
        for value, valid, share in zip(scores, enough, coverage, strict=True)
    )


def weight_band(scores: Sequence[float], weights: Sequence[float], spread: float = 0.5) -> tuple[float, float]:
    """Return the lowest and highest weighted mean when each weight may vary by ``spread`` either way.

    The extremes lie where every weight is at an end, and all scores above some threshold are on the same end: so n + 1
    combinations are exact, no draws needed.
    """
    order = sorted(range(len(scores)), key=lambda index: scores[index])
    means = []
    for cut in range(len(order) + 1):
        for below, above in ((1 + spread, 1 - spread), (1 - spread, 1 + spread)):
            factors = [below if place < cut else above for place in range(len(order))]
            varied = [weights[index] * factor for index, factor in zip(order, factors, strict=True)]
            means.append(sum(w * scores[index] for w, index in zip(varied, order, strict=True)) / sum(varied))
    return min(means), max(means)

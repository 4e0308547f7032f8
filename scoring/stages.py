"""From points to a stage of the ladder, and from the stages of the dimensions to the overall stage."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from questionnaires.model import StageRule

DecidedBy = Literal["mean", "gate", "weakest", "cumulative", "chained"]


@dataclass(frozen=True, slots=True)
class Decision:
    """How the overall stage came about; stages are counted from 1.

    Attributes:
        stage: The overall stage.
        decided_by: ``mean`` (the average position), ``gate`` (one above the weakest dimension), ``weakest``,
            ``cumulative`` or ``chained``.
        mean_stage: The stage of the average position.
        gate_stage: The highest stage the weakest dimension allows; None where no gate applies.
        weakest: Indexes of the dimensions that stand on the lowest stage.
        maturity: The chained maturity, for that rule only.
    """

    stage: int
    decided_by: DecidedBy
    mean_stage: int
    gate_stage: int | None
    weakest: tuple[int, ...]
    maturity: float | None = None


def cut_points(ladder: int) -> tuple[float, ...]:
    """Return the scores at which the nearest stage changes: for four stages 16.7, 50 and 83.3."""
    return tuple(100 * (step + 0.5) / (ladder - 1) for step in range(ladder - 1))


def anchor(stage: int, ladder: int) -> float:
    """Return the score that stands for a stage, counted from 1."""
    return 100 * (stage - 1) / (ladder - 1)


def stage_at(score: float, ladder: int) -> int:
    """Return the nearest stage, counted from 1; on a cut point the upper one."""
    return 1 + sum(score >= cut - 1e-9 for cut in cut_points(ladder))


def chained(met: Sequence[float]) -> float:
    """Return the chained maturity 1 + p2 + p2·p3 + ... of the shares met of stage 2, 3, ... (TRACC's rule)."""
    total, product = 1.0, 1.0
    for share in met:
        product *= share
        total += product
    return total


def decide(
    rule: StageRule,
    overall: float,
    scores: Sequence[float],
    ladder: int,
    *,
    met: Sequence[float] = (),
    threshold: float = 0.8,
) -> Decision:
    """Decide the overall stage.

    Args:
        rule: ``tolerant_gate``: the average position, but at most one stage above the weakest dimension.
            ``min_gate``: the weakest dimension's stage. ``mean``: the average position. ``cumulative``: the highest
            stage up to which every stage's criteria are met to the threshold. ``chained``: the chained maturity,
            rounded.
        overall: The overall score, 0-100.
        scores: Scores of the dimensions, 0-100, at least one.
        ladder: Number of stages.
        met: Share of the criteria met per stage, first stage first; NaN where a stage has none: such a stage bars
            nobody from the ones above it, but nobody attains it.
        threshold: For ``cumulative``.
    """
    stages = [stage_at(score, ladder) for score in scores]
    lowest = min(stages)
    weakest = tuple(index for index, stage in enumerate(stages) if stage == lowest)
    mean_stage = stage_at(overall, ladder)
    gate = min(lowest + 1, ladder)
    match rule:
        case "tolerant_gate" if gate < mean_stage:
            return Decision(gate, "gate", mean_stage, gate, weakest)
        case "tolerant_gate":
            return Decision(mean_stage, "mean", mean_stage, gate, weakest)
        case "min_gate":
            return Decision(lowest, "weakest", mean_stage, lowest, weakest)
        case "mean":
            return Decision(mean_stage, "mean", mean_stage, None, weakest)
        case "cumulative":
            reached = 1
            for stage, share in enumerate(met, start=1):
                if share < threshold - 1e-9:
                    break
                reached = reached if math.isnan(share) else stage
            return Decision(reached, "cumulative", mean_stage, None, weakest)
        case "chained":  # pragma: no branch
            last = max((stage for stage, share in enumerate(met) if not math.isnan(share)), default=0)
            maturity = chained([1.0 if math.isnan(share) else share for share in met[1 : last + 1]])
            return Decision(min(ladder, math.floor(maturity + 0.5)), "chained", mean_stage, None, weakest, maturity)

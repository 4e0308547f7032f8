"""Where the distance to the target matters most, and which three things to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from questionnaires.model import Questionnaire
from scoring.result import DimensionScore, Result
from scoring.stages import anchor, stage_at

TOP = 100.0
SMALLEST_GAP = 0.5  # points; less than this is shown as no gap
GoalKind = Literal["target", "next_stage"]


@dataclass(frozen=True, slots=True)
class Gap:
    """One dimension's distance to its goal.

    Attributes:
        goal: 0-100; None where there is neither a target nor a ladder.
        goal_kind: Whether the goal is a target somebody set, or the anchor of the stage after the overall one.
        gap: Points still to go, never negative.
        importance: Share of the weight, 0-1.
        priority: Importance times gap (``measurement.md`` 3.14).
        holds_back: Whether this dimension decides the overall stage by standing lowest.
    """

    score: DimensionScore
    goal: float | None
    goal_kind: GoalKind
    gap: float
    importance: float
    priority: float
    holds_back: bool


def gaps(questionnaire: Questionnaire, result: Result, targets: Mapping[str, float]) -> tuple[Gap, ...]:
    """Return the gap of each scored top-level dimension, highest priority first; ties keep the order of asking.

    Args:
        questionnaire: The ladder and the weights.
        result: Scores.
        targets: Dimension id to target 0-100; the key "" holds for every dimension without its own.
    """
    scored = [each for each in result.top if each.score is not None]
    total = sum(float(each.dimension.weight) for each in scored)
    decision = result.decision
    lowest = decision.weakest if decision and decision.decided_by in {"gate", "weakest"} else ()
    holding = {scored[index].dimension.id for index in lowest}
    common = _next_anchor(decision.stage, len(questionnaire.stages)) if decision else None
    found = []
    for each in scored:
        target = targets.get(each.dimension.id, targets.get(""))
        goal = common if target is None else target
        gap = max(0.0, goal - (each.score or 0.0)) if goal is not None else 0.0
        share = float(each.dimension.weight) / total
        kind: GoalKind = "next_stage" if target is None else "target"
        found.append(Gap(each, goal, kind, gap, share, share * gap, each.dimension.id in holding))
    return tuple(sorted(found, key=lambda each: -each.priority))


def _next_anchor(stage: int, ladder: int) -> float:
    return anchor(min(stage + 1, ladder), ladder)


@dataclass(frozen=True, slots=True)
class NextStep:
    """One concrete thing to do, and why it comes here.

    Attributes:
        because: What was answered that makes it the next thing; empty where no single answer does.
    """

    dimension_id: str
    title: str
    text: str
    reason: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Weakest:
    """The weakest known answer of a dimension: its points (0-100) and its words."""

    points: float
    words: str


def next_steps(
    questionnaire: Questionnaire,
    found: tuple[Gap, ...],
    weakest: Mapping[str, Weakest] | None = None,
    count: int = 3,
) -> tuple[NextStep, ...]:
    """Return the first things to do: what holds the overall stage back, then the largest priorities.

    Args:
        questionnaire: The ladder, and the step of each dimension and stage.
        found: Gaps, highest priority first.
        weakest: Dimension id to its weakest known answer, which decides the stage that the step starts from: a step
            after the average would pass over the very answer that pulls it down. Without it the dimension's stage does.
        count: How many steps.
    """
    answers = weakest or {}
    ordered = [*(g for g in found if g.holds_back), *(g for g in found if not g.holds_back)]
    steps = []
    for gap in ordered:
        if gap.score.stage is None:
            continue
        low = answers.get(gap.score.dimension.id)
        number = gap.score.stage if low is None else stage_at(low.points, len(questionnaire.stages))
        text = gap.score.dimension.next_steps.get(questionnaire.stages[number - 1].id)
        if text is None:
            continue
        dimension, words = gap.score.dimension, low.words if low else ""
        steps.append(NextStep(dimension.id, dimension.title, text, _reason(gap), words))
    return tuple(steps[:count])


def _reason(gap: Gap) -> str:
    if gap.holds_back:
        return "It holds the overall stage back."
    if gap.goal is None:
        return "It leads on from where this dimension stands."
    if gap.gap < SMALLEST_GAP:
        return "The goal is reached; this keeps it."
    points = "1 point" if f"{gap.gap:.0f}" == "1" else f"{gap.gap:.0f} points"
    if gap.goal_kind == "target":
        return f"{points} to your target."
    return f"{points} to {'the next overall stage' if gap.goal < TOP else 'the top stage'}."

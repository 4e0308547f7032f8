"""The dimensions put together: the smallest set of changes with which a dimension, or the whole, comes to a stage."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from questionnaires.model import Questionnaire
from scoring.reach_steps import AWAY, Opening
from scoring.reach_ways import DIGITS, EDGE, Ground, Met, Pick, Way, least_coverage, undominated, ways_of
from scoring.stages import cut_points, decide
from scoring.tree import COVERAGE

_BY_CRITERIA = {"cumulative", "chained"}


class Cost(NamedTuple):
    """What a set of changes costs; the smaller the better, in this order.

    Attributes:
        changes: Answers that differ from today's.
        rise: Points that they rise by in all.
        beyond: Minus how far they lead beyond the stage: weighted points of all dimensions together.
        picks: The changed answers, in the order of asking.
    """

    changes: int
    rise: float
    beyond: float
    picks: tuple[Pick, ...]


class _Part(NamedTuple):
    """A dimension of the top level that applies: its weight, and its ways with how far each leads beyond the stage."""

    weight: float
    ways: Sequence[tuple[Way, float]]


class _Sum(NamedTuple):
    """What the dimensions come to so far: changes, rise, weighted points beyond the stage, weight with a score."""

    changes: int
    rise: float
    beyond: float
    scored: float
    answered: float
    met: Met
    picks: tuple[Pick, ...]


def cheapest(questionnaire: Questionnaire, openings: Sequence[Opening], dimension_id: str, target: int) -> Cost | None:
    """Return the smallest set of changes that leads to a stage; None where none does.

    First the fewest changes are found, then among the ways with as many the one that rises least.

    Args:
        questionnaire: Its tree and its rules.
        openings: The questions, in the order of asking.
        dimension_id: A dimension of the top level; the whole where it is empty.
        target: The stage, counted from 2.
    """
    ground = Ground(
        openings=openings,
        places={each.item.id: place for place, each in enumerate(openings)},
        stages={stage.id: place for place, stage in enumerate(questionnaire.stages)},
        criteria=not dimension_id and questionnaire.stage_rule in _BY_CRITERIA,
        most=len(openings),
        fine=False,
    )
    if dimension_id:
        return _of_dimension(questionnaire, replace(ground, fine=True), dimension_id, target)
    few = _of_whole(questionnaire, ground, target)
    return None if few is None else _of_whole(questionnaire, replace(ground, most=few.changes, fine=True), target)


def _cost(changes: int, rise: float, beyond: float, picks: tuple[Pick, ...]) -> Cost:
    return Cost(changes, round(rise, DIGITS), round(-beyond, DIGITS), tuple(sorted(picks)))


def _of_dimension(questionnaire: Questionnaire, ground: Ground, dimension_id: str, target: int) -> Cost | None:
    """Return the smallest changes for one dimension; what must change elsewhere takes its smallest step."""
    dimension = next(each for each in questionnaire.dimensions if each.id == dimension_id)
    inside = {item.id for item in dimension.all_items()}
    moved = [
        (opening.steps[0].points - (opening.points or 0.0), (place, 0))
        for place, opening in enumerate(ground.openings)
        if opening.item.id not in inside and not opening.stays
    ]
    rise, picks = sum(each for each, _ in moved), tuple(pick for _, pick in moved)
    cut = cut_points(len(questionnaire.stages))[target - 2]
    return min(
        (
            _cost(way.changes + len(moved), way.rise + rise, way.score - cut, way.picks + picks)
            for way in ways_of(dimension, ground, covered=True) or ()
            if way.score is not None and way.score >= cut - EDGE
        ),
        default=None,
    )


def _of_whole(questionnaire: Questionnaire, ground: Ground, target: int) -> Cost | None:
    """Return the smallest changes for the whole."""
    applying = [each for each in questionnaire.dimensions if least_coverage(each, ground) is not None]
    weight = sum(float(each.weight) for each in applying)
    covered = sum(float(each.weight) * (least_coverage(each, ground) or 0.0) for each in applying)
    full = covered >= COVERAGE * weight - EDGE
    passes, beyond, average = _stage_rule(questionnaire, target)
    parts = []
    for each in applying:
        ways = [way for way in ways_of(each, ground, covered=full) or () if passes(way.score)]
        parts.append(_Part(float(each.weight), [(way, beyond(float(each.weight), way.score)) for way in ways]))
    sure = sum(part.weight for part in parts if all(way.score is not None for way, _ in part.ways))
    keyed = (sure < COVERAGE * weight - EDGE, not full)
    edge = EDGE * weight
    ahead = _ahead(parts, ground.most) if average else None
    sums = [_Sum(0, 0.0, 0.0, 0.0, 0.0, (0,) * len(ground.stages), ())]
    for place, part in enumerate(parts):
        groups: dict[tuple[float, float, Met], list[_Sum]] = {}
        for before in sums:
            for way, more in part.ways:
                changes, over = before.changes + way.changes, before.beyond + more
                if changes > ground.most:
                    continue
                if ahead is not None and over + ahead[place + 1][ground.most - changes] < -edge:
                    continue
                scored = before.scored + (part.weight if way.score is not None else 0.0)
                answered = before.answered + part.weight * way.coverage
                met = tuple(map(int.__add__, before.met, way.met)) if ground.criteria else before.met
                key = (round(scored, DIGITS) * keyed[0], round(answered, DIGITS) * keyed[1], met)
                groups.setdefault(key, []).append(
                    _Sum(changes, before.rise + way.rise, over, scored, answered, met, before.picks + way.picks)
                )
        sums = [
            kept
            for group in groups.values()
            for kept in undominated([(s.changes, s.rise, s.beyond, s.picks, s) for s in group], ground)
        ]
    least = COVERAGE * weight - EDGE
    return min(
        (
            _cost(each.changes, each.rise, each.beyond, each.picks)
            for each in sums
            if (not keyed[0] or each.scored >= least)
            and (full or each.answered >= least)
            and (not average or each.beyond >= -edge)
            and (not ground.criteria or _attains(questionnaire, ground, each.met, target))
        ),
        default=None,
    )


def _stage_rule(
    questionnaire: Questionnaire, target: int
) -> tuple[Callable[[float | None], bool], Callable[[float, float | None], float], bool]:
    """Return which scores of a dimension pass, how far one leads beyond the stage, and whether the average decides."""
    cuts = (-math.inf, *cut_points(len(questionnaire.stages)))  # by stage, counted from 0
    cut, rule, combined = cuts[target - 1], questionnaire.stage_rule, questionnaire.combine
    average = rule in {"tolerant_gate", "mean"}
    least = {"tolerant_gate": cuts[target - 2], "min_gate": cut}.get(rule, -math.inf)
    if average and combined == "min":
        least = cut

    def passes(score: float | None) -> bool:
        return score is None or score >= least - EDGE

    def beyond(weight: float, score: float | None) -> float:
        if rule in _BY_CRITERIA or combined == "min":
            return 0.0
        if score is None:
            return -weight * cut if combined == "sum" else 0.0
        return weight * (score - cut)

    return passes, beyond, average


def _ahead(parts: Sequence[_Part], most: int) -> list[list[float]]:
    """Return how far the dimensions from each place on can lead beyond the stage, by the most changes in them."""
    ahead = [[0.0] * (most + 1)]
    for part in reversed(parts):
        best = [-math.inf] * (most + 1)
        for way, more in part.ways:
            for changes in range(way.changes, most + 1):
                best[changes] = max(best[changes], more + ahead[0][changes - way.changes])
        ahead.insert(0, best)
    return ahead


def _attains(questionnaire: Questionnaire, ground: Ground, met: Met, target: int) -> bool:
    """Say whether criteria met, stage by stage, lead to the stage."""
    sizes = [0] * len(met)
    for opening in ground.openings:
        if opening.item.stage and opening.state not in AWAY:
            sizes[ground.stages[opening.item.stage]] += 1
    shares = [share / size if size else math.nan for share, size in zip(met, sizes, strict=True)]
    rule, threshold = questionnaire.stage_rule, questionnaire.threshold
    return decide(rule, 0.0, [0.0], len(met), met=shares, threshold=threshold).stage >= target

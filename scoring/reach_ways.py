"""The exact frontier: what a dimension can come to for how many changed answers, and which ways are worth keeping."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np

from questionnaires.model import Dimension
from scoring.reach_steps import AWAY, Opening
from scoring.sheet import State
from scoring.tree import CARRIED, COVERAGE, attained

Pick = tuple[int, int]  # place of a question, place of its step
Met = tuple[int, ...]  # criteria met, stage by stage
EDGE = 1e-9
DIGITS = 6  # of rises and scores that count as equal
Kept = TypeVar("Kept")


class Way(NamedTuple):
    """One way to answer a part of the tree.

    Attributes:
        changes: Answers that differ from today's.
        rise: Points that they rise by in all; an answer without points rises from 0.
        score: Of the part, 0-100; None without one.
        coverage: Share of the applicable weight that is answered, 0-1.
        met: Criteria of the stages met in it.
        picks: The changed answers, in the order of asking.
    """

    changes: int
    rise: float
    score: float | None
    coverage: float
    met: Met
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a search rests on.

    Attributes:
        openings: The questions, in the order of asking.
        places: Item id to its place among them.
        stages: Stage id to its place on the ladder, counted from 0.
        criteria: Whether the criteria met decide the overall stage: of a score then counts only that there is one.
        most: The most changes that are of interest.
        fine: Whether of ways with as many changes the smaller rise counts too.
    """

    openings: Sequence[Opening]
    places: Mapping[str, int]
    stages: Mapping[str, int]
    criteria: bool
    most: int
    fine: bool


class _Sum(NamedTuple):
    """What the parts of a dimension come to so far; ``total`` is what its rule needs, ``steps`` the criteria met."""

    changes: int
    rise: float
    answered: float
    carried: float
    total: float
    steps: Met
    met: Met
    picks: tuple[Pick, ...]


def frontier(ways: Iterable[Way], ground: Ground) -> list[Way]:
    """Leave out every way to which another one is as good in each respect: changes, rise, score."""
    groups: dict[tuple[bool, float, Met], list[Way]] = {}
    for way in ways:
        groups.setdefault((way.score is None, round(way.coverage, DIGITS), way.met), []).append(way)
    return [
        kept
        for group in groups.values()
        for kept in undominated([(way.changes, way.rise, way.score or 0.0, way.picks, way) for way in group], ground)
    ]


def undominated(rows: Iterable[tuple[int, float, float, tuple[Pick, ...], Kept]], ground: Ground) -> Iterable[Kept]:
    """Yield the rows that no other equals or beats; of equal ones the earliest in the questionnaire."""
    ranked = sorted(
        ((c, round(r, DIGITS) if ground.fine else 0.0, -round(v, DIGITS), p, kept) for c, r, v, p, kept in rows),
        key=lambda row: row[:4],
    )
    stairs: list[tuple[float, float]] = []  # (rise, best score up to it), both growing
    for _, rise, less, _, kept in ranked:
        place = bisect_right(stairs, (rise, float("inf")))
        if place and stairs[place - 1][1] >= -less:
            continue
        yield kept
        end = place
        while end < len(stairs) and stairs[end][1] <= -less:
            end += 1
        start = place - 1 if place and stairs[place - 1][0] == rise else place
        del stairs[start:end]
        insort(stairs, (rise, -less))


def ways_of(dimension: Dimension, ground: Ground, *, covered: bool = True) -> list[Way] | None:
    """Return the ways to answer a dimension that are worth keeping; None where nothing of it applies.

    Args:
        dimension: Of any depth.
        ground: The questions.
        covered: Whether every dimension above it is covered already, whatever becomes of this one.
    """
    items = [item for item in dimension.items if item.id in ground.places]
    count = len(items) + len(dimension.dimensions)
    weights = [float(part.weight) for part in (*items, *dimension.dimensions)]
    if dimension.combine == "ladder":
        weights = [float(place) for place in range(1, count + 1)]
    asked = [ground.openings[ground.places[item.id]].state not in AWAY for item in items]
    applies = [*asked, *(least_coverage(each, ground) is not None for each in dimension.dimensions)]
    whole = sum(weight for weight, there in zip(weights, applies, strict=True) if there)
    if not whole:
        return None
    covered = covered and (least_coverage(dimension, ground) or 0.0) >= COVERAGE - EDGE
    sizes = _sizes(dimension, ground)
    nothing = (0,) * len(ground.stages)
    start = float("inf") if dimension.combine == "min" else 0.0
    sums = [_Sum(0, 0.0, 0.0, 0.0, start, nothing, nothing, ())]
    for item, weight, there in zip(items, weights, asked, strict=False):
        if there:
            stage = ground.stages[item.stage] if item.stage else None
            sums = _joined(sums, _of_item(item.id, ground), weight, dimension, stage, ground, covered=covered)
    for child, weight in zip(dimension.dimensions, weights[len(items) :], strict=True):
        ways = ways_of(child, ground, covered=covered)
        if ways is not None:
            sums = _joined(sums, ways, weight, dimension, None, ground, covered=covered)
    finished = (_finished(each, whole, dimension, sizes, ground, covered=covered) for each in sums)
    return frontier(finished, ground)


def least_coverage(dimension: Dimension, ground: Ground) -> float | None:
    """Return the coverage of a dimension without any change, 0-1, which changes never lower.

    Returns:
        None where nothing applies.
    """
    parts: list[tuple[float, float | None]] = []
    for item in dimension.items:
        if item.id in ground.places:
            state = ground.openings[ground.places[item.id]].state
            parts.append((float(item.weight), None if state in AWAY else float(state != State.SKIPPED)))
    parts += [(float(each.weight), least_coverage(each, ground)) for each in dimension.dimensions]
    if dimension.combine == "ladder":
        parts = [(float(place), share) for place, (_, share) in enumerate(parts, start=1)]
    there = [(weight, share) for weight, share in parts if share is not None]
    whole = sum(weight for weight, _ in there)
    return sum(weight * share for weight, share in there) / whole if whole else None


def _sizes(dimension: Dimension, ground: Ground) -> Met:
    """Return how many criteria of each stage apply among the dimension's own questions."""
    sizes = [0] * len(ground.stages)
    for item in dimension.items:
        if item.id in ground.places and item.stage:
            sizes[ground.stages[item.stage]] += ground.openings[ground.places[item.id]].state not in AWAY
    return tuple(sizes)


def _of_item(item_id: str, ground: Ground) -> list[Way]:
    """Return the ways to answer one question that applies: as today, and each step."""
    place = ground.places[item_id]
    opening = ground.openings[place]
    met = (0,) * len(ground.stages)
    stage = ground.stages[opening.item.stage] if ground.criteria and opening.item.stage else None

    def criterion(points: float | None) -> Met:
        if stage is None or points is None or points < 100 - EDGE:
            return met
        return (*met[:stage], 1, *met[stage + 1 :])

    def counted(points: float) -> float:
        return 0.0 if ground.criteria else points

    today = opening.points
    score = None if today is None else counted(today)
    kept = Way(0, 0.0, score, float(opening.state != State.SKIPPED), criterion(today), ())
    return [
        *([kept] if opening.stays else []),
        *(
            Way(1, step.points - (today or 0.0), counted(step.points), 1.0, criterion(step.points), ((place, number),))
            for number, step in enumerate(opening.steps)
        ),
    ]


def _joined(
    sums: list[_Sum],
    ways: Sequence[Way],
    weight: float,
    dimension: Dimension,
    stage: int | None,
    ground: Ground,
    *,
    covered: bool,
) -> list[_Sum]:
    """Return the sums with one part more; ``stage``: whose criterion it is."""
    groups: dict[tuple[float, float, Met, Met], list[_Sum]] = {}
    for before in sums:
        for way in ways:
            if before.changes + way.changes > ground.most:
                continue
            answered = 0.0 if covered else before.answered + weight * way.coverage
            carried, total, steps = before.carried, before.total, before.steps
            if way.score is not None:
                carried += weight
                if dimension.combine == "cumulative":
                    if stage is not None and way.score >= 100 - EDGE:
                        steps = (*steps[:stage], steps[stage] + 1, *steps[stage + 1 :])
                elif dimension.combine == "min":
                    total = min(total, way.score)
                else:
                    total += weight * way.score
            met = tuple(map(int.__add__, before.met, way.met)) if ground.criteria else before.met
            joined = _Sum(
                before.changes + way.changes, before.rise + way.rise, answered, carried, total, steps, met,
                before.picks + way.picks,
            )  # fmt: skip
            key = (round(carried, DIGITS), round(answered, DIGITS), steps, met)
            groups.setdefault(key, []).append(joined)
    return [
        kept
        for group in groups.values()
        for kept in undominated([(each.changes, each.rise, each.total, each.picks, each) for each in group], ground)
    ]


def _finished(each: _Sum, whole: float, dimension: Dimension, sizes: Met, ground: Ground, *, covered: bool) -> Way:
    """Return what a sum comes to by the rule of its dimension (``scoring.tree``)."""
    coverage = 1.0 if covered else each.answered / whole
    score: float | None = None
    if coverage >= COVERAGE - EDGE and each.carried / whole >= CARRIED - EDGE:
        match dimension.combine:
            case "min":
                score = each.total
            case "sum":
                score = each.total / whole
            case "cumulative":
                with np.errstate(invalid="ignore", divide="ignore"):
                    shares = np.array([each.steps], dtype=np.float64) / np.array([sizes], dtype=np.float64)
                reached = float(attained(shares, dimension.threshold)[0])
                score = 100.0 * (reached - 1) / (len(ground.stages) - 1)
            case "mean" | "ladder":  # pragma: no branch
                score = each.total / each.carried
    return Way(each.changes, each.rise, score, coverage, each.met, each.picks)

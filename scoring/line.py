"""Where the answers of one respondent lie on a line between two poles: position, spread, both ends."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """How points lie on a line.

    Attributes:
        position: Where the whole stands: the overall score, 0-100.
        low: Lowest point.
        high: Highest point.
        middle: The middle half, as lower and upper quartile (inclusive method).
        deviation: Standard deviation of the points (n - 1); 0 for a single one.
        n: Number of points.
    """

    position: float
    low: float
    high: float
    middle: tuple[float, float]
    deviation: float
    n: int


def spread(points: Sequence[float], position: float | None) -> Spread | None:
    """Describe points on a line around a position; None where there are no points or no position."""
    if not points or position is None:
        return None
    if len(points) == 1:
        return Spread(position, points[0], points[0], (points[0], points[0]), 0.0, 1)
    quartiles = statistics.quantiles(points, n=4, method="inclusive")
    return Spread(
        position, min(points), max(points), (quartiles[0], quartiles[2]), statistics.stdev(points), len(points)
    )


def ends(
    points: Mapping[str, float], weights: Mapping[str, float], count: int = 2
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the lowest and the highest points, at most ``count`` each, no id on both sides.

    Of equal points the heavier ones come first.
    """
    ranked = sorted(points, key=lambda each: (points[each], -weights[each]))
    top = sorted(points, key=lambda each: (-points[each], -weights[each]))
    if not ranked or points[ranked[0]] == points[ranked[-1]]:
        return (), ()
    count = min(count, len(ranked) // 2)
    return tuple(ranked[:count]), tuple(each for each in top[:count] if each not in ranked[:count])

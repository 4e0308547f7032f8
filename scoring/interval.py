"""How sure a mean is, and a difference of two means: t-intervals, Welch's test, the gap between two roles.

Scores are 0-100; NaN stands for a respondent without a score and is left out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from scoring.sheet import Floats

LEVEL = 0.95
FROM_PEOPLE = 5
FEWEST = 2
ROLE_GAP = 10.0  # points
TOP = 100.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with its confidence interval, in points.

    Attributes:
        low: Not below 0.
        high: Not above 100.
        sd: Standard deviation (n - 1).
        n: Respondents with a score.
    """

    mean: float
    low: float
    high: float
    sd: float
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Second mean minus first, in points, by Welch's test.

    Attributes:
        change: The difference.
        low: Lower end of its 95 % interval, not below -100.
        high: Upper end, not above 100.
        t: Test statistic.
        df: Degrees of freedom, a fraction as a rule.
        p: Two-sided, 0-1.
    """

    change: float
    low: float
    high: float
    t: float
    df: float
    p: float


@dataclass(frozen=True, slots=True)
class RoleGap:
    """The difference between two roles, second minus first, in points, with its 95 % interval.

    Attributes:
        apart: Whether it is one: at least 10 points, and 0 lies outside the interval.
    """

    change: float
    low: float
    high: float
    apart: bool


def t_interval(
    values: Sequence[float] | Floats, *, population: int | None = None, level: float = LEVEL
) -> Interval | None:
    """Return the mean of the scores with its t-interval; ``measurement.md`` 3.9.

    Args:
        values: Scores, (respondents,).
        population: How many people were invited. Then the standard error is multiplied by √((N - n)/(N - 1)), and the
            interval says where the mean of all N would lie, without people like them. Where more answered than were
            invited, everybody did: the width is 0.
        level: Confidence, between 0 and 1.

    Returns:
        None with fewer than 5 scores.
    """
    there = _there(values)
    n = len(there)
    if n < FROM_PEOPLE:
        return None
    mean, sd = float(there.mean()), _deviation(there)
    everybody = None if population is None else max(population, n)
    correction = 1.0 if everybody is None else math.sqrt((everybody - n) / (everybody - 1))
    half = float(stdtrit(n - 1, (1 + level) / 2)) * sd / math.sqrt(n) * correction
    return Interval(mean, max(0.0, mean - half), min(TOP, mean + half), sd, n)


def welch(first: Sequence[float] | Floats, second: Sequence[float] | Floats) -> Difference | None:
    """Return second mean minus first with Welch's interval and test, for two groups of different people.

    Where only one group has a spread, the formula holds: its error is all there is, with n - 1 degrees of freedom, the
    fewest that Welch's formula can give.

    Args:
        first: Scores, (respondents,).
        second: Scores, (respondents,).

    Returns:
        None where a group has fewer than 2 scores, or neither has a spread: then no error can be estimated.
    """
    one, two = _there(first), _there(second)
    if min(len(one), len(two)) < FEWEST:
        return None
    errors = [_deviation(group) ** 2 / len(group) for group in (one, two)]
    total = math.fsum(errors)
    if not total:
        return None
    error = math.sqrt(total)
    parts = zip(errors, (one, two), strict=True)
    df = 1 / math.fsum((part / total) ** 2 / (len(group) - 1) for part, group in parts)
    change = float(two.mean() - one.mean())
    t = change / error
    half = float(stdtrit(df, (1 + LEVEL) / 2)) * error
    p = 2 * float(stdtr(df, -abs(t)))
    return Difference(change, max(-TOP, change - half), min(TOP, change + half), t, df, p)


def role_gap(first: Sequence[float] | Floats, second: Sequence[float] | Floats) -> RoleGap | None:
    """Say whether two roles see things differently; ``measurement.md`` 3.8.

    Where within each role everybody has the same score, the interval is the difference itself: with five a side, such
    a split by chance has a probability below .01.

    Args:
        first: Scores of one role, (respondents,).
        second: Scores of the other.

    Returns:
        None where a role has fewer than 5 scores.
    """
    one, two = _there(first), _there(second)
    if min(len(one), len(two)) < FROM_PEOPLE:
        return None
    found = welch(one, two)
    change = float(two.mean() - one.mean())
    low, high = (found.low, found.high) if found else (change, change)
    return RoleGap(change, low, high, abs(change) >= ROLE_GAP - 1e-9 and not low <= 0 <= high)


def _there(values: Sequence[float] | Floats) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    return array[~np.isnan(array)]


def _deviation(values: Floats) -> float:
    """Return the standard deviation (n - 1); exactly 0 where all are equal, which rounding of the mean could miss."""
    return 0.0 if (values == values[0]).all() else float(values.std(ddof=1))

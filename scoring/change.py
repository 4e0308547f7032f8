"""Whether a group moved from one wave to the next by more than chance explains; ``measurement.md`` 3.10.

Scores are 0-100; NaN stands for a respondent without a score and is left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import nctdtrinc, stdtr, stdtrit

from scoring.group import OVERALL
from scoring.interval import FEWEST, FROM_PEOPLE, LEVEL, TOP, Difference, welch
from scoring.sheet import Floats

Word = Literal["up", "down", "no detectable change", "too few"]

FROM_PAIRS = 6  # with five even the clearest order of changes has a probability above .05
SMALLEST_MOVE = 5.0  # points
ALPHA = 1 - LEVEL
POWER = 0.8
EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class Paired(Difference):
    """Second wave minus first, in points, by the paired t-test.

    Attributes:
        d_z: Mean change over the standard deviation of the changes; for planning only.
        pairs: People with a score in both waves.
    """

    d_z: float
    pairs: int


@dataclass(frozen=True, slots=True)
class Move:
    """How one dimension moved; the figures are None where there are too few people.

    Attributes:
        change: Second wave minus first, in points: of the people with a score in both waves where there are six or
            more, else of the means of all.
        low: Lower end of its 95 % interval, for this comparison alone.
        high: Upper end.
        p: Two-sided, for this comparison alone.
        adjusted: The same after Holm's correction for all dimensions; the overall score stands alone.
        n_before: People with a score in the first wave.
        n_after: People with a score in the second.
        pairs: People with a score in both.
        seen: Smallest true change, in points, that the comparison would have found in four of five cases, whatever
            the other dimensions did. Above 100 no change at all could have been seen.
        word: ``up`` and ``down`` only where the adjusted p is below .05 and the change at least 5 points.
    """

    change: float | None
    low: float | None
    high: float | None
    p: float | None
    adjusted: float | None
    n_before: int
    n_after: int
    pairs: int
    seen: float | None
    word: Word

    @property
    def by_pairs(self) -> bool:
        """Whether the same people are compared with themselves."""
        return self.pairs >= FROM_PAIRS


@dataclass(frozen=True, slots=True, eq=False)
class _Compared:
    """One dimension before the correction: ``found`` is None with too few, ``error`` the standard error in points."""

    found: Difference | None
    error: float
    n_before: int
    n_after: int
    pairs: int


def paired(before: Sequence[float] | Floats, after: Sequence[float] | Floats) -> Paired | None:
    """Return the mean change of people who answered twice, with its t-interval and test.

    Args:
        before: Scores, (people,).
        after: Scores of the same people in the same order.

    Returns:
        None with fewer than 6 people who have both scores, and where all moved by the same amount: then no error can
        be estimated.

    Raises:
        ValueError: The two differ in length.
    """
    return _paired(_there([two - one for one, two in zip(before, after, strict=True)]))


def hedges_g(before: Sequence[float] | Floats, after: Sequence[float] | Floats) -> float | None:
    """Return the change in pooled standard deviations, Hedges' g with the correction 1 - 3/(4df - 1).

    The waves are taken as groups of different people, so that g does not depend on who could be linked.

    Args:
        before: Scores, (respondents,).
        after: Scores, (respondents,).

    Returns:
        None where a wave has fewer than 2 scores, or neither has a spread.
    """
    one, two = _there(before), _there(after)
    if min(len(one), len(two)) < FEWEST:
        return None
    df = len(one) + len(two) - 2
    pooled = math.sqrt(((len(one) - 1) * one.var(ddof=1) + (len(two) - 1) * two.var(ddof=1)) / df)
    return None if pooled < EDGE else float(two.mean() - one.mean()) / pooled * (1 - 3 / (4 * df - 1))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return the p-values after the step-down correction of Holm (1979), in the order given.

    The k-th smallest of m counts m - k + 1 times, at least as much as the one before it, and at most 1.
    """
    adjusted, largest = [0.0] * len(p_values), 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=lambda each: p_values[each])):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = largest
    return tuple(adjusted)


def smallest_change(n: int, sd: float, r: float | None = None) -> float | None:
    """Return the change that n people a wave would show with 80 % power, at .05, in points.

    Args:
        n: People in each wave.
        sd: Standard deviation of a person's score, in points.
        r: Correlation of the two scores of a person, below 1; None where different people answer.

    Returns:
        None with fewer than 2 people.
    """
    if n < FEWEST:
        return None
    if r is None:
        return smallest_seen(sd * math.sqrt(2 / n), 2 * n - 2)
    return smallest_seen(sd * math.sqrt(2 * (1 - r) / n), n - 1)


def smallest_seen(error: float, df: float, alpha: float = ALPHA) -> float:
    """Return the true change that a t-test finds with 80 % power, in points.

    The noncentral t-distribution gives it; the chance to find a change in the wrong direction is left out.

    Args:
        error: Standard error of the change, in points.
        df: Degrees of freedom.
        alpha: Two-sided level of the test.
    """
    return error * float(nctdtrinc(df, 1 - POWER, float(stdtrit(df, 1 - alpha / 2))))


def moves(
    before: Mapping[str, Floats], after: Mapping[str, Floats], pairs: Sequence[tuple[int, int]]
) -> dict[str, Move]:
    """Say for each dimension whether the group moved.

    People who answered twice are compared with themselves where at least six have both scores; else all of one wave
    with all of the other by Welch's test, where each has five. Where there is no spread to estimate an error from, the
    interval is the change itself, and p the exact chance of so clean a result: of all signs alike, 2 in 2ⁿ, or of two
    waves so divided, 2 in all ways to divide the people.

    Args:
        before: Dimension id, or ``OVERALL``, to (respondents,) scores, as ``scoring.group.person_scores`` gives them.
        after: The same for the second wave.
        pairs: Who is the same person: place in ``before``, place in ``after``.

    Returns:
        The dimensions that both waves have, in the order of the second.
    """
    compared = {name: _compared(before[name], after[name], pairs) for name in after if name in before}
    tested = {name: each.found.p for name, each in compared.items() if each.found is not None and name != OVERALL}
    adjusted = dict(zip(tested, holm(list(tested.values())), strict=True))
    return {
        name: _move(each, adjusted.get(name), ALPHA if name == OVERALL else ALPHA / max(1, len(tested)))
        for name, each in compared.items()
    }


def _move(compared: _Compared, adjusted: float | None, alpha: float) -> Move:
    found, counts = compared.found, (compared.n_before, compared.n_after, compared.pairs)
    if found is None:
        return Move(None, None, None, None, None, *counts, None, "too few")
    p = found.p if adjusted is None else adjusted
    seen = max(SMALLEST_MOVE, smallest_seen(compared.error, found.df, alpha))
    word: Word = "no detectable change"
    if p < ALPHA and abs(found.change) >= SMALLEST_MOVE - EDGE:
        word = "up" if found.change > 0 else "down"
    return Move(found.change, found.low, found.high, found.p, p, *counts, seen, word)


def _compared(before: Floats, after: Floats, pairs: Sequence[tuple[int, int]]) -> _Compared:
    one, two = _there(before), _there(after)
    steps = _there([after[later] - before[earlier] for earlier, later in pairs])
    counts = (len(one), len(two), len(steps))
    if len(steps) >= FROM_PAIRS:
        exact = _exact(float(steps.mean()), len(steps) - 1, 2.0 ** (1 - len(steps)))
        return _Compared(_paired(steps) or exact, _error(steps), *counts)
    if min(len(one), len(two)) < FROM_PEOPLE:
        return _Compared(None, 0.0, *counts)
    people, error = len(one) + len(two), _error(one, two)
    found = welch(one, two) if error >= EDGE else None
    exact = _exact(float(two.mean() - one.mean()), people - 2, 2 / math.comb(people, len(one)))
    return _Compared(found or exact, error, *counts)


def _paired(steps: Floats) -> Paired | None:
    n, error = len(steps), _error(steps) if len(steps) >= FROM_PAIRS else 0.0
    if error < EDGE:
        return None
    change = float(steps.mean())
    t = change / error
    half = float(stdtrit(n - 1, (1 + LEVEL) / 2)) * error
    p = 2 * float(stdtr(n - 1, -abs(t)))
    return Paired(change, max(-TOP, change - half), min(TOP, change + half), t, n - 1, p, t / math.sqrt(n), n)


def _exact(change: float, df: float, p: float) -> Difference:
    """Return a difference without an error."""
    if abs(change) < EDGE:
        return Difference(0.0, 0.0, 0.0, 0.0, df, 1.0)
    return Difference(change, change, change, math.copysign(math.inf, change), df, p)


def _there(values: Sequence[float] | Floats) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    return array[~np.isnan(array)]


def _error(*groups: Floats) -> float:
    """Return the standard error of a mean, or of a difference of two."""
    return math.sqrt(math.fsum(float(group.var(ddof=1)) / len(group) for group in groups))

"""Where one score stands among others, and how sure a share is: small formulas on plain numbers."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def mid_rank_percentile(scores: Sequence[float], score: float) -> float:
    """Return the share of scores below, ties counted half.

    Args:
        scores: The others' scores, at least one, own score not among them.
        score: Own score, in the same unit.

    Returns:
        ``100 * (below + equal / 2) / m``, 0-100, not rounded.

    Raises:
        ValueError: There are no scores.

    Source:
        The definition that ``scipy.stats.percentileofscore(kind="mean")`` follows.
    """
    if not scores:
        raise ValueError("There are no scores to stand among.")
    below = sum(other < score for other in scores)
    equal = sum(other == score for other in scores)
    return 100 * (below + 0.5 * equal) / len(scores)


def rounded_percentile(scores: Sequence[float], score: float) -> int:
    """Return the mid-rank percentile rounded to 5 (halves upwards): more digits would not be true."""
    return 5 * math.floor(mid_rank_percentile(scores, score) / 5 + 0.5)


def quartile_band(scores: Sequence[float], score: float) -> int:
    """Return 1 (lowest quarter) to 4 (highest quarter), by mid-rank percentile; on a border the higher one."""
    return min(4, int(mid_rank_percentile(scores, score) // 25) + 1)


def rank(scores: Sequence[float], score: float) -> tuple[int, int]:
    """Return the place from the top and the number of places, own score counted as one; ties share the better place."""
    return 1 + sum(other > score for other in scores), len(scores) + 1


def z_score(score: float, mean: float, sd: float) -> float:
    """Return how many standard deviations ``score`` lies above ``mean``.

    Args:
        score: Own score (0-100).
        mean: Mean of the organisations' scores (0-100).
        sd: Standard deviation between organisations (never between persons), in points.

    Raises:
        ValueError: The standard deviation is not above 0.
    """
    if sd <= 0:
        raise ValueError("Without a spread between organisations there is no z.")
    return (score - mean) / sd


def wilson(count: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return Wilson's score interval of a share.

    Args:
        count: How many of ``n`` do it; where only the share was published, share times n, rounded.
        n: How many were asked, at least 1.
        confidence: Between 0 and 1.

    Returns:
        Lower and upper bound, 0-1. A plain random sample is assumed: design effects are not in it.

    Raises:
        ValueError: ``n`` is below 1, ``count`` not in 0..n, or ``confidence`` not between 0 and 1.

    Source:
        Wilson 1927; values in Newcombe 1998 (without continuity correction).
    """
    if n < 1 or not 0 <= count <= n or not 0 < confidence < 1:
        raise ValueError("Needed: n of at least 1, a count from 0 to n, a confidence between 0 and 1.")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = count / n
    middle = share + z**2 / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + (z / (2 * n)) ** 2)
    scale = 1 + z**2 / n
    low = 0.0 if count == 0 else (middle - half) / scale
    high = 1.0 if count == n else (middle + half) / scale
    return low, high


def two_proportions(count: float, n: int, other_share: float, other_n: int) -> tuple[float, float]:
    """Compare a share in an own pool of companies with a published share (pooled z test).

    Args:
        count: How many of the own pool do it.
        n: Size of the own pool.
        other_share: Published share, 0-1.
        other_n: How many were counted for it.

    Returns:
        z (positive where the own share is higher) and the two-sided p value.

    Raises:
        ValueError: The two shares are both 0 or both 1, so there is nothing to test.
    """
    pooled = (count + other_share * other_n) / (n + other_n)
    variance = pooled * (1 - pooled) * (1 / n + 1 / other_n)
    if variance <= 0:
        raise ValueError("Where everybody or nobody does it there is nothing to test.")
    z = (count / n - other_share) / math.sqrt(variance)
    return z, 2 * NormalDist().cdf(-abs(z))

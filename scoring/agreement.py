"""How far respondents agree about one question: measures over the counts of its levels, and one word for them.

Everywhere ``counts`` holds the respondents per level, (A,) whole numbers, low to high, A at least 2; levels are
numbered from 1. Fewer than two respondents cannot agree: the measures are None.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

Counts = Sequence[int]
Verdict = Literal["unanimous", "agreement", "mixed", "polarised"]

FROM_PEOPLE = 6  # below, random answers look like agreement too often
LEAST_SHARED = 0.5
EACH_END = 0.3
END_LEVELS = 2
FEWEST = 2
EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a group sees one question.

    Attributes:
        n: Respondents.
        median: Of the levels, counted from 1; half-way between two levels where the middle falls there.
        deviation: Mean absolute deviation from the median, in levels.
        shared: Share of the variance of random answers that is not there, r*wg; at most 1, negative where answers lie
            further apart than random ones.
        layered: Van der Eijk's agreement: 1 on one level, 0 spread evenly, -1 split between the two ends.
        lower: Share of respondents on the lower two levels, 0-1; with two or three levels on the lowest.
        upper: The same for the upper ones.
    """

    n: int
    median: float
    deviation: float
    shared: float
    layered: float
    lower: float
    upper: float
    verdict: Verdict


def judge(counts: Counts) -> Agreement | None:
    """Call the agreement about one question by a word; ``measurement.md`` 3.8.

    ``unanimous``: everybody on one level. ``polarised``: van der Eijk's agreement is negative and at least 30 % stand
    at each end. ``agreement``: deviation from the median at most A/6 and r*wg at least .50. ``mixed``: otherwise. The
    ends are two levels each; on scales with fewer than four levels one each, so that they do not overlap. With two
    levels van der Eijk's agreement is never negative: an even split is mixed.

    Returns:
        None with fewer than 6 respondents.
    """
    n = sum(counts)
    deviation, shared, layered = ad_median(counts), r_wg(counts), van_der_eijk(counts)
    if n < FROM_PEOPLE or deviation is None or shared is None or layered is None:
        return None
    end = min(END_LEVELS, len(counts) // 2)
    lower, upper = sum(counts[:end]) / n, sum(counts[-end:]) / n
    verdict: Verdict = "mixed"
    if max(counts) == n:
        verdict = "unanimous"
    elif layered < -EDGE and min(lower, upper) >= EACH_END - EDGE:
        verdict = "polarised"
    elif deviation <= len(counts) / 6 + EDGE and shared >= LEAST_SHARED - EDGE:
        verdict = "agreement"
    return Agreement(n, _median(counts), deviation, shared, layered, lower, upper, verdict)


def r_wg(counts: Counts) -> float | None:
    """Return 1 - s²/((A² - 1)/12), s² with n - 1 (James, Demaree and Wolf 1984); not cut off at 0.

    For one question this is also r*wg (Lindell and Brandt 1999).
    """
    excess = _excess(counts)
    return None if excess is None else 1 - excess


def r_wg_j(items: Sequence[Counts]) -> float | None:
    """Return r_wg(J) of J questions, J(1 - x)/(J(1 - x) + x) with x the mean of s²/σ² (James et al. 1984).

    It grows with J; ``r_star_wg_j`` does not. Where answers lie further apart than random ones it is 0, as the formula
    has a pole there. None without questions, or where one of them has too few respondents.
    """
    x = _mean_excess(items)
    if x is None:
        return None
    together = len(items) * max(0.0, 1 - x)
    return together / (together + x)


def r_star_wg_j(items: Sequence[Counts]) -> float | None:
    """Return r*wg(J), 1 minus the mean of s²/σ² over the questions (Lindell and Brandt 1999); may be negative.

    None without questions, or where one of them has too few respondents.
    """
    x = _mean_excess(items)
    return None if x is None else 1 - x


def ad_median(counts: Counts) -> float | None:
    """Return the mean absolute deviation from the median, in levels (Burke, Finkelstein and Dusig 1999)."""
    return None if sum(counts) < FEWEST else _deviation(counts, _median(counts))


def ad_mean(counts: Counts) -> float | None:
    """Return the mean absolute deviation from the mean, in levels (Burke, Finkelstein and Dusig 1999)."""
    return None if sum(counts) < FEWEST else _deviation(counts, _mean(counts))


def a_wg(counts: Counts) -> float | None:
    """Return 1 - 2s²/(((H + L)M - M² - HL) n/(n - 1)) with H = A, L = 1, M the mean (Brown and Hauenstein 2005).

    Twice the variance over the largest that this mean allows: 1 on one level, -1 split between the two ends.

    Returns:
        None with fewer than A - 1 respondents, and where the mean lies beyond (L(n - 1) + H)/n or (H(n - 1) + L)/n:
        nearer to an end than it would with all on that end but one, and that one on the other.
    """
    n, high = sum(counts), len(counts)
    if n < max(FEWEST, high - 1):
        return None
    mean = _mean(counts)
    if not (n - 1 + high) / n - EDGE <= mean <= (high * (n - 1) + 1) / n + EDGE:
        return None
    return 1 - 2 * _variance(counts) / ((high - mean) * (mean - 1) * n / (n - 1))


def van_der_eijk(counts: Counts) -> float | None:
    """Return agreement A by layers, -1 to 1 (van der Eijk 2001, Quality and Quantity 35, 325-341).

    The counts are taken apart into layers, in each of which the levels that are there at all are equally filled; A is
    the mean of the layers' agreement, weighted by the respondents in them. With two levels, for which the source gives
    no figure, a layer on both counts 0 as every layer on all levels does.
    """
    n = sum(counts)
    if n < FEWEST:
        return None
    left, total = list(counts), 0.0
    while any(left):
        pattern = [count > 0 for count in left]
        height = min(count for count in left if count)
        total += height * sum(pattern) * _layer(pattern)
        left = [count - height if count else 0 for count in left]
    return total / n


def _layer(pattern: Sequence[bool]) -> float:
    """Return the agreement of one layer: how far its levels are neighbours, times how few they are."""
    levels, filled = len(pattern), sum(pattern)
    if filled == 1:
        return 1.0
    if filled == levels:
        return 0.0
    triples = list(combinations(pattern, 3))
    apart = triples.count((True, False, True))
    beside = triples.count((True, True, False)) + triples.count((False, True, True))
    unimodal = ((levels - 2) * beside - (levels - 1) * apart) / ((levels - 2) * (beside + apart))
    return unimodal * (1 - (filled - 1) / (levels - 1))


def consensus(counts: Counts) -> float | None:
    """Return 1 + Σ p log2(1 - |x - mean|/(A - 1)), 0 to 1 (Tastle and Wierman 2007)."""
    n = sum(counts)
    if n < FEWEST:
        return None
    mean, width = _mean(counts), len(counts) - 1
    return 1 + math.fsum(
        count / n * math.log2(1 - abs(level - mean) / width) for level, count in enumerate(counts, start=1) if count
    )


def _mean(counts: Counts) -> float:
    return sum(level * count for level, count in enumerate(counts, start=1)) / sum(counts)


def _variance(counts: Counts) -> float:
    mean = _mean(counts)
    squares = math.fsum(count * (level - mean) ** 2 for level, count in enumerate(counts, start=1))
    return squares / (sum(counts) - 1)


def _median(counts: Counts) -> float:
    people = [level for level, count in enumerate(counts, start=1) for _ in range(count)]
    return (people[(len(people) - 1) // 2] + people[len(people) // 2]) / 2


def _deviation(counts: Counts, centre: float) -> float:
    return math.fsum(count * abs(level - centre) for level, count in enumerate(counts, start=1)) / sum(counts)


def _excess(counts: Counts) -> float | None:
    """Return s²/σ²: the variance over that of answers at random, (A² - 1)/12."""
    return None if sum(counts) < FEWEST else _variance(counts) / ((len(counts) ** 2 - 1) / 12)


def _mean_excess(items: Sequence[Counts]) -> float | None:
    parts = [excess for counts in items if (excess := _excess(counts)) is not None]
    return math.fsum(parts) / len(parts) if parts and len(parts) == len(items) else None

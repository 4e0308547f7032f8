"""Percentile, quartile, rank, z, Wilson and two proportions: published values, and properties that always hold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.standing import (
    mid_rank_percentile,
    quartile_band,
    rank,
    rounded_percentile,
    two_proportions,
    wilson,
    z_score,
)

EIGHT = [30, 40, 40, 50, 60, 70, 80, 90]
SCORES = st.lists(st.integers(0, 100), min_size=1, max_size=60)
SCORE = st.integers(0, 100)


@pytest.mark.parametrize(("score", "percentile"), [(50, 43.75), (40, 25), (20, 0), (95, 100), (90, 93.75)])
def test_percentile_counts_ties_half(score: float, percentile: float) -> None:
    assert mid_rank_percentile(EIGHT, score) == percentile


@pytest.mark.parametrize(("score", "percentile"), [(50, 45), (40, 25), (45, 40), (20, 0), (95, 100)])
def test_percentile_is_rounded_to_five_halves_upwards(score: float, percentile: int) -> None:
    assert rounded_percentile(EIGHT, score) == percentile  # 45: 37.5 becomes 40


def test_there_is_no_percentile_among_nobody() -> None:
    with pytest.raises(ValueError, match="no scores"):
        mid_rank_percentile([], 50)


@given(scores=SCORES, score=SCORE)
def test_percentile_is_the_middle_of_both_ways_to_count_ties(scores: list[int], score: int) -> None:
    ordered = sorted(scores)
    middle = (bisect_left(ordered, score) + bisect_right(ordered, score)) / 2
    assert mid_rank_percentile(scores, score) == pytest.approx(100 * middle / len(scores))


@given(scores=SCORES, score=SCORE)
def test_percentile_from_above_and_from_below_make_a_hundred(scores: list[int], score: int) -> None:
    mirrored = mid_rank_percentile([-other for other in scores], -score)
    assert mid_rank_percentile(scores, score) + mirrored == pytest.approx(100)


@pytest.mark.parametrize(
    ("score", "band"), [(20, 1), (35, 1), (40, 2), (50, 2), (55, 3), (65, 3), (70, 3), (75, 4), (99, 4)]
)
def test_quartile_band(score: float, band: int) -> None:
    assert quartile_band(EIGHT, score) == band


@pytest.mark.parametrize(("score", "place"), [(99, (1, 9)), (90, (1, 9)), (75, (3, 9)), (40, (6, 9)), (0, (9, 9))])
def test_rank_counts_the_own_score_as_one_place(score: float, place: tuple[int, int]) -> None:
    assert rank(EIGHT, score) == place


@given(scores=SCORES, score=SCORE, more=st.integers(0, 50))
def test_a_higher_score_never_stands_lower(scores: list[int], score: int, more: int) -> None:
    assert rounded_percentile(scores, score + more) >= rounded_percentile(scores, score)
    assert quartile_band(scores, score + more) >= quartile_band(scores, score)
    assert rank(scores, score + more) <= rank(scores, score)


def test_z_is_the_gap_in_spreads() -> None:
    assert z_score(60, 48, 12) == 1


def test_z_needs_a_spread() -> None:
    with pytest.raises(ValueError, match="no z"):
        z_score(60, 48, 0)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (3, 5, 0.23, 0.88),
    ],
)
def test_wilson_gives_the_published_values(count: int, n: int, low: float, high: float) -> None:
    digits = 2 if n == 5 else 4
    assert tuple(round(bound, digits) for bound in wilson(count, n)) == (low, high)


def test_wilson_of_everybody_reaches_one() -> None:
    low, high = wilson(20, 20)
    assert (round(low, 4), high) == (0.8389, 1.0)


@given(n=st.integers(1, 5000), part=st.floats(0, 1))
def test_wilson_ends_where_the_share_lies_z_standard_errors_away(n: int, part: float) -> None:
    count = round(part * n)
    low, high = wilson(count, n)
    assert 0 <= low <= count / n <= high <= 1
    z = NormalDist().inv_cdf(0.975)
    for bound in (low, high):
        assert (count / n - bound) ** 2 == pytest.approx(z**2 * bound * (1 - bound) / n, abs=1e-12)


@pytest.mark.parametrize(
    ("count", "n", "confidence"), [(0, 0, 0.95), (-1, 5, 0.95), (6, 5, 0.95), (1, 5, 1.0), (1, 5, 0.0)]
)
def test_wilson_refuses_what_is_no_share(count: int, n: int, confidence: float) -> None:
    with pytest.raises(ValueError, match="Needed"):
        wilson(count, n, confidence)


def test_nine_of_twenty_companies_against_26_percent_of_1734() -> None:
    z, p = two_proportions(9, 20, 0.26, 1734)
    assert (round(z, 2), round(p, 3)) == (1.92, 0.055)


@pytest.mark.parametrize(("count", "share"), [(0, 0.0), (20, 1.0)])
def test_where_all_are_equal_there_is_nothing_to_test(count: int, share: float) -> None:
    with pytest.raises(ValueError, match="nothing to test"):
        two_proportions(count, 20, share, 100)

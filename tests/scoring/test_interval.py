"""Intervals of means and of differences: by hand, against scipy.stats, at their edges, and the gap between roles."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, settings
from hypothesis import given as drawn
from hypothesis import strategies as st
from scipy import stats

from scoring.interval import Difference, Interval, RoleGap, role_gap, t_interval, welch
from tests.scoring.build import roughly

SCORE = st.floats(0, 100).map(lambda value: round(value, 3))
SCORES = st.lists(SCORE, min_size=5, max_size=30)
PAIRS = st.lists(SCORE, min_size=2, max_size=20)


def test_interval_by_hand() -> None:
    # Mean 50, squares 2 x 400 + 2 x 100 = 1000, over 4; the 97.5 % point of t with 4 degrees of freedom is 2.776445.
    found = t_interval([30, 40, 50, 60, 70])

    sd = math.sqrt(250)
    half = 2.776445 * sd / math.sqrt(5)
    assert found == Interval(50, roughly(50 - half), roughly(50 + half), roughly(sd), 5)


def test_fewer_than_five_have_no_interval() -> None:
    assert t_interval([30, 40, 50, 60]) is None
    assert t_interval([]) is None


def test_whoever_has_no_score_is_left_out() -> None:
    assert t_interval([30, math.nan, 40, 50, 60, 70]) == t_interval([30, 40, 50, 60, 70])
    assert t_interval([30, 40, 50, 60, math.nan]) is None


def test_an_interval_stays_on_the_scale() -> None:
    bottom, top = t_interval([0, 0, 0, 0, 60]), t_interval([100, 100, 100, 100, 40])

    assert bottom is not None
    assert top is not None
    assert (bottom.low, bottom.high) == (0, roughly(12 + 2.776445 * 12))
    assert (top.low, top.high) == (roughly(88 - 2.776445 * 12), 100)


def test_a_lower_level_gives_a_narrower_interval() -> None:
    # The 90 % point of t with 4 degrees of freedom, for 80 %, is 1.533206.
    found = t_interval([30, 40, 50, 60, 70], level=0.80)

    assert found is not None
    assert found.high - found.mean == pytest.approx(1.533206 * math.sqrt(250 / 5))


@pytest.mark.parametrize("population", [5, 4, 0])
def test_where_everybody_answered_nothing_is_left_to_chance(population: int) -> None:
    found = t_interval([30, 40, 50, 60, 70], population=population)

    assert found == Interval(50, 50, 50, roughly(math.sqrt(250)), 5)


def test_with_half_of_the_invited() -> None:
    # Five of nine: √(4/8).
    found, plain = t_interval([30, 40, 50, 60, 70], population=9), t_interval([30, 40, 50, 60, 70])

    assert found is not None
    assert plain is not None
    assert found.high - 50 == pytest.approx((plain.high - 50) * math.sqrt(0.5))


@drawn(SCORE, st.integers(5, 40))
def test_identical_people_leave_no_width(score: float, people: int) -> None:
    found = t_interval([score] * people)

    assert found is not None
    assert (found.low, found.high, found.sd) == (roughly(score), roughly(score), 0)


@settings(deadline=None)
@drawn(SCORES)
def test_interval_agrees_with_scipy(scores: list[float]) -> None:
    assume(len(set(scores)) > 1)
    found = t_interval(scores)
    low, high = stats.t.interval(0.95, len(scores) - 1, np.mean(scores), stats.sem(scores))

    assert found is not None
    assert (found.low, found.high) == (roughly(max(0, low), abs=1e-7), roughly(min(100, high), abs=1e-7))


def test_welch_by_hand() -> None:
    # Means 20 and 60; variances 300 and 800, squared errors 100 and 400 with 2 and 1 degrees of freedom.
    found = welch([10, 10, 40], [40, 80])

    assert found is not None
    assert (found.change, found.t) == (40, roughly(40 / math.sqrt(500)))
    assert found.df == pytest.approx(500**2 / (100**2 / 2 + 400**2 / 1))


def test_a_difference_stays_within_what_scores_can_differ_by() -> None:
    # Means 30 and 70, an error of √1800 with 2 degrees of freedom: 4.302653 times that is 182.5.
    found = welch([0, 60], [40, 100])

    assert found is not None
    assert (found.change, found.low, found.high) == (40, -100, 100)


@settings(deadline=None)
@drawn(PAIRS, PAIRS)
def test_welch_agrees_with_scipy(first: list[float], second: list[float]) -> None:
    # scipy warns where a group has no spread; that case stands below, by hand.
    assume(len(set(first)) > 1 and len(set(second)) > 1)
    found = welch(first, second)
    oracle = stats.ttest_ind(second, first, equal_var=False)
    between = oracle.confidence_interval(0.95)

    assert found is not None
    assert (found.t, found.p) == (roughly(oracle.statistic, abs=1e-7), roughly(oracle.pvalue, abs=1e-9))
    assert found.df == pytest.approx(oracle.df)
    assert found.low == pytest.approx(max(-100, between.low), rel=1e-6, abs=1e-6)
    assert found.high == pytest.approx(min(100, between.high), rel=1e-6, abs=1e-6)


def test_one_group_without_spread_leaves_the_error_of_the_other() -> None:
    # Mean 50 with an error of √(250/5), 4 degrees of freedom, against 80 from everybody.
    found = welch([80, 80, 80], [30, 40, 50, 60, 70])

    half = 2.776445 * math.sqrt(50)
    t = -30 / math.sqrt(50)
    assert found == Difference(
        -30, roughly(-30 - half), roughly(-30 + half), roughly(t), roughly(4), roughly(2 * stats.t.sf(-t, 4))
    )


@pytest.mark.parametrize(
    ("first", "second"), [([50], [20, 30]), ([20, 30], [50]), ([], []), ([20, 20], [50, 50]), ([20, math.nan], [1, 2])]
)
def test_no_difference_without_an_error_to_measure_it_by(first: list[float], second: list[float]) -> None:
    assert welch(first, second) is None


@settings(deadline=None)
@drawn(PAIRS, PAIRS)
def test_the_other_way_round_the_difference_changes_its_sign(first: list[float], second: list[float]) -> None:
    one, two = welch(first, second), welch(second, first)

    assert (one is None) == (two is None)
    if one and two:
        assert (two.change, two.low, two.high) == (roughly(-one.change), roughly(-one.high), roughly(-one.low))
        assert (two.t, two.df, two.p) == (roughly(-one.t), roughly(one.df), roughly(one.p))


@pytest.mark.parametrize(
    ("second", "apart"),
    [
        # Eleven points with little spread are a gap, nine are none, and just ten are one; in both directions.
        ([60, 61, 61, 61, 62], True),
        ([58, 59, 59, 59, 60], False),
        ([59, 60, 60, 60, 61], True),
        ([39, 40, 40, 40, 41], True),
        # Twenty points with a spread that allows for none.
        ([30, 40, 90, 95, 95], False),
    ],
)
def test_roles_are_apart_by_ten_points_that_chance_does_not_explain(second: list[float], *, apart: bool) -> None:
    found = role_gap([49, 50, 50, 50, 51], second)

    assert found is not None
    assert found.apart == apart
    expected = welch([49, 50, 50, 50, 51], second)
    assert expected is not None
    assert (found.change, found.low, found.high) == (expected.change, expected.low, expected.high)


def test_two_roles_of_one_mind_each() -> None:
    assert role_gap([20.0] * 5, [80.0] * 6) == RoleGap(60, 60, 60, apart=True)
    assert role_gap([50.0] * 5, [50.0] * 5) == RoleGap(0, 0, 0, apart=False)
    assert role_gap([50.0] * 5, [45.0] * 5) == RoleGap(-5, -5, -5, apart=False)


@pytest.mark.parametrize(("first", "second"), [(4, 9), (9, 4)])
def test_roles_of_fewer_than_five_are_not_compared(first: int, second: int) -> None:
    scores = [10.0, 20, 30, 40, 50, 60, 70, 80, 90]

    assert role_gap(scores[:first], scores[:second]) is None
    assert role_gap([*scores[:first], math.nan], [*scores[:second], math.nan]) is None

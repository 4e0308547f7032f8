"""Did a group move: paired test, effect size, Holm, power, and the word for each dimension, by hand and by oracle."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, settings
from hypothesis import given as drawn
from hypothesis import strategies as st
from scipy import stats

from scoring.change import Move, Paired, hedges_g, holm, moves, paired, smallest_change, smallest_seen
from scoring.group import OVERALL
from scoring.interval import welch
from tests.scoring.build import roughly

NAN = math.nan
FIRST = [40.0, 45, 50, 50, 55, 60]
SCORE = st.integers(0, 400).map(lambda quarter: quarter / 4)
TWICE = st.lists(st.tuples(SCORE, SCORE), min_size=6, max_size=20)
CHANCES = st.lists(st.floats(0, 1), max_size=7)


def raised(scores: list[float], *steps: float) -> list[float]:
    """Return the scores of the same people later."""
    return [score + step for score, step in zip(scores, steps, strict=True)]


def moved(before: list[float], after: list[float], pairs: int | None = None) -> Move:
    """Return the move of a single dimension; the first people of both waves are the same ones."""
    same = [(place, place) for place in range(len(before) if pairs is None else pairs)]
    return moves({"d": np.array(before)}, {"d": np.array(after)}, same)["d"]


def figures(move: Move) -> list[float]:
    """Return what a move says in figures."""
    given = [move.change, move.low, move.high, move.p, move.adjusted, move.seen]
    assert None not in given
    return [each for each in given if each is not None]


def test_paired_by_hand() -> None:
    # Changes 4, 8, 4, 8, 4, 8: mean 6, squares 6 x 4 = 24 over 5; the 97.5 % point of t with 5 df is 2.570582.
    found = paired(FIRST, raised(FIRST, 4, 8, 4, 8, 4, 8))

    error = math.sqrt(24 / 5 / 6)
    t = 6 / error
    half = 2.570582 * error
    p = 2 * float(stats.t.sf(t, 5))
    assert found == Paired(6, roughly(6 - half), roughly(6 + half), roughly(t), 5, roughly(p), roughly(6 / 4.8**0.5), 6)


def test_fewer_than_six_pairs_are_not_tested() -> None:
    assert paired(FIRST[:5], raised(FIRST[:5], 1, 2, 3, 4, 5)) is None
    # Seven people, two of whom lack one of their scores.
    assert paired([*FIRST, NAN], [NAN, 1, 2, 3, 4, 5, 6]) is None
    assert paired([], []) is None


def test_who_lacks_a_score_is_left_out_as_a_pair() -> None:
    later = raised(FIRST, 4, 8, 4, 8, 4, 9)

    assert paired([*FIRST, NAN, 10], [*later, 90, NAN]) == paired(FIRST, later)


def test_where_all_move_alike_there_is_no_error_to_test_by() -> None:
    assert paired(FIRST, raised(FIRST, 5, 5, 5, 5, 5, 5)) is None
    # Thirds do not add up exactly; that is no spread.
    assert paired([100 / 3, 200 / 3] * 3, [200 / 3, 100.0] * 3) is None


def test_waves_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        paired(FIRST, FIRST[:5])


def test_a_paired_interval_stays_within_what_scores_can_differ_by() -> None:
    found = paired([0, 0, 0, 100, 100, 100], [100, 100, 100, 100, 100, 0])
    other = paired([100, 100, 100, 100, 100, 0], [0, 0, 0, 100, 100, 100])

    assert found is not None
    assert other is not None
    assert (found.change, found.high) == (roughly(100 / 3), 100)
    assert (other.change, other.low) == (roughly(-100 / 3), -100)


@settings(deadline=None)
@drawn(TWICE)
def test_paired_agrees_with_scipy(people: list[tuple[float, float]]) -> None:
    before, after = map(list, zip(*people, strict=True))
    assume(len({two - one for one, two in people}) > 1)
    found, oracle = paired(before, after), stats.ttest_rel(after, before)
    low, high = oracle.confidence_interval(0.95)

    assert found is not None
    assert (found.t, found.df, found.p) == (roughly(oracle.statistic), oracle.df, roughly(oracle.pvalue, abs=1e-9))
    assert (found.low, found.high) == (roughly(max(-100, low)), roughly(min(100, high)))


def test_hedges_g_by_hand() -> None:
    # Means 20 and 50; squares 200 with 2 degrees of freedom and 200 with 1, so 400/3; 1 - 3/(4 x 3 - 1) = 8/11.
    assert hedges_g([10, 20, 30, NAN], [40, 60]) == roughly(30 / math.sqrt(400 / 3) * 8 / 11)


@pytest.mark.parametrize(("before", "after"), [([1.0], [2.0, 3]), ([1.0, 2], [NAN, 3]), ([2.0, 2], [5.0, 5]), ([], [])])
def test_no_effect_size_without_a_spread(before: list[float], after: list[float]) -> None:
    assert hedges_g(before, after) is None


def test_holm_by_hand() -> None:
    # Sorted .005 .01 .03 .04 times 4, 3, 2, 1: .02 .03 .06 .04; the last is raised to .06.
    assert holm([0.01, 0.04, 0.03, 0.005]) == (roughly(0.03), roughly(0.06), roughly(0.06), roughly(0.02))
    assert holm([0.4, 0.6]) == (0.8, 0.8)
    assert holm([0.7, 0.9]) == (1, 1)
    assert holm([0.2]) == (0.2,)
    assert holm([]) == ()


@settings(deadline=None)
@drawn(CHANCES)
def test_holm_is_what_testing_every_set_of_dimensions_together_gives(p_values: list[float]) -> None:
    # A dimension has moved if every set that holds it, tested by Bonferroni, has.
    places = range(len(p_values))
    sets = [group for size in places for group in combinations(places, size + 1)]
    closed = [max(min(1, len(s) * min(p_values[each] for each in s)) for s in sets if one in s) for one in places]

    assert holm(p_values) == tuple(roughly(each) for each in closed)


@settings(deadline=None)
@drawn(CHANCES)
def test_holm_keeps_the_order_and_lowers_nothing(p_values: list[float]) -> None:
    found = holm(p_values)
    ordered = [adjusted for _, adjusted in sorted(zip(p_values, found, strict=True))]

    assert all(adjusted >= p for p, adjusted in zip(p_values, found, strict=True))
    assert ordered == sorted(ordered)


@pytest.mark.parametrize(("df", "alpha"), [(4, 0.05), (5, 0.05 / 12), (14, 0.05), (198, 0.05), (7.3, 0.01)])
def test_the_smallest_change_seen_has_a_power_of_80_per_cent(df: float, alpha: float) -> None:
    away = smallest_seen(2.5, df, alpha) / 2.5
    bound = stats.t.ppf(1 - alpha / 2, df)

    assert stats.nct.sf(bound, df, away) == pytest.approx(0.8, abs=1e-6)


def test_the_smallest_change_shrinks_with_people_and_with_likeness() -> None:
    many, few = smallest_change(40, 20, 0.6), smallest_change(10, 20, 0.6)
    alike, strangers = smallest_change(10, 20, 0.9), smallest_change(10, 20)

    assert (many, few) == (roughly(8.13, abs=0.01), roughly(17.82, abs=0.01))
    assert (alike, strangers) == (roughly(8.91, abs=0.01), roughly(26.50, abs=0.01))


def test_one_person_shows_no_change() -> None:
    assert smallest_change(1, 20, 0.6) is None
    assert smallest_change(1, 20) is None


@pytest.mark.parametrize(
    ("steps", "word"),
    [
        ((9, 10, 11, 9, 10, 11), "up"),
        ((-9, -10, -11, -9, -10, -11), "down"),
        # Sure, but four points; and just five.
        ((3, 4, 5, 3, 4, 5), "no detectable change"),
        ((4, 5, 6, 4, 5, 6), "up"),
        ((-4, -5, -6, -4, -5, -6), "down"),
        # Ten points on average, but all over the place.
        ((40, -20, 30, -10, 35, -15), "no detectable change"),
    ],
)
def test_up_and_down_need_five_points_that_chance_does_not_explain(steps: tuple[float, ...], word: str) -> None:
    found, expected = moved(FIRST, raised(FIRST, *steps)), paired(FIRST, raised(FIRST, *steps))

    assert expected is not None
    assert found.word == word
    assert (found.change, found.low, found.high, found.p) == (expected.change, expected.low, expected.high, expected.p)
    assert found.adjusted == found.p


def test_six_pairs_come_before_everybody() -> None:
    later = raised(FIRST, 9, 10, 11, 9, 10, 11)
    found = moved([*FIRST, 90, 95], [*later, 0, 5, 10], pairs=6)

    assert found.by_pairs
    assert (found.change, found.word) == (10, "up")
    assert (found.n_before, found.n_after, found.pairs) == (8, 9, 6)


def test_with_five_pairs_everybody_is_compared() -> None:
    before, after = [10.0, 20, 30, 40, 50], [70.0, 80, 60, 90, 75, 85]
    found, expected = moved(before, after, pairs=5), welch(before, after)

    assert expected is not None
    assert not found.by_pairs
    assert (found.change, found.low, found.high, found.p) == (expected.change, expected.low, expected.high, expected.p)
    assert (found.word, found.n_before, found.n_after, found.pairs) == ("up", 5, 6, 5)


def test_pairs_are_found_by_their_places() -> None:
    # The wave of six comes back in the opposite order, after somebody new.
    later = raised(FIRST, 9, 10, 11, 9, 10, 11)
    pairs = [(place, 6 - place) for place in range(6)]
    found = moves({"d": np.array(FIRST)}, {"d": np.array([0, *reversed(later)])}, pairs)["d"]

    assert (found.change, found.pairs, found.n_after) == (10, 6, 7)


@pytest.mark.parametrize(("before", "after"), [(4, 9), (9, 4), (0, 0)])
def test_fewer_than_five_in_a_wave_are_too_few(before: int, after: int) -> None:
    scores = [10.0, 20, 30, 40, 50, 60, 70, 80, 90]
    found = moved([*scores[:before], NAN], [*scores[:after], NAN], pairs=0)

    assert found == Move(None, None, None, None, None, before, after, 0, None, "too few")


def test_the_dimensions_are_corrected_together_and_the_overall_score_is_not() -> None:
    steady, shaky = (9, 10, 11, 9, 10, 11), (2, 18, 1, 19, 2, 18)
    after = {name: np.array(raised(FIRST, *steps)) for name, steps in ((OVERALL, shaky), ("a", shaky), ("b", steady))}
    before = {name: np.array(FIRST) for name in (OVERALL, "a", "b", "gone")}
    # A dimension with too few people counts for nothing in the correction.
    few = {"c": np.array([50.0, NAN, NAN, NAN, NAN, NAN])}
    found = moves(before | few, after | few | {"new": np.array(FIRST)}, [(place, place) for place in range(6)])

    assert list(found) == [OVERALL, "a", "b", "c"]
    raw = [found[name].p for name in (OVERALL, "a", "b")]
    assert None not in raw
    p = paired(FIRST, raised(FIRST, *shaky))
    q = paired(FIRST, raised(FIRST, *steady))
    assert p is not None
    assert q is not None
    assert 0.025 < p.p < 0.05
    assert raw == [p.p, p.p, q.p]
    assert [found[name].adjusted for name in (OVERALL, "a", "b")] == [p.p, p.p, roughly(2 * q.p)]
    assert found["c"].word == "too few"


def test_a_second_dimension_can_take_the_word_away() -> None:
    # Alone p is between .025 and .05; beside another dimension without a change it counts twice.
    shaky = raised(FIRST, 2, 18, 1, 19, 2, 18)
    pairs = [(place, place) for place in range(6)]
    alone = moves({"a": np.array(FIRST)}, {"a": np.array(shaky)}, pairs)
    both = {"a": np.array(FIRST), "b": np.array(FIRST)}
    beside = moves(both, {"a": np.array(shaky), "b": np.array(raised(FIRST, 1, -1, 1, -1, 1, -1))}, pairs)

    assert alone["a"].word == "up"
    assert beside["a"].word == "no detectable change"


def test_what_could_have_been_seen() -> None:
    later = raised(FIRST, 0, 20, 0, 20, 0, 20)
    error = math.sqrt(120 / 6)
    pairs = [(place, place) for place in range(6)]
    two = moves(dict.fromkeys("ab", np.array(FIRST)), dict.fromkeys("ab", np.array(later)), pairs)
    alone = moves({OVERALL: np.array(FIRST)}, {OVERALL: np.array(later)}, pairs)

    assert alone[OVERALL].seen == roughly(smallest_seen(error, 5))
    # Each of two dimensions has to pass .025, if the other does not move.
    assert two["a"].seen == two["b"].seen == roughly(smallest_seen(error, 5, 0.025))


def test_of_different_people_the_error_of_both_waves_counts() -> None:
    before, after = [10.0, 20, 30, 40, 50], [70.0, 80, 60, 90, 75, 85]
    expected = welch(before, after)

    assert expected is not None
    assert moved(before, after, 0).seen == roughly(smallest_seen(expected.change / expected.t, expected.df))


def test_less_than_five_points_is_never_what_could_have_been_seen() -> None:
    # An error of 0.37 points would do for about 1.3.
    assert moved(FIRST, raised(FIRST, 9, 10, 11, 9, 10, 11)).seen == 5


@pytest.mark.parametrize(
    ("before", "after", "pairs", "expected"),
    [
        # All six up by ten: of 64 ways to set the signs two are as clear.
        (FIRST, [score + 10 for score in FIRST], 6, (10, 10, 10, 2 / 64, 2 / 64, 5)),
        # Five of one mind against five of another: of 252 ways to divide ten people two are as clear.
        ([80.0] * 5, [20.0] * 5, 0, (-60, -60, -60, 2 / 252, 2 / 252, 5)),
        # What differs by rounding only is of one mind too.
        ([0.1 + 0.2, 0.3, 0.3, 0.3, 0.3], [60.3] * 5, 0, (60, 60, 60, 2 / 252, 2 / 252, 5)),
        ([100 / 3] * 5, [100 / 3] * 6, 0, (0, 0, 0, 1, 1, 5)),
        (FIRST, FIRST, 6, (0, 0, 0, 1, 1, 5)),
    ],
)
def test_without_a_spread_the_chance_is_counted(
    before: list[float], after: list[float], pairs: int, expected: tuple[float, ...]
) -> None:
    found = moved(before, after, pairs)

    assert figures(found) == [roughly(each) for each in expected]
    assert found.word == {10: "up", 60: "up", -60: "down", 0: "no detectable change"}[int(expected[0])]


@settings(deadline=None)
@drawn(TWICE, st.integers(0, 20))
def test_swapping_the_waves_changes_the_sign_and_nothing_else(people: list[tuple[float, float]], linked: int) -> None:
    before, after = map(list, zip(*people, strict=True))
    pairs = min(linked, len(people))
    there, back = moved(before, after, pairs), moved(after, before, pairs)

    change, low, high, *rest = figures(there)
    assert figures(back) == [roughly(each, abs=1e-6) for each in (-change, -high, -low, *rest)]
    assert back.word == {"up": "down", "down": "up"}.get(there.word, there.word)


@settings(deadline=None)
@drawn(st.lists(SCORE, min_size=5, max_size=20), st.integers(0, 20))
def test_equal_waves_show_no_change(scores: list[float], linked: int) -> None:
    found = moved(scores, scores, min(linked, len(scores)))

    assert (found.change, found.p, found.word) == (0, roughly(1), "no detectable change")

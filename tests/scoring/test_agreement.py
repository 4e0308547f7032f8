"""Measures of agreement: worked by hand, where they are undefined, what must hold for all counts, the word for them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from scoring.agreement import (
    Agreement,
    a_wg,
    ad_mean,
    ad_median,
    consensus,
    judge,
    r_star_wg_j,
    r_wg,
    r_wg_j,
    van_der_eijk,
)
from tests.scoring.build import roughly

MEASURES = (r_wg, ad_median, ad_mean, a_wg, van_der_eijk, consensus)
COUNTS = st.lists(st.integers(0, 12), min_size=2, max_size=11).filter(lambda counts: sum(counts) >= 2)


def test_measures_of_two_and_four() -> None:
    # Levels 1, 2, 2, 4: mean 2.25, median 2; squares 1.5625 + 2 x .0625 + 3.0625 = 4.75, over 3; over 1.25.
    counts = (1, 2, 0, 1)

    assert r_wg(counts) == pytest.approx(1 - 4.75 / 3 / 1.25)
    assert ad_median(counts) == pytest.approx((1 + 0 + 0 + 2) / 4)
    assert ad_mean(counts) == pytest.approx((1.25 + 0.25 + 0.25 + 1.75) / 4)
    # Largest variance with this mean: (4 - 2.25)(2.25 - 1) x 4/3 = 2.916667.
    assert a_wg(counts) == pytest.approx(1 - 2 * (4.75 / 3) / (1.75 * 1.25 * 4 / 3))


def test_median_between_two_levels() -> None:
    # Levels 1, 1, 4, 4: the median is 2.5, from which all are 1.5 away.
    assert ad_median((2, 0, 0, 2)) == 1.5


@pytest.mark.parametrize(
    ("counts", "agreement"),
    [
        ((5, 0, 0, 0), 1),
        ((4, 4, 4, 4), 0),
        # Two neighbours of four: 110 twice, nothing apart: 1 x (1 - 1/3).
        ((3, 3, 0, 0), 2 / 3),
        # 1010: 101 once, 110 once: (2 - 3)/(2 x 2) x (1 - 1/3).
        ((3, 0, 3, 0), -1 / 6),
        # 1001: 101 twice: (0 - 3 x 2)/(2 x 2) x (1 - 1/3).
        ((3, 0, 0, 3), -1),
        # 1101: 110 once, 101 twice: (2 - 6)/(2 x 3) x (1 - 2/3).
        ((3, 3, 0, 3), -2 / 9),
        # Layers 1111 (8 of 14, 0), 0110 (4 of 14: 2/3), 0100 (2 of 14: 1).
        ((2, 6, 4, 2), (4 * 2 / 3 + 2) / 14),
        # Three levels, both ends: (0 - 2)/1 x (1 - 1/2).
        ((3, 0, 3), -1),
        # Two levels: the layer on both counts 0, the remaining 4 of 10 count 1.
        ((7, 3), 0.4),
        ((5, 5), 0),
    ],
)
def test_layers_of_van_der_eijk(counts: tuple[int, ...], agreement: float) -> None:
    assert van_der_eijk(counts) == pytest.approx(agreement)


def test_consensus_of_the_two_ends_and_of_neighbours() -> None:
    assert consensus((3, 0, 0, 3)) == pytest.approx(0)
    # Both half a level from the mean on three steps: 1 + log2(5/6).
    assert consensus((3, 3, 0, 0)) == pytest.approx(1 - 0.263034406)


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (0, 1, 0, 0)])
def test_fewer_than_two_people_cannot_agree(counts: tuple[int, ...]) -> None:
    assert [measure(counts) for measure in MEASURES] == [None] * 6
    assert (r_wg_j([counts, (3, 3, 0, 0)]), r_star_wg_j([counts, (3, 3, 0, 0)]), judge(counts)) == (None, None, None)


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        # A - 1 = 3 respondents are enough for four levels, two are not; three levels need two.
        ((0, 3, 0, 0), 1),
        ((0, 2, 0, 0), None),
        ((0, 2, 0), 1),
        ((0, 2), None),
        # Six respondents: the mean must lie from (5 + 4)/6 = 1.5 to (20 + 1)/6 = 3.5.
        ((6, 0, 0, 0), None),
        ((4, 2, 0, 0), None),
        ((3, 3, 0, 0), roughly(1 - 2 * 0.3 / (2.5 * 0.5 * 6 / 5))),
        ((5, 0, 0, 1), -1),
        ((0, 0, 3, 3), roughly(0.6)),
        ((0, 0, 2, 4), None),
        ((3, 0, 0, 3), -1),
    ],
)
def test_a_wg_where_the_mean_leaves_room(counts: tuple[int, ...], value: float | None) -> None:
    assert a_wg(counts) == (value if value is None else roughly(value))


def test_several_questions_together() -> None:
    # s²/σ² of (1, 2, 0, 1) is 19/15; of (0, 2, 2, 0) (1/3)/1.25 = 4/15: mean 23/30.
    items = [(1, 2, 0, 1), (0, 2, 2, 0)]

    assert r_star_wg_j(items) == pytest.approx(7 / 30)
    assert r_wg_j(items) == pytest.approx(2 * 7 / (2 * 7 + 23))


def test_several_questions_with_answers_further_apart_than_random_ones() -> None:
    split = [(3, 0, 0, 3)] * 4

    # s²/σ² = 2.7/1.25; the formula has its pole at 4/3.
    assert r_star_wg_j(split) == pytest.approx(1 - 2.16)
    assert r_wg_j(split) == 0


def test_no_questions_have_no_agreement() -> None:
    assert (r_wg_j([]), r_star_wg_j([])) == (None, None)


def test_the_whole_judgement() -> None:
    # Levels 1, 2, 2, 3, 3, 3: mean 14/6, median 2.5; squares 34 - 196/6 = 4/3 + 2, over 5.
    found = judge((1, 2, 3, 0))

    assert found == Agreement(
        n=6,
        median=2.5,
        deviation=roughly((1.5 + 0.5 + 0.5 + 0.5 + 0.5 + 0.5) / 6),
        shared=roughly(1 - (10 / 3 / 5) / 1.25),
        # Layers 1110 (3 of 6), 0110 (2 of 6), 0010 (1 of 6): 2 x 110 or 011 of which none apart.
        layered=roughly((3 / 3 + 2 * 2 / 3 + 1) / 6),
        lower=0.5,
        upper=0.5,
        verdict="mixed",
    )


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ((0, 6, 0, 0), "unanimous"),
        ((0, 5, 0, 0), None),
        ((0, 5, 1, 0), "agreement"),
        # Polarised needs 30 % at each end; agreement by layers is negative in all of these.
        ((3, 0, 0, 7), "polarised"),
        ((30, 0, 0, 0, 0, 0, 70), "polarised"),
        ((29, 0, 0, 0, 0, 0, 71), "mixed"),
        ((71, 0, 0, 0, 0, 0, 29), "mixed"),
        # Lower two and upper two levels of seven; the three between belong to neither end, wherever the split is.
        ((2, 2, 0, 0, 0, 2, 2), "polarised"),
        ((5, 0, 0, 0, 5, 0, 0), "mixed"),
        ((0, 0, 5, 0, 0, 0, 5), "mixed"),
        ((0, 0, 5, 0, 5, 0, 0), "agreement"),
        # Half and half, but next to each other: no split.
        ((0, 6, 6, 0), "agreement"),
        # Of three levels the outer ones are the ends.
        ((3, 0, 3), "polarised"),
        ((3, 3, 3), "mixed"),
        ((0, 9, 1), "agreement"),
        # Of two levels none can be polarised.
        ((5, 5), "mixed"),
        ((1, 11), "agreement"),
        # Deviation 8/12, just A/6 of four levels, r*wg .515; then the same deviation with r*wg .36.
        ((0, 2, 4, 6), "agreement"),
        ((2, 2, 2, 0), "mixed"),
        # r*wg of just .50, deviation 4/7; then .44 with deviation 3/8.
        ((0, 1, 0, 4, 2), "agreement"),
        ((1, 0, 0, 7, 0), "mixed"),
        # Deviation 6/7 is more than 5/6, though r*wg is .50.
        ((0, 0, 3, 1, 3), "mixed"),
    ],
)
def test_the_word_for_it(counts: tuple[int, ...], verdict: str | None) -> None:
    found = judge(counts)

    assert (found and found.verdict) == verdict


@pytest.mark.parametrize(("counts", "lower", "upper"), [((3, 1, 2), 0.5, 1 / 3), ((4, 2), 2 / 3, 1 / 3)])
def test_the_ends_of_short_scales_do_not_overlap(counts: tuple[int, ...], lower: float, upper: float) -> None:
    found = judge(counts)

    assert found is not None
    assert (found.lower, found.upper) == (roughly(lower), roughly(upper))


@pytest.mark.parametrize(("levels", "most"), [(3, 9), (4, 7), (5, 5), (6, 3)])
def test_no_counts_are_polarised_and_in_agreement_at_once(levels: int, most: int) -> None:
    both = []
    for counts in product(range(most + 1), repeat=levels):
        found = judge(counts) if sum(counts) >= 6 else None
        if found and found.layered < -1e-9 and min(found.lower, found.upper) >= 0.3:
            assert found.verdict == "polarised"
            both += [counts] if found.deviation <= levels / 6 and found.shared >= 0.5 else []

    assert both == []


@drawn(st.integers(2, 11), st.integers(2, 60), st.data())
def test_identical_raters_agree_wholly(levels: int, people: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, levels - 1))
    counts = [people if level == place else 0 for level in range(levels)]

    assert (ad_median(counts), ad_mean(counts)) == (0, 0)
    assert (r_wg(counts), van_der_eijk(counts), consensus(counts)) == (1, 1, 1)
    assert (r_wg_j([counts] * 3), r_star_wg_j([counts] * 3)) == (1, 1)


@settings(deadline=None)
@drawn(COUNTS)
def test_turning_the_scale_round_changes_nothing(counts: list[int]) -> None:
    turned = counts[::-1]

    for measure in MEASURES:
        value = measure(counts)
        assert measure(turned) == (None if value is None else pytest.approx(value, abs=1e-9))
    one, two = judge(counts), judge(turned)
    assert (one is None) == (two is None)
    if one and two:
        assert (one.verdict, one.lower, one.upper) == (two.verdict, two.upper, two.lower)
        assert one.median == len(counts) + 1 - two.median


@settings(deadline=None)
@drawn(COUNTS)
def test_every_measure_lies_on_its_scale(counts: list[int]) -> None:
    layered, within, tastle, alike = van_der_eijk(counts), a_wg(counts), consensus(counts), r_wg(counts)

    assert layered is not None
    assert tastle is not None
    assert alike is not None
    assert -1 - 1e-9 <= layered <= 1 + 1e-9
    assert -1e-9 <= tastle <= 1 + 1e-9
    assert alike <= 1
    assert within is None or -1 - 1e-9 <= within <= 1
    together = r_wg_j([counts] * 5)
    assert together is not None
    assert 0 <= together <= 1


@settings(deadline=None)
@drawn(COUNTS, st.integers(2, 4))
def test_what_counts_shares_does_not_change_with_the_number_of_people(counts: list[int], times: int) -> None:
    more = [count * times for count in counts]

    for measure in (ad_median, ad_mean, van_der_eijk, consensus):
        assert measure(more) == pytest.approx(measure(counts), abs=1e-9)


@settings(deadline=None)
@drawn(COUNTS, st.data())
def test_an_answer_moved_to_the_median_brings_people_together(counts: list[int], data: st.DataObject) -> None:
    people = [level for level, count in enumerate(counts) for _ in range(count)]
    middle = people[len(people) // 2]
    place = data.draw(st.sampled_from([level for level, count in enumerate(counts) if count]))
    assume(place != middle)
    moved = list(counts)
    moved[place] -= 1
    moved[middle] += 1
    before, after = ad_median(counts), ad_median(moved)

    assert before is not None
    assert after is not None
    assert after < before + 1e-9

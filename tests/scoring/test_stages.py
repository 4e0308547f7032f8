"""From scores to stages: cut points, the rules for the overall stage, the chained maturity."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from scoring.stages import anchor, chained, cut_points, decide, stage_at

if TYPE_CHECKING:
    from questionnaires.model import StageRule

NONE = math.nan


def test_cut_points_lie_half_way_between_anchors() -> None:
    assert cut_points(4) == pytest.approx((16.6667, 50, 83.3333), abs=1e-4)
    assert cut_points(5) == pytest.approx((12.5, 37.5, 62.5, 87.5))
    assert cut_points(2) == pytest.approx((50,))
    assert [anchor(stage, 4) for stage in (1, 2, 3, 4)] == pytest.approx([0, 33.3333, 66.6667, 100], abs=1e-4)


@pytest.mark.parametrize(
    ("score", "stage"),
    [(0, 1), (16.6, 1), (16.7, 2), (49.9, 2), (50, 3), (66.7, 3), (75, 3), (83.3, 3), (83.4, 4), (100, 4)],
)
def test_the_nearest_of_four_stages(score: float, stage: int) -> None:
    assert stage_at(score, 4) == stage


@pytest.mark.parametrize("levels", [(0, 1), (1, 2), (2, 3)])
def test_on_a_cut_point_the_upper_stage(levels: tuple[int, int]) -> None:
    mean = sum(100 * level / 3 for level in levels) / 2

    assert stage_at(mean, 4) == levels[1] + 1


@settings(deadline=None)
@drawn(st.integers(2, 9), st.floats(0, 100))
def test_the_stage_is_the_one_whose_anchor_is_nearest(ladder: int, score: float) -> None:
    reach = 50 / (ladder - 1)

    assert abs(score - anchor(stage_at(score, ladder), ladder)) <= reach + 1e-6


@pytest.mark.parametrize(
    ("rule", "scores", "stage", "decided_by", "gate"),
    [
        # The mean is 75, stage 3; the lowest stands on stage 1, so at most stage 2.
        ("tolerant_gate", (100, 100, 100, 0), 2, "gate", 2),
        # The mean is 66.7; the lowest stands on stage 2, so up to stage 3.
        ("tolerant_gate", (100, 66.7, 33.3), 3, "mean", 3),
        # Nothing lags; one above the top there is nothing.
        ("tolerant_gate", (100, 100), 4, "mean", 4),
        ("tolerant_gate", (90, 90, 40), 3, "mean", 3),
        ("tolerant_gate", (100, 100, 100, 100, 40), 3, "gate", 3),
        ("min_gate", (100, 66.7, 33.3), 2, "weakest", 2),
        ("mean", (100, 100, 100, 0), 3, "mean", None),
    ],
)
def test_rules_on_dimensions(
    rule: StageRule, scores: tuple[float, ...], stage: int, decided_by: str, gate: int | None
) -> None:
    decision = decide(rule, sum(scores) / len(scores), scores, 4)

    assert (decision.stage, decision.decided_by, decision.gate_stage) == (stage, decided_by, gate)


def test_the_weakest_are_all_on_the_lowest_stage() -> None:
    decision = decide("tolerant_gate", 50, (20, 70, 40, 70), 4)

    assert decision.weakest == (0, 2)
    assert decision.mean_stage == 3


@pytest.mark.parametrize(
    ("met", "stage"),
    [
        ((1, 0.8, 0.8, 0.79), 3),
        ((1, 1, 1, 1), 4),
        ((1, 0.5, 1, 1), 1),
        ((0.5, 1, 1, 1), 1),
        ((0, 0, 0, 0), 1),
        # A stage without criteria bars nobody,
        ((NONE, 1, 1, 0), 3),
        ((NONE, 1, NONE, 1), 4),
        ((NONE, 1, NONE, 0), 2),
        # but nobody attains it.
        ((NONE, 1, 1, NONE), 3),
        ((NONE, 1, NONE, NONE), 2),
        ((NONE, NONE, NONE, NONE), 1),
        ((), 1),
    ],
)
def test_cumulative_stops_at_the_first_stage_not_met(met: tuple[float, ...], stage: int) -> None:
    decision = decide("cumulative", 50, [50], 4, met=met, threshold=0.8)

    assert (decision.stage, decision.decided_by) == (stage, "cumulative")


@pytest.mark.parametrize(
    ("met", "maturity", "stage"),
    [
        ((1, 0.75, 0.5, 0.5, 0.25), 2.359375, 2),
        ((1, 1, 1, 1, 1), 5, 5),
        ((1, 0, 1, 1, 1), 1, 1),
        # 1 + 1 + 1 + 0.5: on the half, the upper stage.
        ((NONE, 1, 1, 0.5, 0), 3.5, 4),
        # A stage in between without criteria is passed; one at the top is not given away.
        ((NONE, 1, NONE, 0.5, 0), 3.5, 4),
        ((NONE, 0.5, 0.5, NONE, NONE), 1.75, 2),
        ((NONE, NONE, NONE, NONE, NONE), 1, 1),
    ],
)
def test_chained_multiplies_along_the_ladder(met: tuple[float, ...], maturity: float, stage: int) -> None:
    decision = decide("chained", 50, [50], 5, met=met)

    assert decision.maturity == pytest.approx(maturity)
    assert (decision.stage, decision.decided_by) == (stage, "chained")


def test_chained_of_nothing_is_the_first_stage() -> None:
    assert chained([]) == 1


@settings(deadline=None)
@drawn(st.lists(st.floats(0, 100), min_size=1, max_size=6), st.integers(2, 6))
def test_the_gate_never_lifts_and_never_lets_one_lag_by_more_than_one(scores: list[float], ladder: int) -> None:
    overall = sum(scores) / len(scores)
    tolerant = decide("tolerant_gate", overall, scores, ladder)
    strict = decide("min_gate", overall, scores, ladder)
    plain = decide("mean", overall, scores, ladder)

    assert strict.stage <= tolerant.stage <= plain.stage
    assert tolerant.stage <= strict.stage + 1


@settings(deadline=None)
@drawn(st.lists(st.floats(0, 1), min_size=2, max_size=6), st.data())
def test_meeting_more_criteria_never_lowers_a_stage(met: list[float], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(met) - 1))
    more = [*met[:place], data.draw(st.floats(met[place], 1)), *met[place + 1 :]]

    rules: tuple[StageRule, ...] = ("cumulative", "chained")
    for rule in rules:
        less_stage, more_stage = (decide(rule, 50, [50], len(met), met=each).stage for each in (met, more))
        assert less_stage <= more_stage

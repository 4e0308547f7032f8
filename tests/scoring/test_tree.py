"""Item scores rolled up the tree: combine rules, coverage, lower bound, nested dimensions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from scoring.sheet import sheet
from scoring.tree import NO_STAGE, Branch, attained, branches, combine, cumulative, met_shares
from tests.scoring.build import DK, NA, SKIP, dimension, flat, given, item, points, questionnaire, roughly, rubric

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaires.model import Combine, Questionnaire

NONE = math.nan


def rolled(asked: Questionnaire, *rows: Mapping[str, Any], min_coverage: float = 2 / 3) -> Branch:
    batch = [given(asked, row) for row in rows]
    return branches(asked, sheet(asked, batch), min_coverage=min_coverage)[0]


def one(values: Mapping[str, Any], min_coverage: float = 2 / 3, **rest: Any) -> tuple[float, float, float]:
    """Return score, lower bound and coverage of one dimension whose items carry these points."""
    asked, answers = flat(values, **rest)
    branch = branches(asked, sheet(asked, [answers]), min_coverage=min_coverage)[0]
    return float(branch.score[0]), float(branch.low[0]), float(branch.coverage[0])


def near(*values: float) -> Any:
    return pytest.approx(values, nan_ok=True)


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        ("mean", (0, 50, 100), 50),
        ("mean", (0, 50, NONE), 25),
        ("sum", (0, 50, 100), 50),
        ("sum", (0, 50, NONE), 50 / 3),
        ("min", (80, 50, 100), 50),
        ("min", (80, NONE, 100), 80),
        # (1 x 100 + 2 x 50 + 3 x 0) / 6
        ("ladder", (100, 50, 0), 200 / 6),
        # (1 x 100 + 2 x 50) / 3
        ("ladder", (100, 50, NONE), 200 / 3),
        ("ladder", (NONE, 50, 100), 400 / 5),
        ("mean", (NONE, NONE, NONE), NONE),
        ("sum", (NONE, NONE, NONE), NONE),
        ("min", (NONE, NONE, NONE), NONE),
        ("ladder", (NONE, NONE, NONE), NONE),
        ("mean", (), NONE),
        ("min", (), NONE),
    ],
)
def test_combine(rule: Combine, values: Sequence[float], expected: float) -> None:
    row = np.array([values], dtype=float)

    assert combine(rule, row, np.ones(len(values)))[0] == pytest.approx(expected, nan_ok=True)


def test_weights_count_in_means_and_sums() -> None:
    values, weights = np.array([[100.0, 40.0]]), np.array([1.0, 3.0])

    assert combine("mean", values, weights)[0] == pytest.approx(55)
    assert combine("sum", values, weights)[0] == pytest.approx(55)
    assert combine("min", values, weights)[0] == pytest.approx(40)
    # Place, not weight, counts on a ladder: (1 x 100 + 2 x 40) / 3
    assert combine("ladder", values, weights)[0] == pytest.approx(60)


def test_what_does_not_apply_is_no_gap_in_a_sum() -> None:
    values = np.array([[100.0, 50.0, NONE]])

    assert combine("sum", values, np.ones(3), np.array([[1.0, 1.0, 0.0]]))[0] == pytest.approx(75)
    assert combine("sum", values, np.ones(3), np.array([[1.0, 1.0, 1.0]]))[0] == pytest.approx(50)


@pytest.mark.parametrize(
    ("values", "min_coverage", "expected"),
    [
        # Two of three answered are just enough, one is not.
        ({"a": 60, "b": 80, "c": SKIP}, 2 / 3, (70, 70, 2 / 3)),
        ({"a": 60, "b": SKIP, "c": SKIP}, 2 / 3, (NONE, NONE, 1 / 3)),
        ({"a": 60, "b": SKIP}, 0.5, (60, 60, 0.5)),
        ({"a": 60, "b": SKIP}, 0.51, (NONE, NONE, 0.5)),
        # "Don't know" is an answer; half of the weight must carry points all the same.
        ({"a": 60, "b": 80, "c": DK}, 1, (70, 140 / 3, 1)),
        ({"a": 60, "b": DK}, 1, (60, 30, 1)),
        ({"a": 60, "b": DK, "c": DK}, 0.5, (NONE, 20, 1)),
        ({"a": 60, "b": 80}, 1, (70, 70, 1)),
        ({"a": DK, "b": DK}, 0.5, (NONE, 0, 1)),
    ],
)
def test_a_score_needs_enough_of_the_weight(
    values: Mapping[str, Any], min_coverage: float, expected: tuple[float, float, float]
) -> None:
    assert one(values, min_coverage) == near(*expected)


def test_six_answers_and_four_that_nobody_knows() -> None:
    answers = {"a": 50, "b": 60, "c": 70, "d": 55.2, "e": 66, "f": 66, "g": DK, "h": DK, "i": DK, "j": DK}

    # 367.2 / 6 = 61.2; 367.2 / 10 = 36.72. All ten were answered, and six of them carry points.
    assert one(answers) == near(61.2, 36.72, 1)


@pytest.mark.parametrize("least", [0.49, 1.01])
def test_coverage_is_never_set_below_a_half_or_above_all(least: float) -> None:
    asked, answers = flat({"a": 60})

    with pytest.raises(ValueError, match=r"between 0\.5 and 1"):
        branches(asked, sheet(asked, [answers]), min_coverage=least)


SMALL = questionnaire(
    dimension(
        "d", points("a", weight=3, not_applicable=True), points("b"), points("c", dont_know="zero"), item("text", "t")
    )
)


@pytest.mark.parametrize(
    ("row", "expected", "counts"),
    [
        # (3 x 100 + 0 + 50) / 5
        ({"a": 100, "b": 0, "c": 50}, (70, 70, 1), (0, 3)),
        ({"a": NA, "b": 0, "c": 50}, (25, 25, 1), (0, 2)),
        # Not known counts as nothing where the item says so: (300 + 0 + 0) / 5
        ({"a": 100, "b": 0, "c": DK}, (60, 60, 1), (1, 3)),
        # (300 + 50) / 4 without b, (300 + 50) / 5 with it as 0
        ({"a": 100, "b": DK, "c": 50}, (87.5, 70, 1), (1, 3)),
        # What was skipped lowers coverage, and neither bound.
        ({"a": 100, "c": 50}, (87.5, 87.5, 0.8), (0, 2)),
        ({"b": 0, "c": 50}, (NONE, NONE, 0.4), (0, 2)),
        ({"a": NA, "b": DK, "c": DK}, (0, 0, 1), (2, 2)),
        ({}, (NONE, NONE, 0), (0, 0)),
    ],
)
def test_one_dimension(row: Mapping[str, Any], expected: tuple[float, float, float], counts: tuple[int, int]) -> None:
    branch = rolled(SMALL, row)

    assert (branch.score[0], branch.low[0], branch.coverage[0]) == near(*expected)
    assert (branch.dont_know[0], branch.given[0]) == counts


def test_where_nothing_applies_there_is_no_coverage_to_speak_of() -> None:
    asked, answers = flat({"a": NA, "b": NA})
    branch = branches(asked, sheet(asked, [answers]))[0]

    assert np.isnan([branch.score[0], branch.low[0], branch.coverage[0]]).all()


def test_a_dimension_without_scored_items_has_no_score() -> None:
    branch = rolled(questionnaire(dimension("d", item("text", "said"))), {"said": "Much."})

    assert np.isnan([branch.score[0], branch.coverage[0]]).all()


def test_an_empty_batch_gives_empty_columns() -> None:
    branch = rolled(NESTED)

    assert [each.score.shape for each in branch.walk()] == [(0,)] * 4
    assert branch.low.shape == branch.coverage.shape == branch.dont_know.shape == branch.given.shape == (0,)


NESTED = questionnaire(
    dimension(
        "top",
        points("a"),
        dimension("left", points("b"), points("c"), weight=2),
        dimension("right", dimension("deep", points("d"), points("e"), points("f")), combine="min"),
    )
)


def test_dimensions_nest() -> None:
    top = rolled(NESTED, {"a": 100, "b": 20, "c": 60, "d": 0, "e": 30, "f": 60})

    # left 40, deep 30, right 30; (1 x 100 + 2 x 40 + 1 x 30) / 4
    assert [(each.dimension.id, float(each.score[0])) for each in top.walk()] == [
        ("top", roughly(52.5)),
        ("left", roughly(40)),
        ("right", roughly(30)),
        ("deep", roughly(30)),
    ]


def test_coverage_and_counts_run_up_through_nested_dimensions() -> None:
    top = rolled(NESTED, {"a": 100, "b": 20, "c": 60, "d": 0, "e": DK, "f": 60})

    # deep: (0 + 60) / 2, at least (0 + 0 + 60) / 3
    assert (top.children[1].score[0], top.children[1].low[0], top.children[1].coverage[0]) == near(30, 20, 1)
    assert (top.score[0], top.low[0], top.coverage[0]) == near(52.5, 50, 1)
    assert (top.dont_know[0], top.given[0]) == (1, 6)

    # Skipped instead: 2 of 3, and of the whole (1 + 2 + 2/3) / 4 of the weight
    top = rolled(NESTED, {"a": 100, "b": 20, "c": 60, "d": 0, "f": 60})
    assert (top.children[1].score[0], top.children[1].low[0], top.children[1].coverage[0]) == near(30, 30, 2 / 3)
    assert (top.score[0], top.low[0], top.coverage[0]) == near(52.5, 52.5, 11 / 12)
    assert (top.dont_know[0], top.given[0]) == (0, 5)


def test_a_child_that_does_not_apply_is_no_gap() -> None:
    top = rolled(NESTED, {"a": 100, "b": 20, "c": 60, "d": NA, "e": NA, "f": NA})

    # (1 x 100 + 2 x 40) / 3
    assert (top.score[0], top.coverage[0]) == near(60, 1)


def test_a_score_never_rests_on_a_few_children_alone() -> None:
    parts = [dimension(each, points(f"{each}1"), points(f"{each}2")) for each in ("a", "b", "c")]
    asked = questionnaire(dimension("top", *parts))
    top = rolled(asked, {"a1": 100, "a2": 100, "b1": 0, "c1": 0}, {"a1": 90, "a2": 90, "b1": 0, "b2": 0, "c1": 0})

    # First: b and c are half answered, so without a score: two thirds are answered, but only one child of three counts.
    # Second: two children of three count, which is enough.
    assert top.coverage.tolist() == pytest.approx([2 / 3, 5 / 6])
    assert top.score.tolist() == near(NONE, 45)
    assert top.low.tolist() == near(NONE, 45)


def test_nor_on_children_that_rest_on_few_answers() -> None:
    parts = [dimension(each, *(points(f"{each}{n}") for n in (1, 2, 3))) for each in ("a", "b", "c")]
    top = rolled(questionnaire(dimension("top", *parts)), {"a1": 10, "a2": 10, "b1": 20, "b2": 20})

    # Two children of three have a score, but four answers of nine are given.
    assert [float(child.score[0]) for child in top.children] == near(10, 20, NONE)
    assert (top.score[0], top.coverage[0]) == near(NONE, 4 / 9)


def test_what_is_not_asked_is_no_gap() -> None:
    asked = questionnaire(
        dimension("d", rubric("first"), *(rubric(each, ask_if={"item": "first", "at_least": "l3"}) for each in "bc"))
    )
    branch = rolled(asked, {"first": "l2"}, {"first": "l2", "b": "l4"}, {"first": "l4"}, {"first": "l4", "b": "l1"})

    # Asked no more: 1 of 1, whatever was answered before. Asked: 1 of 3, then 2 of 3 with (100 + 0) / 2.
    assert branch.coverage.tolist() == near(1, 1, 1 / 3, 2 / 3)
    assert branch.score.tolist() == near(100 / 3, 100 / 3, NONE, 50)
    assert branch.given.tolist() == [1, 1, 1, 2]


def test_the_ladder_of_research_by_depth() -> None:
    # measurement.md 3.7, levels 1 to 5: regularly, once, once, never, regularly.
    used = {"a": 100, "b": 50, "c": 50, "d": 0, "e": 100}

    # (1 x 100 + 2 x 50 + 3 x 50 + 4 x 0 + 5 x 100) / 15
    assert one(used, combine="ladder") == near(850 / 15, 850 / 15, 1)
    # Where the fifth does not apply it is out of both: (100 + 100 + 150) / 10
    assert one({**used, "e": NA}, combine="ladder") == near(35, 35, 1)
    # The first that does not apply leaves the others their place: (100 + 150 + 0 + 500) / 14
    assert one({**used, "a": NA}, combine="ladder") == near(750 / 14, 750 / 14, 1)
    # The fifth not known is 5 of 15 parts of the weight: (100 + 100 + 150) / 10, at least 350 / 15
    assert one({**used, "e": DK}, combine="ladder") == near(35, 350 / 15, 1)
    # The fourth as well is too much: 6 of 15 parts carry points.
    assert one({**used, "d": DK, "e": DK}, combine="ladder") == near(NONE, 350 / 15, 1)


@pytest.mark.parametrize(
    ("values", "applies", "shares"),
    [
        # Stages 1, 2, 2, 3, 3, and a sixth that is no criterion.
        ((100, 100, 50, 100, 100, 0), (1, 1, 1, 1, 1, 1), (1, 0.5, 1, NONE)),
        ((100, 100, NONE, 100, 0, 100), (1, 1, 1, 1, 1, 1), (1, 0.5, 0.5, NONE)),
        ((100, 100, NONE, 100, 0, 100), (1, 1, 0, 1, 1, 1), (1, 1, 0.5, NONE)),
        ((NONE, 100, 100, NONE, NONE, 100), (0, 1, 1, 0, 0, 1), (NONE, 1, NONE, NONE)),
    ],
)
def test_shares_of_criteria_met(values: Sequence[float], applies: Sequence[float], shares: Sequence[float]) -> None:
    places = np.array([0.0, 1, 1, 2, 2, NO_STAGE])

    assert met_shares(np.array([values]), places, np.array([applies], dtype=float), 4)[0].tolist() == near(*shares)


@pytest.mark.parametrize(
    ("met", "stage"),
    [
        ((NONE, 1, 1, 1), 4),
        ((NONE, 1, 0.8, 0.79), 3),
        ((1, 0.5, 1, 1), 1),
        ((0, 1, 1, 1), 1),
        ((NONE, NONE, 1, 0), 3),
        ((NONE, 1, NONE, NONE), 2),
        ((NONE, NONE, NONE, NONE), 1),
    ],
)
def test_the_highest_stage_attained(met: Sequence[float], stage: int) -> None:
    assert attained(np.array([met, met]), 0.8).tolist() == [stage, stage]


def test_cumulative_gives_the_score_of_the_stage() -> None:
    values = np.array([[100.0, 100, 0], [100, 0, 100], [100, 100, 100]])

    # Criteria of stages 2, 3, 4 of four.
    assert cumulative(values, np.array([1.0, 2, 3]), np.ones((3, 3)), 4, 0.8).tolist() == near(200 / 3, 100 / 3, 100)


CRITERIA = questionnaire(
    dimension(
        "d",
        *(
            item("practice", f"{stage}{letter}", stage=stage, not_applicable=True)
            for stage in ("s2", "s3")
            for letter in "ab"
        ),
        item("practice", "top", stage="s4", not_applicable=True),
        rubric("beside"),
        combine="cumulative",
    )
)
MET = {"s2a": "yes", "s2b": "yes", "s3a": "yes", "s3b": "yes", "top": "yes", "beside": "l1"}


@pytest.mark.parametrize(
    ("row", "score"),
    [
        (MET, 100),
        ({**MET, "top": "partly"}, 200 / 3),
        ({**MET, "s3b": "no"}, 100 / 3),
        ({**MET, "s3b": NA}, 100),
        ({**MET, "s2a": "no"}, 0),
        # What was not answered is not met, so not attained.
        ({**MET, "s3b": DK}, 100 / 3),
        # The top is not given away for having nothing to show there,
        ({**MET, "top": NA}, 200 / 3),
        # and what is no criterion neither helps nor bars.
        ({**MET, "beside": "l4"}, 100),
        ({**MET, "beside": DK}, 100),
    ],
)
def test_a_cumulative_dimension(row: Mapping[str, Any], score: float) -> None:
    assert rolled(CRITERIA, row).score[0] == pytest.approx(score)

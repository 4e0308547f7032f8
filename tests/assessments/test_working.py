"""A score worked out with a pencil: each rule, weights, what does not apply, dimensions in dimensions."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from assessments.working import Part, plain_figure, worked_out
from tests.assessments.build import by_id, viewed
from tests.scoring.build import DK, NA, dimension, item, points, questionnaire, rubric


@pytest.mark.parametrize(("value", "words"), [(0, "0"), (100, "100"), (33.333, "33.3"), (10.04, "10"), (66.66, "66.7")])
def test_a_figure_has_one_decimal_where_it_needs_one(value: float, words: str) -> None:
    assert plain_figure(value) == words


def worked(rule: str, answers: dict[str, Any], weights: dict[str, float] | None = None, **rest: Any) -> str:
    """Return the working of one dimension whose answers are their points."""
    items = (points(each, weight=(weights or {}).get(each, 1), not_applicable=True) for each in answers)
    asked = questionnaire(dimension("d", *items, combine=rule, **rest))
    return by_id(viewed(asked, answers))["d"].working


@pytest.mark.parametrize(
    ("rule", "answers", "weights", "line"),
    [
        ("mean", {"a": 10, "b": 20, "c": 60}, None, "(10 + 20 + 60) ÷ 3 = 30.0"),
        ("mean", {"a": 10, "b": 20, "c": 60}, {"a": 2, "b": 2, "c": 2}, "(10 + 20 + 60) ÷ 3 = 30.0"),
        ("mean", {"a": 10, "b": 20, "c": NA}, None, "(10 + 20) ÷ 2 = 15.0"),
        ("mean", {"a": 10, "b": 20, "c": DK}, None, "(10 + 20) ÷ 2 = 15.0"),
        ("mean", {"a": 10, "b": 20}, {"a": 0.25}, "(0.25 × 10 + 1 × 20) ÷ 1.25 = 18.0"),
        ("mean", {"a": 10, "b": 40, "c": NA}, {"c": 9}, "(10 + 40) ÷ 2 = 25.0"),
        ("sum", {"a": 30, "b": 60, "c": DK}, None, "(30 + 60) ÷ 3 = 30.0"),
        ("sum", {"a": 30, "b": 60, "c": NA}, None, "(30 + 60) ÷ 2 = 45.0"),
        ("sum", {"a": 30, "b": 60, "c": DK}, {"b": 2}, "(1 × 30 + 2 × 60) ÷ 4 = 37.5"),
        ("min", {"a": 30, "b": 60, "c": NA}, None, "the lowest of 30, 60 = 30.0"),
        ("ladder", {"a": 90, "b": 60, "c": 30}, None, "(1 × 90 + 2 × 60 + 3 × 30) ÷ 6 = 50.0"),
        ("ladder", {"a": 90, "b": NA, "c": 30}, None, "(1 × 90 + 3 × 30) ÷ 4 = 45.0"),
        ("mean", {"a": DK, "b": DK}, None, ""),
        ("mean", {"a": 10, "b": DK, "c": DK}, None, ""),  # too few for a score
    ],
)
def test_each_rule_is_written_out(
    rule: str, answers: dict[str, Any], weights: dict[str, float] | None, line: str
) -> None:
    assert worked(rule, answers, weights) == line


def test_a_cumulative_score_is_told_in_words() -> None:
    items = [item("practice", each, stage=stage) for each, stage in (("a", "s2"), ("b", "s3"))]
    asked = questionnaire(dimension("d", *items, combine="cumulative"))

    assert by_id(viewed(asked, {"a": "yes", "b": "no"}))["d"].working == (
        "the highest stage up to which enough criteria of every stage are met = 33.3"
    )


def test_dimensions_in_a_dimension_count_with_their_own_scores() -> None:
    inner = dimension("inner", points("a"), points("b"), weight=2)
    asked = questionnaire(dimension("d", points("c"), item("text", "why"), inner))
    view = viewed(asked, {"a": 20, "b": 40, "c": 90, "why": "So."})

    assert by_id(view)["d"].working == "(1 × 90 + 2 × 30.0) ÷ 3 = 50.0"


def test_a_dimension_that_does_not_apply_counts_under_no_rule() -> None:
    away = dimension("away", points("b", not_applicable=True))
    unasked = dimension("unasked", points("c", ask_if={"item": "q", "any_of": ["l4"]}))
    asked = questionnaire(
        dimension("d", rubric("q"), points("a"), away, unasked, combine="sum"), dimension("e", rubric("r"))
    )
    view = viewed(asked, {"q": "l1", "a": 80, "b": NA, "r": "l4"})

    assert by_id(view)["d"].working == "(0 + 80) ÷ 2 = 40.0"


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("mean", "(3 × 20.0 + 1 × 60.0) ÷ 4 = 30.0"),
        ("sum", "(3 × 20.0 + 1 × 60.0) ÷ 5 = 24.0"),
        ("min", "the lowest of 20.0, 60.0 = 20.0"),
    ],
)
def test_the_overall_score_is_written_out(rule: str, line: str) -> None:
    asked = questionnaire(
        dimension("d", points("a"), weight=3),
        dimension("e", points("b")),
        dimension("f", points("c", dont_know="exclude")),
        combine=rule,
    )

    assert viewed(asked, {"a": 20, "b": 60, "c": DK}).working == line


def test_a_single_dimension_needs_no_overall_working() -> None:
    asked = questionnaire(dimension("d", points("a"), weight=3), dimension("e", points("b")))
    view = viewed(asked, {"a": 20})

    assert (view.result.score, view.working) == (20, "")


@settings(deadline=None)
@drawn(
    st.sampled_from(["mean", "sum", "ladder"]),
    st.lists(st.tuples(st.integers(0, 100), st.sampled_from([0.5, 1, 2])), min_size=1, max_size=6),
)
def test_the_line_comes_to_the_score(rule: Any, given: list[tuple[int, float]]) -> None:
    base = sum(weight for _, weight in given)
    value = sum(figure * weight for figure, weight in given) / base
    line = worked_out(rule, [Part(str(figure), weight, applies=True) for figure, weight in given], value)

    sum_of, said = re.sub("×", "*", line).replace("÷", "/").split(" = ")
    assert eval(sum_of) == pytest.approx(float(said), abs=0.05 + 1e-9)  # noqa: S307 - the line is our own

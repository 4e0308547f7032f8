"""Gaps to a target or to the next stage, their priority, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scoring.gaps import gaps, next_steps
from scoring.result import score
from tests.scoring.build import dimension, given, points, questionnaire, roughly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaires.model import Questionnaire
    from scoring.gaps import Gap

STEPS = {f"s{stage}": f"Leave stage {stage}." for stage in (1, 2, 3, 4)}


def asked_for(rule: str = "tolerant_gate", **rest: Any) -> Questionnaire:
    weights = {"a": 1, "b": 2, "c": 1}
    dimensions = (dimension(each, points(each), weight=weight, next_steps=STEPS) for each, weight in weights.items())
    return questionnaire(*dimensions, **{"stage_rule": rule, **rest})


def found(asked: Questionnaire, raw: Mapping[str, Any], targets: Mapping[str, float]) -> tuple[Gap, ...]:
    return gaps(asked, score(asked, [given(asked, raw)]), targets)


def told(asked: Questionnaire, raw: Mapping[str, Any], targets: Mapping[str, float]) -> list[tuple[str, str, str]]:
    steps = next_steps(asked, found(asked, raw, targets))
    return [(step.dimension_id, step.text, step.reason) for step in steps]


def test_priority_is_importance_times_gap() -> None:
    result = found(asked_for(), {"a": 40, "b": 60, "c": 90}, {"": 80, "a": 70})

    # a: 1/4 x 30; b: 2/4 x 20; c: above its target
    assert [(gap.score.dimension.id, gap.goal, gap.gap) for gap in result] == [
        ("b", 80, pytest.approx(20)),
        ("a", 70, pytest.approx(30)),
        ("c", 80, 0),
    ]
    assert [gap.importance for gap in result] == [0.5, 0.25, 0.25]
    assert [gap.priority for gap in result] == [pytest.approx(10), pytest.approx(7.5), 0]
    assert {gap.goal_kind for gap in result} == {"target"}


def test_ties_keep_the_order_of_asking() -> None:
    result = found(asked_for(), {"a": 60, "b": 80, "c": 60}, {"": 80})

    assert [gap.score.dimension.id for gap in result] == ["a", "c", "b"]


def test_without_a_target_the_goal_is_the_stage_after_the_overall_one() -> None:
    # (50 + 2 x 60 + 70) / 4 = 60, stage 3: up to 100.
    result = found(asked_for(), {"a": 50, "b": 60, "c": 70}, {"c": 75})

    assert [(gap.score.dimension.id, gap.goal, gap.goal_kind) for gap in result] == [
        ("b", 100, "next_stage"),
        ("a", 100, "next_stage"),
        ("c", 75, "target"),
    ]


def test_at_the_top_the_goal_is_the_top() -> None:
    result = found(asked_for(), {"a": 90, "b": 90, "c": 100}, {})

    assert [(gap.goal, gap.gap) for gap in result] == [(100, roughly(10)), (100, roughly(10)), (100, 0)]


def test_a_dimension_without_a_score_has_no_gap_and_no_weight() -> None:
    result = found(asked_for(), {"b": 60, "c": 60}, {"": 80})

    assert [(gap.score.dimension.id, gap.importance) for gap in result] == [
        ("b", roughly(2 / 3)),
        ("c", roughly(1 / 3)),
    ]


def test_without_answers_there_are_no_gaps() -> None:
    assert found(asked_for(), {}, {"": 80}) == ()


@pytest.mark.parametrize(
    ("rule", "raw", "holding"),
    [
        # The average is 75, stage 3; c stands on stage 1 and allows stage 2.
        ("tolerant_gate", {"a": 100, "b": 100, "c": 0}, {"c"}),
        ("tolerant_gate", {"a": 60, "b": 60, "c": 40}, set()),
        ("min_gate", {"a": 60, "b": 60, "c": 40}, {"c"}),
        ("mean", {"a": 100, "b": 100, "c": 0}, set()),
        # Here criteria decide, and no dimension by standing lowest.
        ("cumulative", {"a": 100, "b": 100, "c": 0}, set()),
        ("chained", {"a": 100, "b": 100, "c": 0}, set()),
    ],
)
def test_what_holds_the_overall_stage_back(rule: str, raw: Mapping[str, Any], holding: set[str]) -> None:
    assert {gap.score.dimension.id for gap in found(asked_for(rule), raw, {}) if gap.holds_back} == holding


def test_what_holds_back_comes_first_then_the_largest_priority() -> None:
    # c has the lower priority, 1/4 x 15 against 2/4 x 10, but allows no more than stage 2.
    assert told(asked_for(), {"a": 100, "b": 90, "c": 0}, {"": 100, "c": 15}) == [
        ("c", "Leave stage 1.", "It holds the overall stage back."),
        ("b", "Leave stage 4.", "10 points to your target."),
        ("a", "Leave stage 4.", "The goal is reached; this keeps it."),
    ]


def test_reasons_without_a_target() -> None:
    # (30 + 2 x 40 + 70) / 4 = 45, stage 2: up to 66.7.
    assert told(asked_for(), {"a": 30, "b": 40, "c": 70}, {}) == [
        ("b", "Leave stage 2.", "27 points to the next overall stage."),
        ("a", "Leave stage 2.", "37 points to the next overall stage."),
        ("c", "Leave stage 3.", "The goal is reached; this keeps it."),
    ]


def test_from_the_last_stage_but_one_the_next_is_the_top() -> None:
    assert told(asked_for(), {"a": 60, "b": 60, "c": 60}, {})[0] == (
        "b",
        "Leave stage 3.",
        "40 points to the top stage.",
    )


def test_a_dimension_alone_has_a_step_but_no_goal() -> None:
    # One part of four of the weight is too little for an overall stage.
    asked = asked_for()

    assert [(gap.goal, gap.gap, gap.priority) for gap in found(asked, {"a": 60}, {})] == [(None, 0, 0)]
    assert told(asked, {"a": 60}, {}) == [("a", "Leave stage 3.", "It leads on from where this dimension stands.")]


def test_at_most_as_many_steps_as_wanted() -> None:
    asked = asked_for()

    assert len(next_steps(asked, found(asked, {"a": 60, "b": 60, "c": 60}, {}), count=2)) == 2


def test_without_a_step_for_the_stage_nothing_is_said() -> None:
    asked = questionnaire(dimension("a", points("a"), next_steps={"s1": "Start."}), dimension("b", points("b")))

    assert told(asked, {"a": 100, "b": 0}, {}) == []


def test_without_a_ladder_there_is_no_stage_to_step_from() -> None:
    asked = asked_for("mean", ladder=0)
    raw = {"a": 60, "b": 60, "c": 60}

    assert told(asked, raw, {"": 80}) == []
    assert [gap.goal for gap in found(asked, raw, {"": 80})] == [80, 80, 80]
    assert [gap.goal for gap in found(asked, raw, {})] == [None, None, None]

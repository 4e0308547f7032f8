"""The gaps: order, goals, and the finding in the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from charts.dumbbell import dumbbell
from charts.picture import LIGHT, Picture
from tests.assessments.build import near, target, viewed
from tests.charts.build import layers, meaning, picture
from tests.scoring.build import DK, dimension, points, questionnaire

if TYPE_CHECKING:
    from assessments.model import Target


def of_scores(*scores: float, targets: tuple[Target, ...] = (), weight: float = 1) -> Picture:
    """Draw dimensions d0, d1, ... with these scores; the first has a weight."""
    dimensions = [dimension(f"d{n}", points(f"p{n}"), weight=weight if n == 0 else 1) for n in range(len(scores))]
    asked = questionnaire(*dimensions)
    return dumbbell(viewed(asked, {f"p{n}": score for n, score in enumerate(scores)}, *targets), LIGHT)


def test_what_the_marks_mean() -> None:
    assert meaning(picture("gaps")) == [
        "rule x=0 x2=100 y=place",
        "rule x=score x2=reach y=place",
        "point tooltip=name,goal x=goal y=place",
        "circle tooltip=name,score x=score y=place",
        "text text=shown x=100 y=place",
        "text text=name x=0 y=place",
    ]


def test_the_rows_stand_by_priority_with_what_is_left_to_go() -> None:
    rows = layers(picture("gaps"))[0].rows

    assert [each["place"] for each in rows] == list(range(12))
    assert [(each["name"], near(each["score"]), near(each["goal"]), each["shown"]) for each in rows][:3] == [
        ("Working together", 0, 66.67, "0 → 67"),
        ("Complaints and winning back", 50, 66.67, "50 → 67"),
        ("Knowing customers", 77.78, 66.67, "78, reached"),
    ]
    # the link runs up to the goal, and nowhere where the goal is passed
    assert [near(each["reach"]) for each in rows][:3] == [66.67, 66.67, 77.78]


def test_a_weight_can_put_a_smaller_gap_first() -> None:
    one = of_scores(40, 30, targets=(target(50),), weight=3)

    # 3 of 4 parts of 10 points before 1 of 4 parts of 20 points
    assert [(row["Dimension"], row["Gap"]) for row in one.rows] == [("D0", 10), ("D1", 20)]
    assert one.title == "The gap that matters most is “D0”: 10 points to your target."


def test_goals_are_named_for_what_they_are() -> None:
    next_stage, own = of_scores(40, 30), of_scores(40, 30, targets=(target(80),))

    assert list(next_stage.rows[0]) == ["Dimension", "Score", "Next overall stage", "Gap", "Stage"]
    assert list(own.rows[0]) == ["Dimension", "Score", "Your target", "Gap", "Stage"]
    assert "next overall stage. Sorted" in next_stage.caption
    assert "your target. Sorted" in own.caption
    # the mean is 35, stage 2 of 4; the stage after it stands at 66.7
    assert next_stage.twin == (
        "The gap that matters most is “D1”: 37 points to the next overall stage. "
        "D1: 30, next overall stage 66.7, gap 36.7; D0: 40, next overall stage 66.7, gap 26.7"
    )
    assert "D1: 30, your target 80, gap 50" in own.twin


def test_where_only_some_have_a_target_each_goal_is_called_either() -> None:
    one = of_scores(40, 30, targets=(target(45, "d0"),))

    assert [dict(row) for row in one.rows] == [
        {"Dimension": "D1", "Score": 30, "Your target or next overall stage": 66.7, "Gap": 36.7, "Stage": "Stage 2"},
        {"Dimension": "D0", "Score": 40, "Your target or next overall stage": 45, "Gap": 5, "Stage": "Stage 2"},
    ]
    assert one.title == "The gap that matters most is “D1”: 37 points to the next overall stage."


@pytest.mark.parametrize(
    ("targets", "title"),
    [
        ((target(50),), "Every dimension has reached your target."),
        ((), "Every dimension has reached the next overall stage."),
        ((target(50, "d0"),), "Every dimension has reached its goal."),
        ((target(100.4, "d0"), target(50, "d1")), "Every dimension has reached your target."),  # less than half a point
    ],
)
def test_when_every_goal_is_reached(targets: tuple[Target, ...], title: str) -> None:
    one = of_scores(100, 100, targets=targets)

    assert one.title == title
    assert {row["shown"] for row in layers(one)[0].rows} == {"100, reached"}


@pytest.mark.parametrize(("goal", "said"), [(50.6, "1 point "), (51.4, "1 point "), (51.6, "2 points ")])
def test_one_point_is_one_point(goal: float, said: str) -> None:
    assert (
        of_scores(50, 50, targets=(target(goal),)).title == f"The gap that matters most is “D0”: {said}to your target."
    )


def test_without_a_goal_there_is_no_gap_to_draw() -> None:
    asked = questionnaire(dimension("d0", points("p0")), ladder=0)

    one = dumbbell(viewed(asked, {"p0": 40}), LIGHT)

    assert (one.chart, one.title, one.twin) == (None, *["There are not enough answers for a gap yet."] * 2)


def test_dimensions_without_a_score_are_left_out() -> None:
    asked = questionnaire(*(dimension(f"d{n}", points(f"p{n}")) for n in range(3)))
    one = dumbbell(viewed(asked, {"p0": 40, "p1": 50, "p2": DK}), LIGHT)

    assert [row["Dimension"] for row in one.rows] == ["D0", "D1"]

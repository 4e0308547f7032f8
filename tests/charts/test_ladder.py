"""The ladder: steps, marks that pile up without covering each other, the line of the whole."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from charts.ladder import ladder, room_ladder
from charts.picture import LIGHT, STAGES, Picture
from tests.assessments.build import near, viewed
from tests.assessments.rooms import DONT_KNOW
from tests.charts.build import PHONE, layers, meaning, picture, scene
from tests.charts.rooms import room_of
from tests.scoring.build import DK, dimension, points, questionnaire

# Scores of the sample: 0, 50, 66.7, 77.8, 83.3, and 100 seven times; their mean is 81.5.


def of_scores(*scores: Any, ladder_of: int = 4, titles: tuple[str, ...] = ()) -> Picture:
    """Draw dimensions d0, d1, ... with these scores."""
    dimensions = [dimension(f"d{place}", points("p" + str(place))) for place in range(len(scores))]
    stages = [{"id": f"s{n}", "title": title, "summary": "A rung."} for n, title in enumerate(titles)]
    asked = questionnaire(*dimensions, ladder=ladder_of, **({"stages": stages} if titles else {}))
    return ladder(viewed(asked, {f"p{place}": score for place, score in enumerate(scores)}), LIGHT)


def test_what_the_marks_mean() -> None:
    assert meaning(picture("ladder")) == [
        "rect color=colour x=from x2=to y=y1 y2=y2",
        "text color=ink text=name x=middle y=line",
        "circle tooltip=dimension,score x=score y=level",
        "rule x=score y=low y2=high",
        "text text=text x=score y=y",
    ]


def test_the_steps_change_half_way_between_the_anchors() -> None:
    steps = layers(picture("ladder"))[0].rows

    assert [(each["name"], near(each["from"]), near(each["to"])) for each in steps] == [
        ("Customer\nawareness", 0, 16.67),
        ("Customer\nsensitivity", 16.67, 50),
        ("Customer\nfocus", 50, 83.33),
        ("Customer\nobsession", 83.33, 100),
    ]
    assert [each["colour"] for each in steps] == list(STAGES)
    assert [near(each["middle"]) for each in steps] == [8.33, 33.33, 66.67, 91.67]


@pytest.mark.parametrize("width", [PHONE, 900])
def test_a_long_name_gets_smaller_where_its_step_is_narrow(width: int) -> None:
    drawn = of_scores(0, 100, titles=("Presumption", "Spot checks", "Inquiry", "First-hand knowledge"))
    sizes = {each["text"]: each["fontSize"] for each in scene(drawn, width) if each.get("lineHeight") == 15}

    assert sizes["Spot\nchecks"] == sizes["Inquiry"] == 12
    assert 0.55 * sizes["Presumption"] * len("Presumption") <= width / 6
    assert 9 < sizes["Presumption"] <= 12
    assert (sizes["Presumption"] == 12) == (width == 900)


def test_the_marks_are_the_dimensions_and_equal_ones_pile_up() -> None:
    marks = layers(picture("ladder"))[2].rows

    assert [(near(each["score"]), each["level"]) for each in marks] == [
        (0, 0.4),
        (50, 0.4),
        (66.67, 0.4),
        (77.78, 0.4),
        (83.33, 0.4),
        *((100, level + 0.4) for level in range(7)),
    ]
    assert marks[0]["dimension"] == "Working together"


@pytest.mark.parametrize("score", [(0, 0, 0), (40, 43.9, 41, 44.1), (0, 2.8, 5.6, 8.3)])
def test_close_marks_pile_up(score: tuple[float, ...]) -> None:
    levels = [mark["level"] for mark in layers(of_scores(*score))[2].rows]

    assert max(levels) > 0.4


@settings(max_examples=25, deadline=None)
@drawn(st.lists(st.floats(0, 100), min_size=1, max_size=14))
def test_no_mark_covers_another_on_a_narrow_screen(scores: list[float]) -> None:
    marks = [each for each in scene(of_scores(*scores), PHONE) if each["marktype"] == "symbol"]
    diameter = 2 * math.sqrt(marks[0]["size"] / math.pi) + marks[0]["strokeWidth"]

    assert len(marks) == len(scores)
    for one, other in combinations(marks, 2):
        assert math.dist((one["x"], one["y"]), (other["x"], other["y"])) >= diameter


@settings(max_examples=10, deadline=None)
@drawn(st.lists(st.floats(0, 100), min_size=1, max_size=14))
def test_the_marks_stand_above_the_steps_and_inside_the_chart(scores: list[float]) -> None:
    drawn_marks = scene(of_scores(*scores), PHONE)
    roof = min(each["y"] for each in drawn_marks if each["marktype"] == "rect")

    for mark in drawn_marks:
        if mark["marktype"] == "symbol":
            assert 0 < mark["y"] < roof


@pytest.mark.parametrize(("score", "align"), [(60, "left"), (61, "right")])
def test_the_average_s_words_stand_where_there_is_room(score: float, align: str) -> None:
    rule, words = layers(of_scores(score))[3:]

    assert (rule.rows, words.mark["align"]) == ([{"score": score, "text": f"average {score}"}], align)


def test_without_an_overall_score_the_dimensions_stand_alone() -> None:
    one = of_scores(20, DK)

    assert [layer.mark["type"] for layer in layers(one)] == ["rect", "text", "circle"]
    assert [dict(row) for row in one.rows] == [{"Dimension": "D0", "Score": 20, "Stage": "Stage 2"}]


def test_the_table_runs_from_the_lowest_up() -> None:
    assert [(row["Dimension"], row["Score"], row["Stage"]) for row in picture("ladder").rows][:4] == [
        ("Working together", 0, "Customer awareness"),
        ("Complaints and winning back", 50, "Customer focus"),
        ("Practical and emotional needs", 66.7, "Customer focus"),
        ("Knowing customers", 77.8, "Customer focus"),
    ]


@pytest.mark.parametrize("count", [2, 3, 4, 5, 7])
def test_a_ladder_of_any_length_runs_from_the_darkest_to_the_lightest(count: int) -> None:
    steps = layers(of_scores(50, ladder_of=count))[0].rows

    assert len(steps) == count
    assert (steps[0]["colour"], steps[-1]["colour"]) == (STAGES[0], STAGES[-1])
    assert (steps[0]["from"], steps[-1]["to"]) == (0, 100)
    brightness = [sum(int(each["colour"][start : start + 2], 16) for start in (1, 3, 5)) for each in steps]
    assert brightness == sorted(brightness)
    assert len(set(brightness)) == count
    assert [each["ink"] for each in steps][:: count - 1] == ["#ffffff", "#000000"]


def test_a_stage_s_name_is_broken_in_the_middle() -> None:
    steps = layers(of_scores(50, titles=("One", "Two words", "Three small words")))[0].rows

    assert [each["name"] for each in steps] == ["One", "Two\nwords", "Three small\nwords"]


def of_room(*scores: Any) -> Picture:
    """Draw a room of two who gave these points to the dimensions d0, d1, ..."""
    dimensions = [dimension(f"d{place}", points("p" + str(place))) for place in range(len(scores))]
    answers = {f"p{place}": score for place, score in enumerate(scores)}
    return room_ladder(room_of(questionnaire(*dimensions), [answers, answers]).results[0], LIGHT)


def test_a_room_s_ladder_is_the_one_of_a_result_with_the_same_scores() -> None:
    room, one = of_room(20, 60, 70), of_scores(20, 60, 70)

    assert [layer.rows for layer in layers(room)] == [layer.rows for layer in layers(one)]
    assert meaning(room) == meaning(one)
    assert (room.title, room.caption, room.rows) == (one.title, one.caption, one.rows)


def test_a_room_s_dimensions_without_a_figure_are_left_out() -> None:
    room = of_room(20, 60, 70, DONT_KNOW)

    assert [row["Dimension"] for row in room.rows] == ["D0", "D1", "D2"]
    assert of_room(DONT_KNOW).chart is None

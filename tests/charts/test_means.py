"""The dimensions as the room sees them: averages with their ranges, the roles beside them, the stages behind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from charts.means import COLOURS, SHAPES, means
from charts.picture import LIGHT, OURS, Picture
from tests.assessments.rooms import DONT_KNOW
from tests.charts.build import layers, meaning, scene, texts
from tests.charts.rooms import room_of, small_anonymous_room, stages_room
from tests.scoring.build import dimension, points, questionnaire

if TYPE_CHECKING:
    from assessments.room_model import Figure, RoomResult


def of_scores(*scores: tuple[Any, ...], roles: tuple[str, ...] = (), ladder: int = 4) -> RoomResult:
    """Return the result of people who gave these points to the dimensions d0, d1, ..."""
    dimensions = [dimension(f"d{place}", points(f"p{place}")) for place in range(len(scores[0]))]
    people = [{f"p{place}": value for place, value in enumerate(given)} for given in scores]
    return room_of(questionnaire(*dimensions, ladder=ladder), people, roles=roles).results[0]


def drawn_of(*scores: tuple[Any, ...], **rest: Any) -> Picture:
    """Draw such a result."""
    return means(of_scores(*scores, **rest), LIGHT)


def test_what_the_marks_mean() -> None:
    assert meaning(means(stages_room().results[0], LIGHT)) == [
        "rect color=colour x=from x2=to y=top y2=bottom",
        "text text=name x=middle y=y",
        "text text=name x=0 y=y",
        "text text=text x=100 y=y",
        "text text=name x=points y=y",
        "rule x=low x2=high y=y",
        "circle tooltip=dimension,points,people x=points y=y",
        "point fill=colour shape=shape x=points y=y",
        "point fill=colour shape=shape tooltip=dimension,role,points x=points y=y",
    ]


def test_the_lowest_dimension_stands_on_top_with_its_range() -> None:
    scores = [(60, 20, 40), (80, 20, 50)] * 3
    drawn = drawn_of(*scores)
    averages = layers(drawn)[4].rows

    # t(5) = 2.571; the deviations are 10.95 and 5.48, over the root of six
    assert [(row["dimension"], row["low"], row["points"], row["high"]) for row in averages] == [
        ("D1", 20, 20, 20),
        ("D2", 39, 45, 51),
        ("D0", 59, 70, 81),
    ]
    assert [row["y"] for row in averages] == sorted(row["y"] for row in averages)
    assert {"D2", "45 (39–51)"} <= set(texts(drawn))
    assert drawn.title == "“D1” is lowest at 20, “D0” highest at 70."
    assert drawn.rows[1] == {
        "Dimension": "D2",
        "Average": "45",
        "Range": "39 to 51",
        "People": "6",
        "Stage": "Stage 2",
        "Agreement": "",
        "Roles": "",
        "Why": "",
    }
    assert "D2: The average is 45 of 100 (range 39 to 51), from 6 people. Stage: Stage 2." in drawn.twin


@pytest.mark.parametrize(
    ("scores", "title"),
    [
        ([(40, 50), (80, 90)] * 3, "“D0” is lowest at 60, “D1” highest at 70; their ranges overlap."),
        ([(40, 40), (80, 80)] * 3, "Both dimensions stand at 60 of 100."),
        ([(40,), (80,)] * 3, "“D0” stands at 60 of 100."),
        ([(40, 60)], "“D0” is lowest at 40, “D1” highest at 60."),  # one person has no range
    ],
)
def test_the_title_names_both_ends_and_says_where_chance_could_turn_them(
    scores: list[tuple[Any, ...]], title: str
) -> None:
    assert drawn_of(*scores).title == title


def test_without_a_range_there_is_no_line_and_none_is_spoken_of() -> None:
    drawn = drawn_of((40, 60))

    assert [(row["low"], row["high"]) for row in layers(drawn)[4].rows] == [(40, 40), (60, 60)]
    assert "range" not in f"{drawn.caption} {drawn.twin}"
    assert "40" in texts(drawn)


def test_roles_differ_in_shape_as_well_as_in_colour_and_stand_in_the_legend() -> None:
    drawn = drawn_of(*[(20, 30), (60, 70)] * 6, roles=("Lead", "Front") * 6)
    key, marks = layers(drawn)[-2:]

    assert [(row["name"], row["shape"], row["colour"]) for row in key.rows] == [
        ("Everybody", "circle", OURS),
        ("Front", SHAPES[0], COLOURS[0]),
        ("Lead", SHAPES[1], COLOURS[1]),
    ]
    assert [(row["dimension"], row["role"], row["points"], row["shape"]) for row in marks.rows] == [
        ("D0", "Front", 60, SHAPES[0]),
        ("D0", "Lead", 20, SHAPES[1]),
        ("D1", "Front", 70, SHAPES[0]),
        ("D1", "Lead", 30, SHAPES[1]),
    ]
    assert drawn.rows[0]["Roles"] == "Front 60; Lead 20; Front puts this 40 points above Lead"
    assert "Front 60; Lead 20; Front puts this 40 points above Lead." in drawn.twin
    assert "the other marks are the averages of the roles" in drawn.caption
    assert {each["shape"] for each in scene(drawn) if each["marktype"] == "symbol"} == {"circle", *SHAPES[:2]}


def test_thirty_roles_look_different() -> None:
    looks = {(COLOURS[place % len(COLOURS)], SHAPES[place % len(SHAPES)]) for place in range(30)}

    assert len(looks) == 30


def test_the_bands_are_the_stages_and_without_stages_there_are_none() -> None:
    drawn = drawn_of((40, 60), ladder=3)
    bands = layers(drawn)[0].rows

    assert [(row["name"], row["from"], row["to"]) for row in bands] == [
        ("Stage\n1", 0, 25),
        ("Stage\n2", 25, 75),
        ("Stage\n3", 75, 100),
    ]
    assert layers(drawn_of((40, 60), ladder=0))[0].mark["type"] == "text"
    assert "bands" not in drawn_of((40, 60), ladder=0).caption


def test_a_dimension_without_a_figure_stands_in_the_table_with_its_why() -> None:
    drawn = drawn_of(*[(40, DONT_KNOW, DONT_KNOW)] * 2)

    assert [row["dimension"] for row in layers(drawn)[4].rows] == ["D0"]
    assert [(row["Dimension"], row["Average"], row["Why"]) for row in drawn.rows] == [
        ("D0", "40", ""),
        ("D1", "", "Nobody has given an answer that carries points."),
        ("D2", "", "Nobody has given an answer that carries points."),
    ]
    assert "D1: Nobody has given an answer that carries points." in drawn.twin
    assert drawn.caption.endswith("2 without a figure stand in the table only.")
    assert drawn_of((40, DONT_KNOW)).caption.endswith("1 without a figure stands in the table only.")


def test_without_any_figure_there_is_a_sentence_and_no_chart() -> None:
    drawn = drawn_of((DONT_KNOW, DONT_KNOW))

    assert (drawn.chart, drawn.title) == (None, "There is no average to show yet.")
    assert [row["Dimension"] for row in drawn.rows] == ["D0", "D1"]


def test_units_and_roles_that_are_hidden_are_not_drawn() -> None:
    result = of_scores(*[(20,), (60,)] * 6, roles=("Lead", "Front") * 6)
    front, lead = result.dimensions[0].groups
    hidden: Figure = replace(lead.figure, points=None, why="Hidden.")
    groups = (front, replace(lead, figure=hidden), replace(front, kind="unit", name="Berne"))
    drawn = means(replace(result, dimensions=(replace(result.dimensions[0], groups=groups, gap=""),)), LIGHT)

    assert [row["name"] for row in layers(drawn)[-2].rows] == ["Everybody", "Front"]
    assert drawn.rows[0]["Roles"] == "Front 60"


def test_a_small_anonymous_room_has_averages_without_ranges() -> None:
    drawn = means(small_anonymous_room().results[0], LIGHT)

    assert {row["low"] == row["points"] == row["high"] for row in layers(drawn)[4].rows} == {True}
    assert {row["People"] for row in drawn.rows} == {"5–9"}

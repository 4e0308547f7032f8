"""Units side by side: sorted, with their ranges, and those that stay hidden only in the table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assessments.room_model import GroupFigure, RoomResult
from charts.picture import LIGHT, Picture
from charts.units import units
from tests.charts.build import layers, meaning, texts
from tests.charts.rooms import stages_room
from tests.charts.series import HIDDEN, figure


def result_of(**given: Any) -> RoomResult:
    """Return a result with these units; a role stands among them."""
    groups = [GroupFigure("unit", name, figure(each)) for name, each in given.items()]
    return replace(
        stages_room().results[0],
        overall=figure((45, 50, 55)),
        groups=(*groups, GroupFigure("role", "Lead", figure(10))),
    )


def drawn_of(**given: Any) -> Picture:
    """Draw these units."""
    return units(result_of(**given), LIGHT)


def test_what_the_marks_mean() -> None:
    assert meaning(drawn_of(Berne=40, Basel=60)) == [
        "rule x=points y=y y2=end",
        "text text=text x=points y=y",
        "rule x=low x2=high y=y",
        "circle tooltip=unit,points,people x=points y=y",
        "text color=colour text=text x=datum.right ? width : 0 y=y",
    ]


def test_the_lowest_unit_stands_on_top_and_roles_are_not_units() -> None:
    rows = layers(drawn_of(Basel=60, Berne=(30, 40, 50)))[3].rows

    assert [(row["unit"], row["low"], row["points"], row["high"]) for row in rows] == [
        ("Berne", 30, 40, 50),
        ("Basel", 60, 60, 60),
    ]
    assert rows[0]["y"] < rows[1]["y"]
    assert {"40 (30–50)", "60"} <= set(texts(drawn_of(Basel=60, Berne=(30, 40, 50))))


def test_everybody_s_average_is_marked_in_every_lane_and_named_once() -> None:
    marks = layers(drawn_of(Berne=40, Basel=60))[0].rows

    assert [(row["points"], row["text"]) for row in marks] == [(50, "everybody 50"), (50, ""), (50, "")]
    dots = layers(drawn_of(Berne=40, Basel=60))[3].rows
    assert [mark["y"] < dot["y"] < mark["end"] for mark, dot in zip(marks[1:], dots, strict=True)] == [True, True]


@pytest.mark.parametrize(("points", "side"), [(50, "left"), (51, "right")])
def test_the_words_of_the_average_stay_inside(points: int, side: str) -> None:
    result = replace(result_of(Berne=40), overall=figure(points))

    assert layers(units(result, LIGHT))[1].mark["align"] == side


def test_without_everybody_s_average_there_is_no_line_for_it() -> None:
    drawn = units(replace(result_of(Berne=40, Basel=60), overall=HIDDEN), LIGHT)

    assert meaning(drawn)[0] == "rule x=low x2=high y=y"
    assert "upright line" not in drawn.caption
    assert drawn.rows[-1]["Why"] == "Fewer than 5 people answered."


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({"Berne": 40, "Basel": 60}, "“Berne” is lowest at 40, “Basel” highest at 60 over all dimensions."),
        (
            {"Berne": (30, 40, 50), "Basel": (50, 60, 70)},
            "“Berne” is lowest at 40, “Basel” highest at 60 over all dimensions; their ranges overlap.",
        ),
        (
            {"Berne": (30, 40, 49), "Basel": (50, 60, 70)},
            "“Berne” is lowest at 40, “Basel” highest at 60 over all dimensions.",
        ),
        ({"Berne": 40, "Basel": 40}, "Both units stand at 40 of 100 over all dimensions."),
        ({"Berne": 40, "Basel": 40, "Bienne": 40}, "All 3 units stand at 40 of 100 over all dimensions."),
        ({"Berne": 40, "Basel": None}, "“Berne” stands at 40 of 100 over all dimensions."),
        ({"Berne": None}, "There is no unit whose average may be shown."),
        ({}, "There is no unit whose average may be shown."),
    ],
)
def test_the_title_names_both_ends_and_says_where_chance_could_turn_them(given: dict[str, Any], title: str) -> None:
    assert drawn_of(**given).title == title


def test_hidden_units_stand_in_the_table_with_their_why() -> None:
    drawn = drawn_of(Berne=(30, 40, 50), Zug=None)

    assert drawn.rows == [
        {"Unit": "Berne", "Average": "40", "Range": "30 to 50", "People": "12", "Why": ""},
        {"Unit": "Zug", "Average": "", "Range": "", "People": "", "Why": "Fewer than 5 people answered."},
        {"Unit": "Everybody", "Average": "50", "Range": "45 to 55", "People": "12", "Why": ""},
    ]
    assert "Zug" not in str(layers(drawn))
    assert "Zug: Fewer than 5 people answered." in drawn.twin
    assert drawn.caption.endswith("1 that may not be shown stands in the table only.")
    assert "2 that may not be shown stand in" in drawn_of(Berne=40, Zug=None, Chur=None).caption
    assert "may not be shown" not in drawn_of(Berne=40).caption


def test_the_range_is_spoken_of_where_there_is_one() -> None:
    assert "the line through it is its range" in drawn_of(Berne=(30, 40, 50)).caption
    assert "range" not in drawn_of(Berne=40).caption


def test_a_dimension_can_be_asked_for() -> None:
    result = result_of(Berne=40)
    first = replace(result.dimensions[0], figure=figure(70), groups=(GroupFigure("unit", "Chur", figure(80)),))
    drawn = units(replace(result, dimensions=(first, *result.dimensions[1:])), LIGHT, dimension_id=first.dimension.id)

    assert drawn.title == f"“Chur” stands at 80 of 100 in “{first.dimension.title}”."
    assert f"in “{first.dimension.title}”, 0 to 100" in drawn.caption
    assert [row["Average"] for row in drawn.rows] == ["80", "70"]


def test_a_dimension_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        units(result_of(Berne=40), LIGHT, dimension_id="nowhere")


def test_without_a_unit_that_may_be_shown_there_is_no_chart() -> None:
    assert (drawn_of().chart, drawn_of().rows) == (None, [])
    assert (drawn_of(Zug=None).chart, len(drawn_of(Zug=None).rows)) == (None, 2)

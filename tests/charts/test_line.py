"""The line between two views: every answer as a mark, the position, the middle half."""

from __future__ import annotations

from charts.line import line
from charts.picture import LIGHT, OTHERS, OURS
from tests.assessments.build import LINE, near, viewed
from tests.charts.build import layers, meaning, picture, scene


def test_what_the_marks_mean() -> None:
    place = near(57.64)
    told = meaning(picture("line"))
    position = float(told[4].split("points < ")[1].split()[0])

    assert position == place
    assert [each.replace(str(position), "57.6") for each in told] == [
        "rect x=from x2=to",
        "rule x=0 x2=100 y=place",
        "rule x=whole x2=points y=place",
        "rule x=points",
        (
            f"point color={OTHERS} if datum.points < 57.6 else {OURS} shape=diamond if datum.points < 57.6 else circle "
            "tooltip=name,answer,points x=points y=place"
        ),
        "text text=name x=0 y=place",
        "text text=text x=points y=place",
    ]


def test_the_answers_stand_in_the_order_they_were_asked() -> None:
    rows = layers(picture("line"))[1].rows

    assert [(each["place"], each["name"], near(each["points"])) for each in rows][:4] == [
        (0, "What comes first", 66.67),
        (1, "What is delivered", 100),
        (2, "Who competes", 100),
        (3, "Time followed", 50),
    ]
    assert [each["whole"] for each in rows] == [near(57.64)] * 14


def test_the_whole_and_the_middle_half() -> None:
    found = layers(picture("line"))

    assert found[0].rows == [{"from": near(33.33), "to": near(91.67)}]
    assert found[3].rows == [{"points": near(57.64), "place": -1.1, "text": "58"}]


def test_answers_on_either_side_differ_in_form_as_well_as_in_colour() -> None:
    marks = [each for each in scene(picture("line")) if each["marktype"] == "symbol"]
    sides = {(each["shape"], each["fill"]) for each in marks}

    assert sides == {("diamond", OTHERS), ("circle", OURS)}
    assert sum(each["shape"] == "diamond" for each in marks) == 8  # 0 0 33 33 33 50 50 50 lie below 57.6


def test_points_without_a_position_are_told_and_not_drawn() -> None:
    one = line(viewed(LINE, {"breadth": 7, "competition": 1}), LIGHT)

    assert one.chart is None
    assert one.title == "There are not enough answers for a position on the line yet."
    assert one.twin == f"{one.title} What is delivered 100; Who competes 100"
    assert [(row["Question"], row["Position"]) for row in one.rows] == [
        ("What is delivered", 100),
        ("Who competes", 100),
    ]

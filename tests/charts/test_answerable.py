"""The ten questions: a bar for each, and what a cap or a contradiction took away."""

from __future__ import annotations

from charts.answerable import answerable
from charts.picture import LIGHT
from tests.assessments.build import viewed
from tests.charts.build import layers, meaning, picture
from tests.scoring.build import dimension, points, questionnaire


def test_what_the_marks_mean() -> None:
    assert meaning(picture("answerable")) == [
        "rule x=0 x2=100 y=place",
        "rule x=points x2=before y=place",
        "rule x=start x2=points y=place",
        "text text=name x=0 y=place",
        "text text=shown x=before y=place",
    ]


def test_the_pale_part_is_what_was_taken_away() -> None:
    rows = layers(picture("answerable"))[0].rows

    assert [(each["name"], each["points"], each["before"], each["shown"]) for each in rows] == [
        ("1 Customers today", 100, 100, "100"),
        ("2 High-value rule", 50, 50, "50"),
        ("3 High-value count", 67, 75, "67"),  # capped
        ("4 Gained last quarter", 75, 75, "75"),
        ("4 Lost last quarter", 67, 75, "67"),  # capped
        ("4a What lost means", 50, 50, "50"),
        ("5 Bought again", 25, 50, "25"),  # halved
        ("6 Average value", 67, 75, "67"),  # capped
        ("7 Price mix", 100, 100, "100"),
        ("9 Buying rhythm", 0, 0, "0"),  # nobody knows; question 8 does not apply
        ("10 Who they are", 0, 0, "0"),
    ]
    assert [each["place"] for each in rows] == list(range(11))


def test_the_table_says_why() -> None:
    rows = {row["Question"]: row for row in picture("answerable").rows}

    assert rows["5 Bought again"]["Why"].startswith("Halved")
    assert "67 points at most" in rows["6 Average value"]["Why"]
    assert rows["9 Buying rhythm"]["Answer"] == "Don't know"
    assert rows["1 Customers today"]["Why"] == ""


def test_questions_of_another_kind_are_drawn_as_they_are() -> None:
    asked = questionnaire(dimension("d", points("a")), result="disclosure")
    one = answerable(viewed(asked, {"a": 40}), LIGHT)

    assert [(row["points"], row["before"]) for row in layers(one)[0].rows] == [(40, 40)]

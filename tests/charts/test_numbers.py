"""One figure as several people gave it: a dot for each different number, with the names of those who gave it."""

from __future__ import annotations

import pytest

from assessments.room_model import Numbers
from charts.numbers import numbers
from charts.picture import LIGHT, Picture
from tests.assessments.build import QUESTIONS, asked
from tests.assessments.samples import disclosed
from tests.charts.build import layers, meaning, scene, spec_of, texts
from tests.charts.rooms import room_of
from tests.scoring.build import given as answers

SENTENCE = "Three people, three numbers. The highest is 10.4 times the lowest."


def of(*given: tuple[str, float], sentence: str = SENTENCE) -> Picture:
    """Draw figures, lowest first, with who gave them."""
    return numbers(Numbers("Customers today", "customers", given, sentence), LIGHT)


def test_what_the_marks_mean() -> None:
    assert meaning(of(("Ann", 1200), ("Ben", 12500))) == [
        "circle tooltip=full,written x=value y=place",
        *["text text=text x=value y=place"] * 2,
    ]


def test_each_number_has_a_dot_with_the_names_of_those_who_gave_it() -> None:
    drawn = of(("Ann", 1200), ("Ben", 1200), ("Sales", 12500))

    assert [(row["value"], row["text"]) for row in layers(drawn)[0].rows] == [
        (1200, "1,200 Ann, Ben"),
        (12500, "12,500 Sales"),
    ]
    assert drawn.title == "“Customers today”: three people, three numbers. The highest is 10.4 times the lowest."
    assert [dict(row) for row in drawn.rows] == [
        {"Who": "Ann", "Number": "1,200"},
        {"Who": "Ben", "Number": "1,200"},
        {"Who": "Sales", "Number": "12,500"},
    ]
    assert drawn.twin == f"{drawn.title} Ann: 1,200 customers; Ben: 1,200 customers; Sales: 12,500 customers"


def test_a_unit_that_begins_with_in_has_it_once() -> None:
    given = Numbers("Average sales", "in your currency", (("Ann", 1200), ("Ben", 12500)), SENTENCE)
    assert numbers(given, LIGHT).caption.startswith("Each dot is a number that was given, in your currency, the lowest")


def test_the_words_stand_on_the_side_that_has_room() -> None:
    drawn = of(("Ann", 1200), ("Ben", 12500))
    dots = {each["y"]: each["x"] for each in scene(drawn) if each["marktype"] == "symbol"}
    words = {
        each["text"]: (each["align"], each["dx"])
        for each in scene(drawn)
        if each["marktype"] == "text" and each["y"] in dots and each["role"] == "mark"
    }

    assert words == {"1,200 Ann": ("left", 12), "12,500 Ben": ("right", -12)}


@pytest.mark.parametrize(
    ("low", "high", "kind"), [(100, 2000, "linear"), (100, 2001, "log"), (0, 2001, "linear"), (-1, 2001, "linear")]
)
def test_far_apart_the_axis_is_logarithmic(low: float, high: float, kind: str) -> None:
    drawn = of(("Ann", low), ("Ben", high))

    assert spec_of(drawn)["layer"][0]["encoding"]["x"]["scale"]["type"] == kind
    assert ("multiple" in drawn.caption) is (kind == "log")


def test_on_a_logarithmic_axis_the_middle_is_a_multiple_too() -> None:
    rows = layers(of(("Ann", 1), ("Ben", 9), ("Cleo", 11), ("Dora", 100)))[0].rows

    assert [row["left"] for row in rows] == [False, False, True, True]


def test_a_linear_axis_holds_zero() -> None:
    domains = [
        spec_of(of(*given))["layer"][0]["encoding"]["x"]["scale"]["domain"]
        for given in ([("", 30), ("", 40)], [("", -30), ("", -10)], [("", 0)], [("", 7)])
    ]

    assert domains == [[0, 40], [-30, -10], [0, 1], [0, 7]]


def test_where_nobody_may_be_named_people_are_counted() -> None:
    drawn = of(("", 5), ("", 5), ("", 7.25))

    assert [row["text"] for row in layers(drawn)[0].rows] == ["5 (2 people)", "7.25"]
    assert {row["Who"] for row in drawn.rows} == {"not named"}


def test_long_names_are_cut_on_the_chart_and_told_in_the_table() -> None:
    drawn = of(("Head of customer service and repairs", 1200), ("Ben", 1300))

    assert layers(drawn)[0].rows[0]["text"] == "1,200 Head of customer …"
    assert drawn.rows[0]["Who"] == "Head of customer service and repairs"


def test_of_many_numbers_the_lowest_and_the_highest_are_named() -> None:
    twelve = of(*((f"P{n}", n) for n in range(1, 13)))
    thirteen = of(*((f"P{n}", n) for n in range(1, 14)))

    assert len(texts(twelve)) == 12
    assert [text for text in texts(thirteen) if text] == ["1 P1", "13 P13"]
    assert spec_of(thirteen)["height"] == spec_of(twelve)["height"]
    assert len(thirteen.rows) == 13


def test_the_figures_of_a_room_are_drawn_as_they_were_given() -> None:
    questions = asked(QUESTIONS)
    people = [answers(questions, {"q01-customers": disclosed("in-use", now=value)}) for value in (12_500, 1_200, 1_350)]
    room = room_of(questions, people, roles=("Sales", "Finance", "Service"))
    item = next(each for each in room.items if each.item.id == "q01-customers")
    drawn = numbers(item.numbers[0], LIGHT)

    assert [row["text"] for row in layers(drawn)[0].rows] == ["1,200 Finance", "1,350 Service", "12,500 Sales"]
    assert drawn.title.startswith("“Customers today”: three people, three numbers.")

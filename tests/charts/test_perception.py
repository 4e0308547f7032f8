"""The dumbbell of a company, its front line and its customers: its marks, its finding, and the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import vl_convert

from assessments import mirror_words as words
from charts.perception import perception
from charts.picture import DARK, LIGHT
from tests.assessments.mirrors import CUSTOMERS, FRONT, LEADERS, PROMISES, Company, defined, twin
from tests.charts.build import GRAMMAR
from tests.scoring.build import dimension

if TYPE_CHECKING:
    from assessments.mirror_model import MirrorView
    from charts.picture import Picture


def seen(*, front: bool = True, customers: int = 10) -> MirrorView:
    """Return the worked example: an open workshop of six, eight of the front line, ten customers."""
    company = Company()
    wave = company.room(mode="open")
    if front:
        company.ask(wave, FRONT, "front-line")
    company.ask(wave, CUSTOMERS[:customers])
    return company.mirrors.view(wave)


def values(picture: Picture) -> list[dict[str, Any]]:
    """Return the inline data of the chart's layers, one after the other."""
    assert picture.chart is not None
    spec = picture.chart.to_dict()
    kept = spec.get("datasets", {})
    found = [layer["data"] for layer in spec["layer"]]
    return [row for each in found for row in (each["values"] if "values" in each else kept[each["name"]])]


def marks(picture: Picture) -> list[tuple[str, str, int, int, int, str]]:
    """Return row, side, points, range and shape of each mark, once."""
    found = {
        (each["row"], each["side"], each["points"], each["low"], each["high"], each["shape"])
        for each in values(picture)
        if "row" in each
    }
    return sorted(found)


def test_each_side_has_a_mark_of_its_own_with_its_range() -> None:
    assert marks(perception(seen(), LIGHT)) == [
        ("Promises", "Customers", 50, 46, 54, "diamond"),
        ("Promises", "Front line", 60, 58, 62, "triangle-up"),
        ("Promises", "You", 65, 60, 70, "circle"),
        ("Warmth", "Customers", 60, 55, 65, "diamond"),
        ("Warmth", "Front line", 60, 60, 60, "triangle-up"),
        ("Warmth", "You", 60, 60, 60, "circle"),
    ]


def test_the_finding_is_the_title_and_the_twin_says_every_figure_with_its_people() -> None:
    picture = perception(seen(), LIGHT)
    assert picture.title == "You rate “Promises” 15 points above your customers."
    assert picture.twin == (
        f"{picture.title} "
        "Promises: You 65 (range 60 to 70) from 6 people; Front line 60 (range 58 to 62) from 5–9 people; "
        "Customers 50 (range 46 to 54) from 10 people. "
        "Warmth: You 60 (range 60 to 60) from 6 people; Front line 60 (range 60 to 60) from 5–9 people; "
        "Customers 60 (range 55 to 65) from 10 people."
    ).replace(" (range 60 to 60)", "")
    assert picture.caption == (
        "● you, ▲ front line, ◆ customers: averages, 0 to 100; the line is the range of an average."
    )


def test_the_table_says_the_same_and_which_differences_there_are() -> None:
    assert perception(seen(), LIGHT).rows[0] == {
        "Dimension": "Promises",
        "You": "65 (range 60 to 70)",
        "Front line": "60 (range 58 to 62)",
        "Customers": "50 (range 46 to 54)",
        "People": "you 6; front line 5–9; customers 10",
        "Difference": (
            "You rate “Promises” 15 points above your customers. "
            "Your front line rates “Promises” 10 points above your customers."
        ),
    }


def test_one_row_a_question_on_demand_and_who_was_not_asked_is_said() -> None:
    picture = perception(seen(), LIGHT, questions=True)
    assert picture.title == "You rate “kept” 30 points above your customers."
    assert [row["Question"] for row in picture.rows] == ["kept", "told", "greeted", "thanked"]
    assert picture.rows[2]["Customers"] == "not asked"
    assert ("greeted", "Front line", 90, 90, 90, "triangle-up") in marks(picture)


def test_two_sides_need_no_third_mark() -> None:
    picture = perception(seen(front=False), LIGHT)
    assert {side for _, side, *_ in marks(picture)} == {"You", "Customers"}
    assert list(picture.rows[0]) == ["Dimension", "You", "Customers", "People", "Difference"]


def test_a_mean_without_a_range_is_a_mark_without_a_line() -> None:
    picture = perception(seen(front=False, customers=5), LIGHT)
    assert ("Promises", "Customers", 50, 50, 50, "diamond") in marks(picture)
    assert picture.title == words.TOO_FEW


def test_one_person_is_called_one_person() -> None:
    company = Company()
    wave = company.alone({"kept": 80, "told": 50})
    company.ask(wave, CUSTOMERS)
    twin_text = perception(company.mirrors.view(wave), LIGHT).twin
    assert "Promises: You 65 from 1 person; Customers 50 (range 46 to 54) from 10 people." in twin_text
    assert "Warmth: You: You gave no answer here that carries points; Customers 60" in twin_text


def test_what_may_not_be_shown_has_no_mark_and_its_reason_in_the_table() -> None:
    company = Company()
    wave = company.room()  # all six leaders give 60 on "thanked"
    company.ask(wave, CUSTOMERS)
    picture = perception(company.mirrors.view(wave), LIGHT)
    assert [each[:2] for each in marks(picture)] == [
        ("Promises", "Customers"),
        ("Promises", "You"),
        ("Warmth", "Customers"),
    ]
    (warmth,) = [row for row in picture.rows if row["Dimension"] == "Warmth"]
    assert warmth["You"] == "Everybody has given the same answer."


def test_without_any_figure_there_is_nothing_to_draw() -> None:
    company = Company()
    wave = company.room()
    empty = perception(company.mirrors.view(wave), LIGHT)
    assert (empty.chart, empty.title, empty.caption, empty.rows) == (None, words.NOT_YET, "", [])
    assert perception(company.mirrors.view(wave), LIGHT, questions=True).title == words.NOT_YET


def test_where_no_question_differs_the_questions_say_so() -> None:
    company = Company()
    wave = company.room([{"kept": 50 + place % 3, "told": 50, "thanked": 60} for place in range(8)])
    company.ask(wave, CUSTOMERS)
    assert perception(company.mirrors.view(wave), LIGHT, questions=True).title == words.NO_GAP


def test_a_row_that_nobody_has_a_figure_in_is_left_out_of_the_chart() -> None:
    company = Company(defined(dimension("d", twin("a")), dimension("e", twin("b"))))
    wave = company.room([{"a": 50 + place} for place in range(8)])
    company.ask(wave, [{"a": 60 + place} for place in range(8)])
    picture = perception(company.mirrors.view(wave), LIGHT)
    assert {row for row, *_ in marks(picture)} == {"D"}
    assert [row["Dimension"] for row in picture.rows] == ["D", "E"]


def test_the_marks_keep_their_colours_apart_on_dark_ground() -> None:
    light, dark = (
        {each["colour"] for each in values(perception(seen(), each)) if "row" in each} for each in (LIGHT, DARK)
    )
    assert light == {LIGHT.ours, LIGHT.ink, "#D55E00"}
    assert dark == {DARK.ours, DARK.ink, "#D55E00"}


@pytest.mark.parametrize("questions", [False, True])
def test_the_browser_s_grammar_takes_the_chart(*, questions: bool) -> None:
    picture = perception(seen(), LIGHT, questions=questions)
    assert picture.chart is not None
    compiled = vl_convert.vegalite_to_vega(picture.chart.to_dict(), vl_version=GRAMMAR)
    assert {each["type"] for each in compiled["marks"]} >= {"symbol", "rule", "text"}


def test_the_example_is_the_one_that_is_worked_out_by_hand() -> None:
    assert (len(LEADERS), len(FRONT), len(CUSTOMERS)) == (6, 8, 10)
    assert len(PROMISES.questionnaire.items) == 5

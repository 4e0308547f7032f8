"""The agenda's mix: bars of 100 %, named where there is room."""

from __future__ import annotations

from typing import Any

import pytest

from charts.mix import mix
from charts.picture import FOCUS, GREYS, LIGHT, Picture
from tests.assessments.build import near, viewed
from tests.charts.build import layers, meaning, picture
from tests.scoring.build import agenda, dimension, questionnaire, topic


def of_minutes(minutes: dict[str, float], **rest: Any) -> Picture:
    """Draw an agenda with one topic for each category."""
    asked = questionnaire(dimension("d", agenda(**rest)), result="agenda")
    return mix(viewed(asked, {"agenda": [topic(each, spent) for each, spent in minutes.items()]}), LIGHT)


def test_what_the_marks_mean() -> None:
    assert meaning(picture("mix")) == [
        "rect color=colour tooltip=bar,category,share x=from x2=to y=top y2=bottom",
        "text color=ink text=text x=middle y=line",
        "text text=name x=0 y=place",
    ]


def test_each_bar_is_made_of_the_shares_worked_out_by_hand() -> None:
    cells = layers(picture("mix"))[0].rows
    bars = {bar: [each for each in cells if each["bar"] == bar] for bar in dict.fromkeys(each["bar"] for each in cells)}

    # minutes 60 30 0 0 10; energy 0.5 tasks + 0.3 minutes by depth + 0.2 place; driver 0.5 minutes + 0.5 energy
    assert {bar: [near(each["share"]) for each in found] for bar, found in bars.items()} == {
        "Time spent": [60, 30, 0, 0, 10],
        "Energy": [67.1, 25.7, 0, 2, 5.2],
        "What drives us": [63.55, 27.85, 0, 1, 7.6],
        "The mix you want": [20, 20, 20, 40, 0],
    }
    for found in bars.values():
        assert [each["from"] for each in found] == [0, *(each["to"] for each in found[:-1])]
        assert near(100) == found[-1]["to"]


def test_the_table_holds_the_same_shares() -> None:
    assert [dict(row) for row in picture("mix").rows][3:] == [
        {
            "View": "Customer value",
            "Time spent": "0 %",
            "Energy": "2 %",
            "What drives us": "1 %",
            "The mix you want": "40 %",
        },
        {"View": "Other", "Time spent": "10 %", "Energy": "5 %", "What drives us": "8 %", "The mix you want": "0 %"},
    ]


def test_blue_is_the_focus_and_the_others_are_grey() -> None:
    one = picture("mix")
    colours = {each["category"]: each["colour"] for each in layers(one)[0].rows}

    assert colours == dict(
        zip(("Product", "Sales", "Operations", "Customer value", "Other"), (*GREYS[:3], FOCUS, GREYS[3]), strict=True)
    )
    assert one.caption.startswith("Blue is customer value;")
    assert of_minutes({"sales": 1}, focus="sales").caption.startswith("Blue is sales;")


@pytest.mark.parametrize(("share", "label"), [(22, "Sales\n22 %"), (21, "21"), (5, "5"), (4, "")])
def test_a_piece_is_named_where_there_is_room(share: float, label: str) -> None:
    cells = layers(of_minutes({"product": 100 - share, "sales": share}))[1].rows

    assert cells[1]["text"] == label


def test_without_a_wanted_mix_there_are_three_bars() -> None:
    one = of_minutes({"value": 10, "sales": 10})

    assert [each["name"] for each in layers(one)[2].rows] == ["Time spent", "Energy", "What drives us"]
    assert list(one.rows[0]) == ["View", "Time spent", "Energy", "What drives us"]


def test_more_views_than_greys_are_drawn_too() -> None:
    categories = [{"id": f"c{n}", "title": f"View {n}", "summary": "A kind."} for n in range(7)]
    one = of_minutes({f"c{n}": 10 for n in range(7)}, categories=categories, focus="c6")

    assert len({each["category"] for each in layers(one)[0].rows}) == 7


def test_an_agenda_without_minutes_is_not_drawn() -> None:
    one = of_minutes({"sales": 0})

    assert (one.chart, one.rows, one.title) == (None, [], "No topic with minutes has been entered yet.")

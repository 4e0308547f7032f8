"""The agenda over the waves: a bar of 100 % each, the strong colour first, and the way to the wanted mix."""

from __future__ import annotations

from typing import Any

from assessments.series_model import Mix, Mixes
from charts.picture import FOCUS, GREYS, LIGHT, Picture
from charts.shares import shares
from tests.assessments.build import REVIEW, asked, near
from tests.charts.build import layers, meaning, texts
from tests.charts.series import agenda_time, view

FIRST = Mix(agenda_time(60, 30, 0, 0, 10), 0.4)
LAST = Mix(agenda_time(30, 20, 10, 33, 7), 0.17)
WANTED = agenda_time(20, 20, 20, 40, 0)


def drawn_of(*waves: Mix, wanted: Any = None, **rest: Any) -> Picture:
    """Draw these agendas, one a quarter."""
    mixes = Mixes(waves, WANTED if wanted is None else wanted, "More of the time went to customer value.")
    return shares(view(len(waves), **{"questionnaire": asked(REVIEW), "agenda": mixes} | rest), LIGHT)


def test_what_the_marks_mean() -> None:
    assert meaning(drawn_of(FIRST, LAST)) == [
        "rect color=colour tooltip=bar,category,share x=from x2=to y=top y2=bottom",
        "text color=ink text=text x=middle y=line",
        "text color=colour text=text x=datum.right ? width : 0 y=y",
        "point fill=fill shape=shape stroke=line x=x y=y",
        "text text=name x=x y=y",
    ]


def test_each_wave_is_a_bar_above_the_wanted_mix_and_customer_value_comes_first() -> None:
    cells = layers(drawn_of(FIRST, LAST))[0].rows
    bars = {bar: [each for each in cells if each["bar"] == bar] for bar in dict.fromkeys(each["bar"] for each in cells)}

    assert {bar: [near(each["share"]) for each in found] for bar, found in bars.items()} == {
        "Q1 2025": [0, 60, 30, 0, 10],
        "Q2 2025": [33, 30, 20, 10, 7],
        "The mix you want": [40, 20, 20, 20, 0],
    }
    for found in bars.values():
        assert [each["from"] for each in found] == [0, *(each["to"] for each in found[:-1])]
        assert near(100) == found[-1]["to"]
    assert [found[0]["top"] for found in bars.values()] == sorted(found[0]["top"] for found in bars.values())


def test_the_strong_colour_is_customer_value_and_the_legend_names_all() -> None:
    legend = layers(drawn_of(FIRST))[3].rows

    assert [(row["name"], row["fill"]) for row in legend] == [
        ("Customer value", FOCUS),
        ("Product", GREYS[0]),
        ("Sales", GREYS[1]),
        ("Operations", GREYS[2]),
        ("Other", GREYS[3]),
    ]
    assert "Blue and first is customer value" in drawn_of(FIRST).caption


def test_the_distance_to_the_wanted_mix_stands_beside_each_bar() -> None:
    drawn = drawn_of(FIRST, LAST)

    assert {
        "customer value 0 %, 40 % to move",
        "customer value 33 %, 17 % to move",
        "customer value 40 %",
    } <= set(texts(drawn))
    assert "“To move” is the share of the minutes" in drawn.caption


def test_without_a_wanted_mix_there_is_no_distance_and_no_bar_for_it() -> None:
    drawn = drawn_of(Mix(FIRST.time, None), wanted={})

    assert {row["bar"] for row in layers(drawn)[0].rows} == {"Q1 2025"}
    assert "customer value 0 %" in texts(drawn)
    assert "to move" not in f"{drawn.caption} {drawn.twin}".lower()


def test_a_small_part_has_no_figure_of_its_own() -> None:
    rows = layers(drawn_of(Mix(agenda_time(91, 5, 4, 0, 0), None), wanted={}))[0].rows

    assert [row["text"] for row in rows] == ["", "91", "5", "", ""]


def test_a_wave_without_an_agenda_has_a_name_and_no_bar() -> None:
    drawn = drawn_of(FIRST, Mix({}, None), LAST)

    assert "no agenda" in texts(drawn)
    assert "Q2 2025" not in {row["bar"] for row in layers(drawn)[0].rows}
    assert drawn.caption.endswith("A wave without a bar has no agenda.")
    assert set(drawn.rows[1].values()) == {"Q2 2025", ""}
    assert "Q2 2025: no agenda." in drawn.twin


def test_the_table_holds_the_same_shares() -> None:
    assert drawn_of(LAST).rows == [
        {
            "Wave": "Q1 2025",
            "Customer value": "33 %",
            "Product": "30 %",
            "Sales": "20 %",
            "Operations": "10 %",
            "Other": "7 %",
            "To move": "17 %",
        },
        {
            "Wave": "The mix you want",
            "Customer value": "40 %",
            "Product": "20 %",
            "Sales": "20 %",
            "Operations": "20 %",
            "Other": "0 %",
            "To move": "",
        },
    ]
    assert "Q1 2025: customer value 33 %, product 30 %" in drawn_of(LAST).twin


def test_a_category_that_an_older_version_does_not_have_is_left_blank() -> None:
    older = Mix({"Product": 0.7, "Customer value": 0.3}, None)
    drawn = drawn_of(older, LAST)

    assert drawn.rows[0]["Sales"] == ""
    assert [each["share"] for each in layers(drawn)[0].rows][:5] == [30, 70, 0, 0, 0]


def test_without_an_agenda_among_the_questions_all_parts_are_grey() -> None:
    drawn = drawn_of(Mix({"Product": 1.0}, 0.5), wanted={}, questionnaire=view(1).questionnaire)

    assert [row["colour"] for row in layers(drawn)[0].rows] == [GREYS[0]]
    assert "50 % to move" in texts(drawn)
    assert "Blue" not in drawn.caption


def test_without_any_agenda_there_is_a_sentence_and_no_chart() -> None:
    assert (drawn_of(Mix({}, None)).chart, drawn_of(Mix({}, None)).rows) == (None, [])
    assert shares(view(2), LIGHT).title == "There is no agenda to compare."

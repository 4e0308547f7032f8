"""Derived figures over the waves: each on its own scale, which holds 0."""

from __future__ import annotations

import pytest

from assessments.series_model import DerivedSeries, Disclosures
from charts.derived import derived
from charts.picture import LIGHT, Picture
from tests.charts.build import layers, meaning, texts
from tests.charts.series import view


def drawn_of(*found: tuple[str, str, list[float | None]]) -> Picture:
    """Draw these figures (label, unit, values), one value a quarter."""
    series = tuple(DerivedSeries(label, unit, tuple(values)) for label, unit, values in found)
    return derived(view(len(found[0][2]), disclosures=Disclosures((), series, "")), LIGHT)


def test_what_the_marks_mean() -> None:
    assert "line detail=run x=x y=y" in meaning(drawn_of(("Lost", "%", [12.0, 9.0])))
    assert "circle detail=run tooltip=panel,wave,value x=x y=y" in meaning(drawn_of(("Lost", "%", [12.0, 9.0])))


def test_only_what_has_two_values_is_drawn() -> None:
    drawn = drawn_of(("Lost", "%", [12.0, None, 9.0]), ("Once", "%", [None, 1.0, None]), ("No", "", [None] * 3))

    assert {row["panel"] for row in layers(drawn)[-3].rows} == {"Lost"}
    assert [row["Figure"] for row in drawn.rows] == ["Lost", "Once", "No"]
    assert drawn.caption.endswith("2 with fewer than two values stand in the table only.")
    one = drawn_of(("Lost", "%", [12.0, 9.0]), ("Once", "%", [None, 1.0]))
    assert one.caption.endswith("1 with fewer than two values stands in the table only.")


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([12.5, 9.25], ["0", "15"]),
        ([0.0, 0.0], ["0", "1"]),
        ([-2.5, 4.5], ["−2.5", "0", "5"]),
        ([-1.0, 98.0], ["", "0", "100"]),  # too close to 0 for a figure of its own
        ([-4.0, -2.0], ["−4", "0"]),
        ([9_000, 12_500], ["0", "15k"]),
        ([1_250_000, 1_312_500], ["0", "1.5M"]),
    ],
)
def test_the_scale_holds_0_and_ends_at_round_numbers(values: list[float | None], ticks: list[str]) -> None:
    drawn = drawn_of(("Lost", "", values))
    rows = layers(drawn)[0].rows

    assert [row["text"] for row in rows] == ticks
    low, high = rows[0]["y"], rows[-1]["y"]
    assert all(high - 0.1 <= row["y"] <= low + 0.1 for row in layers(drawn)[-3].rows)


def test_two_values_are_dots_and_three_make_a_line() -> None:
    two = layers(drawn_of(("Lost", "%", [12.0, 9.0])))[-3].rows
    three = layers(drawn_of(("Lost", "%", [12.0, 9.0, 8.0])))[-3].rows

    assert len({row["run"] for row in two}) == 2
    assert len({row["run"] for row in three}) == 1


def test_the_first_and_the_last_figure_stand_beside_the_name() -> None:
    drawn = drawn_of(("Lost", "%", [12.5, 11.0, 9.25]), ("All", "customers", [None, 1_250_000, 1_312_500]))

    assert {"12.5 % → 9.2 %", "1,250,000 customers → 1,312,500 customers"} <= set(texts(drawn))
    assert [row["text"] for row in layers(drawn)[-3].rows] == ["", "", "9.2", "", ""]  # seven digits have no room


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (
            [("Lost", "%", [12.5, 11.0]), ("Skew", "times", [2.0, 4.0])],
            "“Skew” moved most: from 2 times to 4 times.",
        ),
        ([("Lost", "%", [12.5, 12.5])], "“Lost” stands at 12.5 %, as at first."),
        ([("Lost", "%", [0.0, 0.0])], "“Lost” stands at 0 %, as at first."),
        ([("Lost", "%", [12.5, None])], "No derived figure has two values to compare yet."),
    ],
)
def test_the_title_names_what_moved_most_for_its_size(
    found: list[tuple[str, str, list[float | None]]], title: str
) -> None:
    assert drawn_of(*found).title == title


def test_the_table_and_the_twin_hold_every_wave() -> None:
    drawn = drawn_of(("Lost", "%", [12.5, None, 9.25]))

    assert drawn.rows == [{"Figure": "Lost", "1. Q1 2025": "12.5 %", "2. Q2 2025": "", "3. Q3 2025": "9.2 %"}]
    assert drawn.twin.endswith("Lost: Q1 2025 12.5 %, Q2 2025 unknown, Q3 2025 9.2 %.")


def test_without_two_values_there_is_a_sentence_and_no_chart() -> None:
    assert drawn_of(("Lost", "%", [12.5, None])).chart is None
    assert (derived(view(2), LIGHT).chart, derived(view(2), LIGHT).rows) == (None, [])

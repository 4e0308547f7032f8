"""Scores over three waves and more: panels, ranges, targets, and lines that end where they must."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessments.series_model import Series
from charts.lines import lines
from charts.picture import LIGHT, Picture
from tests.charts.build import layers, meaning, texts
from tests.charts.series import series, view


def drawn_of(waves: int, *shown: Series) -> Picture:
    """Draw these series over so many quarters."""
    return lines(view(waves, series=shown), LIGHT)


def runs(drawn: Picture) -> list[list[str]]:
    """Return the figures that each line joins."""
    found: dict[str, list[str]] = {}
    for row in layers(drawn)[-3].rows:
        found.setdefault(row["run"], []).append(row["value"])
    return list(found.values())


def test_what_the_marks_mean() -> None:
    assert meaning(drawn_of(3, series("Overall", 40, 50, 60, target=70.0))) == [
        "rule x=13.0 x2=85.0 y=y",
        "text text=text x=13.0 y=y",
        "text text=text x=x y=y",
        "rule x=x y=y y2=end",
        "rule x=13.0 x2=85.0 y=y",
        "point tooltip=target x=13.0 y=y",
        "area detail=run x=x y=y y2=low",
        "rule detail=run x=x y=y y2=low",
        "line detail=run x=x y=y",
        "circle detail=run tooltip=panel,wave,value x=x y=y",
        "text detail=run text=text x=x y=y",
        "text color=colour text=text x=datum.right ? width : 0 y=y",
    ]


def test_a_panel_runs_from_0_to_100_whatever_the_scores() -> None:
    drawn = drawn_of(3, series("Overall", 0, 50, 100), series("Needs", 49, 50, 51))
    ticks = [(row["text"], row["y"]) for row in layers(drawn)[0].rows]
    points = [(row["value"], row["y"]) for row in layers(drawn)[-3].rows]

    assert ticks[:3] == points[:3]
    assert [text for text, _ in ticks] == ["0", "50", "100"] * 2
    # 76 pixels for 100 points
    assert points[3][1] - points[5][1] == pytest.approx(2 * 0.76)


def test_the_waves_stand_in_order_from_left_to_right_below_each_panel() -> None:
    drawn = drawn_of(3, series("Overall", 40, 50, 60), series("Needs", 40, 50, 61))
    names = layers(drawn)[2].rows

    assert [row["text"] for row in names] == ["Q1 2025", "Q2 2025", "Q3 2025"] * 2
    assert [row["x"] for row in names[:3]] == [row["x"] for row in layers(drawn)[-3].rows[:3]] == [13, 49, 85]


def test_the_only_dimension_is_not_drawn_beside_the_whole_that_it_is() -> None:
    whole, only = series("Overall", 40, 50, 60), series("Needs", 40, 50, 60, target=70.0)
    drawn = drawn_of(3, whole, only)

    assert [row["Dimension"] for row in drawn.rows] == ["Overall"]
    assert drawn.rows[0]["Target"] == "70"
    for other in (series("Needs", 40, 50, 61), series("Needs", 40, 50, 60, breaks=(1,))):
        assert len(drawn_of(3, whole, other).rows) == 2
    assert len(drawn_of(3, series("Overall", 40, 50, 60, target=80.0), only).rows) == 2
    assert len(drawn_of(3, only, replace(only, dimension_id="b", title="B")).rows) == 2
    assert len(drawn_of(3, whole, only, only).rows) == 3


@pytest.mark.parametrize(
    ("shown", "joined"),
    [
        (series("Overall", 40, 50, 60, 70), [["40", "50", "60", "70"]]),
        (series("Overall", 40, 50, 60, 70, breaks=(2,)), [["40", "50"], ["60", "70"]]),
        (series("Overall", 40, None, 60, 70), [["40"], ["60", "70"]]),
        (series("Overall", 40, None, 60, 70, breaks=(1, 3)), [["40"], ["60"], ["70"]]),
        (series("Overall", None, None, 60, None), [["60"]]),
    ],
)
def test_a_line_breaks_where_the_questionnaire_changed_and_where_a_figure_is_missing(
    shown: Series, joined: list[list[str]]
) -> None:
    drawn = drawn_of(4, shown)

    assert runs(drawn) == joined
    assert len(layers(drawn)[3].rows) == len(shown.breaks)
    assert ("where the questionnaire changed" in drawn.caption) == bool(shown.breaks)


def test_a_range_is_drawn_only_where_there_is_one() -> None:
    drawn = drawn_of(4, series("Overall", (30, 40, 50), (40, 50, 60), 60, (60, 70, 80)))
    rows = layers(drawn)[6].rows

    # the range of the last wave is not joined to the first two, because the one between has none
    assert [(row["run"], round((row["low"] - row["y"]) / 0.76)) for row in rows] == [
        ("Overall 0", 20),
        ("Overall 0", 20),
        ("Overall 1", 20),
    ]
    assert "the pale area is its range" in drawn.caption
    assert "range" not in drawn_of(3, series("Overall", 40, 50, 60)).caption


def test_the_target_is_a_hollow_mark_with_a_dashed_line_and_its_figure() -> None:
    drawn = drawn_of(3, series("Overall", 40, 50, 100, target=100.0), series("Needs", 40, 50, 60))

    assert [row["target"] for row in layers(drawn)[4].rows] == [100]
    assert layers(drawn)[4].rows[0]["y"] == layers(drawn)[-3].rows[2]["y"]
    assert not layers(drawn)[5].mark["filled"]
    assert "target 100" in texts(drawn)
    assert "▲ with the dashed line is the target" in drawn.caption
    assert "target" not in drawn_of(3, series("Overall", 40, 50, 60)).caption


def test_only_the_last_figure_is_written_beside_its_dot() -> None:
    drawn = drawn_of(4, series("Overall", 40, 50, 61, None))

    assert [row["text"] for row in layers(drawn)[-3].rows] == ["", "", "61"]


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        (series("Overall", 40, 50, 60), "“Overall” stands at 60 of 100 in Q3 2025; it stood at 40 in Q1 2025."),
        (
            series("Overall", (30, 40, 50), 50, (52, 60, 68)),
            "“Overall” stands at 60 (52 to 68) of 100 in Q3 2025; it stood at 40 (30 to 50) in Q1 2025.",
        ),
        (series("Overall", 40, 50, 40), "“Overall” stands at 40 of 100 in Q3 2025, as in Q1 2025."),
        (
            series("Overall", 40, 50, 60, breaks=(1,)),
            (
                "“Overall” stands at 60 of 100 in Q3 2025; "
                "the questionnaire changed on the way, so older figures are not joined to it."
            ),
        ),
        (series("Overall", None, 50, None), "“Overall” stands at 50 of 100 in Q2 2025."),
        (series("Overall", None, None, None), "There is no overall figure to show yet."),
    ],
)
def test_the_title_says_where_the_whole_stands_and_calls_nothing_a_trend(shown: Series, title: str) -> None:
    assert drawn_of(3, shown, series("Needs", 40, 50, 60)).title == title


def test_the_table_holds_every_wave_and_says_what_cannot_be_compared() -> None:
    drawn = drawn_of(3, series("Overall", (30, 40, 50), None, 60, breaks=(1,), target=70.0), series("No", *[None] * 3))

    assert drawn.rows[0] == {
        "Dimension": "Overall",
        "1. Q1 2025": "40 (30 to 50)",
        "2. Q2 2025": "Fewer than 5 people answered.",
        "3. Q3 2025": "60",
        "Target": "70",
        "Not comparable with before": "Q2 2025",
    }
    assert (
        "Overall: Q1 2025 40 (30 to 50), Q2 2025 Fewer than 5 people answered (not comparable with before), "
        "Q3 2025 60, target 70." in drawn.twin
    )
    assert drawn.caption.endswith("1 without a figure stands in the table only.")
    hidden = [series("No", *[None] * 3)] * 2
    assert drawn_of(3, series("Overall", 1, 2, 3), *hidden).caption.endswith(
        "2 without a figure stand in the table only."
    )


def test_two_waves_make_no_line() -> None:
    drawn = lines(view(2, series=(series("Overall", 40, 60),), why="Two waves are no trend."), LIGHT)

    assert (drawn.chart, drawn.title, len(drawn.rows)) == (None, "Two waves are no trend.", 1)
    assert drawn_of(2).title == "There are not enough waves for a line yet."


def test_without_a_figure_or_a_series_there_is_a_sentence_and_no_chart() -> None:
    assert drawn_of(3, series("Overall", None, None, None)).chart is None
    assert (drawn_of(3).chart, drawn_of(3).title) == (None, "There is no overall figure to show yet.")

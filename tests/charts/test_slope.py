"""Two waves side by side: what is joined, what is called a change, and what is left unsaid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessments.series_model import Movement
from charts.picture import LIGHT, Picture
from charts.slope import slope
from tests.charts.build import layers, meaning, texts
from tests.charts.series import HIDDEN, Moved, figure, movement, view

UP = movement("Records", (30, 43, 56), (48, 55, 62), Moved("up", 12, 4, 20))
DOWN = movement("Service", 70, 62, Moved("down", -8, -15, -1))
SAME = movement("Needs", 43, 46, Moved("no detectable change", 3, -3, 9))
FEW = movement("Words", 40, 60, Moved("too few"))
OVERALL = movement("Overall", 46, 53, Moved("up", 7, 2, 12))


def drawn_of(*moves: Movement) -> Picture:
    """Draw these movements between Q1 and Q2 2025."""
    return slope(view(2, movements=moves), LIGHT)


def joined(drawn: Picture) -> dict[str, list[int]]:
    """Return dimension to the points that a line joins."""
    found: dict[str, list[int]] = {}
    for row in layers(drawn)[1].rows:
        found.setdefault(row["dimension"], []).append(row["points"])
    return found


def test_what_the_marks_mean() -> None:
    assert meaning(drawn_of(UP, SAME, FEW)) == [
        "rule color=colour x=low x2=high y=y",
        "trail color=colour detail=dimension size=size x=points y=y",
        "point color=colour fill=fill tooltip=dimension,wave,points x=points y=y",
        "text color=ink text=points x=beside y=y",
        "text color=colour text=text x=datum.right ? width : 0 y=y",
        "point fill=fill shape=shape stroke=line x=x y=y",
        "text text=name x=x y=y",
    ]


def test_each_wave_is_a_dot_with_its_range_the_older_one_hollow_and_above() -> None:
    before, after = layers(drawn_of(UP))[2].rows

    assert [(row["wave"], row["low"], row["points"], row["high"]) for row in (before, after)] == [
        ("Q1 2025", 30, 43, 56),
        ("Q2 2025", 48, 55, 62),
    ]
    assert (before["fill"], after["fill"]) == ("transparent", LIGHT.ours)
    assert before["y"] < after["y"]


def test_a_line_joins_only_what_may_be_compared() -> None:
    drawn = drawn_of(UP, SAME, FEW, movement("Half", None, 60, Moved("too few")))

    assert joined(drawn) == {"Records": [43, 55], "Needs": [43, 46]}
    assert [(row["dimension"], row["points"]) for row in layers(drawn)[2].rows][-3:] == [
        ("Words", 40),
        ("Words", 60),
        ("Half", 60),
    ]
    assert "nothing joins the two" in drawn.caption
    assert "nothing joins" not in drawn_of(UP, SAME).caption


def test_what_moved_is_strong_and_named_and_the_rest_is_grey() -> None:
    drawn = drawn_of(UP, DOWN, SAME, FEW)
    colours = {row["dimension"]: row["colour"] for row in layers(drawn)[2].rows}

    assert colours == {"Records": LIGHT.ours, "Service": LIGHT.ours, "Needs": LIGHT.quiet, "Words": LIGHT.quiet}
    assert {"▲ up 12 (+4 to +20)", "▼ down 8 (−15 to −1)", "no detectable change", "cannot be told"} <= set(
        texts(drawn)
    )
    inks = {row["text"]: row["colour"] for row in layers(drawn)[4].rows}
    assert (inks["▲ up 12 (+4 to +20)"], inks["no detectable change"]) == (LIGHT.ink, LIGHT.quiet)


def test_a_line_grows_towards_the_newer_wave_where_something_moved() -> None:
    sizes = [row["size"] for row in layers(drawn_of(UP, SAME))[1].rows]

    assert sizes[0] < sizes[1]
    assert sizes[2] == sizes[3]


def test_a_figure_stands_on_the_side_away_from_the_other_wave() -> None:
    sides = [(row["dimension"], row["left"], row["beside"]) for row in layers(drawn_of(UP, DOWN))[2].rows]

    assert sides == [("Records", True, 30), ("Records", False, 62), ("Service", False, 70), ("Service", True, 62)]


@pytest.mark.parametrize(
    ("moves", "title"),
    [
        (
            (OVERALL, UP, DOWN, SAME),
            (
                "Overall went up 7 points. 2 of 3 dimensions moved: “Records” went up 12 points, "
                "“Service” went down 8 points."
            ),
        ),
        ((OVERALL, SAME), "Overall went up 7 points. There is no detectable change in 1 dimension."),
        ((SAME, SAME), "There is no detectable change in any of 2 dimensions."),
        ((replace(SAME, dimension_id=""),), "There is no detectable change."),
        ((OVERALL,), "Overall went up 7 points."),
        ((FEW, FEW), "Whether anything changed cannot be told."),
        (
            (UP,) * 5,
            (
                "5 of 5 dimensions moved: “Records” went up 12 points, “Records” went up 12 points, "
                "“Records” went up 12 points and 2 more."
            ),
        ),
        ((movement("A", 10, 11, Moved("up", 1, 1, 1)),), "1 of 1 dimension moved: “A” went up 1 point."),
    ],
)
def test_the_title_says_what_moved_and_claims_nothing_else(moves: tuple[Movement, ...], title: str) -> None:
    assert drawn_of(*moves).title == title


def test_the_table_holds_the_change_with_its_range_and_what_it_rests_on() -> None:
    everybody = Moved("no detectable change", 9, -2, 20)
    paired = replace(UP, by_pairs=True, all=movement("", 1, 1, everybody).change)
    drawn = drawn_of(paired, FEW)

    assert drawn.rows[0] == {
        "Dimension": "Records",
        "Before": "43 (30 to 56)",
        "After": "55 (48 to 62)",
        "Change": "+12",
        "Range of the change": "+4 to +20",
        "Finding": "up",
        "Smallest change that could have been seen": "9",
        "People": "12 people",
        "Change of all respondents": "+9 (−2 to +20), no detectable change",
        "Why": "",
    }
    assert list(drawn.rows[1].values())[3:] == [
        "",
        "",
        "cannot be told",
        "",
        "12 people",
        "",
        "Too few people answered both times.",
    ]
    assert "Why" not in drawn_of(UP).rows[0]  # what no row has is left out
    assert "people who answered both times; the circles are of everybody" in drawn.caption
    assert "circles are of everybody" not in drawn_of(UP).caption
    assert "Records: Q1 2025 43 (30 to 56), Q2 2025 55 (48 to 62). Records did this: up." in drawn.twin
    assert "Words: Q1 2025 40, Q2 2025 60. Too few people answered both times." in drawn.twin


def test_a_reason_that_holds_for_every_row_is_said_once() -> None:
    both = (FEW, replace(FEW, dimension_id="b", title="B", after=figure(61)))
    drawn = drawn_of(*both)
    assert all("Why" not in row for row in drawn.rows)
    assert drawn.caption.endswith(" Too few people answered both times.")
    assert drawn_of(FEW).rows[0]["Why"] == "Too few people answered both times."  # one row says it once in any case
    above = slope(view(2, movements=both, why=FEW.why), LIGHT)
    assert "Too few" not in above.caption  # the page says it already
    assert "Why" not in above.rows[0]


def test_the_only_dimension_is_not_drawn_beside_the_whole_that_it_is() -> None:
    whole, only = (movement(title, 40, 52, Moved("up", 12, 3, 21)) for title in ("Overall", "Needs"))
    drawn = drawn_of(whole, only)

    assert [row["Dimension"] for row in drawn.rows] == ["Overall"]
    assert drawn.title == "Overall went up 12 points."
    assert len(drawn_of(whole, replace(only, after=figure(53))).rows) == 2


def test_a_change_without_a_range_is_named_without_one() -> None:
    bare = movement("Records", 43, 55, Moved("up", 12))

    assert "▲ up 12" in texts(drawn_of(bare))
    assert "range" not in drawn_of(bare).caption


def test_that_not_all_items_are_compared_stands_below_the_chart() -> None:
    drawn = slope(view(2, movements=(UP,), comparable="Comparable on 31 of 36 items."), LIGHT)

    assert drawn.caption.endswith("Comparable on 31 of 36 items.")


def test_without_two_waves_or_without_any_figure_there_is_a_sentence_and_no_chart() -> None:
    alone = slope(view(1, why="There is only one wave so far."), LIGHT)
    hidden = drawn_of(replace(FEW, before=HIDDEN, after=HIDDEN))

    assert (alone.chart, alone.title, alone.rows) == (None, "There is only one wave so far.", [])
    assert slope(view(1), LIGHT).title == "There are no two waves to compare yet."
    assert (hidden.chart, len(hidden.rows)) == (None, 1)

"""Importance against the gap: the order, the averages, what each dimension needs, and numbers that stay readable."""

from __future__ import annotations

import pytest

from charts.picture import LIGHT
from charts.priorities import priorities
from tests.charts.build import layers, meaning, scene, texts
from tests.charts.series import Ranked, ranked

FOUR = (
    ranked("Records", 10, 20),
    ranked("Service", 40, 30, "build"),
    ranked("Needs", 30, 10, "quick win"),
    ranked("Words", 20, 0, "align first"),
)


def test_what_the_marks_mean() -> None:
    assert meaning(priorities(FOUR, LIGHT)) == [
        "rule x=10.0 x2=95.0 y=y",
        "rule x=x y=24 y2=274",
        "rule x=10.0 x2=95.0 y=y",
        "rule x=x y=24 y2=274",
        "point fill=fill shape=shape stroke=line tooltip=dimension,importance,gap,kind x=x y=y",
        "text text=rank x=x y=y",
        "text text=text x=x y=y",
        "text color=colour text=text x=datum.right ? width : 0 y=y",
    ]


def test_dimensions_are_numbered_by_importance_times_gap() -> None:
    drawn = priorities(FOUR, LIGHT)

    assert [(row["rank"], row["dimension"]) for row in layers(drawn)[4].rows] == [
        ("1", "Service"),
        ("2", "Needs"),
        ("3", "Records"),
        ("4", "Words"),
    ]
    assert drawn.title == "“Service” comes first: 40 % of the importance, and 30 points to go."
    assert {"1  Service", "■ build, 40 % × 30", "3  Records", "10 % × 20"} <= set(texts(drawn))


def test_importance_runs_to_the_right_and_the_gap_upwards_both_from_0() -> None:
    service, needs, records, words = layers(priorities(FOUR, LIGHT))[4].rows

    # the scales end at 40 % and at 30 points
    assert (service["x"], service["y"]) == (95, 24)
    assert (needs["x"], records["x"], words["y"]) == (pytest.approx(73.75), pytest.approx(31.25), 274)
    assert {"0 %", "20 %", "40 %", "0", "15", "30"} <= set(texts(priorities(FOUR, LIGHT)))


def test_the_dashed_lines_are_the_averages() -> None:
    drawn = priorities(FOUR, LIGHT)
    lines = layers(drawn)[2].rows

    # 25 % of a scale to 40 %, 15 points of a scale to 30
    assert lines == layers(drawn)[3].rows == [{"x": pytest.approx(10 + 85 * 25 / 40), "y": pytest.approx(24 + 125)}]
    assert "The dashed lines are the averages: 25 % and 15 points." in drawn.caption


def test_what_it_needs_is_told_by_shape_colour_and_word() -> None:
    kinds = (*FOUR, ranked("Unknown", 5, 40, "find out"))
    drawn = priorities(kinds, LIGHT)

    assert {row["dimension"]: (row["shape"], row["fill"]) for row in layers(drawn)[4].rows} == {
        "Service": ("square", LIGHT.ours),
        "Needs": ("triangle-up", LIGHT.ours),
        "Words": ("diamond", LIGHT.ours),
        "Unknown": ("cross", LIGHT.ours),
        "Records": ("circle", "transparent"),
    }
    assert "▲ quick win, ■ build, ◆ align first, + find out" in drawn.caption
    assert "quick win" not in priorities(FOUR[:1], LIGHT).caption


def test_a_dimension_without_a_score_stands_in_the_table_only() -> None:
    drawn = priorities((*FOUR, ranked("Unknown", 10, None, "find out")), LIGHT)

    assert drawn.rows[-1] == {
        "Dimension": "Unknown",
        "Rank": "",
        "Importance": "10 %",
        "Gap": "",
        "Priority": "",
        "What it needs": "find out",
    }
    assert drawn.rows[0] == {
        "Dimension": "Service",
        "Rank": "1",
        "Importance": "40 %",
        "Gap": "30",
        "Priority": "12.0",
        "What it needs": "build",
    }
    assert "Unknown" not in str(layers(drawn))
    assert "Unknown: importance 10 %, no score, find out." in drawn.twin
    assert "Records: importance 10 %, gap 20 points, priority 2.0." in drawn.twin
    assert drawn.caption.endswith("1 without a score stands in the table only.")
    two = (ranked("Unknown", 10, None), ranked("Unseen", 10, None))
    assert priorities((*FOUR, *two), LIGHT).caption.endswith("2 without a score stand in the table only.")


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        ([ranked("A", 100, 1)], "“A” comes first: 100 % of the importance, and 1 point to go."),
        ([ranked("A", 100, 0), ranked("B", 0, 30)], "Nothing that matters is short of its target."),
        ([], "There are not enough answers for an order of priorities yet."),
        ([ranked("A", 100, None)], "There are not enough answers for an order of priorities yet."),
    ],
)
def test_the_title_names_what_comes_first(shown: list[Ranked], title: str) -> None:
    assert priorities(shown, LIGHT).title == title


def test_an_order_that_is_open_names_both() -> None:
    drawn = priorities([ranked("A", 50, 20), ranked("B", 50, 19)], LIGHT, rival="B")

    said = "The order is open between “A” and “B”."
    assert drawn.title == said
    assert drawn.twin.startswith(said)
    assert priorities([ranked("A", 0, 20)], LIGHT, rival="B").title == "Nothing that matters is short of its target."


@pytest.mark.parametrize("width", [330, 1280])
def test_numbers_of_marks_that_lie_together_stand_apart(width: int) -> None:
    together = [ranked(f"D{place}", 10, 20 + place) for place in range(5)] + [ranked("Far", 40, 40)]
    drawn = priorities(together, LIGHT)
    numbers = [each for each in scene(drawn, width) if each.get("text") in {"1", "2", "3", "4", "5", "6"}]
    spots = [(each["x"] + each["dx"], each["y"] + each["dy"]) for each in numbers]

    assert len(spots) == 6
    for place, one in enumerate(spots):
        assert all(abs(one[0] - two[0]) >= 8 or abs(one[1] - two[1]) >= 12 for two in spots[place + 1 :])


def test_numbers_at_the_corner_leave_the_figures_of_the_scales_free() -> None:
    drawn = priorities([ranked(f"D{place}", 0, 0) for place in range(4)] + [ranked("Far", 40, 40)], LIGHT)
    found = [each for each in scene(drawn, 330) if each.get("text") in {"2", "3", "4", "5", "0", "0 %"}]
    spots = [(each["text"], each["x"] + each.get("dx", 0), each["y"] + each.get("dy", 0)) for each in found]
    figures = [each for each in spots if each[0] in {"0", "0 %"}]

    assert (len(figures), len(spots)) == (2, 6)
    for _, x, y in figures:
        assert all(abs(x - other[1]) >= 8 or abs(y - other[2]) >= 12 for other in spots if other not in figures)


def test_marks_in_one_place_keep_their_numbers_even_where_no_side_is_left() -> None:
    drawn = priorities([ranked(f"D{place}", 10, 20) for place in range(16)], LIGHT)

    assert [row["rank"] for row in layers(drawn)[5].rows] == [str(place + 1) for place in range(16)]


def test_without_importance_and_without_a_gap_the_scales_run_to_100() -> None:
    drawn = priorities([ranked("A", 0, 0)], LIGHT)

    assert {"100 %", "100", "0 %", "0"} <= set(texts(drawn))


def test_without_a_gap_there_is_a_sentence_and_no_chart() -> None:
    assert (priorities([], LIGHT).chart, priorities([], LIGHT).rows) == (None, [])
    assert (priorities([ranked("A", 100, None)], LIGHT).chart, priorities([], LIGHT).twin) == (
        None,
        "There are not enough answers for an order of priorities yet.",
    )

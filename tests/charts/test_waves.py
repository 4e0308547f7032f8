"""Where waves stand, which of them are named, and what a line may join."""

from __future__ import annotations

import pytest

from charts.waves import LEFT, RIGHT, names, places, runs
from tests.charts.series import LABELS


def test_waves_are_spread_evenly_and_one_stands_in_the_middle() -> None:
    assert places(1) == [49]
    assert places(2) == [LEFT, RIGHT]
    assert places(3) == [13, 49, 85]


@pytest.mark.parametrize(
    ("count", "named"),
    [(1, [0]), (2, [0, 1]), (5, [0, 1, 2, 3, 4]), (6, [1, 3, 5]), (8, [1, 3, 5, 7])],
)
def test_the_newest_wave_is_named_and_of_the_others_as_many_as_have_room(count: int, named: list[int]) -> None:
    rows = names(LABELS[:count], 10)

    assert [row["text"] for row in rows] == [LABELS[place] for place in named]
    assert all(row["room"] >= 17 for row in rows)


def test_a_name_takes_no_more_room_than_there_is_to_the_edge_and_to_the_next_one() -> None:
    rows = names(LABELS[:3], 10)

    assert [row["room"] for row in rows] == [26, 36, 30]


@pytest.mark.parametrize(
    ("there", "breaks", "joined"),
    [
        ("", (), []),
        ("xxx", (), [[0, 1, 2]]),
        ("x.xx", (), [[0], [2, 3]]),
        ("xxx", (1, 2), [[0], [1], [2]]),
        ("..x", (2,), [[2]]),
    ],
)
def test_a_line_joins_what_follows_each_other(there: str, breaks: tuple[int, ...], joined: list[list[int]]) -> None:
    assert runs([each == "x" for each in there], frozenset(breaks)) == joined

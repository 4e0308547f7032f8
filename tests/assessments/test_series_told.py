"""The words around a change: each beside the figures it is said of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

from assessments import series_told as told
from assessments.series_model import Change
from scoring.change import Word
from tests.charts.series import Moved, movement, series, view


def change(points: int | None, low: int | None = None, high: int | None = None, seen: int | None = None) -> Change:
    """Return a change."""
    word: Word = "too few" if points is None else "up"
    return Change(points, low, high, seen, word, "9 then, 9 now")


@pytest.mark.parametrize(
    ("given", "text", "short"),
    [
        (change(None), "", "cannot be told"),
        (change(12), "+12", "up: +12"),
        (change(12, -3, 27), "+12 (−3 to +27)", "up: +12 (−3 to +27)"),
    ],
)
def test_a_change_with_its_interval(given: Change, text: str, short: str) -> None:
    assert told.change_text(given) == text
    assert told.in_short(given) == short


def test_what_could_have_been_seen() -> None:
    assert [told.seen_text(change(1, 0, 2, seen)) for seen in (None, 9, 101)] == [
        "",
        "9 points",
        "none that is possible",
    ]


def test_the_table_leaves_out_what_no_row_has() -> None:
    pairs = movement("A", 40, 52, Moved("up", 12, 3, 21), by_pairs=True, all=change(5))
    rows, notes = told.table_rows(view(2, movements=(pairs, movement("B", None, 50, Moved("too few")))))
    assert rows[0] == {
        "Dimension": "A",
        "Then, Q1 2025": "40",
        "Now, Q2 2025": "52",
        "Change in points (range)": "+12 (+3 to +21)",
        "Finding": "up",
        "Smallest detectable change": "9 points",
        "All respondents": "up: +5",
    }
    assert rows[1]["Then, Q1 2025"] == "Fewer than 5 people answered."
    assert notes == ["People compared in every row: 12 people.", told.SAME_PEOPLE]


def test_rows_that_rest_on_different_people_say_so_each() -> None:
    first, second = (movement(each, 40, 52, Moved("up", 12)) for each in "AB")
    other = replace(second, change=replace(second.change, people="9 people"))
    rows, notes = told.table_rows(view(2, movements=(first, other)))
    assert [row[told.RESTS] for row in rows] == ["12 people", "9 people"]
    assert notes == []


def test_sentences_of_what_moved_and_of_the_rest() -> None:
    moves = (movement("A", 40, 52, Moved("up", 12)), movement("B", 1, 2, Moved("too few")))
    assert told.sentences(view(2, movements=moves)) == (["A did this: up."], ["Too few people answered both times."])


def test_the_only_dimension_stands_for_the_whole() -> None:
    whole, only = (movement(title, 40, 52, Moved("up", 12)) for title in ("Overall", "A"))
    shown = view(2, movements=(whole, only), series=(series("Overall", 40, 52), series("A", 40, 52)))
    assert [row["Dimension"] for row in told.table_rows(shown)[0]] == ["Overall"]
    assert told.sentences(shown) == ([whole.sentence], [])
    assert len(shown.movements) == 2  # what became of a promise is looked up by its dimension
    other = replace(only, all=change(5))
    assert told.without_twin(view(2, movements=(whole, other))).movements == (whole, other)


def test_how_far_it_holds_and_which_waves() -> None:
    shown = view(2, comparable="Most of it.", breaks=("One was retired.",), correction="Holm.")
    assert told.limits(shown) == ["Most of it.", "One was retired.", "Holm."]
    assert told.table_title(shown) == "What changed from Q1 2025 to Q2 2025"
    assert told.asked_in(shown).endswith(": Q1 2025, Q2 2025.")
    assert told.wave_rows(shown, UTC)[0] == {
        "Wave": "Q1 2025",
        "Measured on": "1 January 2025",
        "People": "12",
        "Version of the questionnaire": "1.0.0",
    }

"""The sentences about a series: each beside what it is said of."""

from __future__ import annotations

import pytest

from assessments import series_words as words
from assessments.anonymity import Rules
from assessments.room_model import Figure
from assessments.series_model import Change, Movement
from scoring.change import Move, Word

OPEN, FIVE = Rules("open", 1), Rules("anonymous", 5)
NONE = Figure(None, None, None, "", "Not asked.")


def moved(title: str, word: Word, points: int | None = None) -> Movement:
    """Return what a dimension did; the overall score where the title says so."""
    change = Change(points, None, None, None, word, "")
    return Movement(title, title, NONE, NONE, change, None, by_pairs=False, sentence="", why="")


LEVEL: Word = "no detectable change"
FEW: Word = "too few"


@pytest.mark.parametrize(
    ("overall", "parts", "sentence"),
    [
        (moved("Overall", LEVEL, 1), [moved("A", "up", 12), *[moved(each, LEVEL, 1) for each in "BCDE"]],
         "Up since Q3: A (+12). No detectable change in the other four."),
        (moved("Overall", LEVEL, 1), [moved("A", "up", 6), moved("B", "up", 12), moved("C", "down", -8)],
         "Up since Q3: B (+12) and A (+6). Down: C (−8)."),
        (moved("Overall", "down", -7), [moved("A", "down", -9), moved("B", LEVEL, -5)],
         "Overall down since Q3 (−7). Down: A (−9). No detectable change in the other one."),
        (moved("Overall", LEVEL, 1), [moved("A", "down", -9), moved("B", FEW)],
         "Down since Q3: A (−9). Nothing can be said about one dimension."),
        (moved("Overall", "up", 6), [moved("A", LEVEL, 5), moved("B", LEVEL, 5)],
         "Overall up since Q3 (+6). No detectable change in any single dimension."),
        (moved("Overall", LEVEL, 1), [moved("A", LEVEL, 1), moved("B", LEVEL, 1)],
         "No change of 5 points or more can be told from noise since Q3."),
        (moved("Overall", FEW), [moved("A", LEVEL, 1), moved("B", FEW), moved("C", FEW)],
         "No change of 5 points or more can be told from noise since Q3. Nothing can be said about two dimensions."),
        (moved("Overall", FEW), [moved("A", FEW), moved("B", FEW)], "Nobody knows."),
        (moved("Overall", "up", 6), [moved("A", "up", 6)], "Overall up since Q3 (+6)."),
    ],
)  # fmt: skip
def test_the_sentence_to_repeat_says_what_was_found_and_no_more(
    overall: Movement, parts: list[Movement], sentence: str
) -> None:
    assert words.headline([overall, *parts], "Q3", "Nobody knows.") == sentence


def a_move(change: float, p: float, adjusted: float, word: Word) -> Move:
    """Return a move with its probabilities."""
    return Move(change, change - 1, change + 1, p, adjusted, 8, 8, 8, 6.0, word)


@pytest.mark.parametrize(
    ("move", "sentence"),
    [
        (a_move(12, 0.001, 0.01, "up"), ""),
        (a_move(5.5, 0.07, 0.07, LEVEL), ""),
        (
            a_move(8, 0.03, 0.12, LEVEL),
            "Alone it would count as a change, but among so many comparisons it may well be chance.",
        ),
        (a_move(4, 0.001, 0.01, LEVEL), "It is more than chance, but counts as no change below 5 points."),
    ],
)
def test_a_range_without_0_that_is_no_change_is_explained(move: Move, sentence: str) -> None:
    assert words.reservation(move) == sentence


@pytest.mark.parametrize(
    ("before", "after", "points", "sentence"),
    [
        (57, 62, 5, ""),
        (57, 62, 6, "The averages shown are rounded, so they lie +5 apart."),
        (60, 57, 1,
         "The averages shown are rounded and leave out missing answers in other ways, so they lie −3 apart."),
        (None, 57, 1, ""),
        (57, None, 1, ""),
        (57, 57, None, ""),
    ],
)  # fmt: skip
def test_rounded_averages_that_do_not_fit_the_change_are_explained(
    before: int | None, after: int | None, points: int | None, sentence: str
) -> None:
    figures = [Figure(each, None, None, "8") for each in (before, after)]
    assert words.rounding(figures[0], figures[1], points) == sentence


def test_a_finding_has_its_range_and_what_could_have_been_seen() -> None:
    up = Change(1, 1, 1, 5, "up", "8 people in both waves")
    assert words.finding("A", up, since="Q3", linked=True) == (
        "“A” is up by 1 point since Q3 among 8 people in both waves, range +1 to +1. "
        "A true change of 5 points would have been found in four of five cases."
    )
    blurred = Change(0, -60, 60, 120, LEVEL, "5 then, 5 now")
    assert words.finding("A", blurred, since="Q3", linked=False) == (
        "“A” shows no detectable change since Q3: 0 (5 then, 5 now), range −60 to +60. "
        "So few answers that differ so much could not have shown any change."
    )


@pytest.mark.parametrize(
    ("stayed", "then", "now", "rules", "sentence"),
    [
        (0, 9, 8, OPEN, ""),
        (1, 1, 1, OPEN, ""),
        (1, 2, 1, OPEN, "One is known to have answered both times, one only then, nobody only now."),
        (7, 7, 7, FIVE, "5–9 are known to have answered both times, nobody only then, nobody only now."),
        (20, 25, 20, FIVE, "20 are known to have answered both times, 5–9 only then, nobody only now."),
        (20, 24, 20, FIVE,
         "Most are known to have answered both times, fewer than 5 only then, fewer than 5 only now."),
        (4, 20, 20, FIVE, "Some are known to have answered both times, 16 only then, 16 only now."),
        (5, 9, 15, FIVE, "Some are known to have answered both times, fewer than 5 only then, 10 only now."),
    ],
)  # fmt: skip
def test_turnover_is_counted_as_far_as_it_may_be(stayed: int, then: int, now: int, rules: Rules, sentence: str) -> None:
    unsure = " They left, came, or did not say who they were the other time."
    assert words.turnover(stayed, then, now, rules) == (
        sentence + unsure if sentence and max(then, now) > stayed else sentence
    )


def test_a_stage_that_may_not_be_shown_is_said_so() -> None:
    assert words.stage(("Q3", "", ""), ("Q4", "", "")) == ""
    assert words.stage(("Q3", "", ""), ("Q4", "Focus", "Because.")) == "No stage can be shown for Q3. Q4: Because."
    assert words.stage(("Q3", "CRM", "So."), ("Q4", "CRM", "So.")) == "The stage is “CRM”, as in Q3. Q3: So. Q4: So."


def test_another_stage_is_not_called_a_tested_change() -> None:
    assert words.stage(("Q3", "More apart than alike", ""), ("Q4", "Alike", "")) == (
        "The stage is “Alike” now; in Q3 it was “More apart than alike”. "
        "No test tells whether a stage changed by more than chance."
    )


def test_where_nobody_can_tell_the_numbers_are_told() -> None:
    assert words.untested(("Q3", "1"), ("Q4", "1"), alone=False) == (
        "One person has answered each time: too few to tell a change from noise."
    )
    assert words.untested(("Q3", "3–9"), ("Q4", "12"), alone=False) == (
        "3–9 people answered in Q3, twelve people in Q4: too few to tell a change."
    )


@pytest.mark.parametrize("people", ["5–9", "12"])
def test_where_enough_answered_numbers_are_not_blamed(people: str) -> None:
    assert words.untested(("Q3", people), ("Q4", people), alone=False) == (
        "Whether anything changed since Q3 cannot be told."
    )


def test_numbers_that_may_not_be_read_are_no_five() -> None:
    assert words.untested(("Q3", "fewer than 5"), ("Q4", "12"), alone=False).endswith("too few to tell a change.")


def test_larger_and_smaller_roles_are_named() -> None:
    assert words.mix(["A", "B"], [], "Q3").startswith("“A” and “B” are a much larger part of those who answered than ")
    assert words.mix([], [], "Q3") == ""


def test_a_single_comparison_needs_no_correction() -> None:
    assert (words.correction(0), words.correction(1)) == ("", "")

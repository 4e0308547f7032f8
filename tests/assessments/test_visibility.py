"""Don't know as a finding: shares and lower bounds by hand, for one person, for a room and for its roles."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.room_model import Figure
from assessments.visibility import about, not_visible, of_one, of_room
from tests.assessments.build import viewed
from tests.assessments.rooms import DONT_KNOW, a_wave, room
from tests.assessments.small_rooms import SMALL, anonymous, defined, people, result, small
from tests.scoring.build import DK, dimension, points, questionnaire, rubric

ROLES = ["Lead"] * 6 + ["Front"] * 6
SOLE = questionnaire(dimension("know", rubric("a")))

# --- one person

FOUR = dimension("know", *map(points, "abcd"))
MORE = dimension("act", points("e"), points("f"))


def test_one_person_sees_both_the_score_and_its_lower_bound() -> None:
    # (60 + 80) / 2 = 70; with two as 0: (60 + 80) / 4 = 35; two of four are not known
    found = of_one(viewed(questionnaire(FOUR, MORE), {"a": 60, "b": 80, "c": DK, "d": DK, "e": 10, "f": 20}))

    assert found.finding == "About half of your answers about “Know” were “I don't know”."
    assert [(row.title, row.words, row.shares) for row in found.rows] == [
        ("Know", "score 70, 35 with each as 0", (50,)),
    ]
    assert found.columns == ("You",)
    assert [tuple(row.values()) for row in found.table] == [("Know", "50 %", "70", "35")]


def test_who_knows_too_little_has_no_score() -> None:
    found = of_one(viewed(questionnaire(FOUR, MORE), {"a": 60, "b": DK, "c": DK, "d": DK, "e": 10, "f": DK}))

    assert found.finding == "About three quarters of your answers about “Know” were “I don't know”."
    assert [row.words for row in found.rows] == ["no score", "score 10, 5 with each as 0"]
    assert [row["Score"] for row in found.table] == ["none", "10"]


def test_where_dont_know_counts_as_nothing_the_score_is_the_bound() -> None:
    zero = dimension("know", points("a"), points("b", dont_know="zero"))
    assert [row.words for row in of_one(viewed(questionnaire(zero), {"a": 60, "b": DK})).rows] == ["score 30"]


def test_who_knows_everything_has_no_finding() -> None:
    found = of_one(viewed(questionnaire(MORE), {"e": 10, "f": 20}))
    assert (found.finding, found.rows, found.columns) == ("", (), ())


# --- a room


def test_a_role_that_cannot_see_is_the_finding() -> None:
    """Six of the front line: 9 of their 18 answers are not known; of the leaders' 2 of 18; of all 11 of 36 = 31 %."""
    view = small(
        {"a": "4?3321???211", "b": "43?321???321", "c": "433321???321", **dict.fromkeys("def", "123412341234")},
        roles=ROLES,
    )
    found = of_room(result(view))

    assert found.columns == ("Everybody", "Front", "Lead")
    assert [(row.title, row.shares) for row in found.rows] == [("Know", (31, 50, 11)), ("Act", (0, 0, 0))]
    assert found.finding == (
        "About half of the answers about “Know” from “Front” were “I don't know”; from “Lead” it was 11 %."
    )
    assert not_visible(view, result(view)) == (
        "Not visible, as about a third or more of those who answered don't know: “a” and “b”."
    )


def test_a_room_without_roles() -> None:
    """Four of twelve: the seven who know have levels 4, 4, 3, 3, 2, 2, 1, 1: 50 points, of which a third is 17."""
    found = of_room(result(room(defined(SOLE), people({"a": "44332211????"}))))

    assert found.finding == "About a third of the answers about “Know” were “I don't know”."
    assert [(row.words, row.shares) for row in found.rows] == [
        ("score 50, about 34 with each as 0", (33,))
    ]  # 50 * 0.67
    assert [tuple(row.values()) for row in found.table] == [("Know", "Everybody", "33 %", "12", "50", "about 34")]
    assert found.note.startswith("“About” takes")


def test_nobody_said_dont_know() -> None:
    assert of_room(result(room(defined(SOLE), people({"a": "44332211"})))).rows == ()


@pytest.mark.parametrize(
    ("levels", "shares"),
    [
        ("44332???", (38,)),  # 3 of 8
        ("4433?", ()),  # all but one know: who does not would be found out
        ("443??", (40,)),  # 2 of 5
    ],
)
def test_an_anonymous_room_shows_no_share_of_few(levels: str, shares: Any) -> None:
    found = of_room(result(room(defined(SOLE), people({"a": levels}), wave=anonymous())))
    assert [row.shares for row in found.rows] == ([shares] if shares else [])


def test_a_role_of_few_stays_hidden() -> None:
    """Nine leaders and five others, of whom three answered nothing: their two answers are shown of nobody."""
    levels = {"a": "44332????2?...", "b": "44332????2?...", "c": "44332????2?..."}
    given = people({**levels, **dict.fromkeys("def", "12341234123412")})
    view = room(defined(SMALL), given, roles=["Lead"] * 9 + ["Front"] * 5, wave=anonymous())
    found = of_room(result(view))

    assert "Front" not in found.columns or next(row for row in found.rows if row.title == "Know").shares[1] is None


def test_an_item_that_few_have_answered_hides_the_share_of_its_dimension() -> None:
    """Everybody answered a and b, but only three c: their answers would be what a and b leave over."""
    levels = {"a": "4433221????1", "b": "4433221????1", "c": "4?2.........", **dict.fromkeys("def", "1234?2341234")}
    found = result(small(levels, wave=anonymous()))
    full = result(small({**levels, "c": levels["b"]}, wave=anonymous()))

    assert found.dimensions[0].unseen[0].unknown_share is None
    assert full.dimensions[0].unseen[0].unknown_share == 33  # 12 of 36


def test_a_role_without_a_score_still_has_a_share() -> None:
    """All six of the front line know nothing about a: no score of theirs, and all they said is the finding."""
    view = room(defined(SOLE), people({"a": "443322??????"}), roles=ROLES)
    found = of_room(result(view))

    assert (
        found.finding == "100 % of the answers about “Know” from “Front” were “I don't know”; from “Lead” it was 0 %."
    )
    assert [(row["Who"], row["Score"], row["Score with each as 0"]) for row in found.table] == [
        ("Everybody", "67", "about 34"),
        ("Front", "not shown", ""),
        ("Lead", "67", "about 67"),
    ]


def test_a_room_whose_score_may_not_be_shown() -> None:
    given = [{"a": DONT_KNOW}] * 6 + [{"a": "l1"}, {"a": "l3"}]
    found = of_room(result(room(defined(SOLE), given, wave=a_wave("anonymous", 5))))
    assert [(row.words, row.shares) for row in found.rows] == [("no score that may be shown", (75,))]


@pytest.mark.parametrize(
    ("asked", "points_shown", "share", "bound"),
    [
        (dimension("d", rubric("a")), 61, 40, 37),  # 36.6: the example of measurement.md 3.2
        (dimension("d", rubric("a")), None, 40, None),
        (dimension("d", rubric("a")), 61, None, None),
        (dimension("d", rubric("a", dont_know="zero")), 61, 40, None),  # counted as 0 already
        (dimension("d", rubric("a"), combine="min"), 61, 40, None),
    ],
)
def test_about_what_a_score_would_be(asked: Any, points_shown: Any, share: Any, bound: Any) -> None:
    part = questionnaire(asked).dimensions[0]
    assert about(Figure(points_shown, None, None, "8"), share, part) == bound

"""The votes on one question: bars from the highest level down, don't know apart, the first vote beside the second."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assessments.room_model import Figure, RoomItem
from assessments.room_words import NOT_SHOWN
from charts.picture import DARK, GREYS, LIGHT, OTHERS, OURS, OURS_DARK, Picture
from charts.votes import votes
from tests.assessments.rooms import DONT_KNOW
from tests.charts.build import PHONE, layers, meaning, scene, texts
from tests.charts.rooms import FIRST, one_item, stages_room
from tests.scoring.build import NA, item, rubric

LONG = (
    "One system shows one agreed answer within a day, it is a month old at most, and a decision of this quarter "
    "was taken with it in hand."
)


def of(part: dict[str, Any], values: list[Any], *later: Any, **rest: Any) -> Picture:
    """Draw the votes on one item."""
    return votes(one_item(part, values, *later, **rest), LIGHT)


def bars(drawn: Picture) -> list[tuple[Any, ...]]:
    """Return the bars of the levels without those of the legend: answer, vote, people, colour."""
    return [
        (row["answer"], row["vote"], row["end"], row["colour"]) for row in layers(drawn)[0].rows if row["shown"] != ""
    ]


def test_what_the_marks_mean() -> None:
    assert meaning(of(rubric("a"), ["l1"] * 6)) == [
        "rect color=colour tooltip=answer,vote,shown x=start x2=end y=top y2=bottom",
        "text text=shown x=end y=middle",
        "text text=number x=start y=middle",
        "text text=text x=x y=y",
    ]


def test_the_highest_level_stands_on_top_and_dont_know_in_grey_below() -> None:
    drawn = of(rubric("a"), ["l1", "l1", "l2", "l4", "l4", "l4", DONT_KNOW, NA])

    assert bars(drawn) == [
        ("Level 4", "Now", 3, OURS),
        ("Level 3", "Now", 0, OURS),
        ("Level 2", "Now", 1, OURS),
        ("Level 1", "Now", 2, OURS),
        ("Don't know", "Now", 1, GREYS[1]),
    ]
    tops = [row["top"] for row in layers(drawn)[0].rows]
    assert tops == sorted(tops)
    assert tops[-1] - tops[-2] > tops[1] - tops[0]
    assert [dict(row) for row in drawn.rows] == [
        {"Answer": "Level 4", "People": 3},
        {"Answer": "Level 3", "People": 0},
        {"Answer": "Level 2", "People": 1},
        {"Answer": "Level 1", "People": 2},
        {"Answer": "Don't know", "People": 1},
        {"Answer": "No answer, or does not apply", "People": 1},
    ]
    assert "1 person gave no answer, or said that it does not apply." in drawn.caption
    assert drawn.twin.startswith(f"{drawn.title} Level 4 – 3; Level 3 – 0; Level 2 – 1; Level 1 – 2; Don't know – 1;")
    assert "The average is 56 of 100 (range 3 to 100), from 6 people." in drawn.twin  # (0 0 33 100 100 100) / 6


def test_where_dont_know_is_not_offered_it_is_not_drawn() -> None:
    drawn = of(rubric("a", dont_know="off"), ["l1", "l2"])

    assert [answer for answer, *_ in bars(drawn)] == ["Level 4", "Level 3", "Level 2", "Level 1"]
    assert "don't know" not in f"{drawn.caption} {drawn.twin}".lower()


def test_the_first_vote_stands_above_the_second_thinner_and_in_the_other_colour() -> None:
    drawn = of(rubric("a"), ["l1"] * 3 + ["l4"] * 3 + [DONT_KNOW], {3: "l3", 4: "l3", 5: "l3", 6: "l1"})

    assert bars(drawn) == [
        ("Level 4", "First vote", 3, OTHERS),
        ("Level 4", "Now", 0, OURS),
        ("Level 3", "First vote", 0, OTHERS),
        ("Level 3", "Now", 3, OURS),
        ("Level 2", "First vote", 0, OTHERS),
        ("Level 2", "Now", 0, OURS),
        ("Level 1", "First vote", 3, OTHERS),
        ("Level 1", "Now", 4, OURS),
        ("Don't know", "First vote", 1, GREYS[2]),
        ("Don't know", "Now", 0, GREYS[1]),
    ]
    first, now = [row for row in layers(drawn)[0].rows if row["answer"] == "Level 4"]
    assert first["bottom"] <= now["top"]
    assert first["bottom"] - first["top"] < now["bottom"] - now["top"]
    assert drawn.rows[0] == {"Answer": "Level 4", "First vote": 3, "Now": 0}
    assert "Level 3 – 0 at first, 3 now;" in drawn.twin
    assert "Orange and thin is the first vote" in drawn.caption


def test_the_legend_shows_each_vote_in_its_colour() -> None:
    drawn = of(rubric("a"), ["l1"] * 6, {0: "l2"})
    key = [row for row in layers(drawn)[0].rows if not row["shown"]]

    assert [(row["vote"], row["colour"], row["start"]) for row in key] == [("First vote", OTHERS, 0), ("Now", OURS, 3)]
    assert texts(drawn).count("First vote") == texts(drawn).count("Now") == 1
    assert "First vote" not in texts(of(rubric("a"), ["l1"] * 6))


def test_on_dark_ground_the_vote_that_counts_has_the_lighter_blue() -> None:
    drawn = votes(one_item(rubric("a"), ["l1"] * 6), DARK)

    assert {colour for _, _, _, colour in bars(drawn)[:4]} == {OURS_DARK}


def test_the_counts_stand_at_the_ends_of_the_bars() -> None:
    drawn = of(rubric("a"), ["l1"] * 3 + ["l3"] * 9)
    marks = scene(drawn)
    ends = sorted(each["x"] + each["width"] for each in marks if each["marktype"] == "rect")
    counts = {each["text"]: each for each in marks if each["marktype"] == "text"}

    assert [counts["3"]["x"], counts["9"]["x"]] == ends[-2:]
    assert counts["9"]["dx"] == 7
    assert counts["9"]["x"] + 7 + 1.75 * counts["9"]["fontSize"] < PHONE  # there is room for three digits


def test_stages_are_called_by_their_titles_and_told_in_full_in_the_table() -> None:
    room_item = next(each for each in stages_room().items if each.item.id == FIRST)
    drawn = votes(room_item, LIGHT)

    assert [answer for answer, vote, *_ in bars(drawn) if vote == "Now"] == [
        "Customer obsession",
        "Customer focus",
        "Customer sensitivity",
        "Customer awareness",
        "Don't know",
    ]
    assert drawn.rows[0]["Answer"].startswith("Customer obsession: One by one: ")
    assert room_item.shift
    assert drawn.title == f"The room is polarised on “Detail of knowledge”. {room_item.shift}"


def test_long_answers_take_two_lines_and_three_dots() -> None:
    options = [{"id": "low", "text": "None"}, {"id": "high", "text": LONG}]
    drawn = of(item("rubric", "a", options=options), ["low"] * 6)
    name = layers(drawn)[-1].rows[0]["text"]

    assert name == "One system shows one agreed answer within a day,\nit is a month old at most, and a decision of …"
    assert drawn.rows[0]["Answer"] == LONG


@pytest.mark.parametrize(
    ("turned", "top", "bottom"), [(False, "Right side", "Left side"), (True, "Left side", "Right side")]
)
def test_a_contrast_has_numbers_and_a_pole_at_each_end(*, turned: bool, top: str, bottom: str) -> None:
    drawn = of(item("contrast", "a", left="Left side", right="Right side", points=5, reversed=turned), [1, 5, 5])

    assert [row["text"] for row in layers(drawn)[-1].rows] == [top, bottom, "Don't know"]
    assert [row["number"] for row in layers(drawn)[2].rows] == ["5", "4", "3", "2", "1", ""]
    assert [people for _, _, people, _ in bars(drawn)] == [*((1, 0, 0, 0, 2) if turned else (2, 0, 0, 0, 1)), 0]
    left = [each["x"] for each in scene(drawn) if each["marktype"] == "text" and each["text"] in {"4", "3"}]
    assert min(left) > 0


@pytest.mark.parametrize(
    ("values", "title"),
    [
        (["l2"] * 6, "Everybody sees “a” alike."),
        (["l2"] * 4 + ["l3"] * 2, "Most see “a” alike."),
        (["l1", "l2", "l3", "l4"] * 2, "Views on “a” are mixed."),
        (["l1", "l4"] * 3, "The room is polarised on “a”."),
        (["l1", "l4"], "“a”: too few for an agreement measure."),
    ],
)
def test_the_title_says_how_far_the_room_agrees(values: list[str], title: str) -> None:
    assert of(rubric("a"), values).title == title


def test_one_person_is_one_person_and_has_no_range() -> None:
    assert of(rubric("a"), ["l4"]).caption.endswith("The average is 100 of 100, from 1 person.")


def hidden(words: str, figure: Figure, share: int | None = None, verdict: Any = None) -> RoomItem:
    """Return a question whose distribution may not be shown."""
    room_item = one_item(rubric("a"), ["l1"] * 6)
    vote = replace(
        room_item.now,
        counts=None,
        unknown=None,
        silent=None,
        verdict=verdict,
        words=words,
        figure=figure,
        unknown_share=share,
    )
    return replace(room_item, now=vote)


MEAN = Figure(50, None, None, "5–9")


@pytest.mark.parametrize(
    ("room_item", "title"),
    [
        (
            hidden("polarised", MEAN, 20, "polarised"),
            "The room is polarised on “a”. The average is 50 of 100, from 5–9 people. 20 % don't know.",
        ),
        (
            hidden("too few for an agreement measure", MEAN),
            "“a”: too few for an agreement measure. The average is 50 of 100, from 5–9 people.",
        ),
        (
            hidden(
                "unanimous", Figure(None, None, None, "5–9", "Everybody has given the same answer."), 0, "unanimous"
            ),
            "Everybody sees “a” alike. Everybody has given the same answer. 0 % don't know.",
        ),
        (
            hidden(NOT_SHOWN, Figure(None, None, None, "", "Not shown for so few people.")),
            "“a”: not shown for so few people.",
        ),
        (hidden("", MEAN), "“a” has no levels to agree on. The average is 50 of 100, from 5–9 people."),
    ],
)
def test_without_a_distribution_there_is_a_sentence_with_what_may_be_said(room_item: RoomItem, title: str) -> None:
    drawn = votes(room_item, LIGHT)

    assert (drawn.chart, drawn.rows) == (None, [])
    assert drawn.title == drawn.twin == title


def test_an_item_without_levels_is_told() -> None:
    drawn = of(item("text", "a"), ["Trains."])

    assert drawn.chart is None
    assert drawn.title.startswith("“a” has no levels to agree on.")


def test_a_first_vote_that_may_not_be_shown_is_left_out() -> None:
    room_item = one_item(rubric("a"), ["l1"] * 6, {0: "l2"})
    assert room_item.first is not None

    drawn = votes(replace(room_item, first=replace(room_item.first, counts=None)), LIGHT)

    assert {vote for _, vote, *_ in bars(drawn)} == {"Now"}
    assert list(drawn.rows[0]) == ["Answer", "People"]

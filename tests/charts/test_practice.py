"""Shares of others beside an answer: nobody can take them for a score of one's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.practice import PracticeShare
from charts.picture import DARK, LIGHT, OTHERS
from charts.practice import Answered, practices
from tests.charts.build import layers, meaning, scene, spec_of, texts

if TYPE_CHECKING:
    from charts.picture import Picture

BLOGS = PracticeShare(
    item_id="blogs",
    statement="said that they tracked blogs",
    share=0.26,
    low=0.24,
    high=0.281,
    whom="1,734 chief marketing officers",
    year=2011,
    stale=True,
    sentence="In 2011, 26 % did.",
)
WIKIS = replace(BLOGS, item_id="wikis", statement="said that they read wikis", share=0.5, low=None, high=None)


def drawn(*found: tuple[PracticeShare, str]) -> Picture:
    (picture,) = practices([Answered(*each) for each in found], LIGHT)
    return picture


def test_what_the_marks_mean() -> None:
    assert meaning(drawn((BLOGS, "Yes"))) == [
        "bar x=share x2=0 y=y",
        "rule x=low x2=high y=y",
        "text text=name x=0 y=top",
        "text text=shown x=high y=y",
        "text text=answer x=0 y=y",
    ]


@pytest.mark.parametrize("said", ["Yes", "Partly", "No", "Don't know", "Does not apply: we have none"])
def test_the_own_answer_stands_in_words_and_moves_no_mark(said: str) -> None:
    picture = drawn((BLOGS, said))
    assert f"You answered: {said}." in texts(picture)
    places = [[each[name] for name in ("share", "low", "high")] for each in layers(picture)[0].rows]
    assert places == [[26, 24, 28.1]]  # the others' figures and nothing else, whatever was answered
    assert [each["marktype"] for each in scene(picture) if each["marktype"] == "symbol"] == []


def test_there_is_no_gap_and_no_score() -> None:
    picture = drawn((BLOGS, "Yes"))
    assert list(picture.rows[0]) == ["What they say", "Share of the others", "95 % interval", "Year", "You answered"]
    assert "there is no score and no gap on this scale" in picture.caption
    said = f"{picture.title} {picture.twin}".lower()
    assert not any(word in said for word in ("gap", "score", "points", "above", "below", "ahead", "behind"))
    assert "26" in said
    assert "74" not in said


def test_the_axis_says_whose_share_it_is() -> None:
    title = " ".join(spec_of(drawn((BLOGS, "Yes")))["layer"][0]["encoding"]["x"]["axis"]["title"])
    assert title == "Share of 1,734 chief marketing officers in 2011, per cent"


def test_the_finding_is_a_sentence_with_the_answer() -> None:
    picture = drawn((BLOGS, "Yes"), (WIKIS, "No"))
    assert picture.title == (
        "In 2011, 26 % of 1,734 chief marketing officers said that they tracked blogs. You answered: Yes."
    )
    assert picture.twin == (
        "Share of 1,734 chief marketing officers in 2011, per cent. said that they tracked blogs: 26 %. You answered: "
        "Yes. said that they read wikis: 50 %. You answered: No."
    )
    assert picture.rows == [
        {
            "What they say": "said that they tracked blogs",
            "Share of the others": "26 %",
            "95 % interval": "24 % to 28.1 %",
            "Year": 2011,
            "You answered": "Yes",
        },
        {
            "What they say": "said that they read wikis",
            "Share of the others": "50 %",
            "95 % interval": "",
            "Year": 2011,
            "You answered": "No",
        },
    ]


def test_an_old_figure_is_grey_and_a_new_one_is_not() -> None:
    old, new = drawn((BLOGS, "Yes")), drawn((replace(BLOGS, stale=False), "Yes"))
    assert layers(old)[0].mark["color"] == LIGHT.line
    assert "Grey: the figure is old." in old.caption
    assert layers(new)[0].mark["color"] == OTHERS
    assert "Grey" not in new.caption


def test_others_of_another_kind_or_year_have_a_picture_of_their_own() -> None:
    found = practices(
        [Answered(each, "Yes") for each in (BLOGS, replace(BLOGS, year=2012), WIKIS, replace(BLOGS, whom="9 people"))],
        DARK,
    )
    assert [len(each.rows) for each in found] == [2, 1, 1]
    assert practices([], LIGHT) == ()


def test_long_words_keep_within_a_narrow_screen() -> None:
    long = replace(
        BLOGS,
        statement="said that they always followed what was written about their products in public places " * 3,
        whom="1,734 chief marketing officers in 64 countries and 19 industries who were asked face to face",
    )
    picture = drawn((long, "An answer that goes on and on, as those of a rubric do, beyond what a phone can show " * 2))
    for mark in scene(picture):
        if mark["marktype"] == "text" and mark["role"] == "mark":
            lines = str(mark["text"]).split("\n")
            assert max(map(len, lines)) <= 48

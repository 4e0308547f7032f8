"""The questions over the waves: three kinds of marks, and what is new."""

from __future__ import annotations

import pytest

from assessments.series_model import Answered, Disclosures
from charts.answered import answered
from charts.picture import LIGHT, Picture
from tests.charts.build import layers, meaning, texts
from tests.charts.series import view


def drawn_of(*questions: tuple[str, list[bool | None]]) -> Picture:
    """Draw these questions, one answer a quarter."""
    found = tuple(Answered(label, tuple(given)) for label, given in questions)
    return answered(view(len(questions[0][1]), disclosures=Disclosures(found, (), "One more can be answered.")), LIGHT)


def test_what_the_marks_mean() -> None:
    assert meaning(drawn_of(("Customers", [False, True]))) == [
        "point x=x y=y",
        "point fill=fill shape=shape stroke=line tooltip=question,wave,given x=x y=y",
        "text text=text x=x y=y",
        "text color=colour text=text x=datum.right ? width : 0 y=y",
        "point fill=fill shape=shape stroke=line x=x y=y",
        "text text=name x=x y=y",
    ]


def test_what_could_be_answered_is_filled_what_could_not_is_hollow_and_the_rest_is_a_dash() -> None:
    drawn = drawn_of(("Customers", [True, False, None]))

    assert [(row["wave"], row["shape"], row["fill"], row["given"]) for row in layers(drawn)[1].rows] == [
        ("Q1 2025", "circle", LIGHT.ours, "yes"),
        ("Q2 2025", "circle", "transparent", "no"),
        ("Q3 2025", "stroke", "transparent", "not asked or not shown"),
    ]
    legend = layers(drawn)[4].rows
    assert [(row["name"], row["shape"], row["fill"]) for row in legend] == [
        ("answerable", "circle", LIGHT.ours),
        ("not", "circle", "transparent"),
        ("not asked", "stroke", "transparent"),
    ]


@pytest.mark.parametrize(
    ("given", "news"),
    [
        ([False, True], "newly answerable"),
        ([True, False, None, True], "newly answerable"),
        ([True, None, False], "no longer answerable"),
        ([True, True], ""),
        ([False, False], ""),
        ([False, None], ""),
        ([None, True], ""),  # nobody asked before, so nobody knows whether it is new
        ([True], ""),
    ],
)
def test_new_is_what_could_not_be_answered_when_it_was_last_asked(given: list[bool | None], news: str) -> None:
    drawn = drawn_of(("Customers", given))

    assert drawn.rows[0]["What is new"] == news
    assert (news in texts(drawn)) == bool(news)
    assert [row["ring"] for row in layers(drawn)[1].rows] == [False] * (len(given) - 1) + [news == "newly answerable"]
    assert ("A ring marks" in drawn.caption) == (news == "newly answerable")


def test_the_questions_keep_their_order_and_the_table_says_the_same_in_words() -> None:
    drawn = drawn_of(("Lost", [False, True]), ("Customers", [None, True]))

    assert drawn.rows == [
        {"Question": "Lost", "1. Q1 2025": "no", "2. Q2 2025": "yes", "What is new": "newly answerable"},
        {"Question": "Customers", "1. Q1 2025": "not asked or not shown", "2. Q2 2025": "yes", "What is new": ""},
    ]
    assert drawn.twin == (
        "One more can be answered. Lost: Q1 2025 no, Q2 2025 yes, newly answerable. "
        "Customers: Q1 2025 not asked or not shown, Q2 2025 yes."
    )
    assert [row["question"] for row in layers(drawn)[1].rows] == ["Lost", "Lost", "Customers", "Customers"]


def test_without_an_answer_there_is_a_sentence_and_no_chart() -> None:
    nothing = drawn_of(("Customers", [None, None]))

    assert (nothing.chart, nothing.title, len(nothing.rows)) == (None, "One more can be answered.", 1)
    assert answered(view(2), LIGHT).title == "There is no question to compare."

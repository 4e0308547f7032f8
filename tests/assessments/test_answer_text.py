"""An answer in words, for every kind of item."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from assessments.answer_text import answer_text, figure_text
from questionnaires.items import ITEM_TYPES
from questionnaires.values import Answer
from tests.scoring.build import DK, NA, SKIPPED, agenda, disclosure, given, item, only, points, rubric, topic

PAIR = [{"id": "one", "text": "The first"}, {"id": "two", "text": "The second"}]
KINDS: list[tuple[dict[str, Any], Any, str]] = [
    (rubric("i"), "l2", "Level 2"),
    (item("agreement", "i", scale="agree"), "a4", "Step 4"),
    (item("agreement", "i", scale="agree", reversed=True), "a4", "Step 4"),
    (item("frequency", "i", scale="covered"), "half", "At least half"),
    (item("contrast", "i", left="Us", right="Them"), 5, "Nearer to “Them” (5 of 7)"),
    (item("practice", "i"), "partly", "Partly"),
    (item("checklist", "i", options=PAIR), ["two", "one"], "The first; The second"),
    (item("checklist", "i", options=PAIR), [], "None of these"),
    (item("number", "i", unit="days"), 1234.5, "1,234.5 days"),
    (points("i"), 26, "26 %"),
    (item("allocation", "i", parts=PAIR), {"one": 33.25, "two": 66.75}, "The first: 33.25; The second: 66.75"),
    (agenda("i"), [topic("sales", 30), topic("product", 1_000)], "2 topics, 1,030 minutes"),
    (agenda("i"), [topic("sales", 1)], "1 topic, 1 minute"),
    (agenda("i"), [], "0 topics, 0 minutes"),
    (item("choice", "i", options=PAIR), "two", "The second"),
    (item("text", "i"), " Dry cellars ", "Dry cellars"),
    (disclosure("i"), "a3", "Step 3"),
    (
        disclosure("i", "N", "G"),
        {
            "level": "a3",
            "figures": {"g": 12, "n": 1200},
            "definition": "A rule.",
            "source": "A list",
            "explanation": "Why",
        },
        "Step 3 · N: 1,200 each · G: 12 each · Written down: A rule. · Source: A list · Explanation: Why",
    ),
    (disclosure("i", "N"), {"figures": {"n": 0}}, "How well it could be answered was left open. · N: 0 each"),
]


@pytest.mark.parametrize(("part", "raw", "words"), KINDS)
def test_an_answer_is_told_in_the_words_of_the_questionnaire(part: dict[str, Any], raw: Any, words: str) -> None:
    one, asked = only(part)

    assert answer_text(one, given(asked, {"i": raw})["i"], asked) == words


def test_every_kind_of_item_is_among_the_examples() -> None:
    assert {part["type"] for part, _, _ in KINDS} == set(ITEM_TYPES)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "No answer"),
        (SKIPPED, "No answer"),
        (DK, "Don't know"),
        (NA, "Does not apply: We have none."),
        (Answer("not_applicable"), "Does not apply"),
    ],
)
def test_where_there_is_no_value(answer: Answer | None, words: str) -> None:
    one, asked = only(rubric("i"))

    assert answer_text(one, answer, asked) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (7, "7"),
        (7.0, "7"),
        (1_234_567, "1,234,567"),
        (0.5, "0.5"),
        (12.25, "12.25"),
        (0.001, "0"),
        (2.999, "3"),
        (-0.001, "0"),
        (-2.5, "-2.5"),
        (99.996, "100"),
        (1e12, "1,000,000,000,000"),
    ],
)
def test_a_figure_has_no_needless_decimals(value: float, words: str) -> None:
    assert figure_text(value) == words


@settings(deadline=None)
@drawn(st.floats(-1e12, 1e12))
def test_a_figure_reads_back_to_a_hundredth(value: float) -> None:
    words = figure_text(value)

    assert abs(float(words.replace(",", "")) - value) <= 0.005 + abs(value) * 1e-15
    assert words[-1].isdigit()

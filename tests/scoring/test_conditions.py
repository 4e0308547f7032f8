"""Which items are asked: single conditions, chains of them, and answers that are left over."""

from __future__ import annotations

from typing import Any

import pytest

from questionnaires.values import Answer
from scoring.conditions import asked_answers, asked_items, is_asked
from tests.scoring.build import DK, NA, SKIPPED, dimension, disclosure, given, item, questionnaire, rubric

LETTERS = [{"id": each, "text": each} for each in ("a", "b", "c")]


def asked_after(first: dict[str, Any], condition: dict[str, Any], raw: Any) -> bool:
    """Say whether ``then``, on a condition, is asked after an answer to ``first`` (None: no answer)."""
    asked = questionnaire(dimension("d", first, rubric("then", ask_if={"item": "first", **condition})))
    answers = {} if raw is None else given(asked, {"first": raw})
    return is_asked(asked.item_by_id["then"], answers, asked)


@pytest.mark.parametrize(
    ("first", "condition", "raw", "expected"),
    [
        (rubric("first"), {"at_least": "l3"}, "l2", False),
        (rubric("first"), {"at_least": "l3"}, "l3", True),
        (rubric("first"), {"at_least": "l3"}, "l4", True),
        (rubric("first"), {"any_of": ["l1", "l4"]}, "l1", True),
        (rubric("first"), {"any_of": ["l1", "l4"]}, "l3", False),
        (rubric("first"), {"any_of": ["l1"], "at_least": "l4"}, "l1", True),
        (rubric("first"), {"any_of": ["l1"], "at_least": "l4"}, "l4", True),
        (rubric("first"), {"any_of": ["l1"], "at_least": "l4"}, "l2", False),
        (rubric("first"), {"at_least": "l1"}, None, False),
        (rubric("first"), {"at_least": "l1"}, DK, False),
        (rubric("first"), {"at_least": "l1"}, NA, False),
        (rubric("first"), {"at_least": "l1"}, SKIPPED, False),
        (item("practice", "first"), {"at_least": "partly"}, "yes", True),
        (item("agreement", "first", scale="agree"), {"at_least": "a4"}, "a3", False),
        (item("choice", "first", options=LETTERS), {"any_of": ["b"]}, "b", True),
        (item("checklist", "first", options=LETTERS), {"any_of": ["b"]}, ["a", "b"], True),
        (item("checklist", "first", options=LETTERS), {"any_of": ["b"]}, ["a", "c"], False),
        (item("checklist", "first", options=LETTERS), {"at_least": "b"}, [], False),
        (disclosure("first", "N"), {"at_least": "a2"}, {"level": "a2"}, True),
        (disclosure("first", "N"), {"at_least": "a2"}, {"level": "a1"}, False),
        # A figure without a level is not yet an answer.
        (disclosure("first", "N"), {"at_least": "a2"}, {"figures": {"n": 7}}, False),
        (disclosure("first", "N"), {"any_of": ["a2"]}, {"figures": {"n": 7}}, False),
        # The parts of an allocation are no answer that could be chosen.
        (item("allocation", "first", parts=LETTERS), {"at_least": "a"}, {"a": 100}, False),
    ],
)
def test_a_condition_on_an_earlier_answer(
    first: dict[str, Any], condition: dict[str, Any], raw: Any, *, expected: bool
) -> None:
    assert asked_after(first, condition, raw) is expected


CHAIN = questionnaire(
    dimension(
        "d",
        rubric("one"),
        rubric("two", ask_if={"item": "one", "at_least": "l3"}),
        rubric("three", ask_if={"item": "two", "at_least": "l3"}),
    )
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({}, ("one",)),
        ({"one": "l2"}, ("one",)),
        ({"one": "l3"}, ("one", "two")),
        ({"one": "l3", "two": "l2"}, ("one", "two")),
        ({"one": "l3", "two": "l4"}, ("one", "two", "three")),
        # The second is no longer asked, so its old answer opens nothing.
        ({"one": "l2", "two": "l4"}, ("one",)),
        ({"one": "l2", "two": "l4", "three": "l4"}, ("one",)),
    ],
)
def test_a_chain_of_conditions(raw: dict[str, str], expected: tuple[str, ...]) -> None:
    assert tuple(each.id for each in asked_items(CHAIN, given(CHAIN, raw))) == expected


def test_an_answer_left_over_counts_nowhere() -> None:
    answers = given(CHAIN, {"one": "l2", "two": "l4"})

    assert asked_answers(CHAIN, answers) == {"one": Answer(value="l2")}


def test_a_condition_on_an_item_that_is_no_longer_asked_never_holds() -> None:
    asked = questionnaire(
        dimension("d", rubric("old", retired="1.1.0"), rubric("then", ask_if={"item": "old", "at_least": "l1"}))
    )

    assert not is_asked(asked.item_by_id["then"], {"old": Answer(value="l4")}, asked)

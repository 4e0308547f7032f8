"""The review: what is open, the target, submitting, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from questionnaires.values import Answer
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, definition
from tests.assessments.samples import LINE_ANSWERS, REVIEW_ANSWERS, STAGES_ANSWERS
from tests.scoring.build import dimension, points
from tests.ui.build import House, Screen, made, usable

if TYPE_CHECKING:
    from collections.abc import Callable

TARGET = "Target for a year from now"
FIRST = definition(STAGES).questionnaire.items[0]


def test_open_questions_lead_to_their_cards(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), {FIRST.id: "focus"})
    screen = bring(code).open("review", q=STAGES)
    assert "28 of 29 questions are open" in screen.text
    assert not [each for each in screen.at.button if each.key == f"open-{FIRST.id}"]
    screen.press_key("open-changing-needs")
    assert 'data-item="changing-needs"' in screen.question
    assert screen.at.query_params == {"q": STAGES, "item": "changing-needs"}
    screen.open("review", q=STAGES).press("Change 1")
    assert FIRST.id in screen.question


def test_an_open_question_is_named_as_typed(settle: Callable[[House], House], bring: Callable[[str], Screen]) -> None:
    loaded = made(dimension("d", {**points("a"), "ask": "What does *it* cost: $5 or $6?"}))
    house = settle(House(loaded=(loaded,)))
    screen = bring(house.respond(usable(loaded))).open("review", q="sample")
    assert screen.offers(r"1. What does \*it\* cost\: \$5 or \$6?")


def test_nothing_answered_cannot_be_submitted(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), {FIRST.id: Answer("unanswered", comment="Later")})
    screen = bring(code).open("review", q=STAGES)
    assert screen.button("Submit").disabled
    assert "Answer at least one question first." in screen.text
    assert '<p class="quiet">Comment: Later</p>' in screen.text


def test_everything_answered(house: House, bring: Callable[[str], Screen]) -> None:
    screen = bring(house.respond(definition(STAGES), STAGES_ANSWERS)).open("review", q=STAGES)
    assert [each.value for each in screen.at.success] == ["All 29 questions are answered."]
    assert "Does not apply" in screen.text


def test_submitting_fixes_the_answers(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), STAGES_ANSWERS)
    screen = bring(code).open("review", q=STAGES).press("Submit")
    assert 'class="headline"' in screen.text
    assert list(house.response(code).submitted) == [STAGES]
    screen.open("review", q=STAGES)
    assert "You have submitted these answers, so they are fixed." in screen.text
    assert not screen.offers("Submit")
    assert 'class="headline"' in screen.press("See the result").text


@pytest.mark.parametrize(("stage", "points_kept"), [("sensitivity", 100 / 3), ("focus", 200 / 3), ("obsession", 100.0)])
def test_a_target_is_kept(house: House, bring: Callable[[str], Screen], stage: str, points_kept: float) -> None:
    code = house.respond(definition(STAGES), {FIRST.id: "focus"})
    screen = bring(code).open("review", q=STAGES)
    assert screen.input("radio", TARGET).value is None
    screen.set("radio", TARGET, stage)
    target = house.context.workflow.targets(house.response(code), STAGES)[""]
    assert target.value == pytest.approx(points_kept)
    assert target.before_result
    assert screen.open().press("Review").input("radio", TARGET).value == stage
    assert bring(code).open("review", q=STAGES).input("radio", TARGET).value == stage  # on another device too


def test_a_target_between_two_stages_shows_the_nearest(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), target=60.0)
    assert bring(code).open("review", q=STAGES).input("radio", TARGET).value == "focus"


def test_a_target_below_the_stages_offered(house: House, bring: Callable[[str], Screen]) -> None:
    screen = bring(house.respond(definition(STAGES), target=0.0)).open("review", q=STAGES)
    assert screen.input("radio", TARGET).value is None
    assert len(screen.input("radio", TARGET).options) == 3


def test_most_is_unknown(house: House, bring: Callable[[str], Screen]) -> None:
    raw = {item.id: Answer("dont_know") for item in definition(STAGES).questionnaire.items[:15]}
    screen = bring(house.respond(definition(STAGES), raw)).open("review", q=STAGES)
    assert screen.at.warning[0].value.startswith("15 of 29 answers are “don't know”.")


def test_most_is_said_not_to_apply(house: House, bring: Callable[[str], Screen]) -> None:
    asked = made(dimension("all", *(points(each, not_applicable=True) for each in "abcd")))
    answers = {"a": Answer("not_applicable", reason="None"), "b": 50, "c": 50, "d": 50}
    screen = bring(house.respond(usable(asked), answers)).open("review", q="sample")
    assert screen.at.warning[0].value.startswith("1 of 4 questions are said not to apply.")


def test_a_target_that_cannot_be_kept(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), {FIRST.id: "focus"}, target=100.0)
    screen = bring(code).open("review", q=STAGES)
    house.store.broken = frozenset({"set_targets"})
    screen.set("radio", TARGET, "focus")
    assert screen.errors.startswith("Not saved. The answers cannot be saved")
    assert screen.press("Save again").errors.startswith("Not saved.")
    assert house.context.workflow.targets(house.response(code), STAGES)[""].value == 100.0
    house.store.broken = frozenset()
    assert screen.press("Save again").errors == ""
    assert house.context.workflow.targets(house.response(code), STAGES)[""].value == pytest.approx(200 / 3)


@pytest.mark.parametrize(("asked", "offered"), [(LINE, True), (QUESTIONS, True), (REVIEW, False)])
def test_who_is_asked_for_a_target(house: House, bring: Callable[[str], Screen], asked: str, *, offered: bool) -> None:
    screen = bring(house.respond(definition(asked))).open("review", q=asked)
    assert ("Where do you want to be a year from now?" in screen.text) is offered


def test_no_ladder_no_target(settle: Callable[[House], House], bring: Callable[[str], Screen]) -> None:
    loaded = made(dimension("d", points("a")))
    house = settle(House(loaded=(loaded,)))
    screen = bring(house.respond(usable(loaded), {"a": 40})).open("review", q="sample")
    assert "Where do you want to be" not in screen.text
    assert r"40 %" in screen.text


@pytest.mark.parametrize(("asked", "raw"), [(LINE, LINE_ANSWERS), (REVIEW, REVIEW_ANSWERS)])
def test_every_answer_is_listed(
    house: House, bring: Callable[[str], Screen], asked: str, raw: dict[str, object]
) -> None:
    screen = bring(house.respond(definition(asked), raw)).open("review", q=asked)
    changes = [each.label for each in screen.at.button if each.label.startswith("Change")]
    first = 2 if asked == LINE else 1  # a first thought stays as it is
    assert changes == [f"Change {number}" for number in range(first, len(definition(asked).questionnaire.items) + 1)]

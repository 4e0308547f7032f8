"""Answering alone once more: from where, what stays of the quarters before, and last time's own answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaires.items import Rubric
from questionnaires.values import Answer
from tests.assessments.build import LINE, STAGES, definition
from tests.assessments.samples import LINE_ANSWERS
from tests.ui.build import House, Screen
from tests.ui.desk import hold
from tests.ui.quarters import QUARTER, param, sure

if TYPE_CHECKING:
    from collections.abc import Callable


def answer_again(screen: Screen) -> Screen:
    """Begin the next quarter alone, whether it has begun or not."""
    return sure(screen).press_key("answer-again")


def alone(house: House, *, submit: bool = True) -> str:
    """Answer one questionnaire alone; return the code."""
    return house.respond(definition(LINE), LINE_ANSWERS, name="Pumps", submit=submit)


def later(house: House) -> None:
    """Let a quarter pass."""
    house.clock.pass_seconds(QUARTER)


def test_answering_again_from_the_first_page(house: House, bring: Callable[..., Screen]) -> None:
    code = alone(house)
    later(house)
    screen = bring(code).open()
    assert "Your answers of 2026 Q1 stay as they are, fixed" in screen.text
    assert not screen.offers("What changed")
    assert screen.offers("What we promised")
    answer_again(screen)
    assert screen.at.title[0].value == "How customer-centric are we, really?"
    assert "2026 Q2, begun on" in screen.text
    assert screen.code == code  # the code leads on
    count = len(definition(LINE).questionnaire.items)
    assert f"0 of {count} answered" in screen.text
    assert not screen.offers("Answer again: 2026 Q3")  # nothing submitted yet
    assert screen.offers("What changed")
    assert house.response(code).id != house.context.quarters.earlier(house.response(code))[0][1].id


def test_what_is_not_submitted_is_named_first(house: House, bring: Callable[..., Screen]) -> None:
    code = alone(house)
    house.context.workflow.take_up(house.response(code), definition(STAGES))
    screen = bring(code).open()
    assert [each.value for each in screen.at.warning] == [
        "Not submitted yet, and then without a result for 2026 Q1: Four stages."
    ]
    answer_again(screen)
    assert [str(each.key).rpartition("-")[0] for each in screen.at.button if str(each.key).startswith("earlier-")]
    assert len([each for each in screen.at.button if str(each.key).startswith("earlier-")]) == 1


def test_the_page_of_the_next_wave_for_somebody_alone(house: House, bring: Callable[..., Screen]) -> None:
    code = alone(house, submit=False)
    screen = bring(code).open("next", of="own")
    assert "Submit at least one questionnaire first" in screen.text
    house.context.workflow.submit(house.response(code), LINE)
    answer_again(screen.run())
    assert screen.at.title[0].value == "How customer-centric are we, really?"


def test_who_leads_and_answers_chooses_by_the_address(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house)
    code = alone(house)
    screen = bring(desk.key, "organiser").open()
    screen.input("text_input", "Your code").set_value(code)
    screen.press("Go on with my answers")
    assert "is open, and nobody has joined it yet" in screen.open("next").text
    assert "is open, and nobody has joined it yet" in screen.open("next", of="led").text
    assert screen.open("next", of="own").offers("Answer again: 2026 Q2")


def test_the_earlier_result_can_still_be_seen(house: House, bring: Callable[..., Screen]) -> None:
    code = alone(house)
    before = bring(code).open("result", q=LINE).text
    screen = answer_again(bring(code).open())
    assert screen.at.expander[0].label == "Earlier results"
    (key,) = [str(each.key) for each in screen.at.button if str(each.key).startswith("earlier-")]
    screen.press_key(key)
    assert 'class="headline"' in screen.text
    assert "2026 Q1" in screen.text
    headline = before.partition('class="headline"')[2].partition("</h1>")[0]
    assert headline in screen.text
    assert not [each.label for each in screen.at.button if each.label.startswith("Next: ")]  # that wave is closed
    wave = param(screen, "wave")
    old = bring(code).open("result", q=LINE)
    assert old.offers("Review and submit")
    assert headline in old.press("Result of 2026 Q1").text
    assert param(old, "wave") == wave
    assert not [each for each in old.at.button if each.label.startswith("Result of")]
    assert "The result is shown once you have submitted" in bring(code).open("result", q=LINE).text
    assert "The result is shown once you have submitted" in bring(code).open("result", q=LINE, wave="x").text
    other = house.respond(definition(LINE), LINE_ANSWERS)
    assert "The result is shown once you have submitted" in bring(other).open("result", q=LINE, wave=wave).text


def test_a_session_that_was_there_before_goes_on_in_the_newest_wave(house: House, bring: Callable[..., Screen]) -> None:
    code = alone(house)
    first, second = bring(code).open(), bring(code).open()
    answer_again(first)
    assert "2026 Q2, begun on" in second.run().text
    count = len(definition(LINE).questionnaire.items)
    assert f"0 of {count} answered" in second.text


# Last time's own answer


def test_last_times_answer_is_shown_after_the_new_one_and_never_before(
    house: House, bring: Callable[..., Screen]
) -> None:
    first, second = definition(STAGES).questionnaire.items[:2]
    code = house.respond(definition(STAGES), {first.id: "focus", second.id: Answer("dont_know")}, submit=True)
    answer_again(bring(code).open())
    screen = bring(code).open("answer", q=STAGES, item=first.id)
    assert "Last time" not in screen.text
    screen.choose("awareness")
    assert "**Last time (2026 Q1):** " in screen.text
    assert isinstance(first, Rubric)
    (chosen,) = [each for each in first.options if each.id == "focus"]
    assert chosen.text in screen.text.partition("**Last time")[2].replace("\\", "")
    screen.press("Take back this answer")
    assert "Last time" not in screen.text
    screen.press("Next")
    assert "Last time" not in screen.text
    screen.choose("sensitivity")
    assert "**Last time (2026 Q1):** Don't know" in screen.text.replace("\\", "")


def test_without_a_last_time_nothing_is_said_of_it(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(STAGES), {"detail-of-knowledge": "focus"}, submit=False)
    screen = bring(code).open("answer", q=STAGES, item="detail-of-knowledge")
    assert "Last time" not in screen.text

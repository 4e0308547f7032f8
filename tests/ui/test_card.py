"""The card: don't know and does not apply apart, comment and evidence, taking back, moving on and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from questionnaires.loader import load_folder
from questionnaires.values import Answer
from tests.assessments.build import LINE, QUESTIONS, STAGES, definition
from tests.scoring.build import dimension, item, points, rubric
from tests.ui.build import House, Screen, made, usable
from ui.widgets.card import DOES_NOT_APPLY

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = "detail-of-knowledge"
LEVEL = "one-system"
COMMENT = "Comment or example (optional)"
DONT_KNOW, NOT_APPLICABLE, REASON = "I don't know", DOES_NOT_APPLY, "Why does it not apply?"
EVIDENCE = "What does your answer rest on?"
SMALL = made(
    dimension(
        "d",
        rubric("one", not_applicable=True, evidence=True),
        rubric("two", dont_know="off"),
        rubric("three", ask_if={"item": "one", "at_least": "l3"}),
        points("four"),
    )
)


@pytest.fixture
def small(settle: Callable[[House], House]) -> tuple[House, Screen]:
    """A small questionnaire, started."""
    house = settle(House(loaded=(SMALL,)))
    return house, Screen().open().start("sample")


def kept(house: House, screen: Screen, item_id: str = "one") -> Answer | None:
    """Return what the store holds."""
    saved = house.kept(screen.code, "sample").get(item_id)
    return saved.answer if saved else None


def test_nothing_is_chosen_beforehand(small: tuple[House, Screen]) -> None:
    house, screen = small
    assert screen.scale.value is None
    assert screen.scale.options == ["Level 1", "Level 2", "Level 3", "Level 4"]
    assert screen.input("checkbox", DONT_KNOW).value is False
    assert "Nothing to save yet." in screen.status
    assert "Question 1 of 3 · D · 0 answered" in [each.text for each in screen.at.get("progress")]
    assert not screen.offers("Take back this answer")
    assert screen.button("Back").disabled
    assert kept(house, screen) is None


def test_a_click_is_saved_with_its_time(small: tuple[House, Screen]) -> None:
    house, screen = small
    house.clock.pass_seconds(65)
    screen.choose("l2")
    assert "Saved at 09:31:05." in screen.status
    assert kept(house, screen) == Answer("value", "l2")


def test_the_time_is_the_visitors_own(small: tuple[House, Screen]) -> None:
    _, screen = small
    screen.at.context = {"timezone": "Asia/Kolkata"}
    assert "Saved at 15:00:00." in screen.choose("l2").status


def test_dont_know_and_not_applicable_clear_the_value_and_each_other(small: tuple[House, Screen]) -> None:
    house, screen = small
    screen.choose("l2").set("checkbox", DONT_KNOW, value=True)
    assert kept(house, screen) == Answer("dont_know")
    assert screen.scale.value is None
    screen.set("checkbox", NOT_APPLICABLE, value=True).set("text_input", REASON, "We have none")
    assert kept(house, screen) == Answer("not_applicable", reason="We have none")
    assert screen.input("checkbox", DONT_KNOW).value is False
    screen.set("checkbox", DONT_KNOW, value=True)
    assert kept(house, screen) == Answer("dont_know")
    assert screen.input("checkbox", NOT_APPLICABLE).value is False
    screen.choose("l3")
    assert kept(house, screen) == Answer("value", "l3")
    assert screen.input("checkbox", DONT_KNOW).value is False


def test_a_browser_that_lost_sight_of_a_choice_takes_nothing_back(small: tuple[House, Screen]) -> None:
    """It chose while an empty card was under way, and shows none; its next tap says so."""
    house, screen = small
    screen.choose("l2")
    screen.scale.set_value(None)
    screen.press("Next").press("Back")
    assert kept(house, screen) == Answer("value", "l2")
    assert screen.scale.value == "l2"


def test_nor_where_the_choice_is_a_part_of_the_answer(settle: Callable[[House], House]) -> None:
    house = settle(House())
    screen = Screen().open().start(QUESTIONS)
    screen.choose(LEVEL)
    screen.scale.set_value(None)
    screen.press("Next")
    (saved,) = house.kept(screen.code, QUESTIONS).values()
    assert saved.answer.value["level"] == LEVEL


def test_widgets_of_another_visit_have_other_names(small: tuple[House, Screen]) -> None:
    _, screen = small
    again = Screen().open().start("sample")
    names = [{str(each.key) for each in (*shown.at.radio, *shown.at.checkbox)} for shown in (screen, again)]
    assert len(names[0]) == 3
    assert not names[0] & names[1]


def test_a_slip_does_not_destroy_the_answer(small: tuple[House, Screen]) -> None:
    house, screen = small
    screen.choose("l2").set("checkbox", DONT_KNOW, value=True).set("checkbox", NOT_APPLICABLE, value=True)
    screen.set("checkbox", NOT_APPLICABLE, value=False)
    assert kept(house, screen) == Answer("value", "l2")
    assert screen.scale.value == "l2"


def test_notes_typed_on_two_devices(small: tuple[House, Screen]) -> None:
    house, screen = small
    screen.choose("l2")
    other = Answer("value", "l4", evidence="data")
    house.context.workflow.save(house.response(screen.code).id, usable(SMALL).questionnaire, "one", other)
    screen.set("text_area", COMMENT, "Here")
    assert kept(house, screen) == Answer("value", "l4", comment="Here")  # the value of the other device stays


def test_unticking_takes_the_answer_away(small: tuple[House, Screen]) -> None:
    house, screen = small
    screen.set("checkbox", DONT_KNOW, value=True).set("checkbox", DONT_KNOW, value=False)
    assert kept(house, screen) is None
    assert "Nothing to save yet." in screen.status


def test_the_reason_why_it_does_not_apply(small: tuple[House, Screen]) -> None:
    house, screen = small
    assert REASON not in screen.text
    screen.choose("l2").set("checkbox", NOT_APPLICABLE, value=True)
    assert screen.errors == ""
    assert screen.status == "Not saved yet; see below."
    assert kept(house, screen) == Answer("value", "l2")
    assert "one?" in screen.press("Next").question
    assert screen.errors == r"Not saved. Say in a few words why it does not apply\."
    screen.set("text_input", REASON, " One price for all ")
    assert screen.errors == ""
    assert kept(house, screen) == Answer("not_applicable", reason="One price for all")
    screen.press("Next").press("Back")
    assert screen.input("text_input", REASON).value == "One price for all"
    screen.choose("l1")
    assert kept(house, screen) == Answer("value", "l1")


def test_a_reason_given_on_another_device_is_not_lost(small: tuple[House, Screen]) -> None:
    house, screen = small
    code = screen.code
    screen.press("Next")
    other = Answer("not_applicable", reason="One price for all")
    workflow = house.context.workflow
    workflow.save(house.response(code).id, usable(SMALL).questionnaire, "one", other)
    screen.press("Back").set("text_area", COMMENT, "As agreed")
    assert kept(house, screen) == Answer("not_applicable", reason="One price for all", comment="As agreed")


def test_what_is_not_offered(small: tuple[House, Screen]) -> None:
    _, screen = small
    screen.press("Next")
    assert [each.label for each in screen.at.checkbox] == []  # two: neither; the rubric above offers both
    assert len(screen.at.radio) == 1  # and no question after the evidence


def test_only_not_applicable_is_offered(settle: Callable[[House], House]) -> None:
    settle(House(loaded=(made(dimension("d", rubric("one", dont_know="off", not_applicable=True))),)))
    assert [each.label for each in Screen().open().start("sample").at.checkbox] == [NOT_APPLICABLE]


def test_comment_and_evidence_beside_an_answer(small: tuple[House, Screen]) -> None:
    house, screen = small
    screen.choose("l2").set("radio", EVIDENCE, "data").set("text_area", COMMENT, "Two lines\nof text")
    assert kept(house, screen) == Answer("value", "l2", comment="Two lines\nof text", evidence="data")
    screen.press("Next").press("Back")
    assert screen.input("radio", EVIDENCE).value == "data"
    assert screen.input("text_area", COMMENT).value == "Two lines\nof text"


def test_what_an_answer_rests_on_is_asked_once_there_is_one(small: tuple[House, Screen]) -> None:
    house, screen = small
    assert len(screen.at.radio) == 1
    screen.set("checkbox", DONT_KNOW, value=True)
    assert len(screen.at.radio) == 1
    screen.choose("l2").set("radio", EVIDENCE, "data").set("checkbox", DONT_KNOW, value=True)
    assert screen.input("radio", EVIDENCE).value == "data"  # what is kept stays in sight
    assert kept(house, screen) == Answer("dont_know", evidence="data")


def test_a_comment_is_kept_without_an_answer(small: tuple[House, Screen]) -> None:
    house, screen = small
    screen.set("text_area", COMMENT, "To be asked")
    assert kept(house, screen) == Answer("unanswered", comment="To be asked")
    assert "Saved at 09:30:00." in screen.status
    assert "0 answered" in screen.at.get("progress")[0].text
    screen.set("text_area", COMMENT, "")
    assert kept(house, screen) is None


def test_a_comment_and_next_in_one_go(small: tuple[House, Screen]) -> None:
    house, screen = small
    screen.input("text_area", COMMENT).set_value("Asked in May")
    screen.press("Next")
    assert kept(house, screen) == Answer("unanswered", comment="Asked in May")
    assert "two?" in screen.question


def test_taking_back(small: tuple[House, Screen]) -> None:
    house, screen = small
    screen.choose("l2").set("text_area", COMMENT, "Why").set("radio", EVIDENCE, "opinion")
    screen.press("Take back this answer")
    assert kept(house, screen) is None
    assert screen.scale.value is None
    assert screen.input("text_area", COMMENT).value == ""
    assert len(screen.at.radio) == 1  # what an answer rests on is asked once there is one
    assert screen.choose("l2").input("radio", EVIDENCE).value is None
    screen.press("Take back this answer")
    assert not screen.offers("Take back this answer")


def test_an_answer_opens_and_closes_a_further_question(small: tuple[House, Screen]) -> None:
    house, screen = small
    assert "of 4" in screen.choose("l3").at.get("progress")[0].text
    screen.press("Next").press("Next").choose("l4")
    assert "three?" in screen.question
    screen.press("Back").press("Back").choose("l1")
    assert "of 3" in screen.at.get("progress")[0].text
    screen.press("Next").press("Next")
    assert "four?" in screen.question
    assert kept(house, screen, "three") == Answer("value", "l4")  # no longer asked, but not thrown away


def test_the_last_card_leads_to_the_review(small: tuple[House, Screen]) -> None:
    _, screen = small
    screen.press("Next").press("Next")
    assert not screen.offers("Next")
    assert not screen.offers("To the overview")
    assert screen.press("Review your answers").at.title[0].value == "Review: Sample"


def test_the_overview_and_back_to_the_same_card(small: tuple[House, Screen]) -> None:
    _, screen = small
    screen.press("Next").press("To the overview").press("Back to the questions")
    assert "two?" in screen.question
    assert screen.at.query_params == {"q": "sample", "item": "two"}


def test_the_browsers_own_back_button(small: tuple[House, Screen]) -> None:
    _, screen = small
    screen.press("Next").press("Next")
    screen.at.query_params = {"q": "sample", "item": "two"}
    assert "two?" in screen.run().question
    assert "four?" in screen.press("Next").question


@pytest.mark.parametrize("named", ["three", "nonsense", ""])
def test_an_address_of_a_question_that_is_not_asked(small: tuple[House, Screen], named: str) -> None:
    _, screen = small
    assert "one?" in screen.open("answer", q="sample", item=named).question


def test_only_a_new_question_is_brought_into_view(small: tuple[House, Screen]) -> None:
    _, screen = small
    assert 'data-task="question"' not in screen.text  # the first card of a visit
    assert 'data-task="question"' not in screen.choose("l1").text
    assert 'data-task="question" data-place="two"' in screen.press("Next").text


@pytest.mark.usefixtures("house")
def test_help_stands_under_the_question() -> None:
    screen = Screen().open().start(LINE)
    assert '<p class="help">One line, the first thing that comes to mind. Nobody marks it.</p>' in screen.text


def test_two_questionnaires_do_not_share_their_cards(house: House) -> None:
    screen = Screen().open().start(STAGES).choose("focus").open().start(QUESTIONS)
    assert screen.scale.value is None
    assert list(house.kept(screen.code, QUESTIONS)) == []
    assert screen.open("answer", q=STAGES, item=FIRST).scale.value == "focus"


def test_two_sessions_of_one_response(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES))
    one, two = bring(code).open("answer", q=STAGES), bring(code).open("answer", q=STAGES)
    one.choose("awareness")
    two.choose("obsession")
    assert one.press("Next").press("Back").scale.value == "obsession"
    assert house.kept(code, STAGES)[FIRST].answer == Answer("value", "obsession")
    assert len(house.kept(code, STAGES)) == 1


def test_the_submitted_are_fixed(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), {FIRST: "focus"}, submit=True)
    screen = bring(code).open("answer", q=STAGES)
    assert "You have submitted these answers, so they are fixed." in screen.text
    assert "headline" in screen.press("See the result").text


LOCKING = made(
    dimension("d", rubric("r"), item("text", "later", lines=3)),
    opening=[item("text", "thought", locks=True, dont_know="off", max_chars=20)],
)


def test_a_first_thought_locks_after_a_later_answer(settle: Callable[[House], House]) -> None:
    house = settle(House(loaded=(LOCKING,)))
    screen = Screen().open().start("sample").set("text_input", "Your answer", " Pumps ")
    assert kept(house, screen, "thought") == Answer("value", "Pumps")
    screen.set("text_input", "Your answer", "Valves").press("Next").press("Back")
    assert not screen.input("text_input", "Your answer").disabled
    screen.press("Next").set("text_area", COMMENT, "Ask the head of sales").press("Back")
    assert not screen.input("text_input", "Your answer").disabled  # a comment is no answer
    screen.set("text_input", "Your answer", "Wells").set("text_input", "Your answer", "Valves")
    screen.press("Next").choose("l1").press("Back")
    assert screen.input("text_input", "Your answer").disabled
    assert screen.input("text_input", "Your answer").value == "Valves"
    assert not screen.offers("Take back this answer")
    assert "Level 1" in screen.press("Next").text


def test_a_first_thought_that_another_session_locked(
    settle: Callable[[House], House], bring: Callable[[str], Screen]
) -> None:
    house = settle(House(loaded=(LOCKING,)))
    code = house.respond(usable(LOCKING), {"thought": "Pumps"})
    one = bring(code).open("answer", q="sample", item="thought")
    bring(code).open("answer", q="sample", item="r").choose("l1")
    one.set("text_input", "Your answer", "Value")
    assert one.errors.startswith("Not saved. This was to be your first thought")
    assert kept(house, one, "thought") == Answer("value", "Pumps")


def test_a_help_text_says_in_the_words_of_the_card_when_a_question_does_not_apply() -> None:
    asked = [item for each in load_folder() if each.definition for item in each.definition.questionnaire.items]
    offered = {item.id for item in asked if item.not_applicable}
    assert offered
    assert {item.id for item in asked if f"“{DOES_NOT_APPLY}”" in (item.help or "")} == offered
    assert not [item.id for item in asked if "not applicable" in (item.help or "").lower()]

"""A database that refuses, a wave that closes: a plain sentence on the page, and never a false "saved"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from questionnaires.values import Answer
from tests.assessments.build import REVIEW, STAGES, definition
from tests.ui.build import FaultyStore, House, Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.model import Response

UNSAVED = "Your last change is not saved; see below."
FIRST = "detail-of-knowledge"
SENTENCE = "The answers cannot be saved at the moment, because the database does not accept them"
LAST = definition(STAGES).questionnaire.items[-1]


def saved_until(house: House, screen: Screen) -> None:
    """Save one answer, then let the database refuse."""
    assert screen.choose("awareness").status == "Saved at 09:30:00."
    house.clock.pass_seconds(60)
    house.store.broken = frozenset({"save_answer"})


def test_not_saved_then_saved_again(house: House) -> None:
    screen = Screen().open().start(STAGES)
    saved_until(house, screen)
    screen.choose("focus")
    assert screen.errors.startswith(f"Not saved. {SENTENCE}")
    assert screen.status == UNSAVED
    assert screen.scale.value == "focus"  # what was chosen is not taken away
    screen.press("Save again")
    assert screen.errors.startswith("Not saved.")
    assert screen.status == UNSAVED

    house.store.broken = frozenset()
    screen.press("Save again")
    assert screen.errors == ""
    assert "Saved at 09:31:00." in screen.status
    assert house.kept(screen.code, STAGES)[FIRST].answer == Answer("value", "focus")


def test_next_stays_until_the_card_is_saved(house: House) -> None:
    screen = Screen().open().start(STAGES)
    saved_until(house, screen)
    assert FIRST in screen.choose("focus").press("Next").question
    assert screen.errors.startswith("Not saved.")
    assert FIRST in screen.press("To the overview").question
    house.store.broken = frozenset()
    assert FIRST not in screen.press("Next").question
    assert house.kept(screen.code, STAGES)[FIRST].answer == Answer("value", "focus")


@pytest.mark.parametrize("button", ["Review your answers", "To the overview"])
def test_the_way_to_the_review_saves_first(house: House, bring: Callable[[str], Screen], button: str) -> None:
    item = LAST.id if button == "Review your answers" else FIRST
    code = house.respond(definition(STAGES))
    screen = bring(code).open("answer", q=STAGES, item=item)
    house.store.broken = frozenset({"save_answer"})
    screen.set("checkbox", "I don't know", value=True).press(button)
    assert screen.errors.startswith("Not saved.")
    assert item in screen.question
    house.store.broken = frozenset()
    assert screen.press(button).at.title[0].value == "Review: Four stages"
    assert house.kept(code, STAGES)[item].answer == Answer("dont_know")


def test_taking_back_that_fails(house: House) -> None:
    screen = Screen().open().start(STAGES)
    saved_until(house, screen)
    screen.press("Take back this answer")
    assert screen.errors.startswith("Not saved.")
    assert screen.status == UNSAVED
    assert screen.scale.value == "awareness"  # what is kept
    assert house.kept(screen.code, STAGES)[FIRST].answer == Answer("value", "awareness")


def test_what_was_not_saved_is_not_claimed_later(house: House) -> None:
    screen = Screen().open().start(STAGES)
    saved_until(house, screen)
    screen.choose("focus").open().press("Go on").open("answer", q=STAGES, item=FIRST)
    assert screen.errors == ""
    assert screen.scale.value == "awareness"


def test_the_store_fails_while_a_card_is_read(house: House) -> None:
    screen = Screen().open().start(STAGES).choose("awareness")
    house.store.broken = frozenset({"answers"})
    screen.run()
    assert screen.errors.startswith(SENTENCE)
    assert screen.errors.endswith("What you see may not be saved.")
    assert screen.scale.value == "awareness"  # what was read last
    house.store.broken = frozenset()
    assert screen.press("Try again").scale.value == "awareness"
    assert screen.errors == ""


def test_the_store_fails_before_a_card_was_ever_read(house: House) -> None:
    screen = Screen().open()
    house.store.broken = frozenset({"answers"})
    screen.start(STAGES)
    assert screen.errors.startswith(SENTENCE)
    assert not screen.offers("Next")
    house.store.broken = frozenset()
    assert FIRST in screen.press("Try again").question


def test_a_comment_that_was_not_saved_goes_with_the_next_answer(house: House) -> None:
    screen = Screen().open().start(STAGES)
    saved_until(house, screen)
    screen.set("text_area", "Comment or example (optional)", "Seen in May")
    assert screen.status == UNSAVED
    house.store.broken = frozenset()
    screen.choose("focus")
    assert screen.errors == ""
    assert house.kept(screen.code, STAGES)[FIRST].answer == Answer("value", "focus", comment="Seen in May")


def test_discarding_what_could_not_be_saved(house: House) -> None:
    screen = Screen().open().start(STAGES)
    saved_until(house, screen)
    screen.choose("focus").press("Discard this change")
    assert screen.errors == ""
    assert screen.status == "Saved at 09:30:00."
    assert screen.scale.value == "awareness"


@pytest.mark.parametrize("gone", [True, False])
def test_another_tab_was_quicker_than_a_click_on_the_card(
    house: House, monkeypatch: pytest.MonkeyPatch, *, gone: bool
) -> None:
    screen = Screen().open().start(STAGES).choose("awareness")
    read, calls = house.store.response, iter(range(9))

    def response(response_id: str) -> Response | None:
        if not next(calls):  # the page reads by the code, the card is the first to read by the id
            if gone:
                house.store._kept.responses.pop(response_id)  # noqa: SLF001 - no page deletes a single response
            else:
                house.context.workflow.submit(house.context.workflow.current(response_id), STAGES)
        return read(response_id)

    monkeypatch.setattr(house.store, "response", response)
    screen.run()
    said = "These answers no longer exist." if gone else "You have submitted these answers, so they are fixed."
    assert said in screen.text


def test_the_response_is_gone_while_a_card_is_drawn(house: House) -> None:
    screen = Screen().open().start(STAGES)
    house.store = FaultyStore()
    screen.choose("awareness")
    assert "These answers no longer exist." in screen.at.warning[0].value
    screen.press("To the first page")
    assert screen.offers("Go on with my answers") or "Nothing to show here yet" in screen.text


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("response_by_code", "home"),
        ("pinned", "home"),
        ("assessment", "home"),
        ("answers", "home"),
        ("response", "answer"),
        ("pinned", "answer"),
        ("answers", "review"),
        ("targets", "review"),
        ("answers", "result"),
        ("wave", "result"),
    ],
)
def test_the_store_fails_while_a_page_is_read(
    house: House, bring: Callable[[str], Screen], method: str, address: str
) -> None:
    raw = {FIRST: "focus"}
    code = house.respond(definition(STAGES), raw, submit=address == "result")
    screen = bring(code).open()
    house.store.broken = frozenset({method})
    screen.open(address, q=STAGES)
    assert screen.errors.startswith(SENTENCE)
    assert "Traceback" not in screen.text
    house.store.broken = frozenset()
    assert screen.press("Try again").errors == ""
    assert not screen.offers("Try again")


@pytest.mark.parametrize("method", ["response_by_code", "add_response", "pin"])
def test_the_store_fails_before_anything_began(house: House, method: str) -> None:
    screen = Screen().open()
    house.store.broken = frozenset({method})
    if method == "response_by_code":
        screen.input("text_input", "Your code").set_value("2222-2222-2222-2222")
        screen.press("Go on with my answers")
    else:
        screen.start(STAGES)
    assert screen.errors.startswith(SENTENCE)
    house.store.broken = frozenset()
    assert screen.press("Try again").errors == ""
    assert FIRST in screen.start(STAGES).question


def test_the_store_fails_while_submitting(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), {FIRST: "focus"})
    screen = bring(code).open("review", q=STAGES)
    house.store.broken = frozenset({"submit"})
    assert screen.press("Submit").errors.startswith(SENTENCE)
    assert house.response(code).submitted == {}
    house.store.broken = frozenset()
    assert "headline" in screen.press("Try again").press("Submit").text


def test_a_closed_wave(house: House) -> None:
    screen = Screen().open().start(STAGES).choose("awareness")
    house.clock.pass_seconds(60)
    house.store.close_wave(house.response(screen.code).wave_id)
    screen.choose("focus")
    assert screen.errors == r"Not saved. This round of answers is closed\. Your earlier answers are kept\."
    assert screen.status == UNSAVED
    assert house.kept(screen.code, STAGES)[FIRST].answer == Answer("value", "awareness")
    screen.open("review", q=STAGES).press("Submit")
    assert screen.errors == "This round of answers is closed. Your earlier answers are kept."


def test_submitted_in_another_tab(house: House) -> None:
    screen = Screen().open().start(STAGES).choose("awareness")
    code = screen.code
    house.context.workflow.submit(house.response(code), STAGES)
    screen.choose("focus")
    assert "You have submitted these answers, so they are fixed." in screen.text
    assert house.kept(code, STAGES)[FIRST].answer == Answer("value", "awareness")


@pytest.mark.usefixtures("house")
def test_shares_that_do_not_add_up() -> None:
    screen = Screen().open().start(REVIEW).press("Next")
    fields = screen.at.number_input
    fields[0].set_value(30.0)
    fields[3].set_value(40.0)
    screen.run()
    assert screen.errors == ""  # not all parts are filled in yet
    assert screen.status == "Not saved yet; see below."
    assert "This is saved once it is complete." in screen.text
    assert "Adds up to 70 of 100: 30 to go." in screen.text
    assert "target-mix" in screen.press("Next").question
    assert screen.errors == r"Not saved. The parts add up to 70; they must add up to 100\."
    for field in (screen.at.number_input[2], screen.at.number_input[4]):
        field.set_value(0.0)
    screen.at.number_input[1].set_value(50.0)
    assert "Adds up to 120 of 100: 20 too many." in screen.run().text
    screen.at.number_input[1].set_value(30.0)
    screen.run()
    assert screen.errors == ""
    assert "Adds up to 100." in screen.text
    assert "Saved at 09:30:00." in screen.status
    assert "agenda" in screen.press("Next").question
    assert [each.value for each in screen.press("Back").at.number_input] == [30.0, 30.0, 0.0, 40.0, 0.0]


@pytest.mark.usefixtures("house")
def test_shares_that_were_left_open_are_not_complained_about_later() -> None:
    screen = Screen().open().start(REVIEW).press("Next")
    screen.at.number_input[0].set_value(30.0)
    screen.run().open().press_key(f"go-on-{REVIEW}").open("answer", q=REVIEW, item="target-mix")
    assert screen.errors == ""
    assert [each.value for each in screen.at.number_input] == [None] * 5
    assert "agenda" in screen.press("Next").question

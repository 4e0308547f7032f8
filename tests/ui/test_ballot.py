"""The cards of a vote: what is asked, what is said of the first vote, refusals, comments, several questionnaires."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessments.workshop import Workshop
from questionnaires.values import Answer
from tests.assessments.build import LINE, QUESTIONS, STAGES, definition
from tests.scoring.build import dimension, item, rubric
from tests.ui.build import House, Screen, made, usable
from tests.ui.desk import ROLES, SPLIT, Desk, hold

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.model import ItemKey, Mode

COMMENT = "Comment or example (optional)"
ONE: ItemKey = ("sample", "one")
THREE: ItemKey = ("sample", "three")
REFUSED = r"Not saved. This vote is closed, so the answer was not taken\. Everything shown as saved is kept\."
WAITING = "The vote has ended. The result comes when the facilitator reveals it."
IN = "Your answers are in. The result comes when the facilitator reveals it."


@pytest.fixture
def desk(house: House) -> Desk:
    """An anonymous workshop on three questions, in which the vote is on."""
    return hold(house).do(Workshop.start)


def sit(desk: Desk) -> Screen:
    """Take a seat with a phone."""
    return desk.phone().press(ROLES[0])


def kept(desk: Desk, item_id: str = "one", *, questionnaire_id: str = "sample", vote: int = 1) -> Answer | None:
    """Return what is kept of the first person's answer."""
    found = desk.house.context.workflow.answers(desk.people[0].id, questionnaire_id, round_number=vote).get(item_id)
    return found.answer if found else None


def progress(screen: Screen) -> str:
    """Return how far the card says that this phone is."""
    (bar,) = screen.at.get("progress")
    return str(bar.text)


def fold(screen: Screen) -> tuple[str, bool]:
    """Return what stands on the fold of the card, and whether it is open."""
    (found,) = screen.at.expander
    return found.label, found.proto.expanded


def voted_again(desk: Desk, *items: ItemKey) -> Screen:
    """Let a phone and eight others vote, reveal, and open a second vote on some questions; return the phone."""
    screen = sit(desk).choose("l1").press("Next").press("Next").choose("l2")
    desk.later()
    desk.crowd(SPLIT)
    desk.do(Workshop.reveal).do(Workshop.start, list(items))
    return screen.run()


def test_each_click_is_saved_with_its_time(desk: Desk) -> None:
    screen = sit(desk)
    assert "Nothing to save yet." in screen.status
    assert progress(screen) == "Question 1 of 3 · D · 0 answered"
    assert screen.choose("l2").status == "Saved at 09:30:02."
    assert progress(screen) == "Question 1 of 3 · D · 1 answered"
    assert kept(desk) == Answer("value", "l2")


def test_the_way_to_and_fro_and_past_the_last_card(desk: Desk) -> None:
    screen = sit(desk).press("Next").press("Next")
    assert screen.heading == "three?"
    assert not screen.offers("Next")
    assert screen.press("Back").heading == "two?"
    assert screen.press("Next").choose("l2").press("Done").heading == IN


def test_dont_know_comments_and_taking_back(desk: Desk) -> None:
    screen = sit(desk).set("checkbox", "I don't know", value=True)
    assert kept(desk) == Answer("dont_know")
    screen.set("text_area", COMMENT, "Ask the front desk")
    assert kept(desk) == Answer("dont_know", comment="Ask the front desk")
    screen.press("Take back this answer")
    assert kept(desk) is None
    screen.set("text_area", COMMENT, "Nobody asked me")
    assert kept(desk) == Answer("unanswered", comment="Nobody asked me")
    assert progress(screen) == "Question 1 of 3 · D · 0 answered"


@pytest.mark.parametrize("move", [Workshop.stop, Workshop.close])
def test_a_vote_that_ends_between_drawing_and_clicking(desk: Desk, move: Callable[..., object]) -> None:
    screen = sit(desk).choose("l1")
    desk.later()
    screen.run()
    move(desk.house.context.workshop, desk.first)  # in the same second
    screen.choose("l4")
    assert screen.errors in {
        REFUSED,
        r"Not saved. This round of answers is closed\. Your earlier answers are kept\.",
    }
    assert screen.status == "Your last change is not saved; see below."
    assert kept(desk) == Answer("value", "l1")
    desk.later()
    ended = "This workshop is closed. Thank you for taking part." if move is Workshop.close else WAITING
    assert screen.run().heading == ended


def test_an_answer_that_was_refused_is_not_shown_as_given_when_the_vote_goes_on(desk: Desk) -> None:
    screen = sit(desk).choose("l1")
    desk.later()
    screen.run()
    desk.house.context.workshop.stop(desk.first)
    assert screen.choose("l4").errors == REFUSED
    desk.later()
    screen.run()
    desk.do(Workshop.go_on)
    assert screen.run().errors == ""
    assert screen.scale.value == "l1"


def test_the_last_button_waits_for_what_could_not_be_saved(desk: Desk) -> None:
    screen = sit(desk).press("Next").press("Next")
    desk.house.store.broken = frozenset({"save_answer"})
    screen.choose("l2").press("Done")
    assert screen.errors.startswith("Not saved. The answers cannot be saved at the moment")
    assert screen.heading == "three?"
    desk.house.store.broken = frozenset()
    assert screen.press("Done").heading == IN
    assert kept(desk, "three") == Answer("value", "l2")


def test_the_second_vote_asks_what_was_chosen_and_shows_the_own_first_vote(desk: Desk) -> None:
    screen = voted_again(desk, ONE, THREE)
    assert screen.heading == "one?"
    assert progress(screen) == "Question 1 of 2 · D · 0 answered"
    assert screen.scale.value is None
    assert "Your first vote: Level 1" in screen.text
    screen.choose("l3").press("Next")
    assert "Your first vote: Level 2" in screen.text
    assert screen.press("Done").heading == IN
    assert (kept(desk), kept(desk, vote=2)) == (Answer("value", "l1"), Answer("value", "l3"))
    assert "First vote: 2 answers received, counted." in screen.text
    assert "Vote 2: 1 answer received, not counted yet." in screen.text
    assert screen.press("Back to my answers").scale.value == "l3"


def test_the_second_vote_of_somebody_without_a_first_one(desk: Desk) -> None:
    voted_again(desk, ONE)
    screen = sit(desk)
    assert "You did not answer this in the first vote." in screen.text
    assert "Your first vote" not in screen.text


def test_the_comment_is_folded_away_until_there_is_one(desk: Desk) -> None:
    screen = sit(desk)
    assert fold(screen) == ("Add a comment", False)
    screen.set("text_area", COMMENT, "Ask the front desk")
    assert fold(screen) == ("Add a comment", True)
    assert fold(screen.press("Next")) == ("Add a comment", False)
    assert fold(screen.press("Back")) == ("Add a comment", True)
    assert screen.input("text_area", COMMENT).value == "Ask the front desk"


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (
            "anonymous",
            "after the reveal, without your name. Do not write what gives you away.",
        ),
        ("open", "Others can read this after the reveal."),
    ],
)
def test_who_reads_comments_and_free_texts(house: House, mode: Mode, said: str) -> None:
    screen = sit(hold(house, LINE, mode=mode).do(Workshop.start))
    assert not screen.at.text_area  # a free text has no comment beside it
    assert screen.text.count(said) == 1
    while screen.at.text_input or not screen.at.text_area:
        screen.press("Next")
    assert screen.input("text_area", COMMENT)
    assert screen.text.count(said) == 1


def test_i_dont_know_and_the_number_of_a_label(house: House) -> None:
    desk = hold(house, QUESTIONS).do(Workshop.start)
    screen = sit(desk)
    assert screen.input("checkbox", "I don't know").value is False
    label = definition(QUESTIONS).questionnaire.items[0].label
    assert label[0].isdigit()
    assert progress(screen).endswith(f" · {label.split(maxsplit=1)[1]} · 0 answered")


def test_a_question_that_hangs_on_one_that_is_not_asked_again(settle: Callable[[House], House]) -> None:
    loaded = made(
        dimension("d", rubric("one"), rubric("three", ask_if={"item": "one", "at_least": "l3"})),
        stages=[{"id": f"s{n}", "title": f"Stage {n}", "summary": "A rung."} for n in range(1, 5)],
    )
    house = settle(House(loaded=(loaded,)))
    desk = hold(house, usable(loaded)).do(Workshop.start)
    screen = sit(desk)
    assert progress(screen).startswith("Question 1 of 1")
    assert progress(screen.choose("l4")).startswith("Question 1 of 2")
    desk.crowd([{"one": "l4", "three": "l1"}] * 5)
    desk.do(Workshop.reveal).do(Workshop.start, [THREE])
    assert screen.run().heading == "three?"
    assert progress(screen.choose("l2")) == "Question 1 of 1 · D · 1 answered"


def test_the_same_question_in_two_votes_does_not_share_its_widgets(desk: Desk) -> None:
    screen = voted_again(desk, ONE)
    screen.set("text_area", COMMENT, "Now I see it").choose("l4")
    assert kept(desk) == Answer("value", "l1")
    assert kept(desk, vote=2) == Answer("value", "l4", comment="Now I see it")


def test_several_questionnaires_in_one_vote(house: House) -> None:
    desk = hold(house, LINE, STAGES).do(Workshop.start)
    screen = sit(desk)
    stages, line = (definition(each).questionnaire for each in (STAGES, LINE))
    count = len(stages.items) + len(line.items)
    assert '<h1 class="small">Four stages</h1>' in screen.text  # the core ones come in their order
    assert progress(screen).startswith(f"Question 1 of {count} ·")
    screen.choose("focus")
    for _ in stages.items:
        screen.press("Next")
    assert '<h1 class="small">Your business</h1>' in screen.text
    assert progress(screen).endswith(" 1 answered")
    screen.set("text_input", "Your answer", "Pumps")
    assert kept(desk, line.items[0].id, questionnaire_id=LINE) == Answer("value", "Pumps")
    assert progress(screen).startswith(f"Question {len(stages.items) + 1} of {count}")
    assert screen.press("Back").heading == stages.items[-1].ask.replace('"', "&quot;")


def test_a_first_thought_locks_in_a_vote_too(settle: Callable[[House], House]) -> None:
    loaded = made(
        dimension("d", rubric("one")),
        opening=[item("text", "thought", locks=True, dont_know="off", max_chars=20)],
    )
    desk = hold(settle(House(loaded=(loaded,))), usable(loaded)).do(Workshop.start)
    screen = sit(desk).set("text_input", "Your answer", "Pumps").press("Next").choose("l1").press("Back")
    assert screen.input("text_input", "Your answer").disabled
    assert "This was your first thought; it stays as it is" in screen.text

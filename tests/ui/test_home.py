"""The first page: empty, with answers, submitted, and with a broken questionnaire file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from questionnaires.loader import load_file, load_text
from tests.assessments.build import LINE, REVIEW, STAGES, definition
from tests.assessments.samples import LINE_ANSWERS
from tests.questionnaires.examples import HERE
from tests.scoring.build import dimension, points
from tests.ui.build import HOSTILE, SHIPPED, SITE, FaultyStore, House, Screen, made
from tests.ui.desk import hold
from ui.style import plain

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "Company or team (optional, shown on your results)"
FIRST = definition(STAGES).questionnaire.items[0]


@pytest.mark.usefixtures("house")
def test_nothing_answered_yet() -> None:
    screen = Screen().open()
    assert [each.label for each in screen.at.button] == [
        "Start: Four stages",
        "Start: Your business",
        "Start: Ten questions",
        "Start: Quarterly review",
        "Join a workshop",
        "Hold a workshop",
        "Go on with my answers",
    ]
    assert [each.value for each in screen.at.subheader][:2] == [
        "From customer awareness to customer obsession",
        "What business are you in?",
    ]
    assert "A team can measure itself every quarter and see what changed." in screen.text
    assert "15 minutes · 29 questions · For: executive, manager, front-line" in screen.text
    assert "Not available" not in screen.text


def test_opening_the_page_creates_nothing(house: House) -> None:
    Screen().open()
    house.store.broken = frozenset({"add_response"})
    Screen().open()  # would fail if it began a response


def test_start_answer_and_come_back_to_the_page(house: House) -> None:
    screen = Screen().open().start(STAGES).choose("awareness").open()
    assert [each.value for each in screen.at.header][:2] == ["Your answers", "Questionnaires"]
    assert "2026 Q1, begun on 2 March 2026." in screen.text
    assert "1 of 29 answered" in screen.text
    assert screen.press("Go on").at.query_params == {"q": STAGES, "item": "asking-first"}
    assert house.kept(screen.code, STAGES)[FIRST.id].answer.value == "awareness"


def test_review_from_the_page(house: House, bring: Callable[[str], Screen]) -> None:
    screen = bring(house.respond(definition(STAGES), {FIRST.id: "focus"})).open().press("Review")
    assert screen.at.title[0].value == "Review: Four stages"


def test_submitted(house: House, bring: Callable[[str], Screen]) -> None:
    screen = bring(house.respond(definition(LINE), LINE_ANSWERS, submit=True)).open()
    assert "Submitted on 2 March 2026 at 09:30:00." in screen.text
    assert not screen.offers("Go on")
    screen.press("See the result")
    assert 'class="headline"' in screen.text


def test_a_second_questionnaire_joins_the_same_response(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), {FIRST.id: "focus"})
    bring(code).open().start(LINE)
    assert sorted(house.context.workflow.taken_up(house.response(code))) == [STAGES, LINE]


def test_the_name_is_kept_and_shown(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES))
    screen = bring(code).open().set("text_input", NAME, "  Imaginary Pumps ")
    assert screen.at.header[0].value == "Your answers: Imaginary Pumps"
    assert house.context.workflow.names(house.response(code))[0].name == "Imaginary Pumps"


def test_a_name_that_cannot_be_kept(house: House, bring: Callable[[str], Screen]) -> None:
    screen = bring(house.respond(definition(STAGES), name="Pumps")).open()
    house.store.broken = frozenset({"rename_assessment"})
    screen.set("text_input", NAME, "Imaginary Pumps")
    assert screen.errors.startswith("Not saved. The answers cannot be saved at the moment")
    assert screen.at.header[0].value == "Your answers: Pumps"
    house.store.broken = frozenset()
    screen.press("Save again")
    assert screen.errors == ""
    assert screen.at.header[0].value == "Your answers: Imaginary Pumps"


def test_a_name_that_was_not_kept_is_forgotten_when_the_page_is_left(
    house: House, bring: Callable[[str], Screen]
) -> None:
    screen = bring(house.respond(definition(STAGES), name="Pumps")).open()
    house.store.broken = frozenset({"rename_assessment"})
    screen.set("text_input", NAME, "Imaginary Pumps").open("how-it-works").open()
    assert screen.errors == ""
    assert screen.input("text_input", NAME).value == "Pumps"


def test_a_broken_file_is_listed_and_the_rest_works(settle: Callable[[House], House]) -> None:
    broken = load_file(HERE / "broken" / "M001-unknown-key.yaml")
    twice = load_text("a: 1\na: 2\n", "two_problems_*.yaml")
    settle(House(loaded=(*SHIPPED, broken, twice)))
    screen = Screen().open()
    assert [each.label for each in screen.at.expander] == [
        r"M001\-unknown\-key\.yaml cannot be used: 1 problem",
        rf"two\_problems\_\*\.yaml cannot be used: {len(twice.problems)} problems",
    ]
    assert "line 21, column 9: M001 'hlep' is not known here. Did you mean 'help'?" in [t.value for t in screen.at.text]
    screen.start(REVIEW)
    assert "Going by your mission statement" in screen.question


def test_questionnaires_of_ones_own_come_last(settle: Callable[[House], House]) -> None:
    settle(House(loaded=(made(dimension("d", points("a"))), *SHIPPED)))
    titles = [each.value for each in Screen().open().at.subheader]
    assert titles[0] == "From customer awareness to customer obsession"
    assert titles[-1] == "A sample"


def test_answers_that_no_longer_exist(house: House) -> None:
    screen = Screen().open().start(STAGES)
    house.store = FaultyStore()
    screen.open()
    assert [each.value for each in screen.at.warning] == [
        "These answers no longer exist. Start again, or enter the code of other answers."
    ]
    assert screen.open().offers("Go on with my answers")


@pytest.mark.parametrize(
    ("name", "called"),
    [("Imaginary Pumps", "the workshop “Imaginary Pumps”"), ("", "a workshop"), (HOSTILE, plain(HOSTILE))],
)
def test_whoever_leads_finds_the_way_back(house: House, bring: Callable[..., Screen], name: str, called: str) -> None:
    desk = hold(house, name=name)
    screen = bring(desk.key, "organiser").open()
    assert screen.at.markdown[1].value.startswith("You lead ")
    assert called in screen.at.markdown[1].value
    assert screen.press("Back to the console").heading == "0 people are in. The vote has not started."


def test_whoever_takes_part_finds_the_way_back(house: House) -> None:
    desk = hold(house)
    screen = desk.phone().press("Leadership").open()
    assert "You take part in the workshop “Imaginary Pumps”." in screen.text
    assert screen.press("Go on in the workshop").heading.startswith("You are in.")
    assert len(desk.people) == 1


def test_another_workshop_only_after_the_link_of_the_first_was_shown(
    house: House, bring: Callable[..., Screen]
) -> None:
    desk = hold(house)
    screen = bring(desk.key, "organiser").open()
    assert desk.key not in screen.text
    screen.press("Hold a workshop")
    assert "Copy the organiser link of the workshop “Imaginary Pumps” first" in screen.text
    assert [each.value for each in screen.at.code] == [f"{SITE}/doors/lead#{desk.key}"]
    screen.press("I have copied it. Set up another workshop")
    assert screen.at.title[0].value == "Hold a workshop"
    assert desk.key not in screen.open().text


@pytest.mark.usefixtures("house")
def test_a_first_workshop_at_once() -> None:
    assert Screen().open().press("Hold a workshop").at.title[0].value == "Hold a workshop"

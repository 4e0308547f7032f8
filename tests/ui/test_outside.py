"""What a customer sees who opens the link: who asks, the questions, the thanks; and nothing of the company."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assessments.mirror import MirrorPlan
from assessments.plan import seats
from questionnaires.values import Answer
from tests.ui.asking import OTHERS, PROMISES, STRANGE, ask, close, fill, room
from tests.ui.build import HOSTILE, House, Screen
from tests.ui.desk import Desk, hold
from tests.ui.phone import seat_code
from tests.ui.test_hostile import safe

if TYPE_CHECKING:
    from collections.abc import Callable

COMPANY_ONLY = (
    "workshop",
    "Workshop",
    "the room",
    "facilitator",
    "reveal",
    "receipt",
    "your role",
    "Link quarters",
    "vote",
)


@pytest.fixture
def desk(house: House) -> Desk:
    """A workshop that was revealed."""
    return room(house)


@pytest.fixture
def form(desk: Desk) -> Desk:
    """Its form for customers."""
    return ask(desk.house, desk.wave)


def test_a_link_alone_creates_nothing_and_says_who_asks(form: Desk) -> None:
    screen = form.phone()
    assert [each.value.replace("\\", "") for each in screen.at.title] == ["Pumps & Co asks you"]
    said = screen.text.replace("\\", "")
    assert "Pumps & Co wants to know how its customers see it. Two questions, about 1 minute." in said
    assert "You answer anonymously: no name and no address is asked, and you need no account." in said
    assert (
        "sees averages of at least five people, never a single answer, and none of it before the form is closed."
        in said
    )
    assert [each.label for each in screen.at.button] == ["Begin"]
    assert (form.people, screen.scripts) == ((), "")


def test_the_front_line_is_told_so(desk: Desk) -> None:
    screen = ask(desk.house, desk.wave, "front-line", "Pumps").phone()
    assert "wants to know how those see it who deal with its customers every day. Two questions" in screen.text


def test_a_customer_answers_the_twins_and_is_thanked(form: Desk) -> None:
    screen = form.phone().press("Begin")
    assert screen.heading == "Do they keep it?"
    assert not screen.offers("Link quarters")
    assert "On this device you can come back to your answers until the form is closed." in screen.text
    assert "Add a comment" not in [each.label for each in screen.at.expander]
    fill(screen, 40, 60)
    assert screen.heading == "Thank you. Your answers are in."
    (person,) = form.people
    kept = form.house.context.workflow.answers(person.id, "sample")
    assert {name: each.answer for name, each in kept.items()} == {"kept": Answer(value=40), "told": Answer(value=60)}
    assert (person.role, person.unit, person.name) == ("", "", "")
    assert screen.press("Back to my answers").heading == "Do they keep it?"


def test_no_word_of_a_workshop_and_nothing_of_the_company_is_on_the_way(form: Desk) -> None:
    screen = form.phone()
    pages = [screen.text, screen.press("Begin").text, fill(screen, 40, 60).text]
    for page in pages:
        assert [each for each in COMPANY_ONLY if each in page] == []
        assert "81" not in page  # what the company thinks of itself


def test_the_same_browser_comes_back_to_its_answers(form: Desk, bring: Callable[..., Screen]) -> None:
    screen = form.phone().press("Begin")
    code = seat_code(screen)
    again = bring(code, f"seat-{form.first.id}").open("join", code=form.join_code)
    assert again.heading == "Do they keep it?"
    assert len(form.people) == 1


def test_the_first_page_leads_back_to_the_questions(form: Desk) -> None:
    screen = form.phone().press("Begin").open("home")
    assert "You answer questions of Pumps & Co." in screen.text.replace("\\", "")
    assert screen.press("Go on with the questions").heading == "Do they keep it?"


def test_who_answered_nothing_is_told_so(form: Desk) -> None:
    screen = form.phone().press("Begin").press("Next").press("Done")
    assert screen.heading == "You have not answered anything."
    assert screen.offers("Back to my answers")


def test_after_closing_nothing_can_be_changed_and_nothing_is_shown(
    desk: Desk, form: Desk, bring: Callable[..., Screen]
) -> None:
    codes = [each.resume_code for each in form.crowd(OTHERS)]
    empty = form.join("")
    close(desk.house, desk.wave)
    newcomer = form.phone()
    assert [each.value.replace("\\", "") for each in newcomer.at.title] == ["Pumps & Co asks you"]
    assert "This form is closed. It takes no answers any more." in newcomer.text
    assert not newcomer.offers("Begin")
    screen = bring(codes[0], f"seat-{form.first.id}").open("join", code=form.join_code)
    assert screen.heading == "Thank you. Your answers are in."
    assert "This form is closed. Nothing more is taken, and nothing can be changed." in screen.text
    assert (screen.pictures, screen.offers("Back to my answers")) == ([], False)
    late = bring(empty.resume_code, f"seat-{form.first.id}").open("join", code=form.join_code)
    assert late.heading == "This form is closed. It takes no answers any more."


def test_a_form_that_closes_by_itself_says_when(house: House) -> None:
    wave = hold(house, PROMISES).first
    later = house.clock() + timedelta(hours=3)
    mirror = house.context.mirrors.open(wave, MirrorPlan("customer", "Pumps", ("sample",), closes_at=later))
    screen = Desk(house, "", (PROMISES,), mirror).phone()
    assert "Closes by itself on 2 March 2026, 12:30 (UTC)." in screen.text
    assert "Closes by itself on 2 March 2026, 12:30 (UTC)." in fill(screen.press("Begin"), 40, 60).text


def test_the_projector_shows_nothing_of_a_form(desk: Desk, form: Desk) -> None:
    form.crowd(OTHERS)
    assert "This form is answered one by one, so it has no screen." in form.wall().text
    close(desk.house, desk.wave)
    assert "This form is answered one by one, so it has no screen." in form.wall().text


def test_a_form_takes_no_more_than_its_seats(house: House) -> None:
    wave = hold(house, PROMISES).first
    mirror = house.context.mirrors.open(wave, MirrorPlan("customer", "Pumps", ("sample",), invited=5))
    form = Desk(house, "", (PROMISES,), mirror)
    for _ in range(seats(5)):
        form.join("")
    screen = form.phone().press("Begin")
    (told,) = screen.at.info
    assert told.value == (
        "This form has taken as many answers as it can, so yours are not needed any more. "
        "Thank you for wanting to help."
    )
    assert len(form.people) == seats(5)


def test_what_people_typed_is_shown_as_typed(house: House) -> None:
    desk = room(house, STRANGE, answers=[{"one": 50}] * 8, name=HOSTILE)
    form = ask(house, desk.wave, name=HOSTILE)
    screen = form.phone()
    assert safe(screen, HOSTILE) == 3
    assert safe(screen.press("Begin"), HOSTILE) >= 2
    assert safe(fill(screen, 40), HOSTILE) == 1

"""What can be answered: ready sets first, deep dives under their topics, and what comes next after a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from questionnaires.sets import Ready, load_set
from questionnaires.values import Answer
from tests.scoring.build import dimension, points
from tests.ui.build import House, Screen, made, usable

if TYPE_CHECKING:
    from collections.abc import Callable

    from questionnaires.loader import Loaded

SET = """\
id: both
title: Both of them
purpose: For one person.
at_most: 9
alone: {alone}
room: {room}
members:
  - {{questionnaire: first, items: [a], minutes: 3}}
  - {{questionnaire: second}}
"""


def asked(name: str, **more: str) -> Loaded:
    return made(dimension("d", points("a"), points("b")), id=name, short_title=name.capitalize(), **more)


LOADED = (asked("first"), asked("second"), asked("third", topic="Serving"), asked("fourth", topic="Knowing"))


def ready(*, alone: str = "true", room: str = "false") -> Ready:
    found, problems = load_set(SET.format(alone=alone, room=room), "both.yaml", [usable(each) for each in LOADED])
    assert found is not None, problems
    return found


@pytest.fixture
def shop(settle: Callable[[House], House]) -> House:
    return settle(House(loaded=LOADED, sets=(ready(),)))


@pytest.mark.usefixtures("shop")
def test_the_set_comes_first_then_the_questionnaires_then_the_topics_by_name() -> None:
    screen = Screen().open()
    starts = [each.label for each in screen.at.button if each.label.startswith("Start")]
    assert starts == ["Start: Both of them", "Start: First", "Start: Second", "Start: Fourth", "Start: Third"]
    assert [each.label for each in screen.at.expander] == ["Knowing · 1", "Serving · 1"]
    assert "4 minutes · 3 questions · First, Second" in screen.text


@pytest.mark.usefixtures("shop")
def test_one_button_stands_out_and_it_is_what_comes_next() -> None:
    def outstanding(screen: Screen) -> list[str]:
        return [each.label for each in screen.at.button if each.proto.type == "primary"]

    assert outstanding(Screen().open()) == ["Start: Both of them"]
    assert outstanding(Screen().open().press("Start: Third").open()) == ["Go on"]


def test_starting_a_set_takes_up_each_questionnaire_in_its_form(shop: House) -> None:
    screen = Screen().open().press("Start: Both of them")
    assert 'id="question"' in screen.text
    (wave,) = shop.store.waves(shop.store.assessments()[0].id)
    pinned = shop.store.pinned(wave.id)
    assert {name: each.data.get("form") for name, each in pinned.items()} == {"first": "short", "second": None}
    home = screen.open()
    assert "Begun: its questionnaires stand below." in home.text
    assert "3 minutes · 1 question · a part of it" in home.text


def test_a_questionnaire_that_was_begun_stays_as_it_was_begun(shop: House) -> None:
    screen = Screen().open().press("Start: First").open().press("Start: Both of them")
    (wave,) = shop.store.waves(shop.store.assessments()[0].id)
    assert shop.store.pinned(wave.id)["first"].data.get("form") is None
    assert screen.open().offers("Go on")


def test_after_a_result_comes_what_was_begun_then_what_stands_under_no_topic(
    shop: House, bring: Callable[[str], Screen]
) -> None:
    code = shop.respond(usable(LOADED[2]), {"a": 60, "b": 60}, submit=True)
    assert bring(code).open("result", q="third").offers("Next: First")
    shop.context.workflow.take_up(shop.response(code), usable(LOADED[3]))
    assert bring(code).open("result", q="third").offers("Next: Fourth")


def test_a_room_is_set_up_with_a_ready_set(settle: Callable[[House], House]) -> None:
    house = settle(House(loaded=LOADED, sets=(ready(alone="false", room="true"),)))
    assert not Screen().open().offers("Start: Both of them")
    screen = Screen().open("set-up")
    assert [each.key for each in screen.at.checkbox]
    screen.set("selectbox", "A ready set of questions", "both")
    assert not [each.key for each in screen.at.checkbox]
    assert "4 minutes: First (1), Second (2)" in screen.text
    screen.press("Create the workshop")
    (assessment,) = house.store.assessments()
    (wave,) = house.store.waves(assessment.id)
    assert {name: each.data.get("form") for name, each in house.store.pinned(wave.id).items()} == {
        "first": "short",
        "second": None,
    }


def test_the_next_quarter_asks_the_same_form_again(shop: House) -> None:
    begun = shop.context.workflow.begin("")
    for each in shop.sets[0].definitions:
        shop.context.workflow.take_up(begun.response, each)
    asked_first = shop.sets[0].definitions[0].questionnaire
    shop.context.workflow.save(begun.response.id, asked_first, "a", Answer("value", 60))
    response = shop.context.workflow.submit(begun.response, "first")
    following = shop.context.quarters.open_next_alone(response, shop.context.definitions)
    asked_again = shop.store.pinned(following.wave_id)
    assert {name: each.data.get("form") for name, each in asked_again.items()} == {"first": "short", "second": None}

"""What cannot be seen and what a score rests on, on the result of one person and on that of a room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assessments.rests import NOBODY_ASKED
from assessments.visibility import TITLE
from assessments.workshop import Workshop
from questionnaires.values import Answer
from tests.scoring.build import DK, dimension, points
from tests.ui.build import House, Screen, made, usable
from tests.ui.desk import hold
from ui.style import plain

if TYPE_CHECKING:
    from collections.abc import Callable

KNOW = dimension("know", *(points(each, evidence=True) for each in "abcd"))


@pytest.fixture
def result(house: House, bring: Callable[[str], Screen]) -> Callable[[Any, dict[str, Any]], Screen]:
    """Return how the result of answers is opened."""

    def opened(asked: Any, raw: dict[str, Any]) -> Screen:
        return bring(house.respond(usable(asked), raw, submit=True)).open("result", q="sample")

    return opened


def headers(screen: Screen) -> list[str]:
    return [each.value for each in screen.at.header]


def test_one_person_reads_what_they_cannot_see_and_what_the_score_rests_on(result: Callable[..., Screen]) -> None:
    answers = {"a": Answer(value=60, evidence="data"), "b": Answer(value=80, evidence="opinion"), "c": DK, "d": DK}
    screen = result(made(KNOW), answers)

    assert TITLE in headers(screen)
    assert "About half of your answers about “Know” were “I don't know”." in screen.text
    assert "Of the overall score, 50 % rests on data and 50 % on opinion." in screen.text


def test_who_knows_everything_and_was_not_asked_reads_one_line(result: Callable[..., Screen]) -> None:
    screen = result(made(dimension("know", points("a"))), {"a": 60})

    assert TITLE not in headers(screen)
    assert NOBODY_ASKED in screen.text


def test_without_a_score_there_is_nothing_it_could_rest_on(result: Callable[..., Screen]) -> None:
    screen = result(made(KNOW), {"a": DK, "b": DK, "c": DK, "d": DK})

    assert "100 % of your answers about “Know” were “I don't know”." in screen.text
    assert "Of the overall score" not in screen.text
    assert NOBODY_ASKED not in screen.text


def test_a_room_reads_which_role_cannot_see(house: House, bring: Callable[..., Screen]) -> None:
    """Six of each role: the front line knows one of three questions, the leaders all of them."""
    desk = hold(house, mode="open").do(Workshop.start)
    levels = [f"l{1 + place // 2 % 4}" for place in range(12)]
    desk.crowd(
        [
            {"one": level, "two": DK if place % 2 else level, "three": DK if place % 2 else level}
            for place, level in enumerate(levels)
        ]
    )
    screen = bring(desk.do(Workshop.reveal).key, "organiser").open("room")

    assert TITLE in headers(screen)
    assert (
        "About two thirds of the answers about “D” from “Front line” were “I don't know”; from “Leadership” it was 0 %."
        in screen.text
    )
    named = "Not visible, as about a third or more of those who answered don't know: “two” and “three”."
    assert plain(named) in screen.text


def test_a_room_that_knows_everything_has_no_such_section(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd([{"one": f"l{1 + place % 4}"} for place in range(8)])
    assert TITLE not in headers(bring(desk.do(Workshop.reveal).key, "organiser").open("room"))

"""The result of an earlier wave: whoever leads the assessment sees it, and nobody sees one of another assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessments.workshop import Workshop
from tests.assessments.build import LINE, definition
from tests.assessments.samples import LINE_ANSWERS
from tests.ui.build import House, Screen
from tests.ui.desk import SPLIT, Desk, hold
from tests.ui.quarters import follow, measure

if TYPE_CHECKING:
    from collections.abc import Callable

LOW = [{"one": "l1", "two": "l1", "three": "l1"}] * 8
OTHERS = "Their Valves"
UNLED = "This browser does not lead a workshop."
LOST = "The organiser link that was opened in this browser leads to no workshop"


@pytest.fixture
def lead(bring: Callable[..., Screen]) -> Callable[..., Screen]:
    """Return how a browser with the organiser's cookie opens a result."""
    return lambda desk, **params: bring(desk.key, "organiser").open("room", **params)


def figures(screen: Screen) -> str:
    """Return what the page says but for the time it was said."""
    return "\n".join(each.value for each in screen.at.html)


def test_the_result_of_a_wave_stays_what_its_own_page_showed(house: House, lead: Callable[..., Screen]) -> None:
    first = measure(hold(house), SPLIT)
    then = lead(first)
    second = measure(follow(first), LOW)
    earlier = lead(second, wave=first.first.id)
    assert figures(earlier) == figures(then)
    assert [each.alt for each in earlier.pictures] == [each.alt for each in then.pictures]
    assert figures(lead(second)) != figures(then)
    assert figures(lead(second, wave=second.first.id)) == figures(lead(second))


def test_an_earlier_result_leads_on(house: House, lead: Callable[..., Screen]) -> None:
    first = measure(hold(house), SPLIT)
    second = follow(first)
    assert lead(second, wave=first.first.id).press("Back to the console").heading.startswith("0 people are in.")
    assert lead(second, wave=first.first.id).press("What changed").at.query_params["of"] in ("led", ["led"])
    assert "Nothing has been revealed yet." in lead(second, wave=first.first.id).press("Result of 2026 Q2").text


def test_a_wave_that_was_closed_without_a_result_says_so(house: House, lead: Callable[..., Screen]) -> None:
    first = hold(house).do(Workshop.close)
    second = measure(follow(first), SPLIT)
    screen = lead(second, wave=first.first.id)
    assert "Closed without a result: fewer than 5 people voted." in screen.text
    assert not screen.pictures


def strangers(house: House) -> dict[str, str]:
    """Return ids of waves that an organiser of two quarters must not be shown."""
    theirs = measure(hold(house, name=OTHERS), LOW)
    later = measure(follow(theirs), LOW)
    code = house.respond(definition(LINE), LINE_ANSWERS, name=OTHERS, submit=True)
    lone = house.response(code).wave_id
    return {
        "their first": theirs.first.id,
        "their newest": later.first.id,
        "somebody alone": lone,
        "their assessment": theirs.first.assessment_id,
        "their join code": later.join_code,
        "nobody": "0" * 16,
        "nothing": "",
        "a pattern": "%",
        "markup": "<script>alert(1)</script>",
    }


def test_an_id_of_anything_else_shows_the_own_newest_result(house: House, lead: Callable[..., Screen]) -> None:
    first = measure(hold(house), SPLIT)
    second = measure(follow(first), SPLIT)
    own = figures(lead(second))
    for what, wave_id in (strangers(house) | {"another case": first.first.id.upper()}).items():
        screen = lead(second, wave=wave_id)
        assert figures(screen) == own, what
        assert OTHERS not in screen.text, what


@pytest.mark.parametrize("cookie", ["organiser", "answers", "seat"])
def test_whoever_does_not_lead_sees_no_wave_by_its_id(house: House, bring: Callable[..., Screen], cookie: str) -> None:
    first = measure(hold(house), SPLIT)
    second = follow(first).do(Workshop.start)
    begun = second.join()
    lone = house.respond(definition(LINE), LINE_ANSWERS, submit=True)
    for code in (begun.resume_code, begun.response.receipt, second.join_code, lone):
        screen = bring(code, f"seat-{second.first.id}" if cookie == "seat" else cookie)
        screen.open("join", code=second.join_code)
        screen.open("room", wave=first.first.id)
        assert (LOST if cookie == "organiser" else UNLED) in screen.text
        assert not screen.pictures
        assert "Imaginary Pumps" not in screen.text


def test_what_was_answered_alone_is_no_room(house: House, lead: Callable[..., Screen]) -> None:
    desk = measure(hold(house), SPLIT)
    code = house.respond(definition(LINE), LINE_ANSWERS, submit=True)
    own = figures(lead(desk))
    assert figures(lead(desk, wave=house.response(code).wave_id)) == own


def test_somebody_elses_wave_is_no_result_of_ones_own(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(LINE), LINE_ANSWERS, name="Mine", submit=True)
    other: Desk = measure(hold(house, name=OTHERS), LOW)
    stranger = house.response(house.respond(definition(LINE), LINE_ANSWERS, name=OTHERS, submit=True)).wave_id
    own = figures(bring(code).open("result", q=LINE))
    for wave_id in (other.first.id, stranger, "0" * 16):
        screen = bring(code).open("result", q=LINE, wave=wave_id)
        assert figures(screen) == own
        assert OTHERS not in screen.text

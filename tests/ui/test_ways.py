"""The ways between the pages about an assessment: every page is reached from where it is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessments.workshop import Workshop
from questionnaires.values import Answer
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, definition
from tests.assessments.claims import SAMPLES
from tests.ui.build import House, Screen
from tests.ui.desk import SPLIT, Desk, hold
from ui.app import PAGES
from ui.widgets.ways import checkable

if TYPE_CHECKING:
    from collections.abc import Callable

TITLES = {page.address: page.title for page in PAGES}
LED = ("progress", "actions", "aims", "next", "mirror", "claims", "pool", "take")


def keys(screen: Screen) -> set[str]:
    """Return the addresses to which a page has buttons."""
    return {str(each.key).removeprefix("to-") for each in screen.at.button if str(each.key).startswith("to-")}


@pytest.fixture
def desk(house: House) -> Desk:
    """A closed workshop with a result."""
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    return desk.do(Workshop.close)


@pytest.mark.parametrize("here", LED)
def test_an_organiser_reaches_every_page_from_every_other(desk: Desk, bring: Callable[..., Screen], here: str) -> None:
    screen = bring(desk.key, "organiser").open(here, of="led")
    assert keys(screen) >= {*LED, "console"} - {here}
    assert f"to-{here}" not in {each.key for each in screen.at.button}
    assert "From other sides" in screen.text


@pytest.mark.parametrize("address", ["pool", "mirror", "claims"])
def test_each_way_leads_to_its_page(desk: Desk, bring: Callable[..., Screen], address: str) -> None:
    screen = bring(desk.key, "organiser").open("actions", of="led").press_key(f"to-{address}")
    assert TITLES[address] in screen.text
    assert screen.at.query_params == {"of": "led"}


def test_the_room_and_the_console_lead_there_too(desk: Desk, bring: Callable[..., Screen]) -> None:
    assert keys(bring(desk.key, "organiser").open("room")) >= {"mirror", "claims", "pool", "take"}
    screen = bring(desk.key, "organiser").open("console").press_key("to-pool")
    assert screen.at.title[0].value == TITLES["pool"]


@pytest.mark.parametrize(
    ("submitted", "enough"),
    [((), False), ((STAGES,), False), ((REVIEW,), True), ((STAGES, QUESTIONS), True), ((LINE,), False)],
)
def test_claims_are_offered_once_something_on_both_sides_is_answered(
    house: House, bring: Callable[..., Screen], submitted: tuple[str, ...], *, enough: bool
) -> None:
    assert checkable(submitted) == enough
    code = house.respond(definition(LINE))
    for each in submitted:
        _submit(house, code, each)
    assert ("claims" in keys(bring(code).open("actions", of="own"))) == enough
    assert any(each.key == "own-claims" for each in bring(code).open().at.button) == enough
    assert any(each.key == "own-mirror" for each in bring(code).open().at.button) == bool(submitted)
    for each in submitted:
        shown = keys(bring(code).open("result", q=each))
        assert ("claims" in shown) == enough
        assert "mirror" in shown


def _submit(house: House, code: str, name: str) -> None:
    workflow, asked, response = house.context.workflow, definition(name), house.response(code)
    workflow.take_up(response, asked)
    for item_id, value in SAMPLES[name].items():
        answer = value if isinstance(value, Answer) else Answer("value", value)
        workflow.save(response.id, asked.questionnaire, item_id, answer)
    workflow.submit(workflow.current(response.id), name)


def test_nobody_alone_is_led_to_the_pool_of_workshops(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(REVIEW), SAMPLES[REVIEW], submit=True)
    assert "pool" not in keys(bring(code).open("actions", of="own"))
    screen = bring(code).open().press_key("own-claims")
    assert screen.at.query_params == {"of": "own"}
    assert bring(code).open().press_key("own-mirror").at.title[0].value == TITLES["mirror"]

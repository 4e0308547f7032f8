"""In the browser: how long answers are kept is said before they are given, and everybody deletes what is theirs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.e2e import players
from tests.e2e.server import Server
from tests.e2e.test_accessibility import CORNERS, findings
from tests.e2e.visitor import Visitor
from tests.e2e.workshop import Console, Desk, Phone
from ui.widgets import keeping

ASKED = players.questionnaire(players.STAGES)
LEVELS = (3, 0, 2, 3, 1, 0)
OFTEN, AWHILE = 12, 5_000  # tries, and milliseconds for each


@pytest.mark.parametrize(("width", "dark"), CORNERS)
def test_a_participant_deletes_first_the_answers_and_after_a_reveal_the_way_to_them(
    shared_server: Server, visit: Callable[..., Visitor], *, width: int, dark: bool
) -> None:
    desk = Desk(shared_server.database)
    wave = desk.wave(desk.set_up(players.STAGES))
    desk.workshop.start(wave)
    for level in LEVELS:
        desk.vote(desk.join(wave), ASKED, level)
    phone = Phone(visit(shared_server, width=width, dark=dark).page, shared_server)
    address = f"{shared_server.url}/join?code={wave.join_code}"
    phone.page.goto(address)
    phone.says("Your answers are kept until whoever asks for them deletes them.")
    phone.scan(address, "Front line")
    phone.pick(0)
    phone.open(f"receipt?code={wave.join_code}")
    phone.page.get_by_text(keeping.OWN, exact=True).click()
    assert findings(phone) == []
    phone.press(keeping.OWN_FOR_GOOD)
    phone.says(keeping.OWN_GONE)
    assert len(desk.workshop.responses(wave)) == len(LEVELS)

    phone.scan(address, "Front line")
    phone.pick(0)
    desk.workshop.reveal(wave)
    expect(phone.page.get_by_text(keeping.NOBODYS, exact=True)).to_be_visible()
    phone.settle()
    phone.page.get_by_text(keeping.NOBODYS, exact=True).click()
    assert findings(phone) == []
    phone.press(keeping.NOBODYS_FOR_GOOD)
    phone.says(keeping.NOBODYS_NOW)
    assert len(desk.workshop.responses(wave)) == len(LEVELS) + 1


def choose(page: Page, box: str, option: str) -> None:
    """Choose an option; a page that is drawn once more closes what was opened, and then it is opened again."""
    for _ in range(OFTEN):
        page.get_by_role("combobox", name=box).click()
        with suppress(PlaywrightTimeoutError):
            page.get_by_role("option", name=option).click(timeout=AWHILE)
            return
    pytest.fail(f"'{option}' could not be chosen.")


@pytest.mark.parametrize(("width", "dark"), CORNERS)
def test_an_organiser_says_how_long_and_deletes_everything(
    shared_server: Server, visit: Callable[..., Visitor], *, width: int, dark: bool
) -> None:
    desk = Desk(shared_server.database)
    key = desk.set_up(players.STAGES)
    wave = desk.wave(key)
    console = Console(visit(shared_server, width=width, dark=dark).page, shared_server)
    console.lead(key)
    console.open("keys")
    choose(console.page, keeping.CHOICE, "for 12 months after the last answer")
    console.says("It is kept until 12 months after the last answer.")
    console.settle()
    assert findings(console) == []
    console.type(keeping.CONFIRM, desk.workshop.name(wave))
    console.press(keeping.FOR_GOOD)
    console.says(keeping.GONE)
    console.settle()
    assert findings(console) == []
    assert desk.workshop.find(wave.join_code or "") is None

"""A card that is stepped to while the clock ticks shows its own options, and keeps what was clicked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from questionnaires.items import Item, Practice, Rubric
from questionnaires.words import PRACTICE_WORDS
from tests.e2e import players
from tests.e2e.server import Server
from tests.e2e.visitor import Visitor
from tests.e2e.workshop import Desk, Phone

ASKED = players.questionnaire(players.STAGES)
OPTIONS = '.st-key-scale [data-testid="stRadioOption"]'


@pytest.fixture(scope="module")
def fast_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("fast")
    running = Server(folder / "answers.db", folder / "server.log", "tests.e2e.fast_clock")
    running.start()
    yield running
    running.stop()


def options(item: Item) -> dict[str, str]:
    """Return option id to its text, as the definition has them."""
    if isinstance(item, Practice):
        return dict(PRACTICE_WORDS)
    assert isinstance(item, Rubric)
    return {option.id: option.text for option in item.options}


@pytest.mark.parametrize("person", [0, 1])
def test_no_card_shows_the_options_of_another(fast_server: Server, visit: Callable[..., Visitor], person: int) -> None:
    """With card and clock in two fragments, some of these steps left the options of the card before."""
    desk = Desk(fast_server.database)
    wave = desk.wave(desk.set_up(players.STAGES))
    desk.workshop.start(wave)
    phone = Phone(visit(fast_server, width=390, height=844).page, fast_server)
    phone.scan(f"{fast_server.url}/join?code={wave.join_code}", "Front line")
    clicked = {}
    for place, item in enumerate(ASKED.items):
        phone.at(item.ask)
        # A tick that interrupts the drawing draws the card anew; what stays for seconds is wrong.
        expect(phone.page.locator(OPTIONS)).to_have_text(list(options(item).values()), timeout=5_000)
        chosen = (place + person) % len(options(item))
        phone.pick(chosen)
        clicked[item.id] = list(options(item))[chosen]
        phone.page.get_by_role("button", name="Done" if item is ASKED.items[-1] else "Next", exact=True).click()
    expect(phone.page.locator("#question")).to_contain_text(["Your answers are in"])
    (response,) = desk.workshop.responses(wave)
    kept = desk.workflow.answers(response.id, ASKED.id)
    assert {item_id: saved.answer.value for item_id, saved in kept.items()} == clicked

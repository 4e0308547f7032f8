"""An invitation goes from one browser to another, and a page that is open closes when its key is taken away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e import players
from tests.e2e.server import Server
from tests.e2e.test_accessibility import findings
from tests.e2e.visitor import Visitor
from tests.e2e.workshop import Console, Desk


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_a_co_facilitator_comes_in_by_a_link_and_is_out_when_the_key_is_gone(
    shared_server: Server, visit: Callable[..., Visitor], *, width: int, dark: bool
) -> None:
    desk = Desk(shared_server.database)
    key = desk.set_up(players.STAGES)
    lead = Console(visit(shared_server, width=width, dark=dark).page, shared_server)
    lead.lead(key)
    lead.press("Keys and data")
    expect(lead.page.get_by_text("You came in with the key “First key”")).to_be_visible()
    lead.page.get_by_text("Invite somebody").click()
    lead.page.get_by_label("Whom, for example a name or a team").fill("Anna")
    lead.page.get_by_text("co-facilitator: runs the room").last.click()
    lead.press("Make the invitation")
    link = lead.page.locator(".st-key-invitations-new code").inner_text()
    assert findings(lead) == []

    guest = Console(visit(shared_server, width=width, dark=dark).page, shared_server)
    guest.page.goto(link)
    expect(guest.page.get_by_role("heading", name="You are invited")).to_be_visible()
    assert "#" not in guest.page.url
    assert findings(guest) == []
    guest.press("Accept")
    expect(guest.page.get_by_role("heading", name="You are in")).to_be_visible()
    assert findings(guest) == []
    guest.press("Go on to the console")
    guest.state("0 people are in. The vote has not started.")
    guest.page.reload()
    guest.state("0 people are in. The vote has not started.")

    lead.page.reload()
    lead.settle()
    expect(lead.page.get_by_text("Anna (co-facilitator, by key)")).to_be_visible()
    lead.page.get_by_role("button", name="Take away").click()
    lead.press("Take it away now")
    expect(lead.page.get_by_text("Took a key or a membership away: Anna, co-facilitator")).to_be_visible()
    expect(guest.page.get_by_text("or its key was exchanged or taken away")).to_be_visible()


def test_a_viewers_pages_pass_axe(shared_server: Server, visit: Callable[..., Visitor]) -> None:
    desk = Desk(shared_server.database)
    lead = desk.set_up(players.STAGES)
    key = desk.key_of(lead, "viewer")
    for width, dark in ((1280, True), (390, False)):
        viewer = Console(visit(shared_server, width=width, dark=dark).page, shared_server)
        viewer.lead(key)
        assert findings(viewer) == []
        viewer.press("Keys and data")
        expect(viewer.page.get_by_text("You see what the organisers see")).to_be_visible()
        assert findings(viewer) == []
        viewer.open("next?of=led")
        expect(viewer.page.get_by_role("heading", name="This page is not for your role")).to_be_visible()
        assert findings(viewer) == []

"""No page needs more than the headers allow: a browser reports nothing that was blocked, and asks no other site."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from playwright.sync_api import Page

from assessments.demonstration import demonstrations, with_new_codes
from questionnaires.loader import load_folder
from storage.open import open_store
from tests.e2e import players
from tests.e2e.server import Server
from tests.e2e.visitor import Visitor
from ui.app import PAGES

BLOCKED = re.compile("Content.Security.Policy|Permissions.policy|violates|Refused to", re.IGNORECASE)
LONE, TEAM = 0, 2
CARDS = ("answer?q={}&item=detail-of-knowledge", "review?q={}", "result?q={}")


class Watched:
    """What a browser did that nobody wanted."""

    def __init__(self, page: Page, server: Server) -> None:
        """Listen from now on."""
        self.found: list[str] = []
        self.drawn = 0
        own = urlsplit(server.url).netloc
        page.on("console", lambda said: self._note(said.text) if BLOCKED.search(said.text) else None)
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("request", lambda asked: self._asked(asked.url, own))

    def _note(self, text: str) -> None:
        self.found.append(text[:300])

    def _asked(self, url: str, own: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != own:
            self._note(f"asked {parts.netloc}")


def look_at_everything(visitor: Visitor, watched: Watched) -> None:
    """Unfold what is folded, and wait until pictures are drawn."""
    visitor.page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach(each => each.click())")
    visitor.settle()
    visitor.page.wait_for_timeout(200)
    watched.drawn += visitor.page.locator('[data-testid="stVegaLiteChart"] svg, .marks').count()


def test_every_page_stays_within_the_policy(shared_server: Server, visit: Callable[..., Visitor]) -> None:
    definitions = [each.definition for each in load_folder() if each.definition is not None]
    made = [with_new_codes(each) for each in demonstrations(definitions, datetime.now(UTC))]
    store = open_store(f"sqlite:///{shared_server.database}")
    for kept, _ in made:
        store.add_everything(kept)
    lone, (team, key) = made[LONE][1].replace("-", ""), made[TEAM]
    visitor = visit(shared_server)
    watched = Watched(visitor.page, shared_server)
    visitor.page.goto(f"{shared_server.url}/doors/lead#{key}")
    visitor.page.wait_for_selector("#question")
    visitor.page.context.add_cookies([{"name": "answers", "value": lone, "url": shared_server.url, "httpOnly": True}])
    join = next(each.wave.join_code for each in reversed(team.waves) if each.wave.join_code)
    for address in (*(each.address for each in PAGES), *(each.format(players.STAGES) for each in CARDS)):
        visitor.open(f"{address}?code={join}" if address in {"join", "present"} else address)
        look_at_everything(visitor, watched)
        assert (address, watched.found) == (address, [])
    assert watched.drawn > 3
    assert {each["name"] for each in visitor.page.context.cookies() if not each["httpOnly"]} == {"_streamlit_xsrf"}

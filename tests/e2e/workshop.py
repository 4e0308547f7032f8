"""A workshop in the browser: what the organiser, the projector and the phones do, in their own words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import expect

from assessments.keys import Keys
from assessments.keys_model import Role
from assessments.model import Wave
from assessments.plan import Plan
from assessments.workflow import Begun, Workflow
from assessments.workshop import Workshop
from questionnaires.items import Practice
from questionnaires.model import Questionnaire
from questionnaires.values import Answer, option_ids
from storage.open import open_store
from tests.assessments.build import definition
from tests.e2e.visitor import Visitor

ROLES = ("Leadership", "Middle management", "Front line")


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


class Desk:
    """The same workshop past the browser: on the database of a running server."""

    def __init__(self, database: Path | str) -> None:
        """Open the database: an SQLite file, or the URL of any."""
        store = open_store(f"sqlite:///{database}" if isinstance(database, Path) else database)
        self.workshop = Workshop(store, now)
        self.workflow = Workflow(store, now)
        self.keys = Keys(store, now)

    def set_up(self, *names: str, mode: str = "anonymous", smallest: int = 5, invited: int | None = None) -> str:
        """Set up a workshop with roles; return the organiser's key."""
        asked = tuple(definition(name) for name in names)
        name = "Imaginary Pumps (demonstration)"
        plan = Plan(name, asked, ROLES, (), "open" if mode == "open" else "anonymous", smallest, invited)
        return self.workshop.set_up(plan).organiser_code

    def key_of(self, key: str, role: Role) -> str:
        """Make a key of another role with the organiser's key."""
        held = self.keys.of_code(key)
        assert held is not None
        return self.keys.make(held, role, f"A {role}")

    def wave(self, key: str) -> Wave:
        """Return the wave that a key leads."""
        found = self.workshop.enter(key)
        assert found is not None
        return found[1]

    def join(self, wave: Wave, role: str = "Front line") -> Begun:
        """Let somebody take part."""
        return self.workshop.join(wave, role)

    def vote(self, begun: Begun, asked: Questionnaire, level: int, *, round_number: int = 1, **own: int) -> None:
        """Answer every question with the same level, counted from the lowest; ``own``: item id to another level."""
        live = self.workshop.live(self.wave_of(begun))
        for item in asked.items:
            if live.round is None or not live.round.asks((asked.id, item.id)):
                continue
            options = option_ids(item, asked)
            place = own.get(item.id.replace("-", "_"), level)
            place = round(place * (len(options) - 1) / 3) if isinstance(item, Practice) else place
            answer = Answer(value=list(options)[place])
            self.workflow.save(begun.response.id, asked, item.id, answer, round_number=round_number)

    def wave_of(self, begun: Begun) -> Wave:
        """Return the wave somebody takes part in."""
        return self.workflow.names(begun.response)[1]


class Phone(Visitor):
    """A participant with a phone."""

    def scan(self, address: str, role: str) -> None:
        """Open the address of the QR code and choose a role: after that the first question stands there."""
        self.page.goto(address)
        self.page.get_by_role("button", name=role, exact=True).click()
        self.page.wait_for_selector("#question")
        self.settle()

    def pick(self, place: int) -> None:
        """Choose an option by its place, -1 for the last, and wait until it is saved."""
        self.page.locator('.st-key-scale [data-testid="stRadioOption"]').nth(place).click()
        self.saved()

    def vote(self, asked: Questionnaire, place: int, *, first: int = 0, last: int | None = None) -> None:
        """Answer questions with the lowest (0) or the highest (-1) level, and go on after each."""
        for item in asked.items[first:last]:
            self.at(item.ask)
            self.pick(place)
            if item is asked.items[-1]:
                self.page.get_by_role("button", name="Done", exact=True).click()
            else:
                self.go_on()


class Console(Visitor):
    """The facilitator."""

    def lead(self, key: str) -> None:
        """Open the organiser's link; a browser that leads another workshop is asked first."""
        self.page.goto(f"{self.server.url}/doors/lead#{key}")
        other = self.page.get_by_role("button", name="Open this other workshop")
        expect(self.page.locator("#question").or_(other).first).to_be_visible()
        if other.is_visible():
            other.click()
        self.page.wait_for_selector("#question")
        self.settle()

    def state(self, text: str | re.Pattern[str]) -> None:
        """Wait until the console says how far the workshop is."""
        expect(self.page.locator("#question")).to_have_text([text])


class Wall(Visitor):
    """The projector."""

    def face(self, address: str) -> None:
        """Open the projector's view."""
        self.page.goto(address)
        self.page.wait_for_selector(".foot")
        self.settle()

    def shows(self, *texts: str) -> None:
        """Wait until the projector shows each of these."""
        for text in texts:
            expect(self.page.locator(".st-key-stage")).to_contain_text(text)

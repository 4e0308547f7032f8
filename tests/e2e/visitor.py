"""What a visitor does, in the words of a visitor: start, choose, type, go on, review, submit."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Protocol

from playwright.sync_api import Locator, Page, TimeoutError, expect  # noqa: A004 - it is the one that Playwright raises

NOTHING_FOLLOWS = 2_000  # milliseconds after which a press is taken for one that the server draws nothing for
# Notes when the server begins to draw after the next click: until then the page looks as settled as ever.
WATCH = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    window.begun = window.clicked = false;
    document.addEventListener('click', () => { window.clicked = true; }, {capture: true, once: true});
    new MutationObserver(() => {
        window.begun ||= window.clicked && app.dataset.testScriptState === 'running';
    }).observe(app, {attributeFilter: ['data-test-script-state']});
}"""
CODE = re.compile(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}")


class Site(Protocol):
    """What is visited."""

    @property
    def url(self) -> str:
        """The address of the first page."""


class Visitor:
    """One person with one browser profile."""

    def __init__(self, page: Page, server: Site) -> None:
        """Take the page; nothing is opened yet."""
        self.page = page
        self.server = server
        page.set_default_timeout(30_000)
        expect.set_options(timeout=30_000)

    def settle(self) -> None:
        """Wait until the server has finished drawing."""
        self.page.wait_for_function(
            "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
            " && !document.querySelector('[data-stale=true]')"
        )

    def home(self) -> None:
        """Open the first page."""
        self.page.goto(self.server.url)
        expect(self.page.get_by_role("heading", name="How customer-centric are we, really?")).to_be_visible()
        self.settle()

    def bring(self, code: str, cookie: str = "answers") -> None:
        """Come with a cookie of an earlier visit."""
        self.page.context.add_cookies([{"name": cookie, "value": code.replace("-", ""), "url": self.server.url}])

    def start(self, questionnaire: str) -> None:
        """Press start on a questionnaire and wait for the first question."""
        self.page.locator(f".st-key-entry-{questionnaire}").get_by_role("button", name="Start").click()
        self.page.wait_for_selector("#question")
        self.settle()

    def open(self, address: str) -> None:
        """Open an address of the app."""
        self.page.goto(f"{self.server.url}/{address}")
        self.page.wait_for_selector("h1")
        self.settle()

    @property
    def question(self) -> str:
        """The question on the screen."""
        return self.page.locator("#question").inner_text()

    @property
    def code(self) -> str:
        """The code to come back with, as the page shows it."""
        found = CODE.search(self.page.locator("code").first.inner_text())
        assert found
        return found.group()

    def at(self, question: str) -> None:
        """Wait until a question is on the screen, and the one before it is gone."""
        expect(self.page.locator("#question")).to_have_text([question])
        self.settle()

    def option(self, text: str) -> Locator:
        """Return the option with this text."""
        return self.page.locator(".st-key-scale").get_by_text(text, exact=True)

    def choose(self, text: str) -> None:
        """Choose an option and wait until it is saved."""
        self.option(text).click()
        self.saved()

    def saved(self) -> None:
        """Wait until the page says that the answer is saved."""
        self.settle()
        expect(self.page.get_by_role("button", name="Take back this answer")).to_be_visible()
        expect(self.page.locator('.quiet [role="status"]')).to_contain_text("Saved at")

    def type(self, label: str, text: str) -> None:
        """Type into a field and leave it."""
        field = self.page.get_by_label(label, exact=True)
        field.fill(text)
        field.press("Tab")
        self.settle()

    def go_on(self) -> None:
        """Press Next."""
        self.press("Next")

    def press(self, name: str) -> None:
        """Press a button and wait until the page has settled."""
        self.page.evaluate(WATCH)
        self.page.get_by_role("button", name=name, exact=True).click()
        with suppress(TimeoutError):
            self.page.wait_for_function("() => window.begun", timeout=NOTHING_FOLLOWS)
        self.page.wait_for_timeout(150)  # some pages are drawn twice, with a moment between
        self.settle()

    def submit(self) -> None:
        """Go to the review and submit."""
        self.press("Submit")
        self.page.wait_for_selector("h1.headline")
        self.settle()

    def says(self, *sentences: str) -> None:
        """Wait until the page says each of these."""
        for sentence in sentences:
            expect(self.page.get_by_test_id("stMain")).to_contain_text(sentence)

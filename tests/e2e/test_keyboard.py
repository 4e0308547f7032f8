"""Two whole questionnaires with the keyboard alone: every kind of input but plain figures, and those in a third."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from questionnaires.items import Allocation, Checklist, Contrast, TextItem
from tests.e2e import players
from tests.e2e.server import Server
from tests.e2e.visitor import Visitor

MOST_TABS = 80


class Typist:
    """A visitor without a mouse."""

    def __init__(self, visitor: Visitor) -> None:
        """Take the visitor."""
        self.visitor = visitor
        self.keys = visitor.page.keyboard

    def tab_to(self, description: str, test: str) -> None:
        """Press Tab until the element in focus, ``e``, passes a test in JavaScript."""
        for _ in range(MOST_TABS):
            self.keys.press("Tab")
            if self.visitor.page.evaluate(f"() => {{ const e = document.activeElement; return Boolean({test}); }}"):
                return
        message = f"{description} cannot be reached with the Tab key"
        raise AssertionError(message)

    def press(self, name: str) -> None:
        """Reach a button by its name and press it."""
        self.tab_to(name, f"e.tagName === 'BUTTON' && e.innerText.trim().endsWith({name!r})")
        self.keys.press("Enter")
        self.visitor.page.wait_for_timeout(200)
        self.visitor.settle()

    def choose(self, downs: int) -> None:
        """Reach the scale, choose by arrow keys."""
        self.tab_to("the scale", "e.type === 'radio' && e.closest('.st-key-scale')")
        self.keys.press("Space")
        for _ in range(downs):
            self.keys.press("ArrowDown")
        self.visitor.saved()

    def field(self, label: str, text: str) -> None:
        """Reach a field by its label and type."""
        self.tab_to(label, f"e.ariaLabel === {label!r} || e.labels?.[0]?.innerText.trim() === {label!r}")
        self.keys.insert_text(text)
        self.keys.press("Tab")
        self.visitor.page.wait_for_timeout(200)
        self.visitor.settle()


def test_the_line(shared_server: Server, visit: Callable[..., Visitor]) -> None:
    visitor = visit(shared_server)
    visitor.home()
    typist = Typist(visitor)
    typist.tab_to("Start", f"e.tagName === 'BUTTON' && e.closest('.st-key-entry-{players.LENS}')")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector("#question")
    visitor.settle()
    asked = players.questionnaire(players.LENS)
    for place, item in enumerate(asked.items):
        visitor.at(item.ask)
        if place:
            assert visitor.page.evaluate("() => document.activeElement.id") == "question"
        if isinstance(item, TextItem):
            typist.field("Your answer", "We build pumps")
        else:
            typist.choose(2 if isinstance(item, Contrast) else 1)
        typist.press("Next" if item is not asked.items[-1] else "Review your answers")
    typist.press("Submit")
    expect(visitor.page.locator("h1.headline")).to_contain_text(
        "on a line from “Product view” (0) to “Customer view” (100)"
    )


def test_the_agenda(shared_server: Server, visit: Callable[..., Visitor]) -> None:
    visitor = visit(shared_server)
    visitor.home()
    typist = Typist(visitor)
    typist.tab_to("Start", f"e.tagName === 'BUTTON' && e.closest('.st-key-entry-{players.REVIEW}')")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector("#question")
    visitor.settle()
    asked = players.questionnaire(players.REVIEW)
    for item in asked.items:
        visitor.at(item.ask)
        if isinstance(item, Allocation):
            for label, points in players.TARGET_MIX.items():
                typist.field(label, points)
                visitor.page.keyboard.press("Shift+Tab")
        elif item.id == "agenda":
            typist.tab_to("the fold", "e.tagName === 'SUMMARY'")
            visitor.page.keyboard.press("Enter")
            typist.field("Paste the lines here", players.AGENDA)
            visitor.page.keyboard.press("Shift+Tab")
            typist.press("Take over the lines")
        elif isinstance(item, Checklist):
            typist.tab_to("a checkbox", "e.type === 'checkbox' && e.closest('.st-key-checks')")
            visitor.page.keyboard.press("Space")
        else:
            typist.choose(1)
        visitor.saved()
        typist.press("Next" if item is not asked.items[-1] else "Review your answers")
    typist.press("Submit")
    expect(visitor.page.locator("h1.headline")).to_contain_text("Our review is driven by sales")


def test_the_figures(shared_server: Server, visit: Callable[..., Visitor]) -> None:
    visitor = visit(shared_server)
    visitor.home()
    typist = Typist(visitor)
    typist.tab_to("Start", f"e.tagName === 'BUTTON' && e.closest('.st-key-entry-{players.TEN}')")
    visitor.page.keyboard.press("Enter")
    visitor.at(players.questionnaire(players.TEN).items[0].ask)
    typist.choose(3)
    typist.field("Customers today (customers)", "1200")
    typist.press("Next")
    visitor.at(players.questionnaire(players.TEN).items[1].ask)
    typist.press("Back")
    expect(visitor.page.get_by_label("Customers today (customers)")).to_have_value("1200")

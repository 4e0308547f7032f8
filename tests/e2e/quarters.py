"""Quarters of a workshop: what is asked in them, who answers past the browser, and what the pages then show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from playwright.sync_api import Locator

from assessments.model import Wave
from assessments.next_wave import NextPlan
from assessments.plan import Plan
from assessments.promises import Promises
from assessments.quarters import Quarters
from assessments.template import template_of
from assessments.workflow import Begun, as_pinned
from assessments.workshop import SetUp
from questionnaires.loader import Definition, load_file
from questionnaires.values import Answer
from storage.open import open_store
from tests.e2e.visitor import Visitor
from tests.e2e.workshop import Desk, now

ROLES = ("Leadership", "Front line")
DONT_KNOW = None
Given = Mapping[str, float | None]  # item id to figure


def _figures() -> Definition:
    loaded = load_file(Path(__file__).with_name("team-figures.yaml"))
    assert loaded.definition is not None, [str(problem) for problem in loaded.problems]
    return loaded.definition


FIGURES = _figures()
KNOWN, SETTLED = FIGURES.questionnaire.items


class Archive(Desk):
    """An open workshop over its quarters past the browser, on the database of a running server."""

    def __init__(self, database: Path) -> None:
        """Open the database."""
        super().__init__(database)
        self._store = open_store(f"sqlite:///{database}")
        self.quarters = Quarters(self._store, now)
        self.promises = self.promises_at(now)

    def promises_at(self, clock: Callable[[], datetime]) -> Promises:
        """Return what may be done with promises as it was at another time."""
        return Promises(self._store, clock)

    def begin(self, *, units: tuple[str, ...] = (), label: str = "") -> SetUp:
        """Set up the first quarter."""
        name = "Imaginary Pumps (demonstration)"
        return self.workshop.set_up(Plan(name, (FIGURES,), ROLES, units, "open", 1, None, label))

    def take_part(self, wave: Wave, name: str, given: Given, *, link: bool = True, unit: str = "") -> Begun:
        """Join, answer everything, and say by a code made of the name who it is."""
        role = ROLES[len(name) % len(ROLES)]
        begun = self.workshop.join(wave, role, unit, name)
        if link:
            self.quarters.link_by_own_code(wave, begun.response.id, f"code of {name}")
        for item_id, figure in given.items():
            answer = Answer("dont_know") if figure is DONT_KNOW else Answer("value", figure)
            self.workflow.save(begun.response.id, FIGURES.questionnaire, item_id, answer)
        return begun

    def measure(self, wave: Wave, people: Mapping[str, Given], units: tuple[str, ...] = ("",)) -> None:
        """Let people take part from beginning to end."""
        self.workshop.start(wave)
        for place, (name, given) in enumerate(people.items()):
            self.take_part(wave, name, given, unit=units[place % len(units)])
        self.workshop.close(wave)

    def follow(self, wave: Wave) -> Wave:
        """Open the next quarter."""
        return self.quarters.open_next(wave, NextPlan(self.quarters.next_label(wave), None, (FIGURES,)))


def template(folder: Path) -> Path:
    """Write the template from which the page sets up an open workshop that asks the two figures."""
    wave = Wave("", "", "", "open", 1, None, "open", now(), ROLES)
    path = folder / "team.yaml"
    path.write_bytes(template_of(wave, "Head office", {FIGURES.questionnaire.id: as_pinned(FIGURES)}, {}))
    return path


def region(visitor: Visitor, name: str) -> Locator:
    """Return the table that a screen reader calls so."""
    return visitor.page.get_by_role("region", name=name, exact=True)


def rows(visitor: Visitor, name: str) -> list[list[str]]:
    """Return the cells of a table, row by row, the names of the columns first."""
    found = region(visitor, name)
    found.first.wait_for()
    cells: list[list[str]] = found.first.evaluate(
        "table => [...table.querySelectorAll('tr')].map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return cells


def unfold(visitor: Visitor, name: str) -> None:
    """Open something folded."""
    visitor.page.locator("summary").get_by_text(name, exact=True).click()
    visitor.settle()


def mean_it(visitor: Visitor, label: str) -> None:
    """Say once more that a quarter is to begin that has not begun yet."""
    visitor.says(f"{label} has not begun yet")
    visitor.page.get_by_text(f"Yes, begin {label} already", exact=True).click()
    visitor.settle()


def day_words(day: date) -> str:
    """Return a day as the pages write it."""
    return f"{day.day} {day:%B %Y}"


def promise(visitor: Visitor, about: str, what: str, owner: str, due: date, proof: str) -> None:
    """Fill in the form on the page of promises."""
    visitor.page.get_by_label("What it is to move").click()
    visitor.page.get_by_role("option", name=about, exact=True).click()
    visitor.page.get_by_label("What will be done", exact=True).fill(what)
    visitor.page.get_by_label("Who sees to it", exact=True).fill(owner)
    visitor.page.get_by_role("spinbutton", name="year, Due on").click()
    visitor.page.keyboard.type(f"{due:%Y%m%d}", delay=20)
    visitor.page.keyboard.press("Tab")
    visitor.page.get_by_label("What will show that it worked", exact=True).fill(proof)
    visitor.press("Promise it")

"""Every page about several quarters, in each of its states, wide and light, narrow and dark: axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assessments.model import Wave
from questionnaires.values import Answer, option_ids
from tests.assessments.build import definition
from tests.e2e import players
from tests.e2e.quarters import FIGURES, Archive, Given, template, unfold
from tests.e2e.server import Server
from tests.e2e.test_accessibility import findings
from tests.e2e.visitor import Visitor
from tests.e2e.workshop import Console, Phone

LOOKS = [(1280, False), (390, True)]
UNITS = ("North", "South")
PAGES = {
    "before": ("aims", "actions"),
    "one": ("next", "progress"),
    "two": ("progress", ""),
    "three": ("progress", "actions", "aims", "room"),
}
TEAM: Mapping[str, Given] = {
    name: {"known": 10 + 6 * place, "settled": 60 - 3 * (place % 4)}
    for place, name in enumerate(("Ada", "Ben", "Cleo", "Dora", "Egon", "Fay", "Gil", "Hal", "Ida"))
}


def _raised(points: int) -> Mapping[str, Given]:
    """Return the team with more customers known, by a number of points and a little more or less."""
    return {
        name: {**given, "known": (given["known"] or 0) + points + place % 3}
        for place, (name, given) in enumerate(TEAM.items())
    }


class Scenes:
    """Workshops after no, one, two and three quarters, and somebody who answers alone in a second one."""

    def __init__(self, server: Server) -> None:
        """Set them up past the browser."""
        self.archive = archive = Archive(server.database)
        self.keys = {"before": archive.begin(units=UNITS).organiser_code}
        self.waves: dict[str, Wave] = {}
        for count, name in enumerate(("one", "two", "three"), start=1):
            made = archive.begin(units=UNITS)
            wave = made.wave
            for place in range(count):
                wave = archive.follow(wave) if place else wave
                self._measure(wave, place)
            self.keys[name], self.waves[name] = made.organiser_code, wave
        self.under_way = archive.follow(self.waves["two"])
        archive.workshop.start(self.under_way)
        self.code = self._alone()

    def _measure(self, wave: Wave, place: int) -> None:
        archive, asked = self.archive, FIGURES.questionnaire.id
        if place:
            archive.quarters.set_targets(wave, asked, {"knowing": 70, "": 80}, "The board")
            archive.quarters.set_importance(wave, asked, {"knowing": 70, "acting": 30}, {"knowing": 2}, "The board")
        archive.measure(wave, _raised(15 * place), UNITS)
        if place:
            return
        earlier = archive.promises_at(lambda: datetime.now(UTC) - timedelta(days=40))
        for days, what in ((60, "Call ten customers"), (-3, "Settle at once"), (9, "Write less"), (30, "Ask why")):
            due = datetime.now(UTC).date() + timedelta(days=days)
            action = earlier.commit(wave, asked, "knowing", what, "Zoë", due, "Ten notes in the folder")
            if what in {"Write less", "Ask why"}:
                archive.promises.decide(action, "kept" if what == "Ask why" else "dropped", "As was said.")

    def _alone(self) -> str:
        """Return the code of somebody who has submitted once and begun again."""
        workflow, asked = self.archive.workflow, definition(players.LENS)
        begun = workflow.begin("Imaginary Pumps (demonstration)")
        workflow.take_up(begun.response, asked)
        for item in asked.questionnaire.items:
            if item.id in players.SIGNS:
                value = list(option_ids(item, asked.questionnaire))[players.SIGNS[item.id]]
                workflow.save(begun.response.id, asked.questionnaire, item.id, Answer("value", value))
        submitted = workflow.submit(begun.response, players.LENS)
        self.archive.quarters.open_next_alone(submitted)
        return begun.resume_code


@pytest.fixture(scope="module")
def scenes(shared_server: Server) -> Scenes:
    return Scenes(shared_server)


def _unfold_all(visitor: Visitor) -> None:
    for fold in visitor.page.locator("summary").all():
        if not fold.evaluate("each => each.parentElement.open"):
            fold.click()
    visitor.settle()


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_the_organiser(
    shared_server: Server, scenes: Scenes, visit: Callable[..., Visitor], tmp_path: Path, *, width: int, dark: bool
) -> None:
    console = Console(visit(shared_server, width=width, dark=dark).page, shared_server)
    console.open("set-up")
    unfold(console, "Start from a template")
    assert findings(console) == []
    console.page.locator("input[type=file]").set_input_files(template(tmp_path))
    console.says("The form follows the template")
    console.settle()
    assert findings(console) == []
    console.open("next")
    assert findings(console) == []
    for name, addresses in PAGES.items():
        console.lead(scenes.keys[name])
        for address in addresses:
            console.open(f"{address}?of=led")
            _unfold_all(console)
            assert (name, address, findings(console)) == (name, address, [])


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_one_form_after_the_other(
    shared_server: Server, scenes: Scenes, visit: Callable[..., Visitor], *, width: int, dark: bool
) -> None:
    """A promise that is kept, one that is changed, and the last card with last time's answer."""
    console = Console(visit(shared_server, width=width, dark=dark).page, shared_server)
    console.lead(scenes.keys["three"])
    console.open("actions?of=led")
    console.page.get_by_role("button", name="It was kept", exact=True).first.click()
    console.page.get_by_role("button", name="Change it", exact=True).last.click()
    console.page.get_by_role("button", name="Save the change").wait_for()
    console.settle()
    assert findings(console) == []
    visitor = visit(shared_server, width=width, dark=dark)
    visitor.bring(scenes.code)
    visitor.home()
    _unfold_all(visitor)
    assert findings(visitor) == []
    visitor.open("progress?of=own")
    visitor.says("There is one result so far")
    expect(visitor.page.get_by_role("button", name="Open the next quarter")).to_have_count(0)
    assert findings(visitor) == []
    visitor.open(f"answer?q={players.LENS}&item=promises-kept")
    visitor.page.locator('.st-key-scale [data-testid="stRadioOption"]').first.click()
    visitor.page.locator(".st-key-last-time").wait_for()
    visitor.page.get_by_role("button", name="Take back this answer").hover()
    visitor.settle()
    assert findings(visitor) == []


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_a_participant(
    shared_server: Server, scenes: Scenes, visit: Callable[..., Visitor], *, width: int, dark: bool
) -> None:
    """The door where quarters are linked, a card, and the waiting screen with the link."""
    phone = Phone(visit(shared_server, width=width, dark=dark).page, shared_server)
    phone.page.goto(f"{shared_server.url}/join?code={scenes.under_way.join_code}")
    phone.page.get_by_role("button", name="Front line", exact=True).click()
    phone.page.get_by_role("button", name="North", exact=True).click()
    phone.page.wait_for_selector("#question")
    phone.settle()
    phone.press("Link quarters")
    assert findings(phone) == []
    phone.type("A code of your own", "Blue Heron 7")
    phone.press("Link by code")
    phone.says("Your answers are linked with those you give in other quarters.")
    assert findings(phone) == []
    phone.press("Back to the questions")
    for last in (False, True):
        phone.type("Figure in per cent", "50")
        phone.saved()
        assert findings(phone) == []
        phone.press("Done" if last else "Next")
    phone.page.locator("#question", has_text="Your answers are in").wait_for()
    _unfold_all(phone)
    assert findings(phone) == []

"""A whole workshop in real browsers: one console, one projector, five phones, and seven people past the browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, expect

from assessments.errors import WaveClosedError
from assessments.workflow import Begun
from questionnaires.values import Answer
from tests.e2e import players
from tests.e2e.server import Server
from tests.e2e.visitor import Visitor
from tests.e2e.workshop import Console, Desk, Phone, Wall

ASKED = players.questionnaire(players.STAGES)
FIRST = ASKED.items[0]
HALF = len(ASKED.items) // 2
LOWEST, HIGHEST = 0, -1
# Three phones answer everything with the highest level and two with the lowest; so do four and three of the others.
PHONES = [HIGHEST, HIGHEST, HIGHEST, LOWEST, LOWEST]
ROLES = ["Leadership", "Leadership", "Front line", "Front line", "Front line"]
OTHERS = [3, 3, 3, 3, 0, 0, 0]


@dataclass
class Play:
    """Everybody who takes part, and where."""

    server: Server
    console: Console
    wall: Wall
    desk: Desk
    key: str
    join: str
    screen: str
    phones: list[Phone] = field(default_factory=list)
    others: list[Begun] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The code of the workshop, without a hyphen."""
        return self.join.partition("code=")[2]

    @property
    def first(self) -> Locator:
        """The first question in the console's list."""
        return self.console.page.locator(f".st-key-talk-{ASKED.id}-{FIRST.id}")


def test_a_whole_workshop(server: Server, visit: Callable[..., Visitor]) -> None:
    play = _set_up(server, visit)
    _join(play, visit)
    _vote(play)
    _see_nothing(play)
    _reveal(play)
    _vote_again(play)
    _look_up_a_receipt(play)
    _read_the_result(play)
    _close(play)


def _set_up(server: Server, visit: Callable[..., Visitor]) -> Play:
    console = Console(visit(server).page, server)
    console.home()
    console.press("Hold a workshop")
    console.type("Company or team", "Imaginary Pumps (demonstration)")
    console.type("Number of people invited (optional; makes the ranges of the results narrower)", "15")
    console.press("Create the workshop")
    console.state("0 people are in. The vote has not started.")
    console.page.get_by_text("Your organiser link (not for the screen)").click()
    join, screen, lead = (
        console.page.locator("code", has_text=part).inner_text()
        for part in ("/join?code=", "/present?code=", "/doors/lead#")
    )
    wall = Wall(visit(server, width=1920, height=1080).page, server)
    wall.face(screen)
    wall.shows("Take part with your phone", "0 are in")
    return Play(server, console, wall, Desk(server.database), lead.partition("#")[2], join, screen)


def _join(play: Play, visit: Callable[..., Visitor]) -> None:
    """Opening the link creates nothing; after it one tap on a role leads to the first question."""
    wave = play.desk.wave(play.key)
    looker = visit(play.server, width=390)
    looker.page.goto(play.join)
    expect(looker.page.get_by_role("button", name="Leadership")).to_be_visible()
    assert play.desk.workshop.responses(wave) == ()
    play.console.press("Start the vote")
    for role in ROLES:
        phone = Phone(visit(play.server, width=390, height=844).page, play.server)
        phone.scan(play.join, role)
        phone.at(FIRST.ask)
        play.phones.append(phone)
    play.others += [play.desk.join(wave, "Leadership" if place < 3 else "Front line") for place in range(len(OTHERS))]


def _vote(play: Play) -> None:
    """One phone loses the network in the middle, one is reloaded; both go on at the same card with every answer."""
    for begun, level in zip(play.others, OTHERS, strict=True):
        play.desk.vote(begun, ASKED, level)
    play.console.state("The first vote is on: 7 of 12 have finished.")
    play.wall.shows("The vote is on", "7 of 12")
    for phone, place in zip(play.phones, PHONES, strict=True):
        phone.vote(ASKED, place, last=HALF)
        phone.at(ASKED.items[HALF].ask)
    lost, reloaded = play.phones[1], play.phones[2]
    lost.page.context.set_offline(True)
    lost.page.wait_for_timeout(3_000)
    lost.page.context.set_offline(False)
    reloaded.page.reload()
    for phone, place in zip(play.phones, PHONES, strict=True):
        phone.at(ASKED.items[HALF].ask)
        phone.vote(ASKED, place, first=HALF)
        expect(phone.page.locator("#question")).to_contain_text(["Your answers are in"])
        phone.says(f"First vote: {len(ASKED.items)} answers received")


def _see_nothing(play: Play) -> None:
    """Nobody sees results before the reveal, whatever address is opened."""
    phone = play.phones[0]
    for address in ("present", "room", "console"):
        phone.page.goto(f"{play.server.url}/{address}?code={play.code}")
        phone.page.wait_for_timeout(1_500)
        said = phone.page.get_by_test_id("stMain").inner_text()
        assert said
        told = said.replace(play.server.url.removeprefix("http://"), "")
        assert not re.search(r"58|polarised|obsession", told, re.IGNORECASE)
    phone.page.goto(play.join)


def _reveal(play: Play) -> None:
    play.console.state("The first vote is on: 12 of 12 have finished.")
    play.console.press("Reveal")
    play.console.state("The first vote is revealed.")
    play.console.says("348 answers received, all of them counted.")
    for text in ("polarised", "5 – 0 – 0 – 7", "Seven see this at “Customer obsession”, five at “Customer awareness”"):
        expect(play.first).to_contain_text(text)
    play.wall.shows("Polarised")
    for phone in play.phones:
        expect(phone.page.locator("#question")).to_contain_text(["Your answers count in it."])


def _vote_again(play: Play) -> None:
    """On the first question alone: the five at the bottom move one step up, nine in all vote again."""
    play.first.get_by_text("Vote again").click()
    play.console.settle()
    play.console.press("Vote again on 1 question")
    for phone, place in zip(play.phones, PHONES, strict=True):
        phone.at(FIRST.ask)
        phone.says("Your first vote:")
        phone.pick(1 if place == LOWEST else HIGHEST)
        phone.page.get_by_role("button", name="Done", exact=True).click()
    for begun, level in zip(play.others[3:], OTHERS[3:], strict=True):
        play.desk.vote(begun, ASKED, max(level, 1), round_number=2)
    play.console.state("The second vote is on: 9 of 12 have finished.")
    play.server.kill()  # both votes survive a restart, and so does the first reveal
    play.server.start()
    play.console.page.reload()
    play.console.state("The second vote is on: 9 of 12 have finished.")
    play.console.press("Reveal, although 3 have not finished")
    play.console.state("The second vote is revealed.")
    # The middle answer is obsession: the distance is 5 · 3/12 = 1.25 before, and 5 · 2/12 = 0.83 after.
    for text in ("0 – 5 – 0 – 7", "Five of nine who voted again moved.", "0.8"):
        expect(play.first).to_contain_text(text)
    play.first.get_by_role("button", name="Show on the screen").click()
    play.wall.face(play.screen)
    play.wall.shows(FIRST.ask, "first vote")


def _look_up_a_receipt(play: Play) -> None:
    phone = play.phones[4]
    receipt = phone.page.locator("code").first.inner_text()
    phone.open("receipt")
    phone.page.get_by_label("Code of the workshop").fill(play.code)
    phone.page.get_by_label("Your receipt").fill(receipt)
    phone.press("Look it up")
    for row in ("First vote 29 yes", "Vote 2 1 yes"):
        expect(phone.page.get_by_role("row", name=re.compile(row))).to_be_visible()


def _read_the_result(play: Play) -> None:
    """By hand, of the first vote: 7 of 12 at 100 and 5 at 0 make 58.3, with a standard deviation of 51.5.

    t(11) = 2.201, and with 15 invited the half width is 2.201 · 51.5/√12 · √(3/14) = 15.1. The second vote lifts five
    people by 33.3 points on one of the three questions of one dimension of twelve, which then stands at 63.0; the
    average of the dimensions as they are shown is (11 · 58 + 63)/12 = 58.4.
    """
    play.console.press("See the whole result")
    play.console.page.wait_for_selector("h1.headline")
    play.console.says("58 of 100 (range 44 to 74) over all dimensions.", "12 of 15 invited have answered.")
    play.console.says("Contested, and stayed so", "Not voted on again")


def _close(play: Play) -> None:
    play.console.open("console")
    play.console.page.get_by_text("Close the workshop").first.click()
    play.console.page.get_by_text("Yes, no more answers").click()
    play.console.settle()
    play.console.press("Close the workshop")
    play.console.state("The workshop is closed.")
    play.wall.shows("We stand at")
    closed = "This workshop is closed. Thank you for taking part."
    expect(play.phones[0].page.locator("#question")).to_have_text([closed])
    with pytest.raises(WaveClosedError):
        play.desk.workflow.save(play.others[0].response.id, ASKED, FIRST.id, Answer(value="focus"), round_number=2)

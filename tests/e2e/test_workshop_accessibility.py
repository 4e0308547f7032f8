"""Every page of a workshop, in every state, wide, narrow and on the projector, light and dark: axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assessments.workshop import JOIN, PROGRESS, RANKING, RESULT
from tests.e2e import players
from tests.e2e.server import Server
from tests.e2e.test_accessibility import CORNERS, findings
from tests.e2e.visitor import Visitor
from tests.e2e.workshop import Console, Desk, Wall

ASKED = players.questionnaire(players.STAGES)
PATTERN = (3, 0, 2, 3, 1, 0, 3, 2, 0)
CONTESTED = ASKED.items[0]


class Rooms:
    """Workshops of nine people, each in another state, led by the same browser one after the other."""

    def __init__(self, server: Server) -> None:
        """Set them up past the browser."""
        self.desk = Desk(server.database)
        self.keys = {state: self._room(state) for state in ("lobby", "voting", "revealed", "second", "closed")}

    def _room(self, state: str) -> str:
        desk = self.desk
        key = desk.set_up(players.STAGES, invited=12)
        wave = desk.wave(key)
        people = [desk.join(wave, ("Leadership", "Front line")[place % 2]) for place in range(len(PATTERN))]
        if state == "lobby":
            return key
        desk.workshop.start(wave)
        for begun, level in zip(people, PATTERN, strict=True):
            desk.vote(begun, ASKED, level)
        if state == "voting":
            return key
        desk.workshop.reveal(wave)
        if state == "revealed":
            return key
        desk.workshop.start(wave, [(ASKED.id, CONTESTED.id)])
        for begun, level in zip(people, PATTERN, strict=True):
            desk.vote(begun, ASKED, min(2, level + 1), round_number=2)
        desk.workshop.reveal(wave)
        if state == "closed":
            desk.workshop.close(wave)
        return key


@pytest.fixture(scope="module")
def rooms(shared_server: Server) -> Rooms:
    return Rooms(shared_server)


@pytest.mark.parametrize(("width", "dark"), CORNERS)
def test_console_and_result(
    shared_server: Server, rooms: Rooms, visit: Callable[..., Visitor], *, width: int, dark: bool
) -> None:
    visitor = visit(shared_server, width=width, dark=dark)
    for address in ("set-up", "console", "room", "join", "receipt", "present"):
        visitor.open(address)
        assert (address, findings(visitor)) == (address, [])
    console = Console(visitor.page, shared_server)
    for state, key in rooms.keys.items():
        console.lead(key)
        for fold in visitor.page.locator("summary").all():
            if not fold.evaluate("each => each.parentElement.open"):
                fold.click()
        visitor.settle()
        assert (state, findings(visitor)) == (state, [])
        visitor.open("room")
        assert (state, findings(visitor)) == (state, [])


@pytest.mark.parametrize(("width", "dark"), CORNERS)
def test_a_participant(
    shared_server: Server, rooms: Rooms, visit: Callable[..., Visitor], *, width: int, dark: bool
) -> None:
    for state, key in rooms.keys.items():
        wave = rooms.desk.wave(key)
        visitor = visit(shared_server, width=width, dark=dark)
        visitor.open(f"join?code={wave.join_code}")
        assert (state, findings(visitor)) == (state, [])
        if state == "closed":
            continue
        visitor.page.get_by_role("button", name="Leadership").click()
        visitor.page.wait_for_selector("#question")
        visitor.settle()
        assert (state, findings(visitor)) == (state, [])


@pytest.mark.parametrize("dark", [False, True])
def test_the_projector(shared_server: Server, rooms: Rooms, visit: Callable[..., Visitor], *, dark: bool) -> None:
    wall = Wall(visit(shared_server, width=1920, height=1080, dark=dark).page, shared_server)
    item = f"item:{ASKED.id}/{CONTESTED.id}"
    for state, key in rooms.keys.items():
        wave = rooms.desk.wave(key)
        for screen in (JOIN, PROGRESS, RANKING, RESULT, item):
            rooms.desk.workshop.show(wave, screen)
            wall.page.wait_for_timeout(1_100)  # what the server knows of a wave is up to a second old
            wall.face(f"{shared_server.url}/present?code={wave.join_code}")
            assert (state, screen, findings(wall)) == (state, screen, [])

"""A running site with a workshop in its first vote, its participants and its organiser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assessments.model import Wave
from assessments.workflow import Begun
from tests.assessments.build import definition
from tests.attack.intruder import Intruder
from tests.e2e import players
from tests.e2e.server import Server
from tests.e2e.workshop import Desk

SPY = """#!/bin/sh
touch "{mark}"
"""


@dataclass(frozen=True, slots=True)
class Site:
    """One server with one workshop.

    Attributes:
        desk: The same past the pages.
        key: The organiser's key.
        begun: A participant who has answered nothing.
        git: A file that is there once somebody has let the server run git.
    """

    url: str
    desk: Desk
    key: str
    wave: Wave
    begun: Begun
    git: Path

    @property
    def seat(self) -> dict[str, str]:
        """The cookie of the participant."""
        return {f"seat-{self.wave.id}": self.begun.resume_code.replace("-", "")}

    @property
    def join(self) -> str:
        """The address of the join link."""
        return f"join?code={self.wave.join_code}"

    @property
    def organiser(self) -> dict[str, str]:
        """The cookie of the organiser."""
        return {"organiser": self.key.replace("-", "")}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Run a server; five people have voted, so that a reveal would show something."""
    folder = tmp_path_factory.mktemp("site")
    git, programs = folder / "git-was-run", folder / "programs"
    programs.mkdir()
    spy = programs / "git"
    spy.write_text(SPY.format(mark=git))
    spy.chmod(0o700)
    server = Server(folder / "answers.db", folder / "server.log")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(programs), prepend=":")
        server.start()
    desk = Desk(server.database)
    key = desk.set_up(players.STAGES)
    wave = desk.wave(key)
    people = [desk.join(wave) for _ in range(6)]
    desk.workshop.start(wave)
    for each in people[1:]:
        desk.vote(each, definition(players.STAGES).questionnaire, 1)
    yield Site(server.url, desk, key, wave, people[0], git)
    server.kill()


@pytest.fixture
def intrude(site: Site) -> Iterator[Callable[..., Intruder]]:
    """Open sessions at an address with cookies, and close them in the end."""
    opened: list[Intruder] = []

    def open_one(address: str = "", **cookies: str) -> Intruder:
        opened.append(Intruder(site.url, address, **cookies))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()

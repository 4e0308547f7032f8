"""A participant of a workshop with a phone: joins, answers card by card, comes back after a loss."""

from __future__ import annotations

import asyncio
import random
import re
import time
from dataclasses import dataclass, field

from perf.load.browser import Browser
from perf.load.player import SHARE_BEFORE_NEXT, Plan
from perf.load.tab import Tab
from perf.load.tally import LostError, Tally

SEAT = "seat-"  # begins the name of the cookie with the code to come back with; the wave's id follows
WAITING = "waiting"  # what stands in place of a question's id while there is nothing to answer
REVEALED = "The result is on the screen"
PATIENCE = 30.0  # seconds from the reveal until every phone says so
_LOOK = 1.0  # seconds
_ON = "^(Next|Done)$"


@dataclass(slots=True)
class Phone:
    """One participant.

    Attributes:
        plan: How they behave; ``start`` matches the label of their role's button.
        until: When to answer no more, as ``time.perf_counter`` counts.
        revealed: Set when the organiser has revealed the vote.
        losses: How many lost connections are expected; one more ends the visit and is an error.
        saved: Item id to the position of the option, from 0, that the page showed as saved.
        voted_at: When the first answer that was saved was given; None before.
        voted: Set when they answer no more.
        shown: Set when the phone says that the result is on the screen.
        shown_at: When that was.
    """

    url: str
    address: str
    plan: Plan
    tally: Tally
    seed: int
    until: float
    revealed: asyncio.Event
    losses: int = 0
    saved: dict[str, int] = field(default_factory=dict)
    voted_at: float | None = None
    voted: asyncio.Event = field(default_factory=asyncio.Event)
    shown: asyncio.Event = field(default_factory=asyncio.Event)
    shown_at: float | None = None
    _browser: Browser = field(init=False)
    _tab: Tab = field(init=False)

    def __post_init__(self) -> None:
        """Take the phone out of the pocket."""
        self._browser = Browser(self.url, self.tally)
        self._tab = Tab(self._browser, drawn=self._look)

    @property
    def code(self) -> str:
        """The code to come back with, as the browser keeps it."""
        return next((code for name, code in self._browser.cookies.items() if name.startswith(SEAT)), "")

    async def play(self) -> None:
        """Take part until the result is on the screen; what goes wrong is counted, and the visit ends."""
        try:
            await self._join()
            await self._answer()
            self.voted.set()
            await self._see_result()
        except LostError as error:
            self.tally.errors[str(error)] += 1
        except TimeoutError:
            self.tally.errors["a phone did not change to the waiting screen"] += 1
        finally:
            self.voted.set()
            await self._tab.close()

    async def _join(self) -> None:
        opened = time.perf_counter()
        await self._browser.open(files=self.plan.files)
        await self._tab.open(self.address)
        if not await self._tab.press(self.plan.start, "join"):
            raise LostError("no role to tap")
        if self._tab.page.item is None:
            raise LostError("no first card")
        now = time.perf_counter()
        self.tally.add("first card", opened, now, now)

    async def _answer(self) -> None:
        chance = random.Random(self.seed)  # noqa: S311 - so that a run can be repeated
        while self._goes_on:
            try:
                await self._card(chance)
            except LostError as error:
                await self._come_back(error)

    async def _see_result(self) -> None:
        until: float | None = None
        while not self.shown.is_set():
            if until is None and self.revealed.is_set():
                until = time.perf_counter() + PATIENCE
            if until is not None and time.perf_counter() > until:
                raise TimeoutError
            try:
                await self._tab.stay(_LOOK)
            except LostError as error:
                await self._come_back(error)

    async def _come_back(self, error: LostError) -> None:
        if not self.losses:
            raise error
        self.losses -= 1
        await self._tab.regain()

    @property
    def _goes_on(self) -> bool:
        answering = self._tab.page.item != WAITING and len(self.saved) < self.plan.cards
        return answering and time.perf_counter() < self.until

    async def _card(self, chance: random.Random) -> None:
        tab = self._tab
        pause = self.plan.pace * chance.uniform(0.5, 1.5)
        await tab.stay(pause * (1 - SHARE_BEFORE_NEXT))
        option = chance.randrange(3)  # the shortest scale has three options
        at = time.perf_counter()
        if not await tab.choose(option):
            raise LostError(f"no scale on the card {tab.page.item}")
        self._note(option, at)
        await tab.stay(pause * SHARE_BEFORE_NEXT)
        before = tab.page.item
        if not await tab.press(_ON, "next") or tab.page.item == before:
            raise LostError(f"no way on from the card {before}")

    def _note(self, option: int, at: float) -> None:
        page = self._tab.page
        if page.item is None or not (page.status or "").startswith("Saved at "):
            self.tally.errors[f"not saved: {page.status}"] += 1
            return
        self.saved[page.item] = option
        self.voted_at = self.voted_at or at

    def _look(self) -> None:
        if self.voted.is_set() and not self.shown.is_set() and self._tab.page.says(re.escape(REVEALED)):
            self.shown_at = time.perf_counter()
            self.shown.set()

"""An executive who fills in a questionnaire alone, card by card, and remembers what was shown as saved."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field

from perf.load.browser import Browser
from perf.load.tab import Tab
from perf.load.tally import LostError, Tally

NEXT = "^Next$"
ALL_CARDS = 10_000
SHARE_BEFORE_NEXT = 0.25  # of the time for one card that passes between the answer and the way on


@dataclass(frozen=True, slots=True)
class Plan:
    """How a visitor behaves.

    Attributes:
        start: Matches the label of the button that opens the questionnaire; empty where the first page is a card.
        pace: Mean seconds from one answer to the next; each time is drawn evenly from half to one and a half of it.
        cards: How many cards to answer at most.
        files: Whether the visitor's browser has to fetch Streamlit's files first.
        drop_every: After how many cards the connection is lost, 0 for never.
        drop_for: How many seconds it is gone.
    """

    start: str
    pace: float
    cards: int = ALL_CARDS
    files: bool = False
    drop_every: int = 0
    drop_for: float = 5.0


@dataclass(slots=True)
class Player:
    """One visitor.

    Attributes:
        saved: Item id to the position of the option, from 0, that the page showed as saved.
        code: The code to come back with, as the page shows it.
        done: Whether the visitor got through all cards.
    """

    url: str
    plan: Plan
    tally: Tally
    seed: int
    saved: dict[str, int] = field(default_factory=dict)
    code: str = ""
    done: bool = False

    async def play(self) -> None:
        """Open the app and answer; a lost connection is counted, and the visit ends."""
        browser = Browser(self.url, self.tally)
        tab = Tab(browser)
        try:
            await browser.open(files=self.plan.files)
            await tab.open()
            await self._answer(tab)
        except LostError as error:
            self.tally.errors[str(error)] += 1
        finally:
            await tab.close()

    async def _answer(self, tab: Tab) -> None:
        if self.plan.start and not await tab.press(self.plan.start, "start"):
            raise LostError("no button to start with")
        chance = random.Random(self.seed)  # noqa: S311 - so that a run can be repeated
        for number in range(1, self.plan.cards + 1):
            if self.plan.drop_every and number % self.plan.drop_every == 0:
                await tab.drop(self.plan.drop_for)
            pause = self.plan.pace * chance.uniform(0.5, 1.5)
            await asyncio.sleep(pause * (1 - SHARE_BEFORE_NEXT))
            option = chance.randrange(3)  # the shortest scale has three options
            if not await tab.choose(option):
                raise LostError(f"no scale on the card {tab.page.item}")
            self._note(tab, option)
            await asyncio.sleep(pause * SHARE_BEFORE_NEXT)
            before = tab.page.item
            if not await tab.press(NEXT, "next"):
                break
            if tab.page.item == before:
                raise LostError(f"no way on from the card {before}")
        self.done = True

    def _note(self, tab: Tab, option: int) -> None:
        page = tab.page
        self.code = page.code or self.code
        if page.item is None or page.status is None:
            return
        if page.status.startswith("Saved at "):
            self.saved[page.item] = option
        else:
            self.tally.errors[f"not saved: {page.status}"] += 1


async def crowd(players: list[Player], arrive_within: float) -> None:
    """Let all players play, arriving evenly within so many seconds; 0 is a room that scans a code at once."""

    async def later(player: Player, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await player.play()

    waits = (arrive_within * place / len(players) for place in range(len(players)))
    await asyncio.gather(*(later(player, wait) for player, wait in zip(players, waits, strict=True)))

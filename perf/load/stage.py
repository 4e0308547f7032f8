"""The two screens of a workshop's organiser: the projector, and the console that leads."""

from __future__ import annotations

import asyncio
import contextlib
import time
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from perf.load.browser import Browser
from perf.load.page import Page
from perf.load.tab import Tab
from perf.load.tally import LostError, Tally

JOIN, PROGRESS, CHART = "join", "progress", "chart"
_VOTERS = r"(\d+) have begun"
_LONGEST = 60.0  # seconds to wait for the projector


@dataclass(frozen=True, slots=True)
class Shown:
    """What the projector showed from a moment on; ``voters`` is None where the screen names no number."""

    at: float
    screen: str
    voters: int | None


def shown_on(page: Page, at: float) -> Shown:
    """Return what stands on the projector."""
    if page.says('class="ranked"'):
        return Shown(at, CHART, None)
    voters = page.says(_VOTERS)
    if voters:
        return Shown(at, PROGRESS, int(voters[1]))
    return Shown(at, JOIN if page.says('<div class="join">') else "", None)


def voter_delays(voted: Iterable[float], shown: Sequence[Shown]) -> list[float]:
    """Return for every voter how many seconds it took until the projector counted them.

    Args:
        voted: When each voter gave the first answer.
        shown: What the projector showed, in the order of time; the number of voters never falls.
    """
    counted = [each for each in shown if each.voters is not None]
    numbers = [each.voters or 0 for each in counted]
    delays = []
    for number, at in enumerate(sorted(voted), start=1):
        place = bisect_left(numbers, number)
        if place < len(counted):
            delays.append(max(0.0, counted[place].at - at))
    return delays


class Projector:
    """The presenter's view, which draws itself anew every second."""

    def __init__(self, url: str, tally: Tally) -> None:
        """Take the address of the app; nothing is opened yet."""
        self.shown: list[Shown] = []
        self.tab = Tab(Browser(url, tally), drawn=self._look)
        self._news = asyncio.Condition()
        self._telling: set[asyncio.Task[None]] = set()

    async def until(self, screen: str) -> float:
        """Wait until a screen is shown; return when it was, as ``time.perf_counter`` counts.

        Raises:
            LostError: It does not come.
        """
        begun = time.perf_counter()
        try:
            async with asyncio.timeout(_LONGEST), self._news:
                await self._news.wait_for(lambda: self.shown[-1].screen == screen)
        except TimeoutError as error:
            raise LostError(f"the projector does not show {screen}") from error
        return max(begun, self.shown[-1].at)

    def _look(self) -> None:
        self.shown.append(shown_on(self.tab.page, time.perf_counter()))
        telling = asyncio.create_task(self._tell())
        self._telling.add(telling)
        telling.add_done_callback(self._telling.discard)

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()


class Console:
    """The facilitator's console, which draws itself anew every two seconds."""

    def __init__(self, url: str, tally: Tally, key: str) -> None:
        """Take the address of the app and the organiser's key."""
        self._browser = Browser(url, tally)
        self._key = key
        self.tab = Tab(self._browser)

    async def open(self) -> None:
        """Open it as the organiser's link does."""
        await self._browser.ask("POST", "/doors/remember/organiser", {"X-Answers": "1"}, self._key)
        await self._browser.open(files=False)
        await self.tab.open("console")

    async def press(self, name: str) -> None:
        """Press a button.

        Raises:
            LostError: It is not there.
        """
        if not await self.tab.press(f"^{name}$", "console"):
            raise LostError(f"no button {name} on the console")


async def close(*tabs: Tab) -> None:
    """Leave the pages."""
    for tab in tabs:
        with contextlib.suppress(LostError):
            await tab.close()

"""A participant who does not give up: tries again where the page says that something was not saved or not read."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field

from perf.load.browser import Browser
from perf.load.phone import Phone
from perf.load.player import SHARE_BEFORE_NEXT
from perf.load.tab import Tab
from perf.load.tally import LostError

PATIENCE = 60.0  # seconds in which a page must work again
_LOOK = 1.0  # seconds
_SAVE_AGAIN, _TRY_AGAIN, _ON = "^Save again$", "^Try again$", "^(Next|Done)$"


@dataclass(slots=True)
class Patient(Phone):
    """One such participant.

    Attributes:
        refused: From when to when the page said that something was not saved, or could not be shown, each time.
        begun_again: How often the page had to be opened anew before the first card was there.
        saved_at: When the page last showed an answer as saved, as ``time.perf_counter`` counts.
    """

    refused: list[tuple[float, float]] = field(default_factory=list)
    begun_again: int = 0
    saved_at: float = 0.0

    async def _join(self) -> None:
        until = time.perf_counter() + PATIENCE
        while True:
            try:
                await self._open()
            except LostError:
                if time.perf_counter() > until:
                    raise
                self.begun_again += 1
                await self._tab.close()
                self._browser = Browser(self.url, self.tally)
                self._tab = Tab(self._browser, drawn=self._look)
            else:
                return

    async def _open(self) -> None:
        opened = time.perf_counter()
        await self._browser.open(files=self.plan.files)
        await self._tab.open(self.address)
        await self._until("button", self.plan.start)
        await self._tab.press(self.plan.start, "join")
        await self._until("radio", "")
        now = time.perf_counter()
        self.tally.add("first card", opened, now, now)

    async def _card(self, chance: random.Random) -> None:
        tab = self._tab
        pause = self.plan.pace * chance.uniform(0.5, 1.5)
        await tab.stay(pause * (1 - SHARE_BEFORE_NEXT))
        await self._until("radio", "")
        option = chance.randrange(3)  # the shortest scale has three options
        at = time.perf_counter()
        await tab.choose(option)
        while not await self._is_saved():
            await tab.choose(option)
        self._note(option, at)
        self.saved_at = time.perf_counter()
        await tab.stay(pause * SHARE_BEFORE_NEXT)
        await self._until("button", _ON)
        before = tab.page.item
        await tab.press(_ON, "next")
        if tab.page.item == before:
            raise LostError(f"no way on from the card {before}")

    async def _is_saved(self) -> bool:
        """Press "Save again" until it is; or return False where the card was gone meanwhile, and the choice with it."""
        begun = time.perf_counter()
        tries = 0
        while True:
            if await self._until("button", _ON):
                await self._until("radio", "")
                return False
            if self._tab.page.find("button", _SAVE_AGAIN) is None:
                break
            tries += 1
            if time.perf_counter() > begun + PATIENCE:
                raise LostError("an answer could not be saved")
            await self._tab.stay(_LOOK)
            await self._tab.press(_SAVE_AGAIN, "again")
        if tries:
            self.refused.append((begun, time.perf_counter()))
        return True

    async def _until(self, kind: str, label: str) -> bool:
        """Wait until a widget is there, and try again where the page offers it; say whether it had to be waited for."""
        begun = time.perf_counter()
        tries = 0
        while self._tab.page.find(kind, label) is None:
            if time.perf_counter() > begun + PATIENCE:
                raise LostError(f"no {kind} {label}".rstrip())
            tries += 1
            await self._tab.stay(_LOOK)
            if self._tab.page.find("button", _TRY_AGAIN) is not None:
                await self._tab.press(_TRY_AGAIN, "again")
        if tries:
            self.refused.append((begun, time.perf_counter()))
        return bool(tries)

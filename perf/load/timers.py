"""The clocks of one tab: fragments that the server wants rerun every so many seconds."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection

from perf.load.tally import LostError


class Timers:
    """The running clocks, one a fragment."""

    def __init__(self, rerun: Callable[[str], Awaitable[None]]) -> None:
        """Take what reruns a fragment."""
        self._rerun = rerun
        self._clocks: dict[str, tuple[float, asyncio.Task[None]]] = {}
        self._ticks: set[asyncio.Task[None]] = set()

    def follow(self, fragment: str, interval: float) -> None:
        """Rerun a fragment every ``interval`` seconds; a clock that goes at this pace already goes on."""
        if fragment in self._clocks and self._clocks[fragment][0] == interval:
            return
        self.unfollow(fragment)
        self._clocks[fragment] = (interval, asyncio.create_task(self._every(fragment, interval)))

    def unfollow(self, fragment: str) -> None:
        """Stop the clock of a fragment, where it has one."""
        if fragment in self._clocks:
            self._clocks.pop(fragment)[1].cancel()

    def keep(self, fragments: Collection[str]) -> None:
        """Stop the clocks of all other fragments."""
        for fragment in set(self._clocks) - set(fragments):
            self.unfollow(fragment)

    def stop(self) -> None:
        """Stop everything, reruns under way included."""
        self.keep(())
        for tick in self._ticks:
            tick.cancel()

    async def _every(self, fragment: str, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            tick = asyncio.create_task(self._once(fragment))  # a browser's clock does not wait for the server either
            self._ticks.add(tick)
            tick.add_done_callback(self._ticks.discard)

    async def _once(self, fragment: str) -> None:
        with contextlib.suppress(LostError):
            await self._rerun(fragment)

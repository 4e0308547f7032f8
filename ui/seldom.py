"""Keeps an error that comes again and again from filling the log: told once in a while, with how often it came."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic

EVERY = 10.0  # seconds between two entries of one kind
KNOWN = 1_000  # kinds


class Seldom(logging.Filter):
    """Lets an entry with a trace pass unless one of its kind did within the last seconds.

    A database that is away makes an entry of a hundred lines for each look of each page; in a room of hundreds that
    is a megabyte a second. The next one that passes says in ``repeated`` how many did not.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Take a clock that only goes forward, in seconds."""
        super().__init__()
        self._clock = clock
        self._lock = Lock()
        self._passed: dict[tuple[str, str, str], tuple[float, int]] = {}  # kind to when, and how many did not since

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether an entry passes."""
        error = record.exc_info[0] if record.exc_info else None
        if error is None:
            return True
        kind, now = (record.name, str(record.msg), error.__qualname__), self._clock()
        with self._lock:
            at, unsaid = self._passed.get(kind, (-EVERY, 0))
            if kind in self._passed and now - at < EVERY:
                self._passed[kind] = (at, unsaid + 1)
                return False
            if len(self._passed) >= KNOWN:
                self._passed.clear()
            self._passed[kind] = (now, 0)
        if unsaid:
            record.repeated = unsaid
        return True

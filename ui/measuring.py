"""A store that counts and times what it is asked for, and remembers which wave that was about, for the log."""

from __future__ import annotations

from collections import OrderedDict
from functools import wraps
from time import perf_counter
from typing import Any, cast

from assessments.errors import StoreUnavailableError
from assessments.model import Response, Wave
from assessments.ports import Store
from ui.logs import WAVE
from ui.metrics import ANSWERS, SAVING, UNAVAILABLE

KNOWN = 10_000  # responses, and waves
UNKNOWN = "unknown"


def measured(store: Store) -> Store:
    """Return the same store, measured."""
    return cast("Store", Measured(store))


class Measured:
    """Stands before a store and hands on every call.

    The mode of a wave and the wave of a response never change. They are learnt from what comes by on its way there or
    back, so that nothing is asked for the sake of measuring.
    """

    def __init__(self, store: Store) -> None:
        """Take the store behind."""
        self._store = store
        self._modes: OrderedDict[str, str] = OrderedDict()
        self._waves: OrderedDict[str, str] = OrderedDict()

    def __getattr__(self, name: str) -> Any:
        """Return a method of the store behind, measured; it is made once."""
        method = getattr(self._store, name)

        @wraps(method)
        def call(*given: Any, **named: Any) -> Any:
            began = perf_counter()
            try:
                found = method(*given, **named)
            except StoreUnavailableError:
                UNAVAILABLE.inc()
                raise
            if name == "save_answer":
                SAVING.observe(perf_counter() - began)
                wave = self._waves.get(given[0] if given else named["response_id"], "")
                ANSWERS.labels(self._modes.get(wave, UNKNOWN)).inc()
            for each in (*given, *named.values(), found):
                self._learn(each)
            return found

        setattr(self, name, call)
        return call

    def _learn(self, found: Any) -> None:
        if isinstance(found, Wave):
            WAVE.set(found.id)
            _keep(self._modes, found.id, found.mode)
        elif isinstance(found, Response):
            WAVE.set(found.wave_id)
            _keep(self._waves, found.id, found.wave_id)


def _keep(known: OrderedDict[str, str], key: str, value: str) -> None:
    known[key] = value
    while len(known) > KNOWN:
        known.popitem(last=False)

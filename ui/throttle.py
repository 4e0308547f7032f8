"""Guessing codes slowed down: wrong ones are counted per address, and after many of them that address has to wait.

A code has 79 random bits, so the limit may be generous: typing errors must never lock out a room behind one address.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime

import streamlit as st

FREE = 100
WINDOW = 60
KNOWN = 10_000

_lock = threading.Lock()
_failures: OrderedDict[str, list[float]] = OrderedDict()


def wait(now: datetime) -> int:
    """Return 0, or the seconds this visitor's address has to wait before another code is looked at."""
    with _lock:
        recent = _recent(now)
        return 0 if len(recent) < FREE else max(1, round(WINDOW - (now.timestamp() - recent[0])))


def failed(now: datetime) -> None:
    """Count a wrong code against this visitor's address."""
    with _lock:
        recent = [*_recent(now), now.timestamp()]
        _failures.pop(_address(), None)  # so that the address that has been quiet the longest is forgotten first
        _failures[_address()] = recent
        while len(_failures) > KNOWN:
            _failures.popitem(last=False)


def _address() -> str:
    return st.context.ip_address or "local"


def _recent(now: datetime) -> list[float]:
    return [at for at in _failures.get(_address(), []) if now.timestamp() - at < WINDOW]

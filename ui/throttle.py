"""Guessing codes slowed down: wrong ones are counted per address, and after many of them that address has to wait.

A whole room may sit behind one address, so only what is wrong is refused: a code is looked up first, and where it is
right it works at once, whatever others tried. One phone with wrong codes can therefore keep nobody out. The price is
that waiting alone stops no guesser, who goes on trying and is told "wait" instead of "wrong" until a code works:

- Resume codes and organiser keys have 79 random bits; at any speed none is ever guessed.
- Join codes have 29.7 bits, 890 million codes. A try needs a run of a page, of which a server of two cores makes about
  a hundred a second: with 20 workshops on it, two to three days at full load for the first hit. That lets somebody in
  who sees the room's screen and may take a seat (``docs/decisions/0010``); seats are limited for that reason. A delay
  for wrong codes would not help: who is made to wait opens another session instead.

A wrong code counts once in a session, however often its page is drawn; so does a cookie that leads nowhere.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from datetime import datetime

import streamlit as st

FREE = 100
WINDOW = 60
KNOWN = 10_000
REMEMBERED = 20  # wrong codes of a session

_TRIED = "throttle:tried"
_lock = threading.Lock()
_failures: OrderedDict[str, list[float]] = OrderedDict()


def wait(now: datetime) -> int:
    """Return 0, or the seconds until this visitor's address is told again whether a code is wrong."""
    with _lock:
        recent = _recent(now)
        return 0 if len(recent) < FREE else max(1, round(WINDOW - (now.timestamp() - recent[0])))


def failed(now: datetime, code: str | None = None) -> int:
    """Count a wrong code against this visitor's address, unless it has to wait already.

    Args:
        now: The time.
        code: What was tried; the same one again does not count in this session. None counts in any case.

    Returns:
        0 where the page may say that the code is wrong, else the seconds to wait.
    """
    seconds = wait(now)
    if seconds or (code is not None and _is_known(code)):
        return seconds
    with _lock:
        recent = [*_recent(now), now.timestamp()]
        _failures.pop(_address(), None)  # so that the address that has been quiet the longest is forgotten first
        _failures[_address()] = recent
        while len(_failures) > KNOWN:
            _failures.popitem(last=False)
    return 0


def _is_known(code: str) -> bool:
    """Say whether this session has tried a wrong code before, and remember it."""
    mark = hashlib.sha256(code.encode()).hexdigest()
    tried: list[str] = st.session_state.setdefault(_TRIED, [])
    if mark in tried:
        return True
    tried.append(mark)
    del tried[:-REMEMBERED]
    return False


def _address() -> str:
    return st.context.ip_address or "local"


def _recent(now: datetime) -> list[float]:
    return [at for at in _failures.get(_address(), []) if now.timestamp() - at < WINDOW]

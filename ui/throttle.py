"""Guessing codes slowed down: wrong ones are counted for a session, an address, a workshop and everybody together.

A whole room may sit behind one address, so nobody is kept out for what others tried: the first code of a session is
always looked up, and a code that was right in a session goes on to work there. What is slowed down is going on after a
wrong one. Within a minute a session has 10 wrong codes; then nothing it enters is looked up until the minute is over.
Where one address has entered 100 wrong codes in a minute, one workshop got 100 wrong receipts, or everybody together
entered 600 wrong codes of any kind, a session has one wrong code instead of 10. Whoever mistypes in such a minute waits
for its end, or loads the page anew and enters the right code, which works at once.

So beyond the limits each guess takes a session of its own: a connection and the first run of a page. What remains:

- Resume codes, organiser keys and invitations have 79 random bits; at any speed none is ever guessed.
- Join codes have 29.7 bits, 890 million codes. With 20 workshops on a site, the first hit takes 44 million guesses on
  average. A server of two cores makes about a hundred runs of a page a second, so a guesser who leaves nothing to
  anybody else needs five days at least; one who opens ten sessions a second, 51 days. The metrics show both. A hit lets
  somebody in who sees the room's screen and may take a seat (``docs/decisions/0010``); seats are limited for that
  reason.
- Receipts have 39.6 bits and tell how many answers count, nothing else.

The counts are those of one process: behind a proxy with several, each has its own, so the limits are as many times
higher. A wrong code counts once in a session, however often its page is drawn. So does a cookie that leads nowhere, but
only for the address and for everybody: nobody has entered it.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import streamlit as st

from ui.metrics import CODES
from ui.proxies import counted_as

OWN = 10  # wrong codes of a session
FREE = 100  # of an address, and of a workshop
TOGETHER = 600  # of everybody
WINDOW = 60  # seconds
KNOWN = 10_000  # addresses and workshops
REMEMBERED = 20  # codes of a session, the wrong and the right ones each

EVERYBODY = "everybody"
_TRIED, _RIGHT, _WRONG_AT = "throttle:tried", "throttle:right", "throttle:wrong-at"
_lock = threading.Lock()
_failures: OrderedDict[str, list[float]] = OrderedDict()

Found = TypeVar("Found")


def looked_up(now: datetime, code: str, find: Callable[[], Found | None], about: str = "") -> tuple[Found | None, int]:
    """Look a code up, unless this session has to wait.

    Args:
        now: The time.
        code: What was entered.
        find: Returns what it leads to; None where it is wrong.
        about: The id of the workshop that the code is for, where others of it are counted together.

    Returns:
        What it leads to, or None; and the seconds to wait, 0 where the page may say that the code is wrong.
    """
    mark = _mark(code)
    if mark not in st.session_state.get(_RIGHT, ()):
        seconds = _held_up(now, about)
        if seconds:
            return None, seconds
    found = find()
    if found is None:
        if mark not in st.session_state.get(_TRIED, ()):
            st.session_state[_WRONG_AT] = [*_recent(now, st.session_state.get(_WRONG_AT, [])), now.timestamp()]
        return None, failed(now, code, about)
    _remember(_RIGHT, mark)
    return found, 0


def wait(now: datetime, about: str = "") -> int:
    """Return 0, or the seconds until a wrong code is told again to be wrong, after too many of them."""
    limits = {_address(): FREE, EVERYBODY: TOGETHER, **({about: FREE} if about else {})}
    with _lock:
        return max(_left(now, _failures.get(each, []), most) for each, most in limits.items())


def failed(now: datetime, code: str | None = None, about: str = "") -> int:
    """Count a wrong code, unless there were too many already.

    Args:
        now: The time.
        code: What was tried; the same one again does not count in this session. None counts in any case.
        about: The id of the workshop that it was for.

    Returns:
        0 where the page may say that the code is wrong, else the seconds to wait.
    """
    if code is not None and _is_known(code):
        return wait(now, about)
    CODES.inc()
    seconds = wait(now, about)
    if seconds:
        return seconds
    with _lock:
        for each in (_address(), EVERYBODY, *([about] if about else [])):
            recent = [*_recent(now, _failures.pop(each, [])), now.timestamp()]
            _failures[each] = recent  # at the end: who has been quiet the longest is forgotten first
        while len(_failures) > KNOWN:
            _failures.popitem(last=False)
    return 0


def _held_up(now: datetime, about: str) -> int:
    """Return 0, or the seconds until what this session enters is looked up again."""
    own = _recent(now, st.session_state.get(_WRONG_AT, []))
    return max(_left(now, own, OWN), wait(now, about) if own else 0)


def _left(now: datetime, wrong: list[float], most: int) -> int:
    """Return 0, or the seconds until there are fewer than so many recent ones."""
    recent = _recent(now, wrong)
    return 0 if len(recent) < most else max(1, round(WINDOW - (now.timestamp() - recent[-most])))


def _is_known(code: str) -> bool:
    """Say whether this session has tried a wrong code before, and remember it."""
    mark = _mark(code)
    return mark in st.session_state.get(_TRIED, ()) or _remember(_TRIED, mark)


def _remember(name: str, mark: str) -> bool:
    """Keep a code's mark among the last ones of this session, and return False: it was not there."""
    kept: list[str] = st.session_state.setdefault(name, [])
    if mark not in kept:
        kept.append(mark)
        del kept[:-REMEMBERED]
    return False


def _mark(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _address() -> str:
    return counted_as(st.context.ip_address or "local")


def _recent(now: datetime, wrong: list[float]) -> list[float]:
    # A clock that was set back keeps nobody waiting longer than that.
    return [at for at in wrong if abs(now.timestamp() - at) < WINDOW]

"""The codes that a browser holds: for its own answers, for a seat in each workshop, for a workshop that it leads."""

from __future__ import annotations

import re
from dataclasses import dataclass

import streamlit as st

from assessments.codes import grouped, normal_code
from ui.doors import FORGET, OWN_HEADER, REMEMBER, SEAT_COOKIE
from ui.script import ask_browser


@dataclass(frozen=True, slots=True)
class Pass:
    """One code, kept in the session and, so that a new session finds it, in a cookie that scripts cannot read.

    Attributes:
        cookie: The cookie's name; session keys begin with it.
    """

    cookie: str

    @property
    def code(self) -> str:
        """The code of this session in groups of four; empty where it holds none."""
        return grouped(normal_code(st.session_state.get(self._key("code"), "")))

    @property
    def owner(self) -> str | None:
        """The id of what the code belongs to; None where the session holds no code."""
        found: str | None = st.session_state.get(self._key("owner"))
        return found

    def brought(self) -> str:
        """Return the code that the browser brought in its cookie; empty where it was left on this device."""
        return "" if st.session_state.get(self._key("left")) else st.context.cookies.get(self.cookie, "")

    def hold(self, owner: str, code: str, *, remember: bool) -> None:
        """Hold a code in this session; ``remember`` lets the browser keep it beyond."""
        st.session_state[self._key("owner")] = owner
        st.session_state[self._key("code")] = code
        st.session_state.pop(self._key("left"), None)
        if remember:
            st.session_state[self._key("remember")] = True

    def drop(self) -> None:
        """Forget the code in this session; the browser keeps its cookie."""
        for name in ("owner", "code", "remember"):
            st.session_state.pop(self._key(name), None)

    def leave(self) -> None:
        """Forget the code on this device."""
        self.drop()
        st.session_state[self._key("left")] = st.session_state[self._key("forget")] = True

    def keep_cookie(self) -> None:
        """Let the browser fetch or drop its cookie where the last click asked for it."""
        if st.session_state.pop(self._key("remember"), False):
            _post(f"{REMEMBER}/{self.cookie}", normal_code(self.code))
        if st.session_state.pop(self._key("forget"), False):
            _post(f"{FORGET}/{self.cookie}", "")

    def _key(self, name: str) -> str:
        return f"{self.cookie}:{name}"


ANSWERS, ORGANISER = Pass("answers"), Pass("organiser")
OPENED = Pass("opened")  # not a code but the id of the assessment that somebody who signed in has opened last
INVITED = Pass("invited")  # the code of an invitation that waits to be accepted
SEAT = Pass("seat")  # the seat that this session used last; the cookie is the one of its wave
_HELD = re.compile(f"({SEAT_COOKIE.pattern}):(?:owner|remember|forget)")


def seat(wave_id: str) -> Pass:
    """Return the pass for a seat in a wave: each wave has its own, so that nobody loses one seat by taking another."""
    return Pass(f"seat-{wave_id}")


def seats() -> tuple[Pass, ...]:
    """Return the passes for seats that this session knows of."""
    held = (_HELD.fullmatch(str(key)) for key in st.session_state)
    return tuple(Pass(name) for name in sorted({each.group(1) for each in held if each is not None}))


def keep_cookies() -> None:
    """Let the browser fetch or drop every cookie that the last click asked for."""
    for each in (ANSWERS, *seats(), ORGANISER, OPENED, INVITED):
        each.keep_cookie()


def _post(path: str, body: str) -> None:
    ask_browser("post", wide=False, path=path, header=OWN_HEADER, body=body)

"""A page that was left is not heeded any more; everything else is asked for as it was."""

from __future__ import annotations

import inspect
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import MagicMock

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession

from tests.ui.visits import Visit, played
from ui import leaving
from ui.leaving import REQUEST, heed_only_the_page_that_is_shown

SCRIPT = """
import streamlit as st

@st.fragment
def card():
    st.session_state.drawn = st.session_state.get("drawn", 0) + 1
    st.write(f"drawn {st.session_state.drawn} times")

st.navigation([st.Page(card, title="Card")]).run()
"""


class Session(AppSession):
    """A session that stands on a page, and notes what it is asked to run."""

    def __init__(self) -> None:
        """Take no server."""
        self._pages_manager = cast("Any", SimpleNamespace(current_page_script_hash="here"))

    def shutdown(self) -> None:
        """Have nothing to end."""


@pytest.mark.parametrize(
    ("asked", "heeded"),
    [
        (ClientState(page_script_hash="here", fragment_id="clock", is_auto_rerun=True), True),
        (ClientState(page_script_hash="here", fragment_id="card"), True),
        (ClientState(page_script_hash="left", fragment_id="clock", is_auto_rerun=True), False),
        (ClientState(page_script_hash="left", fragment_id="card"), False),
        (ClientState(page_script_hash="there"), True),
        (ClientState(page_script_hash="here"), True),
        (None, True),
    ],
)
def test_only_parts_of_a_page_that_was_left_are_not_heeded(
    asked: ClientState | None, *, heeded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[ClientState | None] = []
    monkeypatch.setattr(leaving, "_request", lambda _, given: ran.append(given))
    monkeypatch.setattr(AppSession, REQUEST, getattr(AppSession, REQUEST))
    heed_only_the_page_that_is_shown()
    Session().request_rerun(asked)
    assert ran == ([asked] if heeded else [])


async def _tap_before_the_first_run_is_over(script: Path) -> list[str]:
    before = Visit(script)
    before.ask()
    await before.hear()
    visit = Visit(script)
    visit.ask()
    visit.ask(before.elements()[0].delta.fragment_id, before.page())
    await visit.hear()
    return visit.drawn()


def test_a_tap_before_the_first_run_is_over_is_heeded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Runtime, "_instance", MagicMock())
    monkeypatch.setattr(AppSession, REQUEST, getattr(AppSession, REQUEST))
    heed_only_the_page_that_is_shown()
    drawn = played(_tap_before_the_first_run_is_over, tmp_path / "script.py", SCRIPT)
    assert drawn[-1] == "drawn 2 times"


def test_streamlit_still_forgets_the_parts_of_a_page_late() -> None:
    """When this fails, see how Streamlit treats a timer of a page that was left, and whether this is still needed."""
    assert "has_fragment" in inspect.getsource(leaving._request)  # noqa: SLF001 - see above

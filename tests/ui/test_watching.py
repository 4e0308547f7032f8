"""A session that comes back watches no files where the settings say so, and all of them where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from ui.watching import STEP, watch_nothing

if TYPE_CHECKING:
    from collections.abc import Callable

ORIGINAL: Callable[[AppSession], None] = AppSession.register_file_watchers


class Session(AppSession):
    """A session as it stands after its connection was lost, as far as watching goes."""

    def __init__(self) -> None:
        """Take no server."""
        self._local_sources_watcher = None

    def shutdown(self) -> None:
        """Have nothing to end."""


def settle(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Begin with Streamlit as it comes, and say in the settings what is watched."""
    monkeypatch.setattr(AppSession, STEP, ORIGINAL)
    monkeypatch.setattr(st, "get_option", {"server.fileWatcherType": kind}.__getitem__)


def test_a_returning_session_watches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch, "none")
    watch_nothing()
    session = Session()
    session.register_file_watchers()
    assert vars(session) == {"_local_sources_watcher": None}


def test_who_wants_files_watched_has_them_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch, "auto")
    watch_nothing()
    assert AppSession.register_file_watchers is ORIGINAL


def test_streamlit_still_registers_them_on_return() -> None:
    """When this fails, see what Streamlit does on return now, and whether ``ui/watching.py`` is still needed."""
    assert STEP in vars(AppSession)
    assert STEP in WebsocketSessionManager._resume_stored_session.__code__.co_names  # noqa: SLF001 - see above

"""A page that was left is not heeded any more; everything else is asked for as it was."""

from __future__ import annotations

import inspect

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession

from ui import leaving
from ui.leaving import REQUEST, heed_only_the_page_that_is_shown


class Session(AppSession):
    """A session that stands on a page, and notes what it is asked to run."""

    def __init__(self) -> None:
        """Take no server."""
        self._client_state = ClientState(page_script_hash="here")

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


def test_streamlit_still_knows_the_page_of_a_session_when_a_run_begins() -> None:
    """When this fails, see how Streamlit treats a timer of a page that was left, and whether this is still needed."""
    begun = inspect.getsource(AppSession._handle_scriptrunner_event_on_event_loop)  # noqa: SLF001 - see above
    assert "self._client_state.page_script_hash = page_script_hash" in begun
    assert "has_fragment" in inspect.getsource(leaving._request)  # noqa: SLF001 - see above

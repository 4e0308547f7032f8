"""Heeds nothing that a page asks for after it was left: Streamlit 1.67 lets its timers undo the way to another page.

The console asks every two seconds whether there is something new. What it asks while the next page is being drawn was
run after it, for the console again, and the next page was lost. Streamlit leaves out what asks for a part that it has
forgotten, but it forgets the parts of a page only when the next one is complete.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlit.runtime.app_session import AppSession

if TYPE_CHECKING:
    from streamlit.proto.ClientState_pb2 import ClientState

REQUEST = "request_rerun"  # what is replaced
_request = getattr(AppSession, REQUEST)


def heed_only_the_page_that_is_shown() -> None:
    """Let sessions of this process run a part of a page only while they are on that page."""
    setattr(AppSession, REQUEST, request)


def request(session: AppSession, asked: ClientState | None) -> None:
    """Ask for a run, unless it is for a part of a page that the session has left."""
    # The first run learns its page only on the way, and ``_client_state`` hears of it when that run is over: a tap on
    # what it had drawn until then would get lost. The session's pages know at once.
    now = session._pages_manager.current_page_script_hash  # noqa: SLF001 - see above
    if asked is None or not asked.fragment_id or asked.page_script_hash == now:
        _request(session, asked)

"""A real session of a small script without a server around it, one step of the event loop at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar
from unittest.mock import MagicMock

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache

_T = TypeVar("_T")


class Visit:
    """A session, and what it sends; where Streamlit asks for its runtime, a test has to put one."""

    def __init__(self, script: Path) -> None:
        """Open it; the event loop is running."""
        self.session = AppSession(
            script_data=ScriptData(str(script), is_hello=False),
            uploaded_file_manager=MagicMock(),
            script_cache=ScriptCache(),
            message_enqueued_callback=None,
            user_info={},
        )
        self.sent: list[ForwardMsg] = []

    def ask(self, fragment: str = "", page: str = "") -> None:
        """Ask for a part of a page, or all of it; return when its thread has ended, before the loop has heard of it."""
        self.session.request_rerun(ClientState(fragment_id=fragment, page_script_hash=page))
        runner = self.session._scriptrunner  # noqa: SLF001 - there is no other way to its thread
        thread = runner and runner._script_thread  # noqa: SLF001 - see above
        if thread:
            thread.join()

    async def hear(self) -> None:
        """Let the loop hear everything, and keep what is sent."""
        while self.session._scriptrunner is not None:  # noqa: ASYNC110, SLF001 - it tells nobody when it is over
            await asyncio.sleep(0)
        self.sent = [*self.session.flush_browser_queue()]

    def ends(self) -> list[list[str]]:
        """Return the fragments of each run whose end was sent; none is the whole page."""
        return [[*each.metadata.run.fragment_ids] for each in self.sent if each.HasField("script_finished")]

    def elements(self) -> list[ForwardMsg]:
        """Return the elements that were sent."""
        return [each for each in self.sent if each.HasField("delta") and each.delta.HasField("new_element")]

    def drawn(self) -> list[str]:
        """Return the texts of these."""
        return [each.delta.new_element.markdown.body for each in self.elements()]

    def page(self) -> str:
        """Return the hash of the page that the browser was told."""
        return next(each.navigation.page_script_hash for each in self.sent if each.HasField("navigation"))


def played(play: Callable[[Path], Awaitable[_T]], script: Path, text: str) -> _T:
    """Write the script and play with it, in a loop beside the one that the browser tests keep in the main thread."""
    script.write_text(text)

    async def whole() -> _T:
        return await play(script)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, whole()).result()

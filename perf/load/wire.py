"""What a tab sends before and with each click: the way it opens Streamlit's websocket, and the state it reports."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

from perf.load.browser import XSRF_COOKIE, Browser
from perf.load.tally import LostError

_NO_TOKEN = "PLACEHOLDER_AUTH_TOKEN"  # noqa: S105 - what Streamlit's own page sends before it has one
_FIRST_WAIT, _LONGEST_WAIT, _TRIES = 0.5, 8.0, 20  # seconds between the tries to reach a server that is gone


@dataclass(slots=True, eq=False)
class Waiting:
    """A rerun that was asked for and has not finished.

    Attributes:
        fragment: The fragment to rerun, empty for the whole script, None where any run will do.
        timed: Whether a clock asked for it.
        first: When something new arrived.
        run: The script run that does it, once it has begun.
        whole: Whether that run draws the whole page.
    """

    sent: float
    fragment: str | None
    done: asyncio.Future[float]
    timed: bool = False
    first: float | None = None
    run: str | None = None
    whole: bool = False

    def is_done_by(self, fragments: tuple[str, ...]) -> bool:
        """Say whether a run of these fragments (none: of the whole script) is the one waited for."""
        return self.run is None and (not fragments or self.fragment is None or self.fragment in fragments)


async def open_stream(browser: Browser, session: str, timeout: float) -> ClientConnection:  # noqa: ASYNC109 - handed on
    """Open the websocket; ``session`` is the one to come back to, empty for a new one.

    Raises:
        LostError: The server does not open it.
    """
    token = browser.cookies.get(XSRF_COOKIE, _NO_TOKEN)
    spoken = ["streamlit", token, *([session] if session else [])]
    try:
        return await connect(
            f"ws://{browser.host}:{browser.port}/_stcore/stream",
            additional_headers=browser.cookie_header,
            compression=None,
            max_size=None,
            open_timeout=timeout,
            origin=Origin(browser.origin),
            ping_interval=None,
            subprotocols=[Subprotocol(each) for each in spoken],
        )
    except (OSError, TimeoutError, WebSocketException) as error:
        raise LostError(f"no stream: {type(error).__name__}") from error


async def open_stream_again(browser: Browser, session: str, timeout: float) -> ClientConnection:  # noqa: ASYNC109 - ditto
    """Open the websocket to a server that was gone, asking ever more patiently whether it is there, as a browser does.

    Raises:
        LostError: It did not come back.
    """
    for number in range(_TRIES - 1):
        try:
            return await _knock(browser, session, timeout)
        except LostError:
            wait = min(_FIRST_WAIT * 2**number, _LONGEST_WAIT)
            await asyncio.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311 - only spreads the visitors
    return await _knock(browser, session, timeout)


async def _knock(browser: Browser, session: str, timeout: float) -> ClientConnection:  # noqa: ASYNC109 - handed on
    await browser.ask("GET", "/_stcore/health")
    return await open_stream(browser, session, timeout)


def rerun_message(state: ClientState, widgets: Iterable[WidgetState], trigger: str, url: str) -> bytes:
    """Return the message that asks for a run.

    Args:
        state: Where the tab is and what it wants to have rerun.
        widgets: What the widgets hold.
        trigger: The id of the button that was pressed, or empty.
        url: The full address of the page.
    """
    state.widget_states.widgets.extend(widgets)
    if trigger:
        state.widget_states.widgets.add(id=trigger, trigger_value=True)
    state.context_info.timezone = "Europe/London"
    state.context_info.locale = "en-GB"
    state.context_info.url = url
    raw: bytes = BackMsg(rerun_script=state).SerializeToString()
    return raw

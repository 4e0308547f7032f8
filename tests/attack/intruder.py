"""Whoever has the address of the site and speaks to Streamlit directly: says over its websocket whatever it likes."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from perf.load.page import Page

PATIENCE = 60  # seconds
XSRF = "2|00000000|00112233445566778899aabbccddeeff|1"  # of the kind that Streamlit gives to every visitor


class Intruder:
    """One session without a browser."""

    def __init__(self, url: str, address: str = "", *, origin: str = "", **cookies: str) -> None:
        """Open an address below the first page with cookies, and draw it; with an origin, as a page there does it."""
        self.page = Page()
        self.session = self._run = ""
        self._fragments: tuple[str, ...] = ()
        self._name, _, self._query = address.partition("?")
        self._open = ExitStack()
        from_page = {"Origin": origin} if origin else {}
        cookies |= {"_streamlit_xsrf": XSRF} if origin else {}
        self._socket = self._open.enter_context(
            connect(
                f"{url.replace('http', 'ws', 1)}/_stcore/stream",
                additional_headers={
                    "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
                    **from_page,
                },
                subprotocols=[Subprotocol("streamlit"), Subprotocol(XSRF)],
                compression=None,
                max_size=None,
            )
        )
        self.rerun()

    def close(self) -> None:
        """Hang up."""
        self._open.close()

    def say(self, **said: Any) -> None:
        """Say something without waiting."""
        self._socket.send(BackMsg(**said).SerializeToString())

    def hear(self, *kinds: str) -> ForwardMsg:
        """Wait for a message of one of these kinds."""
        while True:
            message = ForwardMsg()
            raw = self._socket.recv(timeout=PATIENCE)
            message.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            self._take(message)
            if message.WhichOneof("type") in kinds:
                return message

    def is_heard(self) -> bool:
        """Say whether everything said so far was taken without the connection being lost."""
        self.say(app_heartbeat=True)
        return self.hear("heartbeat_ack").heartbeat_ack

    def rerun(self, *widgets: dict[str, Any], **state: Any) -> None:
        """Claim what widgets hold, and wait until the page was drawn with it."""
        asked = ClientState(**{"query_string": self._query, "page_name": self._name, **state})
        for each in widgets:
            asked.widget_states.widgets.add(**each)
        self.say(rerun_script=asked)
        while self.hear("script_finished").script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            pass

    def all(self, kind: str) -> list[Any]:
        """Return what is drawn of a kind, from top to bottom."""
        return [each.proto for each in self.page if each.kind == kind]

    @property
    def fragments(self) -> set[str]:
        """The ids of the parts of the page that are drawn alone."""
        return {each.fragment for each in self.page} - {""}

    @property
    def text(self) -> str:
        """Everything that was drawn, as it came."""
        return "\n".join(str(each.proto) for each in self.page)

    def _take(self, message: ForwardMsg) -> None:
        run = message.metadata.run.script_run_id or self._run
        match message.WhichOneof("type"):
            case "new_session":
                self._run, self._fragments = run, tuple(message.metadata.run.fragment_ids)
                self.session = message.new_session.initialize.session_id or self.session
            case "delta":
                self.page.put(tuple(message.metadata.delta_path), run, message.delta)
            case "script_finished":
                self.page.sweep(run, self._fragments)
            case _:
                pass

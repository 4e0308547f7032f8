"""What is said over the connection of a page: only what the app's own pages say reaches Streamlit."""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLsRequest

from assessments.settings import DEFAULTS
from tests.ui.asgi import done
from ui.guards import A_SECOND, AT_ONCE, LONGEST, MEGABYTE, Guards

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Message, Receive, Scope, Send

HEARTBEAT = BackMsg(app_heartbeat=True).SerializeToString()
OPERATION = BackendOperationRequest.DESCRIPTOR.oneofs_by_name["payload"]


def heard(*said: Message, clock: Callable[[], float] = monotonic) -> list[Message]:
    """Say something over a connection; return what reaches the app behind, up to a heartbeat or the end."""
    waiting = [*said, saying(HEARTBEAT)]
    reached: list[Message] = []

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(_: Message) -> None:
        """Send an answer nowhere."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, send
        while not reached or (reached[-1]["type"] == "websocket.receive" and reached[-1].get("bytes") != HEARTBEAT):
            reached.append(await receive())

    done(Guards(app, DEFAULTS, clock)({"type": "websocket", "path": "/_stcore/stream", "headers": []}, receive, send))
    return [each for each in reached if each.get("bytes") != HEARTBEAT]


def saying(raw: bytes) -> Message:
    """Return what a browser's message becomes on the server."""
    return {"type": "websocket.receive", "bytes": raw}


def operation(payload: str) -> bytes:
    """Return the message that asks for one of the operations beside runs of a page."""
    asked = BackendOperationRequest(request_id="r", session_id="s")
    getattr(asked, payload).SetInParent()
    raw: bytes = BackMsg(backend_operation_request=asked).SerializeToString()
    return raw


@pytest.mark.parametrize(
    "said",
    [
        {"rerun_script": ClientState(query_string="code=ABC")},
        {"stop_script": True},
        {"file_urls_request": FileURLsRequest(request_id="r", file_names=["answers.csv"])},
        {},
    ],
    ids=str,
)
def test_what_pages_say_goes_on(said: dict[str, Any]) -> None:
    message = saying(BackMsg(**said).SerializeToString())
    assert heard(message) == [message]


@pytest.mark.parametrize(
    "said",
    [
        {"load_git_info": True},
        {"clear_cache": True},
        {"set_run_on_save": True},
        {"debug_disconnect_websocket": True},
        {"debug_shutdown_runtime": True},
        {"file_urls_request": FileURLsRequest(request_id="r", file_names=["a"] * 11)},
    ],
    ids=str,
)
def test_what_no_page_says_goes_nowhere_and_the_connection_stays(said: dict[str, Any]) -> None:
    assert heard(saying(BackMsg(**said).SerializeToString())) == []


@pytest.mark.parametrize("payload", [each.name for each in OPERATION.fields])
def test_of_the_other_operations_only_files_and_tables_go_on(payload: str) -> None:
    message = saying(operation(payload))
    assert heard(message) == ([message] if payload in {"deferred_file", "dataframe_chunk"} else [])


@pytest.mark.parametrize("message", [saying(b"\xff\xff"), {"type": "websocket.receive", "text": "hello"}], ids=str)
def test_what_is_no_message_is_left_to_streamlit_which_hangs_up(message: Message) -> None:
    assert heard(message) == [message]


def test_who_says_too_much_at_once_is_hung_up_on() -> None:
    state = ClientState(query_string="a" * LONGEST)
    assert heard(saying(BackMsg(rerun_script=state).SerializeToString())) == [
        {"type": "websocket.disconnect", "code": 1009}
    ]


def test_the_server_holds_little_more_of_one_message_than_is_let_through() -> None:
    settings = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text())
    assert LONGEST <= settings["server"]["maxMessageSize"] * MEGABYTE <= 10 * LONGEST


@pytest.mark.parametrize("said", [{"rerun_script": ClientState()}, {"clear_cache": True}], ids=str)
def test_who_says_more_than_a_page_says_waits_and_is_heard_in_the_end(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    message = saying(BackMsg(**said).SerializeToString())
    reached = heard(*[message] * (AT_ONCE + 10), clock=lambda: sum(waited))

    assert len(reached) == (AT_ONCE + 10 if "rerun_script" in said else 0)
    assert sum(waited) == pytest.approx(11 / A_SECOND)  # the heartbeat is one as well

"""One tab of a browser: speaks Streamlit's protocol over its websocket, clicks, and times the script runs it causes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from perf.load.browser import Browser
from perf.load.page import Element, Page
from perf.load.tally import LostError
from perf.load.timers import Timers
from perf.load.wire import Waiting, open_stream, open_stream_again, rerun_message

Opening = Callable[[Browser, str, float], Awaitable[ClientConnection]]
TIMEOUT = 60.0
_LOOK = 0.002  # seconds


class Tab:
    """One open page of the app."""

    def __init__(self, browser: Browser, timeout: float = TIMEOUT, drawn: Callable[[], None] = lambda: None) -> None:
        """Take the profile the tab belongs to, how many seconds to wait for a script, and whom to tell of each run."""
        self.page = Page()
        self._drawn = drawn
        self._browser = browser
        self._tally = browser.tally
        self._timeout = timeout
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._session = self._hash = self._query = self._address = ""
        self._run = ""
        self._fragments: tuple[str, ...] = ()
        self._states: dict[str, WidgetState] = {}
        self._known: dict[str, Delta] = {}
        self._waiting: list[Waiting] = []
        self._asked: tuple[str, float] | None = None
        self._timers = Timers(self._timed)

    async def open(self, address: str = "") -> None:
        """Open an address below the first page, for example ``answer?q=ID``, and wait until it is drawn.

        Raises:
            LostError: The server does not draw it.
        """
        self._address, _, self._query = address.partition("?")
        await self._connect()
        await self._rerun("load", "")

    async def close(self) -> None:
        """Leave the page; what was waited for is given up."""
        self._timers.stop()
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            await self._reader
        self._socket = self._reader = None

    async def drop(self, seconds: float) -> None:
        """Lose the connection, as a phone that goes to sleep does, and come back to the same session if it is there."""
        await self.close()
        await asyncio.sleep(seconds)
        await self._resume()

    async def stay(self, seconds: float) -> None:
        """Do nothing for so long; what the page does by itself goes on.

        Raises:
            LostError: The connection was lost meanwhile.
        """
        if self._reader is None:
            raise LostError("the tab is closed")
        if (await asyncio.wait([self._reader], timeout=seconds))[0]:
            raise LostError("connection closed")

    async def regain(self) -> None:
        """Come back after the server was gone, as a browser does by itself; a click that was cut off ends with it.

        Raises:
            LostError: The server did not come back.
        """
        lost = time.perf_counter()
        cut_off, self._asked = self._asked, None
        await self.close()
        await self._resume(open_stream_again)
        back = time.perf_counter()
        self._tally.add("back", lost, back, back)
        if cut_off is not None:
            kind, sent = cut_off
            self._tally.add(kind, sent, back, back)

    async def _resume(self, opening: Opening = open_stream) -> None:
        before = self._session
        await self._connect(opening)
        await self._rerun("resume", "")
        if self._session == before:
            self._tally.resumed += 1
        else:
            self._tally.not_resumed += 1

    async def press(self, label: str, kind: str = "press") -> bool:
        """Press the first button whose label matches; False where there is none."""
        button = self.page.find("button", label)
        if button is None:
            return False
        await self._rerun(kind, button.fragment, trigger=button.proto.id)
        return True

    async def choose(self, option: int, label: str = "", kind: str = "answer") -> bool:
        """Choose an option, from 0, of the first radio whose label matches; False where there is none."""

        def chosen(state: WidgetState, radio: Element) -> None:
            state.string_value = radio.proto.options[option % len(radio.proto.options)]

        return await self._change("radio", label, kind, chosen)

    async def tick(self, label: str, kind: str = "tick", *, on: bool = True) -> bool:
        """Set the first checkbox whose label matches; False where there is none."""

        def ticked(state: WidgetState, _: Element) -> None:
            state.bool_value = on

        return await self._change("checkbox", label, kind, ticked)

    async def write(self, text: str, label: str = "", kind: str = "write") -> bool:
        """Write into the first text field whose label matches; inside a form nothing is sent before it is submitted."""

        def written(state: WidgetState, _: Element) -> None:
            state.string_value = text

        fields = (each for each in ("text_input", "text_area") if self.page.find(each, label))
        return await self._change(next(fields, "text_input"), label, kind, written)

    async def _change(self, what: str, label: str, kind: str, fill: Callable[[WidgetState, Element], None]) -> bool:
        widget = self.page.find(what, label)
        if widget is None:
            return False
        state = WidgetState(id=widget.proto.id)
        fill(state, widget)
        self._states[state.id] = state
        if not widget.proto.form_id and not widget.proto.ignore_rerun:
            await self._rerun(kind, widget.fragment)
        return True

    async def _connect(self, opening: Opening = open_stream) -> None:
        self._socket = await opening(self._browser, self._session, self._timeout)
        self._reader = asyncio.create_task(self._read(self._socket))

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for raw in socket:
                self._tally.stream_bytes += len(raw)
                message = ForwardMsg()
                message.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
                self._take(message)
        except ConnectionClosed:
            pass
        finally:
            for each in self._waiting:
                if not each.done.done():
                    each.done.set_exception(LostError("connection closed"))
                    each.done.exception()  # so that a visitor who no longer waits for it raises no warning
            self._waiting.clear()

    def _take(self, message: ForwardMsg) -> None:
        run = message.metadata.run.script_run_id
        match message.WhichOneof("type"):
            case "new_session":
                self._begin(message, run)
            case "delta" | "ref_hash":
                self._draw(message, run or self._run)
            case "navigation":
                self._hash = message.navigation.page_script_hash or self._hash
            case "page_info_changed":
                self._query = message.page_info_changed.query_string
            case "auto_rerun":
                self._timers.follow(message.auto_rerun.fragment_id, message.auto_rerun.interval)
            case "stop_auto_rerun":
                for fragment in message.stop_auto_rerun.fragment_ids:
                    self._timers.unfollow(fragment)
            case "script_finished":
                self._finish(message.script_finished, run or self._run)
            case _:
                pass

    def _begin(self, message: ForwardMsg, run: str) -> None:
        session = message.new_session
        self._run = run
        self._fragments = tuple(message.metadata.run.fragment_ids)
        self._session = session.initialize.session_id or self._session
        if not self._fragments:
            self._hash = session.page_script_hash or self._hash
        for each in self._waiting:
            if each.is_done_by(self._fragments):
                each.run = run
                each.whole = not self._fragments

    def _draw(self, message: ForwardMsg, run: str) -> None:
        delta = message.delta
        if message.WhichOneof("type") == "ref_hash":
            known = self._known.get(message.ref_hash)
            if known is None:
                self._tally.errors["the server refers to a message that was never sent"] += 1
                return
            delta = known
        elif message.metadata.cacheable:
            self._known[message.hash] = delta
        element = self.page.put(tuple(message.metadata.delta_path), run, delta)
        if element is not None and element.kind == "exception":
            self._tally.errors[f"shown: {element.proto.type} {element.proto.message[:100]}"] += 1
        for each in self._waiting:
            if each.run == run and each.first is None:
                each.first = time.perf_counter()

    def _finish(self, status: ForwardMsg.ScriptFinishedStatus.ValueType, run: str) -> None:
        if status in {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}:
            self.page.sweep(run, self._fragments)
            self._forget_what_left()
            self._drawn()
        elif status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self._tally.errors["the script cannot be compiled"] += 1
        for each in [each for each in self._waiting if each.run == run]:
            if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                each.run = None  # another run took over: that one is waited for, whatever it reruns
                each.fragment = None
                continue
            self._waiting.remove(each)
            if not each.done.done():
                each.done.set_result(time.perf_counter())

    def _forget_what_left(self) -> None:
        """Send no more what widgets held that are gone: a browser does not, and the server would take it for news."""
        here = {getattr(element.proto, "id", "") for element in self.page}
        self._states = {name: state for name, state in self._states.items() if name in here}
        self._timers.keep({element.fragment for element in self.page})

    async def _timed(self, fragment: str) -> None:
        await self._rerun("timed", fragment, timed=True)

    async def _rerun(self, kind: str, fragment: str, trigger: str = "", *, timed: bool = False) -> None:
        sent = time.perf_counter()
        if not timed:
            self._asked = kind, sent
            await self._let_clock_begin(fragment)
        if self._socket is None:
            raise LostError("the tab is closed")
        url = f"{self._browser.origin}/{self._address}"
        raw = rerun_message(self._client_state(fragment, timed=timed), self._states.values(), trigger, url)
        waiting = Waiting(sent, fragment, asyncio.get_running_loop().create_future(), timed)
        self._waiting.append(waiting)
        try:
            await self._socket.send(raw)
            finished = await asyncio.wait_for(waiting.done, self._timeout)
        except ConnectionClosed as error:
            raise LostError("connection closed") from error
        except TimeoutError as error:
            raise LostError(f"no answer within {self._timeout:g} s") from error
        finally:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
        if not timed:
            self._asked = None
        # A clock that makes the page draw itself anew has moved the visitor on: that is what one waits for.
        kind = "moved" if timed and waiting.whole else kind
        self._tally.add(kind, waiting.sent, waiting.first or finished, finished)
        for post in self.page.posts(self._run):
            await self._browser.ask("POST", f"/{post.path}", dict([post.header]), post.body)

    async def _let_clock_begin(self, fragment: str) -> None:
        """Wait until a run that the fragment's clock asked for has begun: a click would be taken as done by it."""

        def has_not_begun(each: Waiting) -> bool:
            return each.timed and each.run is None and each.fragment == fragment

        while any(has_not_begun(each) for each in self._waiting):  # noqa: ASYNC110 - rare, and over in milliseconds
            await asyncio.sleep(_LOOK)

    def _client_state(self, fragment: str, *, timed: bool) -> ClientState:
        return ClientState(
            query_string=self._query,
            page_script_hash=self._hash,
            page_name="" if self._hash else self._address,
            fragment_id=fragment,
            is_auto_rerun=timed,
            cached_message_hashes=list(self._known),
        )

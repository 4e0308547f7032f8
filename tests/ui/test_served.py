"""A real server, asked as browsers, proxies, scrapers and strangers would: what it lets in, and what its log tells."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from assessments.codes import code_hash, grouped, make_code
from perf.load.browser import Browser
from perf.load.tab import Tab
from perf.load.tally import LostError, Tally
from tests.assessments.build import STAGES
from tests.e2e.server import Server
from tests.e2e.workshop import Desk
from tests.ui.asgi import done

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN = "a-token-for-the-scraper-0123456789"  # noqa: S105 - a test's own
PROXY, OTHER = "127.0.0.9", "127.0.0.1"
SPOKEN = "Nobody else may read what I think of the board."
CODE = "7KQM2XWP9ABCDEFG"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served") / "server.log"


@pytest.fixture(scope="module")
def server(log: Path) -> Iterator[Server]:
    running = Server(log.with_name("answers.db"), log)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CUSTOMER_LOG", "json")
        environment.setenv("CUSTOMER_METRICS", TOKEN)
        environment.setenv("CUSTOMER_PROXIES", PROXY)
        running.start()
    yield running
    running.stop()


def ask(server: Server, path: str, method: str = "GET", body: str = "", *, source: str = OTHER, **headers: str) -> Any:
    """Make one request from an address of this machine; return the answer, read."""
    connection = HTTPConnection("127.0.0.1", server.port, source_address=(source, 0))
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    answer.text = answer.read().decode()  # type: ignore[attr-defined]
    connection.close()
    return answer


def test_alive_and_ready(server: Server) -> None:
    assert [(each.status, each.text) for each in (ask(server, "/healthz"), ask(server, "/readyz"))] == [
        (200, "alive"),
        (200, "ready"),
    ]


def test_metrics_are_for_who_has_the_token(server: Server) -> None:
    assert ask(server, "/metrics").status == 401
    assert "customer_sessions_open" in ask(server, "/metrics", Authorization=f"Bearer {TOKEN}").text
    assert ask(server, "/_stcore/metrics", Authorization=f"Bearer {TOKEN}").status == 404


@pytest.mark.parametrize(("source", "secure"), [(PROXY, True), (OTHER, False)])
def test_only_the_proxy_of_the_settings_is_believed(server: Server, source: str, *, secure: bool) -> None:
    said = {"X_Answers": "1", "X_Forwarded_Proto": "https", "X_Forwarded_For": "203.0.113.7"}
    answer = ask(server, "/doors/remember/answers", "POST", CODE, source=source, **said)
    assert ("Secure" in answer.headers["set-cookie"]) is secure
    assert "HttpOnly" in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    ("origin", "let_in"),
    [("http://127.0.0.1:{port}", True), (None, True), ("https://evil.example", False), ("http://localhost:1", False)],
)
def test_a_page_of_another_site_opens_no_connection(server: Server, origin: str | None, *, let_in: bool) -> None:
    own = None if origin is None else Origin(origin.format(port=server.port))
    stream = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    if let_in:
        connect(stream, origin=own, subprotocols=[Subprotocol("streamlit")]).close()
    else:
        with pytest.raises(InvalidStatus, match="403"):
            connect(stream, origin=own, subprotocols=[Subprotocol("streamlit")])


async def _typed(browser: Browser, address: str, label: str, text: str, button: str) -> Tab:
    tab = Tab(browser)
    await tab.open(address)
    assert await tab.write(text, label), (address, label)
    assert await tab.press(button), (address, button)
    return tab


async def _lead(server: Server, key: str) -> Tab:
    browser = Browser(server.url, Tally())
    await browser.open(files=False)
    await browser.ask("GET", "/doors/lead")
    await browser.ask("POST", "/doors/remember/organiser", {"X-Answers": "1"}, key)
    tab = Tab(browser)
    await tab.open("console")
    return tab


async def _take_part(server: Server, join: str) -> tuple[Browser, Tab]:
    browser = Browser(server.url, Tally())
    await browser.open(files=False)
    tab = Tab(browser)
    await tab.open(f"join?code={join}")
    assert await tab.press("^Leadership$")
    assert tab.page.item is not None
    assert await tab.choose(0)
    assert await tab.write(SPOKEN, "Comment or example")
    return browser, tab


async def _everything(server: Server, key: str, join: str, wrong: list[str]) -> tuple[list[str], int]:
    """Do what people do with codes; return the codes that came up, and how many wrong ones were typed."""
    browser, phone = await _take_part(server, join)
    seat = next(code for name, code in browser.cookies.items() if name.startswith("seat-"))
    stranger = Browser(server.url, Tally())
    await stranger.open(files=False)
    come_back = "", "Your code", wrong[0], "Go on with my answers"
    tabs = [phone, await _lead(server, key), await _typed(stranger, *come_back)]
    for each in (seat, key):
        other = Browser(server.url, Tally())
        tabs.append(await _typed(other, "", "Your code", each, "Go on with my answers"))
    for address in (f"join?code={wrong[1]}", f"present?code={wrong[2]}", f"present?code={join}"):
        tabs.append(Tab(stranger))
        await tabs[-1].open(address)
    tabs.append(await _typed(stranger, f"receipt?code={join}", "Your receipt", wrong[3], "Look it up"))
    stranger.cookies["answers"] = wrong[4]
    tabs.append(Tab(stranger))
    await tabs[-1].open("result")
    for tab in tabs:
        await tab.close()
    for path in (f"/join?code={join}", f"/{key}", f"/{seat.lower()}", f"/doors/lead?key={key}", f"/media/{seat}.pdf"):
        with suppress(LostError):  # some are not there
            await stranger.ask("GET", path)
    with connect(f"ws://127.0.0.1:{server.port}/_stcore/stream?code={join}"):
        pass
    return [seat], len(wrong)


def test_a_workshop_leaves_no_code_and_no_answer_in_the_log(server: Server, log: Path) -> None:
    desk = Desk(server.database)
    key = desk.set_up(STAGES)
    join = desk.wave(key).join_code or ""
    desk.workshop.start(desk.wave(key))
    wrong = [make_code(length) for length in (16, 6, 6, 8, 16)]
    codes, refused = done(_everything(server, key, join, wrong))
    counted = ask(server, "/metrics", Authorization=f"Bearer {TOKEN}", X_Request_ID="scraper-0001").text
    assert re.search(rf"^customer_codes_refused_total {refused}\.0$", counted, re.MULTILINE)
    assert re.search(r'^customer_answers_saved_total\{mode="anonymous"\} [1-9]', counted, re.MULTILINE)
    assert re.search(r"^customer_answer_save_seconds_count [1-9]", counted, re.MULTILINE)
    written = log.read_text(encoding="utf-8")
    secrets = [TOKEN, SPOKEN, CODE, *(each for code in (key, join, *codes, *wrong) for each in _forms(code))]
    assert [each for each in secrets if each in written] == []
    _check_lines(written)


def _forms(code: str) -> tuple[str, ...]:
    """Return how a code may come to stand in a log."""
    plain = code.replace("-", "")
    return plain, grouped(plain), plain.lower(), grouped(plain).lower(), code_hash(code)


def _check_lines(written: str) -> None:
    """Check that there is one object a line, and that requests are among them."""
    found = [json.loads(line) for line in written.splitlines()]
    paths = {(each.get("method"), each.get("path"), each.get("status")) for each in found if "path" in each}
    assert ("POST", "/doors/remember/organiser", 204) in paths
    assert ("WEBSOCKET", "/_stcore/stream", 101) in paths
    assert all(re.fullmatch("[0-9a-f]{32}|", each["request"]) for each in found)

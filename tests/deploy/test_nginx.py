"""The shipped nginx configuration by itself: who is sent where, what is passed on, what is refused, what is logged."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.deploy.echo import HOLD, Echo, echoing
from tests.deploy.proxy import Proxy, in_front

pytestmark = pytest.mark.e2e


@dataclass
class Site:
    """Two replicas and nginx."""

    proxy: Proxy
    replicas: tuple[Echo, Echo]

    def kill(self, port: str) -> Echo:
        """Let the replica on a port take no connection any more; return the other."""
        dead, other = sorted(self.replicas, key=lambda each: each.server_port != int(port))
        dead.kill()
        return other


@dataclass
class Visitor:
    """A browser without a page: it keeps the cookie."""

    url: str
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str = "/", method: str = "GET", body: bytes = b"") -> http.client.HTTPResponse:
        """Ask and keep the cookie."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        sent = {**self.headers, **({"Cookie": f"replica={self.cookie}"} if self.cookie else {})}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        self.set = answer.getheader("Set-Cookie")
        found = re.match(r"replica=(\d+)", self.set or "")
        self.cookie = found[1] if found else self.cookie
        return answer

    def port(self, path: str = "/", method: str = "GET", body: bytes = b"") -> str:
        """Return the port of the replica that answers."""
        return str(self._told(path, method, body)["port"])

    def passed_on(self, path: str = "/") -> dict[str, str]:
        """Return the headers that the replica gets."""
        return {name.lower(): value for name, value in self._told(path)["headers"]}

    def _told(self, path: str, method: str = "GET", body: bytes = b"") -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.ask(path, method, body).read())
        return told


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with ExitStack() as stack:
        replicas = stack.enter_context(echoing()), stack.enter_context(echoing())
        ports = [each.server_port for each in replicas]
        yield Site(stack.enter_context(in_front(ports, tmp_path)), replicas)


@pytest.fixture
def visitor(site: Site) -> Visitor:
    return Visitor(site.proxy.url)


def test_forty_phones_behind_one_address_spread_over_both_and_each_stays_where_it_began(site: Site) -> None:
    phones = [Visitor(site.proxy.url) for _ in range(40)]
    first = [phone.port() for phone in phones]
    assert {first.count(port) for port in set(first)} == {20}
    assert [phone.cookie for phone in phones] == first
    paths = ("/_stcore/health", "/media/a.png", "/_stcore/upload_file/s/f", "/static/a.js", "/component/x/y.js")
    assert all(phone.port(path) == port for phone, port in zip(phones, first, strict=True) for path in paths)


def test_who_keeps_no_cookie_and_stays_long_drives_nobody_to_the_other_replica(site: Site) -> None:
    netloc = urlsplit(site.proxy.url).netloc
    held = [http.client.HTTPConnection(netloc) for _ in range(3)]
    for each in held:
        each.request("GET", HOLD)
    while sum(len(each.heard) for each in site.replicas) < len(held):
        pass
    first = [Visitor(site.proxy.url).port() for _ in range(20)]
    assert {first.count(port) for port in set(first)} == {10}


def test_the_cookie_is_set_once_and_kept_from_scripts_and_other_sites(visitor: Visitor) -> None:
    visitor.ask()
    assert visitor.set == f"replica={visitor.cookie}; Path=/; HttpOnly; SameSite=Lax"
    visitor.ask()
    assert visitor.set is None


def test_a_cookie_that_names_no_replica_is_replaced(site: Site) -> None:
    own = str(site.replicas[0].server_port)
    for held in ("80", "localhost:22", "1; x=2", f"0{own}", f"{own}x", "8501%0d%0aX-A:b", "$host", "9" * 30_000):
        visitor = Visitor(site.proxy.url, held)
        assert visitor.port() == visitor.cookie
        assert int(visitor.cookie) in {each.server_port for each in site.replicas}


def test_files_that_caches_keep_bring_no_cookie(visitor: Visitor) -> None:
    visitor.ask("/static/js/index.js")
    assert visitor.set is None


def test_a_dead_replicas_visitors_go_to_the_other_and_stay_there(site: Site, visitor: Visitor) -> None:
    began = visitor.port()
    other = str(site.kill(began).server_port)
    assert visitor.port() == other
    assert visitor.cookie == other
    tried = site.proxy.asked(2)[1][2]
    assert [each.rpartition(":")[2] for each in tried.split(", ")] == [began, other]
    assert Visitor(site.proxy.url).port() == Visitor(site.proxy.url).port() == other


def test_when_the_first_is_back_its_visitors_stay_with_the_other_and_new_ones_come_to_both(site: Site) -> None:
    visitor = Visitor(site.proxy.url)
    began, other = sorted(site.replicas, key=lambda each: str(each.server_port) != visitor.port())
    began.mute = True
    assert visitor.port() == str(other.server_port)
    began.mute = False
    while Visitor(site.proxy.url).port() != str(began.server_port):
        pass
    assert [visitor.port() for _ in range(4)] == [str(other.server_port)] * 4


def test_a_replica_that_hangs_is_left_by_whoever_looks_for_it(site: Site, visitor: Visitor) -> None:
    began, other = sorted(site.replicas, key=lambda each: str(each.server_port) != visitor.port())
    began.hung = True
    assert visitor.port("/_stcore/health") == str(other.server_port)
    assert visitor.port() == visitor.cookie == str(other.server_port)


def test_who_has_no_cookie_yet_meets_a_living_replica(site: Site, visitor: Visitor) -> None:
    other = site.kill(visitor.port())
    assert {Visitor(site.proxy.url).port() for _ in range(6)} == {str(other.server_port)}


def test_a_post_that_a_replica_took_before_it_died_is_not_sent_again(site: Site, visitor: Visitor) -> None:
    visitor.ask()
    for each in site.replicas:
        each.heard.clear()
        each.mute = True
    assert visitor.ask("/doors/remember/answers", "POST", b"code").status == 502
    assert [request for each in site.replicas for request in each.heard] == ["POST /doors/remember/answers"]


def test_without_any_replica_a_page_says_so_and_tries_again(site: Site, visitor: Visitor) -> None:
    for each in site.replicas:
        each.mute = True
    answer = visitor.ask()
    assert (answer.status, answer.getheader("Retry-After"), answer.getheader("Cache-Control")) == (502, "5", "no-store")
    text = answer.read().decode()
    assert "What was shown as saved is saved." in text
    assert '<meta http-equiv="refresh" content="5">' in text
    for each in site.replicas:
        each.mute = False
    while visitor.ask().status != 200:
        pass


def test_what_a_visitor_claims_about_himself_is_thrown_away(site: Site) -> None:
    forged = {
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "elsewhere.example",
        "X-Real-IP": "203.0.113.9",
        "Forwarded": "for=203.0.113.9;proto=https",
        "X-Request-ID": "made-up",
    }
    told = Visitor(site.proxy.url, headers=forged).passed_on()
    assert told["x-forwarded-for"] in {"127.0.0.1", "::1"}
    assert told["x-forwarded-proto"] == "http"
    assert not {"x-forwarded-host", "x-real-ip", "forwarded"} & set(told)
    assert site.proxy.asked(1)
    assert told["x-request-id"] in site.proxy.log.read_text()
    assert told["host"] == urlsplit(site.proxy.url).netloc


def test_a_websocket_is_asked_for_with_its_headers(site: Site) -> None:
    wish = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Protocol": "streamlit, x, session"}
    told = Visitor(site.proxy.url, headers=wish).passed_on("/_stcore/stream")
    assert {name: told[name] for name in ("upgrade", "connection", "sec-websocket-protocol")} == {
        "upgrade": "websocket",
        "connection": "upgrade",
        "sec-websocket-protocol": "streamlit, x, session",
    }


def test_what_is_for_the_operator_is_not_for_everybody(site: Site, visitor: Visitor) -> None:
    plain = ("/metrics", "//metrics", "/%6detrics", "/metrics/", "/metrics?x", "/readyz", "/_stcore//metrics")
    around = ("/a/../metrics", "/a/..%2fmetrics", "/_stcore/%2e%2e/metrics", "/_stcore/stream/../../metrics")
    odd = ("/metrics%0a", "http://elsewhere.example/metrics", "/_stcore/metrics", "/_stcore/agent/mcp")
    paths = (*plain, *around, *odd)
    assert [visitor.ask(path).status for path in paths] == [404] * len(paths)
    assert not any(each.heard for each in site.replicas)
    assert visitor.ask("/healthz").status == 200


def test_the_cookies_of_somebody_who_signed_in_pass_both_ways(site: Site) -> None:
    for each in site.replicas:
        each.cookies = ("_streamlit_user", "_streamlit_user__1", "_streamlit_user__2", "_streamlit_user_tokens")
    cookies = "; ".join(f"{name}={'x' * 4_000}" for name in site.replicas[0].cookies)
    answer = Visitor(site.proxy.url, headers={"Cookie": cookies}).ask("/oauth2callback")
    assert answer.status == 200
    assert sum(each.startswith("_streamlit_user") for each in answer.headers.get_all("Set-Cookie") or ()) == 4


def test_eleven_megabytes_pass_and_twelve_do_not(visitor: Visitor) -> None:
    assert visitor.ask("/_stcore/upload_file/s/f", "PUT", bytes(11 * 2**20)).status == 200
    assert visitor.ask("/_stcore/upload_file/s/f", "PUT", bytes(11 * 2**20 + 1)).status == 413


def test_no_log_holds_what_stands_behind_a_question_mark(site: Site) -> None:
    visitor = Visitor(site.proxy.url, headers={"Referer": f"{site.proxy.url}/present?code=K7PW3Q"})
    began = visitor.port("/join?code=K7PW3Q")
    site.kill(began)
    visitor.ask("/join?code=K7PW3Q")
    for each in site.replicas:
        each.mute = True
    visitor.ask("/join?code=K7PW3Q")
    assert [(path, status) for path, status, _ in site.proxy.asked(3)] == [
        ("/join", "200"),
        ("/join", "200"),
        ("/join", "502"),
    ]
    assert "K7PW3Q" not in site.proxy.log.read_text() + site.proxy.errors.read_text()


def test_no_log_holds_what_opens_the_page_or_the_file_of_somebody_else(site: Site, visitor: Visitor) -> None:
    for path in ("/_stcore/upload_file/session-id/file-id", "/media/file-id.pdf", "/media/a/../file-id.pdf"):
        visitor.ask(path)
    told = [path for path, _, _ in site.proxy.asked(3)]
    assert told == ["/_stcore/upload_file/*", "/media/*", "/media/*"]
    assert "-id" not in site.proxy.log.read_text() + site.proxy.errors.read_text()


def test_without_tls_one_is_sent_on_to_the_site(site: Site) -> None:
    answer = Visitor(site.proxy.plain).ask("/join?code=K7PW3Q")
    assert (answer.status, answer.getheader("Location")) == (301, "https://localhost/join?code=K7PW3Q")

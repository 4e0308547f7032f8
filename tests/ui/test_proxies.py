"""Whose word about a visitor's address is believed: that of the proxies in the settings, and of nobody else."""

from __future__ import annotations

import gc
from ipaddress import ip_network
from typing import Any, cast

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket
from streamlit.web.server.starlette.starlette_websocket import StarletteClientContext
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from tests.ui.asgi import Behind, ask
from ui.proxies import Proxies, believe_no_other, counted_as

TRUSTED = (ip_network("10.0.0.5"), ip_network("10.1.0.0/24"), ip_network("::1"))


@pytest.mark.parametrize(
    ("peer", "said", "seen"),
    [
        ("10.0.0.5", "203.0.113.7", "203.0.113.7"),
        ("::ffff:10.0.0.5", "203.0.113.7", "203.0.113.7"),
        ("10.1.0.200", "203.0.113.7", "203.0.113.7"),
        ("::1", "2001:db8::7", "2001:db8::7"),
        ("10.0.0.5", "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        ("10.0.0.5", "203.0.113.7, 10.1.0.9", "203.0.113.7"),
        ("10.0.0.6", "203.0.113.7", "10.0.0.6"),
        ("127.0.0.1", "203.0.113.7", "127.0.0.1"),
        ("::ffff:127.0.0.1", "203.0.113.7", "127.0.0.1"),
        ("198.51.100.9", "10.0.0.5", "198.51.100.9"),
        ("2001:db8::9", "203.0.113.7", "2001:db8::9"),
        ("of a test", "203.0.113.7", "of a test"),
        ("10.0.0.5", "", "10.0.0.5"),
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_an_address_is_believed_of_a_proxy_in_the_settings_only(kind: str, peer: str, said: str, seen: str) -> None:
    behind = Behind()
    ask(Proxies(behind, TRUSTED), kind=kind, client=peer, x_forwarded_for=said)
    assert behind.asked[0]["client"][0] == seen


@pytest.mark.parametrize(("peer", "scheme"), [("10.0.0.5", "https"), ("192.0.2.1", "http")])
def test_so_is_that_a_visitor_came_over_tls(peer: str, scheme: str) -> None:
    behind = Behind()
    ask(Proxies(behind, TRUSTED), client=peer, x_forwarded_proto="https")
    assert behind.asked[0]["scheme"] == scheme


@pytest.mark.parametrize(("peer", "seen"), [("::ffff:10.0.0.5", "203.0.113.7"), ("192.0.2.1", "192.0.2.1")])
def test_that_is_what_a_page_takes_for_the_address_of_its_visitor(peer: str, seen: str) -> None:
    async def stream(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text(StarletteClientContext(socket).remote_ip or "")

    app = Starlette(routes=[WebSocketRoute("/", stream)], middleware=[Middleware(Proxies, TRUSTED)])
    with TestClient(app, client=(peer, 1)).websocket_connect("/", headers={"X-Forwarded-For": "203.0.113.7"}) as page:
        assert page.receive_text() == seen


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:0:1::7", "2001:db8:0:1::/64"),
        ("2001:db8:0:1:ffff::", "2001:db8:0:1::/64"),
        ("local", "local"),
    ],
)
def test_what_counts_as_one_address(address: str, counts_as: str) -> None:
    assert counted_as(address) == counts_as


def test_without_proxies_nobody_is_believed() -> None:
    behind = Behind()
    ask(Proxies(behind, ()), client="127.0.0.1", x_forwarded_for="203.0.113.7")
    ask(Proxies(behind, ()), client=None, x_forwarded_for="203.0.113.7")
    assert [each["client"] for each in behind.asked] == [("127.0.0.1", 5000), None]


def test_uvicorn_believes_this_machine_until_it_is_told_not_to() -> None:
    behind = Behind()
    of_uvicorn = cast("Any", ProxyHeadersMiddleware(cast("Any", behind), "127.0.0.1"))
    ours = Proxies(behind, [ip_network("127.0.0.1")])
    for app in (of_uvicorn, ours):
        ask(app, client="127.0.0.1", x_forwarded_for="203.0.113.7")
    gc.collect()
    believe_no_other()
    for app in (of_uvicorn, ours):
        ask(app, client="127.0.0.1", x_forwarded_for="203.0.113.7")
    assert [each["client"][0] for each in behind.asked] == ["203.0.113.7", "203.0.113.7", "127.0.0.1", "203.0.113.7"]

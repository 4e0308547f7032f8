"""Who a visitor is behind a proxy: what a proxy says is believed where the settings name it, and of nobody else."""

from __future__ import annotations

import gc
import ipaddress
from collections.abc import Sequence
from typing import Any, cast

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assessments.settings import Network


class Proxies:
    """Middleware that puts the visitor's address and scheme in the place of the proxy's."""

    def __init__(self, app: ASGIApp, believed: Sequence[Network]) -> None:
        """Take the app behind, and whom to believe."""
        # uvicorn gives its own types to what Starlette types otherwise
        self._believing: Any = _Believing(cast("Any", app), [str(each) for each in believed])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what came in."""
        client = scope.get("client")
        if client:
            scope = {**scope, "client": (_plain(client[0]), client[1])}
        await self._believing(scope, receive, send)


class _Believing(ProxyHeadersMiddleware):
    """Told apart from the one that uvicorn puts before every app."""


def believe_no_other() -> None:
    """Let uvicorn itself believe nobody: as it comes, anything on this machine may claim to be any visitor."""
    for each in gc.get_objects():
        if type(each) is ProxyHeadersMiddleware:
            each.trusted_hosts = ProxyHeadersMiddleware(each.app, []).trusted_hosts


def counted_as(address: str) -> str:
    """Return what counts as one address: of IPv6 the network of 64 bits, because a visitor has all addresses in it."""
    try:
        found = ipaddress.IPv6Address(_plain(address))
    except ValueError:
        return _plain(address)
    return str(ipaddress.IPv6Network((int(found) >> 64 << 64, 64)))


def _plain(address: str) -> str:
    """Return an IPv4 address as such where a socket for both kinds shows it as one of IPv6."""
    try:
        mapped = ipaddress.IPv6Address(address).ipv4_mapped
    except ValueError:
        return address
    return address if mapped is None else str(mapped)

"""What stands around the pages: the addresses beside them, and the order in which every request is looked at."""

from __future__ import annotations

from ipaddress import ip_network

from assessments.settings import DEFAULTS, Settings
from ui.assets import Assets
from ui.guards import Guards
from ui.headers import Headers
from ui.metrics import count_error
from ui.proxies import Proxies
from ui.requests import Requests
from ui.serving import around, middleware, routes
from ui.warm import warm


def test_who_somebody_is_comes_first_and_what_is_refused_has_a_name_and_headers_too() -> None:
    settings = Settings(proxies=(ip_network("10.0.0.5"),))
    found = middleware(settings)
    assert [repr(each.cls) for each in found] == [repr(each) for each in (Proxies, Requests, Headers, Guards, Assets)]
    assert [each.args for each in found] == [(settings.proxies,), (), (settings,), (settings,), ()]


def test_there_are_these_addresses_beside_the_pages() -> None:
    found = {route.path for route in routes(DEFAULTS)}
    assert {"/doors/lead", "/doors/page.js", "/healthz", "/readyz", "/metrics"} <= found


def test_the_server_takes_them_and_tells_of_errors() -> None:
    found = around(DEFAULTS)
    assert sorted(found) == ["lifespan", "middleware", "on_script_error", "routes"]
    assert found["lifespan"] is warm
    assert found["on_script_error"] is count_error

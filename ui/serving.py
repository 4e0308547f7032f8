"""What stands around the pages in the server: routes beside them, what requests go through, and how it starts."""

from __future__ import annotations

from typing import Any

from starlette.middleware import Middleware
from starlette.routing import Route

from assessments.settings import Settings
from ui import doors, health, metrics, script
from ui.assets import Assets
from ui.guards import Guards
from ui.headers import Headers
from ui.proxies import Proxies
from ui.requests import Requests
from ui.warm import warm


def around(settings: Settings) -> dict[str, Any]:
    """Return what ``st.App`` takes beside the script."""
    return {
        "routes": routes(settings),
        "middleware": middleware(settings),
        "lifespan": warm,
        "on_script_error": metrics.count_error,
    }


def routes(settings: Settings) -> tuple[Route, ...]:
    """Return the routes beside the pages."""
    return (*doors.ROUTES, *script.ROUTES, *health.routes(), *metrics.routes(settings.metrics))


def middleware(settings: Settings) -> tuple[Middleware, ...]:
    """Return what every request goes through, the outermost first."""
    return (
        Middleware(Proxies, settings.proxies),
        Middleware(Requests),
        Middleware(Headers, settings),
        Middleware(Guards, settings),
        Middleware(Assets),
    )

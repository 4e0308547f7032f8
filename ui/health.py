"""Whether this process is alive, and whether visitors may be sent to it: two addresses for whoever runs the site."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assessments.errors import AssessmentError
from ui.context import provided

ALIVE, READY = "healthz", "readyz"
READY_WORD = "ready"
PATIENCE = 2.0  # seconds for the database to answer
_KEPT = {"Cache-Control": "no-store"}
_log = logging.getLogger(__name__)


class Readiness:
    """Asks the database whether it answers and has the schema that this program works with."""

    def __init__(self, ask: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Take what asks it, which may hang, and how many seconds to wait for that."""
        self._ask = ask
        self._patience = patience
        self._asking: Future[bool] | None = None

    async def __call__(self) -> str:
        """Return ``ready``, or why not in one word.

        As long as an earlier question has no answer, no other is asked.
        """
        if self._asking is None:
            self._asking = _asked(self._ask)
        asking = self._asking
        try:
            current = await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(asking)), self._patience)
        except TimeoutError:
            return "waiting"
        except AssessmentError as error:
            _log.warning("Not ready: %s", error)
            return "database"
        finally:
            if asking.done():
                self._asking = None
        return READY_WORD if current else "schema"


def _asked(ask: Callable[[], bool]) -> Future[bool]:
    """Ask on a thread that nobody has to wait for, not even when the process ends."""
    answer: Future[bool] = Future()

    def run() -> None:
        try:
            answer.set_result(ask())
        except Exception as error:  # noqa: BLE001 - whoever asked is told
            answer.set_exception(error)

    Thread(target=run, name="ready", daemon=True).start()
    return answer


async def alive(_: Request) -> Response:
    """Say that this process answers."""
    return PlainTextResponse("alive", headers=_KEPT)


def routes(readiness: Readiness | None = None) -> tuple[Route, ...]:
    """Return the two routes."""
    asked = readiness or Readiness(lambda: provided().is_current())

    async def ready(_: Request) -> Response:
        word = await asked()
        return PlainTextResponse(word, status_code=200 if word == READY_WORD else 503, headers=_KEPT)

    return Route(f"/{ALIVE}", alive, methods=["GET"]), Route(f"/{READY}", ready, methods=["GET"])

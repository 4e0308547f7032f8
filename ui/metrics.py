"""What this process counts and times, for Prometheus; each replica is asked by itself."""

from __future__ import annotations

import secrets

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assessments.settings import OFF, OPEN

ADDRESS = "metrics"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

SESSIONS = Gauge("customer_sessions_open", "Pages that are open in browsers, by their connections.")
ANSWERS = Counter("customer_answers_saved", "Answers kept or taken back, by the mode of their wave.", ["mode"])
SAVING = Histogram("customer_answer_save_seconds", "Time until the database has an answer.", buckets=SECONDS)
CODES = Counter("customer_codes_refused", "Wrong codes that were tried.")
ERRORS = Counter("customer_script_errors", "Runs of a page that ended with an error nobody expected.")
UPLOADS = Counter("customer_uploads_refused", "Files that were turned away, by the status of the answer.", ["status"])
UNAVAILABLE = Counter("customer_store_unavailable", "Times that the database could not be read or written.")


def count_error(_: Exception) -> None:
    """Count an error of a page; what is shown and logged stays as it is."""
    ERRORS.inc()


def routes(who: str) -> tuple[Route, ...]:
    """Return the route of the metrics.

    Args:
        who: May read them: nobody, everybody, or whoever sends this token.
    """

    async def metrics(request: Request) -> Response:
        if who == OFF:
            return Response(status_code=404)
        given = request.headers.get("authorization", "")
        if who != OPEN and not secrets.compare_digest(given.encode(), f"Bearer {who}".encode()):
            return PlainTextResponse("", status_code=401, headers={"WWW-Authenticate": "Bearer"})
        return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})

    return (Route(f"/{ADDRESS}", metrics, methods=["GET"]),)

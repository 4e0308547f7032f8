"""The routes beside the pages: one sets the cookie that brings a browser back to its answers, one removes it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessments.codes import RESUME_LENGTH, is_code, normal_code

COOKIE = "answers"
REMEMBER = "doors/remember"
FORGET = "doors/forget"
YEAR = 365 * 24 * 3600
OWN_HEADER = "X-Answers"
LONGEST_BODY = 64


async def remember(request: Request) -> Response:
    """Keep a resume code in a cookie that scripts cannot read."""
    if not _from_our_page(request):
        return Response(status_code=400)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return Response(status_code=413)
    code = body.decode("ascii", "ignore")
    if not is_code(code, RESUME_LENGTH):
        return Response(status_code=400)
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    response.set_cookie(
        COOKIE, normal_code(code), max_age=YEAR, httponly=True, samesite="lax", secure=_is_secure(request), path="/"
    )
    return response


async def forget(request: Request) -> Response:
    """Remove the cookie from this browser; the answers stay."""
    if not _from_our_page(request):
        return Response(status_code=400)
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=_is_secure(request))
    return response


def _from_our_page(request: Request) -> bool:
    """Refuse requests that another site made in the visitor's name: no form can send the header, no script unasked."""
    own = request.headers.get(OWN_HEADER) == "1"
    return own and request.headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _is_secure(request: Request) -> bool:
    return request.headers.get("x-forwarded-proto", request.url.scheme).partition(",")[0].strip() == "https"


ROUTES = (
    Route(f"/{REMEMBER}", remember, methods=["POST"]),
    Route(f"/{FORGET}", forget, methods=["POST"]),
)

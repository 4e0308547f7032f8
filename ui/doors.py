"""The routes beside the pages: they set and remove the cookies that bring a browser back, and open a leader's link."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from assessments.codes import RESUME_LENGTH, is_code, normal_code
from ui.headers import hashed

OPENED = "opened"
COOKIES = ("answers", "organiser", OPENED, "invited")
ID = re.compile("[0-9a-fA-F]{16}")
SEAT_COOKIE = re.compile("seat-[0-9a-f]{16}")  # one for each wave, by its id
REMEMBER = "doors/remember"
FORGET = "doors/forget"
LEAD = "doors/lead"
INVITED = "doors/invited"
YEAR = 365 * 24 * 3600
OWN_HEADER = "X-Answers"
KEEP_HEADER = "X-Keep-Another"
LONGEST_BODY = 64


async def remember(request: Request) -> Response:
    """Keep a resume code in a cookie that scripts cannot read.

    A request that says so leaves a cookie with another code alone, and is answered with 409.
    """
    if not _from_our_page(request):
        return Response(status_code=400)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return Response(status_code=413)
    code = body.decode("ascii", "ignore")
    if not (ID.fullmatch(code) if _cookie(request) == OPENED else is_code(code, RESUME_LENGTH)):
        return Response(status_code=400)
    held = request.cookies.get(_cookie(request))
    if request.headers.get(KEEP_HEADER) == "1" and held and held != normal_code(code):
        return Response(status_code=409, headers={"Cache-Control": "no-store"})
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    response.set_cookie(
        _cookie(request),
        normal_code(code),
        max_age=YEAR,
        httponly=True,
        samesite="lax",
        secure=_is_secure(request),
        path="/",
    )
    return response


async def forget(request: Request) -> Response:
    """Remove a cookie from this browser; what it led to stays."""
    if not _from_our_page(request):
        return Response(status_code=400)
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    response.delete_cookie(_cookie(request), path="/", httponly=True, samesite="lax", secure=_is_secure(request))
    return response


# The key stands behind the "#", which no browser sends to a server and no log keeps. A link on another site may hold
# any key, so it replaces the key of another workshop only after a click.
_LEAD_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Opening the workshop</title></head>
<body><h1 id="say">Opening the workshop.</h1>
<div id="ask" hidden><p>This browser leads a workshop already. Opening this one puts the other away; to come back to it,
you need its organiser link.</p>
<p><button id="open">Open this other workshop</button> <a href="../console">Stay with the one I lead</a></p></div>
<script>SCRIPT</script></body></html>
"""
_LEAD_SCRIPT = f"""
const key = location.hash.slice(1);
history.replaceState(null, '', location.pathname);
function say(text) {{ document.getElementById('say').textContent = text; }}
function open_with(keep) {{
  fetch('remember/organiser', {{method: 'POST', body: key,
    headers: {{'{OWN_HEADER}': '1', '{KEEP_HEADER}': keep}}}})
  .then(answer => {{
    if (answer.ok) fetch('forget/{OPENED}', {{method: 'POST', headers: {{'{OWN_HEADER}': '1'}}}})
      .finally(() => location.replace('../console'));
    else if (answer.status === 409) {{
      say('Open this other workshop?');
      document.getElementById('ask').hidden = false;
    }}
    else say('This link is not complete. Copy it again, from the first character to the last.');
  }});
}}
document.getElementById('open').onclick = () => open_with('0');
open_with('1');
"""
# What somebody is invited to is decided on the page that this one leads to; opening it uses nothing up.
_INVITED_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Opening the invitation</title></head>
<body><h1 id="say">Opening the invitation.</h1>
<script>SCRIPT</script></body></html>
"""
_INVITED_SCRIPT = f"""
const code = location.hash.slice(1);
history.replaceState(null, '', location.pathname);
fetch('remember/invited', {{method: 'POST', body: code, headers: {{'{OWN_HEADER}': '1'}}}})
.then(answer => {{
  if (answer.ok) location.replace('../invited');
  else document.getElementById('say').textContent =
    'This link is not complete. Copy it again, from the first character to the last.';
}});
"""


def _linked(page: str, script: str) -> HTMLResponse:
    policy = (
        f"default-src 'none'; script-src {hashed(script)}; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}
    return HTMLResponse(page.replace("SCRIPT", script), headers=headers)


async def lead(_request: Request) -> Response:
    """Open an organiser's link: the page takes the key into the cookie and goes on to the console."""
    return _linked(_LEAD_PAGE, _LEAD_SCRIPT)


async def invited(_request: Request) -> Response:
    """Open an invitation: the page takes its code into a cookie and goes on to where it can be accepted."""
    return _linked(_INVITED_PAGE, _INVITED_SCRIPT)


def _cookie(request: Request) -> str:
    name: str = request.path_params["cookie"]
    return name


def _is_ours(cookie: str) -> bool:
    return cookie in COOKIES or SEAT_COOKIE.fullmatch(cookie) is not None


def _from_our_page(request: Request) -> bool:
    """Refuse requests that another site made in the visitor's name: no form can send the header, no script unasked."""
    own = request.headers.get(OWN_HEADER) == "1" and _is_ours(_cookie(request))
    return own and request.headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"  # also behind a proxy that is believed; see ui/proxies.py


ROUTES = (
    Route(f"/{REMEMBER}/{{cookie}}", remember, methods=["POST"]),
    Route(f"/{FORGET}/{{cookie}}", forget, methods=["POST"]),
    Route(f"/{LEAD}", lead, methods=["GET"]),
    Route(f"/{INVITED}", invited, methods=["GET"]),
)

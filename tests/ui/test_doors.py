"""The routes that set and remove the cookie, asked by hand-made requests."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any

import pytest
from starlette.requests import Request

from ui.doors import ROUTES, forget, invited, lead, remember

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from http.cookies import Morsel

    from starlette.responses import Response

CODE = "7KQM-2XWP-9ABC-DEFG"


def answered(coming: Coroutine[Any, Any, Response]) -> Response:
    """Wait for an answer in a thread of its own: the browser tests keep a loop running in the main one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coming).result()


def request(
    body: bytes = b"", *, name: str = "answers", scheme: str = "http", x_answers: str = "1", **headers: str
) -> Request:
    """Return a request of our page as the server would hand it over."""
    headers["x_answers"] = x_answers

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": "POST",
        "scheme": scheme,
        "path": "/",
        "path_params": {"cookie": name},
        "query_string": b"",
        "headers": [(b"host", b"survey.example"), *named],
        "server": ("survey.example", 80),
    }
    return Request(scope, receive)


def cookie(response: Response, name: str = "answers") -> Morsel[str]:
    """Return the cookie that a response sets."""
    return SimpleCookie(response.headers["set-cookie"])[name]


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), CODE.replace("-", "")])
def test_remember(typed: str) -> None:
    response = answered(remember(request(typed.encode(), sec_fetch_site="same-origin")))
    assert response.status_code == 204
    assert response.headers["cache-control"] == "no-store"
    kept = cookie(response)
    assert kept.value == "7KQM2XWP9ABCDEFG"
    assert kept["httponly"]
    assert kept["samesite"] == "lax"
    assert kept["path"] == "/"
    assert kept["max-age"] == str(365 * 24 * 3600)
    assert not kept["secure"]


@pytest.mark.parametrize(
    ("scheme", "headers", "secure"),
    [
        ("http", {}, False),
        ("https", {}, True),
        ("http", {"x_forwarded_proto": "https"}, False),
        ("https", {"x_forwarded_proto": "http"}, True),
    ],
)
def test_secure_where_the_visitor_came_over_https_and_not_where_somebody_only_says_so(
    scheme: str, headers: dict[str, str], *, secure: bool
) -> None:
    for door, body in ((remember, CODE.encode()), (forget, b"")):
        assert bool(cookie(answered(door(request(body, scheme=scheme, **headers))))["secure"]) is secure


@pytest.mark.parametrize(
    "body",
    [b"", b"7KQM-2XWP", b"7KQM-2XWP-9ABC-DEF0", b"x" * 64, b"\xff\xfe", CODE.encode() + b"; Domain=evil.example"],
)
def test_what_is_no_code_is_not_remembered(body: bytes) -> None:
    response = answered(remember(request(body)))
    assert response.status_code == 400
    assert "set-cookie" not in response.headers


def test_a_long_body_is_not_read_to_its_end() -> None:
    sent = [{"type": "http.request", "body": b"x" * 50, "more_body": True} for _ in range(1_000)]
    headers = [(b"host", b"survey.example"), (b"x-answers", b"1")]

    async def receive() -> dict[str, Any]:
        return sent.pop()

    scope = {"type": "http", "method": "POST", "headers": headers, "path_params": {"cookie": "answers"}}
    response = answered(remember(Request(scope, receive)))
    assert response.status_code == 413
    assert len(sent) == 998


@pytest.mark.parametrize("own", ["", "0"])
def test_without_the_header_of_our_page(own: str) -> None:
    for door, body in ((remember, CODE.encode()), (forget, b"")):
        assert answered(door(request(body, x_answers=own))).status_code == 400


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_other_sites_are_refused(site: str) -> None:
    for door, body in ((remember, CODE.encode()), (forget, b"")):
        response = answered(door(request(body, sec_fetch_site=site)))
        assert response.status_code == 400
        assert "set-cookie" not in response.headers


def test_forget() -> None:
    response = answered(forget(request(sec_fetch_site="same-origin")))
    assert response.status_code == 204
    gone = cookie(response)
    assert gone.value == ""
    assert gone["max-age"] == "0"
    assert gone["path"] == "/"
    assert gone["httponly"]


@pytest.mark.parametrize("name", ["answers", "seat-0123456789abcdef", "organiser", "invited"])
def test_each_pass_has_a_cookie_of_its_own(name: str) -> None:
    assert cookie(answered(remember(request(CODE.encode(), name=name))), name).value == "7KQM2XWP9ABCDEFG"
    assert cookie(answered(forget(request(name=name))), name).value == ""


@pytest.mark.parametrize(("body", "status"), [(b"0123456789ABCDEF", 204), (CODE.encode(), 400), (b"0123", 400)])
def test_what_a_member_opened_last_is_the_id_of_an_assessment(body: bytes, status: int) -> None:
    assert answered(remember(request(body, name="opened"))).status_code == status


@pytest.mark.parametrize(
    "name",
    [
        "_streamlit_xsrf",
        "seat",
        "seat-",
        "seat-0123456789abcde",
        "seat-0123456789abcdef0",
        "seat-0123456789ABCDEF",
        "seat-0123456789abcdeg",
        "seat-0123456789abcdef\n",
    ],
)
def test_no_other_cookie_can_be_set(name: str) -> None:
    for door, body in ((remember, CODE.encode()), (forget, b"")):
        response = answered(door(request(body, name=name)))
        assert response.status_code == 400
        assert "set-cookie" not in response.headers


@pytest.mark.parametrize(
    ("held", "keep", "status"),
    [
        ("", "1", 204),
        ("organiser=7KQM2XWP9ABCDEFG", "1", 204),
        ("organiser=2222222222222222", "1", 409),
        ("organiser=2222222222222222", "0", 204),
        ("answers=2222222222222222", "1", 204),
    ],
)
def test_a_link_replaces_the_key_of_another_workshop_only_when_asked_to(held: str, keep: str, status: int) -> None:
    asking = request(CODE.encode(), name="organiser", x_keep_another=keep, cookie=held)
    response = answered(remember(asking))
    assert response.status_code == status
    assert ("set-cookie" in response.headers) is (status == 204)
    assert b"2222" not in bytes(response.body)


def test_the_page_of_a_link_takes_the_key_out_of_the_address_first_and_asks_before_it_replaces_another() -> None:
    page = bytes(answered(lead(request(cookie="organiser=2222222222222222"))).body).decode()
    script = page.partition("<script>")[2]
    assert script.index("history.replaceState(null, '', location.pathname)") < script.index("fetch(")
    assert "'X-Keep-Another': keep" in script
    assert script.rstrip().endswith("open_with('1');\n</script></body></html>")
    assert "answer.status === 409" in script
    assert "Open this other workshop" in page
    assert "2222" not in page


@pytest.mark.parametrize("door", [lead, invited])
def test_the_page_of_a_link_runs_its_own_script_and_nothing_else(
    door: Callable[[Request], Coroutine[Any, Any, Response]],
) -> None:
    answer = answered(door(request()))
    (script,) = re.findall("<script>(.*?)</script>", bytes(answer.body).decode(), re.DOTALL)
    known = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = answer.headers["content-security-policy"]
    assert f"default-src 'none'; script-src 'sha256-{known}'; connect-src 'self';" in policy


def test_a_link_alone_changes_nothing() -> None:
    assert {route.path: route.methods for route in ROUTES} == {
        "/doors/remember/{cookie}": {"POST"},
        "/doors/forget/{cookie}": {"POST"},
        "/doors/lead": {"GET", "HEAD"},
        "/doors/invited": {"GET", "HEAD"},
    }
    for door in (lead, invited):
        page = answered(door(request()))
        assert "set-cookie" not in page.headers
        assert page.headers["referrer-policy"] == "no-referrer"
        assert b"location.hash" in bytes(page.body)

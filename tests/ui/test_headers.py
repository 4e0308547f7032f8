"""The headers of every answer, and cookies over TLS only where the site has it."""

from __future__ import annotations

import pytest

from assessments.settings import DEFAULTS, Settings
from tests.ui.asgi import Behind, ask, headers
from ui.headers import Headers, allowed, hashed

OVER_TLS = Settings(address="https://survey.example")


@pytest.mark.parametrize("path", ["/", "/join", "/_stcore/health", "/static/js/index.js"])
def test_every_answer_keeps_other_sites_out(path: str) -> None:
    found = headers(ask(Headers(Behind(), DEFAULTS), path)[0])
    assert found["x-frame-options"] == "SAMEORIGIN"
    assert found["content-security-policy"].startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "frame-ancestors 'self'" in found["content-security-policy"]
    assert found["cross-origin-opener-policy"] == "same-origin"
    assert found["permissions-policy"].startswith("accelerometer=(), camera=(), ")
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in found


def test_the_policy_lets_no_script_in_a_page_run_but_the_one_that_streamlit_begins_with() -> None:
    policy = allowed("<script>one()</script><script src='a.js'></script>")
    rules = dict(each.split(" ", 1) for each in policy.split("; "))
    assert rules["script-src"] == f"'self' {hashed('one()')}"
    of_the_standard = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert hashed("alert('Hello, world.');") == of_the_standard
    assert "unsafe" not in "".join(text for name, text in rules.items() if name != "style-src")


def test_over_tls_browsers_are_told_to_come_no_other_way() -> None:
    assert headers(ask(Headers(Behind(), OVER_TLS))[0])["strict-transport-security"] == "max-age=31536000"


def test_a_header_that_the_app_sets_itself_stays() -> None:
    found = headers(ask(Headers(Behind(referrer_policy="no-referrer"), DEFAULTS), "/doors/lead")[0])
    assert found["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("settings", "cookie", "sent"),
    [
        (DEFAULTS, "_streamlit_xsrf=a; Path=/; SameSite=Lax", "_streamlit_xsrf=a; Path=/; SameSite=Lax"),
        (OVER_TLS, "_streamlit_xsrf=a; Path=/; SameSite=Lax", "_streamlit_xsrf=a; Path=/; SameSite=Lax; Secure"),
        (OVER_TLS, "answers=a; HttpOnly; Secure", "answers=a; HttpOnly; Secure"),
        (OVER_TLS, "answers=a; secure; HttpOnly", "answers=a; secure; HttpOnly"),
    ],
)
def test_cookies_go_over_tls_only_where_the_site_has_it(settings: Settings, cookie: str, sent: str) -> None:
    assert headers(ask(Headers(Behind(set_cookie=cookie), settings))[0])["set-cookie"] == sent


def test_several_cookies_stay_several() -> None:
    both = [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]
    behind = Behind({"type": "http.response.start", "status": 200, "headers": both})
    sent = ask(Headers(behind, OVER_TLS))[0]["headers"]
    assert [value for name, value in sent if name == b"set-cookie"] == [b"a=1; Secure", b"b=2; Secure"]


def test_a_connection_goes_on_untouched() -> None:
    accepted = {"type": "websocket.accept"}
    assert ask(Headers(Behind(accepted), DEFAULTS), kind="websocket") == [accepted]

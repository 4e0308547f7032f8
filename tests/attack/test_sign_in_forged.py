"""Signing in at a real provider: callbacks of somebody else, cookies that the server did not sign, other sites."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlencode, urlsplit

import httpx
import pytest
from oidc_provider_mock import run_server_in_thread
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets.exceptions import InvalidStatus

from tests.attack.intruder import Intruder
from tests.e2e.server import Server
from tests.e2e.test_sign_in import SECRETS

USER, TOKENS = "_streamlit_user", "_streamlit_user_tokens"
SIGNED_WITH = "only for this test, and longer than it has to be"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server, and the provider at which people sign in."""
    home = tmp_path_factory.mktemp("home")
    running = Server(home / "answers.db", home / "server.log")
    with run_server_in_thread() as provider, pytest.MonkeyPatch.context() as changed:
        (home / ".streamlit").mkdir()
        text = SECRETS.format(site=running.url, port=provider.server_port)
        (home / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")
        changed.setenv("HOME", str(home))
        running.start()
        yield running
        running.kill()


def callback(server: Server, browser: httpx.Client, subject: str) -> str:
    """Sign in with a browser up to the last address, which the provider leads back to."""
    with closing(Intruder(server.url)) as page:
        (button,) = (each for each in page.all("button") if each.label == "Sign in")
        page.say(rerun_script={"widget_states": {"widgets": [{"id": button.id, "trigger_value": True}]}})
        begin = page.hear("auth_redirect").auth_redirect.url
        page.hear("script_finished")
    provider = browser.get(f"{server.url}{begin}").headers["location"]
    return browser.post(provider, data={"sub": subject}).headers["location"]


def is_in(server: Server, cookie: str, origin: str = "") -> bool:
    """Say whether a page that brings a user's cookie is one of somebody who signed in."""
    with closing(Intruder(server.url, origin=origin or server.url, **{USER: cookie})) as page:
        return "Sign out" in page.text


def test_the_end_of_somebody_elses_signing_in_signs_nobody_in(server: Server) -> None:
    with httpx.Client() as attacker, httpx.Client() as victim:
        address = callback(server, attacker, "mallory")
        state = urlsplit(address).query
        for each in (address, f"{server.url}/oauth2callback?code=x", f"{server.url}/oauth2callback?{state}&state=x"):
            answer = victim.get(each)
            assert (answer.status_code, answer.headers["location"]) == (302, "/")
            assert USER not in victim.cookies
        callback(server, victim, "anna")  # who is signing in just now is not signed in as another either
        victim.get(address)
        assert USER not in victim.cookies
        assert attacker.get(address).headers["location"] == "/"
        assert is_in(server, attacker.cookies[USER])
        attacker.cookies.delete(USER)
        attacker.get(address)
        assert USER not in attacker.cookies


def test_the_way_back_leads_to_no_other_site(server: Server) -> None:
    wishes = dict.fromkeys(("next", "redirect_uri", "redirect", "url", "state", "provider"), "https://evil.example")
    for path in ("/auth/login", "/auth/logout", "/oauth2callback", "//evil.example/auth/logout"):
        answer = httpx.get(f"{server.url}{path}?{urlencode(wishes)}", headers={"Host": "evil.example"})
        assert "evil.example" not in answer.headers.get("location", "")


def test_a_cookie_that_the_server_did_not_sign_for_this_site_signs_nobody_in(server: Server) -> None:
    with httpx.Client() as browser:
        browser.get(callback(server, browser, "anna"))
        good, tokens = browser.cookies[USER], browser.cookies[TOKENS]
    claims = {"iss": "https://id.example", "sub": "anna", "is_logged_in": True, "origin": server.url}
    elsewhere = json.dumps({**claims, "origin": "https://evil.example"})
    payload, signature = good.split(".", 1)
    assert is_in(server, good)
    for forged in (
        json.dumps(claims).replace(" ", ""),
        payload,
        f"{payload}.",
        f"{payload[:-2]}AA.{signature}",
        f"{good[:-4]}AAAA",
        tokens,
        create_signed_value("", USER, json.dumps(claims)).decode(),
        create_signed_value("another secret", USER, json.dumps(claims)).decode(),
        create_signed_value(SIGNED_WITH, TOKENS, json.dumps(claims)).decode(),
        create_signed_value(SIGNED_WITH, USER, elsewhere).decode(),
    ):
        assert not is_in(server, forged)
    with pytest.raises(InvalidStatus):
        is_in(server, good, origin="https://evil.example")


@pytest.mark.parametrize("subject", ["", " ", None, 7, ["anna"], {"a": 1}])
def test_who_has_no_usable_name_at_the_provider_is_nobody(server: Server, subject: object) -> None:
    claims = {"iss": "https://id.example", "sub": subject, "is_logged_in": True, "origin": server.url}
    cookie = create_signed_value(SIGNED_WITH, USER, json.dumps(claims)).decode()
    with closing(Intruder(server.url, "console", origin=server.url, **{USER: cookie})) as page:
        assert not page.all("exception")
        assert "does not lead a workshop" in page.text

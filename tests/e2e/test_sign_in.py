"""Signing in at a real provider that the test runs: what one sets up is there on any device, and nobody else's."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import expect

from tests.e2e.server import Server
from tests.e2e.test_accessibility import findings
from tests.e2e.visitor import Visitor
from ui.widgets.shelf import SIGN_IN_FIRST

SECRETS = """
[auth]
redirect_uri = "{site}/oauth2callback"
cookie_secret = "only for this test, and longer than it has to be"
client_id = "customer"
client_secret = "not checked by this provider"
server_metadata_url = "http://localhost:{port}/.well-known/openid-configuration"
client_kwargs = {{scope = "openid"}}
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server where only people who signed in may create, and the provider they sign in at."""
    server = Server(tmp_path / "answers.db", tmp_path / "server.log")
    with run_server_in_thread() as provider:
        home = tmp_path / "home"
        (home / ".streamlit").mkdir(parents=True)
        text = SECRETS.format(site=server.url, port=provider.server_port)
        (home / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")
        with monkeypatch.context() as changed:
            changed.setenv("HOME", str(home))
            changed.setenv("CUSTOMER_CREATE", "signed-in")
            server.start()
        yield server
        server.stop()


def sign_in(visitor: Visitor, subject: str) -> None:
    """Sign in on the first page."""
    visitor.page.get_by_role("button", name="Sign in", exact=True).click()
    visitor.page.locator("input[name=sub]").fill(subject)
    visitor.page.get_by_role("button", name="Authorize").click()
    expect(visitor.page.get_by_role("button", name="Sign out")).to_be_visible()
    visitor.settle()


def test_what_somebody_sets_up_while_signed_in_is_there_on_every_device_and_nobody_elses(
    site: Server, visit: Callable[..., Visitor]
) -> None:
    anna = visit(site)
    anna.home()
    expect(anna.page.get_by_text(SIGN_IN_FIRST)).to_be_visible()
    expect(anna.page.get_by_role("button", name="Start")).to_have_count(0)
    anna.open("set-up")
    expect(anna.page.get_by_text("only people who signed in can do that")).to_be_visible()
    assert findings(anna) == []
    anna.home()
    sign_in(anna, "anna-7f3a")
    expect(anna.page.get_by_text("None yet.")).to_be_visible()
    anna.open("set-up")
    anna.page.get_by_label("Company or team").fill("Imaginary Pumps")
    anna.page.get_by_role("button", name="Create the workshop").click()
    expect(anna.page.locator("#question")).to_contain_text("The vote has not started.")

    elsewhere = visit(site, width=390)
    elsewhere.home()
    sign_in(elsewhere, "anna-7f3a")
    assert findings(elsewhere) == []
    with elsewhere.page.expect_response("**/doors/remember/opened"):
        elsewhere.page.get_by_role("button", name="Open", exact=True).click()
    expect(elsewhere.page.locator("#question")).to_contain_text("The vote has not started.")
    elsewhere.page.reload()  # the browser knows what was opened last
    expect(elsewhere.page.locator("#question")).to_contain_text("The vote has not started.")
    elsewhere.open("keys")
    expect(elsewhere.page.get_by_text("You came in with the membership “Who set it up”")).to_be_visible()
    elsewhere.home()
    elsewhere.page.get_by_role("button", name="Sign out").click()
    elsewhere.page.get_by_role("button", name="End session").click()  # the provider asks as well
    expect(elsewhere.page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    elsewhere.page.goto(f"{site.url}/console")
    expect(elsewhere.page.get_by_text("This browser does not lead a workshop.")).to_be_visible()

    ben = visit(site)
    ben.home()
    sign_in(ben, "ben-1c9d")
    expect(ben.page.get_by_text("None yet.")).to_be_visible()

    with sqlite3.connect(site.database) as database:
        kept = "\n".join(database.iterdump())
    assert "Who set it up" in kept
    assert "anna" not in kept
    assert "ben-1c9d" not in kept

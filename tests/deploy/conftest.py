"""Two replicas of the app, nginx with the shipped configuration and TLS, a PostgreSQL server, and browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext

from perf.load.server import ROOT, Running, serving
from tests.deploy.house import Guest, House
from tests.deploy.proxy import in_front
from tests.e2e.conftest import launched
from tests.storage.postgres_server import of_test


@pytest.fixture(scope="module")  # no longer: its event loop runs as long as it does, and other tests start their own
def browser() -> Iterator[Browser]:
    with launched() as started:
        yield started


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with ExitStack() as stack:
        database = stack.enter_context(of_test()).new_database()
        environment = {
            "DATABASE_URL": database,
            "CUSTOMER_PROXIES": "127.0.0.1",
            "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        }

        def replica(_: int) -> Running:
            return stack.enter_context(serving(ROOT / "streamlit_app.py", environment))

        with ThreadPoolExecutor() as together:
            replicas = list(together.map(replica, range(2)))
        by_port = {each.url.rpartition(":")[2]: each for each in replicas}
        folder = tmp_path_factory.mktemp("nginx")
        yield House(database, by_port, stack.enter_context(in_front([int(port) for port in by_port], folder, tls=True)))


@pytest.fixture
def house(built: House) -> Iterator[House]:
    """Lend the house to one test; replicas that were killed are started again."""
    yield built
    built.mend()


@pytest.fixture
def guest(house: House, browser: Browser) -> Iterator[Callable[..., Guest]]:
    """Open a fresh browser profile, which has begun with a replica where one is named."""
    contexts: list[BrowserContext] = []

    def opened(replica: str = "", *, width: int = 390) -> Guest:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", ignore_https_errors=True
        )
        contexts.append(context)
        if replica:
            context.add_cookies([{"name": "replica", "value": replica, "url": house.url}])
        return Guest(context.new_page(), house)

    yield opened
    for context in contexts:
        context.close()

"""A real browser, a real server, and visitors with profiles of their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.e2e.server import Server
from tests.e2e.visitor import Visitor

FAILED = pytest.StashKey[bool]()
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "e2e" in Path(item.path).parts:
            item.add_marker(pytest.mark.e2e)


@contextmanager
def launched() -> Iterator[Browser]:
    """Run a browser."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    assert path, "No chromium was found. Debian's package is called 'chromium'; `make test` installs it."
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as started:
        yield started


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path / "answers.db", tmp_path / "server.log")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("shared")
    running = Server(folder / "answers.db", folder / "server.log")
    running.start()
    yield running
    running.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def _tell(context: BrowserContext) -> None:
    """Print what stood on the pages of a visitor, for whoever looks for the reason of a failure."""
    for page in context.pages:
        main = page.get_by_test_id("stMain")
        print(page.url, main.inner_text() if main.count() == 1 else "", sep="\n", end="\n\n")  # noqa: T201 - pytest shows it with the failure


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """Open a fresh browser profile on a server."""
    contexts: list[BrowserContext] = []

    def opened(server: Server, *, width: int = 1280, height: int = 900, dark: bool = False) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        return Visitor(context.new_page(), server)

    yield opened
    for context in contexts:
        if request.node.stash.get(FAILED, False):
            _tell(context)
        context.close()

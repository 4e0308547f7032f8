"""The page tells the truth while a real database fails: it never says saved what is not, and says what happened."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import pytest
from streamlit.runtime.context import ContextProxy

from storage.open import open_store
from tests.assessments.build import STAGES
from tests.ui.build import SHIPPED, Screen
from ui import throttle
from ui.context import assemble, provide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from storage.sql import SqlStore
    from tests.faults.conftest import SmallDisk
    from tests.storage.postgres_server import PostgresServer

FIRST = "detail-of-knowledge"
SENTENCE = (
    "The answers cannot be saved at the moment, because the database does not accept them. "
    "Nothing was lost that was shown as saved. Wait a little and try again."
)
UNSAVED = "Your last change is not saved; see below."


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], SqlStore]]:
    """Return how the pages are given the database of a URL."""
    monkeypatch.setattr(throttle, "_failures", OrderedDict())
    monkeypatch.setattr(ContextProxy, "cookies", {})
    monkeypatch.setattr(ContextProxy, "ip_address", None)
    opened = []

    def given(url: str) -> SqlStore:
        store = open_store(url)
        opened.append(store)
        context = assemble(store, SHIPPED, ())
        provide(lambda: context)
        return store

    yield given
    for each in opened:
        each.close()


def _kept(store: SqlStore) -> list[object]:
    """Return what is kept of the only response's first question."""
    waves = [wave for each in store.assessments() for wave in store.waves(each.id)]
    (response,) = [response for wave in waves for response in store.responses(wave.id)]
    return [each.answer.value for item, each in store.answers(response.id, STAGES).items() if item == FIRST]


def _says_saved(screen: Screen) -> bool:
    return "Saved at" in screen.text


@pytest.mark.postgres
def test_while_the_server_is_away(site: Callable[[str], SqlStore], breakable_server: PostgresServer) -> None:
    store = site(breakable_server.new_database())
    screen = Screen().open().start(STAGES).choose("awareness")
    assert _says_saved(screen)

    breakable_server.stop()
    try:
        screen.choose("focus")
        assert screen.errors == SENTENCE
        assert not _says_saved(screen)
        assert screen.press("Try again").errors == SENTENCE
    finally:
        breakable_server.start()

    screen.press("Try again")
    assert screen.errors == ""
    assert screen.scale.value == "awareness", "it shows what is kept, not what was clicked meanwhile"
    screen.choose("focus")
    assert _says_saved(screen)
    assert _kept(store) == ["focus"]


@pytest.mark.disk
def test_while_the_disk_is_full(site: Callable[[str], SqlStore], small_disk: SmallDisk) -> None:
    url = f"sqlite:///{small_disk.folder / 'answers.db'}"
    store = site(url)
    screen = Screen().open().start(STAGES).choose("awareness")
    small_disk.fill()

    # What is free inside the files takes a short answer yet; a comment as long as the page allows it does not.
    field = screen.input("text_area", "Comment or example (optional)")
    long = "x" * field.proto.max_chars
    while _says_saved(screen):
        assert not screen.errors
        long = f"{len(long)}{long}"[: len(long)]
        screen.set("text_area", "Comment or example (optional)", long)
    assert screen.errors.startswith("Not saved. The answers cannot be saved at the moment")
    assert screen.status == UNSAVED
    screen.press("Save again")
    assert screen.errors.startswith("Not saved.")
    assert screen.status == UNSAVED

    small_disk.clear()
    screen.press("Save again")
    assert screen.errors == ""
    assert _says_saved(screen)
    assert _kept(store) == ["awareness"]


@pytest.mark.disk
def test_while_the_disk_can_only_be_read(site: Callable[[str], SqlStore], small_disk: SmallDisk) -> None:
    url = f"sqlite:///{small_disk.folder / 'answers.db'}"
    store = site(url)
    screen = Screen().open().start(STAGES).choose("awareness")
    assert _says_saved(screen)
    store.close()
    small_disk.allow(writing=False)

    screen.choose("focus")
    assert screen.errors == SENTENCE
    assert not _says_saved(screen)

    store.close()
    small_disk.allow(writing=True)
    screen.press("Try again")
    assert screen.errors == ""
    screen.choose("focus")
    assert _says_saved(screen)
    assert _kept(store) == ["focus"]

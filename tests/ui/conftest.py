"""What every test of the pages begins with: an app of its own, and nobody's tries at codes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import pytest
from streamlit.runtime.context import ContextProxy

from benchmarks.loader import load_folder
from tests.ui.build import House, Screen
from ui.context import provide

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.model import Benchmark


@pytest.fixture
def settle(monkeypatch: pytest.MonkeyPatch) -> Callable[[House], House]:
    """Return how an app is put where the pages find it."""

    def settled(house: House) -> House:
        provide(lambda: house.context)
        monkeypatch.setattr("ui.throttle._failures", OrderedDict())
        monkeypatch.setattr(ContextProxy, "cookies", {})
        monkeypatch.setattr(ContextProxy, "ip_address", None)
        return house

    return settled


@pytest.fixture
def house(settle: Callable[[House], House]) -> House:
    """An app with the questionnaires that come with the software, and no answers."""
    return settle(House())


@pytest.fixture
def bring(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Screen]:
    """Return how a browser opens a new session with a cookie of an earlier visit."""

    def brought(code: str, cookie: str = "answers") -> Screen:
        monkeypatch.setattr(ContextProxy, "cookies", {cookie: code.replace("-", "")})
        return Screen()

    return brought


@pytest.fixture
def shipped() -> tuple[Benchmark, ...]:
    """The figures of others that come with the software."""
    figures, problems = load_folder()
    assert not problems
    return tuple(figures)

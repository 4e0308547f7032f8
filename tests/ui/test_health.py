"""Two addresses for whoever runs the site: alive says nothing of the database, ready says it in one word, soon."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments.errors import StoreUnavailableError
from tests.ui.asgi import done
from ui.health import Readiness, routes

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.build import House


def answered(path: str, ask: Callable[[], bool]) -> tuple[int, str, str]:
    """Return the status, the word, and how long it may be kept."""
    answer = TestClient(Starlette(routes=list(routes(Readiness(ask))))).get(path)
    return answer.status_code, answer.text, answer.headers["cache-control"]


def away() -> bool:
    raise StoreUnavailableError


@pytest.mark.parametrize("ask", [lambda: True, lambda: False, away])
def test_a_process_is_alive_whatever_the_database_does(ask: Callable[[], bool]) -> None:
    assert answered("/healthz", ask) == (200, "alive", "no-store")


def test_ready_where_the_database_answers_and_has_the_right_schema(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        assert answered("/readyz", lambda: True) == (200, "ready", "no-store")
        assert answered("/readyz", lambda: False) == (503, "schema", "no-store")
        assert not [each for each in caplog.records if each.name == "ui.health"]
        assert answered("/readyz", away) == (503, "database", "no-store")
    assert "Not ready: The answers cannot be saved" in caplog.text


def test_it_is_asked_of_the_app_that_is_open(house: House) -> None:
    assert house.context.is_current()
    assert TestClient(Starlette(routes=list(routes()))).get("/readyz").text == "ready"


def test_a_database_that_hangs_is_asked_once_and_waited_for_only_so_long() -> None:
    goes_on, asked = threading.Event(), []

    def hang() -> bool:
        asked.append(1)
        return goes_on.wait()

    readiness = Readiness(hang, patience=0.01)
    assert [done(readiness()) for _ in range(3)] == ["waiting"] * 3
    assert len(asked) == 1
    goes_on.set()
    patient = Readiness(lambda: True)
    assert [done(patient()) for _ in range(2)] == ["ready", "ready"]


def broken() -> bool:
    raise ZeroDivisionError


def test_after_a_fault_it_is_asked_anew() -> None:
    answers: list[Callable[[], bool]] = [broken, away, lambda: True, lambda: False]

    def ask() -> bool:
        return answers.pop(0)()

    readiness = Readiness(ask)
    with pytest.raises(ZeroDivisionError):
        done(readiness())
    assert [done(readiness()) for _ in range(3)] == ["database", "ready", "schema"]

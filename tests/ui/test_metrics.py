"""What a scraper reads, and who may be one; and what is counted of a store, without asking it for anything."""

from __future__ import annotations

from typing import Any

import pytest
from prometheus_client import REGISTRY
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments.errors import StoreUnavailableError, UnknownResponseError
from assessments.settings import OFF, OPEN
from questionnaires.values import Answer
from storage.memory import MemoryStore
from tests.assessments.build import STAGES, definition
from ui import measuring
from ui.context import assemble
from ui.logs import WAVE
from ui.measuring import measured
from ui.metrics import count_error, routes

TOKEN = "0123456789abcdefghij"  # noqa: S105 - a test's own


def value(name: str, **labels: str) -> float:
    """Return what a scraper would be told; 0 where that was never counted."""
    return REGISTRY.get_sample_value(name, labels) or 0.0


@pytest.mark.parametrize(
    ("who", "sent", "status"),
    [
        (OFF, "", 404),
        (OFF, "Bearer off", 404),
        (OPEN, "", 200),
        (TOKEN, "", 401),
        (TOKEN, "Bearer", 401),
        (TOKEN, f"Bearer {TOKEN}x", 401),
        (TOKEN, f"Bearer {TOKEN}", 200),
        (TOKEN, "Bearer ü", 401),
    ],
)
def test_who_may_read_the_metrics(who: str, sent: str, status: int) -> None:
    client = TestClient(Starlette(routes=list(routes(who))))
    answer = client.get("/metrics", headers={"Authorization": sent.encode("latin-1")})
    assert answer.status_code == status
    assert ("customer_sessions_open" in answer.text) is (status == 200)
    assert TOKEN not in answer.text
    assert (answer.headers.get("www-authenticate") == "Bearer") is (status == 401)


def test_everything_that_is_promised_is_there_from_the_start_and_the_process_too() -> None:
    text = TestClient(Starlette(routes=list(routes(OPEN)))).get("/metrics").text
    for name in (
        "customer_sessions_open",
        "customer_answers_saved_total",
        "customer_answer_save_seconds_bucket",
        "customer_codes_refused_total",
        "customer_script_errors_total",
        "customer_uploads_refused_total",
        "customer_store_unavailable_total",
        "process_resident_memory_bytes",
        "process_cpu_seconds_total",
    ):
        assert f"\n{name.removesuffix('_bucket')}" in text or f" {name.removesuffix('_total')}" in text, name


def test_an_error_of_a_page_is_counted() -> None:
    before = value("customer_script_errors_total")
    count_error(ZeroDivisionError())
    assert value("customer_script_errors_total") == before + 1


def test_an_answer_is_counted_by_the_mode_of_its_wave_and_timed() -> None:
    WAVE.set("")
    kept = MemoryStore()
    parts, begun_anew = assemble(measured(kept), (), ()), assemble(measured(kept), (), ())
    begun = parts.workflow.begin("")
    questionnaire = definition(STAGES).questionnaire
    modes = "open", measuring.UNKNOWN

    def counted() -> list[float]:
        saved = [value("customer_answers_saved_total", mode=each) for each in modes]
        return [*saved, value("customer_answer_save_seconds_count")]

    before = counted()
    parts.workflow.save(begun.response.id, questionnaire, "detail-of-knowledge", Answer("value", "focus"))
    assert WAVE.get() == begun.response.wave_id
    assert counted() == [before[0] + 1, before[1], before[2] + 1]
    begun_anew.workflow.save(begun.response.id, questionnaire, "detail-of-knowledge", None)
    assert counted() == [before[0] + 1, before[1] + 1, before[2] + 2], "nothing of it had come by yet"
    begun_anew.workflow.names(begun_anew.workflow.current(begun.response.id))
    begun_anew.workflow.save(begun.response.id, questionnaire, "detail-of-knowledge", None)
    assert counted() == [before[0] + 2, before[1] + 1, before[2] + 3]


def test_a_save_that_fails_is_no_answer_and_a_database_that_is_away_is_counted() -> None:
    class Away:
        def save_answer(self, response_id: str) -> None:
            raise StoreUnavailableError if response_id == "away" else UnknownResponseError

    names = "customer_store_unavailable_total", "customer_answer_save_seconds_count"
    before = [value(each) for each in names]
    behind: Any = Away()
    store: Any = measured(behind)
    with pytest.raises(StoreUnavailableError):
        store.save_answer("away")
    with pytest.raises(UnknownResponseError):
        store.save_answer(response_id="wrong")
    assert [value(each) for each in names] == [before[0] + 1, before[1]]


def test_only_so_much_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "KNOWN", 2)
    store: Any = measured(MemoryStore())
    parts = assemble(store, (), ())
    for _ in range(3):
        parts.workflow.current(parts.workflow.begin("").response.id)
    assert len(store._waves) == 2  # noqa: SLF001 - nobody else sees it


def test_what_a_store_has_not_it_has_not_measured_either() -> None:
    store: Any = measured(MemoryStore())
    assert not hasattr(store, "no_such_method")
    assert store.response is store.response, "made once"

"""The log: one object or one line for an entry, with what it belongs to and without what looks like a secret."""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING, Any

import pytest
from streamlit import logger as streamlit_logger

from assessments.codes import make_code
from assessments.settings import JSON, PLAIN
from tests.ui.asgi import Behind, ask, headers
from ui import logs
from ui.logs import REQUEST, SETUP, WAVE, set_up, without_secrets
from ui.metrics import SESSIONS
from ui.requests import Requests, known
from ui.seldom import EVERY, Seldom

if TYPE_CHECKING:
    from collections.abc import Iterator

LOGGER = logging.getLogger("ui.test")


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Let everything log as before when a test is over."""
    root, original = logging.getLogger(), getattr(streamlit_logger, SETUP)
    named = [logging.getLogger(name) for name in (*streamlit_logger._loggers, "uvicorn", logs.OWN)]  # noqa: SLF001 - as above
    before = [(each, [*each.handlers], each.level) for each in (root, *named)]
    tokens = REQUEST.set("")
    yield
    REQUEST.reset(tokens)
    setattr(streamlit_logger, SETUP, original)
    for each, handlers, level in before:
        each.handlers[:] = handlers
        each.setLevel(level)


def entries(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return what was written, each line an object."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_lines_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(JSON)
    REQUEST.set("r-1")
    WAVE.set("w-1")
    LOGGER.info("%s of two", "one", extra={"status": 200})
    LOGGER.error("went wrong", exc_info=ZeroDivisionError("by zero"))
    first, second = entries(capsys)
    assert first.pop("time").endswith("+00:00")
    assert first == {
        "level": "INFO",
        "logger": "ui.test",
        "message": "one of two",
        "request": "r-1",
        "wave": "w-1",
        "status": 200,
    }
    assert second["message"] == "went wrong"
    assert second["exc_info"] == "ZeroDivisionError: by zero"


@pytest.mark.parametrize("kind", [JSON, PLAIN])
def test_an_error_that_repeats_what_a_visitor_sent_does_not_fill_the_disk(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(kind)
    LOGGER.error("went wrong", exc_info=KeyError("x" * 1_000_000 + " at last"))
    written = capsys.readouterr().err
    assert len(written) < 21_000
    assert "KeyError" in written
    assert "at last" in written


@pytest.mark.parametrize(("kind", "told"), [(JSON, '"repeated": 2'), (PLAIN, "repeated 2")])
def test_an_error_that_comes_again_and_again_is_counted(
    kind: str, told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([0.0, 1.0, 2.0, EVERY])
    monkeypatch.setattr(logs, "Seldom", lambda: Seldom(lambda: next(moments)))
    set_up(kind)
    for _ in range(4):
        LOGGER.error("went wrong", exc_info=OSError("away"))
    written = capsys.readouterr().err
    assert written.count("OSError: away") == 2
    assert written.count(told) == 1


def test_lines_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(PLAIN)
    WAVE.set("")
    LOGGER.info("one")
    REQUEST.set("r-1")
    WAVE.set("w-1")
    LOGGER.warning("two")
    first, second = capsys.readouterr().err.splitlines()
    assert first.endswith(" INFO    ui.test: one")
    assert second.endswith(" WARNING ui.test: two [request r-1, wave w-1]")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("the code 7KQM-2XWP-9ABC-DEFG does", "the code *** does"),
        ("7KQM2XWP9ABCDEFG", "***"),
        ("receipt 7KQM-2XWP", "receipt ***"),
        ("GET /join?code=K7Q2MX HTTP/1.1", "GET /join?code=*** HTTP/1.1"),
        ("/oauth2callback?state=abc&code=d-e_f", "/oauth2callback?state=***&code=***"),
        ("postgresql://answers:hush@db/answers", "postgresql://answers:***@db/answers"),
        ("http://localhost:8501 at 12:00", "http://localhost:8501 at 12:00"),
        ("wave e645b27b63531870", "wave e645b27b63531870"),
        ("INTERNALSERVERERROR", "INTERNALSERVERERROR"),
    ],
)
def test_what_looks_like_a_secret_is_left_out(text: str, left: str) -> None:
    assert without_secrets(text) == left


def test_no_code_of_ours_gets_through(capsys: pytest.CaptureFixture[str]) -> None:
    for kind in (PLAIN, JSON):
        set_up(kind)
        for length in (8, 16):
            code = make_code(length)
            LOGGER.warning("tried %r and %s", code, code.replace("-", ""))
            written = capsys.readouterr().err
            assert "***" in written
            assert code not in written
            assert code.replace("-", "") not in written


def test_the_server_and_streamlit_write_to_the_same_place_and_addresses_are_not_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up(JSON)
    set_up(JSON)
    streamlit_logger.get_logger("streamlit.made_later").warning("late")
    logging.getLogger("uvicorn.error").info("Application startup complete.")
    logging.getLogger("uvicorn.error").info('%s - "WebSocket %s" [accepted]', "::1", "/?code=K7Q2MX")
    logging.getLogger("uvicorn.error").info("connection open")
    logging.getLogger("uvicorn.error").warning("connection lost in a storm")
    streamlit_logger.get_logger("uvicorn.access").info("GET /join?code=K7Q2MX")
    assert [(each["logger"], each["message"]) for each in entries(capsys)] == [
        ("streamlit.made_later", "late"),
        ("uvicorn.error", "Application startup complete."),
        ("uvicorn.error", "connection lost in a storm"),
    ]
    assert not logging.getLogger("uvicorn.access").hasHandlers()


def test_it_goes_to_where_standard_error_is_at_that_moment(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(PLAIN)
    before, sys.stderr = sys.stderr, sys.stdout
    LOGGER.info("here")
    sys.stderr = before
    assert "here" in capsys.readouterr().out


# Requests


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("4bf92f3577b34da6a3ce929d0e0e4736", True),
        ("Root=1-67891233-abcdef", False),
        ("short", False),
        ("x" * 65, False),
        ("two words", False),
        ("1234567\n", False),
        ("", False),
    ],
)
@pytest.mark.parametrize(("kind", "start"), [("http", "http.response.start"), ("websocket", "websocket.accept")])
def test_a_request_keeps_its_name_where_it_is_a_sane_one(kind: str, start: str, given: str, *, kept: bool) -> None:
    behind = Behind({"type": start, "status": 200, "headers": []})
    (sent,) = ask(Requests(behind), kind=kind, x_request_id=given)
    name = headers(sent)["x-request-id"]
    assert (name == given) is kept
    assert len(name) == 32
    (handed_on,) = [value for key, value in behind.asked[0]["headers"] if key == b"x-request-id"]
    assert handed_on.decode() == name


@pytest.mark.parametrize(
    ("path", "kind", "status", "line"),
    [
        ("/doors/remember/seat-e645b27b63531870", "http", 204, "GET /doors/remember/* 204"),
        ("/K7Q-2MX", "http", 200, "GET /* 200"),
        ("/_stcore/upload_file/session/file", "http", 413, "GET /_stcore/upload_file/*/* 413"),
        ("/media/0a1b2c.pdf", "http", 200, "GET /media/* 200"),
        ("/_stcore/stream", "websocket", 0, "WEBSOCKET /_stcore/stream 101"),
    ],
)
def test_a_request_leaves_a_line_without_what_somebody_may_have_typed(
    path: str, kind: str, status: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(JSON)
    start = "websocket.accept" if kind == "websocket" else "http.response.start"
    ask(Requests(Behind({"type": start, "status": status, "headers": []})), path, kind, x_request_id="r-12345678")
    (entry,) = entries(capsys)
    assert entry["message"].startswith(f"{line} ")
    assert entry["request"] == "r-12345678"
    assert entry["path"] == known(path)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/static/js/index.js", "/_stcore/health"])
def test_what_machines_ask_all_the_time_leaves_none(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up(JSON)
    ask(Requests(Behind()), path)
    assert entries(capsys) == []


def test_a_request_that_fails_and_a_connection_that_is_refused_leave_a_line_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    set_up(JSON)
    with pytest.raises(ZeroDivisionError):
        ask(Requests(broken), "/media/x")
    ask(Requests(Behind({"type": "websocket.close", "code": 1008})), "/_stcore/stream", "websocket")
    assert [each["status"] for each in entries(capsys)] == [500, 403]
    assert REQUEST.get() == ""


def test_open_pages_are_counted_as_long_as_they_are_open() -> None:
    seen: list[float] = []

    class Page(Behind):
        async def __call__(self, *given: Any) -> None:
            await super().__call__(*given)
            seen.append(SESSIONS._value.get())  # noqa: SLF001 - what a scraper would be told

    before = SESSIONS._value.get()  # noqa: SLF001 - the same
    ask(Requests(Page({"type": "websocket.accept"})), "/_stcore/stream", "websocket")
    ask(Requests(Page({"type": "websocket.close"})), "/_stcore/stream", "websocket")
    assert [*seen, SESSIONS._value.get()] == [before + 1, before, before]  # noqa: SLF001 - the same


def test_the_start_and_the_end_of_a_server_leave_none(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(JSON)
    behind = Behind({"type": "lifespan.startup.complete"})
    assert ask(Requests(behind), kind="lifespan") == [{"type": "lifespan.startup.complete"}]
    assert entries(capsys) == []

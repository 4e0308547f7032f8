"""The log: one handler for everything in this process, as lines for people or for programs, without any secret.

A line names the request or the page's connection it belongs to, and the wave that was asked for last there.
"""

from __future__ import annotations

import logging
import re
import sys
from contextvars import ContextVar
from typing import Any

import streamlit as st
from pythonjsonlogger.json import JsonFormatter
from streamlit import logger as streamlit_logger
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessments.codes import ALPHABET
from assessments.settings import JSON
from ui.seldom import Seldom

REQUEST_HEADER = "X-Request-ID"
REQUEST: ContextVar[str] = ContextVar("request", default="")
WAVE: ContextVar[str] = ContextVar("wave", default="")
OWN = "ui"
SETUP = "setup_formatter"  # what is replaced: Streamlit gives each of its loggers a handler of its own

_ACCESS = "uvicorn.access"  # prints whole addresses; see ui/requests.py
_OF_SERVER = ("uvicorn", "uvicorn.error", "uvicorn.asgi", "websockets")
_CODE = f"[{ALPHABET}]{{4}}(?:-?[{ALPHABET}]{{4}}){{1,3}}"
_SECRETS = (
    (re.compile(rf"(?<![A-Za-z0-9]){_CODE}(?![A-Za-z0-9])"), "***"),
    (re.compile(r"""([?&](?:code|state|token)=)[^&\s"'\\]+"""), r"\1***"),
    (re.compile(r"""(://[^/\s:@"']*:)[^/\s"']*@"""), r"\1***@"),
)
_PLAIN = "%(asctime)s %(levelname)-7s %(name)s: %(message)s%(about)s"
_FIELDS = ("levelname", "name", "message", "request", "wave")
_NAMED = {"levelname": "level", "name": "logger"}
LONGEST = 20_000  # characters of what is told of an error: it may repeat what a visitor sent, however long that is


def without_secrets(text: str) -> str:
    """Return text of the log with everything left out that looks like a code, or like a password in an address."""
    for found, instead in _SECRETS:
        text = found.sub(instead, text)
    return text


def shortened(told: str) -> str:
    """Return what is told of an error, without the middle where it is too long."""
    half = LONGEST // 2
    return told if len(told) <= LONGEST else f"{told[:half]} … {told[-half:]}"


class PlainLines(logging.Formatter):
    """Lines for people."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is Python's
        """Return what is told of an error."""
        return shortened(super().formatException(ei))

    def format(self, record: logging.LogRecord) -> str:
        """Return one entry."""
        about = [f"{name} {value}" for name in ("request", "wave", "repeated") if (value := getattr(record, name, ""))]
        record.about = f" [{', '.join(about)}]" if about else ""
        record.exc_text = shortened(record.exc_text or "")  # another handler may have left all of it there
        return without_secrets(super().format(record))


class JsonLines(JsonFormatter):
    """Lines for programs: one object each."""

    def __init__(self) -> None:
        """Name the fields."""
        super().__init__(_FIELDS, rename_fields=_NAMED, timestamp="time")

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is Python's
        """Return what is told of an error."""
        return shortened(str(super().formatException(ei)))

    def format(self, record: logging.LogRecord) -> str:
        """Return one entry."""
        return without_secrets(super().format(record))


class About(logging.Filter):
    """Lets every entry say what it belongs to, and leaves out what uvicorn says of single connections."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the names; return whether the entry is kept."""
        record.request, record.wave = _request(), WAVE.get()
        of_connection = (
            record.name == "uvicorn.error"
            and record.levelno <= logging.INFO
            and ("WebSocket" in str(record.msg) or str(record.msg).startswith("connection "))
        )
        return not of_connection


class Handler(logging.StreamHandler[Any]):
    """Writes to where standard error is at that moment."""

    def __init__(self, kind: str) -> None:
        """Take `PLAIN` or `JSON` of the settings."""
        super().__init__(sys.stderr)
        self.setFormatter(JsonLines() if kind == JSON else PlainLines(_PLAIN))
        self.addFilter(About())
        self.addFilter(Seldom())

    def emit(self, record: logging.LogRecord) -> None:
        """Write one entry."""
        self.stream = sys.stderr
        super().emit(record)


def set_up(kind: str) -> None:
    """Let everything in this process write its log so; doing it again replaces what was.

    Args:
        kind: `PLAIN` or `JSON` of the settings.
    """
    handler = Handler(kind)
    root = logging.getLogger()
    for each in [each for each in root.handlers if isinstance(each, Handler)]:
        root.removeHandler(each)
    root.addHandler(handler)
    logging.getLogger(OWN).setLevel(logging.INFO)

    def handed_to_it(logger: logging.Logger) -> None:
        logger.handlers[:] = [] if logger.name == _ACCESS else [handler]

    setattr(streamlit_logger, SETUP, handed_to_it)
    for name in _OF_SERVER:
        streamlit_logger.get_logger(name)
    streamlit_logger.update_formatter()


def _request() -> str:
    if get_script_run_ctx(suppress_warning=True) is None or not runtime.exists():
        return REQUEST.get()
    return st.context.headers.get(REQUEST_HEADER) or ""

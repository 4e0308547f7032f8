"""The file that hosts start: it defines the app, draws the pages over a real database, and fails in plain words."""

from __future__ import annotations

import math
import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

import streamlit_app
from assessments.settings import Settings
from questionnaires.loader import load_folder
from storage.memory import MemoryStore
from storage.open import open_store
from tests.assessments.build import STAGES
from tests.benchmarks.own_files import CSV
from tests.ui.build import House
from ui import context
from ui.gathering import gathered

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.ports import Store
    from ui.context import Context

FILE = Path(streamlit_app.__file__)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], AppTest]:
    """Return how the file is run with a database."""

    def run(url: str) -> AppTest:
        monkeypatch.setattr(ContextProxy, "cookies", {})
        monkeypatch.setenv("DATABASE_URL", url)
        return AppTest.from_file(FILE, default_timeout=math.inf).run()

    return run


def test_it_defines_the_app() -> None:
    assert isinstance(streamlit_app.app, st.App)


def test_run_by_a_host(opened: Callable[[str], AppTest], tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "answers.db"
    at = opened(f"sqlite:///{file}")
    assert not at.exception
    for_one = 2  # sets
    assert len([each for each in at.button if each.label.startswith("Start")]) == for_one + len(load_folder())
    at.button(f"start-{STAGES}").click().run()
    assert not at.exception
    assert any('id="question"' in each.value for each in at.html)
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("select count(*) from responses").fetchone() == (1,)


def test_figures_of_a_folder_are_read_at_the_start_and_what_is_refused_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "right.csv").write_bytes(CSV)
    (tmp_path / "wrong.csv").write_bytes(CSV.replace(b",14,", b",,"))
    settings = Settings(benchmarks=str(tmp_path))
    parts = gathered(MemoryStore(), settings, lambda store: store.assessments() == ())
    assert [each.name for each in parts.given] == ["right.csv"]
    assert parts.settings is settings
    assert parts.is_current()
    assert "wrong.csv:2:1: B004" in caplog.text


def test_no_visitor_can_make_the_server_forget_what_it_has_opened(
    opened: Callable[[str], AppTest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[str] = []

    def counted(url: str) -> Store:
        times.append(url)
        return open_store(url)

    monkeypatch.setattr("storage.open.open_store", counted)
    first, second = f"sqlite:///{tmp_path / 'a.db'}", f"sqlite:///{tmp_path / 'b.db'}"
    for url in (first, first, second, first):
        assert not opened(url).exception
        st.cache_resource.clear()  # what the browser's own menu asks for
        st.cache_data.clear()
    assert times == [first, second]


def test_sessions_that_come_first_together_open_once() -> None:
    parts = House().context
    waiting, times = threading.Event(), []

    def takes_its_time(url: str) -> Context:
        times.append(url)
        waiting.wait(0.2)  # long enough for the other to come as well
        return parts

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(context.opened, "memory: opened by two", takes_its_time) for _ in range(2)]
        assert [each.result() for each in both] == [parts, parts]
    assert times == ["memory: opened by two"]


def test_a_database_that_cannot_be_opened(opened: Callable[[str], AppTest], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    at = opened(f"sqlite:///{tmp_path / 'file' / 'answers.db'}")
    assert not at.exception
    assert at.error[0].value.startswith("The answers cannot be saved at the moment")
    assert at.button("try-again")
    (tmp_path / "file").unlink()
    assert not at.button("try-again").click().run().error
    assert at.title[0].value == "How customer-centric are we, really?"


def test_an_address_that_only_the_database_finds_wrong_says_how_to_mend_it(opened: Callable[[str], AppTest]) -> None:
    at = opened("postgresql://host:port/answers")
    assert not at.exception
    assert "sqlite" in at.error[0].value
    assert at.button("try-again")


def test_with_wrong_settings_no_server_starts_and_all_of_them_are_said_without_a_secret(tmp_path: Path) -> None:
    wrong = {
        "DATABASE_URL": "mysql://me:hush@host/answers",
        "CUSTOMER_METRICS": "hush",
        "CUSTOMER_LOGS": "json",
        "CUSTOMER_KEEP_MONTHS": "0",
    }
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", str(FILE), "--server.headless", "true", "--server.port", "0"],
        cwd=tmp_path,
        env={**os.environ, **wrong},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "The app does not start, because of its settings:" in done.stderr
    for name in wrong:
        assert f"\n  {name}: " in done.stderr
    assert "hush" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_database(opened: Callable[[str], AppTest], tmp_path: Path) -> None:
    (tmp_path / "answers.db").write_text("These are notes, not a database. " * 100)
    at = opened(f"sqlite:///{tmp_path / 'answers.db'}")
    assert not at.exception
    assert at.error[0].value.startswith("The answers cannot be saved at the moment")

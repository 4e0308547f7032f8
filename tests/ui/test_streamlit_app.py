"""The file that hosts start: it defines the app, draws the pages over a real database, and fails in plain words."""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

import streamlit_app
from tests.assessments.build import STAGES

if TYPE_CHECKING:
    from collections.abc import Callable

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
    assert len([each for each in at.button if each.label.startswith("Start")]) == 4
    at.button(f"start-{STAGES}").click().run()
    assert not at.exception
    assert any('id="question"' in each.value for each in at.html)
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("select count(*) from responses").fetchone() == (1,)


def test_a_database_that_cannot_be_opened(opened: Callable[[str], AppTest], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    at = opened(f"sqlite:///{tmp_path / 'file' / 'answers.db'}")
    assert not at.exception
    assert at.error[0].value.startswith("The answers cannot be saved at the moment")
    assert at.button("try-again")
    (tmp_path / "file").unlink()
    assert not at.button("try-again").click().run().error
    assert at.title[0].value == "How customer-centric are we, really?"


@pytest.mark.parametrize("url", ["mysql://host/answers", "nonsense", "sqlite://"])
def test_an_address_that_is_none_says_how_to_mend_it(opened: Callable[[str], AppTest], url: str) -> None:
    at = opened(url)
    assert not at.exception
    assert "sqlite" in at.error[0].value
    assert at.button("try-again")


def test_a_file_that_is_no_database(opened: Callable[[str], AppTest], tmp_path: Path) -> None:
    (tmp_path / "answers.db").write_text("These are notes, not a database. " * 100)
    at = opened(f"sqlite:///{tmp_path / 'answers.db'}")
    assert not at.exception
    assert at.error[0].value.startswith("The answers cannot be saved at the moment")

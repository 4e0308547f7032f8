"""What holds when keeping a whole assessment is cut off, and when somebody writes while one is read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, func, select

from assessments.errors import StoreUnavailableError
from storage.engine import open_engine
from storage.open import open_store
from storage.sql import SqlStore
from storage.tables import metadata
from tests.storage.samples import LATER, saved
from tests.storage.whole_samples import (
    a_filled_lone_wave,
    a_lone_assessment,
    an_anonymous_assessment,
    an_open_assessment,
    renamed,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from sqlalchemy import Engine

    from assessments.kept import Kept


class CutError(Exception):
    """What is raised in place of a statement."""


def _before(engine: Engine, statement: str, act: Callable[[], None]) -> None:
    """Do something before each statement that begins like this."""

    def look(_connection: object, _cursor: object, sent: str, *_: object) -> None:
        if sent.startswith(statement):
            act()

    event.listen(engine, "before_cursor_execute", look)


def _cut() -> None:
    raise CutError


def _rows(url: str) -> dict[str, int]:
    """Return how many rows each table has."""
    engine = open_engine(url)
    with engine.begin() as connection:
        counted = {
            each.name: connection.execute(select(func.count()).select_from(each)).scalar_one()
            for each in metadata.sorted_tables
        }
    engine.dispose()
    return counted


LONE_TABLES = (
    "assessments",
    "waves",
    "definitions",
    "wave_questionnaires",
    "responses",
    "submissions",
    "answers",
    "targets",
    "importance",
    "actions",
)
LIVE_TABLES = ("rounds", "batches", "counted", "targets")
CUTS = [(a_lone_assessment(), each) for each in LONE_TABLES] + [
    (an_anonymous_assessment(), each) for each in LIVE_TABLES
]


@pytest.mark.parametrize(("kept", "table"), CUTS, ids=[f"{e[0].waves[0].wave.mode} {e[1]}" for e in CUTS])
def test_an_assessment_that_is_cut_off_leaves_nothing(url: str, kept: Kept, table: str) -> None:
    open_store(url).close()
    before = _rows(url)
    engine = open_engine(url)
    _before(engine, f"INSERT INTO {table} ", _cut)

    with pytest.raises(CutError):
        SqlStore(engine).add_everything(kept)

    assert _rows(url) == before
    engine.dispose()
    store = open_store(url)
    store.add_everything(kept)
    assert store.everything("a1") == kept


@pytest.mark.parametrize("table", ["waves", "answers", "importance"])
def test_a_wave_that_is_cut_off_leaves_the_one_before_open(url: str, table: str) -> None:
    kept, engine = a_lone_assessment(), open_engine(url)
    open_store(url).add_everything(kept)
    _before(engine, f"INSERT INTO {table} ", _cut)

    with pytest.raises(CutError):
        SqlStore(engine).add_filled_wave("w1", a_filled_lone_wave("w2", "r2", created_at=LATER))

    assert open_store(url).everything("a1") == kept


@pytest.mark.parametrize("table", ["answers", "counted"])
def test_whoever_is_killed_while_keeping_one_leaves_nothing(url: str, table: str) -> None:
    store = open_store(url)
    others = renamed(a_lone_assessment(), "other ")
    store.add_everything(others)
    before = _rows(url)
    child = Path(__file__).with_name("child_adder.py")
    process = subprocess.Popen(
        [sys.executable, child, url, "anonymous", f"INSERT INTO {table} "],
        cwd=child.parents[2],
        env={**os.environ, "PYTHONPATH": str(child.parents[2])},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process, process.stdout:
        said = process.stdout.readline()
        process.kill()

    assert said == "waits\n"
    assert _rows(url) == before
    store.add_everything(an_anonymous_assessment())
    assert store.everything("a1") == an_anonymous_assessment()
    assert store.everything("other a1") == others


def test_a_disk_that_is_full_in_the_middle_leaves_nothing(sqlite_url: str) -> None:
    open_store(sqlite_url).close()
    before = _rows(sqlite_url)
    engine = open_engine(sqlite_url)
    event.listen(engine, "connect", _fill)

    with pytest.raises(StoreUnavailableError):
        SqlStore(engine).add_everything(an_open_assessment())

    assert _rows(sqlite_url) == before


def _fill(connection: sqlite3.Connection, _record: object) -> None:
    # SQLite takes the present size as the least; ten pages are less than the answers need.
    [pages] = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages + 10}")


@pytest.mark.parametrize("statement", ["SELECT waves.", "SELECT responses.", "SELECT answers.", "SELECT actions."])
def test_what_is_written_while_it_is_read_is_told_wholly_or_not_at_all(url: str, statement: str) -> None:
    kept, other, engine = an_open_assessment(), open_store(url), open_engine(url)
    other.add_everything(kept)
    writes: Iterator[Callable[[], object]] = iter(
        [
            lambda: other.rename_assessment("a1", "Renamed"),
            lambda: other.save_answer("r0", "q1", "i2", saved("new")),
            lambda: other.set_screen("w1", "result"),
            lambda: other.close_wave("w1"),
        ]
    )

    def write() -> None:
        for each in writes:
            each()

    _before(engine, statement, write)

    assert SqlStore(engine).everything("a1") == kept
    assert other.everything("a1") != kept

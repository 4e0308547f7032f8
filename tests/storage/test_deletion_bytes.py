"""What was deleted from an SQLite file is in none of its bytes, nor in those of its log."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from assessments.errors import StoreUnavailableError
from assessments.model import Saved, Vote
from questionnaires.values import Answer
from storage import rows, tables
from storage.engine import BUSY_SECONDS, open_engine
from storage.open import open_store
from storage.sql_deletion import NOT_WIPED
from storage.upsert import put
from tests.storage.deletion_samples import fill
from tests.storage.samples import AT, LATER, a_live_wave, a_response, a_round, an_assessment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.ports import Store
    from storage.sql import SqlStore

WORDS = "a sentence that nobody else wrote"


@contextmanager
def opened(url: str, busy_seconds: float = BUSY_SECONDS) -> Iterator[SqlStore]:
    """Open a store whose SQLite leaves what it deletes where it is; some builds write zeros over most of it."""
    with closing(open_store(url, busy_seconds=busy_seconds)) as store:
        store.close()
        engine = store._engine  # noqa: SLF001 - its connections are prepared
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA secure_delete=OFF"))
        yield store


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def found_in(url: str, what: str) -> int:
    """Return how often a text is in the files of a database."""
    file = path_of(url)
    return sum(each.read_bytes().count(what.encode()) for each in file.parent.glob(f"{file.name}*"))


def answer_a_lot(store: Store, url: str) -> None:
    """Let forty people answer thirty questions in a mixed order, and one of them write what is looked for."""
    store.add_wave(an_assessment(), a_live_wave(), [], organiser_hash="o")
    store.open_round("w1", a_round())
    votes = []
    for number in range(1_200):
        person, item = number * 7 % 40, number // 40 * 11 % 30
        words = WORDS if person == 3 else "nothing in particular"
        answer = Answer(value="focus", comment=f"{words} " * (1 + number % 9))
        votes.append(Vote(f"r{person}", "q1", f"i{item}", 1, Saved(answer, AT)))
    engine = open_engine(url)
    with engine.begin() as connection:  # together: 1,200 transactions of their own leave the same, and take their time
        people = [rows.of_response(a_response(f"r{person}"), f"hash of r{person}") for person in range(40)]
        connection.execute(tables.responses.insert(), people)
        for vote in votes:
            put(connection, tables.answers, rows.of_vote(vote))
    engine.dispose()


def test_one_persons_words_are_in_no_byte_of_the_files(sqlite_url: str) -> None:
    with opened(sqlite_url) as store:
        answer_a_lot(store, sqlite_url)
        assert found_in(sqlite_url, WORDS) > 50
        store.delete_response("r3")
        assert found_in(sqlite_url, WORDS) == 0
        assert len(store.responses("w1")) == 39


def test_a_whole_assessment_is_in_no_byte_of_the_files(sqlite_url: str) -> None:
    with opened(sqlite_url) as store:
        fill(store, "mine")
        store.save_answer("mine-r9", "q1", "i2", Saved(Answer(comment=WORDS), LATER))
        assert found_in(sqlite_url, WORDS) > 0
        store.delete_assessment("mine")
        assert (found_in(sqlite_url, WORDS), found_in(sqlite_url, "mine")) == (0, 0)


def test_uncounted_words_of_who_stays_unknown_are_in_no_byte_of_the_files(sqlite_url: str) -> None:
    with opened(sqlite_url) as store:
        answer_a_lot(store, sqlite_url)
        store.detach_response("r3", resume_hash="nobody", receipt="NOBODY")
        assert found_in(sqlite_url, WORDS) == 0


def test_what_somebody_else_reads_meanwhile_is_said_to_be_there_still_and_goes_later(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(sqlite_url, 0.05) as store:
        answer_a_lot(store, sqlite_url)
        reader = sqlite3.connect(path_of(sqlite_url), isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM answers").fetchall()
        with caplog.at_level(logging.WARNING):
            store.delete_response("r3")
        assert caplog.messages == [NOT_WIPED]
        assert store.response("r3") is None
        reader.close()
        assert store.wipe()
        assert found_in(sqlite_url, WORDS) == 0


def test_a_file_that_cannot_be_rewritten_is_said_to_hold_it_still(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(sqlite_url, 0.05) as store:
        answer_a_lot(store, sqlite_url)
        writer = sqlite3.connect(path_of(sqlite_url), isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        with caplog.at_level(logging.WARNING):
            assert not store.wipe()
        assert caplog.messages == [NOT_WIPED]
        with pytest.raises(StoreUnavailableError):
            store.delete_response("r3")
        writer.close()
        assert store.response("r3") is not None
        store.delete_response("r3")
        assert found_in(sqlite_url, WORDS) == 0

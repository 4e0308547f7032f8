"""What happens when the database does not do its part: nothing is changed, and the caller is told."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from assessments.errors import StoreUnavailableError
from assessments.kept import Kept
from assessments.model import Live, Saved
from questionnaires.values import Answer
from storage.engine import open_engine
from storage.faults import faults_named
from storage.open import open_store
from storage.sql import SqlStore
from tests.storage.samples import (
    AT,
    LATER,
    a_definition,
    a_live_wave,
    a_lone_opening,
    a_response,
    a_round,
    a_target,
    a_wave,
    an_action,
    an_assessment,
    an_importance,
    reveal,
    saved,
    start,
    start_live,
)
from tests.storage.whole_samples import a_filled_lone_wave, a_vote, renamed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from tests.storage.postgres_server import PostgresServer

SECRET = "what only the respondent should know"  # noqa: S105  a comment, not a password
OPENING = a_lone_opening("w6", "w5", "x6")
SECOND = a_filled_lone_wave("w7", "x7", created_at=LATER)
TOLD = Kept(an_assessment(name=SECRET), "hash of the organiser key", (a_filled_lone_wave(),))
FILLED = replace(
    SECOND, wave=replace(SECOND.wave, assessment_id="a5"), votes=(a_vote("x7", answer=Answer(comment=SECRET)),)
)
WRITES: dict[str, Callable[[SqlStore], object]] = {
    "add_response": lambda store: start(store, "r2"),
    "pin": lambda store: store.pin("w1", a_definition()),
    "rename_assessment": lambda store: store.rename_assessment("a1", SECRET),
    "close_wave": lambda store: store.close_wave("w1"),
    "save_answer": lambda store: store.save_answer("r1", "q1", "i1", Saved(Answer(comment=SECRET), at=AT)),
    "take back": lambda store: store.save_answer("r1", "q1", "i1", None),
    "submit": lambda store: store.submit(a_response(q1=AT), "q1"),
    "set_targets": lambda store: store.set_targets("w1", [a_target()]),
    "add_wave": lambda store: store.add_wave(an_assessment(), a_live_wave("w3"), [], organiser_hash="o"),
    "join": lambda store: store.join(a_response("x2", "w2"), resume_hash="hash of x2"),
    "save in a vote": lambda store: store.save_answer("x1", "q1", "i1", Saved(Answer(comment=SECRET), at=AT)),
    "open_round": lambda store: store.open_round("w2", a_round(2)),
    "count": lambda store: store.count("w2", 1, frozenset({"x1"}), AT),
    "set_screen": lambda store: store.set_screen("w2", SECRET),
    "set_late": lambda store: store.set_late("w2", late=False),
    "set_link": lambda store: store.set_link("x1", SECRET),
    "set_closing": lambda store: store.set_closing("w1", AT),
    "add_next_wave": lambda store: store.add_next_wave(
        replace(OPENING, wave=replace(OPENING.wave, assessment_id="a5")), resume_hash="hash of x6"
    ),
    "add_everything": lambda store: store.add_everything(renamed(TOLD, "new ")),
    "add_filled_wave": lambda store: store.add_filled_wave("w5", FILLED),
    "set_importance": lambda store: store.set_importance("w1", [an_importance()]),
    "put_action": lambda store: store.put_action(replace(an_action(), what=SECRET)),
}
LIVE = Live(revision=4, screen="join", late=True, rounds=(a_round(state="revealed"),), batches=())


def _filled(url: str) -> None:
    store = open_store(url)
    start(store)
    store.save_answer("r1", "q1", "i1", saved("before"))
    start_live(store, "x1", wave_id="w2")
    reveal(store, wave_id="w2")
    store.add_wave(an_assessment("a5"), a_wave("w5", "a5"), [], organiser_hash="o")
    store.close()


def _is_unchanged(url: str) -> bool:
    store = open_store(url)
    return (
        store.assessment("a1") == an_assessment()
        and store.wave("w1") == a_wave()
        and store.response("r1") == a_response("r1")
        and store.response("r2") is None
        and store.pinned("w1") == {}
        and store.answers("r1", "q1") == {"i1": saved("before")}
        and store.targets("w1", "q1") == {}
        and store.waves("a1") == (a_wave(), a_live_wave("w2"))
        and store.responses("w2") == (a_response("x1", "w2"),)
        and store.votes("w2") == ()
        and store.live("w2") == LIVE
        and store.waves("a5") == (a_wave("w5", "a5"),)
        and store.response("x6") is None
        and store.importance("w1", "q1") == {}
        and store.actions("a1") == ()
        and store.assessments() == (an_assessment(), an_assessment("a5"))
    )


@contextmanager
def _without_rights() -> Iterator[None]:
    """Give up root for a while, to whom every file can be written."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only_url() -> Iterator[str]:
    """Return the URL of a filled database that cannot be written, in a folder that cannot either."""
    # pytest's own folders are closed to other users.
    folder = Path(tempfile.mkdtemp())
    url = f"sqlite:///{folder / 'answers.db'}"
    _filled(url)
    (folder / "answers.db").chmod(0o444)
    folder.chmod(0o555)
    yield url
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_database_that_is_read_only_refuses_and_stays(
    write: Callable[[SqlStore], object], read_only_url: str
) -> None:
    file = Path(read_only_url.removeprefix("sqlite:///"))
    before = file.read_bytes()

    with _without_rights(), pytest.raises(StoreUnavailableError) as caught:
        write(SqlStore(open_engine(read_only_url)))

    assert isinstance(caught.value.__cause__, OperationalError)
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == ["answers.db"]


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_database_that_somebody_else_writes_refuses_and_stays(
    write: Callable[[SqlStore], object], sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    _filled(sqlite_url)
    store = open_store(sqlite_url, busy_seconds=0.02)

    with open_engine(sqlite_url).begin(), pytest.raises(StoreUnavailableError) as caught:
        write(store)

    assert isinstance(caught.value.__cause__, OperationalError)
    assert "database is locked" in caplog.text
    assert SECRET not in caplog.text
    assert "hash of" not in caplog.text
    assert _is_unchanged(sqlite_url)
    write(store)
    assert not _is_unchanged(sqlite_url)


def test_a_full_disk_refuses_and_what_was_saved_stays(sqlite_url: str, caplog: pytest.LogCaptureFixture) -> None:
    _filled(sqlite_url)
    engine = open_engine(sqlite_url)

    def fill(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # SQLite takes the present size as the least

    event.listen(engine, "connect", fill)
    store = SqlStore(engine)

    with pytest.raises(StoreUnavailableError):
        store.save_answer("r1", "q1", "i1", Saved(Answer(comment=SECRET * 10_000), at=AT))

    assert "full" in caplog.text
    assert SECRET not in caplog.text
    assert store.answers("r1", "q1") == {"i1": saved("before")}
    assert _is_unchanged(sqlite_url)


def test_reading_without_tables_is_told_too(sqlite_url: str) -> None:
    with pytest.raises(StoreUnavailableError):
        SqlStore(open_engine(sqlite_url)).wave("w1")


def test_a_file_that_is_no_database_is_told_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "answers.db"
    file.write_text("These are notes, and no database at all. " * 100)
    before = file.read_bytes()

    with pytest.raises(StoreUnavailableError) as caught:
        open_store(f"sqlite:///{file}")

    assert isinstance(caught.value.__cause__, DatabaseError)
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreUnavailableError) as caught:
        open_store(f"sqlite:///{tmp_path}/file/answers.db")

    assert isinstance(caught.value.__cause__, OSError)


def test_a_server_that_is_away_is_told_without_its_password(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(StoreUnavailableError) as caught:
        open_store(f"postgres://someone:hunter2@/answers?host={tmp_path}")

    assert isinstance(caught.value.__cause__, OperationalError)
    assert "hunter2" not in caplog.text


def test_waiting_in_vain_for_a_connection_is_told() -> None:
    with pytest.raises(StoreUnavailableError), faults_named():
        raise PoolTimeoutError


@pytest.mark.postgres
def test_connections_that_the_server_dropped_are_opened_again(postgres_server: PostgresServer) -> None:
    url = postgres_server.new_database()
    store = open_store(url)
    start(store)

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    assert store.response("r1") == a_response("r1")


@pytest.mark.postgres
def test_a_server_that_allows_reading_only_is_told(postgres_server: PostgresServer) -> None:
    url = postgres_server.new_database()
    _filled(url)
    read_only = open_store(f"{url}&options=-c%20default_transaction_read_only=on")

    for write in WRITES.values():
        with pytest.raises(StoreUnavailableError):
            write(read_only)

    assert _is_unchanged(url)


@pytest.mark.parametrize("begin", [start, lambda store: start_live(store, "r1")], ids=["alone", "live"])
def test_what_was_acknowledged_outlives_a_kill(begin: Callable[[SqlStore], object], sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    begin(store)
    child = Path(__file__).with_name("child_saver.py")
    acknowledged = []
    for first, enough in enumerate((1, 2, 10, 30, 70)):
        process = subprocess.Popen(
            [sys.executable, child, sqlite_url, str(first * 1_000_000)],
            cwd=child.parents[2],
            env={**os.environ, "PYTHONPATH": str(child.parents[2])},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        with process, process.stdout:
            printed = [process.stdout.readline() for _ in range(enough)]
            process.kill()
            printed += process.stdout.readlines()
        acknowledged += [line.strip() for line in printed if line.endswith("\n")]

    kept = {item_id: each.answer.value for item_id, each in store.answers("r1", "q1").items()}
    assert len(acknowledged) >= 1 + 2 + 10 + 30 + 70
    assert {number: kept.get(number) for number in acknowledged} == {number: number for number in acknowledged}
    assert set(kept) - set(acknowledged) <= {str(int(number) + 1) for number in acknowledged}

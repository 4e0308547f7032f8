"""A backup holds everything that was acknowledged when it began, as of one moment, and can be restored."""

from __future__ import annotations

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest

from storage.backup import backup
from storage.contents import Contents, CopyError
from storage.engine import open_engine
from storage.migrate import newest_revision
from storage.new_file import new_file
from storage.open import open_store
from storage.restore import restore
from tests.storage.samples import saved, start
from tests.storage.whole_samples import WHOLE, renamed

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.kept import Kept


def fill(url: str) -> dict[str, Kept | None]:
    """Keep every sample in a database, and return what it then holds."""
    with closing(open_store(url)) as store:
        for number, kept in enumerate(WHOLE.values()):
            store.add_everything(renamed(kept, f"{number}-"))
    return held(url)


def held(url: str) -> dict[str, Kept | None]:
    """Return everything a database holds."""
    with closing(open_store(url)) as store:
        return {each.id: store.everything(each.id) for each in store.assessments()}


def test_what_was_backed_up_comes_back_into_an_empty_database(
    url: str, new_url: Callable[[], str], tmp_path: Path
) -> None:
    before, file, other = fill(url), tmp_path / "a backup.bak", new_url()

    made = backup(url, file)
    done = restore(other, file)

    assert held(other) == before == held(url)
    assert made == done.held == Contents(newest_revision(), len(WHOLE), 34, 46)
    assert str(made) == "5 assessments, 34 responses and 46 answers"
    assert done.is_sealed
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == [file.name]


def test_every_answer_acknowledged_before_is_in_a_backup_made_while_others_write(
    url: str, new_url: Callable[[], str], tmp_path: Path
) -> None:
    store = open_store(url)
    start(store)
    acknowledged: list[int] = []
    enough, ended = Event(), Event()

    def write() -> None:
        for number in count():
            store.save_answer("r1", "q1", str(number), saved(number))
            acknowledged.append(number)
            if number == 30:
                enough.set()
            if ended.is_set():
                return

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        enough.wait()
        copies = []
        for each in range(3):
            before = len(acknowledged)
            made = backup(url, tmp_path / str(each))
            copies.append((before, made.answers, len(acknowledged)))
        ended.set()
        writing.result()

    for each, (before, copied, after) in enumerate(copies):
        other = new_url()
        restore(other, tmp_path / str(each))
        found = open_store(other).answers("r1", "q1")
        assert {item: each.answer.value for item, each in found.items()} == {str(n): n for n in range(copied)}
        assert before <= copied <= after + 1
    assert store.answers("r1", "q1").keys() == {str(each) for each in acknowledged}
    store.close()


def test_a_file_that_is_there_is_never_written_over(url: str, tmp_path: Path) -> None:
    fill(url)
    (tmp_path / "copy").write_text("mine")

    with pytest.raises(CopyError, match="exists already"):
        backup(url, tmp_path / "copy")
    with pytest.raises(CopyError, match="exists already"), new_file(tmp_path / "late"):
        (tmp_path / "late").write_text("of somebody who was quicker")

    assert (tmp_path / "copy").read_text() == "mine"
    assert (tmp_path / "late").read_text() == "of somebody who was quicker"
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == ["copy", "late"]


def test_a_folder_that_is_not_there_is_told(url: str, tmp_path: Path) -> None:
    fill(url)
    with pytest.raises(CopyError, match="cannot be written: No such file or directory"):
        backup(url, tmp_path / "none" / "copy")


def test_a_folder_that_goes_meanwhile_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(CopyError, match="cannot be written: No such file"), new_file(folder / "copy") as draft:
        draft.parent.rename(tmp_path / "elsewhere")


def test_there_has_to_be_something_to_back_up(url: str, tmp_path: Path) -> None:
    with pytest.raises(CopyError, match=r"There is no database at|holds no assessments of this application"):
        backup(url, tmp_path / "copy")
    with open_engine(url).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE notes (id INTEGER)")
    with pytest.raises(CopyError, match="holds no assessments of this application"):
        backup(url, tmp_path / "copy")

    assert not (tmp_path / "copy").exists()


def test_a_damaged_database_is_told_and_gives_no_backup(sqlite_url: str, tmp_path: Path) -> None:
    fill(sqlite_url)
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file.read_bytes()

    file.write_bytes(whole[: len(whole) // 2] + bytes(4_096) + whole[len(whole) // 2 + 4_096 :])
    with pytest.raises(CopyError, match="is damaged"):
        backup(sqlite_url, tmp_path / "copy")
    file.write_bytes(b"These are notes, and no database at all. " * 100)
    with pytest.raises(CopyError, match="could not be copied: file is not a database"):
        backup(sqlite_url, tmp_path / "copy")

    assert not (tmp_path / "copy").exists()


def test_an_answer_without_its_response_is_damage(sqlite_url: str, tmp_path: Path) -> None:
    fill(sqlite_url)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as database, database:
        database.execute("DELETE FROM responses")

    with pytest.raises(CopyError, match="points at what is not there"):
        backup(sqlite_url, tmp_path / "copy")


def test_the_backup_of_sqlite_is_an_sqlite_file_of_its_own(sqlite_url: str, tmp_path: Path) -> None:
    before, file = fill(sqlite_url), tmp_path / "copy.db"
    backup(sqlite_url, file)

    assert held(f"sqlite:///{file}") == before

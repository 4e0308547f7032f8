"""A restore puts all of a backup into the database, upgraded, or changes nothing."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from storage.backup import backup
from storage.contents import CopyError
from storage.engine import open_engine
from storage.migrate import Migrated, current_revision, newest_revision, revisions
from storage.open import open_store
from storage.restore import restore
from storage.seal import LENGTH, sealed_size
from tests.storage.release_samples import SAMPLES
from tests.storage.releases import release
from tests.storage.samples import start
from tests.storage.test_backup import fill, held

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.storage.postgres_server import PostgresServer


@pytest.fixture
def copy(url: str, tmp_path: Path) -> Path:
    """Return a backup of a database that holds every sample."""
    fill(url)
    backup(url, tmp_path / "copy")
    return tmp_path / "copy"


def _used(url: str) -> str:
    """Let somebody begin in a database, and return its address."""
    with closing(open_store(url)) as store:
        start(store)
    return url


def test_assessments_stay_unless_it_is_said_that_they_may_go(copy: Path, url: str, new_url: Callable[[], str]) -> None:
    other = _used(new_url())
    before = held(other)

    with pytest.raises(CopyError, match="holds 1 assessment, so nothing was restored"):
        restore(other, copy)
    assert held(other) == before

    restore(other, copy, replace=True)
    assert held(other) == held(url)


def test_who_has_the_database_open_goes_on_with_what_was_restored(
    copy: Path, url: str, new_url: Callable[[], str]
) -> None:
    other = new_url()
    with closing(open_store(other)) as store:
        start(store)
        restore(other, copy, replace=True)
        assert store.response("r1") is None
        start(store, "r9", "w9")
        assert len(store.assessments()) == len(held(url)) + 1


@pytest.mark.parametrize("revision", revisions()[:-1])
def test_a_backup_of_an_earlier_release_is_brought_up_to_date(
    revision: str, url: str, new_url: Callable[[], str], tmp_path: Path
) -> None:
    release(url, revision, SAMPLES[revision]).dispose()
    other = new_url()

    assert backup(url, tmp_path / "copy").revision == revision
    done = restore(other, tmp_path / "copy")

    assert done.migrated == Migrated(revision, newest_revision())
    assert held(other) == held(url)  # which is upgraded now, too


def test_a_backup_of_a_newer_release_is_refused(url: str, new_url: Callable[[], str], tmp_path: Path) -> None:
    fill(url)
    with open_engine(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert backup(url, tmp_path / "copy").revision == "9999"
    other = _used(new_url())

    with pytest.raises(CopyError, match="was made by a newer version of the program"):
        restore(other, tmp_path / "copy", replace=True)

    assert list(held(other)) == ["a1"]


def test_a_database_of_a_newer_release_can_be_taken_back(copy: Path, url: str, new_url: Callable[[], str]) -> None:
    other = _used(new_url())
    with open_engine(other).begin() as connection:
        connection.execute(text('CREATE TABLE "new""s" (id TEXT PRIMARY KEY, wave TEXT REFERENCES waves (id))'))
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    restore(other, copy, replace=True)

    assert held(other) == held(url)
    with open_engine(other).connect() as connection, pytest.raises(Exception, match="new"):
        connection.execute(text('SELECT * FROM "new""s"'))


def test_a_damaged_backup_changes_nothing(copy: Path, new_url: Callable[[], str], tmp_path: Path) -> None:
    whole, other, draw = copy.read_bytes(), _used(new_url()), random.Random(7)  # noqa: S311 - no secret
    before, damaged = held(other), tmp_path / "damaged"
    cut = [*(draw.randrange(len(whole) - LENGTH - 20) for _ in range(10)), 0, 5, 16, 100]
    flipped = []
    for place in [draw.randrange(len(whole) - LENGTH) for _ in range(20)]:
        changed = bytearray(whole)
        changed[place] ^= 1 << draw.randrange(8)
        flipped.append(bytes(changed))

    for content in [*(whole[:each] for each in cut), *flipped]:
        damaged.write_bytes(content)
        with pytest.raises(CopyError, match=r"damaged|is no backup"):
            restore(other, damaged, replace=True)

    assert held(other) == before


def test_a_plain_copy_without_a_checksum_is_taken_and_told(copy: Path, url: str, new_url: Callable[[], str]) -> None:
    size, other = sealed_size(copy), new_url()
    assert size is not None
    copy.write_bytes(copy.read_bytes()[:size])

    assert not restore(other, copy).is_sealed
    assert held(other) == held(url)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a workbook", b"SQLite format 3"])
def test_a_file_of_another_kind_is_refused(content: bytes, url: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(CopyError, match="is no backup"):
        restore(url, tmp_path / "file")
    with pytest.raises(CopyError, match="cannot be read: No such file or directory"):
        restore(url, tmp_path / "none")


def test_a_backup_of_another_program_is_refused(url: str, new_url: Callable[[], str], tmp_path: Path) -> None:
    engine, other = release(url, "0001", []), new_url()
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE targets"))
        connection.execute(text("ALTER TABLE waves RENAME COLUMN label TO title"))
    backup(url, tmp_path / "alike")
    with pytest.raises(CopyError, match=r"no backup of this program|did not take it"):
        restore(other, tmp_path / "alike")

    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :newest"), {"newest": newest_revision()})
    backup(url, tmp_path / "newest")
    with pytest.raises(CopyError, match=r"no backup of this program|did not take it"):
        restore(other, tmp_path / "newest")
    assert current_revision(open_engine(other)) is None


def test_a_backup_that_cannot_be_upgraded_is_refused(url: str, new_url: Callable[[], str], tmp_path: Path) -> None:
    with release(url, "0001", []).begin() as connection:
        connection.execute(text("CREATE TABLE counted (id INTEGER)"))
    backup(url, tmp_path / "copy")
    other = _used(new_url())

    with pytest.raises(CopyError, match=r"cannot be brought to the newest schema|did not take it: .* already exists"):
        restore(other, tmp_path / "copy", replace=True)

    assert list(held(other)) == ["a1"]


@pytest.mark.postgres
def test_a_backup_that_rests_on_something_outside_of_it_is_refused(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    url, other = postgres_server.new_database(), _used(postgres_server.new_database())
    fill(url)
    with open_engine(url).begin() as connection:
        connection.execute(text("CREATE SCHEMA odd"))
        connection.execute(text("CREATE TYPE odd.mood AS ENUM ('glad')"))
        connection.execute(text("ALTER TABLE answers ADD COLUMN mood odd.mood"))
    backup(url, tmp_path / "copy")

    with pytest.raises(CopyError, match=r'Nothing was restored from .*: schema "odd" does not exist'):
        restore(other, tmp_path / "copy", replace=True)

    assert list(held(other)) == ["a1"]


def test_a_database_of_another_program_is_left_alone(copy: Path, new_url: Callable[[], str]) -> None:
    other = new_url()
    with open_engine(other).begin() as connection:
        connection.execute(text("CREATE TABLE notes (id INTEGER)"))

    with pytest.raises(CopyError, match="in use for something else"):
        restore(other, copy, replace=True)

    with open_engine(other).begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM notes")).scalar() == 0


def test_nothing_is_restored_while_somebody_else_writes(copy: Path, new_url: Callable[[], str]) -> None:
    other = _used(new_url())

    with open_engine(other).begin() as connection:
        connection.execute(text("UPDATE assessments SET name = 'other'"))
        with pytest.raises(CopyError, match="Nothing was restored, because the database"):
            restore(other, copy, replace=True, busy_seconds=0.05)
        connection.rollback()

    assert list(held(other)) == ["a1"]


@pytest.mark.postgres
def test_backups_stay_with_their_kind(sqlite_url: str, postgres_server: PostgresServer, tmp_path: Path) -> None:
    server = postgres_server.new_database()
    for url, file in ((sqlite_url, tmp_path / "of sqlite"), (server, tmp_path / "of postgresql")):
        fill(url)
        backup(url, file)

    with pytest.raises(CopyError, match="of SQLite, and the database is on PostgreSQL"):
        restore(server, tmp_path / "of sqlite", replace=True)
    with pytest.raises(CopyError, match="of PostgreSQL, and the database is on SQLite"):
        restore(sqlite_url, tmp_path / "of postgresql", replace=True)


def test_another_program_s_sqlite_file_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "notes.db")) as notes:
        notes.execute("CREATE TABLE notes (id INTEGER)")

    with pytest.raises(CopyError, match=r"notes.db holds no assessments of this application"):
        restore(sqlite_url, tmp_path / "notes.db")


def test_the_file_of_a_running_app_is_no_backup(sqlite_url: str, tmp_path: Path) -> None:
    live = f"sqlite:///{tmp_path / 'live.db'}"
    with closing(open_store(live)) as store:
        start(store)
        with pytest.raises(CopyError, match=r"is a database in use, and the newest of it is in .*live.db-wal"):
            restore(sqlite_url, tmp_path / "live.db")


def test_a_database_that_is_damaged_has_to_be_moved_away(sqlite_url: str, tmp_path: Path) -> None:
    before = fill(sqlite_url)
    backup(sqlite_url, tmp_path / "copy")
    (tmp_path / "damaged.db").write_bytes(b"These are notes, and no database at all. " * 100)

    with pytest.raises(CopyError, match=r"file is not a database\. Where it is damaged, move it away"):
        restore(f"sqlite:///{tmp_path / 'damaged.db'}", tmp_path / "copy")

    (tmp_path / "damaged.db").unlink()
    restore(f"sqlite:///{tmp_path / 'damaged.db'}", tmp_path / "copy")
    assert held(f"sqlite:///{tmp_path / 'damaged.db'}") == before


def test_no_room_for_the_draft_is_told(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(sqlite_url)
    backup(sqlite_url, tmp_path / "copy")

    def full(_source: object, _target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(CopyError, match="Nothing was restored: No space left on device"):
        restore(sqlite_url, tmp_path / "copy", replace=True)


def test_what_goes_is_not_left_in_the_file(sqlite_url: str, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path / 'other.db'}"
    _used(other)
    backup(other, tmp_path / "copy")
    with closing(open_store(sqlite_url)) as store:
        start(store)
        store.rename_assessment("a1", "a name that nobody else has")

    restore(sqlite_url, tmp_path / "copy", replace=True)

    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    assert b"nobody else has" not in b"".join(each.read_bytes() for each in folder.iterdir())

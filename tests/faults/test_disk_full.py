"""A disk that is full: whoever saves is told, nothing that was acknowledged is lost, and with room it goes on."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from psycopg import sql

from assessments.errors import StoreUnavailableError
from assessments.model import Saved
from questionnaires.values import Answer
from storage.backup import backup
from storage.contents import CopyError
from storage.open import open_store
from storage.restore import restore
from tests.storage.samples import AT, saved, start

if TYPE_CHECKING:
    from pathlib import Path

    from assessments.ports import Store
    from tests.faults.conftest import SmallDisk
    from tests.storage.postgres_server import PostgresServer

LONG = Saved(Answer(comment="x" * 1_000_000), at=AT)


def _fill_up(store: Store, disk: SmallDisk, caplog: pytest.LogCaptureFixture, words: str) -> None:
    """Save until there is no room, check that all is there that was acknowledged, and go on with room."""
    start(store)
    store.save_answer("r1", "q1", "first", saved("before"))
    disk.fill()
    acknowledged: list[str] = []

    def use_up() -> None:
        for number in range(100):  # what was free inside the files goes first
            store.save_answer("r1", "q1", str(number), LONG)
            acknowledged.append(str(number))

    with pytest.raises(StoreUnavailableError):
        use_up()
    assert words in caplog.text

    with pytest.raises(StoreUnavailableError):
        store.save_answer("r1", "q1", "first", LONG)
    assert store.answers("r1", "q1") == {"first": saved("before"), **dict.fromkeys(acknowledged, LONG)}

    disk.clear()
    store.save_answer("r1", "q1", "first", saved("after"))
    store.save_answer("r1", "q1", "long", LONG)
    kept = {"first": saved("after"), "long": LONG, **dict.fromkeys(acknowledged, LONG)}
    assert store.answers("r1", "q1") == kept


@pytest.mark.disk
def test_sqlite_on_a_disk_without_room(small_disk: SmallDisk, caplog: pytest.LogCaptureFixture) -> None:
    with closing(open_store(f"sqlite:///{small_disk.folder / 'answers.db'}")) as store:
        _fill_up(store, small_disk, caplog, "database or disk is full")


@pytest.mark.disk
@pytest.mark.postgres
def test_postgresql_on_a_disk_without_room(
    small_disk: SmallDisk, breakable_server: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    folder = small_disk.folder / "space"
    folder.mkdir()
    if breakable_server.user is not None:
        os.chown(folder, breakable_server.user.pw_uid, breakable_server.user.pw_gid)
    breakable_server.execute(sql.SQL("CREATE TABLESPACE small LOCATION {}").format(sql.Literal(str(folder))))
    url = breakable_server.new_database(tablespace="small")
    name = url.partition("@/")[2].partition("?")[0]
    try:
        with closing(open_store(url)) as store:
            _fill_up(store, small_disk, caplog, "No space left on device")
    finally:
        breakable_server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
        breakable_server.execute(sql.SQL("DROP TABLESPACE small"))


@pytest.mark.disk
def test_no_room_for_a_backup_or_a_restore_leaves_nothing_half_done(small_disk: SmallDisk, tmp_path: Path) -> None:
    full = f"sqlite:///{tmp_path / 'answers.db'}"
    with closing(open_store(full)) as store:
        start(store)
        for number in range(20):
            store.save_answer("r1", "q1", str(number), LONG)
    backup(full, tmp_path / "copy")
    small = f"sqlite:///{small_disk.folder / 'answers.db'}"
    with closing(open_store(small)) as store:
        start(store, "r2")
    small_disk.fill()

    with pytest.raises(CopyError, match="full"):
        backup(full, small_disk.folder / "copy")
    with pytest.raises(CopyError, match="No space left on device"):
        restore(small, tmp_path / "copy", replace=True)
    small_disk.clear()
    free = shutil.disk_usage(small_disk.folder).free
    ballast = small_disk.folder / "ballast"
    ballast.write_bytes(bytes(free - 30_000_000))  # room for the draft, and none for what it is put into
    with pytest.raises(CopyError, match="database or disk is full"):
        restore(small, tmp_path / "copy", replace=True)

    assert sorted(each.name for each in small_disk.folder.iterdir() if "-" not in each.name) == [
        "answers.db",
        "ballast",
    ]
    with closing(open_store(small)) as store:
        assert store.response("r2") is not None
        assert store.response("r1") is None

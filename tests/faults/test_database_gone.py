"""The database goes and comes back: whoever saves meanwhile is told, and afterwards it goes on by itself."""

from __future__ import annotations

import os
import signal
from contextlib import closing
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import pytest
from psycopg import sql

from storage.open import open_store
from tests.faults.steady import check_kept, saving
from tests.storage.postgres_server import PostgresServer
from tests.storage.samples import start

if TYPE_CHECKING:
    from collections.abc import Callable

SHORT, LONG = 0.5, 30.0  # seconds; longer than anybody waits for a connection


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("end", "pauses"),
    [(PostgresServer.stop, (SHORT, LONG)), (PostgresServer.kill, (SHORT, SHORT, SHORT))],
    ids=["stopped", "killed"],
)
def test_a_server_that_was_away_is_used_again_and_has_kept_what_it_acknowledged(
    end: Callable[[PostgresServer], None], pauses: tuple[float, ...], breakable_server: PostgresServer
) -> None:
    with closing(open_store(breakable_server.new_database())) as store:
        start(store)
        with saving(store) as everybody:
            for pause in pauses:
                for each in everybody:
                    each.wait_for()
                end(breakable_server)
                sleep(pause)
                before = [len(each.acknowledged) for each in everybody]
                for each in everybody:
                    each.wait_for_refusal()
                assert [len(each.acknowledged) for each in everybody] == before, "acknowledged without a server"
                breakable_server.start()
            for each in everybody:
                each.wait_for()
        check_kept(store, everybody)


@pytest.mark.postgres
def test_processes_of_the_server_that_are_killed_lose_nothing(breakable_server: PostgresServer) -> None:
    url = breakable_server.new_database()
    name = url.partition("@/")[2].partition("?")[0]
    query = sql.SQL("SELECT pid FROM pg_stat_activity WHERE datname = {}").format(sql.Literal(name))
    with closing(open_store(url)) as store:
        start(store)
        with saving(store) as everybody:
            for _ in range(5):
                for each in everybody:
                    each.wait_for()
                ((process, *_), *_) = breakable_server.execute(query)
                os.kill(process, signal.SIGKILL)  # the server then ends all its connections, and recovers by itself
                everybody[0].wait_for_refusal()
            for each in everybody:
                each.wait_for()
        check_kept(store, everybody)


def test_a_folder_that_was_away_is_used_again_and_has_kept_what_it_acknowledged(tmp_path: Path) -> None:
    folder, away = tmp_path / "data", tmp_path / "away"
    with closing(open_store(f"sqlite:///{folder / 'answers.db'}")) as store:
        start(store)
        with saving(store) as everybody:
            for _ in range(3):
                everybody[0].wait_for()
                folder.rename(away)
                sleep(0.3)
                away.rename(folder)
            for each in everybody:
                each.wait_for()
        check_kept(store, everybody)
    with closing(open_store(f"sqlite:///{folder / 'answers.db'}")) as store:
        check_kept(store, everybody)

"""New databases for a run: an SQLite file in a temporary folder, or a PostgreSQL server as the tests start it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests.storage.postgres_server import MISSING, find_programs, running

SQLITE, POSTGRES = "SQLite", "PostgreSQL"


@contextmanager
def new_database(kind: str) -> Iterator[str]:
    """Yield the URL of an empty database; it is gone afterwards.

    Raises:
        RuntimeError: There is no PostgreSQL server.
    """
    if kind == SQLITE:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/answers.db"
        return
    programs = find_programs()
    if programs is None:
        raise RuntimeError(MISSING)
    with running(programs) as server:
        yield server.new_database()


def kind_of(url: str) -> str:
    """Name the kind of a database."""
    return SQLITE if url.startswith("sqlite") else POSTGRES

"""The transactions of the store on a database, with the faults that the port promises."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from storage.engine import BUSY_SECONDS, asking, reading, turns_of
from storage.faults import faults_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine


class Transactions:
    """The database and the kinds of its transactions; base of the parts of the store."""

    def __init__(self, engine: Engine, *, busy_seconds: float = BUSY_SECONDS) -> None:
        """Use an engine made by ``storage.engine.open_engine``, and wait so long for a turn to write."""
        self._engine = engine
        self._reader = reading(engine)
        self._asker = asking(engine)
        self._turns = turns_of(engine, busy_seconds)

    @property
    def engine(self) -> Engine:
        """The database."""
        return self._engine

    def close(self) -> None:
        """Close the connections that wait for use; the store opens new ones when it is used again."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with faults_named(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def _asking(self) -> Iterator[Connection]:
        with faults_named(), self._asker.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with faults_named(), self._turns, self._engine.begin() as connection:
            yield connection

"""Whole assessments on a database: read, and kept with all their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage import rows, tables, whole, whole_writing
from storage.transactions import Transactions
from storage.whole_rules import check_filled, check_whole

if TYPE_CHECKING:
    from assessments.kept import Kept, KeptWave
    from assessments.model import Assessment


class SqlWhole(Transactions):
    """Implements the part of ``assessments.ports.Store`` that is about whole assessments."""

    def assessments(self) -> tuple[Assessment, ...]:
        """Return all assessments, oldest first."""
        with self._asking() as connection:
            found = [rows.to_assessment(row) for row in connection.execute(select(tables.assessments))]
        return tuple(sorted(found, key=lambda each: (each.created_at, each.id)))

    def everything(self, assessment_id: str) -> Kept | None:
        """Return an assessment with everything that belongs to it, as it is at one moment, or None."""
        with self._reading() as connection:
            return whole.read(connection, assessment_id)

    def add_everything(self, kept: Kept) -> None:
        """Keep a new assessment with everything that belongs to it."""
        check_whole(kept)
        with self._writing() as connection:
            whole_writing.add(connection, kept)

    def add_filled_wave(self, after: str, wave: KeptWave) -> None:
        """Keep the next wave of an assessment with its answers.

        Raises:
            MoveError: The newest wave is live and not closed, or another one has been opened after it.
        """
        check_filled(wave)
        with self._writing() as connection:
            whole_writing.add_next(connection, after, wave)

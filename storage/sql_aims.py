"""What an organisation aims at and promises, on a database: targets, the importance of dimensions, actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage import queries, rows, tables
from storage.transactions import Transactions
from storage.upsert import put

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Action, Importance, Target


class SqlAims(Transactions):
    """Implements the part of ``assessments.ports.Store`` that is about aims."""

    def set_targets(self, wave_id: str, targets: Sequence[Target]) -> None:
        """Keep targets in place of earlier ones for the same dimensions."""
        with self._writing() as connection:
            for target in targets:
                put(connection, tables.targets, rows.of_target(wave_id, target))

    def targets(self, wave_id: str, questionnaire_id: str) -> Mapping[str, Target]:
        """Return dimension id to target, in the order of the ids; the key "" is the whole questionnaire's."""
        table = tables.targets
        query = select(table).where(table.c.wave_id == wave_id, table.c.questionnaire_id == questionnaire_id)
        with self._asking() as connection:
            found = {row.dimension_id: rows.to_target(row) for row in connection.execute(query)}
        return dict(sorted(found.items()))

    def set_importance(self, wave_id: str, importance: Sequence[Importance]) -> None:
        """Keep the importance of dimensions in place of what was kept for the same ones."""
        with self._writing() as connection:
            for each in importance:
                put(connection, tables.importance, rows.of_importance(wave_id, each))

    def importance(self, wave_id: str, questionnaire_id: str) -> Mapping[str, Importance]:
        """Return dimension id to its importance, in the order of the ids."""
        table = tables.importance
        query = select(table).where(table.c.wave_id == wave_id, table.c.questionnaire_id == questionnaire_id)
        with self._asking() as connection:
            found = {row.dimension_id: rows.to_importance(row) for row in connection.execute(query)}
        return dict(sorted(found.items()))

    def put_action(self, action: Action) -> None:
        """Keep an action, in place of the one with the same id."""
        with self._writing() as connection:
            put(connection, tables.actions, rows.of_action(action))

    def actions(self, assessment_id: str) -> tuple[Action, ...]:
        """Return the actions of an assessment, the first that is due first, then by the time they were made and id."""
        with self._asking() as connection:
            return queries.actions(connection, assessment_id)

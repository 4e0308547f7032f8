"""Statements that several methods of the store share; each takes the connection of a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from storage import rows, tables
from storage.upsert import add_if_new

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

    from assessments.model import Action, Pinned, Response, Wave


def waves(connection: Connection, which: ColumnElement[bool]) -> list[Wave]:
    """Return the waves that a condition holds for, in no order."""
    return [rows.to_wave(row) for row in connection.execute(select(tables.waves).where(which))]


def responses(connection: Connection, which: ColumnElement[bool]) -> tuple[Response, ...]:
    """Return the responses that a condition holds for, in the order of their ids."""
    table, submissions = tables.responses, tables.submissions
    joined = select(table, submissions.c.questionnaire_id, submissions.c.submitted_at).outerjoin(submissions)
    found: dict[str, Row[Any]] = {}
    submitted: dict[str, dict[str, datetime]] = {}
    for row in connection.execute(joined.where(which)):
        own = submitted.setdefault(row.id, {})
        if row.questionnaire_id is not None:
            own[row.questionnaire_id] = row.submitted_at
        found[row.id] = row
    return tuple(rows.to_response(found[each], dict(sorted(submitted[each].items()))) for each in sorted(found))


def add_response(connection: Connection, response: Response, resume_hash: str) -> None:
    """Add a response and what of it was submitted."""
    connection.execute(tables.responses.insert(), rows.of_response(response, resume_hash))
    for questionnaire_id in response.submitted:
        connection.execute(tables.submissions.insert(), rows.of_submission(response, questionnaire_id))


def pin(connection: Connection, wave_id: str, definition: Pinned) -> None:
    """Pin a definition to a wave unless one of the same questionnaire is pinned."""
    add_if_new(connection, tables.definitions, {"digest": definition.digest, "data": definition.data})
    add_if_new(connection, tables.wave_questionnaires, rows.of_pinned(wave_id, definition))


def pinned(connection: Connection, wave_id: str) -> dict[str, Pinned]:
    """Return questionnaire id to the definition pinned to the wave, in the order of the ids."""
    pins, definitions = tables.wave_questionnaires, tables.definitions
    joined = select(pins, definitions.c.data).join(definitions, definitions.c.digest == pins.c.digest)
    query = joined.where(pins.c.wave_id == wave_id)
    found = {row.questionnaire_id: rows.to_pinned(row) for row in connection.execute(query)}
    return dict(sorted(found.items()))


def actions(connection: Connection, assessment_id: str) -> tuple[Action, ...]:
    """Return the actions of an assessment, the first that is due first, then by the time they were made and id."""
    query = select(tables.actions).where(tables.actions.c.assessment_id == assessment_id)
    found = [rows.to_action(row) for row in connection.execute(query)]
    return tuple(sorted(found, key=lambda each: (each.due, each.made_at, each.id)))

"""The store on a database: every method one transaction, on SQLite or PostgreSQL.

On SQLite a transaction that writes holds the only write lock from its first statement on. On PostgreSQL the rows that
decide are locked, always the response first and the wave second, so that no two transactions wait for each other.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Row, Select, select, update

from assessments.errors import AlreadySubmittedError, UnknownResponseError, WaveClosedError
from storage import rows, tables
from storage.engine import reading
from storage.faults import faults_named
from storage.upsert import add_if_new, put

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessments.model import Assessment, Pinned, Response, Saved, Target, Wave


class SqlStore:
    """Implements ``assessments.ports.Store``; the database must be migrated (see ``storage.open``)."""

    def __init__(self, engine: Engine) -> None:
        """Use an engine made by ``storage.engine.open_engine``."""
        self._engine = engine

    def close(self) -> None:
        """Close the connections that wait for use; the store opens new ones when it is used again."""
        self._engine.dispose()

    def add_response(
        self, assessment: Assessment, wave: Wave, response: Response, *, organiser_hash: str, resume_hash: str
    ) -> None:
        """Keep a new response; its assessment and wave too, where they are new."""
        with self._writing() as connection:
            add_if_new(connection, tables.assessments, rows.of_assessment(assessment, organiser_hash))
            add_if_new(connection, tables.waves, rows.of_wave(wave))
            connection.execute(tables.responses.insert(), rows.of_response(response, resume_hash))
            for questionnaire_id in response.submitted:
                connection.execute(tables.submissions.insert(), rows.of_submission(response, questionnaire_id))

    def pin(self, wave_id: str, definition: Pinned) -> Pinned:
        """Pin a definition to a wave unless one of the same questionnaire is pinned; return the one that holds."""
        with self._writing() as connection:
            held = _pinned(connection, wave_id).get(definition.questionnaire_id)
            if held is not None:
                return held
            add_if_new(connection, tables.definitions, {"digest": definition.digest, "data": definition.data})
            add_if_new(connection, tables.wave_questionnaires, rows.of_pinned(wave_id, definition))
            return _pinned(connection, wave_id)[definition.questionnaire_id]

    def pinned(self, wave_id: str) -> Mapping[str, Pinned]:
        """Return questionnaire id to the definition pinned to the wave, in the order of the ids."""
        with self._reading() as connection:
            return _pinned(connection, wave_id)

    def assessment(self, assessment_id: str) -> Assessment | None:
        """Return an assessment, or None."""
        table = tables.assessments
        with self._reading() as connection:
            row = connection.execute(select(table).where(table.c.id == assessment_id)).one_or_none()
        return None if row is None else rows.to_assessment(row)

    def rename_assessment(self, assessment_id: str, name: str) -> None:
        """Give an assessment another name."""
        table = tables.assessments
        with self._writing() as connection:
            connection.execute(update(table).where(table.c.id == assessment_id).values(name=name))

    def wave(self, wave_id: str) -> Wave | None:
        """Return a wave, or None."""
        table = tables.waves
        with self._reading() as connection:
            row = connection.execute(select(table).where(table.c.id == wave_id)).one_or_none()
        return None if row is None else rows.to_wave(row)

    def close_wave(self, wave_id: str) -> None:
        """Close a wave; closing it twice changes nothing."""
        table = tables.waves
        with self._writing() as connection:
            connection.execute(update(table).where(table.c.id == wave_id).values(state="closed"))

    def response(self, response_id: str) -> Response | None:
        """Return a response, or None."""
        return self._response(select(tables.responses).where(tables.responses.c.id == response_id))

    def response_by_code(self, resume_hash: str) -> Response | None:
        """Return the response whose resume code has this hash, or None."""
        return self._response(select(tables.responses).where(tables.responses.c.resume_hash == resume_hash))

    def save_answer(self, response_id: str, questionnaire_id: str, item_id: str, saved: Saved | None) -> None:
        """Keep one answer in place of the item's earlier one; None takes the answer back.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            AlreadySubmittedError: The questionnaire was submitted.
        """
        table, key = tables.answers, (response_id, questionnaire_id, item_id)
        with self._writing() as connection:
            _check_open(connection, response_id, submits=False)
            if questionnaire_id in _submitted(connection, response_id):
                raise AlreadySubmittedError
            if saved is None:
                same = (column == value for column, value in zip(table.primary_key, key, strict=True))
                connection.execute(table.delete().where(*same))
            else:
                put(connection, table, rows.of_saved(*key, saved))

    def answers(self, response_id: str, questionnaire_id: str) -> Mapping[str, Saved]:
        """Return item id to the saved answer, in the order of the ids."""
        table = tables.answers
        query = select(table).where(table.c.response_id == response_id, table.c.questionnaire_id == questionnaire_id)
        with self._reading() as connection:
            found = {row.item_id: rows.to_saved(row) for row in connection.execute(query)}
        return dict(sorted(found.items()))

    def submit(self, response: Response, questionnaire_id: str) -> None:
        """Mark a questionnaire as submitted at ``response.submitted[questionnaire_id]``; twice changes nothing.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
        """
        with self._writing() as connection:
            _check_open(connection, response.id, submits=True)
            add_if_new(connection, tables.submissions, rows.of_submission(response, questionnaire_id))

    def set_targets(self, wave_id: str, targets: Sequence[Target]) -> None:
        """Keep targets in place of earlier ones for the same dimensions."""
        with self._writing() as connection:
            for target in targets:
                put(connection, tables.targets, rows.of_target(wave_id, target))

    def targets(self, wave_id: str, questionnaire_id: str) -> Mapping[str, Target]:
        """Return dimension id to target, in the order of the ids; the key "" is the whole questionnaire's."""
        table = tables.targets
        query = select(table).where(table.c.wave_id == wave_id, table.c.questionnaire_id == questionnaire_id)
        with self._reading() as connection:
            found = {row.dimension_id: rows.to_target(row) for row in connection.execute(query)}
        return dict(sorted(found.items()))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with faults_named(), reading(self._engine).begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with faults_named(), self._engine.begin() as connection:
            yield connection

    def _response(self, query: Select[Any]) -> Response | None:
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
            return None if row is None else rows.to_response(row, _submitted(connection, row.id))


def _check_open(connection: Connection, response_id: str, *, submits: bool) -> None:
    """Lock the response and its wave, and check that answers are still taken.

    Submitting keeps answers of the same response out and waits for them. Answers do not keep each other out, and no
    lock stands in the way of another response.
    """
    responses, waves = tables.responses, tables.waves
    query = select(responses.c.wave_id).where(responses.c.id == response_id)
    wave_id = connection.execute(query.with_for_update(read=not submits)).scalar()
    if wave_id is None:
        raise UnknownResponseError
    query = select(waves.c.state).where(waves.c.id == wave_id)
    if connection.execute(query.with_for_update(read=True)).scalar_one() == "closed":
        raise WaveClosedError


def _submitted(connection: Connection, response_id: str) -> dict[str, Any]:
    table = tables.submissions
    found: Sequence[Row[Any]] = connection.execute(select(table).where(table.c.response_id == response_id)).all()
    return {row.questionnaire_id: row.submitted_at for row in found}


def _pinned(connection: Connection, wave_id: str) -> dict[str, Pinned]:
    pins, definitions = tables.wave_questionnaires, tables.definitions
    joined = select(pins, definitions.c.data).join(definitions, definitions.c.digest == pins.c.digest)
    query = joined.where(pins.c.wave_id == wave_id)
    found = {row.questionnaire_id: rows.to_pinned(row) for row in connection.execute(query)}
    return dict(sorted(found.items()))

"""Deletion, and how long everything else is kept, on a database."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from assessments.errors import StoreUnavailableError, UnknownResponseError
from assessments.retention_model import Keeping, Stock
from storage import belonging, live, tables
from storage.deletion_rules import check_live, check_taking_out
from storage.sql_pool import leave
from storage.transactions import Transactions
from storage.upsert import add_if_new, put

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

TRIES = 5
NOT_WIPED = (
    "The database file could not be rewritten, so what was deleted may still be found in unused parts of it. "
    "The next deletion, or `python -m cli purge --yes`, tries again."
)
_LOGGER = logging.getLogger(__name__)


class SqlDeletion(Transactions):
    """Implements ``assessments.ports_deletion.DeletionStore``."""

    def delete_assessment(self, assessment_id: str) -> None:
        """Delete an assessment with the mirrors of its waves and everything that belongs to any of them."""
        tries = 1
        while not self._deleted(assessment_id):
            if tries == TRIES:
                raise StoreUnavailableError
            tries += 1
        self.wipe()

    def delete_response(self, response_id: str) -> None:
        """Delete a response of a live wave with its answers; the wave's revision is raised.

        Raises:
            UnknownResponseError: There is no such response.
            MoveError: The wave is anonymous, and an answer of it counts; or it belongs to somebody who answers alone.
        """
        with self._writing() as connection:
            wave = _hold(connection, response_id)
            check_taking_out(wave.mode, counts=_counts(connection, response_id))
            for statement in belonging.of_response(response_id):
                connection.execute(statement)
            _drop_empty_batches(connection, wave.id)
        self.wipe()

    def detach_response(self, response_id: str, *, resume_hash: str, receipt: str) -> None:
        """Let no code lead to a response of a live wave any more, and delete its answers in votes it does not count in.

        Raises:
            UnknownResponseError: There is no such response.
            MoveError: It belongs to somebody who answers alone.
        """
        responses, answers, counted = tables.responses, tables.answers, tables.counted
        with self._writing() as connection:
            _hold(connection, response_id)
            own = update(responses).where(responses.c.id == response_id)
            connection.execute(own.values(resume_hash=resume_hash, receipt=receipt))
            votes = select(counted.c.round_number).where(counted.c.response_id == response_id)
            idle = (answers.c.response_id == response_id, answers.c.round_number.not_in(votes))
            connection.execute(delete(answers).where(*idle))
        self.wipe()

    def counts(self, response_id: str) -> bool:
        """Say whether an answer of a response counts in what was revealed."""
        with self._asking() as connection:
            return _counts(connection, response_id)

    def keeping(self, assessment_id: str) -> Keeping | None:
        """Return how long an assessment is kept, or None where nobody said."""
        table = tables.keeping
        with self._asking() as connection:
            row = connection.execute(select(table).where(table.c.assessment_id == assessment_id)).one_or_none()
        return None if row is None else Keeping(row.months)

    def set_keeping(self, assessment_id: str, keeping: Keeping) -> None:
        """Say how long an assessment is kept."""
        with self._writing() as connection:
            put(connection, tables.keeping, {"assessment_id": assessment_id, "months": keeping.months})

    def promise_keeping(self, assessment_id: str, keeping: Keeping) -> None:
        """Say how long an assessment is kept unless somebody said before; one that is gone changes nothing."""
        table = tables.assessments
        with self._writing() as connection:
            found = select(table.c.id).where(table.c.id == assessment_id)
            if connection.execute(found.with_for_update(read=True, key_share=True)).one_or_none() is not None:
                add_if_new(connection, tables.keeping, {"assessment_id": assessment_id, "months": keeping.months})

    def stock(self, assessment_id: str) -> Stock | None:
        """Return how much there is of an assessment, or None where there is none."""
        assessments, waves, responses, answers = tables.assessments, tables.waves, tables.responses, tables.answers
        with self._reading() as connection:
            query = select(assessments.c.created_at).where(assessments.c.id == assessment_id)
            created_at = connection.execute(query).scalar_one_or_none()
            if created_at is None:
                return None
            ids = _with_mirrors(connection, assessment_id)
            of_waves = waves.c.assessment_id.in_(ids)
            begun = connection.execute(select(func.count(), func.max(waves.c.created_at)).where(of_waves)).one()
            joined = select(func.count(), func.max(responses.c.started_at)).join_from(responses, waves)
            given = select(func.count(), func.max(answers.c.saved_at)).select_from(answers).join(responses).join(waves)
            people, answered = (connection.execute(each.where(of_waves)).one() for each in (joined, given))
        times = (created_at, begun[1], people[1], answered[1])
        last_at = max(each for each in times if each is not None)
        return Stock(last_at, begun[0], people[0], answered[0], len(ids) - 1)

    def wipe(self) -> bool:
        """Rewrite the file of the database so that nothing deleted can be found in it."""
        if self._engine.dialect.name == "postgresql":
            return True
        try:
            with self._turns, self._asker.begin() as connection:
                # What is deleted stays in unused parts of the file, also with secure_delete: pages that were divided
                # hold copies. VACUUM writes the file anew; the checkpoint brings that into it and empties the log.
                connection.exec_driver_sql("VACUUM")
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        except (DBAPIError, StoreUnavailableError) as error:
            _LOGGER.warning(NOT_WIPED, exc_info=error)
            return False
        if busy:
            _LOGGER.warning(NOT_WIPED)
        return not busy

    def _deleted(self, assessment_id: str) -> bool:
        """Delete an assessment; return False, and delete nothing, where something came in that points at it."""
        try:
            with self._writing() as connection:
                _delete_assessment(connection, assessment_id)
        except ValueError:
            _LOGGER.warning("Something came in while an assessment was being deleted.", exc_info=True)
            return False
        return True


def _delete_assessment(connection: Connection, assessment_id: str) -> None:
    """Delete an assessment and the mirrors of its waves.

    Raises:
        ValueError: Something came in meanwhile that points at what is to go.
    """
    ids = _with_mirrors(connection, assessment_id)
    leave(connection, assessment_id)
    _lock(connection, ids)
    pins, definitions, waves = tables.wave_questionnaires, tables.definitions, tables.waves
    of_waves = select(pins.c.digest).join(waves).where(waves.c.assessment_id.in_(ids)).distinct()
    asked = connection.execute(of_waves).scalars().all()
    for statement in belonging.of_assessments(ids):
        connection.execute(statement)
    if connection.dialect.name == "postgresql":
        # Whoever pins the same definition just now has looked for it already, and would point at nothing.
        connection.execute(text("LOCK TABLE definitions IN SHARE ROW EXCLUSIVE MODE"))
    unused = definitions.c.digest.not_in(select(pins.c.digest))
    connection.execute(delete(definitions).where(definitions.c.digest.in_(asked), unused))


def _with_mirrors(connection: Connection, assessment_id: str) -> list[str]:
    """Return an assessment's id and those of the mirrors of its waves."""
    mirrors, waves = tables.mirrors, tables.waves
    own = select(waves.c.id).where(waves.c.assessment_id == assessment_id)
    held = select(mirrors.c.mirror_wave_id).where(mirrors.c.wave_id.in_(own))
    found = select(waves.c.assessment_id).where(waves.c.id.in_(held))
    return [assessment_id, *connection.execute(found).scalars()]


def _lock(connection: Connection, ids: list[str]) -> None:
    """Keep answers and moves out of assessments, and wait for those that are under way; see ``storage.sql``.

    Raises:
        ValueError: Somebody joined meanwhile.
    """
    waves, responses = tables.waves, tables.responses
    of_waves = responses.c.wave_id.in_(select(waves.c.id).where(waves.c.assessment_id.in_(ids)))
    people = select(responses.c.id).where(of_waves).order_by(responses.c.id)
    locked = connection.execute(people.with_for_update(key_share=True)).all()
    found = select(waves.c.id).where(waves.c.assessment_id.in_(ids)).order_by(waves.c.id)
    connection.execute(found.with_for_update(key_share=True)).all()
    if len(connection.execute(people).all()) != len(locked):
        raise ValueError("Somebody joined meanwhile.")


def _hold(connection: Connection, response_id: str) -> Row[str, str, str | None]:
    """Lock a response and then its wave, whose revision is raised, and return the wave's id and mode.

    Raises:
        UnknownResponseError: There is no such response.
        MoveError: It belongs to somebody who answers alone.
    """
    responses, waves = tables.responses, tables.waves
    query = select(responses.c.wave_id).where(responses.c.id == response_id)
    wave_id = connection.execute(query.with_for_update(key_share=True)).scalar_one_or_none()
    if wave_id is None:
        raise UnknownResponseError
    wave = connection.execute(select(waves.c.id, waves.c.mode, waves.c.join_code).where(waves.c.id == wave_id)).one()
    check_live(live=wave.join_code is not None)
    live.move(connection, wave_id)
    return wave


def _counts(connection: Connection, response_id: str) -> bool:
    counted = tables.counted
    query = select(counted.c.response_id).where(counted.c.response_id == response_id).limit(1)
    return connection.execute(query).first() is not None


def _drop_empty_batches(connection: Connection, wave_id: str) -> None:
    batches, counted = tables.batches, tables.counted
    full = select(counted.c.batch_number).where(counted.c.wave_id == wave_id)
    connection.execute(delete(batches).where(batches.c.wave_id == wave_id, batches.c.number.not_in(full)))

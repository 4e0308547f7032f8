"""Says whether an answer or a participant is taken, and holds the locks under which that stays true.

On PostgreSQL a statement that waited for a lock sees the locked row as it is then, but other tables as they were when
it began. So the rows that decide are locked first, and what depends on them is read by the next statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from assessments.errors import AlreadySubmittedError, UnknownResponseError, WaveClosedError
from storage import rows, tables
from storage.rules import check_answer, check_lone_answer, check_moving, check_time

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row


def check_taken(
    connection: Connection,
    response_id: str,
    questionnaire_id: str,
    item_id: str,
    round_number: int,
    *,
    at: datetime | None,
) -> None:
    """Check that an answer is taken, and keep it so until the transaction ends.

    Raises:
        UnknownResponseError: There is no such response.
        WaveClosedError: The wave is closed, or was at this time.
        AlreadySubmittedError: The questionnaire was submitted.
        RoundClosedError: The round does not take the answer.
    """
    wave = _open_wave(connection, response_id)
    check_time(wave.closes_at, at)
    found = _standing(connection, response_id, questionnaire_id)
    if found.submitted_at is not None:
        raise AlreadySubmittedError
    if wave.join_code is None:
        check_lone_answer(round_number)
        return
    newest = None if found.number is None else rows.to_round(found)
    item = (questionnaire_id, item_id)
    check_answer(newest, round_number, item, late=wave.late, counts=found.batch_number is not None)


def check_submitting(connection: Connection, response_id: str, at: datetime) -> None:
    """Check that a response may be submitted, keep its answers out and wait for those that are being saved.

    Raises:
        UnknownResponseError: There is no such response.
        WaveClosedError: The wave is closed.
    """
    responses = tables.responses
    # Not FOR UPDATE: a batch that is being counted points at the response while it holds the wave.
    connection.execute(select(responses.c.id).where(responses.c.id == response_id).with_for_update(key_share=True))
    check_time(_open_wave(connection, response_id).closes_at, at)


def check_joining(connection: Connection, wave_id: str, at: datetime) -> None:
    """Check that a wave takes participants, and keep it so until the transaction ends.

    Raises:
        ValueError: There is no live wave with this id.
        WaveClosedError: The wave is closed.
    """
    waves = tables.waves
    query = select(waves.c.state, waves.c.closes_at).where(waves.c.id == wave_id, waves.c.join_code.is_not(None))
    wave = connection.execute(query.with_for_update(read=True)).one_or_none()
    if wave is None:
        raise ValueError("The live wave does not exist.")
    if wave.state == "closed":
        raise WaveClosedError
    check_time(wave.closes_at, at)


def check_moving_response(connection: Connection, response_id: str) -> None:
    """Check that a response may change its groups or its link, and keep it so until the transaction ends.

    Raises:
        UnknownResponseError: There is no such response.
        WaveClosedError: The wave is closed.
        MoveError: An answer of it counts.
    """
    _open_wave(connection, response_id)
    counted = tables.counted
    query = select(counted.c.response_id).where(counted.c.response_id == response_id).limit(1)
    check_moving(counts=connection.execute(query).one_or_none() is not None)


def _open_wave(connection: Connection, response_id: str) -> Row[str, str | None, bool, datetime | None]:
    """Lock a response and then its wave against changes; no lock stands in the way of another answer."""
    responses, waves = tables.responses, tables.waves
    joined = select(waves.c.state, waves.c.join_code, waves.c.late, waves.c.closes_at).join_from(responses, waves)
    query = joined.where(responses.c.id == response_id).with_for_update(read=True, of=[responses, waves])
    wave = connection.execute(query).one_or_none()
    if wave is None:
        raise UnknownResponseError
    if wave.state == "closed":
        raise WaveClosedError
    return wave


def _standing(connection: Connection, response_id: str, questionnaire_id: str) -> Row[Any]:
    """Return the newest round, the batch the response counts in there, and when the questionnaire was submitted."""
    responses, submissions, rounds, counted = tables.responses, tables.submissions, tables.rounds, tables.counted
    of_questionnaire = and_(
        submissions.c.response_id == responses.c.id, submissions.c.questionnaire_id == questionnaire_id
    )
    of_round = and_(counted.c.response_id == responses.c.id, counted.c.round_number == rounds.c.number)
    query = (
        select(rounds, counted.c.batch_number, submissions.c.submitted_at)
        .select_from(responses)
        .outerjoin(submissions, of_questionnaire)
        .outerjoin(rounds, rounds.c.wave_id == responses.c.wave_id)
        .outerjoin(counted, of_round)
        .where(responses.c.id == response_id)
        .order_by(rounds.c.number.desc())
        .limit(1)
    )
    return connection.execute(query).one()

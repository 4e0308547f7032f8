"""A live wave in the tables: its rounds and batches, what came in, and the organiser's moves.

A move first raises the revision in the wave's row. That locks it: answers wait, and so does another organiser.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select, update

from assessments.errors import WaveClosedError
from assessments.model import Batch, Live, Tally
from storage import rows, tables
from storage.rules import check_counting, check_inviting, check_opening, check_state

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Select

    from assessments.model import Round, RoundState, Vote


def live(connection: Connection, wave_id: str) -> Live | None:
    """Return how far a live wave is; None where there is no such wave or it has no join code."""
    waves, rounds = tables.waves, tables.rounds
    query = select(waves.c.revision, waves.c.screen, waves.c.late)
    wave = connection.execute(query.where(waves.c.id == wave_id, waves.c.join_code.is_not(None))).one_or_none()
    if wave is None:
        return None
    opened = connection.execute(select(rounds).where(rounds.c.wave_id == wave_id).order_by(rounds.c.number))
    return Live(
        revision=wave.revision,
        screen=wave.screen,
        late=wave.late,
        rounds=tuple(rows.to_round(row) for row in opened),
        batches=_batches(connection, wave_id),
    )


def move(connection: Connection, wave_id: str, **changes: Any) -> str:
    """Change a live wave, raise its revision, lock it, and return whether it is open.

    Raises:
        ValueError: There is no live wave with this id.
    """
    waves = tables.waves
    which = update(waves).where(waves.c.id == wave_id, waves.c.join_code.is_not(None))
    moved = which.values(revision=waves.c.revision + 1, **changes).returning(waves.c.state)
    state: str | None = connection.execute(moved).scalar()
    if state is None:
        raise ValueError("The live wave does not exist.")
    return state


def open_round(connection: Connection, wave_id: str, opened: Round) -> None:
    """Open the next round.

    Raises:
        WaveClosedError: The wave is closed.
        MoveError: The round may not be opened.
    """
    _move_open(connection, wave_id)
    check_opening(_newest(connection, wave_id), opened.number)
    connection.execute(tables.rounds.insert(), rows.of_round(wave_id, opened))


def set_round_state(connection: Connection, wave_id: str, number: int, state: RoundState) -> None:
    """Stop, reopen or reveal the newest round.

    Raises:
        WaveClosedError: The wave is closed.
        MoveError: The state may not be changed.
    """
    rounds = tables.rounds
    _move_open(connection, wave_id)
    check_state(_newest(connection, wave_id), number)
    which = update(rounds).where(rounds.c.wave_id == wave_id, rounds.c.number == number)
    connection.execute(which.values(state=state))


def count(connection: Connection, wave_id: str, round_number: int, responses: frozenset[str], at: datetime) -> None:
    """Let those of the responses count in a round who do not yet, in a batch of their own.

    Raises:
        WaveClosedError: The wave is closed.
        MoveError: Answers of the round may not be made to count.
        ValueError: A response does not exist in this wave.
    """
    rounds, batches, counted = tables.rounds, tables.batches, tables.counted
    _move_open(connection, wave_id)
    query = select(rounds).where(rounds.c.wave_id == wave_id, rounds.c.number == round_number)
    check_counting(_round(connection, query))
    members = select(tables.responses.c.id).where(tables.responses.c.wave_id == wave_id)
    if not responses <= set(connection.execute(members).scalars()):
        raise ValueError("A response does not exist in this wave.")
    in_round = select(counted.c.response_id).where(counted.c.wave_id == wave_id, counted.c.round_number == round_number)
    fresh = sorted(responses - set(connection.execute(in_round).scalars()))
    if not fresh:
        return
    newest = select(func.coalesce(func.max(batches.c.number), 0)).where(batches.c.wave_id == wave_id)
    number = connection.execute(newest).scalar_one() + 1
    batch = {"wave_id": wave_id, "number": number, "round_number": round_number, "counted_at": at}
    connection.execute(batches.insert(), batch)
    entry = {"wave_id": wave_id, "batch_number": number, "round_number": round_number}
    connection.execute(counted.insert(), [{**entry, "response_id": each} for each in fresh])


def set_invited(connection: Connection, wave_id: str, invited: int) -> None:
    """Say how many people are asked to take part.

    Raises:
        WaveClosedError: The wave is closed.
        MoveError: The number may not change any more.
    """
    waves = tables.waves
    if move(connection, wave_id, invited=invited) == "closed":
        raise WaveClosedError
    mode = connection.execute(select(waves.c.mode).where(waves.c.id == wave_id)).scalar_one()
    check_inviting(anonymous=mode == "anonymous", counts=bool(_batches(connection, wave_id)))


def votes(connection: Connection, wave_id: str, response_id: str | None = None) -> tuple[Vote, ...]:
    """Return the answers of a wave, or of one response in it, by response, questionnaire, item and round."""
    answers, responses = tables.answers, tables.responses
    query = select(answers).join_from(answers, responses).where(responses.c.wave_id == wave_id)
    if response_id is not None:
        query = query.where(answers.c.response_id == response_id)
    found = [rows.to_vote(row) for row in connection.execute(query)]
    # Sorted here, because databases order texts by rules of their own.
    return tuple(sorted(found, key=lambda v: (v.response_id, v.questionnaire_id, v.item_id, v.round_number)))


def tally(connection: Connection, wave_id: str, round_number: int) -> Tally:
    """Count what has come in; every role of a response in the wave appears, sorted."""
    answers, responses, counted = tables.answers, tables.responses, tables.counted
    of_wave = responses.c.wave_id == wave_id
    roles = select(responses.c.role, func.count()).where(of_wave).group_by(responses.c.role)
    joined = {row[0]: row[1] for row in connection.execute(roles)}
    key = (answers.c.round_number, answers.c.questionnaire_id, answers.c.item_id)
    counts = and_(counted.c.response_id == answers.c.response_id, counted.c.round_number == answers.c.round_number)
    given = select().join_from(answers, responses).where(of_wave, answers.c.kind != "unanswered")
    each_voter = given.add_columns(func.count()).where(answers.c.round_number == round_number)
    voted = connection.execute(each_voter.group_by(answers.c.response_id)).scalars().all()
    items = given.outerjoin(counted, counts).add_columns(*key, func.count(), func.count(counted.c.response_id))
    found = connection.execute(items.group_by(*key)).all()
    return Tally(
        joined=dict(sorted(joined.items())),
        answered=dict(sorted(((each[1], each[2]), each[3]) for each in found if each[0] == round_number)),
        voters=len(voted),
        received=sum(each[3] for each in found),
        counted=sum(each[4] for each in found),
        given=tuple(sorted(voted)),
    )


def _move_open(connection: Connection, wave_id: str) -> None:
    if move(connection, wave_id) == "closed":
        raise WaveClosedError


def _newest(connection: Connection, wave_id: str) -> Round | None:
    rounds = tables.rounds
    query = select(rounds).where(rounds.c.wave_id == wave_id)
    return _round(connection, query.order_by(rounds.c.number.desc()).limit(1))


def _round(connection: Connection, query: Select[Any]) -> Round | None:
    row = connection.execute(query).one_or_none()
    return None if row is None else rows.to_round(row)


def _batches(connection: Connection, wave_id: str) -> tuple[Batch, ...]:
    batches, counted = tables.batches, tables.counted
    joined = select(batches, counted.c.response_id).join_from(batches, counted)
    found = connection.execute(joined.where(batches.c.wave_id == wave_id).order_by(batches.c.number))
    groups = groupby(found, key=lambda row: (row.number, row.round_number, row.counted_at))
    # Numbered anew: a batch is gone once everybody in it has taken the own answers out.
    return tuple(
        Batch(number, round_number, frozenset(row.response_id for row in group), at)
        for number, ((_, round_number, at), group) in enumerate(groups, start=1)
    )

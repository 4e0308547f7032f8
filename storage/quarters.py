"""What leads from one wave to the next in the tables: closing times, and the next wave with all it begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from assessments.errors import WaveClosedError
from storage import queries, rows, tables
from storage.next_rules import check_next
from storage.upsert import put

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from assessments.model import Opening, Wave


def close(connection: Connection, wave_id: str) -> None:
    """Close a wave that is open, and raise its revision."""
    waves = tables.waves
    closing = update(waves).where(waves.c.id == wave_id, waves.c.state == "open")
    connection.execute(closing.values(state="closed", revision=waves.c.revision + 1))


def set_closing(connection: Connection, wave_id: str, closes_at: datetime | None) -> None:
    """Say from when on a wave takes no answer, and raise its revision; that locks it like every move.

    Raises:
        WaveClosedError: The wave is closed.
        ValueError: There is no such wave.
    """
    waves = tables.waves
    moved = update(waves).where(waves.c.id == wave_id).values(closes_at=closes_at, revision=waves.c.revision + 1)
    state = connection.execute(moved.returning(waves.c.state)).scalar()
    if state is None:
        raise ValueError("The wave does not exist.")
    if state == "closed":
        raise WaveClosedError


def waves_for_next(connection: Connection, after: str, wave: Wave) -> list[Wave]:
    """Lock the wave before the next one, and return all of its assessment so far, in no order.

    Of several who open one after the same wave, one locks its row; the others wait, and then see the new wave.
    """
    waves = tables.waves
    # Not FOR UPDATE: whoever pins a definition or adds a response points at the wave.
    connection.execute(select(waves.c.id).where(waves.c.id == after).with_for_update(key_share=True))
    return queries.waves(connection, waves.c.assessment_id == wave.assessment_id)


def open_next(connection: Connection, opening: Opening, resume_hash: str | None) -> None:
    """Keep the next wave with everything it begins with; the lone one before it is closed.

    Raises:
        MoveError: The newest wave is live and not closed, or another one has been opened after it.
        ValueError: The parts do not fit each other, or the wave before.
    """
    wave = opening.wave
    check_next(opening, resume_hash, waves_for_next(connection, opening.after, wave))
    if wave.join_code is None:
        close(connection, opening.after)
    screen = {} if opening.vote is None else {"screen": "progress"}
    connection.execute(tables.waves.insert(), rows.of_wave(wave) | screen)
    for definition in opening.definitions:
        queries.pin(connection, wave.id, definition)
    for target in opening.targets:
        put(connection, tables.targets, rows.of_target(wave.id, target))
    for importance in opening.importance:
        put(connection, tables.importance, rows.of_importance(wave.id, importance))
    if opening.vote is not None:
        connection.execute(tables.rounds.insert(), rows.of_round(wave.id, opening.vote))
    if opening.response is not None and resume_hash is not None:
        queries.add_response(connection, opening.response, resume_hash)

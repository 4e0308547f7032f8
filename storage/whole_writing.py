"""A whole assessment, or a wave with its answers, into the tables, in the caller's transaction."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from storage import quarters, queries, rows, tables
from storage.door_rules import first_grant
from storage.whole import few
from storage.whole_rules import check_following, check_free, check_same, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Table

    from assessments.kept import Kept, KeptWave
    from assessments.model import Live
    from storage.whole_rules import Key

MANY = 10_000  # rows that are held at a time
COLUMNS: Mapping[Key, ColumnElement[Any]] = {
    "assessment": tables.assessments.c.id,
    "wave": tables.waves.c.id,
    "join code": tables.waves.c.join_code,
    "response": tables.responses.c.id,
    "resume code": tables.responses.c.resume_hash,
    "action": tables.actions.c.id,
}


def add(connection: Connection, kept: Kept) -> None:
    """Add an assessment with everything that belongs to it.

    Raises:
        ValueError: An id or a code is taken; the message says which.
    """
    _check_free(connection, [("assessment", [kept.assessment.id]), *keys_of(kept.waves, kept.actions)])
    connection.execute(tables.assessments.insert(), rows.of_assessment(kept.assessment))
    connection.execute(tables.grants.insert(), asdict(first_grant(kept.assessment, kept.organiser_hash)))
    for each in kept.waves:
        _add_wave(connection, each)
    _add_all(connection, tables.actions, (rows.of_action(each) for each in kept.actions))


def add_next(connection: Connection, after: str, filled: KeptWave) -> None:
    """Add the next wave of an assessment with its answers; the lone one before it is closed.

    Raises:
        MoveError: The newest wave is live and not closed, or another one has been opened after it.
        ValueError: An id or a code is taken, or the wave does not fit the one before.
    """
    check_following(after, filled, quarters.waves_for_next(connection, after, filled.wave))
    _check_free(connection, keys_of([filled]))
    if filled.live is None:
        quarters.close(connection, after)
    _add_wave(connection, filled)


def _check_free(connection: Connection, keys: Iterable[tuple[Key, Sequence[str]]]) -> None:
    def taken(kind: Key, values: Sequence[str]) -> str | None:
        column = COLUMNS[kind]
        found = (connection.execute(select(column).where(column.in_(part)).limit(1)).scalar() for part in few(values))
        return next((each for each in found if each is not None), None)

    check_free(keys, taken)


def _add_wave(connection: Connection, filled: KeptWave) -> None:
    wave, live = filled.wave, filled.live
    moved = {} if live is None else {"revision": live.revision, "screen": live.screen, "late": live.late}
    connection.execute(tables.waves.insert(), rows.of_wave(wave) | moved)
    for definition in filled.definitions:
        queries.pin(connection, wave.id, definition)
    held = queries.pinned(connection, wave.id)
    for definition in filled.definitions:
        check_same(definition, held[definition.questionnaire_id].data)
    _add_all(connection, tables.responses, (rows.of_response(e.response, e.resume_hash) for e in filled.responses))
    submitted = (rows.of_submission(e.response, each) for e in filled.responses for each in e.response.submitted)
    _add_all(connection, tables.submissions, submitted)
    _add_all(connection, tables.answers, map(rows.of_vote, filled.votes))
    if live is not None:
        _add_live(connection, wave.id, live)
    _add_all(connection, tables.targets, (rows.of_target(wave.id, each) for each in filled.targets))
    _add_all(connection, tables.importance, (rows.of_importance(wave.id, each) for each in filled.importance))


def _add_live(connection: Connection, wave_id: str, live: Live) -> None:
    _add_all(connection, tables.rounds, (rows.of_round(wave_id, each) for each in live.rounds))
    for batch in live.batches:
        entry = {"wave_id": wave_id, "round_number": batch.round_number}
        counted_at = {"number": batch.number, "counted_at": batch.counted_at}
        connection.execute(tables.batches.insert(), entry | counted_at)
        entry["batch_number"] = batch.number
        _add_all(connection, tables.counted, ({**entry, "response_id": each} for each in sorted(batch.responses)))


def _add_all(connection: Connection, table: Table, added: Iterable[Mapping[str, Any]]) -> None:
    """Add rows whose keys are new, some at a time."""
    left = iter(added)
    while part := [*islice(left, MANY)]:
        connection.execute(table.insert(), part)

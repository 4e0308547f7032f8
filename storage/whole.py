"""A whole assessment out of the tables, in the caller's transaction, with any number of answers.

What it gave to the benchmark pool, files with figures of others, the trail, and all grants and invitations are no part
of it, but for the hash of its oldest organiser's key.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from sqlalchemy import Text, cast, select

from assessments.kept import Kept, KeptResponse, KeptWave
from assessments.model import Saved, Vote
from questionnaires.values import Answer
from storage import live, queries, rows, sql_doors, tables
from storage.door_rules import first_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from assessments.model import Importance, Target, Wave
    from questionnaires.values import AnswerKind, Evidence

FEW = 500  # responses whose answers are held as rows at a time
ALIKE = 1_000  # answers that are remembered, so that those that are alike share one object


def read(connection: Connection, assessment_id: str) -> Kept | None:
    """Return an assessment with everything that belongs to it, or None."""
    table = tables.assessments
    row = connection.execute(select(table).where(table.c.id == assessment_id)).one_or_none()
    if row is None:
        return None
    waves = queries.waves(connection, tables.waves.c.assessment_id == assessment_id)
    waves.sort(key=lambda each: (each.created_at, each.id))
    return Kept(
        assessment=rows.to_assessment(row),
        organiser_hash=first_key(sql_doors.grants(connection, assessment_id)).hash,
        waves=tuple(_wave(connection, each) for each in waves),
        actions=queries.actions(connection, assessment_id),
    )


def few(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Return ids in parts that one statement can take."""
    return (ids[start : start + FEW] for start in range(0, len(ids), FEW))


def _wave(connection: Connection, wave: Wave) -> KeptWave:
    table = tables.responses
    responses = queries.responses(connection, table.c.wave_id == wave.id)
    found = connection.execute(select(table.c.id, table.c.resume_hash).where(table.c.wave_id == wave.id))
    hashes = {row.id: row.resume_hash for row in found}
    return KeptWave(
        wave=wave,
        definitions=tuple(queries.pinned(connection, wave.id).values()),
        responses=tuple(KeptResponse(each, hashes[each.id]) for each in responses),
        votes=_votes(connection, [each.id for each in responses]),
        live=live.live(connection, wave.id),
        targets=_targets(connection, wave.id),
        importance=_importance(connection, wave.id),
    )


def _votes(connection: Connection, response_ids: Sequence[str]) -> tuple[Vote, ...]:
    """Return the answers of responses by response, questionnaire, item and round; the ids are in their order."""
    columns = tables.answers.c
    key = (columns.response_id, columns.questionnaire_id, columns.item_id, columns.round_number)
    # As text, because most answers are one of few: see ``storage.columns``.
    given = (columns.kind, cast(columns.value, Text), columns.reason, columns.comment, columns.evidence)
    query = select(*key, columns.saved_at, *given)
    names = {each: each for each in response_ids}  # one object for each name, not one for each answer

    @lru_cache(ALIKE)
    def answer(kind: AnswerKind, value: str | None, reason: str, comment: str, evidence: Evidence | None) -> Answer:
        return Answer(kind, None if value is None else json.loads(value), reason, comment, evidence)

    def some(ids: Sequence[str]) -> list[Vote]:
        # Sorted here, because databases order texts by rules of their own.
        found = sorted(connection.execute(query.where(columns.response_id.in_(ids))), key=itemgetter(0, 1, 2, 3))
        return [
            Vote(
                names[response_id],
                names.setdefault(questionnaire_id, questionnaire_id),
                names.setdefault(item_id, item_id),
                round_number,
                Saved(answer(*parts), at),
            )
            for response_id, questionnaire_id, item_id, round_number, at, *parts in found
        ]

    return tuple(chain.from_iterable(some(ids) for ids in few(response_ids)))


def _targets(connection: Connection, wave_id: str) -> tuple[Target, ...]:
    found = connection.execute(select(tables.targets).where(tables.targets.c.wave_id == wave_id))
    each_one = [rows.to_target(row) for row in found]
    return tuple(sorted(each_one, key=lambda each: (each.questionnaire_id, each.dimension_id)))


def _importance(connection: Connection, wave_id: str) -> tuple[Importance, ...]:
    found = connection.execute(select(tables.importance).where(tables.importance.c.wave_id == wave_id))
    each_one = [rows.to_importance(row) for row in found]
    return tuple(sorted(each_one, key=lambda each: (each.questionnaire_id, each.dimension_id)))

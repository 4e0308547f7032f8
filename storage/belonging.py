"""Which rows of which table belong to an assessment or to a response, read off the tables themselves.

A new table whose rows point at an assessment, a wave or a response, by whatever way, is found here without being named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, or_, select

from storage import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Column, Delete, Table

# What several assessments share: it belongs to none of them.
SHARED = (tables.definitions, tables.pool_families, tables.pool_editions)
_ASSESSMENT, _WAVE, _RESPONSE = tables.assessments.c.id, tables.waves.c.id, tables.responses.c.id


def of_assessments(ids: Sequence[str]) -> Iterator[Delete]:
    """Return what deletes some assessments with all their rows, in an order in which no row points at one that is gone.

    Args:
        ids: Theirs; no more than one statement can take.
    """
    waves = select(_WAVE).where(tables.waves.c.assessment_id.in_(ids))
    responses = select(_RESPONSE).where(tables.responses.c.wave_id.in_(waves))
    theirs: dict[Column[Any], Any] = {_ASSESSMENT: ids, _WAVE: waves, _RESPONSE: responses}
    for table in reversed(tables.metadata.sorted_tables):
        whose = [column.in_(theirs[root]) for column, root in roots_of(table).items()]
        if whose:
            yield delete(table).where(or_(*whose))


def of_response(response_id: str) -> Iterator[Delete]:
    """Return what deletes a response with all rows that point at it."""
    for table in reversed(tables.metadata.sorted_tables):
        whose = [column == response_id for column, root in roots_of(table).items() if root is _RESPONSE]
        if whose:
            yield delete(table).where(or_(*whose))


def roots_of(table: Table) -> dict[Column[Any], Column[Any]]:
    """Return each column that names an assessment, a wave or a response, with the column of its id there."""
    return {column: root for column in table.columns if (root := _root(column)) is not None}


def _root(column: Column[Any]) -> Column[Any] | None:
    if column in {_ASSESSMENT, _WAVE, _RESPONSE}:
        return column
    return next((root for key in column.foreign_keys if (root := _root(key.column)) is not None), None)

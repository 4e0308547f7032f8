"""The answers of a wave without what only their own pages show: read for all waves of an assessment at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from sqlalchemy import Text, cast, select

from assessments.model import Saved, Vote
from questionnaires.values import Answer
from storage import tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

FEW = 500  # rows that are held at a time


class Votes(Sequence[Vote]):
    """Votes that are made when somebody looks at them.

    Hundreds of thousands of objects that wait would slow down everything else: Python looks through them all again and
    again for what it may forget. A column is one object.
    """

    __slots__ = ("_columns",)

    def __init__(self, *columns: Sequence[Any]) -> None:
        """Take what the votes are made of: a sequence for each attribute, all of one length, at least one."""
        self._columns = columns

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._columns[0])

    def __iter__(self) -> Iterator[Vote]:
        """Return each vote in turn."""
        return map(Vote, *self._columns)

    @overload
    def __getitem__(self, place: int) -> Vote: ...

    @overload
    def __getitem__(self, place: slice) -> Votes: ...

    def __getitem__(self, place: int | slice) -> Vote | Votes:
        """Return the vote at a place, or some votes."""
        parts: list[Any] = [column[place] for column in self._columns]
        return Votes(*parts) if isinstance(place, slice) else Vote(*parts)


def bare_votes(connection: Connection, wave_id: str) -> Sequence[Vote]:
    """Return the answers of a wave as ``Store.bare_votes`` says; those that are alike share one object."""
    answers, responses, waves = tables.answers.c, tables.responses.c, tables.waves.c
    at = connection.execute(select(waves.created_at).where(waves.id == wave_id)).scalar_one_or_none()
    if at is None:
        return ()
    # As text, because most answers are one of few, and reading the same JSON again and again takes half of the time.
    given = (answers.kind, cast(answers.value, Text))
    key = (answers.response_id, answers.questionnaire_id, answers.item_id, answers.round_number)
    query = select(*key, *given).join_from(tables.answers, tables.responses).where(responses.wave_id == wave_id)
    columns: tuple[list[Any], ...] = ([], [], [], [], [])
    alike: dict[tuple[str, str | None], Saved] = {}
    for rows in connection.execute(query).partitions(FEW):
        *keys, kinds, texts = zip(*rows, strict=True)
        for kind, text in set(zip(kinds, texts, strict=True)) - alike.keys():
            alike[kind, text] = Saved(Answer(kind=kind, value=None if text is None else json.loads(text)), at)
        for column, values in zip(columns, keys, strict=False):
            column.extend(values)
        columns[-1].extend(map(alike.__getitem__, zip(kinds, texts, strict=True)))
    return Votes(*columns) if columns[0] else ()

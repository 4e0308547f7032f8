"""The figures of all answers that count in a room, before anything is rounded or held back: only beside the answers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from assessments.figures_stated import Stated, under
from assessments.looks import ballots
from assessments.room_scores import revealed
from scoring.result import score
from scoring.sheet import State, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessments.model import Live, Vote
    from questionnaires.model import Questionnaire
    from questionnaires.values import Answer


def figures_counted(live: Live, asked: Sequence[Questionnaire], votes: Sequence[Vote]) -> tuple[Stated, ...]:
    """Return the scores of everybody who counts and the mean points of each item, to the last digit.

    Nobody is shown these: a single changed answer moves them, where the figures shown may round it away.

    Args:
        live: How far the wave is; what was not revealed does not count.
        asked: Its questionnaires, as they were pinned.
        votes: Every answer of the wave.
    """
    batches = revealed(live)
    people = sorted(frozenset[str]().union(*(each.responses for each in batches)))
    given = ballots(votes, batches)
    found = [Stated("people", len(people))]
    for each in asked if people else ():
        own = given.get(each.id, {})
        found += _counted(each, [own.get(person, {}) for person in people])
    return tuple(found)


def _counted(asked: Questionnaire, batch: Sequence[Mapping[str, Answer]]) -> Iterator[Stated]:
    cells = sheet(asked, batch)
    result = score(asked, batch, cells=cells)
    yield from under(asked.id, {"score": result.score, "low": result.low, "coverage": result.coverage})
    for each in result.dimensions:
        yield from under(f"{asked.id}/{each.dimension.id}", {"score": each.score, "low": each.low, "n": each.n})
    for column, item_id in enumerate(cells.items):
        points = [value for value in cells.points[:, column].tolist() if not math.isnan(value)]
        states = cells.states[:, column]
        yield from under(
            f"{asked.id}/items/{item_id}",
            {
                "mean": math.fsum(points) / len(points) if points else None,
                "values": int((states == State.VALUE).sum()),
                "unknown": int((states == State.DONT_KNOW).sum()),
            },
        )

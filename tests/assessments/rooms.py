"""Builds rooms: who said what in which vote, and what may be shown of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from assessments.model import Batch, Live, Response, Round, Saved, Vote, Wave
from assessments.room import room_view
from questionnaires.values import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Mode
    from assessments.room_model import RoomView
    from questionnaires.loader import Definition

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DONT_KNOW = Answer("dont_know")


def answer(value: Any) -> Answer:
    """Return an answer as it is, and anything else as an answer with that value."""
    return value if isinstance(value, Answer) else Answer(value=value)


def a_wave(mode: Mode = "open", smallest: int = 1, invited: int | None = None, *, state: Any = "open") -> Wave:
    """Return a live wave."""
    return Wave("w", "a", "2026 Q1", mode, smallest, invited, state, START, ("Lead", "Front"), (), "ABC234")


def room(
    definition: Definition,
    first: Sequence[Mapping[str, Any]],
    *later: Mapping[int, Mapping[str, Any]],
    roles: Sequence[str] = (),
    wave: Wave | None = None,
) -> RoomView:
    """Return a room after its votes.

    Args:
        definition: What was asked.
        first: One mapping a person, item id to value or answer.
        later: One mapping a further vote, person (their place in ``first``) to item id to value or answer.
        roles: The role of each person; none where they are left out.
        wave: The wave; an open one where it is left out.
    """
    asked = definition.questionnaire
    ids = [f"p{place:03}" for place in range(len(first))]
    responses = [
        Response(each, "w", roles[place] if roles else "", "", "BCDF-GHJK", START) for place, each in enumerate(ids)
    ]
    votes, batches = [], []
    for number, answers in enumerate((dict(enumerate(first)), *later), start=1):
        at = START + timedelta(minutes=number)
        batches.append(Batch(number, number, frozenset(ids[place] for place in answers), at))
        votes += [
            Vote(ids[place], asked.id, item_id, number, Saved(answer(value), at))
            for place, given in answers.items()
            for item_id, value in given.items()
        ]
    rounds = [Round(each.number, None, "revealed", START) for each in batches]
    live = Live(1, "ranking", late=True, rounds=tuple(rounds), batches=tuple(batches))
    return room_view(wave or a_wave(), live, (asked,), responses, votes)

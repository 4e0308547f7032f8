"""Every figure that may be shown of a room, flat and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.figures_stated import Stated, spread_of, under

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessments.room_model import Figure, GroupFigure, RoomItem, RoomResult, RoomView, VoteView


def figures_of_room(view: RoomView) -> tuple[Stated, ...]:
    """Return the figures of a room: how many count, the scores, then every item in the order in which it was asked."""
    asked = {each.questionnaire.id: place for place, each in enumerate(view.results)}
    items = sorted(view.items, key=lambda each: (asked[each.key[0]], each.number))
    return (
        Stated("people", view.people or None),
        *(each for result in view.results for each in _result(result)),
        *(each for item in items for each in _item(item)),
    )


def mean(prefix: str, found: Figure) -> Iterator[Stated]:
    """Yield a mean with its interval and how many people it rests on."""
    yield from under(
        prefix, {"points": found.points, "low": found.low, "high": found.high, "people": found.people or None}
    )


def _groups(prefix: str, groups: Sequence[GroupFigure]) -> Iterator[Stated]:
    for each in groups:
        yield from mean(f"{prefix}/{each.kind}s/{each.name}", each.figure)


def _result(found: RoomResult) -> Iterator[Stated]:
    name = found.questionnaire.id
    yield from mean(name, found.overall)
    yield from _groups(name, found.groups)
    for each in found.dimensions:
        prefix = f"{name}/{each.dimension.id}"
        yield from mean(prefix, each.figure)
        yield from under(prefix, {"weight": each.dimension.weight, "stage": each.stage})
        yield from _groups(prefix, each.groups)
    yield from spread_of(name, found.spread)


def _item(room: RoomItem) -> Iterator[Stated]:
    prefix = f"{room.key[0]}/items/{room.item.id}"
    yield from _vote(prefix, room.now)
    if room.first is not None:
        yield from _vote(f"{prefix}/first-vote", room.first)
    yield from under(prefix, {"weight": room.item.weight, "concern": room.concern, "course": room.course})
    yield from _groups(prefix, room.groups)
    for number, each in enumerate(room.numbers, start=1):
        values = {str(place): value for place, (_, value) in enumerate(each.given, start=1)}
        yield from under(f"{prefix}/numbers/{number}", values)


def _vote(prefix: str, vote: VoteView) -> Iterator[Stated]:
    yield from mean(prefix, vote.figure)
    if vote.counts is not None:
        yield from under(f"{prefix}/levels", {str(level): n for level, n in enumerate(vote.counts, start=1)})
    yield from under(
        prefix,
        {
            "unknown": vote.unknown,
            "silent": vote.silent,
            "unknown-share": vote.unknown_share,
            "agreement": vote.verdict,
            "distance": vote.distance,
        },
    )

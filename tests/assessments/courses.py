"""The looks of a wave made from who answered what, and everything that can be read in what a room shows of them."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from assessments.model import Batch, Live, Response, Round, Saved, Vote, Wave
from assessments.room import room_view
from assessments.room_model import GroupFigure, RoomDimension, RoomItem, RoomView, Unseen
from questionnaires.parts import Part
from questionnaires.values import Answer
from tests.assessments.rooms import START, a_wave

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from questionnaires.model import Questionnaire

    Given = Mapping[str, Answer]  # item id to answer


@dataclass(frozen=True, slots=True)
class Course:
    """The looks of one wave: in each, the round and who gave which answers."""

    roles: tuple[str, ...]
    smallest: int
    looks: tuple[tuple[int, Mapping[int, Given]], ...]


def views(asked: Questionnaire, course: Course) -> list[RoomView]:
    """Return the room after every look."""
    responses = [Response(name(at), "w", role, "", "BCDF-GHJK", START) for at, role in enumerate(course.roles)]
    votes = [
        Vote(name(person), asked.id, item_id, number, Saved(answer, START))
        for number, given in course.looks
        for person, answers in given.items()
        for item_id, answer in answers.items()
    ]
    batches = [
        Batch(place, number, frozenset(map(name, given)), START)
        for place, (number, given) in enumerate(course.looks, start=1)
    ]
    rounds = [Round(number, None, "revealed", START) for number in sorted({number for number, _ in course.looks})]
    wave: Wave = a_wave("anonymous", course.smallest)
    return [
        room_view(
            wave,
            Live(1, "", late=True, rounds=tuple(rounds), batches=tuple(batches[:last])),
            (asked,),
            responses,
            votes,
        )
        for last in range(1, len(batches) + 1)
    ]


def name(person: int) -> str:
    return f"p{person:02}"


def walked(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield every field of a view with the way to it; a questionnaire's own parts hold no answers."""
    if isinstance(value, Part | Wave):
        return
    if is_dataclass(value):
        for each in fields(value):
            yield from walked(getattr(value, each.name), (*path, _label(value), each.name))
    elif isinstance(value, tuple) and value and is_dataclass(value[0]):
        for each in value:
            yield from walked(each, path)
    else:
        yield path, value


def _label(value: object) -> str:
    match value:
        case RoomItem():
            return f"item {value.item.id}"
        case RoomDimension():
            return f"dimension {value.dimension.id}"
        case GroupFigure():
            return f"{value.kind} {value.name}"
        case Unseen():
            return f"role {value.role}"
        case _:
            return type(value).__name__

"""Builds rooms of two dimensions with three questions each: who is at which level, in which votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.model import Batch, Live, Response, Round, Saved, Vote
from assessments.room import room_view
from assessments.room_model import RoomItem, RoomResult, RoomView
from questionnaires.loader import Definition
from tests.assessments.rooms import DONT_KNOW, START, a_wave, answer, room
from tests.scoring.build import dimension, questionnaire, rubric

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaires.model import Questionnaire

# Two dimensions of three rubrics with the levels l1 to l4, worth 0, 33.3, 66.7 and 100.
SMALL = questionnaire(
    dimension("know", rubric("a"), rubric("b"), rubric("c")),
    dimension("act", rubric("d"), rubric("e"), rubric("f")),
    stage_rule="tolerant_gate",
)

# Levels of twelve people, six leaders and then six of the front line.
TWELVE = {
    "a": "444433331111",  # 0 points at one end, 100 at the other: 4, 0, 4, 4
    "b": "222222333333",
    "c": "333333333333",
    "d": "444333222111",
    "e": "333333111111",
    "f": "123412341234",
}
ROLES = ["Lead"] * 6 + ["Front"] * 6


def defined(asked: Questionnaire) -> Definition:
    """Return a questionnaire as it is pinned."""
    return Definition(asked, {}, "0" * 64)


def people(levels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return one mapping a person from one text an item: the level of each person, ``?`` don't know, ``.`` nothing."""
    count = len(next(iter(levels.values())))
    given = {"?": DONT_KNOW}
    return [
        {key: given.get(row[place], f"l{row[place]}") for key, row in levels.items() if row[place] != "."}
        for place in range(count)
    ]


def small(levels: Mapping[str, str], *later: Mapping[int, Mapping[str, Any]], **rest: Any) -> RoomView:
    return room(defined(SMALL), people(levels), *later, **rest)


def one(view: RoomView, item_id: str) -> RoomItem:
    found = view.item(("sample", item_id))
    assert found is not None
    return found


def result(view: RoomView) -> RoomResult:
    assert len(view.results) == 1
    return view.results[0]


def anonymous(smallest: int = 5) -> Any:
    return a_wave("anonymous", smallest)


def revoted(levels: str, item_id: str = "a", first: int = 0) -> dict[int, dict[str, Any]]:
    """Return a further vote on one item: the level of each person from a place on; a dot did not vote."""
    return {first + place: {item_id: f"l{level}"} for place, level in enumerate(levels) if level != "."}


def held(*batches: tuple[int, Mapping[int, Mapping[str, str]]], mode: Any = "anonymous") -> RoomView:
    """Return a room of people without roles after batches: round, and person to item to level."""
    levels = [
        (number, {person: {item_id: f"l{level}" for item_id, level in given.items()} for person, given in each.items()})
        for number, each in batches
    ]
    return late(levels, mode)


def late(batches: Sequence[tuple[int, Mapping[int, Mapping[str, Any]]]], mode: Any = "anonymous") -> RoomView:
    """Return a room of people without roles after batches: round, and person to item to value or answer."""
    everybody = sorted({person for _, answers in batches for person in answers})
    responses = [Response(f"p{each:02}", "w", "", "", "BCDF-GHJK", START) for each in everybody]
    votes = [
        Vote(f"p{person:02}", "sample", item_id, number, Saved(answer(value), START))
        for number, answers in batches
        for person, given in answers.items()
        for item_id, value in given.items()
    ]
    kept = [
        Batch(place, number, frozenset(f"p{each:02}" for each in answers), START)
        for place, (number, answers) in enumerate(batches, start=1)
    ]
    rounds = [Round(number, None, "revealed", START) for number in range(1, batches[-1][0] + 1)]
    live = Live(1, "ranking", late=True, rounds=tuple(rounds), batches=tuple(kept))
    return room_view(a_wave(mode, 5), live, (SMALL,), responses, votes)


def everything(levels: str, first: int = 0) -> dict[int, dict[str, str]]:
    return {first + place: dict.fromkeys("abcdef", level) for place, level in enumerate(levels)}

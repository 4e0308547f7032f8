"""Rooms to draw: small ones whose votes stand beside the test, and the four stages with roles and a second vote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from questionnaires.loader import Definition
from tests.assessments.build import STAGES, asked
from tests.assessments.rooms import a_wave, room
from tests.scoring.build import dimension, questionnaire

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.room_model import RoomItem, RoomView
    from questionnaires.model import Questionnaire

ROLES = ("Lead", "Front")
STEPS = ("awareness", "sensitivity", "focus", "obsession")
FIRST = "detail-of-knowledge"


def room_of(asked_for: Questionnaire, first: Sequence[Mapping[str, Any]], *later: Any, **rest: Any) -> RoomView:
    """Return a room that answered a questionnaire built in Python."""
    return room(Definition(asked_for, {}, "0" * 64), first, *later, **rest)


def asking(*items: dict[str, Any], **rest: Any) -> Questionnaire:
    """Return a questionnaire of one dimension with these items."""
    return questionnaire(dimension("d", *items), **rest)


def one_item(part: dict[str, Any], values: Sequence[Any], *later: Mapping[int, Any], **rest: Any) -> RoomItem:
    """Return a question as a room voted on it.

    Args:
        part: The item.
        values: What each person said at first.
        later: Person to what they said in each further vote.
        rest: What ``room`` takes by name.
    """
    again = [{person: {part["id"]: value} for person, value in each.items()} for each in later]
    view = room_of(asking(part), [{part["id"]: value} for value in values], *again, **rest)
    return view.items[0]


def stages_room(people: int = 12, *, again: bool = True, wave: Any = None) -> RoomView:
    """Return a room that answered the four stages; person n stands one step above person n - 1, in turns of four.

    The first question is split between the two ends; in the second vote, the upper half comes down to "focus".
    """
    items = [each for each in asked(STAGES).items if each.type == "rubric"]
    answers = [{each.id: STEPS[(n + place) % 4] for place, each in enumerate(items)} for n in range(people)]
    for n, answer in enumerate(answers):
        answer[FIRST] = STEPS[3 * (n % 2)]
    second = {n: {FIRST: STEPS[2 * (n % 2)]} for n in range(people)}
    roles = [ROLES[n // 2 % 2] for n in range(people)]
    return room_of(asked(STAGES), answers, *([second] if again else []), roles=roles, wave=wave)


def small_anonymous_room() -> RoomView:
    """Return a room of six people who are to stay unknown: enough for a word, too few for a distribution."""
    return stages_room(6, again=False, wave=a_wave("anonymous", 5))

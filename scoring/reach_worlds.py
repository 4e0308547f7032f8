"""Which questions are asked after which changes: every set of them that changed answers can lead to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from questionnaires.items import Item
from questionnaires.model import Questionnaire
from questionnaires.parts import Condition
from questionnaires.values import Answer
from scoring.conditions import fulfils
from scoring.reach_steps import AWAY, Opening, candidates, openings

MOST = 64  # sets of questions that are looked at
World = tuple[Opening, ...]
_Side = tuple[bool, ...]  # which conditions on a question its answer fulfils


def worlds(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> list[World] | None:
    """Return the questions as they are asked after each change that matters, with the steps that lead there.

    Answers that fulfil the same conditions lead to the same questions. So each question that others depend on is taken
    once for each such group of its answers: in that world it keeps to the steps of the group, and cannot stay as it is
    where today's answer is not among them.

    Returns:
        At least one; None where there are more than ``MOST``.
    """
    start = openings(questionnaire, answers)
    places = {each.item.id: place for place, each in enumerate(start)}
    deciding: dict[str, list[Condition]] = {}
    for item in questionnaire.items:
        if item.ask_if is not None and item.ask_if.item in places:
            deciding.setdefault(item.ask_if.item, []).append(item.ask_if)
    sides = [_sides(questionnaire, answers, start[places[each]].item, deciding[each]) for each in deciding]
    if math.prod(map(len, sides)) > MOST:
        return None
    found = []
    for chosen in product(*(side.items() for side in sides)):
        assumed = {**answers, **{each: answer for each, (_, answer) in zip(deciding, chosen, strict=True)}}
        world = list(openings(questionnaire, assumed))
        for each, (side, _) in zip(deciding, chosen, strict=True):
            own = openings(questionnaire, {**assumed, each: answers.get(each, _OPEN)})[places[each]]
            world[places[each]] = _kept_to(questionnaire, own, answers.get(each), side, deciding[each])
        if all(each.stays or each.steps for each in world):
            found.append(tuple(world))
    return found


_OPEN = Answer("unanswered")


def _sides(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], item: Item, conditions: Sequence[Condition]
) -> dict[_Side, Answer]:
    """Return every group of answers to a question with one of them, today's where it is in the group."""
    today = answers.get(item.id, _OPEN)
    value = today.value if today.kind == "value" else None
    found: dict[_Side, Answer] = {}
    for answer in (today, *(Answer(value=each) for each in candidates(item, value, questionnaire))):
        found.setdefault(_side(questionnaire, item, answer, conditions), answer)
    return found


def _side(questionnaire: Questionnaire, item: Item, answer: Answer | None, conditions: Sequence[Condition]) -> _Side:
    return tuple(fulfils(each, item, answer, questionnaire) for each in conditions)


def _kept_to(
    questionnaire: Questionnaire, own: Opening, today: Answer | None, side: _Side, conditions: Sequence[Condition]
) -> Opening:
    """Return a question with the steps of one group of answers; one that is not asked has none."""
    stays = _side(questionnaire, own.item, today, conditions) == side
    steps = tuple(
        step for step in own.steps if _side(questionnaire, own.item, Answer(value=step.value), conditions) == side
    )
    return replace(own, steps=() if own.state in AWAY else steps, stays=stays)

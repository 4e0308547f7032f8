"""What a room shows, tried out by force: every vector of answers that shows the same tells nothing about a few.

What cannot be avoided, and is left out: people who all answered alike, where a group is shown that they make up, or
that remains when groups that are shown are subtracted from each other. And where some vote again, it can follow from
what is held back how many of the others do not know; what those who do know answered never follows.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from questionnaires.values import Answer
from tests.assessments.courses import Course, views, walked
from tests.assessments.rooms import DONT_KNOW
from tests.scoring.build import dimension, questionnaire, rubric

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.assessments.courses import Given

SOLE = questionnaire(dimension("d", rubric("a", 3)), stage_rule="tolerant_gate")
Cell = tuple[str, tuple[int, ...]]  # role, and the looks in which its people vote
Kinds = tuple[int, ...]  # what somebody answered in each look they vote in: a place in ANSWERS
World = tuple[tuple[Kinds, ...], ...]  # for each cell what its people answered, in no order
ANSWERS = (Answer(value="l1"), Answer(value="l3"), DONT_KNOW, Answer(value="l2"))
UNKNOWN = 2


def course_of(cells: Mapping[Cell, int], world: World, smallest: int) -> Course:
    """Return the wave in which the people of the cells gave the answers of a world."""
    roles: list[str] = []
    looks: dict[int, dict[int, Given]] = defaultdict(dict)
    for (role, places), kinds in zip(cells, world, strict=True):
        for kind in kinds:
            for place, answer in zip(places, kind, strict=True):
                looks[place][len(roles)] = {"a": ANSWERS[answer]}
            roles.append(role)
    again = {place for _, places in cells for place in places[1:]}
    numbers = {place: 1 + sum(each <= place for each in again) for place in looks}
    return Course(tuple(roles), smallest, tuple((numbers[place], looks[place]) for place in sorted(looks)))


def reading(cells: Mapping[Cell, int], world: World, smallest: int) -> str:
    """Return everything that can be read in all views of a wave."""
    return repr([list(walked(view)) for view in views(SOLE, course_of(cells, world, smallest))])


def worlds(cells: Mapping[Cell, int], answers: int) -> Iterator[World]:
    """Yield what the people of the cells may have answered, once for all orders within a cell."""
    each_cell = [
        itertools.combinations_with_replacement(list(itertools.product(range(answers), repeat=len(places))), count)
        for (_, places), count in cells.items()
    ]
    yield from itertools.product(*each_cell)


Weights = tuple[int, ...]  # what each answer counts in a sum


def questions(cells: Mapping[Cell, int], answers: int, below: int) -> Iterator[tuple[tuple[int, ...], Weights, int]]:
    """Yield everything that must stay unknown of so many people of each cell: a sum, in their first or last vote.

    The sums are those of the levels, and for every answer how many gave it.
    """
    again = any(len(places) > 1 for _, places in cells)
    each = [(1, 3, 0, 2)[:answers]]
    each += [
        tuple(int(place == one) for place in range(answers)) for one in range(answers) if one != UNKNOWN or not again
    ]
    for picked in itertools.product(*(range(count + 1) for count in cells.values())):
        if 0 < sum(picked) < below:
            yield from ((picked, weights, slot) for weights in each for slot in (0, -1))


def possible(world: World, picked: tuple[int, ...], weights: Weights, slot: int) -> tuple[int, int]:
    """Return the smallest and the largest sum that the people picked can have in a world."""
    low = high = 0
    for kinds, count in zip(world, picked, strict=True):
        ranked = sorted(weights[kind[slot]] for kind in kinds)
        low += sum(ranked[:count])
        high += sum(ranked[len(ranked) - count :])
    return low, high


def alike(cells: Mapping[Cell, int], world: World, smallest: int) -> bool:
    """Say whether as many people as may be shown, of one or of several cells, all gave the same answer in a vote."""
    for slot in (0, -1):
        for picked in itertools.product((False, True), repeat=len(cells)):
            given = [kind[slot] for kinds, there in zip(world, picked, strict=True) if there for kind in kinds]
            if len(given) >= smallest and len(set(given)) == 1:
                return True
    return False


def told(cells: Mapping[Cell, int], answers: int, smallest: int) -> list[World]:
    """Return the worlds in which what is read tells something about fewer people than may be shown.

    That none of them gave a certain answer, follows where a distribution shows that nobody did: it is no finding.
    """
    same: dict[str, list[World]] = defaultdict(list)
    for world in worlds(cells, answers):
        same[reading(cells, world, smallest)].append(world)
    found = []
    for group in same.values():
        apart = [world for world in group if not alike(cells, world, smallest)]
        for question in questions(cells, answers, smallest) if apart else ():
            reach = [possible(world, *question) for world in group]
            if 0 < min(low for low, _ in reach) == max(high for _, high in reach):
                found += apart
                break
    return found


SMALL_WAVES: dict[str, tuple[dict[Cell, int], int, int]] = {
    # cells with their people, answers that are possible, smallest group
    "five people": ({("", (0,)): 5}, 4, 3),
    "six people": ({("", (0,)): 6}, 4, 5),
    "eight people": ({("", (0,)): 8}, 4, 5),
    "two roles": ({("Lead", (0,)): 3, ("Front", (0,)): 3}, 4, 3),
    "two larger roles": ({("Lead", (0,)): 4, ("Front", (0,)): 4}, 4, 4),
    "a role that is too small": ({("Lead", (0,)): 5, ("Front", (0,)): 2}, 4, 3),
    "newcomers": ({("", (0,)): 5, ("", (1,)): 4}, 3, 3),
    "newcomers in two roles": ({("Lead", (0,)): 3, ("Front", (0,)): 3, ("Lead", (1,)): 3}, 3, 3),
    "newcomers who are too few for a role": ({("Lead", (0,)): 4, ("Lead", (1,)): 2, ("Front", (1,)): 2}, 3, 3),
    "three who vote again": ({("", (0, 1)): 3, ("", (0,)): 2}, 3, 3),
    "all who vote again": ({("", (0, 1)): 4}, 3, 4),
    "eight who become sixteen": ({("", (0,)): 8, ("", (1,)): 8}, 3, 5),
    "three roles": ({("Lead", (0,)): 4, ("Front", (0,)): 3, ("Back", (0,)): 2}, 3, 3),
}


@pytest.mark.parametrize("case", SMALL_WAVES)
def test_no_answer_of_a_few_follows_from_the_views(case: str) -> None:
    assert told(*SMALL_WAVES[case]) == []

"""What a room shows, tried out by force: every figure in every view, and every vector of answers that shows the same.

What cannot be avoided, and is left out of the last part: people who all answered alike, where a group is shown that
they make up, or that remains when groups that are shown are subtracted from each other. And where some vote again, it
can follow from what is held back how many of the others do not know; what those who do know answered never follows.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

import pytest

from assessments.anonymity import Rules, countable
from assessments.looks import looks_of
from assessments.model import Batch, Live, Response, Round, Saved, Vote, Wave
from assessments.room import room_view
from assessments.room_model import GroupFigure, RoomDimension, RoomItem, RoomView, Unseen
from assessments.room_words import HELD
from questionnaires.model import Questionnaire
from questionnaires.parts import Part
from questionnaires.values import Answer
from tests.assessments.rooms import DONT_KNOW, START, a_wave
from tests.scoring.build import dimension, disclosure, questionnaire, rubric

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Given = Mapping[str, Answer]  # item id to answer

EIGHT = 8
ROOMY = questionnaire(
    dimension("know", rubric("a"), rubric("b"), disclosure("c", "N", dont_know="zero")),
    dimension("act", rubric("d", 3), rubric("e", ask_if={"item": "a", "at_least": "l2"})),
)


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


# --- every figure of every view

FULL = {"counts", "unknown", "silent", "texts", "given", "low", "high", "distance"}
PUBLIC = {"number"}  # of the question
ROLES = ("Lead", "Front", "Back")


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


def figures(view: RoomView) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield every number and every list of a view; a field that is added later is among them."""
    for path, value in walked(view):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if path[-1] not in PUBLIC and (is_number or path[-1] == "verdict" or isinstance(value, tuple)) and value:
            yield path, value


def test_the_walk_finds_every_kind_of_figure() -> None:
    people = [{"a": Answer(value=f"l{1 + place % 4}", comment="So."), "c": known(3, place)} for place in range(12)]
    people[0] = {"a": DONT_KNOW}
    view = views(ROOMY, Course(("Lead",) * 12, 3, ((1, dict(enumerate(people))),)))[0]

    found = {path[-1] for path, _ in figures(view)}
    assert found == {"points", "verdict", "unknown_share"} | FULL
    assert {each for path, _ in figures(view) for each in path if " " in each} >= {
        "item a",
        "dimension know",
        "role Lead",
    }


def known(level: int, number: int | None = None) -> Answer:
    figures = {} if number is None else {"n": float(number)}
    value = {"level": f"a{level}", "definition": "", "source": "", "explanation": "", "figures": figures}
    return Answer(value=value)


def drawn(draw: random.Random) -> Course:
    """Return a random wave of 5 to 12 people with one to three looks, each of them as it may be counted."""
    people, smallest = draw.randint(5, 12), draw.choice([3, 4, 5])
    roles = tuple(draw.choice(["Lead", "Lead", "Front", "Front", "Back", ""]) for _ in range(people))
    careful = draw.random() < 0.5  # in some waves nearly everybody answers everything
    looks: list[tuple[int, Mapping[int, Given]]] = []
    batches: list[Batch] = []
    counted: set[int] = set()
    for _ in range(draw.randint(1, 3)):
        left = sorted(set(range(people)) - counted)
        new = left if draw.random() < 0.5 else draw.sample(left, min(len(left), draw.randint(smallest, people)))
        again = draw.sample(sorted(counted), min(len(counted), draw.choice([0, 0, smallest, 6, 8, 12])))
        found = countable(
            looks_of(batches), frozenset(map(name, new)), frozenset(map(name, again)), Rules("anonymous", smallest)
        ).now
        if not found:
            continue
        number = len(looks) + 1 if again else max(1, len(looks))
        given = {person: _answers(draw, careful=careful) for person in sorted({*new, *again}) if name(person) in found}
        looks.append((number, given))
        batches.append(Batch(len(looks), number, frozenset(map(name, given)), START))
        counted |= given.keys()
    return Course(roles, smallest, tuple(looks))


def _answers(draw: random.Random, *, careful: bool) -> Given:
    given: dict[str, Answer] = {}
    for item_id in "abcde":
        luck = draw.random() * (0.8 if careful else 1)
        if luck < 0.75:
            comment = draw.choice(["", "", f"Note {draw.randint(1, 9)}."])
            level = draw.randint(1, 3)
            given[item_id] = (
                known(level, draw.choice([None, 5, 7]))
                if item_id == "c"
                else Answer(value=f"l{level}", comment=comment)
            )
        elif luck < 0.9:
            given[item_id] = DONT_KNOW
    return given


def answers_after(course: Course, last: int) -> dict[int, dict[str, tuple[int, Answer]]]:
    """Return person to item to (look, answer) as they stand after a look, apart from the code under test."""
    found: dict[int, dict[str, tuple[int, Answer]]] = defaultdict(dict)
    for place, (_, given) in enumerate(course.looks[: last + 1]):
        for person, answers in given.items():
            found[person] |= {item_id: (place, answer) for item_id, answer in answers.items()}
    return found


def behind(course: Course, last: int, item_id: str, *, unknown: bool = False) -> dict[int, int]:
    """Return those who gave an item points, or said that they do not know, after a look: person to the look of that."""
    found = {}
    for person, answers in answers_after(course, last).items():
        _, condition = answers.get("a", (0, DONT_KNOW))
        asked = item_id != "e" or condition.value in {"l2", "l3"}
        if item_id in answers and asked:
            look, answer = answers[item_id]
            if answer.kind == "value" or unknown or item_id == "c":  # who does not know "c" has 0 points there
                found[person] = look
    return found


def stands_at(course: Course, seen: Sequence[RoomView], last: int, item_id: str) -> int:
    """Return the look from which an item is shown: where newer answers are left out, an earlier one."""
    room = seen[last].item(("sample", item_id))
    assert room is not None
    held = room.shift.endswith(HELD)
    return stands_at(course, seen, last - 1, item_id) if held and last else last


def role_in(path: Sequence[str]) -> str | None:
    return next((each for each in ROLES if f"role {each}" in path), None)


WAVES = range(150)


@pytest.mark.parametrize("seed", WAVES)
def test_no_figure_rests_on_too_few(seed: int) -> None:
    course = drawn(random.Random(seed))  # noqa: S311 - drawn again in every run
    seen = views(ROOMY, course)
    for last, view in enumerate(seen):
        for path, value in figures(view):
            needed = EIGHT if path[-1] in FULL else 6 if path[-1] == "verdict" else course.smallest
            item_id = next((each[5:] for each in path if each.startswith("item ")), None)
            people = set(answers_after(course, last))
            if item_id is not None:
                at = stands_at(course, seen, last, item_id)
                if "first" in path:
                    at = max(place for place, look in enumerate(course.looks[: at + 1]) if look[0] == 1)
                    at = stands_at(course, seen, at, item_id)
                entries = {person for person, answers in answers_after(course, at).items() if item_id in answers}
                wide = path[-1] in {"unknown", "unknown_share", "silent"}
                people = entries if path[-1] == "texts" else set(behind(course, at, item_id, unknown=wide))
            role = role_in(path)
            people = {person for person in people if role is None or course.roles[person] == role}
            assert len(people) >= needed, (path, value)


@pytest.mark.parametrize("seed", WAVES)
def test_no_share_of_dont_know_rests_on_too_few(seed: int) -> None:
    """Nor on an item that too few have answered: what the other items leave over would be theirs."""
    course = drawn(random.Random(seed))  # noqa: S311 - drawn again in every run
    view = views(ROOMY, course)[0]
    for each in view.results[0].dimensions if view.results else ():
        for one in each.unseen:
            asked = [item.id for item in each.dimension.all_items()]
            groups = [
                {
                    person
                    for person in behind(course, 0, item_id, unknown=True)
                    if one.role in {"", course.roles[person]}
                }
                for item_id in asked
            ]
            if one.unknown_share is not None:
                assert len(set().union(*groups)) >= course.smallest
                assert all(len(group) == 0 or len(group) >= course.smallest for group in groups)


@dataclass(frozen=True)
class Shown:
    """A mean that is shown.

    Attributes:
        at: The look from which it is.
        values: Who gave a value, and in which look.
        everybody: Who counts, and in which look they last said anything, "don't know" included.
        full: Whether the distribution is shown.
        whole: Whether it is everybody's.
    """

    at: int
    values: dict[int, int]
    everybody: dict[int, int]
    full: bool
    whole: bool


def shown_sets(course: Course, seen: Sequence[RoomView], item_id: str) -> list[Shown]:
    """Return every mean of an item that is shown in any view: of the whole, and of every role."""
    found = []
    for last, view in enumerate(seen):
        room = view.item(("sample", item_id))
        assert room is not None
        at = stands_at(course, seen, last, item_id)
        values = behind(course, at, item_id)
        everybody = {
            person: answers[item_id][0] if item_id in answers else min(look for look, _ in answers.values())
            for person, answers in answers_after(course, at).items()
        }
        if room.now.figure.points is not None:
            found.append(Shown(at, values, everybody, room.now.counts is not None, whole=True))
        for each in room.groups:
            if each.figure.points is not None:
                mine, all_mine = (
                    {person: look for person, look in people.items() if course.roles[person] == each.name}
                    for people in (values, everybody)
                )
                found.append(Shown(at, mine, all_mine, each.figure.low is not None, whole=False))
    return found


@pytest.mark.parametrize("seed", WAVES)
def test_two_figures_differ_by_nobody_or_by_enough(seed: int) -> None:
    """In a whole distribution "don't know" is a category: across looks its people are all who count."""
    course = drawn(random.Random(seed))  # noqa: S311 - drawn again in every run
    seen = views(ROOMY, course)
    for item_id in "abcde":
        for one, other in itertools.permutations(shown_sets(course, seen, item_id), 2):
            fewest = EIGHT if one.full and other.full else course.smallest
            distribution = (one.whole and one.full) or (other.whole and other.full)
            wide = distribution and one.at != other.at
            ours, theirs = (each.everybody if wide else each.values for each in (one, other))
            gone = len(ours.keys() - theirs.keys())
            assert gone == 0 or gone >= fewest
            if ours.keys() == theirs.keys():
                again = sum(ours[person] != theirs[person] for person in ours)
                assert again == 0 or again >= fewest


def test_the_random_waves_show_something() -> None:
    shown = held = hidden = 0
    for seed in WAVES:
        course = drawn(random.Random(seed))  # noqa: S311 - drawn again in every run
        for view in views(ROOMY, course):
            shown += sum(each.now.figure.points is not None for each in view.items)
            held += sum(each.shift.endswith(HELD) for each in view.items)
            hidden += sum(each.now.figure.points is None for each in view.items)
    assert min(shown, hidden) > 200
    assert held > 50


# --- every vector of answers

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

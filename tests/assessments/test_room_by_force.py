"""What a room shows, tried out by force: every figure in every view of random waves."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from assessments.anonymity import Rules, countable
from assessments.looks import looks_of
from assessments.model import Batch
from assessments.room_model import RoomView
from assessments.room_words import HELD
from questionnaires.values import Answer
from tests.assessments.courses import Course, name, views, walked
from tests.assessments.rooms import DONT_KNOW, START
from tests.scoring.build import dimension, disclosure, questionnaire, rubric

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.assessments.courses import Given

EIGHT = 8
ROOMY = questionnaire(
    dimension("know", rubric("a"), rubric("b"), disclosure("c", "N", dont_know="zero")),
    dimension("act", rubric("d", 3), rubric("e", ask_if={"item": "a", "at_least": "l2"})),
)


FULL = {"counts", "unknown", "silent", "texts", "given", "low", "high", "distance"}
PUBLIC = {"number"}  # of the question
ROLES = ("Lead", "Front", "Back")


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

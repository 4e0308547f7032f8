"""What a series tells about anonymous waves, tried out by force: every set of people, every vector of answers.

What cannot be avoided is left out as in the trial of rooms: people who all answered alike, where a group that is shown
is made up of them, or remains when groups that are shown are subtracted from each other.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from assessments.room import room_view
from assessments.series import series_view
from scoring.group import OVERALL
from tests.assessments.courses import walked
from tests.assessments.series import movement, quarter
from tests.assessments.test_anonymity_by_force import fewest_given_away
from tests.scoring.build import dimension, questionnaire, rubric

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessments.quarter import Quarter
    from assessments.series_model import SeriesView

    Row = frozenset[tuple[str, int]]  # a sum that is known: its people, and a figure of each

SOLE = questionnaire(dimension("d", rubric("a", 3)), stage_rule="tolerant_gate")
K, EIGHT = 3, 8
FORCED = 12  # people of whom every set of seven can be tried

# --- the sets, in random waves


def drawn(seed: int) -> list[Quarter]:
    """Return three waves of a team that people leave and join; some are linked, some say nothing about their roles."""
    draw = random.Random(seed)  # noqa: S311 - drawn again in every run
    letters, steady = draw.choice(["a", "abX"]), draw.random() < 0.5
    staff = [f"{draw.choice(letters)}{place:02}" for place in range(draw.choice([8, 9, 10, 11, 17]))]
    waves = []
    for place in range(1, 4):
        gone = set(draw.sample(staff, 0 if steady else draw.choice([1, 3])))
        staff = [each for each in staff if each not in gone]
        staff += [f"{draw.choice(letters)}{place}{count:02}" for count in range(0 if steady else draw.choice([1, 3]))]
        people = {each: {"a": f"l{draw.randint(1, 3)}"} for each in staff}
        late = draw.sample(staff, K if draw.random() < 0.4 and len(staff) >= 2 * K else 0)
        first = {each: given for each, given in people.items() if each not in late}
        looks = [first, {each: people[each] for each in late}] if late else [first]
        roles = {each: draw.choice(["Lead", "Front", ""]) for each in staff}
        waves.append(quarter(place, SOLE, *looks, mode="anonymous", smallest=K, roles=roles, rounds=[1] * len(looks)))
    return waves


def part_of(wave: Quarter, last: int) -> Quarter:
    """Return a wave as it was after some of its looks."""
    assert wave.live is not None
    live = type(wave.live)(1, "", late=True, rounds=wave.live.rounds, batches=wave.live.batches[:last])
    return type(wave)(wave.wave, live, wave.asked, wave.responses, wave.votes, wave.targets)


def linked_in(before: Quarter, after: Quarter) -> tuple[frozenset[str], frozenset[str]]:
    """Return who is known to be the same in two waves, apart from the code under test."""

    def counted(wave: Quarter) -> dict[str, str]:
        assert wave.live is not None
        there = frozenset[str]().union(*(each.responses for each in wave.live.batches))
        return {each.link: each.id for each in wave.responses if each.link and each.id in there}

    then, now = counted(before), counted(after)
    both = then.keys() & now.keys()
    return frozenset(then[each] for each in both), frozenset(now[each] for each in both)


def rows_of(waves: Sequence[Quarter], *, full: bool) -> Iterator[tuple[int, Row]]:
    """Yield every sum that can be read in rooms and comparisons, with the wave it is about.

    Args:
        waves: Oldest first.
        full: Only sums of those whose whole distribution, or interval, is shown.
    """
    for place, wave in enumerate(waves):
        assert wave.live is not None
        for last in range(1, len(wave.live.batches) + 1):
            now = part_of(wave, last)
            assert now.live is not None
            there = frozenset[str]().union(*(each.responses for each in now.live.batches))
            room = room_view(now.wave, now.live, now.asked, now.responses, now.votes)
            for result in room.results:
                groups = [("", result.dimensions[0].figure), *((g.name, g.figure) for g in result.dimensions[0].groups)]
                for name, figure in groups:
                    if figure.points is not None and (figure.low is not None or not full):
                        people = {each.id for each in now.responses if each.id in there and name in {"", each.role}}
                        yield place, frozenset((person, 0) for person in people)
            if place and _paired(series_view([*waves[:place], now], "sample")):
                for at, linked in zip((place - 1, place), linked_in(waves[place - 1], now), strict=True):
                    yield at, frozenset((person, 0) for person in linked)


def _paired(view: SeriesView) -> bool:
    return len(view.movements) > 0 and movement(view, "d").by_pairs


WAVES = range(40)


@pytest.mark.parametrize("seed", WAVES)
def test_no_sum_over_a_few_people_follows_from_rooms_and_comparisons(seed: int) -> None:
    waves = drawn(seed)
    for full, below in ((False, K), (True, EIGHT)):
        known: dict[int, set[Row]] = defaultdict(set)
        for place, row in rows_of(waves, full=full):
            known[place].add(row)
        for rows in known.values():
            if not full or len(frozenset().union(*rows)) <= FORCED:
                assert fewest_given_away(sorted(rows, key=sorted), below) is None


def test_the_random_waves_compare_people_with_themselves_and_refuse_to() -> None:
    paired = unpaired = 0
    for seed in WAVES:
        waves = drawn(seed)
        for last in (2, 3):
            view = series_view(waves[:last], "sample")
            linked = len(linked_in(*waves[last - 2 : last])[0])
            paired += _paired(view)
            unpaired += linked >= EIGHT and not _paired(view)
    assert paired > 5
    assert unpaired > 5


# --- every vector of answers

Cell = tuple[str, tuple[int, ...]]  # who: linked or not, and in which waves they answer
World = tuple[tuple[tuple[int, ...], ...], ...]  # for each cell what its people answered, in no order
ANSWERS = ("l1", "l3")


def reading(cells: Mapping[Cell, int], world: World) -> str:
    """Return everything that can be read of two waves: in both rooms and in the comparison."""
    waves: list[dict[str, dict[str, Any]]] = [{}, {}]
    for number, ((letter, places), kinds) in enumerate(zip(cells, world, strict=True)):
        for count, kind in enumerate(kinds):
            for place, level in zip(places, kind, strict=True):
                waves[place][f"{letter}{number}{count:02}"] = {"a": ANSWERS[level]}
    quarters = [quarter(at, SOLE, people, mode="anonymous", smallest=K) for at, people in enumerate(waves, start=1)]
    rooms = [
        list(walked(room_view(each.wave, each.live, each.asked, each.responses, each.votes)))
        for each in quarters
        if each.live
    ]
    return repr((rooms, list(walked(series_view(quarters, "sample")))))


def worlds(cells: Mapping[Cell, int]) -> Iterator[World]:
    """Yield what the people of the cells may have answered, once for all orders within a cell."""
    yield from itertools.product(
        *(
            itertools.combinations_with_replacement(list(itertools.product((0, 1), repeat=len(places))), count)
            for (_, places), count in cells.items()
        )
    )


def sums(cells: Mapping[Cell, int], world: World, picked: Sequence[int], wave: int) -> tuple[int, int]:
    """Return the smallest and the largest sum that so many people of each cell can have in a wave."""
    low = high = 0
    for (_, places), kinds, count in zip(cells, world, picked, strict=True):
        ranked = sorted(kind[places.index(wave)] for kind in kinds if wave in places)
        low += sum(ranked[:count])
        high += sum(ranked[len(ranked) - count :])
    return low, high


def alike(cells: Mapping[Cell, int], world: World) -> bool:
    """Say whether as many people as may be shown, of one cell or of several, gave the same answer in a wave."""
    for wave in (0, 1):
        for picked in itertools.product((False, True), repeat=len(cells)):
            given = [
                kind[places.index(wave)]
                for (_, places), kinds, there in zip(cells, world, picked, strict=True)
                for kind in kinds
                if there and wave in places
            ]
            if len(given) >= K and len(set(given)) == 1:
                return True
    return False


@cache
def told(cells: tuple[tuple[Cell, int], ...]) -> tuple[World, ...]:
    """Return the worlds in which what is read tells the answers of fewer people than may be shown."""
    counts = dict(cells)
    same: dict[str, list[World]] = defaultdict(list)
    for world in worlds(counts):
        same[reading(counts, world)].append(world)
    found: list[World] = []
    for group in same.values():
        apart = [world for world in group if not alike(counts, world)]
        for wave in (0, 1):
            sizes = [count if wave in places else 0 for (_, places), count in counts.items()]
            for picked in itertools.product(*(range(size + 1) for size in sizes)):
                if apart and 0 < sum(picked) < K:
                    reach = [sums(counts, world, picked, wave) for world in group]
                    if 0 < min(low for low, _ in reach) == max(high for _, high in reach):
                        found += apart
    return tuple(found)


SMALL: dict[str, dict[Cell, int]] = {
    # a small letter is linked: the same people in both waves
    "eight who stay": {("a", (0, 1)): 8},
    "eight who stay and one who leaves": {("a", (0, 1)): 8, ("b", (0,)): 1},
    "eight who stay and one who joins": {("a", (0, 1)): 8, ("b", (1,)): 1},
    "eight who stay, three who leave": {("a", (0, 1)): 8, ("b", (0,)): 3},
    "seven who stay and one who does not say so": {("a", (0, 1)): 7, ("X", (0, 1)): 1},
}


@pytest.mark.parametrize("case", SMALL)
def test_no_answer_of_a_few_follows_from_two_waves(case: str) -> None:
    assert told(tuple(SMALL[case].items())) == ()


def test_the_small_waves_do_compare_people_with_themselves() -> None:
    levels = ["l1", "l3"] * 4
    waves = [
        quarter(
            at, SOLE, {f"a{place}": {"a": level} for place, level in enumerate(given)}, mode="anonymous", smallest=K
        )
        for at, given in enumerate((levels, ["l3", *levels[1:]]), start=1)
    ]

    assert movement(series_view(waves, "sample"), OVERALL).by_pairs

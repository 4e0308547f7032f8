"""The pool by force: random joins, newer measurements and leaves, with everything that anybody was ever shown.

The checks know nothing of cells. An attacker knows all own entries, every figure of every edition, who was in it, and
the places that it showed of the own organisation; all together, over all time.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING

import pytest

from assessments.errors import MoveError
from assessments.model import Assessment, Wave
from assessments.pool import Offer, Offered, Pool
from benchmarks.pool_lists import PEOPLE
from benchmarks.pool_model import WHOLE, Family, Traits
from storage.memory import MemoryStore
from tests.assessments.build import AT, STAGES, asked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from benchmarks.pool_model import Edition, Place

FAMILY = Family("sample", "1.0.0")
KEYS = (WHOLE, "a", "b")
TRAITS = [Traits(industry, country, "") for industry in ("trade", "software", "") for country in ("DE", "FR")]
Name = tuple[str, str]  # organisation and wave
Scores = dict[Name, dict[str, int]]


@dataclass
class Published:
    """An edition with who was in it, and what it showed each of them."""

    edition: Edition
    members: frozenset[Name]
    places: Mapping[str, Mapping[str, Place]]


class Offering(Pool):
    """A pool to which waves give what the test says."""

    def __init__(self, store: MemoryStore) -> None:
        """Begin with nothing to give."""
        super().__init__(store, lambda: AT)
        self.offers: dict[str, Offer] = {}

    def offered(self, wave: Wave) -> Offered:
        """Return what the test gave the wave."""
        return Offered((self.offers[wave.id],))


@dataclass
class World:
    """A pool over time."""

    seed: int
    organisations: int
    store: MemoryStore = field(default_factory=MemoryStore)
    scores: Scores = field(default_factory=dict)
    published: list[Published] = field(default_factory=list)
    waves: dict[str, Wave] = field(default_factory=dict)
    seen: set[tuple[int, str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin."""
        self.random = random.Random(self.seed)  # noqa: S311 - a test that can be repeated
        self.pool = Offering(self.store)

    def live(self, steps: int) -> World:
        """Let things happen."""
        for _ in range(steps):
            name = f"o{self.random.randrange(self.organisations):02}"
            move = self.random.choices((self.measure, self.again, self.leave), (8, 1, 1))[0]
            move(name)
            self.note()
        return self

    def arrive(self) -> World:
        """Let everybody come, one after the other."""
        for place in range(self.organisations):
            self.measure(f"o{place:02}")
            self.note()
        return self

    def measure(self, name: str) -> None:
        """Join with a new measurement, in place of the one before."""
        wave = Wave(f"w{len(self.scores):03}", name, "Q", "open", 5, None, "closed", AT)
        self.store.add_wave(Assessment(name, name, AT), wave, [], organiser_hash=name)
        spread = self.random.choice((2, 10, 100))
        given = {key: min(100, self.random.randrange(40, 40 + spread)) for key in KEYS}
        if self.random.random() < 0.1:
            del given["b"]
        self.scores[name, wave.id] = given
        self.waves[name] = wave
        people = self.random.choice(tuple(PEOPLE))
        self.pool.offers[wave.id] = Offer(asked(STAGES), FAMILY, given, people)
        self.join(name)

    def join(self, name: str) -> None:
        """Join with the last measurement."""
        self.pool.join(self.waves[name], [asked(STAGES).id], self.random.choice(TRAITS))

    def again(self, name: str) -> None:
        """Join once more with the last measurement, which is refused where it was counted."""
        if name in self.waves:
            counted = any((name, self.waves[name].id) in each.members for each in self.published)
            try:
                self.join(name)
            except MoveError:
                assert counted
            else:
                assert not counted

    def leave(self, name: str) -> None:
        """Leave."""
        self.store.leave_pool(name)
        assert (self.store.pool_entries(name), self.store.pool_places(name)) == ((), ())

    def note(self) -> None:
        """Note every new edition with everything that it shows to anybody."""
        entries = self.store.pool(FAMILY).entries
        placed = [(each, one) for each in entries for one in self.store.pool_places(each.organisation)]
        for number, kind, value in sorted({(p.edition.number, p.edition.kind, p.edition.value) for _, p in placed}):
            if (number, kind, value) in self.seen:
                continue
            self.seen.add((number, kind, value))
            inside = [
                (entry, one)
                for entry, one in placed
                if (one.edition.number, one.edition.kind, one.edition.value) == (number, kind, value)
            ]
            members = frozenset((entry.organisation, entry.wave_id) for entry, _ in inside)
            places = {entry.organisation: one.places for entry, one in inside}
            self.published.append(Published(inside[0][1].edition, members, places))


def shown(each: Published, scores: Scores, attackers: Collection[str]) -> object:
    """Return everything that an edition shows to some organisations, from the scores themselves."""
    figures: list[object] = []
    own: list[object] = []
    count = len(each.members)
    for key in each.edition.keys:
        values = sorted(scores[name][key] for name in each.members)
        if count < 20:
            figures.append([5 * math.floor(v / 5 + 0.5) for v in (values[0], median(values), values[-1])])
        known = [name for name in sorted(each.members) if name[0] in attackers]
        own.append([place(scores[name][key], values, count) for name in known])
    return count, each.edition.keys, figures, own


def place(score: int, values: Sequence[int], count: int) -> int:
    """Return the place of a score among values, its own among them."""
    below = sum(value < score for value in values)
    share = 100 * (below + 0.5 * (values.count(score) - 1)) / (count - 1)
    if count >= 50:
        return 5 * math.floor(share / 5 + 0.5)
    return min(4, int(share // 25) + 1) if count >= 20 else 1 + sum(value > score for value in values)


def views(scores: Scores, attackers: Collection[str], about: Iterable[Published]) -> list[object]:
    return [shown(each, scores, attackers) for each in about]


def swapped(scores: Scores, one: Name, other: Name) -> Scores:
    return {**scores, one: scores[other], other: scores[one]}


WORLDS = [World(seed, 6 + seed % 25).live(90) for seed in range(40)]
WORLDS += [World(seed, 90).arrive().live(60) for seed in (90, 91)]


def test_there_is_something_to_attack() -> None:
    kinds = {each.edition.kind for world in WORLDS for each in world.published}
    sizes = [each.edition.organisations for world in WORLDS for each in world.published]
    assert kinds == {"all", "industry", "country"}
    assert len(sizes) > 200
    assert min(sizes) == 5
    assert any(20 <= each < 50 for each in sizes)
    assert max(sizes) >= 50


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: f"{world.seed}")
def test_two_sets_differ_by_nobody_or_by_five(world: World) -> None:
    for one, other in combinations({each.members for each in world.published}, 2):
        assert len(one - other) == 0 or len(one - other) >= 5
        assert len(other - one) == 0 or len(other - one) >= 5
    assert all(len(each.members) == each.edition.organisations >= 5 for each in world.published)


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: f"{world.seed}")
def test_what_all_sets_together_tell_apart_are_never_fewer_than_five(world: World) -> None:
    alike: dict[tuple[bool, ...], set[Name]] = {}
    for name in world.scores:
        alike.setdefault(tuple(name in each.members for each in world.published), set()).add(name)
    for signature, names in alike.items():
        assert not any(signature) or len(names) >= 5
        assert not any(signature) or len({organisation for organisation, _ in names}) == len(names)


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: f"{world.seed}")
def test_every_figure_is_what_the_scores_say(world: World) -> None:
    for each in world.published:
        for key in each.edition.keys:
            values = [world.scores[name][key] for name in each.members]
            for name in each.members:
                own = world.scores[name][key]
                assert each.places[name[0]][key] == (place(own, values, len(values)), own)
        rounded = shown(each, world.scores, ())
        figures = [list(each.edition.figures[key]) for key in each.edition.keys if each.edition.figures]
        assert rounded == (len(each.members), each.edition.keys, figures, [[]] * len(each.edition.keys))


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: f"{world.seed}")
def test_nobody_can_pin_a_figure_to_another_organisation(world: World) -> None:
    """For every figure of another there is one more assignment with exactly the same views, in which it differs."""
    counted = sorted({name for each in world.published for name in each.members})
    attackers = world.random.sample(sorted({name for name, _ in counted}), k=min(3, len(counted)))
    for attacker in attackers:
        for one in counted:
            if one[0] == attacker:
                continue
            keys = {key for each in world.published if one in each.members for key in each.edition.keys}
            assert all(_can_differ(world, attacker, one, key, counted) for key in keys)


def _can_differ(world: World, attacker: str, one: Name, key: str, counted: Sequence[Name]) -> bool:
    for other in counted:
        if other[0] == attacker or world.scores[other].get(key) == world.scores[one][key]:
            continue
        about = [each for each in world.published if one in each.members or other in each.members]
        exchanged = swapped(world.scores, one, other)
        if any(key not in exchanged[name] for each in about for name in each.members for key in each.edition.keys):
            continue
        if views(world.scores, [attacker], about) == views(exchanged, [attacker], about):
            return True
    return False


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: f"{world.seed}")
def test_three_who_tell_each_other_everything_still_cannot_tell_two_apart(world: World) -> None:
    counted = sorted({name for each in world.published for name in each.members})
    everybody = sorted({name for name, _ in counted})
    for _ in range(5):
        attackers = world.random.sample(everybody, k=min(3, len(everybody)))
        for one in counted:
            if one[0] not in attackers:
                assert _has_a_double(world, attackers, one, counted)


def _has_a_double(world: World, attackers: Collection[str], one: Name, counted: Sequence[Name]) -> bool:
    within = [one in each.members for each in world.published]
    for other in counted:
        if other == one or other[0] in attackers or within != [other in each.members for each in world.published]:
            continue
        about = [each for each in world.published if one in each.members]
        exchanged = swapped(world.scores, one, other)
        if views(world.scores, attackers, about) == views(exchanged, attackers, about):
            return True
    return False

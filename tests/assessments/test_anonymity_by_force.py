"""Anonymity tried out by force: every set of people, every vector of answers, none of it with the code under test.

What cannot be avoided, and is left out of the second part: a group that is shown, or one that remains when groups that
are shown are subtracted from each other, in which everybody stands at one level (or moved from one end to the other).
"""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from assessments.anonymity import (
    DERIVABLE,
    UNANIMOUS,
    WHOLE,
    GroupKey,
    Level,
    Look,
    Release,
    Rules,
    countable,
    released,
    shown_points,
    word_for_mean,
)
from assessments.derivable import Sums

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    Column = tuple[str, int]
    Row = frozenset[Column]
    Vector = list[Fraction]
    Who = Mapping[str, tuple[str, str]]

# --- exact linear algebra


def orthogonal(rows: Sequence[Row], columns: Sequence[Column]) -> dict[Column, Vector]:
    """Return a basis of all vectors orthogonal to the rows, read column by column."""
    table = [[Fraction(column in row) for column in columns] for row in rows]
    pivots: list[int] = []
    for at in range(len(columns)):
        top = len(pivots)
        found = next((row for row in range(top, len(table)) if table[row][at]), None)
        if found is None:
            continue
        table[top], table[found] = table[found], table[top]
        table[top] = [each / table[top][at] for each in table[top]]
        for row in range(len(table)):
            if row != top and table[row][at]:
                table[row] = [a - table[row][at] * b for a, b in zip(table[row], table[top], strict=True)]
        pivots.append(at)
    free = [at for at in range(len(columns)) if at not in pivots]
    basis = {columns[at]: [Fraction(at == one) for one in free] for at in free}
    return basis | {columns[at]: [-table[row][one] for one in free] for row, at in enumerate(pivots)}


def extended(echelon: list[tuple[int, Vector]], vector: Vector) -> list[tuple[int, Vector]] | None:
    """Return the echelon form with one more vector; None where it depends on the others."""
    for at, other in echelon:
        if vector[at]:
            vector = [a - vector[at] * b for a, b in zip(vector, other, strict=True)]
    first = next((at for at, each in enumerate(vector) if each), None)
    if first is None:
        return None
    return [*echelon, (first, [each / vector[first] for each in vector])]


def fewest_given_away(rows: Sequence[Row], below: int) -> int | None:
    """Return the size of a smallest set of people, smaller than `below`, with a figure of its own in the rows' span.

    A combination of the rows lives on a set of columns if and only if these columns of the orthogonal space depend on
    each other. The sum over a set is one such combination; the difference between two people is another.
    """
    columns = sorted(frozenset[Any]().union(*rows))
    space = orthogonal(rows, columns)
    by_person = {person: [column for column in columns if column[0] == person] for person, _ in columns}

    def follows(chosen: Iterable[str]) -> bool:
        echelon: list[tuple[int, Vector]] | None = []
        for column in itertools.chain.from_iterable(by_person[person] for person in chosen):
            echelon = extended(echelon, space[column]) if echelon is not None else None
        return echelon is None

    sizes = range(1, min(below, len(by_person) + 1))
    return next((size for size in sizes if any(map(follows, itertools.combinations(by_person, size)))), None)


def test_the_force_knows_a_textbook_case() -> None:
    def row(people: str) -> Row:
        return frozenset((person, 0) for person in people)

    assert fewest_given_away([row("abcdef"), row("abcd")], 6) == 2
    assert fewest_given_away([row("abcdef"), row("abcd")], 2) is None
    assert fewest_given_away([row("abcdef")], 6) is None
    assert fewest_given_away([row("ab"), row("bc"), row("ac")], 2) == 1  # half of (1 + 2 - 3) is b


# --- the sets


def wave(seed: int) -> tuple[list[Look], Who, Rules]:
    """Return a random wave of up to 12 people; most batches are large enough, some are not."""
    draw = random.Random(seed)  # noqa: S311 - drawn again in every run
    people = [f"p{at:02}" for at in range(draw.randint(6, 12))]
    who = {person: (draw.choice("aaabbc."), draw.choice("xxyyz.")) for person in people}
    who = {person: (role.strip("."), unit.strip(".")) for person, (role, unit) in who.items()}
    k = draw.choice([3, 3, 4, 5])
    counted = frozenset(draw.sample(people, draw.choice([len(people), max(k, len(people) - k - 1)])))
    looks = [Look(1, counted, counted)]
    for _ in range(draw.randint(0, 2)):
        left = sorted(set(people) - counted)
        new = frozenset(left if draw.random() < 0.6 else draw.sample(left, draw.randint(0, len(left))))
        again = draw.sample(sorted(counted), min(len(counted), draw.choice([0, 1, k, k, k + 1, 8, 12])))
        counted |= new
        looks.append(Look(2, counted, new | frozenset(again)))
    return looks, who, Rules("anonymous", k)


def rows_of(looks: Sequence[Look], releases: Sequence[Release], least: Level) -> Iterator[tuple[str, list[Row]]]:
    """Yield what an observer can add and subtract, once per way of looking at it."""
    seen: dict[str, int] = {}
    answers: list[Row] = []
    votes: list[Row] = []
    for at, (look, release) in enumerate(zip(looks, releases, strict=True)):
        again = look.voted & seen.keys()
        for person in look.voted:
            seen[person] = at
        groups = [shown.members for shown in release.values() if shown.level >= least]
        answers += [frozenset((person, 0) for person in members) for members in groups]
        votes += [frozenset((person, seen[person]) for person in members) for members in groups]
        yield f"changes {at}", [frozenset((person, 0) for person in members & again) for members in groups]
    yield "answers", answers
    yield "votes", votes


WAVES = range(120)


def assert_no_small_set_follows(looks: Sequence[Look], who: Who, rules: Rules) -> None:
    releases = released(looks, who, rules)
    for name, rows in rows_of(looks, releases, Level.MEAN):
        assert fewest_given_away(rows, rules.smallest_group) is None, name
    for name, rows in rows_of(looks, releases, Level.DISTRIBUTION):
        assert fewest_given_away(rows, 8) is None, name


@pytest.mark.parametrize("seed", WAVES)
def test_no_small_set_of_people_follows_from_what_is_shown(seed: int) -> None:
    assert_no_small_set_follows(*wave(seed))


@pytest.mark.parametrize(
    ("roles", "first", "again", "k"),
    [
        ("aaaabbbbabbb", 8, range(8), 3),  # only an earlier look of role a leaves the newcomer in it
        ("aaaaaabbbbb..bbbbb.....", 13, range(6, 13), 5),  # the two without a role have a change of their own
    ],
)
def test_no_small_set_of_people_follows_in_waves_made_for_it(roles: str, first: int, again: range, k: int) -> None:
    who = {f"p{at:02}": (role.strip("."), "") for at, role in enumerate(roles)}
    people = sorted(who)
    before, everybody = frozenset(people[:first]), frozenset(people)
    looks = [Look(1, before, before), Look(2, everybody, everybody - before | {people[at] for at in again})]

    assert_no_small_set_follows(looks, who, Rules("anonymous", k))


@pytest.mark.parametrize("seed", WAVES)
def test_two_groups_shown_differ_by_nobody_or_by_enough(seed: int) -> None:
    looks, who, rules = wave(seed)
    shown = [each for release in released(looks, who, rules) for each in release.values() if each.level]

    for one, other in itertools.permutations(shown, 2):
        differ = len(one.members - other.members)
        both = min(one.level, other.level)
        assert differ == 0 or differ >= (8 if both is Level.DISTRIBUTION else rules.smallest_group)


@pytest.mark.parametrize("seed", WAVES)
def test_nothing_is_hidden_without_need(seed: int) -> None:
    """Whatever is hidden for the sake of others, or has lost its distribution, would have broken a rule."""
    looks, who, rules = wave(seed)
    releases = released(looks, who, rules)
    for at, release in enumerate(releases):
        keys = list(release)
        for place, key in enumerate(keys):
            hidden = release[key].why == DERIVABLE
            lowered = release[key].why.startswith("No distribution")
            if not hidden and not lowered:
                continue
            least, fewest = (Level.MEAN, rules.smallest_group) if hidden else (Level.DISTRIBUTION, 8)
            before = {earlier: release[earlier] for earlier in keys[:place]}
            members = release[key].members
            others = [each.members for one in (*releases[:at], before) for each in one.values() if each.level >= least]
            too_near = any(0 < len(one - other) < fewest for o in others for one, other in ((members, o), (o, members)))
            tried: list[Release] = [*releases[:at], before | {key: _with_level(release, key, least)}]
            given_away = (fewest_given_away(rows, fewest) for _, rows in rows_of(looks[: at + 1], tried, least))
            assert too_near or any(given_away), (at, key)


def _with_level(release: Release, key: GroupKey, level: Level) -> Any:
    shown = release[key]
    return type(shown)(shown.group, shown.members, level, "")


@pytest.mark.parametrize("seed", WAVES)
def test_the_whole_is_shown_exactly_when_the_look_may_be_published(seed: int) -> None:
    looks, who, rules = wave(seed)

    for at, look in enumerate(looks):
        before = looks[at - 1].counted if at else frozenset()
        newcomers, again = look.counted - before, look.voted & before
        nothing_new = at > 0 and not newcomers | again
        allowed = bool(newcomers | again) and not countable(looks[:at], newcomers, again, rules).waiting
        shown = released(looks[: at + 1], who, rules)[at][WHOLE].level > Level.HIDDEN
        assert shown == (allowed or nothing_new)
        if not allowed:
            break


@pytest.mark.parametrize("seed", range(120))
def test_the_search_for_a_few_people_finds_what_trying_all_of_them_finds(seed: int) -> None:
    """Any sets of votes, one after the other: up to three votes of up to ten people."""
    draw = random.Random(seed)  # noqa: S311 - drawn again in every run
    columns = [(f"p{at}", vote) for at in range(draw.randint(4, 10)) for vote in range(draw.choice([1, 1, 2, 3]))]
    fewest = draw.randint(2, 6)
    sums = Sums(fewest)
    rows: list[Row] = []
    for _ in range(7):
        candidate = frozenset(column for column in columns if draw.random() < draw.choice([0.5, 0.8]))
        expected = bool(candidate) and fewest_given_away([*rows, candidate], fewest) is not None
        assert sums.gives_away(candidate) == expected
        if not expected:
            sums.add(candidate)
            rows.append(candidate)


# --- the values

POINTS = (0, 50, 100)


@cache
def display(level: Level, counts: tuple[int, ...]) -> Hashable:
    """Return what an observer reads of a group in which so many stand at each level of the item."""
    if level is Level.DISTRIBUTION:
        return counts
    points = [each for each, count in zip(POINTS, counts, strict=True) for _ in range(count)]
    return word_for_mean(level, points) or shown_points(sum(points) / len(points))


class Worlds:
    """All answers that the people of a wave could have given to one item, and what each of them would show."""

    def __init__(self, looks: Sequence[Look], who: Who, rules: Rules) -> None:
        """Go through all worlds and read what the code under test would show of each."""
        votes: dict[Column, int] = {}
        latest: dict[str, int] = {}
        self.places: list[dict[str, int]] = []
        for at, look in enumerate(looks):
            latest |= {person: votes.setdefault((person, at), len(votes)) for person in sorted(look.voted)}
            self.places.append(dict(latest))
        self.worlds = np.array(list(itertools.product(range(len(POINTS)), repeat=len(votes))), dtype=np.int8)
        self.reading = np.zeros(len(self.worlds), dtype=np.int64)
        self.rows: list[np.ndarray[Any, Any]] = []
        for places, release in zip(self.places, released(looks, who, rules), strict=True):
            for shown in release.values():
                if shown.level:
                    self._read(shown.level, [places[person] for person in sorted(shown.members)])

    def _read(self, level: Level, columns: list[int]) -> None:
        counts = np.stack([(self.worlds[:, columns] == each).sum(axis=1) for each in range(len(POINTS))], axis=1)
        kinds, which = np.unique(counts, axis=0, return_inverse=True)
        readings = [display(level, tuple(kind)) for kind in kinds.tolist()]
        numbers = {reading: number for number, reading in enumerate(dict.fromkeys(readings))}
        number = np.array([numbers[reading] for reading in readings])[which.reshape(-1)]
        self.reading = np.unique(self.reading * 1000 + number, return_inverse=True)[1]
        self.rows.append(np.isin(np.arange(self.worlds.shape[1]), columns).astype(int))

    def at_one_level(self) -> Any:
        """Return the worlds in which a group shown, or a difference of groups shown, tells everybody's answer."""
        found = np.zeros(len(self.worlds), dtype=bool)
        for factors in itertools.product((-1, 0, 1), repeat=len(self.rows)):
            left = np.sum([factor * row for factor, row in zip(factors, self.rows, strict=True)], axis=0)
            plus, minus = self.worlds[:, left > 0], self.worlds[:, left < 0]
            if plus.shape[1] and not minus.shape[1]:
                found |= (plus == plus[:, :1]).all(axis=1)
            if plus.shape[1]:
                found |= (plus == len(POINTS) - 1).all(axis=1) & (minus == 0).all(axis=1)
        return found

    def known(self, columns: list[int]) -> Any:
        """Return the worlds whose readings leave only one sum over these votes possible."""
        total = self.worlds[:, columns].sum(axis=1)
        low = np.full(self.reading.max() + 1, total.max())
        high = np.zeros(self.reading.max() + 1, dtype=total.dtype)
        np.minimum.at(low, self.reading, total)
        np.maximum.at(high, self.reading, total)
        return (low == high)[self.reading]


def everybody(n: int) -> frozenset[str]:
    return frozenset(f"p{at}" for at in range(n))


def who_is(roles: str, units: str) -> Who:
    pairs = zip(roles, units, strict=True)
    return {f"p{at}": (role.strip("."), unit.strip(".")) for at, (role, unit) in enumerate(pairs)}


def one(roles: str, units: str = "") -> tuple[list[Look], Who]:
    people = everybody(len(roles))
    return [Look(1, people, people)], who_is(roles, units or "." * len(roles))


def two(roles: str, first: str, second: str) -> tuple[list[Look], Who]:
    """Return a wave of two looks; who votes in each is given by the digits of the people."""
    looks = [frozenset(f"p{digit}" for digit in digits) for digits in (first, second)]
    return [Look(1, looks[0], looks[0]), Look(2, looks[0] | looks[1], looks[1])], who_is(roles, "." * len(roles))


SMALL_WAVES = {
    "two roles": one("aaaabbbb"),
    "a role that is too small": one("aaabbbcc"),
    "siblings that are too small": one("aaaaabb"),
    "some without a role": one("aaabbb.."),
    "six people": one("aaabbb"),
    "the same roles and units": one("aaaabbbb", "xxxxyyyy"),
    "roles and units, one on either side": one("aaaabbbb", "xxxyxyyy"),
    "roles and units, two on either side": one("aaaabbbb", "xxyyxxyy"),
    "roles and units, three on either side": one("aaaabbb.", "xyyyxxxy"),
    "a unit across": one("aaaabbb", "xxxyyyy"),
    "newcomers": two("aaaabbbb", "01234", "567"),
    "newcomers, one of them of the other role": two("aaabaabb", "01245", "367"),
    "too few newcomers": two("aaaabbb", "01234", "56"),
    "three who vote again": two("aaabbb", "012345", "012"),
    "too few who vote again": two("aaabbb", "012345", "01"),
}
TWO_ROLES_AGAIN = two("aaabbb", "012345", "013")


def told(worlds: Worlds, who: Who, k: int) -> Any:
    """Return the worlds in which what is read tells the answers of fewer than k people, and need not."""
    found = np.zeros(len(worlds.worlds), dtype=bool)
    for size in range(1, k):
        for few in itertools.combinations(sorted(who), size):
            for places in worlds.places:
                if all(person in places for person in few):
                    found |= worlds.known([places[person] for person in few])
    return found & ~worlds.at_one_level()


@pytest.mark.parametrize("name", SMALL_WAVES)
@pytest.mark.parametrize("k", [3, 4])
def test_no_answers_of_a_few_follow_from_the_values_shown(name: str, k: int) -> None:
    looks, who = SMALL_WAVES[name]
    worlds = Worlds(looks, who, Rules("anonymous", k))

    assert not worlds.worlds[told(worlds, who, k)].tolist()


def test_the_ends_of_the_scale_tell_a_little_where_groups_of_three_vote_twice() -> None:
    """Several means near the ends leave few answers possible, however they are shown: 3 people hide badly, 4 do not."""
    looks, who = TWO_ROLES_AGAIN
    of_three, of_four = (Worlds(looks, who, Rules("anonymous", k)) for k in (3, 4))

    assert 0 < told(of_three, who, 3).mean() < 0.03
    assert not told(of_four, who, 4).any()


@pytest.mark.parametrize("levels", [2, 3, 4])
@pytest.mark.parametrize("n", [4, 5, 6, 7])
def test_a_member_does_not_learn_that_all_others_agree(n: int, levels: int) -> None:
    """Who knows the own answer, what is read and the rules finds two ways in which the others may have answered."""
    points = [round(100 * level / (levels - 1), 1) for level in range(levels)]
    possible: dict[tuple[Hashable, float], set[tuple[float, ...]]] = {}
    for world in itertools.combinations_with_replacement(points, n):
        reading = word_for_mean(Level.MEAN, world) or shown_points(sum(world) / n)
        for own in range(n):
            possible.setdefault((reading, world[own]), set()).add((*world[:own], *world[own + 1 :]))

    sure = [reading for (reading, _), others in possible.items() if len(others) == 1 and len(set(*others)) == 1]
    assert set(sure) == {UNANIMOUS}

"""Whether a figure about a few people follows from sums that are known, by adding and subtracting them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Vote = tuple[str, int]  # who, and in which look
Element = Vote | str  # a vote; or a person, where nobody has more than one

_PRIME = 2**31 - 1  # products of two residues still fit into 64 bits
_STEPS = 150


@dataclass(frozen=True, slots=True)
class _Alike:
    """Votes that stand in the same known sums.

    Attributes:
        sums: A bit for every known sum they stand in.
        inside: Whose votes stand in the candidate too.
        outside: Whose do not.
    """

    sums: int
    inside: frozenset[str]
    outside: frozenset[str]

    @property
    def everybody(self) -> frozenset[str]:
        return self.inside | self.outside

    @property
    def split(self) -> bool:
        """Whether no combination of the known sums can equal the candidate on all these votes."""
        return bool(self.inside) and (bool(self.outside) or not self.sums)

    def without(self, people: frozenset[str]) -> _Alike:
        return _Alike(self.sums, self.inside - people, self.outside - people)


class Sums:
    """Sums of votes that are known, and the question whether one more gives a few people away.

    It does where a combination of the known sums equals the candidate on the votes of all but a few people: the
    difference is then a figure about those few. So the search takes out as few people as possible until it does.
    """

    def __init__(self, fewest: int, *, once: bool = False) -> None:
        """Know nothing yet.

        Args:
            fewest: A figure about fewer people gives them away.
            once: Whether nobody ever has more than one vote, so that people stand for theirs.
        """
        self._fewest = fewest
        self._once = once
        self._known: dict[
            int, frozenset[Element]
        ] = {}  # a bit for every known sum, to the votes that stand in just these
        self._votes: frozenset[Element] = frozenset()
        self._bit = 1
        self._steps = 0

    def add(self, votes: frozenset[Element]) -> None:
        """Note one more known sum."""
        known: dict[int, frozenset[Element]] = {}
        for sums, alike in self._sides(votes):
            if inside := alike & votes:
                known[sums | self._bit] = inside
            if outside := alike - votes:
                known[sums] = outside
        self._known = known
        self._votes |= votes
        self._bit <<= 1

    def gives_away(self, candidate: frozenset[Element]) -> bool:
        """Tell whether a figure about fewer than the fewest people would follow; yes where the search gets too long."""
        self._steps = _STEPS
        sides = sorted(self._sides(candidate))
        if self._once and self._steps and self._far_apart(sides, candidate):
            return False
        alike = [_Alike(sums, _people(votes & candidate), _people(votes - candidate)) for sums, votes in sides]
        return self._search(alike, 0, frozenset())

    def _far_apart(self, sides: Iterable[tuple[int, frozenset[Element]]], candidate: frozenset[Element]) -> bool:
        """Tell what the search tells first, without its sets, where everybody has one vote: a room may be large."""
        least = 0
        for sums, votes in sides:
            inside = len(votes & candidate)
            least += min(inside, len(votes) - inside) if sums else inside
            if least >= self._fewest:
                return True
        return False

    def _sides(self, votes: frozenset[Element]) -> list[tuple[int, frozenset[Element]]]:
        """Return all votes, these and the known ones, with the known sums that they stand in."""
        new = votes - self._votes
        return [*self._known.items(), (0, new)] if new else [*self._known.items()]

    def _search(self, alike: list[_Alike], out: int, kept: frozenset[int]) -> bool:
        """Tell whether few enough people can be taken out.

        Args:
            alike: The votes of those who are still in.
            out: How many people were taken out so far.
            kept: The sums of votes that stay in, because taking them out was tried before.
        """
        self._steps -= 1
        if self._steps < 0:
            return True
        if out + _at_least(alike) >= self._fewest:
            return False
        split = max((each for each in alike if each.split), key=lambda each: len(each.everybody), default=None)
        if split is not None:
            sides = [split.inside, split.outside] if split.sums else [split.inside]
            return any(
                self._search(self._taken_out(alike, side), out + len(side), kept)
                for side in sides
                if out + len(side) < self._fewest
            )
        alike = [each for each in alike if each.sums and each.everybody]
        fixed = [each.sums in kept or out + len(each.everybody) >= self._fewest for each in alike]
        checks = _failed_checks(alike, fixed)
        if not checks:
            return out > 0  # with nobody out, the candidate follows from what is known and tells nothing new
        tried = kept
        for place in min(checks, key=len):
            people = alike[place].everybody
            if self._search(self._taken_out(alike, people), out + len(people), tried):
                return True
            tried |= {alike[place].sums}
        return False

    @staticmethod
    def _taken_out(alike: list[_Alike], people: frozenset[str]) -> list[_Alike]:
        return [each.without(people) for each in alike]


def _people(votes: frozenset[Element]) -> frozenset[str]:
    return frozenset([each if isinstance(each, str) else each[0] for each in votes])


def _at_least(alike: Iterable[_Alike]) -> int:
    """Return a number of people that must be taken out at least: one of every pair that differs only by the candidate.

    Nobody is in two pairs, so that a person with several votes is not counted twice.
    """
    used: set[str] = set()
    least = 0
    for each in alike:
        if not each.inside or (each.sums and not each.outside):
            continue
        inside, outside = sorted(each.inside - used), sorted(each.outside - used)
        pairs = min(len(inside), len(outside)) if each.sums else len(inside)
        used.update(inside[:pairs], outside[:pairs])
        least += pairs
    return least


def _failed_checks(alike: Sequence[_Alike], fixed: Sequence[bool]) -> list[list[int]]:
    """Return the checks that the candidate fails: of the places in each, at least one must be taken out.

    A check is a vector orthogonal to all known sums; a combination of them equals the candidate only if the candidate
    is orthogonal to it too. They come from the reduced echelon form of sums by places, modulo a prime, with the places
    that must stay as pivots where possible.

    Returns:
        For every failed check the places that can be taken out; empty where a combination equals the candidate.
    """
    order = sorted(range(len(alike)), key=lambda place: not fixed[place])
    bits = sorted({bit for each in alike for bit in range(each.sums.bit_length()) if each.sums >> bit & 1})
    table = np.array([[alike[place].sums >> bit & 1 for place in order] for bit in bits], dtype=np.int64)
    wanted = np.array([bool(alike[place].inside) for place in order], dtype=np.int64)
    pivots: list[int] = []
    for column in range(len(order)):
        row = len(pivots)
        below = np.flatnonzero(table[row:, column])
        if below.size == 0:
            continue
        table[[row, row + below[0]]] = table[[row + below[0], row]]
        table[row] = table[row] * pow(int(table[row, column]), -1, _PRIME) % _PRIME
        factors = table[:, column].copy()
        factors[row] = 0
        touched = np.flatnonzero(factors)
        table[touched] = (table[touched] - factors[touched, None] * table[row]) % _PRIME
        wanted = (wanted - wanted[column] * table[row]) % _PRIME
        pivots.append(column)
        if len(pivots) == len(table):
            break
    failed = []
    for odd in np.flatnonzero(wanted).tolist():
        places = [*(pivots[row] for row in np.flatnonzero(table[: len(pivots), odd])), odd]
        failed.append([order[place] for place in places if not fixed[order[place]]])
    return failed

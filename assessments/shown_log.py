"""What has been shown of one figure so far, at one level, and what may not be shown beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.derivable import Sums

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.derivable import Vote


@dataclass(frozen=True, slots=True)
class Part:
    """A group in a look.

    Attributes:
        votes: Each member with the number of the look in which the answers that count were new.
        once: Each member as if nobody ever changed an answer.
        again: The members who voted again in this look, in the same way.
    """

    members: frozenset[str]
    votes: frozenset[Vote]
    once: frozenset[Vote]
    again: frozenset[Vote]


def part_of(members: frozenset[str], latest: Mapping[str, int], again: frozenset[str], newest: int) -> Part:
    """Return a group in a look.

    Args:
        members: Who is in it.
        latest: Person to the number of the look in which their answers were new.
        again: Everybody who voted again in this look.
        newest: The number of this look, for those who are not in ``latest``.
    """
    votes = frozenset([(person, latest.get(person, newest)) for person in members])
    return Part(members, votes, _once(members), _once(members & again))


class Log:
    """What has been shown so far, at one level, and what may not be added to it."""

    def __init__(self, fewest: int) -> None:
        """Know nothing yet; a figure about fewer than ``fewest`` people gives them away."""
        self._fewest = fewest
        self._parts: list[Part] = []
        self._groups: set[frozenset[str]] = set()
        self._everybody: frozenset[str] = frozenset()
        self._each: frozenset[Vote] = frozenset()
        self._people = Sums(fewest)
        self._votes: Sums | None = None  # like the people's, until somebody has voted twice
        self._changes = Sums(fewest)

    def next_look(self) -> None:
        """Forget the changes of the look before: each look has its own."""
        self._changes = Sums(self._fewest)

    def refuses(self, part: Part) -> bool:
        """Tell whether something about fewer people would follow if this part were shown too.

        Looked at three times: as if nobody ever changed an answer, with every vote as a figure of its own, and with
        nothing but the changes of this look.
        """
        return (
            any(self._nearly(part.members, other) for other in self._groups)
            or self._people.gives_away(part.once)
            or (self._voted_twice(part) and self._all_votes().gives_away(part.votes))
            or (bool(part.again) and self._changes.gives_away(part.again))
        )

    def add(self, part: Part) -> None:
        """Note that this part is shown."""
        if self._voted_twice(part):
            self._all_votes().add(part.votes)
        self._parts.append(part)
        self._groups.add(part.members)
        self._everybody |= part.members
        self._each |= part.votes
        self._people.add(part.once)
        if part.again:
            self._changes.add(part.again)

    def _voted_twice(self, part: Part) -> bool:
        """Tell whether somebody in this part, or in those shown, has more than one vote there."""
        return self._votes is not None or len(self._each | part.votes) > len(self._everybody | part.members)

    def _all_votes(self) -> Sums:
        if self._votes is None:
            self._votes = Sums(self._fewest)
            for part in self._parts:
                self._votes.add(part.votes)
        return self._votes

    def _nearly(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Tell whether two groups differ by too few people on either side (rules 1 and 2 of 3.12)."""
        both = len(one & other)
        return 0 < len(one) - both < self._fewest or 0 < len(other) - both < self._fewest


def _once(people: frozenset[str]) -> frozenset[Vote]:
    return frozenset([(person, 0) for person in people])

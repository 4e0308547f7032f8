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
        again: The members who voted again in this look.
        later: Each member with the number of the look in which the answers that count were new; None where that is the
            first look for all of them.
    """

    members: frozenset[str]
    again: frozenset[str]
    later: frozenset[Vote] | None

    @property
    def votes(self) -> frozenset[Vote]:
        """Each member with the number of the look in which the answers that count were new."""
        return frozenset([(person, 0) for person in self.members]) if self.later is None else self.later


def part_of(members: frozenset[str], latest: Mapping[str, int], again: frozenset[str], newest: int) -> Part:
    """Return a group in a look.

    Args:
        members: Who is in it.
        latest: Person to the number of the look in which their answers were new.
        again: Everybody who voted again in this look.
        newest: The number of this look, for those who are not in ``latest``.
    """
    numbers = {newest if number is None else number for number in set(map(latest.get, members))}
    later = None if numbers <= {0} else frozenset([(person, latest.get(person, newest)) for person in members])
    return Part(members, members & again, later)


class Log:
    """What has been shown so far, at one level, and what may not be added to it."""

    def __init__(self, fewest: int) -> None:
        """Know nothing yet; a figure about fewer than ``fewest`` people gives them away."""
        self._fewest = fewest
        self._parts: list[Part] = []
        self._groups: set[frozenset[str]] = set()
        self._everybody: frozenset[str] = frozenset()
        self._each: frozenset[Vote] | None = None  # every vote, once there is one of another look than the first
        self._people = Sums(fewest, once=True)
        self._votes: Sums | None = None  # like the people's, until somebody has voted twice
        self._changes = Sums(fewest, once=True)

    def next_look(self) -> None:
        """Forget the changes of the look before: each look has its own."""
        self._changes = Sums(self._fewest, once=True)

    def refuses(self, part: Part) -> bool:
        """Tell whether something about fewer people would follow if this part were shown too.

        Looked at three times: as if nobody ever changed an answer, with every vote as a figure of its own, and with
        nothing but the changes of this look.
        """
        return (
            any(self._nearly(part.members, other) for other in self._groups)
            or self._people.gives_away(part.members)
            or (self._voted_twice(part) and self._all_votes().gives_away(part.votes))
            or (bool(part.again) and self._changes.gives_away(part.again))
        )

    def add(self, part: Part) -> None:
        """Note that this part is shown."""
        if self._voted_twice(part):
            self._all_votes().add(part.votes)
        self._parts.append(part)
        self._groups.add(part.members)
        if self._each is not None or part.later is not None:
            self._each = self._all_each() | part.votes
        self._everybody |= part.members
        self._people.add(part.members)
        if part.again:
            self._changes.add(part.again)

    def _voted_twice(self, part: Part) -> bool:
        """Tell whether somebody in this part, or in those shown, has more than one vote there."""
        if self._votes is not None:
            return True
        if self._each is None and part.later is None:
            return False
        return len(self._all_each() | part.votes) > len(self._everybody | part.members)

    def _all_each(self) -> frozenset[Vote]:
        return frozenset([(person, 0) for person in self._everybody]) if self._each is None else self._each

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

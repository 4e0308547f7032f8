"""What may be shown of two waves of an assessment side by side: everybody's change, and that of people who are linked.

Source: ``measurement.md`` 3.10 and 3.12; the groups of each wave by itself are decided in ``assessments.anonymity``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.anonymity import DERIVABLE, WHOLE, WITH_THE_WHOLE, Level, Look, Release, Rules, decide, newest
from assessments.shown_log import Log, Part, part_of


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of one wave as it was shown.

    Attributes:
        looks: In the order of time.
        releases: What of it was shown in each.
        rules: How the wave was set up.
    """

    looks: Sequence[Look]
    releases: Sequence[Release]
    rules: Rules


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure of two waves put side by side.

    Attributes:
        later: The place of the later wave; the earlier one is the wave before it.
        looks: The places of the look in the earlier wave and of that in the later one.
        shared: Who has a value for what both waves were asked, in each; None where both were asked the same.
        linked: Those of them who are known to be the same people, in each.
    """

    later: int
    looks: tuple[int, int]
    shared: tuple[frozenset[str], frozenset[str]] | None
    linked: tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Comparable:
    """What may be shown of a comparison.

    Attributes:
        levels: Of everybody with a value, in each wave. An interval and a word for the change need distributions.
        linked: Whether the same people may be compared with themselves.
        why: Why they may not; empty where they may, and in open mode.
    """

    levels: tuple[Level, Level]
    linked: bool
    why: str


def comparable(waves: Sequence[Told], comparisons: Sequence[Comparison]) -> tuple[Comparable, ...]:
    """Decide what may be shown of comparisons of one figure between waves that follow each other.

    Whoever compares linked people shows a figure about them in both waves: so they are one more group in each, and so
    is everybody with a value for what both were asked, where that is not everything. Each of these groups passes the
    same test as roles do, against all that was shown of its wave before, earlier comparisons included. A later
    comparison never changes what an earlier one decided.

    Args:
        waves: Oldest first.
        comparisons: In the order of time.
    """
    ledgers = [_Ledger(each) for each in waves]
    return tuple(_comparable(ledgers[each.later - 1 : each.later + 1], each) for each in comparisons)


def _comparable(ledgers: Sequence[_Ledger], comparison: Comparison) -> Comparable:
    places = list(zip(ledgers, comparison.looks, strict=True))
    for ledger, look in places:
        ledger.read_to(look)
    if comparison.shared is None:
        one, two = (ledger.shown(look) for ledger, look in places)
    else:
        one, two = (ledger.decide(people) for ledger, people in zip(ledgers, comparison.shared, strict=True))
    linked = list(zip(ledgers, comparison.linked, strict=True))
    fewest = max(ledger.rules.fewest_for_distribution for ledger in ledgers)
    why = ""
    if fewest > 1 and len(comparison.linked[0]) < fewest:
        why = f"Where answers are anonymous, people are compared with themselves from {fewest} linked ones on."
    elif min(one, two) is Level.HIDDEN:
        why = WITH_THE_WHOLE
    elif any(ledger.refuses(people) for ledger, people in linked):
        why = DERIVABLE
    else:
        for ledger, people in linked:
            ledger.note(people)
    return Comparable((one, two), not why, why)


class _Ledger:
    """What has been shown of one figure of one wave: look by look, and in comparisons."""

    def __init__(self, told: Told) -> None:
        self.rules = told.rules
        self._told = told
        self._read = 0
        self._sums = Log(told.rules.fewest)
        self._distributions = Log(told.rules.fewest_for_distribution)
        self._latest: dict[str, int] = {}
        self._again: frozenset[str] = frozenset()

    def read_to(self, last: int) -> None:
        """Note what was shown up to a look."""
        while self._read <= last:
            look = self._told.looks[self._read]
            self._again = look.voted & self._latest.keys()
            self._latest |= newest(look, self._latest, self._read)
            self._sums.next_look()
            self._distributions.next_look()
            for each in self._told.releases[self._read].values():
                if self.rules.mode == "anonymous" and each.level > Level.HIDDEN:
                    part = self._part(each.members)
                    self._sums.add(part)
                    if each.level is Level.DISTRIBUTION:
                        self._distributions.add(part)
            self._read += 1

    def shown(self, look: int) -> Level:
        """Return what is shown of everybody in a look."""
        found = self._told.releases[look].get(WHOLE)
        return found.level if found else Level.HIDDEN

    def decide(self, people: frozenset[str]) -> Level:
        """Return what may be shown of some people as of the newest look that was noted, and note it."""
        return decide(self._part(people), self.rules, self._sums, self._distributions)[0]

    def refuses(self, people: frozenset[str]) -> bool:
        """Tell whether a distribution of some people would give a few away."""
        if self.rules.mode == "open":
            return False
        part = self._part(people)
        return self._sums.refuses(part) or self._distributions.refuses(part)

    def note(self, people: frozenset[str]) -> None:
        """Note that a distribution of some people is shown."""
        if self.rules.mode == "anonymous":
            part = self._part(people)
            self._sums.add(part)
            self._distributions.add(part)

    def _part(self, people: frozenset[str]) -> Part:
        return part_of(people, self._latest, self._again, self._read)

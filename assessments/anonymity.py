"""What may be shown about a group of people in a wave, and when late answers may be counted.

Sources: ``measurement.md`` 3.12 for the rules, 3.8 and 3.9 for the numbers of people. Sums of answers are what gets
shown, in whatever dress, so the rule behind all others is about sums: no figure about fewer people than the smallest
group may follow from the figures shown, by adding and subtracting them, over all reveals of a wave.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from assessments.derivable import Sums, Vote
from assessments.model import Mode

FEWEST_EVER = 3
WORD_FROM = 6
DISTRIBUTION_FROM = 8
BANDED_BELOW = 10

UNANIMOUS = "unanimous"
TOO_TELLING = "Not shown for so few people."
DERIVABLE = "Hidden so that a smaller group cannot be worked out from the others."
WITH_THE_WHOLE = "Hidden, because nothing can be shown of the whole yet."


class Level(IntEnum):
    """How much may be shown of a group.

    Attributes:
        HIDDEN: Nothing.
        MEAN: The mean, rounded, and the number of people as a band. No interval: it would give the spread away.
        WORD: The word for the agreement too.
        DISTRIBUTION: Counts, dots, intervals, comments, single figures.
    """

    HIDDEN = 0
    MEAN = 1
    WORD = 2
    DISTRIBUTION = 3


@dataclass(frozen=True, slots=True)
class Rules:
    """How a wave was set up.

    Attributes:
        mode: ``open`` takes all thresholds off.
        smallest_group: The fewest people anything is shown about; below 3 it counts as 3.
    """

    mode: Mode
    smallest_group: int

    @property
    def fewest(self) -> int:
        """The fewest people anything is shown about, 1 in open mode."""
        return 1 if self.mode == "open" else max(FEWEST_EVER, self.smallest_group)

    @property
    def fewest_for_distribution(self) -> int:
        """The fewest people a distribution is shown of, 1 in open mode."""
        return 1 if self.mode == "open" else max(DISTRIBUTION_FROM, self.fewest)

    def level_of(self, n: int) -> Level:
        """Return what the number of people alone allows."""
        if n < self.fewest:
            return Level.HIDDEN
        if n >= self.fewest_for_distribution:
            return Level.DISTRIBUTION
        return Level.WORD if n >= WORD_FROM else Level.MEAN


@dataclass(frozen=True, slots=True)
class Look:
    """One reveal, or one batch of late answers after it.

    Attributes:
        counted: Everybody whose answers count from now on; grows from look to look.
        voted: Those whose answers are new or changed against the look before.
    """

    round: int
    counted: frozenset[str]
    voted: frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class GroupKey:
    """Names a group; the whole has no name."""

    kind: Literal["whole", "role", "unit"]
    name: str = ""


WHOLE = GroupKey("whole")


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of one group in one look.

    Attributes:
        why: A sentence where less is shown than everything; else empty.
    """

    group: GroupKey
    members: frozenset[str]
    level: Level
    why: str


Release = Mapping[GroupKey, Shown]


def released(looks: Sequence[Look], who: Mapping[str, tuple[str, str]], rules: Rules) -> tuple[Release, ...]:
    """Decide for every look what may be shown of the whole, of every role and of every unit.

    A later look never changes what an earlier one decided: what was seen cannot be taken back. For the same reason
    role and unit of a respondent must not change after the first look that counts them.

    Args:
        looks: In the order of time.
        who: Respondent to role and unit; who has none belongs to the whole only.
        rules: How the wave was set up.

    Returns:
        One mapping per look, with every group that has members: the whole, then roles and units, the largest first.
    """
    sums = _Log(rules.fewest)
    distributions = _Log(rules.fewest_for_distribution)
    latest: dict[str, int] = {}
    releases: list[Release] = []
    for at, look in enumerate(looks):
        again = look.voted & latest.keys()
        latest |= {person: at for person in look.counted if person in look.voted or person not in latest}
        sums.next_look()
        distributions.next_look()
        release: dict[GroupKey, Shown] = {}
        for key, members in _groups(look.counted, who):
            part = _Part(members, frozenset((person, latest[person]) for person in members), members & again)
            if key != WHOLE and release[WHOLE].level is Level.HIDDEN:
                level, why = Level.HIDDEN, WITH_THE_WHOLE
            else:
                level, why = _decide(part, rules, sums, distributions)
            release[key] = Shown(key, members, level, why)
        releases.append(release)
    return tuple(releases)


@dataclass(frozen=True, slots=True)
class Countable:
    """Who of those waiting can be counted now.

    Attributes:
        now: Those who can be counted.
        waiting: Those who cannot.
        sentence: Why they have to wait; empty where nobody has to.
    """

    now: frozenset[str]
    waiting: frozenset[str]
    sentence: str


def countable(looks: Sequence[Look], newcomers: frozenset[str], again: frozenset[str], rules: Rules) -> Countable:
    """Tell which of the answers that wait can be counted now: newcomers and those who voted again each as a batch.

    Args:
        looks: Those so far.
        newcomers: Who voted and is not counted yet.
        again: Who is counted and voted again since.
        rules: How the wave was set up.
    """
    now: frozenset[str] = frozenset()
    sentences = []
    for batch, what in ((newcomers, "voted for the first time" if looks else "voted"), (again, "voted again")):
        if len(batch) >= rules.fewest:
            now |= batch
        elif batch:
            sentences.append(_needed(len(batch), rules.fewest, what))
    return Countable(now, (newcomers | again) - now, " ".join(sentences))


def item_level(level: Level, values: int, rules: Rules) -> Level:
    """Return what may be shown of one item: the people who gave it a value must be enough as well."""
    return min(level, rules.level_of(values))


def word_for_mean(level: Level, points: Sequence[float], lowest: float = 0, highest: float = 100) -> str | None:
    """Return what stands in the place of a mean that would tell how everybody answered; None where the mean may stand.

    Below the distribution level a unanimous group is called so and no more (``measurement.md`` 3.12, rule 7). And where
    all but one stand at the same end of the scale, the mean tells that one how all others answered.

    Args:
        level: Of the item, from `item_level`.
        points: One figure per person who gave a value.
        lowest: The lower end of the scale, in the unit of the points.
        highest: The upper end.
    """
    if level is Level.DISTRIBUTION:
        return None
    if level is Level.HIDDEN:
        return TOO_TELLING
    if len({shown_points(each) for each in points}) == 1:
        return UNANIMOUS
    for end in (lowest, highest):
        if sum(shown_points(each) == shown_points(end) for each in points) >= len(points) - 1:
            return TOO_TELLING
    return None


def shown_n(n: int, rules: Rules) -> str:
    """Return a number of people as it may be read: in anonymous mode a band below 10."""
    if rules.mode == "anonymous" and n < rules.fewest:
        return f"fewer than {rules.fewest}"
    if rules.mode == "open" or n >= BANDED_BELOW:
        return str(n)
    last = BANDED_BELOW - 1
    return str(n) if rules.fewest == last else f"{rules.fewest}–{last}"


def shown_points(value: float) -> int:
    """Round points to an integer, halves upwards."""
    return math.floor(value + 0.5)


def texts_allowed(level: Level) -> bool:
    """Tell whether comments and other texts of a group may be read."""
    return level is Level.DISTRIBUTION


def in_no_order(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts sorted by what they say, so that their places say nothing about who wrote them or when."""
    return tuple(sorted(texts, key=lambda text: (text.casefold(), text)))


@dataclass(frozen=True, slots=True)
class _Part:
    """A group in a look.

    Attributes:
        votes: Each member with the number of the look in which the answers that count were new.
        again: The members who voted again in this look.
    """

    members: frozenset[str]
    votes: frozenset[Vote]
    again: frozenset[str]


def _needed(n: int, fewest: int, what: str) -> str:
    return f"{fewest} people are needed, {n} {'has' if n == 1 else 'have'} {what}."


def _groups(counted: frozenset[str], who: Mapping[str, tuple[str, str]]) -> list[tuple[GroupKey, frozenset[str]]]:
    """Return the groups with their members, in the order in which they are decided."""
    members: dict[GroupKey, set[str]] = {}
    for person in counted:
        role, unit = who[person]
        for key in (WHOLE, GroupKey("role", role), GroupKey("unit", unit)):
            if key == WHOLE or key.name:
                members.setdefault(key, set()).add(person)
    order = {"whole": 0, "role": 1, "unit": 2}
    ranked = sorted(members, key=lambda key: (order[key.kind], -len(members[key]), key.name))
    return [(key, frozenset(members[key])) for key in ranked]


def _decide(part: _Part, rules: Rules, sums: _Log, distributions: _Log) -> tuple[Level, str]:
    """Decide about one group, and note it in the logs where it is shown."""
    n = len(part.members)
    level = rules.level_of(n)
    if rules.mode == "open":
        return level, ""
    if level is Level.HIDDEN:
        return level, f"Hidden, because there are fewer than {rules.fewest} people in it."
    if sums.refuses(part):
        return Level.HIDDEN, DERIVABLE
    sums.add(part)
    if level is Level.DISTRIBUTION:
        if not distributions.refuses(part):
            distributions.add(part)
            return level, ""
        fewest = rules.fewest_for_distribution
        return Level.WORD, f"No distribution, so that one of fewer than {fewest} people cannot be worked out."
    if level is Level.WORD:
        return level, f"A distribution needs {DISTRIBUTION_FROM} people."
    return level, f"A word for the agreement needs {WORD_FROM} people, a distribution {DISTRIBUTION_FROM}."


class _Log:
    """What has been shown so far, at one level, and what may not be added to it."""

    def __init__(self, fewest: int) -> None:
        self._fewest = fewest
        self._groups: set[frozenset[str]] = set()
        self._people = Sums(fewest)
        self._votes = Sums(fewest)
        self._changes = Sums(fewest)

    def next_look(self) -> None:
        """Forget the changes of the look before: each look has its own."""
        self._changes = Sums(self._fewest)

    def refuses(self, part: _Part) -> bool:
        """Tell whether something about fewer people would follow if this part were shown too.

        Looked at three times: as if nobody ever changed an answer, with every vote as a figure of its own, and with
        nothing but the changes of this look.
        """
        return (
            any(self._nearly(part.members, other) for other in self._groups)
            or self._people.gives_away(_as_votes(part.members))
            or self._votes.gives_away(part.votes)
            or self._changes.gives_away(_as_votes(part.again))
        )

    def add(self, part: _Part) -> None:
        """Note that this part is shown."""
        self._groups.add(part.members)
        self._people.add(_as_votes(part.members))
        self._votes.add(part.votes)
        self._changes.add(_as_votes(part.again))

    def _nearly(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Tell whether two groups differ by too few people on either side (rules 1 and 2 of 3.12)."""
        return 0 < len(one - other) < self._fewest or 0 < len(other - one) < self._fewest


def _as_votes(people: frozenset[str]) -> frozenset[Vote]:
    return frozenset((person, 0) for person in people)

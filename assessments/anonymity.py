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

from assessments.model import Mode
from assessments.shown_log import Log, Part, part_of

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
    sums = Log(rules.fewest)
    distributions = Log(rules.fewest_for_distribution)
    latest: dict[str, int] = {}
    releases: list[Release] = []
    for at, look in enumerate(looks):
        again = look.voted & latest.keys()
        latest |= newest(look, latest, at)
        sums.next_look()
        distributions.next_look()
        release: dict[GroupKey, Shown] = {}
        for key, members in _groups(look.counted, who):
            if rules.mode == "open":
                release[key] = Shown(key, members, rules.level_of(len(members)), "")
                continue
            part = part_of(members, latest, again, at)
            if key != WHOLE and release[WHOLE].level is Level.HIDDEN:
                level, why = Level.HIDDEN, WITH_THE_WHOLE
            else:
                level, why = decide(part, rules, sums, distributions)
            release[key] = Shown(key, members, level, why)
        releases.append(release)
    return tuple(releases)


def newest(look: Look, latest: Mapping[str, int], place: int) -> dict[str, int]:
    """Return those whose answers are new in a look, with its place."""
    return {person: place for person in look.counted if person in look.voted or person not in latest}


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


def _needed(n: int, fewest: int, what: str) -> str:
    return f"{fewest} people are needed, {n} {'has' if n == 1 else 'have'} {what}."


def _groups(counted: frozenset[str], who: Mapping[str, tuple[str, str]]) -> list[tuple[GroupKey, frozenset[str]]]:
    """Return the groups with their members, in the order in which they are decided."""
    roles: dict[str, set[str]] = {}
    units: dict[str, set[str]] = {}
    for person in counted:
        role, unit = who[person]
        if role:
            roles.setdefault(role, set()).add(person)
        if unit:
            units.setdefault(unit, set()).add(person)
    named = [(GroupKey("role", name), frozenset(members)) for name, members in _ranked(roles)]
    named += [(GroupKey("unit", name), frozenset(members)) for name, members in _ranked(units)]
    return [(WHOLE, counted), *named] if counted else []


def _ranked(groups: Mapping[str, set[str]]) -> list[tuple[str, set[str]]]:
    return sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))


def decide(part: Part, rules: Rules, sums: Log, distributions: Log) -> tuple[Level, str]:
    """Decide about one group, and note it in the logs where it is shown; return the reason where it is not."""
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

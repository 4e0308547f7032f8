"""One score of two waves side by side, and what may be shown of it after everything that was shown before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessments.anonymity import DERIVABLE, Level
from assessments.anonymity_waves import Comparable, Comparison, Told, comparable
from assessments.room_figures import figure
from assessments.room_scores import rests_on, stands_at
from assessments.series_waves import placed_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.room_hall import Hall
    from assessments.room_model import Figure
    from assessments.room_scores import Placed
    from assessments.series_breaks import Side, Step
    from assessments.series_waves import Measured

    Both = tuple[tuple[Side, Side], tuple[Placed, Placed]]

NOTHING = Comparable((Level.HIDDEN, Level.HIDDEN), linked=False, why="")


@dataclass(frozen=True, slots=True)
class Beside:
    """One score of two waves that follow each other.

    Attributes:
        sides: Both waves with a score that means the same in both.
        places: The sights it is read from.
        points: Respondent to score, in each.
        linked: (respondent then, respondent now) for those who are known to be the same and have both scores.
        allowed: What may be shown of it.
    """

    sides: tuple[Side, Side]
    places: tuple[int, int]
    placed: tuple[Placed, Placed]
    points: tuple[Mapping[str, float], Mapping[str, float]]
    linked: tuple[tuple[str, str], ...]
    allowed: Comparable = NOTHING

    @property
    def told(self) -> bool:
        """Whether an interval of everybody's change, and a word for it, may be shown."""
        levels = (*self.allowed.levels, *(each.shown.level for each in self.placed))
        return min(levels) is Level.DISTRIBUTION

    def figure(self, place: int) -> Figure:
        """Return the score of one wave as it may be shown; ``place``: 0 for the earlier, 1 for the later."""
        placed, level = self.placed[place], self.allowed.levels[place]
        if level >= placed.shown.level or placed.figure.points is None:
            return placed.figure
        hall, points = self.sides[place].hall, self.points[place]
        lower = figure([*points.values()], replace(placed.shown, level=level, why=DERIVABLE), hall.rules)
        return lower if lower.points is None else replace(placed.figure, low=None, high=None)


def beside(waves: Sequence[Measured], steps: Sequence[Step], key: str) -> Beside | None:
    """Put one score of the last two waves side by side; None where no score means the same in both.

    What was compared before decides too, so this begins with the first wave from which on the score can be followed.

    Args:
        waves: At least two, oldest first.
        steps: Those between them.
        key: Dimension id, or ``OVERALL``.
    """
    followed: list[tuple[Step, Both]] = []
    for step in reversed(steps):
        both = _sides(step, key)
        if both is None:
            break
        followed.insert(0, (step, both))
    if not followed:
        return None
    if all(each.hall.rules.mode == "open" for each in waves):
        followed = followed[-1:]
    first = len(steps) - len(followed)
    told = [_told(each, key) for each in waves[first:]]
    found = [(later, each) for later, pair in enumerate(followed, start=1) for each in _meetings(*pair)]
    asked = [
        Comparison(
            later,
            each.places,
            (frozenset(each.points[0]), frozenset(each.points[1])) if key in steps[first + later - 1].broken else None,
            (frozenset(one for one, _ in each.linked), frozenset(two for _, two in each.linked)),
        )
        for later, each in found
    ]
    return replace(found[-1][1], allowed=comparable(told, asked)[-1])


def _sides(step: Step, key: str) -> Both | None:
    """Return both waves with a score that means the same in both, and the score in each; None without one."""
    sides = step.sides(key)
    if sides is None:
        return None
    one, two = (placed_in(each.scores, key) for each in sides)
    return (sides, (one, two)) if one is not None and two is not None else None


def _told(wave: Measured, key: str) -> Told:
    placed = wave.placed(key)
    if placed is None:  # nothing was shown of it: only together with the next version there is such a dimension
        return Told(wave.hall.looks((), lambda _: {}), [{} for _ in wave.hall.sights], wave.hall.rules)
    items = [item.id for item in rests_on(wave.hall, key)]
    return Told(wave.hall.looks(items, lambda sight: sight.scores[key]), placed.releases, wave.hall.rules)


def _meetings(step: Step, both: Both) -> list[Beside]:
    """Return what stood side by side as the later wave went on, in the order of time."""
    sides, placed = both
    key = placed[0].key
    then = sides[0].hall.sights[placed[0].at].scores[key]
    meetings = []
    for place in _places(sides[1].hall, placed[1]):
        now = sides[1].hall.sights[place].scores[key]
        same = step.known((placed[0].at, place))
        linked = tuple((one, two) for one, two in same if one in then and two in now)
        meetings.append(Beside(sides, (placed[0].at, place), placed, (then, now), linked))
    return meetings


def _places(hall: Hall, placed: Placed) -> list[int]:
    """Return the sights in which a score stood as the wave went on."""
    if hall.rules.mode == "open":
        return [placed.at]
    items = rests_on(hall, placed.key)
    stood = [stands_at(hall, items, placed.releases, limit) for limit in range(hall.last + 1)]
    return list(dict.fromkeys(stood))

"""What may be shown of a company beside its front line and its customers: released figures and what they differ by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.room_model import Figure

Side = Literal["company", "front-line", "customer"]
SIDES: tuple[Side, ...] = ("company", "front-line", "customer")
Kind = Literal["gap", "none", "few"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sides beside each other.

    Attributes:
        points: The first side's figure minus the second's, as both are shown.
        kind: ``gap`` where the answers show a difference of 10 points or more; ``none`` where they could show none;
            ``few`` where there are too few answers to tell, or too few to say.
        sentence: The gap in words; empty without one.
    """

    first: Side
    second: Side
    points: int
    kind: Kind
    sentence: str


@dataclass(frozen=True, slots=True)
class MirrorRow:
    """One dimension or one question, seen from several sides.

    Attributes:
        questionnaire: Short title.
        title: What the row is about.
        items: Ids of the questions behind it, the same for every side.
        figures: Of the sides that were asked, in the order of ``SIDES``.
        differences: Of every two sides whose figures are both shown.
    """

    questionnaire: str
    title: str
    items: tuple[str, ...]
    figures: Mapping[Side, Figure]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class SideState:
    """How much there is of one side.

    Attributes:
        people: How many answered, as it may be read; empty where nothing may be shown.
        why: Why nothing is shown; empty where something is.
    """

    side: Side
    people: str
    why: str


@dataclass(frozen=True, slots=True)
class MirrorView:
    """A company's wave beside its mirrors that are closed.

    Attributes:
        alone: Whether the company's side is one person's.
        sides: The company's first.
        dimensions: Over the questions that every side was asked; those with the largest difference first.
        items: Every question that two sides were asked; those with the largest difference first.
        headline: The sentence to repeat.
        gaps: What differs, in words, the largest first: one question each.
        alike: Titles of questions where the answers could show no difference between any two sides.
        unclear: Titles of those with too few answers to tell, or of which a side may not be shown.
    """

    alone: bool
    sides: tuple[SideState, ...]
    dimensions: tuple[MirrorRow, ...]
    items: tuple[MirrorRow, ...]
    headline: str
    gaps: tuple[str, ...]
    alike: tuple[str, ...]
    unclear: tuple[str, ...]

    def state(self, side: Side) -> SideState:
        """Return how much there is of a side that takes part."""
        return next(each for each in self.sides if each.side == side)

"""What may be shown about a room: every figure here has passed the rules of ``assessments.anonymity``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from assessments.model import ItemKey, Wave
    from questionnaires.items import Item
    from questionnaires.model import Dimension, Questionnaire
    from scoring.agreement import Verdict
    from scoring.group import Level
    from scoring.line import Spread

Concern = Literal["polarised", "mixed", "unknown", "gap", "agreed", "few", "hidden"]
Course = Literal["settled", "roles", "stayed", "unclear", "held", "open", ""]


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean as it may be shown.

    Attributes:
        points: Rounded, 0-100; None where there is none to show.
        low: Lower end of the 95 % interval, rounded; None where there is none.
        high: Upper end.
        people: How many it rests on, as it may be read: a number, or a band.
        why: Why there is no figure; empty where there is one.
    """

    points: int | None
    low: int | None
    high: int | None
    people: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """The figure of a role or a unit."""

    kind: Literal["role", "unit"]
    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class VoteView:
    """One vote of the room on one item.

    Attributes:
        levels: Low to high; empty for an item without ordered answers.
        counts: People per level; None where no distribution may be shown.
        unknown: How many don't know; None like ``counts``.
        silent: How many gave no answer, were not asked, or said that it does not apply; None like ``counts``.
        unknown_share: Per cent of those with a value or a "don't know" who don't know; None where even that may not be
            shown.
        verdict: None where too few voted for a measure of agreement.
        distance: Average distance from the median in levels; None without a verdict or a distribution.
        words: The agreement in words.
    """

    levels: tuple[Level, ...]
    counts: tuple[int, ...] | None
    unknown: int | None
    silent: int | None
    unknown_share: int | None
    figure: Figure
    verdict: Verdict | None
    distance: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The same figure as several people gave it.

    Attributes:
        given: (who, figure), lowest first; who is empty where nobody may be named.
        sentence: What stands out: "three people, three numbers".
    """

    label: str
    unit: str
    given: tuple[tuple[str, float], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class RoomItem:
    """One item with the votes on it.

    Attributes:
        number: Its place in the questionnaire, counted from 1.
        dimension: Title of its dimension; empty where it has none.
        now: The vote that counts.
        first: The first vote, where it was voted on again; else None.
        shift: What a later vote changed, or that newer answers cannot be shown yet; empty where there is none.
        gap: The largest difference between two roles, in a sentence; empty where there is none that counts.
        concern: Why it is worth talking about.
        course: What became of a contested item by a later vote: ``settled``; ``roles`` where the room agrees and its
            roles still differ; ``stayed``; ``unclear`` where no word for it is left; ``held`` where the newest vote may
            not be shown; ``open`` where it has not been voted on again. Empty where it never was contested.
        prompt: What whoever leads the room may do about it.
        question: What the screen asks the room.
        texts: What was typed: answers to an open question, or comments; in no order that says who wrote them.
    """

    questionnaire: Questionnaire
    item: Item
    number: int
    dimension: str
    now: VoteView
    first: VoteView | None
    shift: str
    groups: tuple[GroupFigure, ...]
    gap: str
    concern: Concern
    course: Course
    prompt: str
    question: str
    texts: tuple[str, ...]
    numbers: tuple[Numbers, ...]

    @property
    def key(self) -> ItemKey:
        """Questionnaire id and item id."""
        return self.questionnaire.id, self.item.id


@dataclass(frozen=True, slots=True)
class Unseen:
    """How much of a dimension everybody, or a role, cannot see.

    Attributes:
        role: Empty for everybody.
        unknown_share: Per cent "don't know" of all their answers with a value or a "don't know"; None where that may
            not be shown.
        people: How many gave such answers, as it may be read; empty where that may not be shown.
    """

    role: str
    unknown_share: int | None
    people: str


@dataclass(frozen=True, slots=True)
class RoomDimension:
    """One top-level dimension as the room sees it.

    Attributes:
        stage: Title of the nearest stage; None without a figure or a ladder.
        words: How far the room agrees over its items.
        gap: The largest difference between two roles, in a sentence; empty where there is none that counts.
        unseen: How much of it everybody and each role cannot see, everybody first.
    """

    dimension: Dimension
    figure: Figure
    stage: str | None
    words: str
    groups: tuple[GroupFigure, ...]
    gap: str
    unseen: tuple[Unseen, ...]


@dataclass(frozen=True, slots=True)
class RoomResult:
    """One questionnaire as the room answered it.

    Attributes:
        headline: The sentence to repeat.
        decided: Which rule decided; empty where there is no ladder to decide on.
        spread: How the items' means lie on a line, for such a questionnaire.
    """

    questionnaire: Questionnaire
    headline: str
    decided: str
    overall: Figure
    groups: tuple[GroupFigure, ...]
    dimensions: tuple[RoomDimension, ...]
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class RoomView:
    """Everything that may be shown about a room as of the last reveal.

    Attributes:
        people: How many count, as it may be read; empty before the first reveal.
        items: Most worth talking about first.
        why: Why nothing is shown; empty where something is.
        meaning: What the intervals say.
    """

    wave: Wave
    people: str
    items: tuple[RoomItem, ...]
    results: tuple[RoomResult, ...]
    why: str
    meaning: str

    @property
    def contested(self) -> tuple[RoomItem, ...]:
        """What the room disagreed on, or disagrees on still."""
        return tuple(each for each in self.items if each.course)

    def item(self, key: ItemKey) -> RoomItem | None:
        """Return one item, or None where there is no such one."""
        return next((each for each in self.items if each.key == key), None)

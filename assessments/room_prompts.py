"""What to ask a room about one question: what whoever leads it may do, and what the screen asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.room_words import number, started
from questionnaires.items import Contrast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.room_model import Concern, VoteView
    from questionnaires.items import Item
    from scoring.group import Level

LONGEST_NAME = 60
LAST = "What was the last thing that happened?"
UNASKED = "Nobody need say how they voted."


def level_name(item: Item, levels: Sequence[Level], place: int) -> str:
    """Return a level in few words: its stage, its own text where that is short, or its number."""
    level = levels[place]
    if level.stage is not None:
        return f"“{level.stage}”"
    if isinstance(item, Contrast) or len(level.title) > LONGEST_NAME:
        return f"level {place + 1} of {len(levels)}"
    return f"“{level.title}”"


def prompt(item: Item, vote: VoteView, concern: Concern, gap: str, *, anonymous: bool) -> str:  # noqa: C901 - one for each concern
    """Return what whoever leads a room may do about one item; in an anonymous room nobody is asked to step forward.

    Args:
        item: What was asked.
        vote: The vote that counts.
        concern: Why it is worth talking about.
        gap: The largest difference between two roles, in a sentence.
        anonymous: Whether nobody is to say how they voted.
    """
    counts = vote.counts
    match concern:
        case "polarised" | "mixed" if counts is not None:
            seen, ask = (_split if concern == "polarised" else _reach_with_counts)(item, vote, counts)
            return f"{seen}. Ask: {_cases(item, vote, concern)}" if anonymous else f"{seen}: {ask}"
        case "polarised":
            return f"The room is split over this. Ask: {_cases(item, vote, concern)}"
        case "mixed":
            return "The room sees this differently: ask for the best and for the worst example of the last month."
        case "unknown":
            return "Many don't know: ask who would know, and where it could be looked up within a week."
        case "gap" if anonymous:
            return f"{gap} Ask what speaks for the higher and what for the lower figure. {UNASKED}"
        case "gap":
            return f"{gap} Let the role with the lower figure begin: what did they see last?"
        case "agreed" if vote.verdict == "unanimous":
            return "Everybody sees this alike: ask for the example behind it; it may not be the same one."
        case "agreed":
            return "Most see this alike: ask what would have to happen for the next step."
        case "few" if counts is not None and any(counts):
            return _reach(item, vote, counts)
        case "few" | "hidden":  # pragma: no branch
            return ""


def question(item: Item, vote: VoteView, concern: Concern, gap: str, *, anonymous: bool) -> str:  # noqa: C901 - one for each concern
    """Return the question that the screen puts to a room about one item; takes what ``prompt`` takes."""
    match concern:
        case "polarised" if anonymous:
            return _cases(item, vote, concern)
        case "mixed" if anonymous and vote.counts is not None:
            return _cases(item, vote, concern)
        case "polarised":
            return LAST
        case "mixed":
            return "What were the best and the worst example of the last month?"
        case "unknown":
            return "Who would know, and where could it be looked up within a week?"
        case "gap":
            return f"{gap} What may one role see that the other does not?"
        case "agreed" if vote.verdict == "unanimous":
            return "What is the example behind it? It may not be the same one for all of us."
        case "agreed":
            return "What would have to happen for the next step?"
        case "few" if vote.counts is not None and any(vote.counts):
            low, high = ends(vote.counts)
            return "What is the example behind it?" if low == high else LAST
        case "few" | "hidden":  # pragma: no branch
            return ""


def _cases(item: Item, vote: VoteView, concern: Concern) -> str:
    """Ask for cases that speak for two answers, and not for the people who gave them."""
    if vote.counts is None:
        high, low = "a high answer", "a low one"
    else:
        places = halves(vote.counts) if concern == "polarised" else ends(vote.counts)
        low, high = (level_name(item, vote.levels, place) for place in places)
    return f"Who can tell of a case that speaks for {high}, and who of one that speaks for {low}? {UNASKED}"


def halves(counts: Sequence[int]) -> tuple[int, int]:
    """Return the level with most people in the lower and in the upper half, counted from 0."""
    middle = len(counts) / 2
    low = max((place for place in range(len(counts)) if place + 1 <= middle), key=lambda place: counts[place])
    high = max((place for place in range(len(counts)) if place >= middle), key=lambda place: (counts[place], place))
    return low, high


def _split(item: Item, vote: VoteView, counts: Sequence[int]) -> tuple[str, str]:
    low, high = halves(counts)
    above, below = (f"at {level_name(item, vote.levels, place)}" for place in (high, low))
    sees = "sees" if counts[high] == 1 else "see"
    return (
        f"{started(number(counts[high]))} {sees} this {above}, {number(counts[low])} {below}",
        "ask each for the last thing that happened.",
    )


def ends(counts: Sequence[int]) -> tuple[int, int]:
    """Return the lowest and the highest level that anybody chose, counted from 0; somebody has."""
    there = [place for place, count in enumerate(counts) if count]
    return there[0], there[-1]


def _reach_with_counts(item: Item, vote: VoteView, counts: Sequence[int]) -> tuple[str, str]:
    low, high = ends(counts)
    lowest, highest = (level_name(item, vote.levels, place) for place in (low, high))
    return (
        f"The answers reach from {lowest} ({number(counts[low])}) to {highest} ({number(counts[high])})",
        "ask one of each for an example.",
    )


def _reach(item: Item, vote: VoteView, counts: Sequence[int]) -> str:
    low, high = ends(counts)
    if low == high:
        people = "One person says" if sum(counts) == 1 else f"All {number(sum(counts))} say"
        return f"{people} {level_name(item, vote.levels, low)}: ask for the example behind it."
    return (
        f"The answers reach from {level_name(item, vote.levels, low)} to {level_name(item, vote.levels, high)}: "
        "ask each for the last thing that happened."
    )

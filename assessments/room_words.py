"""The sentences about a room: how far it agrees, what to ask it, what a second vote changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaires.items import Contrast
from scoring.sentences import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.room_model import Concern, Figure, VoteView
    from questionnaires.items import Item
    from questionnaires.model import Questionnaire
    from scoring.agreement import Agreement, Verdict
    from scoring.group import Level

_NUMBERS = (
    "nobody", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
LONGEST_NAME = 60

WORDS: dict[Verdict, str] = {
    "unanimous": "unanimous",
    "agreement": "agreement",
    "mixed": "mixed",
    "polarised": "polarised",
}
TOO_FEW = "too few for an agreement measure"
NOT_SHOWN = "not shown for so few people"
HELD = "Newer answers are left out here, because too few people gave them to be shown."
NO_RANGES = "A range needs at least five people, and eight where answers are anonymous."


def number(count: int) -> str:
    """Return a small number as a word, a larger one in digits."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def started(sentence: str) -> str:
    """Begin a sentence with a capital letter, and leave the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def level_name(item: Item, levels: Sequence[Level], place: int) -> str:
    """Return a level in few words: its stage, its own text where that is short, or its number."""
    level = levels[place]
    if level.stage is not None:
        return level.stage.lower()
    if isinstance(item, Contrast) or len(level.title) > LONGEST_NAME:
        return f"level {place + 1} of {len(levels)}"
    return f"“{level.title}”"


def prompt(item: Item, vote: VoteView, concern: Concern, gap: str) -> str:  # noqa: C901 - one for each concern
    """Return what to ask a room about one item."""
    counts = vote.counts
    match concern:
        case "polarised" if counts is not None:
            return _split(item, vote, counts)
        case "polarised":
            return "The room is split over this: ask both sides for the last thing that happened, not who voted how."
        case "mixed" if counts is not None:
            return _mixed(item, vote, counts)
        case "mixed":
            return "The room sees this differently: ask for the best and for the worst example of the last month."
        case "unknown":
            return "Many don't know: ask who would know, and where it could be looked up within a week."
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


def _split(item: Item, vote: VoteView, counts: Sequence[int]) -> str:
    middle = len(counts) / 2
    low = max((place for place in range(len(counts)) if place + 1 <= middle), key=lambda place: counts[place])
    high = max((place for place in range(len(counts)) if place >= middle), key=lambda place: (counts[place], place))
    above, below = (f"at {level_name(item, vote.levels, place)}" for place in (high, low))
    sees = "sees" if counts[high] == 1 else "see"
    return (
        f"{started(number(counts[high]))} {sees} this {above}, {number(counts[low])} {below}: "
        "ask each for the last thing that happened."
    )


def ends(counts: Sequence[int]) -> tuple[int, int]:
    """Return the lowest and the highest level that anybody chose, counted from 0; somebody has."""
    there = [place for place, count in enumerate(counts) if count]
    return there[0], there[-1]


def _mixed(item: Item, vote: VoteView, counts: Sequence[int]) -> str:
    low, high = ends(counts)
    return (
        f"The answers reach from {level_name(item, vote.levels, low)} ({number(counts[low])}) to "
        f"{level_name(item, vote.levels, high)} ({number(counts[high])}): ask one of each for an example."
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


def shift(before: VoteView, after: VoteView, moved: int | None, again: int) -> str:
    """Say what another vote changed: how many moved, and whether the answers drew together; never who.

    Args:
        before: The first vote.
        after: The vote that counts now.
        moved: How many of those who voted again chose another answer; None where that may not be said.
        again: How many voted again.
    """
    parts = []
    if moved is not None:
        parts.append(f"{started(number(moved))} of {number(again)} who voted again moved.")
    if before.distance is not None and after.distance is not None:
        change = after.distance - before.distance
        if abs(change) < 0.05:  # noqa: PLR2004 - less than the decimal that is shown
            parts.append(f"The answers lie as far apart as before ({after.distance:.1f} levels from the middle one).")
        else:
            what = "drew closer together" if change < 0 else "moved further apart"
            parts.append(
                f"The answers {what}: from {before.distance:.1f} to {after.distance:.1f} levels from the middle one."
            )
    elif before.verdict is not None and after.verdict is not None:
        same = before.verdict == after.verdict
        parts.append(
            f"It is {WORDS[after.verdict]} as before."
            if same
            else f"It went from {WORDS[before.verdict]} to {WORDS[after.verdict]}."
        )
    return " ".join(parts)


def figures_sentence(given: Sequence[float]) -> str:
    """Say how many different numbers were given: "three people, three numbers"."""
    people, numbers = len(given), len(set(given))
    if people == 1:
        return "One person gave a number."
    if numbers == 1:
        return f"{started(number(people))} people, one number."
    lowest, highest = min(given), max(given)
    apart = ""
    if lowest > 0 and highest / lowest >= 2:  # noqa: PLR2004 - twice as much is worth a word
        apart = f" The highest is {highest / lowest:.1f} times the lowest."
    return f"{started(number(people))} people, {number(numbers)} numbers.{apart}"


def disclosure_line(agreed: int, asked: int) -> str:
    """Return the sentence for a room about how much it can look up."""
    if agreed == 0:
        return f"Not one of {asked} answers about our customers can most of us look up within a day."
    return f"Most of us can look up {agreed} of {asked} answers about our customers within a day."


def line_sentence(questionnaire: Questionnaire, overall: Figure, low: float, high: float) -> str:
    """Return the sentence about where a room stands between two poles."""
    first, last = questionnaire.stages[0].title.lower(), questionnaire.stages[-1].title.lower()
    return (
        f"The room stands at {overall.points} on a line from {first} (0) to {last} (100); "
        f"its averages reach from {low:.0f} to {high:.0f}."
    )


def meaning(people: str, invited: int | None, counted: int, *, ranges: bool) -> str:
    """Say what an interval of the room stands for.

    Args:
        people: How many count, as it may be read.
        invited: How many were asked to take part; None where nobody counted.
        counted: How many count.
        ranges: Whether there is any interval.
    """
    if not ranges:
        return NO_RANGES
    if invited is None:
        return (
            "The ranges say where the average of many people like these would lie, 19 times in 20. The number invited "
            "is not known, so the room counts as a sample."
        )
    if counted >= invited:
        return "Everybody invited has answered, so there is no sampling error; people still differ in how they rate."
    return (
        f"{people} of {invited} invited have answered. The ranges say where the average of all {invited} would lie, "
        "19 times in 20; they say nothing about other people."
    )


def gap_sentence(higher: str, lower: str, points: int) -> str:
    """Say that two roles see something differently."""
    return f"{higher} puts this {points} points above {lower}."


def agreement(found: Agreement | None, *, shown: bool) -> str:
    """Return the agreement of a room in words; ``shown``: whether anything may be shown of those who answered."""
    if found is not None:
        return WORDS[found.verdict]
    return TOO_FEW if shown else NOT_SHOWN


def agreement_words(verdicts: Sequence[Verdict]) -> str:
    """Sum up the agreement over several items."""
    if not verdicts:
        return ""
    kinds = [(WORDS[kind], verdicts.count(kind)) for kind in ("polarised", "mixed", "agreement", "unanimous")]
    there = [f"{word} on {count}" for word, count in kinds if count]
    questions = "question" if len(verdicts) == 1 else "questions"
    return f"{started(joined(there, len(there)))} of {len(verdicts)} {questions}"

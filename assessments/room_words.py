"""The sentences about a room: how far it agrees, what a second vote changed, what its ranges say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.sentences import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.room_model import Figure, GroupFigure, VoteView
    from questionnaires.model import Questionnaire
    from scoring.agreement import Agreement, Verdict

_NUMBERS = (
    "nobody", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
WORTH_A_WORD = 10  # points between two roles that are said even where they may be chance

WORDS: dict[Verdict, str] = {
    "unanimous": "unanimous",
    "agreement": "agreement",
    "mixed": "mixed",
    "polarised": "polarised",
}
TOO_FEW = "too few for an agreement measure"
NOT_SHOWN = "not shown for so few people"
HELD = "Newer answers are not shown here: the difference from those shown would give a few people away."
NO_ROLES = "no two roles to compare"
NO_RANGES = "A range needs at least five people, and eight where answers are anonymous."


def number(count: int) -> str:
    """Return a small number as a word, a larger one in digits."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def vote_name(place: int) -> str:
    """Return what a vote is called, counted from 1."""
    named = ("first vote", "second vote", "third vote")
    return named[place - 1] if place <= len(named) else f"vote {place}"


def started(sentence: str) -> str:
    """Begin a sentence with a capital letter, and leave the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def nothing(fewest: int, *, closed: bool) -> str:
    """Say why there is no result: nothing was revealed yet, or ever; ``fewest``: people needed for a result."""
    if not closed:
        return "Nothing has been revealed yet."
    if fewest == 1:
        return "Closed without a vote."
    return f"Closed without a result: fewer than {fewest} people voted."


def shift(before: VoteView, after: VoteView, moved: int | None, again: int) -> str:
    """Say what another vote changed: the average, how many moved, whether the answers drew together; never who.

    Args:
        before: The first vote.
        after: The vote that counts now.
        moved: How many of those who voted again chose another answer; None where that may not be said.
        again: How many voted again.
    """
    parts = []
    ours, theirs = before.figure.points, after.figure.points
    if ours is not None and theirs is not None:
        parts.append(
            f"The average stayed at {theirs}." if ours == theirs else f"The average went from {ours} to {theirs}."
        )
    if moved is not None:
        parts.append(f"{started(number(moved))} of {number(again)} who voted again moved.")
    if before.distance is not None and after.distance is not None:
        change = after.distance - before.distance
        if abs(change) < 0.05:  # noqa: PLR2004 - less than the decimal that is shown
            parts.append(f"The answers lie as far apart as before ({after.distance:.1f} levels from the middle one).")
        else:
            what = "closer together" if change < 0 else "further apart"
            parts.append(
                f"The answers lie {what} than before ({after.distance:.1f} levels from the middle one, "
                f"{before.distance:.1f} before)."
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
    first, last = quoted([questionnaire.stages[place].title for place in (0, -1)])
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
    if invited is not None and counted >= invited:
        return "Everybody invited has answered, so there is no sampling error; people still differ in how they rate."
    if not ranges:
        return NO_RANGES
    if invited is None:
        return (
            "The ranges say where the average of many people like these would lie, 19 times in 20. The number invited "
            "is not known, so the room counts as a sample."
        )
    return (
        f"{people} of {invited} invited have answered. The ranges say where the average of all {invited} would lie, "
        "19 times in 20, if those who did not answer are like those who did; they say nothing about other people."
    )


def gap_sentence(higher: str, lower: str, points: int) -> str:
    """Say that two roles see something differently."""
    return f"{higher} puts this {points} points above {lower}."


def agreement(found: Agreement | None, *, shown: bool) -> str:
    """Return the agreement of a room in words; ``shown``: whether anything may be shown of those who answered."""
    if found is not None:
        return WORDS[found.verdict]
    return TOO_FEW if shown else NOT_SHOWN


def no_gap(groups: Sequence[GroupFigure]) -> str:
    """Say in few words why no difference between roles stands out.

    Args:
        groups: The roles and units, with their averages as they may be shown.
    """
    roles = [each.figure.points for each in groups if each.kind == "role"]
    shown = [points for points in roles if points is not None]
    if len(roles) < 2:  # noqa: PLR2004 - a difference needs two
        return NO_ROLES
    if len(shown) < 2:  # noqa: PLR2004
        return "too few to compare"
    apart = max(shown) - min(shown)
    return f"{apart} points apart, but too few people to be sure" if apart >= WORTH_A_WORD else "no gap"


def agreement_words(verdicts: Sequence[Verdict]) -> str:
    """Sum up the agreement over several items, as the room says it; whoever is unanimous agrees."""
    if not verdicts:
        return ""
    split, mixed = verdicts.count("polarised"), verdicts.count("mixed")
    agreed = len(verdicts) - split - mixed
    kinds = (
        ("are split on", split),
        ("of mixed mind on" if split else "are of mixed mind on", mixed),
        ("agree on", agreed),
    )
    of = f" of {len(verdicts)} {'question' if len(verdicts) == 1 else 'questions'}"
    first, *others = [f"{words} {count}" for words, count in kinds if count]
    parts = [f"We {first}{of}", *others]
    return ", and ".join([", ".join(parts[:-1]), parts[-1]] if others else parts)

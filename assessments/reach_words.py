"""The words of what it would take: which rule decides, how many answers, and why there may be nothing to list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.promises import TEXT_LIMIT
from scoring.stages import cut_points

if TYPE_CHECKING:
    from questionnaires.items import Item
    from questionnaires.model import Questionnaire
    from scoring.reach import Why
    from scoring.result import Result
    from scoring.stages import Decision

TITLE = "What it would take"
WHOLE = "The whole"
NOT_ASKED = "Not asked today"
HONEST = (
    "This says what would have to be true, not what to tick: change the work first, and the answer follows. "
    "It is the smallest such set of answers, not necessarily the one that is worth most to you."
)
FIND_OUT = "Where nothing is known today, find out first: it may be true already."


def told(count: int, title: str, target: str) -> str:
    """Say how many answers would have to become true for the next stage."""
    at = f"for “{target}”" if title == WHOLE else f"for “{title}” to stand at “{target}”"
    return f"{count} answer{'' if count == 1 else 's'} would have to become true {at}."


def promise(item: Item, needed: str) -> str:
    """Return the words with which a promise begins: with the question, or with its label where that gets too long."""
    full = f"Make it true that the answer to “{item.ask}” is “{needed}”."
    return full if len(full) <= TEXT_LIMIT else f"{item.label}: make it true that “{needed}”."


def nothing(why: Why, title: str, target: str) -> str:
    """Say why there is nothing to list; ``target``: the next stage, or the last one where it is reached."""
    what = title if title == WHOLE else f"“{title}”"
    match why:
        case "top":
            return f"{what} already stands at the last stage, “{target}”. What is left is to stay there."
        case "no-stage":
            return f"{what} has too few answers for a stage yet, so there is nothing to start from."
        case "agenda":
            return "The score rests on an agenda, for which no better answers can be named."
        case "conditions":
            return "Too many questions here depend on other answers to find the smallest set, so none is named."
        case "out-of-reach":
            return (
                f"No set of better answers leads to “{target}” while the rest stays as it is: what does not "
                "apply, and the figures and definitions that were written down or left out."
            )
        case _:
            return "What was found did not stand up when it was scored again, so it is not shown."


def rule(result: Result, questionnaire: Questionnaire, dimension_id: str, target: int) -> str:
    """Say what decides whether the next stage is reached, with today's figures.

    Args:
        result: Of today; it has a stage below the last one.
        questionnaire: Its rules.
        dimension_id: A dimension of the top level; the whole where it is empty.
        target: The next stage, counted from 2.
    """
    aim, cut = questionnaire.stages[target - 1].title, cut_points(len(questionnaire.stages))[target - 2]
    needs = f"the stage “{aim}” begins at {cut:.1f} of 100 points"
    if dimension_id:
        own = next(each for each in result.top if each.dimension.id == dimension_id)
        return f"The score of the dimension decides: {needs}, and the score today is {own.score:.1f}."
    decision = result.decision
    average = f"{needs}, and the overall score today is {result.score:.1f}"
    if decision is None or questionnaire.stage_rule == "mean":
        return f"The average decides: {average}."
    match questionnaire.stage_rule:
        case "tolerant_gate":
            return _gate(decision, questionnaire, average, target)
        case "min_gate":
            return f"The weakest dimension decides: {needs}, and every dimension has to come to it."
        case "cumulative":
            share = f"{100 * questionnaire.threshold:.0f} %"
            return f"The criteria decide: {share} of those of every stage up to “{aim}” have to be met."
        case "chained":  # pragma: no branch
            return (
                f"The criteria decide: the chained maturity has to come to {target - 0.5:.1f}; "
                f"today it is {decision.maturity:.2f}."
            )


def _gate(decision: Decision, questionnaire: Questionnaire, average: str, target: int) -> str:
    """Say which of the two parts of the tolerant gate holds back."""
    below = questionnaire.stages[target - 2].title
    open_gate = decision.gate_stage is None or decision.gate_stage >= target
    if decision.mean_stage >= target:
        return f"The gate decides: {average}; but every dimension has to stand at “{below}” at least."
    if open_gate:
        return f"The average decides: {average}. Every dimension has to stand at “{below}” at least, and each does."
    return (
        f"The average and the gate decide together: {average}; and every dimension has to stand at “{below}” at least."
    )

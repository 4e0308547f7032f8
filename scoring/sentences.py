"""The sentences a result is told in: the one to repeat, and the one that says which rule decided."""

from __future__ import annotations

from questionnaires.items import Agenda
from questionnaires.model import Questionnaire
from scoring.agenda import MOST_ASIDE, AgendaResult
from scoring.line import Spread
from scoring.result import DimensionScore, Result
from scoring.stages import Decision, stage_at

MANY = 3


def joined(names: list[str], most: int = MANY) -> str:
    """Join names as in running text; what exceeds ``most`` is counted instead."""
    shown = names if len(names) <= most else [*names[:most], f"{len(names) - most} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def quoted(titles: list[str]) -> list[str]:
    """Put titles into quotation marks, so that they read as names."""
    return [f"“{title}”" for title in titles]


def _stage(questionnaire: Questionnaire, number: int) -> str:
    """Return the title of a stage as a name: many do not read well as part of a sentence."""
    return f"“{questionnaire.stages[number - 1].title}”"


def _scored(result: Result) -> list[DimensionScore]:
    return [each for each in result.top if each.score is not None]


def _weakest(result: Result, decision: Decision) -> list[str]:
    scored = _scored(result)
    return quoted([scored[index].dimension.title for index in decision.weakest])


def headline(questionnaire: Questionnaire, result: Result) -> str:
    """Return the sentence about a ladder that a chief executive could repeat."""
    decision, scored = result.decision, _scored(result)
    if result.score is None:
        return "There are not enough answers for an overall result yet."
    if decision is None:
        return f"Our score is {result.score:.0f} of 100."
    stage, lagging = _stage(questionnaire, decision.stage), len(decision.weakest)
    if decision.decided_by == "gate":
        held = f"{lagging} dimensions" if lagging > MANY else joined(_weakest(result, decision))
        average = _stage(questionnaire, decision.mean_stage)
        return f"We stand at {stage}: our average says {average}, but what holds us back is {held}."
    if lagging == len(scored):
        alike = (
            f", on all {lagging} dimensions that have a score"
            if lagging < len(result.top)
            else ", on every dimension alike"
        )
        return f"We stand at {stage}{alike if lagging > 1 else ''}."
    lowest = scored[decision.weakest[0]].stage or 1
    if lowest == decision.stage:
        return f"We stand at {stage}; {len(scored) - lagging} of {len(scored)} dimensions are further on."
    if lagging > MANY:
        behind = _stage(questionnaire, lowest)
        return f"We stand at {stage}; {lagging} of {len(scored)} dimensions lag behind, at {behind}."
    return f"We stand at {stage}; what lags most is {joined(_weakest(result, decision))}."


def decided(questionnaire: Questionnaire, result: Result, *, digits: int = 1) -> str:
    """Say which rule decided the overall stage, with its parts, so that a reader can check it."""
    decision = result.decision
    if decision is None or result.score is None:
        return "There are not enough answers for an overall stage."
    stage, nearest = _stage(questionnaire, decision.stage), _stage(questionnaire, decision.mean_stage)
    if len(_scored(result)) == 1 and decision.decided_by == "mean":
        return f"The score is {result.score:.{digits}f} of 100, which is nearest to {nearest}."
    average = f"The average of the dimensions is {result.score:.{digits}f} of 100, which is nearest to {nearest}."
    names, several = joined(_weakest(result, decision)), len(decision.weakest) > 1
    weakest = f"The weakest dimensions ({names})" if several else f"The weakest dimension ({names})"
    match decision.decided_by:
        case "gate":
            lowest = _stage(questionnaire, decision.stage - 1)
            return (
                f"{average} {weakest} {'stand' if several else 'stands'} at {lowest}. The overall stage is never more "
                f"than one above the weakest dimension, so the gate decides: {stage}."
            )
        case "mean" if decision.gate_stage is not None:
            return (
                f"{average} {weakest} {'allow' if several else 'allows'} up to "
                f"{_stage(questionnaire, decision.gate_stage)}, so the average decides: {stage}."
            )
        case "mean":
            return f"{average} The average decides."
        case "weakest":
            return f"{average} The rule of this questionnaire is that the weakest dimension decides: {stage} ({names})."
        case "cumulative":
            share = f"{100 * questionnaire.threshold:.0f} %"
            return f"The highest stage up to which {share} of the criteria of every stage are met is {stage}."
        case "chained":  # pragma: no branch
            return f"The chained maturity is {decision.maturity:.2f}, which is nearest to {stage}."


def unknown_headline(unknown: int, asked: int) -> str:
    """Return the sentence for a result that cannot be given because too little is known."""
    return f"We do not know enough about ourselves for a result: {unknown} of {asked} answers are “don't know”."


def line_headline(questionnaire: Questionnaire, where: Spread | None) -> str:
    """Return the sentence about a position between two poles, with its spread."""
    if where is None:
        return "There are not enough answers for a position on the line yet."
    low, high = _stage(questionnaire, 1), _stage(questionnaire, len(questionnaire.stages))
    reach = f"reach from {where.low:.0f} to {where.high:.0f}"
    if where.low == where.high:
        reach = "all lie there" if where.n > 1 else "lies there"
    answers = f"the {where.n} answers" if where.n > 1 else "the one answer"
    nearest = _stage(questionnaire, stage_at(where.position, len(questionnaire.stages)))
    return f"We stand at {nearest}: {where.position:.0f} on a line from {low} (0) to {high} (100); {answers} {reach}."


def disclosure_headline(answerable: int, asked: int, answered: int) -> str:
    """Return the sentence about how much could be answered.

    Args:
        answerable: Questions whose one agreed answer can be looked up.
        asked: Questions that apply.
        answered: Those of them that were answered in any way.
    """
    if answered == 0:
        return "There are no answers yet."
    if answerable == 0:
        return f"Not one of {asked} answers about our customers can we look up within a day."
    return f"We can look up {answerable} of {asked} answers about our customers within a day."


def agenda_headline(item: Agenda, result: AgendaResult | None) -> str:
    """Return the sentence about what drives the company, as its agenda shows it."""
    if result is None:
        return "No topic with minutes has been entered yet."
    titles = {category.id: category.title.lower() for category in item.categories}
    if result.driver[result.leader[0]] == 0:
        return "None of the four views had any time in our review."
    leaders = [titles[each] for each in result.leader]
    if result.aside > MOST_ASIDE:
        return f"{100 * result.aside:.0f} % of our review went to none of the four views, so none is said to drive it."
    if result.verdict == "tie":
        return f"Our review shows a tie: {joined(leaders)} drive us equally."
    focus = titles[item.focus]
    share = f"{100 * result.time[item.focus]:.0f} % of the minutes went to {focus}"
    if result.verdict == "driven":
        return f"Our review is driven by {leaders[0]}; {share}."
    return f"No single view drives our review; {leaders[0]} comes first, and {share}."


def driver_sentence(item: Agenda, result: AgendaResult) -> str:
    """Say how sure the driver is: lead in points, share of draws, and the rule."""
    titles = {category.id: category.title.lower() for category in item.categories}
    rule = item.verdict
    leader = result.leader[0]
    share = f"{100 * rule.share_of_draws:.0f} %"
    known = f"'Driven' is said only from {share} of the draws and a lead of {rule.lead:g} points on."
    if result.verdict == "tie":
        leaders = joined([titles[each] for each in result.leader])
        return f"{leaders[0].upper()}{leaders[1:]} have the same index, so none is said to drive. {known}"
    return (
        f"{titles[leader].capitalize()} comes first in {100 * result.first[leader]:.0f} % of {rule.draws:,} "
        f"random weightings, and leads by {result.lead:.1f} points. {known}"
    )

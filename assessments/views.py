"""Everything a result page or a report shows about one questionnaire, worked out once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.answer_text import answer_text
from assessments.working import Pencil
from questionnaires.items import Agenda, Agreement, Disclosure, Flag, Frequency, Item, Practice, Rubric
from scoring.conditions import asked_items
from scoring.disclosure import Contradiction, Derived, Disclosed, contradictions, derive, disclosed, figures_of
from scoring.gaps import Gap, NextStep, Weakest, gaps, next_steps
from scoring.items import item_score
from scoring.line import Spread, ends, spread
from scoring.result import Result, score
from scoring.sentences import agenda_headline, decided, disclosure_headline, headline, line_headline, unknown_headline
from scoring.sheet import agenda_result, sheet
from scoring.stages import stage_at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from assessments.model import Saved, Target
    from questionnaires.model import Dimension, Questionnaire
    from questionnaires.parts import Stage
    from questionnaires.values import Answer
    from scoring.agenda import AgendaResult

STEPS = 3


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item with its answer.

    Attributes:
        points: 0-100; None where it carries none.
        notes: Why the points are what they are, where the answer alone does not say it.
        filled_in: Whether the anchor chosen was written by us rather than described in the source.
    """

    item: Item
    answer: Answer | None
    text: str
    points: float | None
    notes: tuple[str, ...]
    filled_in: bool


@dataclass(frozen=True, slots=True)
class DimensionView:
    """One top-level dimension with the answers behind it.

    Attributes:
        goal_text: What the goal is: the target that was set, or the next stage.
        working: The score worked out, as a line to follow with a pencil; empty without a score.
    """

    gap: Gap | None
    dimension: Dimension
    score: float | None
    low: float | None
    stage: str | None
    coverage: float
    dont_know_share: float
    goal_text: str
    next_step: str | None
    items: tuple[ItemView, ...]
    working: str


@dataclass(frozen=True, slots=True)
class Answerable:
    """How much of a disclosure could be answered.

    Attributes:
        asked: Questions that apply.
        answered: Those of them that were answered in any way.
        answerable: Those with one agreed figure, uncapped and not contradicted.
        detail: Item id to how the points came about.
    """

    asked: int
    answered: int
    answerable: int
    detail: Mapping[str, Disclosed]
    contradictions: tuple[Contradiction, ...]
    derived: tuple[Derived, ...]


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The agenda item with what was read off it, and the claim beside it."""

    item: Agenda
    result: AgendaResult | None
    stated: str | None
    stated_text: str


@dataclass(frozen=True, slots=True)
class ResultView:
    """Everything the result page of one questionnaire shows.

    Attributes:
        headline: The sentence a chief executive could repeat.
        decided: Which rule decided, with its parts.
        dimensions: Highest priority first; those without a score last.
        target_note: Who set the target and when; or that there is none.
        working: The overall score worked out.
        band: What the overall score could be under other weights, in words; empty without a band.
    """

    questionnaire: Questionnaire
    result: Result
    headline: str
    decided: str
    dimensions: tuple[DimensionView, ...]
    steps: tuple[NextStep, ...]
    working: str
    band: str
    target_note: str
    spread: Spread | None
    ends: tuple[tuple[ItemView, ...], tuple[ItemView, ...]]
    answerable: Answerable | None
    agenda: AgendaView | None
    outside: tuple[ItemView, ...]
    submitted_at: datetime | None
    digest: str


def result_view(
    questionnaire: Questionnaire,
    kept: Mapping[str, Saved],
    targets: Mapping[str, Target],
    *,
    submitted_at: datetime | None,
    digest: str,
) -> ResultView:
    """Work out the result of one respondent's answers to one questionnaire."""
    answers = {item_id: saved.answer for item_id, saved in kept.items()}
    result = score(questionnaire, [answers])
    values = {key: target.value for key, target in targets.items()}
    found = gaps(questionnaire, result, values)
    items = _items(questionnaire, answers)
    points = {
        v.item.id: v.points for v in items.values() if v.points is not None and v.item.id in questionnaire.dimension_of
    }
    pencil = Pencil(questionnaire, result, answers, points)
    where = spread(list(points.values()), result.score)
    low, high = ends(points, {each: float(items[each].item.weight) for each in points})
    answerable = _answerable(questionnaire, answers) if questionnaire.result == "disclosure" else None
    agenda = _agenda(questionnaire, answers) if questionnaire.result == "agenda" else None
    unknown = sum(answer.kind == "dont_know" for answer in answers.values())
    sentence = headline(questionnaire, result)
    if result.score is None and unknown:
        sentence = unknown_headline(unknown, len(items))
    if questionnaire.result == "line":
        sentence = line_headline(questionnaire, where)
    elif answerable is not None:
        sentence = disclosure_headline(answerable.answerable, answerable.asked, answerable.answered)
    elif agenda is not None:
        sentence = agenda_headline(agenda.item, agenda.result)
    steps = next_steps(questionnaire, found, _weakest(result, items), STEPS)
    if agenda is not None and agenda.result is not None:
        steps = (*_flag_steps(agenda.item, agenda.result), *steps)[:STEPS]
    return ResultView(
        questionnaire=questionnaire,
        result=result,
        headline=sentence,
        decided=decided(questionnaire, result),
        dimensions=_dimensions(pencil, found, items),
        steps=steps,
        working=pencil.overall(),
        band=_band(questionnaire.stages, result),
        target_note=_target_note(targets),
        spread=where,
        ends=(tuple(items[each] for each in low), tuple(items[each] for each in high)),
        answerable=answerable,
        agenda=agenda,
        outside=tuple(view for view in items.values() if view.item.id not in questionnaire.dimension_of),
        submitted_at=submitted_at,
        digest=digest,
    )


def _items(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> dict[str, ItemView]:
    cells = sheet(questionnaire, [answers])
    points = {
        item_id: float(cells.points[0, column])
        for column, item_id in enumerate(cells.items)
        if not math.isnan(cells.points[0, column])
    }
    views = {}
    for item in asked_items(questionnaire, answers):
        answer = answers.get(item.id)
        notes: list[str] = []
        if isinstance(item, Disclosure) and answer is not None and answer.kind == "value" and item.id in points:
            detail = _disclosed(item, questionnaire, answers)
            notes += detail.capped
            if detail.halved:
                notes.append("Halved, because its figures contradict others and nobody explained why.")
        if item.id in points and isinstance(item, (Agreement, Frequency, Practice)) and item.reversed:
            notes.append("Counted from the other end: this question is turned round.")
        filled_in = (
            isinstance(item, Rubric)
            and answer is not None
            and answer.kind == "value"
            and any(option.id == answer.value and option.basis == "interpolated" for option in item.options)
        )
        text = answer_text(item, answer, questionnaire)
        views[item.id] = ItemView(item, answer, text, points.get(item.id), tuple(notes), filled_in)
    return views


def _disclosed(item: Disclosure, questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Disclosed:
    level_points = item_score(item, answers[item.id].value, questionnaire)
    return disclosed(item, level_points or 0.0, questionnaire, answers)


def _weakest(result: Result, items: Mapping[str, ItemView]) -> dict[str, Weakest]:
    """Return the weakest known answer of each dimension that has one; of equal ones the first."""
    found = {}
    for each in result.top:
        inside = [items[item.id] for item in each.dimension.all_items() if item.id in items]
        known = [view for view in inside if view.points is not None and view.answer and view.answer.kind == "value"]
        if known:
            low = min(known, key=lambda view: view.points or 0.0)
            found[each.dimension.id] = Weakest(low.points or 0.0, f"{low.item.ask} {low.text}")
    return found


def _dimensions(pencil: Pencil, found: tuple[Gap, ...], items: Mapping[str, ItemView]) -> tuple[DimensionView, ...]:
    stages = pencil.questionnaire.stages
    by_id = {each.dimension.id: each for each in pencil.result.top}
    gap_of = {gap.score.dimension.id: gap for gap in found}
    order = [*gap_of, *(dimension_id for dimension_id in by_id if dimension_id not in gap_of)]
    views = []
    for dimension_id in order:
        each, gap = by_id[dimension_id], gap_of.get(dimension_id)
        stage = stages[each.stage - 1] if each.stage else None
        inside = tuple(items[item.id] for item in each.dimension.all_items() if item.id in items)
        views.append(
            DimensionView(
                gap=gap,
                dimension=each.dimension,
                score=each.score,
                low=each.low,
                stage=stage.title if stage else None,
                coverage=each.coverage,
                dont_know_share=each.dont_know_share,
                goal_text=_goal_text(gap),
                next_step=each.dimension.next_steps.get(stage.id) if stage else None,
                items=inside,
                working=pencil.dimension(each),
            )
        )
    return tuple(views)


def _goal_text(gap: Gap | None) -> str:
    if gap is None or gap.goal is None:
        return ""
    return f"target {gap.goal:.0f}" if gap.goal_kind == "target" else f"next overall stage {gap.goal:.0f}"


def _band(stages: tuple[Stage, ...], result: Result) -> str:
    if result.band is None or result.score is None or len(result.top) == 1:
        return ""
    low, high = result.band
    varied = "The dimensions count equally unless a weight is stated. If each weight were up to half larger or smaller,"
    if f"{low:.0f}" == f"{high:.0f}":
        return f"{varied} the overall score would still round to {high:.0f}."
    ranging = f"{varied} the overall score would lie between {low:.0f} and {high:.0f} instead of at {result.score:.0f}."
    if not stages or stage_at(low, len(stages)) == stage_at(high, len(stages)):
        return ranging
    lower, upper = (f"“{stages[stage_at(end, len(stages)) - 1].title}”" for end in (low, high))
    return f"{ranging} The average would then be nearest to {lower} or to {upper}."


def _target_note(targets: Mapping[str, Target]) -> str:
    if not targets:
        return "No target was set, so the gaps run to the next overall stage."
    latest = max(targets.values(), key=lambda each: each.set_at)
    when = "before the result was seen" if latest.before_result else "after the result was seen"
    return f"The target was set on {latest.set_at:%-d %B %Y}, {when}. It is your own, not a benchmark."


def _answerable(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Answerable:
    figures = figures_of(questionnaire, answers)
    items = [item for item in asked_items(questionnaire, answers) if isinstance(item, Disclosure)]
    kinds = {item.id: answers[item.id].kind if item.id in answers else "unanswered" for item in items}
    asked = sum(kind != "not_applicable" for kind in kinds.values())
    detail = {
        item.id: _disclosed(item, questionnaire, answers)
        for item in items
        if kinds[item.id] == "value" and answers[item.id].value["level"] is not None
    }
    answered = len(detail) + sum(kind == "dont_know" for kind in kinds.values())
    sure = [item for item in items if item.id in detail and is_agreed(item, detail[item.id], questionnaire)]
    return Answerable(asked, answered, len(sure), detail, tuple(contradictions(figures)), tuple(derive(figures)))


def is_agreed(item: Disclosure, detail: Disclosed, questionnaire: Questionnaire) -> bool:
    """Say whether an answer is one of the two highest levels, neither capped nor contradicted."""
    second = 100.0 * (len(questionnaire.scales[item.scale]) - 2) / (len(questionnaire.scales[item.scale]) - 1)
    return detail.level_points >= second and not detail.capped and not detail.halved


def _agenda(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> AgendaView | None:
    item = next((each for each in questionnaire.items if isinstance(each, Agenda)), None)
    if item is None:
        return None
    stated = next((each for each in questionnaire.opening if each.type == "choice"), None)
    answer = answers.get(stated.id) if stated else None
    orientations = {category.id for category in item.categories}
    claim = answer.value if answer is not None and answer.kind == "value" and answer.value in orientations else None
    text = answer_text(stated, answer, questionnaire) if stated and claim else ""
    return AgendaView(item, agenda_result(questionnaire, item, answers), claim, text)


_FIRST_PLACE = frozenset({"focus-missing", "focus-bumped", "focus-last"})


def _flag_steps(item: Agenda, result: AgendaResult) -> list[NextStep]:
    """Return the advice of the flags; of those that each ask for the first place on the agenda only the first."""
    steps: list[NextStep] = []
    placed = False
    for flag in result.flags:
        if flag not in item.flags or (flag in _FIRST_PLACE and placed):
            continue
        placed = placed or flag in _FIRST_PLACE
        steps.append(NextStep(flag, item.flags[flag].say, item.flags[flag].next_step, _flag_reason(flag, item, result)))
    return steps


def _flag_reason(flag: Flag, item: Agenda, result: AgendaResult) -> str:
    focus = next(each.title.lower() for each in item.categories if each.id == item.focus)
    match flag:
        case "focus-bumped":
            return f"Bumped: {'; '.join(result.bumped)}."
        case "focus-on-opinion":
            return f"Argued on opinion: {'; '.join(result.opinion)}."
        case "no-focus-voice":
            return "Seen in the list of those at the table."
        case "no-focus-question":
            return "Seen in what the chief executive asked about."
        case _:
            return f"{focus.capitalize()} had {100 * result.time[item.focus]:.0f} % of the minutes."

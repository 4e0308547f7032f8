"""What it would take to reach the next stage, for the whole or a dimension of one person's result, as a checklist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments import reach_words as words
from assessments.answer_text import answer_text
from questionnaires.items import Disclosure
from questionnaires.values import Answer
from scoring.reach import reach
from scoring.reach_steps import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.views import ResultView
    from questionnaires.items import Item
    from questionnaires.model import Questionnaire
    from scoring.reach import Change


@dataclass(frozen=True, slots=True)
class Line:
    """One answer that would have to become true.

    Attributes:
        dimension_id: The dimension of the top level that it belongs to.
        today: What was answered, in the words of the questionnaire.
        needed: What would have to be true, in the same words.
        unknown: Whether nobody has said today what is true.
        step: Points of the answer that the way there is long, 0-100; from nothing where it has none today.
    """

    item: Item
    dimension_id: str
    today: str
    needed: str
    unknown: bool
    step: float


@dataclass(frozen=True, slots=True)
class ReachView:
    """What it would take.

    Attributes:
        target: Title of the next stage; empty where there is none.
        told: The finding in a sentence; where there is nothing to list, why.
        rule: What decides whether the next stage is reached; empty where there is nothing to list.
        lines: In the order of asking; empty where there is nothing to list.
    """

    target: str
    told: str
    rule: str
    lines: tuple[Line, ...]


def choices(view: ResultView) -> dict[str, str]:
    """Return what may be chosen: dimension id to title, the whole first, with an empty id; empty where nothing may."""
    if view.agenda is not None or not view.questionnaire.stages:
        return {}
    return {"": words.WHOLE, **{each.id: each.title for each in view.questionnaire.dimensions}}


def reach_view(view: ResultView, dimension_id: str = "") -> ReachView:
    """Return the smallest set of answers that would have to become true (``scoring.reach``).

    Args:
        view: The result of one person. An answer to a question that is not asked any more is not among its answers.
        dimension_id: A dimension of the top level; the whole where it is empty.
    """
    questionnaire = view.questionnaire
    shown = (*(item for each in view.dimensions for item in each.items), *view.outside)
    asked = {each.item.id for each in shown}
    answers = {each.item.id: each.answer for each in shown if each.answer is not None}
    found = reach(questionnaire, answers, dimension_id)
    title = choices(view).get(dimension_id, words.WHOLE)
    stages = [stage.title for stage in questionnaire.stages]
    target = stages[found.stage] if 0 < found.stage < len(stages) else ""
    if found.why:
        return ReachView(target, words.nothing(found.why, title, target or "".join(stages[-1:])), "", ())
    lines = tuple(_line(each, questionnaire, answers, asked) for each in found.changes)
    told = words.told(len(lines), title, target)
    return ReachView(target, told, words.rule(view.result, questionnaire, dimension_id, found.stage + 1), lines)


def _line(change: Change, questionnaire: Questionnaire, answers: Mapping[str, Answer], asked: set[str]) -> Line:
    item, today = change.item, answers.get(change.item.id)
    inside = next(each.id for each in questionnaire.dimensions if item in each.all_items())
    said = _said(item, today, questionnaire) if item.id in asked else words.NOT_ASKED
    needed = _said(item, Answer(value=change.value), questionnaire)
    unknown = today is None or today.kind != "value"
    return Line(item, inside, said, needed, unknown, change.after - (change.before or 0.0))


def _said(item: Item, answer: Answer | None, questionnaire: Questionnaire) -> str:
    """Return an answer in words; of a disclosure only how well it could be answered."""
    if isinstance(item, Disclosure) and answer is not None and answer.kind == "value":
        answer = Answer(value={**EMPTY, "level": answer.value["level"]})
    return answer_text(item, answer, questionnaire)

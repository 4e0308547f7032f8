"""Which items a respondent is asked, given the answers so far."""

from __future__ import annotations

from collections.abc import Mapping

from questionnaires.items import Item
from questionnaires.model import Questionnaire
from questionnaires.parts import Condition
from questionnaires.values import Answer, option_ids


def is_asked(item: Item, answers: Mapping[str, Answer], questionnaire: Questionnaire) -> bool:
    """Say whether the item's condition holds; without a condition it always does."""
    condition = item.ask_if
    if condition is None:
        return True
    earlier = questionnaire.item_by_id.get(condition.item)
    if earlier is None or not fulfils(condition, earlier, answers.get(condition.item), questionnaire):
        return False
    return is_asked(earlier, answers, questionnaire)


def fulfils(condition: Condition, earlier: Item, answer: Answer | None, questionnaire: Questionnaire) -> bool:
    """Say whether an answer to the earlier item is one that the condition names."""
    if answer is None or answer.kind != "value":
        return False
    chosen = answer.value["level"] if isinstance(answer.value, dict) and "level" in answer.value else answer.value
    given = chosen if isinstance(chosen, list) else [chosen]
    wanted = set(condition.any_of)
    if condition.at_least is not None:
        ladder = option_ids(earlier, questionnaire)
        wanted.update(ladder[ladder.index(condition.at_least) :])
    return any(each in wanted for each in given if isinstance(each, str))


def asked_items(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[Item, ...]:
    """Return the items that are asked, in order."""
    return tuple(item for item in questionnaire.items if is_asked(item, answers, questionnaire))


def asked_answers(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return the answers to items that are asked; one left over from before its condition changed counts nowhere."""
    return {item.id: answers[item.id] for item in asked_items(questionnaire, answers) if item.id in answers}

"""An answer in words, as pages and tables show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from questionnaires.items import (
    Agenda,
    Agreement,
    Allocation,
    Checklist,
    Choice,
    Contrast,
    Disclosure,
    Frequency,
    Item,
    NumberItem,
    Practice,
    Rubric,
    ShareItem,
    TextItem,
)
from questionnaires.words import PRACTICE_WORDS, contrast_text

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire
    from questionnaires.values import Answer

NONE_CHECKED = "None of these"
DOES_NOT_APPLY = "Does not apply"


def answer_text(item: Item, answer: Answer | None, questionnaire: Questionnaire) -> str:
    """Return what was answered, in the words of the questionnaire."""
    if answer is None or answer.kind == "unanswered":
        return "No answer"
    if answer.kind == "dont_know":
        return "Don't know"
    if answer.kind == "not_applicable":
        return f"{DOES_NOT_APPLY}: {answer.reason}" if answer.reason else DOES_NOT_APPLY
    return _value_text(item, answer.value, questionnaire)


def _value_text(item: Item, value: Any, questionnaire: Questionnaire) -> str:  # noqa: C901 - one for each kind
    match item:
        case Rubric() | Choice():
            return next(option.text for option in item.options if option.id == value)
        case Agreement() | Frequency():
            return next(level.text for level in questionnaire.scales[item.scale] if level.id == value)
        case Practice():
            return PRACTICE_WORDS[value]
        case Contrast():
            return contrast_text(item, value)
        case Checklist():
            return "; ".join(option.text for option in item.options if option.id in value) or NONE_CHECKED
        case Disclosure():
            return _disclosure_text(item, value, questionnaire)
        case NumberItem():
            return f"{figure_text(value)} {item.unit}"
        case ShareItem():
            return f"{figure_text(value)} %"
        case Allocation():
            return "; ".join(f"{part.text}: {figure_text(value[part.id])}" for part in item.parts)
        case Agenda():
            return f"{_counted(len(value), 'topic')}, {_counted(sum(row['actual'] for row in value), 'minute')}"
        case TextItem():  # pragma: no branch
            return str(value)


def _disclosure_text(item: Disclosure, value: dict[str, Any], questionnaire: Questionnaire) -> str:
    levels = {level.id: level.text for level in questionnaire.scales[item.scale]}
    parts = [levels[value["level"]] if value["level"] else "How well it could be answered was left open."]
    parts += [
        f"{f.label}: {figure_text(value['figures'][f.id])} {f.unit}" for f in item.figures if f.id in value["figures"]
    ]
    for name, title in (("definition", "Written down"), ("source", "Source"), ("explanation", "Explanation")):
        if value[name]:
            parts.append(f"{title}: {value[name]}")
    return " · ".join(parts)


def _counted(amount: float, noun: str) -> str:
    return f"{figure_text(amount)} {noun if amount == 1 else f'{noun}s'}"


def figure_text(value: float) -> str:
    """Return a figure with thousands separated and at most two decimals, none of them needless."""
    rounded = round(value, 2) + 0.0  # the sum turns -0.0 into 0.0
    return f"{rounded:,.0f}" if rounded == round(rounded) else f"{rounded:,.2f}".rstrip("0")

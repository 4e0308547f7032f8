"""Answers as tables: all that was answered with a row for each part, and a row for each respondent."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from assessments.answer_text import answer_text
from questionnaires.items import Agenda, Allocation, Checklist, Disclosure, Item, NumberItem, ShareItem
from questionnaires.values import TOPIC_KEYS
from reports.data_columns import RESPONDENT, TEXTS, cell_of, columns_of
from reports.data_table import Cell, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from questionnaires.model import Questionnaire
    from questionnaires.values import Answer
    from reports.given import Given

TIDY = (
    "wave",
    RESPONDENT,
    "name",
    "role",
    "unit",
    "questionnaire",
    "item",
    "question",
    "vote",
    "counts",
    "kind",
    "part",
    "value",
    "text",
    "evidence",
    "reason",
    "comment",
)
LEVEL = "level"  # the part of a disclosure that says how well it could be answered

Part = tuple[str, Cell, str]  # name, value, what the value means in words


def tidy(wave: str, asked: Sequence[Questionnaire], given: Sequence[Given]) -> bytes:
    """Return every answer that counts or did so before a later vote, as ``answers-tidy.csv``.

    An answer of several parts has a row for each. Evidence, reason and comment stand in the first of them.
    """
    return table(TIDY, chain.from_iterable(_rows(wave, each, given) for each in asked))


def wide(questionnaire: Questionnaire, given: Sequence[Given]) -> bytes:
    """Return the answers that count with a row for each respondent, as ``python -m cli score`` reads them."""
    columns = columns_of(questionnaire)
    header = (RESPONDENT, *(each.name for each in columns))
    own = (each for each in given if each.questionnaire_id == questionnaire.id)
    return table(
        header,
        (
            [respondent(each), *(cell_of(column, each.answers.get(column.item.id)) for column in columns)]
            for each in own
        ),
    )


def respondents(given: Sequence[Given]) -> bytes:
    """Return who is behind the codes of respondents, one row each."""
    people = {each.place: each for each in given}
    rows = ((respondent(each), each.who, each.role, each.unit) for _, each in sorted(people.items()))
    return table((RESPONDENT, "name", "role", "unit"), rows)


def respondent(given: Given) -> str:
    """Return the code of a respondent, the same in all tables of a file."""
    return f"P{given.place:03}"


def _rows(wave: str, questionnaire: Questionnaire, given: Sequence[Given]) -> Iterator[tuple[Cell, ...]]:
    place = {item.id: number for number, item in enumerate(questionnaire.items)}
    for each in given:
        if each.questionnaire_id != questionnaire.id:
            continue
        who = (wave, respondent(each), each.who, each.role, each.unit, questionnaire.id)
        votes = [(number, item_id, answer, "no") for number, item_id, answer in each.earlier]
        votes += [(each.rounds.get(item_id, 1), item_id, answer, "yes") for item_id, answer in each.answers.items()]
        for number, item_id, answer, counts in sorted(votes, key=lambda vote: (place[vote[1]], vote[0])):
            item = questionnaire.item_by_id[item_id]
            more: tuple[str, str, str] = (answer.evidence or "", answer.reason, answer.comment)
            for part, value, text in parts(item, answer, questionnaire):
                yield (*who, item_id, item.ask, number, counts, answer.kind, part, value, text, *more)
                more = ("", "", "")


def parts(item: Item, answer: Answer, questionnaire: Questionnaire) -> list[Part]:
    """Return the parts of an answer, one at least."""
    value: Any = answer.value
    if answer.kind != "value":
        return [("", None, "")]
    match item:
        case Checklist():
            return [(each.id, int(each.id in value), each.text) for each in item.options]
        case Allocation():
            return [(each.id, value[each.id], each.text) for each in item.parts]
        case Disclosure():
            return _disclosure(item, value, questionnaire)
        case Agenda():
            rows = [
                (f"{number}.{key}", _plain(row[key]), _words(item, key, row[key]))
                for number, row in enumerate(value, start=1)
                for key in TOPIC_KEYS
            ]
            return rows or [("", None, answer_text(item, answer, questionnaire))]
        case NumberItem():
            return [("", value, item.unit)]
        case ShareItem():
            return [("", value, "%")]
        case _ if item.type == "text":
            return [("", value, "")]
        case _:
            return [("", value, answer_text(item, answer, questionnaire))]


def _disclosure(item: Disclosure, value: dict[str, Any], questionnaire: Questionnaire) -> list[Part]:
    levels = {each.id: each.text for each in questionnaire.scales[item.scale]}
    figures = {each.id: f"{each.label} ({each.unit})" for each in item.figures}
    found: list[Part] = [(LEVEL, value["level"], levels.get(value["level"], ""))]
    found += [(key, number, figures[key]) for key, number in value["figures"].items()]
    return [*found, *((key, value[key], words) for key, words in TEXTS.items() if value[key])]


def _plain(value: Any) -> Cell:
    return int(value) if isinstance(value, bool) else value


def _words(item: Agenda, key: str, value: Any) -> str:
    match key:
        case "category":
            return next(each.title for each in item.categories if each.id == value)
        case "depth":
            return next(each.text for each in item.depths if each.id == value)
        case _:
            return ""

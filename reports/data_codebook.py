"""The codebook beside the tables of answers: each question, each option, and how every column is to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from questionnaires.items import Agenda, Checklist, Disclosure, Item
from questionnaires.values import BASES, TOPIC_KEYS
from reports.book_codes import lines_of
from reports.data_columns import Column, columns_of
from reports.data_table import Cell, table
from scoring.items import is_scored

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from questionnaires.model import Questionnaire

HEADER = (
    "questionnaire",
    "version",
    "item",
    "column",
    "question",
    "type",
    "dimension",
    "weight",
    "reversed",
    "dont_know",
    "not_applicable",
    "asked_only_after",
    "option",
    "option_text",
    "points",
    "option_weight",
    "spss_name",
)
DONT_KNOW: dict[Literal["exclude", "zero", "off"], str] = {
    "exclude": "left out of the mean",
    "zero": "counts as 0",
    "off": "not offered",
}
Line = tuple[str, str, Cell, Cell]  # option, text, points, weight


def codebook(asked: Sequence[Questionnaire]) -> bytes:
    """Return every option of every question, and a row for each question without options."""
    return table(HEADER, (row for each in asked for row in _rows(each)))


def _rows(questionnaire: Questionnaire) -> Iterator[tuple[Cell, ...]]:
    for column in columns_of(questionnaire):
        item = column.item
        dimension = questionnaire.dimension_of.get(item.id)
        weight = item.weight if dimension is not None and is_scored(item) else None
        about = (
            questionnaire.id,
            questionnaire.version,
            item.id,
            column.name,
            column.label,
            item.type,
            dimension.id if dimension else "",
            weight,
            "yes" if getattr(item, "reversed", False) else "no",
            DONT_KNOW[item.dont_know],
            "offered" if item.not_applicable else "not offered",
            item.ask_if.item if item.ask_if else "",
        )
        for line in _lines(column, questionnaire):
            yield (*about, *line, column.spss)


def _lines(column: Column, questionnaire: Questionnaire) -> list[Line]:
    item = column.item
    if column.part:
        return [("", _field(item, column.part), None, None)]
    if isinstance(item, Agenda):
        return _agenda(item)
    lines = lines_of(item, questionnaire)
    if isinstance(item, Checklist):
        return [(str(code), words, None, weight) for code, words, weight in lines]
    found: list[Line] = [(str(code), words, _points(points), None) for code, words, points in lines]
    return found or [("", "", None, None)]


def _points(points: object) -> Cell:
    return float(points) if isinstance(points, (int, float)) else None


def _field(item: Item, part: str) -> str:
    """Say what a field of a disclosure holds."""
    figures = {each.id: each for each in item.figures} if isinstance(item, Disclosure) else {}
    return f"a number in {figures[part].unit}" if part in figures else "text"


def _agenda(item: Agenda) -> list[Line]:
    """Return the fields of a topic, and what the codes in them mean."""
    known: dict[str, list[tuple[str, str]]] = {
        "category": [(each.id, each.title) for each in item.categories],
        "depth": [(each.id, each.text) for each in item.depths],
        "basis": [(each, each or "not said") for each in BASES],
    }
    told = {
        "topic": "text",
        "planned": "minutes",
        "actual": "minutes",
        "actions": "a number",
        "bumped": "1 where it was pushed out, else 0; true and false in the wide table",
    }
    return [
        (f"{key}={code}" if key in known else key, words, None, None)
        for key in TOPIC_KEYS
        for code, words in known.get(key, [("", told.get(key, ""))])
    ]

"""One cell of a table of answers to an answer, or to a sentence that says what would fit."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from questionnaires.items import (
    Agenda,
    Agreement,
    Allocation,
    Checklist,
    Contrast,
    Disclosure,
    Frequency,
    Item,
    NumberItem,
    Practice,
    Rubric,
    ShareItem,
)
from questionnaires.problems import shown
from questionnaires.values import Answer, InvalidValueError, clean_value, option_ids

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire

DONT_KNOW = "dk"
NOT_APPLICABLE = "na"
NONE = "none"
TEXTS = ("definition", "source", "explanation")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}([.,]\d{3})+", re.ASCII)
_SEPARATOR = re.compile(r"[;|]")
_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class Field:
    """What a column holds: the answer to an item, or one field of a disclosure.

    Attributes:
        item: The item.
        name: Empty for the answer itself; else ``definition``, ``source``, ``explanation`` or the id of a figure.
        is_figure: Whether ``name`` is the id of a figure.
    """

    item: Item
    name: str = ""
    is_figure: bool = False


def fields(item: Item) -> dict[str, Field]:
    """Return column name to field for every column that may hold something of an item."""
    columns = {item.id: Field(item)}
    if isinstance(item, Disclosure):
        texts = TEXTS if item.definition else TEXTS[1:]
        columns.update({f"{item.id}.{name}": Field(item, name) for name in texts})
        columns.update({f"{item.id}.{figure.id}": Field(item, figure.id, is_figure=True) for figure in item.figures})
    return columns


def read_cell(field: Field, cell: str, questionnaire: Questionnaire, *, decimal_comma: bool = False) -> Answer:
    """Return the answer that a cell holds; for a field of a disclosure, a disclosure with that field alone.

    Args:
        field: What the column holds.
        cell: Text of the cell, not empty.
        questionnaire: What was asked.
        decimal_comma: Whether ``12,5`` is a number.

    Raises:
        InvalidValueError: The cell does not fit.
    """
    item = field.item
    if not field.name:
        word = cell.casefold()  # taken even where the app does not offer it: the file may come from another form
        if word == DONT_KNOW and word not in option_ids(item, questionnaire):
            return Answer("dont_know")
        if word == NOT_APPLICABLE and word not in option_ids(item, questionnaire):
            return Answer("not_applicable")
    return Answer(value=clean_value(item, _raw(field, cell, questionnaire, decimal_comma=decimal_comma), questionnaire))


def _raw(field: Field, cell: str, questionnaire: Questionnaire, *, decimal_comma: bool) -> Any:
    """Return the cell as the plain JSON that ``clean_value`` expects for the item."""
    if field.is_figure:
        return {"figures": {field.name: number(cell, decimal_comma=decimal_comma)}}
    if field.name:
        return {field.name: cell}
    match field.item:
        case Rubric() | Agreement() | Frequency() | Practice():
            return _level(cell, option_ids(field.item, questionnaire))
        case Contrast() | NumberItem() | ShareItem():
            return number(cell, decimal_comma=decimal_comma)
        case Checklist():
            return _several(cell, option_ids(field.item, questionnaire))
        case Allocation():
            return _shares(cell, decimal_comma=decimal_comma)
        case Agenda():
            return _rows(cell)
        case _:
            return cell


def number(cell: str, *, decimal_comma: bool = False) -> float | int:
    """Return the number that a cell holds, written in digits with a decimal point.

    Args:
        cell: Text of the cell.
        decimal_comma: Whether a comma may stand for the point, as in files with semicolons.

    Raises:
        InvalidValueError: It is no number, or could be read as two.
    """
    if decimal_comma and _AMBIGUOUS.fullmatch(cell):
        raise InvalidValueError(
            f"'{shown(cell)}' can be read in two ways. Leave out the thousands sign, or end with a 0."
        )
    text = cell.replace(",", ".", 1) if decimal_comma else cell
    if not _NUMBER.fullmatch(text):
        raise InvalidValueError(f"'{shown(cell)}' is not a number. Write digits, with a decimal point where needed.")
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def _level(cell: str, known: tuple[str, ...]) -> str:
    """Return the id for an id or for the number of a level, counted from 1."""
    if cell in known or not _NUMBER.fullmatch(cell):
        return cell
    place = number(cell)
    if not isinstance(place, int) or not 1 <= place <= len(known):
        raise InvalidValueError(
            f"'{shown(cell)}' is no level here. Write 1 to {len(known)}, or one of: {', '.join(known)}."
        )
    return known[place - 1]


def _several(cell: str, known: tuple[str, ...]) -> list[str]:
    if cell == NONE and NONE not in known:
        return []
    chosen = [part.strip() for part in _SEPARATOR.split(cell) if part.strip()]
    if not chosen:
        raise InvalidValueError(f"'{shown(cell)}' names nothing. Write '{NONE}' where nothing applies.")
    return chosen


def _shares(cell: str, *, decimal_comma: bool) -> dict[str, float | int]:
    shares: dict[str, float | int] = {}
    for pair in _SEPARATOR.split(cell):
        part, sign, amount = (text.strip() for text in pair.partition("="))
        if not pair.strip():
            continue
        if not sign:
            raise InvalidValueError(f"'{shown(pair.strip())}' is no share. Write part=number;part=number.")
        if part in shares:
            raise InvalidValueError(f"'{shown(part)}' has two shares. Keep one of them.")
        shares[part] = number(amount, decimal_comma=decimal_comma)
    return shares


def _rows(cell: str) -> Any:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        raise InvalidValueError('This is not a JSON list of topics. Write [{"topic": ..., ...}, ...].') from None

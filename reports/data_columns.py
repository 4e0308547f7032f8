"""The columns of a table with a row for each respondent: one for each question, several for a disclosure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from questionnaires.items import (
    Agenda,
    Allocation,
    Checklist,
    Contrast,
    Disclosure,
    Item,
    NumberItem,
    ShareItem,
    TextItem,
)
from questionnaires.values import TEXT_LIMIT, option_ids
from reports.book_codes import lines_of
from reports.data_table import Cell, Json, as_json
from reports.words import clean, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from questionnaires.model import Questionnaire
    from questionnaires.values import Answer

RESPONDENT = "respondent"
DONT_KNOW, NOT_APPLICABLE, NONE = "dk", "na", "none"
LINE_END = "⏎"  # SPSS reads one respondent from one line
TEXTS = {"definition": "definition", "source": "source", "explanation": "explanation"}
SPSS_BYTES = 64
RESERVED = frozenset({"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"})

Kind = Literal["codes", "several", "number", "text"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: In the header: the item's id, for a field of a disclosure with a dot and its name.
        part: Empty for the answer itself; else the name of the field.
        label: The question, and for a field what it holds.
        kind: ``codes`` are ids of options, ``several`` ids with bars between them.
        spss: The name of the variable in SPSS.
        raw: What SPSS calls the text that was read, before it becomes a number; the same as ``spss`` for a text.
        known: The ids of the item's options; a word for what is no answer cannot be one of them.
    """

    name: str
    item: Item
    part: str
    label: str
    kind: Kind
    spss: str
    raw: str
    known: tuple[str, ...]


def columns_of(questionnaire: Questionnaire) -> tuple[Column, ...]:
    """Return the columns after the one with the respondent, in the order of the questions."""
    taken = {RESPONDENT}
    return tuple(
        _named(item, part, label, kind, taken, option_ids(item, questionnaire))
        for item in questionnaire.items
        for part, label, kind in _parts(item)
    )


def spss_name(wanted: str, taken: set[str]) -> str:
    """Return a name that SPSS takes for a variable, and note it: it does not tell large letters from small ones."""
    plain = re.sub(r"[^a-z0-9]+", "_", wanted.lower()).strip("_")
    plain = plain if plain[:1].isalpha() else f"v_{plain}".rstrip("_")
    plain = f"{plain}_x" if plain in RESERVED else plain
    name, number = plain[:SPSS_BYTES].rstrip("_"), 1
    while name in taken:
        number += 1
        name = f"{plain[: SPSS_BYTES - len(str(number)) - 2]}_v{number}"
    taken.add(name)
    return name


def cell_of(column: Column, answer: Answer | None) -> Cell | Json:
    """Return what stands in a column for an answer, as ``python -m cli score`` reads it.

    It is nothing where the word for it is the id of an option; the tidy table has all answers.
    """
    if answer is None or answer.kind == "unanswered":
        return None
    if answer.kind != "value":
        word = {"dont_know": DONT_KNOW, "not_applicable": NOT_APPLICABLE}[answer.kind]
        return None if column.part or word in column.known else word
    value: Any = answer.value
    match column.item:
        case Checklist():
            return "|".join(value) or (None if NONE in column.known else NONE)
        case Allocation():
            return "|".join(f"{part}={amount}" for part, amount in value.items())
        case Agenda():
            return as_json(value)
        case Disclosure():
            return _field(column, value)
        case TextItem() as item:
            return _line(str(value), item.max_chars)
        case _:
            found: Cell = value
            return found


def _field(column: Column, value: dict[str, Any]) -> Cell:
    if column.part in TEXTS:
        return _line(value[column.part], TEXT_LIMIT)
    found: Cell = value["figures"].get(column.part) if column.part else value["level"]
    return found


def _line(text: str, most: int) -> str:
    """Return a text on one line that, made harmless, is no longer than whoever reads it takes."""
    line = clean(text).replace("\n", LINE_END)
    return line[: most - (len(harmless(line)) - len(line))]


def _named(item: Item, part: str, label: str, kind: Kind, taken: set[str], known: tuple[str, ...]) -> Column:
    name = f"{item.id}.{part}" if part else item.id
    spss = spss_name(name, taken)
    raw = spss if kind == "text" else spss_name(f"{name[: SPSS_BYTES - 8]}-as-read", taken)
    return Column(name, item, part, label, kind, spss, raw, known)


def _parts(item: Item) -> Iterator[tuple[str, str, Kind]]:
    """Yield part, label and kind of each column of an item."""
    match item:
        case Checklist():
            yield "", item.ask, "several"
        case Contrast() | NumberItem() | ShareItem():
            yield "", item.ask, "number"
        case Allocation() | Agenda() | TextItem():
            yield "", item.ask, "text"
        case Disclosure():
            yield "", item.ask, "codes"
            for figure in item.figures:
                yield figure.id, f"{item.label}: {figure.label} ({figure.unit})", "number"
            for name, words in TEXTS.items():
                if item.definition or name != "definition":
                    yield name, f"{item.label}: {words}", "text"
        case _:
            yield "", item.ask, "codes"


def numeric_codes(column: Column, questionnaire: Questionnaire) -> list[tuple[int, str, str]]:
    """Return (number, id, text) of each option of a column with codes, low to high; none for other columns."""
    if column.kind not in {"codes", "several"} or column.part:
        return []
    lines = lines_of(column.item, questionnaire)
    return [(number, str(code), words) for number, (code, words, _) in enumerate(lines, start=1)]

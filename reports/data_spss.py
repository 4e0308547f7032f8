"""Syntax for SPSS that reads the wide table and names its variables and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaires.items import Disclosure, NumberItem
from questionnaires.parts import LARGEST
from reports.data_answers import respondent
from reports.data_columns import (
    DONT_KNOW,
    NOT_APPLICABLE,
    RESPONDENT,
    Column,
    cell_of,
    columns_of,
    numeric_codes,
    spss_name,
)
from reports.data_table import written
from reports.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from questionnaires.model import Questionnaire
    from reports.given import Given

MISSING = (-8, -9)  # don't know, not applicable
FAR = (-10 * LARGEST, -11 * LARGEST)  # the same, where -8 can be an answer
LABEL, VALUE = 240, 120  # bytes: a line of syntax has 256, and the label of a value 120
WIDEST = 32_767  # bytes of a text


def spss(questionnaire: Questionnaire, given: Sequence[Given], file: str) -> bytes:
    """Return the syntax, UTF-8 with a byte order mark.

    Codes become numbers in the order of the options, the lowest being 1; a checklist becomes a variable of 0 and 1 for
    each option.

    Args:
        questionnaire: What was asked.
        given: The answers in the table.
        file: The name of the table.
    """
    columns = columns_of(questionnaire)
    own = [each for each in given if each.questionnaire_id == questionnaire.id]
    lines = [
        "* Encoding: UTF-8.",
        f"* {_cut(' '.join(clean(questionnaire.title).split()), LABEL)} {questionnaire.version}.".replace("'", "’"),
        "* Put this file beside the table, open it there and run all of it.",
        "SET DECIMAL=DOT.",
        "GET DATA /TYPE=TXT",
        f"  /FILE={_quoted(file)}",
        "  /ENCODING='UTF8'",
        "  /DELCASE=LINE",
        "  /ARRANGEMENT=DELIMITED",
        "  /DELIMITERS=','",
        "  /QUALIFIER='\"'",
        "  /FIRSTCASE=2",
        "  /VARIABLES=",
        f"    {RESPONDENT} A{max([8, *(len(respondent(each)) for each in own)])}",
        *(f"    {each.raw} A{_width(each, own)}" for each in columns),
        "  .",
        "EXECUTE.",
    ]
    taken = {RESPONDENT, *(name for each in columns for name in (each.spss, each.raw))}
    for each in columns:
        lines += _several(each, questionnaire, taken) if each.kind == "several" else _one(each, questionnaire)
    lines += [f"DELETE VARIABLES {each.raw}." for each in columns if each.kind in {"codes", "number"}]
    return ("\r\n".join([*lines, "EXECUTE.", ""])).encode("utf-8-sig")


def _one(column: Column, questionnaire: Questionnaire) -> Iterator[str]:
    """Make one variable of a column, and name it."""
    codes = numeric_codes(column, questionnaire)
    if column.kind != "text":
        unknown, outside = _missing(column)
        yield f"RECODE {column.raw}"
        yield from (f"  ('{code}'={number})" for number, code, _ in codes)
        yield f"  ('{DONT_KNOW}'={unknown}) ('{NOT_APPLICABLE}'={outside})"
        yield f"  {'' if codes else '(CONVERT) '}INTO {column.spss}."
    yield from _labelled(column.spss, column.label)
    if column.kind != "text":
        yield f"VALUE LABELS {column.spss}"
        yield from (f"  {number} {_quoted(_cut(clean(words), VALUE))}" for number, _, words in codes)
        yield f"  {unknown} 'Don''t know'"
        yield f"  {outside} 'Not applicable'."
        yield f"MISSING VALUES {column.spss} ({unknown}, {outside})."
        yield f"VARIABLE LEVEL {column.spss} ({'NOMINAL' if column.item.type == 'choice' else _level(column)})."


def _several(column: Column, questionnaire: Questionnaire, taken: set[str]) -> Iterator[str]:
    """Make a variable of each option of a checklist, missing where the list was not answered."""
    yield from _labelled(column.spss, column.label)
    for _, code, words in numeric_codes(column, questionnaire):
        name = spss_name(f"{column.item.id}-{code}", taken)
        yield f"COMPUTE {name} = CHAR.INDEX(CONCAT('|', RTRIM({column.raw}), '|'), '|{code}|') > 0."
        yield f"IF ({column.raw} = '{DONT_KNOW}') {name} = {MISSING[0]}."
        yield f"IF ({column.raw} = '{NOT_APPLICABLE}') {name} = {MISSING[1]}."
        yield f"IF ({column.raw} = '') {name} = $SYSMIS."
        yield from _labelled(name, f"{column.item.label}: {words}")
        yield f"VALUE LABELS {name} 0 'No' 1 'Yes' {MISSING[0]} 'Don''t know' {MISSING[1]} 'Not applicable'."
        yield f"MISSING VALUES {name} ({MISSING[0]}, {MISSING[1]})."


def _labelled(name: str, label: str) -> tuple[str, str]:
    return f"VARIABLE LABELS {name}", f"  {_quoted(_cut(clean(label), LABEL))}."


def _level(column: Column) -> str:
    return "ORDINAL" if column.kind == "codes" else "SCALE"


def _missing(column: Column) -> tuple[int, int]:
    """Return the codes for what is no answer: no number that can be one."""
    least: float | None = 0
    if isinstance(column.item, NumberItem):
        least = column.item.minimum
    elif isinstance(column.item, Disclosure) and column.kind == "number":
        lowest: Mapping[str, float | None] = {each.id: each.minimum for each in column.item.figures}
        least = lowest[column.part]
    return MISSING if least is not None and least > MISSING[0] else FAR


def _width(column: Column, given: Sequence[Given]) -> int:
    """Return how many bytes the longest cell of a column has, 8 at least."""
    cells = (written(cell_of(column, each.answers.get(column.item.id))) for each in given)
    return min(WIDEST, max([8, *(len(each.encode()) for each in cells)]))


def _quoted(text: str) -> str:
    """Return a text on one line in the quotes of the syntax."""
    return "'" + " ".join(text.split()).replace("'", "''") + "'"


def _cut(text: str, most: int) -> str:
    """Return a text of at most so many bytes, an apostrophe counting twice."""
    short = text
    while len(short.encode()) + short.count("'") > most:
        short = short[:-1]
    return short

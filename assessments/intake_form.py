"""Rows of cells to a form: which tool wrote them, how many rows its header has, and what each column asks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.intake_file import EMPTY, Record, UnreadableError, open_file
from assessments.intake_words import key, light

if TYPE_CHECKING:
    from collections.abc import Sequence


_IMPORT_ID = re.compile(r'\{\s*"ImportId"\s*:')
_WITH_PART = re.compile(r"(?P<text>.*\S)\s*\[(?P<part>[^\[\]]*)\]", re.DOTALL)
_CODE_AND_TEXT = re.compile(r"(?P<code>[A-Za-z]\w*)(?:\[(?P<part>\w+)\])?\.\s+(?P<text>.+)", re.DOTALL)
_STAMPS = frozenset(
    ("timestamp", "zeitstempel", "horodateur", "marca temporal", "informazioni cronologiche", "tijdstempel")
)
_STARTED = frozenset(("start time", "startzeit", "heure de début", "hora de inicio", "ora di inizio", "begintijd"))
_OF_LIMESURVEY = ({"submitdate", "lastpage"}, {"date submitted", "last page"}, {"datum abgeschickt", "letzte seite"})
_WHOLE = frozenset(("response", "open ended response", "antwort", "offene antwort"))
LONGEST_NAME = 100
OWN = "this app"
_MADE_HARMLESS = re.compile("(^|[;\\t\\n])( *)'(?='*[=+\\-@＝＋－＠])")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a form.

    Attributes:
        place: Counted from 0.
        name: How it is called here; no other column is called so.
        code: Its id; empty where the file has none.
        text: The question as it was asked; empty where the file does not say.
        part: The row, the option or the field of the question; empty where the column holds all of the answer.
    """

    place: int
    name: str
    code: str
    text: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What a form tool wrote.

    Attributes:
        tool: Its name; empty where it is not known.
        headers: How many rows its header has.
        rows: Those of the respondents; each has one cell for every column.
        ragged: Those that have more or fewer cells, which nobody can put into columns.
        notes: What was assumed, as sentences.
    """

    tool: str
    headers: int
    columns: tuple[Column, ...]
    rows: tuple[Record, ...]
    ragged: tuple[Record, ...] = ()
    notes: tuple[str, ...] = ()


def read_form(content: bytes) -> Form:
    """Return the form that a file holds.

    Raises:
        UnreadableError: It is no table of answers.
    """
    opened = open_file(content)
    records = opened.records
    heads = [records[0].cells]
    raw: Sequence[tuple[str, str, str]]  # code, text and part of each column
    if len(records) > 2 and _is_qualtrics(records[2]):  # noqa: PLR2004 - the third row
        tool, heads = "Qualtrics", [record.cells for record in records[:3]]
        raw = [(code, *_split(text)) for code, text in zip(*_even(heads[0], heads[1]), strict=True)]
    elif len(records) > 1 and _is_surveymonkey(records):
        tool, heads = "SurveyMonkey", [record.cells for record in records[:2]]
        raw = _two_rows(*_even(heads[0], heads[1]))
    else:
        tool = _tool(heads[0])
        raw = [_single(cell, tool) for cell in heads[0]]
    rows, ragged = _rows(records[len(heads) :], len(raw))
    if tool == OWN:
        rows = _as_typed(rows)
    if not rows and not ragged:
        raise UnreadableError(EMPTY)
    columns, twice = _named(raw)
    return Form(tool, len(heads), columns, rows, ragged, (*opened.notes, *twice))


def _is_qualtrics(record: Record) -> bool:
    return all(_IMPORT_ID.match(cell) for cell in record.cells if cell)


def _is_surveymonkey(records: Sequence[Record]) -> bool:
    """Say whether there are two header rows, of which the second is empty below what is not asked."""
    first, second = records[0].cells, records[1].cells
    return key(first[0]) == "respondent id" and not second[0] and any(key(each) in _WHOLE for each in second)


def _tool(head: Sequence[str]) -> str:
    """Return the name of the tool that writes such a header; empty for an unknown one."""
    names = {light(cell) for cell in head}
    if any(each <= names for each in _OF_LIMESURVEY) or any(_of_limesurvey(cell) for cell in head):
        return "LimeSurvey"
    if head[0] == "respondent":
        return OWN
    if light(head[0]) in _STAMPS:
        return "Google Forms"
    return "Microsoft Forms" if light(head[0]) == "id" and len(head) > 1 and light(head[1]) in _STARTED else ""


def _of_limesurvey(cell: str) -> bool:
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9]*\[SQ\w+\]", cell) is not None


def _single(cell: str, tool: str) -> tuple[str, str, str]:
    """Return code, text and part of a header of one row."""
    both = _CODE_AND_TEXT.fullmatch(cell) if tool == "LimeSurvey" else None
    if both is not None:
        text, part = _split(both["text"])
        return both["code"], text, both["part"] or part
    found = _WITH_PART.fullmatch(cell)
    whole, part = (found["text"], found["part"].strip()) if found else (cell, "")
    return ("", whole, part) if " " in whole else (whole, "", part)


def _split(text: str) -> tuple[str, str]:
    """Return the question and the part that stands behind it, in brackets or after a dash."""
    found = _WITH_PART.fullmatch(text)
    if found:
        return found["text"], found["part"].strip()
    question, dash, part = text.rpartition(" - ")
    return (question.strip(), part.strip()) if dash else (text, "")


def _two_rows(first: Sequence[str], second: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return code, text and part where a question stands above the first of its columns only."""
    found, question = [], ""
    for above, below in zip(first, second, strict=True):
        question = above or question
        found.append(("", question, "" if key(below) in _WHOLE else below))
    return found


def _even(first: Sequence[str], second: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return two rows as long as the longer one."""
    width = max(len(first), len(second))
    return [*first, *[""] * (width - len(first))], [*second, *[""] * (width - len(second))]


def _rows(records: Sequence[Record], width: int) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """Return the rows that fit and those that do not; empty cells behind the last column are let go."""
    fit, ragged = [], []
    for record in records:
        if len(record.cells) == width:
            fit.append(record)
        elif len(record.cells) > width and not any(record.cells[width:]):
            fit.append(Record(record.number, record.cells[:width]))
        else:
            ragged.append(record)
    return tuple(fit), tuple(ragged)


def _as_typed(rows: Sequence[Record]) -> tuple[Record, ...]:
    """Return rows without the apostrophes that an export puts before what a spreadsheet would work out."""
    typed: dict[str, str] = {}
    for row in rows:
        for cell in row.cells:
            if cell not in typed:
                typed[cell] = _MADE_HARMLESS.sub(r"\1\2", cell)
    return tuple(Record(row.number, tuple([typed[cell] for cell in row.cells])) for row in rows)


def _named(raw: Sequence[tuple[str, str, str]]) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Return the columns with a name each, and a note for names that stand there more than once."""
    wanted = [_name(*each) for each in raw]
    count = Counter(wanted)
    columns = []
    for place, (name, (code, text, part)) in enumerate(zip(wanted, raw, strict=True)):
        own = name if name and count[name] == 1 else f"{name} (column {place + 1})".strip()
        columns.append(Column(place, own, code, text, part))
    twice = [name for name, number in count.items() if name and number > 1]
    notes = tuple(
        f"{count[name]} columns are called “{name}”. They are told apart by their number; say which is which."
        for name in twice
    )
    return tuple(columns), notes


def _name(code: str, text: str, part: str) -> str:
    whole = f"{code or text}{f' [{part}]' if part else ''}"
    whole = " ".join(whole.split())
    return whole if len(whole) <= LONGEST_NAME else f"{whole[:LONGEST_NAME]}…"

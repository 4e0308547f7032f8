"""A CSV of answers, one row a respondent and one column an item, to answers and every problem of the file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cli.cells import Field, fields, read_cell
from questionnaires.problems import meant, one_line, shown
from questionnaires.values import Answer, InvalidValueError, clean_text, clean_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from questionnaires.model import Questionnaire

RESPONDENT = "respondent"
WHOLE_ROW = "-"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One finding in a table of answers.

    Attributes:
        file: The file as the caller named it.
        row: Line of the file on which the row begins, counted from 1; the header is line 1.
        column: Name of the column; ``-`` where the whole row or file is meant.
        message: What is wrong and how to mend it.
    """

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        """Return ``file:row:column-name: message``."""
        return one_line(f"{self.file}:{self.row}:{shown(self.column)}: {self.message}")


@dataclass(frozen=True, slots=True)
class Table:
    """The answers of a file.

    Attributes:
        respondents: What the column ``respondent`` says; None where it is empty or missing.
        batch: One mapping a respondent, item id to answer; skipped items are absent.
        problems: Everything that is wrong; the answers are complete only where this is empty.
    """

    respondents: tuple[str | None, ...] = ()
    batch: tuple[Mapping[str, Answer], ...] = ()
    problems: tuple[CellProblem, ...] = ()


def load_answers(path: Path, questionnaire: Questionnaire) -> Table:
    """Read a file of answers; an unreadable file is a problem too."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unreadable"
        return Table(problems=(CellProblem(str(path), 1, WHOLE_ROW, f"Cannot be read: {reason}. Check the path."),))
    return read_answers(content, str(path), questionnaire)


def read_answers(content: bytes, file: str, questionnaire: Questionnaire) -> Table:
    """Read the content of a file of answers; problems are reported under the name ``file``."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        message = "This is not UTF-8 text. Save the file as 'CSV UTF-8'."
        return Table(problems=(CellProblem(file, row, WHOLE_ROW, message),))
    return _Reader(text, file, questionnaire).table()


class _Reader:
    """Goes through the rows of one file and collects answers and problems."""

    def __init__(self, text: str, file: str, questionnaire: Questionnaire) -> None:
        self._text = text
        self._file = file
        self._questionnaire = questionnaire
        self._delimiter = ";" if ";" in next(iter(text.lstrip().splitlines()), "") else ","
        self._problems: list[CellProblem] = []

    def table(self) -> Table:
        rows = self._rows()
        first = next(rows, None)
        respondents, batch = [], []
        if first is not None:
            header = [cell.strip() for cell in first[1]]
            columns = self._columns(first[0], header)
            names = [name if name not in header[:index] else "" for index, name in enumerate(header)]
            for line, cells in rows:
                if len(cells) != len(header):
                    self._ragged(line, cells, header)
                elif RESPONDENT not in header or any(cell.strip() for cell in cells):
                    respondent, answers = self._respondent(line, [cell.strip() for cell in cells], names, columns)
                    respondents.append(respondent)
                    batch.append(answers)
        if not batch and not self._problems:
            self._refuse(1, WHOLE_ROW, "There are no answers in this file. Write a header, then one row a respondent.")
        return Table(tuple(respondents), tuple(batch), tuple(sorted(self._problems, key=lambda each: each.row)))

    def _refuse(self, row: int, column: str, message: str) -> None:
        self._problems.append(CellProblem(self._file, row, column, message))

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the line on which each row begins, and its cells; blank lines are passed over."""
        reader = csv.reader(
            io.StringIO(self._text, newline=""), delimiter=self._delimiter, skipinitialspace=True, strict=True
        )
        begins = 1
        try:
            for cells in reader:
                if cells:
                    yield begins, cells
                begins = reader.line_num + 1
        except csv.Error as error:
            self._refuse(begins, WHOLE_ROW, f"Not readable as CSV: {error}. Check the quotes.")

    def _columns(self, line: int, header: list[str]) -> dict[str, Field]:
        """Return column name to field, after saying what is wrong with the header."""
        known = {name: field for item in self._questionnaire.items for name, field in fields(item).items()}
        for index, name in enumerate(header):
            if not name:
                self._refuse(line, WHOLE_ROW, f"Column {index + 1} has no name. Name it, or remove it.")
            elif name in header[:index]:
                self._refuse(line, name, "This column stands here twice. Keep one of them.")
            elif name not in known and name != RESPONDENT:
                self._refuse(line, name, f"There is no such column. {self._meant(name, known)}")
        return known

    def _meant(self, name: str, known: Mapping[str, Field]) -> str:
        """Return the column that was probably meant; an earlier id of an item is known for sure."""
        renamed = {earlier: item.id for item in self._questionnaire.items for earlier in item.was}
        return f"It is called '{renamed[name]}' now." if name in renamed else meant(name, {*known, RESPONDENT})

    def _ragged(self, line: int, cells: list[str], header: list[str]) -> None:
        have, want = len(cells), len(header)
        column = header[have] if have < want else WHOLE_ROW
        self._refuse(line, column, f"The row has {have} cells, the header {want}. Give every column one cell.")

    def _respondent(
        self, line: int, cells: list[str], names: list[str], columns: Mapping[str, Field]
    ) -> tuple[str | None, dict[str, Answer]]:
        respondent = None
        parts: dict[str, list[tuple[str, Answer]]] = {}
        for name, cell in zip(names, cells, strict=True):
            try:
                if name in columns and cell:
                    answer = read_cell(columns[name], cell, self._questionnaire, decimal_comma=self._delimiter == ";")
                    parts.setdefault(columns[name].item.id, []).append((name, answer))
                elif name == RESPONDENT:
                    respondent = clean_text(cell) or None
            except InvalidValueError as error:
                self._refuse(line, name, str(error))
        return respondent, {item_id: self._joined(line, item_id, found) for item_id, found in parts.items()}

    def _joined(self, line: int, item_id: str, parts: list[tuple[str, Answer]]) -> Answer:
        """Join the columns of a disclosure; every other answer stands in one column."""
        whole = parts[0][1]
        for name, answer in parts[1:]:
            if whole.kind != "value" or answer.kind != "value":
                self._refuse(line, name, "A figure or text cannot stand beside 'dk' or 'na'. Empty one of the cells.")
            else:
                item = self._questionnaire.item_by_id[item_id]
                whole = Answer(value=clean_value(item, _merged(whole.value, answer.value), self._questionnaire))
        return whole


def _merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return two disclosures as one; no field is filled in both."""
    return {**{key: one[key] or other[key] for key in one}, "figures": {**one["figures"], **other["figures"]}}

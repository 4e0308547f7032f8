"""An agenda as text: pasted from a spreadsheet or loaded from a CSV file, every bad line named."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from questionnaires.problems import meant, shown
from questionnaires.values import BASES, InvalidValueError, clean_agenda

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaires.items import Agenda

MOST_PROBLEMS = 20
MOST_LINES = 1_000
COLUMNS = ("topic", "category", "planned", "actual", "depth", "basis", "actions", "bumped")
_TRUE = frozenset({"yes", "true", "1", "x", "y"})
_FALSE = frozenset({"", "no", "false", "0", "n"})
_NO_BASIS = frozenset({"", "not said", "-"})
_NOTHING = "There is nothing to take over: no line was given."
_QUOTED = re.compile(r'"[^"]*"')
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")

Line = tuple[int, list[str]]


def parse_agenda(item: Agenda, text: str | bytes) -> tuple[list[dict[str, Any]], list[str]]:
    """Read rows from text.

    Args:
        item: The agenda with its categories and depths.
        text: Lines with tabs, semicolons or commas between the columns of ``COLUMNS``; a header line is optional, and
            then decides the order; missing columns at the end count as empty. Categories and depths by id or by title.

    Returns:
        (rows in canonical form, problems); each problem names its line. With any problem there are no rows.
    """
    try:
        lines = _lines(_decoded(text))
        columns: Sequence[str] = COLUMNS
        if lines and _is_header(item, lines[0][1]):
            number, header = lines.pop(0)
            columns = [cell.lower() for cell in header]
            if problems := _header_problems(number, columns):
                return [], problems
    except InvalidValueError as error:
        return [], [str(error)]
    if not lines:
        return [], [_NOTHING]
    if len(lines) > MOST_LINES:
        return [], [f"{len(lines)} lines are no agenda: at most {item.max_rows} topics fit."]
    rows: list[dict[str, Any]] = []
    problems = []
    for number, cells in lines:
        try:
            rows += clean_agenda(item, [_row(item, columns, cells)])
        except InvalidValueError as error:
            problems.append(f"Line {number}: {str(error).removeprefix('Topic 1: ')}")
            if len(problems) == MOST_PROBLEMS:
                return [], [*problems, "There may be more. Mend these first."]
    if len(rows) > item.max_rows:
        problems.append(f"{len(rows)} topics are more than the {item.max_rows} that fit. Join the small ones.")
    return ([] if problems else rows), problems


def agenda_csv(item: Agenda, rows: Sequence[dict[str, Any]]) -> str:  # noqa: ARG001 - the mirror image of parse_agenda
    """Return rows as comma-separated lines with a header, as ``parse_agenda`` reads them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = {**row, "bumped": "yes" if row["bumped"] else "no"}
        writer.writerow([cells[column] for column in COLUMNS])
    return out.getvalue().rstrip("\n")


def _decoded(text: str | bytes) -> str:
    """Return text with plain line ends and without a byte order mark."""
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError:
            raise InvalidValueError("The file is not UTF-8 text. Save it as 'CSV UTF-8' and load it again.") from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> list[Line]:
    """Return the lines that hold anything, each with its number; empty cells at the end are dropped."""
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    lines: list[Line] = []
    start = 1
    try:
        for record in reader:
            cells = [cell.strip() for cell in record]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                lines.append((start, cells))
            start = reader.line_num + 1
    except csv.Error:
        raise InvalidValueError(f"Line {start}: a cell is too long. Is a quotation mark missing there?") from None
    return lines


def _delimiter(text: str) -> str:
    """Return what parts the columns, judged by the first line that holds anything outside quotation marks."""
    first = next((line for line in _QUOTED.sub("", text).split("\n") if line.strip(" ")), "")
    return "\t" if "\t" in first else max(";,", key=first.count)


def _is_header(item: Agenda, cells: Sequence[str]) -> bool:
    """Say whether a line names columns; a first topic may be called like one of them."""
    known = [cell.lower() in COLUMNS for cell in cells]
    topic_with_category = len(cells) > 1 and _plain(cells[1]) in _names({c.id: c.title for c in item.categories})
    return sum(known) > 1 or (known[0] and not topic_with_category)


def _header_problems(number: int, columns: Sequence[str]) -> list[str]:
    unknown = [name for name in columns if name and name not in COLUMNS]
    twice = [name for name in COLUMNS if columns.count(name) > 1]
    return [
        *(f"Line {number}: the column '{shown(name)}' is not known. {meant(name, COLUMNS)}" for name in unknown),
        *(f"Line {number}: the column '{name}' stands there twice. Leave one of the two out." for name in twice),
    ]


def _row(item: Agenda, columns: Sequence[str], cells: Sequence[str]) -> dict[str, Any]:
    if len(cells) > len(columns):
        raise InvalidValueError(f"there are {len(cells)} columns, but at most {len(columns)} are known.")
    row = dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=False))
    bumped, basis = row["bumped"].lower(), row["basis"].lower()
    if bumped not in _TRUE | _FALSE:
        raise InvalidValueError(f"'{shown(row['bumped'])}' does not say whether it was bumped. Write yes or no.")
    if basis not in _NO_BASIS.union(BASES):
        given = shown(row["basis"])
        raise InvalidValueError(f"'{given}' does not say what it rested on. Write data or opinion, or leave it empty.")
    return {
        "topic": row["topic"],
        "category": _named(row["category"], {c.id: c.title for c in item.categories}, "category"),
        "planned": _number(row["planned"], "planned"),
        "actual": _number(row["actual"], "actual"),
        "depth": _named(row["depth"], {d.id: d.text for d in item.depths}, "depth") if row["depth"] else None,
        "basis": "" if basis in _NO_BASIS else basis,
        "actions": _number(row["actions"], "actions"),
        "bumped": bumped in _TRUE,
    }


def _plain(word: str) -> str:
    return word.strip().lower().replace(" ", "-")


def _names(titles: dict[str, str]) -> dict[str, str]:
    """Return every way to name one of several things to its id."""
    return {name: each for each, title in titles.items() for name in (_plain(title), each)}


def _named(word: str, titles: dict[str, str], column: str) -> str:
    names = _names(titles)
    if _plain(word) in names:
        return names[_plain(word)]
    what = f"'{shown(word)}' is no {column}." if word else f"the {column} is missing."
    raise InvalidValueError(f"{what} {meant(_plain(word), titles)}")


def _number(cell: str, column: str) -> float:
    text = cell.replace("\u00a0", "").removesuffix("min").strip()
    if not text:
        return 0
    if _THOUSANDS.fullmatch(text):
        plain = text.replace(",", "")
        raise InvalidValueError(f"'{cell}' under {column} can be read in two ways. Write {plain} if that is meant.")
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise InvalidValueError(f"'{shown(cell)}' under {column} is not a number.") from None

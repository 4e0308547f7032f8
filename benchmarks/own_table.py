"""A table of figures, one a row, read into the same shape as a YAML file; places are line and cell."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from benchmarks.model import Benchmark
from questionnaires.located import Located
from questionnaires.problems import Problem, meant, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAPS = ("distribution", "mean", "sd", "scores")
NUMBERS = frozenset({"value", "n", "year", "stale_after_years", "distribution", "mean", "sd"})
LISTS = frozenset({"interval", "scores", "derived"})
TRUTHS = {"true": True, "false": False}
OF_TRUTH = frozenset({"partial", "allow_unverified"})
MARK = "#"  # a row that begins with it is a remark

_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

# The columns of the template, and what belongs into each.
COLUMNS: Mapping[str, str] = {
    "id": "a short name of your own: small letters, digits, hyphens",
    "kind": "practice_share, stage_distribution, item_distribution, numeric_reference, score_distribution "
    "or expert_target",
    "statement": "what they said or did, as the end of a sentence: said that they tracked blogs",
    "value": "a share from 0 to 1, or a number",
    "unit": "of a numeric_reference, such as %",
    "interval": "lower and upper bound with a space between",
    "mean:overall": "of a score_distribution: the mean, 0 to 100; a column mean:... for each dimension",
    "sd:overall": "the standard deviation of the scores",
    "level_of_sd": "between whom: organisation, business_unit or person",
    "scores:overall": "all single scores with spaces between; a column scores:... for each dimension",
    "n": "how many were counted",
    "unit_of_n": "person, organisation or business_unit",
    "population": "who was counted, in the plural",
    "country": "or several, or not stated",
    "year": "of the survey",
    "instrument": "what measured it; for scores the id of the questionnaire",
    "instrument_version": "for scores the version of the questionnaire",
    "source": "who published it",
    "url": "the page, or empty",
    "seen": "primary, secondary or unverified",
    "comparable_questionnaire": "the id of the questionnaire that it belongs beside",
    "comparable_item": "or questionnaire-id/item-id",
    "comparison": "share_context, same_item_distribution, same_instrument_score, reference_line or none",
    "warning": "what a reader must be told",
}


def template() -> bytes:
    """Return an empty table with a remark on what belongs into each column."""
    text = io.StringIO(newline="")
    first, *rest = COLUMNS.values()
    csv.writer(text).writerows([list(COLUMNS), [f"{MARK} {first}", *rest]])
    return text.getvalue().encode("utf-8-sig")


def table(content: bytes, name: str) -> Located:
    """Read a table; what is wrong is collected, never raised.

    The first row names the fields of ``Benchmark``; ``mean:key`` is one entry of a field that holds several. Columns
    are separated by commas or semicolons. An empty cell is left out.
    """
    located = Located(name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return _broken(located, line, "O005", "This is not UTF-8 text. Save the table as “CSV UTF-8”.")
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    header: list[str] = []
    rows: list[dict[str, Any]] = []
    try:
        for cells in reader:
            if not header:
                header = [each.strip() for each in cells]
                _check_header(located, header, reader.line_num)
                if located.problems:
                    break
            elif any(each.strip() for each in cells) and not cells[0].lstrip().startswith(MARK):
                rows.append(_row(located, header, cells, (len(rows), reader.line_num)))
    except csv.Error as error:
        return _broken(located, reader.line_num, "O006", f"Not readable as CSV: {error}. Check its quotes.")
    located.data = {"benchmarks": rows}
    located.places[("benchmarks",)] = (1, 1)
    return located


def _broken(located: Located, line: int, code: str, message: str) -> Located:
    located.problems.append(Problem(located.file, line, 1, code, message))
    located.data = {"benchmarks": []}
    return located


def _check_header(located: Located, header: Sequence[str], line: int) -> None:
    known = [*(each for each in Benchmark.model_fields if each not in MAPS), *(f"{each}:" for each in MAPS)]
    for place, column in enumerate(header, start=1):
        field, colon, key = column.partition(":")
        fits = field in Benchmark.model_fields and (field in MAPS) is bool(colon) and bool(key) is bool(colon)
        if not fits:
            message = f"'{shown(column)}' is no column. {meant(column, known)}"
            located.problems.append(Problem(located.file, line, place, "O007", message))
        elif column in header[: place - 1]:
            message = f"There are two columns '{shown(column)}'. Keep one of them."
            located.problems.append(Problem(located.file, line, place, "O008", message))


def _row(located: Located, header: Sequence[str], cells: Sequence[str], where: tuple[int, int]) -> dict[str, Any]:
    index, line = where
    base = ("benchmarks", index)
    located.places[base] = (line, 1)
    row: dict[str, Any] = {"url": None}
    if len(cells) > len(header):
        message = f"The row has {len(cells)} cells, the first row {len(header)}. Quote what holds a comma."
        located.problems.append(Problem(located.file, line, len(header) + 1, "O009", message))
    for place, (column, cell) in enumerate(zip(header, cells, strict=False), start=1):
        text = cell.strip()
        if _CONTROL.search(text):
            message = "The cell holds a control character. Remove it."
            located.problems.append(Problem(located.file, line, place, "O010", message))
        if text:
            field, _, key = column.partition(":")
            value = _value(field, text)
            located.places[(*base, field)] = (line, place)
            if key:
                located.places[(*base, field, key)] = (line, place)
                row.setdefault(field, {})[key] = value
            else:
                row[field] = value
    return row


def _value(field: str, text: str) -> Any:
    """Return a cell as the model wants it; what is no number stays text, which the model refuses."""
    if field in LISTS:
        return [_number(each) for each in text.split()]
    if field in OF_TRUTH:
        return TRUTHS.get(text.lower(), text)
    return _number(text) if field in NUMBERS else text


def _number(text: str) -> float | str:
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)

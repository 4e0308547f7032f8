"""A table as CSV that spreadsheets and programs for statistics read alike, and that no spreadsheet works out."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reports.words import clean, harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Cell = str | float | int | None
SHORT = 100  # letters of a text that is worth keeping, because most cells of a column say one of few things


@dataclass(frozen=True, slots=True)
class Json:
    """A text that is JSON: it stays so, and nothing in it has to be made harmless."""

    text: str


def as_json(rows: Sequence[Mapping[str, Any]]) -> Json:
    """Return rows as JSON on one line in which no spreadsheet finds the beginning of a cell."""
    plain = [{key: clean(each) if isinstance(each, str) else each for key, each in row.items()} for row in rows]
    return Json(json.dumps(plain, ensure_ascii=False).replace(";", "\\u003b"))


def table(header: tuple[str, ...], rows: Iterable[Iterable[Cell | Json]]) -> bytes:
    """Return UTF-8 with a byte order mark, without which Excel takes it for another encoding; commas, CRLF, a header.

    Texts are made harmless; numbers are written with a decimal point, and nothing is an empty cell.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([written(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def written(cell: Cell | Json) -> str:
    """Return a cell as it is written."""
    match cell:
        case None:
            return ""
        case Json():
            return cell.text
        case str():
            return _short(cell) if len(cell) <= SHORT else harmless(clean(cell))
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


@lru_cache(maxsize=4096)
def _short(cell: str) -> str:
    return harmless(clean(cell))

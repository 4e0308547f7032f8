"""The bytes of a file of answers to rows of cells: its encoding, its delimiter, and what is wrong with it as a file."""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_BYTES = 300 * 2**20
MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
DELIMITERS = (",", ";", "\t")
_TOLD = {"sep=,": ",", "sep=;": ";", "sep=": "\t"}  # what Excel is told in the first line, without space at its end
_SAMPLED = 50  # rows that decide on the delimiter
_LOOKED_AT = 100_000  # characters that decide whether it is text, and on the delimiter; fewer than a cell may have
_STRANGE = 0.01  # the share of control characters from which on it is none
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_OTHERS = {
    b"PK\x03\x04": "This is a workbook or another packed file, not text. Open it in a spreadsheet and save it as CSV.",
    b"\xd0\xcf\x11\xe0": "This is an Excel workbook, not text. Open it in a spreadsheet and save it as CSV.",
    b"%PDF": "This is a PDF, not a table. Export the answers as CSV.",
}
EMPTY = "The file is empty. Export the answers again, and check that there are any."
BINARY = "This is not a text file. Export the answers as CSV."
UNKNOWN_LETTERS = "The letters of this file cannot be read. Save it as “CSV UTF-8”."
GUESSED_LETTERS = "The file is not UTF-8, so it was read as Windows-1252. Look whether words with accents are right."


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file.

    Attributes:
        number: Its number in a spreadsheet, counted from 1, blank rows included.
        cells: Without surrounding space.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of text in rows, headers included.

    Attributes:
        records: Those that hold anything.
        notes: What was assumed, as sentences.
    """

    records: tuple[Record, ...]
    notes: tuple[str, ...] = ()


class UnreadableError(ValueError):
    """A file that is no table of answers; the message says why and what to do."""


def open_file(content: bytes) -> Opened:
    """Return the rows of a file.

    Raises:
        UnreadableError: It is empty, too large, no text, or its quotes do not fit.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableError(f"The file has {len(content) / 2**20:.0f} MB; at most {MOST_BYTES / 2**20:.0f} MB fit.")
    encoding, start, notes = _encoding(content)
    if not start.strip():
        raise UnreadableError(EMPTY)
    said = start.partition("\n")[0].strip()
    if said.lower() in _TOLD:
        delimiter, before = _TOLD[said.lower()], 1
    else:
        delimiter, before = _delimiter(start), 0
    records = tuple(_records(content, encoding, delimiter, before))
    if not records:
        raise UnreadableError(EMPTY)
    return Opened(records, notes)


def _encoding(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Return the encoding of a file, how its text begins, and a note where the encoding was guessed."""
    for mark, why in _OTHERS.items():
        if content.startswith(mark):
            raise UnreadableError(why)
    sure = next((name for mark, name in _MARKS if content.startswith(mark)), "") or _wide(content)
    for encoding, notes in ((sure or "utf-8", ()), ("cp1252", (GUESSED_LETTERS,)))[: 1 if sure else 2]:
        try:
            start = content.decode(encoding)[:_LOOKED_AT]
        except UnicodeDecodeError:
            continue
        strange = sum(each < " " and each not in "\t\r\n\f\v" for each in start)
        if strange > _STRANGE * len(start) + 1:
            raise UnreadableError(BINARY)
        return encoding, start, notes
    raise UnreadableError(UNKNOWN_LETTERS)


def _wide(content: bytes) -> str:
    """Return the encoding of text with two bytes a letter and no mark at its beginning; empty for other text."""
    start = content[:1_000]
    half = len(start) // 2
    for name, zeros in (("utf-16-le", start[1::2].count(0)), ("utf-16-be", start[0::2].count(0))):
        if half and zeros > half // 2:
            return name
    return ""


def _delimiter(text: str) -> str:
    """Return the delimiter that gives the most even rows, and among those the one that gives the most columns."""
    best, delimiter = (0.0, 1), DELIMITERS[0]
    for each in DELIMITERS:
        rows = [row for row in itertools.islice(_reader(io.StringIO(text, newline=""), each), _SAMPLED) if row]
        widths = [len(row) for row in rows] or [1]
        found = (widths.count(widths[0]) / len(widths), widths[0])
        if widths[0] > 1 and found > best:
            best, delimiter = found, each
    return delimiter


def _reader(text: Iterable[str], delimiter: str, *, strict: bool = False) -> Iterator[list[str]]:
    return csv.reader(text, delimiter=delimiter, skipinitialspace=True, strict=strict)


def _records(content: bytes, encoding: str, delimiter: str, before: int) -> Iterator[Record]:
    """Yield the rows that hold anything; the first ``before`` are no part of the table."""
    tidy: dict[str, str] = {}  # most cells are alike: each is kept once
    kept = number = 0
    text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    try:
        for number, row in enumerate(_reader(text, delimiter, strict=True), start=1):
            if number <= before:
                continue
            if len(row) > MOST_COLUMNS:
                raise UnreadableError(f"Row {number} has {len(row)} columns; at most {MOST_COLUMNS} fit.")
            cells = tuple(tidy.setdefault(cell, cell.replace("\x00", "").strip()) for cell in row)
            if any(cells):
                kept += 1
                if kept > MOST_ROWS:
                    raise UnreadableError(f"The file has more than {MOST_ROWS:,} rows. Split it.")
                yield Record(number, cells)
    except csv.Error as error:
        reason = "a quote is never closed" if "unexpected end" in str(error) or "limit" in str(error) else str(error)
        raise UnreadableError(f"Row {number + 1} is not readable as CSV: {reason}. Check its quotes.") from None

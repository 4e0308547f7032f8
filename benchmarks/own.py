"""Figures of others that somebody brings along, as YAML or CSV: the same model, the same rules, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from benchmarks.loader import load_located, load_text
from benchmarks.model import Ledger
from benchmarks.own_table import table
from questionnaires.problems import Problem, errors

LARGEST = 200_000  # bytes
MOST = 200  # entries
SUFFIXES = (".yaml", ".yml", ".csv")
REMEMBERED = 64  # files


@dataclass(frozen=True, slots=True)
class Given:
    """A file of figures that stands beside results.

    Attributes:
        name: Of the file.
        giver: Who brought it, in their own words; empty where they did not say.
        day: When it was brought.
    """

    name: str
    giver: str
    day: date
    ledger: Ledger


@lru_cache(maxsize=REMEMBERED)
def read_own(content: bytes, name: str) -> tuple[Ledger, tuple[Problem, ...]]:
    """Read a file of figures.

    Args:
        content: Its bytes, UTF-8.
        name: Its name; the end says whether it is YAML or CSV.

    Returns:
        What it holds, and every problem. With a single error it holds nothing.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        return _refused(name, "O001", f"The name ends in none of {', '.join(SUFFIXES)}. Save the file as one of them.")
    if len(content) > LARGEST:
        message = f"The file has {len(content):,} bytes; at most {LARGEST:,} are read. Keep the figures you need."
        return _refused(name, "O002", message)
    ledger, problems = load_located(table(content, name)) if suffix == ".csv" else load_text(content, name)
    entries = len(ledger.benchmarks) + len(ledger.unusable)
    if not entries and not problems:
        return _refused(name, "O011", "The file holds no figure. Add one.")
    if entries > MOST:
        return _refused(name, "O003", f"The file holds more than {MOST} entries. Keep the figures you need.")
    return (Ledger() if errors(problems) else ledger), tuple(problems)


def given_files(folder: str | Path) -> tuple[tuple[Given, ...], tuple[Problem, ...]]:
    """Read every file of figures in a folder, in the order of the names; each is dated by its last change.

    Args:
        folder: Where they are; empty for nowhere.

    Returns:
        The files without an error, and every problem.
    """
    found: list[Given] = []
    problems: list[Problem] = []
    if folder and not Path(folder).is_dir():
        problems.append(Problem(str(folder), 1, 1, "O012", "There is no such folder. Check CUSTOMER_BENCHMARKS."))
    paths = Path(folder).glob("*") if folder else ()
    for path in sorted(each for each in paths if each.suffix.lower() in SUFFIXES):
        try:
            content, changed = path.read_bytes(), path.stat().st_mtime
        except OSError as error:
            why = f"Cannot be read: {error.strerror or 'unreadable'}. Check the file."
            problems.append(Problem(path.name, 1, 1, "O004", why))
            continue
        ledger, wrong = read_own(content, path.name)
        problems += wrong
        if not errors(wrong):
            found.append(Given(path.name, "", datetime.fromtimestamp(changed, UTC).date(), ledger))
    return tuple(found), tuple(problems)


def _refused(name: str, code: str, message: str) -> tuple[Ledger, tuple[Problem, ...]]:
    return Ledger(), (Problem(name, 1, 1, code, message),)

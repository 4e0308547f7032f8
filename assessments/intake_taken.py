"""What is wanted of a form, and what it brings: respondents with answers, and everything that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from assessments.intake_targets import Target
    from questionnaires.values import Answer

Unknown = Literal["stop", "rows", "cells"]
Twice = Literal["first", "all"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a form is to be taken.

    Attributes:
        mapping: Place of a column to what it holds; all other columns are left out.
        missing: Cells that stand for no answer, such as ``-99``.
        unknown: What to do where a cell cannot be read: nothing at all, leave out its row, or leave the cell empty.
        twice: Whether only the first of rows that are alike, or of one respondent, counts.
        roles: What the role may be; None takes whatever the file says.
        units: The same for the unit.
    """

    mapping: Mapping[int, Target]
    missing: frozenset[str] = frozenset()
    unknown: Unknown = "stop"
    twice: Twice = "first"
    roles: tuple[str, ...] | None = None
    units: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One cell that cannot be read, or one row.

    Attributes:
        row: Its number in a spreadsheet, header rows counted.
        column: The name of the column.
        value: What stands there, cut short.
        message: What is wrong, and what was perhaps meant.
    """

    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Person:
    """One respondent; ``answers`` are in the order of the items of ``Taken``, None for an item that was left out."""

    role: str
    unit: str
    name: str
    answers: tuple[Answer | None, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a form brings.

    Attributes:
        items: The ids of the items that have a column.
        people: Those with at least one answer.
        findings: The first of what cannot be read.
        found: The number of findings.
        left_out: The number of rows that are left out, because something in them cannot be read.
        emptied: The number of answers that are left empty for the same reason.
        twice: Rows that repeat an earlier row, with the number of that one; the first of them.
        repeated: The number of rows that do.
        silent: The number of rows without any answer.
        roles: What the roles are called.
        units: The same for the units.
        notes: What was assumed, as sentences.
        stopped: Whether nothing is to be brought in as long as something cannot be read.
        once: Whether rows that repeat others are left out.
    """

    items: tuple[str, ...]
    people: tuple[Person, ...]
    findings: tuple[Finding, ...] = ()
    found: int = 0
    left_out: int = 0
    emptied: int = 0
    twice: tuple[tuple[int, int], ...] = ()
    repeated: int = 0
    silent: int = 0
    roles: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    stopped: bool = False
    once: bool = True

    def answered(self) -> dict[str, int]:
        """Return item id to the number of people with an answer; a comment alone is none."""
        return {
            item_id: sum(
                (answer := person.answers[place]) is not None and answer.kind != "unanswered" for person in self.people
            )
            for place, item_id in enumerate(self.items)
        }

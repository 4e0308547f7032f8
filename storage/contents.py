"""What a database or a copy of one holds: its schema, and how much, asked in words that both kinds share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.errors import AssessmentError
from storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Ask = Callable[[str], object]  # runs a query, and returns the first value of its first row, or None

VERSIONS = "alembic_version"
REVISION = f"SELECT max(version_num) FROM {VERSIONS}"  # noqa: S608 - a name of ours
COUNTED = ("assessments", "responses", "answers")
OWN = frozenset({VERSIONS, "waves", *COUNTED})  # since the first release


class CopyError(AssessmentError):
    """A backup could not be made or restored; nothing was changed, and the message says why."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database held at one moment.

    Attributes:
        revision: Of its schema.
        assessments: How many.
        responses: How many.
        answers: How many.
    """

    revision: str
    assessments: int
    responses: int
    answers: int

    def __str__(self) -> str:
        """Return how much there is, as part of a sentence."""
        counts = ((self.assessments, "assessment"), (self.responses, "response"), (self.answers, "answer"))
        first, second, third = (f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in counts)
        return f"{first}, {second} and {third}"


def check_own(tables: Iterable[str], what: str) -> None:
    """Check that tables of these names may be those of this application.

    Raises:
        CopyError: They are not; ``what`` begins its sentence.
    """
    if not OWN.issubset(tables):
        raise CopyError(f"{what} holds no assessments of this application.")


def contents_of(ask: Ask) -> Contents:
    """Return what a database of this application holds, of any release; in one transaction it is one moment."""
    counts = [int(str(ask(f"SELECT count(*) FROM {name}"))) for name in COUNTED]  # noqa: S608 - names of ours
    return Contents(str(ask(REVISION)), *counts)


def check_tables(ask: Ask) -> None:
    """Ask for every table and column of the newest schema; the driver's error says which one is missing."""
    for table in metadata.sorted_tables:
        # SQLite takes a quoted name that is no column for a text, unless it stands behind the name of its table.
        columns = ", ".join(f'"{table.name}"."{column.name}"' for column in table.columns)
        ask(f'SELECT {columns} FROM "{table.name}" LIMIT 1')  # noqa: S608 - names of ours


def check_may_go(ask: Ask, *, replace: bool) -> None:
    """Check that what a database of this application holds may be replaced.

    Raises:
        CopyError: It holds assessments, and nobody said that they may go.
    """
    number = ask("SELECT count(*) FROM assessments")
    if number and not replace:
        plural = "" if number == 1 else "s"
        raise CopyError(
            f"The database holds {number} assessment{plural}, so nothing was restored. Restore into an empty one, or "
            "say with --replace that everything in it may go."
        )

"""Actions as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from reports.words import clean, harmless, state_of, title_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from assessments.model import Action

HEADER = (
    "What was promised",
    "For",
    "Owner",
    "Due",
    "State",
    "What will show that it worked",
    "Promised on",
    "Decided on",
    "What became of it",
)


def actions_csv(actions: Sequence[Action], titles: Mapping[tuple[str, str], str], today: date) -> bytes:
    """Return one row for each action, in the order given.

    The text is UTF-8 with a byte order mark, without which Excel takes it for another encoding. Dates are written as
    2026-12-31. What a spreadsheet would work out as a formula gets an apostrophe in front, as ``harmless`` has it.

    Args:
        actions: What was promised.
        titles: Questionnaire id and dimension id to title; the dimension ``""`` is the whole questionnaire.
        today: Decides which open action is late.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(HEADER)
    for action in actions:
        rows.writerow(harmless(cell) for cell in _cells(action, titles, today))
    return text.getvalue().encode("utf-8-sig")


def _cells(action: Action, titles: Mapping[tuple[str, str], str], today: date) -> tuple[str, ...]:
    return (
        clean(action.what),
        title_of(action, titles),
        clean(action.owner),
        action.due.isoformat(),
        state_of(action, today),
        clean(action.proof),
        action.made_at.date().isoformat(),
        action.decided_at.date().isoformat() if action.decided_at else "",
        clean(action.note),
    )

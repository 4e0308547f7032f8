"""Words as every file writes them, without what a file format would trip over or a spreadsheet work out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from assessments.model import Action

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Where a comma is the sign for decimals, a spreadsheet splits the file at semicolons or tabs, in spite of quotes.
_BEGINS_A_FORMULA = re.compile("(^|[;\\t\\n])( *)(?='*[=+\\-@＝＋－＠])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # XML holds none of the last two


def clean(text: str) -> str:
    r"""Return text without control characters and surrounding space; every kind of line end becomes ``\n``."""
    return _CONTROL.sub("", _LINE_END.sub("\n", text)).strip()


def harmless(cell: str) -> str:
    """Return a cell of a CSV file with an apostrophe before everything that a spreadsheet would take for a formula.

    It stands also within a text where the spreadsheet may begin a cell: after a semicolon, a tab or a line end. One
    more apostrophe stands before those that somebody typed there, so that the first one can always be taken out again.
    """
    return _BEGINS_A_FORMULA.sub(r"\1\2'", cell)


def title_of(action: Action, titles: Mapping[tuple[str, str], str]) -> str:
    """Return what an action is to move: the title of its dimension or questionnaire, else the id.

    Args:
        action: The action.
        titles: Questionnaire id and dimension id to title; the dimension ``""`` is the whole questionnaire.
    """
    title = titles.get((action.questionnaire_id, action.dimension_id), "")
    return clean(title) or action.dimension_id or action.questionnaire_id


def state_of(action: Action, today: date) -> str:
    """Return ``open``, ``late``, ``kept`` or ``dropped``."""
    return "late" if action.is_late(today) else action.state

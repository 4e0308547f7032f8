"""How waves are called: after the quarter they are held in, unless the organiser says otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaires.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

_QUARTER = re.compile(r"([0-9]{4}) Q([1-4])")


def quarter_of(at: datetime) -> str:
    """Return the quarter of a time, for example "2026 Q3"."""
    return f"{at.year} Q{(at.month + 2) // 3}"


def is_ahead(label: str, at: datetime) -> bool:
    """Say whether a label names a quarter that has not begun at a time."""
    return _QUARTER.fullmatch(label) is not None and label > quarter_of(at)


def next_label(label: str, taken: Collection[str], at: datetime) -> str:
    """Return what to call the wave after one with this label.

    Args:
        label: Of the last wave.
        taken: The labels of all waves so far.
        at: The time.

    Returns:
        The next quarter; that of the time where the last label is no quarter, or the time is further on.
    """
    following = _following(label, at)
    while same(following, taken):
        following = _following(following, at)
    return following


def same(label: str, taken: Collection[str]) -> bool:
    """Say whether a label is taken, in capitals or not."""
    return label.casefold() in {each.casefold() for each in taken}


def tidy(typed: str) -> str:
    """Return what was typed without control characters and surrounding space, however long it is."""
    return clean_text(typed, len(typed))


def _following(label: str, at: datetime) -> str:
    found = _QUARTER.fullmatch(label)
    if found is None:
        return quarter_of(at)
    year, quarter = int(found[1]), int(found[2])
    return max(f"{year + quarter // 4} Q{quarter % 4 + 1}", quarter_of(at))

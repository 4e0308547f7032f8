"""The assessments of a database as lines to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessments.model import Assessment, Wave
    from assessments.ports import Store

UNNAMED = "(without a name)"
NOTHING = "There is no assessment in this database."


def listing(store: Store) -> str:
    """Return a line for each assessment, the oldest first: its id, its name and its waves."""
    lines = [_line(each, store.waves(each.id)) for each in store.assessments()]
    return "\n".join(lines) if lines else NOTHING


def _line(assessment: Assessment, waves: tuple[Wave, ...]) -> str:
    labels = ", ".join(f"{each.label} ({_kind(each)})" for each in waves)
    return f"{assessment.id}  {assessment.name or UNNAMED}  {labels}"


def _kind(wave: Wave) -> str:
    kind = "alone" if wave.join_code is None else wave.mode
    return f"{kind}, {wave.state}" if wave.state != kind else kind

"""What every store checks before it deletes somebody's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.errors import MoveError

if TYPE_CHECKING:
    from assessments.model import Mode

ALONE = "These answers are one whole assessment. Delete that one."
SHOWN = (
    "Your answers are part of figures that were shown, and this workshop is anonymous: figures without you, held "
    "against those with you, would tell what you answered. So they stay where they are."
)


def check_live(*, live: bool) -> None:
    """Raise ``MoveError`` where a response belongs to somebody who answers alone."""
    if not live:
        raise MoveError(ALONE)


def check_taking_out(mode: Mode, *, counts: bool) -> None:
    """Raise ``MoveError`` where figures without a response would tell its answers."""
    if mode == "anonymous" and counts:
        raise MoveError(SHOWN)

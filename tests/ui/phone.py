"""A participant's phone in a workshop: take a seat, answer the cards, and what stands there while waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.workshop import Workshop
from tests.ui.desk import ROLES, SPLIT, Desk

if TYPE_CHECKING:
    from tests.ui.build import Screen

NOT_STARTED = "You are in. The vote has not started yet; keep this page open."
LATER = "The result comes when the facilitator reveals it."


def sit(desk: Desk, role: str = ROLES[0]) -> Screen:
    """Open the address and choose a role."""
    return desk.phone().press(role)


def done(screen: Screen, *levels: str) -> Screen:
    """Answer the questions one after the other, an empty level leaves one out; then press the last button."""
    for place, level in enumerate(levels):
        if level:
            screen.choose(level)
        screen.press("Done" if place == len(levels) - 1 else "Next")
    return screen


def seat_code(screen: Screen) -> str:
    """Return the code to go on with on another device."""
    return screen.scripts.partition('data-body="')[2].partition('"')[0]


def revealed(desk: Desk) -> Desk:
    """Let eight others vote, and reveal."""
    desk.crowd(SPLIT)
    return desk.do(Workshop.reveal)

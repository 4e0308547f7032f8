"""Several quarters: a workshop past the pages, each opened from the last, and what a visitor does to open one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assessments.next_wave import NextPlan
from assessments.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.ui.build import Screen
    from tests.ui.desk import Desk

QUARTER = 86_400 * 91  # seconds


def follow(desk: Desk) -> Desk:
    """Open the next quarter, three months later, on the same questionnaires."""
    quarters = desk.house.context.quarters
    desk.house.clock.pass_seconds(QUARTER)
    plan = NextPlan(quarters.next_label(desk.wave), None, desk.asked)
    following = replace(desk, first=quarters.open_next(desk.wave, plan))
    desk.later()
    return following


def measure(desk: Desk, ballots: Sequence[Mapping[str, Any]], codes: Sequence[str] = ()) -> Desk:
    """Let a person join and vote for each ballot, reveal and close.

    Args:
        desk: The workshop of the quarter.
        ballots: One a person.
        codes: Of their own, with which the first ones are known from quarter to quarter.
    """
    desk.do(Workshop.start)
    roles, units = desk.first.roles or ("",), desk.first.units or ("",)
    for place, raw in enumerate(ballots):
        begun = desk.join(roles[place % len(roles)], units[place % len(units)])
        if place < len(codes):
            desk.house.context.quarters.link_by_own_code(desk.first, begun.response.id, codes[place])
        desk.vote(begun, raw)
    return desk.do(Workshop.reveal).do(Workshop.close)


def sure(screen: Screen) -> Screen:
    """Say that the quarter is meant, where it has not begun yet."""
    for each in screen.at.checkbox:
        if each.label.startswith("Yes, begin"):
            each.check()
    return screen.run()


def param(screen: Screen, name: str) -> str:
    """Return a parameter of the address; after a click AppTest gives a list."""
    found = screen.at.query_params[name]
    return found[0] if isinstance(found, list) else str(found)

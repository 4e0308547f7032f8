"""A workshop past the pages: who takes part, what they vote, what the organiser does; a second later pages know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessments.next_wave import NextPlan
from assessments.plan import Plan
from assessments.workshop import Workshop
from questionnaires.values import Answer
from tests.assessments.build import definition
from tests.scoring.build import dimension, rubric
from tests.ui.build import House, Screen, made, usable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from assessments.model import Live, Mode, Response, Wave
    from assessments.workflow import Begun
    from assessments.workshop import Receipt
    from questionnaires.loader import Definition

ROLES = ("Leadership", "Front line")
NAME = "Imaginary Pumps"
LOADED = made(
    dimension("d", rubric("one"), rubric("two"), rubric("three")),
    stages=[{"id": f"s{n}", "title": f"Stage {n}", "summary": "A rung."} for n in range(1, 5)],
)
SMALL = usable(LOADED)  # three questions with four levels each
SPLIT = [{"one": "l1" if place % 2 else "l4", "two": "l2", "three": "l3"} for place in range(8)]


@dataclass(frozen=True, slots=True)
class Desk:
    """One workshop of a house."""

    house: House
    key: str
    asked: tuple[Definition, ...]
    first: Wave

    @property
    def wave(self) -> Wave:
        """The wave as it stands."""
        return self.house.context.workshop.current(self.first)

    @property
    def live(self) -> Live:
        """How far it is."""
        return self.house.context.workshop.live(self.first)

    @property
    def people(self) -> tuple[Response, ...]:
        """Who takes part, in the order in which they came."""
        return tuple(sorted(self.house.context.workshop.responses(self.first), key=lambda each: each.started_at))

    @property
    def join_code(self) -> str:
        """The code on the screen, as it is kept."""
        assert self.first.join_code is not None
        return self.first.join_code

    def do(self, move: Callable[..., object], *args: Any, **named: Any) -> Desk:
        """Make a move of ``Workshop``; a second later every page knows."""
        move(self.house.context.workshop, self.first, *args, **named)
        self.later()
        return self

    def meanwhile(self, method: str, move: Callable[[], object]) -> None:
        """Make a move while a page is being drawn: when it asks the store for ``method`` the next time."""
        self.house.store.interrupted = {method: move}

    def later(self) -> None:
        """Let a second pass, so that everything is read anew."""
        self.house.clock.pass_seconds(1)

    def join(self, role: str = ROLES[0], unit: str = "", name: str = "") -> Begun:
        """Let somebody take part."""
        begun = self.house.context.workshop.join(self.first, role, unit, name)
        self.later()
        return begun

    def vote(self, begun: Begun | Response, raw: Mapping[str, Any], *, place: int = 0) -> None:
        """Answer questions of the questionnaire at a place, in the newest vote."""
        response = begun if not hasattr(begun, "response") else begun.response
        newest = self.live.round
        assert newest is not None
        for item_id, value in raw.items():
            answer = value if isinstance(value, Answer) else Answer("value", value)
            self.house.context.workflow.save(
                response.id, self.asked[place].questionnaire, item_id, answer, round_number=newest.number
            )
        self.later()

    def crowd(self, ballots: Sequence[Mapping[str, Any]], *, names: Sequence[str] = ()) -> list[Begun]:
        """Let a person join and vote for each ballot, in turns of the roles."""
        roles = self.first.roles or ("",)
        crowd = []
        for place, raw in enumerate(ballots):
            begun = self.join(roles[place % len(roles)], name=names[place] if names else "")
            self.vote(begun, raw)
            crowd.append(begun)
        return crowd

    def next(self, closes_at: datetime | None = None, *newer: Definition) -> Desk:
        """Close the wave and open the next one past the pages, with newer versions where they are given."""
        quarters = self.house.context.quarters
        self.do(Workshop.close)
        offer = quarters.offer(self.wave, newer)
        asked = tuple(each.newer or each.pinned for each in offer.questionnaires)
        following = quarters.open_next(self.wave, NextPlan(offer.label, closes_at, asked, self.first.invited))
        self.later()
        return Desk(self.house, self.key, newer or self.asked, following)

    def receipt(self, begun: Begun) -> Receipt:
        """Return what somebody's receipt says."""
        return self.house.context.workshop.receipt(self.first, begun.response.receipt)

    def phone(self) -> Screen:
        """Open the address of the QR code in a browser that was never here."""
        return Screen().open("join", code=self.join_code)

    def wall(self) -> Screen:
        """Open the projector's view."""
        return Screen().open("present", code=self.join_code)


def hold(
    house: House,
    *asked: Definition | str,
    mode: Mode = "anonymous",
    smallest: int = 5,
    invited: int | None = None,
    roles: tuple[str, ...] = ROLES,
    units: tuple[str, ...] = (),
    name: str = NAME,
) -> Desk:
    """Set up a workshop past the pages; on a small questionnaire unless others are given."""
    definitions = tuple(definition(each) if isinstance(each, str) else each for each in asked) or (SMALL,)
    plan = Plan(name, definitions, roles, units, mode, smallest, invited)
    made_up = house.context.workshop.set_up(plan)
    house.clock.pass_seconds(1)
    return Desk(house, made_up.organiser_code, definitions, made_up.wave)

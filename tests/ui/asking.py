"""Companies on a screen that ask others: a workshop or somebody alone, and the phones of those who are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.mirror import MirrorPlan
from assessments.workshop import Workshop
from tests.scoring.build import dimension, points
from tests.ui.build import HOSTILE, House, Screen, made, usable
from tests.ui.desk import Desk, hold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Wave
    from questionnaires.forms import Audience

TWINS = {"ask_customer": "Do they keep it?", "ask_front_line": "Do we keep it?"}
LOADED = made(
    dimension("promises", points("kept", **TWINS, dont_know="off"), points("told", **TWINS), points("cost")),
    title="Promises",
)
PROMISES = usable(LOADED)
LEADERS = [{"kept": 80 + place % 2, "told": 50 + place % 3, "cost": 10} for place in range(8)]
OTHERS = [{"kept": 40 + place % 2, "told": 50 + place % 3} for place in range(8)]
STRANGE = usable(
    made(
        dimension("d", points("one", label=HOSTILE, ask_customer=HOSTILE), title=HOSTILE),
        title=HOSTILE,
        short_title=HOSTILE,
    )
)


def room(house: House, *asked: Any, answers: Sequence[Mapping[str, Any]] = LEADERS, name: str = "Pumps") -> Desk:
    """Hold a workshop of eight who rate themselves, and reveal it."""
    desk = hold(house, *(asked or (PROMISES,)), roles=(), name=name).do(Workshop.start)
    desk.crowd(answers)
    return desk.do(Workshop.reveal)


def ask(house: House, wave: Wave, audience: Audience = "customer", name: str = "Pumps & Co") -> Desk:
    """Open a form past the pages."""
    forms = house.context.mirrors.forms(wave, audience)
    plan = MirrorPlan(audience, name, tuple(each.questionnaire.id for each in forms))
    mirror = house.context.mirrors.open(wave, plan)
    house.clock.pass_seconds(1)
    return Desk(house, "", forms, mirror)


def close(house: House, wave: Wave, audience: Audience = "customer") -> None:
    """Close a form past the pages."""
    house.context.mirrors.close(wave, audience)
    house.clock.pass_seconds(1)


def fill(screen: Screen, *values: int) -> Screen:
    """Answer the questions one after the other and press the last button."""
    for place, value in enumerate(values):
        (field,) = screen.at.number_input
        field.set_value(value)
        screen.run()
        screen.press("Done" if place == len(values) - 1 else "Next")
    return screen

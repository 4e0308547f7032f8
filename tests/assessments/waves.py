"""Teams and lone executives over several waves: a clock that is moved, and questionnaires with a newer version."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from assessments.next_wave import NextPlan
from assessments.plan import Plan
from assessments.quarters import Quarters
from assessments.workflow import Workflow
from assessments.workshop import Workshop
from questionnaires.loader import Definition, digest, parse
from questionnaires.values import Answer, option_ids
from storage.memory import MemoryStore
from tests.assessments.build import AT, STAGES, asked, definition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.model import Mode, Response, Wave

ASKED = asked(STAGES)
QUARTER = timedelta(days=91)
HOUR = timedelta(hours=1)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        """Stand at ``AT``."""
        self.now = AT

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta = HOUR) -> datetime:
        """Move on."""
        self.now += by
        return self.now


class Team:
    """A workshop whose organiser opens wave after wave."""

    def __init__(self, store: MemoryStore | None = None, mode: Mode = "anonymous", **own: Any) -> None:
        """Set up the first wave."""
        self.clock = Clock()
        self.store = store or MemoryStore()
        self.workshop = Workshop(self.store, self.clock)
        self.workflow = Workflow(self.store, self.clock)
        self.quarters = Quarters(self.store, self.clock)
        plan = {"definitions": (definition(STAGES),), "roles": ("Lead", "Front"), "units": ("North", "South"), **own}
        self.made = self.workshop.set_up(Plan("Pumps", mode=mode, **plan))
        self.wave: Wave = self.made.wave
        self.people: list[Response] = []

    def join(self, people: int) -> list[Response]:
        """Let people join the newest wave."""
        joined = [self.workshop.join(self.wave, "Lead", "North").response for _ in range(people)]
        self.people += joined
        return joined

    def answer(self, people: Sequence[Response], level: int = 0) -> None:
        """Let people answer the first question in the first vote."""
        value = option_ids(ASKED.items[0], ASKED)[level]
        for each in people:
            self.workflow.save(each.id, ASKED, ASKED.items[0].id, Answer(value=value))

    def hold(self, people: int = 5) -> list[Response]:
        """Hold the first vote of the newest wave and reveal it."""
        self.workshop.start(self.wave)
        joined = self.join(people)
        self.answer(joined)
        self.workshop.reveal(self.wave)
        return joined

    def next(self, **own: Any) -> Wave:
        """Close the newest wave and open the next one a quarter later."""
        self.workshop.close(self.wave)
        self.clock.move(QUARTER)
        plan = {
            "label": self.quarters.next_label(self.wave),
            "closes_at": None,
            "definitions": (definition(STAGES),),
            **own,
        }
        self.wave = self.quarters.open_next(self.wave, NextPlan(**plan))
        return self.wave


def changed() -> Definition:
    """Return the stages with a second version of its own.

    The second item has another id, the first another wording, the third is retired, and "teaming" is gone.
    """
    data = copy.deepcopy(dict(definition(STAGES).data))
    data["version"] = "9.0.0"
    first, second, third = data["dimensions"][0]["items"]
    first["ask"] = "What do you know?"
    second["id"], second["was"] = "asking", [second["id"]]
    third["retired"] = "9.0.0"
    data["dimensions"] = [each for each in data["dimensions"] if each["id"] != "teaming"]
    return Definition(parse(data), data, digest(data))

"""Builds a workshop with its people, over the store in memory and a clock that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.plan import Plan
from assessments.workflow import Begun, Workflow
from assessments.workshop import Receipt, SetUp, Workshop
from questionnaires.values import Answer
from storage.memory import MemoryStore
from tests.assessments.build import AT, STAGES, asked, definition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.model import Mode, Wave

ASKED = asked(STAGES)
FIRST, SECOND = ASKED.items[0], ASKED.items[1]


class Hall:
    """A workshop with its people."""

    def __init__(self, store: MemoryStore | None = None, mode: Mode = "anonymous", people: int = 0) -> None:
        """Set up a workshop and let people join."""
        self.store = store or MemoryStore()
        self.workshop = Workshop(self.store, lambda: AT)
        self.workflow = Workflow(self.store, lambda: AT)
        plan = Plan(" Pumps\x00", (definition(STAGES),), ("Lead", "Front"), ("North", "South"), mode, 5, 12)
        self.made: SetUp = self.workshop.set_up(plan)
        self.wave: Wave = self.made.wave
        self.people: list[Begun] = []
        self.join(people)

    def join(self, people: int) -> None:
        """Let more people join."""
        self.people += [self.workshop.join(self.wave, "Lead", "North", "Ada") for _ in range(people)]

    def vote(self, people: Sequence[int], level: int = 0, *, number: int = 1, item: Any = FIRST) -> None:
        """Let people answer an item."""
        for each in people:
            value = item.options[level].id
            self.workflow.save(self.people[each].response.id, ASKED, item.id, Answer(value=value), round_number=number)

    def revealed(self, people: int = 5) -> Hall:
        """Hold the first vote."""
        self.join(people)
        self.workshop.start(self.wave)
        self.vote(range(people))
        self.workshop.reveal(self.wave)
        return self

    def receipt(self, person: int) -> Receipt:
        """Look up what counts of somebody."""
        return self.workshop.receipt(self.wave, self.people[person].response.receipt)

    @property
    def now(self) -> tuple[str, str, int]:
        """The screen, the state of the newest round, and the number of batches."""
        live = self.workshop.live(self.wave)
        return live.screen, live.round.state if live.round else "", len(live.batches)

"""Companies with a form for others: who answers what, past the pages; a minute later whoever comes next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from assessments.mirror import MirrorPlan, Mirrors
from assessments.plan import Plan
from assessments.workflow import Workflow
from assessments.workshop import Workshop
from questionnaires.loader import Definition, digest, parse
from questionnaires.values import Answer
from storage.memory import MemoryStore
from tests.assessments.waves import Clock
from tests.scoring.build import SCALES, SOURCE, dimension, points

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.mirror_model import MirrorRow, MirrorView
    from assessments.model import Mode, Response, Wave
    from questionnaires.forms import Audience

MINUTE = timedelta(minutes=1)
BOTH = {"ask_customer": "As a customer?", "ask_front_line": "As you see it?"}


def twin(item_id: str, **rest: Any) -> dict[str, Any]:
    """Return an item whose answer, 0 to 100, is its points, with both twins unless others are said."""
    return points(item_id, **(rest or BOTH))


def defined(*dimensions: dict[str, Any], **rest: Any) -> Definition:
    """Return a questionnaire as it would be read from a file."""
    data: dict[str, Any] = {
        "id": "sample",
        "version": "1.0.0",
        "title": "A sample",
        "short_title": "Sample",
        "for": ["anybody"],
        "minutes": 1,
        "purpose": "To test.",
        "decision": "Whether it works.",
        "source": SOURCE,
        "scales": SCALES,
        "dimensions": list(dimensions),
        **rest,
    }
    return Definition(parse(data), data, digest(data))


# Two questions about promises have twins, one has none; one about warmth has one for the front line only.
PROMISES = defined(
    dimension("promises", twin("kept"), twin("told"), points("cost")),
    dimension("warmth", twin("greeted", ask_front_line="As you see it?"), twin("thanked")),
)
# Everything by hand stands in tests/assessments/test_mirror_view.py.
LEADERS = [{"kept": kept, "told": told, "cost": 0, "thanked": 60} for kept, told in zip(
    (80, 80, 80, 90, 70, 80), (50, 60, 40, 50, 50, 50), strict=True
)]  # fmt: skip
FRONT = [{"kept": kept, "told": 50, "greeted": 90, "thanked": 60} for kept in (70, 70, 70, 70, 60, 80, 70, 70)]
CUSTOMERS = [
    {"kept": kept, "told": told, "thanked": thanked}
    for kept, told, thanked in zip(
        (40, 50, 60, 50, 50, 40, 60, 50, 50, 50),
        (50, 40, 60, 50, 50, 40, 50, 60, 50, 50),
        (60, 70, 50, 60, 60, 70, 50, 60, 60, 60),
        strict=True,
    )
]


class Company:
    """A company that answers a questionnaire, in a workshop or alone, and asks others."""

    def __init__(self, *asked: Definition, store: MemoryStore | None = None) -> None:
        """Begin with nobody's answers."""
        self.asked = asked or (PROMISES,)
        self.store = store or MemoryStore()
        self.clock = Clock()
        self.workshop = Workshop(self.store, self.clock)
        self.workflow = Workflow(self.store, self.clock)
        self.mirrors = Mirrors(self.store, self.clock)

    def room(self, answers: Sequence[Mapping[str, Any]] = LEADERS, mode: Mode = "anonymous") -> Wave:
        """Hold a workshop whose people answer, reveal it, and return its wave."""
        wave = self.workshop.set_up(Plan("Imaginary Pumps", self.asked, mode=mode)).wave
        self.workshop.start(wave)
        self.answer(wave, answers)
        if answers:
            self.workshop.reveal(wave)
        return self.workshop.current(wave)

    def alone(self, answers: Mapping[str, Any], *, submit: bool = True) -> Wave:
        """Let one person answer, and return the wave."""
        response = self.workflow.begin("Imaginary Pumps").response
        for each in self.asked:
            self.workflow.take_up(response, each)
        self._save(response, answers)
        if submit:
            self.workflow.submit(response, self.asked[0].questionnaire.id)
        return self.workflow.names(response)[1]

    def open(self, wave: Wave, audience: Audience = "customer", **own: Any) -> Wave:
        """Open a form for others and return its wave."""
        self.clock.move(MINUTE)
        ids = tuple(each.questionnaire.id for each in self.mirrors.forms(wave, audience))
        return self.mirrors.open(
            wave, MirrorPlan(**{"audience": audience, "name": "Pumps & Co", "questionnaires": ids, **own})
        )

    def answer(self, wave: Wave, answers: Sequence[Mapping[str, Any]]) -> list[Response]:
        """Let a person join a live wave for each mapping of item id to value."""
        people = []
        for each in answers:
            people.append(self.workshop.join(wave).response)
            self._save(people[-1], each)
        return people

    def ask(self, wave: Wave, answers: Sequence[Mapping[str, Any]], audience: Audience = "customer") -> Wave:
        """Open a form, let others answer it, and close it."""
        mirror = self.open(wave, audience)
        self.answer(mirror, answers)
        self.clock.move(MINUTE)
        self.mirrors.close(wave, audience)
        return self.workshop.current(mirror)

    def _save(self, response: Response, answers: Mapping[str, Any]) -> None:
        asked = self.asked[0].questionnaire
        for item_id, value in answers.items():
            given = value if isinstance(value, Answer) else Answer("value", value)
            self.workflow.save(response.id, asked, item_id, given)


def row(rows: Sequence[MirrorRow], title: str) -> MirrorRow:
    """Return the row of this title."""
    (found,) = [each for each in rows if each.title == title]
    return found


def shown(view: MirrorView, title: str) -> dict[str, tuple[int | None, int | None, int | None, str]]:
    """Return side to points, range and people of a dimension or a question."""
    figures = row((*view.dimensions, *view.items), title).figures
    return {side: (each.points, each.low, each.high, each.people) for side, each in figures.items()}

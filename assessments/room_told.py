"""The words around a room's result: what page and file say of its figures, its dissent and its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.room_words import NO_ROLES, no_gap
from scoring.gaps import NextStep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.model import Mode, Wave
    from assessments.room_model import Course, Figure, RoomDimension, RoomItem, RoomResult, RoomView

SURE = "How sure this is"
AGREES = "Where the room agrees"
STEPS_TITLE = "What to do next"
CONTESTED = "What was contested"
RECORDED = "Dissent is recorded here, not averaged away."
NOT_CONTESTED = "Nothing was: on no question did the room fall apart, as far as that may be shown."
EVERY = "Every question, most disagreement first"
SAME_FIGURE = "The same figure, asked of several people"
RULES = "What is shown and what is not"
FIRST = 3  # steps
WRITTEN: dict[Mode, str] = {
    "anonymous": "In alphabetical order, without names.",
    "open": "In alphabetical order. Names are not listed here; as this workshop is open, they need not stay unknown.",
}
COURSES: dict[Course, str] = {
    "settled": "Settled by the second vote",
    "roles": "Agreed, but the roles differ",
    "stayed": "Contested, and stayed so",
    "unclear": "Voted on again, without a clear answer",
    "held": "Voted on again, result withheld",
    "open": "Not voted on again",
}
OPEN_RULES = "This workshop was open: its people were told that their answers may be seen, and agreed by joining."
MEASURE = (
    "Agreement is measured from six people on: by the average distance from the middle answer, and by how much "
    "less the answers vary than answers at random. “Polarised” means that at least 30 % stand at either end."
)


def result_of(label: str) -> str:
    """Name the result of a wave, for example on the button that leads to it."""
    return f"Result of {label}"


def answered_by(result: RoomResult, people: str) -> str:
    """Say what was asked and who answered; ``people`` comes with its noun."""
    return f"{result.questionnaire.short_title}, answered by {people}."


def overall(result: RoomResult) -> str:
    """Return the overall figure with its range; empty without one."""
    figure = result.overall
    if figure.points is None:
        return ""
    reach = f" (range {figure.low} to {figure.high})" if figure.low is not None else ""
    return f"{figure.points} of 100{reach} over all dimensions."


def figure_text(figure: Figure) -> str:
    """Return a figure with its range, or why there is none."""
    if figure.points is None:
        return figure.why
    if figure.low is None or figure.high is None:
        return f"{figure.points}"
    return f"{figure.points}, range {figure.low} to {figure.high}"


def agreement_rows(result: RoomResult) -> list[dict[str, str]]:
    """Return how far the room agrees in each dimension as a table; without roles where there are none to compare."""
    roles = _roles(result.dimensions)
    return [
        {
            "Dimension": each.dimension.title,
            "Score": figure_text(each.figure),
            "Agreement": each.words or "too few for a measure",
            **({"Roles": roles[place]} if roles else {}),
        }
        for place, each in enumerate(result.dimensions)
    ]


def _roles(rows: Sequence[RoomDimension | RoomItem]) -> list[str]:
    """Return what is said of the roles row by row; nothing where no row has two roles to compare."""
    said = [each.gap or no_gap(each.groups) for each in rows]
    return said if any(each != NO_ROLES for each in said) else []


def contested(view: RoomView) -> list[tuple[str, list[RoomItem]]]:
    """Return what was contested, each course under its title."""
    grouped = ((title, [each for each in view.contested if each.course == course]) for course, title in COURSES.items())
    return [(title, items) for title, items in grouped if items]


def contested_rows(items: Sequence[RoomItem]) -> list[dict[str, str]]:
    """Return contested questions as a table; without roles where there are none to compare.

    Where they are of several questionnaires, each number has its questionnaire before it.
    """
    several = len({each.questionnaire.id for each in items}) > 1
    again, roles = any(each.shift for each in items), _roles(items)
    return [
        {
            "Question": f"{f'{each.questionnaire.short_title} ' if several else ''}{each.number}. {each.item.ask}",
            "Agreement": each.now.words,
            **({"Second vote": each.shift} if again else {}),
            **({"Roles": roles[place]} if roles else {}),
        }
        for place, each in enumerate(items)
    ]


def rules(wave: Wave) -> str:
    """Say what is shown of a wave and what is not."""
    if wave.mode == "open":
        return OPEN_RULES
    return (
        f"Nothing is shown about fewer than {wave.smallest_group} people, nor anything from which it could be "
        "worked out; distributions and comments need eight. Averages are rounded, and small numbers of people are "
        "given as a range."
    )


def next_steps(result: RoomResult) -> tuple[NextStep, ...]:
    """Return what the lowest dimensions of a room lead on to, as far as their averages may be shown."""
    shown = sorted((each for each in result.dimensions if each.stage), key=lambda each: each.figure.points or 0)
    found = (_step(result, each) for each in shown)
    return tuple(each for each in found if each is not None)[:FIRST]


def _step(result: RoomResult, room: RoomDimension) -> NextStep | None:
    stage = next(each for each in result.questionnaire.stages if each.title == room.stage)
    text = room.dimension.next_steps.get(stage.id)
    reason = f"The average is {room.figure.points} of 100, nearest to the stage “{stage.title}”."
    return None if text is None else NextStep(room.dimension.id, room.dimension.title, text, reason)

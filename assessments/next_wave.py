"""What the next wave of an assessment takes over from the last one, what may be chosen anew, and what may be wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessments.labels import same, tidy
from assessments.model import Pinned
from assessments.plan import Plan, problems
from assessments.workflow import as_answered, as_pinned
from questionnaires.forms import FormError, in_the_form_of
from questionnaires.loader import Definition
from questionnaires.versions import Versions, compare

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from assessments.model import Importance, Target, Wave
    from assessments.ports import Store


@dataclass(frozen=True, slots=True)
class NextPlan:
    """The next wave of a workshop as the organiser wants it; everything else is as it was last time.

    Attributes:
        closes_at: When it closes by itself; until then people answer when they like. None for a workshop.
        definitions: What is asked: what was pinned last time, or a newer version of it, or something else.
        invited: How many people were asked to take part; None where nobody counted.
    """

    label: str
    closes_at: datetime | None
    definitions: tuple[Definition | Pinned, ...]
    invited: int | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """One questionnaire of the last wave.

    Attributes:
        pinned: As it was asked last time.
        newer: As it would be asked today; None where nothing has changed, or the questionnaire is gone.
        versions: Both side by side; None where there is nothing newer.
    """

    pinned: Pinned
    newer: Definition | None
    versions: Versions | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What opening the next wave would take over.

    Attributes:
        label: What it would be called.
        last: The last wave, with the mode, the smallest group, the roles, the units and the number invited.
        questionnaires: What was asked.
        targets: Those of the last wave.
        importance: What was said of it for the last wave.
    """

    label: str
    last: Wave
    questionnaires: tuple[Offered, ...]
    targets: tuple[Target, ...]
    importance: tuple[Importance, ...]


def offered(pinned: Pinned, definitions: Sequence[Definition]) -> Offered:
    """Compare what was asked with what is available today; the digest decides whether it differs."""
    newer = newest(pinned, definitions)
    if newer is None or newer.digest == pinned.digest:
        return Offered(pinned, None, None)
    return Offered(pinned, newer, compare(as_answered(pinned), newer.questionnaire))


def newest(pinned: Pinned, definitions: Sequence[Definition]) -> Definition | None:
    """Return the questionnaire as it is available today, in the form that was asked; None where it is not."""
    whole = next((each for each in definitions if each.questionnaire.id == pinned.questionnaire_id), None)
    try:
        return whole and in_the_form_of(whole, as_answered(pinned))
    except FormError:
        return None


def next_problems(plan: NextPlan, last: Wave, labels: Collection[str], at: datetime) -> tuple[str, ...]:
    """Return what is wrong with the plan of a wave at a time, as sentences; empty where nothing is.

    Args:
        plan: What the organiser wants.
        last: The wave before.
        labels: Those of all waves so far.
        at: The time.
    """
    found = []
    if not tidy(plan.label):
        found.append("Give the next wave a label, for example its quarter.")
    if same(tidy(plan.label), labels):
        found.append(f"There is a wave called “{tidy(plan.label)}” already: give this one its own label.")
    full = Plan(
        "",
        tuple(_definition(each) for each in plan.definitions),
        last.roles,
        last.units,
        last.mode,
        last.smallest_group,
        plan.invited,
        plan.label,
        plan.closes_at,
    )
    return (*found, *problems(full, at))


def pinned_of(each: Definition | Pinned) -> Pinned:
    """Return a definition as it is kept with a wave."""
    return each if isinstance(each, Pinned) else as_pinned(each)


def still_aimed(
    store: Store, last: Wave, pinned: Sequence[Pinned]
) -> tuple[tuple[Target, ...], tuple[Importance, ...]]:
    """Return the targets and the importance of a wave that go on to hold for what is asked next.

    A target goes on where the new version has its dimension, importance where it has it at the top level.
    """
    targets: list[Target] = []  # whenever they were set: that was before the next result is shown
    importance: list[Importance] = []
    for each in pinned:
        asked = as_answered(each)
        names = {"", *(dimension.id for dimension in asked.walk())}
        top = {dimension.id for dimension in asked.dimensions}
        targets += [
            replace(kept, before_result=True)
            for name, kept in store.targets(last.id, asked.id).items()
            if name in names
        ]
        importance += [
            replace(kept, before_result=True)
            for name, kept in store.importance(last.id, asked.id).items()
            if name in top
        ]
    return tuple(targets), tuple(importance)


def _definition(each: Definition | Pinned) -> Definition:
    return Definition(as_answered(each), each.data, each.digest) if isinstance(each, Pinned) else each

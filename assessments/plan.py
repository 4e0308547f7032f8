"""What an organiser decides before a workshop, and everything that may be wrong with it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from assessments.errors import AssessmentError
from assessments.labels import tidy
from questionnaires.items import Agenda

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from assessments.model import Mode, Wave
    from questionnaires.loader import Definition

FEWEST, MOST = 3, 50  # the smallest group that may be shown in an anonymous wave
DEFAULT_GROUP = 5
MOST_GROUPS = 6
LABEL_LIMIT = 40
MOST_INVITED = 10_000
PAST = "The closing time is not in the future: choose a later one, or none."
LONGEST_OPEN = timedelta(days=366)
FAR = "The closing time lies more than a year ahead: choose an earlier one, or none."
MOST_SEATS = 500  # where nobody counted how many were invited
SPARE_SHARE, SPARE_LEAST = 0.2, 5  # seats beyond the number invited: for phones that were changed, and for guests


class PlanError(AssessmentError):
    """A plan that cannot be carried out.

    Attributes:
        problems: Sentences that say what is wrong and how to mend it.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        """Create the error with its sentences."""
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Plan:
    """A workshop as the organiser wants it.

    Attributes:
        name: The company or team.
        roles: What participants choose from; coarse. Empty where roles are not asked.
        units: The same for departments or sites.
        smallest_group: The fewest people anything is shown about; only in an anonymous wave.
        invited: How many people were asked to take part; None where nobody counted.
        label: What the wave is called; empty for the quarter it is held in.
        closes_at: When it closes by itself; until then people answer when they like. None for a workshop.
    """

    name: str
    definitions: tuple[Definition, ...]
    roles: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    mode: Mode = "anonymous"
    smallest_group: int = DEFAULT_GROUP
    invited: int | None = None
    label: str = ""
    closes_at: datetime | None = None


def fits_a_room(definition: Definition) -> bool:
    """Say whether many people can vote on a questionnaire at once; an agenda is filled in by one observer."""
    return not any(isinstance(item, Agenda) for item in definition.questionnaire.items)


def seats(invited: int | None) -> int:
    """Return how many people may take part at most, by the number invited; None where nobody counted."""
    return MOST_SEATS if invited is None else invited + max(SPARE_LEAST, math.ceil(SPARE_SHARE * invited))


def invited_problems(invited: int | None, wave: Wave) -> list[str]:
    """Return what is wrong with another number of people invited to a wave that is open."""
    fewest = fewest_invited(wave)
    if invited is not None and fewest <= invited <= MOST_INVITED:
        return []
    return [f"The number invited can be raised, not lowered: give one between {fewest} and {MOST_INVITED}."]


def fewest_invited(wave: Wave) -> int:
    """Return the smallest number that may be said to be invited to a wave that is open."""
    return max(wave.invited or 1, wave.smallest_group)


def listed(text: str) -> tuple[str, ...]:
    """Return the lines or comma-separated parts of a typed list, without empty ones."""
    parts = text.replace(",", "\n").splitlines()
    return tuple(part.strip() for part in parts if part.strip())


def problems(plan: Plan, at: datetime) -> tuple[str, ...]:
    """Return what is wrong with a plan at a time, as sentences; empty where nothing is."""
    found = _questionnaire_problems(plan.definitions)
    for what, names in (("roles", plan.roles), ("units", plan.units)):
        found += _list_problems(what, names)
    if plan.mode == "anonymous":
        if not FEWEST <= plan.smallest_group <= MOST:
            found.append(f"The smallest group shown lies between {FEWEST} and {MOST} people.")
        elif plan.invited is not None and plan.invited < plan.smallest_group:
            found.append(
                f"Of {plan.invited} people invited, a smallest group of {plan.smallest_group} would never be reached. "
                "Lower it, or hold an open workshop."
            )
    if plan.invited is not None and not 1 <= plan.invited <= MOST_INVITED:
        found.append(f"The number invited lies between 1 and {MOST_INVITED}; leave it empty where nobody counted.")
    if len(tidy(plan.label)) > LABEL_LIMIT:
        found.append(f"The label has more than {LABEL_LIMIT} characters: shorten it.")
    found += closing_problems(plan.closes_at, at)
    return tuple(found)


def closing_problems(closes_at: datetime | None, at: datetime) -> list[str]:
    """Return what is wrong with a closing time that is set at some time."""
    if closes_at is None or at < closes_at <= at + LONGEST_OPEN:
        return []
    return [PAST if closes_at <= at else FAR]


def _questionnaire_problems(definitions: tuple[Definition, ...]) -> list[str]:
    found = []
    if not definitions:
        found.append("Choose at least one questionnaire.")
    if len({each.questionnaire.id for each in definitions}) < len(definitions):
        found.append("A questionnaire was chosen twice: leave one of the two out.")
    unfit = [each.questionnaire.short_title for each in definitions if not fits_a_room(each)]
    if unfit:
        found.append(f"{' and '.join(unfit)}: an agenda is filled in by one observer, not voted on. Leave it out.")
    return found


def _list_problems(what: str, names: tuple[str, ...]) -> list[str]:
    found = []
    if not all(name.strip() for name in names):
        found.append(f"One of the {what} has no name: give it one, or leave it out.")
    if len(names) == 1:
        found.append(f"One of the {what} alone divides nobody: give at least two {what}, or none.")
    if len(names) > MOST_GROUPS:
        found.append(f"{len(names)} {what} are too many to stay unrecognised: give at most {MOST_GROUPS}.")
    if len({name.casefold() for name in names}) < len(names):
        found.append(f"Two of the {what} have the same name: give each its own.")
    if any(len(name) > LABEL_LIMIT for name in names):
        found.append(f"One of the {what} has a name of more than {LABEL_LIMIT} characters: shorten it.")
    return found

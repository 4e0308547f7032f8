"""One side of a mirror: what may be shown of its answers to some questions, and what a difference may be judged by."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from assessments.anonymity import Level, shown_n, shown_points
from assessments.looks import rules_of
from assessments.room_figures import figure
from assessments.room_hall import Hall, hall_of, whole_of
from assessments.room_model import Figure
from assessments.room_scores import revealed, stands_at, whole_shown
from assessments.room_words import nothing
from scoring.sheet import sheet
from scoring.tree import COVERAGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.quarter import Quarter
    from assessments.room_hall import Sight
    from questionnaires.model import Questionnaire
    from questionnaires.values import Answer

NOT_ANSWERED = "You gave no answer here that carries points."
NOT_SUBMITTED = "Submit your own answers first, so that those of others cannot steer them."


@dataclass(frozen=True, slots=True)
class Measured:
    """One side's figure, with the points behind it.

    Attributes:
        points: One figure per person, to be judged by and never shown; empty where no word about a difference may be
            said.
        level: What may be shown of these people.
        alone: Whether it is one person's answer, which stands for nobody else's.
    """

    figure: Figure
    points: tuple[float, ...]
    level: Level
    alone: bool = False


class Answers(Protocol):
    """One side's answers to one questionnaire."""

    def measured(self, items: Sequence[str]) -> Measured:
        """Return the mean over questions, each person's over those that he or she gave a value to."""


class RoomAnswers:
    """Those of a live wave, as they were revealed."""

    def __init__(self, hall: Hall) -> None:
        """Take what was revealed of one questionnaire."""
        self._hall = hall

    def measured(self, items: Sequence[str]) -> Measured:
        """Return the mean as the rules of the wave allow it; who has too few values has no figure."""
        hall, means = self._hall, partial(_means, items=items)
        releases = hall.releases(items, means)
        at = stands_at(hall, [hall.questionnaire.item_by_id[each] for each in items], releases)
        own, shown = means(hall.sights[at]), whole_of(releases[at])
        points = tuple(own[each] for each in sorted(own))
        found = figure(points, shown, hall.rules, invited=hall.invited)
        tells = shown.level >= Level.WORD and found.points is not None
        return Measured(found, points if tells else (), shown.level)


class LoneAnswers:
    """Those of somebody who answers alone."""

    def __init__(self, questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> None:
        """Take what was asked and answered."""
        cells = sheet(questionnaire, [answers])
        self._points = dict(zip(cells.items, cells.points[0].tolist(), strict=True))

    def measured(self, items: Sequence[str]) -> Measured:
        """Return the mean of one person: a figure without an interval."""
        mean = mean_of([self._points[each] for each in items])
        if mean is None:
            return Measured(Figure(None, None, None, "", NOT_ANSWERED), (), Level.HIDDEN, alone=True)
        return Measured(Figure(shown_points(mean), None, None, "1"), (mean,), Level.DISTRIBUTION, alone=True)


def why_nothing(quarter: Quarter) -> str:
    """Return why nothing of a wave can be compared yet; empty where something can."""
    if quarter.live is None:
        return "" if any(each.submitted for each in quarter.responses) else NOT_SUBMITTED
    batches = revealed(quarter.live)
    if not batches:
        return nothing(rules_of(quarter.wave).fewest, closed=quarter.wave.state == "closed")
    shown = whole_shown(quarter.wave, batches, quarter.responses)
    return shown.why if shown.level is Level.HIDDEN else ""


def people_of(quarter: Quarter) -> str:
    """Return how many answered, as it may be read, where something of the wave can be compared."""
    if quarter.live is None:
        return "1"
    shown = whole_shown(quarter.wave, revealed(quarter.live), quarter.responses)
    return shown_n(len(shown.members), rules_of(quarter.wave))


def answers_to(quarter: Quarter, questionnaire: Questionnaire) -> Answers | None:
    """Return a side's answers to a questionnaire, where something of the wave can be compared.

    None where somebody who answers alone has not submitted it.
    """
    if quarter.live is not None:
        batches = revealed(quarter.live)
        return RoomAnswers(hall_of(questionnaire, quarter.wave, batches, quarter.responses, quarter.votes))
    for response in quarter.responses:
        if questionnaire.id in response.submitted:
            own = (vote for vote in quarter.votes if vote.questionnaire_id == questionnaire.id)
            return LoneAnswers(questionnaire, {vote.item_id: vote.saved.answer for vote in own})
    return None


def mean_of(points: Sequence[float]) -> float | None:
    """Return the mean of a person's points, NaN where there are none; None where too few questions have any.

    The share that is needed is that of a dimension; ``measurement.md`` 3.2.
    """
    there = [each for each in points if not math.isnan(each)]
    if not there or len(there) < COVERAGE * len(points) - 1e-9:
        return None
    return math.fsum(there) / len(there)


def _means(sight: Sight, *, items: Sequence[str]) -> dict[str, float]:
    """Return respondent to mean, for those who have one."""
    own = {
        person: mean_of([sight.points.get(each, {}).get(person, math.nan) for each in items]) for person in sight.order
    }
    return {person: mean for person, mean in own.items() if mean is not None}

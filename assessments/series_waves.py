"""The waves of a series: which of them have a result, and what may be shown of each, as its own page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessments.anonymity import Level, shown_n
from assessments.model import Batch
from assessments.room_hall import hall_of
from assessments.room_model import Figure
from assessments.room_scores import Placed, Scored, revealed, scored, whole_shown
from assessments.series_model import WaveMark
from scoring.group import OVERALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.anonymity import Shown
    from assessments.quarter import Quarter
    from assessments.room_hall import Hall
    from questionnaires.model import Questionnaire

NOT_ASKED = "This was not asked then."


@dataclass(frozen=True, slots=True)
class Measured:
    """One wave that has a result.

    Attributes:
        questionnaire: In the version that was asked.
        batches: What counts. The answers of somebody alone are one batch, which counts since they were submitted.
        hall: Everybody's answers as they count.
        whole: What may be shown of everybody who counts.
        scores: As they may be shown.
    """

    quarter: Quarter
    questionnaire: Questionnaire
    batches: tuple[Batch, ...]
    hall: Hall
    whole: Shown
    scores: Scored

    @property
    def label(self) -> str:
        """What the wave is called."""
        return self.quarter.wave.label

    @property
    def alone(self) -> bool:
        """Whether one person answers alone, without a room."""
        return self.quarter.live is None

    @property
    def people(self) -> str:
        """How many count, as it may be read; empty where nothing may be shown."""
        return "" if self.whole.level is Level.HIDDEN else shown_n(len(self.whole.members), self.hall.rules)

    @property
    def mark(self) -> WaveMark:
        """The wave on the time axis."""
        hidden = self.whole.level is Level.HIDDEN
        return WaveMark(
            wave_id=self.quarter.wave.id,
            label=self.label,
            at=self.batches[-1].counted_at,
            people=self.people,
            version=self.questionnaire.version,
            why=self.whole.why if hidden else "",
        )

    def placed(self, key: str) -> Placed | None:
        """Return one score; None where the version has no such dimension at the top."""
        return placed_in(self.scores, key)

    def figure(self, key: str) -> Figure:
        """Return one score as it may be shown."""
        found = self.placed(key)
        if self.whole.level is Level.HIDDEN:
            return Figure(None, None, None, "", self.whole.why)
        return Figure(None, None, None, "", NOT_ASKED) if found is None else found.figure


def placed_in(scores: Scored, key: str) -> Placed | None:
    """Return one score of several; None where there is no such dimension at the top."""
    if key == OVERALL:
        return scores.overall
    return next((each for each in scores.dimensions if each.key == key), None)


def measured(quarters: Sequence[Quarter], questionnaire_id: str) -> tuple[Measured, ...]:
    """Return the waves that have a result for a questionnaire, oldest first."""
    found = (_measured(each, asked) for each in quarters for asked in each.asked if asked.id == questionnaire_id)
    return tuple(each for each in found if each is not None)


def has_result(quarter: Quarter, questionnaire_id: str) -> bool:
    """Say whether a wave has a result for a questionnaire that it was asked."""
    return bool(_batches(quarter, questionnaire_id))


def _measured(quarter: Quarter, questionnaire: Questionnaire) -> Measured | None:
    batches = _batches(quarter, questionnaire.id)
    if not batches:
        return None
    hall = hall_of(questionnaire, quarter.wave, batches, quarter.responses, quarter.votes)
    whole = whole_shown(quarter.wave, batches, quarter.responses)
    return Measured(quarter, questionnaire, batches, hall, whole, scored(hall))


def _batches(quarter: Quarter, questionnaire_id: str) -> tuple[Batch, ...]:
    if quarter.live is not None:
        return tuple(revealed(quarter.live))
    given = ((each.id, each.submitted.get(questionnaire_id)) for each in quarter.responses)
    alone = [Batch(1, 1, frozenset({person}), at) for person, at in given if at is not None]
    return tuple(replace(each, number=number) for number, each in enumerate(alone, start=1))

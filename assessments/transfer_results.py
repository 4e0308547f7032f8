"""The figures of a whole assessment: of every lone answer, every room and the waves together, without a store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessments.figures import figures_of_result, figures_of_room, figures_of_series
from assessments.figures_counted import figures_counted
from assessments.quarter import Quarter
from assessments.room import room_view
from assessments.series import questionnaires_in, series_view
from assessments.views import result_view
from assessments.workflow import as_answered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from assessments.figures import Stated, Value
    from assessments.kept import Kept, KeptWave
    from assessments.model import Saved, Target
    from assessments.views import ResultView
    from questionnaires.model import Questionnaire

Figures = dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Results:
    """What a file states: name to value, by what it is stated of.

    Attributes:
        responses: Response id to the results of somebody who answers alone.
        waves: Wave id to what may be shown of a room.
        counted: Wave id to the same of all answers that count, unrounded; only where the file holds the answers.
        series: What may be shown over the waves.
    """

    responses: Mapping[str, Figures]
    waves: Mapping[str, Figures]
    counted: Mapping[str, Figures]
    series: Figures


def results_of(kept: Kept, withheld: Collection[str] = ()) -> Results:
    """Work out everything that a file states of an assessment.

    Args:
        kept: The assessment with all answers that there are.
        withheld: Ids of waves whose answers the file does not hold.
    """
    parsed: dict[str, Questionnaire] = {}
    quarters = [_quarter(each, parsed) for each in kept.waves]
    responses: dict[str, Figures] = {}
    waves: dict[str, Figures] = {}
    counted: dict[str, Figures] = {}
    for each, quarter in zip(kept.waves, quarters, strict=True):
        if each.live is None:
            for person, views in _alone(each, quarter.asked).items():
                responses[person] = _flat(figure for view in views for figure in figures_of_result(view))
            continue
        room = room_view(each.wave, each.live, quarter.asked, quarter.responses, each.votes)
        waves[each.wave.id] = _flat(figures_of_room(room))
        if each.wave.id not in withheld:
            counted[each.wave.id] = _flat(figures_counted(each.live, quarter.asked, each.votes))
    over = [series_view(quarters, asked.id) for asked in questionnaires_in(quarters)]
    return Results(responses, waves, counted, _flat(figure for view in over for figure in figures_of_series(view)))


def _flat(figures: Iterable[Stated]) -> Figures:
    return {each.name: each.value for each in figures}


def _quarter(each: KeptWave, parsed: dict[str, Questionnaire]) -> Quarter:
    for pinned in each.definitions:
        if pinned.digest not in parsed:
            parsed[pinned.digest] = as_answered(pinned)
    return Quarter(
        each.wave,
        each.live,
        tuple(parsed[pinned.digest] for pinned in each.definitions),
        tuple(own.response for own in each.responses),
        each.votes,
        {pinned.questionnaire_id: _targets(each, pinned.questionnaire_id) for pinned in each.definitions},
    )


def _targets(each: KeptWave, questionnaire_id: str) -> dict[str, Target]:
    """Return dimension id to target, as a database gives it back: 70.0 for 70."""
    own = [target for target in each.targets if target.questionnaire_id == questionnaire_id]
    return {target.dimension_id: replace(target, value=float(target.value)) for target in own}


def _alone(each: KeptWave, asked: Iterable[Questionnaire]) -> dict[str, list[ResultView]]:
    """Return response id to the results that its owner has seen: those of the questionnaires that were submitted."""
    given: dict[tuple[str, str], dict[str, Saved]] = {}
    for vote in each.votes:
        given.setdefault((vote.response_id, vote.questionnaire_id), {})[vote.item_id] = vote.saved
    digests = {pinned.questionnaire_id: pinned.digest for pinned in each.definitions}

    def views(person: str, submitted: Mapping[str, object]) -> Iterator[ResultView]:
        for questionnaire in asked:
            if questionnaire.id in submitted:
                yield result_view(
                    questionnaire,
                    given.get((person, questionnaire.id), {}),
                    _targets(each, questionnaire.id),
                    submitted_at=None,
                    digest=digests[questionnaire.id],
                )

    own = [kept.response for kept in each.responses]
    return {response.id: list(views(response.id, response.submitted)) for response in own}

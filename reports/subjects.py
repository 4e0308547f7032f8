"""What is to be taken along, read through the use cases: a lone result, a room, or an assessment over its waves.

The pages and the command line both make files of what is returned here, so that both hold the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assessments.order import ordered
from assessments.room import room_view
from assessments.series import series_view
from assessments.views import result_view
from assessments.workflow import as_answered
from charts.naming import people
from reports.about import About, Pinned
from reports.brand import Brand
from reports.formats import Subject
from reports.given import given_alone, given_in

if TYPE_CHECKING:
    from datetime import datetime

    from assessments import model
    from assessments.model import Assessment, Response, Wave
    from assessments.quarters import Quarters
    from assessments.room_model import RoomView
    from assessments.series_model import SeriesView
    from assessments.workflow import Workflow
    from assessments.workshop import Workshop
    from benchmarks.model import Benchmark

    Taken = tuple[Subject, About]

ALONE = "1 person"


@dataclass(frozen=True, slots=True)
class Dress:
    """What a file is dressed in.

    Attributes:
        at: When it is made, with the time zone of whoever reads it.
        benchmarks: Figures of others from which those that may be named are chosen.
        brand: The logo and the colour of whoever hands it over.
    """

    at: datetime
    benchmarks: tuple[Benchmark, ...] = ()
    brand: Brand = field(default_factory=Brand)


def of_result(workflow: Workflow, response: Response, questionnaire_id: str, dress: Dress) -> Taken | None:
    """Return the result of somebody who answers alone; None where it was not submitted, or of a seat in a workshop.

    Raises:
        UnknownResponseError: There is no such response.
    """
    now = workflow.current(response.id)
    submitted = now.submitted.get(questionnaire_id)
    assessment, wave = workflow.names(now)
    if submitted is None or wave.join_code is not None:
        return None
    pinned = workflow.taken_up(now)[questionnaire_id]
    kept = workflow.answers(now.id, questionnaire_id)
    view = result_view(
        as_answered(pinned),
        kept,
        workflow.targets(now, questionnaire_id),
        submitted_at=submitted,
        digest=pinned.digest,
    )
    subject = Subject(view, (given_alone(now, questionnaire_id, kept),))
    return subject, _about(assessment.name, wave.label, dress, ALONE, (pinned,))


def of_room(workshop: Workshop, wave: Wave, dress: Dress, view: RoomView | None = None) -> Taken:
    """Return a live wave as of its last reveal; before it, a view that says so.

    Args:
        workshop: The use cases.
        wave: The wave; a live one.
        dress: What the file is dressed in.
        view: What the page shows, where it was worked out already.

    Raises:
        MoveError: There is no such wave, or it is not live.
    """
    now = workshop.current(wave)
    live, pinned = workshop.live(now), workshop.pinned(now)
    asked = ordered(as_answered(each) for each in pinned.values())
    needed = view is None or now.mode == "open"  # else nothing of it comes from single answers
    responses, votes = (workshop.responses(now), workshop.votes(now)) if needed else ((), ())
    shown = room_view(now, live, asked, responses, votes) if view is None else view
    rests = tuple(pinned[each.id] for each in asked)
    said = people(shown.people) if shown.people else ""
    about = _about(workshop.name(now), now.label, dress, said, rests)
    return Subject(shown, given_in(now, live, responses, votes)), about


def series_of(quarters: Quarters, assessment_id: str) -> tuple[SeriesView, ...]:
    """Return an assessment over its waves: one view for each questionnaire that has a result."""
    history = quarters.history(assessment_id)
    asked = {each.id: each for quarter in history for each in quarter.asked}
    views = (series_view(history, each.id) for each in ordered(asked.values()))
    return tuple(each for each in views if each.waves)


def of_series(quarters: Quarters, workshop: Workshop, assessment: Assessment, view: SeriesView, dress: Dress) -> Taken:
    """Return an assessment over its waves.

    Args:
        quarters: The use cases of the assessment.
        workshop: Those of its waves.
        assessment: Whose it is.
        view: One of ``series_of``, or what the page shows.
        dress: What the file is dressed in.
    """
    waves = {each.id: each for each in quarters.waves(assessment.id)}
    used = (workshop.pinned(waves[each.wave_id])[view.questionnaire.id] for each in view.waves)
    pinned = tuple({each.digest: each for each in used}.values())
    newest = view.waves[-1]
    said = people(newest.people) if newest.people else ""
    return Subject(view), _about(assessment.name, newest.label, dress, said, pinned)


def _about(organisation: str, wave: str, dress: Dress, said: str, pinned: tuple[model.Pinned, ...]) -> About:
    rests = tuple(Pinned(each.questionnaire_id, each.version, each.digest) for each in pinned)
    return About(organisation, wave, dress.at, said, rests, dress.benchmarks, dress.brand)

"""The scores of a room as they may be shown: its dimensions, the whole, and the result worked out from them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from assessments.anonymity import WHOLE, released, shown_points
from assessments.looks import looks_of, rules_of
from assessments.room_figures import figure
from assessments.room_hall import whole_of
from assessments.room_items import place_of
from scoring.group import OVERALL
from scoring.stages import decide, stage_at
from scoring.tree import combine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.anonymity import Release, Shown
    from assessments.model import Batch, Live, Response, Wave
    from assessments.room_hall import Hall
    from assessments.room_model import Figure
    from questionnaires.items import Item
    from questionnaires.model import Dimension
    from scoring.result import Result

TOO_LITTLE = "There are not enough answers."
INCOMPLETE = "There is no overall figure, because not every dimension can be shown."


@dataclass(frozen=True, slots=True)
class Placed:
    """One score as it may be shown.

    Attributes:
        key: Dimension id, or ``OVERALL``.
        at: The place of the sight in which it stands.
        releases: What may be shown, sight by sight, of the people who have the score.
    """

    key: str
    at: int
    releases: tuple[Release, ...]
    figure: Figure

    @property
    def shown(self) -> Shown:
        """What may be shown of everybody who has the score."""
        return whole_of(self.releases[self.at])


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of a room.

    Attributes:
        dimensions: Those of the top level.
        result: Worked out from the figures shown, so that whoever adds them up finds the same, and nothing more.
    """

    overall: Placed
    dimensions: tuple[Placed, ...]
    result: Result


def revealed(live: Live) -> list[Batch]:
    """Return the batches of the votes that were revealed."""
    done = {each.number for each in live.rounds if each.state == "revealed"}
    return [each for each in live.batches if each.round_number in done]


def whole_shown(wave: Wave, batches: Sequence[Batch], responses: Sequence[Response]) -> Shown:
    """Return what may be shown of everybody who counts after some batches, at least one."""
    who = {each.id: (each.role, each.unit) for each in responses}
    return released(looks_of(batches), who, rules_of(wave))[-1][WHOLE]


def scored(hall: Hall) -> Scored:
    """Return the scores of a room as they may be shown."""
    dimensions = tuple(_dimension(hall, each) for each in hall.questionnaire.dimensions)
    shown = _as_shown(hall, [each.figure.points for each in dimensions])
    overall = _placed(hall, OVERALL, rests_on(hall, OVERALL))
    found = overall.figure
    if found.points is not None and shown.score is None:
        complete = hall.sights[hall.last].result.score is None
        found = replace(found, points=None, low=None, high=None, why=TOO_LITTLE if complete else INCOMPLETE)
    elif found.points is None:
        shown = replace(shown, score=None, decision=None)
    else:
        found = _around(found, shown_points(shown.score or 0.0))
    return Scored(replace(overall, figure=found), dimensions, shown)


def rests_on(hall: Hall, key: str) -> list[Item]:
    """Return the items that a dimension of the top level, or the overall score, rests on."""
    return [item for each in hall.questionnaire.dimensions if key in {OVERALL, each.id} for item in each.all_items()]


def stands_at(hall: Hall, items: Sequence[Item], releases: Sequence[Release], limit: int | None = None) -> int:
    """Return the place of the sight in which a score stands.

    A score does not move on before the items it rests on: what is held back of one would follow from the others.

    Args:
        hall: The answers.
        items: Those it rests on.
        releases: What may be shown of those who have the score.
        limit: The newest place that is wanted; None is the last.
    """
    last = hall.last if limit is None else limit
    if last == 0 or hall.rules.mode == "open":
        return last
    places = [place for item in items if (place := place_of(hall, item, last)) is not None]
    return hall.newest(releases, min(places, default=last))


def _around(overall: Figure, points: int) -> Figure:
    """Return the overall figure with the average of the dimensions, which few answers may put beside the people's."""
    if overall.low is None or overall.high is None:
        return replace(overall, points=points)
    return replace(overall, points=points, low=min(overall.low, points), high=max(overall.high, points))


def _placed(hall: Hall, key: str, items: Sequence[Item]) -> Placed:
    releases = hall.releases([item.id for item in items], lambda sight: sight.scores[key])
    at = stands_at(hall, items, releases)
    points = hall.sights[at].scores[key]
    shown = figure([points[each] for each in sorted(points)], whole_of(releases[at]), hall.rules, invited=hall.invited)
    return Placed(key, at, releases, shown)


def _dimension(hall: Hall, dimension: Dimension) -> Placed:
    found = _placed(hall, dimension.id, rests_on(hall, dimension.id))
    score = next(each for each in hall.sights[found.at].result.top if each.dimension.id == dimension.id)
    if score.score is None and found.figure.points is not None:
        return replace(found, figure=replace(found.figure, points=None, low=None, high=None, why=TOO_LITTLE))
    return found


def _as_shown(hall: Hall, shown: Sequence[int | None]) -> Result:
    """Return the scores worked out from the figures shown of the dimensions.

    There is no overall score where a dimension that has a score may not be shown.
    """
    questionnaire, found = hall.questionnaire, hall.sights[hall.last].result
    ladder = len(questionnaire.stages)
    tops = tuple(
        replace(
            top,
            score=None if points is None else float(points),
            low=None,
            stage=stage_at(points, ladder) if points is not None and ladder > 1 else None,
        )
        for top, points in zip(found.top, shown, strict=True)
    )
    overall = decision = None
    complete = all(points is not None or top.score is None for top, points in zip(found.top, shown, strict=True))
    if found.score is not None and complete:
        values = np.array([[math.nan if points is None else points for points in shown]], dtype=np.float64)
        weights = np.array([float(top.dimension.weight) for top in tops])
        applies = np.array([[float(top.score is not None or top.coverage > 0) for top in tops]])
        overall = float(shown_points(float(combine(questionnaire.combine, values, weights, applies)[0])))
        decision = found.decision
    if overall is not None and decision is not None:
        there = [float(points) for points in shown if points is not None]
        if questionnaire.stage_rule in {"tolerant_gate", "min_gate", "mean"}:
            decision = decide(questionnaire.stage_rule, overall, there, ladder)
        elif hall.rules.mode == "anonymous":
            decision = None  # it rests on the criteria that each person meets, which are not shown
    return replace(found, score=overall, low=None, decision=decision, band=None, dimensions=tops, respondents=())

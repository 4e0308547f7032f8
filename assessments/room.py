"""The result of a room, worked out once for each reveal; what may be shown is decided in ``assessments.anonymity``."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from assessments import room_words as words
from assessments.anonymity import WHOLE, Level, released, shown_n, shown_points
from assessments.looks import looks_of, rules_of
from assessments.room_figures import figure, group_figures, widest_gap
from assessments.room_hall import hall_of, whole_of
from assessments.room_items import place_of, room_item, urgency
from assessments.room_model import RoomDimension, RoomResult, RoomView
from questionnaires.items import Disclosure
from scoring.group import OVERALL
from scoring.line import spread
from scoring.sentences import decided, headline
from scoring.stages import decide, stage_at
from scoring.tree import combine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.model import Live, Response, Vote, Wave
    from assessments.room_hall import Hall
    from assessments.room_model import Figure, RoomItem
    from questionnaires.items import Item
    from questionnaires.model import Dimension, Questionnaire
    from scoring.result import Result

AGREED_FROM = 75  # points: "found in one system" and above
TOO_LITTLE = "There are not enough answers."
INCOMPLETE = "There is no overall figure, because not every dimension can be shown."


def room_view(
    wave: Wave, live: Live, asked: Sequence[Questionnaire], responses: Sequence[Response], votes: Sequence[Vote]
) -> RoomView:
    """Work out what may be shown about a room as of the last reveal.

    Args:
        wave: The wave as it stands.
        live: How far it is.
        asked: Its questionnaires, as they were pinned.
        responses: Who takes part.
        votes: Every answer of the wave; those that do not count yet are left out here.
    """
    revealed = {each.number for each in live.rounds if each.state == "revealed"}
    batches = [each for each in live.batches if each.round_number in revealed]
    rules = rules_of(wave)
    if not batches:
        return RoomView(wave, "", (), (), words.nothing(rules.fewest, closed=wave.state == "closed"), "")
    whole = released(looks_of(batches), {each.id: (each.role, each.unit) for each in responses}, rules)[-1][WHOLE]
    if whole.level is Level.HIDDEN:
        return RoomView(wave, "", (), (), whole.why, "")
    items: list[RoomItem] = []
    results: list[RoomResult] = []
    for questionnaire in asked:
        hall = hall_of(questionnaire, wave, batches, responses, votes)
        rooms = [room_item(hall, item, number) for number, item in enumerate(questionnaire.items, start=1)]
        items += rooms
        results.append(_result(hall, rooms))
    people = shown_n(len(whole.members), rules)
    ranges = any(each.low is not None for each in _figures(results))
    meaning = words.meaning(people, wave.invited, len(whole.members), ranges=ranges)
    return RoomView(wave, people, tuple(sorted(items, key=urgency)), tuple(results), "", meaning)


def _figures(results: Sequence[RoomResult]) -> list[Figure]:
    return [found for each in results for found in (each.overall, *(one.figure for one in each.dimensions))]


def _result(hall: Hall, rooms: Sequence[RoomItem]) -> RoomResult:
    questionnaire = hall.questionnaire
    dimensions = tuple(_dimension(hall, each, rooms) for each in questionnaire.dimensions)
    shown = _as_shown(hall, dimensions)
    everything = [item for each in questionnaire.dimensions for item in each.all_items()]
    at, overall = _figure(hall, OVERALL, everything)
    if overall.points is not None and shown.score is None:
        complete = hall.sights[hall.last].result.score is None
        overall = replace(overall, points=None, low=None, high=None, why=TOO_LITTLE if complete else INCOMPLETE)
    elif overall.points is None:
        shown = replace(shown, score=None, decision=None)
    else:
        overall = _around(overall, shown_points(shown.score or 0.0))
    points = hall.sights[at].scores[OVERALL]
    release = hall.releases([item.id for item in everything], lambda sight: sight.scores[OVERALL])[at]
    means = [room.now.figure.points for room in rooms if room.now.figure.points is not None and room.dimension]
    line = questionnaire.result == "line"
    return RoomResult(
        questionnaire=questionnaire,
        headline=_headline(questionnaire, shown, overall, rooms, means),
        decided=decided(questionnaire, shown, digits=0) if shown.decision is not None else "",
        overall=overall,
        groups=group_figures(points, hall.sights[at], release, hall.rules),
        dimensions=dimensions,
        spread=spread([float(each) for each in means], shown.score) if line else None,
    )


def _around(overall: Figure, points: int) -> Figure:
    """Return the overall figure with the average of the dimensions, which few answers may put beside the people's."""
    if overall.low is None or overall.high is None:
        return replace(overall, points=points)
    return replace(overall, points=points, low=min(overall.low, points), high=max(overall.high, points))


def _figure(hall: Hall, key: str, items: Sequence[Item]) -> tuple[int, Figure]:
    """Return the sight in which a score stands, and the mean of the people's scores as it may be shown.

    A score does not move on before the items it rests on: what is held back of one would follow from the others.
    """
    places = [place for item in items if (place := place_of(hall, item)) is not None]
    releases = hall.releases([item.id for item in items], lambda sight: sight.scores[key])
    at = hall.newest(releases, min(places, default=None))
    points = hall.sights[at].scores[key]
    shown = figure([points[each] for each in sorted(points)], whole_of(releases[at]), hall.rules, invited=hall.invited)
    return at, shown


def _dimension(hall: Hall, dimension: Dimension, rooms: Sequence[RoomItem]) -> RoomDimension:
    stages, items = hall.questionnaire.stages, list(dimension.all_items())
    at, shown = _figure(hall, dimension.id, items)
    scored = next(each for each in hall.sights[at].result.top if each.dimension.id == dimension.id)
    if scored.score is None and shown.points is not None:
        shown = replace(shown, points=None, low=None, high=None, why=TOO_LITTLE)
    points = hall.sights[at].scores[dimension.id]
    release = hall.releases([item.id for item in items], lambda sight: sight.scores[dimension.id])[at]
    groups = group_figures(points, hall.sights[at], release, hall.rules)
    inside = {item.id for item in items}
    verdicts = [room.now.verdict for room in rooms if room.item.id in inside and room.now.verdict is not None]
    stage = stages[stage_at(shown.points, len(stages)) - 1].title if stages and shown.points is not None else None
    gap = widest_gap(points, release, groups)
    return RoomDimension(dimension, shown, stage, words.agreement_words(verdicts), groups, gap)


def _as_shown(hall: Hall, dimensions: Sequence[RoomDimension]) -> Result:
    """Return the scores worked out from the figures shown: whoever adds them up finds the same, and nothing more.

    There is no overall score where a dimension that has a score may not be shown.
    """
    questionnaire, found = hall.questionnaire, hall.sights[hall.last].result
    ladder, shown = len(questionnaire.stages), [each.figure.points for each in dimensions]
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


def _headline(
    questionnaire: Questionnaire, shown: Result, overall: Figure, rooms: Sequence[RoomItem], means: Sequence[int]
) -> str:
    if questionnaire.result == "disclosure":
        asked = [room for room in rooms if isinstance(room.item, Disclosure)]
        agreed = sum(_mostly_agreed(room) for room in asked)
        return words.disclosure_line(agreed, len(asked))
    if questionnaire.result == "line" and overall.points is not None and means:
        return words.line_sentence(questionnaire, overall, min(means), max(means))
    return headline(questionnaire, shown)


def _mostly_agreed(room: RoomItem) -> bool:
    """Say whether more than half of those who answered stand on one of the two highest levels."""
    counts = room.now.counts
    if counts is None or room.now.unknown is None:
        return room.now.figure.points is not None and room.now.figure.points >= AGREED_FROM
    return 2 * sum(counts[-2:]) > sum(counts) + room.now.unknown

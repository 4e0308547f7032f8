"""The result of a room, worked out once for each reveal; what may be shown is decided in ``assessments.anonymity``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments import room_words as words
from assessments.anonymity import Level, shown_n
from assessments.looks import rules_of
from assessments.room_figures import group_figures, widest_gap
from assessments.room_hall import hall_of
from assessments.room_items import room_item, urgency
from assessments.room_model import RoomDimension, RoomResult, RoomView
from assessments.room_scores import revealed, scored, whole_shown
from assessments.visibility_room import unseen_of
from questionnaires.items import Disclosure
from scoring.group import OVERALL
from scoring.line import spread
from scoring.sentences import decided, headline
from scoring.stages import stage_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.model import Live, Response, Vote, Wave
    from assessments.room_hall import Hall
    from assessments.room_model import Figure, RoomItem
    from assessments.room_scores import Placed
    from questionnaires.model import Dimension, Questionnaire
    from scoring.result import Result

AGREED_FROM = 75  # points: "found in one system" and above


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
    batches, rules = revealed(live), rules_of(wave)
    if not batches:
        return RoomView(wave, "", (), (), words.nothing(rules.fewest, closed=wave.state == "closed"), "")
    whole = whole_shown(wave, batches, responses)
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
    questionnaire, found = hall.questionnaire, scored(hall)
    dimensions = tuple(
        _dimension(hall, dimension, placed, rooms)
        for dimension, placed in zip(questionnaire.dimensions, found.dimensions, strict=True)
    )
    sight, overall = hall.sights[found.overall.at], found.overall.figure
    means = [room.now.figure.points for room in rooms if room.now.figure.points is not None and room.dimension]
    line = questionnaire.result == "line"
    return RoomResult(
        questionnaire=questionnaire,
        headline=_headline(questionnaire, found.result, overall, rooms, means),
        decided=decided(questionnaire, found.result, digits=0) if found.result.decision is not None else "",
        overall=overall,
        groups=group_figures(sight.scores[OVERALL], sight, found.overall.releases[found.overall.at], hall.rules),
        dimensions=dimensions,
        spread=spread([float(each) for each in means], found.result.score) if line else None,
    )


def _dimension(hall: Hall, dimension: Dimension, placed: Placed, rooms: Sequence[RoomItem]) -> RoomDimension:
    stages, shown = hall.questionnaire.stages, placed.figure
    sight, release = hall.sights[placed.at], placed.releases[placed.at]
    points = sight.scores[dimension.id]
    groups = group_figures(points, sight, release, hall.rules)
    inside = {item.id for item in dimension.all_items()}
    verdicts = [room.now.verdict for room in rooms if room.item.id in inside and room.now.verdict is not None]
    stage = stages[stage_at(shown.points, len(stages)) - 1].title if stages and shown.points is not None else None
    gap = widest_gap(points, release, groups)
    unseen = unseen_of(hall, dimension, placed.at)
    return RoomDimension(dimension, shown, stage, words.agreement_words(verdicts), groups, gap, unseen)


def _headline(
    questionnaire: Questionnaire, shown: Result, overall: Figure, rooms: Sequence[RoomItem], means: Sequence[int]
) -> str:
    if questionnaire.result == "disclosure":
        asked = [room for room in rooms if isinstance(room.item, Disclosure)]
        agreed = sum(mostly_agreed(room) for room in asked)
        return words.disclosure_line(agreed, len(asked))
    if questionnaire.result == "line" and overall.points is not None and means:
        return words.line_sentence(questionnaire, overall, min(means), max(means))
    return headline(questionnaire, shown)


def mostly_agreed(room: RoomItem) -> bool:
    """Say whether more than half of those who answered stand on one of the two highest levels."""
    counts = room.now.counts
    if counts is None or room.now.unknown is None:
        return room.now.figure.points is not None and room.now.figure.points >= AGREED_FROM
    return 2 * sum(counts[-2:]) > sum(counts) + room.now.unknown

"""The mean of a room, of its roles and of its units, as each may be shown, and the widest gap between two roles."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

from assessments import room_words as words
from assessments.anonymity import (
    DERIVABLE,
    TOO_TELLING,
    UNANIMOUS,
    WITH_THE_WHOLE,
    GroupKey,
    Level,
    Rules,
    Shown,
    shown_n,
    shown_points,
    word_for_mean,
)
from assessments.room_hall import group_of
from assessments.room_model import Figure, GroupFigure
from scoring.interval import role_gap, t_interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.anonymity import Release
    from assessments.room_hall import Sight


def figure(points: Sequence[float], shown: Shown, rules: Rules, *, invited: int | None = None) -> Figure:
    """Return the mean of some points as it may be shown.

    Args:
        points: One figure per person who has one, 0-100.
        shown: What may be shown of these people.
        rules: How the wave was set up.
        invited: How many people the group stands for; None where that is not known.
    """
    if not points and rules.mode == "open":
        return Figure(None, None, None, "", "Nobody has given an answer that carries points.")
    people = shown_n(len(points), rules) if shown.level > Level.HIDDEN else ""
    instead = word_for_mean(shown.level, points)
    if instead == UNANIMOUS:
        return Figure(None, None, None, people, "Everybody has given the same answer.")
    if instead is not None:
        why = shown.why if shown.why in {DERIVABLE, WITH_THE_WHOLE} else TOO_TELLING
        return Figure(None, None, None, people, why)
    interval = t_interval(points, population=invited) if shown.level is Level.DISTRIBUTION else None
    ranges = interval is not None and interval.low < interval.high  # none where everybody invited has answered
    low, high = (shown_points(interval.low), shown_points(interval.high)) if interval and ranges else (None, None)
    return Figure(shown_points(math.fsum(points) / len(points)), low, high, people)


def group_figures(points: Mapping[str, float], sight: Sight, release: Release, rules: Rules) -> tuple[GroupFigure, ...]:
    """Return the mean of every role and unit as it may be shown, roles first.

    Args:
        points: Respondent to points, without gaps.
        sight: The answers they belong to.
        release: What may be shown of those who have points.
        rules: How the wave was set up.
    """
    return tuple(
        GroupFigure("unit" if key.kind == "unit" else "role", key.name, _of(points, group_of(release, key), rules))
        for key in sight.groups
    )


def widest_gap(points: Mapping[str, float], release: Release, groups: Sequence[GroupFigure]) -> str:
    """Return the largest difference between two roles in a sentence; empty where none counts.

    Whether one counts depends on the spread within the roles: so it is said only where a word about that may be said,
    and of roles whose means are shown. Its size is the difference of the figures shown.
    """
    shown = [
        (each, _points_of(points, found))
        for each in groups
        if each.kind == "role" and (found := group_of(release, GroupKey("role", each.name))).level >= Level.WORD
    ]
    widest, sentence = 0, ""
    for (one, ours), (other, theirs) in combinations(shown, 2):
        if one.figure.points is None or other.figure.points is None:
            continue
        gap = role_gap(ours, theirs)
        size = other.figure.points - one.figure.points
        if gap is not None and gap.apart and abs(size) > widest:
            widest = abs(size)
            higher, lower = (other, one) if size > 0 else (one, other)
            sentence = words.gap_sentence(higher.name, lower.name, widest)
    return sentence


def _of(points: Mapping[str, float], shown: Shown, rules: Rules) -> Figure:
    return figure(_points_of(points, shown), shown, rules)


def _points_of(points: Mapping[str, float], shown: Shown) -> list[float]:
    """Return the points of a group in the order in which they are given."""
    return [each for person, each in points.items() if person in shown.members]

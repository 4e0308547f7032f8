"""How much of a dimension a room and its roles cannot see: the share of "don't know", as far as it may be shown.

The share is a sum over the items of the dimension. So it is shown only where the same people's share of every one of
these items may be shown as well: what is left over when shown sums are taken from it, may be shown itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.anonymity import WHOLE, GroupKey, Level, shown_n, shown_points, word_for_mean
from assessments.room_hall import group_of
from assessments.room_items import told_by
from assessments.room_model import Unseen

if TYPE_CHECKING:
    from assessments.room_hall import Hall, Sight
    from questionnaires.items import Item
    from questionnaires.model import Dimension


def unseen_of(hall: Hall, dimension: Dimension, at: int) -> tuple[Unseen, ...]:
    """Return how much of a dimension everybody and each role cannot see, everybody first; ``measurement.md`` 3.2.

    Args:
        hall: The answers.
        dimension: One of the top level.
        at: The place of the sight in which its score stands.
    """
    sight = hall.sights[at]
    asked = [item for item in dimension.all_items() if item.id in sight.points]

    def counts(each: Sight) -> dict[str, tuple[int, int]]:
        """Return respondent to how many of their answers are "don't know", and how many count."""
        found: dict[str, tuple[int, int]] = {}
        for item in asked:
            for person, kind in told_by(hall, each, item).items():
                unknown, given = found.get(person, (0, 0))
                found[person] = (unknown + (kind == "dont_know"), given + 1)
        return found

    release = hall.releases([item.id for item in asked], counts)[at]
    now = counts(sight)
    keys = [WHOLE, *(key for key in sight.groups if key.kind == "role")]
    found = []
    for key in keys:
        shown = group_of(release, key)
        level = min([shown.level, *(_level(hall, item, key, at) for item in asked)])
        given = [now[person] for person in sorted(now) if person in shown.members]
        if word_for_mean(level, [100 * unknown / count for unknown, count in given]) is not None:
            found.append(Unseen(key.name, None, ""))
            continue
        share = 100 * sum(unknown for unknown, _ in given) / sum(count for _, count in given)
        found.append(Unseen(key.name, shown_points(share), shown_n(len(given), hall.rules)))
    return tuple(found)


def _level(hall: Hall, item: Item, key: GroupKey, at: int) -> Level:
    """Return what may be shown of a group's "don't know" on one item; everything where nobody in it has answered."""
    shown = group_of(hall.named("told", item.id, lambda each: told_by(hall, each, item))[at], key)
    return shown.level if shown.members else Level.DISTRIBUTION

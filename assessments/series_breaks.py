"""Two versions of a questionnaire in a series: which lines break, and what both versions asked of everybody."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assessments.links import pairs
from assessments.room_hall import Hall, hall_of
from assessments.room_scores import Scored, scored
from questionnaires.versions import common, compare
from scoring.group import OVERALL

if TYPE_CHECKING:
    from assessments.model import Response
    from assessments.series_waves import Measured
    from questionnaires.model import Questionnaire
    from questionnaires.versions import ItemChange, Versions

_HARMLESS = {"id"}


@dataclass(frozen=True, slots=True)
class Side:
    """One wave on what both versions asked."""

    hall: Hall
    scores: Scored


@dataclass(frozen=True, slots=True)
class Step:
    """Two waves that follow each other.

    Attributes:
        versions: Their versions side by side; None where they are the same.
        broken: The dimensions of the top level, and ``OVERALL``, whose scores do not mean the same any more.
        shared: Both waves on the items that both versions asked; None where nothing is broken, or nothing is shared.
    """

    before: Measured
    after: Measured
    versions: Versions | None
    broken: frozenset[str]
    shared: tuple[Side, Side] | None
    _known: dict[tuple[int, int], list[tuple[str, str]]] = field(default_factory=dict)

    def known(self, places: tuple[int, int] | None = None) -> list[tuple[str, str]]:
        """Return (respondent then, respondent now) for those who are known to have answered both times.

        Args:
            places: The sights in which they count; None are the newest.
        """
        key = places or (self.before.hall.last, self.after.hall.last)
        if key not in self._known:
            one, two = (_counted(*each) for each in zip((self.before, self.after), key, strict=True))
            self._known[key] = pairs(one, two)
        return self._known[key]

    def sides(self, key: str) -> tuple[Side, Side] | None:
        """Return both waves with a score that means the same in both; None where there is no such score."""
        if key in self.broken:
            return self.shared
        return Side(self.before.hall, self.before.scores), Side(self.after.hall, self.after.scores)


def _counted(wave: Measured, place: int) -> list[Response]:
    members = wave.hall.sights[place].members
    return [each for each in wave.quarter.responses if each.id in members]


def step_between(before: Measured, after: Measured) -> Step:
    """Put two waves that follow each other side by side."""
    if before.questionnaire == after.questionnaire:
        return Step(before, after, None, frozenset(), None)
    versions = compare(before.questionnaire, after.questionnaire)
    gone = broken(before.questionnaire, after.questionnaire, versions)
    kept = common(after.questionnaire, versions.comparable) if gone else None
    shared = None if kept is None else (_older(before, kept, versions), _side(after, kept))
    return Step(before, after, versions, gone, shared)


def broken(old: Questionnaire, new: Questionnaire, versions: Versions) -> frozenset[str]:
    """Return the dimensions of the top level, and ``OVERALL``, whose scores do not mean the same any more."""
    if not versions.breaks:
        return frozenset()
    homes = [(_items_home(each), _dimensions_home(each)) for each in (old, new)]
    found = {OVERALL}
    for item in versions.items:
        if item.counts and _matters(item):
            places = zip((item.old, item.new), homes, strict=True)
            found |= {by_item[each.id] for each, (by_item, _) in places if each is not None and each.id in by_item}
    if versions.ladder:  # a score by stages reached depends on how many there are
        found |= {top.id for top in new.dimensions if any(each.combine == "cumulative" for each in top.walk())}
    for change in versions.dimensions:
        ends = [(each, by_id) for each, (_, by_id) in zip((change.old, change.new), homes, strict=True) if each]
        inside = any(by_id[each.id] != each.id for each, by_id in ends)
        if len(ends) == 1 or {"rule", "place"} & {*change.found} or ("weight" in change.found and inside):
            found |= {by_id[each.id] for each, by_id in ends}
    return frozenset(found)


def _matters(item: ItemChange) -> bool:
    return item.kind in {"added", "retired"} or bool({*item.found} - _HARMLESS)


def _items_home(questionnaire: Questionnaire) -> dict[str, str]:
    """Return item id to the dimension of the top level that it stands in."""
    return {item.id: top.id for top in questionnaire.dimensions for item in top.all_items()}


def _dimensions_home(questionnaire: Questionnaire) -> dict[str, str]:
    """Return dimension id to the dimension of the top level that holds it, or that it is."""
    return {each.id: top.id for top in questionnaire.dimensions for each in top.walk()}


def _older(wave: Measured, kept: Questionnaire, versions: Versions) -> Side:
    """Return the older wave with its answers under the ids of the newer version."""
    names = {each.old.id: each.new.id for each in versions.items if each.comparable and each.old and each.new}
    votes = [
        replace(vote, item_id=names[vote.item_id])
        for vote in wave.quarter.votes
        if vote.questionnaire_id == kept.id and vote.item_id in names
    ]
    hall = hall_of(kept, wave.quarter.wave, wave.batches, wave.quarter.responses, votes)
    return Side(hall, scored(hall))


def _side(wave: Measured, kept: Questionnaire) -> Side:
    hall = hall_of(kept, wave.quarter.wave, wave.batches, wave.quarter.responses, wave.quarter.votes)
    return Side(hall, scored(hall))

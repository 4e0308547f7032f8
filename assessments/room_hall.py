"""One questionnaire's answers after each reveal, and the newest of them from which a figure may be shown."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assessments.anonymity import WHOLE, GroupKey, Level, Look, Shown, released
from assessments.looks import ballots, looks_of, rules_of
from scoring.group import person_scores
from scoring.result import Result, score
from scoring.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from assessments.anonymity import Release, Rules
    from assessments.looks import Ballots
    from assessments.model import Batch, Response, Vote, Wave
    from questionnaires.model import Questionnaire
    from questionnaires.values import Answer

    Values = Mapping[str, object]  # respondent to what a figure is made of


@dataclass(frozen=True, slots=True)
class Sight:
    """One questionnaire's answers as they count after one reveal, or after one batch of late answers.

    Attributes:
        round_number: The vote it belongs to.
        members: Everybody who counts.
        order: The same, sorted.
        groups: The roles and units they belong to.
        ballots: Respondent to item id to answer.
        fresh: Item id to those whose answer to it is new.
        points: Item id to respondent to points, 0-100, in their order; only items and answers that carry any.
        scores: Dimension id, or ``OVERALL``, to respondent to score, 0-100, in their order.
        result: The scores of all together.
    """

    round_number: int
    members: frozenset[str]
    order: Sequence[str]
    groups: tuple[GroupKey, ...]
    ballots: Ballots
    fresh: Mapping[str, frozenset[str]]
    points: Mapping[str, Mapping[str, float]]
    scores: Mapping[str, Mapping[str, float]]
    result: Result

    def answers(self, person: str) -> Mapping[str, Answer]:
        """Return what somebody answered; empty where they gave nothing."""
        return self.ballots.get(person, {})

    @property
    def batch(self) -> list[Mapping[str, Answer]]:
        """The answers of everybody who counts."""
        return [self.answers(each) for each in self.order]


@dataclass(frozen=True, slots=True)
class Hall:
    """All sights of one questionnaire, oldest first, at least one.

    Attributes:
        who: Respondent to role and unit; without those of which nothing is ever shown, which so decide nothing.
        names: Respondent to what they may be called: name, role or nothing.
        joined: For every sight what may be shown of its groups whatever their people answered.
    """

    questionnaire: Questionnaire
    sights: tuple[Sight, ...]
    who: Mapping[str, tuple[str, str]]
    rules: Rules
    invited: int | None
    names: Mapping[str, str]
    joined: tuple[Release, ...]
    _known: dict[tuple[Look, ...], tuple[Release, ...]] = field(default_factory=dict)
    _named: dict[tuple[str, ...], tuple[Release, ...]] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The place of the newest sight."""
        return len(self.sights) - 1

    def looks(self, items: Collection[str], values: Callable[[Sight], Values]) -> tuple[Look, ...]:
        """Return for every sight who has a value for a figure, and whose value is new.

        Args:
            items: The items that the figure rests on.
            values: What the figure is made of in a sight.
        """
        looks = []
        before: Values = {}
        for sight in self.sights:
            now = values(sight)
            voted = frozenset[str]().union(*(sight.fresh.get(each, ()) for each in items))
            changed = (
                {person for person, value in now.items() if before.get(person, value) != value} if before else set()
            )
            looks.append(Look(sight.round_number, frozenset(now), frozenset((voted | changed) & now.keys())))
            before = now
        return tuple(looks)

    def named(self, what: str, item_id: str, values: Callable[[Sight], Values]) -> tuple[Release, ...]:
        """Return what ``releases`` decides about a figure that rests on one item; each is worked out once.

        Args:
            what: Its name; the item and the name together say what the values are.
            item_id: The item.
            values: What the figure is made of in a sight.
        """
        if (what, item_id) not in self._named:
            self._named[what, item_id] = self.releases([item_id], values)
        return self._named[what, item_id]

    def releases(self, items: Collection[str], values: Callable[[Sight], Values]) -> tuple[Release, ...]:
        """Decide for every sight what may be shown of a figure.

        The people behind a figure are those who have a value for it, and not everybody who counts: otherwise one
        answer among five "don't know" could be worked out. So each figure has looks of its own. And nothing is shown
        of a group that would have to hide if everybody had a value: otherwise it would show who has none.

        Where everybody's distribution may be shown, "don't know" is one of its categories. Whoever goes from there to
        a value, or back, among enough people who vote again, has changed an answer like anybody else.

        Args:
            items: The items that the figure rests on.
            values: What the figure is made of in a sight.
        """
        key = self.looks(items, values)
        if key not in self._known:
            own = released(key, self.who, self.rules)
            lower = [_lower(*both) for both in zip(own, self.joined, strict=True)]
            self._known[key] = tuple(
                release if whole is None else {**release, WHOLE: whole}
                for release, whole in zip(lower, self._with_unknown(key, items), strict=True)
            )
        return self._known[key]

    def _with_unknown(self, looks: Sequence[Look], items: Collection[str]) -> list[Shown | None]:
        """Return, sight by sight, everybody who has a value where the whole distribution may be shown; else None."""
        asked = []
        before: frozenset[str] = frozenset()
        for sight, values in zip(self.sights, looks, strict=True):
            fresh = frozenset[str]().union(*(sight.fresh.get(each, ()) for each in items))
            voted = (fresh & sight.members) | values.voted | (sight.members - before)
            asked.append(Look(sight.round_number, sight.members, voted))
            before = sight.members
        found: list[Shown | None] = []
        releases = released(asked, dict.fromkeys(before, ("", "")), self.rules)
        before, enough = frozenset(), True
        for release, look, values in zip(releases, asked, looks, strict=True):
            newcomers = values.counted & (look.counted - before)
            enough = enough and (not newcomers or len(newcomers) >= self.rules.fewest)
            before = look.counted
            level = self.rules.level_of(len(values.counted))
            full = min(level, whole_of(release).level) is Level.DISTRIBUTION
            found.append(Shown(WHOLE, values.counted, Level.DISTRIBUTION, "") if full and enough else None)
        return found

    def newest(self, releases: Sequence[Release], limit: int | None = None) -> int:
        """Return the place of the newest sight from which something may be shown; the newest of all where none is.

        Args:
            releases: What may be shown, sight by sight.
            limit: The newest place that is wanted; None is the last.
        """
        last = self.last if limit is None else limit
        if self.rules.mode == "open":
            return last
        places = (place for place in range(last, -1, -1) if whole_of(releases[place]).level > Level.HIDDEN)
        return next(places, last)


def whole_of(release: Release) -> Shown:
    """Return what may be shown of everybody; nothing where nobody has a value."""
    return group_of(release, WHOLE)


def group_of(release: Release, key: GroupKey) -> Shown:
    """Return what may be shown of a group; nothing where nobody in it has a value."""
    return release.get(key) or Shown(key, frozenset(), Level.HIDDEN, "")


def _lower(own: Release, joined: Release) -> Release:
    """Return what both allow of those who have a value."""
    found = {}
    for key, allowed in joined.items():
        shown = group_of(own, key)
        least = min(allowed, shown, key=lambda each: each.level)
        found[key] = replace(shown, level=least.level, why=least.why)
    return found


def hall_of(
    questionnaire: Questionnaire,
    wave: Wave,
    batches: Sequence[Batch],
    responses: Sequence[Response],
    votes: Sequence[Vote],
) -> Hall:
    """Return a questionnaire's answers as they count after each of some batches, at least one."""
    own = [each for each in votes if each.questionnaire_id == questionnaire.id]
    who = {each.id: (each.role, each.unit) for each in responses}
    sights = tuple(_sight(questionnaire, batches[: place + 1], who, own) for place in range(len(batches)))
    names = {each.id: each.name or each.role for each in responses}
    rules = rules_of(wave)
    looks = [replace(each, voted=each.voted - before) for each, before in _with_before(looks_of(batches))]
    joined = released(looks, who, rules)
    ever = {key for release in joined for key, shown in release.items() if shown.level > Level.HIDDEN}
    kept = {
        person: (role if GroupKey("role", role) in ever else "", unit if GroupKey("unit", unit) in ever else "")
        for person, (role, unit) in who.items()
    }
    return Hall(questionnaire, sights, kept, rules, wave.invited, names, joined)


def _with_before(looks: Sequence[Look]) -> list[tuple[Look, frozenset[str]]]:
    """Return each look with those who counted before it."""
    return [(look, looks[place - 1].counted if place else frozenset()) for place, look in enumerate(looks)]


def _sight(
    questionnaire: Questionnaire,
    batches: Sequence[Batch],
    who: Mapping[str, tuple[str, str]],
    votes: Sequence[Vote],
) -> Sight:
    newest = batches[-1]
    members = frozenset[str]().union(*(each.responses for each in batches))
    given = ballots(votes, batches).get(questionnaire.id, {})
    order = sorted(members)
    batch = [given.get(each, {}) for each in order]
    cells = sheet(questionnaire, batch)
    fresh: dict[str, set[str]] = {}
    for vote in votes:
        if vote.round_number == newest.round_number and vote.response_id in newest.responses:
            fresh.setdefault(vote.item_id, set()).add(vote.response_id)
    keys = {GroupKey("role", who[each][0]) for each in members} | {GroupKey("unit", who[each][1]) for each in members}
    return Sight(
        round_number=newest.round_number,
        members=members,
        order=order,
        groups=tuple(sorted(key for key in keys if key.name)),
        ballots=given,
        fresh={item_id: frozenset(people) for item_id, people in fresh.items()},
        points={item_id: _there(order, cells.points[:, column]) for column, item_id in enumerate(cells.items)},
        scores={key: _there(order, own) for key, own in person_scores(questionnaire, batch, cells=cells).items()},
        result=score(questionnaire, batch, cells=cells),
    )


def _there(order: Sequence[str], values: Collection[float]) -> dict[str, float]:
    return {person: float(value) for person, value in zip(order, values, strict=True) if not math.isnan(float(value))}

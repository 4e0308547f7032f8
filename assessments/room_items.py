"""The votes of a room on each item: distribution, agreement, roles, what a later vote changed, what to ask."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from assessments import room_words as words
from assessments.anonymity import Level, in_no_order, shown_points, texts_allowed, word_for_mean
from assessments.room_figures import figure, group_figures, widest_gap
from assessments.room_hall import whole_of
from assessments.room_model import Figure, Numbers, RoomItem, VoteView
from assessments.room_prompts import ends, prompt, question
from questionnaires.items import Disclosure, TextItem
from scoring.agreement import judge
from scoring.conditions import is_asked
from scoring.group import level_counts, level_titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.anonymity import Release
    from assessments.room_hall import Hall, Sight
    from assessments.room_model import Concern, Course
    from questionnaires.items import Item

UNKNOWN_FROM, UNKNOWN_PEOPLE = 1 / 3, 6  # from here on "don't know" is a finding of its own; ``measurement.md`` 3.2
SIGNIFICANT = 3  # digits of a figure in an anonymous wave
RANK: tuple[Concern, ...] = ("polarised", "mixed", "unknown", "gap", "agreed", "few", "hidden")
CONTESTED = {"polarised", "mixed", "gap"}


def place_of(hall: Hall, item: Item, limit: int | None = None) -> int | None:
    """Return the place of the newest sight from which an item is shown; None where none may be.

    Args:
        hall: The answers.
        item: One of the questionnaire's items.
        limit: The newest place that is wanted; None is the last.
    """
    places = [
        place
        for releases in (_points_releases(hall, item), _chosen_releases(hall, item))
        if whole_of(releases[place := hall.newest(releases, limit)]).level > Level.HIDDEN
    ]
    return max(places, default=None)


def room_item(hall: Hall, item: Item, number: int) -> RoomItem:
    """Return one item of a questionnaire with the votes on it; ``number``: its place, counted from 1."""
    found = place_of(hall, item)
    at = hall.last if found is None else found
    now, gap, concern = _seen(hall, item, at)
    points = hall.sights[at].points.get(item.id, {})
    dimension = hall.questionnaire.dimension_of.get(item.id)
    anonymous = hall.rules.mode == "anonymous"
    room = RoomItem(
        questionnaire=hall.questionnaire,
        item=item,
        number=number,
        dimension=dimension.title if dimension else "",
        now=now,
        first=None,
        shift="" if at == hall.last else words.HELD,
        groups=group_figures(points, hall.sights[at], _points_releases(hall, item)[at], hall.rules),
        gap=gap,
        concern=concern,
        course=_course(hall, item, at) if concern in CONTESTED else "",
        prompt=prompt(item, now, concern, gap, anonymous=anonymous),
        question=question(item, now, concern, gap, anonymous=anonymous),
        texts=_texts(hall, item, at),
        numbers=_numbers(hall, item, at) if isinstance(item, Disclosure) else (),
    )
    return _with_first_vote(room, hall, at)


def urgency(item: RoomItem) -> tuple[int, float, int]:
    """Return a key that puts what is most worth talking about first."""
    vote = item.now
    if item.concern == "unknown":
        size = float(vote.unknown_share or 0)
    elif item.concern == "few" and vote.counts is not None and any(vote.counts):
        low, high = ends(vote.counts)
        size = float(high - low)
    else:
        size = vote.distance or 0.0
    return RANK.index(item.concern), -size, item.number


def _with_first_vote(room: RoomItem, hall: Hall, at: int) -> RoomItem:
    """Put the first vote beside an item that was voted on again, where what that changed may be shown."""
    opening = max(place for place, each in enumerate(hall.sights) if each.round_number == hall.sights[0].round_number)
    later = hall.sights[opening + 1 : at + 1]
    again = frozenset[str]().union(*(each.fresh.get(room.item.id, ()) for each in later))
    found = place_of(hall, room.item, opening)
    if not again or found is None:
        return room
    first, _, before = _seen(hall, room.item, found)
    ours, theirs = (_answered(hall.sights[place], room.item) for place in (found, at))
    both = again & ours.keys() & theirs.keys()
    moved = sum(ours[each] != theirs[each] for each in both)
    counted = first.counts is not None and room.now.counts is not None
    may_say = counted and len(both) >= hall.rules.fewest_for_distribution
    course: Course = room.course
    if before in CONTESTED and course != "held":
        course = _outcome(room)
    shift = words.shift(first, room.now, moved if may_say else None, len(both))
    return replace(room, first=first, shift=f"{shift} {room.shift}".strip(), course=course)


def _course(hall: Hall, item: Item, at: int) -> Course:
    """Say whether what is contested as of one sight was voted on again since, with a result that is held back."""
    first = hall.sights[0].round_number
    later = (each for each in hall.sights[at + 1 :] if each.round_number > first)
    return "held" if any(each.fresh.get(item.id) for each in later) else "open"


def _outcome(room: RoomItem) -> Course:
    """Say what became of a contested item by the vote that counts now."""
    match room.concern:
        case "agreed":
            return "settled"
        case "gap" if room.now.verdict is not None:
            return "roles"
        case "polarised" | "mixed" | "gap":
            return "stayed"
        case _:
            return "unclear"


def _seen(hall: Hall, item: Item, at: int) -> tuple[VoteView, str, Concern]:
    """Return the vote as of one sight, the widest gap between roles, and why it is worth talking about."""
    sight = hall.sights[at]
    told = told_by(hall, sight, item)
    vote = _vote(hall, item, at, told)
    release = _points_releases(hall, item)[at]
    points = sight.points.get(item.id, {})
    gap = widest_gap(points, release, group_figures(points, sight, release, hall.rules))
    kinds = list(told.values())
    unseen = len(kinds) >= UNKNOWN_PEOPLE and kinds.count("dont_know") >= UNKNOWN_FROM * len(kinds) - 1e-9
    return vote, gap, _concern(vote, gap, unseen=unseen and vote.unknown_share is not None)


def _concern(vote: VoteView, gap: str, *, unseen: bool) -> Concern:
    if vote.verdict == "polarised":
        return "polarised"
    if vote.verdict == "mixed":
        return "mixed"
    if unseen:
        return "unknown"
    if gap:
        return "gap"
    if vote.verdict is not None:
        return "agreed"
    return "few" if vote.counts is not None or vote.figure.points is not None else "hidden"


def _vote(hall: Hall, item: Item, at: int, given: Mapping[str, str]) -> VoteView:
    """Return one vote on one item as it may be shown; ``given``: from ``told_by``, in the same sight."""
    sight, rules = hall.sights[at], hall.rules
    chosen = whole_of(_chosen_releases(hall, item)[at]).level
    told = list(given.values())
    releases = hall.named("told", item.id, lambda each: given if each is sight else told_by(hall, each, item))
    told_level = whole_of(releases[at]).level
    counts = level_counts(hall.questionnaire, item, sight.batch)
    agreement = judge(counts) if counts and chosen >= Level.WORD else None
    full = min(chosen, told_level) is Level.DISTRIBUTION or (rules.mode == "open" and counts is not None)
    unknown = told.count("dont_know")
    share = [100.0 if kind == "dont_know" else 0.0 for kind in told]
    may_say_share = bool(told) and word_for_mean(told_level, share) is None
    return VoteView(
        levels=level_titles(hall.questionnaire, item) or (),
        counts=counts if full else None,
        unknown=unknown if full else None,
        silent=len(sight.members) - len(told) if full else None,
        unknown_share=shown_points(100 * unknown / len(told)) if may_say_share else None,
        figure=_figure(hall, item, at),
        verdict=agreement.verdict if agreement else None,
        distance=agreement.deviation if agreement and full else None,
        words="" if counts is None else words.agreement(agreement, shown=full or chosen > Level.HIDDEN),
    )


def _figure(hall: Hall, item: Item, at: int) -> Figure:
    points = hall.sights[at].points.get(item.id)
    if points is None:
        return Figure(None, None, None, "", "This question carries no points.")
    shown = whole_of(_points_releases(hall, item)[at])
    return figure([points[each] for each in sorted(points)], shown, hall.rules, invited=hall.invited)


def _points_releases(hall: Hall, item: Item) -> tuple[Release, ...]:
    return hall.named("points", item.id, lambda sight: sight.points.get(item.id, {}))


def _chosen_releases(hall: Hall, item: Item) -> tuple[Release, ...]:
    return hall.named("chosen", item.id, lambda sight: _chosen(hall, sight, item))


def _chosen(hall: Hall, sight: Sight, item: Item) -> dict[str, str]:
    """Return respondent to value, for those who gave one; a disclosure's is how well it can be answered."""
    found = {}
    for person in sight.order:
        answers = sight.answers(person)
        answer = answers.get(item.id)
        if answer is None or answer.kind != "value" or not is_asked(item, answers, hall.questionnaire):
            continue
        value = answer.value["level"] if isinstance(item, Disclosure) else answer.value
        if value is not None:
            found[person] = repr(value)
    return found


def told_by(hall: Hall, sight: Sight, item: Item) -> dict[str, str]:
    """Return respondent to "value" or "dont_know", for those who gave a value or do not know."""
    unknown = {
        person: "dont_know"
        for person in sight.order
        if (answer := sight.answers(person).get(item.id)) is not None
        and answer.kind == "dont_know"
        and is_asked(item, sight.answers(person), hall.questionnaire)
    }
    return unknown | dict.fromkeys(_chosen(hall, sight, item), "value")


def _entries(sight: Sight, item: Item) -> dict[str, tuple[str, str, str]]:
    """Return respondent to kind, value and comment, for everybody who left anything on an item."""
    return {
        person: (answer.kind, repr(answer.value), answer.comment)
        for person in sight.order
        if (answer := sight.answers(person).get(item.id)) is not None
    }


def _answered(sight: Sight, item: Item) -> dict[str, tuple[str, str]]:
    """Return respondent to kind and value, for everybody who answered an item in any way."""
    return {person: (kind, value) for person, (kind, value, _) in _entries(sight, item).items() if kind != "unanswered"}


def _texts(hall: Hall, item: Item, at: int) -> tuple[str, ...]:
    releases = hall.named("entries", item.id, lambda sight: _entries(sight, item))
    if not texts_allowed(whole_of(releases[at]).level):
        return ()
    sight = hall.sights[at]
    given = [answers[item.id] for answers in sight.batch if item.id in answers]
    texts = [answer.comment for answer in given if answer.comment]
    if isinstance(item, TextItem):
        texts += [str(answer.value) for answer in given if answer.kind == "value"]
    return in_no_order(texts)


def _numbers(hall: Hall, item: Disclosure, at: int) -> tuple[Numbers, ...]:
    known = hall.rules.mode == "open"
    found = []
    for each in item.figures:
        releases = hall.releases([item.id], partial(_numbers_given, item=item, figure_id=each.id))
        if whole_of(releases[at]).level < Level.DISTRIBUTION:
            continue
        given = [
            (hall.names.get(person, "") if known else "", value if known else _rounded(value))
            for person, value in _numbers_given(hall.sights[at], item=item, figure_id=each.id).items()
        ]
        ranked = tuple(sorted(given, key=lambda pair: (pair[1], pair[0])))
        found.append(Numbers(each.label, each.unit, ranked, words.figures_sentence([value for _, value in ranked])))
    return tuple(found)


def _numbers_given(sight: Sight, *, item: Disclosure, figure_id: str) -> dict[str, float]:
    """Return respondent to the number they gave for one figure of an item."""
    return {
        person: float(answer.value["figures"][figure_id])
        for person in sight.order
        if (answer := sight.answers(person).get(item.id)) is not None
        and answer.kind == "value"
        and figure_id in answer.value["figures"]
    }


def _rounded(value: float) -> float:
    return float(f"{value:.{SIGNIFICANT}g}")

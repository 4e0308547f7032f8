"""Where to begin: importance times gap for every dimension, what each of them needs, and how stable that order is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.anonymity import shown_points
from assessments.room_words import number, started
from scoring.priority import Candidate, importance_shares, lead, priorities, stability

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Importance, Target
    from assessments.room_model import RoomItem, RoomResult
    from assessments.views import ResultView
    from questionnaires.model import Questionnaire
    from scoring.agreement import Verdict
    from scoring.priority import Kind, Lead, Stability

NO_TARGETS = "No target was set, so there is no gap to close."
NO_IMPORTANCE = "Nobody said what matters more, so every dimension counts alike."
NO_EFFORT = "Nobody said how much work it would be, so quick wins cannot be told from what has to be built."
WHAT_FOR: dict[Kind, str] = {
    "quick win": "Much to gain for little work: begin here.",
    "build": "Much to gain, and much work: plan it.",
    "align first": "Much to gain, but we do not see it alike: talk about it before anybody acts.",
    "find out": "A third or more do not know: find out before anything is decided.",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one dimension before it is ranked.

    Attributes:
        score: As it may be shown, 0-100; None where it may not, or there is none.
        interval: Its 95 % interval as it may be shown; None without one.
        agreement: How the group sees it; None where that may not be said.
        dont_know: "Don't know" over all answers that count, 0-1; 0 where that may not be said.
    """

    score: float | None
    interval: tuple[float, float] | None = None
    agreement: Verdict | None = None
    dont_know: float = 0.0


@dataclass(frozen=True, slots=True)
class Aim:
    """One dimension in its place.

    Attributes:
        score: 0-100; None without a result.
        target: 0-100; None where nobody set one.
        gap: Points still to go; None without a score or a target.
        importance: Share of the importance, 0-1.
        priority: Importance times gap, in points; None without a gap.
        effort: 1, little, to 5; None where nobody said.
        kind: What it needs; None where nothing stands out.
        sentence: The same in words; empty without a kind.
    """

    dimension_id: str
    title: str
    score: float | None
    target: float | None
    gap: float | None
    importance: float
    priority: float | None
    effort: int | None
    kind: Kind | None
    sentence: str


@dataclass(frozen=True, slots=True)
class AimsView:
    """The dimensions of a questionnaire in the order of their priority.

    Attributes:
        rows: The highest priority first; those without one last.
        stability: How far the top of the order can be relied on, in a sentence; empty without an order.
        missing: What was not set, in sentences.
        rival: Title of the dimension that may as well come first, where the first one leads in fewer than half of the
            variations; empty where it leads in more.
    """

    rows: tuple[Aim, ...]
    stability: str
    missing: tuple[str, ...]
    rival: str = ""


def aims_view(
    questionnaire: Questionnaire,
    standings: Mapping[str, Standing],
    targets: Mapping[str, Target],
    importance: Mapping[str, Importance],
) -> AimsView:
    """Rank the dimensions of the top level; ``measurement.md`` 3.14.

    Args:
        questionnaire: What was asked.
        standings: Dimension id to what is known of it.
        targets: Dimension id to target; the key "" holds for every dimension without its own.
        importance: Dimension id to its importance; where there is none, all count alike.
    """
    ids = [each.id for each in questionnaire.dimensions]
    wanted = {name: target for name in ids if (target := targets.get(name) or targets.get("")) is not None}
    points = {name: importance[name].points if name in importance else 0.0 for name in ids}
    shares = importance_shares([points]) or dict.fromkeys(ids, 1 / len(ids))
    efforts = {name: importance[name].effort if name in importance else None for name in ids}
    candidates = [_candidate(name, standings.get(name), wanted.get(name), shares[name], efforts[name]) for name in ids]
    titles = {each.id: each.title for each in questionnaire.dimensions}
    scores = {name: standings[name].score if name in standings else None for name in ids}
    rows = tuple(
        Aim(
            dimension_id=each.dimension_id,
            title=titles[each.dimension_id],
            score=scores[each.dimension_id],
            target=wanted[each.dimension_id].value if each.dimension_id in wanted else None,
            gap=each.gap,
            importance=each.importance,
            priority=each.priority,
            effort=efforts[each.dimension_id],
            kind=each.kind,
            sentence=WHAT_FOR[each.kind] if each.kind else "",
        )
        for each in priorities(candidates)
    )
    ranged = any(each.interval is not None for each in candidates if each.score is not None)
    first = lead(candidates)
    found = _stable(stability(candidates), first, titles, ranged=ranged)
    return AimsView(rows, found, _missing(len(wanted), points, efforts), _rival(first, titles))


def standings_of_room(result: RoomResult, rooms: Sequence[RoomItem]) -> dict[str, Standing]:
    """Return dimension id to what a room shows of it.

    Args:
        result: Of the questionnaire.
        rooms: The items of the room, of any questionnaire.
    """
    by_id = {room.item.id: room for room in rooms if room.questionnaire.id == result.questionnaire.id}
    found = {}
    for each in result.dimensions:
        inside = [by_id[item.id] for item in each.dimension.all_items() if item.id in by_id]
        low, high = each.figure.low, each.figure.high
        shares = [room.now.unknown_share for room in inside if room.now.unknown_share is not None]
        found[each.dimension.id] = Standing(
            score=None if each.figure.points is None else float(each.figure.points),
            interval=None if low is None or high is None else (float(low), float(high)),
            agreement=_worst([room.now.verdict for room in inside if room.now.verdict is not None]),
            dont_know=sum(shares) / len(shares) / 100 if shares else 0.0,
        )
    return found


def standings_of_one(view: ResultView) -> dict[str, Standing]:
    """Return dimension id to what the result of somebody who answers alone says of it."""
    return {each.dimension.id: Standing(each.score, dont_know=each.dont_know_share) for each in view.dimensions}


def _candidate(
    name: str, standing: Standing | None, target: Target | None, share: float, effort: int | None
) -> Candidate:
    known = standing or Standing(None)
    return Candidate(
        dimension_id=name,
        score=known.score if target is not None else None,
        target=target.value if target is not None else 0.0,
        importance=share,
        dont_know=known.dont_know,
        effort=effort,
        agreement=known.agreement,
        interval=known.interval,
    )


def _worst(verdicts: Sequence[Verdict]) -> Verdict | None:
    """Sum up several items: polarised where any is, mixed where most are, else agreed; None without a verdict."""
    if not verdicts:
        return None
    if "polarised" in verdicts:
        return "polarised"
    return "mixed" if 2 * verdicts.count("mixed") > len(verdicts) else "agreement"


def _stable(found: Stability | None, top: Lead | None, titles: Mapping[str, str], *, ranged: bool) -> str:
    """Say how far the top of the order can be relied on; ``ranged``: whether a score has an interval."""
    if found is None:
        return ""
    count, share = len(found.first), shown_points(100 * found.share)
    many = f"The first {number(count)} stay the first {number(count)}"
    first = many if count > 1 else "The first one stays first"
    varied = "each weight up to half larger or smaller" + (", each score anywhere in its range" if ranged else "")
    said = f"{first} in {share} % of the variations ({varied})."
    if count > 1 and top is not None and _rival(top, titles):
        said += f" “{titles[top.first]}” comes first in {shown_points(100 * top.share)} % of them."
    if 2 * found.share >= 1:
        return said
    return f"{said} More often than not, {'others are among them' if count > 1 else 'another one is first'}."


def _rival(found: Lead | None, titles: Mapping[str, str]) -> str:
    """Name the dimension that may as well come first; empty where the first one leads in half of the variations."""
    if found is None or found.rival is None or 2 * found.share >= 1:
        return ""
    return titles[found.rival]


def _missing(wanted: int, points: Mapping[str, float], efforts: Mapping[str, int | None]) -> tuple[str, ...]:
    found = []
    if not wanted:
        found.append(NO_TARGETS)
    elif wanted < len(points):
        count = len(points) - wanted
        found.append(f"{started(number(count))} dimension{'s have' if count > 1 else ' has'} no target.")
    if not any(points.values()):
        found.append(NO_IMPORTANCE)
    if all(each is None for each in efforts.values()):
        found.append(NO_EFFORT)
    return tuple(found)

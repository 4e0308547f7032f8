"""Every figure of the result of one respondent, flat and named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.figures_stated import Stated, spread_of, under

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.views import AgendaView, Answerable, DimensionView, ItemView, ResultView
    from scoring.result import DimensionScore, Result


def figures_of_result(view: ResultView) -> tuple[Stated, ...]:
    """Return the figures of a result: the whole, its dimensions, what the kind of result adds, then every answer."""
    name = view.questionnaire.id
    return (
        *_whole(name, view.result),
        *(each for score in view.result.dimensions for each in _score(name, score)),
        *(each for dimension in view.dimensions for each in _aim(name, dimension)),
        *(Stated(f"{name}/steps/{number}", step.dimension_id) for number, step in enumerate(view.steps, start=1)),
        *spread_of(name, view.spread),
        *_answerable(name, view.answerable),
        *_agenda(name, view.agenda),
        *(each for item in _items(view) for each in _item(name, item)),
    )


def _whole(name: str, result: Result) -> Iterator[Stated]:
    yield from under(name, {"score": result.score, "low": result.low, "coverage": result.coverage})
    if result.band is not None:
        yield from under(f"{name}/band", {"low": result.band[0], "high": result.band[1]})
    decision = result.decision
    if decision is not None:
        yield from under(
            f"{name}/stage",
            {
                "overall": decision.stage,
                "decided-by": decision.decided_by,
                "mean": decision.mean_stage,
                "gate": decision.gate_stage,
                "maturity": decision.maturity,
            },
        )


def _score(name: str, found: DimensionScore) -> Iterator[Stated]:
    yield from under(
        f"{name}/{found.dimension.id}",
        {
            "weight": found.dimension.weight,
            "score": found.score,
            "low": found.low,
            "stage": found.stage,
            "coverage": found.coverage,
            "dont-know-share": found.dont_know_share,
        },
    )


def _aim(name: str, view: DimensionView) -> Iterator[Stated]:
    gap = view.gap
    if gap is not None:
        yield from under(
            f"{name}/{view.dimension.id}",
            {
                "goal": gap.goal,
                "goal-kind": gap.goal_kind,
                "gap": gap.gap,
                "importance": gap.importance,
                "priority": gap.priority,
                "holds-back": gap.holds_back,
            },
        )


def _answerable(name: str, found: Answerable | None) -> Iterator[Stated]:
    if found is None:
        return
    yield from under(name, {"asked": found.asked, "answered": found.answered, "answerable": found.answerable})
    for item_id, detail in found.detail.items():
        yield from under(
            f"{name}/items/{item_id}",
            {"level-points": detail.level_points, "caps": len(detail.capped), "halved": detail.halved},
        )
    yield from under(f"{name}/contradictions", {each.rule: each.severity for each in found.contradictions})
    yield from under(f"{name}/derived", {each.id: each.value for each in found.derived})


def _agenda(name: str, view: AgendaView | None) -> Iterator[Stated]:
    if view is None:
        return
    yield Stated(f"{name}/stated", view.stated)
    found = view.result
    if found is None:
        return
    shares = {"time": found.time, "energy": found.energy, "driver": found.driver, "first": found.first}
    for part, values in {**shares, "wanted": found.wanted, "weights": found.weights}.items():
        yield from under(f"{name}/{part}", values)
    yield from under(
        name,
        {
            "verdict": found.verdict,
            "leader": " ".join(found.leader),
            "lead": found.lead,
            "aside": found.aside,
            "distance": found.distance,
            "missing": " ".join(found.missing),
            "bumped": len(found.bumped),
            "on-opinion": len(found.opinion),
            "flags": " ".join(found.flags),
        },
    )


def _items(view: ResultView) -> Iterator[ItemView]:
    for dimension in view.dimensions:
        yield from dimension.items
    yield from view.outside


def _item(name: str, view: ItemView) -> Iterator[Stated]:
    prefix = f"{name}/items/{view.item.id}"
    kind = "unanswered" if view.answer is None else view.answer.kind
    yield from under(prefix, {"weight": view.item.weight, "points": view.points, "kind": kind})
    if view.answer is not None and kind == "value":
        yield from _value(f"{prefix}/answer", view.answer.value)


def _value(prefix: str, value: Any) -> Iterator[Stated]:
    """Yield an answer part by part; the parts of a list are counted from 1."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _value(f"{prefix}/{key}", each)
    elif isinstance(value, list):
        for number, each in enumerate(value, start=1):
            yield from _value(f"{prefix}/{number}", each)
    else:
        head, _, last = prefix.rpartition("/")
        yield from under(head, {last: value})

"""How much of the overall score of one person rests on data, on an example, on opinion, and on what nobody was asked.

Rooms are left out: their votes are read without evidence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scoring.items import is_scored
from scoring.sentences import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessments.views import ItemView, ResultView
    from questionnaires.model import Combine, Dimension

Ground = Literal["data", "example", "opinion", "nothing", "unsaid", "unknown", "not-asked"]
GROUNDS: dict[Ground, str] = {
    "data": "Data",
    "example": "An example",
    "opinion": "An opinion",
    "nothing": "Nothing in particular",
    "unsaid": "Asked, not said",
    "unknown": "“I don't know”, counted as 0",
    "not-asked": "Not asked",
}
NOBODY_ASKED = "No answer behind the overall score was asked with what it rests on."
_SAID: dict[Ground, str] = {"data": "data", "example": "an example", "opinion": "opinion", "nothing": "nothing"}
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Rests:
    """What an overall score rests on.

    Attributes:
        shares: Each ground with its share of the score's weight, 0-1; they add up to 1; those without a share are left
            out.
        figures: The same in whole per cent; they add up to 100.
    """

    shares: Mapping[Ground, float]
    figures: Mapping[Ground, int]


def rests(view: ResultView) -> Rests | None:
    """Return what the overall score rests on; None without a score.

    The weight of an item in the overall score is the product, from the top of the tree down, of
    ``w_child / Σ w`` over the children that carry points; where it is a ladder, ``w`` is the place of the child; where
    the lowest decides, the lowest alone counts (several that are equally low in equal parts); where the stages met
    decide, all children count alike. The weights add up to 1. The rule for what counts is ``measurement.md`` 3.2-3.3.
    """
    if view.result.score is None:
        return None
    items = {each.item.id: each for dimension in view.dimensions for each in dimension.items}
    weights = list(_weighed(view, items))
    total = math.fsum(weight for _, weight in weights)
    parts = {ground: [weight for each, weight in weights if _ground(items[each]) == ground] for ground in GROUNDS}
    shares = {ground: math.fsum(each) / total for ground, each in parts.items() if each}
    return Rests(shares, _whole(shares))


def sentence(found: Rests) -> str:
    """Say what the overall score rests on."""
    figures = {ground: figure for ground, figure in found.figures.items() if figure}
    if figures.keys() == {"not-asked"}:
        return NOBODY_ASKED
    said = [f"{figures[ground]} % rests on {words}" for ground, words in _SAID.items() if ground in figures]
    named = [said[0], *(each.replace(" rests on", " on") for each in said[1:])] if said else []
    parts = [joined(named)] if named else []
    if "unsaid" in figures:
        parts.append(f"for {figures['unsaid']} % it was asked, and not said, what the answer rests on")
    if "unknown" in figures:
        parts.append(f"{figures['unknown']} % is “I don't know”, which counts as 0 here")
    if "not-asked" in figures:
        parts.append(f"for {'the other ' if parts else ''}{figures['not-asked']} % nobody was asked")
    return f"Of the overall score, {'; '.join(parts)}."


def _weighed(view: ResultView, items: Mapping[str, ItemView]) -> Iterator[tuple[str, float]]:
    """Yield the items that carry the overall score with their weight in it."""
    scores = {each.dimension.id: each.score for each in view.result.dimensions}

    def below(dimension: Dimension, weight: float) -> Iterator[tuple[str, float]]:
        scored = [item for item in dimension.items if is_scored(item) and item.id in view.questionnaire.item_by_id]
        points = [items[item.id].points if item.id in items else None for item in scored]
        points += [scores[child.id] for child in dimension.dimensions]
        shares = _shares(dimension.combine, [float(each.weight) for each in (*scored, *dimension.dimensions)], points)
        for item, share in zip(scored, shares[: len(scored)], strict=True):
            if share:
                yield item.id, weight * share
        for child, share in zip(dimension.dimensions, shares[len(scored) :], strict=True):
            if share:
                yield from below(child, weight * share)

    tops = view.questionnaire.dimensions
    shares = _shares(
        view.questionnaire.combine, [float(each.weight) for each in tops], [scores[each.id] for each in tops]
    )
    for top, share in zip(tops, shares, strict=True):
        if share:
            yield from below(top, share)


def _shares(rule: Combine, weights: Sequence[float], points: Sequence[float | None]) -> list[float]:
    """Return the share of each child in a score.

    Args:
        rule: How the children are combined.
        weights: Of the children.
        points: Of the children, 0-100; None where one carries none. At least one carries some.
    """
    if rule == "ladder":
        weights = [float(place) for place, _ in enumerate(weights, start=1)]
    elif rule == "min":
        lowest = min(each for each in points if each is not None)
        weights = [float(each == lowest) for each in points]
    elif rule == "cumulative":
        weights = [1.0 for _ in weights]
    carried = [0.0 if each is None else weight for weight, each in zip(weights, points, strict=True)]
    return [each / math.fsum(carried) for each in carried]


def _ground(view: ItemView) -> Ground:
    answer = view.answer
    if answer is not None and answer.kind == "dont_know":
        return "unknown"
    if answer is not None and answer.evidence is not None:
        return answer.evidence
    return "unsaid" if view.item.evidence else "not-asked"


def _whole(shares: Mapping[Ground, float]) -> dict[Ground, int]:
    """Return shares in whole per cent that add up to 100: the largest remainders are rounded up."""
    figures = {ground: math.floor(_WHOLE * share + 1e-9) for ground, share in shares.items()}
    left = _WHOLE - sum(figures.values())
    for ground in sorted(shares, key=lambda each: figures[each] - _WHOLE * shares[each])[:left]:
        figures[ground] += 1
    return figures

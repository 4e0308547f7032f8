"""A score worked out as a line that a reader can follow with a pencil."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.conditions import is_asked
from scoring.items import is_scored

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from questionnaires.items import Item
    from questionnaires.model import Combine, Questionnaire
    from questionnaires.values import Answer
    from scoring.result import DimensionScore, Result


@dataclass(frozen=True, slots=True)
class Part:
    """One child of a score.

    Attributes:
        shown: Its figure as the line shows it; None where it has none.
        applies: Whether it would count if it had one; what does not apply counts under no rule.
    """

    shown: str | None
    weight: float
    applies: bool


def plain_figure(value: float) -> str:
    """Return a figure with one decimal, and without one where that is 0."""
    return f"{value:.1f}".removesuffix(".0")


def worked_out(rule: Combine, parts: Sequence[Part], value: float | None) -> str:
    """Write out how parts become a score; empty where there is nothing to write out.

    Args:
        rule: ``mean`` and ``ladder`` divide by what has a figure, ``sum`` by all that applies, ``min`` takes the
            lowest. For ``ladder`` the weights are the places.
        parts: The children in the order they are asked.
        value: What they come to, 0-100.
    """
    there = [(part.shown, part.weight) for part in parts if part.shown is not None]
    if value is None or not there:
        return ""
    if rule == "min":
        return f"the lowest of {', '.join(shown for shown, _ in there)} = {value:.1f}"
    if rule == "cumulative":
        return f"the highest stage up to which enough criteria of every stage are met = {value:.1f}"
    base = [part.weight for part in parts if part.applies and (rule == "sum" or part.shown is not None)]
    if len(set(base)) == 1:
        return f"({' + '.join(shown for shown, _ in there)}) ÷ {len(base)} = {value:.1f}"
    products = " + ".join(f"{weight:g} × {shown}" for shown, weight in there)
    return f"({products}) ÷ {sum(base):g} = {value:.1f}"


@dataclass(frozen=True, slots=True)
class Pencil:
    """Works out the scores of one respondent.

    Attributes:
        points: Item id to points, for the items that carry any.
    """

    questionnaire: Questionnaire
    result: Result
    answers: Mapping[str, Answer]
    points: Mapping[str, float]

    def overall(self) -> str:
        """Work out the overall score; empty where a single dimension is all there is."""
        top = self.result.top
        if sum(each.score is not None for each in top) == 1:
            return ""
        parts = [self._dimension_part(each) for each in top]
        return worked_out(self.questionnaire.combine, parts, self.result.score)

    def dimension(self, score: DimensionScore) -> str:
        """Work out a dimension's score from its items, and from the scores of the dimensions in it."""
        dimension = score.dimension
        below = {each.dimension.id: each for each in self.result.dimensions}
        parts = [
            *(self._item_part(item) for item in self._counted(dimension.items)),
            *(self._dimension_part(below[child.id]) for child in dimension.dimensions),
        ]
        if dimension.combine == "ladder":
            parts = [Part(part.shown, place, part.applies) for place, part in enumerate(parts, start=1)]
        return worked_out(dimension.combine, parts, score.score)

    def _item_part(self, item: Item) -> Part:
        points = self.points.get(item.id)
        return Part(None if points is None else plain_figure(points), float(item.weight), self._applies(item))

    def _dimension_part(self, score: DimensionScore) -> Part:
        applies = any(self._applies(item) for item in self._counted(score.dimension.all_items()))
        shown = None if score.score is None else f"{score.score:.1f}"
        return Part(shown, float(score.dimension.weight), applies)

    def _counted(self, items: Iterable[Item]) -> list[Item]:
        """Return the items that are asked at all and can carry points."""
        return [item for item in items if item.id in self.questionnaire.item_by_id and is_scored(item)]

    def _applies(self, item: Item) -> bool:
        answer = self.answers.get(item.id)
        refused = answer is not None and answer.kind == "not_applicable"
        return is_asked(item, self.answers, self.questionnaire) and not refused

"""The scores of one respondent as formulas: a row for each dimension, and the overall score over them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.book import Formula
from reports.book_rules import Ranges, coverage_text, overall_stage, overall_text, score_text, stage_title
from reports.words import clean
from scoring.items import is_scored
from scoring.stages import stage_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessments.views import DimensionView, ResultView
    from questionnaires.model import Dimension, Questionnaire
    from reports.book import Cell, Sheet
    from scoring.sheet import Floats
    from scoring.tree import Branch

HEADER = (
    "Dimension",
    "In",
    "Score now",
    "Score as given",
    "Stage now",
    "Coverage",
    "Weight",
    "Combined by",
    "Goal",
    "Gap as given",
    "Don't know",
    "Worked out",
)
WIDTHS = (34, 26, 11, 11, 24, 10, 9, 12, 10, 10, 10, 70)
LOOKS = (
    "text",
    "text",
    "points",
    "shown",
    "text",
    "share",
    "plain",
    "text",
    "shown",
    "shown",
    "share",
    "quiet",
)
FIRST_ROW, SCORE, STAGE, COVER, WEIGHT = 3, 2, 4, 5, 6


@dataclass(frozen=True, slots=True)
class Tree:
    """The dimensions in rows: those of the top level first, then those in one dimension next to each other.

    Attributes:
        order: (dimension, title of the one it is in).
        rows: Dimension id to its row, counted from the first.
    """

    order: tuple[tuple[Dimension, str], ...]
    rows: Mapping[str, int]

    def inner(self, dimension: Dimension) -> tuple[int, int] | None:
        """Return the first and the last row of the dimensions in one; None where it has none."""
        rows = [self.rows[each.id] for each in dimension.dimensions]
        return (rows[0], rows[-1]) if rows else None


def tree_of(questionnaire: Questionnaire) -> Tree:
    """Return the dimensions level by level."""
    order: list[tuple[Dimension, str]] = [(each, "") for each in questionnaire.dimensions]
    for dimension, _ in order:  # grows while it is read
        order += [(each, dimension.title) for each in dimension.dimensions]
    return Tree(tuple(order), {each.id: row for row, (each, _) in enumerate(order)})


def weight_in(dimension: Dimension, place: int, stated: float) -> float:
    """Return what a child counts: the weight that is stated, or on a ladder of children its place, from 1."""
    return float(place + 1) if dimension.combine == "ladder" else float(stated)


def weights_of(questionnaire: Questionnaire) -> dict[str, float]:
    """Return dimension id to weight; on a ladder the places go on after the items."""
    found = {each.id: float(each.weight) for each in questionnaire.dimensions}
    for parent in questionnaire.walk():
        before = len(counted(questionnaire, parent))
        for place, child in enumerate(parent.dimensions, start=before):
            found[child.id] = weight_in(parent, place, float(child.weight))
    return found


def counted(questionnaire: Questionnaire, dimension: Dimension) -> list[str]:
    """Return the ids of the items that stand directly in a dimension and can carry points, in their order."""
    return [each.id for each in dimension.items if each.id in questionnaire.item_by_id and is_scored(each)]


def write_dimensions(
    sheet: Sheet,
    view: ResultView,
    found: Mapping[str, Branch],
    items: Callable[[Dimension], tuple[str, str]],
    titles: str,
) -> Mapping[str, str]:
    """Fill the sheet of the dimensions.

    Args:
        sheet: An empty one.
        view: The result.
        found: Dimension id to what the app found, of one respondent.
        items: Of a dimension, the range of its items' points and that of their weights; empty without items.
        titles: The range of the stages' titles; empty without a ladder.

    Returns:
        ``scores``, ``coverage``, ``weights``: the ranges of the dimensions of the top level.
    """
    questionnaire, tree = view.questionnaire, tree_of(view.questionnaire)
    weights = weights_of(questionnaire)
    tops = {each.dimension.id: each for each in view.dimensions}
    sheet.title("Dimensions", "“Score now” is worked out from the sheet of the answers: change one there, and see.")
    sheet.head(FIRST_ROW - 1, HEADER, frozen_columns=1)
    for row, (dimension, parent) in enumerate(tree.order, start=FIRST_ROW):
        inner = tree.inner(dimension)
        spans = [
            sheet.span((inner[0] + FIRST_ROW, column), (inner[1] + FIRST_ROW, column)) if inner else ""
            for column in (SCORE, COVER, WEIGHT)
        ]
        ranges = Ranges(*items(dimension), *spans)
        score = number(found[dimension.id].score)
        cells: list[Cell] = [dimension.title, parent]
        if dimension.combine == "cumulative":
            cells.append(score)
        else:
            cells.append(Formula(score_text(dimension.combine, ranges, sheet.at(row, COVER)), score))
        cells.append(None if score is None else round(score, 1))
        cells.append(_stage(sheet.at(row, SCORE), titles, questionnaire, score))
        cells.append(Formula(coverage_text(ranges), number(found[dimension.id].coverage)))
        cells += [weights[dimension.id], dimension.combine, *_given(tops.get(dimension.id))]
        sheet.row(row, cells, LOOKS)
    last = FIRST_ROW + len(questionnaire.dimensions) - 1
    ranges_of = {
        name: sheet.span((FIRST_ROW, column), (last, column))
        for name, column in (("scores", SCORE), ("coverage", COVER), ("weights", WEIGHT))
    }
    if len(questionnaire.dimensions) > 1:
        names = sheet.span((FIRST_ROW, 0), (last, 0))
        place = f"A{FIRST_ROW + len(tree.order) + 3}"
        sheet.bars(place, "Where each dimension stands", names, [("Score", ranges_of["scores"])])
    return ranges_of


def _stage(cell: str, titles: str, questionnaire: Questionnaire, score: float | None) -> Cell:
    if not titles:
        return ""
    ladder = len(questionnaire.stages)
    title = "" if score is None else questionnaire.stages[stage_at(score, ladder) - 1].title
    return Formula(stage_title(cell, titles, ladder), clean(title))


def _given(each: DimensionView | None) -> list[Cell]:
    if each is None:
        return [None, None, None, ""]
    goal = each.gap.goal if each.gap is not None else None
    gap = None if each.gap is None or goal is None else round(each.gap.gap, 1)
    return [goal, gap, each.dont_know_share, each.working]


def number(values: Floats) -> float | None:
    """Return the only figure of an array; None where it is none."""
    return None if math.isnan(values[0]) else float(values[0])


def write_overall(sheet: Sheet, view: ResultView, ranges: Mapping[str, str], row: int, titles: str) -> None:
    """Write the overall score and its stage from a row on."""
    asked, result = view.questionnaire, view.result
    score = Formula(overall_text(asked.combine, ranges["scores"], ranges["coverage"], ranges["weights"]), result.score)
    stage: Cell = ""
    if titles:
        title = "" if result.decision is None else asked.stages[result.decision.stage - 1].title
        text = overall_stage(asked.stage_rule, sheet.at(row, 1), ranges["scores"], titles, len(asked.stages))
        stage = Formula(text, clean(title)) if text else title
    shown = None if result.score is None else round(result.score, 1)
    low = None if result.low is None else round(result.low, 1)
    lines: list[tuple[str, Cell, str]] = [
        ("Overall score now", score, "points beside"),
        ("Overall score as given", shown, "shown beside"),
        ("Stage now", stage, "text"),
        ("Finding as given", view.headline, "text"),
        ("What decided", view.decided, "text"),
        ("Worked out", view.working, "text"),
        ("Under other weights", view.band, "text"),
        ("With every “don't know” as 0", low, "shown beside"),
        ("Target", view.target_note, "text"),
    ]
    for place, (name, cell, looks) in enumerate(lines, start=row):
        sheet.put(place, 0, name, "text")
        sheet.put(place, 1, cell, looks)

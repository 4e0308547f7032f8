"""The workbook of one respondent's result: answers that can be changed, and scores that follow them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reports import book_codes, book_scores
from reports.book import Formula
from reports.book_codes import write_codebook
from reports.book_rules import Codes, asked_if, code_of, is_worked_out, points_cell, words_cell
from reports.book_scores import counted, weight_in, write_dimensions, write_overall
from reports.book_stages import write_stages
from scoring.items import is_scored
from scoring.sheet import State, sheet
from scoring.tree import branches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.views import ItemView, ResultView
    from questionnaires.items import Item
    from questionnaires.model import Dimension
    from questionnaires.values import Answer
    from reports.book import Book, Cell, Sheet

HEADER = (
    "Dimension",
    "Question id",
    "Question",
    "Answer (change it here)",
    "In words",
    "Points",
    "Weight",
    "Points as given",
    "Comment",
    "Why not applicable",
    "Rests on",
    "Notes",
)
WIDTHS = (26, 26, 44, 22, 54, 11, 8, 11, 50, 26, 10, 40)
LOOKS = ("text", "text", "text", "input", "text", "points", "plain", "shown", "text", "text", "plain", "quiet")
FIRST_ROW, ANSWER, POINTS, WEIGHT = 3, 3, 5, 6


def write_result(book: Book, view: ResultView) -> None:
    """Fill a workbook with a result."""
    answers_sheet = book.sheet("Answers", WIDTHS)
    scores_sheet = book.sheet("Scores", (34, 60, 12, 60))
    dimensions_sheet = book.sheet("Dimensions", book_scores.WIDTHS)
    codes = write_codebook(book.sheet("Codebook", book_codes.WIDTHS), view.questionnaire)
    scores_sheet.title(view.headline, "The first figure is worked out from the sheet of the dimensions.")
    titles = write_stages(scores_sheet, view.questionnaire, 14)
    _write_answers(answers_sheet, view, codes)
    asked = view.questionnaire
    start = {item.id: place for place, item in enumerate(asked.items, start=FIRST_ROW)}

    def items(dimension: Dimension) -> tuple[str, str]:
        rows = [start[each.id] for each in dimension.items if each.id in start]
        if not rows:
            return "", ""
        points, weights = (answers_sheet.span((rows[0], column), (rows[-1], column)) for column in (POINTS, WEIGHT))
        return points, weights

    found = {each.dimension.id: each for top in branches(asked, sheet(asked, [_answers(view)])) for each in top.walk()}
    write_overall(scores_sheet, view, write_dimensions(dimensions_sheet, view, found, items, titles), 3, titles)


def _write_answers(page: Sheet, view: ResultView, codes: Mapping[str, Codes]) -> None:
    """Fill the sheet of the answers: a row for each question, in the order in which they are asked."""
    asked, answers = view.questionnaire, _answers(view)
    cells = sheet(asked, [answers])
    points = {
        item_id: (State(int(cells.states[0, place])), _number(float(cells.points[0, place])))
        for place, item_id in enumerate(cells.items)
    }
    views = {each.item.id: each for each in (*(one for top in view.dimensions for one in top.items), *view.outside)}
    rows = {item.id: place for place, item in enumerate(asked.items, start=FIRST_ROW)}
    weights = {
        item_id: weight_in(dimension, place, float(asked.item_by_id[item_id].weight))
        for dimension in asked.walk()
        for place, item_id in enumerate(counted(asked, dimension))
    }
    page.title(
        f"Answers to {asked.title}",
        "Change a yellow cell to another code of the codebook, “don't know” or “not applicable”: the scores follow.",
    )
    page.head(FIRST_ROW - 1, HEADER, frozen_columns=2)
    for item in asked.items:
        row, one = rows[item.id], views.get(item.id)
        where = page.at(row, ANSWER)
        condition = asked_if(item, asked, lambda other: page.at(rows[other], ANSWER))
        state = points.get(item.id, (State.NOT_APPLICABLE, None))
        worth = points_cell(item, where, codes.get(item.id), condition, state)
        page.row(row, _row(item, one, where, codes.get(item.id), worth, weights.get(item.id)), _looks(item))
        dimension = asked.dimension_of.get(item.id)
        page.put(row, 0, dimension.title if dimension else "", "text")
        if isinstance(worth, Formula) and item.id in codes and item.type != "checklist":
            source = {"validate": "list", "source": f"={codes[item.id].codes}", "error_type": "information"}
            page.page.data_validation(row, ANSWER, row, ANSWER, source)
    page.page.autofilter(FIRST_ROW - 1, 0, FIRST_ROW + len(asked.items) - 1, len(HEADER) - 1)


def _row(
    item: Item, one: ItemView | None, where: str, codes: Codes | None, worth: Cell, weight: float | None
) -> list[Cell]:
    answer = one.answer if one is not None else None
    text = one.text if one is not None else "Not asked"
    return [
        "",
        item.id,
        item.ask,
        code_of(item, answer),
        words_cell(item, where, codes, answer, text),
        worth,
        0.0 if weight is None else weight,
        None if one is None or one.points is None else round(one.points, 1),
        answer.comment if answer is not None else "",
        answer.reason if answer is not None else "",
        (answer.evidence or "") if answer is not None else "",
        " ".join([*(one.notes if one is not None else ()), _held(item)]).strip(),
    ]


def _held(item: Item) -> str:
    return (
        ""
        if is_worked_out(item) or not is_scored(item)
        else "These points stand as they are; no formula works them out."
    )


def _looks(item: Item) -> tuple[str, ...]:
    changeable = is_worked_out(item)
    return tuple("text" if looks == "input" and not changeable else looks for looks in LOOKS)


def _answers(view: ResultView) -> dict[str, Answer]:
    """Return the answers that the view shows."""
    shown = (*(one for top in view.dimensions for one in top.items), *view.outside)
    return {each.item.id: each.answer for each in shown if each.answer is not None}


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value

"""Everybody's answers in a workbook: the codes, the points that follow from them, and each person's scores."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reports.book import Formula
from reports.book_rules import (
    Ranges,
    asked_if,
    code_of,
    coverage_text,
    is_worked_out,
    points_cell,
    score_text,
)
from reports.book_scores import counted, tree_of, weight_in, weights_of
from scoring.items import is_scored
from scoring.sheet import State, sheet
from scoring.tree import branches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaires.model import Dimension, Questionnaire
    from reports.book import Book, Cell, Sheet
    from reports.book_rules import Codes
    from reports.given import Given
    from scoring.sheet import Sheet as Cells
    from scoring.tree import Branch

HEAD, SECOND, FIRST_ROW = 2, 3, 4
WHO = ("Person", "Role", "Unit")


@dataclass(frozen=True, slots=True)
class People:
    """Where everybody's answers and scores stand; the same rows on all three sheets."""

    answers: Sheet
    points: Sheet
    scores: Sheet
    asked: Questionnaire
    given: Sequence[Given]

    @property
    def last_row(self) -> int:
        """The row of the last person."""
        return FIRST_ROW + len(self.given) - 1

    def score_column(self, dimension_id: str) -> int:
        """Return where a dimension's scores stand."""
        return 1 + tree_of(self.asked).rows[dimension_id]

    def coverage_column(self, dimension_id: str) -> int:
        """Return where a dimension's coverage stands."""
        tree = tree_of(self.asked)
        return 1 + len(tree.order) + tree.rows[dimension_id]

    def column(self, place: int) -> str:
        """Return the range of a column of the scores."""
        return self.scores.span((FIRST_ROW, place), (self.last_row, place))


def add_people(book: Book, suffix: str, asked: Questionnaire, given: Sequence[Given]) -> People:
    """Add the three sheets, still empty."""
    widths = (20, 14, 14, *(16 for _ in asked.items))
    tree = tree_of(asked)
    return People(
        book.sheet(f"Answers{suffix}", widths),
        book.sheet(f"Points{suffix}", (20, 14, 14, *(11 for _ in asked.items))),
        book.sheet(f"People{suffix}", (20, *(14 for _ in tree.order), *(11 for _ in tree.order))),
        asked,
        given,
    )


def write_people(people: People, codes: Mapping[str, Codes]) -> dict[str, float | None]:
    """Fill the three sheets; returns dimension id to the mean share that was answered, None where nothing applies."""
    asked = people.asked
    batch = [each.answers for each in people.given]
    cells = sheet(asked, batch)
    _heads(people)
    _answers(people, codes, cells)
    found = {each.dimension.id: each for top in branches(asked, cells) for each in top.walk()}
    _scores(people, found)
    shares = {key: each.coverage[~np.isnan(each.coverage)] for key, each in found.items()}
    return {key: float(each.mean()) if each.size else None for key, each in shares.items()}


def _heads(people: People) -> None:
    asked = people.asked
    weights = {
        item_id: weight_in(dimension, place, float(asked.item_by_id[item_id].weight))
        for dimension in asked.walk()
        for place, item_id in enumerate(counted(asked, dimension))
    }
    people.answers.title(
        f"Answers to {asked.title}",
        "Change a cell to another code of the codebook, to “don't know” or to “not applicable”: all scores follow.",
    )
    people.points.title("Points", "Worked out from the answers; where no formula can, the points stand as they are.")
    people.scores.title("Everybody's scores", "Worked out from the points. On the right: the share that was answered.")
    labels = (*WHO, *(each.label for each in asked.items))
    people.answers.head(HEAD, labels)
    people.points.head(HEAD, labels)
    for column, item in enumerate(asked.items, start=len(WHO)):
        people.answers.put(SECOND, column, item.id, "quiet")
        people.points.put(SECOND, column, weights.get(item.id, 0.0), "plain")
    people.answers.put(SECOND, 0, "Question id", "quiet")
    people.points.put(SECOND, 0, "Weight", "quiet")
    for page in (people.answers, people.points):
        page.page.freeze_panes(FIRST_ROW, 1)
    order, inner = tree_of(asked).order, weights_of(asked)
    titles = (*(each.title for each, _ in order), *(f"{each.title}, answered" for each, _ in order))
    people.scores.head(HEAD, ("Person", *titles))
    people.scores.put(SECOND, 0, "Weight", "quiet")
    for dimension, _ in order:
        people.scores.put(SECOND, people.score_column(dimension.id), inner[dimension.id], "plain")
    people.scores.page.freeze_panes(FIRST_ROW, 1)


def _answers(people: People, codes: Mapping[str, Codes], cells: Cells) -> None:
    asked = people.asked
    columns = {item.id: place for place, item in enumerate(asked.items, start=len(WHO))}
    places = {item_id: place for place, item_id in enumerate(cells.items)}
    for number, one in enumerate(people.given):
        row = FIRST_ROW + number
        for page in (people.answers, people.points):
            page.row(row, (one.who, one.role, one.unit), ("text", "text", "text"))
        for item in asked.items:
            where = people.answers.at(row, columns[item.id], full=True)
            looks = "input" if is_worked_out(item) and is_scored(item) else "text"
            people.answers.put(row, columns[item.id], code_of(item, one.answers.get(item.id)), looks)
            state: tuple[State, float | None] = (State.NOT_APPLICABLE, None)
            if item.id in places:
                value = float(cells.points[number, places[item.id]])
                state = State(int(cells.states[number, places[item.id]])), None if math.isnan(value) else value

            def where_is(item_id: str, row: int = row) -> str:
                return people.answers.at(row, columns[item_id], full=True)

            condition = asked_if(item, asked, where_is)
            worth = points_cell(item, where, codes.get(item.id), condition, state)
            people.points.put(row, columns[item.id], worth, "points")


def _scores(people: People, found: Mapping[str, Branch]) -> None:
    for number, one in enumerate(people.given):
        row = FIRST_ROW + number
        people.scores.put(row, 0, one.who, "text")
        for dimension, _ in tree_of(people.asked).order:
            ranges = _ranges(people, dimension, row)
            branch = found[dimension.id]
            score, coverage = (
                None if math.isnan(values[number]) else float(values[number])
                for values in (branch.score, branch.coverage)
            )
            covered = people.coverage_column(dimension.id)
            cell: Cell = score
            if dimension.combine != "cumulative":
                cell = Formula(score_text(dimension.combine, ranges, people.scores.at(row, covered)), score)
            people.scores.put(row, people.score_column(dimension.id), cell, "points")
            people.scores.put(row, covered, Formula(coverage_text(ranges), coverage), "share")


def _ranges(people: People, dimension: Dimension, row: int) -> Ranges:
    places = [
        place
        for place, item in enumerate(people.asked.items, start=len(WHO))
        if people.asked.dimension_of.get(item.id) is dimension
    ]
    points = weights = scores = coverage = inner = ""
    if places:
        points = people.points.span((row, places[0]), (row, places[-1]))
        weights = people.points.span((SECOND, places[0]), (SECOND, places[-1]))
    if dimension.dimensions:
        first, last = dimension.dimensions[0].id, dimension.dimensions[-1].id
        low, high = people.score_column(first), people.score_column(last)
        scores = people.scores.span((row, low), (row, high))
        inner = people.scores.span((SECOND, low), (SECOND, high))
        coverage = people.scores.span((row, people.coverage_column(first)), (row, people.coverage_column(last)))
    return Ranges(points, weights, scores, coverage, inner)

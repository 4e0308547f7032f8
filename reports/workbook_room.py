"""The workbook of a room: what may be shown of it, and in an open wave everybody's answers with their formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.room_words import no_gap
from charts.naming import level_text
from reports import book_codes
from reports.book import Formula
from reports.book_codes import write_codebook
from reports.book_rules import ENOUGH
from reports.book_stages import write_stages
from reports.given import allowed
from reports.workbook_people import add_people, write_people

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.room_model import Figure, RoomItem, RoomResult, RoomView
    from reports.book import Book, Cell, Sheet
    from reports.given import Given
    from reports.workbook_people import People

DIMENSIONS = (
    "Dimension",
    "Average now",
    "Average as shown",
    "Range from",
    "Range to",
    "People",
    "Nearest stage as shown",
    "Agreement",
    "Roles",
    "Why there is no figure",
    "Weight",
    "Answered",
)
FIRST_ROW, NOW, WEIGHT, COVER = 3, 1, 10, 11
MOST_TEXTS = 80  # of one question; the data file has all
VOTES = (
    "Number",
    "Dimension",
    "Question id",
    "Question",
    "Agreement",
    "Average",
    "Range from",
    "Range to",
    "People",
    "Second vote",
    "Roles",
    "What to do in the room",
    "Don't know",
    "No answer",
)


def write_room(book: Book, view: RoomView, given: Sequence[Given]) -> None:
    """Fill a workbook with a room."""
    several = len(view.results) > 1
    if view.why:
        book.sheet("Scores", (60,)).title("There is nothing to show of this room", view.why)
    for number, result in enumerate(view.results, start=1):
        suffix = f" {number}" if several else ""
        people = None
        there = allowed(view.wave, given, result.questionnaire.id)
        if there:
            people = add_people(book, suffix, result.questionnaire, there)
        scores = book.sheet(f"Scores{suffix}", (34, 60, 12, 60))
        dimensions = book.sheet(f"Dimensions{suffix}", (34, 11, 11, 9, 9, 10, 24, 44, 40, 40, 8, 8))
        groups = book.sheet(f"Groups{suffix}", (34, 10, 20, 10, 10, 10, 10, 40))
        votes = book.sheet(f"Votes{suffix}", (8, 24, 24, 44, 14, 9, 9, 9, 9, 34, 34, 44, *(12 for _ in range(14))))
        codes = write_codebook(book.sheet(f"Codebook{suffix}", book_codes.WIDTHS), result.questionnaire)
        covered = {} if people is None else write_people(people, codes)
        _dimensions(dimensions, result, people, covered)
        _overall(scores, dimensions, result, view, there=bool(there))
        _groups(groups, result)
        items = [each for each in view.items if each.questionnaire.id == result.questionnaire.id]
        _votes(votes, sorted(items, key=lambda each: each.number))
    if any(each.texts for each in view.items):
        _written(book, view)


def _dimensions(page: Sheet, result: RoomResult, people: People | None, coverage: Mapping[str, float | None]) -> None:
    told = "“Average now” is worked out from everybody's scores, rounded as on the screen."
    if people is None:
        told = "Averages as they may be shown; the answers behind them are not in this file."
    page.title("Dimensions", told)
    page.head(FIRST_ROW - 1, DIMENSIONS, frozen_columns=1)
    looks = ("text", "whole", "whole", "whole", "whole", "plain", "text", "text", "text", "text", "plain", "share")
    for row, each in enumerate(result.dimensions, start=FIRST_ROW):
        figure = each.figure
        now: Cell = figure.points
        answered: Cell = None
        if people is not None:
            scores = people.column(people.score_column(each.dimension.id))
            covered = people.column(people.coverage_column(each.dimension.id))
            rounded = f'IF(AVERAGE({covered})>={ENOUGH},INT(AVERAGE({scores})+0.5),"")'
            now = Formula(f'IF(COUNT({scores})=0,"",{rounded})', figure.points)
            answered = Formula(f'IF(COUNT({covered})=0,"",AVERAGE({covered}))', coverage[each.dimension.id])
        roles = "; ".join(
            [f"{one.name} {one.figure.points}" for one in each.groups if one.figure.points is not None]
            + [each.gap or no_gap(each.groups)]
        )
        cells = [each.dimension.title, now, figure.points, figure.low, figure.high, figure.people, each.stage or ""]
        cells += [each.words, roles, figure.why, float(each.dimension.weight), answered]
        page.row(row, cells, looks)
    last = FIRST_ROW + len(result.dimensions) - 1
    if any(each.figure.points is not None for each in result.dimensions):
        spans = [page.span((FIRST_ROW, column), (last, column)) for column in (0, NOW)]
        page.bars(f"A{last + 4}", "Where the room stands", spans[0], [("Average", spans[1])])


def _overall(page: Sheet, dimensions: Sheet, result: RoomResult, view: RoomView, *, there: bool) -> None:
    page.title(result.headline, f"Answered by {view.people}. The first figure is worked out from the dimensions.")
    overall, asked = result.overall, result.questionnaire
    last = FIRST_ROW + len(result.dimensions) - 1
    scores, weights, covered = (dimensions.span((FIRST_ROW, column), (last, column)) for column in (NOW, WEIGHT, COVER))
    score: Cell = overall.why if overall.points is None else overall.points
    unknown = asked.combine == "sum" and not there and any(each.figure.points is None for each in result.dimensions)
    if overall.points is not None and not unknown:  # without answers nobody can say whether a dimension applies
        score = Formula(_overall_text(asked.combine, scores, weights, covered), overall.points)
    lines: list[tuple[str, Cell, str]] = [
        ("Overall score now", score, "whole beside" if overall.points is not None else "text"),
        ("Overall score as shown", overall.points, "whole beside"),
        ("Range from", overall.low, "whole beside"),
        ("Range to", overall.high, "whole beside"),
        ("People", overall.people, "text"),
        ("Finding as given", result.headline, "text"),
        ("What decided", result.decided, "text"),
        ("What the ranges say", view.meaning, "text"),
    ]
    for row, (name, cell, looks) in enumerate(lines, start=3):
        page.put(row, 0, name, "text")
        page.put(row, 1, cell, looks)
    write_stages(page, asked, 13)


def _overall_text(rule: str, scores: str, weights: str, covered: str) -> str:
    """Return the overall score of rounded averages, rounded again, as ``assessments.room_scores`` has it.

    Where the file holds everybody's answers, too few of them leave it empty; else nobody can change them.
    """
    there = f"SUMPRODUCT(--ISNUMBER({scores}),{weights})"
    base = there
    if rule == "sum":
        base = f"IF(COUNT({covered})=0,{there},SUMPRODUCT(ISNUMBER({covered})*({covered}>0),{weights}))"
    rolled = f"MIN({scores})" if rule == "min" else f"SUMPRODUCT({scores},{weights})/({base})"
    answered = f"MIN({there},SUMPRODUCT({covered},{weights}))/SUMPRODUCT(--ISNUMBER({covered}),{weights})"
    enough = f"IF(COUNT({covered})=0,TRUE,{answered}>={ENOUGH})"
    return f'IF(COUNT({scores})=0,"",IF({enough},INT({rolled}+0.5),""))'


def _groups(page: Sheet, result: RoomResult) -> None:
    header = ("Dimension", "Kind", "Name", "Average", "Range from", "Range to", "People", "Why there is no figure")
    page.title("Roles and units", "What is not shown here would tell of too few people.")
    page.head(2, header, frozen_columns=1)
    row = 3
    shown = [("All dimensions", result.groups), *((each.dimension.title, each.groups) for each in result.dimensions)]
    for title, groups in shown:
        for each in groups:
            cells = (title, each.kind, each.name, *_figure(each.figure), each.figure.why)
            page.row(row, cells, ("text", "plain", "text", "whole", "whole", "whole", "plain", "text"))
            row += 1


def _votes(page: Sheet, items: Sequence[RoomItem]) -> None:
    """Write what may be shown of every question: agreement, average, and people per answer where it may."""
    most = max((len(each.now.levels) for each in items), default=0)
    page.title("Votes", "People per answer, the lowest answer first; the codebook says what each means.")
    steps = tuple(f"Answer {place}" for place in range(1, most + 1))
    header = (*VOTES[:12], *steps, *VOTES[12:])
    page.head(2, header, frozen_columns=4)
    for row, each in enumerate(items, start=3):
        vote = each.now
        counts: list[Cell] = [*(vote.counts or ())]
        counts += [None] * (most - len(counts))
        cells: list[Cell] = [each.number, each.dimension, each.item.id, each.item.ask, vote.words]
        cells += [*_figure(vote.figure), each.shift, each.gap, each.prompt, *counts, vote.unknown, vote.silent]
        looks = ["plain", "text", "text", "text", "text", "whole", "whole", "whole", "plain", "text", "text", "quiet"]
        page.row(row, cells, [*looks, *("whole" for _ in range(most + 2))])
        if vote.counts is not None:
            for place in range(len(vote.counts)):
                page.page.write_comment(row, 12 + place, level_text(each, place)[:500])
    last = 2 + len(items)
    if any(each.now.counts for each in items):
        names = page.span((3, 2), (last, 2))
        values = [(header[column], page.span((3, column), (last, column))) for column in range(12, 12 + most + 1)]
        page.bars(f"A{last + 4}", "How the votes are spread", names, values, shares=True)


def _written(book: Book, view: RoomView) -> None:
    page = book.sheet("Written", (26, 44, 100))
    page.title("What was written", "In alphabetical order, without names.")
    page.head(2, ("Question id", "Question", "Text"))
    row = 3
    for item in sorted(view.items, key=lambda each: (each.questionnaire.id, each.number)):
        left = len(item.texts) - MOST_TEXTS
        more = (f"{left} more stand in the data file.",) if left > 0 else ()
        for text in (*item.texts[:MOST_TEXTS], *more):
            page.row(row, (item.item.id, item.item.ask, text), ("text", "text", "text"))
            row += 1


def _figure(figure: Figure) -> tuple[Cell, Cell, Cell, Cell]:
    return figure.points, figure.low, figure.high, figure.people

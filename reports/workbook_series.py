"""The workbook of an assessment over its waves: figures as they may be shown, changes, and the waves behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts.answered import answered
from charts.derived import derived
from charts.picture import LIGHT
from charts.shares import shares
from reports import book_codes
from reports.book_codes import write_codebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from assessments.series_model import SeriesView
    from reports.book import Book, Cell

CHANGES = (
    "Dimension",
    "Before",
    "After",
    "Change",
    "Range from",
    "Range to",
    "Finding",
    "Could have been seen from",
    "Rests on",
    "Change of all respondents",
    "In words",
    "Why not",
)


def write_series(book: Book, view: SeriesView) -> None:
    """Fill a workbook with a series."""
    _scores(book, view)
    if view.waves:
        _dimensions(book, view)
    if view.movements:
        _changes(book, view)
    _rows(book, "Agenda", view.agenda.sentence if view.agenda else "", shares(view, LIGHT).rows)
    if view.disclosures is not None:
        _rows(book, "Questions", view.disclosures.sentence, answered(view, LIGHT).rows)
        _rows(book, "Derived", "Figures worked out from the answers", derived(view, LIGHT).rows)
    write_codebook(book.sheet("Codebook", book_codes.WIDTHS), view.questionnaire)


def _scores(book: Book, view: SeriesView) -> None:
    page = book.sheet("Scores", (22, 14, 12, 12, 12, 12, 12, 50))
    page.title(view.headline, view.why if view.why != view.headline else "")
    header = ("Wave", "Counted on", "People", "Version", "Overall", "Range from", "Range to", "Why there is no figure")
    page.head(2, header, frozen_columns=1)
    looks = ("text", "plain", "plain", "plain", "whole", "whole", "whole", "text")
    for place, wave in enumerate(view.waves):
        figure = view.series[0].figures[place]
        cells = (wave.label, f"{wave.at:%Y-%m-%d}", wave.people, wave.version, figure.points, figure.low, figure.high)
        page.row(3 + place, (*cells, wave.why or figure.why), looks)
    if any(each.points is not None for each in (view.series[0].figures if view.series else ())):
        last = 2 + len(view.waves)
        names, values = (page.span((3, column), (last, column)) for column in (0, 4))
        page.lines(f"A{last + 4}", view.series[0].title, names, [("Overall", values)])


def _dimensions(book: Book, view: SeriesView) -> None:
    """Write average, and range from and to, of every wave side by side."""
    count = len(view.waves)
    page = book.sheet("Dimensions", (34, *(12 for _ in range(3 * count)), 10, 40))
    page.title(
        "Dimensions", "Averages wave by wave, then the ranges. A series that breaks is not comparable across it."
    )
    labels = [each.label for each in view.waves]
    ends = [f"{label}, range {end}" for label in labels for end in ("from", "to")]
    page.head(2, ("Dimension", *labels, *ends, "Target", "Not comparable with before"), frozen_columns=1)
    for row, each in enumerate(view.series, start=3):
        cells: list[Cell] = [each.title, *(figure.points for figure in each.figures)]
        cells += [end for figure in each.figures for end in (figure.low, figure.high)]
        cells += [each.target, ", ".join(labels[place] for place in sorted(each.breaks))]
        page.row(row, cells, ["text", *("whole" for _ in range(3 * count + 1)), "text"])
    names = page.span((2, 1), (2, count))
    values = [
        (each.title, page.span((row, 1), (row, count)))
        for row, each in enumerate(view.series, start=3)
        if any(figure.points is not None for figure in each.figures) and not each.breaks
    ]
    if values:
        page.lines(f"A{len(view.series) + 6}", "Wave by wave", names, values)


def _changes(book: Book, view: SeriesView) -> None:
    page = book.sheet("Changes", (34, 10, 10, 10, 10, 10, 24, 14, 24, 14, 70, 50))
    then, now = (each.label for each in view.waves[-2:])
    page.title(f"From {then} to {now}", view.correction)
    page.head(2, CHANGES, frozen_columns=1)
    looks = ("text", *("whole" for _ in range(5)), "text", "whole", "text", "whole", "text", "text")
    for row, each in enumerate(view.movements, start=3):
        change = each.change
        cells = (each.title, each.before.points, each.after.points, change.points, change.low, change.high)
        more = None if each.all is None else each.all.points
        page.row(row, (*cells, change.word, change.seen, change.people, more, each.sentence, each.why), looks)


def _rows(book: Book, name: str, title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write a chart's table, where it has one."""
    if not rows:
        return
    page = book.sheet(name, [34, *(16 for _ in rows[0])])
    page.title(title)
    page.head(2, tuple(rows[0]), frozen_columns=1)
    for row, cells in enumerate(rows, start=3):
        page.row(row, tuple(str(each) for each in cells.values()), ["text" for _ in cells])

"""A view as a workbook: answers where they may be seen, scores, dimensions, codebook, method, with formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.book import Book
from reports.book_method import write_method_of_result, write_method_of_room, write_method_of_series
from reports.workbook_result import write_result
from reports.workbook_room import write_room
from reports.workbook_series import write_series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.room_model import RoomView
    from assessments.series_model import SeriesView
    from assessments.views import ResultView
    from reports.about import About
    from reports.given import Given


def workbook_of_result(view: ResultView, about: About) -> bytes:
    """Return the workbook of one respondent's result; a changed answer changes the scores."""
    book = Book(about)
    with book:
        write_result(book, view)
        write_method_of_result(book, view)
    return book.data


def workbook_of_room(view: RoomView, about: About, given: Sequence[Given] = ()) -> bytes:
    """Return the workbook of a room.

    Args:
        view: What the page shows.
        about: Whose room it is.
        given: Everybody's answers that count, from ``given_in``. They are left out where the wave is anonymous, or
            where they are more than ``MOST_PEOPLE``; then the figures of the dimensions stand as they are.
    """
    book = Book(about)
    with book:
        write_room(book, view, given)
        write_method_of_room(book, view, given)
    return book.data


def workbook_of_series(view: SeriesView, about: About) -> bytes:
    """Return the workbook of an assessment over its waves: figures as they may be shown, no answers."""
    book = Book(about)
    with book:
        write_series(book, view)
        write_method_of_series(book, view)
    return book.data

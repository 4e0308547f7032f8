"""A view as slides for PowerPoint: one finding a slide, charts and tables that can be edited, notes for the speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.series_told import without_twin
from reports.deck import Deck
from reports.slides_result import add_result
from reports.slides_room import add_room
from reports.slides_series import add_series

if TYPE_CHECKING:
    from assessments.room_model import RoomView
    from assessments.series_model import SeriesView
    from assessments.views import ResultView
    from reports.about import About


def slides_of_result(view: ResultView, about: About, template: bytes | None = None) -> bytes:
    """Return the slides of one respondent's result.

    Args:
        view: What the page shows.
        about: Whose result it is; its logo stands on every slide.
        template: A presentation (``.pptx``, ``.potx``) whose layouts, fonts and colours are taken; ours without it.

    Raises:
        TemplateError: The template cannot be used; the message says why.
    """
    deck = Deck(about, template)
    add_result(deck, view)
    return deck.data()


def slides_of_room(view: RoomView, about: About, template: bytes | None = None) -> bytes:
    """Return the slides of a room; takes what ``slides_of_result`` takes."""
    deck = Deck(about, template)
    add_room(deck, view)
    return deck.data()


def slides_of_series(view: SeriesView, about: About, template: bytes | None = None) -> bytes:
    """Return the slides of an assessment over its waves; takes what ``slides_of_result`` takes."""
    deck = Deck(about, template)
    add_series(deck, without_twin(view))
    return deck.data()

"""A view becomes a PDF for the board: A4, tagged, with bookmarks, the same bytes for the same view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.series_told import without_twin
from reports.pdf_blocks import Report, as_data
from reports.pdf_letters import showable
from reports.pdf_press import pressed
from reports.pdf_result import report_of_result
from reports.pdf_room import report_of_room
from reports.pdf_series import report_of_series

if TYPE_CHECKING:
    from assessments.room_model import RoomView
    from assessments.series_model import SeriesView
    from assessments.views import ResultView
    from reports.about import About

SOURCE = "Source"
TITLE = "Report"  # where nothing can be shown of the names
LOGO = "Logo of {}"


def pdf_of_result(view: ResultView, about: About) -> bytes:
    """Return the result of somebody who answered alone."""
    return pressed(dressed(report_of_result(view, about), about), about.at)


def pdf_of_room(view: RoomView, about: About) -> bytes:
    """Return the result of a room, or why there is none."""
    return pressed(dressed(report_of_room(view, about), about), about.at)


def pdf_of_series(view: SeriesView, about: About) -> bytes:
    """Return what changed over the waves."""
    return pressed(dressed(report_of_series(without_twin(view), about), about), about.at)


def dressed(report: Report, about: About) -> dict[str, Any]:
    """Return what the template draws: a report in its brand."""
    whose = showable(about.organisation)
    data = as_data(report)
    return {
        **data,
        "title": data["title"] or TITLE,
        "author": whose,
        "source": SOURCE,
        "colour": about.brand.colour,
        "on-colour": about.brand.on_colour,
        "logo": about.brand.logo,
        "logo-alt": LOGO.format(whose) if whose else "Logo",
    }

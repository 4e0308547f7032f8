"""The table of files to take away: what each is called, what it is for, and how it is made of a view."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.room_model import RoomView
from assessments.series_model import SeriesView
from assessments.views import ResultView
from reports.data_zip import data_of
from reports.pdf import pdf_of_result, pdf_of_room, pdf_of_series
from reports.slides import slides_of_result, slides_of_room, slides_of_series
from reports.workbook import workbook_of_result, workbook_of_room, workbook_of_series

if TYPE_CHECKING:
    from collections.abc import Callable

    from questionnaires.model import Questionnaire
    from reports.about import About
    from reports.given import Given

WHOSE, WHAT, WHEN = 40, 24, 16  # letters of each of its parts at most
NOTHING = "report"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a file is made of.

    Attributes:
        view: A lone result, a room, or an assessment over its waves, as a page shows it.
        given: Everybody's answers that a file may hold; none of an anonymous wave, and none of a series.
    """

    view: ResultView | RoomView | SeriesView
    given: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    Attributes:
        title: For a button.
        what: What it holds and whom it is for, in a sentence.
        suffix: The ending of the file's name, with its dot.
        make: Returns the file; the third argument is a PowerPoint template, which only slides heed. May raise
            ``deck_file.TemplateError``.
    """

    id: str
    title: str
    what: str
    suffix: str
    mime: str
    make: Callable[[Subject, About, bytes | None], bytes]


def questionnaires_of(subject: Subject) -> tuple[Questionnaire, ...]:
    """Return what was asked; nothing where a room may not be shown yet."""
    view = subject.view
    if isinstance(view, RoomView):
        return tuple(each.questionnaire for each in view.results)
    return (view.questionnaire,)


def file_name(subject: Subject, about: About, suffix: str) -> str:
    """Return a name of letters, digits and hyphens: whose, what, and which wave; never a path.

    Args:
        subject: What the file is made of.
        about: Whose it is.
        suffix: The ending, with its dot.
    """
    asked = questionnaires_of(subject)
    what = asked[0].short_title if len(asked) == 1 else ""
    kind = "what changed" if isinstance(subject.view, SeriesView) else ""
    parts = (_plain(about.organisation, WHOSE), _plain(what, WHAT), _plain(kind, WHAT), _plain(about.wave, WHEN))
    return f"{'-'.join(part for part in parts if part) or NOTHING}{suffix}"


def _plain(text: str, most: int) -> str:
    """Return a text in letters that every file system has, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain)[:most].strip("-")


def _pdf(subject: Subject, about: About, template: bytes | None) -> bytes:
    del template
    match subject.view:
        case ResultView() as view:
            return pdf_of_result(view, about)
        case RoomView() as view:
            return pdf_of_room(view, about)
        case view:
            return pdf_of_series(view, about)


def _slides(subject: Subject, about: About, template: bytes | None) -> bytes:
    match subject.view:
        case ResultView() as view:
            return slides_of_result(view, about, template)
        case RoomView() as view:
            return slides_of_room(view, about, template)
        case view:
            return slides_of_series(view, about, template)


def _workbook(subject: Subject, about: About, template: bytes | None) -> bytes:
    del template
    match subject.view:
        case ResultView() as view:
            return workbook_of_result(view, about)
        case RoomView() as view:
            return workbook_of_room(view, about, subject.given)
        case view:
            return workbook_of_series(view, about)


def _data(subject: Subject, about: About, template: bytes | None) -> bytes:
    del template
    return data_of(subject.view, about, subject.given)


_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS: dict[str, Format] = {
    each.id: each
    for each in (
        Format(
            "pdf", "PDF", "Two to six pages for the board, to print or to send on.", ".pdf", "application/pdf", _pdf
        ),
        Format(
            "pptx",
            "Slides",
            "One finding a slide, with charts and tables that PowerPoint can change, and notes for whoever speaks.",
            ".pptx",
            f"{_OFFICE}presentationml.presentation",
            _slides,
        ),
        Format(
            "xlsx",
            "Workbook",
            "Figures, codebook and method for Excel; where it holds answers, its formulas follow a changed one.",
            ".xlsx",
            f"{_OFFICE}spreadsheetml.sheet",
            _workbook,
        ),
        Format(
            "csv",
            "Data",
            "Tables as CSV with a codebook and labels for SPSS, packed into one zip file.",
            ".zip",
            "application/zip",
            _data,
        ),
    )
}

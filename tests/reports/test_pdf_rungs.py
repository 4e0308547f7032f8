"""The research ladder in the printed report of one person."""

from __future__ import annotations

from assessments import rungs
from reports.pdf import pdf_of_result
from tests.assessments.build import STAGES, viewed
from tests.reports.pages import read
from tests.reports.samples import about, lone
from tests.reports.test_pdf import missing
from tests.scoring.build import NA

LADDER = "customer-research-ladder"
USED = {"confirming": "more", "wishes": "never", "problems": "once", "observing": "more", "becoming": NA}


def test_the_report_shows_how_each_kind_is_used() -> None:
    view = viewed(LADDER, {**USED, "observing-decided": "yes"})
    profile = rungs.profile(view)
    assert profile is not None
    paper = read(pdf_of_result(view, about(LADDER)))
    assert paper.bookmarks.count("Kinds of research") == 1
    cells = [cell for row in rungs.rows(profile) for cell in row.values()]
    assert missing(paper, rungs.deepest(profile), rungs.meaning(profile), *cells) == []


def test_a_report_without_a_ladder_has_no_such_part() -> None:
    assert "Kinds of research" not in read(pdf_of_result(lone(STAGES), about(STAGES))).bookmarks

"""The report of an assessment over its waves: what changed, how far that holds, as blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessments import series_told as told
from charts.answered import answered
from charts.derived import derived
from charts.lines import FEWEST as LINES_FROM
from charts.lines import lines
from charts.picture import LIGHT
from charts.shares import shares
from charts.slope import slope
from reports.pdf_blocks import Block, Bullets, Facts, Report, Section, Text, table
from reports.pdf_drawing import WIDER, beside, drawing
from reports.pdf_result import ABOUT, meanings, others

if TYPE_CHECKING:
    from assessments.series_model import Disclosures, SeriesView
    from reports.about import About


def report_of_series(view: SeriesView, about: About) -> Report:
    """Return the pages of one questionnaire over its waves."""
    asked = view.questionnaire
    first: list[Block] = [Text(told.asked_in(view), "quiet")]
    if view.why and view.why != view.headline:
        first.append(Text(view.why))
    sections = [Section("", tuple(first)), *_special(view)]
    if view.movements:
        sections += _moved(view)
    sections += [_waves(view, about), others(asked, about)]
    sections.append(Section(ABOUT, (Facts(about.facts(asked)),)))
    kicker = about.kicker(asked.short_title)
    return Report(kicker, asked.language, kicker, view.headline, about.made, tuple(sections))


def _special(view: SeriesView) -> list[Section]:
    found = []
    if view.agenda is not None:
        found.append(Section(told.AGENDA, drawing(shares(view, LIGHT))))
    if view.disclosures is not None:
        found.append(Section(told.ANSWERABLE, drawing(answered(view, LIGHT), width=WIDER)))
        if view.disclosures.derived:
            found.append(Section(told.DERIVED, _derived(view, view.disclosures)))
    return found


def _derived(view: SeriesView, given: Disclosures) -> tuple[Block, ...]:
    """Draw the derived figures in two columns, above the table of all of them."""
    whole = derived(view, LIGHT)
    middle = (len(given.derived) + 1) // 2
    halves = (replace(given, derived=half) for half in (given.derived[:middle], given.derived[middle:]))
    pictures = beside(derived(replace(view, disclosures=half), LIGHT) for half in halves)
    caption = (Text(whole.caption, "quiet"),) if pictures else ()
    return (Text(whole.title, "strong"), *pictures, *caption, table(whole.rows))


def _moved(view: SeriesView) -> list[Section]:
    whole, parts = _pictures(view)
    moved, _ = told.sentences(view)  # what the others did stands in the table, except why nothing can be told
    rest = [each for each in dict.fromkeys(each.why for each in view.movements) if each not in {"", view.why}]
    said = Bullets(tuple((each, "") for each in moved))
    more = Bullets(tuple((each, "") for each in rest), small=bool(moved))
    rows, notes = told.table_rows(view)
    limits = tuple((each, "") for each in ([view.mix] if view.mix else []) + told.limits(view))
    return [
        Section(told.MOVED, (*whole, *([said] if moved else []))),
        *([Section(told.STAGE, (Text(view.stage), *meanings(view.questionnaire)))] if view.stage else []),
        *([Section(told.HOLDS, (Bullets(limits),))] if limits else []),
        Section(
            told.THEN_NOW, (table(rows), *(Text(each, "quiet") for each in notes), *([more] if rest else []), *parts)
        ),
    ]


def _pictures(view: SeriesView) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Draw the overall score over the whole width, and the dimensions below it in two columns."""
    if len(view.waves) < LINES_FROM:
        return drawing(slope(view, LIGHT)), ()
    rest = view.series[1:]
    middle = (len(rest) + 1) // 2
    halves = (lines(replace(view, series=half), LIGHT) for half in (rest[:middle], rest[middle:]))
    first = drawing(lines(replace(view, series=view.series[:1]), LIGHT))
    return first, beside(halves)


def _waves(view: SeriesView, about: About) -> Section:
    return Section(told.WAVES, (table(told.wave_rows(view, about.at.tzinfo)),))

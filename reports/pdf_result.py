"""The report of somebody who answered alone: the parts of the result page, in its words, as blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments import result_words as words
from assessments import rungs
from benchmarks.compare import nothing_published
from benchmarks.near import NEVER_SUBTRACTED, many, near
from charts.picture import LIGHT
from charts.table import CHARTS
from reports.pdf_blocks import Block, Bullets, Facts, Report, Section, Step, Steps, Text, table
from reports.pdf_drawing import TIGHT, TIGHTER, drawing
from scoring.sentences import driver_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.views import AgendaView, Answerable, DimensionView, ResultView
    from questionnaires.model import Questionnaire
    from reports.about import About
    from scoring.gaps import NextStep

ABOUT = "About this report"
HOLDS_BACK = "What holds us back"
PICTURES = {
    "stages": ("ladder", 1.0),
    "line": ("line", TIGHT),
    "disclosure": ("answerable", TIGHT),
    "agenda": ("mix", 1.0),
}


def report_of_result(view: ResultView, about: About) -> Report:
    """Return the pages of one result."""
    asked = view.questionnaire
    name, height = PICTURES[asked.result]
    picture = drawing(CHARTS[name](view, LIGHT), title=False, height=height)
    sections = [Section("", picture), *_findings(view)]
    sections.append(Section(words.steps_title(view.steps), steps_of(view.steps)))
    if view.answerable is not None:
        sections += _disclosure(view.answerable)
    ladder = rungs.profile(view)
    if ladder is not None:
        said = Text(rungs.deepest(ladder)), table(rungs.rows(ladder)), Text(rungs.meaning(ladder), "quiet")
        sections.append(Section(ladder.title, said))
    if view.agenda is None:
        gaps = drawing(CHARTS["gaps"](view, LIGHT), height=TIGHTER)
        sections.append(Section(words.GAPS, (*gaps, Text(view.target_note, "quiet"))))
    sections += [_method(view), others(asked, about)]
    sections.append(Section(ABOUT, (Facts(about.facts(asked)),)))
    kicker = about.kicker(asked.short_title)
    return Report(kicker, asked.language, kicker, view.headline, about.made, tuple(sections))


def steps_of(steps: Sequence[NextStep]) -> tuple[Block, ...]:
    """Return things to do; where there are none, why."""
    if not steps:
        return (Text(words.NO_STEPS, "quiet"),)
    return (Steps(tuple(Step(each.title, each.text, words.because(each), each.reason) for each in steps)),)


def others(asked: Questionnaire, about: About) -> Section:
    """Return what was published about a questionnaire, or near it, with its sources."""
    found = near(about.benchmarks, asked.id, asked.version, about.at.year)
    blocks: list[Block] = [Text(nothing_published(asked.short_title))]
    if found:
        blocks += [
            Text(many(len(found)), "strong"),
            Text(NEVER_SUBTRACTED, "quiet"),
            Bullets(tuple((each.sentence, each.url or "") for each in found), small=True),
        ]
    return Section(words.OTHERS, tuple(blocks))


def meanings(asked: Questionnaire, *, named: bool = False) -> tuple[Block, ...]:
    """Return what the stages mean; nothing without stages; ``named``: under the name of the questionnaire."""
    rows = [{"Stage": title, "Anchor": points, "Meaning": said} for title, points, said in words.stages(asked)]
    title = f"{words.STAGES}: {asked.short_title}" if named else words.STAGES
    return (Text(title, "strong"), table(rows)) if rows else ()


def _findings(view: ResultView) -> list[Section]:
    match view.questionnaire.result:
        case "stages":
            return [Section(HOLDS_BACK, (Text(view.decided), *_lowest(view.dimensions)))]
        case "line":
            return [Section("", _line(view))]
        case "agenda" if view.agenda is not None:
            return [Section("", _agenda(view.agenda))]
        case _:
            return []


def _lowest(dimensions: Sequence[DimensionView]) -> tuple[Block, ...]:
    scored = sorted((each for each in dimensions if each.score is not None), key=lambda each: each.score or 0.0)
    items = tuple((f"{each.dimension.title}: {words.shown_score(each)}", "") for each in scored[:3])
    return (Text("The lowest dimensions", "strong"), Bullets(items)) if items else ()


def _line(view: ResultView) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for title, items in words.line_ends(view):
        blocks += [Text(title, "strong"), Bullets(tuple((f"{each.item.label}: {each.text}", "") for each in items))]
    blocks += [Text(f"{each.item.label}: {each.text}") for each in words.said_outside(view)]
    if view.spread is not None:
        blocks.append(Text(words.spread_words(view.spread), "quiet"))
    return tuple(blocks)


def _agenda(agenda: AgendaView) -> tuple[Block, ...]:
    result = agenda.result
    if result is None:
        return (Text(words.NO_AGENDA),)
    blocks: list[Block] = [Text(driver_sentence(agenda.item, result))]
    claim = words.claim(agenda, result)
    if claim is not None:
        blocks.append(Text(f"{claim.verdict} Said: “{claim.said}”. Seen in the agenda: “{claim.seen}” comes first."))
    share, purpose = words.to_move(result)
    facts = [*([f"{share}{purpose}"] if share else []), *words.agenda_facts(agenda, result)]
    return (*blocks, Bullets(tuple((each, "") for each in facts)))


def _disclosure(answerable: Answerable) -> list[Section]:
    said = [each.message for each in answerable.contradictions]
    found: tuple[Block, ...] = (
        (Bullets(tuple((each, "") for each in said)),) if said else (Text(words.NO_CONTRADICTION),)
    )
    rows = words.derived_rows(answerable.derived)
    implied = table(rows) if rows else Text(words.NOTHING_IMPLIED)
    return [Section(words.TOGETHER, found), Section(words.IMPLIED, (implied,))]


def _method(view: ResultView) -> Section:
    blocks: list[Block] = []
    score, rest = words.overall(view)
    if score:
        blocks.append(Text(f"{score}{rest}", "strong"))
    if view.working:
        blocks.append(Text(words.worked_overall(view), "working"))
    if view.questionnaire.result != "stages":  # there it stands on the first page
        blocks.append(Text(view.decided))
    if view.band:
        blocks.append(Text(view.band))
    worked = [
        {
            "Dimension": each.dimension.title,
            "Score": words.shown_score(each),
            "Worked out": each.working,
            "Rests on": " · ".join(words.standing(each, goal=False)),
        }
        for each in view.dimensions
    ]
    blocks.append(table(worked))
    if view.agenda is not None and view.agenda.result is not None:
        agenda, result = view.agenda, view.agenda.result
        blocks += [
            Text(words.index_words(result)),
            table(words.index_rows(agenda, result)),
            Text(words.OWN_MIX, "quiet"),
        ]
    blocks += meanings(view.questionnaire)
    filled = words.filled_in(view)
    if filled:
        blocks.append(Text(filled, "quiet"))
    return Section(words.METHOD, (*blocks, Text(words.ONE_PERSON)))

"""The report of a room: what was released of it, its dissent beside its averages, as blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments import room_told as told
from charts.ladder import room_ladder
from charts.means import means
from charts.naming import people
from charts.numbers import numbers
from charts.picture import LIGHT
from charts.stacked import stacked
from reports.pdf_blocks import Block, Facts, Report, Section, Text, table
from reports.pdf_drawing import beside, drawing
from reports.pdf_result import ABOUT, meanings, others, steps_of

if TYPE_CHECKING:
    from assessments.room_model import RoomResult, RoomView
    from reports.about import About

LISTED = 6  # contested questions of each kind
BESIDE = 12  # questions from which on their answers are drawn in two columns
DRAWN, FEWER = 36, 24  # questions whose answers are drawn: of one questionnaire, and of several
FEW, LOWER = 3, 0.74  # more averages have less than the height on a screen, where a row is for a thumb


def report_of_room(view: RoomView, about: About) -> Report:
    """Return the pages of a room; where nothing may be shown, the reason."""
    asked = [each.questionnaire for each in view.results]
    kicker = about.kicker(asked[0].short_title if len(asked) == 1 else "")
    sections: list[Section] = []
    for place, result in enumerate(view.results):
        sections += _standing(view, result, first=place == 0)
    if view.why:
        headline, language = view.why, "en"
    else:
        headline, language = view.results[0].headline, asked[0].language
        sections.append(_contested(view))
        for result in view.results:
            sections += _dimensions(result, several=len(asked) > 1)
        sections += [*_questions(view), *_numbers(view), _rules(view), *(others(each, about) for each in asked)]
    sections.append(Section(ABOUT, (Facts(about.facts(*asked)),)))
    return Report(kicker, language, kicker, headline, about.made, tuple(sections))


def _standing(view: RoomView, result: RoomResult, *, first: bool) -> list[Section]:
    blocks: list[Block] = [Text(told.answered_by(result, people(view.people)), "quiet")]
    overall = told.overall(result)
    blocks.append(Text(f"{overall} {view.meaning}".rstrip() if overall else result.overall.why))
    if result.questionnaire.result == "stages":
        blocks += drawing(room_ladder(result, LIGHT), title=False)
        blocks += [Text(result.decided)] if result.decided else []
    following = told.next_steps(result)
    return [
        Section("" if first else result.headline, tuple(blocks)),
        *([Section(told.STEPS_TITLE, steps_of(following))] if following else []),
    ]


def _dimensions(result: RoomResult, *, several: bool) -> list[Section]:
    of = f": {result.questionnaire.short_title}" if several else ""
    agrees = Section(f"{told.AGREES}{of}", (table(told.agreement_rows(result)),))
    picture = means(result, LIGHT)
    return (
        [agrees]
        if picture.chart is None
        else [
            agrees,
            Section(f"{told.SURE}{of}", drawing(picture, height=LOWER if len(result.dimensions) > FEW else 1.0)),
        ]
    )


def _contested(view: RoomView) -> Section:
    if not view.contested:
        return Section(told.CONTESTED, (Text(told.NOT_CONTESTED),))
    blocks: list[Block] = [Text(told.RECORDED, "leading")]
    for title, items in told.contested(view):
        blocks += [Text(title, "strong"), table(told.contested_rows(items[:LISTED]))]
        if items[LISTED:]:
            blocks.append(Text(f"{len(items) - LISTED} more", "quiet"))
    return Section(told.CONTESTED, tuple(blocks))


def _questions(view: RoomView) -> list[Section]:
    voted = [each for each in view.items if each.now.levels]
    if not voted:
        return []
    whole = stacked(voted, LIGHT)
    if len(voted) <= BESIDE:
        return [Section(told.EVERY, drawing(whole))]
    most = DRAWN if len(view.results) == 1 else FEWER
    shown = voted[:most]
    middle = (len(shown) + 1) // 2
    halves = [stacked(half, LIGHT, most=most) for half in (shown[:middle], shown[middle:])]
    blocks: list[Block] = [Text(whole.title, "strong"), *beside(halves), Text(halves[0].caption, "quiet")]
    if voted[most:]:
        blocks.append(Text(f"{len(voted) - most} more", "quiet"))
    return [Section(told.EVERY, tuple(blocks))]


def _numbers(view: RoomView) -> list[Section]:
    given = sorted(((item.number, each) for item in view.items for each in item.numbers), key=lambda pair: pair[0])
    blocks = [block for _, each in given for block in drawing(numbers(each, LIGHT))]
    return [Section(told.SAME_FIGURE, tuple(blocks))] if blocks else []


def _rules(view: RoomView) -> Section:
    several = len(view.results) > 1
    stages = (block for each in view.results for block in meanings(each.questionnaire, named=several))
    return Section(told.RULES, (Text(told.rules(view.wave)), Text(told.MEASURE), *stages))

"""What stands in a printed report is what stands on the page: every figure, in tagged and embedded words."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import pytest

from assessments import result_words, room_told, series_told
from benchmarks.near import near
from charts.naming import people
from reports.brand import brand
from reports.pdf import pdf_of_result, pdf_of_room, pdf_of_series
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, definition, viewed
from tests.assessments.rooms import a_wave, room
from tests.charts.series import view as series_of
from tests.reports.pages import Paper, read
from tests.reports.samples import AT, LONE, about, hall, lone, team

PRINTED: dict[str, Callable[[], bytes]] = {
    **{each: partial(pdf_of_result, lone(each), about(each)) for each in LONE},
    "room": lambda: pdf_of_room(hall(), about(STAGES, people=people(hall().people))),
    "team": lambda: pdf_of_series(team(), about(STAGES, wave="2026 Q3", people="9 people")),
}


@lru_cache
def printed(name: str) -> Paper:
    """Return a report, read back."""
    return read(PRINTED[name]())


def missing(paper: Paper, *texts: str) -> list[str]:
    """Return the texts that stand nowhere."""
    return [each for each in texts if not paper.says(each)]


@pytest.mark.parametrize("name", PRINTED)
def test_a_report_is_tagged_with_bookmarks_title_language_and_embedded_fonts(name: str) -> None:
    paper = printed(name)
    assert 2 <= len(paper.pages) <= 6
    assert paper.root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF has a truth of its own
    assert "/StructTreeRoot" in paper.root
    assert paper.root["/Lang"] == "en"
    assert b"pdfuaid:part>1<" in paper.root["/Metadata"].get_data()
    assert paper.metadata["/Title"].startswith("Imaginary Pumps · ")
    assert paper.metadata["/CreationDate"] == "D:20260302093000Z"
    assert paper.bookmarks[-2:] == (result_words.OTHERS, "About this report")
    assert paper.fonts
    assert all(paper.fonts.values())
    assert {each.partition("+")[2] for each in paper.fonts} >= {"SourceSans3-Regular", "SourceSans3-Semibold"}


@pytest.mark.parametrize("name", PRINTED)
def test_a_report_says_whose_it_is_and_on_what_it_rests(name: str) -> None:
    questionnaire = name if name in LONE else STAGES
    told = about(questionnaire)
    (pinned,) = told.pinned
    facts = ("Imaginary Pumps", "2 March 2026", pinned.questionnaire_id, pinned.version, pinned.digest)
    assert missing(printed(name), *facts) == []
    found = near(told.benchmarks, questionnaire, pinned.version, AT.year)
    assert missing(printed(name), *(each.sentence for each in found)) == []
    assert set(printed(name).links) == {each.url for each in found if each.url}


@pytest.mark.parametrize("name", LONE)
def test_a_lone_result_has_every_figure_of_its_page(name: str) -> None:
    view, paper = lone(name), printed(name)
    texts = [view.headline, view.decided, "".join(result_words.overall(view)), view.band]
    texts += [part for step in view.steps for part in (step.title, step.text, result_words.because(step), step.reason)]
    for each in view.dimensions:
        texts += [each.dimension.title, result_words.shown_score(each), each.working]
    texts += [part for stage in result_words.stages(view.questionnaire) for part in stage]
    assert missing(paper, *texts) == []


@pytest.mark.parametrize("name", [STAGES, LINE, QUESTIONS])
def test_the_gaps_are_drawn_in_words_that_can_be_read(name: str) -> None:
    shown = [
        f"{each.score:.0f} → {each.gap.goal:.0f}" if each.gap.gap >= 0.5 else f"{each.score:.0f}, reached"
        for each in lone(name).dimensions
        if each.gap is not None and each.gap.goal is not None
    ]
    assert shown
    assert missing(printed(name), lone(name).target_note, *shown) == []
    assert any(each.startswith("The gap that matters most is") for each in printed(name).twins)


def test_every_kind_of_result_shows_its_own_findings() -> None:
    line, questions, review = lone(LINE), lone(QUESTIONS), lone(REVIEW)
    assert line.spread is not None
    ends = [text for title, items in result_words.line_ends(line) for text in (title, *(each.text for each in items))]
    assert missing(printed(LINE), result_words.spread_words(line.spread), "First thought: Pumps", *ends) == []
    assert questions.answerable is not None
    rows = result_words.derived_rows(questions.answerable.derived)
    said = [each.message for each in questions.answerable.contradictions]
    assert missing(printed(QUESTIONS), *said, *(cell for row in rows for cell in row.values())) == []
    assert review.agenda is not None
    assert review.agenda.result is not None
    index = ["".join(row.values()) for row in result_words.index_rows(review.agenda, review.agenda.result)]
    facts = result_words.agenda_facts(review.agenda, review.agenda.result)
    assert missing(printed(REVIEW), "Said and done do not agree.", *facts, *index) == []


def test_a_room_has_its_figures_and_its_dissent() -> None:
    view, paper = hall(), printed("room")
    (result,) = view.results
    rows = [cell for row in room_told.agreement_rows(result) for cell in row.values()]
    listed = [row for _, items in room_told.contested(view) for row in room_told.contested_rows(items[:6])]
    contested = [cell for row in listed for cell in row.values()]
    steps = [part for step in room_told.next_steps(result) for part in (step.text, step.reason)]
    texts = [result.headline, room_told.overall(result), view.meaning, result.decided, room_told.rules(view.wave)]
    assert missing(paper, *texts, *rows, *contested, *steps, "Answered by 30 people") == []
    labels = [f"{each.number} {each.item.label}" for each in view.items if len(each.item.label) < 20]
    assert missing(paper, *labels) == []


def test_a_team_has_what_moved_and_how_far_that_holds() -> None:
    view, paper = team(), printed("team")
    rows, notes = series_told.table_rows(view)
    moved, _ = series_told.sentences(view)
    waves = [cell for row in series_told.wave_rows(view, AT.tzinfo) for cell in row.values()]
    texts = [view.headline, view.stage, *moved, *notes, *series_told.limits(view), *waves]
    assert missing(paper, *texts, *(cell for row in rows for cell in row.values())) == []
    assert missing(paper, *(each.title for each in view.series)) == []


@pytest.mark.parametrize("name", PRINTED)
def test_the_same_view_gives_the_same_bytes(name: str) -> None:
    assert PRINTED[name]() == PRINTED[name]()


def test_another_day_is_another_file() -> None:
    first, second = (pdf_of_result(lone(LINE), about(LINE, at=at)) for at in (AT, AT.replace(day=3)))
    assert first != second
    assert read(second).says("3 March 2026")


def test_nothing_answered_is_said() -> None:
    for name in LONE:
        paper = read(pdf_of_result(viewed(name, {}), about(name, organisation="")))
        assert paper.says("No target was set") or name == REVIEW
        assert 1 <= len(paper.pages) <= 6
        assert not paper.says("Organisation")


def test_a_room_without_a_result_says_why() -> None:
    few = room(definition(STAGES), [{}, {}], wave=a_wave("anonymous", 5))
    assert few.why
    assert read(pdf_of_room(few, about(STAGES))).says(few.why)


def test_one_wave_has_nothing_to_compare() -> None:
    first = team(1)
    assert read(pdf_of_series(first, about(STAGES))).says(first.headline)
    assert missing(read(pdf_of_series(team(2), about(STAGES))), team(2).headline, series_told.THEN_NOW) == []
    read(pdf_of_series(series_of(1), about(STAGES)))


def test_a_logo_stands_on_the_first_page_with_its_name() -> None:
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20z" fill="red"/></svg>'
    dressed = about(LINE, brand=brand("#FFEE00", logo))
    paper = read(pdf_of_result(lone(LINE), dressed))
    assert "Logo of Imaginary Pumps" in paper.twins
    assert "Logo of Imaginary Pumps" not in printed(LINE).twins

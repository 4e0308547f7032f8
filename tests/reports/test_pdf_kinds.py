"""Rooms and series that are not the usual ones: several questionnaires, few people, figures, agendas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from assessments import room_told, series_told
from assessments.room_model import Figure, RoomView
from assessments.series import series_view
from assessments.series_model import SeriesView
from charts.numbers import numbers
from charts.picture import LIGHT
from questionnaires.values import Answer
from reports import pdf_room
from reports.pdf import pdf_of_room, pdf_of_series
from tests.assessments.build import QUESTIONS, REVIEW, STAGES, asked, definition
from tests.assessments.rooms import room
from tests.assessments.samples import QUESTIONS_ANSWERS, REVIEW_ANSWERS, disclosed
from tests.assessments.series import alone
from tests.charts.rooms import small_anonymous_room, stages_room
from tests.reports.pages import Paper, read, squeezed
from tests.reports.samples import about, hall, team
from tests.reports.test_pdf import missing
from tests.scoring.build import given


def of_room(*ids: str, **parts: Any) -> Paper:
    """Return the report of the hall with other parts, read back."""
    return read(pdf_of_room(replace(hall(), **parts), about(*ids)))


def of_one(questionnaire_id: str, *answers: Mapping[str, Any]) -> tuple[SeriesView, Paper]:
    """Return the series of somebody who answers alone, and its report."""
    view = series_view(
        [alone(n, asked(questionnaire_id), given(asked(questionnaire_id), each)) for n, each in enumerate(answers, 1)],
        questionnaire_id,
    )
    assert view.waves
    return view, read(pdf_of_series(view, about(questionnaire_id)))


def counted() -> RoomView:
    """Return three people who count the customers, each otherwise."""
    answers = [{"q01-customers": disclosed("in-use", now=count)} for count in (1000, 1200, 900)]
    return room(definition(QUESTIONS), [given(asked(QUESTIONS), each) for each in answers])


def test_several_questionnaires_have_a_section_each() -> None:
    other = counted()
    both = replace(other, results=(*other.results, *hall().results), items=(*other.items, *hall().items))
    paper = read(pdf_of_room(both, about(QUESTIONS, STAGES)))
    (first,), (second,) = other.results, hall().results
    assert first.headline not in paper.bookmarks
    assert second.headline in paper.bookmarks
    assert paper.bookmarks.count("What others score") == 2
    assert len(paper.pages) <= 6
    assert f"{room_told.AGREES}: {second.questionnaire.short_title}" in paper.bookmarks
    assert missing(paper, first.headline, *(pinned.digest for pinned in about(QUESTIONS, STAGES).pinned)) == []


def test_the_same_figure_asked_of_several_people_is_drawn() -> None:
    view = counted()
    (found,) = (each for item in view.items for each in item.numbers)
    paper = read(pdf_of_room(view, about(QUESTIONS)))
    assert room_told.SAME_FIGURE in paper.bookmarks
    assert missing(paper, numbers(found, LIGHT).title, "1,200", room_told.OPEN_RULES) == []


def test_a_small_room_shows_no_answers_and_says_what_it_may() -> None:
    view = small_anonymous_room()
    paper = read(pdf_of_room(view, about(STAGES)))
    assert missing(paper, view.results[0].headline, room_told.rules(view.wave)) == []


def test_few_questions_are_drawn_over_the_whole_width(monkeypatch: pytest.MonkeyPatch) -> None:
    view = stages_room()
    few = replace(view, items=view.items[:3])
    assert read(pdf_of_room(few, about(STAGES))).says("Each bar holds everybody")
    monkeypatch.setattr(pdf_room, "DRAWN", 20)
    assert of_room(STAGES).says(f"{len(hall().items) - 20} more")


def test_a_room_without_an_overall_figure_says_why() -> None:
    (result,) = hall().results
    hidden = replace(
        result,
        overall=Figure(None, None, None, "", "Too few people."),
        decided="",
        dimensions=tuple(replace(each, stage=None) for each in result.dimensions),
    )
    paper = of_room(STAGES, results=(hidden,), items=())
    assert missing(paper, "Too few people.", room_told.NOT_CONTESTED) == []
    assert room_told.STEPS_TITLE not in paper.bookmarks


def test_an_agenda_over_two_quarters() -> None:
    view, paper = of_one(REVIEW, REVIEW_ANSWERS, REVIEW_ANSWERS)
    assert view.agenda is not None
    assert series_told.AGENDA in paper.bookmarks
    assert missing(paper, view.headline, view.why, "60 %") == []


def test_the_ten_questions_over_two_quarters() -> None:
    later = {**QUESTIONS_ANSWERS, "q10-who": disclosed("in-use"), "q04-lost": disclosed("one-system", lost=120)}
    view, paper = of_one(QUESTIONS, QUESTIONS_ANSWERS, later)
    assert view.disclosures is not None
    assert {series_told.ANSWERABLE, series_told.DERIVED} <= set(paper.bookmarks)
    assert any(view.disclosures.sentence in each for each in paper.twins) or view.disclosures.sentence == ""


def test_figures_that_one_wave_has_stand_in_a_table() -> None:
    nothing = {"q01-customers": Answer("dont_know")}
    view, paper = of_one(QUESTIONS, nothing, QUESTIONS_ANSWERS)
    assert view.disclosures is not None
    assert missing(paper, *(each.label for each in view.disclosures.derived)) == []


def test_without_figures_there_is_no_section_for_them() -> None:
    view, paper = of_one(QUESTIONS, {"q10-who": disclosed("nobody")}, {"q10-who": disclosed("in-use")})
    assert view.disclosures is not None
    assert view.disclosures.derived == ()
    assert series_told.DERIVED not in paper.bookmarks
    assert series_told.ANSWERABLE in paper.bookmarks


def test_why_nothing_can_be_told_of_a_dimension_stands_below_the_table_once() -> None:
    view = team()
    overall, *parts = view.movements
    unknown = tuple(replace(each, why="Too few people answered this both times.") for each in parts)
    paper = read(pdf_of_series(replace(view, movements=(overall, *unknown)), about(STAGES)))
    assert paper.words.count(squeezed("Too few people answered this both times.")) == 1

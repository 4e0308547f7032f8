"""The figures of a view stand in every file, equal to the last digit that the page shows.

What is read back: the words of the PDF, the tables of the slides, the cells of the workbook, the tables of the data.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from assessments import result_words, room_told, series_told
from assessments.quarters import Quarters
from assessments.room_model import RoomView
from assessments.series_model import SeriesView
from assessments.views import ResultView
from assessments.workflow import Workflow
from assessments.workshop import Workshop
from benchmarks.loader import load_folder
from reports.formats import FORMATS, Subject
from reports.subjects import of_result, of_room, of_series, series_of
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES
from tests.reports.pages import Paper, read
from tests.reports.tables import files, table
from tests.reports.test_subjects import DRESS, clock, samples, store
from tests.reports.views import book, cells, words
from tests.reports.views import table as sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.room_model import Figure
    from reports.about import About

LONE = (STAGES, LINE, QUESTIONS, REVIEW)
SERIES = (STAGES, QUESTIONS)


@lru_cache
def lone(questionnaire_id: str) -> tuple[Subject, About]:
    house = store(samples()[0])
    (own,) = house.responses(samples()[0].waves[0].wave.id)
    found = of_result(Workflow(house, clock), own, questionnaire_id, DRESS)
    assert found is not None
    return found


@lru_cache
def hall(place: int) -> tuple[Subject, About]:
    kept = samples()[place]
    return of_room(Workshop(store(kept), clock), kept.waves[-1].wave, DRESS)


@lru_cache
def third_quarter(questionnaire_id: str) -> tuple[Subject, About]:
    house, kept = store(samples()[2]), samples()[2]
    quarters = Quarters(house, clock)
    view = next(each for each in series_of(quarters, kept.assessment.id) if each.questionnaire.id == questionnaire_id)
    assert len(view.waves) == 3
    return of_series(quarters, Workshop(house, clock), kept.assessment, view, DRESS)


def made(found: tuple[Subject, About], kind: str) -> bytes:
    return FORMATS[kind].make(*found, None)


def paper(found: tuple[Subject, About]) -> Paper:
    return read(made(found, "pdf"))


def result(found: tuple[Subject, About]) -> ResultView:
    view = found[0].view
    assert isinstance(view, ResultView)
    return view


def room(found: tuple[Subject, About]) -> RoomView:
    view = found[0].view
    assert isinstance(view, RoomView)
    return view


def series(found: tuple[Subject, About]) -> SeriesView:
    view = found[0].view
    assert isinstance(view, SeriesView)
    return view


def tenths(value: float | None) -> str:
    """Return a score as where the page works it out; a whole one has no decimal."""
    return "" if value is None else f"{value:.1f}".removesuffix(".0")


def whole(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def ranged(figure: Figure) -> str:
    """Return a figure as slides write it."""
    if figure.points is None:
        return figure.why
    return f"{figure.points}" if figure.low is None else f"{figure.points} ({figure.low} to {figure.high})"


def slide_rows(data: bytes) -> list[list[str]]:
    return [row for rows in cells(data).values() for row in rows]


@pytest.mark.parametrize("questionnaire_id", LONE)
def test_a_lone_executive_in_print(questionnaire_id: str) -> None:
    found = lone(questionnaire_id)
    view, page = result(found), paper(found)
    assert page.says(view.headline)
    assert page.says("".join(result_words.overall(view)))
    for each in view.dimensions:
        assert page.says(f"{each.dimension.title}{result_words.shown_score(each)}")


@pytest.mark.parametrize("questionnaire_id", LONE)
def test_a_lone_executive_on_slides(questionnaire_id: str) -> None:
    found = lone(questionnaire_id)
    view, data = result(found), made(found, "pptx")
    assert view.headline in words(data)
    assert result_words.overall(view)[0] in words(data)
    shown = {row[0]: row[1] for row in slide_rows(data)}
    for each in view.dimensions if len(view.dimensions) > 1 else ():  # the only one is the overall score
        assert shown[each.dimension.title] == ("" if each.score is None else f"{each.score:.1f}")


@pytest.mark.parametrize("questionnaire_id", LONE)
def test_a_lone_executive_in_the_workbook(questionnaire_id: str) -> None:
    found = lone(questionnaire_id)
    view, file = result(found), book(made(found, "xlsx"))
    shown = {row["Dimension"]: row for row in sheet(file["Dimensions"])}
    for each in view.dimensions:
        for column in ("Score now", "Score as given"):
            given = shown[each.dimension.title][column]
            assert whole(given if isinstance(given, (int, float)) else None) == whole(each.score)
    figures = {row[0]: row[1] for row in file["Scores"].iter_rows(min_row=4, max_col=2, values_only=True)}
    assert f"{figures['Overall score now']:.1f}" == f"{view.result.score:.1f}"


@pytest.mark.parametrize("questionnaire_id", LONE)
def test_a_lone_executive_as_data(questionnaire_id: str) -> None:
    found = lone(questionnaire_id)
    view, data = result(found), made(found, "csv")
    shown = {row["id"]: row["score"] for row in table(data, "scores.csv")}
    assert shown == {
        "": tenths(view.result.score),
        **{each.dimension.id: tenths(each.score) for each in view.dimensions},
    }
    answered = {each.item.id: each.text for part in view.dimensions for each in part.items if each.answer is not None}
    assert set(answered) <= {row["item"] for row in table(data, "answers-tidy.csv")}


@pytest.mark.parametrize("place", [1, 2], ids=["anonymous", "open"])
def test_a_workshop_in_print(place: int) -> None:
    found = hall(place)
    view, page = room(found), paper(found)
    for each in view.results:
        assert page.says(each.headline)
        assert page.says(room_told.overall(each))
        for one in each.dimensions:
            assert page.says(f"{one.dimension.title}{room_told.figure_text(one.figure)}")


@pytest.mark.parametrize("place", [1, 2], ids=["anonymous", "open"])
def test_a_workshop_on_slides(place: int) -> None:
    found = hall(place)
    view, data = room(found), made(found, "pptx")
    shown = [row[:2] for row in slide_rows(data)]
    for each in view.results:
        assert each.headline in words(data)
        assert all([one.dimension.title, ranged(one.figure)] in shown for one in each.dimensions)


@pytest.mark.parametrize("place", [1, 2], ids=["anonymous", "open"])
def test_a_workshop_in_the_workbook(place: int) -> None:
    found = hall(place)
    view, file = room(found), book(made(found, "xlsx"))
    assert ("Answers 1" in file.sheetnames) == (place == 2)
    for number, each in enumerate(view.results, start=1):
        shown = {row["Dimension"]: row for row in sheet(file[f"Dimensions {number}"])}
        for one in each.dimensions:
            row, figure = shown[one.dimension.title], one.figure
            assert (row["Average now"], row["Average as shown"]) == (figure.points, figure.points)
            assert (row["Range from"], row["Range to"]) == (figure.low, figure.high)


@pytest.mark.parametrize("place", [1, 2], ids=["anonymous", "open"])
def test_a_workshop_as_data(place: int) -> None:
    found = hall(place)
    view, data = room(found), made(found, "csv")
    shown = {(row["questionnaire"], row["id"]): row for row in table(data, "scores.csv") if not row["group"]}
    for each in view.results:
        figures = {"": each.overall} | {one.dimension.id: one.figure for one in each.dimensions}
        for key, figure in figures.items():
            row = shown[each.questionnaire.id, key]
            assert [row[name] for name in ("mean", "low", "high", "people", "why")] == [
                whole(figure.points),
                whole(figure.low),
                whole(figure.high),
                figure.people,
                figure.why,
            ]


@pytest.mark.parametrize("questionnaire_id", SERIES)
def test_a_teams_third_quarter_in_print(questionnaire_id: str) -> None:
    found = third_quarter(questionnaire_id)
    view, page = series(found), paper(found)
    assert page.says(view.headline)
    rows, _ = series_told.table_rows(view)
    assert len(rows) == len(view.series)
    for row in rows:
        assert page.says("".join(str(each) for each in row.values()))


@pytest.mark.parametrize("questionnaire_id", SERIES)
def test_a_teams_third_quarter_on_slides(questionnaire_id: str) -> None:
    found = third_quarter(questionnaire_id)
    view, data = series(found), made(found, "pptx")
    assert view.headline in words(data)
    shown = slide_rows(data)
    for each in view.series:
        assert [each.title, *(ranged(one) for one in each.figures), whole(each.target)] in shown


@pytest.mark.parametrize("questionnaire_id", SERIES)
def test_a_teams_third_quarter_in_the_workbook(questionnaire_id: str) -> None:
    found = third_quarter(questionnaire_id)
    view, file = series(found), book(made(found, "xlsx"))
    shown = {row["Dimension"]: row for row in sheet(file["Dimensions"])}
    for each in view.series:
        assert [shown[each.title][wave.label] for wave in view.waves] == [one.points for one in each.figures]
    changes = {row["Dimension"]: (row["Change"], row["Range from"]) for row in sheet(file["Changes"])}
    assert changes == {each.title: (each.change.points, each.change.low) for each in view.movements}


@pytest.mark.parametrize("questionnaire_id", SERIES)
def test_a_teams_third_quarter_as_data(questionnaire_id: str) -> None:
    found = third_quarter(questionnaire_id)
    view, data = series(found), made(found, "csv")
    figures = {(row["title"], row["wave"]): row["mean"] for row in table(data, "figures.csv")}
    assert figures == {
        (each.title, wave.label): whole(one.points)
        for each in view.series
        for wave, one in zip(view.waves, each.figures, strict=True)
    }
    changes = {row["title"]: (row["change"], row["low"], row["high"]) for row in table(data, "changes.csv")}
    assert changes == {
        each.title: (whole(each.change.points), whole(each.change.low), whole(each.change.high))
        for each in view.movements
    }


@pytest.mark.parametrize("kind", FORMATS)
def test_every_file_names_its_questionnaire_by_fingerprint(kind: str) -> None:
    for found in (lone(STAGES), hall(1), third_quarter(STAGES)):
        data = made(found, kind)
        (digest, *_) = (each.digest for each in found[1].pinned)
        match kind:
            case "pdf":
                assert read(data).says(digest)
            case "pptx":
                assert digest[:12] in words(data)
            case "xlsx":
                assert digest in " ".join(str(row[0].value) for row in book(data)["Method"].iter_rows())
            case _:
                assert digest in files(data)["about.txt"].decode("utf-8-sig")


@pytest.mark.parametrize(
    "found", [lambda: lone(STAGES), lambda: hall(1), lambda: hall(2), lambda: third_quarter(STAGES)]
)
def test_a_report_for_the_board_has_two_to_six_pages(found: Callable[[], tuple[Subject, About]]) -> None:
    subject, about = found()
    benchmarks, _ = load_folder()
    assert 2 <= len(paper((subject, replace(about, benchmarks=benchmarks))).pages) <= 6

"""Slides, opened again with the library that made them: what they say and what their charts hold."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from assessments.series import series_view
from charts.dumbbell import dumbbell
from charts.ladder import ladder
from charts.picture import LIGHT
from charts.stacked import stacked
from reports.about import About, Pinned
from reports.slides import slides_of_result, slides_of_room, slides_of_series
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, asked, definition, kept, target, viewed
from tests.assessments.rooms import a_wave, room
from tests.assessments.samples import LINE_ANSWERS, QUESTIONS_ANSWERS, REVIEW_ANSWERS, STAGES_ANSWERS, disclosed, topic
from tests.assessments.series import alone, quarter
from tests.charts.rooms import asking, room_of, small_anonymous_room
from tests.charts.series import Moved, figure, movement, series
from tests.charts.series import view as series_of
from tests.reports.views import (
    ABOUT,
    MADE,
    anonymous_room,
    cells,
    charts,
    deck,
    figures,
    people,
    team,
    titles,
    words,
)
from tests.scoring.build import DK, dimension, given, points, questionnaire, rubric

RESULT = viewed(STAGES, STAGES_ANSWERS)
SAMPLES = {STAGES: STAGES_ANSWERS, LINE: LINE_ANSWERS, QUESTIONS: QUESTIONS_ANSWERS, REVIEW: REVIEW_ANSWERS}


def slides(**rest: Any) -> bytes:
    return slides_of_result(RESULT, ABOUT, **rest)


def test_slides_are_16_to_9_and_every_one_has_a_title_and_notes() -> None:
    file = deck(slides())
    assert file.slide_width / file.slide_height == pytest.approx(16 / 9, abs=0.001)
    assert all(each.shapes.title.text_frame.text for each in file.slides)
    assert all(each.notes_slide.notes_text_frame.text for each in file.slides)


def test_titles_are_the_findings_of_the_view() -> None:
    assert titles(slides()) == [
        "From customer awareness to customer obsession",
        RESULT.headline,
        "Three things to do next: begin with “Working together”",
        dumbbell(RESULT, LIGHT).title,
        "The answers behind it: “Working together” stands at 0.0 of 100, nearest to “Customer awareness”",
        "All dimensions in figures: 12 of 12 could be scored",
        "How the score comes about: 81.5 of 100, on 12 of 12 dimensions",
    ]


def test_charts_hold_the_figures_of_the_page_to_the_last_digit() -> None:
    found = dict(charts(slides()))
    assert figures(found[RESULT.headline])["Score"] == {
        row["Dimension"]: row["Score"] for row in ladder(RESULT, LIGHT).rows
    }
    drawn = dumbbell(RESULT, LIGHT)
    gaps = figures(found[drawn.title])
    assert gaps["Score"] == {row["Dimension"]: row["Score"] for row in drawn.rows}
    assert gaps["Gap to next overall stage"] == {row["Dimension"]: row["Gap"] or None for row in drawn.rows}


def test_the_sheet_behind_a_chart_can_be_edited() -> None:
    chart = charts(slides())[0][1]
    assert chart.part.chart_workbook.xlsx_part.blob[:2] == b"PK"


def test_a_chart_tells_a_screen_reader_what_it_shows() -> None:
    shape = next(each for each in deck(slides()).slides[1].shapes if each.has_chart)
    assert shape.element.xpath("./*/p:cNvPr")[0].get("descr") == ladder(RESULT, LIGHT).twin


@pytest.mark.parametrize(
    ("questionnaire", "said"),
    [
        (LINE, "What pulls towards “Product view”, and what towards “Customer view”"),
        (QUESTIONS, "The figures contradict each other"),
        (REVIEW, "What to do next"),
    ],
)
def test_every_kind_of_result_has_its_slides(questionnaire: str, said: str) -> None:
    view = viewed(questionnaire, SAMPLES[questionnaire])
    found = titles(slides_of_result(view, ABOUT))
    assert found[1] == view.headline
    assert said in found or any(each.startswith("Three things to do next") for each in found)


def test_the_ten_questions_show_what_was_taken_away() -> None:
    view = viewed(QUESTIONS, QUESTIONS_ANSWERS)
    found = figures(charts(slides_of_result(view, ABOUT))[0][1])
    # in one system is worth 75, and 67 without the rule in writing
    assert found["Points"]["3 High-value count"] == 67
    assert found["Taken away by a missing definition or a contradiction"]["3 High-value count"] == 8


def test_several_contradictions_are_counted() -> None:
    more_than_all = {"q03-high-value-count": disclosed("one-system", high_value=1500)}  # of 1,200 customers
    view = viewed(QUESTIONS, {**QUESTIONS_ANSWERS, **more_than_all})
    assert "2 contradictions between the figures" in titles(slides_of_result(view, ABOUT))


def test_an_agenda_is_drawn_in_whole_per_cent() -> None:
    view = viewed(REVIEW, REVIEW_ANSWERS)
    found = figures(charts(slides_of_result(view, ABOUT))[0][1])
    assert found["Customer value"] == {"Time spent": None, "Energy": 2, "What drives us": 1, "The mix you want": 40}


@pytest.mark.parametrize("questionnaire", [STAGES, LINE, QUESTIONS, REVIEW])
def test_a_result_without_answers_has_slides_too(questionnaire: str) -> None:
    view = viewed(questionnaire, {})
    assert titles(slides_of_result(replace(view, submitted_at=None), ABOUT))[1] == view.headline


def test_a_target_and_a_comment_come_along() -> None:
    answers = kept(asked(STAGES), STAGES_ANSWERS)
    view = viewed(
        STAGES, {key: replace(each.answer, comment="Said in June.") for key, each in answers.items()}, target(90.0)
    )
    text = words(slides_of_result(view, ABOUT))
    assert "Said in June." in text
    assert "The target was set on" in text


def test_a_room_shows_averages_ranges_votes_and_what_to_ask() -> None:
    view = anonymous_room()
    data = slides_of_room(view, ABOUT)
    result = view.results[0]
    averages = figures(dict(charts(data))[result.headline])["Average"]
    assert averages == {each.dimension.title: each.figure.points for each in result.dimensions}
    first = view.items[0]
    assert first.prompt in words(data)
    found = [figures(chart) for _, chart in charts(data)]
    votes = next(each for each in found if set(each) == {"First vote", "Now"})
    assert list(votes["Now"].values()) == [*(first.now.counts or ()), first.now.unknown]


def test_the_votes_of_a_room_are_those_on_the_screen() -> None:
    view = anonymous_room()
    title = stacked([each for each in view.items if each.now.levels], LIGHT).title
    found = figures(dict(charts(slides_of_room(view, ABOUT)))[title])
    first = view.items[0].now
    name = next(iter(found["Customer awareness"]))
    assert [found[stage][name] or 0 for stage in list(found)[:4]] == list(first.counts or ())
    assert all(each == int(each) for one in found.values() for each in one.values() if each is not None)


def test_ranges_are_drawn_as_error_bars() -> None:
    view = anonymous_room()
    chart = next(chart for title, chart in charts(slides_of_room(view, ABOUT)) if "is lowest at" in title)
    low = min((each.figure for each in view.results[0].dimensions), key=lambda each: each.points or 0)
    minus = chart._chartSpace.xpath(".//c:errBars/c:minus//c:v")  # noqa: SLF001 - the library cannot read them
    assert float(minus[0].text) == (low.points or 0) - (low.low or 0)


def test_a_small_anonymous_room_keeps_its_votes_to_itself() -> None:
    view = small_anonymous_room()
    data = slides_of_room(view, ABOUT)
    assert all(each.now.counts is None for each in view.items)
    assert [set(figures(chart)) for _, chart in charts(data)] == [{"Average"}]


def test_a_room_of_which_nothing_may_be_shown_says_so() -> None:
    view = room(definition(STAGES), people(3), wave=a_wave("anonymous", 5))
    data = slides_of_room(view, ABOUT)
    assert titles(data)[1:] == ["There is nothing to show of this room"]
    assert view.why in words(data)


def test_an_open_room_names_who_gave_which_figure() -> None:
    other = QUESTIONS_ANSWERS | {"q01-customers": disclosed("in-use", now=1300, quarter_ago=1000)}
    both = [given(asked(QUESTIONS), each) for each in (QUESTIONS_ANSWERS, other)]
    view = room(definition(QUESTIONS), both, roles=["Lead", "Front"])
    tables = cells(slides_of_room(view, ABOUT))
    found = next(rows for rows in tables.values() if rows[0][0] == "Who" and rows[1][1] == "1,200")
    assert found[2][1] == "1,300"


def test_three_quarters_are_lines_with_their_target() -> None:
    view = team()
    data = slides_of_series(view, ABOUT)
    found = figures(dict(charts(data))[view.headline])
    assert found["Overall"] == dict(
        zip((each.label for each in view.waves), (each.points for each in view.series[0].figures), strict=True)
    )
    assert set(found["Target"].values()) == {80}
    changes = next(rows for title, rows in cells(data).items() if "in figures" in title)
    assert changes[1][0] == "Overall"
    assert changes[1][2].startswith(f"{view.movements[0].after.points} (")


def test_a_line_breaks_where_the_questionnaire_changed() -> None:
    view = team()
    broken = replace(view.series[0], breaks=frozenset({2}))
    found = figures(dict(charts(slides_of_series(replace(view, series=(broken,)), ABOUT)))[view.headline])
    last = view.waves[-1].label
    assert list(found["Overall"].values())[-1] is None
    assert found[f"Overall, as asked from {last} on"][last] == broken.figures[-1].points


def test_series_of_agendas_and_of_the_ten_questions_have_their_slides() -> None:
    agendas = series_view(
        [alone(1, asked(REVIEW), given_of(REVIEW)), alone(2, asked(REVIEW), given_of(REVIEW))], REVIEW
    )
    assert "Customer value" in figures(charts(slides_of_series(agendas, ABOUT))[-1][1])
    both = [alone(place, asked(QUESTIONS), given_of(QUESTIONS)) for place in (1, 2)]
    tables = cells(slides_of_series(series_view(both, QUESTIONS), ABOUT))
    assert any("● yes" in row for rows in tables.values() for row in rows)


def given_of(questionnaire: str) -> dict[str, Any]:
    return {key: each.answer for key, each in kept(asked(questionnaire), SAMPLES[questionnaire]).items()}


def test_a_series_without_a_result_or_with_one_wave_says_what_it_can() -> None:
    nothing = series_view([alone(1, asked(STAGES), {}, submitted=False)], STAGES)
    assert titles(slides_of_series(nothing, ABOUT))[1] == nothing.headline
    one = series_view([quarter(1, asked(STAGES), {"a": people(1)[0]})], STAGES)
    assert titles(slides_of_series(one, ABOUT))[1] == one.headline


def test_slides_say_on_which_questionnaire_they_rest() -> None:
    pinned = (Pinned(STAGES, "1.0.0", "0123456789abcdef" * 4),)
    view = anonymous_room()
    assert f"Questionnaire {STAGES} 1.0.0, fingerprint 0123456789ab. Made on 10 March 2026." in words(
        slides_of_room(view, replace(ABOUT, pinned=pinned))
    )
    assert f"Questionnaire {STAGES} {asked(STAGES).version}. Made on" in words(slides_of_room(view, ABOUT))
    assert "fingerprint 0123456789ab." in words(slides_of_series(team(), replace(ABOUT, pinned=pinned)))


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "@SUM(A1)", "مرحبا بالعالم", "👩🏽‍🚀", "a\x00b\x07c\ufffe\ud800", "ü" * 10_000, '<b>&"'],
    ids=["=", "+", "@", "rtl", "emoji", "control", "long", "markup"],
)
def test_awkward_names_survive(name: str) -> None:
    waves = [replace(each, label=name) for each in team().waves]
    about = About(name, name, MADE)
    data = slides_of_series(replace(team(), waves=tuple(waves)), about)
    sheet = charts(data)[0][1].part.chart_workbook.xlsx_part.blob
    with zipfile.ZipFile(io.BytesIO(sheet)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    assert slides_of_result(RESULT, about)


def test_text_from_right_to_left_runs_that_way() -> None:
    file = deck(slides_of_result(RESULT, About("شركة", "2026", MADE)))
    paragraph = file.slides[0].placeholders[1].text_frame.paragraphs[0]
    assert paragraph._p.pPr.get("rtl") == "1"  # noqa: SLF001 - the library cannot read the direction


def test_a_room_in_which_nobody_knows_anything_has_no_averages() -> None:
    view = room(definition(STAGES), [{each.id: DK for each in asked(STAGES).items}] * 6)
    data = slides_of_room(view, ABOUT)
    assert titles(data)[1] == view.results[0].headline
    assert view.results[0].overall.why in words(data)


@pytest.mark.parametrize(
    ("parts", "second", "title"),
    [
        ([rubric("r", dont_know="off")], {}, "One question was contested"),
        (
            [rubric("r")],
            {place: {"r": "l2"} for place in range(8)},
            "One question was contested; the second vote settled it",
        ),
        ([rubric("r"), rubric("q")], {}, "2 questions were contested"),
        (
            [rubric("r"), rubric("q")],
            {place: {"r": "l2"} for place in range(8)},
            "2 questions were contested; 1 of them settled by the second vote",
        ),
    ],
    ids=["one", "one settled", "two", "two, one settled"],
)
def test_contested_questions_are_counted(parts: list[dict[str, Any]], second: Any, title: str) -> None:
    first = [{each["id"]: "l4" if place % 2 else "l1" for each in parts} for place in range(8)]
    view = room_of(asking(*parts), first, *([second] if second else []))
    assert title in titles(slides_of_room(view, ABOUT))


def test_a_room_that_agrees_says_so_and_texts_without_levels_have_no_chart() -> None:
    agreed = room_of(asking(rubric("r")), [{"r": "l3"}] * 8)
    found = titles(slides_of_room(agreed, ABOUT))
    assert "On no question does the room fall apart, as far as that may be shown" in found
    numbers = room_of(asking(points("p")), [{"p": 40}] * 8)
    assert not any("We " in each for each in titles(slides_of_room(numbers, ABOUT))[2:])


def test_a_series_that_may_show_little_says_why() -> None:
    hidden = figure(None)
    moves = [movement(name, None, None, Moved("too few")) for name in ("Overall", "knowing")]
    view = series_of(
        3, series=[series("Overall", None, None, None), series("knowing", None, None, None)], movements=moves
    )
    data = slides_of_series(view, ABOUT)
    assert charts(data) == []
    assert hidden.why in words(data)


def test_a_series_without_a_change_says_so_for_its_dimensions() -> None:
    calm = Moved("no detectable change", 1)
    moves = [movement(name, then, then + 1, calm) for name, then in (("Overall", 50), ("knowing", 40))]
    view = series_of(3, series=[series("Overall", 50, 50, 51), series("knowing", 40, 40, 41)], movements=moves)
    data = slides_of_series(view, ABOUT)
    assert "Wave by wave: no detectable change in this dimension" in titles(data)
    changes = next(rows for title, rows in cells(data).items() if "in figures" in title)
    assert changes[1][3:5] == ["+1", "no detectable change"]


def test_an_agenda_with_little_in_it_says_little() -> None:
    view = viewed(REVIEW, {"agenda": [topic("New pump", "product", 60, basis="data")]})
    text = words(slides_of_result(view, ABOUT))
    assert "Bumped" not in text
    assert "would have to move" not in text


def test_only_averages_with_a_range_get_a_line() -> None:
    asked_for = questionnaire(dimension("d", points("p")), dimension("e", points("q")))
    answers = [{"p": 10 * place, **({"q": 50 + place} if place < 4 else {})} for place in range(6)]
    data = slides_of_room(room_of(asked_for, answers), ABOUT)
    found = next(chart for title, chart in charts(data) if "lowest at" in title)
    plus = [float(each.text) for each in found._chartSpace.xpath(".//c:errBars/c:plus//c:v")]  # noqa: SLF001 - the library cannot read them
    assert sorted(each > 0 for each in plus) == [False, True]


def test_ten_questions_without_figures_have_no_table_of_derived_ones() -> None:
    one = {"q10-who": given_of(QUESTIONS)["q10-who"]}
    view = series_view([alone(place, asked(QUESTIONS), one) for place in (1, 2)], QUESTIONS)
    assert not any("derived figure" in each for each in titles(slides_of_series(view, ABOUT)))


def test_a_dimension_that_is_hidden_in_one_wave_has_one_bar() -> None:
    moves = [movement(name, None, now, Moved("too few")) for name, now in (("Overall", 51), ("knowing", 41))]
    view = series_of(2, series=[series("Overall", None, 51), series("knowing", None, 41)], movements=moves)
    found = figures(
        next(chart for _, chart in charts(slides_of_series(view, ABOUT)) if len(chart.plots[0].series) == 2)
    )
    assert [list(each.values()) for each in found.values()] == [[None, None], [51, 41]]


def test_a_questionnaire_of_one_dimension_is_told_once() -> None:
    moves = [movement(name, 50, 51, Moved("no detectable change", 1)) for name in ("Overall", "knowing")]
    twins = series_of(3, series=[series("Overall", 50, 50, 51), series("knowing", 50, 50, 51)], movements=moves)
    assert "Wave by wave: no detectable change in this dimension" not in titles(slides_of_series(twins, ABOUT))

"""Workbooks, opened again and worked out again by another program: formulas, values, and text that stays text."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from assessments.model import Batch, Live, Response, Round, Saved, Vote
from assessments.room import room_view
from assessments.series import series_view
from questionnaires.loader import Definition
from reports.about import About
from reports.book_rules import asked_if
from reports.given import MOST_PEOPLE, Given, allowed, given_in
from reports.workbook import workbook_of_result, workbook_of_room, workbook_of_series
from reports.workbook_room import MOST_TEXTS
from scoring.result import score
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, asked, definition, kept, viewed
from tests.assessments.rooms import START, a_wave, answer, room
from tests.assessments.samples import LINE_ANSWERS, QUESTIONS_ANSWERS, REVIEW_ANSWERS, STAGES_ANSWERS
from tests.assessments.series import alone
from tests.reports.office import changed, differences, worked_out
from tests.reports.views import ABOUT, MADE, anonymous_room, book, people, table, team
from tests.scoring.build import DK, NA, dimension, disclosure, given, item, points, questionnaire, rubric

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assessments.room_model import RoomView
    from questionnaires.model import Questionnaire

SAMPLES = {STAGES: STAGES_ANSWERS, LINE: LINE_ANSWERS, QUESTIONS: QUESTIONS_ANSWERS, REVIEW: REVIEW_ANSWERS}
RESULT = viewed(STAGES, STAGES_ANSWERS)
# Every rule of combining, every kind of item with a formula, a condition, nested dimensions, and gaps in the answers.
MIXED = questionnaire(
    dimension(
        "first",
        rubric("r", dont_know="zero"),
        item("practice", "p", not_applicable=True, weight=3),
        item("checklist", "c", options=[{"id": "a", "text": "A", "weight": 2}, {"id": "b", "text": "B"}]),
        item("contrast", "k", left="Left", right="Right", points=5, reversed=True),
        item("choice", "h", options=[{"id": "y", "text": "Y"}, {"id": "n", "text": "N"}]),
        dimension("inner", points("i1"), points("i2", ask_if={"item": "c", "any_of": ["b"]}), combine="min"),
        dimension("other", item("agreement", "g", scale="agree", reversed=True), combine="sum", weight=2),
        combine="mean",
    ),
    dimension(
        "second",
        item("number", "n", unit="days", floor=30, target=10),
        points("s1"),
        points("s2", ask_if={"item": "r", "at_least": "l3"}),
        dimension("deep", points("d1"), points("d2", ask_if={"item": "s2", "any_of": ["never"]})),
        combine="ladder",
    ),
    dimension("third", disclosure("z"), points("t1"), points("t2"), combine="sum", weight=0.5),
    stage_rule="tolerant_gate",
)
SOME: dict[str, Any] = {
    "r": "l4",
    "p": "yes",
    "c": ["b"],
    "k": 2,
    "i1": 80,
    "i2": 40,
    "g": "a2",
    "n": 15,
    "s1": 70,
    "s2": 30,
}
SOME |= {"d1": 90, "z": {"level": "a3"}, "t1": 20, "h": "y"}
CASES: dict[str, Mapping[str, Any]] = {
    "all": SOME,
    "none": {},
    "don't know": SOME | {"r": DK, "g": DK, "s1": DK, "d1": DK},
    "not applicable": SOME | {"p": NA, "c": [], "n": 100},
    "first only": {key: SOME[key] for key in ("r", "p", "k", "c", "i1")},
    "low": SOME | {"r": "l1", "p": "no", "k": 5, "i1": 0, "n": 30, "s1": 0},
}


def scores(file: Any, name: str = "Dimensions") -> dict[str, Any]:
    return {row["Dimension"]: row["Score now"] for row in table(file[name])}


def overall(file: Any) -> Any:
    return file["Scores"]["B4"].value


def open_room(
    questionnaire: Questionnaire, batch: Sequence[Mapping[str, Any]], names: Sequence[str] = ()
) -> tuple[RoomView, tuple[Given, ...]]:
    """Return an open room and its answers, as the app hands both over."""
    ids = [f"p{place:03}" for place in range(len(batch))]
    responses = [
        Response(each, "w", "Lead", "", "R", START, name=names[place] if names else "")
        for place, each in enumerate(ids)
    ]
    votes = [
        Vote(ids[place], questionnaire.id, key, 1, Saved(answer(value), START))
        for place, answers in enumerate(batch)
        for key, value in answers.items()
    ]
    live = Live(
        1,
        "result",
        late=True,
        rounds=(Round(1, None, "revealed", START),),
        batches=(Batch(1, 1, frozenset(ids), START + timedelta(minutes=1)),),
    )
    wave = a_wave("open")
    return room_view(wave, live, (questionnaire,), responses, votes), given_in(wave, live, responses, votes)


def test_the_sheets_of_a_result_hold_answers_scores_dimensions_codebook_and_method() -> None:
    file = book(workbook_of_result(RESULT, ABOUT))
    assert file.sheetnames == ["Answers", "Scores", "Dimensions", "Codebook", "Method"]
    assert [file[name].freeze_panes for name in ("Answers", "Dimensions", "Codebook")] == ["C4", "B4", "B4"]
    assert file["Answers"].auto_filter.ref == f"A3:L{3 + len(RESULT.questionnaire.items)}"


@pytest.mark.parametrize("name", SAMPLES)
def test_scores_are_formulas_whose_values_are_those_of_the_app(name: str) -> None:
    view = viewed(name, SAMPLES[name])
    data = workbook_of_result(view, ABOUT)
    assert overall(book(data)) == pytest.approx(view.result.score)
    assert scores(book(data)) == {each.dimension.title: pytest.approx(each.score) for each in view.dimensions}
    written = book(data, values=False)
    assert str(overall(written)).startswith("=IF(")
    assert all(str(each).startswith("=IF(") for each in scores(written).values())
    shown = {row["Dimension"]: row["Score as given"] for row in table(book(data)["Dimensions"])}
    assert shown == {each.dimension.title: round(each.score or 0, 1) for each in view.dimensions}


def test_answers_stand_as_codes_with_their_words_and_points() -> None:
    rows = {row["Question id"]: row for row in table(book(workbook_of_result(RESULT, ABOUT))["Answers"])}
    shown = {one.item.id: one for each in RESULT.dimensions for one in each.items}
    assert rows["joined-up-support"]["Answer (change it here)"] == "not applicable"
    assert rows["joined-up-support"]["Why not applicable"] == "We have none."
    for item_id, one in shown.items():
        if one.points is not None:
            assert rows[item_id]["Points"] == pytest.approx(one.points)
            assert rows[item_id]["In words"] == one.text


def test_every_native_chart_reads_cells() -> None:
    with zipfile.ZipFile(BytesIO(workbook_of_result(RESULT, ABOUT))) as package:
        chart = package.read("xl/charts/chart1.xml").decode()
    assert "<c:f>'Dimensions'!$C$4:$C$15</c:f>" in chart or "<c:f>Dimensions!$C$4:$C$15</c:f>" in chart


@pytest.mark.office
@pytest.mark.parametrize("name", SAMPLES)
def test_another_program_works_out_the_same_result(name: str, tmp_path: Path) -> None:
    assert differences(workbook_of_result(viewed(name, SAMPLES[name]), ABOUT), tmp_path) == []


@pytest.mark.office
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("rules", [("mean", "tolerant_gate"), ("sum", "mean"), ("min", "min_gate")])
def test_another_program_works_out_every_rule(case: str, rules: tuple[Any, Any], tmp_path: Path) -> None:
    asked_for = MIXED.model_copy(update={"combine": rules[0], "stage_rule": rules[1]})
    assert differences(workbook_of_result(viewed(asked_for, CASES[case]), ABOUT), tmp_path) == []


@pytest.mark.office
def test_a_changed_answer_changes_the_scores_as_in_the_app(tmp_path: Path) -> None:
    rows = {
        row["Question id"]: place
        for place, row in enumerate(table(book(workbook_of_result(RESULT, ABOUT))["Answers"]), 4)
    }
    first, second = [each.item.id for each in RESULT.dimensions[0].items][:2]
    one = RESULT.questionnaire.item_by_id[first]
    assert one.type == "rubric"
    best = one.options[-1].id
    other = viewed(STAGES, STAGES_ANSWERS | {first: best, second: DK})
    data = changed(
        workbook_of_result(RESULT, ABOUT),
        {("Answers", f"D{rows[first]}"): best, ("Answers", f"D{rows[second]}"): "don't know"},
    )
    found = worked_out(data, tmp_path)
    assert overall(found) == pytest.approx(other.result.score)
    assert scores(found)[RESULT.dimensions[0].dimension.title] == pytest.approx(100)
    assert other.result.decision is not None
    assert found["Scores"]["B6"].value == other.questionnaire.stages[other.result.decision.stage - 1].title


def test_rules_without_a_formula_stand_as_values_and_the_method_says_so() -> None:
    steps = [item("practice", f"e{stage}", stage=f"s{stage}") for stage in (1, 2, 3)]
    asked_for = questionnaire(dimension("d", *steps, combine="cumulative"), stage_rule="cumulative")
    view = viewed(asked_for, {"e1": "yes", "e2": "yes", "e3": "no"})
    data = workbook_of_result(view, ABOUT)
    assert scores(book(data, values=False)) == {"D": pytest.approx(view.result.score)}
    method = " ".join(str(row[0].value) for row in book(data)["Method"].iter_rows(min_row=4))
    assert "without a formula" in method
    assert "stands as the app found it" in method
    agenda = book(workbook_of_result(viewed(REVIEW, REVIEW_ANSWERS), ABOUT))
    assert "No formula works out the points" in " ".join(str(row[0].value) for row in agenda["Method"].iter_rows())


def test_an_open_room_has_everybody_and_the_figures_of_the_screen() -> None:
    view, everybody = open_room(asked(STAGES), people(12))
    file = book(workbook_of_room(view, ABOUT, everybody))
    assert file.sheetnames[:3] == ["Answers", "Points", "People"]
    assert [file["Answers"][f"A{row}"].value for row in (5, 16)] == ["Person 1", "Person 12"]
    result = view.results[0]
    assert overall(file) == result.overall.points
    averages = {row["Dimension"]: (row["Average now"], row["Average as shown"]) for row in table(file["Dimensions"])}
    assert averages == {each.dimension.title: (each.figure.points,) * 2 for each in result.dimensions}


@pytest.mark.office
def test_another_program_works_out_the_same_room(tmp_path: Path) -> None:
    view, everybody = open_room(asked(STAGES), people(12))
    assert differences(workbook_of_room(view, ABOUT, everybody), tmp_path) == []


@pytest.mark.office
def test_another_program_works_out_a_room_under_every_rule(tmp_path: Path) -> None:
    batch = [given(MIXED, each) for each in CASES.values()]
    for combine in ("mean", "sum", "min"):
        view, everybody = open_room(MIXED.model_copy(update={"combine": combine}), batch)
        assert differences(workbook_of_room(view, ABOUT, everybody), tmp_path) == [], combine


@pytest.mark.office
def test_a_changed_answer_moves_the_room(tmp_path: Path) -> None:
    batch = people(6)
    view, everybody = open_room(asked(STAGES), batch)
    data = workbook_of_room(view, ABOUT, everybody)
    first = next(each for each in asked(STAGES).items if each.type == "rubric")
    cells = {("Answers", f"D{5 + place}"): first.options[-1].id for place in range(6)}
    moved, _ = open_room(asked(STAGES), [each | {first.id: first.options[-1].id} for each in batch])
    found = worked_out(changed(data, cells), tmp_path)
    averages = {row["Dimension"]: row["Average now"] for row in table(found["Dimensions"])}
    assert averages == {each.dimension.title: each.figure.points for each in moved.results[0].dimensions}
    assert overall(found) == moved.results[0].overall.points


def test_an_anonymous_room_has_no_answers_even_if_it_is_handed_some() -> None:
    view = anonymous_room()
    handed = [Given(STAGES, "Ada", "Lead", "", given(asked(STAGES), {})) for _ in range(30)]
    data = workbook_of_room(view, ABOUT, handed)
    file = book(data)
    assert not {"Answers", "Points", "People"} & set(file.sheetnames)
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert all(b"Ada" not in package.read(name) for name in package.namelist())
    votes = {row["Question id"]: row for row in table(file["Votes"])}
    for each in view.items:
        assert votes[each.item.id]["Average"] == each.now.figure.points
        steps = [votes[each.item.id][f"Answer {place}"] for place in range(1, len(each.now.levels) + 1)]
        assert steps == list(each.now.counts or [None] * len(each.now.levels))


def test_a_small_anonymous_room_has_no_counts() -> None:
    view = room(definition(STAGES), people(6), wave=a_wave("anonymous", 5))
    rows = table(book(workbook_of_room(view, ABOUT))["Votes"])
    assert {row["Answer 1"] for row in rows} == {None}
    assert {row["Range from"] for row in rows} == {None}


def test_answers_are_handed_over_only_by_an_open_wave_and_only_so_many() -> None:
    wave = a_wave("open")
    one = Given(STAGES, "Ada", "", "", {})
    assert allowed(wave, [one], STAGES) == (one,)
    assert allowed(wave, [one], LINE) == ()
    assert allowed(wave, [one] * (MOST_PEOPLE + 1), STAGES) == ()
    assert allowed(a_wave("anonymous"), [one], STAGES) == ()
    live = Live(1, "result", late=True, rounds=(), batches=())
    assert given_in(a_wave("anonymous"), live, (), ()) == ()
    view, everybody = open_room(asked(STAGES), people(2), ["Ada", "Grace"])
    assert [each.who for each in everybody] == ["Ada", "Grace"]
    file = book(workbook_of_room(view, ABOUT, everybody * (MOST_PEOPLE // 2 + 1)))
    assert "Answers" not in file.sheetnames
    assert "are not in this file" in " ".join(str(row[0].value) for row in file["Method"].iter_rows())


def test_a_room_of_which_nothing_may_be_shown_says_why() -> None:
    view = room(definition(STAGES), people(3), wave=a_wave("anonymous", 5))
    file = book(workbook_of_room(view, ABOUT))
    assert file["Scores"]["A2"].value == view.why


def test_two_questionnaires_have_their_own_sheets() -> None:
    one, other = (
        anonymous_room(),
        room(definition(LINE), [given(asked(LINE), LINE_ANSWERS)] * 12, wave=a_wave("anonymous", 5)),
    )
    both = replace(one, results=(*one.results, *other.results), items=(*one.items, *other.items))
    names = book(workbook_of_room(both, ABOUT)).sheetnames
    assert {"Scores 1", "Scores 2", "Votes 2", "Codebook 2"} <= set(names)


def test_a_series_has_every_wave_and_every_change() -> None:
    view = team()
    file = book(workbook_of_series(view, ABOUT))
    assert [row["Overall"] for row in table(file["Scores"])] == [each.points for each in view.series[0].figures]
    rows = {row["Dimension"]: row for row in table(file["Dimensions"])}
    for each in view.series:
        assert [rows[each.title][wave.label] for wave in view.waves] == [one.points for one in each.figures]
    changes = {row["Dimension"]: row for row in table(file["Changes"])}
    assert {key: (row["Change"], row["Finding"]) for key, row in changes.items()} == {
        each.title: (each.change.points, each.change.word) for each in view.movements
    }


@pytest.mark.parametrize(("name", "sheet"), [(REVIEW, "Agenda"), (QUESTIONS, "Questions")])
def test_a_series_of_another_kind_has_its_own_sheet(name: str, sheet: str) -> None:
    answers = {key: each.answer for key, each in kept(asked(name), SAMPLES[name]).items()}
    view = series_view([alone(1, asked(name), answers), alone(2, asked(name), answers)], name)
    assert sheet in book(workbook_of_series(view, ABOUT)).sheetnames
    nothing = series_view([alone(1, asked(name), {}, submitted=False)], name)
    assert book(workbook_of_series(nothing, ABOUT))["Scores"]["A1"].value == nothing.headline


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "=1+1"),
        ("+SUM(A1)", "+SUM(A1)"),
        ("-2", "-2"),
        ("@cmd", "@cmd"),
        ("http://example.org/", "http://example.org/"),
        ("مرحبا", "مرحبا"),
        ("👩🏽‍🚀 🇩🇪", "👩🏽‍🚀 🇩🇪"),
        ("a\x00b\x07c\ufffed\ud800", "abcd"),
        ("two\r\nlines", "two\nlines"),
        ("ü" * 10_000, "ü" * 10_000),
    ],
    ids=["=", "+", "-", "@", "address", "rtl", "emoji", "control", "lines", "long"],
)
def test_a_comment_stays_text(text: str, shown: str) -> None:
    answers = kept(asked(STAGES), STAGES_ANSWERS)
    first = RESULT.dimensions[0].items[0].item.id
    view = viewed(
        STAGES,
        {key: replace(each.answer, comment=text) if key == first else each.answer for key, each in answers.items()},
    )
    data = workbook_of_result(view, About(text, text, MADE))
    written = book(data, values=False)["Answers"]
    cell = next(row[8] for row in written.iter_rows(min_row=4) if row[1].value == first)
    assert (cell.value, cell.data_type) == (shown, "s")


def test_what_was_written_in_a_room_is_a_sheet_of_its_own() -> None:
    rows = people(9)
    first = next(each for each in asked(STAGES).items if each.type == "rubric")
    commented = [each | {first.id: replace(answer(each[first.id]), comment="=cmd|' /C calc'!A0")} for each in rows]
    view, _ = open_room(asked(STAGES), commented)
    assert any(each.texts for each in view.items)
    cell = book(workbook_of_room(view, ABOUT), values=False)["Written"]["C4"]
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")


def test_of_a_question_that_thousands_wrote_about_the_workbook_holds_the_first_texts() -> None:
    view = anonymous_room()
    item = replace(view.items[0], texts=tuple(f"Text {number:04}" for number in range(MOST_TEXTS + 3)))
    page = book(workbook_of_room(replace(view, items=(item,)), ABOUT))["Written"]
    written = [row[2] for row in page.iter_rows(min_row=4, values_only=True)]
    assert written == [*item.texts[:MOST_TEXTS], "3 more stand in the data file."]


def test_the_score_of_the_sample_is_that_of_the_scoring() -> None:
    answers = {key: each.answer for key, each in kept(MIXED, SOME).items()}
    found = score(MIXED, [answers])
    assert overall(book(workbook_of_result(viewed(MIXED, SOME), ABOUT))) == pytest.approx(found.score)


def test_a_questionnaire_without_a_ladder_or_with_an_empty_branch_has_its_workbook() -> None:
    plain = questionnaire(dimension("d", points("a"), item("share", "b")), ladder=0)
    view = viewed(plain, {"a": 40, "b": 7})
    file = book(workbook_of_result(view, ABOUT))
    assert overall(file) == pytest.approx(40)
    assert scores(file) == {"D": pytest.approx(40)}
    meaning = {row["Question id"]: row["Meaning"] for row in table(file["Codebook"])}
    assert meaning["b"] == "A number in %, without points."
    nested = questionnaire(dimension("d", dimension("e", points("a")), dimension("f", points("b"))))
    data = workbook_of_result(viewed(nested, {"a": 40, "b": 60}), ABOUT)
    assert scores(book(data)) == {"D": pytest.approx(50), "E": pytest.approx(40), "F": pytest.approx(60)}


@pytest.mark.office
def test_another_program_works_out_a_room_of_nested_dimensions_and_criteria(tmp_path: Path) -> None:
    steps = [item("practice", f"e{stage}", stage=f"s{stage}") for stage in (1, 2, 3)]
    asked_for = questionnaire(
        dimension("d", dimension("e", points("a")), dimension("f", points("b"))),
        dimension("g", *steps, combine="cumulative"),
        combine="sum",
    )
    batch = [{"a": 40, "b": 60, "e1": "yes", "e2": "yes"}, {"a": 10, "b": 20, "e1": "yes", "e2": "no", "e3": "no"}]
    view, everybody = open_room(asked_for, batch)
    assert differences(workbook_of_room(view, ABOUT, everybody), tmp_path) == []


def test_a_room_without_a_figure_has_no_chart_and_says_why() -> None:
    view = room(definition(STAGES), [{each.id: DK for each in asked(STAGES).items}] * 6)
    file = book(workbook_of_room(view, ABOUT))
    assert overall(file) == view.results[0].overall.why
    assert {row["Average now"] for row in table(file["Dimensions"])} == {None}


def test_a_gap_in_an_anonymous_room_leaves_the_sum_without_a_formula() -> None:
    asked_for = questionnaire(dimension("d", points("a")), dimension("e", points("b")), combine="sum")
    view = room(Definition(asked_for, {}, "0" * 64), [{"a": 40}] * 8, wave=a_wave("anonymous", 5))
    cell = overall(book(workbook_of_room(view, ABOUT), values=False))
    assert not str(cell).startswith("=")


def test_a_series_that_breaks_is_not_drawn_as_one_line() -> None:
    view = team()
    broken = tuple(replace(each, breaks=frozenset({1})) for each in view.series)
    with zipfile.ZipFile(BytesIO(workbook_of_series(replace(view, series=broken), ABOUT))) as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 1  # of the waves; none of the dimensions


def test_a_question_after_one_that_is_gone_is_never_asked() -> None:
    asked_for = questionnaire(dimension("d", rubric("r"), points("p", ask_if={"item": "r", "at_least": "l3"})))
    other = questionnaire(dimension("d", points("p")))
    assert asked_if(asked_for.item_by_id["p"], other, lambda _: "A1") == "FALSE"

"""The tables of a zip file: which there are, whose figures they hold, and what an anonymous room never gives away."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from assessments.series import series_view
from questionnaires.loader import Definition
from questionnaires.values import Answer, option_ids
from reports.data_codebook import codebook
from reports.data_columns import columns_of
from reports.data_words import NO_ANSWERS
from reports.data_zip import data_of
from reports.given import Given
from scoring.items import item_score
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, asked, definition, kept
from tests.assessments.rooms import room
from tests.assessments.series import alone
from tests.charts.rooms import small_anonymous_room
from tests.reports.samples import LONE, about, hall, lone, team
from tests.reports.tables import files, rows, table
from tests.reports.test_data_answers import EVERY, VALUES
from tests.reports.views import people
from tests.scoring.build import given

ANSWERS = ["answers-tidy.csv", "answers-wide.csv", "labels.sps", "respondents.csv"]


def own(questionnaire_id: str) -> Given:
    return Given(questionnaire_id, "Ada", "", "", given(asked(questionnaire_id), LONE[questionnaire_id]))


def shown(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


@pytest.mark.parametrize("questionnaire_id", LONE)
def test_a_lone_result_has_its_answers_and_its_scores_as_the_page_shows_them(questionnaire_id: str) -> None:
    view = lone(questionnaire_id)
    data = data_of(view, about(questionnaire_id), [own(questionnaire_id)])
    assert sorted(files(data)) == sorted(["about.txt", "codebook.csv", "scores.csv", *ANSWERS])
    overall, *dimensions = table(data, "scores.csv")
    assert (overall["score"], overall["title"]) == (
        "" if view.result.score is None else f"{view.result.score:.1f}".removesuffix(".0"),
        view.headline,
    )
    for row, each in zip(dimensions, view.dimensions, strict=True):
        assert (row["id"], row["title"], row["stage"]) == (each.dimension.id, each.dimension.title, each.stage or "")
        assert row["score"] == ("" if each.score is None else f"{each.score:.1f}".removesuffix(".0"))
        assert (row["answered_percent"], row["dont_know_percent"]) == (
            shown(100 * each.coverage),
            shown(100 * each.dont_know_share),
        )


def test_without_answers_there_are_no_tables_of_answers() -> None:
    assert sorted(files(data_of(lone(STAGES), about(STAGES)))) == ["about.txt", "codebook.csv", "scores.csv"]


def test_the_same_view_gives_the_same_bytes_without_a_date_of_today() -> None:
    data = data_of(lone(STAGES), about(STAGES), [own(STAGES)])
    assert data == data_of(lone(STAGES), about(STAGES), [own(STAGES)])
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(each.filename == each.filename.strip("/.") for each in package.infolist())


def test_an_anonymous_room_has_what_was_released_and_never_an_answer() -> None:
    handed = [Given(STAGES, "Ada", "Lead", "", given(asked(STAGES), {}), place) for place in range(1, 31)]
    data = data_of(hall(), about(STAGES), handed)
    assert sorted(files(data)) == ["about.txt", "codebook.csv", "distributions.csv", "scores.csv"]
    assert all(b"Ada" not in content for content in files(data).values())
    assert NO_ANSWERS in files(data)["about.txt"].decode("utf-8-sig")
    votes = table(data, "distributions.csv")
    for each in hall().items:
        mine = [row for row in votes if row["item"] == each.item.id and row["vote"] == "counts"]
        counted = [row for row in mine if row["group_kind"] == "everybody"]
        assert [row["option_text"] for row in counted[:-2]] == [level.title for level in each.now.levels]
        assert [row["option"] for row in counted[:-2]] == list(option_ids(each.item, each.questionnaire))
        assert [int(row["count"]) for row in counted] == [
            *(each.now.counts or ()),
            each.now.unknown or 0,
            each.now.silent or 0,
        ]
        assert {row["mean"] for row in counted} == {str(each.now.figure.points)}
        groups = [(row["group_kind"], row["group"], row["mean"], row["people"]) for row in mine[len(counted) :]]
        assert groups == [(one.kind, one.name, shown(one.figure.points), one.figure.people) for one in each.groups]
    again = [row for row in votes if row["vote"] == "first vote"]
    assert {row["item"] for row in again} == {each.item.id for each in hall().items if each.first is not None}


def test_the_scores_of_a_room_are_those_of_its_page() -> None:
    (result,) = hall().results
    found = {(row["id"], row["group"]): row for row in table(data_of(hall(), about(STAGES)), "scores.csv")}
    assert found["", ""]["mean"] == str(result.overall.points)
    for each in result.dimensions:
        row = found[each.dimension.id, ""]
        assert [row[name] for name in ("mean", "low", "high", "people", "why")] == [
            shown(each.figure.points),
            shown(each.figure.low),
            shown(each.figure.high),
            each.figure.people,
            each.figure.why,
        ]
        for one in each.groups:
            assert found[each.dimension.id, one.name]["mean"] == shown(one.figure.points)


def test_where_a_distribution_is_hidden_the_reason_stands() -> None:
    data = data_of(small_anonymous_room(), about())
    votes = [row for row in table(data, "distributions.csv") if row["group_kind"] == "everybody"]
    assert votes
    assert {row["count"] for row in votes} == {""}
    assert all(row["why_hidden"] for row in votes)


def test_a_room_before_its_first_reveal_says_that_there_is_nothing() -> None:
    view = replace(hall(), items=(), results=(), why="Nobody has voted yet.")
    data = data_of(view, about())
    assert table(data, "scores.csv") == table(data, "distributions.csv") == []
    assert "Nobody has voted yet." in files(data)["about.txt"].decode("utf-8-sig")


def test_an_open_room_has_its_answers_what_was_written_and_the_figures_given() -> None:
    answers = given(EVERY, VALUES)
    view = room(Definition(EVERY, {}, "0" * 64), [answers | {"r": Answer(value="l1", comment="=1")}, answers])
    people_ = [Given(EVERY.id, "Ada", "", "", answers, 1), Given(EVERY.id, "Grace", "", "", answers, 2)]
    data = data_of(view, about(), people_)
    assert [row["name"] for row in table(data, "respondents.csv")] == ["Ada", "Grace"]
    assert "'=1" in [row["text"] for row in table(data, "written.csv")]
    assert [(row["figure"], row["value"]) for row in table(data, "figures-given.csv")] == [("Now", "-5.5")] * 2
    counts = [row for row in table(data, "distributions.csv") if row["item"] == "g"]
    assert [(row["option"], row["count"]) for row in counts] == [
        *(("a5", "0"), ("a4", "0"), ("a3", "0"), ("a2", "0"), ("a1", "2")),
        ("dk", "0"),
        ("", "0"),
    ]


def test_two_questionnaires_have_a_wide_table_each() -> None:
    one = room(definition(STAGES), people(6))
    other = room(definition(LINE), [given(asked(LINE), LONE[LINE])] * 6)
    both = replace(one, results=(*one.results, *other.results), items=(*one.items, *other.items))
    data = data_of(both, about(), [own(STAGES), own(LINE)])
    names = {f"answers-wide-{each}.csv" for each in (STAGES, LINE)} | {f"labels-{each}.sps" for each in (STAGES, LINE)}
    assert names < set(files(data))
    assert f"/FILE='answers-wide-{LINE}.csv'" in files(data)[f"labels-{LINE}.sps"].decode()
    assert {row["questionnaire"] for row in table(data, "answers-tidy.csv")} == {STAGES, LINE}


def test_a_series_has_every_figure_and_every_change_as_its_page_shows_them() -> None:
    view = team()
    data = data_of(view, about(STAGES), [own(STAGES)])
    assert sorted(files(data)) == ["about.txt", "changes.csv", "codebook.csv", "figures.csv"]
    found = [(row["id"], row["wave"], row["mean"], row["low"], row["high"]) for row in table(data, "figures.csv")]
    assert found == [
        (each.dimension_id or "overall", wave.label, shown(one.points), shown(one.low), shown(one.high))
        for each in view.series
        for wave, one in zip(view.waves, each.figures, strict=True)
    ]
    changes = [(row["title"], row["change"], row["finding"]) for row in table(data, "changes.csv")]
    assert changes == [(each.title, shown(each.change.points), each.change.word) for each in view.movements]


def test_a_break_in_a_series_is_marked() -> None:
    view = replace(team(), series=tuple(replace(each, breaks=frozenset({1})) for each in team().series))
    marks = [row["comparable"] for row in table(data_of(view, about()), "figures.csv")]
    assert marks == ["", "no", "yes"] * len(view.series)


@pytest.mark.parametrize(("name", "tables"), [(REVIEW, {"agenda.csv"}), (QUESTIONS, {"answerable.csv", "derived.csv"})])
def test_a_series_of_another_kind_has_its_own_tables(name: str, tables: set[str]) -> None:
    answers = {key: each.answer for key, each in kept(asked(name), LONE[name]).items()}
    view = series_view([alone(1, asked(name), answers), alone(2, asked(name), answers)], name)
    assert tables < set(files(data_of(view, about())))
    first = series_view([alone(1, asked(name), {each: Answer("dont_know") for each in answers})], name)
    assert "changes.csv" not in files(data_of(first, about()))


def test_the_codebook_has_every_option_of_every_question_with_its_points() -> None:
    found = rows(codebook([EVERY]))
    assert [row["column"] for row in found if row["option"] in {"", "topic"}][:4] == [
        "t",
        "s.now",
        "s.definition",
        "s.source",
    ]
    for each in EVERY.items:
        mine = [row for row in found if row["column"] == each.id]
        assert {row["type"] for row in mine} == {each.type}
        assert [row["option"] for row in mine if row["option"]][: len(option_ids(each, EVERY))] == list(
            option_ids(each, EVERY)
        )
    points = {row["option"]: row["points"] for row in found if row["column"] == "g"}
    assert points == {
        f"a{place}": f"{item_score(EVERY.item_by_id['g'], f'a{place}', EVERY):g}" for place in range(1, 6)
    }
    assert {row["spss_name"] for row in found} == {each.spss for each in columns_of(EVERY)}
    (reversed_,) = {row["reversed"] for row in found if row["column"] == "g"}
    assert reversed_ == "yes"
    assert [row["option"] for row in found if row["option"].startswith(("category", "basis"))] == [
        *(f"category={each}" for each in ("product", "sales", "operations", "value", "other")),
        *("basis=", "basis=data", "basis=opinion"),
    ]
    assert {row["option_weight"] for row in found if row["column"] == "l"} == {"1"}


@pytest.mark.parametrize("questionnaire_id", LONE)
def test_the_core_questionnaires_have_a_codebook(questionnaire_id: str) -> None:
    found: list[dict[str, Any]] = rows(codebook([asked(questionnaire_id)]))
    assert {row["item"] for row in found} == {each.id for each in asked(questionnaire_id).items}

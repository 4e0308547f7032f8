"""What holds for every chart: it compiles in both palettes, marks, words and table agree, and no figure is invented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import altair as alt
import pytest
import vl_convert
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from charts.picture import DARK, LIGHT, Palette, data
from charts.table import CHARTS
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, asked, rubrics, viewed
from tests.assessments.samples import disclosed
from tests.charts.build import GRAMMAR, SHOWN, layers, meaning, picture, spec_of, texts, view_of
from tests.scoring.build import NA

if TYPE_CHECKING:
    from assessments.views import ResultView

EVERY = pytest.mark.parametrize("name", CHARTS)


def test_every_chart_of_the_table_is_shown_by_a_questionnaire() -> None:
    assert set(CHARTS) == set(SHOWN)


@EVERY
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_chart_is_valid_and_compiles(name: str, palette: Palette) -> None:
    spec = spec_of(picture(name, palette))
    compiled = vl_convert.vegalite_to_vega(spec, vl_version=GRAMMAR)

    assert spec["$schema"] == alt.SCHEMA_URL
    assert compiled["$schema"].startswith("https://vega.github.io/schema/vega/")
    assert len([mark for mark in compiled["marks"] if mark["type"] != "group"]) == len(spec["layer"])


@EVERY
def test_both_palettes_show_the_same_in_other_colours(name: str) -> None:
    light, dark = picture(name, LIGHT), picture(name, DARK)
    shape = [re.sub("#[0-9A-Fa-f]{6}", "colour", told) for told in meaning(light)]

    assert [re.sub("#[0-9A-Fa-f]{6}", "colour", told) for told in meaning(dark)] == shape
    assert [layer.rows for layer in layers(dark)] == [layer.rows for layer in layers(light)]
    assert (dark.title, dark.caption, dark.twin, dark.rows) == (light.title, light.caption, light.twin, light.rows)
    for one, other in ((light, DARK), (dark, LIGHT)):
        for colour in (other.ink, other.quiet, other.line):
            assert colour not in str(spec_of(one))


@EVERY
def test_the_ground_is_transparent_and_the_width_is_the_page_s(name: str) -> None:
    spec = spec_of(picture(name))

    assert (spec["config"]["background"], spec["width"]) == ("transparent", "container")


@EVERY
def test_the_twin_tells_the_finding_and_every_row_of_the_table(name: str) -> None:
    one = picture(name)

    assert one.twin.startswith(one.title)
    assert one.rows
    for row in one.rows:
        label, *rest = row.values()
        assert re.search(re.escape(str(label)), one.twin, re.IGNORECASE)
        for figure in rest:
            if isinstance(figure, float):
                assert f"{figure:g}" in one.twin
            elif str(figure).endswith("%"):
                assert f"{str(label).lower()} {figure}" in one.twin


@EVERY
def test_every_row_of_the_table_has_the_same_columns(name: str) -> None:
    rows = picture(name).rows

    assert {tuple(row) for row in rows} == {tuple(rows[0])}


def nothing(questionnaire_id: str) -> list[ResultView]:
    """Return the results without an answer, and with nothing that applies."""
    return [
        viewed(questionnaire_id, {}),
        viewed(questionnaire_id, {each.id: NA for each in asked(questionnaire_id).items}),
    ]


@EVERY
@pytest.mark.parametrize("questionnaire_id", [STAGES, LINE, QUESTIONS, REVIEW])
def test_without_figures_there_is_a_sentence_and_no_chart(name: str, questionnaire_id: str) -> None:
    for view in nothing(questionnaire_id):
        one = CHARTS[name](view, LIGHT)

        assert (one.chart, list(one.rows)) == (None, [])
        assert one.title.endswith(".")
        assert one.twin.endswith(".")
        assert one.twin.startswith(one.title)


@EVERY
@pytest.mark.parametrize("questionnaire_id", [STAGES, LINE, QUESTIONS, REVIEW])
def test_a_chart_of_another_questionnaire_s_result_is_drawn_or_left_out(name: str, questionnaire_id: str) -> None:
    view = view_of(next(each for each, of in SHOWN.items() if of == questionnaire_id))
    one = CHARTS[name](view, LIGHT)

    assert (one.chart is None) == (not one.rows) == (name == "mix" and questionnaire_id != REVIEW)
    if one.chart is not None:
        vl_convert.vegalite_to_vega(spec_of(one), vl_version=GRAMMAR)


@EVERY
def test_what_is_named_on_the_chart_is_named_in_the_table(name: str) -> None:
    one, shown = picture(name), texts(picture(name))
    if name in {"gaps", "line", "answerable"}:
        names = [str(next(iter(row.values()))) for row in one.rows]
    elif name == "mix":
        names = list(one.rows[0])[1:]
    else:
        names = [stage.title.replace(" ", "\n") for stage in asked(STAGES).stages]

    assert set(names) <= set(shown)


@EVERY
def test_a_caption_holds_no_figure_but_the_scale_s(name: str) -> None:
    assert set(re.findall(r"\d+", picture(name).caption)) <= {"0", "100"}


LEVELS = st.fixed_dictionaries(
    {each.id: st.tuples(*[st.integers(1, 3)] * len(each.items)) for each in asked(STAGES).dimensions}
)


@settings(max_examples=15, deadline=None)
@drawn(LEVELS)
def test_the_figures_of_the_stages_are_the_view_s_whatever_the_answers(levels: dict[str, Any]) -> None:
    view = viewed(STAGES, rubrics(levels))
    ladder, gaps = CHARTS["ladder"](view, LIGHT), CHARTS["gaps"](view, LIGHT)
    scores = {each.dimension.title: each.score for each in view.dimensions}

    assert {row["dimension"]: row["score"] for row in layers(ladder)[2].rows} == scores
    assert {row["name"]: row["score"] for row in layers(gaps)[0].rows} == scores
    assert {row["score"] for row in layers(ladder)[3].rows} == {view.result.score}
    assert [row["goal"] for row in layers(gaps)[0].rows] == [each.gap.goal for each in view.dimensions if each.gap]
    for one in (ladder, gaps):
        assert {row["Dimension"]: row["Score"] for row in one.rows} == {
            title: round(score or 0, 1) for title, score in scores.items()
        }


@settings(max_examples=15, deadline=None)
@drawn(st.lists(st.integers(1, 7), min_size=6, max_size=6), st.tuples(*[st.integers(1, 4)] * 8))
def test_the_figures_of_the_line_are_the_view_s_whatever_the_answers(
    contrasts: list[int], signs: tuple[int, ...]
) -> None:
    names = [each.id for each in asked(LINE).items if each.type == "contrast"]
    answers = {
        **dict(zip(names, contrasts, strict=True)),
        **rubrics({"signs": signs}, LINE),
    }
    view = viewed(LINE, answers)
    one = CHARTS["line"](view, LIGHT)
    found = {item.item.label: item.points for each in view.dimensions for item in each.items}

    assert {row["name"]: row["points"] for row in layers(one)[1].rows} == found
    assert {row["Question"]: row["Position"] for row in one.rows} == {k: round(v or 0, 1) for k, v in found.items()}
    assert view.spread is not None
    assert [row["points"] for row in layers(one)[3].rows] == [view.spread.position] == [view.result.score]
    assert [(row["from"], row["to"]) for row in layers(one)[0].rows] == [view.spread.middle]


@settings(max_examples=15, deadline=None)
@drawn(st.lists(st.sampled_from(["nobody", "estimates", "days-of-work", "in-use"]), min_size=12, max_size=12))
def test_the_figures_of_the_ten_questions_are_the_view_s_whatever_the_answers(levels: list[str]) -> None:
    items = asked(QUESTIONS).items
    view = viewed(QUESTIONS, {each.id: disclosed(level) for each, level in zip(items, levels, strict=True)})
    one = CHARTS["answerable"](view, LIGHT)
    found = {item.item.label: item.points for each in view.dimensions for item in each.items}

    assert {row["name"]: row["points"] for row in layers(one)[0].rows} == found
    assert [row["Question"] for row in one.rows] == [each.label for each in items]
    assert {row["Question"]: row["Points"] for row in one.rows} == {k: round(v or 0, 1) for k, v in found.items()}


def test_data_are_copied() -> None:
    rows = [{"a": 1}]
    inline = data(rows)
    rows[0]["a"] = 2

    assert inline.to_dict() == {"values": [{"a": 1}]}

"""What holds for every chart of a room: both palettes, every size, tables and twins, and nothing that is hidden."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import altair as alt
import pytest
import vl_convert

from assessments.room_model import Numbers
from charts.ladder import room_ladder
from charts.means import means
from charts.numbers import numbers
from charts.picture import DARK, LIGHT, Palette, Picture
from charts.stacked import stacked
from charts.votes import votes
from tests.charts.build import GRAMMAR, PHONE, layers, meaning, scene, spec_of
from tests.charts.rooms import small_anonymous_room, stages_room

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.room_model import RoomView

GIVEN = Numbers("Customers", "customers", (("Ann", 10), ("Ben", 900)), "Two people, two numbers.")
DRAWN: dict[str, Callable[[RoomView, Palette, float], Picture]] = {
    "votes": lambda view, palette, scale: votes(view.items[0], palette, scale),
    "stacked": lambda view, palette, scale: stacked(view.items, palette, scale),
    "means": lambda view, palette, scale: means(view.results[0], palette, scale),
    "ladder": lambda view, palette, scale: room_ladder(view.results[0], palette, scale),
    "numbers": lambda _, palette, scale: numbers(GIVEN, palette, scale),
}
EVERY = pytest.mark.parametrize("name", DRAWN)
PROJECTOR = 2.2


@lru_cache
def a_room() -> RoomView:
    """Return a room of twelve with roles, of which all voted twice on one question."""
    return stages_room()


def draw(name: str, palette: Palette = LIGHT, scale: float = 1.0) -> Picture:
    """Draw one of the charts of that room."""
    return DRAWN[name](a_room(), palette, scale)


@EVERY
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_chart_is_valid_and_compiles(name: str, palette: Palette) -> None:
    spec = spec_of(draw(name, palette))
    compiled = vl_convert.vegalite_to_vega(spec, vl_version=GRAMMAR)

    assert spec["$schema"] == alt.SCHEMA_URL
    assert len([mark for mark in compiled["marks"] if mark["type"] != "group"]) == len(spec["layer"])
    assert (spec["config"]["background"], spec["width"]) == ("transparent", "container")
    assert not spec["config"]["mark"]["aria"]
    assert not spec["config"]["axis"]["aria"]


@EVERY
def test_both_palettes_show_the_same_in_other_colours(name: str) -> None:
    light, dark = draw(name, LIGHT), draw(name, DARK)

    assert meaning(dark) == meaning(light)
    assert (dark.title, dark.caption, dark.twin, dark.rows) == (light.title, light.caption, light.twin, light.rows)
    for one, other in ((light, DARK), (dark, LIGHT)):
        for colour in (other.ink, other.quiet, other.line, other.ours):
            assert colour not in str(spec_of(one))


def _largest(size: Any) -> float:
    """Return a size; of one that shrinks where there is no room, the size that it has where there is."""
    if not isinstance(size, dict):
        return float(size)
    found = re.fullmatch(r"min\(([0-9.]+), .*\)", size["expr"])
    assert found is not None
    return float(found[1])


@EVERY
def test_everything_grows_with_the_scale(name: str) -> None:
    small, large = draw(name), draw(name, LIGHT, PROJECTOR)
    sized = {"fontSize": 1, "lineHeight": 1, "dx": 1, "strokeWidth": 1, "size": 2}  # a size is an area

    assert spec_of(large)["height"] == pytest.approx(PROJECTOR * spec_of(small)["height"])
    for one, other in zip(layers(small), layers(large), strict=True):
        for what, power in sized.items():
            if what in one.mark:
                assert _largest(other.mark[what]) == pytest.approx(PROJECTOR**power * _largest(one.mark[what]))
    assert spec_of(large)["config"]["axis"]["labelFontSize"] == pytest.approx(12 * PROJECTOR)
    assert (large.title, large.twin, large.rows) == (small.title, small.twin, small.rows)


@EVERY
@pytest.mark.parametrize(("width", "scale"), [(PHONE, 1.0), (900, 1.0), (1860, PROJECTOR)])
def test_every_mark_lies_inside_the_chart(name: str, width: int, scale: float) -> None:
    drawn = draw(name, LIGHT, scale)
    height = spec_of(drawn)["height"]

    for mark in scene(drawn, width):
        if mark["role"] == "mark" and mark.get("text") != "":
            assert -1 <= mark["x"] <= width + 1
            assert -1 <= mark["y"] <= height + 1


@EVERY
def test_the_twin_tells_the_finding_and_names_every_row(name: str) -> None:
    drawn = draw(name)

    assert drawn.title.endswith(".")
    assert drawn.twin.startswith(drawn.title)
    assert drawn.rows
    assert {tuple(row) for row in drawn.rows} == {tuple(drawn.rows[0])}
    for row in drawn.rows:
        assert str(next(iter(row.values()))) in drawn.twin


@lru_cache
def hidden_room() -> RoomView:
    """Return six people who are to stay unknown, split three to three on the first question."""
    return small_anonymous_room()


def said(drawn: Picture) -> str:
    """Return everything that leaves a chart: words, table, specification."""
    spec = "" if drawn.chart is None else json.dumps(spec_of(drawn))
    return json.dumps([drawn.title, drawn.caption, drawn.twin, list(drawn.rows)], ensure_ascii=False) + spec


def test_of_six_people_in_an_anonymous_wave_no_count_is_told() -> None:
    for item in hidden_room().items:
        drawn = votes(item, LIGHT)

        assert (drawn.chart, drawn.rows) == (None, [])
        # the average, the band of people, the share that does not know, and how many a word or a distribution needs
        rest = re.sub(
            r"average is \d+ of 100|5–9 people|\d+ % don't know|needs 6 people, a distribution 8", "", said(drawn)
        )
        assert re.findall(r"\d+", rest) == []


def test_of_six_people_the_spread_over_the_questions_tells_words_only() -> None:
    drawn = stacked(hidden_room().items, LIGHT)
    numbers_of_questions = {str(item.number) for item in hidden_room().items}
    rest = said(drawn).replace(drawn.title, "")

    assert drawn.chart is None
    assert {(row["Answers, lowest first"], row["Don't know"]) for row in drawn.rows} == {("", "")}
    assert set(re.findall(r"\d+", rest)) == numbers_of_questions


def test_of_six_people_the_averages_are_told_without_spread_or_numbers_of_people() -> None:
    drawn = means(hidden_room().results[0], LIGHT)
    people: list[Any] = [row["people"] for layer in layers(drawn) for row in layer.rows if "people" in row]

    assert set(people) == {"5–9"}
    assert {(row["Range"], row["People"]) for row in drawn.rows} == {("", "5–9")}
    assert not re.search(r"\b6 people|range|n=6", said(drawn))
    assert all(row["low"] == row["high"] for layer in layers(drawn) for row in layer.rows if "low" in row)

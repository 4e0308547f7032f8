"""What holds for every chart of several waves, of units and of priorities: palettes, sizes, twins, nothing cut off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import altair as alt
import pytest
import vl_convert

from assessments.room_model import GroupFigure
from assessments.series_model import Answered, DerivedSeries, Disclosures, Mix, Mixes
from charts.answered import answered
from charts.derived import derived
from charts.lines import lines
from charts.picture import DARK, LIGHT, Palette, Picture
from charts.priorities import priorities
from charts.shares import shares
from charts.slope import slope
from charts.units import units
from tests.assessments.build import REVIEW, asked
from tests.charts.build import GRAMMAR, layers, meaning, scene, spec_of
from tests.charts.rooms import stages_room
from tests.charts.series import Moved, agenda_time, figure, movement, ranked, series, view

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = "A name that somebody wrote as a whole sentence, although a title of a few words would have done as well"
PHONE, DESK, WALL, PROJECTOR = 330, 1280, 1860, 2.2

TWO = view(
    2,
    movements=(
        movement("Overall", (38, 46, 54), (45, 53, 61), Moved("up", 7, 2, 12)),
        movement(LONG, (88, 94, 100), (90, 97, 100), Moved("no detectable change", 3, -3, 9)),
        movement("Communication", 0, 100, Moved("too few")),
        movement("Working together", 100, 0, Moved("down", -100, -100, -90)),
    ),
)
EIGHT = view(
    8,
    series=(
        series("Overall", *[(38, 46, 54)] * 4, *[60, 61, None, 62], target=70.0),
        series(LONG, *[0, 100] * 4, breaks=(3,), target=100.0),
    ),
)
AGENDA = view(
    3,
    questionnaire=asked(REVIEW),
    agenda=Mixes(
        (Mix(agenda_time(60, 30, 0, 0, 10), 0.4), Mix({}, None), Mix(agenda_time(30, 20, 10, 33, 7), 0.17)),
        agenda_time(20, 20, 20, 40, 0),
        "Customer value has more of the time.",
    ),
)
TEN = view(
    4,
    disclosures=Disclosures(
        (Answered("Customers", (True, True, None, True)), Answered(LONG, (False, None, False, True))),
        (
            DerivedSeries("Customers lost", "%", (12.5, None, 11.0, 9.25)),
            DerivedSeries(LONG, "customers", (None, None, 1_250_000, 1_312_500)),
        ),
        "One more question can be answered.",
    ),
)
ROOM = replace(
    stages_room().results[0],
    groups=(
        GroupFigure("unit", "Berne", figure((30, 43, 56))),
        GroupFigure("unit", LONG, figure((90, 97, 100))),
        GroupFigure("unit", "Zug", figure(None)),
    ),
)
RANKED = (
    ranked("Knowing customers", 22, 35, "build"),
    ranked(LONG, 18, 30, "quick win"),
    ranked("Working together", 0, 0),
    ranked("Unknown", 10, None, "find out"),
)
DRAWN: dict[str, Callable[[Palette, float], Picture]] = {
    "slope": lambda palette, scale: slope(TWO, palette, scale),
    "lines": lambda palette, scale: lines(EIGHT, palette, scale),
    "shares": lambda palette, scale: shares(AGENDA, palette, scale),
    "answered": lambda palette, scale: answered(TEN, palette, scale),
    "derived": lambda palette, scale: derived(TEN, palette, scale),
    "units": lambda palette, scale: units(ROOM, palette, scale),
    "priorities": lambda palette, scale: priorities(RANKED, palette, scale),
}
EVERY = pytest.mark.parametrize("name", DRAWN)


def draw(name: str, palette: Palette = LIGHT, scale: float = 1.0) -> Picture:
    """Draw one of the charts."""
    return DRAWN[name](palette, scale)


@EVERY
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_chart_is_valid_and_compiles(name: str, palette: Palette) -> None:
    spec = spec_of(draw(name, palette))
    compiled = vl_convert.vegalite_to_vega(spec, vl_version=GRAMMAR)

    assert spec["$schema"] == alt.SCHEMA_URL
    assert len(compiled["marks"]) == len(spec["layer"])
    assert (spec["config"]["background"], spec["width"]) == ("transparent", "container")
    assert not spec["config"]["mark"]["aria"]
    assert not spec["config"]["axis"]["aria"]


@EVERY
def test_both_palettes_show_the_same_in_other_colours(name: str) -> None:
    light, dark = draw(name, LIGHT), draw(name, DARK)

    assert meaning(dark) == meaning(light)
    assert (dark.title, dark.caption, dark.twin, dark.rows) == (light.title, light.caption, light.twin, light.rows)
    for one, other in ((light, DARK), (dark, LIGHT)):
        for colour in (other.ink, other.quiet, other.line):
            assert colour not in str(spec_of(one))
    # on the ground of the other mode, the strong colour would not stand out; the agenda's blue lies under white figures
    assert name == "shares" or DARK.ours not in str(spec_of(light))
    assert name == "shares" or LIGHT.ours not in str(spec_of(dark))


@EVERY
def test_everything_grows_with_the_scale(name: str) -> None:
    small, large = draw(name), draw(name, LIGHT, PROJECTOR)
    sized = {"fontSize": 1, "lineHeight": 1, "dx": 1, "strokeWidth": 1, "size": 2, "xOffset": 1}  # a size is an area

    assert spec_of(large)["height"] == pytest.approx(PROJECTOR * spec_of(small)["height"])
    for one, other in zip(layers(small), layers(large), strict=True):
        for what, power in sized.items():
            if isinstance(one.mark.get(what), (int, float)):
                assert other.mark[what] == pytest.approx(PROJECTOR**power * one.mark[what])
            elif what in one.mark:
                assert str(PROJECTOR) in other.mark[what]["expr"]
    assert (large.title, large.caption, large.twin, large.rows) == (small.title, small.caption, small.twin, small.rows)


@EVERY
@pytest.mark.parametrize(("width", "scale"), [(PHONE, 1.0), (DESK, 1.0), (WALL, PROJECTOR)])
def test_no_mark_and_no_text_runs_over_the_edge(name: str, width: int, scale: float) -> None:
    drawn = draw(name, LIGHT, scale)
    height = spec_of(drawn)["height"]

    for mark in marks(drawn, width):
        left, top, right, bottom = reach(mark, scale)
        assert left >= -6, mark
        assert right <= width + 6, mark
        assert top >= -2, mark
        assert bottom <= height + 2, mark


@EVERY
@pytest.mark.parametrize(("width", "scale"), [(PHONE, 1.0), (DESK, 1.0), (WALL, PROJECTOR)])
def test_no_text_covers_another(name: str, width: int, scale: float) -> None:
    words = [(each["text"], reach(each, scale)) for each in marks(draw(name, LIGHT, scale), width) if each.get("text")]

    for place, (text, one) in enumerate(words):
        for other, two in words[place + 1 :]:
            apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
            assert apart, (text, other)


def marks(drawn: Picture, width: int) -> list[dict[str, Any]]:
    """Return what is drawn at a width, without the axis and without empty texts."""
    return [each for each in scene(drawn, width) if each["role"] == "mark" and each.get("text") != ""]


def reach(mark: dict[str, Any], scale: float) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a mark, for a text from its letters, half as wide as they are high."""
    x, y = mark["x"], mark["y"]
    if "text" not in mark:
        return x, y, x, y
    size = mark["fontSize"]
    letters = max(len(line) for line in str(mark["text"]).split("\n"))
    wide = min(0.5 * size * letters, mark.get("limit") or float("inf"))
    x, y = x + mark.get("dx", 0), y + mark.get("dy", 0)
    left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[mark.get("align", "left")] * wide
    # the height of small letters: lines may stand close
    top = y if mark.get("baseline") == "top" else y - 0.4 * size
    return left, top + scale, left + wide, top + 0.8 * size - scale


@EVERY
def test_the_twin_tells_the_finding_and_names_every_row(name: str) -> None:
    drawn = draw(name)

    assert drawn.title.endswith(".")
    assert drawn.caption.endswith(".")
    assert drawn.twin.startswith(drawn.title)
    assert drawn.twin.endswith(".")
    assert ".." not in drawn.twin
    assert {tuple(row) for row in drawn.rows} == {tuple(drawn.rows[0])}
    for row in drawn.rows:
        assert str(next(iter(row.values()))) in drawn.twin


@EVERY
def test_a_long_name_stands_in_full_in_the_table(name: str) -> None:
    names = [next(iter(row.values())) for row in draw(name).rows]

    assert LONG in names or name == "shares"

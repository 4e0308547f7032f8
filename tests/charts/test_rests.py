"""What a score rests on as a bar: the parts fill it, in a fixed order, each with its figure in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import vl_convert

from assessments.rests import Rests
from charts.picture import DARK, LIGHT, Palette
from charts.rests import rests_on
from tests.charts.build import GRAMMAR, layers, meaning, spec_of, texts

if TYPE_CHECKING:
    from assessments.rests import Ground

SHARES: dict[Ground, float] = {"opinion": 0.1, "data": 0.2, "not-asked": 0.66, "unsaid": 0.04}
SHOWN = Rests(SHARES, {"opinion": 10, "data": 20, "not-asked": 66, "unsaid": 4, "example": 0})


def test_the_parts_fill_the_bar_from_data_to_what_nobody_was_asked() -> None:
    bar = layers(rests_on(SHOWN, LIGHT))[0].rows

    assert [(part["ground"], part["from"], part["to"], part["text"]) for part in bar] == [
        ("Data", 0, 20, "20"),
        ("An opinion", 20, 30, "10"),
        ("Asked, not said", 30, 34, ""),  # too narrow for its figure, which stands in the legend
        ("Not asked", 34, 100, "66"),
    ]
    assert "Asked, not said: 4 %" in texts(rests_on(SHOWN, LIGHT))
    assert meaning(rests_on(SHOWN, LIGHT))[:2] == [
        "rect color=colour tooltip=ground,share x=from x2=to y=top y2=bottom",
        "text color=ink text=text x=middle y=line",
    ]


def test_the_title_is_the_finding_and_the_table_holds_every_part() -> None:
    picture = rests_on(SHOWN, LIGHT)

    assert picture.title == picture.twin
    assert picture.title.startswith(
        "Of the overall score, 20 % rests on data and 10 % on opinion; for 4 % it was asked"
    )
    assert [tuple(row.values()) for row in picture.rows] == [
        ("Data", "20 %"),
        ("An opinion", "10 %"),
        ("Asked, not said", "4 %"),
        ("Not asked", "66 %"),
    ]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_it_compiles(palette: Palette) -> None:
    vl_convert.vegalite_to_vega(spec_of(rests_on(SHOWN, palette, 2.2)), vl_version=GRAMMAR)

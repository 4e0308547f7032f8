"""Who cannot see what: shares printed in cells that lie in columns, colour only besides."""

from __future__ import annotations

import pytest
import vl_convert

from assessments.visibility import Row, Visibility
from charts.picture import DARK, LIGHT, Palette
from charts.visibility import visibility
from tests.charts.build import GRAMMAR, PHONE, layers, meaning, scene, spec_of, texts

FOUND = Visibility(
    "About half of the answers were “I don't know”.",
    ("Everybody", "Front line and service", "Lead"),
    (
        Row("Know", "score 61, about 37 with each as 0", (40, 50, None)),
        Row("Act", "score 50", (0, 25, 8)),
    ),
    ({"Dimension": "Know", "Who": "Everybody"},),
    "A note.",
)
NOTHING = Visibility("", (), (), (), "")


def test_every_share_stands_in_its_cell_below_its_column() -> None:
    cells = layers(visibility(FOUND, LIGHT))[0].rows

    assert [(cell["who"], cell["text"], round(cell["from"]), round(cell["to"])) for cell in cells[:3]] == [
        ("Everybody", "40 %", 0, 33),
        ("Front line and service", "50 %", 33, 67),
        ("Lead", "–", 67, 100),
    ]
    assert [cell["colour"] for cell in cells] == ["#0072B2", "#0072B2", "transparent", "#ffffff", "#56B4E9", "#cfe6f5"]
    assert {"Know", "score 61, about 37 with each as 0", "40 %", "Lead"} <= set(texts(visibility(FOUND, LIGHT)))
    assert meaning(visibility(FOUND, LIGHT))[:2] == [
        "rect color=colour tooltip=dimension,who,share x=from x2=to y=top y2=bottom",
        "text color=ink text=text x=middle y=line",
    ]


def test_the_words_say_what_the_picture_shows() -> None:
    picture = visibility(FOUND, LIGHT)

    assert picture.title == FOUND.finding
    assert picture.twin == (
        "About half of the answers were “I don't know”. Know (score 61, about 37 with each as 0): Everybody 40 %, "
        "Front line and service 50 %, Lead not shown. Act (score 50): Everybody 0 %, Front line and service 25 %, "
        "Lead 8 %."
    )
    assert picture.rows == FOUND.table
    assert picture.caption.endswith(
        "The columns, from the left: Everybody, Front line and service, Lead. – may not be shown. A note."
    )


def test_one_column_needs_no_order() -> None:
    one = Visibility("So.", ("You",), (Row("Know", "no score", (50,)),), (), "")
    assert visibility(one, LIGHT).caption.endswith("is darkest.")


def test_nothing_to_draw() -> None:
    picture = visibility(NOTHING, LIGHT)
    assert (picture.chart, picture.twin, picture.rows) == (None, "", [])


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("scale", [1.0, 2.2])
def test_it_compiles_and_nothing_leaves_the_picture(palette: Palette, scale: float) -> None:
    picture = visibility(FOUND, palette, scale)
    vl_convert.vegalite_to_vega(spec_of(picture), vl_version=GRAMMAR)

    marks = [each for each in scene(picture, round(PHONE * scale)) if each["marktype"] == "rect"]
    assert all(each["x"] >= 0 and each["x"] + each["width"] <= PHONE * scale + 1 for each in marks)

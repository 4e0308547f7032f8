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
    assert [cell["colour"] for cell in cells] == [
        *("#0072B2", "#0072B2", "transparent"),
        *("transparent", "#56B4E9", "#cfe6f5"),
    ]
    assert {"Know", "score 61, about 37 with each as 0", "40 %", "Lead"} <= set(texts(visibility(FOUND, LIGHT)))
    assert meaning(visibility(FOUND, LIGHT))[:2] == [
        "rect color=colour tooltip=dimension,who,share x=from x2=to y=top y2=bottom",
        "text color=ink text=text x=middle y=line",
    ]


def brightness(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2 for ``#rrggbb``, 0-1."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("palette", "ground"), [(LIGHT, "#ffffff"), (DARK, "#181716")])
def test_a_larger_share_stands_out_more_from_its_ground_and_can_be_read(palette: Palette, ground: str) -> None:
    shares = Visibility("So.", ("A", "B", "C", "D"), (Row("Know", "", (0, 8, 25, 40)),), (), "")
    cells = layers(visibility(shares, palette))[0].rows
    fills = [ground if cell["colour"] == "transparent" else cell["colour"] for cell in cells]
    apart = [abs(brightness(fill) - brightness(ground)) for fill in fills]

    assert apart == sorted(set(apart))
    for cell, fill in zip(cells, fills, strict=True):
        low, high = sorted((brightness(fill), brightness(cell["ink"])))
        assert (high + 0.05) / (low + 0.05) >= 4.5


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
    assert visibility(one, LIGHT).caption.endswith("from a third on it is strongest.")


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

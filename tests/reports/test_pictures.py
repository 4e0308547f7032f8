"""Pictures for slides: what stands in them, their size, and that they need no font of anybody's."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import altair as alt
import pytest
from PIL import Image

from charts.lines import lines
from charts.means import means
from charts.picture import LIGHT, Picture, finish
from charts.stacked import stacked
from charts.table import CHARTS
from reports import pictures
from reports.brand import brand
from reports.picture_letters import folded, outline, simple, width
from reports.pictures import as_png, as_svg, lines_beside
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES
from tests.reports.samples import about, hall, lone, team

if TYPE_CHECKING:
    from reports.pictures import Words

SVG = "{http://www.w3.org/2000/svg}"
PICTURES: dict[str, Picture] = {
    "ladder": CHARTS["ladder"](lone(STAGES), LIGHT),
    "gaps": CHARTS["gaps"](lone(STAGES), LIGHT),
    "line": CHARTS["line"](lone(LINE), LIGHT),
    "answerable": CHARTS["answerable"](lone(QUESTIONS), LIGHT),
    "mix": CHARTS["mix"](lone(REVIEW), LIGHT),
    "means": means(hall().results[0], LIGHT),
    "stacked": stacked(hall().items, LIGHT),
    "lines": lines(team(), LIGHT),
}
AWKWARD = [
    "=1+1",
    "مرحبا بالعالم 12",
    "שלום",
    "👩🏽‍🚀 🇩🇪",
    "a\x00b\x07c\x1b\ufffe\ud800",
    "\x00",
    "",
    " \n\t ",
    "ü" * 10_000,
    "word " * 3_000,
    "<svg onload='x'>&amp;\"",
    "e\u0301\u0301\u0301",
    "\u202e123",
]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Words]:
    """Note the words that a picture is given, before they become outlines."""
    found: list[Words] = []
    original = pictures._written  # noqa: SLF001 - outlines cannot be read back

    def noted(words: Words) -> ET.Element:
        found.append(words)
        return original(words)

    monkeypatch.setattr(pictures, "_written", noted)
    return found


def bar(title: str) -> alt.TopLevelMixin:
    chart = alt.Chart(alt.InlineData(values=[{"name": title, "value": 3}]), height=90, width="container")
    return finish(chart.mark_bar().encode(x="value:Q", y=alt.Y("name:N", title=title)), LIGHT)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_as_large_as_a_slide_and_has_no_words_that_need_a_font(name: str) -> None:
    drawn = ET.fromstring(as_svg(PICTURES[name], about(STAGES), "30 people"))  # noqa: S314 - our own
    assert (drawn.get("width"), drawn.get("height"), drawn.get("viewBox")) == ("1600", "900", "0 0 1600 900")
    assert not list(drawn.iter(f"{SVG}text"))
    assert not [each for each in drawn.iter() if "font-family" in each.attrib or each.get("href")]
    with Image.open(io.BytesIO(as_png(PICTURES[name], about(STAGES), "30 people"))) as pixels:
        assert pixels.size == (1920, 1080)
        assert pixels.convert("RGB").getpixel((1900, 20)) == (255, 255, 255)
        assert len(pixels.convert("RGB").resize((192, 108)).getcolors(192 * 108) or ()) > 20


def test_title_caption_source_number_and_wave_stand_inside(written: list[Words]) -> None:
    told = about(STAGES)
    drawn = ET.fromstring(as_svg(PICTURES["means"], told, "30 people"))  # noqa: S314 - our own
    shown = " ".join(each.text for each in written)
    (pinned,) = told.pinned
    for text in (
        PICTURES["means"].title,
        PICTURES["means"].caption,
        "Imaginary Pumps · 2026 Q1 · 30 people · 2 March 2026",
        f"Source: own answers to {STAGES} {pinned.version}, fingerprint {pinned.digest[:12]}",
    ):
        assert text in shown
    assert drawn.findtext(f"{SVG}title") == PICTURES["means"].title
    assert PICTURES["means"].twin.startswith((drawn.findtext(f"{SVG}desc") or "")[:200])


def test_every_word_of_the_chart_becomes_an_outline(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def noted(text: str, *rest: Any, **more: Any) -> str:
        drawn.append(text)
        return outline(text, *rest, **more)

    monkeypatch.setattr(pictures, "outline", noted)
    as_svg(PICTURES["means"], about(STAGES), "30 people")
    for each in hall().results[0].dimensions:
        assert each.dimension.title in drawn
        assert any(text.startswith(f"{each.figure.points} (") for text in drawn)


def test_the_band_has_the_colour_of_the_house() -> None:
    told = about(STAGES, brand=brand("#123abc"))
    assert b'fill="#123abc"' in as_svg(PICTURES["ladder"], told, "")


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_words_survive(text: str) -> None:
    picture = Picture(bar(text), text, text, text, [])
    told = replace(about(STAGES), organisation=text, wave=text)
    ET.fromstring(as_svg(picture, told, text))  # noqa: S314 - our own
    with Image.open(io.BytesIO(as_png(picture, told, text))) as pixels:
        assert pixels.size == (1920, 1080)


def test_words_from_right_to_left_stay_words(written: list[Words]) -> None:
    picture = Picture(bar("شركة"), "مرحبا", "", "", [])
    drawn = ET.fromstring(as_svg(picture, about(STAGES), ""))  # noqa: S314 - our own
    assert {"مرحبا", "شركة"} <= {each.text for each in drawn.iter(f"{SVG}text")}
    assert written[0].text == "مرحبا"


def test_without_anything_to_draw_it_says_so(written: list[Words]) -> None:
    as_svg(Picture(None, "Title", "", "", []), replace(about(), organisation="", wave=""), "")
    assert [each.text for each in written] == ["Title", "2 March 2026", "There is nothing to draw yet."]


def test_nothing_stands_over_the_edge(written: list[Words]) -> None:
    text = "Nothing wider than that fits, and this is a sentence of some length. " * 40
    as_svg(Picture(None, text, text, "", []), replace(about(STAGES), organisation=text), "")
    for each in written:
        assert each.left + width(each.text, each.size, bold=each.bold) <= 1600
        assert 0 < each.base < 900
    assert written[1].text.endswith(" …")


def test_columns_stand_beside_each_other_on_one_scale() -> None:
    columns = lines_beside(team())
    assert len(columns) == 3
    drawn = ET.fromstring(as_svg(PICTURES["lines"], about(STAGES), "9 people", columns))  # noqa: S314 - our own
    found = [
        re.fullmatch(r"translate\(([\d.]+),([\d.]+)\) scale\(([\d.]+)\)", each.get("transform", ""))
        for each in drawn.findall(f"{SVG}g")
    ]
    left, top, scale = zip(*(each.groups() for each in found if each), strict=True)
    assert len(set(top)) == len(set(scale)) == 1
    assert sorted(map(float, left)) == list(map(float, left))
    one = ET.fromstring(as_svg(PICTURES["lines"], about(STAGES), "9 people"))  # noqa: S314 - our own
    alone = one.findall(f"{SVG}g")[0].get("transform", "").partition("scale(")[2].rstrip(")")
    assert float(scale[0]) > 1.5 * float(alone)


def test_few_lines_and_few_waves_need_no_columns() -> None:
    assert lines_beside(replace(team(), series=team().series[:4])) == ()
    assert lines_beside(team(2)) == ()


@pytest.mark.parametrize(
    ("text", "across", "most", "expected"),
    [
        ("one two three", 1000, 2, ["one two three"]),
        ("one two three", 75, 2, ["one two", "three"]),
        ("one two three", 75, 1, ["one t …"]),
        ("oneoneone two", 40, 9, ["one", "one", "one", "two"]),
        ("W", 1, 2, ["W"]),
        ("WW", 1, 9, ["W", "W"]),
        ("WW W", 1, 1, [" …"]),
        ("", 10, 2, []),
    ],
)
def test_lines_are_broken_where_they_are_full(text: str, across: float, most: int, expected: list[str]) -> None:
    assert folded(text, 20.0, across, most) == expected


def test_bold_letters_are_broader_and_an_unknown_one_has_a_sign() -> None:
    assert width("customers", 20, bold=True) > width("customers", 20)
    assert outline("\U0001f469", 20) == outline("□", 20)
    assert outline("a", 20, left=10) != outline("a", 20)
    assert simple("plain – “words” ●")
    assert not simple("abc שלום")

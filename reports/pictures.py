"""A chart as a picture for a slide: 16:9, with its finding, what its marks mean, whose it is and how many answered."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import vl_convert

from charts.lines import FEWEST, lines
from charts.picture import LIGHT
from reports.pdf_drawing import vector
from reports.pdf_letters import cut, showable
from reports.picture_letters import folded, outline, simple, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessments.series_model import SeriesView
    from charts.picture import Picture
    from reports.about import About

SVG = "{http://www.w3.org/2000/svg}"
WIDE, HIGH = 1600.0, 900.0  # of the drawing; 1.2 times as many pixels
PIXELS = 1920 / WIDE
EDGE, BAND, GAP = 70.0, 14.0, 40.0
TITLES = (44.0, 40.0, 36.0, 32.0, 28.0)  # sizes; the first with which the finding stands on two lines
TITLE_LINES, CAPTION_LINES = 2, 2
CAPTION, FOOT = 22.0, 19.0
APART = 1.25  # lines, as a part of the size of their letters
NARROW, SLIM, BROAD = 520, 300, 1150  # pixels of a chart as on a screen; one of several is slim at least
TIGHT, ROOMY = 0.8, 480.0  # of its height on a screen, where a row is for a thumb; lower charts keep more of it
LARGEST = 2.4  # times as large as on a screen
TALL, COLUMNS = 4, 3  # more panels than these stand in columns
FAMILY = "Source Sans 3, DejaVu Sans, Arial, sans-serif"
NOTHING = "There is nothing to draw yet."
SOURCE = "Source: own answers to {}"
_WORDS = frozenset({"text-anchor", "font-family", "font-size", "font-weight", "font-style", "aria-hidden"})


class Words(NamedTuple):
    """Words on one line of the picture."""

    text: str
    left: float
    base: float
    size: float
    colour: str
    bold: bool = False


def as_svg(picture: Picture, about: About, n: str, columns: Sequence[Picture] = ()) -> bytes:
    """Return a picture whose words are outlines, so that it needs no font.

    Only words from right to left, and letters with marks of their own, stay text: they would need to be shaped.

    Args:
        picture: The chart in light colours.
        about: Whose it is, of which wave.
        n: Of how many people, with its noun; empty where that is not known.
        columns: Charts to draw beside each other in the place of one that is too tall for a slide.
    """
    ET.register_namespace("", SVG[1:-1])
    title, caption = cut(showable(picture.title)), cut(showable(picture.caption))
    canvas = ET.Element(f"{SVG}svg", {"viewBox": f"0 0 {WIDE:g} {HIGH:g}", "width": f"{WIDE:g}", "height": f"{HIGH:g}"})
    canvas.set("role", "img")
    ET.SubElement(canvas, f"{SVG}title").text = title
    ET.SubElement(canvas, f"{SVG}desc").text = cut(showable(picture.twin))
    ET.SubElement(canvas, f"{SVG}rect", {"width": f"{WIDE:g}", "height": f"{HIGH:g}", "fill": "#ffffff"})
    band = {"width": f"{BAND:g}", "height": f"{HIGH:g}", "fill": about.brand.colour}
    ET.SubElement(canvas, f"{SVG}rect", band)
    top, bottom = EDGE * 0.6, HIGH - EDGE * 0.5
    head = list(_lines(title, TITLES, TITLE_LINES, top, LIGHT.ink, bold=True))
    source = SOURCE.format("; ".join(each.short for each in about.pinned)) if about.pinned else ""
    foot = _foot(showable(about.line(n, about.date, source)), bottom)
    below = list(_lines(caption, (CAPTION,), CAPTION_LINES, 0.0, LIGHT.quiet))
    upper = foot.base - FOOT * 1.7 - CAPTION * APART * len(below)
    below = [each._replace(base=each.base + upper) for each in below]
    for each in (*head, *below, foot):
        canvas.append(_written(each))
    start = (head[-1].base if head else top) + GAP * 0.6
    _chart(canvas, list(columns) or [picture], (EDGE, start, WIDE - 2 * EDGE, upper - start - GAP * 0.2))
    drawn: bytes = ET.tostring(canvas, encoding="utf-8", xml_declaration=True)
    return drawn


def as_png(picture: Picture, about: About, n: str, columns: Sequence[Picture] = ()) -> bytes:
    """Return the same as 1920 by 1080 pixels."""
    return vl_convert.svg_to_png(as_svg(picture, about, n, columns).decode(), scale=PIXELS, ppi=72.0)


def lines_beside(view: SeriesView) -> tuple[Picture, ...]:
    """Return a series as columns of lines for ``as_svg``; nothing where one below the other fits onto a slide."""
    shown = tuple(each for each in view.series if any(figure.points is not None for figure in each.figures))
    if len(shown) <= TALL or len(view.waves) < FEWEST:
        return ()
    rows = math.ceil(len(shown) / COLUMNS)
    parts = (shown[place : place + rows] for place in range(0, len(shown), rows))
    return tuple(lines(replace(view, series=part), LIGHT) for part in parts)


def _lines(
    text: str, sizes: Sequence[float], most: int, top: float, colour: str, *, bold: bool = False
) -> Iterator[Words]:
    """Yield a text in lines below a height, in the first size in which it fits, cut where it fits in none."""
    across = WIDE - 2 * EDGE
    size = next((each for each in sizes if len(folded(text, each, across, most + 1, bold=bold)) <= most), sizes[-1])
    for place, line in enumerate(folded(text, size, across, most, bold=bold)):
        yield Words(line, EDGE, top + size * (0.9 + place * APART), size, colour, bold)


def _foot(text: str, base: float) -> Words:
    """Return whose picture it is, of when and of whom, on one line; there is a date at least."""
    return Words(folded(text, FOOT, WIDE - 2 * EDGE, 1)[0], EDGE, base, FOOT, LIGHT.quiet)


def _written(words: Words) -> ET.Element:
    """Return words as an outline, or as they are."""
    if simple(words.text):
        drawn = outline(words.text, words.size, bold=words.bold, left=words.left, base=words.base)
        return ET.Element(f"{SVG}path", {"d": drawn, "fill": words.colour})
    text = ET.Element(
        f"{SVG}text",
        {
            "x": f"{words.left:g}",
            "y": f"{words.base:g}",
            "font-family": FAMILY,
            "font-size": f"{words.size:g}",
            "font-weight": "600" if words.bold else "400",
            "fill": words.colour,
        },
    )
    text.text = words.text
    return text


def _chart(canvas: ET.Element, pictures: Sequence[Picture], box: tuple[float, float, float, float]) -> None:
    """Draw charts beside each other as large as they fit into a box: left, top, width, height."""
    left, top, wide, high = box
    drawable = [each for each in pictures if each.chart is not None]
    if not drawable:
        canvas.append(_written(Words(NOTHING, left, top + CAPTION * 2, CAPTION, LIGHT.quiet)))
        return
    across = (wide - GAP * (len(drawable) - 1)) / len(drawable)
    drawn = [_fitting(each, across / high, SLIM if drawable[1:] else NARROW) for each in drawable]
    sizes = [(float(each.get("width", "1")), float(each.get("height", "1"))) for each in drawn]
    scale = min(LARGEST, *(min(across / size[0], high / size[1]) for size in sizes))
    down = (high - max(size[1] for size in sizes) * scale) / 2
    for place, (each, size) in enumerate(zip(drawn, sizes, strict=True)):
        at = left + place * (across + GAP) + (across - size[0] * scale) / 2
        group = ET.SubElement(canvas, f"{SVG}g")
        group.set("transform", f"translate({at:.2f},{top + down:.2f}) scale({scale:.4f})")
        for part in list(each):
            group.append(part)
        _outlined(group)


def _fitting(picture: Picture, shape: float, narrow: int) -> ET.Element:
    """Return a chart drawn about as broad to its height as the room it has, and no narrower than is given."""
    high: float = picture.chart.to_dict()["height"] if picture.chart is not None else 0.0
    part = min(1.0, max(TIGHT, ROOMY / max(high, 1.0)))
    broad = round(min(BROAD, max(narrow, high * part * shape)))
    return ET.fromstring(vector(picture, broad, height=part))  # noqa: S314 - drawn by our own charts


def _outlined(parent: ET.Element) -> None:
    """Put outlines in the place of the words below an element."""
    for place, each in enumerate(list(parent)):
        if each.tag == f"{SVG}text":
            parent.remove(each)
            parent.insert(place, _as_path(each))
        else:
            _outlined(each)


def _as_path(text: ET.Element) -> ET.Element:
    """Return the outline of a text as Vega writes it: one line, or one in each ``tspan``."""
    lines = [(text.text or "", 0.0)]
    base = 0.0
    for each in text:
        base += float(each.get("dy", "0").removesuffix("px"))
        lines.append((each.text or "", base))
    if not all(simple(line) for line, _ in lines):
        return text
    size = float(text.get("font-size", "11").removesuffix("px"))
    bold = text.get("font-weight", "") in {"600", "700", "bold"}
    share = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", ""), 0.0)
    drawn = (
        outline(line, size, bold=bold, left=-share * width(line, size, bold=bold), base=base) for line, base in lines
    )
    kept = {key: value for key, value in text.attrib.items() if key not in _WORDS}
    return ET.Element(f"{SVG}path", {**kept, "d": "".join(drawn)})

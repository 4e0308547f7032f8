"""A chart becomes vector graphics whose words stay words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import altair as alt
import vl_convert

from charts.picture import Picture
from reports.pdf_blocks import Block, Drawing, Text, table
from reports.pdf_letters import FONTS, all_showable

if TYPE_CHECKING:
    from collections.abc import Iterable

GRAMMAR = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
WIDTH = 600  # pixels; the width of the text is 642 at 96 to an inch
HALF = 340  # pixels of one of two beside each other: as on a telephone, drawn a little smaller
WIDER = 690  # pixels: for a picture that would not fit below a headline
TIGHT, TIGHTER = 0.74, 0.71  # of the height on a screen, where a row is for a thumb


@lru_cache(maxsize=1)
def _measured() -> None:
    """Let words be measured with the fonts they will be set in."""
    vl_convert.register_font_directory(str(FONTS))


def drawing(picture: Picture, *, title: bool = True, width: int = WIDTH, height: float = 1.0) -> tuple[Block, ...]:
    """Return a chart with its title; without anything to draw, what is known as a table.

    Args:
        picture: The chart in light colours.
        title: Whether the finding does not stand above it already.
        width: In pixels; a wider one is drawn smaller.
        height: Part of its height on a screen.
    """
    named = picture.title if title else ""
    if picture.chart is None:
        head = (Text(named, "strong"),) if named else ()
        rows = (table(picture.rows),) if picture.rows else (Text("There is nothing to draw yet.", "quiet"),)
        return (*head, *rows)
    return (Drawing(named, ((vector(picture, width, height=height), picture.twin),), picture.caption),)


def beside(pictures: Iterable[Picture]) -> tuple[Block, ...]:
    """Return those of two charts that have something to draw beside each other, without words of their own."""
    drawable = [each for each in pictures if each.chart is not None]
    parts = tuple((vector(each, HALF), each.twin) for each in drawable)
    return (Drawing("", parts, ""),) if parts else ()


def vector(picture: Picture, width: int, *, height: float = 1.0) -> str:
    """Return a chart as SVG; the picture has one.

    Args:
        picture: The chart in light colours.
        width: In pixels.
        height: Part of its height on a screen.
    """
    _measured()
    # A control character in a word ends the whole process where vl-convert 1.9 measures it: clean words first.
    spec: dict[str, Any] = all_showable(picture.chart.to_dict()) if picture.chart is not None else {}
    spec |= {"width": width, "height": height * spec["height"]}
    return vl_convert.vegalite_to_svg(spec, vl_version=GRAMMAR, allowed_base_urls=[])

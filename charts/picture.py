"""What every chart comes with: the specification, a title, a caption, a text twin and its table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

INK, QUIET, LINE = "#262730", "#59636e", "#c4cad1"
INK_DARK, QUIET_DARK, LINE_DARK = "#f2f4f6", "#b3bcc6", "#5b646e"
OURS, OTHERS = "#0072B2", "#D55E00"
OURS_DARK = "#56B4E9"
STAGES = ("#00224e", "#575d6d", "#a59c74", "#fee838")
MIDDLE = 117  # of 255: on brighter ground black text stands out more than white
FOCUS, GREYS = "#0072B2", ("#4d4d4d", "#8c8c8c", "#c7c7c7", "#e3e3e3")
FONT = "Source Sans, Source Sans 3, Helvetica, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one mode; marks keep their meaning in both."""

    ink: str
    quiet: str
    line: str
    ours: str


LIGHT = Palette(INK, QUIET, LINE, OURS)
DARK = Palette(INK_DARK, QUIET_DARK, LINE_DARK, OURS_DARK)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with everything that makes it readable without seeing it.

    Attributes:
        chart: The chart; None where there is nothing to draw.
        title: The finding in one sentence.
        caption: What the marks mean.
        twin: The same in text, for a screen reader.
        rows: The figures as a table, each row with the same columns.
    """

    chart: alt.TopLevelMixin | None
    title: str
    caption: str
    twin: str
    rows: Sequence[Mapping[str, Any]]


def stage_colours(count: int) -> list[tuple[str, str]]:
    """Return (fill, ink) for each step of a ladder, evenly spaced on the scale of ``STAGES``."""
    colours = []
    for place in range(count):
        at = place * (len(STAGES) - 1) / max(1, count - 1)
        low = min(int(at), len(STAGES) - 2)
        pair = [[int(STAGES[each][start : start + 2], 16) for start in (1, 3, 5)] for each in (low, low + 1)]
        mixed = [round(one + (at - low) * (two - one)) for one, two in zip(*pair, strict=True)]
        brightness = 0.299 * mixed[0] + 0.587 * mixed[1] + 0.114 * mixed[2]
        colours.append(("#{:02x}{:02x}{:02x}".format(*mixed), "#000000" if brightness > MIDDLE else "#ffffff"))
    return colours


def finish(chart: Any, palette: Palette, scale: float = 1.0) -> alt.TopLevelMixin:
    """Give a chart the common looks: no frame, our font, transparent ground; ``scale`` multiplies the axes' words."""
    finished: alt.TopLevelMixin = (
        chart.configure(background="transparent", font=FONT)
        .configure_mark(aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=palette.quiet,
            titleColor=palette.quiet,
            gridColor=palette.line,
            gridOpacity=0.5,
            aria=False,
            domain=False,
            ticks=False,
            labelFontSize=12 * scale,
            titleFontSize=12 * scale,
            titleFontWeight="normal",
        )
        .configure_legend(
            labelColor=palette.ink, titleColor=palette.quiet, labelFontSize=13, symbolSize=110, orient="top"
        )
    )
    return finished


def data(rows: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    """Return rows as inline data."""
    return alt.InlineData(values=[dict(row) for row in rows])

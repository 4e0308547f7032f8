"""What an overall score rests on: one bar of 100 %, from data on the left to what nobody was asked on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from assessments.rests import GROUNDS, sentence
from charts.lanes import boxed, keyed, scales
from charts.picture import FOCUS, GREYS, Palette, Picture, finish

if TYPE_CHECKING:
    from assessments.rests import Ground, Rests

# in pixels at scale 1
BAR, SPACE, KEY = 34, 8, 20
NUMBERED = 6  # per cent: a narrower part has no room for its figure
CAPTION = (
    "The bar is the whole weight behind the overall score. What an answer rests on is what the person said of it; "
    "nobody checked it."
)
_FILLS: dict[Ground, tuple[str, str]] = {  # fill, and the ink that can be read on it
    "data": (FOCUS, "#ffffff"),
    "example": ("#56B4E9", "#000000"),
    "opinion": ("#cfe6f5", "#000000"),
    "nothing": (GREYS[0], "#ffffff"),
    "unsaid": (GREYS[1], "#000000"),
    "unknown": (GREYS[2], "#000000"),
    "not-asked": (GREYS[3], "#000000"),
}


def rests_on(found: Rests, palette: Palette, scale: float = 1.0) -> Picture:
    """Draw what an overall score rests on."""
    title = sentence(found)
    figures = {ground: found.figures[ground] for ground in GROUNDS if found.figures.get(ground)}
    rows = [{"Rests on": GROUNDS[each], "Share of the score": f"{figure} %"} for each, figure in figures.items()]
    return Picture(_chart(figures, palette, scale), title, CAPTION, title, rows)


def _chart(figures: dict[Ground, int], palette: Palette, scale: float) -> alt.TopLevelMixin:
    legend: list[dict[str, Any]] = []
    parts: list[dict[str, Any]] = []
    start = 0.0
    top = float(KEY * len(figures) + SPACE)
    for place, (ground, figure) in enumerate(figures.items()):
        fill, ink = _FILLS[ground]
        name = f"{GROUNDS[ground]}: {figure} %"
        legend.append(
            {"x": 3, "y": KEY * (place + 0.5), "name": name, "shape": "square", "fill": fill, "line": palette.quiet}
        )
        parts.append(
            {
                "ground": GROUNDS[ground],
                "share": figure,
                "from": start,
                "to": start + figure,
                "middle": start + figure / 2,
                "top": top,
                "line": top + BAR / 2,
                "bottom": top + BAR,
                "colour": fill,
                "ink": ink,
                "text": f"{figure}" if figure >= NUMBERED else "",
            }
        )
        start += figure
    both = scales(top + BAR + SPACE)
    tooltip = [alt.Tooltip("ground:N", title="Rests on"), alt.Tooltip("share:Q", title="Per cent")]
    boxes = boxed(parts, tooltip, palette, scale, both)
    layers = alt.layer(*boxes, *keyed(legend, palette, scale, both))
    return finish(layers.properties(height=(top + BAR + SPACE) * scale, width="container"), palette, scale)

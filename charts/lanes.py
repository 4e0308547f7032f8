"""Rows of a chart laid out in pixels from the top down: their scales, and the words over each row."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

import altair as alt

from charts.naming import cut
from charts.picture import Palette, data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# in pixels at scale 1
LINE = 18
ACROSS = 42  # letters of a name in bold that stand side by side on a narrow screen
LINES = 2
APART = 2  # letters between a name and the words beside it

Scales = tuple[alt.Scale, alt.Scale]


def scales(below: float, margin: float = 0.0) -> Scales:
    """Return x from 0 to 100 with a margin on both sides, and y in pixels from the top down."""
    x = alt.Scale(domain=[-margin, 100 + margin], nice=False, zero=False)
    return x, alt.Scale(domain=[below, 0], nice=False, zero=False)


def head(name: str, words: str, top: float, name_colour: str, words_colour: str) -> tuple[list[dict[str, Any]], float]:
    """Place a name and the words beside it, or below it where a narrow screen has no room for both.

    Returns:
        The rows for ``worded``, and where they end.
    """
    names = wrap(name, ACROSS, max_lines=LINES, placeholder=" …")
    rows = [
        {"text": line, "bold": True, "right": False, "y": top + LINE * place, "colour": name_colour}
        for place, line in enumerate(names)
    ]
    below = top + LINE * len(names)
    if not words:
        return rows, below
    beside = len(names) == 1 and len(name) + APART + len(words) <= ACROSS
    text = {"text": cut(words, ACROSS), "bold": False, "colour": words_colour}
    if beside:
        return [*rows, {**text, "right": True, "y": top}], below
    return [*rows, {**text, "right": False, "y": below}], below + LINE


def worded(rows: Sequence[Mapping[str, Any]], scale: float, y: alt.Scale) -> alt.Chart:
    """Draw the names and words of ``head`` from edge to edge."""
    drawn: alt.Chart = (
        alt.Chart(data(rows))
        .mark_text(
            baseline="top",
            align=alt.ExprRef("datum.right ? 'right' : 'left'"),
            fontSize=13.5 * scale,
            fontWeight=alt.ExprRef("datum.bold ? 600 : 400"),
        )
        .encode(
            x={"value": {"expr": "datum.right ? width : 0"}},
            y=alt.Y("y:Q", scale=y, axis=None),
            text="text:N",
            color=alt.Color("colour:N", scale=None),
        )
    )
    return drawn


def boxed(
    boxes: Sequence[Mapping[str, Any]], tooltip: Sequence[alt.Tooltip], palette: Palette, scale: float, both: Scales
) -> list[alt.Chart]:
    """Draw boxes ``from`` and ``to``, ``top`` and ``bottom``, with a ``text`` in ``ink`` at ``middle`` and ``line``."""
    x, y = both
    base = alt.Chart(data(boxes))
    rects = base.mark_rect(stroke=palette.quiet, strokeWidth=0.6 * scale).encode(
        x=alt.X("from:Q", scale=x, axis=None),
        x2="to:Q",
        y=alt.Y("top:Q", scale=y, axis=None),
        y2="bottom:Q",
        color=alt.Color("colour:N", scale=None),
        tooltip=[*tooltip],
    )
    figures = base.mark_text(fontSize=13 * scale, fontWeight=600).encode(
        x=alt.X("middle:Q", scale=x, axis=None),
        y=alt.Y("line:Q", scale=y, axis=None),
        text="text:N",
        color=alt.Color("ink:N", scale=None),
    )
    return [rects, figures]


def keyed(entries: Sequence[Mapping[str, Any]], palette: Palette, scale: float, both: Scales) -> list[alt.Chart]:
    """Draw a legend: at ``x`` and ``y`` a mark with its ``shape``, ``fill`` and ``line`` colour, beside it its name."""
    x, y = both
    base = alt.Chart(data(entries)).encode(x=alt.X("x:Q", scale=x), y=alt.Y("y:Q", scale=y, axis=None))
    marks = base.mark_point(filled=True, size=90 * scale**2, opacity=1, strokeWidth=2 * scale).encode(
        shape=alt.Shape("shape:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("line:N", scale=None),
    )
    names = base.mark_text(align="left", dx=10 * scale, fontSize=13 * scale, color=palette.ink).encode(text="name:N")
    return [marks, names]

"""One figure as several people gave it: a dot for each different number, with the names of those who gave it."""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING, Any

import altair as alt

from charts.naming import cut, people
from charts.picture import Palette, Picture, data, finish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.room_model import Numbers

# in pixels at scale 1
ROW, EDGE = 30, 12
NAMED = 12  # different numbers that are named each; of more, the lowest and the highest
MIDDLE = 0.5  # of the width: further right, the words stand left of the dot
LETTERS = 26  # beside a dot, on a narrow screen
FAR = 20.0  # times the lowest: beyond, steps of the axis are multiples


def numbers(given: Numbers, palette: Palette, scale: float = 1.0) -> Picture:
    """Draw the figures, lowest on top; the axis is logarithmic where they lie far apart."""
    title = f"“{given.label}”: {given.sentence[:1].lower()}{given.sentence[1:]}"
    values = [value for _, value in given.given]
    far = values[0] > 0 and values[-1] > FAR * values[0]
    unit = given.unit if given.unit.startswith("in ") else f"in {given.unit}"
    caption = f"Each dot is a number that was given, {unit}, the lowest on top."
    if far:
        caption += " The numbers lie so far apart that each step of the axis is a multiple of the one before."
    rows = [{"Who": who or "not named", "Number": _written(value)} for who, value in given.given]
    twin = f"{title} " + "; ".join(f"{row['Who']}: {row['Number']} {given.unit}" for row in rows)
    return Picture(_chart(given, palette, scale, far=far), title, caption, twin, rows)


def _chart(given: Numbers, palette: Palette, scale: float, *, far: bool) -> alt.TopLevelMixin:
    values = [value for _, value in given.given]
    low = values[0] if far else min(0.0, values[0])
    high = values[-1] if values[-1] > low else low + 1
    dots = _dots(given.given, low, high, far=far)
    height = ROW * min(len(dots), NAMED)
    x = alt.Scale(type="log" if far else "linear", domain=[low, high], padding=EDGE * scale, nice=True)
    y = alt.Scale(domain=[len(dots) - 0.4, -0.6], nice=False, zero=False)
    axis = alt.Axis(title=given.unit, format=",~f", tickCount=4)
    base = alt.Chart(data(dots))
    marks = base.mark_circle(
        size=150 * scale**2, color=palette.ours, stroke=palette.ink, strokeWidth=0.6 * scale, opacity=1
    ).encode(
        x=alt.X("value:Q", scale=x, axis=axis),
        y=alt.Y("place:Q", scale=y, axis=None),
        tooltip=[alt.Tooltip("full:N", title="Who"), alt.Tooltip("written:N", title="Number")],
    )
    words = [
        base.transform_filter(f"{'' if left else '!'}datum.left")
        .mark_text(
            align="right" if left else "left",
            dx=(-EDGE if left else EDGE) * scale,
            fontSize=14 * scale,
            color=palette.ink,
        )
        .encode(x=alt.X("value:Q", scale=x), y=alt.Y("place:Q", scale=y), text="text:N")
        for left in (False, True)
    ]
    layers = alt.layer(marks, *words).properties(height=(height + EDGE) * scale, width="container")
    return finish(layers, palette, scale)


def _dots(given: Sequence[tuple[str, float]], low: float, high: float, *, far: bool) -> list[dict[str, Any]]:
    """Return a row for each different number, lowest first, with its words and the side on which they have room."""
    groups = [(value, [who for who, _ in group]) for value, group in groupby(given, key=lambda pair: pair[1])]
    rows = []
    for place, (value, who) in enumerate(groups):
        named = ", ".join(each for each in who if each)
        who_said = named or (f"({people(len(who))})" if len(who) > 1 else "")
        reach = math.log(value / low) / math.log(high / low) if far else (value - low) / (high - low)
        shown = len(groups) <= NAMED or place in {0, len(groups) - 1}
        rows.append(
            {
                "place": place,
                "value": value,
                "written": _written(value),
                "full": who_said,
                "left": reach > MIDDLE,
                "text": cut(f"{_written(value)} {who_said}".rstrip(), LETTERS) if shown else "",
            }
        )
    return rows


def _written(value: float) -> str:
    return f"{value:,.15g}"

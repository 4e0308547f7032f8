"""The units of one organisation side by side: the average of each with its range, beside everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from charts.lanes import Scales, head, scales, worded
from charts.naming import all_of, average
from charts.picture import OTHERS, Palette, Picture, data, finish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.room_model import Figure, GroupFigure, RoomResult

# in pixels at scale 1
TOP, LANE, SPACE = 24, 16, 8
MARGIN = 3  # points
MIDDLE = 50  # points: further right, the words stand left of the mark


def units(result: RoomResult, palette: Palette, scale: float = 1.0, *, dimension_id: str = "") -> Picture:
    """Draw the units' averages, lowest first; those that may not be shown stand in the table with the reason.

    Args:
        result: The room's.
        palette: Light or dark.
        scale: How much larger than on a page.
        dimension_id: Of which dimension; empty for the overall score.

    Raises:
        KeyError: The result has no such dimension.
    """
    what, whole, groups = _of(result, dimension_id)
    there = [each for each in groups if each.kind == "unit"]
    shown = sorted((each for each in there if each.figure.points is not None), key=_points)
    hidden = [each for each in there if each.figure.points is None]
    title = _title(shown, what)
    caption = f"● is the average of a unit, {what}, 0 to 100"
    if any(each.figure.low is not None for each in shown):
        caption += "; the line through it is its range"
    caption += "; the upright line is everybody's average." if whole.points is not None else "."
    if hidden:
        caption += (
            f" {len(hidden)} that may not be shown {'stands' if len(hidden) == 1 else 'stand'} in the table only."
        )
    rows = [_row(each.name, each.figure) for each in (*shown, *hidden)]
    if there:
        rows.append(_row("Everybody", whole))
    twin = " ".join([title, *(f"{each.name}: {average(each.figure)}" for each in (*shown, *hidden))])
    twin += f" Everybody: {average(whole)}" if there else ""
    if not shown:
        return Picture(None, title, caption, twin, rows)
    return Picture(_chart(shown, whole, palette, scale), title, caption, twin, rows)


def _of(result: RoomResult, dimension_id: str) -> tuple[str, Figure, tuple[GroupFigure, ...]]:
    """Return what is compared, everybody's figure, and the groups."""
    if not dimension_id:
        return "over all dimensions", result.overall, result.groups
    found = {each.dimension.id: each for each in result.dimensions}[dimension_id]
    return f"in “{found.dimension.title}”", found.figure, found.groups


def _points(unit: GroupFigure) -> int:
    return unit.figure.points or 0


def _title(shown: Sequence[GroupFigure], what: str) -> str:
    """Name the two ends, and say so where their ranges do not tell them apart."""
    if not shown:
        return "There is no unit whose average may be shown."
    low, high = shown[0], shown[-1]
    if _points(low) == _points(high):
        which = f"“{low.name}” stands" if len(shown) == 1 else f"{all_of(len(shown), 'units')} stand"
        return f"{which} at {_points(low)} of 100 {what}."
    said = f"“{low.name}” is lowest at {_points(low)}, “{high.name}” highest at {_points(high)} {what}"
    upper, lower = low.figure.high, high.figure.low
    overlap = upper is not None and lower is not None and upper >= lower
    return f"{said}; their ranges overlap." if overlap else f"{said}."


def _row(name: str, figure: Figure) -> dict[str, Any]:
    return {
        "Unit": name,
        "Average": "" if figure.points is None else str(figure.points),
        "Range": "" if figure.low is None else f"{figure.low} to {figure.high}",
        "People": figure.people,
        "Why": figure.why,
    }


def _chart(shown: Sequence[GroupFigure], whole: Figure, palette: Palette, scale: float) -> alt.TopLevelMixin:
    words: list[dict[str, Any]] = []
    dots: list[dict[str, Any]] = []
    lanes = [0.0]
    below = 0.0 if whole.points is None else float(TOP)
    for each in shown:
        figure = each.figure
        low, high = (_points(each),) * 2 if figure.low is None else (figure.low, figure.high)
        reach = "" if figure.low is None else f" ({low}–{high})"
        rows, below = head(each.name, f"{figure.points}{reach}", below, palette.ink, palette.ink)
        words += rows
        told = {"unit": each.name, "people": figure.people}
        dots.append({**told, "points": figure.points, "low": low, "high": high, "y": below + LANE / 2})
        lanes.append(below)
        below += LANE + SPACE
    both = scales(below, MARGIN)
    layers = [*_average(whole, lanes, palette, scale, both), *_dots(dots, palette, scale, both)]
    chart = alt.layer(*layers, worded(words, scale, both[1]))
    return finish(chart.properties(height=below * scale, width="container"), palette, scale)


def _average(whole: Figure, lanes: Sequence[float], palette: Palette, scale: float, both: Scales) -> list[alt.Chart]:
    """Mark everybody's average in each lane, named in the first one; nothing where it may not be shown."""
    if whole.points is None:
        return []
    x, y = both
    left = whole.points > MIDDLE
    rows = [
        {"points": whole.points, "y": top, "end": top + LANE, "text": "" if place else f"everybody {whole.points}"}
        for place, top in enumerate(lanes)
    ]
    base = alt.Chart(data(rows)).encode(x=alt.X("points:Q", scale=x, axis=_axis()))
    marks = base.mark_rule(color=OTHERS, strokeWidth=3 * scale).encode(y=alt.Y("y:Q", scale=y, axis=None), y2="end:Q")
    text = base.mark_text(
        baseline="top",
        align="right" if left else "left",
        dx=(-6 if left else 6) * scale,
        fontSize=13 * scale,
        color=palette.ink,
    ).encode(y=alt.Y("y:Q", scale=y, axis=None), text="text:N")
    return [marks, text]


def _axis() -> alt.Axis:
    return alt.Axis(values=[0, 25, 50, 75, 100], title=None)


def _dots(dots: Sequence[Mapping[str, Any]], palette: Palette, scale: float, both: Scales) -> list[alt.Chart]:
    x, y = both
    base = alt.Chart(data(dots)).encode(y=alt.Y("y:Q", scale=y, axis=None))
    ranges = base.mark_rule(color=palette.ours, strokeWidth=4 * scale, opacity=0.6).encode(
        x=alt.X("low:Q", scale=x, axis=_axis()), x2="high:Q"
    )
    circles = base.mark_circle(
        size=110 * scale**2, color=palette.ours, stroke=palette.ink, strokeWidth=0.6 * scale, opacity=1
    ).encode(
        x=alt.X("points:Q", scale=x, axis=_axis()),
        tooltip=[
            alt.Tooltip("unit:N", title="Unit"),
            alt.Tooltip("points:Q", title="Average"),
            alt.Tooltip("people:N", title="People"),
        ],
    )
    return [ranges, circles]

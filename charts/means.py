"""The dimensions as the room sees them: the average with its range, the roles' averages, the stages behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from charts.naming import all_of, average, cut
from charts.picture import OTHERS, Palette, Picture, data, finish
from charts.steps import steps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.room_model import RoomDimension, RoomResult

# in pixels at scale 1
STAGES, KEY, HEAD, LANE, SPACE = 38, 20, 19, 14, 7
ROLE_LETTERS, COLUMNS = 20, 2
# Okabe and Ito's colours without the one of the average; five colours and six shapes give thirty different pairs
COLOURS = (OTHERS, "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
SHAPES = ("triangle-up", "square", "diamond", "cross", "triangle-down", "triangle-right")
OURS_SHAPE = "circle"
PALE = 0.2  # of the bands, so that words on them stay readable

Scales = tuple[alt.Scale, alt.Scale]


def means(result: RoomResult, palette: Palette, scale: float = 1.0) -> Picture:
    """Draw the averages of a room's dimensions, lowest first; those without a figure stand in the table."""
    shown = sorted((each for each in result.dimensions if each.figure.points is not None), key=_points)
    hidden = [each for each in result.dimensions if each.figure.points is None]
    roles = sorted({name for each in shown for name in _roles(each)})
    title = _title(shown)
    caption = "● is the average of the room, 0 to 100"
    if any(each.figure.low is not None for each in shown):
        caption += "; the line is its range"
    caption += "; the other marks are the averages of the roles." if roles else "."
    if result.questionnaire.stages:
        caption += " The bands are the stages."
    if hidden:
        caption += f" {len(hidden)} without a figure {'stands' if len(hidden) == 1 else 'stand'} in the table only."
    rows = [_row(each) for each in (*shown, *hidden)]
    twin = f"{title} " + " ".join(_told(each) for each in (*shown, *hidden))
    if not shown:
        return Picture(None, title, caption, twin.rstrip(), rows)
    return Picture(_chart(result, shown, roles, palette, scale), title, caption, twin, rows)


def _points(dimension: RoomDimension) -> int:
    return dimension.figure.points or 0


def _roles(dimension: RoomDimension) -> dict[str, int]:
    """Return role to points, for the roles whose average may be shown."""
    return {
        each.name: each.figure.points
        for each in dimension.groups
        if each.kind == "role" and each.figure.points is not None
    }


def _title(shown: Sequence[RoomDimension]) -> str:
    """Name the two ends, and say so where their ranges do not tell them apart."""
    if not shown:
        return "There is no average to show yet."
    low, high = shown[0], shown[-1]
    if _points(low) == _points(high):
        which = f"“{low.dimension.title}” stands" if len(shown) == 1 else f"{all_of(len(shown), 'dimensions')} stand"
        return f"{which} at {_points(low)} of 100."
    said = f"“{low.dimension.title}” is lowest at {_points(low)}, “{high.dimension.title}” highest at {_points(high)}"
    upper, lower = low.figure.high, high.figure.low
    return (
        f"{said}; their ranges overlap." if upper is not None and lower is not None and upper >= lower else f"{said}."
    )


def _row(each: RoomDimension) -> dict[str, Any]:
    figure = each.figure
    return {
        "Dimension": each.dimension.title,
        "Average": "" if figure.points is None else str(figure.points),
        "Range": "" if figure.low is None else f"{figure.low} to {figure.high}",
        "People": figure.people,
        "Stage": each.stage or "",
        "Agreement": each.words,
        "Roles": _told_roles(each),
        "Why": figure.why,
    }


def _told_roles(each: RoomDimension) -> str:
    """Name every role's average, and the difference that counts."""
    return "; ".join(
        [f"{name} {points}" for name, points in _roles(each).items()] + ([each.gap.rstrip(".")] if each.gap else [])
    )


def _told(each: RoomDimension) -> str:
    roles = _told_roles(each)
    parts = [f"{each.dimension.title}: {average(each.figure)}"]
    parts += [f"{said}." for said in (f"Stage: {each.stage}" if each.stage else "", each.words, roles) if said]
    return " ".join(parts)


def _chart(
    result: RoomResult, shown: Sequence[RoomDimension], roles: Sequence[str], palette: Palette, scale: float
) -> alt.TopLevelMixin:
    looks = {
        name: {"role": name, "colour": COLOURS[place % len(COLOURS)], "shape": SHAPES[place % len(SHAPES)]}
        for place, name in enumerate(roles)
    }
    key, below = _key(looks, palette)
    bands = [{**each, "top": below, "y": below + 3} for each in steps(result.questionnaire.stages)]
    below += STAGES if bands else 0
    names, whole, parts = [], [], []
    for each in shown:
        figure = each.figure
        low, high = (_points(each),) * 2 if figure.low is None else (figure.low, figure.high)
        reach = "" if figure.low is None else f" ({low}–{high})"
        mark = {"dimension": each.dimension.title, "people": figure.people}
        names.append({"y": below, "name": each.dimension.title, "text": f"{figure.points}{reach}"})
        whole.append({**mark, "points": figure.points, "low": low, "high": high, "y": below + HEAD + LANE / 2})
        below += HEAD + LANE
        parts += [
            {**looks[name], "dimension": each.dimension.title, "points": points, "y": below + LANE / 2}
            for name, points in _roles(each).items()
        ]
        below += SPACE + (LANE if roles else 0)
    x = alt.Scale(domain=[0, 100], nice=False)
    y = alt.Scale(domain=[below, 0], nice=False, zero=False)
    layers = [
        *_bands(bands, below, scale, (x, y), palette),
        *_words(names, key, scale, (x, y), palette),
        *_averages(whole, scale, (x, y), palette),
    ]
    if roles:
        layers.append(_marks(key, scale, (x, y), palette))
        layers.append(
            _marks(parts, scale, (x, y), palette).encode(
                tooltip=[
                    alt.Tooltip("dimension:N", title="Dimension"),
                    alt.Tooltip("role:N", title="Role"),
                    alt.Tooltip("points:Q", title="Average"),
                ]
            )
        )
    return finish(alt.layer(*layers).properties(height=below * scale, width="container"), palette, scale)


def _key(looks: Mapping[str, Mapping[str, str]], palette: Palette) -> tuple[list[dict[str, Any]], float]:
    """Return the marks of the legend with their names, two side by side, and where it ends; nothing without roles."""
    if not looks:
        return [], 0.0
    entries = [{"role": "Everybody", "colour": palette.ours, "shape": OURS_SHAPE}, *looks.values()]
    marks = [
        {
            **entry,
            "points": 2 + 100 / COLUMNS * (place % COLUMNS),
            "y": KEY * (place // COLUMNS + 0.5),
            "name": cut(entry["role"], ROLE_LETTERS),
        }
        for place, entry in enumerate(entries)
    ]
    return marks, KEY * (len(entries) + COLUMNS - 1) // COLUMNS + SPACE


def _bands(
    bands: Sequence[Mapping[str, Any]], below: float, scale: float, scales: Scales, palette: Palette
) -> list[alt.Chart]:
    """Draw the stages behind everything; without stages there are none."""
    if not bands:
        return []
    x, y = scales
    base = alt.Chart(data([{**each, "bottom": below} for each in bands]))
    rects = base.mark_rect(opacity=PALE, stroke=palette.quiet, strokeWidth=0.6 * scale).encode(
        x=alt.X("from:Q", scale=x),
        x2="to:Q",
        y=alt.Y("top:Q", scale=y, axis=None),
        y2="bottom:Q",
        color=alt.Color("colour:N", scale=None),
    )
    names = base.mark_text(
        baseline="top", fontSize=11 * scale, lineHeight=13 * scale, lineBreak="\n", color=palette.ink
    ).encode(x=alt.X("middle:Q", scale=x), y=alt.Y("y:Q", scale=y), text="name:N")
    return [rects, names]


def _words(
    names: Sequence[Mapping[str, Any]], key: Sequence[Mapping[str, Any]], scale: float, scales: Scales, palette: Palette
) -> list[alt.Chart]:
    x, y = scales
    base = alt.Chart(data(names))
    titles = base.mark_text(
        align="left", baseline="top", dx=4 * scale, fontSize=13.5 * scale, fontWeight=600, color=palette.ink
    ).encode(x=alt.XDatum(0, scale=x), y=alt.Y("y:Q", scale=y), text="name:N")
    figures = base.mark_text(
        align="right", baseline="top", dx=-4 * scale, fontSize=13 * scale, color=palette.ink
    ).encode(x=alt.XDatum(100, scale=x), y=alt.Y("y:Q", scale=y), text="text:N")
    if not key:
        return [titles, figures]
    legend = (
        alt.Chart(data(key))
        .mark_text(align="left", dx=10 * scale, fontSize=13 * scale, color=palette.ink)
        .encode(x=alt.X("points:Q", scale=x), y=alt.Y("y:Q", scale=y), text="name:N")
    )
    return [titles, figures, legend]


def _averages(whole: Sequence[Mapping[str, Any]], scale: float, scales: Scales, palette: Palette) -> list[alt.Chart]:
    x, y = scales
    base = alt.Chart(data(whole))
    axis = alt.Axis(values=[0, 25, 50, 75, 100], title=None, grid=False)
    ranges = base.mark_rule(color=palette.ours, strokeWidth=4 * scale, opacity=0.6).encode(
        x=alt.X("low:Q", scale=x, axis=axis), x2="high:Q", y=alt.Y("y:Q", scale=y)
    )
    points = base.mark_circle(
        size=110 * scale**2, color=palette.ours, stroke=palette.ink, strokeWidth=0.6 * scale, opacity=1
    ).encode(
        x=alt.X("points:Q", scale=x),
        y=alt.Y("y:Q", scale=y),
        tooltip=[
            alt.Tooltip("dimension:N", title="Dimension"),
            alt.Tooltip("points:Q", title="Average"),
            alt.Tooltip("people:N", title="People"),
        ],
    )
    return [ranges, points]


def _marks(rows: Sequence[Mapping[str, Any]], scale: float, scales: Scales, palette: Palette) -> alt.Chart:
    """Draw marks in the colours and shapes of their rows."""
    x, y = scales
    marks: alt.Chart = (
        alt.Chart(data(rows))
        .mark_point(filled=True, size=80 * scale**2, opacity=1, stroke=palette.ink, strokeWidth=0.6 * scale)
        .encode(
            x=alt.X("points:Q", scale=x),
            y=alt.Y("y:Q", scale=y),
            fill=alt.Fill("colour:N", scale=None),
            shape=alt.Shape("shape:N", scale=None),
        )
    )
    return marks

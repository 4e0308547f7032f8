"""How a company sees itself beside how its front line and its customers see it: a dumbbell of up to three marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from assessments.mirror_model import SIDES
from assessments.mirror_words import NAMES, NO_GAP, figure_text, finding
from assessments.room_words import started
from charts.naming import cut, people
from charts.picture import OTHERS, Palette, Picture, data, finish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.mirror_model import MirrorRow, MirrorView, Side

# in pixels at scale 1
KEY, NAME, FIGURES, LANE, SPACE = 26, 19, 18, 13, 12
TITLE_LETTERS = 44
BETWEEN = "#8c8c8c"  # grey that stands out from either ground
_SHAPES: dict[Side, str] = {"company": "circle", "front-line": "triangle-up", "customer": "diamond"}
_MARKS: dict[Side, str] = {"company": "●", "front-line": "▲", "customer": "◆"}

Scales = tuple[alt.Scale, alt.Scale]


def perception(view: MirrorView, palette: Palette, scale: float = 1.0, *, questions: bool = False) -> Picture:
    """Draw the sides of a mirror; ``questions``: one row a question, otherwise one a dimension."""
    rows = view.items if questions else view.dimensions
    sides = [side for side in SIDES if any(side in row.figures for row in rows)]
    title = finding(rows, NO_GAP if view.alike else view.headline) if questions else view.headline
    marks = ", ".join(f"{_MARKS[side]} {NAMES[side].lower() if side != 'company' else 'you'}" for side in sides)
    caption = f"{started(marks)}: averages, 0 to 100" if marks else ""
    if any(figure.low is not None for row in rows for figure in row.figures.values()):
        caption += "; the line is the range of an average"
    caption += "." if caption else ""
    what = "Question" if questions else "Dimension"
    table = [_told_row(what, row, sides) for row in rows]
    twin = " ".join([title, *(f"{row.title}: {_told(row)}." for row in rows)])
    drawn = [row for row in rows if any(figure.points is not None for figure in row.figures.values())]
    if not drawn:
        return Picture(None, title, caption, twin, table)
    return Picture(_chart(drawn, sides, palette, scale), title, caption, twin, table)


def _told_row(what: str, row: MirrorRow, sides: Sequence[Side]) -> dict[str, Any]:
    figures = {NAMES[side]: figure_text(row.figures[side]) if side in row.figures else "not asked" for side in sides}
    counts = "; ".join(
        f"{NAMES[side].lower() if side != 'company' else 'you'} {figure.people}"
        for side, figure in row.figures.items()
        if figure.people
    )
    said = " ".join(each.sentence for each in row.differences if each.sentence)
    return {what: row.title, **figures, "People": counts, "Difference": said}


def _told(row: MirrorRow) -> str:
    """Say every side's figure with its range and its people."""
    parts = []
    for side, figure in row.figures.items():
        if figure.points is None:
            parts.append(f"{NAMES[side]}: {figure.why.rstrip('.')}")
        else:
            parts.append(f"{NAMES[side]} {figure_text(figure)} from {people(figure.people)}")
    return "; ".join(parts)


def _chart(rows: Sequence[MirrorRow], sides: Sequence[Side], palette: Palette, scale: float) -> alt.TopLevelMixin:
    looks: dict[Side, dict[str, str]] = {
        "company": {"colour": palette.ours},
        "front-line": {"colour": palette.ink},
        "customer": {"colour": OTHERS},
    }
    for side, shape in _SHAPES.items():
        looks[side] |= {"side": NAMES[side], "shape": shape}
    step = 100 / len(SIDES)
    key = [{**looks[side], "points": 2 + step * place, "y": KEY / 3} for place, side in enumerate(sides)]
    below: float = KEY
    names, marks = [], []
    for number, row in enumerate(rows):
        shown = {side: figure for side, figure in row.figures.items() if figure.points is not None}
        said = ", ".join(f"{NAMES[side]} {figure.points}" for side, figure in shown.items())
        names.append({"y": below, "below": below + NAME, "name": cut(row.title, TITLE_LETTERS), "text": said})
        below += NAME + FIGURES
        for place, side in enumerate(sides):
            if side in shown:
                figure = shown[side]
                low, high = (figure.points, figure.points) if figure.low is None else (figure.low, figure.high)
                at = {"points": figure.points, "low": low, "high": high, "y": below + LANE * (place + 0.5)}
                marks.append({**looks[side], **at, "place": number, "row": row.title, "people": figure.people})
        below += LANE * len(sides) + SPACE
    scales = (alt.Scale(domain=[0, 100], nice=False), alt.Scale(domain=[below, 0], nice=False, zero=False))
    layers = [
        _links(marks, scale, scales),
        _ranges(marks, scale, scales),
        _points(marks, scale, scales, palette).encode(
            tooltip=[
                alt.Tooltip("row:N", title="About"),
                alt.Tooltip("side:N", title="Side"),
                alt.Tooltip("points:Q", title="Average"),
                alt.Tooltip("people:N", title="People"),
            ]
        ),
        _points(key, scale, scales, palette),
        *_words(names, key, scale, scales, palette),
    ]
    return finish(alt.layer(*layers).properties(height=below * scale, width="container"), palette, scale)


def _links(marks: Sequence[Mapping[str, Any]], scale: float, scales: Scales) -> alt.Chart:
    """Draw a line from mark to mark of each row."""
    x, y = scales
    drawn: alt.Chart = (
        alt.Chart(data(marks))
        .mark_line(color=BETWEEN, strokeWidth=2 * scale, opacity=0.6)
        .encode(
            x=alt.X("points:Q", scale=x),
            y=alt.Y("y:Q", scale=y, axis=None),
            order=alt.Order("y:Q"),
            detail="place:Q",
        )
    )
    return drawn


def _ranges(marks: Sequence[Mapping[str, Any]], scale: float, scales: Scales) -> alt.Chart:
    x, y = scales
    axis = alt.Axis(values=[0, 25, 50, 75, 100], title=None, grid=False)
    drawn: alt.Chart = (
        alt.Chart(data(marks))
        .mark_rule(strokeWidth=3 * scale, opacity=0.7)
        .encode(
            x=alt.X("low:Q", scale=x, axis=axis),
            x2="high:Q",
            y=alt.Y("y:Q", scale=y, axis=None),
            color=alt.Color("colour:N", scale=None),
        )
    )
    return drawn


def _points(marks: Sequence[Mapping[str, Any]], scale: float, scales: Scales, palette: Palette) -> alt.Chart:
    """Draw marks in the colours and shapes of their rows."""
    x, y = scales
    drawn: alt.Chart = (
        alt.Chart(data(marks))
        .mark_point(filled=True, size=100 * scale**2, opacity=1, stroke=palette.ink, strokeWidth=0.6 * scale)
        .encode(
            x=alt.X("points:Q", scale=x),
            y=alt.Y("y:Q", scale=y, axis=None),
            fill=alt.Fill("colour:N", scale=None),
            shape=alt.Shape("shape:N", scale=None),
        )
    )
    return drawn


def _words(
    names: Sequence[Mapping[str, Any]], key: Sequence[Mapping[str, Any]], scale: float, scales: Scales, palette: Palette
) -> list[alt.Chart]:
    x, y = scales
    base = alt.Chart(data(names))
    titles = base.mark_text(
        align="left", baseline="top", dx=4 * scale, fontSize=13.5 * scale, fontWeight=600, color=palette.ink
    ).encode(x=alt.XDatum(0, scale=x), y=alt.Y("y:Q", scale=y, axis=None), text="name:N")
    figures = base.mark_text(
        align="left", baseline="top", dx=4 * scale, fontSize=12.5 * scale, color=palette.ink
    ).encode(x=alt.XDatum(0, scale=x), y=alt.Y("below:Q", scale=y, axis=None), text="text:N")
    legend = (
        alt.Chart(data(key))
        .mark_text(align="left", dx=10 * scale, fontSize=13 * scale, color=palette.ink)
        .encode(x=alt.X("points:Q", scale=x), y=alt.Y("y:Q", scale=y, axis=None), text="side:N")
    )
    return [titles, figures, legend]

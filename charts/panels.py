"""Small multiples over the waves: one panel below the other, each with its own scale, lines only where they may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt

from charts.lanes import head, worded
from charts.picture import OTHERS, Palette, data, finish
from charts.waves import LEFT, RIGHT, names, places, runs

if TYPE_CHECKING:
    from collections.abc import Sequence

# in pixels at scale 1
PLOT, PAD, NAMES, SPACE = 76, 9, 20, 14
SHORT = 6  # letters of a figure that has room beside the last dot
ASIDE = 37  # from the first wave to the mark of the target; the figures of the scale stand between them


@dataclass(frozen=True, slots=True)
class Point:
    """A value at one wave with its words, and the ends of its interval where there is one."""

    value: float
    text: str
    reach: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel.

    Attributes:
        words: What stands beside its name.
        points: One for each wave; None where there is none.
        ticks: (value, text) of the lines across, lowest first; the first and the last are the ends of the scale.
        breaks: The places of the waves before which the line must break.
        joined: Whether a line may join the points.
    """

    name: str
    words: str
    points: tuple[Point | None, ...]
    ticks: tuple[tuple[float, str], ...]
    breaks: frozenset[int] = frozenset()
    target: float | None = None
    joined: bool = True


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is drawn, a list for each kind of mark."""

    words: list[dict[str, Any]]
    ticks: list[dict[str, Any]]
    waves: list[dict[str, Any]]
    points: list[dict[str, Any]]
    reaches: list[dict[str, Any]]
    breaks: list[dict[str, Any]]
    targets: list[dict[str, Any]]


def drawn(panels: Sequence[Panel], labels: Sequence[str], palette: Palette, scale: float) -> alt.TopLevelMixin:
    """Draw the panels, each with the names of the waves below it."""
    rows = _Rows([], [], [], [], [], [], [])
    below = 0.0
    for panel in panels:
        below = _placed(panel, labels, below, rows, palette)
    x = alt.Scale(domain=[0, 100], nice=False)
    y = alt.Scale(domain=[below, 0], nice=False, zero=False)
    layers = [
        *_ground(rows, scale, (x, y), palette),
        *_lines(rows, scale, (x, y), palette),
        worded(rows.words, scale, y),
    ]
    return finish(alt.layer(*layers).properties(height=below * scale, width="container"), palette, scale)


def _placed(panel: Panel, labels: Sequence[str], top: float, rows: _Rows, palette: Palette) -> float:
    """Add a panel's marks; returns where it ends."""
    words, top = head(panel.name, panel.words, top, palette.ink, palette.ink)
    rows.words.extend(words)
    (floor, _), (ceiling, _) = panel.ticks[0], panel.ticks[-1]
    bottom = top + PAD + PLOT

    def at(value: float) -> float:
        return bottom - PLOT * (value - floor) / (ceiling - floor)

    where = places(len(labels))
    rows.ticks.extend({"y": at(value), "text": text} for value, text in panel.ticks)
    rows.waves.extend(names(labels, bottom + PAD))
    rows.breaks.extend(
        {"x": (where[place - 1] + where[place]) / 2, "y": top + PAD, "end": bottom} for place in sorted(panel.breaks)
    )
    if panel.target is not None:
        rows.targets.append({"y": at(panel.target), "target": panel.target})
    last = max(place for place, point in enumerate(panel.points) if point is not None)
    for run, place, point in _joined(panel, panel.points):
        text = point.text if place == last and len(point.text) <= SHORT else ""
        told = {"panel": panel.name, "wave": labels[place], "value": point.text, "text": text}
        rows.points.append({**told, "run": f"{panel.name} {run}", "x": where[place], "y": at(point.value)})
    ranged = [point if point is not None and point.reach is not None else None for point in panel.points]
    for run, place, point in _joined(panel, ranged):
        low, high = point.reach or (point.value, point.value)
        rows.reaches.append({"run": f"{panel.name} {run}", "x": where[place], "y": at(high), "low": at(low)})
    return bottom + PAD + NAMES + SPACE


def _joined(panel: Panel, points: Sequence[Point | None]) -> list[tuple[int, int, Point]]:
    """Return (number of the line, place of the wave, point) for what is there."""
    parts = runs([point is not None for point in points], panel.breaks)
    if not panel.joined:
        parts = [[place] for part in parts for place in part]
    return [
        (number, place, point)
        for number, part in enumerate(parts)
        for place in part
        if (point := points[place]) is not None
    ]


def _ground(rows: _Rows, scale: float, both: tuple[alt.Scale, alt.Scale], palette: Palette) -> list[alt.Chart]:
    x, y = both
    ticks = alt.Chart(data(rows.ticks)).encode(y=alt.Y("y:Q", scale=y, axis=None))
    across = ticks.mark_rule(color=palette.line, strokeWidth=scale, opacity=0.6).encode(
        x=alt.XDatum(LEFT, scale=x, axis=None), x2=alt.X2Datum(RIGHT)
    )
    scales = ticks.mark_text(align="right", dx=-9 * scale, fontSize=11 * scale, color=palette.quiet).encode(
        x=alt.XDatum(LEFT, scale=x, axis=None), text="text:N"
    )
    waves = (
        alt.Chart(data(rows.waves))
        .mark_text(
            baseline="top",
            fontSize=12 * scale,
            color=palette.quiet,
            limit=alt.ExprRef(f"datum.room * width / 100 - {6 * scale}"),
        )
        .encode(x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None), text="text:N")
    )
    breaks = (
        alt.Chart(data(rows.breaks))
        .mark_rule(color=palette.quiet, strokeWidth=1.5 * scale, strokeDash=[2 * scale, 3 * scale])
        .encode(x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None), y2="end:Q")
    )
    targets = alt.Chart(data(rows.targets)).encode(y=alt.Y("y:Q", scale=y, axis=None))
    dashes = targets.mark_rule(color=OTHERS, strokeWidth=1.5 * scale, strokeDash=[6 * scale, 4 * scale]).encode(
        x=alt.XDatum(LEFT, scale=x, axis=None), x2=alt.X2Datum(RIGHT)
    )
    marks = targets.mark_point(
        shape="triangle-up",
        size=70 * scale**2,
        filled=False,
        color=OTHERS,
        strokeWidth=2 * scale,
        opacity=1,
        xOffset=-ASIDE * scale,
    ).encode(x=alt.XDatum(LEFT, scale=x, axis=None), tooltip=[alt.Tooltip("target:Q", title="Target")])
    return [across, scales, waves, breaks, dashes, marks]


def _lines(rows: _Rows, scale: float, both: tuple[alt.Scale, alt.Scale], palette: Palette) -> list[alt.Chart]:
    x, y = both
    reaches, points = (
        alt.Chart(data(each)).encode(
            x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None), detail="run:N"
        )
        for each in (rows.reaches, rows.points)
    )
    reaches = reaches.encode(y2="low:Q")
    dots = points.mark_circle(size=64 * scale**2, color=palette.ours, opacity=1).encode(
        tooltip=[
            alt.Tooltip("panel:N", title="Figure"),
            alt.Tooltip("wave:N", title="Wave"),
            alt.Tooltip("value:N", title="Value"),
        ]
    )
    last = points.mark_text(
        align="left", dx=9 * scale, fontSize=13.5 * scale, fontWeight=600, color=palette.ink
    ).encode(text="text:N")
    return [
        reaches.mark_area(color=palette.ours, opacity=0.22),
        reaches.mark_rule(color=palette.ours, strokeWidth=2 * scale, opacity=0.45),
        points.mark_line(color=palette.ours, strokeWidth=2.5 * scale),
        dots,
        last,
    ]

"""Figures worked out of several answers, wave by wave, each on its own scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charts.figures import minus, round_up, written
from charts.panels import Panel, Point, drawn
from charts.picture import Palette, Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.series_model import DerivedSeries, SeriesView

FEWEST = 2  # values that can be compared
JOINED = 3  # from so many on, a line joins them
NEAR = 0.2  # of the scale: closer to 0, an end of it has no room for its own figure
THOUSAND, MILLION = 10_000, 1_000_000  # from here on a tick is written in thousands, or in millions


def derived(view: SeriesView, palette: Palette, scale: float = 1.0) -> Picture:
    """Draw the derived figures that at least two waves have; the others stand in the table."""
    found = view.disclosures.derived if view.disclosures else ()
    shown = [each for each in found if len(_values(each)) >= FEWEST]
    labels = [each.label for each in view.waves]
    title = _title(shown)
    rows = [_row(each, labels) for each in found]
    twin = f"{title} " + " ".join(_told(each, labels) for each in found)
    if not shown:
        return Picture(None, title, "A figure is drawn as soon as two waves have it.", twin.rstrip(), rows)
    caption = "● is the figure of a wave. Each panel has its own scale, and each scale holds 0."
    if len(found) > len(shown):
        left = len(found) - len(shown)
        caption += f" {left} with fewer than two values {'stands' if left == 1 else 'stand'} in the table only."
    chart = drawn([_panel(each) for each in shown], labels, palette, scale)
    return Picture(chart, title, caption, twin, rows)


def _values(series: DerivedSeries) -> list[float]:
    return [value for value in series.values if value is not None]


def _title(shown: Sequence[DerivedSeries]) -> str:
    if not shown:
        return "No derived figure has two values to compare yet."
    first = max(shown, key=_moved)
    values = _values(first)
    before, after = (written(value, first.unit) for value in (values[0], values[-1]))
    if before == after:
        return f"“{first.label}” stands at {after}, as at first."
    return f"“{first.label}” moved most: from {before} to {after}."


def _moved(series: DerivedSeries) -> float:
    """Return how far the last value lies from the first, as a share of the larger one."""
    first, *_, last = _values(series)
    return abs(last - first) / (max(abs(first), abs(last)) or 1.0)


def _row(series: DerivedSeries, labels: Sequence[str]) -> dict[str, Any]:
    cells = {
        f"{place + 1}. {label}": "" if value is None else written(value, series.unit)
        for place, (label, value) in enumerate(zip(labels, series.values, strict=True))
    }
    return {"Figure": series.label, **cells}


def _told(series: DerivedSeries, labels: Sequence[str]) -> str:
    cells = (
        f"{label} {'unknown' if value is None else written(value, series.unit)}"
        for label, value in zip(labels, series.values, strict=True)
    )
    return f"{series.label}: {', '.join(cells)}."


def _panel(series: DerivedSeries) -> Panel:
    values = _values(series)
    points = tuple(
        None if value is None else Point(value, written(value, series.unit).removesuffix(series.unit).rstrip())
        for value in series.values
    )
    words = f"{written(values[0], series.unit)} → {written(values[-1], series.unit)}"
    return Panel(series.label, words, points, _ticks(values), joined=len(values) >= JOINED)


def _ticks(values: Sequence[float]) -> tuple[tuple[float, str], ...]:
    """Return the ends of the scale and the zero; the ends are round numbers."""
    low, high = min(0.0, -round_up(-min(values))), round_up(max(values))
    high = high if high > low else 1.0
    ends = [(end, _tick(end) if abs(end) >= NEAR * (high - low) else "") for end in (low, high) if end]
    return tuple(sorted([*ends, (0.0, "0")]))


def _tick(value: float) -> str:
    size = abs(value)
    divisor, letter = (MILLION, "M") if size >= MILLION else (1000, "k") if size >= THOUSAND else (1, "")
    return minus(f"{value / divisor:g}{letter}")

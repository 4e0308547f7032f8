"""Scores wave by wave, from three waves on: a panel for the overall score and for each dimension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.series_told import without_twin
from charts.figures import stood
from charts.panels import Panel, Point, drawn
from charts.picture import Palette, Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.room_model import Figure
    from assessments.series_model import Series, SeriesView, WaveMark

FEWEST = 3  # waves that make a line; two points are no trend
TICKS = ((0.0, "0"), (50.0, "50"), (100.0, "100"))


def lines(view: SeriesView, palette: Palette, scale: float = 1.0) -> Picture:
    """Draw every series of which something may be shown; those without a figure stand in the table."""
    view = without_twin(view)
    title = _title(view)
    rows = [_row(each, view.waves) for each in view.series]
    twin = f"{title} " + " ".join(_told(each, view.waves) for each in view.series)
    shown = [each for each in view.series if _there(each)]
    if len(view.waves) < FEWEST or not shown:
        return Picture(None, title, "A line needs three waves.", twin.rstrip(), rows)
    caption = "● is the average of a wave, 0 to 100"
    if any(figure.low is not None for each in shown for figure in each.figures):
        caption += "; the pale area is its range"
    caption += "; ▲ with the dashed line is the target." if any(each.target is not None for each in shown) else "."
    if any(each.breaks for each in shown):
        caption += " A dotted upright line marks where the questionnaire changed: what lies before is not joined to it."
    hidden = len(view.series) - len(shown)
    if hidden:
        caption += f" {hidden} without a figure {'stands' if hidden == 1 else 'stand'} in the table only."
    labels = [each.label for each in view.waves]
    chart = drawn([_panel(each) for each in shown], labels, palette, scale)
    return Picture(chart, title, caption, twin, rows)


def _there(series: Series) -> list[int]:
    """Return the places of the waves that have a figure."""
    return [place for place, figure in enumerate(series.figures) if figure.points is not None]


def _title(view: SeriesView) -> str:
    """Say where the first series stands, and where it stood; not what its course means."""
    if len(view.waves) < FEWEST:
        return view.why or "There are not enough waves for a line yet."
    there = _there(view.series[0]) if view.series else []
    if not there:
        return "There is no overall figure to show yet."
    series, first, last = view.series[0], there[0], there[-1]
    said = f"“{series.title}” stands at {stood(series.figures[last])} of 100 in {view.waves[last].label}"
    if first == last:
        return f"{said}."
    if any(first < place <= last for place in series.breaks):
        return f"{said}; the questionnaire changed on the way, so older figures are not joined to it."
    if series.figures[first].points == series.figures[last].points:
        return f"{said}, as in {view.waves[first].label}."
    return f"{said}; it stood at {stood(series.figures[first])} in {view.waves[first].label}."


def _row(series: Series, waves: Sequence[WaveMark]) -> dict[str, Any]:
    cells = {
        f"{place + 1}. {wave.label}": stood(figure)
        for place, (wave, figure) in enumerate(zip(waves, series.figures, strict=True))
    }
    broken = ", ".join(waves[place].label for place in sorted(series.breaks))
    target = "" if series.target is None else f"{series.target:.0f}"
    return {"Dimension": series.title, **cells, "Target": target, "Not comparable with before": broken}


def _told(series: Series, waves: Sequence[WaveMark]) -> str:
    cells = [
        f"{wave.label} {stood(figure).rstrip('.')}"
        + (" (not comparable with before)" if place in series.breaks else "")
        for place, (wave, figure) in enumerate(zip(waves, series.figures, strict=True))
    ]
    cells += [f"target {series.target:.0f}"] if series.target is not None else []
    return f"{series.title}: {', '.join(cells)}."


def _panel(series: Series) -> Panel:
    points = tuple(_point(figure) for figure in series.figures)
    words = "" if series.target is None else f"target {series.target:.0f}"
    return Panel(series.title, words, points, TICKS, series.breaks, series.target)


def _point(figure: Figure) -> Point | None:
    if figure.points is None:
        return None
    reach = None if figure.low is None or figure.high is None else (float(figure.low), float(figure.high))
    return Point(figure.points, str(figure.points), reach)

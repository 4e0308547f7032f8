"""The ladder: the stages as steps, each dimension as a mark on it, and where the whole stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from charts.picture import Palette, Picture, data, finish
from charts.steps import steps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.room_model import RoomResult
    from assessments.views import ResultView
    from questionnaires.parts import Stage


APART = 4.0  # points: marks that lie closer would cover each other on a narrow screen
LARGEST = 1.8  # size of a bold letter, for each pixel of width that it has
ROOM_ON_THE_RIGHT = 60.0  # points: further right, the average's words stand left of its line


@dataclass(frozen=True, slots=True)
class Rungs:
    """What a ladder shows, of one respondent or of a room.

    Attributes:
        stages: Low to high.
        marks: (title, score 0-100, title of the stage) of every dimension that has a score.
        average: Where the whole stands; None where there is no such figure.
        headline: The finding.
        decided: Which rule decided.
    """

    stages: tuple[Stage, ...]
    marks: tuple[tuple[str, float, str | None], ...]
    average: float | None
    headline: str
    decided: str


def ladder(view: ResultView, palette: Palette, scale: float = 1.0) -> Picture:
    """Draw the ladder of a result; marks that would cover each other pile up."""
    marks = tuple((each.dimension.title, each.score, each.stage) for each in view.dimensions if each.score is not None)
    stages = view.questionnaire.stages
    return _drawn(Rungs(stages, marks, view.result.score, view.headline, view.decided), palette, scale)


def room_ladder(result: RoomResult, palette: Palette, scale: float = 1.0) -> Picture:
    """Draw the ladder of a room from the averages that may be shown."""
    marks = tuple(
        (each.dimension.title, float(each.figure.points), each.stage)
        for each in result.dimensions
        if each.figure.points is not None
    )
    stages = result.questionnaire.stages
    return _drawn(Rungs(stages, marks, result.overall.points, result.headline, result.decided), palette, scale)


def _drawn(rungs: Rungs, palette: Palette, scale: float) -> Picture:
    ranked = sorted(rungs.marks, key=lambda mark: mark[1])
    rows = [{"Dimension": title, "Score": round(score, 1), "Stage": stage} for title, score, stage in ranked]
    caption = (
        "Each dot is a dimension. A stage begins half way between two anchors, so a dot counts for the nearest one."
    )
    twin = f"{rungs.headline} {rungs.decided}".rstrip()
    if not rows:
        return Picture(None, rungs.headline, caption, twin, rows)
    marks = _stacked(ranked)
    top = max(int(mark["level"]) for mark in marks) + 1
    y = alt.Scale(domain=[-2.6, top + 0.6], nice=False)
    layers = [*_steps(rungs, palette, scale, y), _dots(marks, palette, scale, y)]
    if rungs.average is not None:
        layers += _whole(rungs.average, top, palette, scale, y)
    chart = finish(
        alt.layer(*layers).properties(height=(70 + 22 * (top + 1)) * scale, width="container"), palette, scale
    )
    twin += " Dimensions, lowest first: " + "; ".join(
        f"{row['Dimension']} {row['Score']:g} ({row['Stage']})" for row in rows
    )
    return Picture(chart, rungs.headline, caption, twin, rows)


def _steps(rungs: Rungs, palette: Palette, scale: float, y: alt.Scale) -> list[alt.Chart]:
    rows = [
        # a block of lines hangs from its first one
        {**step, "line": -0.95 if "\n" in step["name"] else -1.3, "room": _room(step)}
        for step in steps(rungs.stages)
    ]
    base = alt.Chart(data(rows))
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=None)
    bars = (
        base.mark_rect(stroke=palette.quiet, strokeWidth=0.6 * scale)
        .encode(x=x, x2="to:Q", y=alt.Y("y1:Q", scale=y, axis=None), y2="y2:Q", color=alt.Color("colour:N", scale=None))
        .transform_calculate(y1="-0.2", y2="-2.4")
    )
    names = base.mark_text(
        fontSize=alt.ExprRef(f"min({12 * scale}, {LARGEST} * datum.room * width)"),
        fontWeight=600,
        lineHeight=15 * scale,
        baseline="middle",
        lineBreak="\n",
    ).encode(x="middle:Q", y=alt.Y("line:Q", scale=y), text="name:N", color=alt.Color("ink:N", scale=None))
    return [bars, names]


def _room(step: Mapping[str, Any]) -> float:
    """Return the share of the width that a letter of the longest line of a step's name may take."""
    return float((step["to"] - step["from"]) / 100 / max(len(line) for line in step["name"].split("\n")))


def _dots(marks: Sequence[dict[str, Any]], palette: Palette, scale: float, y: alt.Scale) -> alt.Chart:
    dots: alt.Chart = (
        alt.Chart(data(marks))
        .mark_circle(size=120 * scale**2, color=palette.ours, stroke=palette.ink, strokeWidth=0.6 * scale, opacity=1)
        .encode(
            x="score:Q",
            y=alt.Y("level:Q", scale=y),
            tooltip=[
                alt.Tooltip("dimension:N", title="Dimension"),
                alt.Tooltip("score:Q", title="Score", format=".1f"),
            ],
        )
    )
    return dots


def _whole(average: float, top: int, palette: Palette, scale: float, y: alt.Scale) -> list[alt.Chart]:
    whole = alt.Chart(data([{"score": average, "text": f"average {average:.0f}"}]))
    line = (
        whole.mark_rule(color=palette.ink, strokeWidth=2 * scale, strokeDash=[5 * scale, 3 * scale])
        .encode(x="score:Q", y=alt.Y("low:Q", scale=y), y2="high:Q")
        .transform_calculate(low="-0.2", high=str(top + 0.1))
    )
    align: Literal["left", "right"] = "right" if average > ROOM_ON_THE_RIGHT else "left"
    aside = (-6 if align == "right" else 6) * scale
    words = (
        whole.mark_text(align=align, dx=aside, fontSize=13 * scale, fontWeight=600, color=palette.ink)
        .encode(x="score:Q", y=alt.Y("y:Q", scale=y), text="text:N")
        .transform_calculate(y=str(top + 0.2))
    )
    return [line, words]


def _stacked(ranked: Sequence[tuple[str, float, str | None]]) -> list[dict[str, Any]]:
    """Place the dots: those closer together than ``APART`` pile up."""
    placed: list[dict[str, Any]] = []
    taken: list[tuple[float, int]] = []
    for title, score, _ in ranked:
        level = 0
        while any(abs(score - other) < APART and level == used for other, used in taken):
            level += 1
        taken.append((score, level))
        placed.append({"dimension": title, "score": score, "level": level + 0.4})
    return placed

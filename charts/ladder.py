"""The ladder: the stages as steps, each dimension as a mark on it, and where the whole stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from charts.picture import Palette, Picture, data, finish, stage_colours
from scoring.stages import cut_points

if TYPE_CHECKING:
    from assessments.views import ResultView


APART = 4.0  # points: marks that lie closer would cover each other on a narrow screen
ROOM_ON_THE_RIGHT = 60.0  # points: further right, the average's words stand left of its line


def ladder(view: ResultView, palette: Palette) -> Picture:
    """Draw the ladder of a result; marks that would cover each other pile up."""
    rows = [
        {"Dimension": each.dimension.title, "Score": round(each.score, 1), "Stage": each.stage}
        for each in sorted(view.dimensions, key=lambda each: each.score or 0)
        if each.score is not None
    ]
    caption = (
        "Each dot is a dimension. A stage begins half way between two anchors, so a dot counts for the nearest one."
    )
    if not rows:
        return Picture(None, view.headline, caption, f"{view.headline} {view.decided}", rows)
    stages = view.questionnaire.stages
    edges = [0.0, *cut_points(len(stages)), 100.0]
    steps = [
        {
            "from": edges[place],
            "to": edges[place + 1],
            "middle": (edges[place] + edges[place + 1]) / 2,
            "colour": fill,
            "ink": ink,
            "name": _wrapped(stage.title),
            # a block of lines hangs from its first one
            "line": -0.95 if "\n" in _wrapped(stage.title) else -1.3,
        }
        for place, (stage, (fill, ink)) in enumerate(zip(stages, stage_colours(len(stages)), strict=True))
    ]
    marks = _stacked(view)
    top = max(int(mark["level"]) for mark in marks) + 1
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=None)
    y = alt.Scale(domain=[-2.6, top + 0.6], nice=False)
    base = alt.Chart(data(steps))
    bars = (
        base.mark_rect(stroke=palette.quiet, strokeWidth=0.6)
        .encode(x=x, x2="to:Q", y=alt.Y("y1:Q", scale=y, axis=None), y2="y2:Q", color=alt.Color("colour:N", scale=None))
        .transform_calculate(y1="-0.2", y2="-2.4")
    )
    names = base.mark_text(fontSize=12, fontWeight=600, lineHeight=15, baseline="middle", lineBreak="\n").encode(
        x="middle:Q", y=alt.Y("line:Q", scale=y), text="name:N", color=alt.Color("ink:N", scale=None)
    )
    dots = (
        alt.Chart(data(marks))
        .mark_circle(size=120, color=palette.ours, stroke=palette.ink, strokeWidth=0.6, opacity=1)
        .encode(
            x="score:Q",
            y=alt.Y("level:Q", scale=y),
            tooltip=[
                alt.Tooltip("dimension:N", title="Dimension"),
                alt.Tooltip("score:Q", title="Score", format=".1f"),
            ],
        )
    )
    layers = [bars, names, dots]
    if view.result.score is not None:
        whole = alt.Chart(data([{"score": view.result.score, "text": f"average {view.result.score:.0f}"}]))
        layers.append(
            whole.mark_rule(color=palette.ink, strokeWidth=2, strokeDash=[5, 3])
            .encode(x="score:Q", y=alt.Y("low:Q", scale=y), y2="high:Q")
            .transform_calculate(low="-0.2", high=str(top + 0.1))
        )
        align: Literal["left", "right"] = "right" if view.result.score > ROOM_ON_THE_RIGHT else "left"
        layers.append(
            whole.mark_text(
                align=align, dx=-6 if align == "right" else 6, fontSize=13, fontWeight=600, color=palette.ink
            )
            .encode(x="score:Q", y=alt.Y("y:Q", scale=y), text="text:N")
            .transform_calculate(y=str(top + 0.2))
        )
    chart = finish(alt.layer(*layers).properties(height=70 + 22 * (top + 1), width="container"), palette)
    twin = f"{view.headline} {view.decided} Dimensions, lowest first: " + "; ".join(
        f"{row['Dimension']} {row['Score']:g} ({row['Stage']})" for row in rows
    )
    return Picture(chart, view.headline, caption, twin, rows)


def _stacked(view: ResultView) -> list[dict[str, Any]]:
    """Place the dots: those closer together than ``APART`` pile up."""
    placed: list[dict[str, Any]] = []
    taken: list[tuple[float, int]] = []
    for each in sorted(view.dimensions, key=lambda each: each.score or 0):
        if each.score is None:
            continue
        level = 0
        while any(abs(each.score - other) < APART and level == used for other, used in taken):
            level += 1
        taken.append((each.score, level))
        placed.append({"dimension": each.dimension.title, "score": each.score, "level": level + 0.4})
    return placed


def _wrapped(title: str) -> str:
    """Break a stage's name where it has words to break at."""
    words = title.split()
    middle = (len(words) + 1) // 2
    return "\n".join(part for part in (" ".join(words[:middle]), " ".join(words[middle:])) if part)

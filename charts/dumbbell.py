"""The gaps: where each dimension stands, where it is to be, and what lies between, highest priority first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from charts.picture import OTHERS, Palette, Picture, data, finish
from scoring.gaps import SMALLEST_GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.views import ResultView
    from scoring.gaps import Gap, GoalKind

ROW = 46
_THE: dict[GoalKind, str] = {"target": "your target", "next_stage": "the next overall stage"}


def dumbbell(view: ResultView, palette: Palette) -> Picture:
    """Draw the gaps of a result."""
    found = [(each.gap, each.gap.goal) for each in view.dimensions if each.gap is not None]
    scored = [(gap, goal) for gap, goal in found if goal is not None]
    rows = [_row(place, gap, goal) for place, (gap, goal) in enumerate(scored)]
    goal_name = _goal_name({gap.goal_kind for gap, _ in scored})
    caption = f"● where we stand, ▲ {goal_name}. Sorted by priority: weight times gap. Scale 0 to 100 for every row. "
    caption += "No published benchmark measures these dimensions, so none is drawn."
    title = _title([gap for gap, _ in scored])
    stages = {each.dimension.id: each.stage for each in view.dimensions}
    table = [
        {
            "Dimension": gap.score.dimension.title,
            "Score": round(gap.score.score or 0.0, 1),
            goal_name.capitalize(): round(goal, 1),
            "Gap": round(gap.gap, 1),
            "Stage": stages[gap.score.dimension.id],
        }
        for gap, goal in scored
    ]
    if not rows:
        return Picture(None, title, caption, title, table)
    twin = f"{title} " + "; ".join(
        f"{row['Dimension']}: {row['Score']:g}, {goal_name} {row[goal_name.capitalize()]:g}, gap {row['Gap']:g}"
        for row in table
    )
    y = alt.Y("place:Q", scale=alt.Scale(domain=[len(rows) - 0.2, -0.75], nice=False), axis=None)
    x = alt.Scale(domain=[0, 100], nice=False)
    axis = alt.Axis(values=[0, 25, 50, 75, 100], title=None, orient="bottom")
    base = alt.Chart(data(rows))
    names = base.mark_text(
        align="left", baseline="bottom", dy=-11, fontSize=13.5, fontWeight=600, color=palette.ink
    ).encode(x=alt.XDatum(0, scale=x), y=y, text="name:N")
    tracks = base.mark_rule(color=palette.line, strokeWidth=1).encode(x=alt.XDatum(0), x2=alt.X2Datum(100), y=y)
    links = base.mark_rule(color=OTHERS, strokeWidth=3, opacity=0.55).encode(
        x=alt.X("score:Q", scale=x, axis=axis), x2="reach:Q", y=y
    )
    goals = base.mark_point(shape="triangle-up", size=130, color=OTHERS, filled=False, strokeWidth=2.5).encode(
        x="goal:Q",
        y=y,
        tooltip=[alt.Tooltip("name:N", title="Dimension"), alt.Tooltip("goal:Q", title=goal_name, format=".0f")],
    )
    ours = base.mark_circle(size=150, color=palette.ours, opacity=1).encode(
        x="score:Q",
        y=y,
        tooltip=[alt.Tooltip("name:N", title="Dimension"), alt.Tooltip("score:Q", title="Score", format=".1f")],
    )
    values = base.mark_text(align="right", baseline="bottom", dy=-11, fontSize=12.5, color=palette.quiet).encode(
        x=alt.XDatum(100), y=y, text="shown:N"
    )
    layers = alt.layer(tracks, links, goals, ours, values, names)
    chart = finish(layers.properties(height=ROW * len(rows) + 30, width="container"), palette)
    return Picture(chart, title, caption, twin, table)


def _row(place: int, gap: Gap, goal: float) -> dict[str, object]:
    score = gap.score.score or 0.0
    return {
        "place": place,
        "name": gap.score.dimension.title,
        "score": score,
        "goal": goal,
        "reach": max(goal, score),
        "shown": f"{score:.0f} → {goal:.0f}" if gap.gap >= SMALLEST_GAP else f"{score:.0f}, reached",
    }


def _goal_name(kinds: set[GoalKind]) -> str:
    """Name the goals; dimensions without a target of their own run to the next overall stage."""
    if len(kinds) > 1:
        return "your target or next overall stage"
    return "your target" if "target" in kinds else "next overall stage"


def _title(gaps: Sequence[Gap]) -> str:
    if not gaps:
        return "There are not enough answers for a gap yet."
    open_gaps = [each for each in gaps if each.gap >= SMALLEST_GAP]
    if not open_gaps:
        kinds = {each.goal_kind for each in gaps}
        return f"Every dimension has reached {_THE[gaps[0].goal_kind] if len(kinds) == 1 else 'its goal'}."
    first = open_gaps[0]
    points = "1 point" if f"{first.gap:.0f}" == "1" else f"{first.gap:.0f} points"
    return f"The gap that matters most is “{first.score.dimension.title}”: {points} to {_THE[first.goal_kind]}."
